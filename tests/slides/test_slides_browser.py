"""Slides as a presenter takes them from the page."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from pptx import Presentation

from tests.pages import MapPage

pytestmark = pytest.mark.long

DECK = [
    {"title": "Who left Anhui", "note": "Say what is counted.", "query": "place=34&top=20"},
    {"title": "All pairs", "note": "", "query": "view=pairs"},
    {"title": "Net, 2005–2010", "note": "", "query": "period=2005-2010&direction=net"},
]


def slides_of(page: MapPage) -> tuple[str, list[str], Presentation]:
    """File name, titles of the slides, and the deck that the menu makes."""
    page.page.evaluate("document.querySelector('header .dropdown').open = true")
    with page.page.expect_download() as coming:
        page.page.get_by_role("button", name="Slides (PPTX)").click()
    deck = Presentation(io.BytesIO(Path(coming.value.path()).read_bytes()))
    titles = [one.shapes.title.text for one in deck.slides]
    return coming.value.suggested_filename, titles, deck


def drawing_of(page: MapPage) -> ElementTree.Element:
    """What the page sends of its view for a slide."""
    with page.page.expect_request("**/slides.pptx*") as asked:
        slides_of(page)
    return ElementTree.fromstring(asked.value.post_data_json["scenes"][0]["drawing"])


@pytest.mark.parametrize(
    ("query", "first", "not_there"),
    [
        ("?view=disparity", "Zones and their provinces, 2000", "Take as one"),
        ("?view=workers", "Outgoing workers in another province, by region of origin", "Women"),
        ("?view=pairs", "From every province to every other, 1995–2000", "Regions by"),
        ("?view=sites", "Chifeng", "Challenges Networks"),
        ("?view=zones", "Who moved from zone to zone", "Show these flows as ribbons on the map"),
    ],
)
def test_a_slide_shows_the_part_of_a_tab_that_is_made_for_it_whole(
    anew: Callable[..., MapPage], query: str, first: str, not_there: str
) -> None:
    page = anew(query)
    part = page.page.locator("[data-on-slides]:visible")
    assert part.count() == 1
    drawn = drawing_of(page)
    said = re.sub(r"\s+", " ", " ".join(drawn.itertext()))
    assert first in said
    assert not_there not in said
    size = part.evaluate("one => [one.scrollWidth, one.scrollHeight]")
    assert float(drawn.get("width")) == pytest.approx(size[0], abs=40)
    assert float(drawn.get("height")) > 0.9 * size[1]  # but for what is no part of a picture


@pytest.mark.parametrize("query", ["?view=pairs", "?view=pairs&place=51"])
def test_the_sums_of_a_matrix_stand_below_its_rows(
    anew: Callable[..., MapPage], query: str
) -> None:
    drawn = drawing_of(anew(query))
    lines = [
        (float(one.get("y")), "".join(one.itertext()))
        for one in drawn.iter("{http://www.w3.org/2000/svg}text") if one.get("y")
    ]  # fmt: skip
    (below,) = [y for y, said in lines if said.strip() == "All who arrived"]
    rows = [y for y, said in lines if said.strip() in {"Sichuan", "Xinjiang", "Guangdong"}]
    assert len(rows) == 3
    assert below > max(rows)


def test_a_slide_of_the_beginning_of_a_tab_cuts_no_row(anew: Callable[..., MapPage]) -> None:
    page = anew("?view=indicators")
    tall = float(drawing_of(page).get("height"))
    cut = page.page.evaluate(
        """tall => {
          document.documentElement.dataset.picturing = "";
          const panel = document.getElementById("tab-indicators").parentElement;
          const { top } = panel.getBoundingClientRect();
          return [...panel.querySelectorAll("tr, p")].map((one) => one.getBoundingClientRect())
            .filter((box) => box.top - top < tall - 1 && box.bottom - top > tall + 1).length;
        }""",
        tall,
    )
    assert cut == 0


def test_the_view_is_one_slide_where_no_scene_is_kept(anew: Callable[..., MapPage]) -> None:
    page = anew("?place=34")
    name, titles, deck = slides_of(page)
    assert name.endswith(".pptx")
    assert len(titles) == 1
    assert not [one for one in deck.slides[0].shapes if one.has_table]
    assert page.query == {"place": "34"}


def test_scenes_are_slides_in_their_order_and_the_view_comes_back(
    anew: Callable[..., MapPage], tmp_path: Path
) -> None:
    page = anew("?place=51")
    told = page.page.locator("#scenes").evaluate("({dataset}) => [dataset.world, dataset.version]")
    known = {"scenes": 1, "world": told[0], "version": told[1], "deck": "", "list": DECK}
    file = tmp_path / "deck.json"
    file.write_text(json.dumps(known))
    page.page.set_input_files("#scenes-file", file)
    page.until("() => document.querySelectorAll('#scene-list > *').length === 3")
    page.page.evaluate("document.querySelector('[data-export-option=pptx]').checked = true")
    _, titles, deck = slides_of(page)
    assert titles == [one["title"] for one in DECK]
    first, second, third = deck.slides
    assert "Say what is counted." in first.notes_slide.notes_text_frame.text
    assert [any(one.has_table for one in slide.shapes) for slide in deck.slides] == [
        True, False, True,
    ]  # fmt: skip
    assert "1995–2000" in second.notes_slide.notes_text_frame.text
    assert "2005–2010" in third.notes_slide.notes_text_frame.text
    page.sees(place="51", view=None)
