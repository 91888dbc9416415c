"""Answers from the paper: what it dates, its sites and its networks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from geo.policy import dates
from geo.rows import rows_of
from geo.scene.scene import Scene
from geo.sites.networks import NO_TABLE, PROXY, SAME_PAIR, networks_of
from geo.sites.sites import matches, site_rows, women_focus
from geo.view.address import query_string
from geo.world.world import World
from layers.api import provenance
from layers.api.answers import Answer
from layers.text import words
from layers.text.gettext import N_, _

_DATED = {
    dates.INTERVAL: "flows",
    dates.POLICY_PERIOD: "policy_timeline",
    dates.ACT: "policy_timeline",
    dates.PAPER_TOTAL: "national_series",
    dates.SURVEY_TOTAL: "migrant_workers",
}
_DATED_TITLES = {dates.SURVEY_TOTAL: N_("Migrant workers, {publisher} monitoring survey")}
_COUNTED = (dates.INTERVAL, dates.PAPER_TOTAL, dates.SURVEY_TOTAL)


def timeline(world: World, scene: Scene) -> Answer:
    """Intervals, policy, and two series of totals on one axis; nothing is joined."""
    table, catalogue = world.table, world.catalogue
    rows = dates.dated_rows(
        table("periods"),
        scene.totals,
        table("policy_timeline"),
        table("national_series"),
        table("migrant_workers"),
    )
    units = {
        dates.INTERVAL: provenance.persons_unit(scene),
        dates.SURVEY_TOTAL: _(catalogue["migrant_workers"].field_named("total_10k").unit or ""),
    }
    titles = {kind: _(title) for kind, title in _DATED_TITLES.items()}
    counted = {kind: _(catalogue[_DATED[kind]].population_covered) for kind in _COUNTED}
    intervals = {one: provenance.interval_source(world, one) for one in table("periods")["period"]}
    source = rows["source"].fillna(rows["id"].map(intervals))
    rows = rows.assign(
        unit=rows["unit"].fillna(rows["kind"].map(units)),
        title=rows["title"].fillna(rows["kind"].map(titles)),
        definition=rows["kind"].map(counted),
        source=source.fillna(provenance.publications(world, "policy_timeline")),
    )
    first = _("Figures of two kinds count different people: they are never added or joined.")
    gaps = _("A year without a row has no figure in the source; nothing is interpolated.")
    datasets = dict.fromkeys(_DATED.values())
    caveats = [_(one) for name in datasets for one in catalogue[name].caveats]
    head = {
        "query": query_string(scene.view),
        "source": provenance.publications(world, *datasets),
        "notes": [first, gaps, *provenance.net_notes(scene), *caveats],
    }
    return Answer(head, rows)


def sites(world: World, scene: Scene) -> Answer:
    """The paper's sites and which pass the filter; the place in Mongolia has no position."""
    table = world.table("pilot_sites")
    kept = matches(site_rows(table), scene.view.listed("sites"))
    rows = table.assign(women_focus=women_focus(table), match=kept.reindex(table.index))
    return Answer(provenance.of_dataset(world, scene, "pilot_sites"), rows)


def networks(world: World, scene: Scene) -> Answer:
    """The paper's networks, each with what the flow tables can and cannot say of it."""
    rows = networks_of(world)
    guards = [_network_guard(world, row) for row in rows_of(rows)]
    rows = rows.assign(guard=pd.Series(guards, index=rows.index, dtype="str"))
    return Answer(provenance.of_dataset(world, scene, "networks"), rows)


def _network_guard(world: World, row: Mapping[Any, Any]) -> str | None:
    """One sentence for a link between two places; None for other networks."""
    if row["relation"] == NO_TABLE:
        place = words.region(world, row["from_region_code"])
        message = _("{name} lies inside {place} and is in no {region}-to-{region} table.")
        return message.format(name=row["name"], place=place)
    if row["relation"] not in (PROXY, SAME_PAIR):
        return None
    pair = words.corridor(world, row["from_region_code"], row["to_region_code"])
    if row["relation"] == PROXY:
        message = _("{name} is only contained in {pair}: that corridor is a proxy, not its size.")
    else:
        message = _("{name} joins the ends of {pair}; the paper gives no size for it.")
    return message.format(name=row["name"], pair=pair)
