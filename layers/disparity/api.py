"""Disparity for the data interface: complete years, gaps, and the paper's claim."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

import pandas as pd

from geo.disparity.incomes import INCOMES, SOURCES
from geo.disparity.series import publications_behind
from geo.disparity.tables import CANNOT_TELL, STATED_IN, STATEMENT, Claim, claims, zone_means
from geo.disparity.together import as_one
from geo.scene.scene import Scene
from geo.view.address import query_string
from geo.world.catalog import Package
from geo.world.world import World
from layers.api import provenance
from layers.api.answer import Answer
from layers.api.columns import (
    NOTES,
    QUERY,
    SCHEME,
    SOURCE,
    Column,
    Columns,
    declared,
    plain,
)
from layers.text.gettext import _

_GAPS: Columns = (
    Column("year", "integer", "Year without figures", "year", True),
    Column("reason", "string", "What the year lacks", required=True),
    Column("figures_count", "integer", "{Regions} with a figure", "regions", True),
    Column("weights_count", "integer", "{Regions} with a population", "regions", True),
    Column("lacking_codes", "string", "{Regions} without; null when it is all of them"),
)

_TESTS: Columns = (
    Column("measure", "string", "zone_ratio or theil_t_between", required=True),
    Column("verdict", "string", "supports, does not, or cannot tell", required=True),
    Column("from_year", "integer", "Year before", "year", True),
    Column("to_year", "integer", "Year after", "year", True),
    Column("from_value", "number", "The measure in the year before", "as the measure"),
    Column("to_value", "number", "The measure in the year after", "as the measure"),
    Column(
        "same_weights_value",
        "number",
        "The measure in the year after, weighted by the population of the year before",
        "as the measure",
    ),
    Column("reason", "string", "Why it cannot be told; null where it can"),
)

DISPARITY_HEAD: Columns = (
    QUERY,
    SCHEME,
    Column("indicator.name", "string", "What is measured", required=True),
    Column("indicator.unit", "string", "Unit of the zone means", required=True),
    Column("indicator.definition", "string", "How a value is made", required=True),
    SOURCE,
    Column("gaps", "objects", "Years that are not complete", required=True, inner=_GAPS),
    Column("claim.statement", "string", "What the paper states", required=True),
    Column("claim.section", "string", "Where it states it", required=True),
    Column("claim.tests", "objects", "What this series says of it", required=True, inner=_TESTS),
    NOTES,
)


def disparity_columns(package: Package) -> Columns:
    """Columns of ``/api/disparity``; a zone that the scheme has not is null."""
    zones = dict.fromkeys(zone for scheme in package.schemes for zone in scheme.keys)
    figures = ["year", "n_regions", "theil_t_total", "theil_t_between", "theil_t_within"]
    figures += ["theil_l_total", "theil_l_between", "theil_l_within", "between_share_percent"]
    last = ["zone_ratio", "top_zone", "bottom_zone", "weight_series"]
    means = (
        Column(
            f"zone_means.{zone}",
            "number",
            f"Weighted mean of {zone}",
            "unit of the series",
            title=f"Mean of {zone}",
        )
        for zone in zones
    )
    return (
        *declared(package, "disparity", [*figures, "gini"]),
        *means,
        *(
            replace(one, zones=one.name.endswith("_zone"))
            for one in declared(package, "disparity", last)
        ),
    )


def income_columns(package: Package) -> Columns:
    """Columns of ``/api/income-gap``."""
    return declared(package, INCOMES)


def income_source_columns(package: Package) -> Columns:
    """Columns of ``/api/rural-income``."""
    return declared(package, SOURCES)


def income(world: World, scene: Scene) -> Answer:
    """Urban and rural income of the nation, year by year, each year with its definition."""
    return Answer(provenance.of_dataset(world, scene, INCOMES), world.table(INCOMES))


def income_sources(world: World, scene: Scene) -> Answer:
    """Rural income of the nation by where it comes from, year by year."""
    return Answer(provenance.of_dataset(world, scene, SOURCES), world.table(SOURCES))


_GAP_KINDS = {
    "year": "integer",
    "reason": "string",
    "figures_count": "integer",
    "weights_count": "integer",
    "lacking_codes": "string",
}


def disparity(world: World, scene: Scene) -> Answer:
    """Every complete year of one series in one scheme, its gaps, and the paper's claim."""
    view, declared = scene.view, world.package.disparity
    series, splits = declared.named[view.indicator], world.splits.values()
    world = as_one(world, view)
    rows = _of_series(world, "disparity", series.key)
    rows = rows[rows["scheme"] == view.scheme].sort_values("year", ignore_index=True)
    gaps = _of_series(world, "disparity_gaps", series.key)
    listed = zip(*(plain(gaps[name], kind) for name, kind in _GAP_KINDS.items()), strict=True)
    values = _of_series(world, "disparity_values", series.key)
    found = claims(values, world.members[view.scheme])
    sources = publications_behind(
        world.table("indicators"),
        world.table("publications"),
        (series.figure, *declared.weight_indicators),
        rows["year"],
    )
    caveats = [*world.catalogue["disparity"].caveats, *world.indicator(series.figure).caveats]
    caveats += [one for split in splits for one in (split.event, split.sources)]
    head = {
        "query": query_string(view),
        "scheme": view.scheme,
        "indicator.name": _(series.title),
        "indicator.unit": _(series.unit),
        "indicator.definition": _(series.definition),
        "source": "; ".join(sources),
        "gaps": [dict(zip(_GAP_KINDS, one, strict=True)) for one in listed],
        "claim.statement": _(STATEMENT),
        "claim.section": STATED_IN,
        "claim.tests": [_tested(one) for one in found],
        "notes": [_(caveat) for caveat in caveats],
    }
    means = zone_means(_of_series(world, "disparity_zones", series.key), view.scheme)
    return Answer(head, rows.join(means.add_prefix("zone_means_"), on="year"))


def _of_series(world: World, dataset: str, key: str) -> pd.DataFrame:
    table = world.table(dataset)
    return table[table["indicator"] == key]


def _tested(claim: Claim) -> dict[str, Any]:
    """A claim as an object, with the reason where it cannot be told."""
    told = asdict(claim)
    first = told.pop("first_year")
    told["reason"] = None
    if claim.verdict == CANNOT_TELL:
        message = _("The first year with figures for all {regions} is {year}.")
        told["reason"] = message.format(year=first) if first else _("No year is complete.")
    return told
