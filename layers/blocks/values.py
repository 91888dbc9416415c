"""Names, units and numbers of the figures that stand side by side."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

import htpy as h
import pandas as pd
from markupsafe import Markup

from geo.flows.compare import INSIDE, RATES
from geo.rows import rows_by_index, rows_of
from geo.view.view import View
from geo.world.periods import is_dated, last_year
from geo.world.world import World
from layers.blocks.links import source
from layers.blocks.markup import form, joined
from layers.text import joints, numbers, words
from layers.text.gettext import N_, _

MONEY, PERCENT, PER_1000, PEOPLE = N_("{currency}"), "%", N_("per 1,000 residents"), N_("people")


class Kind(NamedTuple):
    """How a figure is named and written; the parts are those of `geo.world.declared.Figure`."""

    title: str
    unit: str
    decimals: int = 0
    persons: int | None = None
    signed: bool = False


KINDS = {
    "out": Kind(N_("Left"), PEOPLE, persons=1),
    "in": Kind(N_("Arrived"), PEOPLE, persons=1),
    "net": Kind(N_("Net"), PEOPLE, persons=1, signed=True),
    INSIDE: Kind(N_("Moved inside the {region}"), PEOPLE, persons=1),
    "people": Kind(N_("Moved this way"), PEOPLE, persons=1),
    "back": Kind(N_("Moved the opposite way"), PEOPLE, persons=1),
    "effectiveness": Kind(N_("Net over gross"), PERCENT, 1, signed=True),
    "share": Kind(N_("Share of all who left"), PERCENT, 1),
    "rate": Kind(N_("Rate at the origin"), PER_1000, 2),
    "rank": Kind(N_("Rank by people"), N_("1 is the largest")),
    "growth": Kind(N_("Growth since the interval before"), PERCENT, 1, signed=True),
    "gdp-gap": Kind(N_("Gap in GDP per head"), MONEY, signed=True),
    "income-gap": Kind(N_("Gap in urban income"), MONEY, signed=True),
    "distance": Kind(N_("Distance between capitals"), N_("km")),
}
"""Figures of moves and of corridors, in any world."""


@lru_cache(maxsize=4)
def kinds(world: World) -> dict[str, Kind]:
    """Every figure that may stand beside another: those of moves, and what the world declares."""
    declared = (*world.package.figures, *RATES)
    named = {
        one.key: Kind(one.title, one.unit, one.decimals, one.persons, one.signed)
        for one in declared
    }
    return KINDS | named


def amounts(
    kind: Kind, values: tuple[float, float, float], write: numbers.Unit
) -> tuple[str, str, str]:
    """Write two figures and their difference, which is that of the figures as they are written.

    Parameters
    ----------
    kind : Kind
        One of :func:`kinds`.
    values : tuple of float
        Both figures, and the second less the first; missing where there is none to show.
    write : Unit
        How people are written in this table; see :func:`people_of`.

    Examples
    --------
    >>> unit = numbers.in_one_unit([654_700.0, 219_800.0, 2_000_000.0])
    >>> amounts(KINDS["people"], (654_700.0, 219_800.0, -434_900.0), unit)
    ('0.65 million', '0.22 million', '−0.43 million')
    >>> amounts(Kind("Net rate", "", 1, signed=True), (-39.64, -40.96, -1.32), unit)
    ('−39.6', '−41.0', '−1.4')
    """
    first, second, difference = values
    is_shown = not math.isnan(difference)
    if kind.persons is None:
        ends = [numbers.rounded(one, kind.decimals) for one in (first, second)]
        gap = ends[1] - ends[0] if is_shown else math.nan
        return _amount(kind, first), _amount(kind, second), _amount(kind, gap, True)
    people = [first * kind.persons, second * kind.persons]
    people.append(write.difference(*people) if is_shown else math.nan)
    written = [write(one) for one in people]
    if kind.signed:
        written = [numbers.signed(one, value) for one, value in zip(written, people, strict=True)]
    else:
        written[2] = numbers.signed(written[2], people[2])
    return written[0], written[1], written[2]


def people_of(known: Mapping[str, Kind], table: pd.DataFrame) -> numbers.Unit:
    """How the people of all rows of a comparison are written: in one unit.

    Parameters
    ----------
    known : mapping
        See :func:`kinds`.
    table : DataFrame
        Made by :func:`geo.flows.compare.beside`.
    """
    persons = {key: kind.persons for key, kind in known.items() if kind.persons is not None}
    counted = table[table.index.isin(list(persons))]
    values = [
        float(value) * persons[str(key)]
        for column in ("value_first", "value_second", "difference")
        for key, value in counted[column].items()
    ]
    columns = ("value_first", "value_second", "low", "high")
    rows = zip(*(counted[column].astype(float) for column in columns), strict=True)
    changes = [(a, b, (low, high)) for a, b, low, high in rows if not math.isnan(low)]
    return numbers.in_one_unit(values, spans=[span for *_, span in changes], changes=changes)


def _amount(kind: Kind, value: float, difference: bool = False) -> str:
    """Write a figure; a difference has its sign, and shares differ by points."""
    if math.isnan(value):
        return numbers.no_figure()
    number = numbers.decimal(value, kind.decimals)
    written = number
    if kind.unit == PERCENT:
        written = _("{n} points").format(n=number) if difference else f"{number}%"
    return numbers.signed(written, value) if difference or kind.signed else written


def blank(kind: str) -> str:
    """Say what kind of blank a cell is, or its reason."""
    return _(words.BLANKS.get(kind, kind))


# How the sampling ranges are worked out: formula, assumption, source.


def method(world: World, period: str) -> list[h.Element]:
    """Formula, assumption and source of the ranges of one interval, folded away, if it has any."""
    if not world.has_ranges:
        return []
    factor = world.period_rows[period]["expansion_factor"]
    return [_method(period, factor)]


def _method(period: str, factor: float) -> h.Element:
    return h.details(class_="method")[
        h.summary[_("How the sampling range is worked out")],
        h.p(class_="formula")[
            _(
                "Range = n × k ± 1.96 × k × √(n × (1 − 1/k)), with n the people counted in the "
                "sample and k the factor of the interval ({period}: k = {factor}). The errors "
                "of a difference add as √(a² + b²). Where nobody was sampled the upper end is "
                "3 × k."
            ).format(period=words.interval(period), factor=numbers.decimal(factor, 1))
        ],
        h.p[
            _(
                "Assumption: people are drawn one by one, each with the same chance. The "
                "surveys drew whole neighbourhoods, so the true range is wider. It covers "
                "chance only, not mistakes in asking, coding or copying. Source: Cochran "
                "(1977), Sampling Techniques."
            )
        ],
    ]


# The table of two sets of figures on the same rows, with their difference.

SIDES = ("first", "second")
OUTSIDE = "*"


def beside_table(
    world: World,
    caption: str,
    heads: tuple[Any, Any, str],
    table: pd.DataFrame,
    years: tuple[range, range],
) -> h.Element:
    """Draw figures side by side.

    Parameters
    ----------
    world : World
        What declares the figures.
    caption : str
        What the rows are.
    heads : tuple
        Two columns, and the name of the difference.
    table : DataFrame
        Made by :func:`geo.flows.compare.beside`.
    years : tuple of range
        Years of the interval of each column; a figure of another year has a mark.
    """
    known = kinds(world)
    write = people_of(known, table)
    briefs = {key: _(one.brief) for key, one in world.package.disparity.named.items() if one.brief}
    briefs |= {one.key: _(one.title) for one in world.package.inside_moves}
    rows = [
        _row(known[str(key)], row, years, write, briefs)
        for key, row in rows_by_index(table).items()
    ]
    head = h.tr[h.th(scope="col")[_("Figure")], *[h.th(scope="col")[one] for one in heads]]
    return h.table(class_="figures grid beside")[h.caption[caption], h.thead[head], h.tbody[rows]]


def interval_years(world: World, period: str) -> range:
    """Calendar years that an interval touches; none of one that states none."""
    row = world.period_rows[period]
    return range(int(row["start_year"]), last_year(row) + 1) if is_dated(row) else range(0)


def outside_note(table: pd.DataFrame, years: tuple[range, range]) -> list[Any]:
    """Explain the mark of a year outside its interval, where one has it."""
    marked = any(
        _year(row, side, inside).endswith(OUTSIDE)
        for row in rows_of(table)
        for side, inside in zip(SIDES, years, strict=True)
    )
    if not marked:
        return []
    said = _(
        "{mark} no year of the interval has figures of all {regions}: the nearest one that has."
    )
    return [h.p(class_="muted")[said.format(mark=OUTSIDE)]]


def figure_source(world: World, view: View) -> h.Element:
    """Where the figures of regions come from."""
    said = _("{indicators}; left, arrived and net: {flows}").format(
        indicators=_(world.catalogue["indicators"].title),
        flows=words.period_source(world, view.period),
    )
    return h.p(class_="muted")[said, " ", source(view, "indicators")]


ROW = form(h.tr[h.th(scope="row")["%s"], [h.td["%s"]] * 3])
WIDE = form(h.tr[h.th(scope="row")["%s"], h.td(colspan=3)["%s"]])
ABOUT = form(h.span(class_="figure-about")["%s"])
BLANK = form(h.span(class_="blank")["%s"])


def _row(
    kind: Kind,
    row: dict[str, Any],
    years: tuple[range, range],
    write: numbers.Unit,
    briefs: dict[str, str],
) -> Markup:
    """Name with unit and year, both figures, and the difference or why there is none."""
    dated = [_year(row, side, inside) for side, inside in zip(SIDES, years, strict=True)]
    shared = dated[0] if dated[0] == dated[1] else ""
    series = {row[f"series_{side}"] for side in SIDES}
    about = [_(kind.unit), shared]
    is_apart = len(series) > 1
    if not is_apart:
        about.append(briefs.get(series.pop(), ""))
    below = ABOUT % joints.clauses(filter(None, about))
    first, second = (float(row[f"value_{side}"]) for side in SIDES)
    *written, difference = amounts(kind, (first, second, float(row["difference"])), write)
    name_said = joined([_(kind.title), below])
    if row["blank_first"] == row["blank_second"] and pd.isna(row["value_first"]):
        return WIDE % (name_said, joined(_figure(row, "first", "", "", {})))
    cells = [
        _figure(row, side, said, year, briefs if year or is_apart else {})
        for side, said, year in zip(SIDES, written, ["", ""] if shared else dated, strict=True)
    ]
    return ROW % (name_said, *map(joined, (*cells, _difference(row, difference, write))))


def _year(row: dict[str, Any], side: str, inside: range) -> str:
    year = row[f"year_{side}"]
    if pd.isna(year) or pd.isna(row[f"value_{side}"]):
        return ""
    return str(year) if year in inside else f"{year}{OUTSIDE}"


def _figure(
    row: dict[str, Any], side: str, said: str, year: str, briefs: dict[str, str]
) -> list[Any]:
    if math.isnan(float(row[f"value_{side}"])):
        return [BLANK % blank(row[f"blank_{side}"])]
    written: list[Any] = [said]
    brief = briefs.get(row[f"series_{side}"], "")
    about = joints.clauses(filter(None, [year, brief]))
    return [*written, ABOUT % about] if about else written


def _difference(row: dict[str, Any], said: str, write: numbers.Write) -> list[Any]:
    if isinstance(row["why"], str):
        return [BLANK % _(row["why"])]
    written: list[Any] = [said]
    if pd.notna(row["low"]):
        span = (float(row["low"]), float(row["high"]))
        written.append(ABOUT % words.signed_span(write, span))
    return written
