"""A filter shows its result in 0.3 s, the first view in 3 s.

The machine runs other tests beside this one, so one try in twelve must do it; a slower machine
gets as much more time as a fixed piece of work takes on it. The benchmark measures medians.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.pages import MapPage

FILTER_SECONDS = 0.3
FIRST_VIEW_SECONDS = 3.0
TRIES = 12

# The fixed work takes this long where the two bounds above were set.
YARDSTICK_SECONDS = 0.05
YARDSTICK = """() => {
  let best = Infinity;
  for (let round = 0; round < 5; round += 1) {
    const start = performance.now();
    const holder = document.createElement("div");
    const words = [];
    for (let i = 0; i < 60000; i += 1) {
      words.push("<b>" + Math.sin(i).toFixed(3) + "</b>");
    }
    holder.innerHTML = words.join("");
    best = Math.min(best, performance.now() - start);
  }
  return best / 1000;
}"""
CLICK_TO_PAINT = """async ([selector, wanted]) => {
  const start = performance.now();
  const before = watched.paints;
  const said = () => document.getElementById("sentence").textContent.includes(wanted);
  document.querySelector(selector).click();
  while (watched.paints === before || !said()) {
    if (performance.now() - start > 10000) { throw new Error("nothing was painted"); }
    await new Promise(requestAnimationFrame);
  }
  return (performance.now() - start) / 1000;
}"""


def slower(page: MapPage) -> float:
    """How many times slower this machine is than the one the bounds are for; at least 1."""
    return max(1.0, page.page.evaluate(YARDSTICK) / YARDSTICK_SECONDS)


@pytest.mark.parametrize(
    ("selector", "wanted"),
    [("#from-chips input[value=west]", "from West"), ("[data-step='1']", "2000–2005")],
)
def test_a_filter_shows_its_result_at_once(
    at: Callable[[str], MapPage], selector: str, wanted: str
) -> None:
    page = at("")
    allowed = FILTER_SECONDS * slower(page)
    taken: list[float] = []
    while len(taken) < TRIES and min(taken, default=9) >= allowed:
        page.open("")
        taken.append(page.page.evaluate(CLICK_TO_PAINT, [selector, wanted]))
        page.settle()
    assert min(taken) < allowed, (allowed, taken)


def test_the_first_view_is_there_in_three_seconds(fresh: Callable[..., MapPage]) -> None:
    allowed = FIRST_VIEW_SECONDS * slower(fresh())
    taken: list[float] = []
    while len(taken) < TRIES and min(taken, default=9) >= allowed:
        page = fresh()
        taken.append(page.page.evaluate("watched.first") / 1000)
    assert min(taken) < allowed, (allowed, taken)
