"""The four lanes of the clock and their one axis, which is drawn narrower before its break.

Shapes and texts are measured in shares of the plot, from its lower edge; its upper edge is 1.
"""

from __future__ import annotations

from typing import Any

from geo.policy.axis import EVENTS, axis_of
from geo.policy.policy import PERIOD
from geo.world.periods import decimal_year, is_dated
from geo.world.world import World
from layers.blocks import palette
from layers.blocks.chart import hover_style
from layers.text import numbers, words
from layers.text.gettext import _, escaped

MARGIN_YEARS, EDGE = 1.0, 0.05
SCALE_SHARE = 0.1
"""Room behind the last interval for the words of the scale, as a share of all intervals."""

PERIODS, ACTS = (0.795, 1.0), (0.61, 0.79)
TOTALS, MOVES = (0.41, 0.6), (0.0, 0.4)
BASE, TALLEST = 0.18, 0.3
"""Foot of the bars, above the segments of the intervals, and the end of the tallest."""

TICK_YEARS = 5
LEVELS = (0, 300)
"""Millions of people that the national totals are read against."""
RULE = {"color": palette.RULE, "width": 1}


def has_dossier(world: World) -> bool:
    """Whether this world has policy and national totals to show beside the intervals."""
    return world.has("policy_timeline", "national_series", "migrant_workers")


def ends(row: dict[str, Any]) -> tuple[float, float]:
    """First and last moment of an interval, in years; one that states none stands for a year."""
    if not is_dated(row):
        return 0.0, 1.0
    return decimal_year(row["residence_before"]), decimal_year(row["residence_now"])


def axis_range(world: World) -> tuple[float, float]:
    """Both ends of the axis: with a margin around the intervals where nothing else is."""
    if has_dossier(world):
        axis = axis_of(world)
        return axis.position(axis.first) - EDGE, axis.last
    found = [end for row in world.intervals.values() for end in ends(row)]
    first, last = min(found), max(found)
    return first - MARGIN_YEARS, last + max(MARGIN_YEARS, (last - first) * SCALE_SHARE)


def axis_years(world: World) -> tuple[int, int]:
    """First and last year of the axis, in words."""
    if has_dossier(world):
        return int(axis_of(world).first), int(axis_of(world).last)
    first, last = axis_range(world)
    return int(first), int(last)


def share(world: World, moment: float) -> float:
    """Where a moment stands between the ends of the axis, 0 to 1."""
    first, last = axis_range(world)
    return (moment - first) / (last - first)


def axes(world: World) -> dict[str, Any]:
    """The axis of years, and one of its own for each lane, so that each answers for itself."""
    hidden = {"visible": False, "fixedrange": True}
    lanes = {"yaxis": (MOVES, [0, 1])}
    ticks: dict[str, Any] = {"dtick": TICK_YEARS, "tick0": 1980}
    if has_dossier(world):
        lanes |= {"yaxis2": (TOTALS, [-40, 345])}
        lanes |= {"yaxis3": (PERIODS, [0, 1]), "yaxis4": (ACTS, [0, 1])}
        ticks = _ticks(world)
    if not any(is_dated(row) for row in world.intervals.values()):
        ticks = {"tickvals": []}
    xaxis = {
        "range": list(axis_range(world)),
        "fixedrange": True,
        "showgrid": False,
        "zeroline": False,
        "anchor": "y",
        "ticks": "outside",
        "ticklabeloverflow": "allow",
        "ticklen": 3,
        "tickcolor": palette.RULE,
        "showline": True,
        "linecolor": palette.RULE,
        **ticks,
    }
    return {
        "xaxis": xaxis,
        **{name: {**hidden, "domain": list(at), "range": r} for name, (at, r) in lanes.items()},
    }


def feet() -> dict[str, float]:
    """Where lanes end that the hall has elsewhere: foot of the bars, end of the moves, periods.

    Examples
    --------
    >>> feet()["base"] == BASE
    True
    """
    return {"base": BASE, "moves": MOVES[1], "periods": PERIODS[0]}


