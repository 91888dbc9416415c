"""Rules between the records of a catalogue: what one names, another declares.

They read the file as it is written, so that they speak whatever else is wrong with it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from geo.world.declared import Phrases


def across(written: dict[str, Any]) -> list[str]:
    """Failures of all rules, each with its place, what was found and what is expected.

    Parameters
    ----------
    written
        The whole file, as JSON says it.

    Raises
    ------
    AttributeError, KeyError, TypeError
        When it has not the shape that names can be read from.
    """
    return [*_datasets(written["resources"]), *_figures(written), *_flow_tables(written)]


def _flow_tables(written: dict[str, Any]) -> Iterator[str]:
    """Flow tables that name a dataset or a phrase which does not exist."""
    known = [one.get("name") for one in written["resources"]]
    for one in written.get("flow_tables", ()):
        where = f"catalogue, flow_table {one['key']}"
        parts = {"flows": "flows", "periods": "periods", "within": None}
        for part, usual in parts.items():
            name = one.get(part, usual)
            if name not in (*known, None):
                yield f"{where}, {part}: found {name!r}, expected a dataset of the catalogue"
        for name in one.get("phrases", ()):
            if name not in Phrases.model_fields:
                expected = ", ".join(Phrases.model_fields)
                yield f"{where}, phrases: found {name!r}, expected one of {expected}"


def _datasets(resources: list[dict[str, Any]]) -> Iterator[str]:
    columns: dict[str, Counter[str]] = {}
    for name, count in Counter(one.get("name", "(no name)") for one in resources).items():
        columns[name] = Counter()
        if count > 1:
            yield f"{name}, name: found {count} datasets of this name, expected one"
    for one in resources:
        columns[one.get("name", "(no name)")].update(_columns(one))
    for one in resources:
        name = one.get("name", "(no name)")
        yield from (f"{name}, {failure}" for failure in _keys(one, columns))


def _figures(written: dict[str, Any]) -> Iterator[str]:
    """Figures of both ends that name what the package does not declare."""
    series = [one["key"] for one in written.get("disparity", {}).get("series", ())]
    shades = [
        one["name"]
        for dataset in written["resources"]
        for one in dataset.get("indicators", ())
        if one.get("shade")
    ]
    known = {
        "disparity_values": (series, "a series of disparity"),
        "shading": (shades, "an indicator with shade"),
    }
    for one in written.get("figures", ()):
        names, expected = known.get(one["table"], ((), ""))
        for name in one["names"] if expected else ():
            if name not in names:
                said = f"{expected}: {', '.join(names) or 'none is declared'}"
                yield f"catalogue, figure {one['key']}, names: found {name!r}, expected {said}"


def _columns(resource: dict[str, Any]) -> list[str]:
    return [one.get("name", "") for one in resource.get("schema", {}).get("fields", ())]


def _keys(resource: dict[str, Any], columns: Mapping[str, Counter[str]]) -> Iterator[str]:
    """Repeated fields, and keys that name fields or datasets which do not exist."""
    own, table = Counter(_columns(resource)), resource.get("schema", {})
    yield from (
        f"field {name}: found {count} times, expected once"
        for name, count in own.items()
        if count > 1
    )
    pointed = [("primaryKey", name) for name in table.get("primaryKey", ())]
    for key in table.get("foreignKeys", ()):
        pointed += [("foreignKeys", name) for name in key["fields"]]
        other = key["reference"]["resource"]
        for name in key["reference"]["fields"]:
            if name not in columns.get(other, ()):
                yield f"foreignKeys: found {other}.{name}, expected a field of the catalogue"
    for key, name in pointed:
        if name not in own:
            yield f"{key}: found {name!r}, expected a field of this dataset"
    for name in resource.get("derived_from", ()):
        if name not in columns:
            yield f"derived_from: found {name!r}, expected a dataset of the catalogue"
