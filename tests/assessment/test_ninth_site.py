"""A site that a reader loaded: seen in every place, never as the paper's, by nobody else."""

from __future__ import annotations

import re
from html import unescape

import numpy as np
import pytest
from flask.testing import FlaskClient

from geo.assessment.grid import Reading
from geo.assessment.loaded import NOTHING, Loaded, joined, kept_rows
from geo.assessment.loading import Worlds, added, read_kept, scene_with
from geo.assessment.rules import COLUMNS
from geo.build.sheet import read_sheet
from geo.lessons import portrait
from geo.scene.scene import Scenes
from geo.sites import coverage
from geo.view.address import parse
from geo.world.world import World
from layers.api.reply import API_PATH
from layers.map import figure, networks
from layers.page.said import said
from tests.seen import TABS, plain, scene_of, strings
from tests.serve.forging import ORIGIN

ODD = re.compile(r"\b(nan|None|NaT)\b")


def row(**cells: str) -> str:
    return ",".join(cells.get(column, "") for column in COLUMNS)


def kept(name: str, region: str, lon: str, lat: str, *more: str) -> str:
    site = row(
        kind="site", site=name, source="Our report", province_code=region, lon=lon, lat=lat,
        partner="Town office", partner_type="government",
    )  # fmt: skip
    return "\r\n".join([",".join(COLUMNS), site, *more]) + "\r\n"


def link(sends: str, receives: str, source: str = "Our report") -> str:
    return row(kind="link", site=sends, value=receives, source=source)


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


LINKS = (link("Luoyang", "Shanghai"), link("luoyang", "河南"), link("Guangdong", "Diqing"))


@pytest.fixture(scope="module")
def with_links(worlds: Worlds) -> World:
    found, flaws = worlds.of(kept("Luoyang", "41", "112.45", "34.62", *LINKS))
    assert flaws == ()
    assert found.loaded.rejected.empty
    return found


def test_links_between_places_are_seen_and_said_to_be_the_readers(
    with_links: World, scenes: Scenes
) -> None:
    tab = seen(with_links, scenes, "view=sites")
    _, _, own = tab.partition("Links loaded by you")
    for name in ("Luoyang → Shanghai", "Luoyang → Henan", "Guangdong → Diqing"):
        assert name in own
    assert "Inside Henan: not in inter-provincial data." in own
    assert "place=41-31" in own
    assert "place=44-53" in own
    assert "3 links" in seen(with_links, scenes, "view=assessment")
    assert "link loaded by you" in seen(with_links, scenes, "layers=networks")


def test_links_are_drawn_from_end_to_end_and_lead_to_their_corridor(with_links: World) -> None:
    drawn, hidden = (
        networks.frame(with_links, scene_of(with_links, query))[3]
        for query in ("layers=networks", "layers=none")
    )
    stops = [at for at, one in enumerate(drawn["lon"]) if one is None]
    starts = [0, *(at + 1 for at in stops[:-1])]
    ends = [(drawn["lon"][a], drawn["lon"][b - 1]) for a, b in zip(starts, stops, strict=True)]
    home = with_links.counted["anchor_lon"]
    sites = with_links.table("pilot_sites").set_index("name")["lon"]
    expected = [(112.45, sites["Shanghai"]), (112.45, home["41"]), (home["44"], sites["Diqing"])]
    assert np.array(ends) == pytest.approx(np.array(expected), abs=0.001)
    assert [drawn["customdata"][at] for at in starts] == ["41-31", None, "44-53"]
    assert hidden["visible"] is False
    assert networks.frame(with_links, scene_of(with_links, "layers=none"))[3] == hidden


def test_what_is_kept_of_links_gives_the_same_links(with_links: World, worlds: Worlds) -> None:
    own = with_links.loaded
    rows = kept_rows(own.values, own.sites, own.links)
    again = read_kept(worlds.world, "\r\n".join(map(",".join, [COLUMNS, *rows])) + "\r\n")
    named = ["from", "to", "source"]
    assert again.links[named].to_numpy().tolist() == own.links[named].to_numpy().tolist()
    more, replaced = joined(own, judge_of(worlds.world, own, link("luoyang", "31")))
    assert (len(more.links), replaced) == (4, 0)
    same, replaced = joined(own, judge_of(worlds.world, own, link("Luoyang", "Shanghai", "Other")))
    assert (len(same.links), replaced) == (3, 1)
    assert "Other" in set(same.links["source"])


def judge_of(world: World, before: Loaded, *rows: str) -> Reading:
    text = "\r\n".join([",".join(COLUMNS), *rows]) + "\r\n"
    return added(world, read_sheet(text.encode(), COLUMNS), before).found


@pytest.mark.parametrize(
    ("wrong", "column", "reason"),
    [
        (link("Atlantis", "Shanghai"), "site", "no such site or region"),
        (link("Shanghai", "Taiwan"), "value", "no such site or region"),
        (link("Diqing", "迪庆"), "value", "both ends are the same place"),
        (link("Diqing", "Shanghai", ""), "source", "no source"),
        (row(kind="link", site="Diqing", value="44", source="Report", date="2004-06-30"), "date",
         "a row of kind link holds no date"),
    ],
)  # fmt: skip
def test_a_link_that_cannot_be_is_rejected_with_its_reason(
    worlds: Worlds, wrong: str, column: str, reason: str
) -> None:
    found = judge_of(worlds.world, NOTHING, wrong)
    assert found.links.empty
    (flaw,) = found.rejected.to_dict("records")
    assert (flaw["row"], flaw["column"]) == (2, column)
    assert flaw["reason"].startswith(reason)


def test_a_link_twice_in_a_file_stands_once(worlds: Worlds) -> None:
    found = judge_of(worlds.world, NOTHING, link("Diqing", "44"), link("diqing", "Guangdong"))
    assert len(found.links) == 1
    assert found.rejected["reason"].tolist() == ["this link stands in row 2 already"]


def test_the_data_interface_never_has_what_a_reader_loaded(
    api: FlaskClient, replies: FlaskClient, worlds: Worlds, with_links: World, scenes: Scenes
) -> None:
    """The page says so; a view of a loaded site has files that the interface can give."""
    assert "The data interface has the paper" in seen(with_links, scenes, "view=assessment")
    text = kept("Luoyang", "41", "112.45", "34.62", *LINKS)
    asked = {"data": text.encode(), "content_type": "text/csv", "headers": ORIGIN}
    own = replies.post("/view?place=luoyang&layers=sites,networks", **asked).json
    assert "Luoyang" in own["said"]["card"]
    files = re.findall(r'href="(/api/[^"]+)"', unescape(own["said"]["downloads"]))
    assert files
    for path in files:
        reply = api.get(path)
        assert reply.status_code == 200, path
        assert b"uoyang" not in reply.data, path
    for route, table in (("sites", "pilot_sites"), ("networks", "networks")):
        answer = api.get(f"{API_PATH}/{route}")
        assert len(answer.json["rows"]) == len(worlds.world.table(table))
        assert "uoyang" not in answer.text
    for field in ("place", "site"):
        refused = api.get(f"{API_PATH}/corridors?{field}=luoyang")
        assert (refused.status_code, refused.json["error"]["found"]) == (400, "luoyang")
