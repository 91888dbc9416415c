"""axe-core finds nothing, in every tab and state, at desktop and phone width."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser

from tests.pages import DESKTOP, MapPage
from tests.serve.running import Running

PHONE = {"width": 390, "height": 844}
VIEWS = (
    "map", "intervals", "zones", "disparity", "indicators", "sites", "lessons", "assessment",
    "table", "sources",
)  # fmt: skip
STATES = {
    "nation": "",
    "region": "?place=34&direction=out",
    "corridor": "?place=34-31&period=2000-2005",
    "several corridors": "?place=34-31,43-44",
    "site": "?place=chengdu",
    "network": "?place=lincang-kunming",
    "end": "?place=lincang",
    "notices": "?period=1900-1905&top=none",
    "empty": "?from=31&to=31",
    "two-way": "?scheme=autonomous&measure=effectiveness&scale=free",
}
# axe-core's rules for WCAG 2.0 to 2.2, A and AA, and its best practice.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Mantine's open list scrolls while the focus stays in its field and the arrow keys move through
# aria-activedescendant. axe-core takes that for a region no key can reach:
# https://github.com/dequelabs/axe-core/issues/4914 (open).
OF_MANTINE = ("scrollable-region-focusable", "ScrollArea-viewport")


@pytest.fixture(scope="module", params=[DESKTOP, PHONE], ids=["desktop", "phone"])
def page(request: pytest.FixtureRequest, browser: Browser, server: Running) -> Iterator[MapPage]:
    context = browser.new_context(viewport=request.param, bypass_csp=True)
    context.add_init_script(AXE_SCRIPT)
    yield MapPage(context.new_page(), server.address).load()
    context.close()


def found(page: MapPage) -> list[str]:
    """Violations in a few words: rule, and where."""
    violations = page.page.evaluate(
        """rules => axe.run(document, {
          runOnly: { type: "tag", values: rules }, resultTypes: ["violations"],
        }).then(({ violations }) => violations.flatMap(({ id, nodes }) =>
          nodes.map((node) => `${id}: ${node.target.join(" ")} ${node.html.slice(0, 160)}
            ${node.failureSummary}`)))""",
        RULES,
    )
    rule, part = OF_MANTINE
    return sorted(one for one in violations if not (one.startswith(rule) and part in one))


@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing_in_a_state(page: MapPage, state: str) -> None:
    page.open(STATES[state])
    assert found(page) == []


@pytest.mark.parametrize("view", VIEWS[1:])
def test_axe_finds_nothing_in_a_tab(page: MapPage, view: str) -> None:
    page.open(f"?view={view}")
    page.until(
        """() => [...document.querySelectorAll("[role=tabpanel]")].some((panel) =>
          panel.offsetParent && panel.querySelector("h2, h3"))""",
    )
    if view == "table":
        page.page.locator("#grid .ag-header-cell").last.wait_for()
        page.page.locator("#grid .ag-row").first.wait_for()
    assert found(page) == []


def test_axe_finds_nothing_in_open_lists(page: MapPage) -> None:
    page.open("")
    narrow = page.page.viewport_size["width"] < 900
    if narrow:
        page.page.get_by_role("button", name="Filters").click()
    for summary in page.page.locator("#rail summary").all():
        summary.click()
    page.page.get_by_label("Shade provinces by").first.click()
    page.page.locator("[role=option]:visible").first.wait_for()
    assert found(page) == []
    page.page.keyboard.press("Escape")
    assert page.page.locator("#rail").is_visible()
    for summary in page.page.locator("#rail summary").all():
        summary.click()
    page.page.keyboard.press("Escape")
    assert page.page.locator("#rail").is_visible() != narrow


def test_axe_finds_nothing_in_drawers_and_menus(page: MapPage) -> None:
    page.open("?place=34")
    if page.page.viewport_size["width"] < 900:
        page.page.get_by_role("button", name="Details").click()
        assert page.card.is_visible()
    else:
        page.page.locator("summary", has_text="Download").click()
        assert page.page.locator("#downloads").is_visible()
    assert found(page) == []
    page.page.keyboard.press("Escape")
