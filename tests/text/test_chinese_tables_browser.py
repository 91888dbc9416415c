"""Tables in Chinese on a phone: no figure breaks, no head is a column of letters."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser

from tests.pages import PHONE, MapPage
from tests.seen import VIEWS
from tests.serve.running import Running

# Figures of cells that stand on several lines, and words whose every line is one letter.
BROKEN = """() => {
  const found = [];
  const lines = (range) => new Set([...range.getClientRects()].map((one) => Math.round(one.top)));
  const cells = [...document.querySelectorAll("td, th")].filter((one) => one.checkVisibility());
  const upright = (one) => getComputedStyle(one).writingMode !== "horizontal-tb";
  for (const cell of cells.filter((one) => !one.querySelector("br"))) {
    const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      const range = document.createRange();
      for (const figure of node.data.matchAll(/[+−]?\\d[\\d.,]*\\d%?/g)) {
        range.setStart(node, figure.index);
        range.setEnd(node, figure.index + figure[0].length);
        if (lines(range).size > 1) { found.push(figure[0]); }
      }
      range.selectNodeContents(node);
      const letters = node.data.trim().length;
      if (letters > 3 && !upright(node.parentElement) && lines(range).size >= letters - 1) {
        found.push(node.data);
      }
    }
  }
  return [cells.length, found];
}"""
WIDER = """() => {
  const { scrollWidth, clientWidth } = document.querySelector(".indicators .table-scroll");
  return [scrollWidth > clientWidth, document.documentElement.scrollWidth <= innerWidth];
}"""


@pytest.fixture(scope="module")
def phone(browser: Browser, server: Running) -> Iterator[Callable[[str], MapPage]]:
    """One phone that stays open."""
    context = browser.new_context(viewport=PHONE)
    yield MapPage(context.new_page(), server.address).load("?lang=zh").open
    context.close()


@pytest.mark.parametrize("view", [*VIEWS, "map&place=34", "map&place=51&compare=34"])
def test_no_figure_of_a_table_breaks(phone: Callable[[str], MapPage], view: str) -> None:
    count, broken = phone(f"?lang=zh&view={view}").page.evaluate(BROKEN)
    assert broken == []
    assert count or view in ("map", "pairs", "table")


def test_a_table_that_finds_no_room_scrolls_in_its_frame(phone: Callable[[str], MapPage]) -> None:
    page = phone("?lang=zh&view=indicators").page
    assert page.evaluate(WIDER) == [True, True]
