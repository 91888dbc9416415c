"""The subject: the tab Indicators."""

from __future__ import annotations

from layers.api.route import Route
from layers.indicators import api
from layers.indicators.tab import behind, controls, fill, sentence, sorts
from layers.subject import REGIONS, Subject, Tab
from layers.text.gettext import N_

SUBJECT = Subject(
    needs=("migration_indicators",),
    tab=Tab(
        "indicators",
        N_("Indicators"),
        fill,
        sentence,
        controls=controls,
        group=REGIONS,
        behind=behind,
        columns=sorts,
    ),
    routes=(
        Route(
            "indicators",
            "Migration indicators of the nation and of every {region}",
            ("period", "lang"),
            api.INDICATORS_HEAD,
            api.indicator_columns,
            api.indicators,
            N_("Indicators"),
            ("migration_indicators",),
        ),
    ),
)
