"""How far the nearest pilot site is from each region, and which zones have none."""

from __future__ import annotations

from typing import Any

import htpy as h

from geo.rows import rows_of
from geo.scene.scene import Scene
from geo.sites import coverage
from geo.sites.coverage import CAPITAL_TO_SEAT, Unserved
from geo.view.view import View
from geo.world.declared import Scheme
from geo.world.world import World
from layers.blocks.links import link, source
from layers.blocks.marks import loaded_badge
from layers.blocks.tables import framed, grid
from layers.map.nearest import EVERY_ZONE
from layers.text import gettext as text
from layers.text import joints, numbers, words
from layers.text.gettext import _

LAYER = "nearest"


def coverage_said(world: World, scene: Scene) -> list[str]:
    """What the sentence of the map adds while the lines are shown."""
    if LAYER not in scene.view.listed("layers"):
        return []
    return [
        joints.blank(),
        joints.sentences(
            _gap(scene.scheme, one) for one in coverage.unserved(world, scene.view.scheme)
        )
        or _(EVERY_ZONE),
    ]


def _gap(scheme: Scheme, zone: Unserved) -> str:
    """A zone without a site, and how far its capitals are from one."""
    said = (
        _(
            "{zone} has no pilot site: the capital of its one {region} is {near} km from the "
            "nearest."
        )
        if len(zone.codes) == 1
        else _(
            "{zone} has no pilot site: the capitals of its {n} {regions} are {near} to {far} km "
            "from the nearest."
        )
    )
    return said.format(
        zone=words.zone(scheme, zone.zone),
        n=len(zone.codes),
        near=numbers.decimal(zone.nearest_km),
        far=numbers.decimal(zone.farthest_km),
    )


def _all_the_same(world: World, zone: Unserved) -> list[str]:
    """What the paper says of a zone without a site: its senders, and its ends of networks."""
    said = []
    if zone.sending:
        names = text.named([words.region(world, code) for code in zone.sending])
        said.append(
            _(
                "The paper names {places} among the {regions} most migrants come from ({section})."
            ).format(places=names, section=words.section(zone.section))
        )
    if zone.network_ends:
        ends = [
            _("{place}, an end of {network}").format(place=_(place), network=words.network(name))
            for place, name in zone.network_ends
        ]
        networks = _("Among the networks of the project it has only {ends}.")
        said.append(networks.format(ends=text.named(ends)))
    return said


def coverage_parts(world: World, scene: Scene) -> list[Any]:
    """Sentence first, then every region with its nearest site, the farthest first."""
    view = scene.view
    gaps = coverage.unserved(world, view.scheme)
    said = [part for one in gaps for part in (_gap(scene.scheme, one), *_all_the_same(world, one))]
    return [
        h.div[
            h.h2[_("Coverage: how far is the nearest pilot site")],
            h.p(class_="answer")[joints.sentences(said) or _(EVERY_ZONE)],
            h.p(class_="muted")[
                _(CAPITAL_TO_SEAT), " ", source(view, "pilot_sites"), " ", _map_link(world, view)
            ],
        ],
        h.div(class_="coverage-table")[
            framed(_table(world, view), _("Nearest pilot site of each {region}"))
        ],
    ]


def _map_link(world: World, view: View) -> Any:
    shown = {*view.listed("layers"), LAYER}
    layers = ",".join(layer for layer in world.vocabulary["layers"] if layer in shown)
    return link(_("Show these distances on the map"), view, "on-screen", view="map", layers=layers)


def _table(world: World, view: View) -> h.Element:
    rows = coverage.by_zone(world, view.scheme)
    head = [
        _("{Region}"), _("Zone"), _("Nearest pilot site"), _("Distance, km"),
        _("Own sites"),
    ]  # fmt: skip
    cells = [
        (
            link(words.region(world, row["region_code"]), view, place=row["region_code"]),
            _zone(world.schemes[view.scheme], row),
            _site(world, view, row),
            numbers.decimal(row["distance_km"]) if row["nearest_site"] else numbers.no_figure(),
            str(row["own_sites_count"]),
        )
        for row in rows_of(rows)
    ]
    return grid(_("{n} {regions}, the farthest first").format(n=len(rows)), head, cells)


def _zone(scheme: Scheme, row: dict[str, Any]) -> Any:
    name = words.zone(scheme, row["zone"])
    if row["zone_sites_count"]:
        return name
    return [name, " ", h.span(class_="badge")[_("no site")]]


def _site(world: World, view: View, row: dict[str, Any]) -> Any:
    """Nearest site; choosing it shows where its lesson could travel."""
    if not isinstance(row["nearest_site"], str):
        return _("no site")
    named = link(_(row["nearest_site_name"]), view, site=row["nearest_site"])
    return [named, " ", loaded_badge()] if row["nearest_site"] in world.loaded.slugs else named
