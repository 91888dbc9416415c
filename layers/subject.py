"""The contract of a subject: what it brings to the page and which tables it needs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import htpy as h

from geo.scene.scene import Scene
from geo.view.view import View
from geo.world.world import World
from layers.api import provenance
from layers.api.route import Route
from layers.blocks.chart import collected
from layers.text import joints, words
from layers.text.gettext import _


@dataclass(frozen=True)
class Filled:
    """What a tab shows for one view.

    Attributes
    ----------
    markup : htpy renderable
        The tab in words; its pictures carry their figures (:func:`layers.blocks.chart.picture`).
    controls : tuple of (dict, dict)
        Ids of controls, and what the view changes in them besides their value, such as options.
    grid : dict or None
        The component of Dash that the browser makes of the table; None in all other tabs.
    """

    markup: h.Renderable
    controls: tuple[tuple[dict[str, str], dict[str, Any]], ...] = ()
    grid: dict[str, Any] | None = None

    def reply(self) -> dict[str, Any]:
        """The same as data: ``html``, ``figures`` by the id of their element, and the rest."""
        html, figures = collected(self.markup)
        equipped = [{"id": identity, "props": props} for identity, props in self.controls]
        return {"html": html, "figures": figures, "controls": equipped, "grid": self.grid}


@dataclass(frozen=True)
class Behind:
    """What stands behind the figures of a view: every line, slide and name of a file has it here.

    Attributes
    ----------
    when : str
        Interval or years of what is shown, in words; empty where it has none.
    said : tuple of str
        Sources of what is shown, each with its time.
    datasets : tuple of str
        Datasets whose terms it is under; the way to the definition leads to the first.
    """

    when: str
    said: tuple[str, ...]
    datasets: tuple[str, ...]


def of_moves(world: World, scene: Scene) -> Behind:
    """Behind a view that counts the moves of its interval."""
    period = scene.view.period
    return of_intervals(world, words.interval(period), period)


def of_intervals(world: World, when: str, *periods: str) -> Behind:
    """Behind a view that counts the moves of some intervals."""
    said = (joints.titled(words.interval(one), words.period_source(world, one)) for one in periods)
    return Behind(when, tuple(said), (world.catalogue["flows"].name,))


def of_datasets(world: World, *names: str, of: str = "") -> Behind:
    """Behind a view of tables as they were delivered: the time is that of one, or of the first."""
    when = _(world.catalogue[of or names[0]].period_covered)
    return Behind(when, (joints.titled(when, provenance.publications(world, *names)),), names)


def with_loaded(world: World, behind: Behind) -> Behind:
    """The same with the files that a reader loaded, where there are any."""
    is_loaded = len(world.loaded.values) or len(world.loaded.sites)
    said = (_("a file of yours, which names its sources"),) if is_loaded else ()
    return replace(behind, said=(*behind.said, *said))


CORRIDORS, REGIONS, PROJECT, DATA = GROUPS = ("corridors", "regions", "project", "data")
"""What tabs are about, in reading order; a rule parts the groups."""


@dataclass(frozen=True)
class Tab:
    """One tab: its controls stand in the page, the rest comes when it is opened.

    Attributes
    ----------
    key, title : str
        The word in the address, and the label in English.
    fill : callable
        Takes the world and a scene; returns what the tab shows.
    sentence : callable or None
        Takes the world and a scene; returns the answer of the tab in one sentence, which stands
        at the top of the page. None where that of the corridors is about the tab too.
    controls : callable
        Takes the world and the view; returns the bound controls that stand above the tab. None by
        default.
    script : str
        Name of a deferred script that the browser loads first, or empty.
    below : tuple of str
        Ids of places below the markup, for components of Dash. None by default.
    group : str
        One of `GROUPS`; tabs of a group stand side by side in the order of the subjects.
    counts : bool
        Whether an answer of its own counts people of the interval: whom then stands below it.
    intervals : int
        How many intervals it needs: a choice of whom to count with fewer has a word in its place.
    zones : int
        How many zones one of the schemes must have.
    behind : callable
        Takes the world and a scene; returns what stands behind it. The moves of the interval by
        default.
    columns : callable
        Returns the columns that its table is sorted by in an address, each of one table only. None
        by default.
    """

    key: str
    title: str
    fill: Callable[[World, Scene], Filled]
    sentence: Callable[[World, Scene], str] | None = None
    controls: Callable[[World, View], list[Any]] = lambda world, view: []
    script: str = ""
    below: tuple[str, ...] = ()
    group: str = DATA
    counts: bool = False
    intervals: int = 1
    zones: int = 1
    behind: Callable[[World, Scene], Behind] = of_moves
    columns: Callable[[], tuple[str, ...]] = tuple

    def has_enough(self, world: World) -> bool:
        """Whether the moves that are counted have as many intervals as it needs."""
        return len(world.vocabulary["periods"]) >= self.intervals


@dataclass(frozen=True)
class Card:
    """The card of one kind of place.

    Attributes
    ----------
    make : callable
        Takes the world and a scene; returns the parts of the card.
    dataset : str
        Dataset whose definition the card links to.
    """

    make: Callable[[World, Scene], list[Any]]
    dataset: str


@dataclass(frozen=True)
class Subject:
    """A subject that worlds with its tables have, and the others do not.

    Attributes
    ----------
    needs : tuple of str
        Tables without which nothing of it is shown.
    tab : Tab or None
        Its tab beside the map.
    cards : mapping
        Its cards by kind of place.
    routes : tuple of Route
        Its addresses of the data interface.
    texts : callable
        Takes the world and a dataset: words of its cells that only this subject shows.
    """

    needs: tuple[str, ...] = ()
    tab: Tab | None = None
    cards: Mapping[str, Card] = field(default_factory=dict)
    routes: tuple[Route, ...] = ()
    texts: Callable[[World, str], Iterator[str]] = lambda world, dataset: iter(())


def body(key: str) -> str:
    """Id of the element that a tab fills."""
    return f"tab-{key}"
