"""The page below a path, behind a proxy that has other programs beside it."""

from __future__ import annotations

from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from tests.own.panel.test_panel_browser import MOVES, PATIENCE_MS, TOTAL, settled
from tests.pages import DESKTOP, MapPage
from tests.serve.mounted.proxied import Proxy, proxied
from tests.serve.running import running

pytestmark = [pytest.mark.long, pytest.mark.whole]

BELOW = "/maps/of/people/"
FRAMED = "https://news.example"
# Every address that a document of ours names, the frames that it offers too.
ADDRESSES = """() => ["href", "src", "data-src", "data-path", "data-printed", "action"]
  .flatMap((name) => [...document.querySelectorAll(`[${name}]`)].map((one) =>
    one.getAttribute(name)))
  .filter((address) => address && address.startsWith("/"))"""
TABS = ("Pairs", "Zones", "Change", "Disparity", "Indicators", "Sites", "Lessons", "Assessment",
        "Table", "Sources")  # fmt: skip


@pytest.fixture(scope="module")
def proxy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxy]:
    own = str(tmp_path_factory.mktemp("own"))
    said = ("--prefix", BELOW, "--behind-proxy", "127.0.0.1", "--allow-frame", FRAMED)
    with (
        running("app.py", "--port", "0", "--own", own, *said) as started,
        proxied(urlsplit(started.address).port or 0, BELOW) as found,
    ):
        assert urlsplit(started.address).path == BELOW
        yield found


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context(viewport=DESKTOP, accept_downloads=True)
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext, proxy: Proxy) -> Iterator[MapPage]:
    del proxy.asked[:]
    opened = MapPage(context.new_page(), proxy.origin + BELOW)
    yield opened
    assert opened.said == []
    inside(opened, proxy)


def inside(page: MapPage, proxy: Proxy) -> None:
    """No request left the path, nor would one that the document names."""
    assert [one for one in proxy.asked if not one.startswith(BELOW)] == []
    assert len(proxy.asked) > 5
    of_page = [one for one in page.asked if urlsplit(one).scheme in ("http", "https")]
    assert [one for one in of_page if not one.startswith(proxy.origin + BELOW)] == []
    named = page.page.evaluate(ADDRESSES)
    assert len(named) > 5
    assert [one for one in named if not one.startswith(BELOW)] == []


def status(proxy: Proxy, address: str) -> int:
    asked = HTTPConnection(urlsplit(proxy.origin).netloc, timeout=60)
    asked.request("GET", address)
    found = asked.getresponse().status
    asked.close()
    return found


def test_every_tab_and_every_file_that_it_offers_stands_below(page: MapPage, proxy: Proxy) -> None:
    page.load("?period=2010-2015&place=34")
    page.tab("Map")
    offered: set[str] = set()
    for name in TABS:
        page.tab(name)
        page.settle()
        named = page.page.evaluate(ADDRESSES)
        assert [one for one in named if not one.startswith(BELOW)] == []
        offered |= {one for one in named if one.startswith(f"{BELOW}api/")}
    assert len(offered) > 10
    assert {one: found for one in sorted(offered) if (found := status(proxy, one)) != 200} == {}


def test_the_main_journey(page: MapPage) -> None:
    page.load()
    page.page.get_by_role("tab", name="Table", exact=True).click()
    page.sees(view="table")
    page.tab("Map")
    page.open("?period=2015-2020&place=34")
    page.card.get_by_role("link").first.click()
    page.settle()
    assert urlsplit(page.page.url).path == BELOW
    with page.page.expect_event("load"):
        page.page.locator("a[hreflang^='zh']").first.click()
    page.settle()
    page.load(f"?{urlsplit(page.page.url).query}")
    assert page.page.evaluate("document.documentElement.lang").startswith("zh")


def test_files_that_are_made(page: MapPage) -> None:
    page.load("?top=20")
    for kind, ending in (("png", "png"), ("pptx", "pptx"), ("html", "html")):
        page.page.locator("header .dropdown summary").first.click()
        with page.page.expect_download(timeout=PATIENCE_MS) as coming:
            page.page.locator(f"[data-export='{kind}']").click()
        assert coming.value.suggested_filename.endswith(f".{ending}")
        content = Path(coming.value.path()).read_bytes()
        assert len(content) > 10_000
        if kind == "html":
            # The shapes that it holds are known by the address that they had.
            assert content.count(BELOW.encode()) == content.count(f"{BELOW}shapes/".encode())
        page.load("?top=20")


def test_data_of_a_reader_are_sent_built_shown_and_listed(page: MapPage) -> None:
    page.load()
    page.page.locator("#own-open").click()
    file = {"name": "moves.csv", "mimeType": "text/csv", "buffer": MOVES.encode()}
    page.page.locator("#own-file").set_input_files(file)
    settled(page)
    page.page.get_by_role("button", name="Use this data").click()
    page.page.wait_for_url("**world=*", timeout=PATIENCE_MS)
    page.settle()
    assert f"{TOTAL} people" in page.sentence
    assert urlsplit(page.page.url).path == BELOW
    page.page.locator("#own-open").click()
    expect(page.page.locator("#own-worlds a")).not_to_have_count(0)


def test_a_frame_shows_one_view_and_its_way_out_stays_below(page: MapPage) -> None:
    page.page.goto(f"{page.address}embed?place=34")
    page.settle()
    assert page.page.locator("#whole a").get_attribute("href") == f"{BELOW}?place=34"


def test_an_error_leads_back_to_the_page(page: MapPage) -> None:
    page.load()
    page.page.goto(f"{page.address}nothing/here")
    page.page.get_by_role("link", name="Open the map").click()
    page.settle()
    assert urlsplit(page.page.url).path == BELOW
    page.said[:] = [line for line in page.said if "404" not in line]
