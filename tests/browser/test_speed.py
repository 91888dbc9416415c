"""H1: a filter shows its result in 0.3 s, the first view in 3 s.

The machine runs other tests beside this one, so one try in twelve must do it; the benchmark
measures medians on a quiet one.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.browser.pages import MapPage

FILTER_SECONDS = 0.3
FIRST_VIEW_SECONDS = 3.0
TRIES = 12
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


@pytest.mark.parametrize(
    ("selector", "wanted"),
    [("#from-chips input[value=west]", "from West"), ("[data-step='1']", "2000–2005")],
)
def test_h1_a_filter_shows_its_result_at_once(
    at: Callable[[str], MapPage], selector: str, wanted: str
) -> None:
    page = at("")
    taken: list[float] = []
    while len(taken) < TRIES and min(taken, default=9) >= FILTER_SECONDS:
        page.open("")
        taken.append(page.page.evaluate(CLICK_TO_PAINT, [selector, wanted]))
        page.settle()
    assert min(taken) < FILTER_SECONDS, taken


def test_h1_the_first_view_is_there_in_three_seconds(fresh: Callable[..., MapPage]) -> None:
    taken: list[float] = []
    while len(taken) < TRIES and min(taken, default=9) >= FIRST_VIEW_SECONDS:
        page = fresh()
        taken.append(page.page.evaluate("watched.first") / 1000)
    assert min(taken) < FIRST_VIEW_SECONDS, taken
