"""The subject: the tab Change: intervals side by side and what grew or fell."""

from __future__ import annotations

from layers.api.route import Route
from layers.change import api
from layers.change.tab import behind, controls, fill, sentence
from layers.subject import CORRIDORS, Subject, Tab
from layers.text.gettext import N_

SUBJECT = Subject(
    needs=("corridors",),
    tab=Tab(
        "intervals",
        N_("Change"),
        fill,
        sentence,
        controls=controls,
        group=CORRIDORS,
        intervals=2,
        behind=behind,
    ),
    routes=(
        Route(
            "change",
            "Change of every corridor between two intervals, greatest gain first",
            ("period", "against", "from", "to", "scheme", "direction", "place", "lang"),
            api.CHANGE_HEAD,
            api.change_columns,
            api.change,
            N_("Change"),
            ("corridors",),
            intervals=2,
        ),
    ),
)
