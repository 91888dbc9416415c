"""The subject: the tab Pairs: all corridors as a matrix of origins and destinations."""

from __future__ import annotations

from layers.api.route import Route
from layers.pairs import api
from layers.pairs.tab import controls, fill
from layers.subject import CORRIDORS, Subject, Tab
from layers.text.gettext import N_

SUBJECT = Subject(
    needs=("corridors",),
    tab=Tab("pairs", N_("Pairs"), fill, controls=controls, group=CORRIDORS),
    routes=(
        Route(
            "pairs",
            "Every pair of {regions} in the order of the matrix, and what kind of cell it is",
            (
                "period",
                "from",
                "to",
                "scheme",
                "direction",
                "measure",
                "order",
                "place",
                "lang",
            ),
            api.PAIRS_HEAD,
            api.pair_columns,
            api.pairs,
            N_("All pairs"),
            ("corridors",),
        ),
    ),
)
