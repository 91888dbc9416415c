"""The trial clock: the review window of a trial, and a slot for each group that is to be heard."""

from __future__ import annotations

from datetime import date
from typing import Any

import dash_mantine_components as dmc
import htpy as h

from geo.lessons.similarity import keyed_sites
from geo.policy.trial import STATED_IN, Review, feedback_groups, review
from geo.rows import rows_of
from geo.view.view import View
from geo.world.world import World
from layers.blocks.controls import bound
from layers.blocks.links import link
from layers.blocks.marks import loaded_badge
from layers.blocks.tables import framed
from layers.policy.lanes import axis_years
from layers.policy.window import on_clock
from layers.text import joints, words
from layers.text.gettext import _, ngettext


def trial_control(view: View) -> dmc.TextInput:
    """Field for the first day; it counts on Enter or when it is left."""
    return dmc.TextInput(
        id=bound("trial"),
        label=_("First day of a trial (YYYY-MM-DD)"),
        placeholder="2004-03-15",
        value=view.trial,
        debounce=True,
        size="xs",
        className="trial-day",
    )


def window_line(trial: str) -> str:
    """Say the review window of a first day."""
    found = review(trial)
    return _("trial review {first} to {last}").format(first=found.opens, last=found.closes)


def trial_section(world: World, view: View) -> h.Element:
    """The rule, the window on its own small clock, and a slot for what each group said."""
    found = review(view.trial) if view.trial else None
    return h.section(id="site-trial", class_="site-section")[
        h.h3[_("When is a trial reviewed, and who is heard?")],
        h.p[_answer(found)],
        *_after_the_tables(world, found),
        *_on_the_map(world, view),
        framed(_table(world, found), _("Trial clock")),
        *_way_to_fill(world, view),
        h.p(class_="muted")[
            _(
                "Formula: first day plus 6 and plus 12 calendar months; where the later month "
                "is shorter, its last day. The paper says approximately. What the groups said "
                "is not in the paper."
            )
        ],
    ]


def _answer(found: Review | None) -> list[Any]:
    rule = _(
        "After about six to twelve months a trial is evaluated and adjusted, and can then be "
        "extended to more places (paper, {section})."
    ).format(section=words.section(STATED_IN))
    if found is None:
        ask = _("Type the first day of a trial above to see its window.")
        return [rule, h.span(class_="on-screen")[joints.blank(), ask]]
    said = _("A trial from {start} is reviewed from {first} to {last}.")
    window = said.format(start=found.starts, first=found.opens, last=found.closes)
    return [joints.sentences((window, rule))]


def _after_the_tables(world: World, found: Review | None) -> list[h.Element]:
    """That a trial begins after all that this page knows: it is a plan."""
    last = max(int(row["end_year"]) for row in world.period_rows.values())
    if found is None or found.starts.year <= last:
        return []
    said = _(
        "The tables of moves end in {last}, before this trial: it stands here as a plan, and no "
        "figure of this page tells how it went."
    )
    return [h.p(class_="warning")[said.format(last=last)]]


def _on_the_map(world: World, view: View) -> list[Any]:
    """Where the window stands on the map's timeline, or that it lies off its axis."""
    if not view.trial:
        return []
    if on_clock(world, view.trial):
        shown = link(_("Show it on the timeline of the map"), view, view="map")
        return [h.p[shown, " · ", link(_("Clear the date"), view, trial="")]]
    first, last = axis_years(world)
    off = _("The timeline of the map runs from {first} to {last}: this trial is not on it.").format(
        first=first, last=last
    )
    return [h.p[off, " ", link(_("Clear the date"), view, trial="")]]


def _way_to_fill(world: World, view: View) -> list[Any]:
    """How a slot is filled, in worlds that have an assessment."""
    if "assessment" not in world.vocabulary["tabs"]:
        return []
    said = _("What a group said fills its slot: enter it in the template and load it.")
    return [h.p(class_="on-screen")[said, " ", link(_("To the template"), view, view="assessment")]]


def _table(world: World, found: Review | None) -> h.Element:
    """One slot a group across the window; the bar says what the dates beside it say."""
    head = [_("To be heard, and how"), _("From first day to twelve months"), _("When")]
    names = keyed_sites(world.table("pilot_sites"))["name"]
    said = [{**row, "name": _(names[row["site"]])} for row in rows_of(world.loaded.values)]
    rows = [_run(found), *[_slot(row, found, _heard(row, said)) for row in _groups(world)]]
    caption = _("Trial, review window and a slot for each group")
    return h.table(class_="figures site-table trial-table")[
        h.caption[caption],
        h.thead[h.tr[[h.th(scope="col")[one] for one in [*head, _("Recorded"), _("Section")]]]],
        h.tbody[rows],
    ]


def _groups(world: World) -> list[dict[Any, Any]]:
    return rows_of(feedback_groups(world.table("evaluation")))


def _run(found: Review | None) -> h.Element:
    """The trial itself: it runs, then it is reviewed."""
    when = _days(found.starts, found.closes) if found else _("no date chosen")
    bar = [h.i(class_="trial-run")[_("trial")], h.i(class_="trial-window")[_("review")]]
    return h.tr[
        h.th(scope="row")[_("The trial, and when it is evaluated")],
        h.td[h.div(class_="trial-bar", style=_share(found))[bar]],
        h.td[when],
        h.td[_("not applicable")],
        h.td[words.section(STATED_IN)],
    ]


def _heard(group: dict[Any, Any], said: list[dict[Any, Any]]) -> list[dict[Any, Any]]:
    """What a group said, as it was loaded, by date."""
    own = [row for row in said if row["indicator"] == group["evaluation_id"]]
    return sorted(own, key=lambda row: str(row["date"]))


def _record(row: dict[Any, Any], found: Review | None) -> h.Element:
    """What was said, where, when and by which source, and whether that was in the window."""
    day = date.fromisoformat(row["date"])
    late = found is not None and not found.opens <= day <= found.closes
    outside = [" · ", _("outside the review window")] if late else []
    return h.li[
        row["value"],
        " ",
        h.span(class_="muted")[joints.listed((row["name"], row["date"], row["source"])), *outside],
    ]


def _slot(row: dict[Any, Any], found: Review | None, heard: list[dict[Any, Any]]) -> h.Element:
    when = _days(found.opens, found.closes) if found else _("no date chosen")
    filled = ngettext("{n} record", "{n} records", len(heard)).format(n=len(heard))
    mark = h.i(class_="trial-slot")[filled if heard else _("open slot")]
    bar = [h.i[""], mark]
    records = h.ul(class_="plain")[[_record(one, found) for one in heard]]
    return h.tr(class_="trial-group")[
        h.th(scope="row")[_(row["statement"])],
        h.td[h.div(class_="trial-bar", style=_share(found))[bar]],
        h.td[when],
        h.td[[records, loaded_badge()] if heard else _("nothing recorded")],
        h.td[words.section(row["section"])],
    ]


def _days(first: date, last: date) -> list[Any]:
    return [_("{first} –").format(first=first), h.br, str(last)]


def _share(found: Review | None) -> str:
    """Part of the year before the window opens, in days."""
    if found is None:
        return "--before: 50%"
    before, whole = found.opens - found.starts, found.closes - found.starts
    return f"--before: {100 * before.days / whole.days:.2f}%"
