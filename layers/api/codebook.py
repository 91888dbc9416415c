"""What every column of a file is, and where the file comes from: the same in all formats."""

from __future__ import annotations

from layers.api.columns import ABOUT, Column
from layers.api.told import File
from layers.text import joints
from layers.text.gettext import N_, _

NAME, TITLE = N_("Name"), N_("Title")
TITLES = (NAME, TITLE, N_("Unit"), N_("Type"), N_("Definition"), N_("Missing values"))
TYPES = {
    "string": N_("text"),
    "strings": N_("texts, joined by a semicolon"),
    "integer": N_("whole number"),
    "number": N_("number"),
    "boolean": N_("true or false"),
}
Line = tuple[str, str, str, str, str, str]


def codebook(file: File) -> list[Line]:
    """A line for each column: its name for programs, what readers call it, unit, type, meaning."""
    return [
        (
            one.header,
            one.heading,
            _(one.unit) if one.unit else "",
            _(TYPES[one.type]),
            _(one.meaning),
            missing(one),
        )
        for one in file.columns
    ]


def missing(column: Column) -> str:
    """What an empty cell of a column says."""
    if column.required:
        return _("none: every row has a value")
    return _("an empty cell: no value; 0 is a counted zero")


def about_of(file: File) -> list[tuple[str, str]]:
    """What a file says of itself, line by line: terms, citation, address, dates, notes."""
    known = [file.world.catalogue[name] for name in file.datasets]
    times = dict.fromkeys(_(one.period_covered) for one in known)
    told = [(_(one.title), str(text)) for one in ABOUT if (text := file.told[one.name])]
    return [
        *told,
        (_("Address"), file.address),
        (_("Publication"), str(file.answer.head["source"])),
        (_("Time of the data"), joints.parts(times)),
        (_("Sources read"), joints.listed(_read(file))),
        *((_("Note"), one) for one in file.notes),
    ]


def _read(file: File) -> list[str]:
    """When the sources of its datasets, and of those that they are worked out from, were read."""
    waiting, found = [*file.datasets], set()
    while waiting:
        dataset = file.world.package.datasets[waiting.pop()]
        waiting += dataset.derived_from
        found |= {one.accessed for one in dataset.sources}
    return sorted(found)
