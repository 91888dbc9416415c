"""What a file says of itself: what was asked, unit, terms, citation, version, and its own name."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from hashlib import blake2b
from typing import Any

from geo.view.view import FIELDS, View
from geo.world.manifest import build_version
from geo.world.world import World
from layers.api.columns import ABOUT
from layers.api.route import Route
from layers.text.gettext import SOURCE_LANGUAGE, _

LAST_COLUMN = "about"
LONGEST_NAME = 120
_code = lru_cache(maxsize=1)(build_version)


def version(world: World) -> str:
    """Version of the data package, and the beginning of two hashes: of all data and of the code."""
    data, code = world.built_id[:8], _code()[:8]
    said = _("data {version} ({data}), code {code}")
    return said.format(version=world.package.version, data=data, code=code)


def asked(world: World, route: Route, view: View) -> dict[str, str]:
    """Every parameter that the rows follow and its text; what is empty follows all or nothing."""
    found = {one.name: str(getattr(view, one.attribute)) for one in FIELDS}
    usual = {"lang": SOURCE_LANGUAGE, "flows": view.at_home.flows}
    used = route.used(world.package)
    return {
        name: text
        for name, text in found.items()
        if name in used and text and text != usual.get(name)
    }


def about(world: World, route: Route, view: View, head: Mapping[str, Any]) -> dict[str, Any]:
    """Values of :data:`layers.api.columns.ABOUT` for one answer.

    Parameters
    ----------
    world : World
        The built tables.
    route : Route
        What was asked for.
    view : View
        How it was asked.
    head : mapping
        Values beside the rows, for the source and what the rows leave out.
    """
    columns = route.columns_of(world.package)
    units = [f"{one.header}: {one.unit}" for one in columns if one.unit]
    terms = (one for name in route.datasets for one in world.catalogue[name].licences)
    told = version(world)
    return {
        "about.title": f"{world.package.title}: {_(route.title)}",
        "about.asked": "; ".join(f"{key}={text}" for key, text in asked(world, route, view).items())
        or _("nothing: the whole table"),
        "about.units": "; ".join(units) or None,
        "about.threshold": "; ".join(filter(None, (_threshold(head), _filtered(head)))) or None,
        "about.licence": " ".join(dict.fromkeys(f"{one.title}: {_(one.terms)}" for one in terms)),
        "about.citation": f"{head['source']}. {world.package.title}, {told}.",
        "about.version": told,
    }


def _threshold(head: Mapping[str, Any]) -> str | None:
    """Corridors that a top leaves out, and the least value that was drawn."""
    left = head.get("threshold.corridor_count")
    if not left:
        return None
    said = _("{n} more are left out, none of them larger than {value:.6g} {unit}")
    value, unit = head["threshold.last_value"], head["measure.unit"]
    return said.format(n=left, value=value, unit=unit) if value is not None else None


def _filtered(head: Mapping[str, Any]) -> str | None:
    """Filters of the columns of the table, and of how many rows these are."""
    said = head.get("filter.said")
    if not said:
        return None
    of = _("of {n} rows, those that pass the filters of the columns: {filters}")
    return of.format(n=head["filter.row_count"], filters=said)


def in_one_cell(told: Mapping[str, Any]) -> str:
    """What a file says of itself as one text, for the first cell of the last column."""
    words = {one.name: one.name.partition(".")[2] for one in ABOUT}
    return " | ".join(f"{words[name]}: {text}" for name, text in told.items() if text)


def file_name(world: World, route: Route, name: str, view: View, ending: str) -> str:
    """Name of a file in our own words: two questions with other rows never share one.

    What a name of a file cannot hold, and what is too long, is told apart by a hash.
    """
    parts = [f"{key}-{text}" for key, text in asked(world, route, view).items() if key != "period"]
    period = [view.period] if "period" in route.uses else []
    whole = "_".join([name, *period, *parts])
    safe = re.sub(r"[^a-z0-9.,_~-]", ".", whole.lower())
    if safe != whole or len(safe) > LONGEST_NAME:
        mark = blake2b(whole.encode(), digest_size=4).hexdigest()
        safe = f"{safe[: LONGEST_NAME - 9]}_{mark}"
    return safe + ending
