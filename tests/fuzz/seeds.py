"""Small sound files of every kind that comes in by a door, always the same bytes."""

from __future__ import annotations

import datetime
import gzip
import io
import json
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

import geopandas as gpd
import pandas as pd
import pyarrow as pa
import shapely

from geo.outlines.crs import DEGREES
from geo.outlines.outlines import Outlines
from geo.outlines.places import Places, places_to_text
from geo.own.parcel import Parcel, packed
from geo.own.project import PARCEL
from geo.own.reading import BOUNDARIES, FLOWS
from geo.own.told import Told
from geo.world.catalog import CATALOGUE_FILE
from tests.files import made as tables
from tests.outlines import made as outlines

PROJECT = "project"
"""What a file is for, beside the roles of the reading child."""
NAMES = {"R0": "Ash", "R1": "Birch", "R2": "Cédar", "R3": "杨", "R4": "Elm"}
PLACES = Places(
    pd.DataFrame({"region_code": list(NAMES), "name_en": list(NAMES.values()), "name_zh": None}),
    {"R0": ("ash wood", "灰"), "R3": ("Poplar",)},
)
KNOWN = places_to_text(PLACES)
LIST = [
    ["origin", "destination", "year", "age", "persons"],
    ["Ash", "Birch", 2010, "15-19", 120],
    ["Birch", "Ash", 2010, "15-19", 40],
    ["Cédar", "Elm", 2010, "20-24", 1250],
    ["Elm", "Ash", 2015, "20-24", 67.5],
    ["Ash", "Ash", 2015, "20-24", 900],
    ["Elm", "Birch", 2015, "15-19", ".."],
    ["Total", "Birch", 2015, "15-19", 1500],
    ["Abroad", "Elm", 2015, "15-19", 12],
]
MATRIX = [
    ["Moves between regions, 2010-2015 (persons)", "", "", "", ""],
    ["from / to", "Ash", "Birch", "Elm", "Total"],
    ["Ash", "", 120, 30, 150],
    ["Birch", 40, "-", 7, 47],
    ["Elm", 67, 8, "", 75],
    ["Total", 107, 128, 37, 272],
    ["Source: a count of people; * suppressed", "", "", "", ""],
]
CODES = [["o", "d", "n"]] + [
    [f"R{a}", f"R{b}", a * 7 + b] for a in range(5) for b in range(5) if a != b
]
CHINESE = [["迁出地", "迁入地", "人数"], ["灰", "杨", 120], ["杨", "灰", 4500], ["榆树", "杨", 3]]
TIME = b"2020-01-01T00:00:00Z"
_TIME = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


@dataclass(frozen=True)
class Seed:
    """A sound file with its role."""

    role: str
    name: str
    content: bytes


def seeds() -> list[Seed]:
    """All of them, in a fixed order."""
    parts = {FLOWS: _texts() | _books() | _columns(), BOUNDARIES: _shapes(), PROJECT: _projects()}
    return [
        Seed(role, name, settled(content))
        for role, files in parts.items()
        for name, content in files.items()
    ]


def settled(content: bytes) -> bytes:
    """A packed file without the time at which it was made; any other as it is."""
    if not content.startswith(b"PK"):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return zipped({one: settled(archive.read(one)) for one in archive.namelist()})


