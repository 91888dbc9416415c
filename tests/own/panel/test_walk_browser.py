"""The walks of the README from a file to a slide, with the very file that it shows."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from pptx import Presentation

from tests.own.panel.test_panel_browser import PATIENCE_MS
from tests.pages import PROJECTOR, MapPage
from tests.serve.running import Running

pytestmark = pytest.mark.long

README = Path(__file__).resolve().parents[3] / "README.md"


def slides(page: Page) -> list[tuple[str, str]]:
    """Words and note of each slide that the menu makes."""
    page.locator("summary", has_text="Download").first.click()
    with page.expect_download(timeout=PATIENCE_MS) as found:
        page.locator("[data-export='pptx']").click()
    made = Presentation(io.BytesIO(Path(found.value.path()).read_bytes()))
    return [
        (
            "\n".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame),
            slide.notes_slide.notes_text_frame.text,
        )
        for slide in made.slides
    ]


def test_from_the_file_of_the_readme_to_slides(browser: Browser, server: Running) -> None:
    shown = re.search(r"```csv\n(.*?)```", README.read_text("utf-8"), re.DOTALL)
    assert shown
    context = browser.new_context(viewport=PROJECTOR, accept_downloads=True)
    tab = context.new_page()
    page = MapPage(tab, server.address).load()
    tab.locator("#own-open").click()
    file = {"name": "moves.csv", "mimeType": "text/csv", "buffer": shown[1].encode()}
    tab.locator("#own-file").set_input_files(file)
    expect(tab.locator("#own-sentence")).to_have_text(
        "67 moved from Anhui to Shanghai.", timeout=PATIENCE_MS
    )
    balance = "7 rows read = {} accepted + 0 rejected + {} set aside."
    expect(tab.locator("#own-report")).to_contain_text(balance.format(6, 1))
    tab.get_by_role("button", name="Anhui (34)").click()
    expect(tab.locator("#own-report")).to_contain_text(balance.format(7, 0), timeout=PATIENCE_MS)
    tab.get_by_role("button", name="Use this data").click()
    tab.wait_for_url("**world=*", timeout=PATIENCE_MS)
    expect(tab.locator("#sentence")).to_contain_text("222 people", timeout=PATIENCE_MS)
    world = page.query["world"]
    (slide,) = slides(tab)
    assert "222 people" in slide[0]
    assert "moves.csv" in slide[1]
    for query, title in (("", "All"), ("&place=34", "Anhui"), ("&view=pairs", "Every pair")):
        page.load(f"?world={world}{query}")
        tab.locator("#scenes-open").click()
        tab.locator("#scene-new [name='title']").fill(title)
        tab.locator("#scene-new [name='note']").fill(f"Say: {title}")
        tab.locator("#scene-new button").click()
        tab.locator("#scenes-close").click()
    made = slides(tab)
    assert [
        title in words
        for title, (words, _note) in zip(("All", "Anhui", "Every pair"), made, strict=True)
    ] == [True] * 3
    assert [
        f"Say: {title}" in note
        for title, (_words, note) in zip(("All", "Anhui", "Every pair"), made, strict=True)
    ] == [True] * 3
    context.close()
