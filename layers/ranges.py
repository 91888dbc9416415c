"""Sampling ranges in words."""

from __future__ import annotations

import math
from functools import cache
from typing import Any

import pandas as pd

from geo.store import Store
from geo.uncertainty import corridor_ranges, province_ranges
from geo.view import View
from layers import text
from layers.text import _

SURVEY = "survey"


def is_survey(store: Store, period: str) -> bool:
    """Whether an interval comes from a sample survey: its ranges then always stand beside it."""
    return bool(store.period_rows[period]["collection"] == SURVEY)


def with_ranges(store: Store, rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of the corridors table with their 95 % ranges."""
    return corridor_ranges(rows, store.table("periods"))


def margins_with_ranges(store: Store, period: str) -> pd.DataFrame:
    """Margins of all provinces in one interval with their 95 % ranges, by ``province_code``."""
    margins = store.table("province_flows")
    rows = margins[margins["period"] == period]
    return province_ranges(rows, store.table("periods")).set_index("province_code", drop=False)


def between(low: float, high: float) -> str:
    """Write a range of people; a net keeps its signs."""
    if math.isnan(low) or math.isnan(high):
        return text.no_figure()
    ends = [text.short(end) for end in (low, high)]
    if low < 0:
        ends = [text.signed(end, value) for end, value in zip(ends, (low, high), strict=True)]
    return _("{low} to {high}").format(low=ends[0], high=ends[1])


def net_words(row: pd.Series | dict[Any, Any]) -> str:
    """Range of a net, and that its sign is open where it spans zero."""
    found = between(float(row["net_low_persons"]), float(row["net_high_persons"]))
    return f"{found} ({_('range spans zero')})" if row["net_spans_zero"] else found


@cache
def _spans(store: Store, period: str) -> dict[tuple[str, str], dict[Any, Any]]:
    """Ranges of all corridors of an interval by their two codes."""
    table = store.table("corridors")
    rows = with_ranges(store, table[table["period"] == period]).to_dict("records")
    return {(row["origin_code"], row["destination_code"]): row for row in rows}


def hover_lines(store: Store, rows: pd.DataFrame, view: View) -> list[str]:
    """Range of each corridor for its hover; empty text where the interval is a census."""
    if rows.empty or not is_survey(store, view.period):
        return [""] * len(rows)
    known = _spans(store, view.period)
    spans = [
        known[ends] for ends in zip(rows["origin_code"], rows["destination_code"], strict=True)
    ]
    said = _("95% sampling range {range}")
    if view.direction == "net":
        return [said.format(range=net_words(row)) for row in spans]
    return [said.format(range=between(row["low_persons"], row["high_persons"])) for row in spans]
