"""Lane of the moves: the five intervals as bars of true width, and what answers the mouse.

Bars are shapes of the layout, each redrawn alone, while a changed trace would draw every mark of
the clock again. They are measured in shares of the whole figure: a shape on an axis of its own
would lose its number where the strip is low.
"""

from __future__ import annotations

import math
from typing import Any

import htpy as h

from geo.flows.portraits import region_total
from geo.scene.scene import Scene
from geo.world.world import World
from layers.blocks import palette
from layers.blocks.filtered import filters
from layers.blocks.tables import grid
from layers.policy.lanes import BASE, TALLEST, ends, scatter, share
from layers.text import joints, numbers, words
from layers.text.gettext import N_, _, escaped

ESTIMATE_EDGE = {"color": palette.BAR_CHOSEN, "width": 1.3, "dash": "4px,3px"}
MOVES_TABLE = "moves-table"
ALL_MOVES = N_("{aged}, between {regions}")
TARGETS = 10  # for each bar
ABSENT = "–"  # above the place of an interval that the table lacks
SIGN_PX, APART_PX, LEAST_PX = 6.8, 4, 960
"""A sign of a number above a bar, what is between two numbers, and the axis on a small screen."""
ROUND = (1, 1.5, 2, 3, 4, 5, 6, 8, 10)  # what a scale may end with


def bars(world: World, scene: Scene) -> list[dict[str, Any]]:
    """One rectangle for each interval with its number above, the chosen one dark."""
    persons = persons_of(world, scene)
    kept = {period: value for period, value in persons.items() if not math.isnan(value)}
    most = top(persons)
    labels = bar_labels(persons)
    said = _said(world, scene.view.period, labels)
    found = []
    for row in world.intervals.values():
        start, end = ends(row)
        is_chosen = row["period"] == scene.view.period
        number = labels.get(row["period"], ABSENT)
        found.append(
            {
                "type": "rect",
                "name": f"bar-{row['period']}",
                "x0": start,
                "x1": end,
                "y0": BASE,
                "y1": BASE + kept.get(row["period"], 0.0) / most * (TALLEST - BASE),
                "yref": "paper",
                "fillcolor": palette.BAR_CHOSEN if is_chosen else palette.BAR,
                "line": ESTIMATE_EDGE,
                "label": {
                    "text": f"<b>{number}</b>" if is_chosen else number * (row["period"] in said),
                    "textposition": "top center",
                    "yanchor": "bottom",
                    "font": {"color": palette.ACT, "size": 12},
                },
            }
        )
    return found


def _said(world: World, chosen: str, labels: dict[str, str]) -> set[str]:
    """Intervals whose numbers have room above their bars: the chosen one, then as many as fit."""
    found: dict[str, tuple[float, float]] = {}
    for period in (chosen, *world.intervals):
        middle = share(world, sum(ends(world.intervals[period])) / 2) * LEAST_PX
        half = (len(labels.get(period, ABSENT)) * SIGN_PX + APART_PX) / 2
        spread = middle - half, middle + half
        if all(spread[1] <= left or right <= spread[0] for left, right in found.values()):
            found[period] = spread
    return {*found}


def targets(world: World) -> list[dict[str, Any]]:
    """Unseen marks that make the whole strip of each interval answer to hover and click."""
    found = []
    for slot, row in enumerate(world.intervals.values()):
        start, end = ends(row)
        marks = {
            "x": [start + (end - start) * (i + 0.5) / TARGETS for i in range(TARGETS)],
            "y": [0.6] * TARGETS,
            "customdata": [f"period:{row['period']}"] * TARGETS,
            "marker": {"size": 26, "opacity": 0},
        }
        found.append(scatter(marks, f"bars-{slot}"))
    return found


