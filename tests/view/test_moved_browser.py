"""Where a reader has moved the map, and how tables are turned, are part of the link."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.pages import ENTRY, PROJECTOR, MapPage

pytestmark = pytest.mark.long

Anew = Callable[..., MapPage]
View = Callable[[str], MapPage]
FIRST_ROWS = """() => { const keys = [];
  dash_ag_grid.getApi("grid").forEachNodeAfterFilterAndSort((node) => keys.push(node.id));
  return keys.slice(0, 20); }"""
NAMES = "#tab-indicators table.sortable tbody th"
NO_CAMERA = "() => !new URLSearchParams(location.search).has('camera')"
HAS_CAMERA = "() => new URLSearchParams(location.search).has('camera')"
WRITTEN = """() => {
  const text = new URLSearchParams(location.search).get("camera");
  const [lon, lat] = (text || "").split(",").map(Number);
  const now = watched.camera();
  return Boolean(text) && Math.abs(now.lon - lon) < 0.001 && Math.abs(now.lat - lat) < 0.001; }"""
WITHIN = 0.01  # the address is shorter than what the browser holds


def first_names(page: MapPage) -> list[str]:
    return page.page.locator(NAMES).all_inner_texts()[:10]


def corners(page: MapPage) -> list[float]:
    """Two places of the country on the screen, in shares of the frame of the map."""
    box = page.page.locator("#map").bounding_box()
    spots = [page.at(104, 30), page.at(121, 31)]
    return [
        value
        for x, y in spots
        for value in ((x - box["x"]) / box["width"], (y - box["y"]) / box["height"])
    ]


def by_wheel(page: MapPage) -> None:
    page.page.mouse.move(*page.at(110, 32))
    page.page.mouse.wheel(0, -400)


def by_drag(page: MapPage) -> None:
    by_wheel(page)
    x, y = page.at(108, 33)
    page.page.mouse.move(x, y)
    page.page.mouse.down()
    page.page.mouse.move(x + 90, y - 60, steps=5)
    page.page.mouse.up()


def by_buttons(page: MapPage) -> None:
    for name in ("Zoom in", "Zoom in", "Move east", "Move south"):
        page.page.get_by_role("button", name=name).click()


@pytest.mark.parametrize("moves", [by_wheel, by_drag, by_buttons])
def test_a_moved_map_opens_the_same_in_a_clean_browser(
    at: View, anew: Anew, moves: Callable
) -> None:
    page = at("?top=20")
    entry, asked = page.page.evaluate(ENTRY), len(page.asked)
    moves(page)
    page.until(WRITTEN)
    page.settle()
    assert page.page.evaluate(ENTRY) == entry
    assert page.asked[asked:] == []  # nothing is asked of the server
    seen, link = corners(page), page.page.url.removeprefix(page.address)
    other = anew(link)
    assert other.query == page.query
    assert corners(other) == pytest.approx(seen, abs=WITHIN)
    assert other.camera() == pytest.approx(page.camera(), rel=1e-3)
    assert page.said == other.said == []


def test_a_link_shows_the_same_part_on_another_screen(anew: Anew) -> None:
    page = anew("?camera=105,30,4")
    here = page.at(105, 30)
    page.page.set_viewport_size(PROJECTOR)
    page.still()
    box = page.page.locator("#map").bounding_box()
    assert page.at(105, 30) != here
    middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    assert page.at(105, 30) == pytest.approx(middle, abs=2)
    assert page.query == {"camera": "105,30,4"}


def test_home_takes_the_camera_out_of_the_link_and_back_follows_it(at: View) -> None:
    page = at("")
    home = page.camera()
    by_buttons(page)
    page.until(WRITTEN)
    moved = page.camera()
    page.page.locator("#from-chips label").get_by_text("West", exact=True).click()
    page.sees(from_="west")
    assert page.camera() == pytest.approx(moved)
    page.page.get_by_role("button", name="Whole country").click()
    page.until(NO_CAMERA)
    assert page.query == {"from": "west"}
    page.page.go_back()
    page.until(HAS_CAMERA)
    page.settle()
    assert page.camera() == pytest.approx(moved, rel=1e-3)
    page.card.locator(".ranked a").first.click()
    page.until("() => new URLSearchParams(location.search).has('place')")
    page.until(HAS_CAMERA)  # links of the page keep it
    assert page.camera() == pytest.approx(moved, rel=1e-3)
    assert home["scale"] < moved["scale"]


@pytest.mark.parametrize("wrong", ["camera=105,30", "camera=105,30,99", "sort=beauty:up"])
def test_what_cannot_be_is_told_and_left_out(anew: Anew, wrong: str) -> None:
    page = anew(f"?top=20&{wrong}")
    (notice,) = page.page.locator("#notices .notice").all_inner_texts()
    field, _, found = wrong.partition("=")
    assert notice.startswith(f"{field}:")
    assert found in notice
    home = page.camera()
    page.page.get_by_role("button", name="Whole country").click()
    assert page.camera() == pytest.approx(home)
    page.page.get_by_role("button", name="Next interval").click()
    page.sees(period="2000-2005", top="20", **{field: None})


def test_the_order_of_the_table_is_part_of_the_link(at: View, anew: Anew) -> None:
    page = at("?view=table")
    page.page.locator("#grid .ag-header-cell[col-id=net] .ag-header-cell-label").click()
    page.sees(sort="net:up")
    page.page.locator("#grid .ag-header-cell[col-id=net] .ag-header-cell-label").click()
    page.sees(sort="net:down")
    rows = page.page.evaluate(FIRST_ROWS)
    page.page.locator(".table-heading [data-value=map]").click()
    page.tab("Table")
    page.sees(view="table", sort="net:down")
    assert page.page.evaluate(FIRST_ROWS) == rows
    other = anew("?view=table&sort=net:down")
    other.until(f"wanted => String(({FIRST_ROWS})()) === String(wanted)", rows)
    plain = anew("?view=table")
    assert plain.page.evaluate(FIRST_ROWS) != rows


def test_the_order_of_the_indicators_is_part_of_the_link(at: View, anew: Anew) -> None:
    page = at("?view=indicators&sort=net:down")
    usual = first_names(page)
    asked = len(page.asked)
    head = page.page.locator("th[data-column=net_migration_rate]")
    head.get_by_role("button").click()
    page.sees(sort="net:down,net_migration_rate:down")  # that of the table stays
    assert page.asked[asked:] == []
    names = first_names(page)
    assert names != usual
    other = anew("?view=indicators&sort=net_migration_rate:down")
    assert first_names(other) == names
    assert other.page.locator("th[aria-sort=descending]").get_attribute("data-column") == (
        "net_migration_rate"
    )
    region = page.page.locator("th[data-column=region]").get_by_role("button")
    region.click()
    page.sees(sort="net:down")
    assert first_names(page) == usual
