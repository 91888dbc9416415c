"""The four lanes of the clock and their one axis, which is drawn narrower before its break.

Shapes and texts are measured in shares of the plot, from its lower edge; its upper edge is 1.
"""

from __future__ import annotations

from typing import Any

from geo.world.periods import decimal_year
from geo.world.world import World
from layers.blocks import palette
from layers.blocks.chart import hover_style
from layers.text import numbers
from layers.text.gettext import _, escaped

FIRST_YEAR, LAST_YEAR = 1949.0, 2025.6
BREAK = 1978.0  # before it a year is drawn narrower
NARROWER = 0.3
MARGIN_YEARS, EDGE = 1.0, 0.05

PERIODS, ACTS = (0.795, 1.0), (0.61, 0.79)
TOTALS, MOVES = (0.41, 0.6), (0.0, 0.4)
BASE, TALLEST = 0.18, 0.3
"""Foot of the bars, above the segments of the intervals, and the end of the tallest."""

EARLY_TICKS = (1949, 1958)
LEVELS = (0, 300)
"""Millions of people that the national totals are read against."""
RULE = {"color": palette.RULE, "width": 1}


def position(year: float) -> float:
    """Place of a moment on the axis.

    Parameters
    ----------
    year : float
        A moment in years; what lies before the axis stands at its beginning.

    Returns
    -------
    float
        The year itself from the break on, earlier ones nearer together.

    Examples
    --------
    >>> position(1995.83), position(1968.0), position(1900.0) == position(FIRST_YEAR)
    (1995.83, 1975.0, True)
    """
    shown = max(year, FIRST_YEAR)
    return shown if shown >= BREAK else BREAK - (BREAK - shown) * NARROWER


def has_dossier(world: World) -> bool:
    """Whether this world has policy and national totals to show beside the intervals."""
    return world.has("policy_timeline", "national_series", "migrant_workers")


def ends(row: dict[str, Any]) -> tuple[float, float]:
    """First and last moment of an interval, in years."""
    return decimal_year(row["residence_before"]), decimal_year(row["residence_now"])


def axis_range(world: World) -> tuple[float, float]:
    """Both ends of the axis: with a margin around the intervals where nothing else is."""
    if has_dossier(world):
        return position(FIRST_YEAR) - EDGE, LAST_YEAR
    found = [end for row in world.period_rows.values() for end in ends(row)]
    return min(found) - MARGIN_YEARS, max(found) + MARGIN_YEARS


def share(world: World, moment: float) -> float:
    """Where a moment stands between the ends of the axis, 0 to 1."""
    first, last = axis_range(world)
    return (moment - first) / (last - first)


def axes(world: World) -> dict[str, Any]:
    """The axis of years, and one of its own for each lane, so that each answers for itself."""
    hidden = {"visible": False, "fixedrange": True}
    lanes = {"yaxis": (MOVES, [0, 1])}
    ticks: dict[str, Any] = {"dtick": 5, "tick0": 1980}
    if has_dossier(world):
        lanes |= {"yaxis2": (TOTALS, [-40, 345])}
        lanes |= {"yaxis3": (PERIODS, [0, 1]), "yaxis4": (ACTS, [0, 1])}
        late = range(1980, int(LAST_YEAR) + 1, 5)
        years = [*EARLY_TICKS, *late]
        ticks = {
            "tickvals": [position(year) for year in years],
            "ticktext": [str(year) for year in years],
        }
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


def height(lane: tuple[float, float], at: float) -> float:
    """Share of the plot at a share of a lane."""
    return lane[0] + (lane[1] - lane[0]) * at


def broken(world: World) -> list[dict[str, Any]]:
    """Mark of the break, a line through all lanes and two strokes across the axis."""
    if not has_dossier(world):
        return []
    line = {"type": "line", "yref": "paper", "layer": "below", "line": RULE}
    through = {"x0": BREAK, "x1": BREAK, "y0": 0, "y1": 1, "line": RULE | {"dash": "dot"}}
    strokes = [
        line | {"name": "break", "x0": BREAK + dx - 0.2, "x1": BREAK + dx + 0.2,
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
    none = escaped(_("no table of origins and destinations before November 1995"))
    scale = [
        said(
            numbers.short(level * numbers.MILLION),
            BREAK - 0.3,
            level,
            yref="y2",
            xanchor="right",
            font={"size": 11, "color": palette.SOFT},
        )
        for level in LEVELS
    ]
    return [
        *scale,
        said(
            narrow, BREAK - 0.4, 0, xanchor="right", yanchor="top", yshift=-3, font={"size": 10.5}
        ),
        said(none, first - 0.4, BASE, xanchor="right", yanchor="bottom"),
    ]


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
