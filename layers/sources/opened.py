"""The file that a reader's world is made of: its names, what became of its rows, what to mind."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import htpy as h

from geo.assessment.loading import TABLES
from geo.world.declared import Opened, OpenedLine
from geo.world.world import World
from layers.blocks import tables
from layers.text import joints, numbers
from layers.text.found import became, found, read_of
from layers.text.gettext import N_, _

TOLD = "told"
PARTS = {"accepted": N_("Accepted"), "rejected": N_("Rejected"), "aside": N_("Set aside")}


def opened_file(world: World) -> list[Any]:
    """Everything that is known of the reader's file; nothing in a world that is made of none."""
    opened = world.package.opened
    if opened is None:
        return []
    known = world.package.datasets
    is_laid = world.has(*TABLES)  # then the words of the package are those of the world below
    made = known[TABLES[0] if is_laid else "flows"]
    facts = [
        (_("Files"), joints.listed(opened.files)),
        *([] if is_laid else [(_("Publisher"), _(world.package.phrases.publisher))]),
        *[(_("Source"), _(one.publication)) for one in made.sources],
        *_bounded(opened),
        (_("Rows"), read_of(opened.rows_read, is_matrix=opened.is_matrix)),
    ]
    warnings = [one for one in opened.lines if one.part == TOLD]
    return [
        h.section(id="opened", aria_label=_("The file that was opened"))[
            h.h2[_("The file that was opened")],
            tables.facts(facts, _("About the file")),
            _rows(opened.lines, is_matrix=opened.is_matrix),
            [h.h3[_("To know")], h.ul[[h.li[_warning(one)] for one in warnings]]]
            if warnings
            else None,
            [h.h3[_("Mind")], h.ul[[h.li[_(one)] for one in made.caveats]]]
            if made.caveats
            else None,
        ]
    ]


CRS_SAID = {
    "file": N_("{crs}, as the file says"),
    "reader": N_("{crs}, as you said"),
    "nobody": N_("{crs}, taken for granted: the file says none"),
}


def _bounded(opened: Opened) -> list[tuple[str, str]]:
    """The boundary file with its coordinate system, and names that were given a place."""
    told = []
    if opened.boundaries:
        told.append((_("Boundary file"), opened.boundaries))
    if opened.crs:
        said = _(CRS_SAID[opened.crs_by]).format(crs=opened.crs)
        told.append((_("Coordinate system"), said))
    if opened.meant:
        pairs = (
            _("{name} is {place}").format(name=name, place=place or _("left aside"))
            for name, place in opened.meant.items()
        )
        told.append((_("Names that you gave a place"), joints.listed(pairs)))
    return told


def _rows(lines: Sequence[OpenedLine], *, is_matrix: bool) -> h.Element:
    """What became of the rows, each kind with its people where they can be read."""
    rows = [
        (
            _(PARTS[part]),
            found(one.kind, one.rows, one.values)[0],
            numbers.decimal(one.rows),
            numbers.people(one.persons) if one.persons is not None else "",
        )
        for part in PARTS
        for one in lines
        if one.part == part
    ]
    head = [_("Part"), _("Kind"), _("Cells") if is_matrix else _("Rows"), _("People")]
    return tables.grid(became(is_matrix=is_matrix), head, rows)


def _warning(one: OpenedLine) -> str:
    title, reason, _remedy = found(one.kind, one.rows, one.values)
    return joints.titled(title, reason) if reason else title
