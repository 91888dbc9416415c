"""The subject: the tab Lessons: likeness, ranking, lesson sheet, coverage."""

from __future__ import annotations

from layers.api.route import Route
from layers.lessons import api as similar
from layers.lessons.tab import behind, controls, fill, sentence
from layers.subject import PROJECT, Subject, Tab
from layers.text.gettext import N_

SUBJECT = Subject(
    needs=("pilot_sites", "networks", "similarity_scores"),
    tab=Tab(
        "lessons", N_("Lessons"), fill, sentence, controls=controls, group=PROJECT, behind=behind
    ),
    routes=(
        Route(
            "similar",
            "{Regions} by their distance to the {region} of a pilot site, the nearest first",
            ("site", "weights", "lang"),
            similar.HEAD,
            similar.row_columns,
            similar.answer,
            N_("Likeness"),
            ("similarity_scores",),
            says={"site": similar.site_said, "weights": similar.weights_said},
        ),
    ),
)
