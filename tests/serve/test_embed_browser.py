"""A page of another origin frames one view: shown where it is allowed, refused where it is not."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Frame, Page, expect

from geo.own.store import Store
from tests.axe import violations
from tests.own.pages.many import kept
from tests.own.project.test_project_package import PARCELS
from tests.pages import PATIENCE_MS, SETTLED, WATCH
from tests.serve.running import Running, running

pytestmark = pytest.mark.long

HOST = """<!DOCTYPE html><html lang="en"><title>News</title><body><p>Before</p>
<iframe src="{src}" title="View" width="{width}" height="{height}"></iframe>
<p><a href="#">After</a></p><div style="height: 2000px"></div></body></html>"""
WIDE, NARROW = (960, 640), (390, 640)


@dataclass
class Host:
    """A small server of another origin, and the one page that it has."""

    server: ThreadingHTTPServer
    page: str = ""

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.server.server_port}"


@pytest.fixture(scope="module")
def host() -> Iterator[Host]:
    yield from _hosting()


@pytest.fixture(scope="module")
def stranger() -> Iterator[Host]:
    yield from _hosting()


def _hosting() -> Iterator[Host]:
    class Answer(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(found.page.encode())

        def log_message(self, *_words: object) -> None:
            """Say nothing."""

    found = Host(ThreadingHTTPServer(("127.0.0.1", 0), Answer))
    thread = threading.Thread(target=found.server.serve_forever, daemon=True)
    thread.start()
    yield found
    found.server.shutdown()
    found.server.server_close()
    thread.join()


@pytest.fixture(scope="module")
def framing(host: Host) -> Iterator[Running]:
    with running("app.py", "--port", "0", "--allow-frame", host.origin) as started:
        yield started


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context(viewport={"width": 1100, "height": 760})
    opened.add_init_script(WATCH)
    yield opened
    opened.close()


Put = Callable[..., Page]


@pytest.fixture
def put(context: BrowserContext) -> Iterator[Put]:
    """Open a page of another origin with a frame in it."""
    opened: list[Page] = []

    def place(on: Host, src: str, size: tuple[int, int] = WIDE) -> Page:
        on.page = HOST.format(src=src.replace("&", "&amp;"), width=size[0], height=size[1])
        opened.append(context.new_page())
        opened[-1].goto(on.origin)
        return opened[-1]

    yield place
    for page in opened:
        page.close()


@dataclass
class Framed:
    """A frame where others have a page."""

    page: Frame


def shown(page: Page) -> Frame:
    """The one frame of a page, once its view is drawn."""
    (frame,) = page.main_frame.child_frames
    frame.wait_for_load_state()
    frame.wait_for_function(SETTLED, timeout=PATIENCE_MS)
    return frame


CONTROLS = (
    "[role=tablist]",
    ".tools",
    "#rail",
    "#side",
    "#chips",
    ".map-buttons",
    ".panel-controls",
    "#pictures",
)
VIEWS = [
    ("", "#map .main-svg", "The 60 largest of 930 corridors"),
    ("?lang=zh&place=34&direction=net", "#map .main-svg", "迁入或迁出安徽"),
    ("?view=zones", "#tab-zones svg", "from the Central zone to the East"),
    ("?view=pairs&lang=zh", "#tab-pairs table", "930条迁移流"),
]


@pytest.mark.parametrize(
    "size", [pytest.param(WIDE, marks=pytest.mark.whole), NARROW], ids=["wide", "narrow"]
)
@pytest.mark.parametrize(("query", "part", "said"), VIEWS)
def test_an_allowed_page_shows_the_view_alone_with_source_and_way_out(
    put: Put, host: Host, framing: Running, query: str, part: str, said: str, size: tuple[int, int]
) -> None:
    frame = shown(put(host, f"{framing.address}embed{query}", size))
    expect(frame.locator("#sentence")).to_contain_text(said)
    expect(frame.locator(part).first).to_be_visible()
    expect(frame.locator("#note")).to_be_visible()
    for control in CONTROLS:
        assert not any(one.is_visible() for one in frame.locator(control).all()), control
    on_map = "view=" not in query
    assert frame.locator("#legend-box").is_visible() is on_map
    assert frame.locator("#clock").is_visible() is on_map
    way_out = frame.get_by_role("link", name="在完整页面中打开" if "zh" in query else "full page")
    expect(way_out).to_be_visible()
    assert way_out.evaluate("one => one.href") == f"{framing.address}{query}"
    assert violations(Framed(frame)) == []


@pytest.mark.parametrize("path", ["embed", ""])
def test_a_page_that_is_not_named_shows_nothing(
    put: Put, stranger: Host, framing: Running, path: str
) -> None:
    heard: list[str] = []
    page = put(stranger, f"{framing.address}{path}")
    page.on("console", lambda message: heard.append(message.text))
    page.reload()
    (frame,) = page.main_frame.child_frames
    assert frame.url.startswith("chrome-error:")
    assert any("frame-ancestors" in one for one in heard)


def test_a_named_page_shows_nothing_but_the_address_of_frames(
    put: Put, host: Host, framing: Running, server: Running
) -> None:
    for src in (framing.address, f"{framing.address}view", f"{server.address}embed"):
        (frame,) = put(host, src).main_frame.child_frames
        assert frame.url.startswith("chrome-error:"), src


def test_wheel_and_drag_over_the_map_are_those_of_the_page_around(
    put: Put, host: Host, framing: Running
) -> None:
    page = put(host, f"{framing.address}embed")
    frame = shown(page)
    camera = frame.evaluate("() => watched.camera()")
    page.mouse.move(500, 300)
    page.mouse.down()
    page.mouse.move(400, 250)
    page.mouse.up()
    page.mouse.wheel(0, 300)
    page.wait_for_function("() => scrollY === 300")
    assert frame.evaluate("() => watched.camera()") == camera


def test_what_is_drawn_answers_and_the_way_out_follows(
    put: Put, host: Host, framing: Running, context: BrowserContext
) -> None:
    frame = shown(put(host, f"{framing.address}embed?top=20"))
    frame.locator(".clock-segments label", has_text="2015–2020").click()
    frame.wait_for_function(SETTLED, timeout=PATIENCE_MS)
    assert frame.url == f"{framing.address}embed?period=2015-2020&top=20"
    way_out = frame.get_by_role("link", name="Open in the full page")
    with context.expect_page() as opened:
        way_out.click()
    assert opened.value.url == f"{framing.address}?period=2015-2020&top=20"
    assert opened.value.evaluate("() => [window.opener, self === top]") == [None, True]
    opened.value.close()
    assert frame.url == f"{framing.address}embed?period=2015-2020&top=20"


def test_a_link_of_the_view_opens_beside_the_page_around(
    put: Put, host: Host, framing: Running, context: BrowserContext
) -> None:
    frame = shown(put(host, f"{framing.address}embed?view=zones"))
    before = frame.url
    with context.expect_page() as opened:
        frame.locator("#tab-zones td a").first.click()
    assert opened.value.url.startswith(f"{framing.address}?")
    opened.value.close()
    assert frame.url == before


def test_keys_lead_through_the_frame_and_out_and_none_changes_it_unseen(
    put: Put, host: Host, framing: Running
) -> None:
    page = put(host, f"{framing.address}embed")
    frame = shown(page)
    reached = []
    for _step in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement.textContent") == "After":
            break
        found = frame.evaluate(
            """() => { const one = document.activeElement;
              return [one.id || one.name || one.textContent, one.checkVisibility()]; }"""
        )
        reached.append(found)
    else:
        raise AssertionError(f"no way out of the frame: {reached}")
    assert all(is_seen for _name, is_seen in reached)
    assert [name for name, _is_seen in reached][:2] == ["corridors", "map-frame"]  # a term first
    assert reached[-1][0] == "Open in the full page"
    frame.locator("#note").click()
    before = frame.url
    for key in ("p", "b", ".", " ", "ArrowRight"):
        page.keyboard.press(key)
    assert frame.url == before
    assert frame.evaluate("() => ({ ...document.documentElement.dataset }).room") is None
    assert frame.locator("#play").get_attribute("aria-pressed") == "false"


class _Read(HTMLParser):
    """The attributes of the one element of a text."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tag, self.attributes = tag, dict(attrs)


