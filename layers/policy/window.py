"""A trial on the clock of the map: how long it runs, and the window of its review."""

from __future__ import annotations

from datetime import date
from typing import Any

from geo.policy.axis import axis_of
from geo.policy.trial import review
from geo.view.view import View
from geo.world.periods import decimal_year
from geo.world.world import World
from layers.blocks import palette
from layers.policy.lanes import PERIODS, axis_range, has_dossier
from layers.text.gettext import _, escaped

ROOM = 4  # years of axis that the label takes


def on_clock(world: World, trial: str) -> bool:
    """Whether a first day lies on the axis; none does on one without a dossier."""
    if not trial or not has_dossier(world):
        return False
    axis = axis_of(world)
    return axis.first <= date.fromisoformat(trial).year <= int(axis.last)


def trial_shapes(world: World, view: View) -> list[dict[str, Any]]:
    """Two rectangles, unseen without a trial on the axis: its first months, and its review."""
    shape = {
        "type": "rect",
        "yref": "paper",
        "y0": 0,
        "y1": PERIODS[0],
        "visible": False,
        "x0": axis_range(world)[1],
        "x1": axis_range(world)[1],
        "line": {"color": palette.TRIAL, "width": 1.2},
    }
    running = shape | {"fillcolor": palette.TRIAL_RUNS}
    window = shape | {"fillcolor": palette.TRIAL_REVIEWS}
    if not on_clock(world, view.trial):
        return [running, window]
    found, axis = review(view.trial), axis_of(world)
    starts, opens, closes = (
        axis.position(min(decimal_year(day.isoformat()), axis.last))
        for day in (found.starts, found.opens, found.closes)
    )
    early = opens < axis.last - ROOM
    label = {
        "text": escaped(_("review")),
        "textposition": "middle right" if early else "middle left",
        "xanchor": "left" if early else "right",
        "font": {"size": 10, "color": palette.TRIAL},
    }
    running |= {"visible": True, "x0": starts, "x1": opens}
    window |= {"visible": opens < axis.last, "x0": opens, "x1": closes}
    (window if early else running)["label"] = label  # where the axis has room for it
    return [running, window]
