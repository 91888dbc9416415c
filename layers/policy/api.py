"""What the paper dates, for the data interface."""

from __future__ import annotations

from geo.policy import dates
from geo.scene.scene import Scene
from geo.view.address import query_string
from geo.world.catalog import Package
from geo.world.world import World
from layers.api import provenance
from layers.api.answer import Answer
from layers.api.columns import Column, Columns, declared
from layers.text.gettext import N_, _


def timeline_columns(package: Package) -> Columns:
    """Columns of ``/api/timeline``."""
    stated = declared(package, "policy_timeline", ["date_as_stated", "precision", "sort_year"])
    return (
        Column(
            "kind",
            "string",
            "Kind of thing; figures of two kinds never add",
            required=True,
            title="Kind",
            words=dates.DATED_KINDS,
        ),
        Column("id", "string", "Identifier within its kind", required=True, title="Identifier"),
        Column("title", "string", "What it is", required=True, title="Title"),
        Column("start", "string", "Day, month or year; null for a part of a decade", title="Start"),
        Column(
            "end",
            "string",
            "Day, month or year of the end; null for a point or an open end",
            title="End",
        ),
        *stated,
        Column("value", "number", "The figure", "as in column unit", title="Value"),
        *declared(package, "national_series", ["qualifier"]),
        Column("unit", "string", "Unit of value", title="Unit"),
        Column("definition", "string", "Whom the figure counts", title="Definition"),
        *declared(package, "policy_timeline", ["stance"]),
        Column("section", "string", "Section of the paper", title="Section of the paper"),
        Column("source", "string", "Publication", required=True, title="Publication"),
        *declared(package, "policy_timeline", ["cited_source", "note"]),
    )


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
