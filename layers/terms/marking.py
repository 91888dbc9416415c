"""Terms marked in prose: one pass over spelled markup, which changes words of running text alone.

Running text is what stands in paragraphs, in items of lists and in tables of facts. What has a name
of its own there stays as it is: links, buttons, heads, badges, places in the paper.
"""

from __future__ import annotations

import re
from functools import lru_cache

import htpy as h

from geo.terms.matching import Matcher
from geo.terms.terms import matcher_of, terms_of
from geo.view.view import View
from geo.world.world import World
from layers.blocks.markup import spelled
from layers.terms.gloss import gloss
from layers.text import gettext as text
from layers.text.gettext import kept_by_language

TABLE, LIST = '<table class="figures facts">', '<div class="term-list">'
KEYS = r'<ul class="[\w -]*-key[ "]'
PROSE = re.compile(
    rf"{TABLE}(.*?)</table>|<(p|li|dd)(?: [^>]*)?>(.*?)</\2>"
    rf"|<(?:details|section|article)[ >]|{LIST}.*?</div>|{KEYS}.*?</ul>",
    re.DOTALL,
)
"""Running text; or where a part begins that marks its terms anew, keys, and the list of terms."""
TAG = re.compile(r"<(/?)([a-z0-9]+)([^>]*)>")
NAMED = {
    "a",
    "button",
    "summary",
    "label",
    "th",
    "caption",
    "code",
    "svg",
    "select",
    "template",
} | {f"h{level}" for level in range(1, 7)}
OWN = re.compile(
    r'^span .*class="muted"|class="[^"]*\b(?:badge|cited|button|card-number|swatch|key)\b'
    r'|data-(?:figure|role|opens)|lang="'
)
"""Attributes of elements whose words are no running text of the page's language."""
EMPTY = {"br", "img", "input", "hr", "wbr"}
KEPT_TEXTS = 4096
KEPT_MARKS = 1024

Piece = tuple[str, str]
"""Markup, and the key of its term; the key of all else is empty."""


def marked(world: World, html: str) -> str:
    """Spelled markup with its terms marked: in each part, each term where it stands first.

    Parameters
    ----------
    world : World
        Has the terms.
    html : str
        Markup of one element of the page.
    """
    if not terms_of(world):
        return html
    matcher = matcher_of(world, text.language.get())
    seen: set[str] = set()
    told: set[str] = set()

    def with_terms(found: re.Match[str]) -> str:
        prose = found.group()
        if found.lastindex is None:
            seen.clear()
            return prose
        return _written(world, _pieces(matcher, prose), seen, told)

    return PROSE.sub(with_terms, html)


def marked_whole(world: World, html: str) -> str:
    """As :func:`marked`, of markup that is all running text, such as a sentence."""
    if not terms_of(world):
        return html
    matcher = matcher_of(world, text.language.get())
    return _written(world, _pieces(matcher, html), set(), set())


def _written(world: World, pieces: tuple[Piece, ...], seen: set[str], told: set[str]) -> str:
    """Markup of a text; the first mark of a term has the gloss for all of the same element."""
    if len(pieces) == 1:
        return pieces[0][0]
    written = []
    for said, key in pieces:
        if key and key not in seen:
            written.append(f"{_opening(world, key, key not in told)}{said}</span>")
            seen.add(key)
            told.add(key)
        else:
            written.append(said)
    return "".join(written)


@kept_by_language(KEPT_MARKS)
def _opening(world: World, key: str, has_gloss: bool) -> str:
    """Beginning of a mark: a button in the line; its gloss comes up over it (assets/terms.js)."""
    mark = h.span(
        class_="term",
        role="button",
        tabindex="0",
        aria_expanded="false",
        data_term=key,
        data_gloss=spelled(gloss(terms_of(world)[key], View(world=world.name)))
        if has_gloss
        else None,
    )
    return spelled(mark).removesuffix("</span>")


@lru_cache(maxsize=KEPT_TEXTS)
def _pieces(matcher: Matcher, prose: str) -> tuple[Piece, ...]:
    """A piece of markup cut at the terms in its running text."""
    if not matcher.has_any(prose):
        return ((prose, ""),)
    pieces: list[Piece] = []
    at = past = depth = 0  # of the markup; of what has been cut; how deep in what has a name
    for tag in [*TAG.finditer(prose), None]:
        end = tag.start() if tag else len(prose)
        if not depth:
            for one in matcher.found(prose[at:end]):
                pieces.append((prose[past : at + one.start], ""))
                pieces.append((prose[at + one.start : at + one.end], one.key))
                past = at + one.end
        if tag is None:
            break
        at = tag.end()
        closes, name, attributes = tag.groups()
        if name in EMPTY:
            continue
        if closes:
            depth -= depth > 0
        elif depth or name in NAMED or OWN.search(f"{name}{attributes}"):
            depth += 1
    return (*pieces, (prose[past:], ""))
