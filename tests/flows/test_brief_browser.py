"""Both ends on a card and on paper, ranks, receiving classes, A against B: A4, A5, A12, C9, F7."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

import pytest
from playwright.sync_api import Browser

from tests import raw
from tests.flows.test_browser import inside
from tests.pages import DESKTOP, SIZES, MapPage
from tests.serve.running import Running

View = Callable[..., MapPage]
LAST, BEFORE = "2015-2020", "2010-2015"
PAPER_WIDTH_PX = 703  # A4 less its margins
FULLEST = [
    "?place=51-53&period=2015-2020",
    "?place=14-13&period=2000-2005",
    "?place=15-33&period=2000-2005",
    "?place=15-11",
]


def table(page: MapPage, caption: str) -> dict[str, list[str]]:
    """Cells of a table of the card by the name of their row, without what stands below."""
    rows = page.card.locator("table", has_text=caption).locator("tbody tr")
    return {
        row.locator("th").inner_text().split("\n")[0]: [
            cell.split("\n")[0] for cell in row.locator("td").all_inner_texts()
        ]
        for row in rows.all()
    }


def raw_figure(indicator: str, code: str, year: str) -> float:
    return raw.printed()[indicator, int(year)][code]


def test_clicking_a_corridor_shows_both_ends_with_the_same_indicators(at: View) -> None:
    page = at("")
    page.click(*inside(page, "43-44"))
    page.sees(place="43-44")
    cells = table(page, "Same figures, same years")
    ends = [raw_figure("gdp_per_capita_derived", code, "2000") for code in ("43", "44")]
    assert cells["GDP per head"] == [*(f"{one:,.0f}" for one in ends), f"+{ends[1] - ends[0]:,.0f}"]
    assert {"Urban share", "Residents", "Minority share", "Mean schooling", "Net rate"} <= set(
        cells
    )
    assert all(cell for row in cells.values() for cell in row)
    heads = page.card.locator("table", has_text="Same figures").locator("thead th")
    assert [one.split("\n") for one in heads.all_inner_texts()[1:3]] == [
        ["Sending end", "Hunan"],
        ["Receiving end", "Guangdong"],
    ]


def test_anhui_to_shanghai_says_who_could_gain_or_lose_and_why(at: View) -> None:
    page = at("?place=34-31")
    said = page.card.inner_text()
    there, back = raw.pick("34-31")["persons"], raw.pick("31-34")["persons"]
    assert raw.people(there) in said
    assert raw.people(back) in said
    assert f"+{raw.people(there - back)}" in said
    assert raw.percent(100 * (there - back) / (there + back)) in said
    cells = table(page, "its section after each statement")
    sending, receiving = 0, 1
    assert "brain drain" in cells["Could lose"][sending]
    gain = "Shanghai: needs more migrants, skilled ones in particular, to care for old people (4.1)"
    assert gain in cells["Could gain"][receiving]
    assert "remittances" in cells["Could gain"][sending]
    assert cells["In the way"][sending] == "not stated"
    assert "Anhui – Shanghai: the same pair of provinces" in said
    assert "wider gate at a higher price; numbers still limited (3.1)" in said
    assert "no pilot site here" in said


def test_networks_keep_their_guards(at: View) -> None:
    said = at("?place=15-11").card.inner_text()
    assert "Chifeng – Beijing: only contained in this pair of provinces" in said
    said = at("?place=53-44").card.inner_text()
    assert "Lincang – Kunming: both ends inside one province" in said


UNSEEN = """() => ["#note", "#card h2", "#card .card-number", "#card .on-paper",
  "#card .figures :is(th, td)", "#card .ranked a", "#card p.muted"].flatMap((part) =>
  [...document.querySelectorAll(part)].filter((one) => !one.checkVisibility()
    && !one.closest("details, .counted-twice, .compare-with, .more-link, .method"))
    .map((one) => part + ": " + one.textContent.slice(0, 60)))"""
"""What a card has on the screen and not on paper."""


def pages_of(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))


@pytest.fixture(scope="module")
def paper(browser: Browser, server: Running) -> Iterator[MapPage]:
    """One page of its own, since printing changes its size and medium."""
    context = browser.new_context(viewport=DESKTOP)
    yield MapPage(context.new_page(), server.address).load()
    context.close()


ALONE = ("11", "31", "54", "65", "15", "45", "64")  # municipalities and autonomous regions
SAMPLE = [
    "?place=43-44",  # the largest
    f"?place=54-64&period={LAST}",  # among the smallest
    *(f"?place={one}-{other}" for one, other in pairwise(ALONE)),
    "?place=44&compare=51",
]


@pytest.mark.long
@pytest.mark.whole
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_brief_of_every_region_and_of_many_corridors_is_one_page_that_says_where_from(
    paper: MapPage, lang: str
) -> None:
    """With source, full address and day; whatever stands on the screen stands there, too."""
    page = paper
    page.page.emulate_media(media="null")
    page.page.set_viewport_size(DESKTOP)
    said = "&lang=zh" if lang == "zh" else ""
    page.load(f"?place=34{said}")
    day = page.page.evaluate(
        "lang => new Date().toLocaleDateString(lang, { dateStyle: 'long' })", lang
    )
    fullest = [f"?place=44&period={one}" for one in raw.PERIODS]
    regions = [f"?place={code}" for code in raw.regions().index]
    counts, lacking = {}, {}
    for query in (*regions, *fullest, *FULLEST, *SAMPLE):
        page.open(f"{query}{said}")
        page.page.evaluate("document.body.toggleAttribute('data-brief', true)")
        counts[query] = pages_of(page.page.pdf(prefer_css_page_size=True))
        told = page.page.locator("#card .on-paper").text_content()
        place = query.removeprefix("?").split("&")[0]
        parts = (page.address, place, *([said] if said else []), day)
        page.page.evaluate("document.body.toggleAttribute('data-brief', true)")
        page.page.emulate_media(media="print")
        lacking[query] = [one for one in parts if one not in told] + page.page.evaluate(UNSEEN)
        page.page.emulate_media(media="null")
        page.page.evaluate("document.body.toggleAttribute('data-brief', false)")
    assert {query: count for query, count in counts.items() if count != 1} == {}
    assert {query: one for query, one in lacking.items() if one} == {}


@pytest.mark.parametrize("query", ["?place=34-31", *FULLEST, "?place=34", "?place=34&compare=31"])
def test_a_brief_prints_on_one_a4_page_with_nothing_cut(paper: MapPage, query: str) -> None:
    page = paper
    page.page.emulate_media(media="screen")
    page.page.set_viewport_size(DESKTOP)
    page.open(query)
    page.page.evaluate("window.print = () => {}")
    page.card.get_by_role("button", name="Print this card").click()
    page.page.emulate_media(media="print")
    page.page.set_viewport_size({"width": PAPER_WIDTH_PX, "height": 1030})
    cut = page.page.evaluate(
        """() => [...document.querySelectorAll("#card, #card *")].filter((one) =>
          one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).display !== "inline"
            && one.clientWidth).map((one) => one.tagName + one.className)"""
    )
    assert cut == []
    shown = page.page.evaluate(
        """() => ["header", "#rail", "#legend-box", ".map-buttons", "#clock", ".brief-tools"]
          .filter((one) => document.querySelector(one)?.offsetParent)"""
    )
    assert shown == []
    assert page.page.locator("#pictures").is_hidden()
    assert page.page.locator("#card .on-paper").is_visible()
    assert page.page.locator("#card h2").is_visible()
    last = page.page.locator("#card p.muted").last
    assert last.is_visible()
    page.page.emulate_media(media="null")
    pdf = page.page.pdf(prefer_css_page_size=True)
    assert pages_of(pdf) == 1
    assert re.search(rb"/MediaBox\s*\[0 0 59[45]\.?\d* 84[12]\.?\d*\]", pdf)
    page.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert not page.page.evaluate("'brief' in document.body.dataset")


def test_the_button_prints_without_an_inline_script(at: View) -> None:
    page = at("?place=34-31")
    page.page.evaluate("window.print = () => { window.printed = true; }")
    page.card.get_by_role("button", name="Print this card").click()
    page.until("() => window.printed")


def grown() -> list[str]:
    """Corridors of the last interval by growth, sound bases only."""
    now, before = (raw.flows(period).set_index("key") for period in (LAST, BEFORE))
    both = now.join(before[["sample", "persons"]].add_suffix("_before"))
    sound = both[(both["sample"] >= 100) & (both["sample_before"] >= 100)]
    growth = sound["persons"] / sound["persons_before"] - 1
    return growth.sort_values(ascending=False).index.tolist()


def test_growth_reorders_list_and_cut_and_the_sentence_stays_true(at: View) -> None:
    page = at(f"?period={LAST}&top=20")
    page.choose("Rank by", "Growth since the interval before")
    page.sees(rank="growth")
    first = grown()[:20]
    assert set(page.trace("corridors")["locations"]) == set(first)
    assert page.sentence.startswith("The first 20 of 930 corridors by growth since the interval")
    flows = raw.flows(LAST).set_index("key")["persons"]
    assert raw.percent(100 * flows[first].sum() / flows.sum()) in page.sentence
    items = page.card.locator("ol.ranked li a")
    found = items.evaluate_all(
        "all => all.map((one) => new URL(one.href).searchParams.get('place'))"
    )
    assert found == first[:10]
    assert "%" in items.first.inner_text()
    drawn = page.trace("corridors")
    said = dict(zip(drawn["locations"], drawn["text"], strict=True))[first[0]]
    assert "Growth since the interval before: +" in said
    # Choosing what is chosen lets go of it, by keys too.
    page.choose("Rank by", "Growth since the interval before")
    page.sees(rank=None)
    assert page.sentence.startswith("The 20 largest of 930")


def test_an_interval_without_the_figure_says_so(at: View) -> None:
    page = at("?rank=growth")
    assert "No corridor has a figure for growth" in page.sentence
    assert "first interval" in page.card.inner_text()
    assert set(page.trace("corridors")["locations"]) == set(raw.flows()["key"].head(60))


def test_the_table_has_the_rank_and_its_flags(at: View) -> None:
    page = at(f"?rank=distance&period={LAST}&view=table")
    head = page.page.locator("#grid [role=columnheader]", has_text="Distance between capitals, km")
    head.wait_for()
    assert head.count() == 1


def test_megacities_show_their_corridors_and_the_stance_of_each_class(at: View) -> None:
    page = at("")
    page.unfold("members")
    page.page.get_by_role("link", name="Megacities").click()
    page.sees(to="11,31")
    flows = raw.flows()
    into = flows[flows["destination"].isin(["Beijing", "Shanghai"])]
    assert raw.people(into["persons"].sum()) in page.sentence
    assert {key[-2:] for key in page.trace("corridors")["locations"]} == {"11", "31"}
    stances = page.card.locator("#stance-by-class")
    assert "3.1 Relaxing the Hukou System" in stances.inner_text()
    printed = raw.paper("regional_diversity")
    for category in ("small town", "medium city", "mega city"):
        row = printed[printed["category"] == f"Hukou: {category}"].iloc[0]
        assert row["statement"] in stances.inner_text()
    assert stances.get_by_text("no table by size of place").count() == 2
    page.unfold("members")
    page.page.get_by_role("link", name="Megacities").click()
    page.sees(to=None)


def in_millions(cell: str) -> float:
    number = float(cell.removesuffix(" million").replace("−", "-").replace(",", ""))
    return number if cell.endswith(" million") else number / 1e6


def test_pinned_and_another_stand_on_the_same_rows(at: View) -> None:
    page = at("?place=34")
    page.card.get_by_role("link", name="Pin for comparison").click()
    page.sees(place="34", compare="34")
    assert "Choose another one" in page.card.inner_text()
    page.choose("Find a place", "Shanghai · 上海")
    page.sees(place="31", compare="34")
    cells = table(page, "difference: second less first")
    left = raw.flows().groupby("origin_code")["persons"].sum()
    assert in_millions(cells["Left"][2]) == pytest.approx((left["34"] - left["31"]) / 1e6, abs=0.01)
    page.card.get_by_role("link", name="Remove").click()
    page.sees(place="31", compare=None)


def test_corridors_and_their_differences(at: View) -> None:
    page = at("?place=34-31&compare=43-44")
    cells = table(page, "difference: second less first")
    ends = [raw.pick(key)["persons"] for key in ("34-31", "43-44")]
    shown = [in_millions(cell) for cell in cells["Moved this way"]]
    assert shown == pytest.approx([one / 1e6 for one in (*ends, ends[1] - ends[0])], abs=0.01)
    assert cells["Growth since the interval before"] == [
        "first interval, none before it to grow from"
    ]


def test_one_place_in_two_intervals_with_the_reason(at: View) -> None:
    page = at("?place=34")
    page.page.get_by_role("textbox", name="Compare with").or_(
        page.page.get_by_role("combobox", name="Compare with")
    ).first.click()
    page.page.get_by_role("option", name="2015–2020", exact=True).click()
    page.sees(place="34", compare="2015-2020")
    said = page.card.inner_text()
    assert "Compare with care" in said
    assert "pandemic" in said
    assert "two series that are never joined" in said
    cells = table(page, "later less earlier interval")
    arrived = [
        raw.flows(period).query("destination_code == '34'")["persons"].sum()
        for period in (raw.FIRST, LAST)
    ]
    assert in_millions(cells["Arrived"][2]) == pytest.approx(
        (arrived[1] - arrived[0]) / 1e6, abs=0.01
    )


@pytest.mark.parametrize(("field", "wrong"), [("compare", "34-34"), ("rank", "beauty")])
def test_a_forged_word_falls_back_with_a_notice(at: View, field: str, wrong: str) -> None:
    page = at(f"?place=34&{field}={wrong}")
    notice = page.page.locator(f"#notices [data-field={field}]")
    assert wrong in notice.inner_text()
    assert "Anhui" in page.card.locator("h2").inner_text()


@pytest.mark.parametrize("size", SIZES)
def test_briefs_hold_up_for_everybody(at_size: View, size: str) -> None:
    for query in (
        "?place=34-31",
        "?place=34&compare=31",
        "?rank=growth&period=2015-2020",
        "?to=11,31",
    ):
        page = at_size(query, SIZES[size])
        if not page.page.locator("#side").is_visible():  # nothing chosen opened the sheet
            page.page.get_by_role("button", name="More", exact=True).click()
            page.page.get_by_role("button", name="Details").click()
        wide = page.page.evaluate(
            "(() => { const one = document.getElementById('side'); return one.scrollWidth - "
            "one.clientWidth; })()"
        )
        assert wide <= 0, query
        small = page.page.evaluate(
            """() => [...document.querySelectorAll("#card a.button, #card button")]
              .map((one) => one.getBoundingClientRect()).filter((one) => one.height < 24).length"""
        )
        assert small == 0, query
        page.page.keyboard.press("Escape")