def zipped(members: Mapping[str, bytes], pack: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip of some members, of no time."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, content in members.items():
            member = zipfile.ZipInfo(name)
            member.compress_type = pack
            is_markup = name.endswith(".xml")
            archive.writestr(member, _TIME.sub(TIME, content) if is_markup else content)
    return written.getvalue()


def _texts() -> dict[str, bytes]:
    comma, matrix = tables.csv_of(LIST), tables.csv_of(MATRIX)
    european = tables.csv_of(LIST, ";").replace("67.5", "67,5").replace("1250", "1.250")
    fixed = "".join(f"{a:<10}{b:<10}{n:>8}\n" for a, b, n in CODES[1:])
    quoted = tables.csv_of(CODES).replace("R1", '"Birch, ""old""\nwood"')
    return {
        "list.csv": comma.encode(),
        "marked.csv": comma.encode("utf-8-sig"),
        "wide.txt": tables.csv_of(LIST, "\t").encode("utf-16"),
        "european.csv": european.encode("cp1252"),
        "list.tsv": tables.csv_of(LIST, "\t").encode(),
        "piped.csv": tables.csv_of(CODES, "|").replace("\n", "\r\n").encode(),
        "gb.csv": tables.csv_of(CHINESE).encode("gb18030"),
        "big5.csv": tables.csv_of(CHINESE).encode("cp950", "ignore"),
        "matrix.csv": matrix.replace(" 2010-2015 (persons),", " 2010-2015,").encode(),
        "quoted.csv": quoted.encode(),
        "fixed.txt": fixed.encode(),
        "packed.csv.gz": gzip.compress(comma.encode(), mtime=0),
        "packed.zip": tables.zip_of({"list.csv": comma.encode()}),
        "years.csv": "".join(
            f"R{a},R{b},{year},{a + b}\n" for year in (1990, 1995) for a, b, _ in _pairs()
        ).encode(),
    }


def _pairs() -> list[tuple[int, int, int]]:
    return [(a, b, a * b) for a in range(5) for b in range(5)]


def _books() -> dict[str, bytes]:
    def merged(book: object) -> None:
        sheet = book.active  # type: ignore[attr-defined]
        sheet.merge_cells("A1:E1")
        hidden = book.create_sheet("Notes")  # type: ignore[attr-defined]
        hidden.append(["Source", datetime.date(2020, 1, 2), True, None, "=1+1"])
        hidden.sheet_state = "hidden"

    return {
        "list.xlsx": tables.xlsx_of(rows=LIST),
        "matrix.xlsx": tables.xlsx_of(merged, MATRIX),
        "shared.xlsx": tables.shared_xlsx_of(LIST),
        "list.xls": tables.xls_of([[_latin(cell) for cell in row] for row in LIST]),
        "matrix.xls": tables.xls_of(MATRIX),
        "list.ods": tables.ods_of(tables.ods_rows(LIST)),
        "matrix.ods": tables.ods_of(tables.ods_rows(MATRIX)),
        "packed_book.zip": tables.zip_of({"list.xlsx": tables.xlsx_of(rows=CODES)}),
    }


def _latin(cell: object) -> object:
    return cell.encode("latin-1", "replace").decode("latin-1") if isinstance(cell, str) else cell


def _columns() -> dict[str, bytes]:
    heads, *rows = CODES
    columns = [list(one) for one in zip(*rows, strict=True)]
    plain = pa.table([pa.array(one) for one in columns], heads)
    count = len(rows)
    odd = pa.table(
        {
            "origin": pa.array(columns[0]).dictionary_encode(),
            "destination": pa.array(columns[1], pa.large_string()),
            "persons": pa.array([Decimal(one) for one in columns[2]], pa.decimal128(9, 2)),
            "day": pa.array([datetime.date(2020, 1, 2)] * count),
            "at": pa.array(
                [1_577_934_000_000_000_000] * count, pa.timestamp("ns", "Asia/Shanghai")
            ),
            "is": pa.array([True, None] * (count // 2)),
            "bytes": pa.array([b"\xff"] * count),
            "real": pa.array([float("nan")] * count, pa.float32()),
        }
    )
    nested = plain.append_column("list", pa.array([[1, 2]] * count))
    return {
        "plain.parquet": tables.parquet_of(plain),
        "odd.parquet": tables.parquet_of(odd, compression="zstd"),
        "nested.parquet": tables.parquet_of(nested),
        "bare.parquet": tables.parquet_of(plain, compression="none", use_dictionary=False),
        "new.parquet": tables.parquet_of(plain, compression="gzip", data_page_version="2.0"),
    }


def _shapes() -> dict[str, bytes]:
    rows = outlines.boxes(4)
    holed = outlines.area(outlines.square(8, 50, 3), outlines.square(9, 51)[::-1])
    parted = {
        "type": "MultiPolygon",
        "coordinates": [[outlines.square(12, 50)], [outlines.square(14, 50)]],
    }
    first = outlines.feature(outlines.area(outlines.square(4, 50)), id="R0", name="Ash", state="S")
    geojson = outlines.geojson(
        first,
        outlines.feature(outlines.area(outlines.square(5, 50)), id="R1", name="Birch", state="S"),
        outlines.feature(holed, id="R2", name="Cédar", state="T"),
        outlines.feature(parted, id="R3", name="杨", state="T"),
    )
    arcs = [[[4, 50], [4, 51], [5, 51]], [[5, 51], [5, 50]], [[5, 50], [4, 50]],
            [[5, 51], [6, 51], [6, 50], [5, 50]]]  # fmt: skip
    regions = [
        {"type": "Polygon", "arcs": [[0, 1, 2]], "properties": {"id": "R0", "name": "Ash"}},
        {"type": "Polygon", "arcs": [[3, -2]], "properties": {"id": "R1", "name": "Birch"}},
    ]
    topology = {"regions": {"type": "GeometryCollection", "geometries": regions}}
    steps = [[[0, 0], [0, 9], [9, 0]], [[9, 9], [0, -9], [-9, 0]]]
    moved = {"scale": [0.1, 0.1], "translate": [4, 50]}
    ring = {"type": "Polygon", "id": "R0", "arcs": [[0, -2]]}
    return {
        "regions.geojson": geojson,
        "regions.json": geojson.decode().encode("utf-16"),
        "regions.topojson": outlines.topojson(arcs, topology),
        "steps.topojson": outlines.topojson(steps, {"one": ring}, transform=moved),
        "regions.gpkg": outlines.geopackage(rows),
        "regions.zip": outlines.shapefile_zip(rows),
        "old.zip": outlines.shapefile_zip(rows, encoding="cp1252"),
        "regions.parquet": outlines.geoparquet(rows),
        "metres.parquet": outlines.geoparquet(
            [(one, shapely.transform(shape, lambda at: at * 1e4)) for one, shape in rows],
            "EPSG:3857",
        ),
    }


def _projects() -> dict[str, bytes]:
    flows = pd.DataFrame(
        {
            "period": ["2010-2015"] * 3,
            "origin_code": ["R0", "R1", "R3"],
            "destination_code": ["R1", "R0", "R4"],
            "persons": [120.0, 40.5, 67.0],
        }
    )
    boxes = [shapely.box(4 + at, 50, 5 + at, 51) for at in range(len(NAMES))]
    frame = gpd.GeoDataFrame({"region_code": list(NAMES)}, geometry=boxes, crs=DEGREES)
    answers = {"title": "Moves", "unit": "persons", "measure": "flow", "interval": "5"}
    files, about = ("moves.csv",), {"columns": ["o", "d", "n"]}
    found = {}
    for name, shapes in {"drawn": Outlines(PLACES, frame, DEGREES), "bare": None}.items():
        parcel = packed(Parcel(flows, PLACES, shapes, answers, Told.of(answers), files, about))
        members = {PARCEL + one: part for one, part in tables.parts_of(parcel).items()}
        beside = {CATALOGUE_FILE: b"{}", "recipe.json": json.dumps(answers).encode(),
                  "scenes.json": b'{"scenes": [{"name": "a", "view": "period=2010"}]}'}  # fmt: skip
        found[f"{name}.zip"] = zipped(beside | members)
    return found
