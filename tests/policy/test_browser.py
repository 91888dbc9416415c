"""Policy time, change, ranges, conflicts and room mode: B9, D2, D3, D6, F8, J3, J5, J6, J9."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from itertools import pairwise

import pytest

from tests import raw
from tests.access.test_browser import SIDEWAYS, TABS
from tests.axe import violations
from tests.pages import PHONE, PROJECTOR, MapPage

View = Callable[..., MapPage]
CLOCK_POINT = """
([year, height, lane]) => {
  const plot = document.querySelector("#timeline");
  const { _size: size, xaxis, [lane]: yaxis } = plot._fullLayout;
  const box = plot.getBoundingClientRect();
  return [box.x + size.l + xaxis.d2p(year), box.y + yaxis._offset + yaxis.d2p(height)];
}
"""
FILLED = (
    "() => document.querySelectorAll('.panel-intervals .js-plotly-plot .geo path').length > 150"
)


def click_clock(page: MapPage, year: float, height: float, lane: str = "yaxis3") -> None:
    x, y = page.page.evaluate(CLOCK_POINT, [year, height, lane])
    page.page.mouse.move(5, 5)
    page.until("() => !document.querySelector('#timeline .hoverlayer .hovertext')")
    page.page.mouse.move(x + 2, y)
    page.page.mouse.move(x, y)
    page.page.locator("#timeline .hoverlayer .hovertext").first.wait_for(state="attached")
    page.page.mouse.click(x, y)


def cursor(page: MapPage) -> dict[str, object]:
    return page.page.evaluate("document.querySelector('#timeline').layout.shapes[0]")


def change(page: MapPage) -> str:
    page.until(FILLED)
    return page.page.locator(".panel-intervals .panel-body").inner_text()


def error(sample: float, period: str) -> float:
    k = 100 / raw.SAMPLING_PERCENT.get(period, 10)
    return 1.959964 * k * math.sqrt(sample * (1 - 1 / k))


def test_a_band_tells_its_policy_the_intervals_beside_it_and_no_cause(at: View) -> None:
    page = at("")
    click_clock(page, 1990.5, 0.8)
    page.sees(place="t04")
    said = page.card.inner_text()
    assert "Migration restricted while the economy is cooled against inflation" in said
    assert "section 1.2 Key facts" in said
    assert "None of the 5 intervals" in said
    assert "Context, not cause." in said
    mark = cursor(page)
    assert mark["visible"]
    assert (mark["x0"], mark["x1"]) == (1989, 1992)


def test_the_band_of_1992_to_2000_shares_five_years_and_two_months(at: View) -> None:
    page = at("")
    click_clock(page, 1996.2, 0.85)
    page.sees(place="t05")
    rows = page.card.locator("table", has_text="Years that both cover").locator("tbody tr")
    # 1 November 1995 to 1 November 2000, and from there to the end of 2000: 61 days.
    assert [row.inner_text().split("\t")[1].strip() for row in rows.all()] == [
        "5.00 years",
        f"{61 / 365.25:.2f} years",
    ]
    rows.nth(1).get_by_role("link").click()
    page.sees(period="2000-2005", place="t05")


def test_an_act_moves_the_cursor_and_is_summed_up(at: View) -> None:
    page = at("")
    click_clock(page, 2001.748, 0.3, "yaxis4")
    page.sees(place="t24")
    (row,) = raw.told("policy_timeline").query("event_id == 'T24'").to_dict("records")
    said = page.card.inner_text()
    for column in ("title", "date_as_stated", "section", "issuing_body", "topic", "stance"):
        assert row[column] in said, column
    assert "dated to the day" in said
    assert "It falls into 2000–2005" in said
    mark = cursor(page)
    assert mark["x0"] == pytest.approx(2001 + 273 / 365.25, abs=0.01)
    click_clock(page, 2001.748, 0.3, "yaxis4")  # near it: the nearest act answers
    page.sees(place=None)
    assert not cursor(page)["visible"]


def test_the_lane_of_the_acts_is_one_target_as_high_as_a_finger(at: View) -> None:
    page = at("")
    top, bottom = (page.page.evaluate(CLOCK_POINT, [1992.2, end, "yaxis4"])[1] for end in (1, 0))
    assert bottom - top >= 24
    for height in (0.02, 0.5):
        click_clock(page, 1992.2, height, "yaxis4")  # beside and above the only act of its years
        page.sees(place="t17")
        at("")


def test_arrows_step_from_act_to_act_and_the_lane_says_which(at: View) -> None:
    page = at("?place=t17")
    lane = page.page.locator("#acts-lane")
    assert "investment and migration surge (2.2" in lane.get_attribute("aria-valuetext")
    before = int(lane.get_attribute("aria-valuenow"))
    lane.focus()
    page.page.keyboard.press("ArrowRight")
    page.sees(place="t18", period=None)
    page.until("at => document.getElementById('acts-lane').ariaValueNow === at", str(before + 1))
    page.page.keyboard.press("Home")
    page.sees(place="t07")
    assert "Hukou" in lane.get_attribute("aria-valuetext")
    at("")
    assert lane.get_attribute("aria-valuetext") == "no act chosen"


SHOWN_WORDS = """words => [...document.querySelectorAll("#timeline .hoverlayer .hovertext")]
  .some((one) => one.textContent.startsWith(words))"""


def test_arrows_step_through_the_totals_and_enter_opens_the_ledger(at: View) -> None:
    page = at("")
    lane = page.page.locator("#totals-lane")
    assert lane.get_attribute("aria-valuetext") == "no total reached"
    lane.focus()
    count = int(lane.get_attribute("aria-valuemax"))
    stated = raw.paper("national_series")
    stated = stated[stated["indicator"] == "rural_migrants"]
    (survey,) = page.marks("survey")
    assert count == len(stated) + len(survey["x"])
    said = []
    for step in range(1, count + 1):
        page.page.keyboard.press("ArrowRight")
        assert lane.get_attribute("aria-valuenow") == str(step)
        said.append(lane.get_attribute("aria-valuetext"))
        page.until(SHOWN_WORDS, said[-1][:8])
    for one, text in zip(stated["as_stated"], said, strict=False):
        assert text.startswith(one)
    assert len(set(said)) == count
    assert not any("<" in one for one in said)
    page.page.keyboard.press("Home")
    while "disagrees" not in lane.get_attribute("aria-valuetext"):
        page.page.keyboard.press("ArrowRight")
    page.page.keyboard.press("Enter")
    page.sees(view="sources")
    page.until("() => document.activeElement.id.startsWith('conflict-')")


MEETING = """() => {
  const all = [...document.querySelectorAll("#timeline .xtick text, #timeline .annotation-text")];
  const boxes = all.map((one) => [one.textContent, one.getBoundingClientRect()]);
  return boxes.flatMap(([name, a], at) => boxes.slice(at + 1)
    .filter(([, b]) => Math.min(a.right, b.right) > Math.max(a.left, b.left)
      && Math.min(a.bottom, b.bottom) > Math.max(a.top, b.top) + 2)
    .map(([other]) => [name, other])).filter((pair) => pair.includes("drawn narrower"));
}"""


@pytest.mark.parametrize("width", [1440, 1280, 960])
def test_what_the_axis_says_of_itself_lies_on_none_of_its_years(
    at_size: Callable[..., MapPage], width: int
) -> None:
    page = at_size("", {"width": width, "height": 800}).still().page
    said = page.locator("#timeline .annotation-text", has_text="drawn narrower")
    assert said.count() == 1
    assert page.evaluate(MEETING) == []


def test_the_ring_of_a_lane_lies_on_none_of_its_numbers(at: View) -> None:
    page = at("").page
    page.locator("#acts-lane").focus()
    page.keyboard.press("Tab")
    lane = page.locator("#totals-lane")
    ring = "one => [getComputedStyle(one).boxShadow, getComputedStyle(one).outlineStyle]"
    shadow, outline = lane.evaluate(ring)
    found = re.findall(r"\) (-?\d+)px (-?\d+)px", shadow)
    assert sorted(found) == [("-3", "0"), ("3", "0")]  # its two ends
    assert outline == "none"
    box = lane.bounding_box()
    for text in page.locator("#timeline .annotation-text").all():
        words = text.bounding_box()
        for end in (box["x"], box["x"] + box["width"] - 3):
            across = words["x"] < end + 3 and words["x"] + words["width"] > end
            down = words["y"] < box["y"] + box["height"] and words["y"] + words["height"] > box["y"]
            assert not (across and down), text.inner_text()


def test_every_segment_is_as_wide_as_its_bar(at: View) -> None:
    page = at("")
    labels = page.page.locator(".clock-segments label")
    for bar, label in zip(page.bars(), labels.all(), strict=True):
        ends = [page.page.evaluate(CLOCK_POINT, [bar[end], 0, "yaxis"])[0] for end in ("x0", "x1")]
        box = label.bounding_box()
        assert [box["x"], box["x"] + box["width"]] == pytest.approx(ends, abs=1)
        assert box["height"] >= 24


def test_all_six_periods_have_room_for_their_names(at_size: View) -> None:
    page = at_size("", PROJECTOR)
    boxes = page.page.evaluate(
        """() => [...document.querySelectorAll("#timeline .annotation text")]
          .map((one) => [one.textContent, one.getBoundingClientRect()])
          .slice(0, 6).map(([text, { left, right }]) => [text, left, right])"""
    )
    assert len(boxes) == 6
    for (_text, _left, right), (_next, left, _right) in pairwise(boxes):
        assert right <= left + 1
    controls = page.page.locator(".clock-policy").bounding_box()
    assert boxes[-1][2] <= controls["x"]


def test_a_topic_fades_the_other_acts_and_is_cleared(at: View) -> None:
    page = at("")
    page.choose("Topic of the policy acts", "wages")
    page.sees(topic="wages")
    table = raw.paper("policy_timeline")
    wages = {one.lower() for one in table.loc[table["topic"] == "wages", "event_id"]}

    def lit() -> set[str]:
        return {
            key
            for trace in page.marks("acts")
            for key, shade in zip(trace["customdata"], trace["marker"]["opacity"], strict=True)
            if shade > 0.3
        }

    assert lit() == wages
    page.page.get_by_label("Show all topics").click()
    page.sees(topic=None)
    assert len(lit()) == len(table) - 6 - 1  # six bands, and the act without a year


def test_every_period_and_act_is_reached_with_the_keyboard(at: View) -> None:
    page = at("")
    menu = page.page.locator("summary", has_text="All periods and acts")
    menu.focus()
    page.page.keyboard.press("Enter")
    links = page.page.locator("#events .acts button")
    assert links.count() == len(raw.paper("policy_timeline"))
    box = page.page.locator("#events").bounding_box()
    assert box["width"] == pytest.approx(430, abs=1)
    assert box["y"] + box["height"] <= menu.bounding_box()["y"]
    assert min(one.bounding_box()["height"] for one in links.all()) >= 24
    assert page.page.locator("#events").evaluate("one => one.scrollWidth <= one.clientWidth")
    links.filter(has_text="Deng Xiaoping").focus()
    page.page.keyboard.press("Enter")
    page.sees(place="t17")
    assert not page.page.locator("#events").is_visible()  # it would lie over the card
    assert "Deng Xiaoping speaks in southern coastal China" in page.card.inner_text()


# What of the sheet of the acts cannot be touched, once it is scrolled to.
UNTOUCHED = """() => [...document.querySelectorAll("#events button")].filter((one) => {
  one.scrollIntoView({ block: "center" });
  const { left, top, width, height } = one.getBoundingClientRect();
  const seen = document.elementFromPoint(left + width / 2, top + height / 2);
  return height < 24 || left < 0 || left + width > innerWidth || !one.contains(seen);
}).map((one) => one.textContent)"""


def test_a_phone_reaches_every_act_and_the_figures_of_the_clock(anew: View) -> None:
    page = anew("?from=west", PHONE)
    page.page.get_by_role("button", name="More", exact=True).click()
    page.page.get_by_role("button", name="All periods and acts").click()
    menu = page.page.locator("#events")
    assert menu.locator(".acts button").count() == len(raw.paper("policy_timeline"))
    assert page.page.evaluate(UNTOUCHED) == []
    figures = menu.locator("#moves-table")
    figures.scroll_into_view_if_needed()
    assert figures.is_visible()
    assert "299.7 million" in menu.inner_text()  # the last national total
    assert menu.evaluate("one => one.scrollWidth <= one.clientWidth")
    assert violations(page) == []
    menu.locator(".acts button", has_text="Deng Xiaoping").click()
    page.sees(place="t17", from_="west")
    assert not menu.is_visible()
    assert "Deng Xiaoping speaks" in page.card.inner_text()


def test_the_acts_of_a_phone_open_and_close_by_keys(anew: View) -> None:
    page = anew("", PHONE)
    keys = page.page.keyboard
    more = page.page.get_by_role("button", name="More", exact=True)
    menu = page.page.locator("#events")
    for leave in ("Escape", "Enter"):
        more.focus()
        keys.press("Enter")
        page.page.get_by_role("button", name="All periods and acts").focus()
        keys.press("Enter")
        assert menu.is_visible()
        assert page.page.evaluate("document.activeElement.matches('#clock summary')")
        keys.press(leave)
        page.until("() => document.body.dataset.drawer === ''")
        assert not menu.is_visible()
        assert page.page.evaluate("document.activeElement.dataset.toggle") == "more"


def test_the_acts_are_offered_where_the_clock_is(anew: View) -> None:
    page = anew("?view=sites", PHONE)
    page.page.get_by_role("button", name="More", exact=True).click()
    assert page.page.get_by_role("button", name="Copy link").is_visible()
    assert not page.page.get_by_role("button", name="All periods and acts").is_visible()


def test_the_largest_cities_of_the_hukou_table_filter_the_map(at: View) -> None:
    page = at("?place=t24")
    table = page.card.locator("#stance-by-class")
    assert table.locator("tr").count() == 3
    table.get_by_role("link", name="Corridors to Beijing and Shanghai").click()
    page.sees(to="11,31")
    flows = raw.flows()
    into = flows[flows["destination_code"].isin(["11", "31"])]
    assert raw.people(into["persons"].sum()) in page.sentence


def test_five_maps_share_one_scale_and_a_title_opens_its_interval(at: View) -> None:
    page = at("?view=intervals&shade=in")
    change(page)
    maps = page.page.locator(".multiples:not(.od-maps) .multiple")
    assert maps.count() == 5
    # Colours and widths of the maps, OD maps, and change.
    assert page.page.locator(".panel-intervals .wide-legend").count() == 4
    plots = page.page.evaluate(
        """() => [...document.querySelectorAll(".multiple .js-plotly-plot")]
          .map(({ data }) => [JSON.stringify(data[0].colorscale), data[0].zmax])"""
    )
    assert len({tuple(one) for one in plots}) == 1
    maps.nth(3).get_by_role("link").click()
    page.sees(period="2010-2015", view=None)
    assert "2010–2015" in page.sentence


def test_change_lists_what_rose_and_fell_and_warns_of_surveys(at: View) -> None:
    page = at("?view=intervals&period=2005-2010&against=2015-2020")
    said = change(page)
    before, after = (raw.flows(one).set_index("key") for one in ("2005-2010", "2015-2020"))
    moved = (after["persons"] - before["persons"]).sort_values()
    for key in (moved.index[0], moved.index[-1]):
        row = after.loc[key]
        assert f"{row['origin']} → {row['destination']}" in said
    spread = (after["sample"] + before["sample"])[moved.index] * 10**2 * (1 - 1 / 10)
    assert f"Corridors that rose ({(moved > 1.959964 * spread**0.5).sum()})" in said
    assert "1% sample survey, the other" not in said
    page.choose("Compared with", "2000–2005")
    page.sees(against="2000-2005")
    page.until("() => document.querySelector('#change').innerText.includes('2000–2005')")
    assert "the other from a 1% sample survey" in change(page)


def test_the_same_interval_is_refused_with_the_reason(at: View) -> None:
    page = at("?view=intervals&period=2005-2010&against=2005-2010")
    box = page.page.locator(".verdict-refused")
    box.wait_for()
    assert "Both are the same interval" in box.inner_text()
    assert page.page.locator(".change-columns").count() == 0


def test_survey_corridors_show_their_range_and_the_formula_on_demand(at: View) -> None:
    page = at("?period=2000-2005&place=34-31")
    row = raw.pick("34-31", "2000-2005")
    reach = error(row["sample"], "2000-2005")
    low, high = (raw.people(row["persons"] + side) for side in (-reach, reach))
    assert f"{low} to {high}" in page.card.inner_text()
    trace = page.trace("corridors")
    hover = trace["text"][trace["locations"].index("34-31")]
    assert f"95% sampling range {low} to {high}" in hover
    formula = page.card.locator(".formula")
    assert not formula.is_visible()
    page.card.get_by_text("How the sampling range is worked out").click()
    assert "k = 75.5" in formula.inner_text()


def test_nets_that_could_be_of_either_sign_are_hatched(at: View) -> None:
    page = at("?period=2000-2005&direction=net&top=all&place=64")
    table = raw.flows("2000-2005").set_index("key")
    expected = 0
    for code in raw.regions().index.drop("64"):
        there, back = table.loc[f"64-{code}"], table.loc[f"{code}-64"]
        reach = math.hypot(*(error(one["sample"], "2000-2005") for one in (there, back)))
        expected += abs(there["persons"] - back["persons"]) <= reach
    assert expected > 0
    assert page.page.locator("#map path.unsure").count() == expected
    fills = page.page.locator("#map path.unsure").evaluate_all(
        "paths => paths.map((path) => path.style.fill)"
    )
    assert all(fill.startswith('url("#hatch-line-rgb') for fill in fills)
    assert f"range spans zero\n{expected} corridors" in page.legend.inner_text()
    at("?period=2000-2005&place=64")
    assert page.page.locator("#map path.unsure").count() == 0


# Each hatched line, its length, and its longest piece in one colour of the stripes, in pixels.
DASHES = """() => [...document.querySelectorAll("#map path.unsure")].map((path) => {
  const id = path.style.fill.replace(/^url\\("#|"\\)$/g, "");
  const hatch = document.getElementById(id);
  const { a, c } = hatch.patternTransform.baseVal.consolidate().matrix.inverse();
  const [period, ink] = [hatch, hatch.lastChild].map((one) => one.width.baseVal.value);
  const long = path.getTotalLength() / 2;
  let [run, longest, last] = [0, 0, null];
  for (let along = 2; along < long - 10; along += 0.25) {
    const { x, y } = path.getPointAtLength(along);
    const isInk = (((a * x + c * y) % period) + period) % period < ink;
    run = isInk === last ? run + 0.25 : 0;
    [longest, last] = [Math.max(longest, run), isInk];
  }
  return [path.__data__.loc, long, longest];
})"""


@pytest.mark.parametrize("place", ["53", "46"])
def test_a_hair_thin_line_is_dashed_wherever_it_runs(at: View, place: str) -> None:
    """Stripes that run as the line does would leave it whole, or take it away."""
    page = at(f"?period=2000-2005&direction=net&top=all&place={place}")
    lines = page.page.evaluate(DASHES)
    assert len(lines) > 4
    assert min(long for _, long, _longest in lines) > 40
    assert {loc: longest for loc, _, longest in lines if not 0 < longest < 7} == {}


def test_a_region_is_hatched_over_the_colour_of_its_class(at: View) -> None:
    page = at("?view=intervals&period=2000-2005&against=2010-2015")
    change(page)
    page.until("() => document.querySelector('.change-columns path.unsure')")
    hatched = page.page.locator(".change-columns path.unsure").evaluate_all(
        """paths => Object.fromEntries(paths.map((path) => {
          const id = path.style.fill.replace(/^url\\("#|"\\)$/g, "");
          const [under] = document.getElementById(id).children;
          return [path.__data__.loc, under.getAttribute("fill") === path.getAttribute("fill")];
        }))"""
    )
    unsure = set()
    for code in raw.regions().index:
        nets = [raw.net_of(code, period) for period in raw.SAMPLING_PERCENT]
        errors = []
        for period in raw.SAMPLING_PERCENT:
            table = raw.flows(period)
            for end in ("origin", "destination"):
                sampled = table.loc[table[f"{end}_code"] == code, "sample"].sum()
                errors.append(error(sampled, period))
        if abs(nets[1] - nets[0]) <= math.hypot(*errors):
            unsure.add(code)
    assert unsure
    assert hatched == dict.fromkeys(unsure, True)


def test_the_ledger_is_reached_from_where_its_figures_stand(at: View) -> None:
    page = at("?place=beijing")
    page.card.get_by_role("link", name="The paper disagrees with itself here (K5)").click()
    page.sees(view="sources")
    entry = page.page.locator("#conflict-k5")
    entry.wait_for()
    said = entry.inner_text()
    assert "eight pilot sites and one more in Mongolia" in said
    assert "8 + 1 = 9 against 8" in said
    assert "Eight sites on the map" in said
    heading = page.page.get_by_role("heading", name="Where the paper disagrees with itself")
    assert heading.count() == 1
    assert page.page.locator("#conflicts article").count() == 6


def test_the_114_million_on_the_clock_lead_to_their_conflict(at: View) -> None:
    page = at("")
    dot = page.page.locator("#timeline text", has_text="114M").first.bounding_box()
    x, y = dot["x"] - 6, dot["y"] + dot["height"] / 2
    page.page.mouse.move(x + 1, y)
    page.page.mouse.move(x, y)
    card = page.page.locator("#timeline .hoverlayer .hovertext")
    card.first.wait_for(state="attached")
    assert "the paper disagrees with itself here" in card.first.text_content()
    page.page.mouse.click(x, y)
    page.sees(view="sources")
    entry = page.page.locator("#conflict-k3")
    entry.wait_for()
    assert "114 / 1,292 = 8.8 per cent" in entry.inner_text()


def test_observed_estimated_and_curated_look_different(at: View) -> None:
    page = at("?place=beijing")
    assert page.card.locator(".badge-curated").count() >= 2
    assert page.legend.locator(".badge-curated").count() == 1
    assert {bar["line"]["dash"] for bar in page.bars()} == {"4px,3px"}
    (paper,) = page.marks("paper")
    assert "dash" not in paper["marker"]["line"]
    looks = {}
    for shade in ("net", "urbanisation_rate", "gdp_per_capita_derived"):
        at(f"?shade={shade}")
        badge = page.legend.locator(".key-shade .badge").first
        looks[badge.inner_text()] = badge.evaluate("one => getComputedStyle(one).borderTopStyle")
    assert looks == {"estimate": "dashed", "as published": "solid", "worked out": "dotted"}


def test_bands_acts_and_change_carry_the_guard(at: View) -> None:
    page = at("?place=t06")
    assert "Context, not cause." in page.card.inner_text()
    page.card.get_by_role("link", name="What the figures count").click()
    page.sees(view="sources")
    at("?view=intervals")
    assert "Context, not cause." in change(page)
    bands = page.marks("bands")[0]
    assert all("context, not cause" in said for said in bands["text"])


def sizes(page: MapPage) -> list[float]:
    """Type of the sentence, the legend, a name on the map and a label of the clock, in pixels."""
    return page.page.evaluate(
        """() => ["#sentence", "#legend", "#map .geo text", "#timeline .annotation text"]
          .map((where) => document.querySelector(where))
          .map((one) => parseFloat(getComputedStyle(one).fontSize) * one.currentCSSZoom)"""
    )


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_room_mode_is_large_quiet_and_steps_by_keys(fresh: View, motion: str) -> None:
    page = fresh("", viewport=PROJECTOR, reduced_motion=motion)
    before = sizes(page)
    page.page.keyboard.press("p")
    page.until("() => document.documentElement.dataset.room === 'on'")
    page.until("() => Boolean(document.fullscreenElement)")
    page.until(
        "() => parseFloat(document.querySelector('#timeline .annotation text').style.fontSize) > 15"
    )
    sentence, *others = zip(before, sizes(page), strict=True)
    assert sentence[1] == pytest.approx(25, abs=0.5)
    for small, large in others:
        assert large / small >= 1.39
    for hidden in ("#rail", "#side", "header .tools", ".clock-controls"):
        assert not page.page.locator(hidden).is_visible(), hidden
    for kept in ("#sentence", "#legend", "#map", "#timeline"):
        assert page.page.locator(kept).is_visible(), kept
    steps = {"PageDown": "2000-2005", "ArrowRight": "2005-2010", "PageUp": "2000-2005"}
    for key, period in steps.items():
        page.page.keyboard.press(key)
        page.sees(period=period)
        assert not page.page.locator("#rail").is_visible()
    page.page.mouse.move(400, 300)
    page.page.mouse.move(430, 320)
    page.until("() => document.documentElement.dataset.controls === 'awake'")
    assert not page.page.locator("#rail").is_visible()  # it waits for its button
    page.until("() => document.documentElement.dataset.controls === 'asleep'")
    page.page.keyboard.press("Escape")
    page.until("() => !document.documentElement.dataset.room && !document.fullscreenElement")
    page.until(
        "() => parseFloat(document.querySelector('#timeline .annotation text').style.fontSize) < 12"
    )
    assert sizes(page) == pytest.approx(before, abs=0.5)
    assert page.said == []


def test_the_button_enters_and_a_field_keeps_its_letters(at_size: View) -> None:
    page = at_size("", PROJECTOR)
    page.page.get_by_label("Find a place").first.click()
    page.page.keyboard.press("p")
    assert page.page.evaluate("document.documentElement.dataset.room") is None
    page.page.keyboard.press("Escape")
    page.page.get_by_role("button", name="Present").click()
    page.until("() => document.documentElement.dataset.room === 'on'")
    assert page.page.locator("#legend").is_visible()


def test_in_the_hall_the_map_is_larger_than_on_the_page_and_what_is_chosen_stays(
    at_size: View,
) -> None:
    page = at_size("?place=34-31", PROJECTOR)
    width = "() => document.querySelector('.outlines, #map .choroplethlayer').getBBox().width"
    before = page.page.evaluate(width)
    page.page.keyboard.press("p")
    page.until("() => document.documentElement.dataset.controls === 'asleep'")
    page.until("() => document.querySelector('#map-frame').getBoundingClientRect().width > 900")
    page.until(f"before => ({width})() > 1.2 * before", before)
    column = page.page.locator(".headline").bounding_box()
    assert column["x"] + column["width"] == pytest.approx(344, abs=2)
    frame = page.page.locator("#map-frame").bounding_box()
    assert frame["y"] == 0
    chosen = page.page.locator("#chosen")
    assert "Anhui → Shanghai" in chosen.inner_text()
    assert raw.people(raw.pick("34-31")["persons"]) in chosen.inner_text()
    key, said = page.page.locator("#legend-box").bounding_box(), chosen.bounding_box()
    assert key["x"] + key["width"] <= frame["x"]
    assert said["y"] + said["height"] <= key["y"]
    lanes = page.page.evaluate(
        "() => document.querySelector('#timeline').layout.shapes.map(({ name }) => name)"
    )
    assert {"band", "tint"} <= set(lanes)
    assert not {"span", "level"} & set(lanes)


@pytest.mark.parametrize("view", [one for one in TABS if one != "map"])
def test_every_tab_fits_the_hall_beside_its_sentence(at_size: View, view: str) -> None:
    page = at_size(f"?view={view}", PROJECTOR)
    page.page.keyboard.press("p")
    page.until("() => document.documentElement.dataset.controls === 'asleep'")
    column = page.page.locator(".headline").bounding_box()
    panel = page.page.locator(".panel:visible").bounding_box()
    assert panel["x"] >= column["x"] + column["width"] - 1
    assert panel["x"] + panel["width"] <= 1281
    assert page.page.locator("#sentence").is_visible()
    assert page.page.evaluate(SIDEWAYS) == []


def test_on_a_phone_the_hall_is_no_heap_after_a_tap(at_size: View) -> None:
    page = at_size("", PHONE)
    page.page.get_by_role("button", name="More", exact=True).click()
    page.page.get_by_role("button", name="Present").click()
    page.until("() => document.documentElement.dataset.controls === 'asleep'")
    page.page.mouse.click(200, 300)
    page.until("() => document.documentElement.dataset.controls === 'awake'")
    assert page.page.locator("header").is_visible()
    for away in ("#rail", "#side", ".clock-gutter"):
        assert not page.page.locator(away).is_visible(), away


def test_nothing_runs_out_of_the_projector(at_size: View) -> None:
    page = at_size("?place=t05", PROJECTOR)
    page.page.keyboard.press("p")
    page.until("() => document.documentElement.dataset.controls === 'asleep'")
    for kept in ("#sentence", "#legend-box", "#map-frame", "#note", ".clock-figure"):
        box = page.page.locator(kept).bounding_box()
        assert box["x"] >= 0, kept
        assert box["y"] >= 0, kept
        assert box["x"] + box["width"] <= 1281, kept
        assert box["y"] + box["height"] <= 721, kept
