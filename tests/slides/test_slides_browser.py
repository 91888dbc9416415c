"""Slides as a presenter takes them from the page."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

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
