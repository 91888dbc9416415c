"""Small maps of all intervals with one key of widths, and the map of change beside its lists."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from tests import raw
from tests.pages import DESKTOP, PHONE, MapPage

pytestmark = pytest.mark.long

View = Callable[[str, dict[str, int]], MapPage]

# Shaft of each line of a small map in pixels, and the ink that it is drawn in.
STROKES = """period => {
  const plot = document.getElementById("chart-interval-" + period);
  const { projection } = plot._fullLayout.geo._subplot;
  const trace = plot.data.find((one) => one.uid === "corridors-0");
  return trace.geojson.features.map(({ id, geometry }, i) => {
    const ring = geometry.coordinates[0];
    const [a, b] = [ring[0], ring[ring.length - 2]].map((at) => projection(at));
    return [id, Math.hypot(a[0] - b[0], a[1] - b[1]), trace.z[i]];
  });
}"""
KEY = """() => [...document.querySelectorAll(".panel-intervals [data-key-of] .key-pair")]
  .map((one) => [one.innerText.trim(),
    parseFloat(getComputedStyle(one.firstElementChild).getPropertyValue("--shaft"))])"""
DRAWN = """() => document.querySelectorAll(".panel-intervals .multiple .geo path").length > 200"""


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desk", "phone"])
def test_one_key_says_how_wide_the_lines_of_all_small_maps_are(
    at_size: View, size: dict[str, int]
) -> None:
    page = at_size("?view=intervals", size).until(DRAWN)
    *samples, (least, thinnest) = page.page.evaluate(KEY)
    assert [said for said, _wide in samples] == ["2.5M", "1M"]
    per_million = samples[0][1] / 2.5
    assert samples[1][1] == pytest.approx(per_million, rel=0.02)
    floor = float(least.removeprefix("≤").removesuffix("K")) * 1e3
    assert thinnest == pytest.approx(per_million * floor / 1e6, rel=0.05)
    for period in raw.PERIODS:
        people = raw.flows(period).set_index("key")["persons"]
        for key, wide, ink in page.page.evaluate(STROKES, period):
            assert wide == pytest.approx(per_million * max(people[key], floor) / 1e6, rel=0.1)
            assert (ink >= 7) == (people[key] <= floor), key  # the lighter ink
    assert page.page.locator("[data-key-of]").get_by_text("Corridor width: people").is_visible()


def test_the_key_of_the_small_maps_leaves_that_of_the_large_one_alone(at_size: View) -> None:
    wide = "() => [...document.querySelectorAll('#legend [data-metres]')].map((one) => "
    wide += "parseFloat(one.style.getPropertyValue('--shaft')))"
    page = at_size("", DESKTOP).still()
    before = page.page.evaluate(wide)
    page.open("?view=intervals").until(DRAWN)
    page.open("").still()
    assert page.page.evaluate(wide) == pytest.approx(before)
    small = page.page.evaluate(KEY)
    assert np.max(before) > 2 * small[0][1]


def test_the_map_of_change_stays_beside_the_lists_to_their_end(at_size: View) -> None:
    """The lists are twice as long as the map: no white column stands beside them."""
    page = at_size("?view=intervals&period=2015-2020", DESKTOP)
    page.until("() => document.querySelectorAll('#chart-change .geo path').length > 30")
    page.page.locator(".change-columns table").last.locator("tr").last.scroll_into_view_if_needed()
    box, drawn, lists = (
        page.page.locator(one).bounding_box()
        for one in (".panel-intervals", "#chart-change", ".change-columns > :last-child")
    )
    assert lists["height"] > 1.5 * drawn["height"]
    seen = min(drawn["y"] + drawn["height"], box["y"] + box["height"]) - max(drawn["y"], box["y"])
    assert seen > 0.8 * drawn["height"]
