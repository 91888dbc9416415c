"""The subject: corridors and regions in words: sentence, cards, comparison, table."""

from __future__ import annotations

from geo.world.places import CORRIDOR, NATION, REGION
from layers.api.route import Route
from layers.flows import api
from layers.flows.cards import corridor_card, region_card
from layers.flows.nation import nation_card
from layers.flows.sentence import sentence_of_all
from layers.flows.table import TABLE, fill, sorts
from layers.flows.within import WITHIN_COLUMNS, WITHIN_HEAD, within_answer
from layers.subject import Card, Subject, Tab
from layers.text.gettext import N_

SUBJECT = Subject(
    needs=("flows",),
    tab=Tab(
        TABLE,
        N_("Table"),
        fill,
        sentence_of_all,
        script="dash_ag_grid",
        below=("table-grid",),
        counts=True,
        columns=sorts,
    ),
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
                "filter",
                "lang",
            ),
            api.CORRIDORS_HEAD,
            api.corridor_columns,
            api.corridors,
            N_("Corridors"),
            ("corridors",),
            drawn=api.LINES,
        ),
        Route(
            "regions",
            "Arrivals, departures and net of every {region}, and the shade of the map",
            ("period", "scheme", "shade", "lang"),
            api.REGIONS_HEAD,
            api.region_columns,
            api.regions,
            N_("{Regions}"),
            ("region_flows", "regions"),
            drawn=api.OUTLINES,
        ),
        Route(
            "within",
            "Moves inside every {region}, in the intervals that count them",
            ("lang",),
            WITHIN_HEAD,
            lambda package: WITHIN_COLUMNS,
            within_answer,
            N_("Moves inside {regions}"),
            ("within_moves",),
        ),
    ),
)
