"""Shapes that stay are not projected again, and what stays is what would be drawn anew."""

from __future__ import annotations

from collections.abc import Callable

from tests.pages import MapPage

WATCH = """() => {
  window.projected = new Set();
  new MutationObserver((changes) => changes.forEach(({ target }) =>
    target.closest(".choroplethlayer") && window.projected.add(target.__data__.loc))
  ).observe(document.getElementById("map"), {
    subtree: true, attributes: true, attributeFilter: ["d"] });
}"""
PATHS = """() => Object.fromEntries(
  [...document.querySelectorAll("#map .choroplethlayer path")].map((path) =>
    [path.__data__.loc, [path.getAttribute("d"), path.style.fill, path.style.fillOpacity]]))"""


def west(page: MapPage) -> None:
    page.page.locator("#from-chips label").get_by_text("West", exact=True).click()
    page.sees(from_="west")


def later(page: MapPage) -> None:
    page.page.get_by_role("button", name="Next interval").click()
    page.sees(from_="west", period="2000-2005")


def everything(page: MapPage) -> None:
    page.page.locator("#quick-counts").get_by_text("all", exact=True).click()
    page.sees(from_="west", period="2000-2005", top="all")


def test_a_filter_projects_its_corridors_alone(anew: Callable[..., MapPage]) -> None:
    page = anew("").still()
    page.page.evaluate(WATCH)
    west(page)
    projected = page.page.evaluate("() => [...window.projected]")
    assert projected
    assert [loc for loc in projected if "-" not in loc] == []


def test_what_stays_is_what_would_be_drawn_anew(
    at: Callable[[str], MapPage], anew: Callable[..., MapPage]
) -> None:
    changed, drawn = at(""), anew("?from=west&period=2000-2005&top=all")
    west(changed)
    before = changed.camera()
    changed.page.get_by_role("button", name="Zoom in").click()
    changed.until("before => watched.camera().scale !== before.scale", before)
    later(changed)
    changed.page.get_by_role("button", name="Whole country").click()
    changed.until("before => watched.camera().scale === before.scale", before)
    everything(changed)
    found, expected = (page.page.evaluate(PATHS) for page in (changed, drawn))
    assert len(found) == len(expected) > 300
    assert found == expected


def test_lines_lie_where_plotly_would_draw_them(at: Callable[[str], MapPage]) -> None:
    page = at("?top=all")
    off = page.page.evaluate(
        """() => {
          const { projection } = document.getElementById("map")._fullLayout.geo._subplot;
          const plotly = projection.getPath();
          const paths = [...document.querySelectorAll("#map .choroplethlayer path")]
            .filter(({ __data__: point }) => point.loc.includes("-"));
          return paths.map((path) => {
            const spots = path.getAttribute("d").match(/-?[\\d.]+/g).map(Number);
            const [xs, ys] = [0, 1].map((axis) => spots.filter((_, i) => i % 2 === axis));
            const ours = [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
            const theirs = plotly.bounds(path.__data__.geojson).flat();
            return Math.max(...ours.map((edge, i) => Math.abs(edge - theirs[i])));
          });
        }"""
    )
    assert len(off) == 930
    assert max(off) < 0.1
