"""A CSV with its codebook, packed as a data package that table readers know (Frictionless)."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from typing import Any

from geo.world.world import World
from layers.api.columns import Columns
from layers.api.route import Route

FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # of a ZIP: the same rows are the same bytes
TYPES = {"strings": "string"}


def packed(
    world: World,
    route: Route,
    told: Mapping[str, Any],
    head: Mapping[str, Any],
    file: bytes,
    name: str,
) -> bytes:
    """A ZIP of the CSV and `datapackage.json`, which says what each column holds.

    Parameters
    ----------
    world : World
        For the terms of its datasets.
    route : Route
        What was asked for.
    told : mapping
        What the file says of itself.
    head : mapping
        Values beside the rows.
    file, name : bytes, str
        The CSV and its name.
    """
    document = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": name.removesuffix(".csv").replace(",", "-").replace("~", "-"),
        "title": told["about.title"],
        "description": " ".join(head.get("notes", ())),
        "version": told["about.version"],
        "licenses": _licences(world, route),
        "sources": [{"title": head["source"]}],
        **{key.partition(".")[2]: text for key, text in told.items() if text},
        "resources": [
            {
                "name": "rows",
                "path": name,
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "schema": {
                    "fields": _fields(route.columns_of(world.package)),
                    "missingValues": [""],
                },
            }
        ],
    }
    written = json.dumps(document, ensure_ascii=False, indent=1).encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, body in ((name, file), ("datapackage.json", written)):
            archive.writestr(zipfile.ZipInfo(path, FIRST_DAY), body, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def _licences(world: World, route: Route) -> list[dict[str, str]]:
    found = {
        one.name: {"name": one.name, "title": one.title, **({"path": one.path} if one.path else {})}
        for dataset in route.datasets
        for one in world.catalogue[dataset].licences
    }
    return list(found.values())


def _fields(columns: Columns) -> list[dict[str, Any]]:
    """The codebook: a record for each column, the last one among them."""
    found = [
        {
            "name": one.header,
            "type": TYPES.get(one.type, one.type),
            "description": one.meaning,
            **({"unit": one.unit} if one.unit else {}),
            **({"constraints": {"required": True}} if one.required else {}),
        }
        for one in columns
    ]
    return [*found, {"name": "about", "type": "string", "description": "First row: of this file"}]
