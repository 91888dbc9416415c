"""A second world, of nothing but data: five regions of an invented country, served and walked."""

from __future__ import annotations

import json
import re
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from geo.build.build import build
from geo.world.world import World
from layers.subjects import open_page_world
from tests import worlds
from tests.pages import DESKTOP, MapPage
from tests.serve.running import running

pytestmark = pytest.mark.long

FOREIGN = re.compile(
    r"provinc|china|chinese|census|yuan|\bNBS\b|UNESCO|hukou|pilot|five.year|five intervals|aged",
    re.IGNORECASE,
)
"""Words of the bundled world; this one has none of what they stand for."""

CODES = ("AB-ENG", "AB-ISL", "AB-NOR", "AB-SUD", "AB-WES")
PAIR = "AB-ENG~AB-SUD"
TABS = ["Map", "Pairs", "Zones", "Change", "Indicators", "Table", "Sources"]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package with its built tables: `python -m geo.build --data ...`."""
    folder = worlds.island(tmp_path_factory.mktemp("worlds") / "island")
    build(folder, folder / "built")
    return folder


@pytest.fixture(scope="module")
def island(data: Path) -> World:
    return open_page_world(data)


@pytest.fixture(scope="module")
def address(data: Path) -> Iterator[str]:
    """Where `python app.py --data ...` answers."""
    with running("app.py", "--data", str(data), "--port", "0") as started:
        yield started.address


@pytest.fixture(scope="module")
def shared(browser: Browser, address: str) -> Iterator[MapPage]:
    context = browser.new_context(viewport=DESKTOP)
    yield MapPage(context.new_page(), address).load()
    context.close()


@pytest.fixture
def page(shared: MapPage) -> Iterator[MapPage]:
    """The page at home; at the end it has said nothing to the console."""
    yield shared.open("")
    assert shared.said == []


def read(page: MapPage) -> str:
    """Everything that a reader sees or hears on the page."""
    seen: str = page.page.evaluate(
        """() => [document.title, document.body.innerText,
          ...[...document.querySelectorAll("[aria-label], [title], [placeholder]")].flatMap((one) =>
            ["aria-label", "title", "placeholder"].map((name) => one.getAttribute(name) || ""))
        ].join("\\n")"""
    )
    return seen


def test_codes_with_hyphens_make_corridors_of_their_own(island: World) -> None:
    assert island.vocabulary["regions"] == CODES
    assert island.vocabulary.joint == "~"
    assert island.vocabulary["periods"] == ("1991-2001", "2001-2011")
    assert island.vocabulary.home["scheme"] == "halves"


def test_what_a_world_has_no_tables_for_is_absent(page: MapPage) -> None:
    assert page.page.get_by_role("tab").all_inner_texts() == TABS
    page.unfold("layers")
    layers = page.page.locator("#rail [aria-label=Layers] label").all_inner_texts()
    assert layers == [
        "Shaded cantons", "Gaps at borders", "Zone ribbons", "Corridors",
        "In and out as half-circles", "Canton names",
    ]  # fmt: skip
    assert page.marks("acts") == page.marks("paper") == page.marks("survey") == []
    assert len(page.bars()) == 2


@pytest.mark.parametrize("tab", TABS)
def test_no_tab_speaks_of_another_country(page: MapPage, tab: str) -> None:
    page.tab(tab)
    page.settle()
    assert FOREIGN.findall(read(page)) == []
    assert "canton" in read(page).lower()


@pytest.mark.parametrize(
    "query",
    [
        "?place=AB-ENG",
        f"?place={PAIR}",
        f"?place={PAIR}&compare=AB-NOR~AB-WES",
        "?place=AB-ENG&compare=AB-SUD",
        "?place=AB-ENG&compare=2001-2011",
        "?layers=regions,borders,zones,corridors,halves,labels&shade=boats",
        "?rank=growth&period=2001-2011&direction=net",
        "?from=AB-ISL&to=AB-ISL",
        "?period=1995-2000&shade=gdp-minority&lit=13",
    ],
)
def test_no_view_speaks_of_another_country(page: MapPage, query: str) -> None:
    page.open(query)
    assert FOREIGN.findall(read(page)) == []


def test_the_map_lies_where_the_country_is(page: MapPage) -> None:
    camera = page.camera()
    assert -27 < camera["lon"] < -23
    assert -43 < camera["lat"] < -37
    at = {code: page.at(*point) for code, point in (("N", (-25, -38.5)), ("S", (-25, -41.5)))}
    assert at["N"][1] < at["S"][1]
    frame = page.page.locator("#map").bounding_box()
    assert frame
    for lon, lat in ((-30, -38), (-20, -41), (-27, -42.3), (-24, -38)):
        x, y = page.at(lon, lat)
        assert frame["x"] < x < frame["x"] + frame["width"], (lon, lat)
        assert frame["y"] < y < frame["y"] + frame["height"], (lon, lat)
    assert "Engel" in page.hover(-24.3, -38.2)


def test_a_click_chooses_a_region_and_a_row_of_its_card_a_corridor(page: MapPage) -> None:
    page.click(-24.3, -38.2)
    page.sees(place="AB-ENG")
    assert "canton · The north" in page.card.inner_text()
    page.card.locator("ol.ranked a").first.click()
    page.until("() => /place=AB-ENG~AB-/.test(location.search)")
    page.settle()
    assert "Engel → " in page.card.inner_text()
    key = page.query["place"]
    assert key in page.trace("corridors")["locations"]


def test_zones_filter_and_time_moves(page: MapPage) -> None:
    page.page.locator("#from-chips label").get_by_text("The north").click()
    page.sees(from_="north")
    starts = {key.partition("~")[0] for key in page.trace("corridors")["locations"]}
    assert starts == {"AB-ENG", "AB-NOR"}
    page.press_radio("2001–2011")
    page.sees(period="2001-2011", from_="north")
    assert "2001–2011" in page.sentence
    page.page.locator("#clock [data-step='-1']").click()
    page.sees(period=None)


def test_the_table_picks_a_corridor(page: MapPage) -> None:
    page.open("?view=table")
    row = page.page.locator("#grid .ag-row[row-index='0']").first
    row.wait_for()
    assert page.page.locator("#grid .ag-row").count() >= 18
    row.click()
    page.until("() => /place=AB-[A-Z]{3}~AB-[A-Z]{3}/.test(location.search)")


def test_a_share_link_opens_the_same_view(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport=DESKTOP)
    try:
        opened = MapPage(context.new_page(), address)
        opened.load(f"?period=2001-2011&from=north&top=5&place={PAIR}")
        assert opened.query["place"] == PAIR
        assert "Engel → Sudmark" in opened.card.inner_text()
        assert "from The north" in opened.sentence
        assert opened.page.locator("#notices").inner_text() == ""
        assert opened.said == []
    finally:
        context.close()


def test_the_data_interface_speaks_of_cantons(address: str) -> None:
    def asked(path: str) -> dict[str, object]:
        with urllib.request.urlopen(address + path) as reply:
            found: dict[str, object] = json.load(reply)
        return found

    answer = asked("api/cantons?period=2001-2011")
    rows = answer["rows"]
    assert isinstance(rows, list)
    assert [row["canton_code"] for row in rows] == list(CODES)
    assert {row["zone"] for row in rows} == {"north", "south"}
    described = json.dumps(asked("api/openapi.json"))
    assert FOREIGN.findall(described) == []
    for path in ("corridors", "zones", "indicators", "change"):
        assert asked(f"api/{path}")["rows"]
        assert FOREIGN.findall(json.dumps(asked(f"api/{path}"))) == []
