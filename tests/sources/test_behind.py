"""What stands behind a view: foot, slides and names of files say its own sources and time."""

from __future__ import annotations

import io
from urllib.parse import unquote

import pytest
from flask.testing import FlaskClient
from pptx import Presentation

from geo.scene.scene import Scenes
from geo.view.address import parse
from geo.world.world import World
from layers.page.foot import note
from layers.picture.naming import cut
from layers.subject import of_moves
from layers.subjects import behind, heading, tabs
from layers.text.gettext import spoken
from tests.slides.test_deck import DRAWING, OWN

SVG = {**OWN, "Content-Type": "image/svg+xml"}
MOVES = "2000 census, 10% long-form sample"
PAPER = "Zhan Shaohua, Rural labour migration in China"
OTHERS = {
    "view=disparity": ("Disparity, 2000", ("Compendium of Statistics", "1990–2008")),
    "view=disparity&indicator=gdp_per_capita_revised&year=2015": (
        "Disparity, 2015",
        ("NBS data portal", "2006–2020"),
    ),
    "view=workers": ("Rural workers, 2008 to 2024", ("monitoring survey", "agricultural census")),
    "view=sites": ("Sites, 2002 to 2007", (PAPER,)),
    "view=lessons": ("Lessons, 2000–2020", (PAPER, "2020 Population Census by County")),
    "view=assessment": ("Assessment, 2005", (PAPER,)),
    "view=sources": ("Sources", ("Each dataset names its own source",)),
}
OF_MOVES = {
    "": "Map, 1995–2000",
    "view=pairs": "Pairs, 1995–2000",
    "view=zones": "Zones, 1995–2000",
    "view=table": "Table, 1995–2000",
    "view=indicators": "Indicators, 1995–2000",
    "view=intervals": "Change, 1995–2000, 2000–2005",
}


def said(world: World, scenes: Scenes, query: str) -> tuple[str, str]:
    """Short title and foot of a view."""
    with spoken("en", world.package.wording):
        scene = scenes.of(parse(query, world.vocabulary)[0])
        return heading(scene.world, scene), note(scene.world, scene)


@pytest.mark.parametrize("query", OTHERS)
def test_a_tab_of_other_figures_names_their_source_and_time(
    world: World, scenes: Scenes, query: str
) -> None:
    title, parts = OTHERS[query]
    found, foot = said(world, scenes, query)
    assert found == title
    assert [part for part in parts if part not in foot] == []
    assert MOVES not in foot


@pytest.mark.parametrize("query", OF_MOVES)
def test_a_tab_of_moves_names_its_interval(world: World, scenes: Scenes, query: str) -> None:
    found, foot = said(world, scenes, query)
    assert found == OF_MOVES[query]
    assert f"1995–2000: {MOVES}" in foot
    assert ("2005 1% sample survey" in foot) == (query in ("view=indicators", "view=intervals"))


def test_a_shade_that_is_no_move_names_its_source(world: World, scenes: Scenes) -> None:
    _title, foot = said(world, scenes, "shade=gdp_per_capita_derived")
    assert "shading: 2000 (China Compendium of Statistics" in foot
    assert "shading" not in said(world, scenes, "shade=gdp_per_capita_derived&view=pairs")[1]


def test_no_tab_of_other_figures_takes_the_moves_by_default(world: World) -> None:
    silent = [
        key
        for key, tab in tabs(world).items()
        if tab.sentence and not tab.counts and tab.behind is of_moves
    ]
    assert silent == []


def test_all_that_stands_behind_is_said_in_chinese(world: World, scenes: Scenes) -> None:
    with spoken("zh", world.package.wording):
        for query in ("view=lessons", "shade=gdp_per_capita_derived"):
            scene = scenes.of(parse(f"{query}&lang=zh", world.vocabulary)[0])
            foot = " ".join(behind(scene.world, scene).said)
            assert "统计年鉴" in foot
            assert "Yearbook" not in foot


def test_every_tab_answers_for_everybody_who_can_be_counted(
    replies: FlaskClient, world: World
) -> None:
    for flows in world.vocabulary["flows"]:
        for tab in tabs(world):
            asked = f"/view?flows={flows}&view={tab}"
            assert replies.get(asked).status_code == 200, asked


@pytest.mark.parametrize("query", ["view=disparity", "view=workers", "view=sites"])
def test_a_slide_names_the_sources_of_its_view(replies: FlaskClient, query: str) -> None:
    scene = {"title": "Own", "note": "", "query": query, "drawing": DRAWING}
    body = {"lang": "en", "table": False, "scenes": [scene]}
    reply = replies.post("/slides.pptx", json=body, headers=OWN)
    (slide,) = Presentation(io.BytesIO(reply.data)).slides
    texts = [one.text_frame.text for one in slide.shapes if one.has_text_frame]
    texts.append(slide.notes_slide.notes_text_frame.text)
    for text in (texts[-1], next(one for one in texts if "Boundaries" in one)):
        assert MOVES not in text
        assert [part for part in OTHERS[query][1] if part not in text] == []


NAMES = {
    "view=disparity": "Disparity_2000.svg",
    "view=disparity&year=2008": "Disparity_2008.svg",
    "view=disparity&period=2015-2020&lang=zh": "地区差距_2008年.svg",
    "view=workers": "Rural-workers_2008-to-2024.svg",
    "view=sources": "Sources.svg",
    "view=intervals&against=2015-2020": "Change_1995–2000,2015–2020.svg",
    "period=2005-2010": "Map_2005–2010.svg",
}


@pytest.mark.parametrize("query", NAMES)
def test_the_name_of_a_file_has_the_time_of_what_it_shows(replies: FlaskClient, query: str) -> None:
    reply = replies.post(f"/picture.svg?{query}", data=DRAWING, headers=SVG)
    name = unquote(reply.headers["Content-Disposition"].partition("UTF-8''")[2])
    assert name == NAMES[query]


def test_a_name_is_cut_between_words_and_never_in_a_number() -> None:
    said = "The 60 largest of 930 corridors carry 65% of the 32.3 million people"
    for most in range(20, len(said)):
        assert said.startswith(cut(said, most))
        assert said[len(cut(said, most))] == " "
