"""What readers do to their browsers: close them, double them, go back, store nothing."""

from __future__ import annotations

import asyncio
import queue
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from playwright.sync_api import Browser, Error

from tests.bars.bar import NOT_RUN, Bar
from tests.faults.setting import NeverError, Setting, amid, bar, until
from tests.load.hosting import Host, Manner, children, hosted
from tests.pages import DESKTOP, MapPage

LARGE_BYTES = 24_000_000
SLOW_BYTES = 1_000_000
"""A second, of what a browser sends."""
GONE_SECONDS = 60.0
NO_STORAGE = """
for (const name of ["localStorage", "sessionStorage"]) {
  Object.defineProperty(window, name, { get() { throw new DOMException("no", "SecurityError"); } });
}
"""
FULL_STORAGE = """
try {
  for (let n = 0; ; n += 1) { localStorage.setItem("filler" + n, "x".repeat(1 << 16)); }
} catch { /* full */ }
"""


def _page(browser: Browser, port: int, script: str = "") -> MapPage:
    context = browser.new_context(viewport=DESKTOP, accept_downloads=True)
    if script:
        context.add_init_script(script)
    return MapPage(context.new_page(), f"http://127.0.0.1:{port}/")


def _partial(host: Host) -> set[Path]:
    """Large files that came, or of which a part came: of nginx they have no name."""
    places = [*(host.prefix / "own" / ".drafts").rglob("*")]
    places += [one for pid in children(host.nginx.pid) for one in Path(f"/proc/{pid}/fd").iterdir()]
    found: set[Path] = set()
    for one in places:
        with suppress(OSError):  # it goes meanwhile
            is_body = one.parent.name != "fd" or "temp/body" in str(one.readlink())
            if is_body and one.stat().st_size > SLOW_BYTES:
                found.add(one)
    return found


@contextmanager
def _slow_line(port: int) -> Iterator[int]:
    """A port whose connections lead to another one, slowly for what is sent there."""
    ended = threading.Event()

    async def carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, most: int) -> None:
        with suppress(OSError):
            while piece := await reader.read(most):
                writer.write(piece)
                await writer.drain()
                if most < LARGE_BYTES:
                    await asyncio.sleep(len(piece) / SLOW_BYTES)
        writer.close()

    async def lead(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection("127.0.0.1", port)
        await asyncio.gather(
            carry(reader, back, SLOW_BYTES // 10), carry(there, writer, LARGE_BYTES)
        )

    async def run(told: queue.Queue[int]) -> None:
        async with await asyncio.start_server(lead, "127.0.0.1", 0) as server:
            told.put(server.sockets[0].getsockname()[1])
            await asyncio.to_thread(ended.wait)

    told: queue.Queue[int] = queue.Queue()
    thread = threading.Thread(target=lambda: asyncio.run(run(told)))
    thread.start()
    try:
        yield told.get(timeout=30)
    finally:
        ended.set()
        thread.join()


def closed(browser: Browser, host: Host) -> str:
    """Close a browser in the middle of an upload; nothing is left of it."""
    before = _partial(host)
    with _slow_line(host.port) as port:
        page = _page(browser, port).load()
        page.page.locator("#own-open").click()
        page.until("() => document.querySelector('#own').matches(':modal')")
        content = b"a,b,1\n" * (LARGE_BYTES // 6)
        file = {"name": "large.csv", "mimeType": "text/csv", "buffer": content}
        page.page.locator("#own-file").set_input_files(file)
        came = until(lambda: _partial(host) - before)
        page.page.context.close()
        gone = until(lambda: not _partial(host) - before, GONE_SECONDS)
    return f"a partial upload came within {came:.1f} s and was gone {gone:.1f} s after"


def doubled(browser: Browser, host: Host) -> str:
    """Open the same address in another tab; what one shows does not change the other."""
    first = _page(browser, host.port).load("?top=20")
    second = MapPage(first.page.context.new_page(), first.address).load("?top=20")
    said = first.sentence
    second.open("?top=20&period=2000-2005")
    first.settle()
    if (first.sentence, first.page.url) != (said, f"{first.address}?top=20"):
        raise AssertionError("the first tab follows the second")
    if second.sentence == said:
        raise AssertionError("the second tab stays")
    second.page.go_back()
    second.settle()
    if second.sentence != said:
        raise AssertionError("the way back leads elsewhere")
    errors = [one for one in first.said + second.said if one.startswith("error")]
    if errors:
        raise AssertionError(errors[0])
    first.page.context.close()
    return "tabs are independent, the way back leads back"


def _stores(script: str, word: str) -> Callable[[Browser, Host], str]:
    def run(browser: Browser, host: Host) -> str:
        page = _page(browser, host.port, script).load("?top=20")
        page.open("?top=20&period=2000-2005")
        page.page.locator("#scenes-open").click()
        page.page.locator("#scene-new [name='title']").fill("Scene")
        page.page.locator("#scene-new button").click()
        page.page.locator("#scenes-close").click()
        page.open("?top=20&view=table")
        errors = [one for one in page.said if one.startswith("error")]
        if errors:
            raise AssertionError(errors[0])
        page.page.context.close()
        return f"it works with storage {word}"

    return run


CASES: tuple[Callable[[Browser, Host], str], ...] = (
    closed,
    doubled,
    _stores(NO_STORAGE, "off"),
    _stores(FULL_STORAGE, "full"),
)


def browsers(setting: Setting) -> Bar:
    """Close a browser while it sends, double a tab, go back, have no room to store."""
    title = "X12 a browser is closed while it sends; tabs, the way back, no storage"
    if not setting.browser:
        return Bar("B10", title, "no browser is here", "", NOT_RUN)
    words, holds = [], []
    with (
        hosted(manner=Manner(kept=setting.kept)) as host,
        amid(setting, host) as (met, kept),
    ):
        for case in CASES:
            try:
                words.append(case(setting.browser, host))
                holds.append(True)
            except (AssertionError, Error, NeverError) as error:
                words.append(f"{error!r:.300}")
                holds.append(False)
        time.sleep(setting.size.pause)
    return bar(
        *(met, kept, title),
        "; ".join(words),
        f"nothing left of it within {GONE_SECONDS:.0f} s, tabs independent, it still works",
        *holds,
        len(holds) == len(CASES),
    )
