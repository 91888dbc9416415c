"""The subject: where residents are registered, in cards and in the data interface."""

from __future__ import annotations

from geo.registered.pairs import STOCK
from geo.registered.prefectures import PREFECTURES
from geo.registered.villages import VILLAGES
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
            (STOCK,),
        ),
        Route(
            "prefectures",
            "Residents from other {regions} in the prefectures that one source has",
            ("lang",),
            PAPER_HEAD,
            api.prefecture_columns,
            api.prefectures,
            N_("Residents from elsewhere, by prefecture"),
            (PREFECTURES,),
        ),
        Route(
            "villages",
            "Residents of villages by where they are registered, {regions} with a figure",
            ("lang",),
            PAPER_HEAD,
            api.village_columns,
            api.villages,
            N_("Residents of villages"),
            (VILLAGES,),
        ),
    ),
)
