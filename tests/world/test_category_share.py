"""The share of those who are kept, wherever it is shown: map, key, table, card, pairs, shade."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlencode

import numpy as np
import pytest

from geo.scene.scene import Scene
from geo.shapes.arrows import WIDEST_METRES
from geo.world.world import World
from layers.flows.table import columns, rows
from layers.map.corridors import LAYER as CORRIDORS
from layers.map.legend import legend
from layers.map.regions import LAYER as REGIONS
from layers.page.rail import rail
from layers.page.said import parts, said
from layers.pairs.cells import Sheet, key
from layers.pairs.tab import fill
from layers.text import gettext as text
from tests.asking import COUNTING
from tests.seen import plain, scene_of, shown, view_of

RURAL = urlencode(COUNTING, safe=":")
SHARE = f"{RURAL}&measure=category-share"


def spoken(scene: Scene, make: Any) -> Any:
    """What a part of the page says in the words of the choice."""
    with text.spoken("en", scene.world.package.wording):
        return make()


def test_widths_of_shares_can_be_told_apart(world: World) -> None:
    scene = scene_of(world, SHARE)
    shape = CORRIDORS.frame(scene.world, scene)[0]["meta"]
    values, wide = np.array(scene.columns["value"]), np.array(shape["metres"])
    assert np.argsort(values).tolist() == np.argsort(wide).tolist()
    assert wide.max() > 5 * np.quantile(wide, 0.1)
    assert wide.max() < WIDEST_METRES / 2  # sixty of the widest would hide the map
    slope = np.polyfit(values, wide, 1)[0]
    assert wide == pytest.approx(slope * (values - scene.width_scale.least), abs=2)
    key_said = spoken(scene, lambda: shown(legend(scene.world, scene)))
    assert "Corridor width: Share from villages" in key_said
    assert "widths from 85% to 96%, not from 0" in key_said
    floors = [words_ for _metres, words_ in shape["floors"]]
    assert len({*floors}) == len(floors) > 10
    assert all(one.endswith("%") for one in floors)


@pytest.mark.parametrize("query", ["top=all", "place=44", "top=1"])
def test_shares_that_reach_down_to_nothing_begin_there(world: World, query: str) -> None:
    scene = scene_of(world, f"{SHARE}&{query}")
    assert scene.width_scale.least == 0
    assert "not from 0" not in spoken(scene, lambda: shown(legend(scene.world, scene)))


def test_other_measures_have_one_scale_from_nothing(world: World) -> None:
    scales = [scene_of(world, f"{RURAL}&{query}").width_scale for query in ("top=5", "to=31")]
    assert scales[0] == scales[1]
    assert (scales[0].least, scales[0].widest) == (0, 1)


@pytest.mark.parametrize("order", ["zone", "map-out"])
@pytest.mark.parametrize("scale", ["locked", "free"])
def test_cells_of_pairs_have_breaks_of_a_share(world: World, order: str, scale: str) -> None:
    scene = scene_of(world, f"{SHARE}&view=pairs&order={order}&scale={scale}")
    sheet = Sheet(scene.world, scene)
    assert sheet.breaks == (20, 40, 60, 80)
    assert set(sheet.cells.loc[sheet.cells["state"] == "figure", "step"]) == set(range(5))
    key_said = spoken(scene, lambda: shown(plain(key(sheet))))
    assert "under 20% 20% to 40%" in " ".join(key_said.split())
    assert "80% up" in key_said


def test_a_part_that_is_small_everywhere_has_breaks_of_its_size(world: World) -> None:
    query = SHARE.replace("rural", "town-neighbourhood")
    scene = scene_of(world, f"{query}&view=pairs")
    assert Sheet(scene.world, scene).breaks == (10, 20, 30, 40)


def test_the_answer_of_pairs_speaks_of_the_share(world: World) -> None:
    for query, told in ((SHARE, True), (RURAL, False)):
        scene = scene_of(world, f"{query}&view=pairs&rank=distance")
        first = scene_of(world, f"{SHARE}&top=1")
        answer = spoken(scene, lambda scene=scene: shown(fill(scene.world, scene)))
        percent = round(first.columns["value"][0])
        expected = f"Guizhou → Zhejiang has the highest share from villages, {percent}%"
        assert first.keys == ["52-33"]
        assert (expected in answer) is told


def test_the_table_has_a_column_of_the_share_where_somebody_is_left_out(world: World) -> None:
    scene = scene_of(world, f"{RURAL}&view=table")
    (column,) = [one for one in spoken(scene, lambda: columns(scene)) if one["field"] == "kept"]
    assert column["headerName"] == "Share from villages, %"
    found = {row["key"]: row["kept"] for row in rows(scene.world, scene)}
    table = scene.world.table("corridors").dropna(subset="category_share_percent")
    keys = table["origin_code"] + "-" + table["destination_code"]
    expected = dict(zip(keys, table["category_share_percent"], strict=True))
    assert {one: share for one, share in found.items() if share is not None} == pytest.approx(
        expected
    )
    for query in ("", f"flows={COUNTING['flows']}"):
        everybody = scene_of(world, f"{query}&view=table")
        assert "kept" not in {one["field"] for one in columns(everybody)}
        assert "kept" not in rows(everybody.world, everybody)[0]


def test_the_card_of_a_corridor_says_the_share(world: World) -> None:
    for query, told in (
        (SHARE, True),
        (RURAL, True),
        (f"flows={COUNTING['flows']}", False),
        ("", False),
    ):
        scene = scene_of(world, f"{query}&place=51-44")
        card = spoken(scene, lambda scene=scene: shown(parts(scene.world, scene, ())["card"]))
        row = scene.world.table("corridors").query("origin_code == '51' & destination_code == '44'")
        share = row["category_share_percent"].iloc[0]
        assert (re.search(r"Share from villages (\d+)%", card) is not None) is told
        if told:
            assert f"Share from villages {round(share)}%" in card


@pytest.mark.parametrize("side", ["in", "out"])
def test_a_shade_of_a_share_has_its_unit_in_key_table_and_tooltip(world: World, side: str) -> None:
    scene = scene_of(world, f"{RURAL}&shade={side}-category-share")
    breaks, hovers, card = spoken(
        scene,
        lambda: (
            shown(legend(scene.world, scene)),
            REGIONS.frame(scene.world, scene)[0]["text"],
            shown(parts(scene.world, scene, ())["card"]),
        ),
    )
    for one in scene.shade.breaks:
        assert f"{one:.0f}%" in breaks
    value = f"{scene.shade.rows['44']['value']:.1f}%"
    (hover,) = [one for one in hovers if "<b>Guangdong</b>" in one]
    assert f"<b>{value}</b>" in hover
    assert f"Guangdong {value}" in card


def test_what_needs_a_category_says_so_while_there_is_none(world: World) -> None:
    scene = scene_of(world, "")
    page = rail(world, view_of(world), said(world, scene, ()))
    options = _named(plain(page))
    assert {one["value"] for one in options} == {
        "category-share",
        "in-category-share",
        "out-category-share",
    }
    for one in options:
        assert one["disabled"] is True
        assert one["label"] == one["named"]["off"]
        assert one["label"] == f"{one['named']['on']} (choose a category there first)"


def _named(thing: Any) -> list[dict[str, Any]]:
    """Entries of lists that have another name while they are off."""
    if isinstance(thing, dict) and "named" in thing:
        return [thing]
    parts_ = thing.values() if isinstance(thing, dict) else thing if isinstance(thing, list) else ()
    return [one for part in parts_ for one in _named(part)]
