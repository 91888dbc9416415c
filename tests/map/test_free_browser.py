"""At home nothing stands on a province with figures, whatever is shown and however small it is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.map.test_names_browser import COUNTED, COVERED
from tests.map.test_widths_browser import COUNTRY, LEAST_SHARE
from tests.pages import SIZES, MapPage

pytestmark = pytest.mark.long

View = Callable[[str, dict[str, int]], MapPage]
ZOOMED = {"width": 720, "height": 450}  # 1440×900 at 200 %
WINDOWS = [
    *SIZES.values(),
    ZOOMED,
    {"width": 844, "height": 390},
    {"width": 320, "height": 640},
    {"width": 375, "height": 667},
    {"width": 430, "height": 760},
]
ALL = "regions,borders,zones,corridors,halves,sites,networks,labels"
SHOWN = {
    "home": "",
    "two ways": "?shade=two-way",
    "all layers, two ways": f"?layers={ALL}&shade=two-way",
    "a shade with gaps": f"?layers={ALL}&shade=gdp_per_capita_derived",
    "chips": "?direction=net&from=west&ink=zone",
    "nearest sites": "?layers=regions,nearest,labels,sites",
}
ON_THE_MAP = "#legend-box, .map-buttons button, #chips > *, #note"
MIDDLE = (SIZES["projector"], *WINDOWS[3:5], *WINDOWS[-2:])
"""Between others of the list."""
each_window = pytest.mark.parametrize(
    "size",
    [pytest.param(one, marks=[pytest.mark.whole] if one in MIDDLE else []) for one in WINDOWS],
    ids=lambda one: f"{one['width']}x{one['height']}",
)


@each_window
@pytest.mark.parametrize("shown", SHOWN)
def test_nothing_stands_on_a_province_with_figures(
    at_size: View, size: dict[str, int], shown: str
) -> None:
    page = at_size(SHOWN[shown], size).still()
    assert page.page.evaluate(COVERED, [COUNTED, ON_THE_MAP]) == 0
    assert page.page.locator("#note").is_visible()


@each_window
@pytest.mark.parametrize("shown", ["home", "chips"])
def test_the_country_keeps_its_share_of_the_frame(
    at_size: View, size: dict[str, int], shown: str
) -> None:
    page = at_size(SHOWN[shown], size).still()
    found = page.page.evaluate(COUNTRY)
    (width, height), (left, top, right, bottom) = found["frame"], found["edges"]
    assert max((width - left - right) / width, (height - top - bottom) / height) > LEAST_SHARE
    assert min(found["edges"]) >= 2


@pytest.mark.parametrize("size", [SIZES["desktop"], SIZES["projector"], ZOOMED])
def test_the_country_keeps_its_share_on_the_full_screen(
    at_size: View, size: dict[str, int]
) -> None:
    page = at_size("", size)
    page.page.keyboard.press("p")
    page.until("() => document.documentElement.dataset.room === 'on'").settle().still()
    found = page.page.evaluate(COUNTRY)
    (width, height), (left, top, right, bottom) = found["frame"], found["edges"]
    assert max((width - left - right) / width, (height - top - bottom) / height) > LEAST_SHARE
    assert min(found["edges"]) >= 0
