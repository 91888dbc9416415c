"""The subject: the tab Rural workers."""

from __future__ import annotations

from layers.subject import REGIONS, Subject, Tab
from layers.text.gettext import N_
from layers.workers.api import ROUTES
from layers.workers.regions import sentence
from layers.workers.tab import behind, fill

SUBJECT = Subject(
    needs=tuple(route.datasets[0] for route in ROUTES),
    tab=Tab("workers", N_("Rural workers"), fill, sentence, group=REGIONS, behind=behind),
    routes=ROUTES,
)
