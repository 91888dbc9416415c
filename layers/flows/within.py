"""Moves inside regions in words: what is counted, in which intervals, and what is not compared."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import htpy as h

from geo.scene.scene import Scene
from geo.scene.within import Within, alike, history, within_table
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
    write = numbers.in_one_unit([one.persons for one in known])
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
        *[h.p(class_="muted")[one] for one in [*_changes(known), *apart_told(world, code, known)]],
    ]


def apart_told(world: World, code: str, known: list[Within]) -> list[str]:
    """What must be known of counts in a region of this kind, with the intervals it is about."""
    about: dict[str, list[str]] = {}
    for one in known:
        if note := apart_note(world, code, one):
            about.setdefault(note, []).append(words.interval(one.period))
    return [joints.titled(joints.listed(when), note) for note, when in about.items()]


def _changes(known: list[Within]) -> list[str]:
    """Differences of counts alike, and that the others are not compared."""
    said = [
        _("From {earlier} to {later}, both by one definition: {change}.").format(
            earlier=words.interval(first.period),
            later=words.interval(second.period),
            change=numbers.signed(
                numbers.people(second.persons - first.persons), second.persons - first.persons
            ),
        )
        for first, second in combinations(known, 2)
        if alike(first, second)
    ]
    if any(not alike(*pair) for pair in combinations(known, 2)):
        said.append(_("Counts by different definitions are not compared."))
    return said


WITHIN_HEAD: Columns = (QUERY, SOURCE, NOTES)
WITHIN_COLUMNS: Columns = (
    PERIOD,
    Column("region_code", "string", "{Region}", required=True),
    Column("region_name", "string", "Its name", required=True),
    Column("definition", "string", "What counts as a move inside the {region}", required=True),
    Column("sample_persons", "integer", "Persons counted in the sample", "sample persons", True),
    Column("persons", "number", "Estimate, not rounded", "persons", True),
    Column("low_persons", "number", "Lower end of its 95 % range", "persons", True),
    Column("high_persons", "number", "Upper end of its 95 % range", "persons", True),
)


def within_answer(world: World, scene: Scene) -> Answer:
    """Moves inside every {region} in every interval that counts them, for the data interface."""
    table = world.flow_table
    dataset = table.within if table and table.within else "within_moves"
    rows = provenance.named(world, within_table(world), "region")
    titles = {key: _(one.title) for key, one in definitions(world).items()}
    moved = rows["definition"].map(titles)
    return Answer(provenance.of_dataset(world, scene, dataset), rows.assign(definition=moved))
