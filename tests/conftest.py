"""The real data, the tiny world, and one pass over many views, each made once."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, sync_playwright

from geo.build import build
from geo.catalog import CATALOGUE_FILE, DATA_DIR, load_catalogue
from geo.scene import Scenes
from geo.store import Store, open_store
from layers import text
from tests import worlds
from tests.layers.seen import everything, queries, scene_of, strings

TABS_OPENED = ("", "place=34", "direction=net&measure=rate&top=20", "from=34&to=34")


OUTSIDE_BLOCKED = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"

# A busy machine draws slowly; that says nothing about the code.
settings.register_profile("busy", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("busy")


class Recorder:
    """A catalogue that translates nothing and keeps every message it is asked for."""

    def __init__(self) -> None:
        self.asked: set[str] = set()

    def gettext(self, message: str) -> str:
        self.asked.add(message)
        return message

    def ngettext(self, one: str, many: str, count: int) -> str:
        self.asked.add(one)
        return one if count == 1 else many


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests, with every outside name blocked."""
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"),
            args=["--no-sandbox", OUTSIDE_BLOCKED],
        )
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def store() -> Store:
    build(DATA_DIR, DATA_DIR / "built")
    return open_store(DATA_DIR)


@pytest.fixture(scope="session")
def scenes(store: Store) -> Scenes:
    return Scenes(store)


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Store:
    catalogue = load_catalogue(DATA_DIR / CATALOGUE_FILE)
    folder: Path = tmp_path_factory.mktemp("world") / "built"
    worlds.write(folder, worlds.tables(), catalogue)
    return Store(folder, catalogue)


@pytest.fixture(scope="session")
def recorded(store: Store, scenes: Scenes) -> tuple[dict[str, set[str]], set[str]]:
    """Strings of each view, and every message that was asked for on the way."""
    recorder = Recorder()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(text, "_catalogue", lambda lang: recorder)
        views = {
            query: set(
                strings(everything(store, scene_of(store, query, scenes), query in TABS_OPENED))
            )
            for query in dict.fromkeys([*queries(store), *TABS_OPENED])
        }
    return views, recorder.asked


@pytest.fixture(scope="session")
def all_views(recorded: tuple[dict[str, set[str]], set[str]]) -> dict[str, set[str]]:
    return recorded[0]


@pytest.fixture(scope="session")
def all_messages(recorded: tuple[dict[str, set[str]], set[str]]) -> set[str]:
    return recorded[1]
