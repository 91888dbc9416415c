"""Policy on the clock: six bands, dated acts, and a cursor at the one that is chosen.

A band is a shape, and shapes answer no click: an unseen row of marks lies along each. Everything
that can be clicked carries the word of its event in the address.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Any

import pandas as pd

from geo.rows import rows_of
from geo.scene.scene import Scene
from geo.world.periods import decimal_year
from geo.world.places import POLICY, slug
from geo.world.world import World
from layers.blocks import palette
from layers.blocks.chart import hover_style
from layers.text import words
from layers.text.gettext import _, escaped

FIRST_YEAR, LAST_YEAR = 1976.0, 2025.6
WRITTEN = 2006.0  # end of the year that the paper was written in: it dates nothing later
TIP = 1.0  # years of axis that the open end of a band points into
BANDS = [0.76, 1.0]
EARLIER = 1.3  # years of axis that stand for everything before the axis begins
PERIOD, PART_OF_DECADE = "period", "part of decade"
PART_YEARS = 3.0  # drawn width of "early", "mid" and "late" in a decade
LAST = {4: 1.0, 7: 1 / 12, 10: 1 / 365.25}  # length of a year, month or day, by its spelling
PRECISION_YEARS = {"year": 1.0, "month": 1 / 12, "day": 1 / 365.25}
STEP = 0.4  # years between unseen marks
ROWS = (0.16, 0.4, 0.64)  # heights of acts that share a date
LIT, FAINT, FADED = 1.0, 0.4, 0.14


def extent(row: dict[Any, Any]) -> tuple[float, float] | None:
    """First and last position of an event on the axis; None where the paper gives no time.

    Parameters
    ----------
    row : dict
        ``date_start``, ``date_end``, ``sort_year``, ``precision``, ``kind`` of one event.

    Returns
    -------
    tuple of float or None
        Years. A year runs to its end, part of a decade spans three years, an open period runs to
        the end of the year that the paper was written in.

    Examples
    --------
    >>> row = {"kind": "policy", "precision": "year", "date_start": "2002", "date_end": None}
    >>> extent(row | {"sort_year": 2002})
    (2002.0, 2003.0)
    """
    if pd.isna(row["sort_year"]):
        return None
    if not isinstance(row["date_start"], str):
        return float(row["sort_year"]), float(row["sort_year"]) + PART_YEARS
    start = decimal_year(row["date_start"])
    if isinstance(row["date_end"], str):
        return start, decimal_year(row["date_end"]) + LAST[len(row["date_end"])]
    if row["kind"] == PERIOD:
        return start, WRITTEN
    return start, start + PRECISION_YEARS.get(str(row["precision"]), 1.0)


def _drawn(row: dict[Any, Any]) -> tuple[float, float]:
    """Part of a band that the axis shows; what lies before it is a sliver at the left."""
    start, end = extent(row) or (FIRST_YEAR, FIRST_YEAR)
    return max(start, FIRST_YEAR), max(end, FIRST_YEAR + EARLIER)


def _bands(world: World) -> list[dict[Any, Any]]:
    """Six periods, the latest first, so that the sliver of the earliest answers before the next."""
    rows = world.table("policy_timeline")
    return rows_of(rows[rows["kind"] == PERIOD].sort_values("sort_year"))


def bands(world: World) -> list[dict[str, Any]]:
    """Return one shape for each policy period: a rectangle, with a tip where its end is open."""
    found = []
    for row in _bands(world):
        start, end = _drawn(row)
        found.append(
            {
                **_outline(start, end, is_open=not isinstance(row["date_end"], str)),
                "yref": "paper",
                "fillcolor": palette.STANCES.get(row["stance"], "#e3e3e3"),
                "line": {"width": 1, "color": "#ffffff"},
                "layer": "below",
            }
        )
    return found


def _outline(start: float, end: float, is_open: bool) -> dict[str, Any]:
    low, high = BANDS
    if not is_open:
        return {"type": "rect", "x0": start, "x1": end, "y0": low, "y1": high}
    tip = f"L {end},{low} L {end + TIP},{(low + high) / 2} L {end},{high}"
    return {"type": "path", "path": f"M {start},{low} {tip} L {start},{high} Z"}


def cursor(world: World, scene: Scene) -> dict[str, Any]:
    """Mark of the chosen period or act through all strips, as wide as its date is open."""
    shape = {
        "type": "rect",
        "yref": "paper",
        "y0": 0,
        "y1": 1,
        "fillcolor": "rgba(27, 36, 48, 0.09)",
        "line": {"color": palette.CHOSEN, "width": 1.6, "dash": "dot"},
        "visible": False,
        "x0": FIRST_YEAR,
        "x1": FIRST_YEAR,
    }
    if scene.place.kind != POLICY:
        return shape
    events = world.table("policy_timeline").set_index("event_id", drop=False)
    row = events.loc[scene.place.row].to_dict()
    if extent(row) is None:
        return shape
    start, end = _drawn(row) if row["kind"] == PERIOD else _clamped(row)
    return shape | {"visible": True, "x0": start, "x1": end}


def _clamped(row: dict[Any, Any]) -> tuple[float, float]:
    start, end = extent(row) or (FIRST_YEAR, FIRST_YEAR)
    return max(start, FIRST_YEAR), max(end, FIRST_YEAR)


def labels(world: World) -> list[dict[str, Any]]:
    """Label of each band with its short form as its name; clicks go through it to the marks."""
    found = []
    for row in _bands(world):
        start, end = _drawn(row)
        first = words.interval(row["date_as_stated"])
        stance = escaped(_(row["stance"]))
        brief = "◀" if end - start < 2 else stance
        label = brief if end - start < 4 else f"{escaped(first)} {stance}"
        found.append(
            {
                "x": (start + end) / 2,
                "y": BANDS[1] - 0.005,
                "yref": "paper",
                "yanchor": "top",
                "text": label,
                "name": brief,
                "showarrow": False,
                "captureevents": False,
                "font": {"size": 11},
            }
        )
    return found


def band_targets(world: World) -> dict[str, Any]:
    """Unseen marks along the bands, each with the event that a click chooses."""
    trace: dict[str, Any] = {"x": [], "customdata": [], "text": []}
    ends = [_drawn(row) for row in _bands(world)]
    sliver = FIRST_YEAR + EARLIER
    for row, (start, end) in zip(_bands(world), ends, strict=True):
        first = sliver if start <= FIRST_YEAR and end > sliver else start
        count = max(2, math.ceil((end - first) / STEP))
        trace["x"] += [first + (end - first) * (i + 0.5) / count for i in range(count)]
        trace["customdata"] += [slug(row["event_id"])] * count
        trace["text"] += [hover(row)] * count
    return _scatter(trace, "bands-0") | {
        "y": [0.72] * len(trace["x"]),
        "marker": {"size": 20, "opacity": 0},
    }


def acts(world: World, scene: Scene) -> list[dict[str, Any]]:
    """Dated acts as ticks, part of a decade as faint wide bars; other topics fade."""
    sharp, faint = _dated(world)
    lit = opacities(world, scene)
    years = [decimal_year(date) for date in sharp["date_start"]]
    ticks = {
        "x": years,
        "y": [ROWS[years[:i].count(year) % len(ROWS)] for i, year in enumerate(years)],
        "marker": {
            "symbol": "line-ns",
            "size": 8,
            "opacity": lit[0],
            "line": {"width": 1.6, "color": "#1b2430"},
        },
    }
    wide = {
        "x": [float(year) + PART_YEARS / 2 for year in faint["sort_year"]],
        "y": [ROWS[0]] * len(faint),
        "marker": {
            "symbol": "line-ew",
            "size": 26,
            "opacity": lit[1],
            "line": {"width": 6, "color": "#5b6675"},
        },
    }
    return [
        _scatter(_clickable(part) | trace, f"acts-{i}")
        for i, (part, trace) in enumerate(((sharp, ticks), (faint, wide)))
    ]


def is_lit(topic: object, scene: Scene) -> bool:
    """Whether an act of this topic stays lit; without a topic in the view all do."""
    return not scene.view.topic or (isinstance(topic, str) and slug(topic) == scene.view.topic)


@lru_cache(maxsize=64)
def _dated(world: World) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Acts with a date, and acts that the paper dates to part of a decade."""
    found = world.table("policy_timeline")
    found = found[(found["kind"] != PERIOD) & found["sort_year"].notna()]
    fuzzy = found["precision"] == PART_OF_DECADE
    return found[~fuzzy], found[fuzzy]


def opacities(world: World, scene: Scene) -> list[list[float]]:
    """Opacity of each act, sharp ones first: all that a view changes of them."""
    return [
        [full if is_lit(topic, scene) else FADED for topic in acts_["topic"]]
        for acts_, full in zip(_dated(world), (LIT, FAINT), strict=True)
    ]


def _clickable(acts_: pd.DataFrame) -> dict[str, Any]:
    return {
        "customdata": [slug(event) for event in acts_["event_id"]],
        "text": [hover(row) for row in rows_of(acts_)],
    }


def _scatter(trace: dict[str, Any], uid: str) -> dict[str, Any]:
    return trace | {
        "type": "scatter",
        "uid": uid,
        "mode": "markers",
        "yaxis": "y3",
        "hovertemplate": "%{text}<extra></extra>",
        "hoverlabel": hover_style(),
        "showlegend": False,
    }


def hover(row: dict[Any, Any]) -> str:
    """Date as the paper gives it, what it was, and the section."""
    title = escaped(_(row["title"]))
    first = escaped(words.interval(row["date_as_stated"]))
    where = _("paper, {section}").format(section=escaped(row["section"]))
    return f"<b>{first}</b><br>{title}<br><i>{where} · {_('context, not cause')}</i>"
