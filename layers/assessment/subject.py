"""The subject: the tab Assessment, and the door for files of a reader."""

from __future__ import annotations

from layers.assessment.tab import fill
from layers.subject import Subject, Tab
from layers.text.gettext import N_

SUBJECT = Subject(
    needs=("pilot_sites", "assessment_indicators"),
    tab=Tab("assessment", N_("Assessment"), fill),
)
