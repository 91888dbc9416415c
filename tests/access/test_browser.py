"""What WCAG asks beyond axe: reflow, spacing, larger letters, targets, focus, help."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.pages import DESKTOP, PHONE, MapPage

pytestmark = pytest.mark.long

TABS = ("map", "pairs", "intervals", "zones", "disparity", "indicators", "workers", "sites",
        "lessons", "assessment", "table", "sources")  # fmt: skip
NARROW = {"width": 320, "height": 640}
ZOOMED = {"width": 720, "height": 450}  # 1440×900 at 200 %
Open = Callable[[dict[str, int], str], MapPage]


@pytest.fixture
def opened(at_size: Callable[[str, dict[str, int]], MapPage]) -> Open:
    """A view at a size of window."""
    return lambda size, query: at_size(query, size)


def in_tab(tab: str) -> str:
    return "" if tab == "map" else f"?view={tab}"


SIDEWAYS = """() => {
  const root = document.scrollingElement;
  const over = [...document.querySelectorAll("body *")].filter((one) => one.checkVisibility()
    && one.getBoundingClientRect().right > innerWidth + 1 && one.offsetWidth > 0);
  return root.scrollWidth > root.clientWidth
    ? [root.scrollWidth, ...over.slice(0, 6).map((one) => one.outerHTML.slice(0, 120))] : [];
}"""


@pytest.mark.parametrize("tab", TABS)
@pytest.mark.parametrize("size", [NARROW, ZOOMED], ids=["320", "200 %"])
def test_no_tab_scrolls_sideways_however_narrow(
    opened: Open, size: dict[str, int], tab: str
) -> None:
    assert opened(size, in_tab(tab)).page.evaluate(SIDEWAYS) == []


UNREACHED = """selector => {
  const wanted = ["a[href]", "button", "input", "summary"].map((one) => `${selector} ${one}`);
  const all = [...document.querySelectorAll(wanted.join())]
    .filter((one) => one.checkVisibility() && !one.disabled && one.type !== "hidden");
  const covered = all.filter((one) => {
    const label = one.labels && one.labels[0];
    const shown = one.offsetWidth < 3 && label ? label : one;
    shown.scrollIntoView({ block: "center" });
    const { left, top, width, height } = shown.getBoundingClientRect();
    const at = document.elementFromPoint(left + width / 2, top + height / 2);
    return !at || !(shown.contains(at) || at.contains(shown) || (label && label.contains(at)));
  });
  return [all.length, covered.map((one) => one.outerHTML.slice(0, 120))];
}"""
ACTIONS = ["Details", "All periods and acts", "Present", "Copy link", "Download"]


@pytest.mark.parametrize("size", [NARROW, ZOOMED, PHONE], ids=["320", "200 %", "phone"])
def test_every_control_can_be_reached_on_a_small_screen(opened: Open, size: dict[str, int]) -> None:
    page = opened(size, "?place=34-31")
    card, covered = page.page.evaluate(UNREACHED, "#side")
    assert (card > 8, covered) == (True, [])
    page.page.keyboard.press("Escape")
    for part, least in (
        (".tabs-list, header [role=tablist]", 11),
        (".map-buttons", 3),
        ("#clock", 11),
    ):
        count, covered = page.page.evaluate(UNREACHED, part)
        assert (count >= least, covered) == (True, []), part
    page.page.get_by_role("button", name="Filters").click()
    for name in ("layers", "members", "classes"):
        page.unfold(name)
    count, covered = page.page.evaluate(UNREACHED, "#rail")
    assert (count > 40, covered) == (True, [])
    page.page.keyboard.press("Escape")
    page.page.get_by_role("button", name="More", exact=True).click()
    shown = page.page.locator("#more button, #more summary").all_inner_texts()
    assert [one for one in shown if one in ACTIONS] == ACTIONS
    assert page.page.evaluate(UNREACHED, "#more")[1] == []
    page.page.keyboard.press("Escape")


RUN_OUT = """() => [...document.querySelectorAll(".strip-cells button")].map((cell) => {
  const words = document.createRange();
  words.selectNodeContents(cell);
  const [own, box] = [words.getBoundingClientRect(), cell.getBoundingClientRect()];
  return own.left >= box.left - 0.5 && own.right <= box.right + 0.5 ? "" : cell.innerText;
})"""


def test_names_of_the_periods_keep_to_their_cells_at_320_pixels(opened: Open) -> None:
    assert opened(NARROW, "").page.evaluate(RUN_OUT) == [""] * 6


SPACED = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
  word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }"""
