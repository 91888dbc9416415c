"""The address is the whole state, in a clean browser and through back and forward."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests import raw
from tests.pages import ENTRY, MapPage

View = Callable[[str], MapPage]
Fresh = Callable[..., MapPage]
DEEP = (
    "?period=2005-2010&from=west&to=east,42&scheme=four-zone&direction=net&measure=net&top=25"
    "&shade=out-rate&breaks=quantile&scale=free&layers=regions,corridors&place=51-44"
)


def controls(page: MapPage) -> dict[str, str]:
    """What the controls of the rail show."""
    radios = page.page.locator("input[type=radio]:checked")
    return {
        "radios": ",".join(radios.evaluate_all("all => all.map((one) => one.value)")),
        "scheme": page.page.get_by_label("Zones").first.input_value(),
        "measure": page.page.get_by_label("Width").first.input_value(),
        "shade": page.page.get_by_label("Shade").first.input_value(),
        "top": page.page.get_by_role("textbox", name="Corridors drawn").input_value(),
    }


def test_a_deep_link_restores_everything_in_a_clean_browser(fresh: Fresh) -> None:
    page = fresh(DEEP)
    assert page.page.url.endswith(DEEP)
    seen = controls(page)
    assert seen["radios"].split(",").count("net") == 1
    assert "2005-2010" in seen["radios"]
    assert "free" in seen["radios"]
    assert seen["scheme"] == "Four zones, with a Northeast"
    assert seen["measure"].startswith("Net")
    assert seen["shade"] == "Departures per 1,000 residents"
    assert seen["top"] == "25"
    assert page.trace("corridors")["locations"][-1] == "51-44"
    assert len(page.trace("corridors")["locations"]) <= 26
    assert "2005–2010" in page.sentence
    assert "from the West to the East and Hubei" in page.sentence
    assert "Sichuan → Guangdong" in page.card.inner_text()
    assert page.legend.get_by_text("rescaled").is_visible()
    assert page.trace("sites")["visible"] is False
    assert page.page.locator("#notices").inner_text() == ""


@pytest.mark.parametrize(("view", "tab"), [("table", "Table"), ("sources", "Sources")])
def test_a_tab_is_part_of_the_link(anew: Fresh, view: str, tab: str) -> None:
    page = anew(f"?view={view}&period=2015-2020")
    chosen = page.page.get_by_role("tab", name=tab, exact=True)
    assert chosen.get_attribute("aria-selected") == "true"
    assert page.query == {"view": view, "period": "2015-2020"}
    page.tab("Map")
    page.sees(view=None, period="2015-2020")
    drawn = page.page.locator("#map .choroplethlayer .trace").nth(2).locator("path")
    assert drawn.count() == 60
    assert page.trace("corridors")["locations"][0] == raw.flows("2015-2020")["key"][0]
    assert page.said == []


def test_defaults_are_left_out_and_unknown_parameters_are_kept(at: View) -> None:
    page = at("?note=for+Kunming&top=20")
    page.page.locator("#quick-counts").get_by_text("60", exact=True).click()
    page.sees(top=None, note="for Kunming")
    page.page.locator("#from-chips label").get_by_text("East", exact=True).click()
    page.sees(from_="east", note="for Kunming")
    page.card.locator(".ranked a").first.click()
    page.until("() => new URLSearchParams(location.search).has('place')")
    page.sees(from_="east", note="for Kunming")


def test_back_and_forward_walk_the_views(anew: Fresh) -> None:
    page = anew()
    page.page.locator("#from-chips label").get_by_text("West", exact=True).click()
    page.sees(from_="west")
    west = page.sentence
    page.press_radio("Net")
    page.sees(from_="west", direction="net")
    net = page.sentence
    page.page.go_back()
    page.sees(from_="west", direction=None)
    assert page.sentence == west
    page.page.go_back()
    page.sees(from_=None, direction=None)
    checked = page.page.locator("#from-chips input:checked")
    assert checked.count() == 0
    page.page.go_forward()
    page.sees(from_="west", direction=None)
    page.page.go_forward()
    page.sees(from_="west", direction="net")
    assert page.sentence == net


def test_scrubbing_through_time_and_counts_adds_no_history(anew: Fresh) -> None:
    page = anew()
    before = page.page.evaluate(ENTRY)
    for period in raw.PERIODS[1:]:
        page.page.get_by_role("button", name="Next interval").click()
        page.sees(period=period)
    assert page.page.evaluate(ENTRY) == before


def test_bad_values_give_one_notice_each_and_lose_nothing(at: View) -> None:
    page = at("?period=1900-1905&top=-3&from=central,atlantis&shade=gold&place=34&direction=out")
    notices = page.page.locator("#notices .notice").all_inner_texts()
    assert len(notices) == 4, notices
    for field, found in (
        ("period", "1900-1905"),
        ("top", "-3"),
        ("from", "atlantis"),
        ("shade", "gold"),
    ):
        (said,) = (one for one in notices if one.startswith(f"{field}:"))
        assert found in said
        assert "Expected" in said
    assert page.query["place"] == "34"
    assert page.query["direction"] == "out"
    assert "leaving Anhui" in page.sentence
    page.until("() => [...document.querySelectorAll('input')].some((one) => one.value === '60')")
    seen = controls(page)
    assert "1995-2000" in seen["radios"]
    assert seen["shade"] == "Net migration, people"
    page.page.get_by_role("button", name="Next interval").click()
    page.sees(period="2000-2005", place="34", direction="out")
    assert page.page.locator("#notices").inner_text() == ""


@pytest.mark.parametrize(
    "query",
    [
        "?__proto__=1&constructor.prototype=2&period=__proto__&view=__proto__&direction=toString",
        "?period=NaN&top=NaN&from=&to=%00",
        "?period=<img src=x onerror=alert(1)>&place=<script>alert(2)</script>",
        "?top=" + "9" * 400,
    ],
)
def test_hostile_addresses_fall_back_with_a_notice(at: View, query: str) -> None:
    page = at(query)
    assert page.page.evaluate("({}).x === undefined && ({}).period === undefined")
    assert "The 60 largest of 930 corridors" in page.sentence
    assert page.page.locator("#notices img, #notices script").count() == 0


def test_the_copied_link_is_the_address_with_the_version_of_the_data(
    fresh: Fresh, anew: Fresh
) -> None:
    page = fresh("?place=34&period=2005-2010", permissions=["clipboard-read", "clipboard-write"])
    page.page.get_by_role("button", name="Copy link").click()
    page.page.get_by_role("button", name="Link copied").wait_for()
    link = page.page.evaluate("navigator.clipboard.readText()")
    address, _, stamp = link.rpartition("&data=")
    assert address == page.page.url
    assert stamp in page.page.locator("#note").inner_text()
    other = anew(f"?place=34&data={stamp[::-1]}")
    other.page.get_by_text(f"This link was made with data {stamp[::-1]}").wait_for()
