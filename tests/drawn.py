"""Legal and broken addresses drawn at random, for properties that must hold over all of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from urllib.parse import quote

from hypothesis import strategies as st

from geo.flows.question import RANK
from geo.sites.sites import KEYS
from geo.view.checks import DOWN, LEAST_ZOOM, MOST_ZOOM, UP
from geo.view.view import (
    DIRECTIONS,
    FIELDS,
    FIRST_YEAR,
    INKS,
    LAST_YEAR,
    LIT,
    SCALES,
)
from geo.view.vocabulary import Vocabulary
from tests.declared import CHALLENGES, SERIES, VARIABLE
from tests.seen import SWITCHES, VIEWS
from tests.worlds import SCHEMES

CHOICES = (
    ("five-year", ""),
    ("origin-type-2000", ""),
    ("origin-type-2000", "origin-type:rural"),
    ("origin-type-2000", "origin-type:township,origin-type:street"),
)
"""Whom to count; what else is legal follows from it."""

ADDRESS_TEXT = st.text(
    st.one_of(st.sampled_from("0123456789,-=&?%+;eE._ "), st.characters(codec="utf-8")),
    max_size=30,
)


def _some(words: Sequence[str], most: int) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(list(words)), min_size=1, max_size=most).map(",".join)


def _corridors(codes: Sequence[str]) -> st.SearchStrategy[str]:
    pair = st.lists(st.sampled_from(list(codes)), min_size=2, max_size=2, unique=True)
    return st.lists(pair.map("-".join), min_size=1, max_size=5).map(",".join)


def _breaks() -> st.SearchStrategy[str]:
    number = st.floats(-1e14, 1e14, allow_nan=False)
    rising = st.lists(number, min_size=1, max_size=5, unique_by="{:.12g}".format).map(sorted)
    return rising.map(lambda numbers: ",".join(map(repr, numbers)))


def _weights() -> st.SearchStrategy[str]:
    numbers = st.sampled_from(["0.01", "1", "2.50", "100", "007"])
    entry = st.tuples(st.sampled_from(list(VARIABLE)), numbers).map(":".join)
    return st.lists(entry, max_size=4, unique_by=lambda one: one[:3]).map(",".join)


def _cameras() -> st.SearchStrategy[str]:
    degrees = st.floats(-90, 90).map("{:.3f}".format)
    zoom = st.floats(LEAST_ZOOM, MOST_ZOOM).map("{:.4f}".format)
    return st.tuples(degrees, degrees, zoom).map(",".join)


def _sorted(columns: Sequence[str]) -> st.SearchStrategy[str]:
    entry = st.tuples(st.sampled_from(list(columns)), st.sampled_from([UP, DOWN]))
    entries = st.lists(entry, max_size=3, unique_by=lambda one: one[0])
    return entries.map(lambda some: ",".join(map(":".join, some)))


def _filters(names: Sequence[str], numbers: Sequence[str]) -> st.SearchStrategy[str]:
    number = st.integers(-9999, 9999)
    span = st.tuples(number, number).map(sorted).map(lambda ends: f"{ends[0]}~{ends[1]}")
    wanted = st.one_of(span, number.map("{}~".format), number.map("~{}".format))
    name = st.tuples(st.sampled_from(list(names)), st.sampled_from(["an", "Inner M", "安"]))
    entry = st.one_of(name, st.tuples(st.sampled_from(list(numbers)), wanted))
    entries = st.lists(entry, max_size=3, unique_by=lambda one: one[0])
    return entries.map(lambda some: ",".join(map(":".join, some)))


@st.composite
def queries(draw: st.DrawFn, words: Vocabulary) -> str:
    """Draw a query string that names any of the fields, each with a legal value."""
    flows, category = draw(st.sampled_from(CHOICES))
    words = words.of_choice(flows, category)
    scheme = draw(st.sampled_from(SCHEMES))
    ends = _some((*scheme.keys, *words["regions"]), 4)
    drawn = {
        "flows": st.just(flows),
        "category": st.just(category),
        "period": st.sampled_from(words["periods"]),
        "from": ends,
        "to": ends,
        "scheme": st.just(scheme.key),
        "direction": st.sampled_from(DIRECTIONS),
        "measure": st.sampled_from(words["measures"]),
        "rank": st.sampled_from(list(RANK)),
        "top": st.one_of(st.just("all"), st.integers(1, words.corridors).map(str)),
        "shade": st.sampled_from(words["shades"]),
        "breaks": st.one_of(st.sampled_from(["natural", "quantile"]), _breaks()),
        "ink": st.sampled_from(INKS),
        "scale": st.sampled_from(SCALES),
        "layers": st.one_of(st.just("none"), _some(SWITCHES, 5)),
        "against": st.sampled_from(words["periods"]),
        "indicator": st.sampled_from([series.key for series in SERIES]),
        "year": st.integers(FIRST_YEAR, LAST_YEAR).map(str),
        "merge": st.sampled_from(words["splits"]),
        "order": st.sampled_from(words["orders"]),
        "lit": st.sampled_from(LIT),
        "topic": st.sampled_from(words["topics"]),
        "site": st.sampled_from(words["sites"]),
        "weights": _weights(),
        "sites": _some(KEYS, 5),
        "challenge": st.sampled_from([one.key for one in CHALLENGES]),
        "trial": st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)).map(str),
        "target": st.sampled_from(words["regions"]),
        "place": st.one_of(
            st.sampled_from((*words["regions"], *words["places"])), _corridors(words["regions"])
        ),
        "compare": st.one_of(
            st.sampled_from((*words["regions"], *words["periods"])),
            _corridors(words["regions"]).map(lambda text: text.split(",")[0]),
        ),
        "camera": _cameras(),
        "sort": _sorted(words["columns"]),
        "filter": _filters(words["filter-names"], words["filter-numbers"]),
        "view": st.sampled_from(VIEWS),
        "lang": st.sampled_from(words["languages"]),
        "world": st.just(""),
    }
    named = draw(st.sets(st.sampled_from([field.name for field in FIELDS])))
    if named & {"from", "to"}:
        named.add("scheme")
    if flows != CHOICES[0][0]:
        named |= {"flows", "category"}
    return "&".join(f"{name}={quote(draw(drawn[name]))}" for name in sorted(named))


@st.composite
def garbage(draw: st.DrawFn) -> str:
    """Draw a query string whose values, and some of whose names, mean nothing."""
    name = st.one_of(st.sampled_from([field.name for field in FIELDS]), ADDRESS_TEXT)
    value = st.one_of(ADDRESS_TEXT, ADDRESS_TEXT.map(quote))
    return "&".join(f"{draw(name)}={draw(value)}" for _ in range(draw(st.integers(0, 6))))
