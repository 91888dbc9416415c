"""Words for what corridors are ranked by."""

from __future__ import annotations

import math

from layers import text
from layers.text import N_, _
from layers.words import measure_value

RANKS = {
    "rate": N_("Rate per 1,000 at the origin"),
    "growth": N_("Growth since the interval before"),
    "one-sidedness": N_("One-sidedness: net over both ways"),
    "gdp-gap": N_("Gap in GDP per head"),
    "income-gap": N_("Gap in urban income"),
    "distance": N_("Distance between capitals"),
}
RANKED_BY = {
    "rate": N_("rate per 1,000 at the origin"),
    "growth": N_("growth since the interval before"),
    "one-sidedness": N_("one-sidedness"),
    "gdp-gap": N_("the gap in GDP per head"),
    "income-gap": N_("the gap in urban income"),
    "distance": N_("distance"),
}


def rank_value(key: str, value: float, reason: str = "") -> str:
    """Write what a corridor is ranked by with its unit, or the reason why there is nothing.

    Examples
    --------
    >>> rank_value("growth", 12.4), rank_value("gdp-gap", -7006.0), rank_value("distance", 565.8)
    ('+12%', '−7,006 yuan', '566 km')
    """
    if math.isnan(value):
        return _(reason)
    if key == "rate":
        return measure_value("rate", value)
    if key == "distance":
        return _("{n} km").format(n=text.decimal(value))
    if key == "one-sidedness":
        return text.percent(value)
    written = text.percent(value) if key == "growth" else _("{n} yuan")
    return text.signed(written.format(n=text.decimal(value)), value)
