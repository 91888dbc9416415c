"""One corridor through the intervals: its people as bars, its ranks as a line."""

from __future__ import annotations

import htpy as h
import pandas as pd

from layers.blocks.marks import rank_line
from layers.text import joints, numbers, words
from layers.text.gettext import _

LEAST = 2
"""Intervals that make a history."""


def bars(history: pd.DataFrame, shown: str) -> list[h.Element]:
    """People in every interval on one scale from 0, the one shown dark; none for one interval."""
    if len(history) < LEAST:
        return []
    persons = dict(zip(history["period"], history["migrants_persons"].astype(float), strict=True))
    most = max(*persons.values(), 1.0)
    spoken = joints.parts(
        joints.titled(words.interval(period), numbers.people(value))
        for period, value in persons.items()
    )
    columns = [
        h.span(class_="card-bar-shown" if period == shown else None)[
            h.b[numbers.short(value)],
            h.i(style=f"--share:{value / most:.3f}"),
            h.span[_short(period)],
        ]
        for period, value in persons.items()
    ]
    named = {"role": "img", "aria_label": _("People: {moved}").format(moved=spoken)}
    return [h.div(class_="card-bars", **named)[columns]]


def _short(period: str) -> str:
    """An interval in little room, such as 95–00."""
    return joints.narrow_span(period[2:4], period[-2:])


def ranks(history: pd.DataFrame) -> list[h.Element]:
    """Rank in every interval, drawn and spoken; none for one interval."""
    if len(history) < LEAST:
        return []
    places = history["national_rank"].tolist()
    labels = [words.interval(period) for period in history["period"]]
    spoken = joints.parts(map(joints.titled, labels, map(str, places)))
    short = [_short(period) for period in history["period"]]
    line = rank_line(short, places, _("Rank: {ranks}").format(ranks=spoken))
    return [h.div[h.h3[_("Rank by people, interval by interval")], line]]
