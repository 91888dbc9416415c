"""The subject: the tab Sources: every dataset, and where the paper disagrees with itself."""

from __future__ import annotations

from layers.sources.tab import behind, fill, sentence
from layers.sources.whole import ROUTES, cells
from layers.subject import Subject, Tab
from layers.text.gettext import N_

SUBJECT = Subject(
    tab=Tab("sources", N_("Sources"), fill, sentence, behind=behind),
    routes=ROUTES,
    texts=cells,
)
