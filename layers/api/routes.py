"""The addresses of the data interface, one record each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from geo.scene.scene import Scene
from geo.world.catalog import Catalogue
from geo.world.world import Store
from layers.api import answers, columns, comparisons, ranked
from layers.api import columns as comparison_columns
from layers.api.answers import Answer
from layers.api.columns import Columns
from layers.lessons import api as similar
from layers.sites import api as paper_answers


@dataclass(frozen=True)
class Route:
    """One address of the data interface, with and without ``.csv``.

    Attributes
    ----------
    name : str
        Last part of the address.
    summary : str
        What the rows are.
    uses : tuple of str
        Parameters that change the rows; the others are checked and change nothing.
    head : Columns
        Values beside the rows.
    columns : callable
        Catalogue to columns of the rows.
    answer : callable
        Store and scene to the answer.
    """

    name: str
    summary: str
    uses: tuple[str, ...]
    head: Columns
    columns: Callable[[Catalogue], Columns]
    answer: Callable[[Store, Scene], Answer]


ROUTES: tuple[Route, ...] = (
    Route(
        "corridors",
        "Moves between pairs of {regions}, best first",
        ("period", "from", "to", "scheme", "direction", "measure", "rank", "top", "place", "lang"),
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
    Route(
        "zones",
        "Moves between the zones of a scheme",
        ("period", "scheme"),
        columns.ZONES_HEAD,
        columns.zone_columns,
        answers.zones,
    ),
    Route(
        "disparity",
        "Inequality between and inside zones, one row for each complete year",
        ("scheme", "indicator", "lang"),
        comparison_columns.DISPARITY_HEAD,
        comparison_columns.disparity_columns,
        comparisons.disparity,
    ),
    Route(
        "indicators",
        "Migration indicators of the nation and of every {region}",
        ("period", "lang"),
        comparison_columns.INDICATORS_HEAD,
        comparison_columns.indicator_columns,
        comparisons.indicators,
    ),
    Route(
        "change",
        "Change of every corridor between two intervals, greatest gain first",
        ("period", "against", "from", "to", "scheme", "direction", "place", "lang"),
        comparison_columns.CHANGE_HEAD,
        comparison_columns.change_columns,
        comparisons.change,
    ),
    Route(
        "similar",
        "{Regions} by their distance to the {region} of a pilot site, the nearest first",
        ("site", "weights", "lang"),
        similar.HEAD,
        similar.row_columns,
        similar.answer,
    ),
    Route(
        "timeline",
        "Intervals, policy periods, acts and national totals on one axis",
        ("from", "to", "scheme", "direction", "place", "lang"),
        columns.PAPER_HEAD,
        columns.timeline_columns,
        paper_answers.timeline,
    ),
    Route(
        "sites",
        "Pilot sites as the paper states them, and which pass a filter",
        ("sites",),
        columns.PAPER_HEAD,
        columns.site_columns,
        paper_answers.sites,
    ),
    Route(
        "networks",
        "Networks as the paper names them, and what the flow tables can show of them",
        ("lang",),
        columns.PAPER_HEAD,
        columns.network_columns,
        paper_answers.networks,
    ),
)