def copied(
    browser: Browser, framing: Running, query: str, menu: str, entry: str, done: str
) -> _Read:
    """The frame that the menu of a page copies."""
    own = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = own.new_page()
    page.add_init_script(WATCH)
    page.goto(f"{framing.address}{query}")
    page.wait_for_function(SETTLED, timeout=PATIENCE_MS)
    page.locator("summary", has_text=menu).first.click()
    page.get_by_role("button", name=entry).click()
    expect(page.get_by_role("button", name=done)).to_be_visible()
    read = _Read()
    read.feed(page.evaluate("() => navigator.clipboard.readText()"))
    own.close()
    return read


@pytest.mark.parametrize(
    ("query", "menu", "entry", "done", "said"),
    [
        ("?to=31", "Download", "Embed: copy the HTML", "HTML of the frame copied", "Shanghai"),
        ("?to=31&lang=zh", "下载", "嵌入：复制HTML", "框架的HTML已复制", "上海"),
    ],
)
def test_the_menu_copies_a_frame_that_shows_the_view(
    browser: Browser, put: Put, host: Host, framing: Running, query: str, menu: str, entry: str,
    done: str, said: str,
) -> None:  # fmt: skip
    read = copied(browser, framing, query, menu, entry, done)
    asked = read.attributes
    assert read.tag == "iframe"
    assert {*asked} == {"src", "title", "loading", "width", "height"}
    assert asked["loading"] == "lazy"
    assert said in asked["title"]
    assert asked["src"].startswith(f"{framing.address}embed{query}&data=")
    frame = shown(put(host, asked["src"], (int(asked["width"]), int(asked["height"]))))
    assert asked["title"].endswith(frame.locator("#sentence").inner_text())
    assert not frame.locator("#notices .notice").count()


