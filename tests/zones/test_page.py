"""The tab of zones and the ribbons: sums that agree, links that lose nothing."""

from __future__ import annotations

import re
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from geo.flows import portraits
from geo.scene.scene import Scenes
from geo.view.address import parse
from geo.world.world import World
from layers.blocks import palette
from layers.blocks.markup import spelled
from layers.map import ribbons as zone_ribbons
from layers.subject import Filled
from layers.text import gettext as text
from layers.text import numbers
from layers.zones import tab as zones
from layers.zones.chord import chords
from layers.zones.matrix import matrix
from tests.seen import components, plain, scene_of, strings

SIZES = {"three-zone": 3, "four-zone": 4, "coast-interior": 2, "autonomous": 2}
KEPT = "period=2005-2010&shade=in&measure=rate&top=7&layers=regions,zones,corridors"


def exact_cells(tree: Any) -> list[float]:
    """People before rounding of each cell, read from its title."""
    found = re.findall(r": ([\d,]+) people before rounding", spelled(tree))
    return [float(one.replace(",", "")) for one in found]


@pytest.mark.parametrize(("scheme", "size"), SIZES.items())
def test_the_matrix_sums_to_the_margins_of_the_regions(
    world: World, scenes: Scenes, scheme: str, size: int
) -> None:
    for period in world.vocabulary["periods"]:
        scene = scene_of(world, f"scheme={scheme}&period={period}", scenes)
        shown = exact_cells(matrix(scene, portraits.cells(world, period, scheme)))
        assert len(shown) == size**2
        margins = world.table("region_flows")
        total = margins.loc[margins["period"] == period, "in_persons"].sum()
        assert sum(shown) == pytest.approx(total, abs=size**2)


@pytest.mark.parametrize("scheme", SIZES)
def test_flows_three_times_apart_never_share_a_shade_and_the_key_says_each(
    world: World, scenes: Scenes, scheme: str
) -> None:
    for period in world.vocabulary["periods"]:
        scene = scene_of(world, f"scheme={scheme}&period={period}", scenes)
        said = spelled(matrix(scene, portraits.cells(world, period, scheme)))
        cells = re.findall(
            r'<td[^>]* style="background: (#\w+)">.*?: ([\d,]+) people before rounding', said
        )
        people = sorted((float(count.replace(",", "")), shade) for shade, count in cells)
        assert len(people) == SIZES[scheme] ** 2
        for few, light in people:
            assert all(light != dark for many, dark in people if many >= 3 * few)
        key = re.findall(r'<i style="background: (#\w+)">', said)
        assert len(set(key)) == len(key)
        assert {shade for _count, shade in people} <= set(key)


def test_the_tab_says_the_total_twice(world: World, scenes: Scenes) -> None:
    said = zones.fill(world, scene_of(world, "", scenes)).reply()["html"]
    total = numbers.people(portraits.region_total(world, "1995-2000"))
    assert said.count(total) >= 2
    assert "All 9 cells sum to" in said


def test_an_interval_without_people_has_a_tab(tiny: World) -> None:
    said = zones.fill(tiny, scene_of(tiny, "period=2005-2010")).reply()["html"]
    assert numbers.no_figure() in said


def test_a_cell_keeps_every_other_field(world: World, scenes: Scenes) -> None:
    scene = scene_of(world, KEPT, scenes)
    cells = portraits.cells(world, "2005-2010", "three-zone")
    said = unescape(spelled(matrix(scene, cells)))
    (target,) = re.findall(r'"(/\?[^"]*from=west&to=east[^"]*)"', said)
    view, notices = parse(urlsplit(target).query, world.vocabulary)
    assert notices == ()
    assert (view.origins, view.destinations) == ("west", "east")
    assert (view.period, view.shade, view.measure, view.top) == ("2005-2010", "in", "rate", "7")
    assert view.layers == scene.view.layers


def test_each_zone_opens_with_its_regions(world: World, scenes: Scenes) -> None:
    tree = plain(zones.fill(world, scene_of(world, "scheme=four-zone", scenes)))
    entries = [one for one in components(tree, "Details") if one.get("id")]
    assert [one["id"] for one in entries] == [f"zone-{zone}" for zone in world.members["four-zone"]]
    for entry, codes in zip(entries, world.members["four-zone"].values(), strict=True):
        rows = re.findall(r"place=(\d\d)", "".join(strings(entry)))
        assert rows == list(codes)


def test_a_zone_gains_or_loses_and_its_number_has_no_sign(world: World, scenes: Scenes) -> None:
    """In Chinese too, where a sign before people is no sentence."""
    net = portraits.zone_sums(world, "1995-2000", "three-zone")["net_persons"]
    assert list(net > 0) == [True, False, False]
    for lang, gain, loss, end in (
        ("en", "a gain of ", "a loss of ", ""),
        ("zh", "净迁入", "净迁出", "人"),
    ):
        with text.spoken(lang, world.package.wording):
            said = str(zones.fill(world, scene_of(world, "", scenes)).reply()["html"])
            for people in net:
                told = f"{gain if people > 0 else loss}{numbers.people(abs(people))}{end}</span>"
                assert told in said


def test_chords_show_the_cells_and_zones_have_contrast(world: World, scenes: Scenes) -> None:
    cells = portraits.cells(world, "1995-2000", "three-zone")
    (graph,) = components(plain(Filled(chords(world, scene_of(world, "", scenes), cells))), "Graph")
    assert len(graph["figure"]["data"]) == 9 + 3
    assert {trace["type"] for trace in graph["figure"]["data"]} == {"scatter"}
    for scheme in world.package.schemes:
        colours = [palette.zone(scheme, key) for key in scheme.keys]
        assert len(set(colours)) == len(colours)


def ribbon_trace(world: World, query: str, scenes: Scenes | None = None) -> dict[str, Any]:
    return plain(zone_ribbons.frame(world, scene_of(world, query, scenes))[0])


def test_ribbons_lead_between_all_zones_and_a_click_sets_from_and_to(
    world: World, scenes: Scenes
) -> None:
    trace = ribbon_trace(world, KEPT, scenes)
    assert len(trace["locations"]) == 6
    target = dict(zip(trace["locations"], trace["customdata"], strict=True))["west>east"]
    fields = {name: values[0] for name, values in parse_qs(target.removeprefix("/?")).items()}
    assert fields == {
        "period": "2005-2010", "shade": "in", "measure": "rate", "top": "7",
        "layers": "regions,zones,corridors", "from": "west", "to": "east",
    }  # fmt: skip


def test_a_second_click_lets_go_and_the_chosen_ribbon_stands_out(
    world: World, scenes: Scenes
) -> None:
    trace = ribbon_trace(world, KEPT + "&from=west&to=east", scenes)
    place = trace["locations"].index("west>east")
    assert trace["selectedpoints"] == [place]
    assert "from=" not in trace["customdata"][place]


def test_a_ribbon_says_zones_people_share_and_sample(tiny: World) -> None:
    trace = ribbon_trace(tiny, "layers=zones")
    hover = dict(zip(trace["locations"], trace["text"], strict=True))["east>west"]
    for part in ("East → West", "50 people", "1995–2000", "25%", "5 in the sample"):
        assert part in hover
    assert ribbon_trace(tiny, "layers=zones&period=2005-2010")["locations"] == []
