"""Where a file is chosen, the page speaks, and not the browser in a language of its own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.pages import DESKTOP, PHONE, MapPage

pytestmark = pytest.mark.long

OPENED = {
    "scenes-file": ("", "#scenes-open"),
    "own-file": ("", "#own-open"),
    "own-boundaries": ("", "#own-open"),
    "assessment-file": ("&view=assessment", ""),
}
UNSEEN = "one => getComputedStyle(one).opacity"
RING = "one => getComputedStyle(one.parentElement.querySelector('.button')).outlineStyle"
COVERED = """one => {
  const [over, button] = [one, one.parentElement.querySelector(".button")]
    .map((part) => part.getBoundingClientRect());
  return over.left <= button.left && over.right >= button.right
    && over.top <= button.top && over.bottom >= button.bottom && button.height >= 24;
}"""


@pytest.mark.parametrize(("lang", "word"), [("en", "Choose"), ("zh", "选择文件")])
@pytest.mark.parametrize("own", OPENED)
def test_the_button_of_a_file_is_ours_for_hand_and_keyboard(
    anew: Callable[..., MapPage], own: str, lang: str, word: str
) -> None:
    view, opener = OPENED[own]
    page = anew(f"?lang={lang}{view}", DESKTOP)
    if opener:
        page.page.locator(opener).click()
    file = page.page.locator(f"#{own}")
    button = file.locator("xpath=..").locator(".button")
    assert button.inner_text().startswith(word)
    assert (file.evaluate(UNSEEN), file.evaluate(COVERED)) == ("0", True)
    page.page.keyboard.press("Tab")
    file.focus()
    assert file.evaluate(RING) == "solid"
    with page.page.expect_file_chooser() as asked:
        file.click()
    assert asked.value.element.get_attribute("id") == own


def test_a_chosen_template_is_named_until_it_is_loaded(anew: Callable[..., MapPage]) -> None:
    page = anew("?view=assessment", PHONE)
    named = page.page.locator("#assessment-file-name")
    assert named.inner_text() == ""
    file = {"name": "kunming.csv", "mimeType": "text/csv", "buffer": b"site,value\n"}
    page.page.locator("#assessment-file").set_input_files(file)
    assert named.inner_text() == "kunming.csv"
    page.page.locator("#assessment-form").evaluate("form => form.reset()")
    page.until("() => document.getElementById('assessment-file-name').textContent === ''")