def _ticks(world: World) -> dict[str, Any]:
    """Round years, and before the turn those that a policy period begins with."""
    axis, events = axis_of(world), world.table(EVENTS)
    begins = events.loc[events["kind"] == PERIOD, "sort_year"].dropna().astype(int)
    early = sorted({year for year in begins if year < axis.turn})
    late = range(-(-int(axis.turn) // TICK_YEARS) * TICK_YEARS, int(axis.last) + 1, TICK_YEARS)
    years = [*early, *late]
    return {
        "tickvals": [axis.position(year) for year in years],
        "ticktext": [str(year) for year in years],
    }


def turns(world: World) -> bool:
    """Whether a part of the axis is drawn narrower."""
    return has_dossier(world) and axis_of(world).turn > axis_of(world).first


def height(lane: tuple[float, float], at: float) -> float:
    """Share of the plot at a share of a lane."""
    return lane[0] + (lane[1] - lane[0]) * at


def broken(world: World) -> list[dict[str, Any]]:
    """Mark of the break, a line through the lanes below the periods and two strokes on the axis."""
    if not turns(world):
        return []
    at = axis_of(world).turn
    line = {"type": "line", "yref": "paper", "layer": "below", "line": RULE}
    through = {"x0": at, "x1": at, "y0": 0, "y1": PERIODS[0], "line": RULE | {"dash": "dot"}}
    strokes = [
        line | {"name": "break", "x0": at + dx - 0.2, "x1": at + dx + 0.2,
                "y0": -0.03, "y1": 0.03, "line": RULE | {"width": 1.4}}
        for dx in (-0.15, 0.15)
    ]  # fmt: skip
    return [line | {"name": "break"} | through, *strokes]


def said(text: str, x: float, y: float, **more: Any) -> dict[str, Any]:
    """Words that stand on a lane; clicks go through them."""
    anchors = {"xanchor": "center", "yanchor": "middle"}
    note = {"x": x, "y": y, "yref": "paper", "text": text, "showarrow": False, **anchors}
    return note | {"captureevents": False, "font": {"size": 11.5}, **more}


def remarks(world: World) -> list[dict[str, Any]]:
    """What the axis says of itself: where it is narrower, and where no table is."""
    if not has_dossier(world):
        return []
    first, _last = ends(next(iter(world.period_rows.values())))
    narrow = escaped(_("drawn narrower"))
    none = escaped(
        _("no table of origins and destinations before {month}").format(month=first_month(world))
    )
    turn = axis_of(world).turn
    scale = [
        said(
            numbers.short(level * numbers.MILLION),
            turn - 0.3,
            level,
            yref="y2",
            xanchor="right",
            font={"size": 11, "color": palette.SOFT},
        )
        for level in LEVELS
    ]
    over = {"xanchor": "right", "yanchor": "bottom", "yshift": 1, "font": {"size": 10.5}}
    over["name"] = " "  # off the years below the axis; in the hall its mark is enough
    return [
        *scale,
        *([said(narrow, turn - 0.4, 0, **over)] if turns(world) else []),
        said(none, first - 0.4, BASE, xanchor="right", yanchor="bottom"),
    ]


def first_month(world: World) -> str:
    """Month that the first interval begins in, in words."""
    return words.month(str(next(iter(world.period_rows.values()))["residence_before"]))


def guides(world: World) -> list[dict[str, Any]]:
    """Foot of the bars, and the two lines that the national totals are read against."""
    rule = {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "yref": "paper", "layer": "below"}
    found = [rule | {"name": "foot", "y0": BASE, "y1": BASE, "line": RULE}]
    pale = {"color": palette.LINE, "width": 1}
    levels = LEVELS if has_dossier(world) else ()
    return [
        *found,
        *(
            rule | {"name": "level", "yref": "y2", "y0": one, "y1": one, "line": pale}
            for one in levels
        ),
    ]


def scatter(trace: dict[str, Any], uid: str, lane: str = "y") -> dict[str, Any]:
    """Marks of a lane that say their text when they are pointed at."""
    return {
        "type": "scatter",
        "uid": uid,
        "mode": "markers",
        "yaxis": lane,
        "hovertemplate": "%{text}<extra></extra>",
        "hoverlabel": hover_style(),
        "showlegend": False,
        **trace,
    }
