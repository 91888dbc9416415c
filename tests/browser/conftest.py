from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext

from geo.build import build
from geo.catalog import DATA_DIR
from tests.browser.pages import DESKTOP, MapPage
from tests.serve.running import Running, running

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def server() -> Iterator[Running]:
    """The real application over the real data, on a free port."""
    build(DATA_DIR, DATA_DIR / "built")
    with running("app.py", "--port", "0") as started:
        yield started


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
    assert shared.said == []


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
