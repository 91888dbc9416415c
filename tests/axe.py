"""axe-core in a page of ours: its rules for WCAG 2.0 to 2.2, A and AA, and its best practice.

All rules but two look at the whole page each time, without its closed tabs. Contrast and size of
targets cost as much as all others: they look at what stands there for the first time, or otherwise
than before.
"""

from __future__ import annotations

from axe_playwright_python.base import AXE_SCRIPT

from tests.pages import MapPage

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Mantine's open list scrolls while the focus stays in its field and the arrow keys move through
# aria-activedescendant. axe-core takes that for a region no key can reach:
# https://github.com/dequelabs/axe-core/issues/4914 (open).
OF_MANTINE = ("scrollable-region-focusable", "ScrollArea-viewport")

# Marks what the two rules have not found right before: a text whose colour, font, grounds above
# and below or place in the markup is new, a target whose size, neighbours or cover is new. Where
# something lies under or over it that does not hold it, each element is looked at for itself.
# What is marked is remembered by `proved` once axe has found nothing against it.
MARK = """
() => {
  const known = window.known = window.known || { proved: new Set(), numbers: new WeakMap() };
  const fresh = known.fresh = new Set();
  const number = (one) => {
    if (!known.numbers.has(one)) { known.numbers.set(one, String(Math.random())); }
    return known.numbers.get(one);
  };
  const styles = new Map();
  const style = (one) => styles.get(one) || styles.set(one, getComputedStyle(one)).get(one);
  const ground = (one) => {
    const { backgroundColor, backgroundImage, opacity, filter, mixBlendMode } = style(one);
    return [backgroundColor, backgroundImage, opacity, filter, mixBlendMode].join();
  };
  const chains = new Map([[null, ""]]);
  const chain = (one) => {
    if (!chains.has(one)) {
      const { position, zIndex, transform, display } = style(one);
      chains.set(one, [chain(one.parentElement), one.localName, one.getAttribute("class"),
        one.disabled, one.ariaDisabled, position, zIndex, transform, display,
        ground(one)].join("|"));
    }
    return chains.get(one);
  };
  const isSeen = (one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const piles = new Map();
  const pile = (one, box = one.getBoundingClientRect()) => {
    if (!piles.has(one)) {
      const others = document.elementsFromPoint(box.x + box.width / 2, box.y + box.height / 2);
      const isOwn = others.every((other) => other.contains(one) || one.contains(other));
      piles.set(one, isOwn ? others.indexOf(one) : others.map(ground).join() + number(one));
    }
    return piles.get(one);
  };
  const mark = (one, rule, ...parts) => {
    const key = rule + parts.join("#");
    if (!known.proved.has(key)) {
      fresh.add(key);
      one.dataset.unproved = `${one.dataset.unproved || ""} ${rule}`;
    }
  };

  const texts = new Set(document.querySelectorAll("input, select, textarea"));
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    if (walk.currentNode.nodeValue.trim()) { texts.add(walk.currentNode.parentElement); }
  }
  for (const one of [...texts].filter(isSeen)) {
    const { color, fontSize, fontWeight, textShadow, webkitTextStroke, textIndent } = style(one);
    mark(one, "contrast", chain(one), color, fontSize, fontWeight, textShadow, webkitTextStroke,
      textIndent, pile(one));
  }

  const reach = 24;
  const targets = [...document.querySelectorAll(
    "a[href], area, button, input, select, textarea, summary, label, [role], [tabindex]")]
    .filter(isSeen).map((one) => ({ one, box: one.getBoundingClientRect() }));
  for (const { one, box } of targets) {
    const others = targets.filter(({ box: other }) => other.left < box.right + reach
      && other.right > box.left - reach && other.top < box.bottom + reach
      && other.bottom > box.top - reach).map(({ box: other }) =>
      [other.x - box.x, other.y - box.y, other.width, other.height].map(Math.round));
    mark(one, "size", chain(one), others.join(";"), pile(one, box));
  }
  return fresh.size;
}
"""
LOOK = """
async ({ rules, isNew }) => {
  const costly = { "color-contrast": "contrast", "target-size": "size" };
  axe.configure({ noHtml: true, rules: Object.entries(costly).map(([id, mark]) =>
    ({ id, selector: `[data-unproved~=${mark}]` })) });
  const closed = [...document.querySelectorAll("[role=tabpanel]")]
    .filter((one) => !one.offsetParent);
  const { violations } = await axe.run({ include: [document], exclude: closed }, {
    runOnly: { type: "tag", values: rules }, resultTypes: ["violations"], preload: false,
    rules: Object.fromEntries(Object.keys(costly).map((id) => [id, { enabled: isNew }])),
  });
  if (!violations.some(({ id }) => id in costly)) {
    window.known.fresh.forEach((key) => window.known.proved.add(key));
  }
  const found = violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => {
    const place = target.join(" ");
    const html = document.querySelector(place).outerHTML.slice(0, 160);
    return `${id}: ${place} ${html} ${failureSummary}`;
  }));
  const marked = document.querySelectorAll("[data-unproved]");
  marked.forEach((one) => { delete one.dataset.unproved; });
  return found;
}
"""


def violations(page: MapPage) -> list[str]:
    """Violations in a few words: rule, and where."""
    if not page.page.evaluate("() => 'axe' in window"):
        page.page.evaluate(AXE_SCRIPT)
    fresh = page.page.evaluate(MARK)
    found = page.page.evaluate(LOOK, {"rules": RULES, "isNew": fresh > 0})
    rule, part = OF_MANTINE
    return sorted(one for one in found if not (one.startswith(rule) and part in one))
