"""Card of a policy period or a dated act, and the list of all of them."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import Any

import dash_mantine_components as dmc
import htpy as h
import pandas as pd
from dash import html

from geo.policy.axis import dated_until
from geo.policy.policy import PERIOD, act_intervals, begun_in, in_order, is_policy, policy_overlaps
from geo.rows import rows_of
from geo.scene.scene import Scene
from geo.statements.statements import IMPLIED, SORTED, statements
from geo.training.programme import began
from geo.view.view import View
from geo.world.places import slug
from geo.world.world import World
from layers.blocks.controls import bound
from layers.blocks.links import link
from layers.blocks.markup import around, spelled
from layers.blocks.statements import Fact, fact, kind_badge, numbered, told
from layers.blocks.tables import grid
from layers.policy.acts import is_lit
from layers.policy.arguments import stance_of, stance_table
from layers.policy.bars import MOVES_TABLE
from layers.policy.lanes import first_month, has_dossier
from layers.policy.totals import totals_tables
from layers.sources.tab import OF_EVENT, conflict_link
from layers.text import joints, numbers, words
from layers.text.gettext import N_, _, risen
from layers.training.part import training

# Policy in the control row of the clock: one topic, and the list of all periods and acts.


def menu_name(world: World) -> str:
    """Name of the menu of the clock, by what it holds."""
    is_told = world.has("policy_timeline")
    return _("All periods and acts") if is_told else _("Read as a table")


def policy_controls(world: World, view: View, filled: dict[str, str]) -> list[Any]:
    """Filter of the acts by topic, and a menu with each period and act and the lanes as tables."""
    moves = html.Div(id=MOVES_TABLE, **{"data-still": filled[MOVES_TABLE]})
    if not world.has("policy_timeline"):
        return [_menu(menu_name(world), moves)]
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
    lanes = [h.h2[_("The lanes of figures")], *totals_tables(world)] if has_dossier(world) else []
    constant = [*all_events(world), *lanes]
    events = html.Div(**{"data-constant": spelled(constant)})
    return [topic, _menu(menu_name(world), events, moves)]


def _menu(name: str, *parts: html.Div) -> html.Details:
    """What opens above the clock."""
    held = html.Div(list(parts), id="events", className="menu events")
    return html.Details(
        [html.Summary(name, className="button"), held], className="dropdown dropdown-up"
    )


TABLE = "policy_timeline"
BESIDE = N_("Events, outcomes and the project in these years")
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
    beside = training(world, scene.view) if began(world, row["event_id"]) else []
    return [*parts, *beside, context_note(scene.view)]


def context_note(view: View) -> h.Element:
    """Say what lying together in time does not show."""
    return h.p(class_="context")[
        h.b[_("Context, not cause.")],
        joints.blank(),
        _("Dates that lie together do not show that one brought the other."),
        " ",
        link(_("What the figures count"), view, view="sources"),
    ]


def _date(row: dict[Any, Any]) -> str:
    return words.interval(_(str(row["date_as_stated"])))


def _notes(world: World, row: dict[Any, Any]) -> list[Any]:
    """Where it stands in the paper, whom the paper cites, what it adds, or our remark."""
    found = [
        _("UNESCO policy paper 2005, section {section}").format(
            section=words.section(row["section"])
        )
    ]
    if isinstance(row["cited_source"], str):
        found.append(_("The paper cites: {source}").format(source=row["cited_source"]))
    parts: list[Any] = [h.p(class_="muted")[one] for one in found]
    if isinstance(row["note"], str) and "our reading" not in row["note"]:
        said = statements(world).find(TABLE, row["event_id"], "note")
        added = _("The paper adds: {note} ({section})")
        named = added if said and said.stated else _("Our note: {note}")
        section = words.section(said.section) if said else ""
        parts.append(h.p(class_="muted")[named.format(note=_(row["note"]), section=section)])
    return parts


def _dated(world: World, row: dict[Any, Any], name: str) -> list[Fact]:
    """Date as the paper gives it and, apart from it, where the clock has it by our reading."""
    said = statements(world).find(TABLE, row["event_id"], "title")
    date = Fact(name, h.b[_date(row)], said.section if said else row["section"])
    reading = isinstance(row["note"], str) and "our reading" in row["note"]
    if isinstance(row["date_start"], str) and not reading:
        how = _(PRECISIONS[row["precision"]])
        return [replace(date, shown=around(_("{date}, dated {how}"), date=date.shown, how=how))]
    placed = _(row["note"]) if reading else _(PRECISIONS[row["precision"]])
    return [date, Fact(_("On the clock"), placed, kind=SORTED)]


def _period(world: World, scene: Scene, row: dict[Any, Any]) -> list[Any]:
    """Return the policy of a period, the intervals it overlaps, and its acts."""
    names = {"issuing_body": _("Body"), "stance": _("Stance"), "level": _("Level")}
    table = world.table(TABLE)
    begun = begun_in(table, row["event_id"])
    acts, beside = begun[is_policy(begun)], begun[~is_policy(begun)]
    return [
        h.p(class_="muted")[_("Policy period, {years}").format(years=_date(row))],
        h.h2[_(row["title"])],
        *told([
            *_dated(world, row, _("Years")),
            *[fact(world, TABLE, row, field, name) for field, name in names.items()],
        ]),
        *_notes(world, row),
        h.h3[_("{Spanning} intervals beside it")],
        *_overlaps(world, scene, row["event_id"]),
        h.h3[_("Acts in this period")],
        _act_list(scene, acts) if len(acts) else h.p[_("The paper names none.")],
        *([h.h3[_(BESIDE)], _act_list(scene, beside)] if len(beside) else []),
    ]  # fmt: skip


@lru_cache(maxsize=4)
def _all_overlaps(world: World) -> list[dict[str, Any]]:
    return rows_of(policy_overlaps(world.table(TABLE), world.table("periods")))


def _overlaps(world: World, scene: Scene, event: str) -> list[Any]:
    """Years that the period shares with each interval; nothing where it shares none."""
    rows = [row for row in _all_overlaps(world) if row["event_id"] == event and row["overlaps"]]
    if not rows:
        return [
            h.p[
                _("None of the {n} intervals: the tables begin in {month}.").format(
                    n=len(world.period_rows), month=first_month(world)
                )
            ]
        ]
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
            "The paper ends in {year} and gives this period no end: that it covers later years is "
            "our reading."
        ).format(year=dated_until(world.table(TABLE)))
        parts.append(h.p(class_="muted")[words_, *kind_badge(IMPLIED)])
    return parts


def _act(world: World, scene: Scene, row: dict[Any, Any]) -> list[Any]:
    """Return what an act was, how well it is dated, and the nearest interval."""
    view, topic = scene.view, slug(str(row["topic"]))
    chosen = view.topic == topic
    label = _("show all topics") if chosen else _("only this topic")
    only = link(label, view, topic="" if chosen else topic)
    names = {"issuing_body": _("Body"), "stance": _("Stance"), "level": _("Level")}
    sorted_by = fact(world, TABLE, row, "topic", _("Topic"))
    facts = [
        *_dated(world, row, _("Date")),
        *[fact(world, TABLE, row, field, name) for field, name in names.items()],
        replace(sorted_by, shown=[sorted_by.shown, " · ", only]),
    ]
    stance = stance_of(world, row["topic"])
    more = stance_table(world, view, stance) if stance else []
    if row["event_id"] in OF_EVENT:
        more = [h.p[conflict_link(view, OF_EVENT[row["event_id"]])]]
    return [
        h.p(class_="muted")[joints.clauses((risen(_(row["kind"])), _date(row)))],
        h.h2[_(row["title"])],
        *told(facts),
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
        return h.p[around(_("It falls into {interval}."), interval=interval)]
    years = numbers.decimal(row["years_away"], 1)
    return h.p[around(_("{interval}, {n} years away."), interval=interval, n=years)]


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
    """All periods and acts as buttons, for readers without a mouse.

    They set the place whatever the view is, so the list is the same in every view.
    """
    table = world.table("policy_timeline")
    periods = table[table["kind"] == PERIOD]
    acts = in_order(table[table["kind"] != PERIOD])
    return [
        h.h2[_("Policy periods")],
        _buttons(world, periods),
        h.h2[_("Acts, events and reports")],
        h.div(data_act=True)[_buttons(world, acts)],
    ]


def _buttons(world: World, events: pd.DataFrame) -> h.Element:
    items = [
        h.button(data_role="place", data_value=slug(row["event_id"]))[
            [
                h.b[joints.titled(_date(row), "")],
                _(row["title"]),
                numbered(world, TABLE, row, "title"),
            ]
        ]
        for row in rows_of(events)
    ]
    return h.ul(class_="plain acts")[[h.li[item] for item in items]]
