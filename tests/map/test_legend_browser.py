"""Classes, scales, units and blanks: B1, B2, B10, J2, and the marks of I4."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import ViewportSize

from tests import raw
from tests.pages import DESKTOP, PHONE, PROJECTOR, MapPage

View = Callable[[str], MapPage]


def breaks(page: MapPage) -> list[str]:
    return page.legend.locator(".class-breaks span").all_inner_texts()


def counts(page: MapPage) -> list[int]:
    return [int(one) for one in page.legend.locator(".class-cells span").all_inner_texts()]


def samples(page: MapPage) -> list[str]:
    rows = page.legend.locator(".key-pair:has([data-metres])")
    return [
        f"{row.inner_text()} {row.locator('[data-metres]').get_attribute('data-metres')}"
        for row in rows.all()
    ]


def classes(page: MapPage) -> None:
    if not page.page.locator("#rail .more-classes").evaluate("one => one.open"):
        page.page.locator("#rail .more-classes summary").click()


@pytest.mark.parametrize("period", raw.PERIODS)
def test_own_breaks_hold_in_every_interval_with_true_counts(at: View, period: str) -> None:
    page = at(f"?period={period}&breaks=-1000000,0,1000000")
    nets = [raw.net_of(code, period) for code in raw.regions().index]
    expected = [
        sum(net < -1e6 for net in nets),
        sum(-1e6 <= net < 0 for net in nets),
        sum(0 <= net < 1e6 for net in nets),
        sum(net >= 1e6 for net in nets),
    ]
    assert breaks(page) == ["−1M", "0", "+1M"]
    assert counts(page) == expected


def test_methods_and_typed_breaks_change_the_printed_classes(at: View) -> None:
    page = at("")
    natural = breaks(page)
    assert sum(counts(page)) == 31
    classes(page)
    page.choose("Class breaks", "Equal counts")
    page.sees(breaks="quantile")
    assert breaks(page) != natural
    assert sum(counts(page)) == 31
    own = page.page.get_by_label("Own breaks")
    own.fill("-500000, 500000")
    own.press("Tab")
    page.sees(breaks="-500000,500000")
    nets = [raw.net_of(code) for code in raw.regions().index]
    assert counts(page)[0] == sum(net < -5e5 for net in nets)
    own.fill("")
    own.press("Tab")
    page.sees(breaks=None)
    assert breaks(page) == natural


def test_spoken_classes_tell_range_and_count(at: View) -> None:
    page = at("")
    spoken = page.legend.locator(".class-cells span").evaluate_all(
        "cells => cells.map((cell) => cell.getAttribute('aria-label'))"
    )
    assert spoken[0].startswith("below −")
    assert [int(re.search(r": (\d+) provinces?$", one)[1]) for one in spoken] == counts(page)


def test_locked_scales_stay_and_an_unlocked_one_says_so(at: View) -> None:
    page = at("")
    before = breaks(page), samples(page)
    for query in ("?period=2010-2015", "?from=west", "?top=20&direction=net", "?place=34"):
        at(query)
        assert (breaks(page), samples(page)) == before, query
    assert page.legend.get_by_text("rescaled").count() == 0
    at("?period=2010-2015")
    classes(page)
    page.press_radio("This interval")
    page.sees(scale="free")
    assert page.legend.get_by_text("rescaled", exact=True).is_visible()
    assert breaks(page) != before[0]
    assert samples(page) == before[1]


def test_a_rate_changes_title_unit_and_denominator(at: View) -> None:
    page = at("")
    page.choose("Width", "Rate per 1,000 at the origin")
    page.sees(measure="rate")
    said = page.legend.inner_text()
    assert "Corridor width: Rate per 1,000 at the origin" in said
    assert "per 1,000 of the resident population at the end of 2000" in said
    assert "with the highest rates" in page.sentence
    rates = page.trace("corridors")
    key = "43-44"
    rate = 1000 * raw.pick(key)["persons"] / raw.residents("43", 2000)
    assert f"{rate:.2f} per 1,000" in rates["text"][rates["locations"].index(key)]
    page.choose("Shade", "Net migration per 1,000 residents")
    page.sees(shade="net-rate")
    assert "Net migration per 1,000 residents" in page.legend.inner_text()
    hovers = page.trace("regions")
    net = 1000 * raw.net_of("34") / raw.residents("34", 2000)
    hover = hovers["text"][hovers["locations"].index("34")]
    assert f"−{abs(net):.1f}" in hover


def test_blanks_have_their_own_mark_in_map_legend_and_hover(at: View) -> None:
    page = at("")
    assert page.page.locator("#map .geo text", has_text="Taiwan ×").count() == 1
    assert "not in these tables" in page.legend.inner_text()
    hovers = page.trace("regions")
    for code in ("71", "81", "82"):
        assert "not in these tables" in hovers["text"][hovers["locations"].index(code)]
    named = page.trace("labels")["text"]
    assert sum(one.endswith(" ×") for one in named) == 3
    assert sum(one.endswith((" +", " −")) for one in named) == 31


def test_a_partial_table_says_its_coverage_and_marks_what_is_missing(at: View) -> None:
    page = at("")
    options = page.page.get_by_role("option").filter(has_text="of 31)")
    page.page.get_by_label("Shade").first.click()
    options.first.wait_for()
    name = options.first.inner_text()
    covered = int(re.search(r"\((\d+) of 31\)", name)[1])
    options.first.click()
    page.until("() => new URLSearchParams(location.search).has('shade')")
    page.settle()
    assert sum(counts(page)) <= covered < 31
    missing = [one for one in page.trace("labels")["text"] if one.endswith(" ?")]
    assert len(missing) == 31 - sum(counts(page))
    assert f"shading covers {sum(counts(page))} of 31" in page.page.locator("#note").inner_text()
    assert "no figure in the source" in page.legend.inner_text()


def test_gain_and_loss_are_readable_without_colour(at: View) -> None:
    page = at("")
    codes = page.trace("regions")["locations"]
    names = {raw.regions()["name_en"][code]: code for code in codes if code in raw.regions().index}
    for said in page.trace("labels")["text"]:
        name, _, mark = said.rpartition(" ")
        if mark in "+−":
            assert (mark == "+") == (raw.net_of(names[name]) > 0), said


def colours_of(page: MapPage) -> list[str]:
    """Colours of the keys as they are painted."""
    return page.page.locator("#legend .class-cells span, #legend .key-arrow").evaluate_all(
        """all => all.map((one) => getComputedStyle(one).backgroundColor
          + getComputedStyle(one).color)"""
    )


def test_forced_colours_leave_the_keys_theirs(
    at: Callable[[str], MapPage], fresh: Callable[..., MapPage]
) -> None:
    plain, forced = at(""), fresh(forced_colors="active")
    assert forced.page.evaluate("matchMedia('(forced-colors: active)').matches")
    assert colours_of(forced) == colours_of(plain)
    assert len(set(colours_of(forced))) > 5


FORM = """() => { const key = document.getElementById("legend-box");
  return [key.dataset.form, key.open]; }"""


def test_the_key_keeps_its_form_when_its_words_change_on_another_tab(at: View) -> None:
    page = at("?top=20")
    form = page.page.evaluate(FORM)
    assert form == ["wide", True]
    at("?top=20&view=table&shade=in-rate")
    at("?top=20&view=pairs")
    assert page.page.evaluate(FORM) == form
    at("?top=20&shade=in-rate")
    assert page.page.evaluate(FORM) == form


@pytest.mark.parametrize(
    ("size", "form"), [(DESKTOP, ["wide", True]), (PHONE, ["across", False])], ids=["desk", "phone"]
)
def test_a_link_to_a_part_of_the_map_has_a_docked_key(
    anew: Callable[..., MapPage], size: ViewportSize, form: list[object]
) -> None:
    page = anew("?camera=105,30,4", size)
    assert page.page.evaluate(FORM) == form
    for button in page.page.locator("#map-frame [data-map]").all():
        button.click(trial=True)  # nothing lies over it
    folded = page.page.locator("#key-folded")
    before = folded.text_content()
    page.open("?camera=105,30,4&shade=in-rate&period=2000-2005")
    assert folded.text_content() != before


SWATCHES = """(part) => [...document.querySelectorAll(`${part} .key-pair:has(.key-class)`)]
  .map((one) => [one.textContent, getComputedStyle(one.firstElementChild).backgroundColor])"""


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("?direction=net&place=34", ["gain", "loss for Anhui"]),
        ("?ink=zone&place=34", ["East", "Central", "West"]),
        ("?direction=net", []),
    ],
)
def test_a_folded_key_names_every_ink_of_the_corridors(
    anew: Callable[..., MapPage], query: str, names: list[str]
) -> None:
    page = anew(query, PROJECTOR)
    page.page.evaluate("document.getElementById('legend-box').open = false")
    folded = page.page.evaluate(SWATCHES, "#key-folded")
    assert [name for name, _colour in folded] == names
    assert folded == page.page.evaluate(SWATCHES, "#legend .key-widths")
    assert len({colour for _name, colour in folded}) == len(names)
    for pair in page.page.locator("#key-folded .key-pair").all():
        assert pair.is_visible()


def test_a_folded_key_of_two_lines_keeps_clear_of_the_source_on_a_phone(
    anew: Callable[..., MapPage],
) -> None:
    page = anew("?camera=105,30,4", PHONE)
    page.open("?camera=105,30,4&ink=zone")
    ends = """() => [document.getElementById("note").getBoundingClientRect().bottom,
      document.getElementById("legend-box").getBoundingClientRect().top]"""
    note, key = page.page.evaluate(ends)
    assert note <= key


COVERED = """(parts) => {
  const box = document.querySelector(".hoverlayer .hovertext").getBoundingClientRect();
  return parts.map((part) => document.querySelector(part)).map((one) => {
    const { left, right, top, bottom } = one.getBoundingClientRect();
    const isOver = box.left < right && box.right > left && box.top < bottom && box.bottom > top;
    return [isOver, Number(getComputedStyle(one).opacity) < 0.2];
  });
}"""


SEEN_PALE = "document.querySelectorAll('.pale').length"
NO_WORDS = "() => !document.querySelector('.hoverlayer .hovertext')"


def test_what_stands_over_the_map_pales_where_it_would_cover_what_is_said(
    anew: Callable[..., MapPage],
) -> None:
    page = anew("", PROJECTOR).still()
    drawn = page.trace("labels")
    at = drawn["customdata"].index("53")  # its words reach over the key

    def point() -> None:
        page.hover(drawn["lon"][at], drawn["lat"][at])

    point()
    assert page.page.evaluate(COVERED, ["#legend-box"]) == [[True, True]]
    everything = page.page.evaluate(COVERED, ["#legend-box", "#pictures", ".map-buttons"])
    assert [over for over, _pale in everything] == [pale for _over, pale in everything]
    page.page.keyboard.press("Escape")
    page.until(NO_WORDS)
    assert page.page.evaluate(SEEN_PALE) == 0
    point()
    assert page.page.evaluate(SEEN_PALE) > 0
    page.page.mouse.move(5, 5)
    page.until(NO_WORDS)
    assert page.page.evaluate(SEEN_PALE) == 0
