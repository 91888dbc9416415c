"""What the paper dates, for the data interface."""

from __future__ import annotations

from geo.policy import dates
from geo.scene.scene import Scene
from geo.view.address import query_string
from geo.world.world import World
from layers.api import provenance
from layers.api.answers import Answer
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
