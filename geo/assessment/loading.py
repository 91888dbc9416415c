"""From the text that a browser keeps to a world that shows it, and from a new file to that text."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache, partial

import pandas as pd

from geo.assessment.grid import Reading, judge
from geo.assessment.kinds import ELSEWHERE
from geo.assessment.loaded import NOTHING, Loaded, beside, joined, site_table
from geo.assessment.names import Names
from geo.assessment.position import outside_km
from geo.assessment.rules import COLUMNS, Known
from geo.build.sheet import Sheet, read_sheet
from geo.files.unreadable import UnreadableFileError
from geo.lessons.similarity import keyed_sites
from geo.policy.trial import feedback_groups
from geo.rows import rows_of
from geo.scene.scene import Scene, Scenes
from geo.sites.names import site_names
from geo.sites.sites import paper_sites
from geo.view.address import Notice
from geo.view.view import View
from geo.world.declared import OpenedLine
from geo.world.names import names_of
from geo.world.world import World

MOST_KEPT_BYTES = 192 * 1024
"""The kept text travels with every question of the page."""
CACHED_WORLDS = 8
FIELD = "loaded"
TABLES = ("own_sites", "own_links")
"""Tables of a reader's sites and links that are laid on a world."""
NEEDS = ("pilot_sites", "assessment_indicators")
"""Tables of a world that can be assessed."""
EXPECTED = "rows of the assessment template"


class Worlds:
    """Worlds with what single readers loaded, the latest ones kept.

    Parameters
    ----------
    world : World
        The built tables, with nothing loaded.
    """

    def __init__(self, world: World) -> None:
        self.world = world
        self._made = lru_cache(maxsize=CACHED_WORLDS)(self._make)

    def of(self, text: str | None) -> tuple[World, tuple[Notice, ...]]:
        """Return the world for a kept text; text that is no template is left out with a notice.

        A world without an assessment takes nothing.
        """
        asked = text and self.world.has(*NEEDS)
        return self._made(text) if text and asked else (self.world, ())

    def _make(self, text: str) -> tuple[World, tuple[Notice, ...]]:
        try:
            return with_loaded(self.world, read_kept(self.world, text), text), ()
        except UnreadableFileError as error:
            nothing = replace(NOTHING, flaw=str(error))
            return with_loaded(self.world, nothing, text), (Notice(FIELD, text[:80], EXPECTED, ""),)


def with_loaded(world: World, loaded: Loaded, text: str) -> World:
    """The same open tables, and what a reader loaded beside the sites of the paper and the data."""
    loaded = beside(of_data(world), loaded)
    sites = site_table(
        paper_sites(world),
        loaded,
        world.names_by_code["name_en"],
        world.package.nouns["country"].one,
    )
    return world.with_tables({"pilot_sites": sites}, text, loaded)


def of_data(world: World) -> Loaded:
    """Sites and links that came with the data of a world; what names other regions is left out.

    `laid_on` tells how many these are.
    """
    if not world.has(*TABLES):
        return NOTHING
    sites, links = map(world.table, TABLES)
    sites = sites[sites["province_code"].isin(world.counted.index)].reset_index(drop=True)
    ends = {*keyed_sites(paper_sites(world)).index, *world.counted.index, *sites["site"]}
    links = links[links["from"].isin(ends) & links["to"].isin(ends)].reset_index(drop=True)
    return Loaded(NOTHING.values, sites, NOTHING.rejected, links=links, browser=NOTHING)


def laid_on(world: World, top: World) -> World:
    """The world of a page with the sites and links of a reader laid on it.

    Parameters
    ----------
    world : World
        What the page shows.
    top : World
        A package that is no world by itself, see :attr:`geo.world.catalog.Package.is_laid`.
    """
    told = {"title": top.package.title, "opened": top.package.opened}
    resources = (*world.package.resources, *top.package.resources)
    tables = {name: top.table(name) for name in TABLES}
    package = world.package.with_told(**told, resources=resources)
    laid = world.laid(package, top.name, tables, top.id)
    kept = of_data(laid)
    lost = sum(map(len, tables.values())) - len(kept.sites) - len(kept.links)
    if lost and package.opened:
        line = OpenedLine(kind=ELSEWHERE, part="told", rows=lost)
        opened = package.opened.model_copy(update={"lines": (*package.opened.lines, line)})
        laid = world.laid(package.with_told(opened=opened), top.name, tables, top.id)
    return with_loaded(laid, NOTHING, top.id)


def read_kept(world: World, text: str) -> Loaded:
    """Read the text that a browser kept, by the rules for any file; nothing when it is empty.

    Raises
    ------
    UnreadableFileError
        When it is no filled template.
    """
    if not text:
        return NOTHING
    found = judge(read_sheet(text.encode("utf-8-sig"), COLUMNS), known(world))
    return Loaded(found.values, found.sites, found.rejected, links=found.links)


def asked_of(world: World) -> pd.DataFrame:
    """What a site can report: the indicators, then what each group said whom the paper wants heard.

    Returns
    -------
    DataFrame
        ``indicator_id``, ``kind``, ``indicator`` (its text).
    """
    asked = world.table("assessment_indicators")[["indicator_id", "kind", "indicator"]]
    if not world.has("evaluation"):
        return asked
    names = {"evaluation_id": "indicator_id", "statement": "indicator"}
    groups = feedback_groups(world.table("evaluation")).rename(columns=names)
    return pd.concat([asked, groups[asked.columns]], ignore_index=True)


def known(world: World) -> Known:
    """What a row is held against: the paper's sites, what they report, regions, other places."""
    asked = asked_of(world)
    sites = keyed_sites(world.table("pilot_sites"))
    return Known(
        sites=frozenset(sites.index),
        kinds=dict(zip(asked["indicator_id"], asked["kind"], strict=True)),
        asks=dict(zip(asked["indicator_id"], asked["indicator"], strict=True)),
        regions=frozenset(world.counted.index),
        taken=frozenset(world.places) - frozenset(sites.index),
        box=world.package.box,
        site_names=_site_names(world, sites),
        region_names=_region_names(world),
        region_of=dict(sites["region_code"].dropna()),
        far_from=partial(outside_km, world),
        today=datetime.now(UTC).date(),
    )


def _site_names(world: World, sites: pd.DataFrame) -> Names:
    """The paper's sites by every name that the search of the page finds them by, and identifier."""
    regions = names_of(world.table("regions"), world.package)
    rows = rows_of(sites.rename_axis("site").reset_index())
    listed = (
        (str(row["site"]), row["name"], [*site_names(row, regions), str(row["site_id"])])
        for row in rows
    )
    return Names.of(listed, world.package.place_kinds)


def _region_names(world: World) -> Names:
    """Regions by every name and code that the search of the page finds them by."""
    shown = world.names["name_en"]
    named = names_of(world.table("regions"), world.package)
    listed = ((code, str(shown[code]), names) for code, names in named.items())
    return Names.of(listed, world.package.place_kinds)


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


def added(world: World, sheet: Sheet, before: Loaded) -> Addition:
    """Add the rows of a file to what was loaded before."""
    found = judge(sheet, known(world), before.slugs)
    loaded, replaced = joined(before, found)
    return Addition(found, loaded, replaced)


def scene_with(scenes: Scenes, view: View, world: World) -> Scene:
    """The scene of a view; a site that the reader loaded is chosen without any new figure."""
    if view.place not in world.loaded.kept.slugs:
        return scenes.of(view)
    scene = scenes.of(replace(view, place=""))
    return replace(scene, view=view, place=world.places[view.place])


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
