"""The layer of local clusters: what it draws, says and leaves out, in this world and another."""

from __future__ import annotations

import json
import unicodedata
from itertools import product

import pytest

from app import create_app
from geo.build.build import build
from geo.scene.scene import Scenes
from geo.shading.clustered import CLUSTERS, clustered
from geo.world.catalog import CATALOGUE_FILE
from geo.world.world import World
from layers.blocks import palette
from layers.map import clusters, figure
from layers.map.legend import legend
from layers.page.said import parts
from layers.subjects import open_page_world
from tests import worlds
from tests.blocks.test_palette import SIGNED, UNSIGNED, contrast, scale
from tests.seen import scene_of, shown
from tests.test_additions import derived

ON = "layers=regions,clusters,labels"
ALIKE = f"{ON}&shade=gdp_per_capita_derived"


def test_each_cluster_is_outlined_and_marked_and_no_other(world: World, scenes: Scenes) -> None:
    scene = scene_of(world, ALIKE, scenes)
    lines, marks = clusters.LAYER.frame(world, scene)
    built = world.table("clusters")
    here = built[(built["shade"] == scene.shade.key) & (built["period"] == scene.view.period)]
    expected = dict(here.dropna(subset=["cluster"])[["region_code", "cluster"]].to_numpy())
    assert set(lines["locations"]) == set(marks["customdata"]) == set(expected)
    assert len(set(expected.values())) >= 2
    for code, ink in zip(lines["locations"], lines["marker.line.color"], strict=True):
        assert ink == palette.CLUSTERS[expected[code]]
    for code, symbol in zip(marks["customdata"], marks["marker.symbol"], strict=True):
        assert symbol == clusters.SYMBOLS[expected[code]]


def test_a_mark_is_full_or_hollow_as_its_sign_in_the_key(world: World) -> None:
    """Signs of the key: black triangles are full, white ones hollow."""
    seen = set()
    for shade, year in product(
        ("gdp_per_capita_derived", "net", "in", "out"), world.table("periods")["period"]
    ):
        found = clustered(world, shade, year)
        _lines, marks = clusters._shown(world, shade, year)
        for code, fill, edge in zip(
            marks["customdata"], marks["marker.color"], marks["marker.line.color"], strict=True
        ):
            kind = next(one.cluster for one in found.members if one.code == code)
            is_full = "BLACK" in unicodedata.name(clusters.SIGNS[kind])
            inks = (palette.CLUSTERS[kind], palette.CASING)
            assert (fill, edge) == (inks if is_full else inks[::-1])
            seen.add(is_full)
    assert seen == {True, False}


def test_every_kind_is_told_without_colour() -> None:
    """Up or down says high or low; full or hollow says among its like or standing out."""
    looks = {(clusters.SYMBOLS[one], one in clusters.ALIKE) for one in CLUSTERS}
    assert len(looks) == len(set(clusters.SIGNS.values())) == len(CLUSTERS)


def test_outlines_stand_out_on_every_class() -> None:
    grounds = {*scale(SIGNED, 5), *scale(UNSIGNED, 5), *palette.TWO_WAY}
    for ink, ground in product(palette.CLUSTERS.values(), grounds):
        assert contrast(ink, ground) >= 3, (ink, ground)


def test_the_shade_answers_through_the_outlines(world: World) -> None:
    lines, marks = clusters.LAYER.base(world)
    assert lines["hoverinfo"] == "skip"
    assert {colour for _, colour in lines["colorscale"]} == {clusters.CLEAR}
    assert marks["hovertemplate"]


def test_the_key_says_counts_morans_i_permutations_and_cut(world: World, scenes: Scenes) -> None:
    scene = scene_of(world, ALIKE, scenes)
    said = shown(legend(world, scene))
    found = scene.clusters
    for one in CLUSTERS:
        assert f"{clusters.TITLES[one]} ({len(found.of(one))})" in said
    assert f"Moran's I {found.moran_i:.2f} (pseudo p {found.pseudo_p:.3f})" in said
    assert "neighbours are more alike than by chance" in said
    assert "999 random orders, marked up to pseudo p 0.05" in said


def test_the_card_says_the_rule_of_neighbours_and_holds_every_figure(
    world: World, scenes: Scenes
) -> None:
    for query in (ALIKE, f"{ALIKE}&place=51"):
        said = shown(parts(world, scene_of(world, query, scenes), ())["card"])
        assert "Neighbours share a border or a point of it, and count the same." in said
        assert "joined to the nearest: Guangdong – Hainan" in said
        assert "of 31 tests about 1.6 pass by chance alone" in said
        assert "Read as a table" in said
    assert "Local clusters" not in shown(parts(world, scene_of(world, "", scenes), ())["card"])


def test_a_region_without_a_figure_is_left_out_and_counted(world: World, scenes: Scenes) -> None:
    scene = scene_of(world, f"{ON}&shade=gdp_per_capita_published", scenes)
    found, lacks = scene.clusters, scene.shade.values["blank"].eq("missing").sum()
    assert lacks == 14
    assert len(found.left_out) == 14
    assert len(found.members) == 17
    assert "14 provinces are left out: " in shown(parts(world, scene, ())["card"])


def test_no_pattern_is_said_to_be_none(world: World, scenes: Scenes) -> None:
    assert "no pattern beyond chance" in shown(legend(world, scene_of(world, ON, scenes)))


def test_a_two_way_map_shows_the_clusters_of_its_first_value(world: World, scenes: Scenes) -> None:
    scene = scene_of(world, f"{ON}&shade=two-way", scenes)
    assert scene.clusters.shade == "out-rate"
    assert scene.clusters is clustered(world, "out-rate", scene.view.period)


@pytest.fixture(scope="module")
def island(tmp_path_factory: pytest.TempPathFactory) -> World:
    """Another world that declares the three tables, with no line of code."""
    folder = worlds.island(tmp_path_factory.mktemp("clusters") / "island")
    file = folder / CATALOGUE_FILE
    package = json.loads(file.read_text(encoding="utf-8"))
    derived(package, {"neighbours": 7, "clusters": 80, "cluster_tests": 16})
    file.write_text(json.dumps(package, ensure_ascii=False), encoding="utf-8")
    build(folder, folder / "built")
    return open_page_world(folder)


def test_another_world_has_the_layer_with_its_tables(island: World) -> None:
    assert "clusters" in island.vocabulary["layers"]
    client = create_app(island).server.test_client()
    reply = client.get(f"/view?layers=regions,clusters&shade={island.vocabulary['shades'][0]}").json
    assert reply["said"]["notices"] == ""
    assert "Local clusters" in reply["said"]["legend"]
    (uid,) = [one for one in figure.layers(island) if one.key == "clusters"]
    assert uid.credits == ("clusters", "cluster_tests", "neighbours")
