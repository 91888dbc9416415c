"""The key: what every colour, width and mark of the current map means, with numbers."""

from __future__ import annotations

from typing import Any

import htpy as h

from geo.scene.scene import Scene
from geo.world.world import World
from layers.blocks.marks import curated_badge, legend_entry
from layers.blocks.markup import form, joined, kept_markup
from layers.blocks.uncertain import corridor_meta, unsure_regions
from layers.map.corridors import LAYER as CORRIDORS
from layers.map.figure import layers
from layers.map.layer import Layer
from layers.map.regions import LAYER as REGIONS
from layers.map.regions import blank_keys, blanks_brief
from layers.map.sites import count_line
from layers.text import joints
from layers.text.gettext import _, ngettext

BRIEF = form(h.template(class_="key-brief")["%s"])
UNSURE = h.i(class_="key key-class key-hatch")
GROUPS = form(h.div(class_="key-groups")["%s"])
GROUP = form(h.ul(class_="legend-list key-%s")["%s"])


def legend(world: World, scene: Scene) -> list[Any]:
    """Shade, widths, then all other marks: three lists that stand as the free room allows.

    The brief form, which a folded key shows, comes first. A map without a layer has no key.
    """
    if not layers(world):
        return []
    shown = scene.view.listed("layers")
    others = [one for one in layers(world) if one not in (REGIONS, CORRIDORS)]
    more = [entry for layer in others for entry in _entries(world, scene, layer)]
    more += blank_keys(world, scene) if REGIONS.shown(scene) else []
    more += _unsure(world, scene)
    added, linked = bool(world.loaded.slugs), bool(len(world.loaded.links))
    more.append(_marks("networks" in shown, "sites" in shown, added, linked))
    if "sites" in shown and scene.view.sites:
        more.append(h.li(class_="legend-note")[count_line(world, scene.view)])
    groups = {
        "shade": joined(_entries(world, scene, REGIONS)),
        "widths": joined(_entries(world, scene, CORRIDORS)),
        "more": joined(more),
    }
    return [
        BRIEF % joined(_brief(world, scene)),
        GROUPS % joined(GROUP % (name, said) for name, said in groups.items() if said),
    ]


def _entries(world: World, scene: Scene, layer: Layer) -> list[Any]:
    return layer.legend(world, scene) if layer.key in scene.view.listed("layers") else []


def _brief(world: World, scene: Scene) -> list[Any]:
    """What a folded key still says: the shade, one width with its number, then what others need."""
    first = (REGIONS, CORRIDORS)
    listed = [*first, *(one for one in layers(world) if one not in first)]
    said = [part for one in listed if one.shown(scene) for part in one.brief(world, scene)]
    return said + _hatched(world, scene)


def _hatched(world: World, scene: Scene) -> list[Any]:
    """Each hatching on the map beside what it means, on a line below the rest of a folded key."""
    blanks = blanks_brief(world, scene) if REGIONS.shown(scene) else []
    open_nets = [UNSURE, h.span[_("range spans zero")]] if any(_open_nets(world, scene)) else []
    found = [*open_nets, *blanks]
    return [h.span(class_="key-said key-hatched")[found]] if found else []


def _open_nets(world: World, scene: Scene) -> tuple[list[str], list[str]]:
    """Corridors and regions of the map that are hatched for their sampling range."""
    return (
        corridor_meta(scene, scene.keys)["unsure"] if CORRIDORS.shown(scene) else [],
        unsure_regions(world, scene) if REGIONS.shown(scene) else [],
    )


def _unsure(world: World, scene: Scene) -> list[Any]:
    """How many hatched corridors and regions the map has, if any."""
    lines, areas = _open_nets(world, scene)
    if not lines and not areas:
        return []
    counts = [
        ngettext("{n} {region}", "{n} {regions}", len(areas)).format(n=len(areas)),
        ngettext("{n} corridor", "{n} corridors", len(lines)).format(n=len(lines)),
    ]
    said = joints.listed(
        count for count, found in zip(counts, (areas, lines), strict=True) if found
    )
    return [legend_entry(UNSURE, _("range spans zero"), said)]


@kept_markup
def _marks(networks: bool, sites: bool, added: bool, linked: bool) -> list[Any]:
    """Networks by their line, sites by the shape of the kind of their lead partner."""
    marks: list[Any] = []
    if networks:
        marks.append(_pair(["network"], _("project network")))
        marks += [_pair(["link"], _("link loaded by you"))] if linked else []
    if sites:
        leads = [_("site, government lead"), _("academic"), _("NGO")]
        said = f"□ {leads[0]} · ○ {leads[1]} · ◇ {leads[2]}"
        marks.append(
            h.span(class_="key-pair", title=said)[
                _keys(["government", "academic", "ngo"]),
                _("pilot site"),
                h.span(class_="visually-hidden")[joints.noted("", said)],
            ]
        )
        marks += [_pair(["added"], _("site loaded by you"))] if added else []
    return [h.li(class_="legend-row legend-marks")[marks, curated_badge()]] if marks else []


def _keys(kinds: list[str]) -> list[h.Element]:
    return [h.i(class_=f"key key-{kind}") for kind in kinds]


def _pair(kinds: list[str], label: str) -> h.Element:
    return h.span(class_="key-pair")[_keys(kinds), label]
