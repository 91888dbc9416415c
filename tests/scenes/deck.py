"""A deck as a reader makes it: six views with notes, and what the panel shows of them."""

from __future__ import annotations

import json
from typing import Any

from playwright.sync_api import FilePayload, Locator

from tests.pages import MapPage

KEPT = "migration-corridors-scenes:migration-corridors"
VIEWS = {
    "Where they go": "?top=20",
    "Anhui": "?place=34",
    "The gap": "?view=disparity",
    "Net lines": "?direction=net&place=34",
    "Matrix": "?order=exchange&view=pairs",
    "The last interval": "?period=2015-2020&top=20",
}


def open_panel(page: MapPage) -> MapPage:
    if not page.page.locator("#scene-new").is_visible():
        page.page.locator("#scenes-open").click()
    return page


def save(page: MapPage, title: str, query: str) -> None:
    """Save a view with a note as a reader does."""
    page.open(query)
    form = page.page.locator("#scene-new")
    form.get_by_label("Title").fill(title)
    form.get_by_label("Note").fill(f"Say of {title}:\nslowly.")
    form.get_by_role("button").click()


def keep(page: MapPage, count: int = len(VIEWS)) -> MapPage:
    """Put the first views into this browser at once, and open the panel."""
    scenes = list(VIEWS.items())[:count]
    told = {
        "title": "Six views",
        "list": [
            {"id": f"s{at}", "title": title, "note": f"Note {at}", "query": query[1:]}
            for at, (title, query) in enumerate(scenes, 1)
        ],
    }
    page.page.evaluate("([key, deck]) => { localStorage[key] = deck; }", [KEPT, json.dumps(told)])
    return open_panel(page.load(""))


def row(page: MapPage, title: str) -> Locator:
    return page.page.locator("#scene-list > li").filter(
        has=page.page.get_by_role("link", name=title, exact=True)
    )


def act(page: MapPage, title: str, name: str) -> None:
    row(page, title).get_by_role("button", name=name, exact=True).click()


def titles(page: MapPage, where: str = "#scene-list") -> list[str]:
    return page.page.locator(f"{where} .scene-title").all_inner_texts()


def said(page: MapPage) -> str:
    return page.page.locator("#scenes-said").inner_text()


def payload(text: str | bytes, name: str = "scenes.json") -> FilePayload:
    body = text if isinstance(text, bytes) else text.encode()
    return {"name": name, "mimeType": "application/json", "buffer": body}


def told(**changes: Any) -> dict[str, Any]:
    """A file of one scene, with some fields as given."""
    scene = {"title": "One", "note": "", "query": "top=20"}
    file = {
        "scenes": 1,
        "world": "migration-corridors",
        "version": "",
        "deck": "D",
        "list": [scene],
    }
    return {**file, **changes}
