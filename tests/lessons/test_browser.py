"""Where could a lesson travel, the lesson sheet, the coverage gap: E3, E4, E5, questions 3 to 5."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from tests import raw
from tests.pages import SIZES, MapPage

View = Callable[..., MapPage]
DIQING = "?view=lessons"
NEAREST = "?layers=regions,nearest"


def shown(page: MapPage, site: str = "Diqing") -> MapPage:
    """Wait until the tab shows a site."""
    return page.until(
        """site => [...document.querySelectorAll(".lesson-sheet h2")]
          .some((one) => one.offsetParent && one.textContent.includes(site + " →"))""",
        site,
    )


def names(page: MapPage) -> list[str]:
    """Regions in the order of the ranking."""
    return page.page.locator(".bars tbody th").all_inner_texts()


def parts(page: MapPage, name: str) -> list[str]:
    """What the parts of a bar say when they are pointed at."""
    row = page.page.locator(".bars tbody tr", has=page.page.get_by_role("link", name=name))
    return row.locator(".bar span").evaluate_all("all => all.map((one) => one.title)")


def weigh(page: MapPage, variable: str, value: str) -> None:
    """Type a weight and press Enter, by keys alone."""
    field = page.page.locator("#weights").get_by_label(variable)
    field.focus()
    field.press("Control+a")
    page.page.keyboard.type(value)
    page.page.keyboard.press("Enter")


def sheet(page: MapPage) -> str:
    return page.page.locator(".lesson-sheet").inner_text()


def turned(page: MapPage, before: list[str]) -> MapPage:
    """Wait until the ranking is another one."""
    return page.until(
        """before => [...document.querySelectorAll(".bars tbody th")]
          .map((one) => one.innerText).join() !== before.join()""",
        before,
    )


def test_a_site_is_chosen_and_thirty_regions_are_ranked(at: View) -> None:
    page = shown(at("?view=lessons&site=dalian"), "Dalian")
    assert page.page.locator(".bars .named").count() == 0
    page.choose("Site whose lesson travels", "Diqing, Yunnan")
    shown(page.sees(site=None))
    order = names(page)
    assert len(order) == 30
    assert "Yunnan" not in order
    assert all(len(parts(page, name)) == 7 for name in (order[0], "Qinghai"))


def test_question_4_the_named_regions_are_marked_whatever_their_rank(at: View) -> None:
    page = shown(at(DIQING))
    order = names(page)
    marked = page.page.locator(".bars tr", has_text="named in the paper").locator("th")
    assert sorted(marked.all_inner_texts()) == ["Qinghai", "Xinjiang"]
    ranks = [order.index(name) + 1 for name in ("Qinghai", "Xinjiang")]
    said = page.page.locator(".lessons .answer").first.inner_text()
    assert "The paper names Qinghai and Xinjiang (5.5" in said
    assert f"here they rank {ranks[0]} and {ranks[1]} of 30" in said
    assert "Qinghai differs most in resident population" in said
    assert "Context, not proof" in page.page.locator(".guard").inner_text()
    assert "Diqing and Kunming lie in Yunnan" in page.page.locator(".lessons").inner_text()


def test_a_weight_by_keys_changes_ranks_reasons_and_address(at: View) -> None:
    page = shown(at(DIQING))
    before, reasons = names(page), parts(page, "Qinghai")
    weigh(page, "Resident population", "0")
    page.sees(weights="gdp:1,urban:1,minority:1,schooling:1,out:1,net:1")
    turned(page, before)
    assert len(parts(page, "Qinghai")) == len(reasons) - 1
    assert names(page).index("Qinghai") < before.index("Qinghai")
    light = names(page)
    weigh(page, "Ethnic minority share", "2.5")
    page.sees(weights="gdp:1,urban:1,minority:2.5,schooling:1,out:1,net:1")
    turned(page, light)
    heavy = names(page)
    page.page.go_back()
    page.sees(weights="gdp:1,urban:1,minority:1,schooling:1,out:1,net:1")
    turned(page, heavy)
    field = page.page.locator("#weights").get_by_label("Ethnic minority share")
    page.until("one => one.value === '1'", field.element_handle())
    assert names(page) == light


BARS = """() => [...document.querySelectorAll("#tab-lessons .bar span")]
  .map((one) => getComputedStyle(one).backgroundColor)"""


def test_bars_keep_their_colours_where_a_reader_forces_others(anew: View) -> None:
    """The browser paints forced grounds alike: the parts of a bar would be one."""
    page = anew("?view=lessons")
    plain = page.page.evaluate(BARS)
    page.page.emulate_media(forced_colors="active")
    forced = page.page.evaluate(BARS)
    page.page.emulate_media(forced_colors="none")
    assert forced == plain
    assert len(set(plain)) > 3


def test_a_link_brings_the_same_ranking_back(at: View, anew: View) -> None:
    query = "?weights=gdp:2,minority:0.5&target=63&view=lessons"
    page = shown(at(query))
    page.until("() => document.querySelectorAll('.bar-legend li').length === 2")
    order, said = names(page), sheet(page)
    again = shown(anew(query))
    assert names(again) == order
    assert sheet(again) == said
    values = again.page.locator("#weights input").evaluate_all("all => all.map((one) => one.value)")
    assert values == ["2", "0", "0.5", "0", "0", "0", "0"]
    assert again.page.url.endswith(query)


def test_weights_that_are_all_nothing_are_refused_in_words(at: View) -> None:
    page = shown(at("?view=lessons&weights=gdp:1"))
    page.until("() => document.querySelectorAll('.bar-legend li').length === 1")
    weigh(page, "GDP per head", "0")
    page.until("() => document.querySelector('#notices').innerText.includes('not all 0')")
    page.until("() => document.querySelectorAll('.bar-legend li').length === 7")
    field = page.page.locator("#weights").get_by_label("GDP per head")
    page.until("one => one.value === '1'", field.element_handle())


def test_the_table_holds_the_rows_of_the_data_interface(at: View) -> None:
    page = shown(at(DIQING))
    page.page.locator(".chart-lessons .chart-table summary").press("Enter")
    table = page.page.locator(".chart-lessons .table-scroll tbody tr")
    rows = page.page.request.get(page.address + "api/similar").json()["rows"]
    assert table.count() == len(rows) == 30
    for at_, row in enumerate(rows):
        cells = table.nth(at_).locator("th, td").all_inner_texts()
        assert cells[:3] == [row["province_name"], str(row["rank"]), f"{row['distance']:.2f}"]
        assert (cells[3] == "named in the paper") == row["named_in_paper"]
        assert cells[-1] == raw.percent(100 * row["top_five_share"])
        shares = [raw.percent(100 * one) for one in row["contributions"].values()]
        assert cells[4:11] == shares


def test_a_row_leads_to_the_sheet_of_its_region_and_keeps_the_focus(at: View) -> None:
    page = shown(at(DIQING))
    page.page.locator(".bars").get_by_role("link", name="Qinghai").focus()
    page.page.keyboard.press("Enter")
    page.sees(target="63")
    page.until("() => document.querySelector('.lesson-sheet h2').textContent.endsWith('→ Qinghai')")
    assert page.page.evaluate("document.activeElement.textContent") == "Qinghai"
    said = sheet(page)
    heads = ["What was done", "For whom", "With whom", "most alike", "differs most", "check first"]
    assert all(head in said for head in heads)
    assert "successful projects at Diqing can be repeated there" in said
    assert "4,450 in Yunnan, 543 in Qinghai (10,000 persons, 2005)" in said
    assert "six to twelve months" in said
    # No score without its reasons: the rank stands above them.
    assert said.index("Rank 9 of 30") < said.index("What is most alike")


def test_the_warning_goes_as_far_as_the_paper_for_every_target(at: View) -> None:
    page = shown(at(DIQING))
    page.choose("Target of the lesson sheet", "Anhui")
    page.sees(target="34")
    page.until("() => document.querySelector('.sheet-warning')")
    warning = page.page.locator(".sheet-warning").inner_text()
    assert "Chengdu: training programmes cannot meet the migrants' needs" in warning
    assert "years of experience" in warning
    assert "3.2" in warning
    page.choose("Target of the lesson sheet", "Qinghai")
    page.sees(target="63")
    page.until("() => document.querySelector('.sheet-warning').textContent.includes('Qinghai')")
    assert "Chengdu and Sichuan. It does not say it of Qinghai" in sheet(page)


def test_on_paper_the_sheet_stands_alone_on_one_page(anew: View) -> None:
    page = shown(anew("?view=lessons&target=34"))
    page.page.evaluate("window.print = () => { window.printed = true; }")
    page.page.get_by_role("button", name="Print this sheet").click()
    page.until("() => window.printed")
    page.page.emulate_media(media="print")
    assert page.page.locator(".lesson-sheet").is_visible()
    assert "/?target=34&view=lessons" in page.page.locator(".lesson-sheet .on-paper").inner_text()
    for other in ("header", "[role=tablist]", "#weights", ".bars", ".coverage-table"):
        assert page.page.locator(other).first.is_hidden(), other
    page.page.set_viewport_size({"width": 703, "height": 1031})  # A4 at 96 dpi, 12 mm margins
    tall = page.page.evaluate("document.querySelector('.lesson-sheet').scrollHeight")
    assert tall <= 1031


def kilometres() -> dict[str, tuple[str, float]]:
    """Nearest site of each region with its distance, from the raw files, by the haversine."""
    homes, sites = raw.regions(), raw.paper("pilot_sites").dropna(subset=["lon"])
    lon, lat = (np.radians(homes[f"capital_{one}"].astype(float)) for one in ("lon", "lat"))
    found = {}
    for name, a, b in zip(homes["name_en"], lon, lat, strict=True):
        x, y = (np.radians(sites[one].astype(float).to_numpy()) for one in ("lon", "lat"))
        half = np.sin((y - b) / 2) ** 2 + np.cos(b) * np.cos(y) * np.sin((x - a) / 2) ** 2
        apart = 2 * 6371.0088 * np.arcsin(np.sqrt(half))
        found[name] = (sites["name"].iloc[int(apart.argmin())], float(apart.min()))
    return found


def test_the_toggle_shows_a_line_from_every_capital_with_site_and_km(at: View) -> None:
    page = at("")
    assert page.trace("sites")["visible"] is True
    assert all(one["visible"] is False for one in page.traces("nearest"))
    page.unfold("layers")
    page.page.locator("#rail").get_by_text("Nearest pilot site", exact=True).click()
    page.until("() => /layers=[^&]*nearest/.test(location.search)").settle()
    _casing, dashes, starts = page.traces("nearest")
    assert dashes["lon"].count(None) == 31
    assert dashes["line"]["dash"] != page.traces("networks")[1]["line"]["dash"]
    for name, (site, km) in kilometres().items():
        (hover,) = [one for one in starts["text"] if one.startswith(f"<b>{name}</b><br>")]
        assert f"<b>{site}</b>, {km:,.0f} km" in hover
    assert "No site in this zone: Central" in page.legend.inner_text()
    assert "Central has no pilot site" in page.sentence


def test_a_line_can_be_pointed_at_and_leads_to_its_site(at: View) -> None:
    page = at(NEAREST)
    dashes = page.traces("nearest")[1]
    far = next(i for i, one in enumerate(dashes["text"]) if one and "Xinjiang" in one) + 12
    spot = dashes["lon"][far], dashes["lat"][far]
    hover = page.hover(*spot)
    site, km = kilometres()["Xinjiang"]
    assert f"nearest pilot site: {site}, {km:,.0f} km" in hover
    page.click(*spot)
    page.sees(place=site.lower())


def test_question_3_the_table_flags_the_zone_without_a_site(at: View) -> None:
    page = shown(at("?view=lessons&scheme=three-zone"))
    rows = page.page.locator(".coverage-table tbody tr")
    expected = sorted(kilometres().items(), key=lambda one: -one[1][1])
    assert rows.locator("th").all_inner_texts()[:25] == [name for name, _ in expected][:25]
    cells = rows.first.locator("td").all_inner_texts()
    assert cells[1:3] == ["Chengdu", f"{expected[0][1][1]:,.0f}"]
    flagged = page.page.locator(".coverage-table tr", has_text="no site").locator("th")
    central = raw.regions().query("zone == 'central'")["name_en"]
    assert sorted(flagged.all_inner_texts()) == sorted(central)
    said = page.page.locator(".lessons").inner_text()
    assert "Central has no pilot site" in said
    assert "only Anhui, an end of Anhui – Shanghai" in said
    page.page.locator(".lessons").get_by_role(
        "link", name="Show these distances on the map"
    ).click()
    page.sees(view=None, layers="regions,corridors,nearest,labels,networks,sites")


def test_another_scheme_has_other_gaps(at: View) -> None:
    page = shown(at("?view=lessons&scheme=three-zone"))
    page.choose("Zones of the coverage", "Coast and interior")
    page.sees(scheme="coast-interior")
    page.until("() => !document.querySelector('.coverage-table .badge')")
    assert (
        "Every zone of this scheme has a pilot site" in page.page.locator(".lessons").inner_text()
    )


@pytest.mark.parametrize("size", SIZES)
def test_lessons_hold_up_for_everybody(at_size: View, size: str) -> None:
    page = shown(at_size("?view=lessons&target=34", SIZES[size]))
    weights = page.page.locator("#weights")
    assert weights.evaluate("one => one.open") == (size != "phone")
    for part in (".panel-lessons", ".lessons", ".bars", ".lesson-sheet"):
        assert (
            page.page.evaluate(
                "part => document.querySelector(part).getBoundingClientRect().right", part
            )
            <= SIZES[size]["width"] + 0.5
        ), part


def test_the_sheet_of_a_low_rank_begins_in_sight(at: View) -> None:
    page = shown(at(DIQING))
    last = page.page.locator(".bars tbody a").last
    last.scroll_into_view_if_needed()
    page.page.locator("#tab-lessons").evaluate("one => { one.scrollTop += 300; }")
    name = last.inner_text()
    last.click()
    page.until(
        "name => document.querySelector('.lesson-sheet h2').textContent.endsWith('→ ' + name)", name
    )
    title = page.page.locator(".lesson-sheet h2").bounding_box()
    panel = page.page.locator("#tab-lessons").bounding_box()
    assert title["y"] >= panel["y"]
    assert title["y"] + title["height"] < panel["y"] + panel["height"]
    assert last.is_visible()
    assert page.page.evaluate("document.activeElement.textContent") == name


COLUMNS = """() => {
  const [ranking, sheet] = [".chart-lessons", ".lesson-sheet"]
    .map((one) => document.querySelector(one).getBoundingClientRect());
  const out = [...document.querySelectorAll(".chart-lessons *")].filter((one) =>
    one.checkVisibility() && !one.closest(".visually-hidden")
    && one.getBoundingClientRect().right > ranking.right + 1);
  const meet = Math.min(ranking.right, sheet.right) - Math.max(ranking.left, sheet.left) > 1
    && Math.min(ranking.bottom, sheet.bottom) - Math.max(ranking.top, sheet.top) > 1;
  return [meet, out.map((one) => one.outerHTML.slice(0, 100))];
}"""


@pytest.mark.parametrize("size", ["desktop", "projector"])
@pytest.mark.parametrize("is_room", [False, True])
def test_ranking_and_sheet_keep_apart_on_the_page_and_in_the_hall(
    at_size: View, size: str, is_room: bool
) -> None:
    page = shown(at_size(DIQING, SIZES[size]))
    if is_room:
        page.page.keyboard.press("p")
        page.until("() => document.documentElement.dataset.room === 'on'").settle()
    assert page.page.evaluate(COLUMNS) == [False, []]
