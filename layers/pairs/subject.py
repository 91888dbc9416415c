"""The subject: the tab Pairs: all corridors as a matrix of origins and destinations."""

from __future__ import annotations

from layers.api.route import Route
from layers.flows.sentence import sentence_of_all
from layers.pairs import api
from layers.pairs.tab import controls, fill
from layers.pairs.words import ORDERS
from layers.subject import CORRIDORS, Subject, Tab
from layers.text.gettext import N_, _

SUBJECT = Subject(
    needs=("corridors",),
    tab=Tab(
        "pairs",
        N_("Pairs"),
        fill,
        sentence_of_all,
        controls=controls,
        group=CORRIDORS,
        counts=True,
    ),
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
            says={"order": lambda world, key: _(ORDERS[key])},
        ),
    ),
)
