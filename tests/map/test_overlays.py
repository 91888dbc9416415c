"""Border gaps, half-circles and the two-way map: what they draw, say and cost."""

from __future__ import annotations

import gzip
import itertools
import json
from collections import Counter
from typing import Any

import numpy as np
import pytest
from dash._utils import to_json

from geo.scene.scene import Scenes
from geo.shading.classes import CLASS_NUMBERS
from geo.world.world import World
from layers.blocks import palette
from layers.flows.table import rows
from layers.map import borders, figure, halves, labels, regions
from layers.map.legend import legend
from layers.page.said import parts
from tests.seen import components, plain, scene_of, shown

ALL_LAYERS = "layers=regions,borders,zones,corridors,halves,labels,networks,sites"
LIT = "shade=two-way&period=2005-2010&lit=31"

# Machado, Oliveira and Fernandes (2009), severity 1, on linear RGB.
SEEN_BY = {
    "all": np.eye(3),
    "protan": np.array([[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
                        [-0.003882, -0.048116, 1.051998]]),
    "deutan": np.array([[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
                        [-0.011820, 0.042940, 0.968881]]),
    "tritan": np.array([[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
                        [0.004733, 0.691367, 0.303900]]),
}  # fmt: skip


def linear(colour: str) -> np.ndarray:
    parts_ = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(parts_ <= 0.04045, parts_ / 12.92, ((parts_ + 0.055) / 1.055) ** 2.4)


def luminance(colour: str) -> float:
    return float(linear(colour) @ [0.2126, 0.7152, 0.0722])


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def lab(rgb: np.ndarray) -> np.ndarray:
    matrix = [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]
    xyz = np.array(matrix) @ rgb / [0.95047, 1, 1.08883]
    f = np.where(xyz > 216 / 24389, np.cbrt(xyz), (24389 / 27 * xyz + 16) / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def sent(world: World, query: str, scenes: Scenes) -> int:
    """Zipped size of what a view changes, in bytes."""
    changes = to_json(figure.changes(world, scene_of(world, query, scenes)))
    return len(gzip.compress(changes.encode(), 6))


@pytest.mark.parametrize("colour", palette.TWO_WAY)
def test_corridors_and_numbers_stand_out_on_each_of_nine_colours(colour: str) -> None:
    assert contrast(palette.INK, colour) >= 3


@pytest.mark.parametrize("eyes", SEEN_BY)
def test_nine_colours_differ_for_all_eyes(eyes: str) -> None:
    points = [lab(np.clip(SEEN_BY[eyes] @ linear(one), 0, 1)) for one in palette.TWO_WAY]
    nearest = min(np.linalg.norm(a - b) for a, b in itertools.combinations(points, 2))
    assert nearest >= 12


def test_ribbons_let_corridors_stand_out() -> None:
    assert contrast(palette.INK, palette.RIBBON) >= 3
    for ink in (palette.GAP, *halves.COLOURS):  # all have a white casing
        assert contrast(ink, palette.CASING) >= 3
        assert all(contrast(ink, shade) >= 2.3 for shade in palette.LOSS_TO_GAIN)


def test_the_map_colours_each_region_by_its_class(world: World, scenes: Scenes) -> None:
    scene = scene_of(world, "shade=two-way", scenes)
    trace = regions.frame(world, scene)[0]
    found = dict(zip(world.names.index, trace["z"], strict=True))
    for code, key in scene.pair.keys.items():
        assert found[code] == len(palette.BLANK_COLOURS) + CLASS_NUMBERS.index(float(key))
    assert sum(scene.shade.counts) == 31


def test_the_key_has_nine_links_with_the_counts(world: World, scenes: Scenes) -> None:
    scene = scene_of(world, LIT, scenes)
    links = [one for one in components(plain(legend(world, scene)), "Link") if "lit" in one["href"]
             or one.get("className") == "lit"]  # fmt: skip
    cells = [one for one in links if one.get("title")]
    assert len(cells) == 9
    counts = Counter(scene.pair.keys.values())
    for cell in cells:
        chosen = cell.get("className") == "lit"
        key = "31" if chosen else cell["href"].partition("lit=")[2][:2]
        assert shown(cell["children"]).startswith(str(counts[key]))
        assert chosen == ("lit=" not in cell["href"])
    said = shown(legend(world, scene))
    assert "thirds at 23.8 and 38.2" in said
    assert "GDP per head, revised, yuan, 2010" in said


def test_a_lit_class_stays_lit_on_every_face(world: World, scenes: Scenes) -> None:
    scene = scene_of(world, LIT, scenes)
    assert scene.lit == tuple(code for code, key in scene.pair.keys.items() if key == "31")
    codes = world.names.index.tolist()
    points = regions.frame(world, scene)[0]["selectedpoints"]
    assert tuple(codes[point] for point in points) == scene.lit
    bold = [one for one in labels.frame(world, scene)[0]["text"] if one.startswith("<b>")]
    assert len(bold) == len(scene.lit)
    listed = rows(world, scene)
    lit_names = {row["origin"] for row in listed if "●" in row["origin"]}
    assert len(lit_names) == len(scene.lit)
    said = parts(world, scene, ())
    assert "Guangxi ●" in shown(said["card"])
    assert "departures: highest third; GDP per head: lowest third (7)" in shown(said["chips"])


def test_a_lit_class_holds_on_other_shades_and_lets_go(world: World, scenes: Scenes) -> None:
    other = scene_of(world, LIT.replace("two-way", "net"), scenes)
    assert other.lit == scene_of(world, LIT, scenes).lit
    assert scene_of(world, "shade=two-way", scenes).lit is None
    assert regions.frame(world, scene_of(world, "", scenes))[0]["selectedpoints"] is None


def test_income_without_its_year_says_so(world: World, scenes: Scenes) -> None:
    scene = scene_of(world, "shade=two-way-income", scenes)
    assert "no figures of all provinces for 2000" in shown(legend(world, scene))
    assert set(scene.shade.values["blank"].dropna()) == {"missing", "not applicable"}


@pytest.mark.parametrize(
    ("period", "nearest"), [("1995-2000", "2000-2005"), ("2015-2020", "2005-2010")]
)
def test_a_shade_without_figures_leads_to_the_nearest_interval_that_has_some(
    world: World, scenes: Scenes, period: str, nearest: str
) -> None:
    query = f"shade=two-way-income&period={period}&lit=11"
    found = components(plain(legend(world, scene_of(world, query, scenes))), "Link")
    at = {shown(one["children"]): one["href"].removeprefix("/?") for one in found}
    there = scene_of(world, at[f"Show {nearest.replace('-', '–')}"], scenes)
    assert (there.view.period, there.view.shade) == (nearest, "two-way-income")
    assert there.shade.regions_count == 31


def test_a_border_says_both_values_and_its_gap(tiny: World, world: World, scenes: Scenes) -> None:
    assert borders.frame(tiny, scene_of(tiny, "layers=borders"))[0]["locations"] == []
    scene = scene_of(world, "shade=in-rate&layers=borders", scenes)
    trace = borders.frame(world, scene)[0]
    values = scene.shade.values["value"]
    hover = {band[:5]: said for band, said in zip(trace["locations"], trace["text"], strict=True)}
    for code in ("11", "13"):
        assert f"{values[code]:.1f}" in hover["11-13"]
    assert f"{abs(values['11'] - values['13']):.1f}" in hover["11-13"]
    widths = [int(band[-1]) for band in trace["locations"]]
    assert widths == sorted(widths)


def test_halves_say_both_values(tiny: World) -> None:
    trace = halves.frame(tiny, scene_of(tiny, "layers=halves"))[0]
    assert trace["locations"] == ["11-out", "12-out", "13-out", "11-in", "12-in", "13-in"]
    assert trace["customdata"][0] == "11"
    assert "left: <b>130</b> · arrived: <b>70</b>" in trace["text"][0]


@pytest.mark.parametrize("layer", ["borders", "zones", "halves"])
def test_a_hidden_layer_sends_next_to_nothing(world: World, scenes: Scenes, layer: str) -> None:
    index = next(i for i, one in enumerate(figure.LAYERS) if one.key == layer)
    part = figure.LAYERS[index].frame(world, scene_of(world, "", scenes))
    assert len(json.dumps(part)) < 250


@pytest.mark.parametrize(
    ("layer", "most"), [("borders", 5_000), ("zones", 4_000), ("halves", 12_000)]
)
def test_a_shown_layer_stays_small(world: World, scenes: Scenes, layer: str, most: int) -> None:
    usual = sent(world, "", scenes)
    more = "regions,corridors,labels,networks,sites," + layer
    order = ("regions", "borders", "zones", "corridors", "halves", "sites", "networks", "labels")
    layers = ",".join(one for one in order if one in more.split(","))
    assert sent(world, f"layers={layers}", scenes) - usual < most


def test_each_layer_has_its_legend_with_numbers(world: World, scenes: Scenes) -> None:
    tree: Any = plain(legend(world, scene_of(world, ALL_LAYERS, scenes)))
    said = shown(tree)
    for part in (
        "Gap at borders",
        "Between zones, people",
        "Out and in, people",
        "the tables have no split by sex",
        "20M",
        "10M",
    ):
        assert part in said
    samples = [one for one in components(tree, "I") if "data-metres" in one]
    assert len(samples) == 4 + 3 + 2 + 1 + 3
    assert all(float(one["data-metres"]) > 0 for one in samples)


def test_layers_lie_in_the_order_of_their_clicks() -> None:
    keys = [layer.key for layer in figure.LAYERS]
    order = ["regions", "borders", "zones", "corridors", "halves"]
    assert [key for key in keys if key in order] == order
