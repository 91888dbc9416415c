"""The addresses of the data interface, one record each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from geo.catalog import Catalogue
from geo.scene import Scene
from geo.store import Store
from layers.serve import (
    answers,
    columns,
    comparison_answers,
    comparison_columns,
    paper_answers,
    ranked,
    similar,
)
from layers.serve.answers import Answer
from layers.serve.columns import Columns


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
        "Moves between pairs of provinces, best first",
        ("period", "from", "to", "scheme", "direction", "measure", "rank", "top", "place", "lang"),
        ranked.HEAD,
        ranked.row_columns,
        ranked.answer,
    ),
    Route(
        "provinces",
        "Arrivals, departures and net of every province, and the shade of the map",
        ("period", "scheme", "shade", "lang"),
        columns.PROVINCES_HEAD,
        columns.province_columns,
        answers.provinces,
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
        comparison_answers.disparity,
    ),
    Route(
        "indicators",
        "Migration indicators of the nation and of every province",
        ("period", "lang"),
        comparison_columns.INDICATORS_HEAD,
        comparison_columns.indicator_columns,
        comparison_answers.indicators,
    ),
    Route(
        "change",
        "Change of every corridor between two intervals, greatest gain first",
        ("period", "against", "from", "to", "scheme", "direction", "place", "lang"),
        comparison_columns.CHANGE_HEAD,
        comparison_columns.change_columns,
        comparison_answers.change,
    ),
    Route(
        "similar",
        "Provinces by their distance to the province of a pilot site, the nearest first",
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
