"""Lane of the policy periods, and the cursor at the period or act that is chosen.

A band is a shape, and shapes answer no click: an unseen row of marks lies along each. Everything
that can be clicked carries the word of its event in the address.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Any

import pandas as pd

from geo.policy.axis import axis_of, dated_until
from geo.policy.policy import PERIOD
from geo.rows import rows_of
from geo.scene.scene import Scene
from geo.world.periods import decimal_year
from geo.world.places import POLICY, slug
from geo.world.world import World
from layers.blocks import palette
from layers.policy.lanes import PERIODS, axis_range, height, said, scatter
from layers.text import joints, words
from layers.text.gettext import _, escaped

TEETH, TOOTH = 4, 0.45  # of the open end of a band: how many, and how deep in years
PART_YEARS = 3.0  # drawn width of "early", "mid" and "late" in a decade
LAST = {4: 1.0, 7: 1 / 12, 10: 1 / 365.25}  # length of a year, month or day, by its spelling
PRECISION_YEARS = {"year": 1.0, "month": 1 / 12, "day": 1 / 365.25}
STEP = 0.4  # units of the axis between unseen marks


def extent(world: World, row: dict[Any, Any]) -> tuple[float, float] | None:
    """First and last position of an event on the axis; None where the paper gives no time.

    Parameters
    ----------
    world : World
        The built tables; an open period runs to the end of the last year that they date.
    row : dict
        ``date_start``, ``date_end``, ``sort_year``, ``precision``, ``kind`` of one event.

    Returns
    -------
    tuple of float or None
        Years. A year runs to its end, part of a decade spans three years.
    """
    if pd.isna(row["sort_year"]):
        return None
    if not isinstance(row["date_start"], str):
        return float(row["sort_year"]), float(row["sort_year"]) + PART_YEARS
    start = decimal_year(row["date_start"])
    if isinstance(row["date_end"], str):
        return start, decimal_year(row["date_end"]) + LAST[len(row["date_end"])]
    if row["kind"] == PERIOD:
        return start, written_until(world)
    return start, start + PRECISION_YEARS.get(str(row["precision"]), 1.0)


@lru_cache(maxsize=8)
def period_rows(world: World) -> list[dict[Any, Any]]:
    """Six periods in the order of time; shared."""
    rows = world.table("policy_timeline")
    return rows_of(rows[rows["kind"] == PERIOD].sort_values("sort_year"))


def written_until(world: World) -> float:
    """End of the last year that the paper dates: an open period is drawn so far."""
    return float(dated_until(world.table("policy_timeline")) + 1)


def placed(world: World, row: dict[Any, Any]) -> tuple[float, float] | None:
    """Both ends of an event on the axis; None where it has no time."""
    found, axis = extent(world, row), axis_of(world)
    return found and (axis.position(found[0]), axis.position(found[1]))


def is_open(row: dict[Any, Any]) -> bool:
    """Whether the paper dates no end of a period."""
    return not isinstance(row["date_end"], str)


def bands(world: World) -> list[dict[str, Any]]:
    """Return one shape for each policy period, in two tints in turn: the word says which it is."""
    found = []
    for slot, row in enumerate(period_rows(world)):
        start, end = placed(world, row) or (0.0, 0.0)
        found.append(
            {
                **_outline(start, end, is_open(row)),
                "name": "band",
                "yref": "paper",
                "fillcolor": palette.BAND_TINTS[slot % 2],
                "line": {"width": 0},
                "layer": "below",
            }
        )
    return found


def _outline(start: float, end: float, has_no_end: bool) -> dict[str, Any]:
    """A rectangle; the end that the paper leaves open is a zigzag up to the last of its years."""
    low, high = PERIODS
    if not has_no_end:
        return {"type": "rect", "x0": start, "x1": end, "y0": low, "y1": high}
    steps = 2 * TEETH
    edge = " ".join(
        f"L {end - TOOTH * (step % 2)},{low + (high - low) * step / steps:.4f}"
        for step in range(steps + 1)
    )
    return {"type": "path", "path": f"M {start},{low} {edge} L {start},{high} Z"}


def cursor(world: World, scene: Scene) -> dict[str, Any]:
    """Mark of the chosen period or act through all lanes, as wide as its date is open."""
    shape = {
        "type": "rect",
        "yref": "paper",
        "y0": 0,
        "y1": 1,
        "fillcolor": palette.TINT,
        "line": {"color": palette.ACT, "width": 1.6, "dash": "dot"},
        "visible": False,
        "x0": axis_range(world)[1],
        "x1": axis_range(world)[1],
    }
    if scene.place.kind != POLICY:
        return shape
    events = world.table("policy_timeline").set_index("event_id", drop=False)
    row = events.loc[scene.place.row].to_dict()
    at = placed(world, row)
    return shape | {"visible": True, "x0": at[0], "x1": at[1]} if at else shape


def labels(world: World) -> list[dict[str, Any]]:
    """Name of each band over its years; clicks go through both to the marks."""
    found = []
    for row in period_rows(world):
        start, end = placed(world, row) or (0.0, 0.0)
        years = years_of(row)
        if is_open(row):
            last = dated_until(world.table("policy_timeline"))
            years = _("{years} · the paper ends in {last}").format(years=years, last=last)
        name = f"<b>{escaped(_(row['stance']))}</b><br>{escaped(years)}"
        at = height(PERIODS, 0.5)
        if is_open(row):
            found.append(said(name, start + 0.2, at, xanchor="left", align="left"))
        else:
            found.append(said(name, (start + end) / 2, at))
    return found


def years_of(row: dict[Any, Any]) -> str:
    """Years of a period in few letters.

    Examples
    --------
    >>> years_of({"date_start": "1984", "date_end": "1988"})
    '1984–88'
    >>> years_of({"date_start": "1992", "date_end": "2000"})
    '1992–2000'
    """
    if is_open(row):
        return _("after {year}").format(year=int(row["date_start"]) - 1)
    first, last = str(row["date_start"]), str(row["date_end"])
    return joints.narrow_span(first, last[2:] if first[:2] == last[:2] else last)


def band_targets(world: World) -> dict[str, Any]:
    """Unseen marks along the bands, each with the event that a click chooses."""
    trace: dict[str, Any] = {"x": [], "customdata": [], "text": []}
    for row in period_rows(world):
        start, end = placed(world, row) or (0.0, 0.0)
        count = max(2, math.ceil((end - start) / STEP))
        trace["x"] += [start + (end - start) * (i + 0.5) / count for i in range(count)]
        trace["customdata"] += [slug(row["event_id"])] * count
        trace["text"] += [hover(row)] * count
    return scatter(trace, "bands-0", "y3") | {
        "y": [0.5] * len(trace["x"]),
        "marker": {"size": 20, "opacity": 0},
    }


def hover(row: dict[Any, Any]) -> str:
    """Date as the paper gives it, what it was, and the section."""
    title = escaped(_(row["title"]))
    first = escaped(words.interval(_(row["date_as_stated"])))
    where = _("paper, {section}").format(section=escaped(words.section(row["section"])))
    return f"<b>{first}</b><br>{title}<br><i>{where} · {_('context, not cause')}</i>"
