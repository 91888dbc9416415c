"""The real data, the tiny world, and one pass over many views, each made once."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, BrowserContext, sync_playwright
from werkzeug.test import TestResponse

from app import create_app
from geo.assessment.loaded import NOTHING
from geo.build.build import build
from geo.scene.scene import Scenes
from geo.world.catalog import CATALOGUE_FILE, DATA_DIR, load_package
from geo.world.manifest import read_manifest
from geo.world.world import World
from layers.api import reply
from layers.serve import files, guard
from layers.serve.shell import Shell
from layers.subjects import open_page_world, routes, speak
from layers.text import gettext as text
from tests import worlds
from tests.pages import DESKTOP, MapPage
from tests.seen import everything, queries, scene_of, strings
from tests.serve.running import Running, running
from tests.serve.tiny import make_app

TABS_OPENED = ("", "place=34", "direction=net&measure=rate&top=20", "from=34&to=34")


OUTSIDE_BLOCKED = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
# Each window would load the two pages of a search box that nobody sees: a quarter of a fresh page's
# work. The last list counts alone, so what Playwright turns off stands here again.
UNSEEN_FEATURES = (
    *("WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "AimEnabled", "LensOverlay", "MediaRouter"),
    *("PaintHolding", "OptimizationHints", "PreconnectToSearch", "NetworkTimeServiceQuerying"),
    *("HttpsUpgrades", "HttpsFirstBalancedModeAutoEnable", "ThirdPartyStoragePartitioning"),
    *("AvoidUnnecessaryBeforeUnloadCheckSync", "AvoidCorsURLLoaderRestartOnRedirect"),
    "DestroyProfileOnBrowserClose",
)

# A busy machine draws slowly; that says nothing about the code.
settings.register_profile("busy", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("busy")


# What a test calls by itself speaks of the bundled world, as a reply over it does.
text.nouns.set(text.Wording(load_package(DATA_DIR / CATALOGUE_FILE).wording))


@pytest.fixture(scope="session", autouse=True)
def _whole_replies() -> Iterator[None]:
    """Read every reply to its end and close it, as a server does."""
    opened = FlaskClient.open

    def whole(client: FlaskClient, *asked: Any, **options: Any) -> TestResponse:
        return opened(client, *asked, **{"buffered": True, **options})

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(FlaskClient, "open", whole)
        yield


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
            args=[
                *("--no-sandbox", "--disable-gpu", OUTSIDE_BLOCKED),
                f"--disable-features={','.join(UNSEEN_FEATURES)}",
            ],
        )
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def world() -> World:
    build(DATA_DIR, DATA_DIR / "built")
    return open_page_world(DATA_DIR)


@pytest.fixture(scope="session")
def scenes(world: World) -> Scenes:
    return Scenes(world)


@pytest.fixture(scope="session")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> World:
    package = load_package(DATA_DIR / CATALOGUE_FILE)
    folder: Path = tmp_path_factory.mktemp("world") / "built"
    worlds.write(folder, worlds.tables(), package.datasets)
    last = read_manifest(folder)
    return World(folder, package, speak, "tiny", last.outputs if last else {}, loaded=NOTHING)


@pytest.fixture(scope="session")
def recorded(world: World, scenes: Scenes) -> tuple[dict[str, set[str]], set[str]]:
    """Strings of each view, and every message that was asked for on the way."""
    recorder = Recorder()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(text, "_catalogue", lambda lang: recorder)
        views = {
            query: set(
                strings(everything(world, scene_of(world, query, scenes), query in TABS_OPENED))
            )
            for query in dict.fromkeys([*queries(world), *TABS_OPENED])
        }
    return views, recorder.asked


@pytest.fixture(scope="session")
def all_views(recorded: tuple[dict[str, set[str]], set[str]]) -> dict[str, set[str]]:
    return recorded[0]


@pytest.fixture(scope="session")
def all_messages(recorded: tuple[dict[str, set[str]], set[str]]) -> set[str]:
    return recorded[1]


@pytest.fixture(scope="session")
def app() -> Shell:
    return make_app()


@pytest.fixture(scope="session")
def client(app: Shell) -> FlaskClient:
    return app.server.test_client()


@pytest.fixture(scope="session")
def real(world: World) -> Shell:
    """The application over the real data."""
    return create_app(world)


@pytest.fixture(scope="session")
def replies(real: Shell) -> FlaskClient:
    """Whoever asks the real application without a browser."""
    return real.server.test_client()


@pytest.fixture(scope="session")
def api(world: World) -> FlaskClient:
    """The data routes on a bare server with the gate and the compression of the real one."""
    server = Flask(__name__)
    reply.register(server, world, routes(world))
    guard.install(server)
    files.install(server, files.shape_files(world), world.built.parent / "static")
    return server.test_client()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs a browser, and run it first: its files are the longest."""
    for item in items:
        if item.path.stem.endswith("browser"):
            item.add_marker(pytest.mark.browser)
    items.sort(key=lambda item: item.get_closest_marker("browser") is None)


