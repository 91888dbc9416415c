"""What a file says of itself: what was asked, unit, terms, citation, version, and its own name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache, partial
from hashlib import blake2b
from typing import Any

from babel import Locale

from geo.view.checks import ALL
from geo.view.view import FIELDS, View
from geo.world.choice import categories_of, flow_tables
from geo.world.manifest import build_version
from geo.world.world import World
from layers.api.columns import ABOUT
from layers.api.route import Route
from layers.api.told import heading, in_source
from layers.product import VERSION
from layers.text import joints, words
from layers.text.gettext import SOURCE_LANGUAGE, _

LAST_COLUMN = "about"
LONGEST_NAME = 120
LONGEST_SPOKEN = 60
"""Signs of a name in another script, where a sign takes up to four bytes of the 255 of a disk."""
LANGUAGE = "lang"
TITLES = {one.name: one.title for one in FIELDS}
_code = lru_cache(maxsize=1)(build_version)


def version(world: World) -> str:
    """Versions of data and program, each with the beginning of a hash of all there is of it."""
    data, code = world.built_id[:8], f"{VERSION}-{_code()[:8]}"
    said = _("data {version} ({data}), code {code}")
    return said.format(version=world.package.version, data=data, code=code)


def asked(world: World, route: Route, view: View) -> dict[str, str]:
    """Every parameter that the rows follow and its text; what is empty follows all or nothing."""
    found = {one.name: str(getattr(view, one.attribute)) for one in FIELDS}
    usual = {LANGUAGE: SOURCE_LANGUAGE, "flows": view.at_home.flows}
    used = route.used(world.package)
    return {
        name: text
        for name, text in found.items()
        if name in used and text and text != usual.get(name)
    }


def in_words(world: World, route: Route, view: View) -> dict[str, str]:
    """The same in words: what a reader calls each parameter, and what is asked of it."""
    return {
        name: word(world, view, name, text, route.says)
        for name, text in asked(world, route, view).items()
    }


def word(
    world: World,
    view: View,
    name: str,
    text: str,
    says: Mapping[str, Callable[[World, str], str]] | None = None,
) -> str:
    """What a reader calls the text of one parameter; some routes say their own in their way."""
    scheme = world.schemes[view.scheme]
    write: Mapping[str, Callable[[str], str]] = {
        "flows": lambda key: _(flow_tables(world.package)[key].title),
        "category": lambda kept: joints.listed(_categories(world, kept.split(","))),
        "period": words.interval,
        "against": words.interval,
        "from": lambda keys: joints.listed(_zones(world, view, keys)),
        "to": lambda keys: joints.listed(_zones(world, view, keys)),
        "scheme": lambda _key: _(scheme.title),
        "direction": lambda key: _(words.DIRECTIONS[key]),
        "measure": lambda key: _(words.MEASURES[key]),
        "rank": lambda key: _(words.RANKS[key]),
        "shade": lambda key: words.shade(world, key),
        "top": lambda count: _("all") if count == ALL else count,
        "merge": lambda code: words.region(world, code),
        "place": lambda key: _place(world, key),
        "compare": lambda key: _place(world, key),
        LANGUAGE: lambda key: Locale.parse(key).get_language_name() or key,
        **{key: partial(write, world) for key, write in (says or {}).items()},
    }
    return write.get(name, _)(text)


def _categories(world: World, kept: Iterable[str]) -> list[str]:
    known = [one.by_word for one in categories_of(world.package, world.flow_table)]
    named = {word: value.title for values in known for word, value in values.items()}
    return [_(named[word]) if word in named else word for word in kept]


def _zones(world: World, view: View, keys: str) -> list[str]:
    scheme = world.schemes[view.scheme]
    return [words.zone_or_region(world, scheme, key) for key in keys.split(",")]


def _place(world: World, key: str) -> str:
    """Regions and corridors by name; what has a name of its own by that."""
    if key in world.names.index:
        return words.region(world, key)
    pairs = [one.split("-") for one in key.split(",")]
    if all(len(pair) == 2 and {*pair} <= {*world.names.index} for pair in pairs):
        return joints.listed(words.corridor(world, *pair) for pair in pairs)
    return _(key)


def about(
    world: World,
    route: Route,
    view: View,
    head: Mapping[str, Any],
    datasets: Iterable[str] | None = None,
) -> dict[str, Any]:
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
    datasets : iterable of str or None
        Datasets whose terms the file is under; those of the route by default.
    """
    columns = route.columns_of(world.package)
    units = [joints.titled(heading(one), _(one.unit)) for one in columns if one.unit]
    names = route.datasets if datasets is None else datasets
    terms = (one for name in names for one in world.catalogue[name].licences)
    licences = (joints.titled(_(one.title), _(one.terms)) for one in terms)
    told, title = version(world), _(world.package.title)
    cited = _("{source}. {title}, {version}.")
    left_out = filter(None, (_threshold(head), _filtered(head)))
    return {
        "about.title": joints.titled(title, _(route.title)),
        "about.asked": _asked_said(world, route, view) or _("nothing: the whole table"),
        "about.units": joints.parts(units) or None,
        "about.threshold": joints.parts(left_out) or None,
        "about.licence": joints.sentences(dict.fromkeys(licences)),
        "about.citation": cited.format(source=head["source"], title=title, version=told),
        "about.version": told,
    }


