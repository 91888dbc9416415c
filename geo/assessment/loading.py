"""From the text that a browser keeps to a store that shows it, and from a new file to that text."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import lru_cache

from geo.assessment.grid import Reading, judge
from geo.assessment.loaded import NOTHING, Loaded, joined, site_table
from geo.assessment.rules import COLUMNS, Known
from geo.build.sheet import Sheet, UnreadableFileError, read_sheet
from geo.lessons.similarity import keyed_sites
from geo.scene.scene import Scene, Scenes
from geo.sites.sites import paper_sites
from geo.view.address import Notice
from geo.view.view import View
from geo.world.world import Store

MOST_KEPT_BYTES = 192 * 1024
"""The kept text travels with every question of the page."""
CACHED_STORES = 8
FIELD = "loaded"
NEEDS = ("pilot_sites", "assessment_indicators")
"""Tables of a world that can be assessed."""
EXPECTED = "rows of the assessment template"


class Stores:
    """Stores with what single readers loaded, the latest ones kept.

    Parameters
    ----------
    store : Store
        The built tables, with nothing loaded.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self._made = lru_cache(maxsize=CACHED_STORES)(self._make)

    def of(self, text: str | None) -> tuple[Store, tuple[Notice, ...]]:
        """Return the store for a kept text; text that is no template is left out with a notice.

        A world without an assessment takes nothing.
        """
        asked = text and self.store.has(*NEEDS)
        return self._made(text) if text and asked else (self.store, ())

    def _make(self, text: str) -> tuple[Store, tuple[Notice, ...]]:
        try:
            return with_loaded(self.store, read_kept(self.store, text), text), ()
        except UnreadableFileError as error:
            nothing = replace(NOTHING, flaw=str(error))
            return with_loaded(self.store, nothing, text), (Notice(FIELD, text[:80], EXPECTED, ""),)


def with_loaded(store: Store, loaded: Loaded, text: str) -> Store:
    """The same open tables, and what a reader loaded beside the paper's sites."""
    sites = site_table(
        paper_sites(store),
        loaded,
        store.names_by_code["name_en"],
        store.package.nouns["country"].one,
    )
    return store.with_tables({"pilot_sites": sites}, text, loaded)


def read_kept(store: Store, text: str) -> Loaded:
    """Read the text that a browser kept, by the rules for any file; nothing when it is empty.

    Raises
    ------
    UnreadableFileError
        When it is no filled template.
    """
    if not text:
        return NOTHING
    found = judge(read_sheet(text.encode("utf-8-sig"), COLUMNS), known(store))
    return Loaded(found.values, found.sites, found.rejected)


def known(store: Store) -> Known:
    """What a row is held against: the paper's sites, the indicators, regions, other places."""
    asked = store.table("assessment_indicators")
    sites = frozenset(keyed_sites(paper_sites(store)).index)
    return Known(
        sites=sites,
        kinds=dict(zip(asked["indicator_id"], asked["kind"], strict=True)),
        regions=frozenset(store.counted.index),
        taken=frozenset(store.places) - sites,
        box=store.package.box,
    )


@dataclass(frozen=True)
class Addition:
    """A new file and what is loaded with it.

    Attributes
    ----------
    found : Reading
        What the file held.
    loaded : Loaded
        That and what was loaded before.
    replaced_count : int
        Values and sites of before that the file replaced.
    """

    found: Reading
    loaded: Loaded
    replaced_count: int


def added(store: Store, sheet: Sheet, before: Loaded) -> Addition:
    """Add the rows of a file to what was loaded before."""
    found = judge(sheet, known(store), before.slugs)
    loaded, replaced = joined(before, found)
    return Addition(found, loaded, replaced)


def scene_with(scenes: Scenes, view: View, store: Store) -> Scene:
    """The scene of a view; a site that the reader loaded is chosen without any new figure."""
    if view.place not in store.loaded.slugs:
        return scenes.of(view)
    scene = scenes.of(replace(view, place=""))
    return replace(scene, view=view, place=store.places[view.place])


def shared(view: View, slugs: Collection[str]) -> View:
    """The view without the words that only this reader's own sites give.

    Examples
    --------
    >>> shared(View(place="xining", site="xining", top="20"), ["xining"]) == View(top="20")
    True
    """
    words = {name: getattr(view.at_home, name) for name in ("place", "site")}
    return replace(view, **{name: used for name, used in words.items()
                            if getattr(view, name) in slugs})  # fmt: skip
