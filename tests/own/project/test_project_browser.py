"""A world saved with its scenes as one file, and opened by another server with other data."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from geo.own.store import Store
from tests.own.pages.many import kept
from tests.own.project.test_project_package import PARCELS
from tests.pages import PROJECTOR, MapPage
from tests.serve.running import running

pytestmark = pytest.mark.long

SHOWN = {"period": "2018-2019", "top": "20", "view": "table"}
PATIENCE_MS = 180_000


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The data folder of one machine."""
    return Store(tmp_path_factory.mktemp("here") / "worlds")


@pytest.fixture(scope="module")
def name(store: Store) -> str:
    """The name of a world in it."""
    return kept(store, PARCELS["list"])


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    """A browser of one machine, which keeps what pages ask it to keep."""
    context = browser.new_context(viewport=PROJECTOR, accept_downloads=True)
    yield context.new_page()
    context.close()


def seen(page: MapPage) -> tuple[str, dict[str, str], str]:
    """Title, address and answer of what is on the screen; data may have a name of each machine."""
    return page.page.title(), {**page.query, "world": ""}, page.sentence


def scenes(page: MapPage) -> list[tuple[str, str]]:
    """Scenes that the panel lists, with the address of each."""
    page.page.locator("#scenes-open").click()
    links = page.page.locator("#scene-list a")
    expect(links).to_have_count(2)
    found = [(one.inner_text(), one.get_attribute("href") or "") for one in links.all()]
    page.page.locator("#scenes-close").click()
    return found


def save(tab: Page, address: str, name: str, folder: Path) -> tuple[Path, tuple[object, ...]]:
    """Two scenes of the world and one of other data, then the file of the world."""
    page = MapPage(tab, address)
    for title, query in (
        ("First", f"world={name}"),
        ("Others", "top=5"),
        ("Second", f"world={name}&view=table"),
    ):
        page.load(f"?{query}")
        tab.locator("#scenes-open").click()
        tab.locator("#scene-new [name='title']").fill(title)
        tab.locator("#scene-new button").click()
    page.load("?" + "&".join(f"{key}={value}" for key, value in {"world": name, **SHOWN}.items()))
    before = seen(page)
    page.page.locator("#own-open").click()
    row = tab.locator(f"[data-world='{name}']")
    with tab.expect_download(timeout=PATIENCE_MS) as found:
        row.get_by_role("button", name="Save as one file: List").click()
    assert found.value.suggested_filename == "List.zip"
    expect(tab.locator("#own-said")).to_have_text("Saved: List.zip.")
    path = folder / "List.zip"
    found.value.save_as(path)
    return path, before


def test_a_project_opens_on_another_machine_in_the_same_view(
    browser: Browser, store: Store, name: str, tab: Page, tmp_path: Path
) -> None:
    with running("app.py", "--port", "0", "--own", str(store.folder)) as here:
        path, before = save(tab, here.address, name, tmp_path)
    told = json.loads(zipfile.ZipFile(path).read("scenes.json"))
    assert [one["title"] for one in told["list"]] == ["First", "Second"]
    context = browser.new_context(viewport=PROJECTOR)
    with running("app.py", "--port", "0", "--own", str(tmp_path / "there")) as there:
        page = MapPage(context.new_page(), there.address).load()
        page.page.locator("#own-open").click()
        page.page.locator("#own-file").set_input_files(path)
        use = page.page.get_by_role("button", name="Use this data")
        use.wait_for(timeout=PATIENCE_MS)
        use.click()
        page.page.wait_for_url("**world=*", timeout=PATIENCE_MS)
        page.settle()
        assert seen(page) == before
        other = page.query["world"]
        assert [title for title, _ in scenes(page)] == ["First", "Second"]
        page.page.locator("#scenes-open").click()
        page.page.locator("#scene-list a", has_text="Second").click()
        page.sees(world=other, view="table", period=None)
    context.close()
