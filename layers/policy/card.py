"""Card of a policy period or a dated act, and the list of all of them."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import dash_mantine_components as dmc
import htpy as h
import pandas as pd
from dash import html

from geo.policy.policy import act_intervals, acts_of_period, policy_overlaps
from geo.rows import rows_of
from geo.scene.scene import Scene
from geo.statements.statements import IMPLIED, statements
from geo.view.view import View
from geo.world.places import slug
from geo.world.world import World
from layers.blocks.controls import bound
from layers.blocks.links import link
from layers.blocks.marks import curated_badge
from layers.blocks.markup import spelled
from layers.blocks.statements import kind_badge, worded
from layers.blocks.tables import grid
from layers.policy.acts import is_lit
from layers.policy.arguments import stance_of, stance_table
from layers.policy.bands import PERIOD
from layers.sources.tab import OF_EVENT, conflict_link
from layers.text import numbers, words
from layers.text.gettext import N_, _

# Policy in the control row of the clock: one topic, and the list of all periods and acts.


def policy_controls(world: World, view: View) -> list[Any]:
    """Filter of the acts by topic, and a menu with a link for each period and act."""
    if not world.has("policy_timeline"):
        return []
    acts = world.table("policy_timeline")
    acts = acts[acts["kind"] != PERIOD]
    named = {slug(topic): topic for topic in acts["topic"].dropna()}
    options = [{"value": key, "label": _(named[key])} for key in world.vocabulary["topics"]]
    topic = dmc.Select(
        id=bound("topic"),
        data=options,
        value=view.topic or None,
        placeholder=_("All topics"),
        clearable=True,
        size="xs",
        className="topic",
        clearButtonProps={"aria-label": _("Show all topics")},
        **{"aria-label": _("Topic of the policy acts")},
    )
    menu = html.Details(
        [
            html.Summary(_("All periods and acts"), className="button"),
            html.Div(
                id="events",
                className="menu events",
                **{"data-constant": spelled(all_events(world))},
            ),
        ],
        className="dropdown dropdown-up",
    )
    return [topic, menu]


TABLE = "policy_timeline"
HOLDS = N_("and the next: the year holds the count between them.")
SPANS = N_("and the next: it runs on through the count between them.")
PRECISIONS = {
    "day": N_("to the day"),
    "month": N_("to the month"),
    "year": N_("to the year"),
    "part of year": N_("only a part of a year; its place on the clock is our reading"),
    "part of decade": N_("only a part of a decade; its place on the clock is our reading"),
    "not stated": N_("the paper gives no year, so it is not on the clock"),
}


def policy_card(world: World, scene: Scene) -> list[Any]:
    """What the paper says of a period or an act, and which intervals lie beside it."""
    table = world.table("policy_timeline")
    row = table.set_index("event_id", drop=False).loc[scene.place.row].to_dict()
    parts = _period(world, scene, row) if row["kind"] == PERIOD else _act(world, scene, row)
    return [*parts, context_note(scene.view)]


def context_note(view: View) -> h.Element:
    """Say what lying together in time does not show."""
    return h.p(class_="context")[
        h.b[_("Context, not cause.")],
        " ",
        _("Dates that lie together do not show that one brought the other."),
        " ",
        link(_("What the figures count"), view, view="sources"),
    ]


def _date(row: dict[Any, Any]) -> str:
    return words.interval(str(row["date_as_stated"]))


def _facts(rows: list[tuple[str, Any]]) -> h.Element:
    body = [h.tr[h.th(scope="row")[name], h.td[value]] for name, value in rows]
    return h.table(class_="figures facts")[h.caption[_("As the paper states it")], h.tbody[body]]


def _notes(world: World, row: dict[Any, Any]) -> list[Any]:
    """Where it stands in the paper, whom the paper cites, what it adds, or our remark."""
    found = [_("UNESCO policy paper 2005, section {section}").format(section=row["section"])]
    if isinstance(row["cited_source"], str):
        found.append(_("The paper cites: {source}").format(source=row["cited_source"]))
    parts: list[Any] = [h.p(class_="muted")[one] for one in found]
    if isinstance(row["note"], str):
        said = statements(world).find(TABLE, row["event_id"], "note")
        added = _("The paper adds: {note} ({section})")
        named = added if said and said.stated else _("Our note: {note}")
        section = said.section if said else ""
        parts.append(h.p(class_="muted")[named.format(note=_(row["note"]), section=section)])
    return parts


def _dated(row: dict[Any, Any]) -> list[Any]:
    """Date as the paper gives it, badged where its place on the clock is our reading."""
    ours = not isinstance(row["date_start"], str) or "our reading" in str(row["note"])
    return [h.b[_date(row)], *([" ", curated_badge()] if ours else [])]


def _period(world: World, scene: Scene, row: dict[Any, Any]) -> list[Any]:
    """Return the policy of a period, the intervals it overlaps, and its acts."""
    facts: list[tuple[str, Any]] = [
        (_("Years"), _dated(row)),
        (_("Body"), worded(world, TABLE, row, "issuing_body")),
        (_("Stance"), worded(world, TABLE, row, "stance")),
        (_("Level"), worded(world, TABLE, row, "level")),
    ]
    acts = acts_of_period(world.table("policy_timeline"), row["event_id"])
    return [
        h.p(class_="muted")[_("Policy period, {years}").format(years=_date(row))],
        h.h2[_(row["title"])],
        _facts(facts),
        *_notes(world, row),
        h.h3[_("{Spanning} intervals beside it")],
        *_overlaps(world, scene, row["event_id"]),
        h.h3[_("Acts in this period")],
        _act_list(scene, acts) if len(acts) else h.p[_("The paper names none.")],
    ]


def _overlaps(world: World, scene: Scene, event: str) -> list[Any]:
    """Years that the period shares with each interval; nothing where it shares none."""
    table = policy_overlaps(world.table("policy_timeline"), world.table("periods"))
    rows = rows_of(table[(table["event_id"] == event) & table["overlaps"]])
    if not rows:
        return [h.p[_("None of the five intervals: the tables begin in November 1995.")]]
    cells = [
        (
            link(words.interval(row["period"]), scene.view, period=row["period"]),
            _("{n} years").format(n=numbers.decimal(row["overlap_years"], 2)),
            numbers.percent(row["interval_share_percent"]),
        )
        for row in rows
    ]
    head = [_("Interval"), _("Shared"), _("Of the interval")]
    parts: list[Any] = [grid(_("Years that both cover"), head, cells)]
    if rows[0]["open_ended"]:
        words_ = _(
            "The paper was written in 2005 and gives this period no end: that it covers later "
            "years is our reading."
        )
        parts.append(h.p(class_="muted")[words_, *kind_badge(IMPLIED)])
    return parts


def _act(world: World, scene: Scene, row: dict[Any, Any]) -> list[Any]:
    """Return what an act was, how well it is dated, and the nearest interval."""
    view, topic = scene.view, slug(str(row["topic"]))
    shown = worded(world, TABLE, row, "topic")
    chosen = view.topic == topic
    label = _("show all topics") if chosen else _("only this topic")
    precision = _(PRECISIONS[row["precision"]])
    facts: list[tuple[str, Any]] = [
        (_("Date"), [*_dated(row), h.br, _("dated {how}").format(how=precision)]),
        (_("Body"), worded(world, TABLE, row, "issuing_body")),
        (_("Topic"), [*shown, " · ", link(label, view, topic="" if chosen else topic)]),
        (_("Stance"), worded(world, TABLE, row, "stance")),
        (_("Level"), worded(world, TABLE, row, "level")),
    ]
    stance = stance_of(world, row["topic"])
    more = stance_table(world, view, stance) if stance else []
    if row["event_id"] in OF_EVENT:
        more = [h.p[conflict_link(view, OF_EVENT[row["event_id"]])]]
    return [
        h.p(class_="muted")[f"{_(str(row['kind'])).capitalize()}, {_date(row)}"],
        h.h2[_(row["title"])],
        _facts(facts),
        *_notes(world, row),
        *more,
        h.h3[_("Nearest {spanning} interval")],
        _nearest(world, view, row),
    ]


@lru_cache(maxsize=64)
def _intervals(world: World) -> dict[str, dict[str, Any]]:
    """The interval of each act, by event."""
    rows = rows_of(act_intervals(world.table("policy_timeline"), world.table("periods")))
    return {row["event_id"]: {str(key): value for key, value in row.items()} for row in rows}


def _nearest(world: World, view: View, act: dict[Any, Any]) -> h.Element:
    """Return the interval that an act falls into, or how far the nearest one is."""
    row = _intervals(world)[act["event_id"]]
    if pd.isna(row["period"]):
        return h.p[_("The paper dates it too loosely to say.")]
    interval = link(words.interval(row["period"]), view, period=row["period"])
    if row["straddles"]:
        return h.p[interval, " ", _(SPANS if isinstance(act["date_end"], str) else HOLDS)]
    if row["inside"]:
        return h.p[_("It falls into"), " ", interval, "."]
    away = _("{n} years away").format(n=numbers.decimal(row["years_away"], 1))
    return h.p[interval, ", ", away, "."]


def _act_list(scene: Scene, acts: pd.DataFrame) -> h.Element:
    return h.ul(class_="plain acts")[[h.li[_event(scene, row)] for row in rows_of(acts)]]


def _event(scene: Scene, row: dict[Any, Any]) -> Any:
    """Link that chooses an event; it fades with its mark on the clock."""
    key = slug(row["event_id"])
    lit = row["kind"] == PERIOD or is_lit(row["topic"], scene)
    state = ("" if lit else "faded") + (" chosen" if key == scene.place.key else "")
    label = [h.b[_date(row)], " ", _(row["title"])]
    return link(label, scene.view, state.strip(), place=key)


def all_events(world: World) -> list[Any]:
    """All periods and acts as buttons, for readers without a mouse and for narrow screens.

    They set the place whatever the view is, so the list is the same in every view.
    """
    table = world.table("policy_timeline")
    periods = table[table["kind"] == PERIOD]
    acts = table[table["kind"] != PERIOD].sort_values("sort_year", kind="stable")
    return [
        h.h3[_("Policy periods")],
        _buttons(periods),
        h.h3[_("Acts, events and reports")],
        h.div(data_act=True)[_buttons(acts)],
    ]


def _buttons(events: pd.DataFrame) -> h.Element:
    items = [
        h.button(data_role="place", data_value=slug(row["event_id"]))[
            h.b[_date(row)], " ", _(row["title"])
        ]
        for row in rows_of(events)
    ]
    return h.ul(class_="plain acts")[[h.li[item] for item in items]]
