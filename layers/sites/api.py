"""Answers from the paper: its sites and its networks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from geo.rows import rows_of
from geo.scene.scene import Scene
from geo.sites.networks import NO_TABLE, PROXY, SAME_PAIR, networks_of
from geo.sites.sites import matches, site_rows, women_focus
from geo.world.catalog import Package
from geo.world.world import World
from layers.api import provenance
from layers.api.answer import Answer
from layers.api.columns import Column, Columns, declared
from layers.sites.filter import LABELS
from layers.text import joints, words
from layers.text.gettext import _


def site_columns(package: Package) -> Columns:
    """Columns of ``/api/sites``: the table of the paper, and what the filter reads of it."""
    women = Column(
        "women_focus",
        "string",
        "stated, or not stated",
        required=True,
        title="Focus on women",
        words=("stated", "not stated"),
    )
    passes = Column(
        "match",
        "boolean",
        "Whether it passes the filter; null outside the eight",
        title="Passes the filter",
    )
    return (*declared(package, "pilot_sites"), women, passes)


def network_columns(package: Package) -> Columns:
    """Columns of ``/api/networks``: the table of the paper, and what the flow tables can show."""
    return (
        *declared(package, "networks"),
        Column(
            "from_level", "string", "Level of the sending end", title="Level of the sending end"
        ),
        Column(
            "to_level", "string", "Level of the receiving end", title="Level of the receiving end"
        ),
        Column(
            "corridor",
            "string",
            "Pair of {regions} it lies in; null inside one {region}",
            title="Corridor",
        ),
        Column(
            "relation",
            "string",
            "same pair, proxy, or inside one province",
            title="Relation to the corridor",
            words=(SAME_PAIR, PROXY, NO_TABLE),
        ),
        Column(
            "guard",
            "string",
            "What the flow tables can and cannot say of it",
            title="What the flow tables can say",
        ),
    )


def sites(world: World, scene: Scene) -> Answer:
    """The paper's sites and which pass the filter; the place in Mongolia has no position."""
    table = world.table("pilot_sites")
    kept = matches(site_rows(table), scene.view.listed("sites"))
    rows = table.assign(women_focus=women_focus(table), match=kept.reindex(table.index))
    return Answer(provenance.of_dataset(world, scene, "pilot_sites"), rows)


def kept_sites(world: World, keys: str) -> str:
    """What a reader calls the words of the filter."""
    return joints.listed(_(LABELS[key]) for key in keys.split(","))


def networks(world: World, scene: Scene) -> Answer:
    """The paper's networks, each with what the flow tables can and cannot say of it."""
    rows = networks_of(world)
    guards = [_network_guard(world, row) for row in rows_of(rows)]
    rows = rows.assign(guard=pd.Series(guards, index=rows.index, dtype="str"))
    return Answer(provenance.of_dataset(world, scene, "networks"), rows)


def _network_guard(world: World, row: Mapping[Any, Any]) -> str | None:
    """One sentence for a link between two places; None for other networks."""
    if row["relation"] == NO_TABLE:
        place = words.region(world, row["from_region_code"])
        message = _("{name} lies inside {place} and is in no {region}-to-{region} table.")
        return message.format(name=_(row["name"]), place=place)
    if row["relation"] not in (PROXY, SAME_PAIR):
        return None
    pair = words.corridor(world, row["from_region_code"], row["to_region_code"])
    if row["relation"] == PROXY:
        message = _("{name} is only contained in {pair}: that corridor is a proxy, not its size.")
    else:
        message = _("{name} joins the ends of {pair}; the paper gives no size for it.")
    return message.format(name=_(row["name"]), pair=pair)
