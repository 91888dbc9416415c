"""Names, units and numbers of the figures that stand side by side."""

from __future__ import annotations

import math
from typing import Any

import htpy as h
import pandas as pd
from markupsafe import Markup

from geo.rows import rows_by_index, rows_of
from geo.view.view import View
from geo.world.world import World
from layers.blocks.links import source
from layers.blocks.markup import form, joined
from layers.text import numbers, words
from layers.text.gettext import N_, _

MONEY, PERCENT, PER_1000, PEOPLE = N_("{currency}"), "%", N_("per 1,000 residents"), N_("people")
PER_HEAD = N_("{currency} per head")
POPULATION_UNIT = 10_000  # the tables print residents in ten thousands

NAMES = {
    "gdp": (N_("GDP per head"), MONEY),
    "urban_income": (N_("Urban income"), PER_HEAD),
    "rural_income": (N_("Rural income"), PER_HEAD),
    "urbanisation": (N_("Urban share"), PERCENT),
    "population": (N_("Residents"), PEOPLE),
    "minority": (N_("Minority share"), PERCENT),
    "schooling": (N_("Mean schooling"), N_("years, aged 15+")),
    "out_rate": (N_("Left, rate"), PER_1000),
    "in_rate": (N_("Arrived, rate"), PER_1000),
    "net_rate": (N_("Net rate"), PER_1000),
    "out": (N_("Left"), PEOPLE),
    "in": (N_("Arrived"), PEOPLE),
    "net": (N_("Net"), PEOPLE),
    "people": (N_("Moved this way"), PEOPLE),
    "back": (N_("Moved the opposite way"), PEOPLE),
    "effectiveness": (N_("Net over gross"), PERCENT),
    "share": (N_("Share of all who left"), PERCENT),
    "rate": (N_("Rate at the origin"), PER_1000),
    "rank": (N_("Rank by people"), N_("1 is the largest")),
    "growth": (N_("Growth since the interval before"), PERCENT),
    "gdp-gap": (N_("Gap in GDP per head"), MONEY),
    "income-gap": (N_("Gap in urban income"), MONEY),
    "distance": (N_("Distance between capitals"), N_("km")),
}
SERIES = {
    "gdp_per_capita": N_("as known about 2009"),
    "gdp_per_capita_revised": N_("revised series"),
}
SIGNED = ("net", "net_rate", "growth", "gdp-gap", "income-gap", "effectiveness")
COUNTS = ("out", "in", "net", "people", "back", "population")
PLACES = {"schooling": 2, "out_rate": 1, "in_rate": 1, "net_rate": 1, "rate": 2}


def name(key: str) -> tuple[str, str]:
    """Name and unit of a figure."""
    label, unit = NAMES[key]
    return _(label), _(unit)


def amounts(
    key: str, values: tuple[float, float, float], write: numbers.Write
) -> tuple[str, str, str]:
    """Write two figures and their difference.

    Parameters
    ----------
    key : str
        One of :data:`NAMES`.
    values : tuple of float
        Both figures, and the second less the first.
    write : callable
        How people are written in this table; see :func:`people_of`.

    Examples
    --------
    >>> amounts("people", (2_521_330.0, 668_660.0, -1_852_670.0), numbers.people)
    ('2.52 million', '669,000', '−1.85 million')
    >>> amounts("urbanisation", (35.5, 89.1, 53.6), numbers.people)
    ('35.5%', '89.1%', '+53.6 points')
    """
    first, second, difference = values
    if key not in COUNTS:
        return _amount(key, first), _amount(key, second), _amount(key, difference, True)
    people = [value * _counted_in(key) for value in values]
    written = [write(one) for one in people]
    if key in SIGNED:
        written = [numbers.signed(one, value) for one, value in zip(written, people, strict=True)]
    else:
        written[2] = numbers.signed(written[2], difference)
    return written[0], written[1], written[2]


def people_of(table: pd.DataFrame) -> numbers.Write:
    """How the people of all rows of a comparison are written: in one unit.

    Parameters
    ----------
    table : DataFrame
        Made by :func:`geo.flows.compare.beside`.
    """
    counted = table[table.index.isin(COUNTS)]
    values = [
        float(value) * _counted_in(str(key))
        for column in ("value_first", "value_second", "difference")
        for key, value in counted[column].items()
    ]
    ends = zip(counted["low"].astype(float), counted["high"].astype(float), strict=True)
    return numbers.in_one_unit(values, spans=[span for span in ends if not math.isnan(span[0])])


