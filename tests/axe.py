"""axe-core in a page of ours: its rules for WCAG 2.0 to 2.2, A and AA, and its best practice."""

from __future__ import annotations

from axe_playwright_python.base import AXE_SCRIPT

from tests.pages import MapPage

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Mantine's open list scrolls while the focus stays in its field and the arrow keys move through
# aria-activedescendant. axe-core takes that for a region no key can reach:
# https://github.com/dequelabs/axe-core/issues/4914 (open).
OF_MANTINE = ("scrollable-region-focusable", "ScrollArea-viewport")


def violations(page: MapPage) -> list[str]:
    """Violations in a few words: rule, and where."""
    if not page.page.evaluate("() => 'axe' in window"):
        page.page.evaluate(AXE_SCRIPT)
    found = page.page.evaluate(
        """rules => axe.run(document, {
          runOnly: { type: "tag", values: rules }, resultTypes: ["violations"],
        }).then(({ violations }) => violations.flatMap(({ id, nodes }) =>
          nodes.map((node) => `${id}: ${node.target.join(" ")} ${node.html.slice(0, 160)}
            ${node.failureSummary}`)))""",
        RULES,
    )
    rule, part = OF_MANTINE
    return sorted(one for one in found if not (one.startswith(rule) and part in one))
