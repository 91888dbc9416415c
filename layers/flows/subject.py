"""The subject: corridors and regions in words: sentence, cards, comparison, table."""

from __future__ import annotations

from geo.world.places import CORRIDOR, NATION, REGION
from layers.api import answers, columns, ranked
from layers.api.route import Route
from layers.flows.cards import corridor_card, nation_card, region_card
from layers.flows.table import fill
from layers.subject import Card, Subject, Tab
from layers.text.gettext import N_

SUBJECT = Subject(
    needs=("flows",),
    tab=Tab("table", N_("Table"), fill, script="dash_ag_grid", below=("table-grid",)),
    cards={
        NATION: Card(nation_card, "flows"),
        REGION: Card(region_card, "region_flows"),
        CORRIDOR: Card(corridor_card, "corridors"),
    },
    routes=(
        Route(
            "corridors",
            "Moves between pairs of {regions}, best first",
            (
                "period",
                "from",
                "to",
                "scheme",
                "direction",
                "measure",
                "rank",
                "top",
                "place",
                "lang",
            ),
            ranked.HEAD,
            ranked.row_columns,
            ranked.answer,
        ),
        Route(
            "regions",
            "Arrivals, departures and net of every {region}, and the shade of the map",
            ("period", "scheme", "shade", "lang"),
            columns.REGIONS_HEAD,
            columns.region_columns,
            answers.regions,
        ),
    ),
)
