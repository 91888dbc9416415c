"""The subject: the tab Disparity."""

from __future__ import annotations

from layers.api.route import Route
from layers.disparity import api
from layers.disparity.tab import controls, fill, sentence
from layers.subject import REGIONS, Subject, Tab
from layers.text.gettext import N_

SUBJECT = Subject(
    needs=("disparity",),
    tab=Tab("disparity", N_("Disparity"), fill, sentence, controls=controls, group=REGIONS),
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
    ),
)
