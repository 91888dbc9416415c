"""What browsers do to a page: translate it, and withhold the clipboard."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tests.pages import MapPage

pytestmark = pytest.mark.long

Fresh = Callable[..., MapPage]
TRANSLATE = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts = [];
  while (walker.nextNode()) {
    const { parentElement: holder, data } = walker.currentNode;
    const isRead = data.trim() && !holder.closest("script, style, svg, font");
    if (isRead) { texts.push(walker.currentNode); }
  }
  for (const text of texts) {
    const inner = document.createElement("font");
    const outer = document.createElement("font");
    inner.textContent = "译" + text.data;
    outer.append(inner);
    text.replaceWith(outer);
  }
  return texts.length;
}"""


def translate(page: MapPage) -> None:
    """Every text that is new stands in two nested elements; the language of the page is another."""
    page.page.evaluate("document.documentElement.lang = 'zh-CN'")
    page.page.evaluate(TRANSLATE)


def test_a_page_translated_by_the_browser_still_answers(anew: Fresh) -> None:
    page = anew("?place=34")
    assert page.page.evaluate(TRANSLATE) > 100
    page.page.get_by_role("button", name="Next interval").click()
    page.sees(place="34", period="2000-2005")
    translate(page)
    page.page.locator("#chips a").first.click()
    page.sees(place=None, period="2000-2005")
    translate(page)
    for tab in page.page.get_by_role("tab").all()[1:]:
        tab.click()
        page.settle()
        body = page.page.locator(".panel:visible").last
        page.until("() => !('waiting' in document.body.dataset)")
        assert body.inner_text().strip()
        translate(page)
    page.page.get_by_role("tab").first.click()
    page.sees(view=None, period="2000-2005")
    page.page.go_back()
    page.sees(view="sources", period="2000-2005")
    page.page.get_by_role("tab").first.click()
    page.sees(view=None, period="2000-2005")
    before = re.findall(r"[\d,.]+", page.sentence)
    translate(page)
    assert re.findall(r"[\d,.]+", page.sentence) == before != []
    page.page.locator("#rail input[role='combobox'], #rail .mantine-Select-input").nth(3).click()
    page.page.get_by_role("option").nth(1).click()
    page.settle()
    assert page.said == []


REFUSES = "{ writeText: () => Promise.reject(Error('no')) }"


@pytest.mark.parametrize("missing", ["undefined", REFUSES])
def test_copy_link_needs_no_clipboard_of_scripts(fresh: Fresh, missing: str) -> None:
    page = fresh("", permissions=["clipboard-read", "clipboard-write"])
    page.page.add_init_script(
        f"Object.defineProperty(navigator, 'clipboard', {{ value: {missing} }});"
    )
    page.load("?top=20")
    page.page.get_by_role("button", name="Copy link").click()
    page.page.get_by_role("button", name="Link copied").wait_for()
    field = page.page.get_by_label("Find a place").first
    field.focus()
    page.page.keyboard.press("Control+v")
    assert field.input_value().startswith(f"{page.page.url}&data=")
    assert page.said == []
