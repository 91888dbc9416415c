"""A world of thousands of regions as a data package: real counties, or invented squares.

The real files stand in a folder beside the project, or where ``OWN_DATA`` says. They are read where
they are.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.build.build import build
from geo.outlines.outlines import Outlines, Places
from geo.own.package import write_package
from geo.own.told import Told

ROOT = Path(__file__).resolve().parents[2]
REAL = Path(os.environ.get("OWN_DATA", ROOT.parent / "shared" / "own_data"))
YEARS, SHAPES = "us_irs_county_all_years/by_year", "boundaries/us_counties_10m.topo.json"
LAST_STATE = 56
"""Codes above it stand for sums and for places abroad."""


def opened(folder: Path) -> Path:
    """A built package below a folder: that of the counties where they are, else an invented one."""
    real = (REAL / YEARS).is_dir() and (REAL / SHAPES).is_file()
    made = folder / ("counties" if real else "squares")
    if not (made / "built" / "manifest.json").is_file():
        made.mkdir(parents=True, exist_ok=True)
        flows, shapes, told = counties() if real else squares()
        table = shapes.drop(columns="geometry").assign(name_zh=None)
        places = Places(table, groupings=("state",))
        write_package(made, flows, places, Outlines(places, shapes, "EPSG:4326"), {}, told)
    build(made, made / "built")
    return made


def counties() -> tuple[pd.DataFrame, gpd.GeoDataFrame, Told]:
    """Moves between counties that have a shape, and these."""
    tables = [pd.read_parquet(path) for path in sorted((REAL / YEARS).glob("*.parquet"))]
    rows = pd.concat(tables, ignore_index=True)
    ends = {}
    for end, year in (("origin_code", "y1"), ("destination_code", "y2")):
        state, county = (rows[f"{year}_{kind}fips"].astype("int64") for kind in ("state", "county"))
        code = (state * 1000 + county).astype("str").str.zfill(5)
        ends[end] = code.where(state.between(1, LAST_STATE) & (county > 0))
    year = rows["year"].astype("int64")
    period = (year - 1).astype("str") + "-" + year.astype("str")
    flows = pd.DataFrame({"period": period, **ends, "persons": rows["n2"].astype("float64")})
    shapes = _shapes(json.loads((REAL / SHAPES).read_text(encoding="utf-8")), "counties")
    names = _names(rows, ends["origin_code"])
    shapes["name_en"] = [names.get(code, code) for code in shapes["region_code"]]
    known = flows["origin_code"].isin(shapes["region_code"])
    known &= flows["destination_code"].isin(shapes["region_code"])
    flows = flows[known & (flows["origin_code"] != flows["destination_code"])]
    keys = ["period", "origin_code", "destination_code"]
    flows = flows.groupby(keys, as_index=False)["persons"].sum()
    told = Told(
        title="Moves between counties", source="Internal Revenue Service, Statistics of Income",
        publisher="Internal Revenue Service", licence="public domain", region="county",
        regions="counties", country="the United States",
    )  # fmt: skip
    return flows, shapes, told


def _names(rows: pd.DataFrame, codes: pd.Series) -> dict[str, str]:
    said = rows["y1_countyname"].astype("str").str.strip() + ", " + rows["y1_state"].astype("str")
    last = pd.DataFrame({"code": codes, "name": said}).dropna().drop_duplicates("code", keep="last")
    last = last[~last["name"].str.contains("igra|Tot")]
    doubled = last["name"].duplicated(keep=False)
    last["name"] = last["name"].where(~doubled, last["name"] + " " + last["code"])
    return dict(zip(last["code"], last["name"], strict=True))


def _shapes(topology: dict[str, Any], layer: str) -> gpd.GeoDataFrame:
    """Shapes of one layer of a TopoJSON file, with the first letters of the code as state."""
    scale, shift = (np.array(topology["transform"][name]) for name in ("scale", "translate"))
    arcs = [np.cumsum(np.array(arc), axis=0) * scale + shift for arc in topology["arcs"]]

    def ring(numbers: list[int]) -> np.ndarray[Any, Any]:
        parts = [arcs[one] if one >= 0 else arcs[~one][::-1] for one in numbers]
        return np.concatenate([parts[0], *(part[1:] for part in parts[1:])])

    def polygon(rings: list[list[int]]) -> shapely.Polygon:
        drawn = [one for one in map(ring, rings) if len(one) > 3]  # others are but a line
        return shapely.Polygon(drawn[0], drawn[1:]) if drawn else shapely.Polygon()

    found = {}
    for one in topology["objects"][layer]["geometries"]:
        many = one["arcs"] if one["type"] == "MultiPolygon" else [one["arcs"]]
        code = str(one["id"]).zfill(5)
        if int(code[:2]) <= LAST_STATE:
            found[code] = shapely.make_valid(shapely.unary_union([polygon(one) for one in many]))
    codes = list(found)
    frame = {"region_code": codes, "name_en": codes, "state": [code[:2] for code in codes]}
    return gpd.GeoDataFrame(frame, geometry=list(found.values()), crs="EPSG:4326")


def squares(across: int = 20, rows: int = 40_000) -> tuple[pd.DataFrame, gpd.GeoDataFrame, Told]:
    """An invented country of squares, each a region, between which few pairs have moves."""
    chance = np.random.default_rng(3)
    places = [(x, y) for y in range(across) for x in range(across)]
    codes = np.array([f"S{x:02d}{y:02d}" for x, y in places])
    boxes = [shapely.box(x / 4, 40 + y / 4, (x + 1) / 4, 40 + (y + 1) / 4) for x, y in places]
    frame = {
        "region_code": codes,
        "name_en": [f"Square {code[1:]}" for code in codes],
        "state": [f"Row {y // 5}" for _x, y in places],
    }
    shapes = gpd.GeoDataFrame(frame, geometry=boxes, crs="EPSG:4326")
    ends = chance.integers(0, len(codes), (2, rows))
    flows = pd.DataFrame(
        {
            "period": chance.choice([f"{year}-{year + 1}" for year in range(2000, 2004)], rows),
            "origin_code": codes[ends[0]],
            "destination_code": codes[ends[1]],
            "persons": chance.negative_binomial(0.5, 0.01, rows).astype(float),
        }
    )
    flows = flows[flows["origin_code"] != flows["destination_code"]]
    told = Told(title="Moves between squares", country="a country of squares", region="square",
                regions="squares", source="Invented", licence="MIT")  # fmt: skip
    return flows.drop_duplicates(["period", "origin_code", "destination_code"]), shapes, told