def _counted_in(key: str) -> int:
    """How many people one of a count is."""
    return POPULATION_UNIT if key == "population" else 1


def _amount(key: str, value: float, difference: bool = False) -> str:
    """Write a figure; a difference has its sign, and shares differ by points."""
    if math.isnan(value):
        return numbers.no_figure()
    if NAMES[key][1] == PERCENT:
        number = numbers.decimal(value, 1)
        written = _("{n} points").format(n=number) if difference else f"{number}%"
    else:
        written = numbers.decimal(value, PLACES.get(key, 0))
    return numbers.signed(written, value) if difference or key in SIGNED else written


def blank(kind: str) -> str:
    """Say what kind of blank a cell is, or its reason."""
    return _(words.BLANKS.get(kind, kind))


# How the sampling ranges are worked out: formula, assumption, source.


def method(world: World, period: str) -> h.Element:
    """Formula, assumption and source of the ranges of one interval, folded away."""
    factor = world.period_rows[period]["expansion_factor"]
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
    caption: str, heads: tuple[Any, Any, str], table: pd.DataFrame, years: tuple[range, range]
) -> h.Element:
    """Draw figures side by side.

    Parameters
    ----------
    caption : str
        What the rows are.
    heads : tuple
        Two columns, and the name of the difference.
    table : DataFrame
        Made by :func:`geo.flows.compare.beside`.
    years : tuple of range
        Years of the interval of each column; a figure of another year has a mark.
    """
    write = people_of(table)
    rows = [_row(str(key), row, years, write) for key, row in rows_by_index(table).items()]
    head = h.tr[h.th(scope="col")[_("Figure")], *[h.th(scope="col")[one] for one in heads]]
    return h.table(class_="figures grid beside")[h.caption[caption], h.thead[head], h.tbody[rows]]


def interval_years(world: World, period: str) -> range:
    """Calendar years that an interval touches."""
    row = world.period_rows[period]
    return range(int(row["start_year"]), int(row["end_year"]) + 1)


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


def _row(key: str, row: pd.Series, years: tuple[range, range], write: numbers.Write) -> Markup:
    """Name with unit and year, both figures, and the difference or why there is none."""
    label, unit = name(key)
    dated = [_year(row, side, inside) for side, inside in zip(SIDES, years, strict=True)]
    shared = dated[0] if dated[0] == dated[1] else ""
    series = {row[f"series_{side}"] for side in SIDES}
    about = [unit, shared]
    if len(series) == 1 and series <= SERIES.keys():
        about.append(_(SERIES[series.pop()]))
    below = ABOUT % ", ".join(filter(None, about))
    first, second = (float(row[f"value_{side}"]) for side in SIDES)
    *written, difference = amounts(key, (first, second, float(row["difference"])), write)
    name_said = joined([label, below])
    if row["blank_first"] == row["blank_second"] and pd.isna(row["value_first"]):
        return WIDE % (name_said, joined(_figure(row, "first", "", "")))
    cells = [
        _figure(row, side, said, "" if shared else year)
        for side, said, year in zip(SIDES, written, dated, strict=True)
    ]
    return ROW % (name_said, *map(joined, (*cells, _difference(row, difference, write))))


def _year(row: pd.Series, side: str, inside: range) -> str:
    year = row[f"year_{side}"]
    if pd.isna(year) or pd.isna(row[f"value_{side}"]):
        return ""
    return str(year) if year in inside else f"{year}{OUTSIDE}"


def _figure(row: pd.Series, side: str, said: str, year: str) -> list[Any]:
    if math.isnan(float(row[f"value_{side}"])):
        return [BLANK % blank(row[f"blank_{side}"])]
    written: list[Any] = [said]
    series = SERIES.get(row[f"series_{side}"], "")
    about = ", ".join(filter(None, [year, _(series) if year else ""]))
    return [*written, ABOUT % about] if about else written


def _difference(row: pd.Series, said: str, write: numbers.Write) -> list[Any]:
    if isinstance(row["why"], str):
        return [BLANK % _(row["why"])]
    written: list[Any] = [said]
    if pd.notna(row["low"]):
        span = (float(row["low"]), float(row["high"]))
        written.append(ABOUT % words.signed_span(write, span))
    return written
