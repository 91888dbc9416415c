"""The matrix under the hand: mouse, arrows, Enter, marks, its own box, the chords of the zones."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.pages import SIZES, MapPage

View = Callable[..., MapPage]
CELLS = "() => document.querySelectorAll('table.pairs td[data-said]').length"


def open_pairs(page: MapPage) -> MapPage:
    return page.until(f"() => ({CELLS})() > 0")


def cell(page: MapPage, key: str) -> object:
    return page.page.locator(f"table.pairs td[data-value='{key}']")


def said(page: MapPage) -> str:
    return page.page.locator("#pair-said").inner_text()


def test_a_click_chooses_a_corridor_as_on_the_map_and_a_second_lets_go(at: View) -> None:
    page = open_pairs(at("?view=pairs"))
    cell(page, "43-44").click()
    page.sees(place="43-44", view="pairs")
    page.until("() => document.querySelector('table.pairs td[aria-selected]')")
    chosen = page.page.locator("table.pairs td[aria-selected='true']")
    assert "Hunan → Guangdong: 2.52 million people, 252,133 in the sample" in said(page)
    page.page.get_by_role("link", name="Show on the map").click()
    page.sees(view=None, place="43-44")
    assert page.card.locator("h2").inner_text() == "Hunan → Guangdong"
    page.page.go_back()
    page.sees(view="pairs", place="43-44")
    chosen.click()
    page.sees(place=None, view="pairs")


def test_arrows_walk_and_enter_chooses_without_stepping_in_time(at: View) -> None:
    page = open_pairs(at("?view=pairs&order=zone"))
    first = page.page.locator("table.pairs td[tabindex='0']")
    assert first.count() == 1
    first.focus()
    keys = page.page.keyboard
    keys.press("Control+Home")
    for key in ("ArrowDown", "ArrowRight", "ArrowRight"):
        keys.press(key)
    at_now = page.page.evaluate("document.activeElement.dataset.value")
    assert at_now == "12-13"  # second row, third column
    assert said(page).startswith("Tianjin → Hebei:")
    keys.press("Enter")
    page.sees(place="12-13", period=None)
    page.until("() => document.querySelector('table.pairs td[aria-selected]')")
    assert page.page.evaluate("document.activeElement.getAttribute('aria-selected')") == "true"
    keys.press(" ")
    page.sees(place=None, period=None)
    assert page.page.locator("table.pairs td[tabindex='0']").count() == 1


def test_what_the_filters_keep_comes_into_sight(at: View) -> None:
    page = open_pairs(at("?view=pairs&order=zone"))
    page.page.evaluate("document.activeElement.blur()")  # who walks in the matrix stays there
    page.open("?view=pairs&order=zone&from=65")
    page.until("""() => {
      const box = document.querySelector(".pairs-box .table-scroll").getBoundingClientRect();
      const cell = document.querySelector("table.pairs td.figure").getBoundingClientRect();
      return cell.top >= box.top + 100 && cell.bottom <= box.bottom;
    }""")


@pytest.mark.parametrize("size", SIZES)
def test_the_matrix_scrolls_in_its_own_box(at_size: View, size: str) -> None:
    page = open_pairs(at_size("?view=pairs", SIZES[size]))
    wide = page.page.evaluate(
        "[document.documentElement.scrollWidth, document.querySelector('.panel-pairs').scrollWidth]"
    )
    assert max(wide) <= SIZES[size]["width"]
    least = page.page.evaluate(
        """() => [...document.querySelectorAll("table.pairs td[data-said]")].reduce((least, one) =>
          Math.min(least, one.offsetWidth, one.offsetHeight), 99)"""
    )
    assert least >= 24
    heads = page.page.evaluate(
        """() => {
          const box = document.querySelector(".pairs-box .table-scroll");
          box.scrollTo(200, 200);
          const frame = box.getBoundingClientRect();
          const top = document.querySelector(".column-heads th:nth-child(4)");
          const left = document.querySelectorAll("table.pairs tbody th[scope=row]")[12];
          return [top.getBoundingClientRect().top - frame.top,
            left.getBoundingClientRect().left - frame.left];
        }"""
    )
    assert heads[0] < 60
    assert heads[1] < 40


def test_a_click_on_a_chord_keeps_its_pair_of_zones_and_it_is_marked(at: View) -> None:
    page = at("?view=zones")
    page.until("() => document.querySelector('.chart-zones .js-plotly-plot .fills path')")
    point = page.page.evaluate(
        """() => {
          const plot = document.querySelector(".chart-zones .js-plotly-plot");
          const band = plot.data.find((one) => (one.meta || "").includes("from=central&to=east"));
          const { xaxis, yaxis } = plot._fullLayout;
          const middle = (values) => values.reduce((a, b) => a + b) / values.length;
          const box = plot.getBoundingClientRect();
          return [box.left + xaxis._offset + xaxis.l2p(middle(band.x)),
            box.top + yaxis._offset + yaxis.l2p(middle(band.y))];
        }"""
    )
    page.page.mouse.move(*point)
    page.until("() => document.querySelector('.chart-zones .hovertext')")
    page.page.mouse.click(*point)
    page.sees(from_="central", to="east", view=None)
    page.page.go_back()
    page.sees(view="zones", from_=None)
    page.open("?view=zones&from=west&to=east")
    page.until("() => document.querySelector('.matrix td.marked')")
    marked = page.page.locator(".matrix td.marked a")
    assert marked.count() == 1
    assert marked.get_attribute("title").startswith("West → East")
    assert marked.get_attribute("aria-current") == "true"
    thick = page.page.evaluate(
        """() => document.querySelector(".chart-zones .js-plotly-plot").data
          .filter((one) => one.line.width === 3).map((one) => one.text)"""
    )
    assert len(thick) == 1
    assert thick[0].startswith("West → East")
    marked.click()
    page.sees(from_=None, to=None, view="zones")
