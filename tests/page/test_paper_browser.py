"""Whatever is printed says where it comes from: source, version, host, view and day."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator

import pytest

from geo.scene.scene import Scenes
from geo.view.address import parse
from geo.world.world import World
from layers.subjects import behind
from layers.text.gettext import spoken
from tests import raw
from tests.access.test_browser import TABS, in_tab
from tests.pages import DESKTOP, MapPage

pytestmark = pytest.mark.long

View = Callable[[str, dict[str, int]], MapPage]
CARDS = ("?place=34-31", "?place=34", "?place=34&compare=31")
BESIDE_THE_MAP = ("?place=chifeng-beijing", "?place=beijing", "?place=t05")
"""Cards that are no sheet of their own: the map is printed."""


@pytest.fixture
def paper(at_size: View) -> Iterator[Callable[[str], MapPage]]:
    """A view of the shared window as paper shows it."""
    used: list[MapPage] = []

    def printed(query: str) -> MapPage:
        used.append(at_size(query, DESKTOP))
        used[-1].page.evaluate("dispatchEvent(new Event('beforeprint'))")
        used[-1].page.emulate_media(media="print")
        return used[-1]

    yield printed
    for page in used:
        page.page.emulate_media(media="null")
        page.page.evaluate("dispatchEvent(new Event('afterprint'))")


def said(page: MapPage, part: str) -> str:
    """Text of a part that must be seen on paper."""
    found = page.page.locator(part)
    assert found.is_visible()
    return found.inner_text()


def stamped(page: MapPage, query: str) -> str:
    """Address and day as they stand on paper."""
    day = datetime.datetime.now(tz=datetime.UTC).date()
    return f"{page.address}{query} · {day:%B} {day.day}, {day.year}"


@pytest.mark.parametrize("query", [*map(in_tab, TABS), *BESIDE_THE_MAP])
def test_a_tab_on_paper_names_source_version_address_and_day(
    paper: Callable[[str], MapPage], world: World, scenes: Scenes, query: str
) -> None:
    page = paper(query)
    assert said(page, "#paper-address") == stamped(page, query)
    note = said(page, "#note")
    with spoken("en", world.package.wording):
        scene = scenes.of(parse(query[1:], world.vocabulary)[0])
        sources = behind(scene.world, scene).said
    assert sources
    assert [one for one in sources if one not in note] == []
    assert "Boundaries (Natural Earth" in note
    assert "data " in note


@pytest.mark.parametrize("query", CARDS)
def test_a_card_on_paper_names_source_version_address_and_day(
    paper: Callable[[str], MapPage], query: str
) -> None:
    page = paper(query)
    assert said(page, "#card .on-paper").endswith(stamped(page, query))
    assert "data " in said(page, "#note")
    assert f"{raw.FIRST[-4:]} census" in page.card.inner_text()
