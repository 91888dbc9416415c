"""What the tab of lessons says in words: the answer, reasons of a rank, figures at both ends."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd

from geo.lessons.portrait import Portrait
from geo.lessons.similarity import SHARE
from geo.lessons.variables import YEAR_RULE
from geo.world.declared import Variable
from geo.world.world import World
from layers.text import gettext as text
from layers.text import joints, numbers, words
from layers.text.gettext import N_, _, ngettext, sunk

Row = Mapping[str, Any]
"""One row of a ranking."""

GUARD = N_(
    "Context, not proof: whole {regions} are compared, never the site itself, and a small distance "
    "does not show that a lesson would work there."
)
NONE_NAMED = N_("The paper names no {region} to which the experience of {site} can be carried.")
MOVES = "region_flows"
"""Table of the variables that are worked out from moves."""
NEAREST = 5
REASONS = 2


def times(shown: Portrait, key: str) -> str:
    """Year or interval of a variable."""
    return words.interval(shown.times[key] or numbers.no_figure())


def year_rule(world: World) -> str:
    """Which year each variable is of."""
    likeness = world.package.likeness
    return _(YEAR_RULE).format(year=likeness.year) if likeness else ""


def title_of(variable: Variable) -> str:
    """Title of a variable inside a sentence: it begins small unless it is an abbreviation."""
    return sunk(_(variable.title))


def figure(shown: Portrait, key: str, code: str) -> str:
    """Figure of a variable in a region, without its unit; missing is said."""
    value = shown.values[key].get(code, math.nan)
    if math.isnan(value):
        return numbers.no_figure()
    variable = shown.variables[key]
    written = numbers.decimal(value, variable.decimals)
    return numbers.signed(written, value) if variable.signed else written


def both_ends(world: World, shown: Portrait, key: str, code: str) -> str:
    """Figures of a variable at the site's region and at another, with unit and year."""
    return _("{here} in {home}, {there} in {place} ({unit}, {time})").format(
        here=figure(shown, key, shown.home),
        home=words.region(world, shown.home),
        there=figure(shown, key, code),
        place=words.region(world, code),
        unit=_(shown.variables[key].unit),
        time=times(shown, key),
    )


def distance(row: Row) -> str:
    """Distance of a region in standard deviations; unknown is said."""
    value = float(row["distance"])
    return numbers.no_figure() if math.isnan(value) else numbers.decimal(value, 2)


def part_of(row: Row, key: str) -> float:
    """Share of a variable in the squared distance of a region, 0 to 1; NaN where none."""
    return float(row[SHARE + key])


def answer(world: World, shown: Portrait) -> str:
    """The nearest regions, and how those that the paper names rank."""
    near = shown.rows["region_code"].head(NEAREST)
    said = _("By these variables the {regions} most like {home}, where {site} lies, are {places}.")
    return said.format(
        home=words.region(world, shown.home),
        site=_(shown.site["name"]),
        places=text.named([words.region(world, code) for code in near]),
    )


def paper_against_figures(world: World, shown: Portrait) -> str:
    """Which regions the paper names for the site, their ranks here, and why."""
    named = shown.named
    if not named:
        return _(NONE_NAMED).format(site=_(shown.site["name"]))
    sections = words.section("; ".join(shown.stated["section"].drop_duplicates()))
    places = [words.region(world, row["region_code"]) for row in named]
    said = _(
        "The paper names {places} ({section}); here they rank {ranks} of {n}. Why, in shares of "
        "the squared distance: {reasons}."
    )
    reasons = [
        _("{place} differs most in {reasons}").format(place=place, reasons=_reasons(shown, row))
        for place, row in zip(places, named, strict=True)
    ]
    return said.format(
        places=text.named(places),
        section=sections,
        ranks=text.named([rank(row) for row in named]),
        n=len(shown.rows),
        reasons=joints.parts(reasons),
    )


def whoever(world: World, shown: Portrait) -> str:
    """That regions are compared by the usual moves, where a view counts others; else empty."""
    table = world.usual.flow_table
    if not world.base or not table:
        return ""
    moved = [one for one in shown.variables.values() if one.table == MOVES]
    said = _(
        "The choice under Who changes nothing here: {variables} are worked out from “{table}”."
    )
    return said.format(variables=text.named([title_of(one) for one in moved]), table=_(table.title))


def rank(row: Row) -> str:
    """Rank of a region; unknown is said."""
    return numbers.no_figure() if pd.isna(row["rank"]) else str(row["rank"])


def _reasons(shown: Portrait, row: Row) -> str:
    """Variables with the largest shares in the squared distance of a region."""
    shares = {key: part for key in shown.variables if not math.isnan(part := part_of(row, key))}
    largest = sorted(shares, key=lambda key: -shares[key])[:REASONS]
    named = [
        joints.noted(title_of(shown.variables[key]), numbers.percent(100 * shares[key]))
        for key in largest
    ]
    return text.named(named) if named else _("nothing")


def other_places(shown: Portrait) -> str:
    """Places that the paper names for the site and that are no region; empty without any."""
    rows = shown.stated[shown.stated["region_code"].isna()]
    if rows.empty:
        return ""
    places = text.named([_(place) for place in rows["place"]])
    return _("It also says, without naming a {region}: {places}.").format(places=places)


def same_region(world: World, shown: Portrait) -> str:
    """Other sites in the same region have the same ranking; empty without any."""
    if not shown.companions:
        return ""
    said = _("{sites} lie in {home}: as whole {regions} are compared, they have the same ranking.")
    sites = text.named([_(one) for one in (shown.site["name"], *shown.companions)])
    return said.format(sites=sites, home=words.region(world, shown.home))


def missing(shown: Portrait) -> str:
    """How many regions lack a figure of a variable that is compared."""
    lacking = [row for row in shown.rows["missing"] if row]
    if not lacking:
        return _("No figure is missing.")
    names = dict.fromkeys(key for row in lacking for key in row)
    said = ngettext(
        "{n} {region} lacks a figure: {variables}; its distance leaves that out.",
        "{n} {regions} lack a figure: {variables}; their distances leave that out.",
        len(lacking),
    )
    variables = text.named([title_of(shown.variables[key]) for key in names])
    return said.format(n=len(lacking), variables=variables)