HIDDEN = """() => [...document.querySelectorAll("body *")].filter((one) => {
  const style = getComputedStyle(one);
  const own = [...one.childNodes].some((part) => part.nodeType === 3 && part.data.trim());
  const hides = ["hidden", "clip"].includes(style.overflowX + "")
    || ["hidden", "clip"].includes(style.overflowY);
  return own && hides && one.checkVisibility() && one.clientWidth > 2 && one.clientHeight > 2
    && !one.matches(".visually-hidden, .ag-root-wrapper *, option")
    && (one.scrollWidth > one.clientWidth + 2 || one.scrollHeight > one.clientHeight + 2);
}).map((one) => one.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("tab", [one for one in TABS if one != "table"])
def test_text_spaced_by_its_reader_is_not_cut(opened: Open, tab: str) -> None:
    page = opened(DESKTOP, in_tab(tab))
    before = set(page.page.evaluate(HIDDEN))
    style = page.page.add_style_tag(content=SPACED)
    assert set(page.page.evaluate(HIDDEN)) - before == set()
    style.evaluate("one => one.remove()")


LETTERS = """() => {
  const root = document.documentElement;
  const size = (one) => parseFloat(getComputedStyle(one).fontSize);
  const seen = [...document.querySelectorAll("body *")].filter((one) => one.checkVisibility()
    && !one.closest("svg, .js-plotly-plot, #map")
    && [...one.childNodes].some((part) => part.nodeType === 3 && part.data.trim()));
  const before = seen.map(size);
  root.style.fontSize = "20px";
  const kept = seen.filter((one, i) => size(one) < 1.2 * before[i])
    .map((one) => one.outerHTML.slice(0, 100));
  root.style.fontSize = "";
  return [seen.length, kept];
}"""


@pytest.mark.parametrize("tab", TABS)
def test_larger_letters_of_the_reader_enlarge_the_text(opened: Open, tab: str) -> None:
    count, kept = opened(DESKTOP, in_tab(tab)).page.evaluate(LETTERS)
    assert count > 15
    assert kept == []


TARGETS = """() => {
  const wanted = "a[href], button, input:not([type=hidden]), select, summary, [role=tab],"
    + "[role=radio], [role=switch], [tabindex='0'][data-role]";
  const seen = [...document.querySelectorAll(wanted)].filter((one) => one.checkVisibility()
    && one.offsetWidth > 2 && !one.disabled);
  const box = (one) => {
    const label = one.labels && one.labels[0];
    const own = one.getBoundingClientRect();
    if (!label || one.type === "text") { return own; }
    const wide = label.getBoundingClientRect();
    return wide.width * wide.height > own.width * own.height ? wide : own;
  };
  const inText = (one) => one.closest("p, li, dd, td, th, figcaption, caption, .muted, span")
    && getComputedStyle(one).display.startsWith("inline") && one.matches("a, button, summary");
  const boxes = seen.map(box);
  const middle = ({ left, right, top, bottom }) => [(left + right) / 2, (top + bottom) / 2];
  const isUnder = (one, i) => { // what stands still, such as the line of the source
    const at = document.elementFromPoint(...middle(boxes[i]));
    return Boolean(at) && !one.contains(at) && !at.contains(one)
      && !(one.labels && [...one.labels].some((label) => label.contains(at)));
  };
  return seen.filter((one, i) => {
    const { width, height } = boxes[i];
    if ((width >= 24 && height >= 24) || inText(one)) { return false; }
    const [x, y] = middle(boxes[i]);
    return boxes.some((other, j) => {
      if (i === j || seen[j].contains(one) || one.contains(seen[j]) || isUnder(seen[j], j)) {
        return false;
      }
      const dx = Math.max(other.left - x, 0, x - other.right);
      const dy = Math.max(other.top - y, 0, y - other.bottom);
      return Math.hypot(dx, dy) < 12;
    });
  }).map((one) => one.outerHTML.slice(0, 140));
}"""


@pytest.mark.parametrize("query", [*map(in_tab, TABS), "?place=34", "?place=34-31", "?place=t05"])
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desk", "phone"])
def test_targets_are_24_pixels_or_stand_apart(
    opened: Open, size: dict[str, int], query: str
) -> None:
    assert opened(size, query).page.evaluate(TARGETS) == []


COVERED = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) { return ""; }
  const label = one.labels && one.labels[0];
  const shown = one.offsetWidth < 3 && label ? label : one;
  const { left, right, top, bottom } = shown.getBoundingClientRect();
  const marks = [[0.5, 0.5], [0.1, 0.5], [0.9, 0.5], [0.5, 0.1], [0.5, 0.9]].map(([x, y]) =>
    document.elementFromPoint(left + (right - left) * x, top + (bottom - top) * y));
  const free = marks.some((at) => at && (shown.contains(at) || at.contains(shown)
    || (label && label.contains(at))));
  return free ? "" : one.outerHTML.slice(0, 140);
}"""
STOPS = 45


