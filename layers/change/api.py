"""Change between two intervals for the data interface."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from geo.flows.change import REFUSED, comparability, corridor_change
from geo.flows.query import door
from geo.scene.scene import Scene
from geo.view.address import query_string
from geo.world.catalog import Package
from geo.world.periods import compared_with
from geo.world.world import World
from layers.api import provenance
from layers.api.answer import Answer
from layers.api.columns import (
    NOTES,
    PERSONS,
    QUERY,
    SOURCE,
    Column,
    Columns,
    declared,
    ends,
)
from layers.text.gettext import _

_REASONS: Columns = (
    Column("text", "string", "What to beware of", required=True),
    Column("period", "string", "The interval it is about; null for both"),
)

CHANGE_HEAD: Columns = (
    QUERY,
    Column("earlier", "string", "Interval that change starts from", required=True),
    Column("later", "string", "Interval that change leads to", required=True),
    Column("comparability.verdict", "string", "allowed, warned or refused", required=True),
    Column("comparability.reasons", "objects", "Why to beware", required=True, inner=_REASONS),
    SOURCE,
    Column("earlier_total_persons", "number", "People in all rows, earlier", PERSONS),
    Column("later_total_persons", "number", "People in all rows, later", PERSONS),
    NOTES,
)


_CHANGED: Columns = (
    Column("change_persons", "number", "Later less earlier", PERSONS, True, title="Change"),
    Column(
        "change_percent",
        "number",
        "Change over earlier; null where earlier is 0",
        "%",
        title="Change, %",
    ),
    Column(
        "low_persons",
        "number",
        "Lower end of the 95% sampling range",
        PERSONS,
        True,
        title="Lower end of the range",
    ),
    Column(
        "high_persons",
        "number",
        "Upper end of the 95% sampling range",
        PERSONS,
        True,
        title="Upper end of the range",
    ),
    Column(
        "small_base",
        "boolean",
        "Fewer than 100 sampled people either time",
        required=True,
        title="Small base",
    ),
    Column(
        "within_error",
        "boolean",
        "Chance alone could make the change",
        required=True,
        title="Within sampling error",
    ),
)


def change_columns(package: Package) -> Columns:
    """Columns of ``/api/change``."""
    persons, sample = declared(package, "corridors", ["migrants_persons", "sample_persons"])
    return (
        *ends(package),
        replace(persons, name="earlier_persons", title="Earlier"),
        replace(persons, name="later_persons", title="Later"),
        replace(sample, name="earlier_sample_persons", title="Earlier, sample"),
        replace(sample, name="later_sample_persons", title="Later, sample"),
        *_CHANGED,
    )


_SIDES = ("earlier", "later")


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
    return Answer(head, provenance.named(world, rows, "origin", "destination"))


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