def _asked_said(world: World, route: Route, view: View) -> str:
    """What was asked: as the address spells it, in other languages in words."""
    if in_source():
        return joints.parts(f"{key}={text}" for key, text in asked(world, route, view).items())
    said = in_words(world, route, view).items()
    return joints.parts(joints.titled(_(TITLES[name]), text) for name, text in said)


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
    said = {one.name: one.name.partition(".")[2] if in_source() else _(one.title) for one in ABOUT}
    return " | ".join(joints.titled(said[name], text) for name, text in told.items() if text)


def last_heading() -> str:
    """Heading of the last column of a CSV."""
    return LAST_COLUMN if in_source() else _("About this file")


def file_name(world: World, route: Route, name: str, view: View, ending: str) -> str:
    """Name of a file in our own words: two questions with other rows never share one.

    What a name of a file cannot hold, and what is too long, is told apart by a hash.
    """
    whole = _spelled(world, route, name, view)
    safe = re.sub(r"[^a-z0-9.,_~-]", ".", whole.lower())
    if safe != whole or len(safe) > LONGEST_NAME:
        safe = f"{safe[: LONGEST_NAME - 9]}_{_mark(whole)}"
    return safe + ending


def _spelled(world: World, route: Route, name: str, view: View) -> str:
    parts = [f"{key}-{text}" for key, text in asked(world, route, view).items() if key != "period"]
    period = [view.period] if "period" in route.uses else []
    return "_".join([name, *period, *parts])


def _mark(whole: str) -> str:
    return blake2b(whole.encode(), digest_size=4).hexdigest()


def spoken_name(world: World, route: Route, name: str, view: View, ending: str) -> str:
    """Name of a file in the language of the reply; in that of the source :func:`file_name`.

    Words may be shortened, so that a hash of the question stands behind them; rows that follow
    nothing but the interval need none.
    """
    if in_source():
        return file_name(world, route, name, view, ending)
    usual = {one.name: getattr(view.at_home, one.attribute) for one in FIELDS}
    changed = {key: text for key, text in asked(world, route, view).items() if text != usual[key]}
    changed.pop(LANGUAGE, None)
    period = [words.interval(view.period)] if "period" in route.uses else []
    changed.pop("period", None)
    said = {key: word(world, view, key, text, route.says) for key, text in changed.items()}
    parts = [f"{_(TITLES[key])}-{text}" for key, text in said.items()]
    whole = "_".join([_(route.title), *period, *parts])
    safe = re.sub(r"[^\w.,~\u2014\u3001\uff08\uff09\uff0c\u2192-]+", ".", whole)
    if parts or safe != whole or len(safe) > LONGEST_SPOKEN:
        safe = f"{safe[:LONGEST_SPOKEN]}_{_mark(_spelled(world, route, name, view))}"
    return safe + ending
