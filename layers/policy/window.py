"""A trial on the clock of the map: how long it runs, and the window of its review."""

from __future__ import annotations

from datetime import date
from typing import Any

from geo.policy.trial import review
from geo.view.view import View
from geo.world.periods import decimal_year
from layers.blocks import palette
from layers.policy.lanes import FIRST_YEAR, LAST_YEAR, PERIODS, position
from layers.text.gettext import _, escaped

ROOM = 4  # years of axis that the label takes


def on_clock(trial: str) -> bool:
    """Whether a first day lies on the axis.

    Examples
    --------
    >>> on_clock("2004-03-15"), on_clock("1948-12-31"), on_clock("2026-01-01"), on_clock("")
    (True, False, False, False)
    """
    return bool(trial) and FIRST_YEAR <= date.fromisoformat(trial).year <= int(LAST_YEAR)


def trial_shapes(view: View) -> list[dict[str, Any]]:
    """Two rectangles, unseen without a trial on the axis: its first months, and its review."""
    shape = {
        "type": "rect",
        "yref": "paper",
        "y0": 0,
        "y1": PERIODS[0],
        "visible": False,
        "x0": FIRST_YEAR,
        "x1": FIRST_YEAR,
        "line": {"color": palette.TRIAL, "width": 1.2},
    }
    running = shape | {"fillcolor": palette.TRIAL_RUNS}
    window = shape | {"fillcolor": palette.TRIAL_REVIEWS}
    if not on_clock(view.trial):
        return [running, window]
    found = review(view.trial)
    starts, opens, closes = (
        position(min(decimal_year(day.isoformat()), LAST_YEAR))
        for day in (found.starts, found.opens, found.closes)
    )
    early = opens < LAST_YEAR - ROOM
    label = {
        "text": escaped(_("review")),
        "textposition": "middle right" if early else "middle left",
        "xanchor": "left" if early else "right",
        "font": {"size": 10, "color": palette.TRIAL},
    }
    running |= {"visible": True, "x0": starts, "x1": opens}
    window |= {"visible": opens < LAST_YEAR, "x0": opens, "x1": closes}
    (window if early else running)["label"] = label  # where the axis has room for it
    return [running, window]
