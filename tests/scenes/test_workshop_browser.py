"""Q15: from an empty browser to six scenes as slides, and as one file shown without a network."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from pptx import Presentation

from tests.pages import DESKTOP, MapPage
from tests.serve.running import Running

pytestmark = pytest.mark.long

SCENES = {
    "谁去了广东": "?lang=zh&to=44&top=20",
    "安徽与上海": "?lang=zh&place=34-31",
    "净迁移": "?lang=zh&direction=net&period=2005-2010",
    "地区差距": "?lang=zh&view=disparity",
    "来自乡村的人": "?lang=zh&flows=origin-type-2000&category=origin-type:rural",
    "各省份两两之间": "?lang=zh&view=pairs",
}
NOTE = "先说统计对象，再说来源。㙦"


@pytest.fixture(scope="module")
def presenter(browser: Browser, server: Running) -> Iterator[MapPage]:
    """A browser that has never been here, in whose language the page opens after one click."""
    context = browser.new_context(viewport=DESKTOP, locale="zh-CN")
    page = MapPage(context.new_page(), server.address).load()
    page.page.locator("#languages a").click()
    page.page.wait_for_selector("html[lang=zh-Hans]")  # the page has loaded anew
    page.settle()
    page.page.locator("#scenes-open").click()
    for title, query in SCENES.items():
        page.open(query)
        form = page.page.locator("#scene-new")
        form.get_by_label("标题").fill(title)
        form.get_by_label("备注").fill(NOTE)
        form.get_by_role("button").click()
    assert page.page.locator("#scene-list .scene-title").all_inner_texts() == list(SCENES)
    yield page
    assert [line for line in page.said if "error" in line] == []
    context.close()


def taken(page: MapPage, name: str) -> tuple[str, bytes]:
    page.page.locator("header .dropdown summary").click()
    with page.page.expect_download(timeout=60_000) as coming:
        page.page.get_by_role("button", name=name).click()
    return coming.value.suggested_filename, Path(coming.value.path()).read_bytes()


def test_the_list_of_files_says_which_take_the_scenes(presenter: MapPage) -> None:
    listed = presenter.page.locator("#exports .export")
    texts = [text.split(" ")[-1] for text in listed.all_text_contents()]
    assert texts == ["本视图", "本视图", "本视图", "6个场景", "6个场景"]


def test_six_slides_in_chinese_are_made_of_the_scenes(presenter: MapPage) -> None:
    name, file = taken(presenter, "幻灯片（PPTX）")
    assert name.endswith(".pptx")
    deck = Presentation(io.BytesIO(file))
    assert [one.shapes.title.text for one in deck.slides] == list(SCENES)
    for slide in deck.slides:
        assert NOTE in slide.notes_slide.notes_text_frame.text
        assert any("数据1.0.0" in one.text_frame.text for one in slide.shapes if one.has_text_frame)


@pytest.fixture(scope="module")
def stick(presenter: MapPage, tmp_path_factory: pytest.TempPathFactory) -> Path:
    name, file = taken(presenter, "单个文件（HTML）")
    assert len(file) <= 8_000_000
    path = tmp_path_factory.mktemp("stick") / name
    path.write_bytes(file)
    return path


def says(page: Page, words: str) -> None:
    page.wait_for_selector(f"#sentence:has-text('{words}')")


def test_the_file_is_shown_in_a_hall_without_a_network_in_chinese(
    browser: Browser, stick: Path
) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 720}, offline=True)
    page, asked, told = context.new_page(), [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda line: told.append(line.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.goto(stick.as_uri())
    says(page, "迁往广东")
    assert page.locator("html").get_attribute("lang") == "zh-Hans"
    assert page.locator("#map .choroplethlayer path").count() > 40
    assert "净迁移" in page.locator("#legend").inner_text()
    page.keyboard.press("p")
    page.wait_for_selector("html[data-room]")
    for title, words in (
        ("安徽与上海", "1995—2000年"), ("净迁移", "2005—2010年"), ("地区差距", "泰尔"),
    ):  # fmt: skip
        page.keyboard.press("PageDown")
        page.wait_for_selector(f"#file-title:has-text('{title}')", state="attached")
        says(page, words)
    page.keyboard.press("PageUp")
    says(page, "2005—2010年")
    page.keyboard.press("Escape")
    page.wait_for_selector("html:not([data-room])")
    page.locator("[data-step='1']").click()
    says(page, "2010—2015年")
    assert [one for one in asked if not one.startswith(("file:", "data:", "blob:"))] == []
    assert told == []
    context.close()
