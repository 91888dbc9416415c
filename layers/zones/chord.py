"""Chord diagram of the flows between zones, drawn from computed outlines."""

from __future__ import annotations

from typing import Any

import htpy as h
import pandas as pd

from geo.rows import rows_of
from geo.scene.scene import Scene
from geo.world.world import World
from layers.blocks import chart, palette
from layers.blocks.links import source_after
from layers.blocks.tables import grid
from layers.chords.ring import Look, ring
from layers.text import numbers, words
from layers.text.gettext import _
from layers.zones.matrix import is_marked, pair_address


def chords(world: World, scene: Scene, cells: pd.DataFrame) -> h.Element:
    """Frame the diagram with its sentence and the same cells as a list."""
    about = _(
        "Each band is one cell of the matrix, as wide as its people, in the colour of the zone "
        "that people left; it points to the zone where they arrived."
    )
    return chart.chart(
        "zones",
        _("The same flows as chords"),
        about,
        _figure(scene, cells),
        380,
        _list(scene, cells),
        [words.period_source(world, scene.view.period), source_after(scene.view, "flows")],
        act=_("A click shows its corridors on the map."),
    )


def _figure(scene: Scene, cells: pd.DataFrame) -> dict[str, Any]:
    scheme = scene.scheme
    look = Look(
        name=lambda key: words.zone(scheme, key),
        colour=lambda key: palette.zone(scheme, key),
        pair=lambda *ends: words.zone_pair(scheme, *ends),
        address=lambda *ends: pair_address(scene, *ends),
        is_marked=lambda *ends: is_marked(scene, *ends),
    )
    return ring(cells, look)


def _list(scene: Scene, cells: pd.DataFrame) -> h.Element:
    """The cells as rows, largest first, each a link as its band is."""
    rows = rows_of(cells.sort_values("migrants_persons", ascending=False))
    people = numbers.alike([row["migrants_persons"] for row in rows])
    return grid(
        _("Flows between zones"),
        [_("Flow"), _("People"), _("Share"), _("In the sample")],
        [
            (
                _pair_link(scene, row["origin_zone"], row["destination_zone"]),
                said,
                numbers.percent(row["share_percent"]),
                numbers.decimal(row["sample_persons"]),
            )
            for row, said in zip(rows, people, strict=True)
        ],
    )


def _pair_link(scene: Scene, origin: str, destination: str) -> h.Element:
    marked = "true" if is_marked(scene, origin, destination) else None
    target = pair_address(scene, origin, destination)
    return h.a(href=target, aria_current=marked)[words.zone_pair(scene.scheme, origin, destination)]
