"""How the sampling ranges are worked out: formula, assumption, source."""

from __future__ import annotations

from dash import html

from geo.store import Store
from layers import text, words
from layers.text import _


def method(store: Store, period: str) -> html.Details:
    """Formula, assumption and source of the ranges of one interval, folded away."""
    factor = store.period_rows[period]["expansion_factor"]
    return html.Details(
        [
            html.Summary(_("How the sampling range is worked out")),
            html.P(
                _(
                    "Range = n × k ± 1.96 × k × √(n × (1 − 1/k)), with n the people counted in the "
                    "sample and k the factor of the interval ({period}: k = {factor}). The errors "
                    "of a difference add as √(a² + b²). Where nobody was sampled the upper end is "
                    "3 × k."
                ).format(period=words.interval(period), factor=text.decimal(factor, 1)),
                className="formula",
            ),
            html.P(
                _(
                    "Assumption: people are drawn one by one, each with the same chance. The "
                    "surveys drew whole neighbourhoods, so the true range is wider. It covers "
                    "chance only, not mistakes in asking, coding or copying. Source: Cochran "
                    "(1977), Sampling Techniques."
                )
            ),
        ],
        className="method",
    )
