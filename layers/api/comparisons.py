"""Answers that compare: zones with zones, regions with the nation, interval with interval."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

import pandas as pd

from geo.disparity.series import publications_behind
from geo.disparity.tables import CANNOT_TELL, STATED_IN, STATEMENT, Claim, claims, zone_means
from geo.flows.change import REFUSED, comparability, corridor_change
from geo.flows.indicators import INDICATORS, REGION, wide_indicators
from geo.flows.query import door
from geo.scene.scene import Scene
from geo.view.address import query_string
from geo.world.periods import compared_with
from geo.world.world import World
from layers.api import provenance
from layers.api.answers import Answer
from layers.api.columns import plain, spelled
from layers.text.gettext import _

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
    series = declared.named[view.indicator]
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


def indicators(world: World, scene: Scene) -> Answer:
    """One row for the nation, then one for each region, every indicator a column."""
    table = world.table("migration_indicators")
    rows = wide_indicators(table[table["period"] == scene.view.period])
    levels = {REGION: spelled(REGION, world.package)}
    rows = rows.assign(
        region_name=rows["region_code"].map(provenance.names(world)),
        level=rows["level"].replace(levels),
    )
    kept = ("name", "title", "unit", "formula", "definition", "source")
    spoken = ("title", "unit", "formula", "definition")
    records = (asdict(one) for one in INDICATORS)
    caveats = [_(one) for one in world.catalogue["migration_indicators"].caveats]
    head = {
        **provenance.of_period(world, scene),
        "indicators": [
            {key: _(one[key]) if key in spoken else one[key] for key in kept} for one in records
        ],
        "notes": [*caveats, *provenance.flow_notes(world, scene)],
    }
    return Answer(head, rows)


def change(world: World, scene: Scene) -> Answer:
    """Every corridor that the filters keep, in two intervals; no rows where refused."""
    view, periods = scene.view, world.table("periods")
    other = compared_with(world.vocabulary["periods"], view.period, view.against)
    verdict = comparability(periods, view.period, other)
    way = "gross" if view.direction == "net" else view.direction
    question = replace(scene.question, direction=way, measure="people")
    pair = (verdict.earlier, verdict.later)
    both = pd.concat(door(world).top(replace(question, period=one)) for one in dict.fromkeys(pair))
    refused = verdict.verdict == REFUSED
    rows = corridor_change(both, periods, *pair)
    rows = rows.head(0) if refused else rows
    totals = {f"{side}_total_persons": float(rows[f"{side}_persons"].sum()) for side in _SIDES}
    names = provenance.names(world)
    rows = rows.assign(
        origin_name=rows["origin_code"].map(names),
        destination_name=rows["destination_code"].map(names),
    )
    reasons = [{"text": _(one.text), "period": one.period} for one in verdict.reasons]
    sources = (provenance.interval_source(world, one) for one in dict.fromkeys(pair))
    head = {
        "query": query_string(view),
        "earlier": verdict.earlier,
        "later": verdict.later,
        "comparability.verdict": verdict.verdict,
        "comparability.reasons": reasons,
        "source": "; ".join(sources),
        **(dict.fromkeys(totals) if refused else totals),
        "notes": _change_notes(world),
    }
    return Answer(head, rows)


_SIDES = ("earlier", "later")


def _change_notes(world: World) -> list[str]:
    """How to read a change, and whom the tables count."""
    own = [
        _("One row a directed corridor; change runs from the earlier interval to the later one."),
        _(
            "The range is the 95% sampling range for persons drawn one by one; households and "
            "areas were drawn, so the true error is larger."
        ),
    ]
    return [*own, *(_(one) for one in world.catalogue["flows"].caveats)]
