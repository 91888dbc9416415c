"""Lane of the acts and events: a dot for each date, a bar for each date that is a span."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Any

from geo.policy.policy import PERIOD
from geo.rows import rows_of
from geo.scene.scene import Scene
from geo.world.places import slug
from geo.world.world import World
from layers.blocks import palette
from layers.policy.bands import STEP, hover, placed
from layers.policy.lanes import ACTS, height, scatter

Row = dict[str, Any]
Rows = list[Row]

DOT_PX = 5.5
STACKED = 5  # dots above one another at most
PLACE_YEARS = 0.28  # dots nearer than this stand above one another
LOWEST, HIGHEST = 0.14, 0.86
FADED = 0.14
SPAN_STEP, THICK = 0.22, 0.09  # from bar to bar, and how thick one is, as shares of the lane


def acts(world: World, scene: Scene) -> list[dict[str, Any]]:
    """Dots of the acts, and unseen marks along the spans; other topics fade."""
    dated, loose = _dated(world)
    lit = opacities(world, scene)
    starts = [_ends(world, row)[0] for row in dated]
    dots = {
        "x": starts,
        "y": _heights(starts, STACKED),
        "marker": {"size": DOT_PX, "opacity": lit[0], "color": palette.ACT},
    }
    rows, places, heights = _along(world, loose)
    unseen = {"symbol": "line-ew", "size": DOT_PX, "line": {"width": 0}}
    bars = {"x": places, "y": heights, "marker": unseen | {"opacity": lit[1]}}
    parts = ((dated, dots), (rows, bars))
    return [
        scatter(_clickable(part) | trace, f"acts-{i}", "y4")
        for i, (part, trace) in enumerate(parts)
    ]


def _along(world: World, loose: Rows) -> tuple[list[Row], list[float], list[float]]:
    """Marks along each span, so that it answers from end to end: its act, place and height."""
    ends = [_ends(world, row) for row in loose]
    marks = [
        (row, start + (end - start) * (i + 0.5) / count, at)
        for row, (start, end), at in zip(loose, ends, _span_heights(ends), strict=True)
        for count in [_marks(world, row)]
        for i in range(count)
    ]
    return [row for row, _x, _y in marks], [x for _row, x, _y in marks], [y for *_rest, y in marks]


def _marks(world: World, row: Row) -> int:
    start, end = _ends(world, row)
    return max(1, math.ceil((end - start) / STEP))


def spans(world: World, scene: Scene) -> list[dict[str, Any]]:
    """One bar for each act that the paper dates to a span; always as many."""
    _dots, loose = _dated(world)
    shade = _shades(loose, scene)
    return [bar | {"opacity": lit} for bar, lit in zip(_bars(world), shade, strict=True)]


@lru_cache(maxsize=64)
def _bars(world: World) -> tuple[dict[str, Any], ...]:
    """The bars of the spans, whatever is lit; shared."""
    _dots, loose = _dated(world)
    ends = [_ends(world, row) for row in loose]
    return tuple(
        {
            "type": "rect",
            "name": "span",
            "yref": "paper",
            "x0": start,
            "x1": end,
            "y0": height(ACTS, at - THICK / 2),
            "y1": height(ACTS, at + THICK / 2),
            "fillcolor": palette.SPAN,
            "opacity": 1.0,
            "line": {"width": 0},
            "layer": "below",
        }
        for (start, end), at in zip(ends, _span_heights(ends), strict=True)
    )


def is_lit(topic: object, scene: Scene) -> bool:
    """Whether an act of this topic stays lit; without a topic in the view all do."""
    return not scene.view.topic or (isinstance(topic, str) and slug(topic) == scene.view.topic)


def opacities(world: World, scene: Scene) -> list[list[float]]:
    """Opacity of each mark, dots first: all that a view changes of them."""
    dated, loose = _dated(world)
    along = [
        shade
        for shade, row in zip(_shades(loose, scene), loose, strict=True)
        for _mark in range(_marks(world, row))
    ]
    return [_shades(dated, scene), along]


def _shades(rows: Rows, scene: Scene) -> list[float]:
    return [1.0 if is_lit(row["topic"], scene) else FADED for row in rows]


@lru_cache(maxsize=64)
def _dated(world: World) -> tuple[Rows, Rows]:
    """Acts of a date, and acts of a span, in the order of time; shared."""
    found = world.table("policy_timeline")
    found = found[(found["kind"] != PERIOD) & found["sort_year"].notna()]
    rows = rows_of(found)
    return [row for row in rows if not _is_span(row)], [row for row in rows if _is_span(row)]


def _is_span(row: Row) -> bool:
    return not isinstance(row["date_start"], str) or isinstance(row["date_end"], str)


def _ends(world: World, row: Row) -> tuple[float, float]:
    return placed(world, row) or (0.0, 0.0)


def _heights(starts: list[float], most: int) -> list[float]:
    """Share of the lane of each dot: those of one place stand above one another."""
    placed: list[tuple[float, int]] = []
    for start in starts:
        taken = {row for other, row in placed if abs(other - start) < PLACE_YEARS}
        free = [row for row in range(most) if row not in taken]
        placed.append((start, free[0] if free else most - 1))
    step = (HIGHEST - LOWEST) / (most - 1)
    return [LOWEST + step * row for _place, row in placed]


def _span_heights(ends: list[tuple[float, float]]) -> list[float]:
    """Share of the lane of each bar: bars that overlap lie above one another, from the lowest."""
    rows: list[float] = []
    found = []
    for start, end in ends:
        free = [row for row, until in enumerate(rows) if until <= start]
        row = free[0] if free else len(rows)
        rows[row : row + 1] = [end]
        found.append(LOWEST + SPAN_STEP * row)
    return found


def _clickable(rows: Rows) -> dict[str, Any]:
    return {
        "customdata": [slug(row["event_id"]) for row in rows],
        "text": [hover(row) for row in rows],
    }
