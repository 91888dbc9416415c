"""Nothing overlaps, nothing is cut, the legend stays small: at three sizes of window."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.pages import PROJECTOR, SIZES, MapPage

pytestmark = pytest.mark.long
BETWEEN = pytest.param("projector", marks=pytest.mark.whole)
"""The size between the two others."""

VIEWS = {
    "default": "",
    "region": "?place=34&direction=net",
    "corridor": "?place=34-31",
    "site": "?place=chengdu",
    "filtered": "?from=west,34&to=east,42&scheme=four-zone&direction=out&place=51",
    "rate": "?measure=rate&shade=net-rate&period=2015-2020",
    "partial": "?shade=gdp_per_capita_derived&period=2005-2010",
}
OVERLAPPING = """() => {
  const texts = [...document.querySelectorAll("#map .geo text")].filter((one) =>
    getComputedStyle(one).visibility !== "hidden" && one.getBoundingClientRect().width > 0);
  const boxes = texts.map((one) => one.getBoundingClientRect());
  const over = [...document.querySelectorAll("#legend-box, .map-buttons button, #chips > *")]
    .map((one) => [one.id || one.className || one.textContent, one.getBoundingClientRect()]);
  const meet = (a, b) => a.left < b.right - 0.5 && b.left < a.right - 0.5
    && a.top < b.bottom - 0.5 && b.top < a.bottom - 0.5;
  const found = [];
  boxes.forEach((box, i) => {
    boxes.slice(i + 1).forEach((other, j) => {
      if (meet(box, other)) {
        found.push(texts[i].textContent + " on " + texts[i + 1 + j].textContent);
      }
    });
    over.forEach(([name, other]) => {
      if (meet(box, other)) { found.push(texts[i].textContent + " under " + name); }
    });
  });
  return [texts.length, found];
}"""
CUT = """() => {
  const found = [];
  const wanted = "#sentence, h1, #legend-box, #card, #note, .button, .chip, #chips, .map-buttons,"
    + " .clock-controls > *, [role=tab], #legend li, .class-breaks, #card li > a, #card td";
  for (const one of document.querySelectorAll(wanted)) {
    const box = one.getBoundingClientRect();
    if (!one.checkVisibility() || box.width === 0) { continue; }
    const scrolls = (axis) => ["auto", "scroll"].includes(getComputedStyle(one)[axis]);
    const name = (one.id || one.className || one.tagName) + ": " + one.textContent.slice(0, 40);
    if (one.scrollWidth > one.clientWidth + 1 && one.clientWidth && !scrolls("overflowX")) {
      found.push("wider than its box " + name);
    }
    if (box.left < -0.5 || box.right > window.innerWidth + 0.5) {
      found.push("beyond the window " + name);
    }
  }
  const root = document.scrollingElement;
  if (root.scrollWidth > root.clientWidth) { found.push("the page scrolls sideways"); }
  // Labels of shapes are cut where the lanes end.
  const lanes = document.querySelector("#timeline .nsewdrag")?.getBoundingClientRect();
  for (const one of document.querySelectorAll("#timeline .shape-label text")) {
    const box = one.getBoundingClientRect();
    if (box.width && (box.right > lanes.right + 0.5 || box.left < lanes.left - 0.5)) {
      found.push("cut by the lanes " + one.textContent);
    }
  }
  return found;
}"""


@pytest.fixture(scope="module", params=["desktop", BETWEEN, "phone"])
def page(request: pytest.FixtureRequest, sizes: Callable[[dict[str, int]], MapPage]) -> MapPage:
    return sizes(SIZES[request.param])


def box(page: MapPage, selector: str) -> dict[str, float]:
    return page.page.locator(selector).bounding_box()


@pytest.mark.parametrize("view", VIEWS)
def test_no_name_lies_on_another_or_under_a_control(page: MapPage, view: str) -> None:
    page.open(VIEWS[view]).still()
    shown, overlapping = page.page.evaluate(OVERLAPPING)
    assert overlapping == []
    assert shown >= 12


@pytest.mark.parametrize("view", VIEWS)
def test_nothing_is_cut_or_outside_the_window(page: MapPage, view: str) -> None:
    page.open(VIEWS[view])
    assert page.page.evaluate(CUT) == []


@pytest.mark.parametrize("view", ["", "?view=workers"])  # the longest title, open and bold
def test_the_bar_is_one_row_where_a_projector_shows_it(page: MapPage, view: str) -> None:
    page.open(view)
    if page.page.viewport_size["width"] < PROJECTOR["width"]:
        return
    tabs = page.page.locator("header [role='tab']").all()
    assert len({one.bounding_box()["y"] for one in tabs}) == 1
    assert box(page, "header")["height"] < 50


def test_the_map_is_the_largest_thing_and_the_legend_a_small_one(page: MapPage) -> None:
    page.open("")
    size = page.page.viewport_size
    frame, legend = box(page, "#map-frame"), box(page, "#legend-box")
    others = [one for one in ("#rail", "#side", "#clock") if page.page.locator(one).is_visible()]
    area = frame["width"] * frame["height"]
    assert all(area > (b := box(page, one))["width"] * b["height"] for one in others)
    assert legend["width"] * legend["height"] <= area / 4
    if size["width"] < 900:
        assert frame["height"] >= 0.6 * size["height"]


def open_details(page: MapPage) -> None:
    page.page.get_by_role("button", name="More", exact=True).click()
    page.page.get_by_role("button", name="Details").click()


def test_drawers_open_over_the_map_and_close_again(page: MapPage) -> None:
    page.open("")
    if page.page.viewport_size["width"] >= 900:
        assert page.page.locator("[data-toggle]").first.is_hidden()
        return
    filters = page.page.get_by_role("button", name="Filters")
    ways = {"#rail": filters.click, "#side": lambda: open_details(page)}
    toggles = {
        "#rail": "[data-toggle=rail][data-open]",
        "#side": "[data-toggle=side].drawer-toggle",
    }
    for drawer, open_it in ways.items():
        toggle = page.page.locator(toggles[drawer])
        assert toggle.get_attribute("aria-expanded") == "false"
        open_it()
        assert page.page.locator(drawer).is_visible()
        assert toggle.get_attribute("aria-expanded") == "true"
        assert page.page.evaluate(CUT) == []
        page.page.get_by_role("button", name="Close").click()
        assert page.page.locator(drawer).is_hidden()
        assert toggle.get_attribute("aria-expanded") == "false"
        open_it()
        page.page.keyboard.press("Escape")
        assert page.page.locator(drawer).is_hidden()
        assert toggle.get_attribute("aria-expanded") == "false"


def test_a_chosen_corridor_opens_its_sheet_below_the_country(page: MapPage) -> None:
    if page.page.viewport_size["width"] >= 900:
        return
    page.open("")
    page.open("?place=51-44")
    sheet = box(page, "#side")
    assert sheet["height"] == pytest.approx(328, abs=1)
    assert page.card.get_by_role("heading", level=2).is_visible()
    assert page.page.evaluate("document.activeElement.className") == "sheet-close"
    page.page.get_by_role("button", name="Taller or lower").click()
    assert box(page, "#side")["height"] > 0.8 * page.page.viewport_size["height"]
    page.page.get_by_role("button", name="Close").click()
    assert page.page.locator("#side").is_hidden()
    page.open("")


@pytest.mark.parametrize("view", ["sites", "disparity", "table"])
def test_details_and_every_action_are_found_in_every_tab(page: MapPage, view: str) -> None:
    page.open(f"?view={view}")
    if page.page.viewport_size["width"] < 900:
        page.page.get_by_role("button", name="More", exact=True).click()
    for action in ("Present", "Copy link"):
        assert page.page.get_by_role("button", name=action).is_visible()
    assert page.page.locator("summary", has_text="Download").is_visible()
    assert page.page.evaluate(CUT) == []
    if page.page.viewport_size["width"] < 900:
        page.page.get_by_role("button", name="Details").click()
        assert page.page.locator("#side").is_visible()
        page.page.keyboard.press("Escape")


def test_the_source_line_of_the_first_view_is_whole_at_every_size(page: MapPage) -> None:
    page.open("")
    note = page.page.locator("#note")
    assert note.evaluate("one => one.scrollHeight <= one.clientHeight + 1")
    assert note.get_by_role("link", name="Source and definition").is_visible()


@pytest.mark.parametrize("view", ["", "?view=disparity", "?view=sources"])
def test_bar_and_source_line_are_one_line_each(page: MapPage, view: str) -> None:
    if page.page.viewport_size["width"] < 900:
        return
    page.open(view)
    assert box(page, "header")["height"] == pytest.approx(44, abs=1)
    assert box(page, "#note")["height"] == pytest.approx(24, abs=1)
    tops = {round(one.bounding_box()["y"]) for one in page.page.get_by_role("tab").all()}
    assert len(tops) == 1
    assert page.page.locator(".tab-first").count() == 3


@pytest.mark.parametrize(
    "view",
    [
        "?period=2015-2020",
        "?from=west,34&period=2000-2005",
        "?shade=gdp_per_capita_derived&period=2005-2010",
        "?shade=two-way-income&period=2005-2010",
    ],
)
def test_another_sentence_changes_no_scale_of_the_map(page: MapPage, view: str) -> None:
    if page.page.viewport_size["width"] < 900:
        return
    page.open("")
    before = box(page, "#map-frame"), page.still().camera()
    page.open(view)
    assert (box(page, "#map-frame"), page.still().camera()) == before


def test_tabs_of_a_phone_stand_in_rows_by_their_groups(page: MapPage) -> None:
    if page.page.viewport_size["width"] >= 900:
        return
    page.open("")
    tops = {one.inner_text(): round(one.bounding_box()["y"])
            for one in page.page.get_by_role("tab").all()}  # fmt: skip
    assert len(set(tops.values())) == 3
    assert tops["Map"] == tops["Change"] < tops["Disparity"] == tops["Rural workers"]
    assert tops["Rural workers"] < tops["Sites"] == tops["Sources"]


def test_tabs_of_a_wide_window_stand_in_one_row(page: MapPage) -> None:
    if page.page.viewport_size["width"] < 1280:
        return
    page.open("")
    tops = {one.bounding_box()["y"] for one in page.page.get_by_role("tab").all()}
    assert len(tops) == 1


def test_all_but_the_last_folds_of_the_rail_are_above_the_fold(page: MapPage) -> None:
    page.open("")
    if page.page.viewport_size["width"] < 900:
        return
    rail = box(page, "#rail")
    shade = page.page.get_by_label("Shade").first.bounding_box()
    assert shade["y"] + shade["height"] <= rail["y"] + rail["height"]
    assert page.page.locator("#rail").evaluate("one => one.scrollWidth <= one.clientWidth")


RUN_OVER = """() => [...document.querySelectorAll("#rail label, #rail a, #rail summary, #rail p")]
  .filter((one) => one.checkVisibility()).flatMap((one) => {
    const words = document.createRange();
    words.selectNodeContents(one);
    const edge = one.parentElement.getBoundingClientRect().right;
    return words.getBoundingClientRect().right > edge + 1 ? [one.textContent] : [];
  })"""
TOO_LONG = """() => [...document.querySelectorAll("#rail .mantine-Input-input")]
  .filter((one) => one.checkVisibility() && one.scrollWidth > one.clientWidth + 1)
  .map((one) => getComputedStyle(one).textOverflow)"""


def test_no_choice_of_the_rail_is_cut_and_what_is_too_long_ends_in_dots(page: MapPage) -> None:
    page.open("?shade=two-way")
    if page.page.viewport_size["width"] < 900:
        page.page.get_by_role("button", name="Filters").click()
    for name in ("layers", "members", "classes"):
        page.unfold(name)
    assert page.page.locator("#rail label", has_text="This interval").is_visible()
    assert page.page.evaluate(RUN_OVER) == []
    assert set(page.page.evaluate(TOO_LONG)) <= {"ellipsis"}
    assert page.page.locator("#rail").evaluate("one => one.scrollWidth <= one.clientWidth")
    page.page.keyboard.press("Escape")


# Closed lists whose words are not all seen, be it on the line of the field or over it.
UNSAID = """(holder) => [...document.querySelectorAll(`${holder} .mantine-Select-input`)]
  .filter((one) => one.clientWidth)
  .map((one) => {
    const said = one.value || one.placeholder;
    const over = getComputedStyle(one.parentNode, "::after");
    const isOver = over.content === JSON.stringify(said);
    const look = isOver ? over : getComputedStyle(one);
    const probe = document.createElement("span");
    probe.textContent = said;
    Object.assign(probe.style, { position: "fixed", font: look.font, lineHeight: look.lineHeight,
      whiteSpace: isOver ? "normal" : "nowrap", boxSizing: "border-box",
      padding: isOver ? look.padding : `0 ${look.paddingRight} 0 ${look.paddingLeft}`,
      width: isOver ? `${one.parentNode.clientWidth}px` : "max-content" });
    document.body.append(probe);
    const { width, height } = probe.getBoundingClientRect();
    const fits = width <= one.parentNode.clientWidth + 1
      && height <= one.parentNode.clientHeight + 1 && probe.scrollWidth <= probe.clientWidth;
    probe.remove();
    return [said, fits];
  }).filter(([, fits]) => !fits).map(([said]) => said)"""
LONG = (
    "",
    "?scheme=autonomous&measure=effectiveness&rank=one-sidedness&shade=gdp_per_capita_published",
    "?shade=two-way&rank=growth&measure=net",
)


@pytest.mark.parametrize("query", LONG)
def test_a_closed_list_of_the_rail_says_all_its_words(page: MapPage, query: str) -> None:
    page.open(query)
    if page.page.viewport_size["width"] < 900:
        page.page.get_by_role("button", name="Filters").click()
    page.until(f"() => ({UNSAID})('#rail').length === 0")
    assert page.page.locator("#rail .mantine-Select-input:visible").count() >= 6
    if page.page.viewport_size["width"] < 900:
        page.page.keyboard.press("Escape")


@pytest.mark.parametrize("order", ["map-out", "exchange"])
def test_a_closed_list_above_the_pairs_says_all_its_words(page: MapPage, order: str) -> None:
    page.open(f"?view=pairs&order={order}&measure=effectiveness")
    page.page.locator(".panel-pairs .mantine-Select-input").first.wait_for()
    page.until(f"() => ({UNSAID})('.panel-pairs').length === 0")


@pytest.mark.parametrize("query", ["?place=43-44", "?place=51", "?place=54-63"])
def test_a_range_of_the_card_stands_on_one_line(page: MapPage, query: str) -> None:
    page.open(query)
    figures = "#card .figures:not(details *) tr"
    lines = page.page.locator(figures, has_text="range").locator("td").evaluate_all(
        """all => all.map((cell) => {
          const text = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT).nextNode();
          const range = document.createRange();
          range.setStart(text, 0);
          range.setEnd(text, text.length);
          return [text.textContent, new Set([...range.getClientRects()].map((one) => one.top)).size,
            cell.scrollWidth <= cell.clientWidth + 1];
        }).filter(([said]) => said.includes(" to "))"""
    )  # fmt: skip
    assert len(lines) >= 2
    if page.page.viewport_size["width"] >= 900:
        assert [one for one in lines if one[1:] != [1, True]] == []
