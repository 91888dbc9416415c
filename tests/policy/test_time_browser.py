"""The clock: D1, D4, D5, and a history that play does not flood."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest

from tests import raw
from tests.pages import DESKTOP, ENTRY, PHONE, PROJECTOR, MapPage

pytestmark = pytest.mark.long

View = Callable[[str], MapPage]
CENSUS_DAY = 10 / 12  # 1 November, as a share of the year


def on_timeline(page: MapPage, year: float, axis: str, height: float) -> tuple[float, float]:
    """Point on the screen of a year, at a share of the height of one strip."""
    x, y = page.page.evaluate(
        """([year, axis, height]) => {
          const plot = document.querySelector("#timeline");
          const { xaxis, [axis]: strip } = plot._fullLayout;
          const [low, high] = strip.range;
          const box = plot.getBoundingClientRect();
          return [box.left + xaxis._offset + xaxis.d2p(year),
            box.top + strip._offset + strip.d2p(low + height * (high - low))];
        }""",
        [year, axis, height],
    )
    return x, y


def hover(page: MapPage, year: float, axis: str, height: float) -> str:
    return page.point_at("timeline", *on_timeline(page, year, axis, height))


def bar_edges(page: MapPage) -> list[tuple[float, float]]:
    return [(bar["x0"], bar["x1"]) for bar in page.bars()]


def test_bars_have_the_true_width_of_their_interval(at: View) -> None:
    edges = bar_edges(at(""))
    for (start, end), period in zip(edges, raw.PERIODS, strict=True):
        first, last = (int(year) for year in period.split("-"))
        assert start == pytest.approx(first + CENSUS_DAY, abs=0.01)
        assert end == pytest.approx(last + CENSUS_DAY, abs=0.01)
    assert all(left[1] <= right[0] + 0.01 for left, right in pairwise(edges))


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_click_anywhere_on_a_bar_takes_that_interval_alone(at: View, share: float) -> None:
    page = at("")
    for period in ("2005-2010", "2015-2020"):
        start = int(period[:4]) + CENSUS_DAY
        x, y = on_timeline(page, start + 5 * share, "yaxis", 0.6)
        page.point_at("timeline", x, y)
        page.page.mouse.click(x, y)
        page.sees(period=period)
        # The second choice replaces the first: nothing is ever added up.
        assert raw.people(raw.flows(period)["persons"].sum()) in page.sentence
        assert page.query == {"period": period}


def test_totals_are_dots_and_bars_say_what_they_count(at: View) -> None:
    page = at("")
    for name in ("paper", "survey"):
        (dots,) = page.marks(name)
        assert dots["mode"].startswith("markers")
        assert "lines" not in dots["mode"]
    said = hover(page, 1998.3, "yaxis", 0.6)
    assert "1995–2000" in said
    assert raw.people(raw.flows()["persons"].sum()) in said
    assert "2000 census" in said


@pytest.mark.parametrize("year", [1990, 1998])
def test_a_year_without_figure_says_so(at: View, year: int) -> None:
    page = at("")
    assert f"{year}: no figure in the source" in hover(page, year, "yaxis2", 40 / 385)


def test_dots_are_the_papers_totals_and_the_gap_stays_empty(at: View) -> None:
    (dots,) = at("").marks("paper")
    stated = raw.paper("national_series")
    stated = stated[stated["indicator"] == "rural_migrants"]
    assert sorted(dots["y"]) == sorted(stated["value"].astype(float))
    years = set(dots["x"])
    assert not any(1989 <= year <= 1991 or 1995 <= year <= 2001 for year in years)


def test_play_stops_at_every_interval_ends_and_adds_no_history(
    anew: Callable[..., MapPage],
) -> None:
    page = anew("?period=2005-2010").hurry()
    page.page.evaluate(
        """() => { window.seen = ["2005–2010"];
          const sentence = document.getElementById("sentence");
          new MutationObserver(() => {
            const now = sentence.textContent.match(/\\d{4}–\\d{4}/)[0];
            if (seen[seen.length - 1] !== now) { seen.push(now); }
          }).observe(sentence, { childList: true, characterData: true, subtree: true });
          window.pressed = [];
          const play = document.getElementById("play");
          new MutationObserver(() => {
            pressed.push([play.getAttribute("aria-pressed"), play.textContent]);
          }).observe(play, { attributeFilter: ["aria-pressed"] }); }"""
    )
    before = page.page.evaluate(ENTRY)
    play = page.page.locator("#play")
    play.click()
    page.sees(period="2015-2020")
    page.until("() => pressed.length > 1")
    assert page.page.evaluate("pressed") == [["true", "Stop"], ["false", "Play"]]
    assert page.query == {"period": "2015-2020"}
    assert page.page.evaluate("seen") == ["2005–2010", "2010–2015", "2015–2020"]
    assert page.page.evaluate(ENTRY) == before
    assert page.said == []


def test_steps_keys_and_space(at: View) -> None:
    page = at("")
    page.page.get_by_role("button", name="Next interval").click()
    page.sees(period="2000-2005")
    page.page.get_by_role("button", name="Interval before").click()
    page.sees(period=None)
    page.page.evaluate("document.activeElement.blur()")
    page.page.keyboard.press("ArrowRight")
    page.sees(period="2000-2005")
    page.page.keyboard.press("ArrowLeft")
    page.sees(period=None)
    page.page.keyboard.press("ArrowLeft")
    page.settle()
    assert page.query == {}
    page.page.keyboard.press(" ")
    page.sees(period="2000-2005")
    page.page.keyboard.press(" ")
    assert page.page.locator("#play").get_attribute("aria-pressed") == "false"
    assert page.query == {"period": "2000-2005"}


def test_reduced_motion_offers_steps_but_no_play(fresh: Callable[..., MapPage]) -> None:
    page = fresh("", reduced_motion="reduce")
    assert page.page.locator("#play").is_hidden()
    page.page.get_by_role("button", name="Next interval").click()
    page.sees(period="2000-2005")


@pytest.mark.parametrize("size", [DESKTOP, PROJECTOR])
def test_what_the_last_period_says_ends_before_the_controls(
    at_size: Callable[..., MapPage], size: dict[str, int]
) -> None:
    page = at_size("", size)
    said = page.page.locator("#timeline .annotation", has_text="the paper ends in").bounding_box()
    control = page.page.locator(".clock-policy .topic").bounding_box()
    assert said["x"] + said["width"] + 8 <= control["x"]


SIZES = [PHONE, {"width": 360, "height": 780}, PROJECTOR, DESKTOP]
UNSAID = """() => [...document.querySelectorAll("#clock .clock-segments label")].filter((one) => {
  const { width, height } = one.getBoundingClientRect();
  const text = one.querySelector("span").getBoundingClientRect();
  return one.matches(".clock-unsaid") || text.width > width || text.height > height;
}).map((one) => one.textContent)"""


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("size", SIZES, ids=lambda size: size["width"])
def test_every_interval_says_its_years(
    anew: Callable[[str, dict[str, int]], MapPage], size: dict[str, int], lang: str
) -> None:
    page = anew(f"?lang={lang}", size)
    assert page.page.evaluate(UNSAID) == []
    assert page.page.locator("#clock .clock-segments label").count() == len(raw.PERIODS)
