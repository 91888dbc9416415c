"""The lesson sheet for one target: what was done, what is alike, what to check first."""

from __future__ import annotations

from typing import Any

import htpy as h

from geo.lessons.portrait import Portrait
from geo.lessons.sheet import EARLY, NAMED, UNNAMED
from geo.lessons.similarity import CONTRIBUTION_FORMULA, FORMULA
from geo.rows import rows_of
from geo.scene.scene import Scene
from geo.world.world import World
from layers.blocks.links import source
from layers.blocks.markup import around
from layers.flows.compare import tools
from layers.lessons.words import GUARD, both_ends, distance, rank
from layers.text import gettext as text
from layers.text import joints, numbers, words
from layers.text.gettext import N_, _

HEADS = {
    "named": N_("What the paper says of this target"),
    "done": N_("What was done"),
    "network": N_("Which network it is an end of"),
    "for_whom": N_("For whom"),
    "partner": N_("With whom"),
    "alike": N_("What is most alike"),
    "differs": N_("What differs most"),
    "missing": N_("What cannot be compared"),
    "warning": N_("What went wrong in {place}: a warning"),
    "check": N_("What to check first"),
}
"""Part of a sheet to its heading, in reading order."""
WENT_WRONG_HERE = N_("What went wrong")
SCOPES = {
    NAMED: N_("The paper says it of {places}. {target} is among them or holds them."),
    EARLY: N_(
        "The paper says it of {places}. Of {target} it says that migration began early, not that "
        "training does not fit there: that would be our reading."
    ),
    UNNAMED: N_(
        "The paper says it of {places}. It does not say it of {target}, which is no all-clear."
    ),
}
"""How far the paper goes for the target."""
STATED = ("named", "done", "network", "for_whom", "partner")
"""Parts that stand before the rank and its reasons."""


def sheet(world: World, scene: Scene, shown: Portrait) -> h.Element:
    """The sheet; each line has its section of the paper, or its formula."""
    code = shown.sheet.target_code
    target = words.region(world, code)
    lines = rows_of(shown.sheet.lines)
    title = _("Lesson sheet: {site} → {target}").format(site=_(shown.site["name"]), target=target)
    return h.div(class_="lesson-sheet", data_opened=True)[
        h.h2[title],
        *tools(scene.view, _("Print this sheet")),
        *_refusal(world, shown),
        *[_group(world, shown, part, lines) for part in STATED],
        h.p(class_="sheet-score")[_score(shown)],
        *[_group(world, shown, part, lines) for part in HEADS if part not in STATED],
        h.p(class_="muted")[_(GUARD)],
        h.p(class_="muted")[
            around(_("Distance: {formula}."), formula=h.code[_(FORMULA)]),
            joints.blank(),
            h.span[around(_("Share of it: {formula}."), formula=h.code[_(CONTRIBUTION_FORMULA)])],
            (joints.blank(), _("The paper: UNESCO policy paper 2005."), " "),
            source(scene.view, "similarity_scores"),
        ],
    ]


def _refusal(world: World, shown: Portrait) -> list[Any]:
    if not shown.refused:
        return []
    said = _("{site} lies in {home} itself, so the nearest other {region} is shown.")
    home = words.region(world, shown.home)
    return [h.p(class_="warning")[said.format(site=_(shown.site["name"]), home=home)]]


def _score(shown: Portrait) -> str:
    """Rank and distance with what they rest on; the reasons follow."""
    row = shown.target.to_dict()
    lacking = len(row["missing"])
    return _(
        "Rank {rank} of {n}, distance {distance} standard deviations over {known} of {all} "
        "variables; among the five nearest in {share} of 1,000 draws of weights. Its reasons:"
    ).format(
        rank=rank(row),
        n=len(shown.rows),
        distance=distance(row),
        known=len(shown.weighed) - lacking,
        all=len(shown.weighed),
        share=numbers.percent(100 * row["top_five_share"]),
    )


def _group(
    world: World, shown: Portrait, part: str, lines: list[dict[str, Any]]
) -> h.Element | None:
    """Lines of one part under their heading; a section that all share stands beside it."""
    lines = [line for line in lines if line["part"] == part]
    if not lines:
        return None
    first = lines[0]["section"]
    shared = all(line["section"] == first for line in lines)
    items = [
        h.li[_line(world, shown, line), *([] if shared else _section(line["section"]))]
        for line in lines
    ]
    head = h.h3[_head(shown, part), *(_section(first) if shared else [])]
    warns = part == "warning"
    after = [h.p(class_="muted")[_scope(world, shown, lines)]] if warns else []
    return h.section(class_={"sheet-warning": warns})[head, h.ul[items], *after]


def _head(shown: Portrait, part: str) -> str:
    """Heading of a part; what went wrong at the site itself is no warning from elsewhere."""
    if part != "warning":
        return _(HEADS[part])
    failed = shown.sheet.failed
    if shown.site["name"] in failed:
        return _(WENT_WRONG_HERE)
    return _(HEADS[part]).format(place=text.named(list(map(_, failed))))


def _scope(world: World, shown: Portrait, lines: list[dict[str, Any]]) -> str:
    """For whom the paper says it, and what it says of the target."""
    places = _places(world)
    told = [_(places[line["key"]]) for line in lines if line["section"] == lines[0]["section"]]
    return _(SCOPES[shown.sheet.scope]).format(
        places=text.named(told), target=words.region(world, shown.sheet.target_code)
    )


def _section(section: object) -> list[Any]:
    """Section of the paper in brackets; computed lines have none."""
    if not isinstance(section, str):
        return []
    return [
        joints.blank(),
        h.span(class_="muted")[_("({section})").format(section=words.section(section))],
    ]


def _line(world: World, shown: Portrait, line: dict[str, Any]) -> str:
    """One line in words."""
    if line["part"] in ("alike", "differs"):
        return _compared(world, shown, line)
    if line["part"] == "network":
        name = words.network(line["key"])
        return joints.titled(name, _(line["text"]))
    if line["part"] == "missing":
        return _("{variable}: no figure at one of the two ends").format(
            variable=_(shown.variables[line["key"]].title)
        )
    if line["part"] == "partner":
        kind = shown.site["partner_type"]
        return joints.noted(_(line["text"]), _(words.PARTNERS[kind])) if kind else line["text"]
    said = _(line["text"])
    place = _places(world).get(line["key"])
    return joints.titled(_(place), said) if place else said


def _compared(world: World, shown: Portrait, line: dict[str, Any]) -> str:
    """Figures at both ends, how far they are apart, and the part in the distance."""
    gap = float(line["gap_scores"])
    return _(
        "{variable}: {ends}; {gap} standard deviations, {share} of the squared distance"
    ).format(
        variable=_(shown.variables[line["key"]].title),
        ends=both_ends(world, shown, line["key"], shown.sheet.target_code),
        gap=numbers.signed(numbers.decimal(gap, 2), gap),
        share=numbers.percent(100 * line["share"]),
    )


def _places(world: World) -> dict[str, str]:
    """Place that each statement of the paper is about."""
    table = world.table("regional_statements")
    return dict(zip(table["diversity_id"], table["place"], strict=True))
