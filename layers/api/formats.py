"""The formats of an answer, the one list: menus, addresses, their description and tests read it.

A format is one record: what an address ends in, what it is called, and how a file is written.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from layers.api import book, geopackage, geoparquet, packed
from layers.api.columns import nested, records
from layers.api.route import Drawn, Route
from layers.api.told import File
from layers.text.gettext import N_, _


@dataclass(frozen=True)
class Format:
    """One format.

    Attributes
    ----------
    ending : str
        What its addresses end in; empty for JSON.
    media : str
        Media type.
    label : str
        What a menu calls it.
    title : str
        The same of some rows, in full.
    holds : str
        What a file holds, for the description of the interface.
    write : callable
        Writes a file.
    shapes : bool
        Whether it is for rows that lie somewhere alone.
    listed : bool
        Whether its description lists the columns.
    """

    ending: str
    media: str
    label: str
    title: str
    holds: str
    write: Callable[[File], bytes]
    shapes: bool = False
    listed: bool = False

    @property
    def saved(self) -> bool:
        """Whether a browser saves it instead of showing it."""
        return bool(self.ending)

    @property
    def file_ending(self) -> str:
        """What the names of its files end in."""
        return self.ending or ".json"


def write_json(file: File) -> bytes:
    """Write JSON in the declared order; a number that is not finite is a fault of ours."""
    values = {**{one.name: file.answer.head[one.name] for one in file.route.head}, **file.told}
    spelled = [one.name for one in file.route.head_of(file.world.package)]
    head = nested(dict(zip(spelled, values.values(), strict=True)))
    return as_json({**head, "rows": records(file.answer.rows, file.columns)})


def as_json(document: dict[str, Any]) -> bytes:
    """Write a document in few signs."""
    compact = (",", ":")
    return json.dumps(document, ensure_ascii=False, allow_nan=False, separators=compact).encode()


def _shaped(write: Callable[[File, Drawn], bytes]) -> Callable[[File], bytes]:
    """How a format of shapes writes a file of rows that have some."""

    def shaped(file: File) -> bytes:
        if file.route.drawn is None:
            raise ValueError(f"{file.route.name} lies nowhere")
        return write(file, file.route.drawn)

    return shaped


JSON = Format(
    "",
    "application/json",
    "JSON",
    N_("{rows}, JSON"),
    "The answer",
    write_json,
)
FORMATS: tuple[Format, ...] = (
    Format(
        ".csv",
        "text/csv",
        "CSV",
        N_("{rows}, CSV"),
        "UTF-8 with a byte order mark, one header row. An empty cell is a missing value. A text "
        "that a spreadsheet could run starts with an apostrophe; take one leading apostrophe away "
        "to have the text back. The first cell of the last column, about, says what the file is. "
        "In another language than English the headings and words are those of the reader. "
        "Columns: ",
        packed.sheet,
        listed=True,
    ),
    Format(
        ".zip",
        "application/zip",
        "ZIP",
        N_("{rows}: CSV with its codebook"),
        "The CSV, and a datapackage.json that says what each column holds",
        packed.packed,
    ),
    Format(
        ".xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "XLSX",
        N_("{rows}: a workbook with its codebook and sources"),
        "A workbook of three sheets: the rows, as in the CSV; what each column holds; terms, "
        "citation, version, address and notes. No cell is a formula",
        book.book,
    ),
    JSON,
    Format(
        ".gpkg",
        "application/geopackage+sqlite3",
        "GPKG",
        N_("{rows}: GeoPackage, shapes for a map program"),
        "One layer of the rows with their shapes in degrees (EPSG:4326); titles of the columns, "
        "terms and citation are in its metadata. Names of columns are those of the JSON",
        _shaped(geopackage.geopackage),
        shapes=True,
    ),
    Format(
        ".parquet",
        "application/vnd.apache.parquet",
        "Parquet",
        N_("{rows}: GeoParquet, shapes for programs"),
        "The rows with their shapes as WKB in degrees (EPSG:4326); codebook, terms and citation "
        "are in the metadata of the file. Names of columns are those of the JSON",
        _shaped(geoparquet.geoparquet),
        shapes=True,
    ),
)
"""In the order of the menu."""


def formats_of(route: Route) -> tuple[Format, ...]:
    """Formats of the rows of an address; shapes where the rows lie somewhere."""
    return tuple(one for one in FORMATS if route.drawn or not one.shapes)


def link_marks(form: Format) -> dict[str, str]:
    """Attributes of a link to a file: one that is shown opens beside the page."""
    return {"download": ""} if form.saved else {"target": "_blank"}


def link_title(form: Format, rows: str) -> str:
    """What a link to a file is called in full."""
    return _(form.title).format(rows=rows)