@pytest.mark.parametrize("tab", ["map", "sites", "lessons"])
def test_the_focus_is_not_covered(opened: Open, tab: str) -> None:
    page = opened(DESKTOP, in_tab(tab)).page
    page.evaluate("() => document.activeElement.blur()")
    covered, reached = [], set()
    for _ in range(STOPS):
        page.keyboard.press("Tab")
        covered.append(page.evaluate(COVERED))
        reached.add(page.evaluate("() => document.activeElement.outerHTML"))
    assert [one for one in covered if one] == []
    assert len(reached) > STOPS / 2


def test_help_stands_in_the_same_place_on_every_tab(opened: Open) -> None:
    """What figures count is one tab, always the last one; the buttons of the page after it."""
    order = "() => [...document.querySelectorAll('header button')].filter((one) => "
    order += "one.checkVisibility()).map((one) => one.textContent.trim())"
    (found,) = {tuple(opened(DESKTOP, in_tab(tab)).page.evaluate(order)) for tab in TABS}
    assert found[len(TABS) - 1 :] == ("Sources", "Present", "Open data", "Scenes", "Copy link")


FAINT = """() => {
  const light = (rgb) => {
    const [r, g, b] = rgb.match(/[\\d.]+/g).map((one) => one / 255)
      .map((one) => (one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  return [...document.querySelectorAll("input[placeholder]")].filter((one) => one.placeholder
    && one.checkVisibility()).map((one) => {
    const style = getComputedStyle(one, "::placeholder");
    const over = 1.05 / (light(style.color) + 0.05);
    return [one.placeholder, Math.round(over * 10) / 10];
  }).filter(([, contrast]) => contrast < 4.5);
}"""


@pytest.mark.parametrize("tab", ["map", "sites"])
def test_placeholders_can_be_read(opened: Open, tab: str) -> None:
    assert opened(DESKTOP, in_tab(tab)).page.evaluate(FAINT) == []


CHINESE = """() => {
  const found = [];
  const walk = document.createTreeWalker(document.querySelector("main") || document.body, 4);
  while (walk.nextNode()) {
    const { data, parentElement } = walk.currentNode;
    if (/[\u4e00-\u9fff]/.test(data) && parentElement.checkVisibility()
        && !parentElement.closest("[lang=zh], script, svg, [role=listbox], template")) {
      found.push(data.slice(0, 60));
    }
  }
  return found;
}"""


@pytest.mark.parametrize("query", ["?view=sites", "?place=diqing", "?place=34"])
def test_chinese_names_say_their_language(opened: Open, query: str) -> None:
    page = opened(DESKTOP, query).page
    assert page.locator("main [lang=zh]").count() > 0
    assert page.evaluate(CHINESE) == []


def test_play_yields_to_what_the_reader_does(opened: Open) -> None:
    page = opened(DESKTOP, "?top=20").page
    playing = "() => document.getElementById('play').getAttribute('aria-pressed')"
    page.locator("#play").click()
    assert page.evaluate(playing) == "true"
    page.get_by_role("tab", name="Zones").click()
    assert page.evaluate(playing) == "false"
