"""The legend: what every colour, width and mark of the current map means, with numbers."""

from __future__ import annotations

from typing import Any

import htpy as h

from geo.scene.scene import Scene
from geo.world.world import World
from layers.blocks.marks import kinds, legend_entry
from layers.map.figure import layers
from layers.map.sites import count_line
from layers.map.uncertain import corridor_meta, unsure_regions
from layers.text.gettext import _, ngettext


def legend(world: World, scene: Scene) -> list[Any]:
    """Entries of the layers that are shown, each brought by its layer, then marks and kinds."""
    shown = scene.view.listed("layers")
    parts = [
        entry
        for layer in layers(world)
        if layer.key in shown
        for entry in layer.legend(world, scene)
    ]
    marks = _marks(world, shown)
    if marks:
        parts.append(h.li(class_="legend-row legend-marks")[marks])
    if "sites" in shown and scene.view.sites:
        parts.append(h.li(class_="legend-note")[count_line(world, scene.view)])
    parts += _unsure(world, scene)
    parts.append(kinds())
    return [h.ul(class_="legend-list")[parts]]


def _unsure(world: World, scene: Scene) -> list[Any]:
    """How many hatched corridors and regions the map has, if any."""
    lines = corridor_meta(scene, scene.keys)["unsure"]
    areas = unsure_regions(world, scene)
    if not lines and not areas:
        return []
    counts = [
        ngettext("{n} {region}", "{n} {regions}", len(areas)).format(n=len(areas)),
        ngettext("{n} corridor", "{n} corridors", len(lines)).format(n=len(lines)),
    ]
    said = ", ".join(count for count, found in zip(counts, (areas, lines), strict=True) if found)
    return [legend_entry(h.i(class_="key key-class key-hatch"), _("range spans zero"), said)]


def _marks(world: World, shown: tuple[str, ...]) -> list[Any]:
    """Networks by their line, sites by the kind of their lead partner."""
    keys: list[tuple[str, str]] = []
    if "networks" in shown:
        keys.append(("network", _("project network")))
    if "sites" in shown:
        keys += [
            ("government", _("site, government lead")),
            ("academic", _("academic")),
            ("ngo", _("NGO")),
        ]
        keys += [("added", _("site loaded by you"))] if world.loaded.slugs else []
    return [h.span(class_="key-pair")[h.i(class_=f"key key-{kind}"), label] for kind, label in keys]
