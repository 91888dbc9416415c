"""The subjects of the page, in the reading order of their tabs: the one list.

A tab, its cards and its addresses of the data interface are one folder of `layers` and one line
here. With them go the words that the page adds to what an address may hold.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from importlib import import_module
from pathlib import Path

from geo.assessment.loaded import NOTHING
from geo.flows.question import FILTER_NAMES, FILTER_NUMBERS
from geo.scene.scene import Scene
from geo.view.vocabulary import Vocabulary
from geo.vocabulary import vocabulary_of
from geo.world.world import World, open_world
from layers.api.route import Route
from layers.flows.behind import of_map
from layers.map.figure import at_first, switches
from layers.subject import Behind, Card, Subject, Tab
from layers.text import joints
from layers.text.gettext import N_, _, languages

ROOMS = (
    "pairs",
    "zones",
    "change",
    "disparity",
    "indicators",
    "workers",
    "sites",
    "lessons",
    "assessment",
    "flows",
    "sources",
    "policy",
    "registered",
    "training",
)
"""Folders of `layers` that hold a subject; tabs stand in this order."""

SUBJECTS: tuple[Subject, ...] = tuple(
    import_module(f"layers.{room}.subject").SUBJECT for room in ROOMS
)
MAP, OF_THE_MAP = "map", N_("Map")
OF_MAP = ("corridors", "regions", "zones", "within")
"""Files of the map beside those of the subjects that have no tab of their own."""


@lru_cache(maxsize=32)
def subjects(world: World) -> tuple[Subject, ...]:
    """The subjects whose tables a world has."""
    return tuple(one for one in SUBJECTS if world.has(*one.needs))


def tabs(world: World) -> dict[str, Tab]:
    """The tabs beside the map by key, in reading order; those that a world has too little for go.

    Too little is too few intervals in every flow table, or too few zones in every scheme. A choice
    of whom to count may have fewer intervals than another: its tab then says so.
    """
    most = len(world.intervals)
    found = (one.tab for one in subjects(world) if one.tab)
    return {
        tab.key: tab for tab in found if tab.intervals <= most and tab.zones <= world.most_zones
    }


def title_of(world: World, view: str) -> str:
    """What the open tab is called."""
    tab = tabs(world).get(view)
    return _(tab.title if tab else OF_THE_MAP)


def behind(world: World, scene: Scene) -> Behind:
    """What stands behind the open tab, or the map."""
    tab = tabs(world).get(scene.view.view)
    return tab.behind(world, scene) if tab and tab.has_enough(world) else of_map(world, scene)


def heading(world: World, scene: Scene) -> str:
    """Short title of a view: its tab, and the interval or year that it shows."""
    named = title_of(world, scene.view.view), behind(world, scene).when
    return joints.clauses(filter(None, named))


def cards(world: World) -> dict[str, Card]:
    """The cards by kind of place."""
    return {kind: card for one in subjects(world) for kind, card in one.cards.items()}


def routes(world: World) -> tuple[Route, ...]:
    """The addresses of the data interface."""
    return tuple(
        route for one in subjects(world) for route in one.routes if world.has(*route.datasets)
    )


def files(world: World, tab: str) -> tuple[Route, ...]:
    """Addresses of what the open tab shows; the map shows what several subjects have."""
    shown = [one for one in subjects(world) if one.tab and one.tab.key == tab]
    offered = tuple(route for one in shown for route in one.routes)
    if offered:
        return tuple(route for route in routes(world) if route in offered)
    untabbed = {route for one in subjects(world) if not one.tab for route in one.routes}
    known = {route.name: route for route in routes(world)}
    of_map = tuple(known[name] for name in OF_MAP if name in known)
    return (*of_map, *(one for one in routes(world) if one in untabbed))


def speak(world: World) -> Vocabulary:
    """Gather the words that an address of this page may hold."""
    words = {
        "tabs": (MAP, *tabs(world)),
        "columns": tuple(column for tab in tabs(world).values() for column in tab.columns()),
        "filter-names": tuple(FILTER_NAMES),
        "filter-numbers": tuple(FILTER_NUMBERS),
        "layers": switches(world),
        "languages": languages(),
    }
    return vocabulary_of(world, words, {"layers": at_first(world)})


def open_page_world(data_dir: Path, name: str = "", engine: str = "", shared: str = "") -> World:
    """Open a data package as the page shows it; see :func:`geo.world.world.open_world`.

    The engine, where the folder is seen from it, and the name of own data are those of
    :class:`geo.world.world.World`.
    """
    opened = open_world(data_dir, speak, name)
    return replace(opened, loaded=NOTHING, engine=engine, shared=shared)
