"""The subject: the tab Sites, and all that is said of sites and networks elsewhere."""

from __future__ import annotations

from geo.world.places import END, NETWORK, SITE
from layers.api.columns import PAPER_HEAD
from layers.api.route import Route
from layers.api.whole import whole_table
from layers.sites import api
from layers.sites.cards import end_card, network_card, site_card
from layers.sites.tab import behind, controls, fill, sentence
from layers.subject import PROJECT, Card, Subject, Tab
from layers.text.gettext import N_

SUBJECT = Subject(
    needs=("pilot_sites", "networks"),
    tab=Tab("sites", N_("Sites"), fill, sentence, controls=controls, group=PROJECT, behind=behind),
    cards={
        SITE: Card(site_card, "pilot_sites"),
        NETWORK: Card(network_card, "networks"),
        END: Card(end_card, "networks"),
    },
    routes=(
        Route(
            "sites",
            "Pilot sites as the paper states them, and which pass a filter",
            ("sites",),
            PAPER_HEAD,
            api.site_columns,
            api.sites,
            N_("Pilot sites"),
            ("pilot_sites",),
            says={"sites": api.kept_sites},
        ),
        Route(
            "networks",
            "Networks as the paper names them, and what the flow tables can show of them",
            ("lang",),
            PAPER_HEAD,
            api.network_columns,
            api.networks,
            N_("Networks"),
            ("networks",),
        ),
        whole_table("own-sites", "own_sites", N_("Sites of your file"), "as the file states it"),
        whole_table("own-links", "own_links", N_("Links of your file"), "as the file states it"),
    ),
)
