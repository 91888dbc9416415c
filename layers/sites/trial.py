"""The trial clock: the review window of a trial, and a slot for each group that is to be heard."""

from __future__ import annotations

from datetime import date
from typing import Any

import dash_mantine_components as dmc
from dash import html

from geo.policy.trial import STATED_IN, Review, feedback_groups, review
from geo.view.view import View
from geo.world.world import Store
from layers.blocks.controls import bound
from layers.blocks.links import link
from layers.blocks.tables import framed
from layers.policy.timeline import on_clock
from layers.text.gettext import _


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


def trial_section(store: Store, view: View) -> html.Section:
    """The rule, the window on its own small clock, and the four slots."""
    found = review(view.trial) if view.trial else None
    return html.Section(
        [
            html.H3(_("When is a trial reviewed, and who is heard?")),
            html.P(_answer(found)),
            *_on_the_map(view),
            framed(_table(store, found), _("Trial clock")),
            html.P(
                _(
                    "Formula: first day plus 6 and plus 12 calendar months; where the later month "
                    "is shorter, its last day. The paper says approximately. What the groups said "
                    "is not in the paper."
                ),
                className="muted",
            ),
        ],
        id="site-trial",
        className="site-section",
    )


def _answer(found: Review | None) -> str:
    rule = _(
        "After about six to twelve months a trial is evaluated, adjusted and extended to more "
        "places (paper, {section})."
    ).format(section=STATED_IN)
    if found is None:
        ask = _("Type the first day of a trial above to see its window.")
        return f"{rule} {ask}"
    said = _("A trial from {start} is reviewed from {first} to {last}.")
    return f"{said.format(start=found.starts, first=found.opens, last=found.closes)} {rule}"


def _on_the_map(view: View) -> list[Any]:
    """Where the window stands on the map's timeline, or that it lies off its axis."""
    if not view.trial:
        return []
    if on_clock(view.trial):
        shown = link(_("Show it on the timeline of the map"), view, view="map")
        return [html.P([shown, " · ", link(_("Clear the date"), view, trial="")])]
    off = _("The timeline of the map runs from 1976 to 2025: this trial is not on it.")
    return [html.P([off, " ", link(_("Clear the date"), view, trial="")])]


def _table(store: Store, found: Review | None) -> html.Table:
    """One slot a group across the window; the bar says what the dates beside it say."""
    head = [_("To be heard, and how"), _("From first day to twelve months"), _("When")]
    rows = [_run(found), *[_slot(row, found) for row in _groups(store)]]
    caption = _("Trial, review window and a slot for each group")
    return html.Table(
        [
            html.Caption(caption),
            html.Thead(
                html.Tr([html.Th(one, scope="col") for one in [*head, _("Recorded"), _("Section")]])
            ),
            html.Tbody(rows),
        ],
        className="figures site-table trial-table",
    )


def _groups(store: Store) -> list[dict[Any, Any]]:
    return feedback_groups(store.table("evaluation")).to_dict("records")


def _run(found: Review | None) -> html.Tr:
    """The trial itself: it runs, then it is reviewed."""
    when = _days(found.starts, found.closes) if found else _("no date chosen")
    bar = [html.I(_("trial"), className="trial-run"), html.I(_("review"), className="trial-window")]
    return html.Tr(
        [
            html.Th(_("The trial, and when it is evaluated"), scope="row"),
            html.Td(html.Div(bar, className="trial-bar", style=_share(found))),
            html.Td(when),
            html.Td(_("not applicable")),
            html.Td(STATED_IN),
        ]
    )


def _slot(row: dict[Any, Any], found: Review | None) -> html.Tr:
    when = _days(found.opens, found.closes) if found else _("no date chosen")
    bar = [html.I(""), html.I(_("open slot"), className="trial-slot")]
    return html.Tr(
        [
            html.Th(_(row["statement"]), scope="row"),
            html.Td(html.Div(bar, className="trial-bar", style=_share(found))),
            html.Td(when),
            html.Td(_("nothing recorded")),
            html.Td(row["section"]),
        ],
        className="trial-group",
    )


def _days(first: date, last: date) -> list[Any]:
    return [f"{first} –", html.Br(), str(last)]


def _share(found: Review | None) -> dict[str, str]:
    """Part of the year before the window opens, in days."""
    if found is None:
        return {"--before": "50%"}
    before, whole = found.opens - found.starts, found.closes - found.starts
    return {"--before": f"{100 * before.days / whole.days:.2f}%"}
