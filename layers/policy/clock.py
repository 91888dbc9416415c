"""The strip of time under the map: names of the lanes, the lanes, and what moves through them."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Any

import htpy as h
import pandas as pd
from dash import html

from geo.policy.policy import policy_overlaps
from geo.rows import rows_of
from geo.scene.scene import Scene
from geo.world.places import slug
from geo.world.world import World
from layers.blocks.controls import bound, boxes
from layers.blocks.filtered import filters
from layers.blocks.markup import choice, form, joined, kept_markup, spelled
from layers.policy.bands import period_rows, years_of
from layers.policy.bars import ABSENT, ALL_MOVES, bar_labels, persons_of, top
from layers.policy.card import policy_controls
from layers.policy.lanes import axis_years, ends, has_dossier, share
from layers.text import joints, words
from layers.text.gettext import N_, _

ABOUT = "moves-about"
BAR, CHOSEN_BAR = (
    form(h.div(class_=name)[h.span["%s"], h.i(style="--share:%s")]) for name in ("", "bar-on")
)
NOT_CORRIDOR = N_("all corridors, not the chosen one")


def clock(world: World, scene: Scene, filled: dict[str, str]) -> html.Section:
    """One section for moving through time.

    Parameters
    ----------
    world, scene
        The built tables and the first view.
    filled : dict
        What each element shows at first, see :func:`layers.page.said.said`.
    """
    lanes = html.Div(
        [
            html.Div(
                html.Div(id="timeline", className="figure", **{"data-figure": ""}),
                className="clock-figure",
                role="img",
                **{"aria-label": spoken(world)},
            ),
            html.Div(id="strip", className="clock-strip", **{"data-still": filled["strip"]}),
            _segments(world),
            *_stepped_lanes(world),
            html.Div(policy_controls(world, scene.view, filled), className="clock-policy"),
        ],
        className="clock-lanes",
    )
    kind = "" if has_dossier(world) else "clock-plain"
    return html.Section(
        [_gutter(world, filled), lanes], id="clock", className=kind, **{"aria-label": _("Timeline")}
    )


def _gutter(world: World, filled: dict[str, str]) -> html.Div:
    """Names of the lanes, and the steps in that of the intervals."""
    named = [
        ("periods", _("Policy periods, as the paper dates them"), ""),
        ("acts", _("Acts and events"), ""),
        (
            "totals",
            _("Migrant workers, two definitions"),
            _("○ paper, □ its floating population, ◇ survey"),
        ),
    ]
    lanes = [_lane(*one) for one in named] if has_dossier(world) else []
    moves = _lane("moves", _("People who moved, {span}"), "")
    about = html.Span(id=ABOUT, className="lane-about", **{"data-still": filled[ABOUT]})
    moves.children = [*moves.children, about, _steps()]
    return html.Div([*lanes, moves], className="clock-gutter")


def _lane(key: str, name: str, about: str) -> html.Div:
    more = [html.Span(about, className="lane-about")] if about else []
    return html.Div([html.B(name), *more], className=f"lane lane-{key}")


def _steps() -> html.Div:
    play = {"aria-pressed": "false", "data-play": _("Play"), "data-stop": _("Stop")}
    return html.Div(
        [
            html.Button("◀", **{"data-step": "-1", "aria-label": _("Interval before")}),
            html.Button("▶", **{"data-step": "1", "aria-label": _("Next interval")}),
            html.Button(_("Play"), id="play", **play),
        ],
        className="clock-controls",
    )


def _segments(world: World) -> html.Div:
    """The intervals as radio buttons, each below its bar and as wide."""
    identity = bound("period")
    group = "-".join(identity.values())
    options = []
    for row in world.intervals.values():
        first, last = (share(world, end) * 100 for end in ends(row))
        at = f"--left:{first:.3f}%;--width:{last - first:.3f}%"
        options.append(choice(row["period"], words.interval(row["period"]), group, at))
    named = {"role": "radiogroup", "aria-label": _("{Spanning} interval")}
    return boxes(identity, spelled(options), **named, className="segments clock-segments")


def _stepped_lanes(world: World) -> list[html.Div]:
    """What arrow keys step from mark to mark on; the browser says which (assets/clock/lanes.js)."""
    if not has_dossier(world):
        return []
    return [
        _stepped("acts-lane", _("Acts and events: arrows step"), _("no act chosen")),
        _stepped(
            "totals-lane",
            _("Migrant workers, national: arrows step, Enter opens both statements of the paper"),
            _("no total reached"),
        ),
    ]


def _stepped(key: str, label: str, none: str) -> html.Div:
    spoken_ = {"valuemin": "0", "valuemax": "0", "valuenow": "0", "valuetext": none}
    attributes = {f"aria-{name}": value for name, value in spoken_.items()}
    named = {"aria-label": label, "data-none": none}
    return html.Div(
        id=key, role="slider", tabIndex="0", className="stepped-lane", **attributes, **named
    )


def about_moves(world: World, scene: Scene) -> str:
    """Of whom the bars are, in one short line; a chosen corridor does not change them."""
    kept = joints.clauses(filters(world, scene))
    if scene.place.corridors:
        return _("{filters}, not the corridor").format(filters=kept) if kept else _(NOT_CORRIDOR)
    return kept or _(ALL_MOVES)


def strip(world: World, scene: Scene) -> list[Any]:
    """The clock of a narrow screen: cells of the policy periods, not to scale, over the bars."""
    return [_cells(world, scene.view.period), _bars(world, scene)]


@kept_markup
def _cells(world: World, period: str) -> list[h.Element]:
    if not has_dossier(world):
        return []
    overlaps = _overlapping(world)
    cells = [
        h.button(
            class_="cell-on" if (row["event_id"], period) in overlaps else "",
            data_role="place",
            data_value=slug(row["event_id"]),
        )[h.b[_(row["stance"]).split()[0]], h.span[years_of(row)]]
        for row in period_rows(world)
    ]
    return [h.div(class_="strip-cells")[cells]]


@lru_cache(maxsize=8)
def _overlapping(world: World) -> set[tuple[str, str]]:
    """Policy periods and the intervals that they share years with."""
    table = policy_overlaps(world.table("policy_timeline"), world.table("periods"))
    table = table[table["overlaps"]]
    return set(zip(table["event_id"], table["period"], strict=True))


def _bars(world: World, scene: Scene) -> h.Element:
    persons = persons_of(world, scene)
    most, labels = top(persons), bar_labels(persons)
    columns = [
        (CHOSEN_BAR if period == scene.view.period else BAR)
        % (labels.get(period, ABSENT), f"{0 if pd.isna(value) else value / most:.3f}")
        for period in world.intervals
        for value in [persons.get(period, math.nan)]
    ]
    return h.div(class_="strip-bars", aria_hidden="true")[joined(columns)]


def spoken(world: World) -> str:
    """Text equivalent of the timeline; its figures are in the timeline download."""
    plain = _("Timeline with {n} {spanning} intervals and the people in each.")
    whole = _(
        "Timeline from {first} to {last} in four lanes: {count} policy periods, dated acts, "
        "national totals of two definitions and {n} {spanning} intervals. They stand as tables "
        "behind the button of all periods and acts, and in the timeline download."
    )
    intervals = len(rows_of(world.table("periods")))
    if not has_dossier(world):
        return plain.format(n=intervals)
    first, last = axis_years(world)
    bands = len(period_rows(world))
    return whole.format(first=first, last=last, count=bands, n=intervals)
