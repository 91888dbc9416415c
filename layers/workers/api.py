"""The tables of the tab for the data interface: each whole, with its codebook."""

from __future__ import annotations

from layers.api.route import Route
from layers.api.whole import whole_table
from layers.text.gettext import N_

PRINTED = "figures as the reports print them, or worked out from a printed change"


def _table(name: str, dataset: str, title: str) -> Route:
    return whole_table(name, dataset, title, PRINTED)


ROUTES: tuple[Route, ...] = (
    _table("workers", "workers_by_region", N_("Workers by region")),
    _table("workers-crossing", "outgoing_by_origin", N_("Inside and across borders")),
    _table("workers-shares", "origin_shares", N_("Shares of regions")),
    _table("workers-direction", "inter_province_direction", N_("Where they went")),
    _table("workers-areas", "workers_in_key_areas", N_("City areas")),
    _table("workers-women", "women_shares", N_("Women")),
    _table("workers-wages", "wages_by_region", N_("Income by region")),
    _table("workers-cities", "wages_by_city_class", N_("Income by class of city")),
    _table("workers-profile", "worker_characteristics", N_("Who they are")),
    _table("workers-nation", "migrant_workers", N_("Totals of the nation")),
    _table("workers-regions", "worker_zone_systems", N_("Regions of the survey")),
)
