"""A filter shows its result in 0.3 s, the first view in 3 s.

These tests run after all others, with the machine to themselves. It may serve others too, so one
try in twelve must do it, and a slower machine gets as much more time as a fixed piece of work takes
on it in that moment. The benchmark measures medians.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.pages import MapPage

pytestmark = pytest.mark.alone

FILTER_SECONDS = 0.3
FIRST_VIEW_SECONDS = 3.0
TRIES = 12

# The fixed work takes this long where the two bounds above were set.
YARDSTICK_SECONDS = 0.05
YARDSTICK = """() => {
  const start = performance.now();
  for (let round = 0; round < ROUNDS; round += 1) {
    const holder = document.createElement("div");
    const words = [];
    for (let i = 0; i < 60000; i += 1) {
      words.push("<b>" + Math.sin(i).toFixed(3) + "</b>");
    }
    holder.innerHTML = words.join("");
  }
  return (performance.now() - start) / 1000 / ROUNDS;
}""".replace("ROUNDS", "5")
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


def steadied(page: MapPage, seconds: float) -> float:
    """What a measured time would be on the machine that the bounds are for; never more."""
    return seconds / max(1.0, page.page.evaluate(YARDSTICK) / YARDSTICK_SECONDS)


def best_of(tries: Callable[[], float], bound: float) -> list[float]:
    """Times of so many tries as it takes until one keeps the bound."""
    taken: list[float] = []
    while len(taken) < TRIES and min(taken, default=bound) >= bound:
        taken.append(tries())
    return taken


@pytest.mark.parametrize(
    ("start", "selector", "wanted"),
    [
        ("", "#from-chips input[value=west]", "from the West"),
        ("", "[data-step='1']", "2000–2005"),
        ("", "#rail input[value=net]", "a net 2"),
        ("?direction=net", "#rail input[value=gross]", "60 largest of 930"),
    ],
)
def test_a_filter_shows_its_result_at_once(
    at: Callable[[str], MapPage], start: str, selector: str, wanted: str
) -> None:
    def once() -> float:
        page = at(start)
        seconds = page.page.evaluate(CLICK_TO_PAINT, [selector, wanted])
        page.settle()
        return steadied(page, seconds)

    taken = best_of(once, FILTER_SECONDS)
    assert min(taken) < FILTER_SECONDS, taken


def test_the_first_view_is_there_in_three_seconds(fresh: Callable[..., MapPage]) -> None:
    def once() -> float:
        page = fresh()
        seconds = steadied(page, page.page.evaluate("watched.first") / 1000)
        page.page.close()  # the next one has the machine to itself
        return seconds

    taken = best_of(once, FIRST_VIEW_SECONDS)
    assert min(taken) < FIRST_VIEW_SECONDS, taken
