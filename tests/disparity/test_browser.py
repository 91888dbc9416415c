"""Disparity, migration indicators and their limits: B3, B4, C8, J9."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from tests import raw
from tests.declared import SERIES
from tests.pages import DESKTOP, PHONE, PROJECTOR, MapPage

pytestmark = pytest.mark.long

View = Callable[[str], MapPage]
ZONES = ("East", "Central", "West")
REVISED = "GDP per head, revised, 2006–2020"


def open_tab(page: MapPage, title: str) -> MapPage:
    """Wait until a tab shows what a heading of it says."""
    return page.until(
        """(title) => [...document.querySelectorAll(".panel-body :is(h2, h3)")]
          .some((one) => one.textContent === title && one.offsetParent)""",
        title,
    )


def data(page: MapPage, chart: str) -> list[dict[str, Any]]:
    """Traces of a chart as the browser holds them."""
    return page.page.evaluate(
        """chart => document.querySelector(`.chart-${chart} .js-plotly-plot`).data
          .map((one) => ({x: [...one.x], y: [...one.y], name: one.name}))""",
        chart,
    )


def notes(page: MapPage, chart: str) -> str:
    return page.page.evaluate(
        """chart => document.querySelector(`.chart-${chart} .js-plotly-plot`).layout.annotations
          .map((one) => one.text).join(" ")""",
        chart,
    )


def answer(page: MapPage) -> str:
    """The sentence of the page, and what the tab adds to it."""
    return f"{page.sentence} {page.page.locator('.panel-disparity .answer').inner_text()}"


def spot(page: MapPage, chart: str, trace: int, point: int) -> tuple[float, float]:
    """Where a point of a chart is on the screen."""
    page.page.locator(f".chart-{chart}").scroll_into_view_if_needed()
    x, y = page.page.evaluate(
        """([chart, trace, point]) => {
          const plot = document.querySelector(`.chart-${chart} .js-plotly-plot`);
          const { xaxis, yaxis } = plot._fullLayout;
          const one = plot.data[trace];
          const box = plot.getBoundingClientRect();
          return [box.left + xaxis._offset + xaxis.l2p(one.x[point]),
                  box.top + yaxis._offset + yaxis.l2p(one.y[point])];
        }""",
        [chart, trace, point],
    )
    return x, y


def test_series_and_year_give_three_weighted_means_and_their_ratio(at: View) -> None:
    page = open_tab(at("?view=disparity"), "Zones and their provinces, 2000")
    page.choose("Series", REVISED)
    page.sees(indicator="gdp_per_capita_revised")
    page.choose("Year", "2010")
    open_tab(page.sees(year="2010"), "Zones and their provinces, 2010")
    expected = raw.disparity("gdp_per_capita_revised", 2010, "three-zone")
    *dots, means = data(page, "strip")
    assert means["x"] == pytest.approx([expected[f"mean {zone}"] for zone in ZONES])
    assert sum(len(one["x"]) for one in dots) == 31
    assert f"East = {expected['ratio']:.2f} × West" in notes(page, "strip")
    caption = page.page.locator(".chart-strip figcaption").inner_text()
    assert "weighted by resident population of the same year" in caption


def test_a_dot_tells_its_region_and_a_click_chooses_it(at: View) -> None:
    page = open_tab(at("?view=disparity"), "Zones and their provinces, 2000")
    at_shanghai = spot(page, "strip", 0, -1 + len(data(page, "strip")[0]["x"]))
    page.page.mouse.move(*at_shanghai)
    hover = page.page.locator(".chart-strip .hoverlayer")
    hover.locator("text").first.wait_for()
    assert "Shanghai" in (hover.text_content() or "")
    page.page.mouse.click(*at_shanghai)
    page.sees(place="31")
    page.until(
        """() => document.querySelector(".chart-ranked .js-plotly-plot").layout.yaxis.ticktext
          .includes("<b>Shanghai</b>")"""
    )


def test_the_table_chooses_a_region_by_keys_and_keeps_the_focus(at: View) -> None:
    page = open_tab(at("?view=disparity"), "Zones and their provinces, 2000")
    page.page.locator(".chart-strip summary").first.press("Enter")
    page.page.locator(".chart-strip td, .chart-strip th a").get_by_text("Anhui").focus()
    page.page.keyboard.press("Enter")
    page.sees(place="34")
    page.until(
        """() => document.querySelector(".chart-ranked .js-plotly-plot").layout.yaxis.ticktext
          .includes("<b>Anhui</b>")"""
    )
    assert page.page.evaluate("document.activeElement.textContent") == "Anhui"


@pytest.mark.parametrize("scheme", ["four-zone", "coast-interior", "autonomous"])
def test_another_scheme_is_worked_out_anew(at: View, scheme: str) -> None:
    page = open_tab(at("?view=disparity"), "Between and inside the zones: Theil T")
    page.page.locator(f".schemes a[href*='scheme={scheme}']").click()
    page.sees(scheme=scheme)
    for letter in ("t", "l"):
        whole, between, within, _gaps = data(page, f"theil-{letter}")
        assert whole["x"] == list(range(1990, 2009))
        for year, *parts in zip(whole["x"], whole["y"], between["y"], within["y"], strict=True):
            if year not in raw.series_years("gdp_per_capita"):
                assert parts == [None, None, None]
                continue
            expected = raw.disparity("gdp_per_capita", year, scheme)
            assert parts[1] + parts[2] == pytest.approx(parts[0], abs=1e-9)
            names = (letter, f"{letter}_between", f"{letter}_within")
            assert parts == pytest.approx([expected[name] for name in names], abs=1e-9)
    share = raw.disparity("gdp_per_capita", 2000, scheme)["share"]
    assert f"{raw.percent(share)} of it (Theil T) is between them" in answer(page)


def test_the_answer_says_where_the_gap_lies_and_how_it_changed(at: View) -> None:
    page = open_tab(
        at("?view=disparity&indicator=gdp_per_capita_revised&year=2020"),
        "Zones and their provinces, 2020",
    )
    now, first = (
        raw.disparity("gdp_per_capita_revised", year, "three-zone") for year in (2020, 2006)
    )
    said = answer(page)
    assert "mainly inside the three zones" in said
    assert f"{now['share']:.0f}% of it" in said
    assert f"In 2006 {first['share']:.0f}% was between" in said
    assert f"shrunk from {first['t']:.4f} to {now['t']:.4f}" in said


def test_a_point_of_the_lines_chooses_its_year(at: View) -> None:
    page = open_tab(at("?view=disparity"), "Zones and their provinces, 2000")
    page.page.mouse.click(*spot(page, "theil-t", 0, 2003 - 1990))
    open_tab(page.sees(year="2003"), "Zones and their provinces, 2003")


def test_years_left_out_have_their_reasons(at: View) -> None:
    page = open_tab(at("?view=disparity"), "Gini coefficient")
    reasons = page.page.locator(".chart-gini figcaption details")
    reasons.locator("summary").click()
    assert reasons.locator("li").all_inner_texts() == [
        "1991–1994: no figures in the source",
        "1996–1999: no figures in the source",
        "2005: no figure for some provinces (6 provinces)",
    ]


def test_an_address_opens_with_its_controls_set(anew: Callable[..., MapPage]) -> None:
    page = anew("?indicator=urbanisation_rate&year=2016&scheme=four-zone&view=disparity")
    open_tab(page, "Zones and their provinces, 2016")
    shown = page.page.locator(".panel-disparity .panel-controls input:not([type=hidden])")
    assert [one.input_value() for one in shown.all()] == [
        "Urban share of population, 2005–2020",
        "Four zones, with a Northeast",
        "2016",
        "",  # nothing is taken together
    ]
    assert not [url for url in page.asked if not url.startswith(page.address)]
    assert page.said == []


def test_question_12_is_answered_with_two_years_and_not_by_colour(at: View) -> None:
    page = open_tab(at("?view=disparity"), "Did the zone gaps widen in the late 1990s?")
    claim = page.page.locator(".claim").inner_text()
    before, after = (raw.disparity("gdp_per_capita", year, "three-zone") for year in (1995, 2000))
    assert after["ratio"] > before["ratio"]
    assert "The series supports it" in claim
    for year, one in ((1995, before), (2000, after)):
        assert str(year) in claim
        assert f"{one['ratio']:.2f}" in claim
    page = at("?view=disparity&indicator=urbanisation_rate")
    page.until("() => document.querySelector('.claim').textContent.includes('cannot tell')")


def test_gaps_carry_their_limit_and_lead_to_the_method(at: View) -> None:
    page = open_tab(at("?view=disparity"), "Zones and their provinces, 2000")
    limits = page.page.get_by_text("Context, not cause").filter(visible=True)
    assert limits.count() == 3  # one of them for the bands behind the incomes
    page.page.get_by_role("link", name="Source and definition").filter(visible=True).first.click()
    page.sees(view="sources")
    open_tab(page, "Sources and limits")


def test_figures_of_region_and_nation_follow_the_interval(at: View) -> None:
    for period in ("1995-2000", "2010-2015"):
        title = f"Migration indicators, {period.replace('-', '–')}"
        page = open_tab(at(f"?view=indicators&period={period}"), title)
        moves = raw.flows(period)
        arrived = moves.groupby("destination_code")["persons"].sum()
        left = moves.groupby("origin_code")["persons"].sum()
        people = raw.residents("34", int(period[-4:]))
        net = arrived["34"] - left["34"]
        row = page.page.locator(".sortable tbody tr").filter(has_text="Anhui").locator("td")
        values = [float(one.get_attribute("data-value") or "nan") for one in row.all()]
        rates = [1000 * one / people for one in (arrived["34"], left["34"], net)]
        assert values[:3] == pytest.approx(rates)
        assert values[3] == pytest.approx(100 * net / (arrived["34"] + left["34"]))
        out = moves.loc[moves["origin_code"] == "34", "persons"].to_numpy()
        assert values[5] == pytest.approx(np.std(out) / np.mean(out))
        everybody = sum(raw.residents(code, int(period[-4:])) for code in raw.regions().index)
        mei = 100 * (arrived - left).abs().sum() / (arrived + left).sum()
        nation = page.page.locator(".national").inner_text()
        assert f"{100 * moves['persons'].sum() / everybody:.2f}" in nation
        assert f"{mei:.1f}" in nation


def test_a_head_sorts_by_click_and_by_keys_and_keeps_it_in_the_next_interval(at: View) -> None:
    page = open_tab(at("?view=indicators"), "Migration indicators, 1995–2000")
    names = page.page.locator(".sortable tbody th")
    net = {code: raw.net_of(code) / raw.residents(code, 2000) for code in raw.regions().index}
    ranked = [raw.regions().loc[code, "name_en"] for code in sorted(net, key=net.get)]
    page.page.get_by_role("button", name="Net, per 1,000").click()
    assert names.all_inner_texts() == ranked[::-1]
    head = page.page.get_by_role("columnheader", name="Net, per 1,000")
    assert head.get_attribute("aria-sort") == "descending"
    page.page.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") == "ascending"
    assert names.all_inner_texts() == ranked
    search = page.page.evaluate("location.search")
    open_tab(at(f"{search}&period=2015-2020"), "Migration indicators, 2015–2020")
    cells = page.page.locator(".sortable tbody td:nth-child(4)")
    values = [float(one.get_attribute("data-value") or "nan") for one in cells.all()]
    assert values == sorted(values)


def test_the_formula_is_there_on_demand(at: View) -> None:
    page = open_tab(at("?view=indicators"), "How each figure is made")
    formula = page.page.locator("#formula-migration_effectiveness_index")
    formula.locator("summary").click()
    said = formula.inner_text()
    assert "100 sum_i |D_i - O_i| / sum_i (D_i + O_i)" in said
    assert "Bell et al. (2002)" in said


@pytest.mark.parametrize("query", ["?view=disparity", "?view=indicators"])
def test_a_phone_scrolls_down_only(at_size: Callable[..., MapPage], query: str) -> None:
    page = at_size(query, PHONE)
    page.until("() => document.querySelector('.answer, .indicators h2')")
    panel = query.removeprefix("?view=")
    across = page.page.evaluate(
        "panel => { const one = document.querySelector('.panel-' + panel);"
        " return one.scrollWidth - one.clientWidth; }",
        panel,
    )
    assert across == 0


# Texts of the strip that lie on a dot, on another text or on the bracket; edges may touch.
COVERED = """() => {
  const plot = document.querySelector(".chart-strip .js-plotly-plot");
  const box = (one) => one.getBoundingClientRect();
  const texts = [...plot.querySelectorAll(".scatterlayer .textpoint text, .annotation text")]
    .filter((one) => one.textContent.trim());
  const dots = [...plot.querySelectorAll(".scatterlayer .point")].map(box);
  const lines = [...plot.querySelectorAll(".shapelayer path")].map(box)
    .filter(({ width, height }) => width > height);
  const found = [];
  for (const text of texts) {
    const { left, right, top, bottom } = box(text);
    const away = (least, value, most) => Math.max(least - value, 0, value - most);
    const isOn = (dot) => Math.hypot(away(left + 1, (dot.left + dot.right) / 2, right - 1),
      away(top + 3, (dot.top + dot.bottom) / 2, bottom - 3)) < dot.width / 2 - 0.5;
    const meets = (one) => one.left < right - 1 && one.right > left + 1
      && one.top < bottom - 3 && one.bottom > top + 3;
    const others = texts.filter((one) => one !== text).map(box);
    const isNote = text.closest(".annotation");
    if (dots.some(isOn) || others.some(meets) || (isNote && lines.some(meets))) {
      found.push(text.textContent);
    }
  }
  return [texts.length, found];
}"""
CROWDED = [("four-zone", ""), ("four-zone", "32"), ("autonomous", "13"), ("autonomous", "42")]


@pytest.mark.parametrize("size", [DESKTOP, PROJECTOR], ids=["desktop", "projector"])
def test_no_name_of_the_strip_lies_on_a_dot_a_name_or_the_bracket(
    at_size: Callable[..., MapPage], size: dict[str, int]
) -> None:
    for scheme, place in CROWDED:
        chosen = f"&place={place}" if place else ""
        asked = f"?view=disparity&indicator=urbanisation_rate&year=2020&scheme={scheme}{chosen}"
        page = open_tab(at_size(asked, size), "Zones and their provinces, 2020")
        name = raw.regions().loc[place, "name_en"] if place else "China"
        page.until(
            """name => [...document.querySelectorAll(".chart-strip .annotation text")]
              .some((one) => one.textContent.startsWith(name))""",
            name,
        )
        count, covered = page.page.evaluate(COVERED)
        assert count > 8
        assert covered == [], (scheme, place)


def test_each_name_of_a_series_fits_its_box(at: View) -> None:
    shown = set()
    for series in SERIES:
        page = open_tab(at(f"?view=disparity&indicator={series.key}"), "Gini coefficient")
        box = page.page.get_by_label("Series").filter(visible=True).first
        page.until("name => [...document.querySelectorAll('input')].some(({ value }) =>"
                   " value.startsWith(name))", series.title)  # fmt: skip
        shown.add(box.input_value())
        assert box.evaluate("box => box.scrollWidth - box.clientWidth") == 0, box.input_value()
    assert len(shown) == len(SERIES)


# Words of the heads, a slash parting two, that stand on two lines.
BROKEN = """() => [...document.querySelectorAll(".panel-indicators .sortable thead th")]
  .flatMap((head) => {
    const words = [];
    const texts = document.createTreeWalker(head, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const node = texts.currentNode;
      for (const { 0: word, index } of node.data.matchAll(/[^\\s/]+/g)) {
        const range = document.createRange();
        range.setStart(node, index);
        range.setEnd(node, index + word.length);
        const tops = [...range.getClientRects()].map(({ top }) => Math.round(top));
        words.push([word, new Set(tops).size]);
      }
    }
    return words;
  })"""


@pytest.mark.parametrize("size", [DESKTOP, PROJECTOR], ids=["desktop", "projector"])
def test_no_head_of_the_indicators_breaks_inside_a_word(
    at_size: Callable[..., MapPage], size: dict[str, int]
) -> None:
    page = open_tab(at_size("?view=indicators", size), "Migration indicators, 1995–2000")
    words = page.page.evaluate(BROKEN)
    assert "gross" in " ".join(word for word, _lines in words)
    assert [word for word, lines in words if lines != 1] == []
