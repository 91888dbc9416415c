"""Names keep off the ink of corridors where a spot with less of it is free beside them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.map.test_names_browser import COUNTED
from tests.pages import SIZES, MapPage

pytestmark = pytest.mark.long

# Names that could stand so much nearer or farther in their own province, over so much less ink, and
# over no more of it with their sign.
BETTER = """([codes, farther, less]) => {
  const plot = document.querySelector("#map");
  const groups = [...plot.querySelectorAll(".trace")];
  const groupOf = (uid) => groups.find((one) => one.__data__[0].trace.uid === uid);
  const pathsOf = (uid) => [...groupOf(uid).querySelectorAll("path")];
  const boxOf = (one) => one.getBoundingClientRect();
  const [arrows, regions] = ["corridors-0", "regions-0"].map(pathsOf);
  const frame = boxOf(plot);
  const toLocal = arrows[0].getScreenCTM().inverse();
  const local = (x, y) => new DOMPoint(x, y).matrixTransform(toLocal);
  const around = arrows.map((path) => [path, boxOf(path)]);
  const inkIn = ({ left, right, top, bottom }) => {
    const near = around.filter(([, box]) =>
      box.left < right && box.right > left && box.top < bottom && box.bottom > top);
    let ink = 0;
    for (let x = left + 1; x < right; x += 2) {
      for (let y = top + 1; y < bottom; y += 2) {
        ink += near.some(([path]) => path.isPointInFill(local(x, y))) ? 4 : 0;
      }
    }
    return ink;
  };
  const signOf = (box) => ({ ...box, left: box.right - 10 });
  const group = groupOf("labels-0");
  const { customdata, lon, lat } = group.__data__[0].trace;
  const texts = [...group.querySelectorAll("text")]
    .filter((one) => one.style.visibility !== "hidden");
  const marks = [...plot.querySelectorAll(".geo .point")]
    .filter((one) => one.style.opacity !== "0");
  const over = document.querySelectorAll("#legend-box, .map-buttons, #chips > *, #note, header");
  const meets = (a, b) => a.left < b.right + 2 && a.right + 2 > b.left
    && a.top < b.bottom + 1 && a.bottom + 1 > b.top;
  const found = [];
  for (const text of texts) {
    const at = group.__data__.indexOf(text.__data__ || text.parentNode.__data__);
    if (!codes.includes(customdata[at])) { continue; }
    const { left, right, top, bottom } = boxOf(text);
    const place = plot._fullLayout.geo._subplot.projection([lon[at], lat[at]]);
    const offOf = (x, y) => Math.hypot((left + right) / 2 + x - frame.left - place[0],
      (top + bottom) / 2 + y - frame.top - place[1]);
    const ink = inkIn({ left, right, top, bottom });
    const sign = inkIn(signOf({ left, right, top, bottom }));
    const held = [...texts.filter((one) => one !== text), ...marks, ...over].map(boxOf);
    const own = regions.find((path) => path.__data__.loc === customdata[at]);
    for (let x = -30; ink >= less && x <= 30; x += 6) {
      for (let y = -18; y <= 18; y += 6) {
        const there = { left: left + x, right: right + x, top: top + y, bottom: bottom + y };
        const middle = [(left + right) / 2 + x, (top + bottom) / 2 + y];
        const isFree = offOf(x, y) <= offOf(0, 0) + farther
          && !held.some((one) => meets(there, one)) && own.isPointInFill(local(...middle))
          && there.left > frame.left + 4 && there.right < frame.right - 4;
        const then = isFree ? inkIn(there) : Infinity;
        if (then <= ink - less && inkIn(signOf(there)) <= sign) {
          found.push([text.textContent, x, y, ink, then]);
        }
      }
    }
  }
  return found;
}"""
FARTHER_PX, LESS_INK = 4, 80


@pytest.mark.parametrize("size", list(SIZES))
@pytest.mark.parametrize("query", ["", "?period=2015-2020"])
def test_no_name_has_a_spot_beside_it_in_its_province_that_is_freer_of_corridors(
    at_size: Callable[..., MapPage], size: str, query: str
) -> None:
    page = at_size(query, SIZES[size]).still()
    assert page.page.evaluate(BETTER, [COUNTED, FARTHER_PX, LESS_INK]) == []
