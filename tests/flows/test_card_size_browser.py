"""The card answers with one large number, and a corridor with its bars through the intervals."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests import raw
from tests.pages import SIZES, MapPage

LOOK = """(one) => { const style = getComputedStyle(one);
  return [one.textContent, parseFloat(style.fontSize), parseFloat(style.lineHeight)]; }"""


@pytest.mark.parametrize("size", list(SIZES))
@pytest.mark.parametrize(("query", "look"), [("?place=34-31", (26, 32)), ("?place=34", (30, 36))])
def test_the_number_of_a_card_has_its_size(
    at_size: Callable[..., MapPage], size: str, query: str, look: tuple[int, int]
) -> None:
    page = at_size(query, SIZES[size])
    said, *found = page.page.locator("#card .card-number").evaluate(LOOK)
    assert tuple(found) == look
    flows = raw.flows()
    here = flows[flows["key"] == "34-31"]["persons"].iloc[0]
    assert said == f"{raw.people(here)} people" or "people, net" in said


def test_the_bars_of_a_corridor_have_one_scale_and_the_interval_shown_is_dark(
    at: Callable[[str], MapPage],
) -> None:
    page = at("?place=34-31&period=2005-2010")
    bars = page.page.locator("#card .card-bars > span")
    heights = bars.locator("i").evaluate_all("all => all.map((one) => one.offsetHeight)")
    people = [float(raw.flows(one).set_index("key")["persons"]["34-31"]) for one in raw.PERIODS]
    for height, persons in zip(heights, people, strict=True):
        assert height == pytest.approx(max(heights) * persons / max(people), abs=2)
    shown = page.page.locator("#card .card-bar-shown span")
    assert shown.all_inner_texts() == ["05–10"]
