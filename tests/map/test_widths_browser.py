"""The country fills its frame, and the width of a line means people."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import geopandas as gpd
import numpy as np
import pytest
import shapely

from geo.world.catalog import DATA_DIR
from geo.world.world import World
from tests import raw
from tests.pages import SIZES, MapPage

pytestmark = pytest.mark.long

SHAPES = [*SIZES.values(), {"width": 1920, "height": 720}, {"width": 1000, "height": 1100}]
LEAST_SHARE = 0.85

COUNTRY = """() => {
  const plot = document.querySelector("#map");
  const paths = [...plot.querySelectorAll(".choroplethlayer .trace")]
    .map((group) => group.querySelectorAll("path"))
    .find((found) => [...found].some((path) => path.__data__.loc === "11"));
  const boxes = [...paths].map((path) => path.getBoundingClientRect());
  const frame = document.querySelector("#map-frame").getBoundingClientRect();
  const least = (side) => Math.min(...boxes.map((box) => box[side]));
  const most = (side) => Math.max(...boxes.map((box) => box[side]));
  return {
    frame: [frame.width, frame.height],
    edges: [least("left") - frame.left, least("top") - frame.top,
      frame.right - most("right"), frame.bottom - most("bottom")],
  };
}"""

STROKES = """() => {
  const plot = document.querySelector("#map");
  const { projection } = plot._fullLayout.geo._subplot;
  const trace = plot.data.find((one) => one.uid === "corridors-0");
  const wide = ([a, b]) => Math.hypot(a[0] - b[0], a[1] - b[1]);
  return trace.geojson.features.map((one, i) => {
    const ring = one.geometry.coordinates[0];
    const last = (ring.length - 4) / 2 - 1;
    const across = (j) => wide([ring[j], ring[2 * last + 4 - j]].map((at) => projection(at)));
    return [one.id, across(0), across(last), trace.z[i]];
  });
}"""
KEY = """() => [...document.querySelectorAll("#legend .key-width")]
  .map((key) => [key.parentElement.innerText.trim(),
    parseFloat(getComputedStyle(key).getPropertyValue("--shaft"))])"""


@pytest.fixture
def page(anew: Callable[..., MapPage]) -> Iterator[MapPage]:
    opened = anew()
    yield opened
    assert opened.said == []


@pytest.mark.parametrize("size", SHAPES, ids=lambda one: f"{one['width']}x{one['height']}")
def test_the_country_fills_its_frame(at_size: Callable[..., MapPage], size: dict[str, int]) -> None:
    found = at_size("", size).page.evaluate(COUNTRY)
    (width, height), (left, top, right, bottom) = found["frame"], found["edges"]
    assert max((width - left - right) / width, (height - top - bottom) / height) > LEAST_SHARE
    assert min(found["edges"]) >= 2
    if 1.3 < width / height < 2.2:  # land is drawn so far
        assert left >= right  # what is spare falls to the left, where the key is
    if width < height:
        assert bottom >= top


def test_a_frame_of_another_size_is_filled_again(page: MapPage) -> None:
    page.page.set_viewport_size(SIZES["projector"])
    page.until("was => document.querySelector('#map').clientHeight < was", 560)
    page.until("() => document.querySelector('#map')._fullLayout.height < 560")
    _left, top, _right, bottom = page.page.evaluate(COUNTRY)["edges"]
    assert (top, bottom) == pytest.approx((8, 8), abs=4)


def test_the_declared_box_is_that_of_the_outlines(world: World) -> None:
    frame = world.package.frame
    shapes = gpd.read_parquet(DATA_DIR / "built" / "regions.parquet")
    west, south, east, north = shapes.to_crs(world.plane).total_bounds / 1000
    assert frame.width_km == pytest.approx(east - west, rel=0.01)
    assert frame.height_km == pytest.approx(north - south, rel=0.01)
    middle = gpd.GeoSeries([shapely.Point(frame.longitude, frame.latitude)], crs=4326)
    (at,) = middle.to_crs(world.plane)
    assert (at.x / 1000, at.y / 1000) == pytest.approx(
        ((east + west) / 2, (north + south) / 2), abs=15
    )


@pytest.mark.parametrize("name", list(SIZES))
def test_width_means_people_down_to_the_thinnest_stroke(
    at_size: Callable[..., MapPage], name: str
) -> None:
    page = at_size("", SIZES[name])
    drawn = page.page.evaluate(STROKES)
    people = raw.flows(raw.FIRST).set_index("key")["persons"]
    thinnest = min(tail for _key, tail, _neck, _ink in drawn)
    assert thinnest == pytest.approx(1.1 if name == "phone" else 1.25, abs=0.15)
    per_million = []
    for key, tail, neck, ink in drawn:
        assert tail == pytest.approx(neck, rel=0.1)  # one width from end to end
        assert (ink >= 7) == (neck < thinnest * 1.01), key  # the lighter ink below it
        if neck > thinnest * 1.05:
            per_million.append(1e6 * neck / people[key])
    assert np.ptp(per_million) < 0.08 * np.mean(per_million)
    if not page.legend.is_visible():
        page.page.locator("#legend-box summary").click()
    *samples, (words, least) = page.page.evaluate(KEY)
    assert [said for said, _height in samples] == ["2.5M", "1M"]
    assert samples[1][1] == pytest.approx(np.mean(per_million), rel=0.05)
    assert least == pytest.approx(thinnest, rel=0.06)
    floor = float(words.removeprefix("≤").removesuffix("K")) * 1e3
    for key, _tail, _neck, ink in drawn:
        assert (ink >= 7) == (people[key] <= floor), key


def test_one_scale_over_all_intervals(at_size: Callable[..., MapPage]) -> None:
    per_person = []
    for period in raw.PERIODS:
        page = at_size(f"?period={period}&top=5", SIZES["desktop"])
        people = raw.flows(period).set_index("key")["persons"]
        per_person += [neck / people[key] for key, _t, neck, _i in page.page.evaluate(STROKES)]
    assert np.ptp(per_person) < 0.08 * np.mean(per_person)


def test_the_others_are_hollow_or_faded_beside_the_chosen(
    at_size: Callable[..., MapPage],
) -> None:
    page = at_size("?place=34-31", SIZES["desktop"])
    inks = {key: (neck, ink) for key, _tail, neck, ink in page.page.evaluate(STROKES)}
    assert inks.pop("34-31")[1] == 14
    for neck, ink in inks.values():
        assert ink == (15 if neck >= 3.2 else 16)


ZERO = """() => {
  const group = [...document.querySelectorAll("#map .choroplethlayer .trace")]
    .find((one) => one.__data__[0].trace.uid === "corridors-0");
  return [...group.querySelectorAll("path.zero")].map((path) => [path.__data__.loc,
    getComputedStyle(path).strokeDasharray !== "none"]);
}"""


def test_a_pair_that_nobody_moved_between_is_an_empty_line_and_says_zero(
    at: Callable[[str], MapPage],
) -> None:
    page = at("?from=54&to=46&period=2000-2005").still()
    assert page.page.evaluate(ZERO) == [["54-46", True]]
    assert page.sentence == (
        "The one corridor has nobody in the sample: 0 people (2000–2005), from Tibet to Hainan."
    )
    assert "nobody in the sample: 0" in page.page.locator("#legend-box").inner_text()
    page = at("?place=54-46&period=2000-2005").still()
    drawn = page.trace("corridors")
    assert [drawn["locations"][i] for i in drawn["meta"]["chosen"]] == ["54-46"]
    page = at("?period=2000-2005").still()
    assert page.page.evaluate(ZERO) == []
