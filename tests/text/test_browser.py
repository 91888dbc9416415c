"""Every visible word comes out of the catalogue; only names, numbers and data stand outside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import pandas as pd
import pytest
from playwright.sync_api import Browser

from geo.world.world import World
from tests.pages import DESKTOP, MapPage
from tests.serve.running import running

pytestmark = pytest.mark.long

VIEWS = {
    "map": "",
    "region": "?place=34&direction=net&from=west",
    "corridor": "?place=34-31&period=2000-2005",
    "several": "?place=34-31,43-44&top=20",
    "site": "?place=chengdu",
    "network": "?place=chifeng-beijing",
    "end": "?place=lincang",
    "rate": "?measure=rate&shade=net-rate&scale=free&scheme=autonomous",
    "empty": "?from=31&to=31",
    "lessons": "?view=lessons&target=34&layers=nearest,sites",
    "table": "?view=table",
    "sources": "?view=sources",
}
# Texts, labels and the like that a reader sees or hears.
SEEN = """() => {
  const found = new Set();
  for (const term of document.querySelectorAll(".term")) { // part of the words around it
    const { parentNode } = term;
    term.replaceWith(...term.childNodes);
    parentNode.normalize();
  }
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    if (!parent.closest("script, style, noscript, .ag-hidden")) {
      found.add(walker.currentNode.textContent);
    }
  }
  for (const name of ["aria-label", "title", "placeholder", "alt"]) {
    for (const one of document.querySelectorAll(`[${name}]`)) {
      if (!one.closest("#grid")) { found.add(one.getAttribute(name)); }
    }
  }
  for (const id of ["map", "timeline"]) {
    for (const trace of document.querySelector(`#${id}`).data) {
      for (const key of ["text", "hovertext"]) {
        [].concat(trace[key] || []).forEach((one) => found.add(one));
      }
    }
  }
  return [...found];
}"""
FORMATS = {"CSV", "JSON", "ZIP", "XLSX", "GPKG", "Parquet"}  # the same in every language
WORD = re.compile(r"[A-Za-z]{2,}")


@pytest.fixture(scope="module")
def page(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MapPage]:
    folder = tmp_path_factory.mktemp("pseudo")
    with running("-m", "tests.text.pseudo", str(folder)) as started:
        context = browser.new_context(viewport=DESKTOP)
        yield MapPage(context.new_page(), started.address).load()
        context.close()


@pytest.fixture(scope="module")
def data_texts(world: World) -> tuple[str, ...]:
    """Whole cells of the tables and entries of the catalogue, longest first, at least a word."""
    texts: set[str] = set()
    for name in world.catalogue:
        table = world.table(name)
        for column in table.columns:
            if pd.api.types.is_string_dtype(table[column]):
                texts |= {str(one) for one in table[column].dropna().unique()}
    for dataset in world.catalogue.values():
        texts |= {dataset.name, dataset.title}
        texts |= {text for one in dataset.sources for text in (one.title, one.publication)}
        texts |= {one.title for one in dataset.licences}
    # A name is also shown with dashes set apart and as a title.
    texts |= {text.replace("-", " – ") for text in texts} | {text.title() for text in texts}
    texts |= set(world.package.aliases.values())
    return tuple(sorted((text for text in texts if WORD.search(text)), key=len, reverse=True))


@cache  # most texts are seen in every view
def bypassing(text: str, data_texts: tuple[str, ...]) -> list[str]:
    """Words outside all brackets that are no whole text of the data."""
    left = outside(text)
    if WORD.search(left):
        for known in data_texts:
            if known in left:
                left = re.sub(rf"(?<!\w){re.escape(known)}(?!\w)", " ", left)
    return [word for word in WORD.findall(left) if word not in FORMATS]


def outside(text: str) -> str:
    """What stands outside all brackets; tags of chart labels and addresses are no words."""
    left, depth = [], 0
    for character in re.sub(r"<[^>]*>|&\w+;|/\?\S*", " ", text):
        depth += {"⟦": 1, "⟧": -1}.get(character, 0)
        left.append(character if depth == 0 else " ")
    return "".join(left)


@pytest.mark.parametrize("view", VIEWS)
def test_no_word_bypasses_the_catalogue(
    page: MapPage, data_texts: tuple[str, ...], view: str
) -> None:
    page.open(VIEWS[view])
    if view == "table":
        page.page.locator("#grid .ag-row").first.wait_for()
    seen = [text for text in page.page.evaluate(SEEN) if text]
    assert any("⟦" in text for text in seen)
    left = {text: words for text in seen if (words := bypassing(text, data_texts))}
    assert left == {}, "; ".join(f"{text!r} {words}" for text, words in left.items())


def test_the_check_finds_what_is_not_wrapped(data_texts: tuple[str, ...]) -> None:
    assert bypassing("⟦{n} people⟧ moved <b>⟦here⟧</b>", data_texts) == ["moved"]
    assert bypassing("Inner Mongolia → Beijing, 3 people", data_texts) == ["people"]
