"""What became of a loaded file: how many rows, which were accepted, which were not and why."""

from __future__ import annotations

from typing import Any

import htpy as h
import pandas as pd

from geo.assessment.grid import Reading
from geo.assessment.loading import Addition
from geo.rows import rows_of
from layers.blocks.tables import framed, grid
from layers.text import numbers
from layers.text.gettext import N_, _, ngettext

SHOWN = 500
SEPARATORS = {",": N_("comma"), ";": N_("semicolon"), "\t": N_("tab")}
MOST_NAME = 80


def report(addition: Addition, file_name: str) -> list[Any]:
    """Counts, what was guessed, every rejected row with its reasons, and what was accepted.

    Parameters
    ----------
    addition : Addition
        The file and what is loaded with it.
    file_name : str
        Name of the file, shown and never used.
    """
    found = addition.found
    named = h.bdi[file_name[:MOST_NAME]]
    parts: list[Any] = [
        h.h4[_("Read:"), " ", named],
        h.p(class_="assessment-counts")[_counts(found)],
        h.p(class_="muted")[_guessed(found)],
    ]
    replaced = addition.replaced_count
    if replaced:
        said = ngettext(
            "{n} value or site loaded before was replaced.",
            "{n} values or sites loaded before were replaced.",
            replaced,
        )
        parts.append(h.p[said.format(n=replaced)])
    return [*parts, *_rejected(found.rejected), *_accepted(found)]


def _counts(found: Reading) -> str:
    if not found.rows_read:
        return _("No row of the file is filled, so nothing was loaded.")
    rejected = found.rejected["row"].nunique()
    rows = ngettext("{n} filled row", "{n} filled rows", found.rows_read)
    return _("{rows}: {accepted} accepted, {rejected} rejected. {blank} left empty.").format(
        rows=rows.format(n=numbers.decimal(found.rows_read)),
        accepted=numbers.decimal(found.rows_read - rejected),
        rejected=numbers.decimal(rejected),
        blank=numbers.decimal(found.empty_count),
    )


def _guessed(found: Reading) -> str:
    """How the file was read: the guess is told, so that a wrong one is seen."""
    if not found.encoding:
        return _("Read as a workbook (XLSX), its first sheet.")
    name = found.encoding.removesuffix("-sig").upper()
    return _("Read as CSV in {encoding}, columns parted by {separator}.").format(
        encoding=name, separator=_(SEPARATORS[found.separator])
    )


def _rejected(flaws: pd.DataFrame) -> list[Any]:
    if flaws.empty:
        return []
    rows = [
        (str(one["row"]), one["column"] or _("whole row"), one["found"] or _("empty"),
         one["reason"])
        for one in rows_of(flaws.head(SHOWN))
    ]  # fmt: skip
    head = [_("Row"), _("Column"), _("Found"), _("Reason")]
    more = _("{n} of {all} reasons are shown: correct these and load the file again.")
    said = more.format(n=numbers.decimal(SHOWN), all=numbers.decimal(len(flaws)))
    caption = _("Rejected: correct these rows in your file and load it again")
    return [
        framed(grid(caption, head, rows), _("Rejected rows")),
        *([h.p(class_="warning")[said]] if len(flaws) > SHOWN else []),
    ]


def _accepted(found: Reading) -> list[Any]:
    rows = [
        (str(one["row"]), one["name"], _("new site"), f"{one['lon']:g}, {one['lat']:g}", "–")
        for one in rows_of(found.sites)
    ] + [
        (str(one["row"]), one["site"], one["indicator"], one["value"], one["date"])
        for one in rows_of(found.values)
    ]
    if not rows:
        return []
    head = [_("Row"), _("Site"), _("Indicator"), _("Value"), _("Date")]
    table = grid(_("Accepted rows"), head, rows)
    return [h.details[h.summary[_("Accepted rows")], framed(table, _("Accepted rows"))]]
