"""Files that the menu makes, from the press of the button to the saved file, in one Chromium."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.bench.browser import SIZE
from tests.serve.running import running

TIMES = 3
SCENES = (
    *("top=20", "place=34", "period=2005-2010&direction=net"),
    *("view=pairs", "view=zones", "view=disparity"),
)
KINDS = {
    "picture, PNG": ("png", 2),
    "picture, SVG": ("svg", 2),
    "picture, PDF": ("pdf", 2),
    "slides of six scenes": ("pptx", 10),
    "one file of six scenes": ("html", 10),
}
"""What is made, what its button is known by, and how many seconds it may take."""
TIMEOUT_MS = 120_000


def measured() -> dict[str, tuple[list[float], list[float], int]]:
    """Seconds of each kind, the bytes of its file, and its limit."""
    with running("app.py", "--port", "0") as started, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ["CHROMIUM"], args=["--no-sandbox"]
        )
        page = browser.new_context(viewport=SIZE).new_page()
        page.goto(started.address)
        page.wait_for_selector("#unopened", state="detached")
        _keep(page)
        found = {name: _made(page, key) for name, (key, _limit) in KINDS.items()}
        browser.close()
    return {name: (*found[name], KINDS[name][1]) for name in KINDS}


def _keep(page: Page) -> None:
    """Give the browser six scenes, as a file would."""
    known = page.locator("#scenes").evaluate("one => [one.dataset.world, one.dataset.version]")
    listed = [{"title": query, "note": "", "query": query} for query in SCENES]
    deck = {"scenes": 1, "world": known[0], "version": known[1], "deck": "", "list": listed}
    text = json.dumps(deck).encode()
    file = {"name": "deck.json", "mimeType": "application/json", "buffer": text}
    page.set_input_files("#scenes-file", file)
    page.wait_for_selector("#scene-list > li:nth-child(6)", state="attached")


def _made(page: Page, key: str) -> tuple[list[float], list[float]]:
    seconds, sizes = [], []
    for _turn in range(TIMES):
        page.wait_for_selector("body:not([data-waiting])")
        before = time.perf_counter()
        with page.expect_download(timeout=TIMEOUT_MS) as coming:
            page.locator(f'[data-export="{key}"]').dispatch_event("click")
        path = Path(coming.value.path())
        seconds.append(time.perf_counter() - before)
        sizes.append(path.stat().st_size)
    return seconds, sizes
