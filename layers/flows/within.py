"""Moves inside regions in words: what is counted, in which intervals, and what is not compared."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import htpy as h

from geo.flows.change import REFUSED, comparability
from geo.scene.scene import Scene
from geo.scene.within import Within, alike, change_span, history, within_table
from geo.world.world import World
from layers.api import provenance
from layers.api.answer import Answer
from layers.api.columns import NOTES, PERIOD, QUERY, SOURCE, Column, Columns
from layers.blocks.tables import grid
from layers.text import joints, numbers, words
from layers.text.gettext import _
from layers.text.within import NOT_COUNTED, apart_note, definition, definitions


def within_told(world: World, code: str) -> list[Any]:
    """Moves inside a region in every interval; changes where the definition stays, else why not."""
    counts = history(world, code)
    known = [one for one in counts.values() if one]
    if not known:
        return []
    pairs = _comparable(world, known)
    write = _unit(known, pairs)
    rows = [
        (words.interval(period), write(one.persons), definition(world, one))
        if one
        else (words.interval(period), "×", _(NOT_COUNTED))
        for period, one in counts.items()
    ]
    head = [_("Interval"), _("People (estimate)"), _("Moved to")]
    return [
        h.h3[_("Inside the {region}")],
        h.div(class_="kind-estimated")[grid(_("Moves inside the {region}"), head, rows)],
        *[h.p[_change(world, one, write)] for one in pairs],
        *_warned(world, pairs),
        *[h.p(class_="muted")[one] for one in [*_apart(known), *apart_told(world, code, known)]],
    ]


def apart_told(world: World, code: str, known: list[Within]) -> list[str]:
    """What must be known of counts in a region of this kind, with the intervals it is about."""
    about: dict[str, list[str]] = {}
    for one in known:
        if note := apart_note(world, code, one):
            about.setdefault(note, []).append(words.interval(one.period))
    return [joints.titled(joints.listed(when), note) for note, when in about.items()]


Pair = tuple[Within, Within]


def _comparable(world: World, known: list[Within]) -> list[Pair]:
    """Counts by one definition, of two intervals that may be compared."""
    periods = world.table("periods")
    return [
        (first, second)
        for first, second in combinations(known, 2)
        if alike(first, second)
        and comparability(periods, first.period, second.period).verdict != REFUSED
    ]


def _unit(known: list[Within], pairs: list[Pair]) -> numbers.Unit:
    """How all counts of a region, their changes and the ranges of these are written."""
    changes = [(one.persons, other.persons, change_span(one, other)) for one, other in pairs]
    values = [*(one.persons for one in known), *(later - early for early, later, _ends in changes)]
    return numbers.in_one_unit(values, spans=[ends for *_, ends in changes], changes=changes)


def _change(world: World, pair: Pair, write: numbers.Unit) -> str:
    """The change between two counts alike, with its sampling range."""
    first, second = pair
    change = write.difference(first.persons, second.persons)
    said = (
        _(
            "From {earlier} to {later}, both by one definition: {change} "
            "(95% sampling range {range})."
        )
        if world.has_ranges
        else _("From {earlier} to {later}, both by one definition: {change}.")
    )
    return said.format(
        earlier=words.interval(first.period),
        later=words.interval(second.period),
        change=words.people_by_sign(words.CHANGES, change, write),
        range=words.signed_span(write, change_span(first, second)),
    )


def _warned(world: World, pairs: list[Pair]) -> list[h.Element]:
    """Why to beware of these changes, each reason once, as a comparison says it."""
    periods = world.table("periods")
    said: dict[str, None] = {}
    for first, second in pairs:
        said |= dict.fromkeys(words.warnings(comparability(periods, first.period, second.period)))
    return [h.ul(class_="muted")[[h.li[one] for one in said]]] if said else []


def _apart(known: list[Within]) -> list[str]:
    """That counts by different definitions are not compared, where there are some."""
    if all(alike(*pair) for pair in combinations(known, 2)):
        return []
    return [_("Counts by different definitions are not compared.")]


WITHIN_HEAD: Columns = (QUERY, SOURCE, NOTES)
WITHIN_COLUMNS: Columns = (
    PERIOD,
    Column("region_code", "string", "{Region}", required=True, title="Code of the {region}"),
    Column("region_name", "string", "Its name", required=True, title="{Region}"),
    Column(
        "definition",
        "string",
        "What counts as a move inside the {region}",
        required=True,
        title="Definition",
    ),
    Column(
        "sample_persons",
        "integer",
        "Persons counted in the sample",
        "sample persons",
        True,
        title="People in the sample",
    ),
    Column("persons", "number", "Estimate, not rounded", "persons", True, title="People"),
    Column(
        "low_persons",
        "number",
        "Lower end of its 95 % range",
        "persons",
        True,
        title="Lower end of the range",
    ),
    Column(
        "high_persons",
        "number",
        "Upper end of its 95 % range",
        "persons",
        True,
        title="Upper end of the range",
    ),
)


def within_answer(world: World, scene: Scene) -> Answer:
    """Moves inside every {region} in every interval that counts them, for the data interface."""
    table = world.flow_table
    dataset = table.within if table and table.within else "within_moves"
    rows = provenance.named(world, within_table(world), "region")
    titles = {key: _(one.title) for key, one in definitions(world).items()}
    moved = rows["definition"].map(titles)
    return Answer(provenance.of_dataset(world, scene, dataset), rows.assign(definition=moved))
