"""The subject: the tab Zones: matrix, chord, regions of each zone."""

from __future__ import annotations

from layers.api.route import Route
from layers.subject import CORRIDORS, Subject, Tab
from layers.text.gettext import N_
from layers.zones import api
from layers.zones.tab import controls, fill, sentence

SUBJECT = Subject(
    needs=("corridors",),
    tab=Tab(
        "zones",
        N_("Zones"),
        fill,
        sentence,
        controls=controls,
        group=CORRIDORS,
        counts=True,
        zones=2,
    ),
    routes=(
        Route(
            "zones",
            "Moves between the zones of a scheme",
            ("period", "scheme"),
            api.ZONES_HEAD,
            api.zone_columns,
            api.zones,
            N_("Between zones"),
            ("corridors",),
        ),
    ),
)