@pytest.fixture(scope="session")
def server() -> Iterator[Running]:
    """The real application over the real data, on a free port."""
    build(DATA_DIR, DATA_DIR / "built")
    with running("app.py", "--port", "0") as started:
        yield started


Windows = Callable[[dict[str, int]], MapPage]


@pytest.fixture(scope="session")
def shared(browser: Browser, server: Running) -> Iterator[MapPage]:
    """One loaded page for all tests that only need a view."""
    context = browser.new_context(viewport=DESKTOP)
    yield MapPage(context.new_page(), server.address).load()
    context.close()


@pytest.fixture
def at(shared: MapPage) -> Iterator[Callable[[str], MapPage]]:
    """Open a view in the shared page; nothing may have been said on the console by the end."""
    del shared.said[:]
    yield shared.open
    shared.leave_room()
    assert shared.said == []


@pytest.fixture(scope="session")
def windows(browser: Browser, server: Running) -> Iterator[Windows]:
    """One window for each size, as the test before left it."""
    opened: dict[tuple[int, ...], MapPage] = {}

    def window(size: dict[str, int]) -> MapPage:
        key = tuple(size.values())
        if key not in opened:
            context = browser.new_context(viewport=size)
            opened[key] = MapPage(context.new_page(), server.address)
        return opened[key]

    yield window
    for page in opened.values():
        page.page.context.close()


@pytest.fixture(scope="module")
def sizes(windows: Windows) -> Windows:
    """The window of a size, loaded anew once for all tests of a file."""
    loaded: set[tuple[int, ...]] = set()

    def sized(size: dict[str, int]) -> MapPage:
        page, key = windows(size), tuple(size.values())
        if key not in loaded:
            page.anew()
            loaded.add(key)
        return page

    return sized


@pytest.fixture
def at_size(sizes: Windows) -> Iterator[Callable[[str, dict[str, int]], MapPage]]:
    """Open a view in the shared page of a size; as for `at`, nothing may have been said."""
    used: list[MapPage] = []

    def visit(query: str, size: dict[str, int]) -> MapPage:
        used.append(sizes(size))
        del used[-1].said[:]
        return used[-1].open(query)

    yield visit
    for page in used:
        page.leave_room()
    assert [line for page in used for line in page.said] == []


@pytest.fixture
def anew(windows: Windows) -> Iterator[Callable[..., MapPage]]:
    """Load an address anew in the window of a size: half the work of a browser of its own.

    For what changes the page itself. What it keeps, hears, prints and is as large as goes again;
    a clock, scripts and rights stay in a context, so that they need ``fresh``.
    """
    used: list[tuple[MapPage, dict[str, int]]] = []

    def visit(query: str = "", size: dict[str, int] = DESKTOP) -> MapPage:
        used.append((windows(size), size))
        return used[-1][0].anew(query)

    yield visit
    for page, size in used:
        page.page.unroute_all()
        page.page.context.set_offline(False)
        page.page.emulate_media(media="null", reduced_motion="null")
        page.page.set_viewport_size(size)


@pytest.fixture
def fresh(browser: Browser, server: Running) -> Iterator[Callable[..., MapPage]]:
    """Open an address in a clean browser of its own, with any context options."""
    contexts: list[BrowserContext] = []

    def visit(query: str = "", **options: object) -> MapPage:
        contexts.append(browser.new_context(**{"viewport": DESKTOP, **options}))
        return MapPage(contexts[-1].new_page(), server.address).load(query)

    yield visit
    for context in contexts:
        context.close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[object]:
    report = yield
    started = getattr(item, "funcargs", {}).get("server")
    if report.failed and started:
        report.sections.append(("server output", started.said()))
    return report
