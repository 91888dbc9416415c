"""The trial clock: E8, Q8."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from tests.pages import MapPage

View = Callable[..., MapPage]
WINDOW = "document.querySelector('#timeline').layout.shapes[7]"
YEAR = 365.25


def year_of(day: date) -> float:
    return day.year + (day - date(day.year, 1, 1)).days / YEAR


def open_trial(page: MapPage, said: str) -> MapPage:
    """Wait until the trial clock says something."""
    return page.until(
        """said => { const part = document.querySelector("#site-trial");
          return part && part.innerText.includes(said); }""",
        said,
    )


def test_a_typed_day_gives_the_window_and_four_slots(at: View) -> None:
    page = open_trial(at("?view=sites"), "Type the first day")
    field = page.page.get_by_label("First day of a trial")
    field.fill("2003-08-31")
    field.press("Enter")
    page.sees(trial="2003-08-31")
    open_trial(page, "A trial from 2003-08-31 is reviewed from 2004-02-29 to 2004-08-31.")
    groups = page.page.locator(".trial-group")
    said = [groups.nth(i).inner_text() for i in range(4)]
    for text, group in zip(said, ("officials", "NGOs", "migrants", "other stakeholders"),
                           strict=True):  # fmt: skip
        assert text.startswith(group)
        assert "2004-02-29" in text
        assert "nothing recorded" in text
        assert "6.3 Feedback" in text
    assert "6.4 Control" in page.page.locator(".trial-table").inner_text()


def test_the_slots_lie_under_the_window(at: View) -> None:
    page = open_trial(at("?view=sites&trial=2004-03-15"), "A trial from 2004-03-15")
    boxes = page.page.evaluate(
        """[".trial-window", ".trial-slot"].map((one) => {
          const box = document.querySelector(one).getBoundingClientRect();
          return [Math.round(box.left), Math.round(box.right)];
        })"""
    )
    assert boxes[0] == boxes[1]


def test_the_window_is_a_band_on_the_timeline_of_the_map(at: View) -> None:
    page = open_trial(at("?view=sites&trial=2004-03-15"), "A trial from 2004-03-15")
    page.page.get_by_role("link", name="Show it on the timeline of the map").click()
    page.sees(view=None, trial="2004-03-15")
    shape = page.page.evaluate(WINDOW)
    assert shape["visible"]
    assert shape["x0"] == pytest.approx(year_of(date(2004, 9, 15)), abs=0.01)
    assert shape["x1"] == pytest.approx(year_of(date(2005, 3, 15)), abs=0.01)
    chip = page.page.locator("#chips").get_by_role("link", name="trial review")
    assert "2004-09-15 to 2005-03-15" in chip.inner_text()
    chip.click()
    page.sees(trial=None)
    assert not page.page.evaluate(WINDOW)["visible"]


def test_a_trial_off_the_axis_is_said_and_not_drawn(at: View) -> None:
    page = open_trial(at("?view=sites&trial=2029-01-31"), "A trial from 2029-01-31")
    said = page.page.locator("#site-trial").inner_text()
    assert "reviewed from 2029-07-31 to 2030-01-31" in said
    assert "this trial is not on it" in said
    page.tab("Map")
    page.sees(view=None)
    assert not page.page.evaluate(WINDOW)["visible"]


def test_a_day_that_is_none_falls_back_with_a_notice(at: View) -> None:
    page = open_trial(at("?view=sites"), "Type the first day")
    field = page.page.get_by_label("First day of a trial")
    field.fill("2003-02-29")
    field.press("Enter")
    page.until("() => document.querySelector('#notices [data-field=trial]')")
    notice = page.page.locator("#notices").inner_text()
    assert "trial: “2003-02-29” is not known and was left out" in notice
    assert "YYYY-MM-DD" in notice
    page.until("() => document.querySelector('.trial-day input').value === ''")
    assert "Type the first day" in page.page.locator("#site-trial").inner_text()


def test_what_a_field_asks_for_opens_right_below_it(at: View) -> None:
    page = open_trial(at("?view=sites&trial=2004-03-15"), "A trial from 2004-03-15")
    page.open("?view=sites&trial=2004-03-15&challenge=gender")
    page.until("() => document.querySelector('.site-asked .lens-group')")
    places = page.page.evaluate(
        """() => [".trial-day input", "#site-trial", "#site-challenge", ".site-asked + div .answer"]
          .map((one) => document.querySelector(one).getBoundingClientRect().top)"""
    )
    assert places == sorted(places)
    assert places[1] - places[0] < 160
