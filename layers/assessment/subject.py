"""The subject: the tab Assessment, and the door for files of a reader."""

from __future__ import annotations

from geo.assessment.loading import NEEDS
from layers.api.whole import whole_table
from layers.assessment.tab import behind, fill, sentence
from layers.subject import PROJECT, Subject, Tab
from layers.text.gettext import N_

SUBJECT = Subject(
    needs=NEEDS,
    tab=Tab("assessment", N_("Assessment"), fill, sentence, group=PROJECT, behind=behind),
    routes=(
        whole_table("reporting", "assessment_indicators", N_("What to report")),
        whole_table("evaluation", "evaluation", N_("Evaluation")),
    ),
)
