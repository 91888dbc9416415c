"""Names stand in the order of the flows, and nothing lies on a province that has figures."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

import numpy as np
import pytest

from tests import raw
from tests.pages import SIZES, MapPage

pytestmark = pytest.mark.long

Opened = Callable[[str, str], MapPage]
BETWEEN = pytest.param("projector", marks=pytest.mark.whole)
"""The size between the two others."""
each_size = pytest.mark.parametrize("size", ["desktop", BETWEEN, "phone"])
COUNTED = raw.regions().index.tolist()

NAMES = """() => {
  const plot = document.querySelector("#map");
  const group = [...plot.querySelectorAll(".scatterlayer .trace")]
    .find((one) => one.__data__[0].trace.uid === "labels-0");
  const { customdata } = group.__data__[0].trace;
  return [...group.querySelectorAll("text")].map((text) => {
    const { left, top, right, bottom } = text.getBoundingClientRect();
    const at = group.__data__.indexOf(text.__data__ || text.parentNode.__data__);
    return { code: customdata[at], text: text.textContent, box: [left, top, right, bottom],
      seen: text.style.visibility !== "hidden", bold: text.classList.contains("name-first") };
  });
}"""

# How many pixels of provinces with figures lie under what stands on the map, on a grid of 2.
COVERED = """([codes, selector]) => {
  const plot = document.querySelector("#map");
  const group = [...plot.querySelectorAll(".choroplethlayer .trace")]
    .find((one) => one.__data__[0].trace.uid === "regions-0");
  const paths = [...group.querySelectorAll("path")]
    .filter((path) => codes.includes(path.__data__.loc));
  const toLocal = paths[0].getScreenCTM().inverse();
  const svg = paths[0].ownerSVGElement;
  let count = 0;
  for (const one of document.querySelectorAll(selector)) {
    const box = one.getBoundingClientRect();
    for (let x = box.left + 1; x < box.right; x += 2) {
      for (let y = box.top + 1; y < box.bottom; y += 2) {
        const spot = svg.createSVGPoint();
        [spot.x, spot.y] = [x, y];
        const local = spot.matrixTransform(toLocal);
        count += paths.some((path) => path.isPointInFill(local)) ? 4 : 0;
      }
    }
  }
  return count;
}"""
ON_THE_MAP = "#legend-box, .map-buttons button, #chips > *, #note"


@pytest.fixture
def opened(at_size: Callable[[str, dict[str, int]], MapPage]) -> Opened:
    """Open a view in the window of a size and wait until its map keeps still."""
    return lambda query, size: at_size(query, SIZES[size]).still()


def by_flow() -> list[str]:
    """Provinces by the people in the 60 drawn corridors at either end, largest first."""
    flows = raw.flows(raw.FIRST).head(60)
    codes = {name: code for code, name in raw.regions()["name_en"].items()}
    people: dict[str, float] = {}
    for end in ("origin", "destination"):
        for name, persons in zip(flows[end], flows["persons"], strict=True):
            people[codes[name]] = people.get(codes[name], 0) + persons
    return sorted(people, key=people.__getitem__, reverse=True)


@each_size
def test_nothing_lies_on_a_province_with_figures(opened: Opened, size: str) -> None:
    page = opened("", size)
    assert page.page.evaluate(COVERED, [COUNTED, ON_THE_MAP]) == 0
    # On a phone the source line has the room that the open key would need.
    is_open = page.page.locator("#legend-box").get_attribute("open") is not None
    assert is_open == (size != "phone")


@pytest.mark.parametrize("query", ["?layers=regions,borders,zones,corridors,halves,labels,nearest"])
def test_a_key_without_room_folds_and_still_names_shade_and_width(
    opened: Opened, query: str
) -> None:
    page = opened(query, "projector")
    box = page.page.locator("#legend-box")
    assert box.get_attribute("open") is None
    assert "Net migration, people" in box.inner_text()
    assert "1M" in box.inner_text()
    assert box.locator(".key-swatches i").count() == 5
    assert page.page.evaluate(COVERED, [COUNTED, ON_THE_MAP]) == 0
    box.locator("summary").click()
    page.until("() => document.getElementById('legend-box').open")
    assert "Out and in, people" in page.legend.inner_text()


@each_size
def test_names_are_drawn_in_the_order_of_the_flows(opened: Opened, size: str) -> None:
    page = opened("", size)
    names = {one["code"]: one for one in page.page.evaluate(NAMES)}
    order = by_flow()
    first = 4 if size == "phone" else 6
    assert {code for code, one in names.items() if one["bold"]} == set(order[:first])
    seen = [names[code]["seen"] for code in order]
    assert all(seen)
    assert [names[code]["text"] for code in order[:15] if len(names[code]["text"]) < 2] == []
    assert [one["text"] for code, one in names.items() if code in COUNTED and not one["seen"]] == []
    named = sum(len(names[code]["text"]) > 1 for code in COUNTED)
    assert named >= (30 if size == "phone" else 31)
    assert all(one["text"][-1] in "+−" for code, one in names.items() if code in COUNTED)
    shown = [one for one in names.values() if one["seen"]]
    for one, other in combinations(shown, 2):
        (left, top, right, bottom), (west, north, east, south) = one["box"], other["box"]
        apart = left >= east or west >= right or top >= south or north >= bottom
        assert apart, (one["text"], other["text"])


@each_size
def test_places_without_figures_are_not_named_on_a_province_with_some(
    opened: Opened, size: str
) -> None:
    page = opened("", size)
    names = [one for one in page.page.evaluate(NAMES) if one["code"] not in COUNTED and one["seen"]]
    assert names
    for one in names:
        left, top, right, bottom = one["box"]
        spots = [[x, y] for x in (left, (left + right) / 2, right) for y in (top, bottom)]
        assert not page.page.evaluate(IN_FILL, [COUNTED, spots]), one["text"]


IN_FILL = """([codes, spots]) => {
  const paths = [...document.querySelectorAll("#map .choroplethlayer path")]
    .filter((path) => path.__data__ && codes.includes(path.__data__.loc));
  const toLocal = paths[0].getScreenCTM().inverse();
  return spots.some(([x, y]) => {
    const spot = paths[0].ownerSVGElement.createSVGPoint();
    [spot.x, spot.y] = [x, y];
    return paths.some((path) => path.isPointInFill(spot.matrixTransform(toLocal)));
  });
}"""


def test_the_chosen_is_named_first_and_outlined_on_all_sides(at: Callable[..., MapPage]) -> None:
    page = at("?place=54-63")
    ranks = dict(
        zip(page.trace("labels")["customdata"], page.trace("labels")["meta"]["ranks"], strict=True)
    )
    assert {ranks["54"], ranks["63"]} == {0, 1}
    outlines = page.page.evaluate(
        """() => [...document.querySelectorAll("#map .outlines path")].map((path) =>
          [path.getAttribute("class"), path.getAttribute("d"),
           path.parentNode.previousElementSibling.__data__[0].trace.uid])"""
    )
    shapes = page.page.evaluate(
        """() => [...document.querySelectorAll("#map .choroplethlayer .trace path")]
          .filter((path) => ["54", "63"].includes(path.__data__.loc))
          .map((path) => path.getAttribute("d"))"""
    )
    *lines, arrow = outlines
    assert [one[0] for one in lines] == ["outline-casing"] * 2 + ["outline-line"] * 2
    assert {one[1] for one in lines} == set(shapes)
    assert {one[2] for one in outlines} == {"corridors-0"}  # nothing covers half of it
    assert arrow[0] == "chosen-arrow"  # and the chosen corridor stands above it


def test_no_figure_is_hatched_on_the_map_as_in_the_key(at: Callable[..., MapPage]) -> None:
    page = at("?shade=gdp_per_capita_published")
    hatched = page.page.evaluate(
        """() => [...document.querySelectorAll("#map path.hatched")]
          .map((path) => [path.__data__.loc, path.style.fill])"""
    )
    meta = page.trace("regions")["meta"]
    assert sorted(code for code, _fill in hatched) == sorted(meta["blank"])
    assert len(hatched) > 3
    assert {fill for _code, fill in hatched} == {'url("#hatch-blank")'}


def test_sites_are_quiet_until_a_network_is_chosen_or_the_map_is_near(
    at: Callable[..., MapPage],
) -> None:
    shown = """() => [...document.querySelectorAll("#map .scatterlayer .trace")]
      .filter((group) => group.__data__[0].trace.uid === "sites-0")
      .flatMap((group) => [...group.querySelectorAll("text")])
      .filter((text) => text.style.visibility !== "hidden").length"""
    page = at("")
    assert page.page.evaluate(shown) == 0
    page = at("?place=chifeng-beijing")
    assert page.page.evaluate(shown) > 3


def test_no_name_and_no_site_lies_on_a_half_circle(at: Callable[..., MapPage]) -> None:
    page = at("?layers=regions,halves,labels,sites&period=2005-2010").still()
    covered = page.page.evaluate(
        """() => {
          const plot = document.querySelector("#map");
          const halves = [...plot.querySelectorAll(".choroplethlayer .trace")]
            .filter((group) => group.__data__[0].trace.uid === "halves-0")
            .flatMap((group) => [...group.querySelectorAll("path")]);
          const over = [...plot.querySelectorAll(".scatterlayer text, .scatterlayer .point")]
            .filter((one) => getComputedStyle(one).visibility !== "hidden");
          const boxOf = (one) => one.getBoundingClientRect();
          const lies = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
            && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
          return [halves.length, halves.flatMap((half) => over
            .filter((one) => lies(boxOf(half), boxOf(one)))
            .map((one) => half.__data__.loc + " under " + one.textContent))];
        }"""
    )
    assert covered == [62, []]


@each_size
@pytest.mark.parametrize("query", ["", "?layers=regions,halves,labels", "?place=51"])
def test_a_name_lies_in_its_own_province_or_beside_it_with_most_of_it_on_no_other(
    opened: Opened, size: str, query: str
) -> None:
    page = opened(query, size)
    drawn = page.trace("labels")
    labels = dict(
        zip(drawn["customdata"], zip(drawn["lon"], drawn["lat"], strict=True), strict=True)
    )
    led = [start for start, _end in page.page.evaluate(LEADERS)]
    inside = 0
    for one in page.page.evaluate(NAMES):
        if not one["seen"] or one["code"] not in COUNTED:
            continue
        left, top, right, bottom = one["box"]
        middle = [[(left + right) / 2, (top + bottom) / 2]]
        if page.page.evaluate(IN_FILL, [[one["code"]], middle]):
            inside += 1
            continue
        on_it, touching, beside = (
            [
                [x, y]
                for x in (left - edge, (left + right) / 2, right + edge)
                for y in (top - edge, (top + bottom) / 2, bottom + edge)
            ]
            for edge in (0, 3, 24)
        )
        others = [code for code in COUNTED if code != one["code"]]
        assert not page.page.evaluate(IN_FILL, [others, middle]), one["text"]
        covered = [spot for spot in on_it if page.page.evaluate(IN_FILL, [others, [spot]])]
        assert len(covered) <= 3, one["text"]
        off = _off(one["box"], page.at(*labels[one["code"]]))
        assert off <= 25 or page.page.evaluate(IN_FILL, [[one["code"]], beside]), one["text"]
        is_at_it = off < 9 or page.page.evaluate(IN_FILL, [[one["code"]], touching])
        assert is_at_it or any(_touches(one["box"], start) for start in led), one["text"]
    assert inside >= 20 or "halves" in query


@each_size
@pytest.mark.parametrize("query", ["", "?period=2015-2020", "?layers=regions,halves,labels"])
def test_of_the_places_that_are_not_in_the_tables_all_are_named_or_none(
    opened: Opened, size: str, query: str
) -> None:
    page = opened(query, size)
    plain = [one for one in page.page.evaluate(NAMES) if one["code"] not in COUNTED]
    assert len(plain) == 3
    assert len({one["seen"] for one in plain}) == 1
    assert all(one["seen"] for one in plain) or "halves" in query


LEADERS = """() => [...document.querySelectorAll("#map .name-leader")].map((line) => {
  const matrix = line.getScreenCTM();
  return [0, line.getTotalLength()].map((at) => {
    const { x, y } = line.getPointAtLength(at).matrixTransform(matrix);
    return [x, y];
  });
})"""


@each_size
def test_a_name_far_from_its_place_has_a_line_to_it(opened: Opened, size: str) -> None:
    page = opened("", size)
    names = [one for one in page.page.evaluate(NAMES) if one["seen"] and len(one["text"]) > 1]
    drawn = page.trace("labels")
    places = dict(
        zip(drawn["customdata"], zip(drawn["lon"], drawn["lat"], strict=True), strict=True)
    )
    lines = page.page.evaluate(LEADERS)
    assert lines or size == "phone"
    led = set()
    for start, end in lines:
        found = [
            one["code"]
            for one in names
            if _touches(one["box"], start)
            and np.hypot(*np.subtract(end, page.at(*places[one["code"]]))) < 4
        ]
        assert len(found) == 1, (start, end, found)
        led.update(found)
    for one in names:
        left, top, right, bottom = one["box"]
        middle = [(left + right) / 2, (top + bottom) / 2]
        off = np.hypot(*np.subtract(middle, page.at(*places[one["code"]])))
        is_outside = not page.page.evaluate(IN_FILL, [[one["code"]], [middle]])
        is_there = _off(one["box"], page.at(*places[one["code"]])) < 9  # 5, and 4 as above
        assert one["code"] in led or off < 20 or is_there or not is_outside, one["text"]
        assert one["code"] not in led or (is_outside and off > 12), one["text"]


def test_lines_go_with_the_names(opened: Opened) -> None:
    page = opened("", "desktop")
    assert page.page.evaluate(LEADERS)
    page.open("?layers=regions,corridors").still()
    assert page.page.evaluate(LEADERS) == []


def _touches(box: list[float], spot: list[float]) -> bool:
    """Whether a spot lies so far beside a box that a line from it is no part of its text."""
    return 4 <= _off(box, spot) <= 6


def _off(box: list[float], spot: list[float]) -> float:
    """Pixels from a box to a spot outside of it."""
    left, top, right, bottom = box
    return float(
        np.hypot(max(left - spot[0], 0, spot[0] - right), max(top - spot[1], 0, spot[1] - bottom))
    )


RINGS = "?layers=regions,corridors,rings,labels,networks,sites"
NEAR_PX = 60  # three lines of letters


def named_at(page: MapPage) -> dict[str, tuple[str, list[float]]]:
    """Text and middle of every name that is seen, by code."""
    return {
        one["code"]: (one["text"], [sum(one["box"][i::2]) / 2 for i in (0, 1)])
        for one in page.page.evaluate(NAMES)
        if one["seen"]
    }


EVERY_SCREEN = [*((size, False) for size in SIZES), ("projector", True)]


@pytest.mark.parametrize(("size", "is_hall"), EVERY_SCREEN)
def test_rings_leave_the_names_where_they_are_or_near(
    opened: Opened, size: str, is_hall: bool
) -> None:
    found = []
    for query in ("", RINGS):
        page = opened(query, size)
        if is_hall:
            page.page.keyboard.press("p")
            page.until("() => document.documentElement.dataset.room").settle().still()
        found.append(named_at(page))
        page.leave_room()
    plain, ringed = found
    assert {code: text for code, (text, _at) in plain.items() if len(text) > 1}.items() <= {
        code: text for code, (text, _at) in ringed.items()
    }.items()
    for code, (text, (x, y)) in plain.items():
        far = np.hypot(ringed[code][1][0] - x, ringed[code][1][1] - y)
        assert far <= NEAR_PX or len(text) == 1, (text, far)


@each_size
@pytest.mark.parametrize(
    ("period", "said"),
    [
        ("1995-2000", "another township or street of the same province"),
        ("2015-2020", "another county or district of the same province"),
        ("2000-2005", "moves inside provinces are not in these tables for 2000–2005"),
    ],
)
def test_a_folded_key_tells_rings_their_size_and_what_is_counted(
    opened: Opened, size: str, period: str, said: str
) -> None:
    page = opened(f"{RINGS}&period={period}", size)
    box = page.page.locator("#legend-box")
    if box.get_attribute("open") is not None:
        told = "Not in these tables for" if period == "2000-2005" else said
        assert told in page.legend.inner_text()
        return
    assert said in box.locator("#key-folded").inner_text()
    assert page.page.evaluate(COVERED, [COUNTED, ON_THE_MAP]) == 0
    rings = box.locator("#key-folded .key-ring")
    assert rings.count() == (period != "2000-2005")
    if rings.count():
        assert "2M" in box.locator("#key-folded").inner_text()
        # Its area is people, as on the map: that of one province with a known number.
        code, persons = next(iter(inside(period).items()))
        drawn = page.page.evaluate(DRAWN_RING, code)
        expected = drawn * (2_000_000 / persons) ** 0.5
        assert rings.bounding_box()["width"] == pytest.approx(expected, abs=2)


def inside(period: str) -> dict[str, float]:
    """People who moved inside each province, the most first."""
    rows = raw.rows_of("nbs_within-province/within_province_moves.csv")
    kind = "township" if period == raw.FIRST else "county"
    found = {
        row["province_code"]: int(row["sample_persons"]) * raw.FACTORS[period]
        for row in rows
        if row["period"] == period and row["measure"] == f"within_province_other_{kind}"
    }
    del found["00"]
    return dict(sorted(found.items(), key=lambda one: -one[1]))


DRAWN_RING = """(code) => {
  const group = [...document.querySelectorAll("#map .choroplethlayer .trace")]
    .find((one) => one.__data__[0].trace.uid === "rings-0");
  const path = [...group.querySelectorAll("path")].find((one) => one.__data__.loc.startsWith(code));
  return path.getBoundingClientRect().width;
}"""


def test_corridors_lie_over_rings(opened: Opened) -> None:
    page = opened(RINGS, "desktop")
    drawn = page.page.evaluate(
        """() => [...document.querySelectorAll("#map .choroplethlayer .trace")]
          .map((group) => group.__data__[0].trace.uid)"""
    )
    assert drawn.index("rings-0") < drawn.index("corridors-0")


@pytest.mark.parametrize("query", ["", f"{RINGS}&period=2005-2010"])
@pytest.mark.parametrize(("size", "is_hall"), EVERY_SCREEN)
def test_no_name_is_cut_at_an_edge_of_the_map(
    opened: Opened, size: str, is_hall: bool, query: str
) -> None:
    page = opened(query, size)
    if is_hall:
        page.page.keyboard.press("p")
        page.until("() => document.documentElement.dataset.room").settle().still()
    left, top, right, bottom = page.page.evaluate(
        """() => {
          const box = document.querySelector("#map").getBoundingClientRect();
          return [box.left, box.top, box.right, box.bottom];
        }"""
    )
    for one in page.page.evaluate(NAMES):
        west, north, east, south = one["box"]
        inside = west >= left and east <= right and north >= top and south <= bottom
        assert inside or not one["seen"], one["text"]
    # None without figures is driven away by it.
    assert {one["code"] for one in page.page.evaluate(NAMES) if one["seen"]} > {*COUNTED}
    page.leave_room()
