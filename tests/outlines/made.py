"""Small boundary files of every kind, made in code."""

from __future__ import annotations

import io
import json
import sqlite3
import struct
import tempfile
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import geopandas as gpd
import shapefile
import shapely

Rows = Sequence[tuple[Mapping[str, Any], Any]]
PRJ = (
    'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563]],'
    'PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]]'
)


def square(west: float, south: float, side: float = 1.0) -> list[list[float]]:
    """A closed ring, anticlockwise."""
    east, north = west + side, south + side
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


def feature(geometry: Any, **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def area(*rings: Any) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": list(rings)}


GOOD = feature(area(square(4, 50)), id="A", name="Ash")


def geojson(*features: Any, **members: Any) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": list(features)} | members).encode()


def beside(geometry: Any) -> bytes:
    """A sound region and, as the second feature, one of this shape."""
    return geojson(GOOD, feature(geometry, id="B", name="Bay"))


def topojson(arcs: Any, objects: Mapping[str, Any], **members: Any) -> bytes:
    return json.dumps({"type": "Topology", "arcs": arcs, "objects": objects} | members).encode()


def boxes(count: int = 2) -> Rows:
    return [
        ({"id": f"R{at}", "name": f"Region {at}"}, shapely.box(4 + at, 50, 5 + at, 51))
        for at in range(count)
    ]


def geopackage(
    rows: Rows, *, srs: int = 4326, table: str = "regions", blob: Any = None, kind: str = "features"
) -> bytes:
    """A GeoPackage without GDAL: the tables that its standard asks for."""
    made = sqlite3.connect(":memory:")
    quoted = '"' + table.replace('"', '""') + '"'
    made.executescript(
        "create table gpkg_spatial_ref_sys (srs_name, srs_id integer, organization,"
        " organization_coordsys_id integer, definition);"
        "create table gpkg_contents (table_name, data_type, srs_id integer);"
        "create table gpkg_geometry_columns (table_name, column_name, geometry_type_name,"
        " srs_id integer);"
        f"create table {quoted} (fid integer primary key, geom blob, id text, name text);"
    )
    made.execute("insert into gpkg_spatial_ref_sys values ('x', ?, 'EPSG', ?, '')", (srs, srs))
    made.execute("insert into gpkg_contents values (?, ?, ?)", (table, kind, srs))
    made.execute("insert into gpkg_geometry_columns values (?, 'geom', 'POLYGON', ?)", (table, srs))
    head = b"GP" + bytes([0, 1]) + struct.pack("<i", srs)
    for properties, shape in rows:
        written = None if shape is None else head + shapely.to_wkb(shape)
        if blob is not None and properties["id"] == "R1":
            written = blob
        values = (written, properties["id"], properties["name"])
        made.execute(f"insert into {quoted} (geom, id, name) values (?, ?, ?)", values)
    made.commit()
    content = made.serialize()
    made.close()
    return content


def geoparquet(rows: Rows, crs: Any = "EPSG:4326") -> bytes:
    frame = gpd.GeoDataFrame(
        [one for one, _ in rows], geometry=[shape for _, shape in rows], crs=crs
    )
    written = io.BytesIO()
    frame.to_parquet(written)
    return written.getvalue()


def shapes(
    rows: Rows, *, encoding: str = "utf-8", kind: int = shapefile.POLYGON
) -> dict[str, bytes]:
    """The parts of a shapefile by their names."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "regions"
        with shapefile.Writer(str(path), shapeType=kind, encoding=encoding) as made:
            made.field("id", "C", 20)
            made.field("name", "C", 60)
            for properties, shape in rows:
                made.record(properties["id"], properties["name"])
                if shape is None:
                    made.null()
                elif shape.geom_type == "Point":
                    made.point(shape.x, shape.y)
                else:
                    made.shape(shapely.geometry.mapping(shape))
        found = {
            f"regions.{end}": path.with_suffix(f".{end}").read_bytes()
            for end in ("shp", "shx", "dbf")
        }
    return found | {"regions.prj": PRJ.encode(), "regions.cpg": encoding.encode()}


def packed(files: Mapping[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return written.getvalue()


def shapefile_zip(rows: Rows, **more: Any) -> bytes:
    return packed(shapes(rows, **more))