def test_data_of_a_reader_are_framed_by_their_name(
    browser: Browser, put: Put, host: Host, tmp_path: Path, context: BrowserContext
) -> None:
    store = Store(tmp_path / "worlds")
    name = kept(store, PARCELS["list"])
    query = f"?period=2017-2018&world={name}"
    command = ("app.py", "--port", "0", "--allow-frame", host.origin, "--own", str(store.folder))
    with running(*command) as framing:
        menu = ("Download", "Embed: copy the HTML", "HTML of the frame copied")
        read = copied(browser, framing, query, *menu)
        asked = read.attributes
        assert f"world={name}" in asked["src"]
        assert asked["src"].startswith(f"{framing.address}embed?")
        frame = shown(put(host, asked["src"], (int(asked["width"]), int(asked["height"]))))
        expect(frame.locator("#sentence")).to_contain_text("14")  # 10.5 and 3.25 people
        assert frame.locator("#map .main-svg").first.is_visible()
        assert not frame.locator("#notices .notice").count()
        frame.locator(".clock-segments label", has_text="2018–2019").click()
        frame.wait_for_function(SETTLED, timeout=PATIENCE_MS)
        assert f"world={name}" in frame.url
        expect(frame.locator("#sentence")).to_contain_text("9")
        with context.expect_page() as opened:
            frame.get_by_role("link", name="Open in the full page").click()
        assert f"world={name}" in opened.value.url
        assert "embed" not in opened.value.url
        opened.value.close()
