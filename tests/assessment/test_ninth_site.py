"""A site that a reader loaded: seen in every place, never as the paper's, by nobody else."""

from __future__ import annotations

import re

import pytest

from geo.assessment.loading import Worlds, scene_with
from geo.assessment.rules import COLUMNS
from geo.lessons import portrait
from geo.scene.scene import Scenes
from geo.sites import coverage
from geo.view.address import parse
from geo.world.world import World
from layers.map import figure
from layers.page.said import said
from tests.seen import TABS, plain, strings

ODD = re.compile(r"\b(nan|None|NaT)\b")


def row(**cells: str) -> str:
    return ",".join(cells.get(column, "") for column in COLUMNS)


def kept(name: str, region: str, lon: str, lat: str) -> str:
    site = row(
        kind="site", site=name, source="Our report", province_code=region, lon=lon, lat=lat,
        partner="Town office", partner_type="government",
    )  # fmt: skip
    return "\r\n".join([",".join(COLUMNS), site]) + "\r\n"


@pytest.fixture(scope="module")
def worlds(world: World) -> Worlds:
    return Worlds(world)


@pytest.fixture(scope="module")
def with_luoyang(worlds: Worlds) -> World:
    found, flaws = worlds.of(kept("Luoyang", "41", "112.45", "34.62"))
    assert flaws == ()
    return found


def seen(world: World, scenes: Scenes, query: str) -> str:
    """Strings of the tab that an address opens, or of the map and what is said around it."""
    view, notices = parse(query, world.vocabulary)
    assert notices == ()
    scene = scene_with(scenes, view, world)
    panel = next((one for one in TABS if one.key == view.view), None)
    if panel:
        return " ".join(strings(plain(panel.fill(world, scene))))
    drawn = [figure.base_figure(world, scene), said(world, scene, ())]
    return " ".join(strings(plain(drawn)))


@pytest.mark.parametrize(
    "query",
    [
        "place=luoyang",
        "view=sites",
        "view=assessment",
        "view=lessons",
        "layers=nearest,sites",
        "place=41-31",
    ],
)
def test_it_is_seen_and_said_to_be_the_readers(
    with_luoyang: World, scenes: Scenes, query: str
) -> None:
    found = seen(with_luoyang, scenes, query)
    assert "Luoyang" in found
    assert "loaded by you" in found
    assert not ODD.search(found)


def test_its_lesson_travels_with_what_the_file_says(with_luoyang: World, scenes: Scenes) -> None:
    found = seen(with_luoyang, scenes, "view=lessons&site=luoyang")
    assert "Lesson sheet: Luoyang" in found
    assert "Town office" in found
    assert not ODD.search(found)


def test_its_zone_follows_from_its_province_and_its_partner_stands_at_a_corner(
    with_luoyang: World, scenes: Scenes
) -> None:
    found = seen(with_luoyang, scenes, "view=sites&sites=central")
    assert "0 pilot sites of the paper and 1 site loaded by you" in found
    assert re.search(r"Central.{0,40}follows from the province", found, re.DOTALL)
    assert found.count("not in your file") == 4  # two corners, in the triangle and in its table
    assert found.count("corner-missing") == 2 * (8 + 1)


def test_no_sentence_about_the_paper_counts_it(with_luoyang: World, scenes: Scenes) -> None:
    found = seen(with_luoyang, scenes, "view=sites")
    assert "3 government, 3 academic, and 2 NGO or NPO" in found
    assert "The zone Central has no site" in found


def test_what_one_reader_loaded_nobody_else_sees(worlds: Worlds, scenes: Scenes) -> None:
    mine, _ = worlds.of(kept("Ninth", "41", "112.45", "34.62"))
    yours, _ = worlds.of(kept("Ninth", "62", "103.8", "36.06"))
    for world in (mine, yours, worlds.world):
        for query in ("view=lessons", "layers=nearest,sites", "view=sites"):
            seen(world, scenes, query)
    everybody = set(coverage.nearest(worlds.world)["nearest_site"])
    assert everybody <= set(worlds.world.vocabulary["sites"])
    near = {
        name: coverage.nearest(world).set_index("region_code")["nearest_site"]
        for name, world in (("mine", mine), ("yours", yours))
    }
    assert (near["mine"]["41"], near["yours"]["62"]) == ("ninth", "ninth")
    assert near["mine"]["62"] != "ninth"
    homes = [set(portrait.ranked(world, "ninth", "")["region_code"]) for world in (mine, yours)]
    assert "41" not in homes[0]
    assert "62" not in homes[1]
    for query in ("view=lessons", "layers=nearest,sites", "view=sites", "place=41-31"):
        assert "Ninth" not in seen(worlds.world, scenes, query)
