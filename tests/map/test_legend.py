"""The legend says what every colour, width and mark means, with numbers."""

from __future__ import annotations

import re

import pytest

from geo.scene.scene import Scenes
from geo.shading.shading import BLANKS
from geo.shapes.arrows import WIDEST_METRES
from geo.world.world import World
from layers.blocks import palette
from layers.blocks.markup import spelled
from layers.map import labels
from layers.map.legend import legend
from layers.map.regions import class_labels
from layers.text import words
from tests.seen import components, plain, plain_shades, scene_of, shown


def cells(world: World, query: str) -> list[dict]:
    """Properties of the class cells, lowest class first."""
    found = components(plain(legend(world, scene_of(world, query))), "Span")
    return [props for props in found if props.get("role") == "img"]


def test_classes_of_the_world_by_hand(tiny: World) -> None:
    found = cells(tiny, "breaks=-10,10")
    assert [cell["children"] for cell in found] == ["1", "1", "1"]
    assert [cell["aria-label"] for cell in found] == [
        "below −10: 1 province",
        "−10 to +10: 1 province",
        "+10 and more: 1 province",
    ]
    colours = [cell["style"].removeprefix("background: ") for cell in found]
    assert tuple(colours) == palette.class_colours("net", 3)


@pytest.mark.parametrize("extra", ["", "&scale=free", "&breaks=quantile", "&period=2015-2020"])
def test_cells_labels_and_counts_agree_for_every_shade(
    world: World, scenes: Scenes, extra: str
) -> None:
    for key in plain_shades(world):
        query = f"shade={key}{extra}"
        shade = scene_of(world, query, scenes).shade
        found = cells(world, query)
        assert [int(cell["children"]) for cell in found] == list(shade.counts)
        assert len(class_labels(world, shade)) == len(found) == len(shade.breaks) + 1
        assert sum(shade.counts) == shade.regions_count


def test_breaks_that_are_printed_are_all_different(world: World, scenes: Scenes) -> None:
    for key in plain_shades(world):
        shade = scene_of(world, f"shade={key}", scenes).shade
        written = [words.shade_value(world, key, value, brief=True) for value in shade.breaks]
        assert len(set(written)) == len(written), key


def test_four_kinds_of_blank_can_be_told_apart() -> None:
    """Missing, suppressed, not applicable, and zero, which is a value with a class colour."""
    assert set(palette.BLANK_COLOURS) == set(words.BLANKS) == set(words.BLANK_MARKS) == set(BLANKS)
    assert len({*palette.BLANK_COLOURS.values()}) == 1  # all hatched: their marks tell them apart
    assert len(BLANKS) == 3
    assert len({*words.BLANK_MARKS.values(), "0"}) == 4
    assert len({*words.BLANKS.values()}) == 3
    classes = {*palette.class_colours("net", 5), *palette.class_colours("in", 5)}
    assert not classes & {*palette.BLANK_COLOURS.values(), palette.LAND}


def test_blanks_stand_in_the_legend_with_their_number(tiny: World, world: World) -> None:
    said = shown(legend(tiny, scene_of(tiny, "")))
    assert "no figure in the source 1" in said
    assert "not in these tables 1" in said
    assert "not in these tables 3" in shown(legend(world, scene_of(world, "")))
    partial = scene_of(world, "shade=gdp_per_capita_published")
    missing = 31 - partial.shade.regions_count
    assert f"no figure in the source {missing}" in shown(legend(world, partial))


def test_widths_name_their_numbers_and_the_widest_is_the_largest(world: World) -> None:
    for measure in world.vocabulary["measures"]:
        found = plain(legend(world, scene_of(world, f"measure={measure}")))
        metres = [
            float(key["data-metres"]) for key in components(found, "I") if "data-metres" in key
        ]
        brief, *metres = metres
        assert len(metres) == 2  # and the thinnest stroke, which the browser sizes
        assert brief == metres[-1]  # a folded key keeps one
        assert metres == sorted(metres, reverse=True)
        assert metres[0] <= WIDEST_METRES
        assert metres[0] == pytest.approx(WIDEST_METRES, rel=0.5)


def test_a_free_scale_and_a_rate_say_what_they_are(world: World) -> None:
    assert "rescaled" in shown(legend(world, scene_of(world, "scale=free")))
    assert "rescaled" not in shown(legend(world, scene_of(world, "")))
    rates = shown(legend(world, scene_of(world, "shade=net-rate&measure=rate&period=2005-2010")))
    assert rates.count("resident population at the end of 2010") == 2


def test_layers_that_are_off_leave_the_legend(world: World) -> None:
    assert "Corridor width" not in shown(legend(world, scene_of(world, "layers=regions")))
    assert "project network" not in shown(legend(world, scene_of(world, "layers=none")))
    assert "site, government lead" in shown(legend(world, scene_of(world, "layers=sites")))


def test_gain_and_loss_are_named_for_the_chosen_region(world: World) -> None:
    key = legend(world, scene_of(world, "direction=net&place=34"))
    assert shown(key).count("gain loss for Anhui") == 2  # open and folded
    colours = re.findall(r'background: (#\w+)"></i>\s*(gain|loss for Anhui)', spelled(key))
    assert colours == [(palette.GAIN_INK, "gain"), (palette.LOSS_INK, "loss for Anhui")] * 2


@pytest.mark.parametrize(
    ("query", "inked"),
    [
        ("", False),
        ("direction=net", False),
        ("direction=net&place=34", True),
        ("ink=zone", True),
        ("place=34&direction=in", False),
    ],
)
def test_sample_widths_have_the_ink_of_corridors_only_where_that_is_one(
    world: World, query: str, inked: bool
) -> None:
    assert ("of-inks" in spelled(legend(world, scene_of(world, query)))) == inked


HATCHED = re.compile(r'<span class="key-said key-hatched">.*?</span></span>')


@pytest.mark.parametrize(
    ("query", "hatched"),
    [
        ("layers=rings,regions", ["× not in these tables"]),
        (
            "layers=regions,corridors,rings&top=all&measure=net",
            ["range spans zero", "× not in these tables"],
        ),
        ("layers=corridors,rings&top=all&direction=net", ["range spans zero"]),
        ("shade=gdp_per_capita_published", ["? no figure in the source", "× not in these tables"]),
        ("layers=corridors", []),
        ("layers=rings&top=all&direction=net", []),
    ],
)
def test_a_folded_key_says_what_each_hatching_means(
    world: World, query: str, hatched: list[str]
) -> None:
    scene = scene_of(world, query)
    brief = spelled(legend(world, scene)).partition("</template>")[0]
    found = [re.sub("(<.*?>)+", " ", one).strip() for one in HATCHED.findall(brief)]
    assert found == ([" ".join(hatched)] if hatched else [])
    assert ('key-hatch"' in brief) is ("range spans zero" in hatched)
    open_ = shown(legend(world, scene))
    assert all(open_.count(one) == 2 for one in hatched)


SIGNS = {
    "+": "more arrived +",
    "−": "− more left",
    "×": "× not in these tables",
    "?": "? no figure in the source",
}


@pytest.mark.parametrize(
    ("query", "signs"),
    [("", "+−×"), ("shade=gdp_per_capita_published", "?×"), ("shade=net-rate", "+−×")],
)
def test_every_sign_after_a_name_is_told_in_the_key(world: World, query: str, signs: str) -> None:
    scene = scene_of(world, query)
    names = labels.frame(world, scene)[0]["text"]
    assert {one[-1] for one in names if one[-2] == " "} == set(signs)
    told = shown(legend(world, scene))
    assert [sign for sign in signs if SIGNS[sign] not in told] == []
