"""Names, units and numbers of the figures that stand side by side."""

from __future__ import annotations

import math

from layers import text, words
from layers.text import N_, _

YUAN, PERCENT, PER_1000, PEOPLE = N_("yuan"), "%", N_("per 1,000 residents"), N_("people")
PER_HEAD = N_("yuan per head")
POPULATION_UNIT = 10_000  # the tables print residents in ten thousands

NAMES = {
    "gdp": (N_("GDP per head"), YUAN),
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
    "gdp-gap": (N_("Gap in GDP per head"), YUAN),
    "income-gap": (N_("Gap in urban income"), YUAN),
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


def amount(key: str, value: float, difference: bool = False) -> str:
    """Write a figure; a difference has its sign, and shares differ by points.

    Examples
    --------
    >>> amount("gdp", 4763.0), amount("urbanisation", 35.5), amount("population", 6093.0)
    ('4,763', '35.5%', '60.9 m')
    >>> amount("urbanisation", 53.59, difference=True)
    '+53.6 points'
    """
    if math.isnan(value):
        return text.no_figure()
    if key in COUNTS:
        written = text.short(value * POPULATION_UNIT if key == "population" else value)
    elif NAMES[key][1] == PERCENT:
        number = text.decimal(value, 1)
        written = _("{n} points").format(n=number) if difference else f"{number}%"
    else:
        written = text.decimal(value, PLACES.get(key, 0))
    return text.signed(written, value) if difference or key in SIGNED else written


def blank(kind: str) -> str:
    """Say what kind of blank a cell is, or its reason."""
    return _(words.BLANKS.get(kind, kind))
