"""The subject: where residents are registered, in cards and in the data interface."""

from __future__ import annotations

from geo.registered.pairs import STOCK
from layers.api.columns import PAPER_HEAD
from layers.api.route import Route
from layers.registered import api
from layers.subject import Subject
from layers.text.gettext import N_

SUBJECT = Subject(
    routes=(
        Route(
            "counted-twice",
            "Every pair of {regions}: people who moved, and residents registered there",
            ("lang",),
            PAPER_HEAD,
            api.pair_columns,
            api.pairs,
            N_("Moved and registered"),
            (STOCK, "flows"),
        ),
    ),
)
