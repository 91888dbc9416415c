"""In the hall what is chosen is named once more in the sea, at the end of a line from it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests import raw
from tests.map.test_names_browser import COUNTED, COVERED, NAMES
from tests.pages import SIZES, MapPage

pytestmark = pytest.mark.long

PARTS = """() => {
  const part = (name) => document.querySelector(`#map .leader-${name}`);
  const box = (one) => { const { left, top, right, bottom } = one.getBoundingClientRect();
    return [left, top, right, bottom]; };
  const line = part("line");
  const at = (x, y) => { const { x: left, y: top } = new DOMPoint(line[x].baseVal.value,
    line[y].baseVal.value).matrixTransform(line.getScreenCTM()); return [left, top]; };
  return { name: part("name").textContent, number: part("number").textContent,
    box: box(part("box")), start: at("x1", "y1"), end: at("x2", "y2"),
    size: parseFloat(getComputedStyle(part("number")).fontSize) };
}"""
CUT = """() => { const one = document.querySelector(".headline");
  const last = document.querySelector("#chosen").getBoundingClientRect().bottom;
  return [one.scrollHeight - one.clientHeight, last - one.getBoundingClientRect().bottom]; }"""
LEADERS = "document.querySelectorAll('#map [class^=leader]').length"
PERSONS = raw.cells(raw.FIRST)


@pytest.mark.parametrize("size", ["desktop", "projector"])
@pytest.mark.parametrize(
    ("place", "name", "number"),
    [
        ("34-31", "Anhui → Shanghai", f"{raw.people(10 * PERSONS['34', '31'])} people"),
        ("43-44", "Hunan → Guangdong", f"{raw.people(10 * PERSONS['43', '44'])} people"),
        ("51", "Sichuan", "people"),
    ],
)
def test_the_chosen_stands_in_the_sea_at_the_end_of_a_line(
    at_size: Callable[..., MapPage], size: str, place: str, name: str, number: str
) -> None:
    page = at_size(f"?place={place}", SIZES[size])
    assert page.page.evaluate(LEADERS) == 0
    page.page.keyboard.press("p")
    page.until("() => document.documentElement.dataset.room === 'on'").settle().still()
    found = page.page.evaluate(PARTS)
    assert found["name"] == name
    assert found["number"].endswith(number)
    assert found["size"] >= 16
    assert page.page.evaluate(COVERED, [COUNTED, "#map .leader-box"]) == 0
    (left, top, right, bottom), (x, y) = found["box"], found["end"]
    assert left - 1 <= x <= right + 1
    assert top - 1 <= y <= bottom + 1
    assert max(abs(a - b) for a, b in zip(found["start"], found["end"], strict=True)) >= 40
    for one in page.page.evaluate(NAMES):
        west, north, east, south = one["box"]
        apart = west >= right or east <= left or north >= bottom or south <= top
        assert apart or not one["seen"], one["text"]
    hidden, below = page.page.evaluate(CUT)
    assert hidden <= 1
    assert below <= 0
    page.page.keyboard.press("p")
    page.until("() => !document.documentElement.dataset.room").settle()
    page.until(f"() => {LEADERS} === 0")
    assert page.said == []
