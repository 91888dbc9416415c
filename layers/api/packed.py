"""A CSV, alone and packed with its codebook as a data package that table readers know."""

from __future__ import annotations

import io
import json
import re
import zipfile
from typing import Any

from layers.api.about import LAST_COLUMN, in_one_cell, last_heading
from layers.api.cells import write
from layers.api.codebook import missing
from layers.api.columns import Column, Columns
from layers.api.told import File, heading, in_source
from layers.text.gettext import _

FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # of a ZIP: the same rows are the same bytes
TYPES = {"strings": "string"}


def sheet(file: File) -> bytes:
    """The rows as CSV; the first cell of the last column says what the file is."""
    first, *rest = file.printed or [()]
    rows = [(*first, in_one_cell(file.told)), *((*row, None) for row in rest)] if first else []
    return write([*file.headings, last_heading()], rows)


def packed(file: File) -> bytes:
    """A ZIP of the CSV and `datapackage.json`, which says what each column holds."""
    path = f"{file.name}.csv"
    document = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": re.sub(r"[^a-z0-9._/-]", "-", file.ascii),
        "title": file.told["about.title"],
        "description": " ".join(file.answer.head.get("notes", ())),
        "version": file.told["about.version"],
        "licenses": _licences(file),
        "sources": [{"title": file.answer.head["source"]}],
        **{key.partition(".")[2]: text for key, text in file.told.items() if text},
        "resources": [
            {
                "name": "rows",
                "path": path,
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "schema": {"fields": _fields(file.columns), "missingValues": [""]},
            }
        ],
    }
    written = json.dumps(document, ensure_ascii=False, indent=1).encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in ((path, sheet(file)), ("datapackage.json", written)):
            archive.writestr(zipfile.ZipInfo(name, FIRST_DAY), body, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _licences(file: File) -> list[dict[str, str]]:
    found = {
        one.name: {
            "name": one.name,
            "title": _(one.title),
            **({"path": one.path} if one.path else {}),
        }
        for dataset in file.datasets
        for one in file.world.catalogue[dataset].licences
    }
    return list(found.values())


def _truth(column: Column) -> dict[str, Any]:
    """How true and false are spelled, where it is not in the usual way."""
    if column.type != "boolean" or in_source():
        return {}
    return {"trueValues": [_("true")], "falseValues": [_("false")]}


def _fields(columns: Columns) -> list[dict[str, Any]]:
    """The codebook: a record for each column, the last one among them."""
    found = [
        {
            "name": heading(one),
            "title": one.heading,
            **({"column": one.header} if one.header != heading(one) else {}),
            "type": TYPES.get(one.type, one.type),
            **_truth(one),
            "description": _(one.meaning),
            **({"unit": _(one.unit)} if one.unit else {}),
            "missing": missing(one),
            **({"constraints": {"required": True}} if one.required else {}),
        }
        for one in columns
    ]
    about = {"type": "string", "description": _("First row: of this file")}
    return [*found, {"name": last_heading(), "column": LAST_COLUMN, **about}]
