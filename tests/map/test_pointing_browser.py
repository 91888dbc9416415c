"""A hand can hit it: every corridor answers on its line and beside it, a drag chooses nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

import numpy as np
import pytest
import shapely

from tests.pages import SIZES, MapPage

pytestmark = pytest.mark.long

REACH_PX, NETWORK_PX, CLEAR_PX = 6.0, 3.0, 1.0
BESIDE_PX = (-4.0, 0.0, 4.0)
ALONG = (0.15, 0.3, 0.45, 0.6, 0.75, 0.9)

ON_SCREEN = """() => {
  const plot = document.querySelector("#map");
  const { projection } = plot._fullLayout.geo._subplot;
  const named = (uid) => plot.data.find((one) => one.uid === uid);
  const line = named("networks-1");
  return {
    size: [plot.clientWidth, plot.clientHeight],
    corridors: named("corridors-0").geojson.features
      .map((one) => [one.id, one.geometry.coordinates[0].map((at) => projection(at))]),
    networks: line.lon.map((lon, i) => (lon === null ? null : projection([lon, line.lat[i]]))),
    marks: ["sites-0", "networks-2"].map(named).flatMap(({ lon, lat }) =>
      lon.map((x, i) => projection([x, lat[i]]))),
  };
}"""

ANSWERS = """spots => {
  const plot = document.querySelector("#map");
  const ground = plot.querySelector(".geo .bg rect") || plot.querySelector(".geo rect");
  const box = plot.getBoundingClientRect();
  const tell = (kind, [x, y]) => ground.dispatchEvent(new MouseEvent(kind, {
    bubbles: true, clientX: box.left + x, clientY: box.top + y,
  }));
  return spots.map((spot) => {
    tell("mouseout", spot);
    tell("mousemove", spot);
    const [found] = plot._hoverdata || [];
    return found ? [found.data.uid, found.customdata] : null;
  });
}"""


@pytest.fixture
def page(
    at_size: Callable[[str, dict[str, int]], MapPage], request: pytest.FixtureRequest
) -> MapPage:
    """The view at home of a size, with the whole country in its frame."""
    opened = at_size("", SIZES[getattr(request, "param", "desktop")])
    opened.page.evaluate("window.cameraAtHome = window.cameraAtHome || watched.camera()")
    opened.page.get_by_role("button", name="Whole country").click()
    return opened.until(
        """() => Object.entries(watched.camera()).every(([part, value]) =>
          Math.abs(value - window.cameraAtHome[part]) < 1e-9)"""
    )


def spots_of(drawn: dict) -> list[tuple[str, tuple[float, float]]]:
    """Spots on each corridor and beside it, with the corridor that must answer there."""
    names = [name for name, _ring in drawn["corridors"]]
    shapes = shapely.polygons([ring for _name, ring in drawn["corridors"]])
    runs: list[list[list[float]]] = [[]]
    for point in drawn["networks"]:
        runs[-1].append(point) if point else runs.append([])
    over = shapely.union_all(
        [
            *[shapely.LineString(run).buffer(NETWORK_PX + CLEAR_PX) for run in runs if run],
            *[shapely.Point(mark).buffer(9) for mark in drawn["marks"]],
        ]
    )
    inside = shapely.box(0, 0, *drawn["size"])
    found = []
    for name, (_name, ring) in zip(names, drawn["corridors"], strict=True):
        found += [(name, spot) for spot in _around(np.array(ring))]
    points = shapely.points([spot for _name, spot in found])
    kept = []
    for (name, spot), point in zip(found, points, strict=True):
        away = shapely.distance(shapes, point)
        own = away[names.index(name)]
        others = np.delete(away, names.index(name))
        if inside.contains(point) and not over.contains(point) and own + CLEAR_PX < others.min():
            kept.append((name, spot))
    return kept


def _around(ring: np.ndarray) -> Iterator[tuple[float, float]]:
    """Along the middle of an arrow and a little to both sides of its edge."""
    half = (len(ring) - 4) // 2
    left, right = ring[:half], ring[half + 3 : -1][::-1]
    middle, across = (left + right) / 2, right - left
    for share in ALONG:
        i = round(share * (half - 1))
        width = np.hypot(*across[i])
        for beside in BESIDE_PX:
            out = across[i] / width * (beside + np.sign(beside) * width / 2)
            yield tuple(middle[i] + out)


def check(page: MapPage, reachable: int) -> None:
    drawn = page.still().page.evaluate(ON_SCREEN)
    spots = spots_of(drawn)
    # The first move after a zoom still has the answer of before it: one to the last goes first.
    _first, *answers = page.page.evaluate(ANSWERS, [spot for _name, spot in [spots[-1], *spots]])
    wrong = [
        (name, spot, answer)
        for (name, spot), answer in zip(spots, answers, strict=True)
        if answer != ["corridors-0", name]
    ]
    assert wrong == []
    assert len({name for name, _spot in spots}) >= reachable


@pytest.mark.parametrize("page", list(SIZES), indirect=True)
def test_every_corridor_answers_on_its_line_and_beside_it(page: MapPage) -> None:
    drawn = page.still().page.evaluate(ON_SCREEN)
    assert len(drawn["corridors"]) == 60
    check(page, 40)


def test_every_corridor_can_be_pointed_at_somewhere(page: MapPage) -> None:
    drawn = page.still().page.evaluate(ON_SCREEN)
    spots = [spot for _name, ring in drawn["corridors"] for spot in _around(np.array(ring))]
    answers = page.page.evaluate(ANSWERS, spots)
    reached = {answer[1] for answer in answers if answer and answer[0] == "corridors-0"}
    assert reached == {name for name, _ring in drawn["corridors"]}


def test_they_answer_at_zoom_too(page: MapPage) -> None:
    before = page.camera()
    for _press in range(3):
        page.page.get_by_role("button", name="Zoom in").click()
    page.until("was => watched.camera().scale > 2 * was", before["scale"])
    check(page, 10)


def test_a_network_answers_on_its_own_stroke_only(page: MapPage) -> None:
    drawn = page.still().page.evaluate(ON_SCREEN)
    run: list[list[float]] = []
    for point in drawn["networks"]:
        if point is None:
            break
        run.append(point)
    spots, beside = [], []
    for (x0, y0), (x1, y1) in list(pairwise(run))[9:14]:
        middle, along = np.array([(x0 + x1) / 2, (y0 + y1) / 2]), np.array([x1 - x0, y1 - y0])
        across = np.array([-along[1], along[0]]) / np.hypot(*along)
        spots.append(middle.tolist())
        beside += [(middle + side * (NETWORK_PX + 2) * across).tolist() for side in (1, -1)]
    assert {one[0] for one in page.page.evaluate(ANSWERS, spots)} == {"networks-1"}
    assert all(one[0] != "networks-1" for one in page.page.evaluate(ANSWERS, beside) if one)


def test_a_corridor_beside_a_network_is_chosen_by_a_click(page: MapPage) -> None:
    spots = dict(spots_of(page.still().page.evaluate(ON_SCREEN)))
    box = page.page.locator("#map").bounding_box()
    for name in ("34-31", "34-33"):
        x, y = spots[name]
        page.page.mouse.click(box["x"] + x, box["y"] + y)
        page.sees(place=name)


SPOTS_OF_NAMES = """() => {
  const plot = document.querySelector("#map");
  const frame = plot.getBoundingClientRect();
  const group = [...plot.querySelectorAll(".scatterlayer .trace")]
    .find((one) => one.__data__[0].trace.uid === "labels-0");
  const { customdata } = group.__data__[0].trace;
  return [...group.querySelectorAll("text")]
    .filter((text) => text.style.visibility !== "hidden" && text.textContent.length > 1)
    .flatMap((text) => {
      const { left, right, top, bottom } = text.getBoundingClientRect();
      const at = group.__data__.indexOf(text.__data__ || text.parentNode.__data__);
      return [0.1, 0.3, 0.5, 0.7, 0.9].flatMap((share) => [0.2, 0.5, 0.8].map((down) => ({
        code: customdata[at],
        spot: [left - frame.left + share * (right - left), top - frame.top + down * (bottom - top)],
      })));
    });
}"""


@pytest.mark.parametrize("page", list(SIZES), indirect=True)
def test_a_name_answers_as_its_province_wherever_it_stands(page: MapPage) -> None:
    named = page.still().page.evaluate(SPOTS_OF_NAMES)
    answers = page.page.evaluate(ANSWERS, [one["spot"] for one in named])
    told: dict[str, set[str | None]] = {one["code"]: set() for one in named}
    for one, answer in zip(named, answers, strict=True):
        assert answer, one  # a name on the sea too
        if answer[0] == "regions-0":  # what is drawn higher answers for itself
            told[one["code"]].add(answer[1])
    assert all(codes <= {code} for code, codes in told.items())
    assert sum(bool(codes) for codes in told.values()) >= 0.8 * len(told)  # corridors lie apart


def test_a_click_on_a_name_chooses_its_province(page: MapPage) -> None:
    box = page.page.locator("#map").bounding_box()
    for code in ("46", "31", "65"):  # Hainan and Shanghai stand on the sea
        named = page.still().page.evaluate(SPOTS_OF_NAMES)  # a choice moves names
        answers = page.page.evaluate(ANSWERS, [one["spot"] for one in named])
        x, y = next(
            one["spot"]
            for one, answer in zip(named, answers, strict=True)
            if answer == ["regions-0", code] and one["code"] == code
        )
        page.page.mouse.move(box["x"] + x, box["y"] + y)
        page.until("code => document.querySelector('#map')._hoverdata[0].customdata === code", code)
        page.page.mouse.click(box["x"] + x, box["y"] + y)
        page.sees(place=code)


@pytest.mark.parametrize("start", [(85.0, 41.0), (115.0, 39.0), (103.0, 31.0), (113.0, 24.0)])
@pytest.mark.parametrize("way", [(60, 10), (-9, 4), (5, 0)])
def test_a_drag_chooses_nothing(
    page: MapPage, start: tuple[float, float], way: tuple[int, int]
) -> None:
    x, y = page.at(*start)
    mouse, before = page.page.mouse, page.page.url
    mouse.move(x, y)
    mouse.down()
    mouse.move(x + way[0] / 2, y + way[1] / 2)
    mouse.move(x + way[0], y + way[1])
    mouse.up()
    page.settle()
    assert page.page.url == before
    mouse.click(x + way[0], y + way[1])
    page.until("before => location.href !== before", before)


@pytest.mark.parametrize("key", ["51-65", "43-44", "34-31"])
def test_a_tap_on_a_corridor_shows_its_card_on_a_phone(
    fresh: Callable[..., MapPage], key: str
) -> None:
    page = fresh("?top=20", viewport=SIZES["phone"], has_touch=True).still()
    box = page.page.locator("#map").bounding_box()
    ring = dict(page.page.evaluate(ON_SCREEN)["corridors"])[key]
    # There and back along both sides: the middle of the shaft lies between two opposite corners.
    at = (len(ring) - 4) // 4
    x, y = np.mean([ring[at], ring[-2 - at]], axis=0)
    page.page.touchscreen.tap(box["x"] + x, box["y"] + y)
    page.sees(place=key)
    assert page.page.locator("#side").is_visible()
    ends = page.card.locator("h2")
    assert "→" in ends.inner_text()
    page.page.locator("#side .sheet-close").wait_for()
    closing = page.card.get_by_role("link", name="Close")
    closing.click(trial=True)  # the tools of the sheet lie over nothing
    closing.click()
    page.sees(place=None)


WORDS_AT = """() => {
  const { left, top, right, bottom } =
    document.querySelector("#map .hoverlayer .hovertext").getBoundingClientRect();
  return [left, top, right, bottom];
}"""


@pytest.mark.parametrize("is_room", [False, True])
def test_what_is_said_on_pointing_stays_inside_the_map(
    at_size: Callable[[str, dict[str, int]], MapPage], is_room: bool
) -> None:
    """So that no panel beside it cuts its words."""
    page = at_size("?period=2000-2005", SIZES["projector"])
    if is_room:
        page.page.keyboard.press("p")
        page.until("() => document.documentElement.dataset.room === 'on'").settle()
    page.still()
    box = page.page.locator("#map-frame").bounding_box()
    west, north = box["x"] - 1, box["y"] - 1
    east, south = west + box["width"] + 2, north + box["height"] + 2
    places = page.trace("labels")
    for lon, lat in zip(places["lon"], places["lat"], strict=True):
        x, y = page.at(lon, lat)
        if any(abs(x - edge) < 2 for edge in (west, east)) or not (north < y < south):
            continue
        page.page.mouse.move(box["x"] + 4, box["y"] + 4)
        page.page.mouse.move(x + 1, y + 1)
        page.page.mouse.move(x, y)
        if page.page.locator("#map .hoverlayer .hovertext").count():
            left, top, right, bottom = page.page.evaluate(WORDS_AT)
            assert left >= west
            assert right <= east
            assert top >= north
            assert bottom <= south