def hovers(world: World, scene: Scene) -> list[dict[str, str]]:
    """What the marks of each interval say; a template that is one text changes no drawing."""
    said = []
    persons = persons_of(world, scene)
    for period in world.intervals:
        if period not in persons:
            lines = [_("not in this table")]
        else:
            value = persons[period]
            nobody, some = _("nobody"), _("{n} people")
            people = nobody if math.isnan(value) else some.format(n=numbers.people(value))
            lines = [people, f"<i>{escaped(words.period_source(world, period))}</i>"]
        hover = joints.titled(f"<b>{words.interval(period)}</b>", "<br>".join(lines))
        said.append({"hovertemplate": hover + "<extra></extra>"})
    return said


def persons_of(world: World, scene: Scene) -> dict[str, float]:
    """People whom the filters keep in every interval, NaN where they keep nobody."""
    kept = scene.sums["persons"]
    return {period: float(kept.get(period, math.nan)) for period in world.vocabulary["periods"]}


def persons_of_all(world: World) -> dict[str, float]:
    """People in all corridors of every interval."""
    return {period: region_total(world, period) for period in world.vocabulary["periods"]}


def moves_table(world: World, scene: Scene) -> h.Element:
    """The bars in words: the people whom the filters keep in each interval."""
    persons = persons_of(world, scene)
    title = joints.clauses(
        (_("People who moved, {span}"), *(filters(world, scene) or [_(ALL_MOVES)]))
    )
    rows = [
        (
            words.interval(period),
            _("nobody") if math.isnan(value) else numbers.people(value),
            words.period_source(world, period),
        )
        for period, value in persons.items()
    ]
    return grid(title, [_("Interval"), _("People (estimate)"), _("Source")], rows)


def bar_labels(persons: dict[str, float]) -> dict[str, str]:
    """Number above each bar: millions, or people where every bar is smaller than a million."""
    known = [value for value in persons.values() if not math.isnan(value)]
    small = bool(known) and max(known) < numbers.MILLION

    def label(value: float) -> str:
        if math.isnan(value):
            return _("none")
        return numbers.people(value) if small else numbers.millions(value, 1, "short")

    return {str(period): label(value) for period, value in persons.items()}


def top(persons: dict[str, float]) -> float:
    """Upper end of the scale of the bars: the first round number that holds them all.

    Parameters
    ----------
    persons : dict
        People by interval, NaN where the filters keep nobody.

    Examples
    --------
    >>> top({"1995-2000": 32_335_690.0, "2005-2010": 55_000_000.0}), top({"1995-2000": math.nan})
    (60000000.0, 1.0)
    """
    largest = max([1.0, *(value for value in persons.values() if not math.isnan(value))])
    unit = 10.0 ** math.floor(math.log10(largest))
    return float(next(step * unit for step in ROUND if step * unit >= largest))


def scale(world: World, scene: Scene) -> dict[str, Any]:
    """Say the scale of the bars at their right, since another filter has another one."""
    _first, last = ends(list(world.intervals.values())[-1])
    most, whole = (top(found) for found in (persons_of(world, scene), persons_of_all(world)))
    # Two lines: beside the last bar there is little room, and what is beyond the lanes is cut.
    said = _("scale{line}0–{most}") if most == whole else _("rescaled{line}0–{most}")
    return {
        "type": "rect",
        "name": "scale",
        "yref": "paper",
        "x0": last + 0.5,
        "x1": last + 0.5,
        "y0": BASE,
        "y1": BASE,
        "line": {"width": 0},
        "label": {
            "text": said.format(most=escaped(numbers.short(most)), line="<br>"),
            "textposition": "middle right",
            "xanchor": "left",
            "yanchor": "bottom",
            "font": {"color": palette.ACT, "size": 11},
        },
    }


def tint(world: World, scene: Scene) -> dict[str, Any]:
    """The chosen interval, through all lanes."""
    start, end = ends(world.period_rows[scene.view.period])
    return {
        "type": "rect",
        "name": "tint",
        "yref": "paper",
        "x0": start,
        "x1": end,
        "y0": 0,
        "y1": 1,
        "fillcolor": palette.TINT,
        "line": {"width": 0},
        "layer": "below",
    }
