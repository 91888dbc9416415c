"""Several worlds in a browser: the list, the way to another one and back, and the files of them."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from geo.own.store import Store
from geo.world.catalog import CATALOGUE_FILE
from tests import worlds
from tests.pages import DESKTOP, MapPage
from tests.serve.running import Running, running

pytestmark = pytest.mark.long

TITLE = "Cantons of the island"
LEAST_DRAWN = 60_000  # bytes of a picture with something on it


def put(store: Store) -> str:
    """The invented country as the data of a reader, built; its id."""
    from geo.build.build import build

    with store.making() as folder:
        made = worlds.island(folder / "made")
        build(made, made / "built")
        return store.keep(made, {"title": TITLE, "rows": 40, "persons": 59600.0})


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return Store(tmp_path_factory.mktemp("own") / "worlds")


@pytest.fixture(scope="module")
def island(store: Store) -> str:
    return put(store)


@pytest.fixture(scope="module")
def own(store: Store, island: str) -> Iterator[Running]:
    with running("app.py", "--port", "0", "--own", str(store.folder)) as started:
        yield started


@pytest.fixture
def page(browser: Browser, own: Running) -> Iterator[MapPage]:
    context = browser.new_context(viewport=DESKTOP, accept_downloads=True)
    opened = MapPage(context.new_page(), own.address)
    yield opened
    assert opened.said == []
    context.close()


def listed(page: Page) -> list[str]:
    page.get_by_role("button", name="Open data", exact=True).click()
    links = page.locator("#own-worlds a")
    expect(links).not_to_have_count(0)
    return links.all_inner_texts()


def test_from_one_world_to_another_and_back(page: MapPage, island: str, store: Store) -> None:
    page.load("?period=2010-2015")
    usual = page.sentence
    assert TITLE in listed(page.page)
    row = page.page.locator(f"[data-world='{island}']")
    expect(row).to_contain_text("40 rows")
    expect(row).to_contain_text(str(store.folder / island))
    row.get_by_role("link").click()
    page.page.wait_for_url(f"**/?world={island}")
    page.settle()
    assert "59,600" in page.sentence
    page.tab("Table")
    page.sees(view="table", world=island)
    page.page.go_back()
    page.sees(view=None, world=island)
    page.page.go_back()
    page.page.wait_for_url("**/?period=2010-2015")
    page.settle()
    assert page.sentence == usual


def test_language_reset_and_reload_keep_the_data(page: MapPage, island: str) -> None:
    page.load(f"?world={island}&top=5")
    with page.page.expect_event("load"):
        page.page.locator("#languages a").click()
    page.sees(world=island, lang="zh", top="5")
    page.page.locator("#chips a").last.click()
    page.sees(world=island, lang="zh", top=None)
    page.page.reload()
    page.settle()
    page.sees(world=island, lang="zh")
    assert "59,600" in page.sentence.replace("5.96万", "59,600")


def saved(page: MapPage, key: str) -> Path:
    page.page.locator("details.dropdown summary", has_text="Download").click()
    with page.page.expect_download(timeout=60_000) as found:
        page.page.locator(f"[data-export='{key}']").click()
    return Path(found.value.path())


def test_a_picture_says_what_the_data_of_the_page_say(page: MapPage, island: str) -> None:
    page.load(f"?world={island}")
    drawn = saved(page, "svg").read_text("utf-8")
    assert "59,600" in drawn
    assert f"world={island}" in drawn


def scenes(page: MapPage, *queries: str) -> None:
    """Keep scenes in the browser, as a reader saves them."""
    for number, query in enumerate(queries, 1):
        page.load(f"?{query}")
        page.page.locator("#scenes-open").click()
        page.page.locator("#scene-new [name='title']").fill(f"Scene {number}")
        page.page.locator("#scene-new button").click()


def test_one_file_opens_scenes_of_both_worlds(
    page: MapPage, browser: Browser, island: str, tmp_path: Path
) -> None:
    scenes(page, f"world={island}&top=5", "top=20", f"world={island}&view=table")
    path = tmp_path / "scenes.html"
    path.write_bytes(saved(page, "html").read_bytes())
    context = browser.new_context(viewport=DESKTOP, offline=True)
    opened = context.new_page()
    wrong: list[str] = []
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.goto(path.as_uri())
    sentence = opened.locator("#sentence")
    expect(sentence).to_contain_text("59,600")
    opened.locator("[data-scene-step='1']").click()
    expect(sentence).to_contain_text("32.3 million")
    expect(opened.locator("#legend")).to_contain_text("project network")
    opened.locator("[data-scene-step='1']").click()
    expect(opened.locator("#held-rows tbody tr")).to_have_count(20)
    opened.go_back()
    expect(sentence).to_contain_text("32.3 million")
    opened.go_back()
    expect(sentence).to_contain_text("59,600")
    assert wrong == []
    context.close()


def test_slides_and_a_show_lead_through_both_worlds(page: MapPage, island: str) -> None:
    scenes(page, "top=20", "view=lessons", f"world={island}&top=5")
    page.page.locator("#scenes-close").click()
    before = page.sentence
    with zipfile.ZipFile(saved(page, "pptx")) as deck:
        pictures = [one for one in deck.namelist() if one.startswith("ppt/media/")]
        assert min(deck.getinfo(one).file_size for one in pictures) > LEAST_DRAWN
    page.sees(world=island, top="5")
    assert page.sentence == before
    page.page.locator("#scenes-open").click()
    page.page.locator("[data-scene-act='show']").click()
    page.page.wait_for_url(re.compile(r"/\?top=20$"))
    page.settle()
    expect(page.page.locator(".band-title")).to_have_text("Scene 1")
    page.page.keyboard.press("End")
    page.page.wait_for_url(f"**world={island}**")
    page.settle()
    expect(page.page.locator(".band-title")).to_have_text("Scene 3")
    page.leave_room()


def test_removal_asks_once_and_leads_home(browser: Browser, tmp_path: Path) -> None:
    store = Store(tmp_path / "worlds")
    name = put(store)
    with running("app.py", "--port", "0", "--own", str(store.folder)) as started:
        context = browser.new_context(viewport=DESKTOP)
        page = MapPage(context.new_page(), started.address).load(f"?world={name}")
        assert TITLE in listed(page.page)
        row = page.page.locator(f"[data-world='{name}']")
        row.get_by_role("button", name=f"Remove: {TITLE}").click()
        row.get_by_role("button", name="Keep").click()
        assert store.find(name)
        row.get_by_role("button", name=f"Remove: {TITLE}").click()
        expect(row).to_contain_text("nothing undoes it")
        row.get_by_role("button", name="Delete for good").click()
        page.page.wait_for_url(started.address)
        page.settle()
        assert "million" in page.sentence
        assert store.find(name) is None
        page.load(f"?world={name}&period=1991-2001")
        expect(page.page.locator("#notices")).to_contain_text("not here")
        page.page.locator("#notices a").click()
        page.sees(world=None)
        expect(page.page.locator("#notices .notice")).to_have_count(0)
        context.close()
    assert not (store.folder / name / CATALOGUE_FILE).exists()
