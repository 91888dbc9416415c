"""A GeoPackage of rows that lie somewhere: one layer, its codebook, terms and citation inside.

It is an SQLite database of a known shape (OGC 12-128r19, 1.3), so no library of shapes is needed;
it is made in memory and touches no disk.
"""

from __future__ import annotations

import json
import sqlite3
import struct
from contextlib import closing
from typing import Any

from geo.shapes import wkb
from layers.api.cells import LIST_MARK
from layers.api.codebook import about_of, codebook
from layers.api.route import Drawn
from layers.api.told import File

DEGREES = 4326
WRITTEN = "1980-01-01T00:00:00.000Z"  # the same rows are the same bytes
SHAPE, ROW = "geom", "fid"
KINDS = {"string": "TEXT", "strings": "TEXT", "integer": "INTEGER", "number": "REAL"}
KINDS |= {"boolean": "BOOLEAN"}
_HEAD = struct.pack("<2sBBi", b"GP", 0, 1, DEGREES)  # no box of its own, little-endian
_WORLD = (
    'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,'
    'AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,'
    'AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],'
    'AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4326"]]'
)
_TABLES = """
PRAGMA application_id = 0x47504B47;
PRAGMA user_version = 10300;
CREATE TABLE gpkg_spatial_ref_sys (
  srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL,
  organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (
  table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
  description TEXT DEFAULT '', last_change DATETIME NOT NULL,
  min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
  CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (
  table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL,
  srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL,
  CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
  CONSTRAINT uk_gc_table_name UNIQUE (table_name),
  CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
  CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_extensions (
  table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL, definition TEXT NOT NULL,
  scope TEXT NOT NULL, CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name));
CREATE TABLE gpkg_data_columns (
  table_name TEXT NOT NULL, column_name TEXT NOT NULL, name TEXT, title TEXT, description TEXT,
  mime_type TEXT, constraint_name TEXT,
  CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name));
CREATE TABLE gpkg_metadata (
  id INTEGER CONSTRAINT m_pk PRIMARY KEY ASC NOT NULL,
  md_scope TEXT NOT NULL DEFAULT 'dataset', md_standard_uri TEXT NOT NULL,
  mime_type TEXT NOT NULL DEFAULT 'text/xml', metadata TEXT NOT NULL DEFAULT '');
CREATE TABLE gpkg_metadata_reference (
  reference_scope TEXT NOT NULL, table_name TEXT, column_name TEXT, row_id_value INTEGER,
  timestamp DATETIME NOT NULL, md_file_id INTEGER NOT NULL, md_parent_id INTEGER,
  CONSTRAINT crmr_mfi_fk FOREIGN KEY (md_file_id) REFERENCES gpkg_metadata(id),
  CONSTRAINT crmr_mpi_fk FOREIGN KEY (md_parent_id) REFERENCES gpkg_metadata(id));
"""
_SYSTEMS = (
    ("WGS 84 geodetic", DEGREES, "EPSG", DEGREES, _WORLD, "longitude and latitude in degrees"),
    ("Undefined cartesian SRS", -1, "NONE", -1, "undefined", "undefined plane"),
    ("Undefined geographic SRS", 0, "NONE", 0, "undefined", "undefined degrees"),
)
_SPEC = "http://www.geopackage.org/spec130/#extension_"
_EXTENSIONS = (
    ("gpkg_metadata", "gpkg_metadata", "metadata"),
    ("gpkg_metadata_reference", "gpkg_metadata", "metadata"),
    ("gpkg_data_columns", "gpkg_schema", "schema"),
)
_PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"


def geopackage(file: File, drawn: Drawn) -> bytes:
    """One layer of the rows, longitude and latitude in degrees (EPSG:4326)."""
    shapes = drawn.shapes(file.world, file.answer.rows)
    with closing(sqlite3.connect(":memory:")) as base:
        base.executescript(_TABLES)
        _declare(base, file, drawn, shapes)
        _fill(base, file, shapes)
        base.commit()
        return base.serialize()


def _add(base: sqlite3.Connection, table: str, *rows: tuple[Any, ...]) -> None:
    """Rows into a table of our own; its name and columns are ours, the values are bound."""
    places = ", ".join("?" * len(rows[0]))
    base.executemany(f"INSERT INTO {table} VALUES ({places})", rows)  # noqa: S608


def _declare(base: sqlite3.Connection, file: File, drawn: Drawn, shapes: list[bytes]) -> None:
    """The system of coordinates, the layer, its columns, terms and citation."""
    layer, about = file.layer, about_of(file)
    box = wkb.around(shapes) if shapes else (None,) * 4
    told = "\n".join(f"{name}: {text}" for name, text in about)
    _add(base, "gpkg_spatial_ref_sys", *_SYSTEMS)
    title = file.told["about.title"]
    _add(base, "gpkg_contents", (layer, "features", title, told, WRITTEN, *box, DEGREES))
    _add(base, "gpkg_geometry_columns", (layer, SHAPE, drawn.kind.upper(), DEGREES, 0, 0))
    _add(
        base,
        "gpkg_extensions",
        *((table, None, name, _SPEC + part, "read-write") for table, name, part in _EXTENSIONS),
    )
    lines = codebook(file)
    _add(
        base,
        "gpkg_data_columns",
        *(
            (layer, name, None, said, f"{meaning} ({unit})" if unit else meaning, None, None)
            for name, said, unit, _kind, meaning, _missing in lines
        ),
    )
    document = json.dumps({"about": about, "codebook": lines}, ensure_ascii=False)
    _add(base, "gpkg_metadata", (1, "dataset", _PROFILE, "application/json", document))
    _add(base, "gpkg_metadata_reference", ("geopackage", None, None, None, WRITTEN, 1, None))


def _fill(base: sqlite3.Connection, file: File, shapes: list[bytes]) -> None:
    """The rows with their shapes."""
    columns = "".join(f', "{one.header}" {KINDS[one.type]}' for one in file.columns)
    base.execute(
        f'CREATE TABLE "{file.layer}" '
        f"({ROW} INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, {SHAPE} BLOB{columns})"
    )
    rows = [
        (place, _HEAD + shape, *(_cell(one) for one in row))
        for place, (shape, row) in enumerate(zip(shapes, file.rows, strict=True), start=1)
    ]
    if rows:
        _add(base, f'"{file.layer}"', *rows)


def _cell(value: Any) -> Any:
    return LIST_MARK.join(value) if isinstance(value, list) else value
