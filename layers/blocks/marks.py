"""Three kinds of figures and how each looks: observed, estimated, curated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any
from urllib.parse import quote

import htpy as h
from markupsafe import Markup

from geo.shading.shade import pair_at
from geo.view.view import View
from geo.world.declared import Scheme
from geo.world.world import World
from layers.blocks import palette
from layers.blocks.markup import form, joined, kept_markup
from layers.text import joints, words
from layers.text.gettext import N_, _


@kept_markup
def curated_badge(why: str = "") -> h.Element:
    """Badge of a fact that this project read, placed or judged, and that no source counts."""
    usual = _("Read, placed or judged by this project; the source does not state it so")
    return h.span(class_="badge badge-curated", title=why or usual)[_("curated")]


def on_screen(said: str) -> h.Element:
    """What a hand can do here, behind other words: pictures, slides and paper leave it out."""
    return h.span(class_="on-screen")[joints.blank(), said]


def own_name(shown: str, row: Mapping[Any, Any]) -> list[Any]:
    """The name of a place in its own script, where the world has one that is not shown already."""
    own = row.get("name_zh")
    said = isinstance(own, str) and own != shown
    return [" ", h.span(lang="zh", class_="zh")[own]] if said else []


def loaded_badge() -> h.Element:
    """Badge of what the reader loaded: it is not the paper's and nobody here has checked it."""
    return h.span(
        class_="badge badge-loaded",
        title=_("From a file of yours; the paper does not state it"),
    )[_("loaded by you")]


KINDS = {  # of figures: class of the badge, its word, what it means
    "estimated": ("estimated", N_("estimate"), N_("Sample count times the factor of the interval")),
    "published": ("observed", N_("as published"), N_("Figure as its source prints it")),
    "derived": ("derived", N_("worked out"), N_("Worked out from figures that a source prints")),
}


def figure_badge(kind: str) -> h.Element:
    """Badge of figures by kind: dashed for estimates, solid for what a source prints."""
    name, word, meaning = KINDS[kind]
    return h.span(class_=f"badge badge-{name}", title=_(meaning))[_(word)]


def kinds() -> h.Element:
    """Return the entry that holds all three kinds."""
    return h.li(class_="legend-row legend-kinds")[
        figure_badge("published"), figure_badge("estimated"), curated_badge()
    ]


def scheme_note(scheme: Scheme) -> list[h.Element]:
    """What must be known of who belongs where, as a line; none where nothing is declared."""
    said = words.scheme_note(scheme)
    return [h.p(class_="muted scheme-note")[said]] if said else []


# The regions that a class of the two-way map keeps lit, marked wherever they are named.

MARK = "●"


def lit_codes(world: World, view: View) -> tuple[str, ...]:
    """Codes of the regions in the chosen class; none when no class is chosen."""
    return pair_at(world, view.shade, view.period).members(view.lit) if view.lit else ()


def marked(world: World, code: str, lit: tuple[str, ...]) -> str:
    """Name of a region, with a mark when it is lit."""
    name = words.region(world, code)
    return f"{name} {MARK}" if code in lit else name


def lit_label(world: World, view: View) -> str:
    """Say which class is lit and how many regions are in it."""
    pairing = pair_at(world, view.shade, view.period).pairing
    return _("{mark} {what} ({n})").format(
        mark=MARK, what=words.two_way_class(pairing, view.lit), n=len(lit_codes(world, view))
    )


# A corridor's rank through the intervals as a small picture with points only at intervals.

WIDTH, HEIGHT, EDGE = 300, 64, 12


def rank_line(labels: Sequence[str], ranks: Sequence[int], description: str) -> h.VoidElement:
    """Draw ranks, the best on top; the text beside it carries the same numbers.

    Parameters
    ----------
    labels : sequence of str
        Interval under each point.
    ranks : sequence of int
        Rank in each interval, 1 is the best.
    description : str
        Text equivalent.
    """
    low, high = min(ranks), max(ranks)
    span = max(high - low, 1)
    step = (WIDTH - 4 * EDGE) / max(len(ranks) - 1, 1)
    points = [
        (2 * EDGE + i * step, 18 + (rank - low) / span * (HEIGHT - 40))
        for i, rank in enumerate(ranks)
    ]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    marks = "".join(
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.4" fill="{palette.INK}"/>'
        f'<text x="{x:.1f}" y="{y - 6:.1f}" text-anchor="middle" font-size="11" '
        f'font-family="sans-serif" fill="{palette.LABEL}">{rank}</text>'
        f'<text x="{x:.1f}" y="{HEIGHT - 3}" text-anchor="middle" font-size="9" '
        f'font-family="sans-serif" fill="{palette.SOFT}">{label}</text>'
        for (x, y), rank, label in zip(points, ranks, labels, strict=True)
    )
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">'
        f'<polyline points="{line}" fill="none" stroke="{palette.DOTS}" stroke-width="1.5" '
        f'stroke-dasharray="2 3"/>{marks}</svg>'
    )
    return h.img(src=f"data:image/svg+xml,{quote(svg)}", alt=description, class_="spark")


# Dots on one line that would cover one another: lanes for them, and which have room for a name.

LANES = (0, 1, -1, 2, -2)


def lanes(positions: list[float], close: float) -> list[int]:
    """Lane of each rising position, so that near neighbours do not cover one another.

    Examples
    --------
    >>> lanes([1.0, 1.1, 1.2, 5.0], 0.5)
    [0, 1, -1, 0]
    """
    taken: list[int] = []
    last: dict[int, float] = {}
    for position in positions:
        free = [lane for lane in LANES if position - last.get(lane, -float("inf")) >= close]
        lane = free[0] if free else min(LANES, key=lambda one: last[one])
        last[lane] = position
        taken.append(lane)
    return taken


def alone(positions: list[float], room: float) -> list[bool]:
    """Whether each rising position is the first, the last, or has room on both sides.

    Examples
    --------
    >>> alone([1.0, 2.0, 2.1, 3.0, 4.0], 0.5)
    [True, False, False, True, True]
    """
    if not positions:
        return []
    left = [float("inf"), *(b - a for a, b in pairwise(positions))]
    right = [*left[1:], float("inf")]
    last = len(positions) - 1
    return [
        at in (0, last) or min(before, after) >= room
        for at, (before, after) in enumerate(zip(left, right, strict=True))
    ]


TITLE = form(h.li(class_="legend-title")[h.span["%s"], h.span(class_="legend-when")["%s"]])
ENTRY = form(h.li(class_="legend-row")["%s", h.span["%s"], "%s"])
COUNT = form(h.span(class_="legend-count")["%s"])


def legend_title(label: str, when: str = "") -> Markup:
    """Head of a group of legend entries."""
    return TITLE % (label, when)


def legend_entry(key: Any, label: str, count: Any = "") -> Markup:
    """One legend entry: its key, its label, and how many there are."""
    return ENTRY % (joined([key]), label, COUNT % joined([count]) if count else "")
