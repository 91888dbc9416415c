"""Prefectures as points: what a dot stands for comes up under the pointer and under the focus."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.pages import DESKTOP, PHONE, MapPage

AtSize = Callable[[str, dict[str, int]], MapPage]
SHOWN = """() => [...document.querySelectorAll('.prefecture-points text')]
  .filter((one) => getComputedStyle(one).visibility === 'visible').map((one) => one.textContent)"""


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_dot_says_its_name_and_number_when_it_is_reached(
    at_size: AtSize, size: dict[str, int]
) -> None:
    page = at_size("?place=14", size).page
    dots = page.locator(".prefecture-points g")
    assert dots.count() == 11
    assert page.evaluate(SHOWN) == []
    dots.first.focus()
    page.keyboard.press("Tab")  # a key, so that the focus is to be seen
    page.keyboard.press("Shift+Tab")
    assert page.evaluate(SHOWN) == ["Taiyuan: 556,000"]
    dots.last.locator("circle").last.hover()
    assert page.evaluate(SHOWN) == ["Lüliang: 73,400"]
    box, frame = dots.last.locator("text").bounding_box(), page.viewport_size
    assert box is not None
    assert frame is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= frame["width"]
