"""The subject: the tab Disparity."""

from __future__ import annotations

from geo.disparity.incomes import INCOMES, SOURCES
from layers.api.columns import PAPER_HEAD
from layers.api.route import Route
from layers.disparity import api
from layers.disparity.tab import behind, controls, fill, sentence
from layers.subject import REGIONS, Subject, Tab
from layers.text.gettext import N_

SUBJECT = Subject(
    needs=("disparity",),
    tab=Tab(
        "disparity",
        N_("Disparity"),
        fill,
        sentence,
        controls=controls,
        group=REGIONS,
        behind=behind,
    ),
    routes=(
        Route(
            "disparity",
            "Inequality between and inside zones, one row for each complete year",
            ("scheme", "indicator", "merge", "lang"),
            api.DISPARITY_HEAD,
            api.disparity_columns,
            api.disparity,
            N_("Disparity"),
            ("disparity",),
        ),
        Route(
            "income-gap",
            "Urban and rural income per head of the nation, one row a year with its definition",
            ("lang",),
            PAPER_HEAD,
            api.income_columns,
            api.income,
            N_("Urban and rural income"),
            (INCOMES,),
        ),
        Route(
            "rural-income",
            "Rural income per head of the nation by source, one row a year",
            ("lang",),
            PAPER_HEAD,
            api.income_source_columns,
            api.income_sources,
            N_("Rural income by source"),
            (SOURCES,),
        ),
    ),
)
