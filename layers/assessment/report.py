"""What became of a loaded file: how many rows, which were accepted, which were not and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import htpy as h
import pandas as pd

from geo.assessment.grid import Reading
from geo.assessment.kinds import Report
from geo.assessment.loading import Addition
from geo.build.sheet import Sheet
from geo.build.workbook import HIDDEN, OTHER, SAME
from geo.outlines.told import Finding, Unmatched
from geo.rows import rows_of
from layers.blocks.tables import framed, grid
from layers.text import joints, numbers
from layers.text.found import found
from layers.text.gettext import N_, _, ngettext

SHOWN = 500
ENCODINGS = {"gb18030": "GB18030", "cp950": "Big5", "cp1252": "Windows-1252"}
"""Names of encodings as spreadsheets write them."""
LEFT_OUT = {
    HIDDEN: N_("Sheet “{name}” is hidden and was left out."),
    OTHER: N_("Sheet “{name}” does not have the header of the template and was left out."),
    SAME: N_(
        "Sheet “{name}” has the same header and was left out: one sheet is read. Move it to the "
        "front, or save it as a file of its own, and load that too."
    ),
}
SEPARATORS = {",": N_("comma"), ";": N_("semicolon"), "\t": N_("tab")}
MOST_NAME = 80
SUGGESTED = 20
PARTS = ("accepted", "rejected", "aside")


def report(
    addition: Addition, file_name: str, looked: Report, names: Mapping[str, str]
) -> list[Any]:
    """Counts, what was guessed, every rejected row with its reasons, and what was accepted.

    Parameters
    ----------
    addition : Addition
        The file and what is loaded with it.
    file_name : str
        Name of the file, shown and never used.
    looked : Report
        What became of each row.
    names : mapping
        Names of places by their code.
    """
    read = addition.found
    named = h.bdi[file_name[:MOST_NAME]]
    parts: list[Any] = [
        h.h4[_("Read:"), " ", named],
        h.p(class_="assessment-counts")[_counts(read)],
        *_read_as(read.sheet),
        h.p(class_="assessment-sum")[_balance(looked.findings)],
        *_kinds(looked.findings),
        *_suggested(looked.unmatched, names),
    ]
    replaced = addition.replaced_count
    if replaced:
        said = ngettext(
            "{n} value, site or link loaded before was replaced.",
            "{n} values, sites or links loaded before were replaced.",
            replaced,
        )
        parts.append(h.p[said.format(n=replaced)])
    return [*parts, *_rejected(read.rejected), *_told(read.told), *_accepted(read)]


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


def _balance(findings: Sequence[Finding]) -> str:
    """Rows read as the sum of the three parts."""
    parts = {part: sum(one.rows_count for one in findings if one.part == part) for part in PARTS}
    said = _("{read} = {accepted} accepted + {rejected} rejected + {aside} set aside.")
    rows = sum(parts.values())
    read = ngettext("{n} row read", "{n} rows read", rows).format(n=numbers.decimal(rows))
    return said.format(read=read, **{part: numbers.decimal(n) for part, n in parts.items()})


def _kinds(findings: Sequence[Finding]) -> list[Any]:
    """Each kind of row that was not accepted, with its reason and remedy."""
    lines = []
    for one in findings:
        if one.part not in PARTS[1:]:
            continue
        title, reason, remedy = found(one.kind, one.rows_count, one.values)
        counted = ngettext("{n} row", "{n} rows", one.rows_count)
        lines.append(
            h.li[
                h.b[joints.noted(title, counted.format(n=numbers.decimal(one.rows_count)))], " ",
                joints.sentences([reason, remedy]),
            ]
        )  # fmt: skip
    return [h.ul(class_="assessment-kinds")[lines]] if lines else []


def _suggested(unmatched: Sequence[Unmatched], names: Mapping[str, str]) -> list[Any]:
    """Names without a place, each with what it may mean."""
    near = [one for one in unmatched if one.suggestions][:SUGGESTED]
    said = _("{name} may mean: {places}.")
    lines = [
        h.li[said.format(
            name=one.text[:MOST_NAME],
            places=joints.listed(names.get(code, code) for code in one.suggestions),
        )]
        for one in near
    ]  # fmt: skip
    return [h.ul(class_="assessment-suggested")[lines]] if lines else []


def _read_as(sheet: Sheet) -> list[Any]:
    """How the file was read, and what of it was not: a wrong guess is seen."""
    parts: list[Any] = [h.p(class_="muted")[_as_csv(sheet) if sheet.encoding else _as_book(sheet)]]
    if sheet.sample:
        said = _("The encoding is a guess. Text as it was read: {sample}. If this is not what you "
                 "wrote, save the file as CSV UTF-8 or XLSX.")  # fmt: skip
        parts.append(h.p(class_="warning")[said.format(sample=" · ".join(sheet.sample))])
    for name, why in sheet.left_out:
        parts.append(h.p(class_="warning" if why == SAME else "muted")[
            _(LEFT_OUT[why]).format(name=name[:MOST_NAME])
        ])  # fmt: skip
    for line, text in sheet.above:
        said = _("Line {line} stands above the header and was left out: {text}")
        parts.append(h.p(class_="muted")[said.format(line=line, text=text)])
    return parts


def _as_csv(sheet: Sheet) -> str:
    return _("Read as CSV in {encoding}, columns parted by {separator}.").format(
        encoding=ENCODINGS.get(sheet.encoding, sheet.encoding.removesuffix("-sig").upper()),
        separator=_(SEPARATORS[sheet.separator]),
    )


def _as_book(sheet: Sheet) -> str:
    return _("Read as a workbook (XLSX), sheet “{name}”.").format(name=sheet.name[:MOST_NAME])


def _told(told: pd.DataFrame) -> list[Any]:
    """Cells that were read in another spelling than the file has."""
    if told.empty:
        return []
    rows = [tuple(map(str, one.values())) for one in rows_of(told.head(SHOWN))]
    count = ngettext(
        "{n} cell was read in the spelling of the template",
        "{n} cells were read in the spelling of the template",
        len(told),
    ).format(n=numbers.decimal(len(told)))
    head = [_("Row"), _("Column"), _("Found"), _("Read as")]
    return [h.details(class_="assessment-told")[h.summary[count],
            framed(grid(count, head, rows), count)]]  # fmt: skip


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
    rows = (
        [
            (str(one["row"]), one["name"], _("new site"), f"{one['lon']:g}, {one['lat']:g}", "–")
            for one in rows_of(found.sites)
        ]
        + [
            (str(one["row"]), one["site"], one["indicator"], one["value"], one["date"])
            for one in rows_of(found.values)
        ]
        + [
            (str(one["row"]), one["from"], _("link"), one["to"], "–")
            for one in rows_of(found.links)
        ]
    )
    if not rows:
        return []
    head = [_("Row"), _("Site"), _("Indicator"), _("Value"), _("Date")]
    table = grid(_("Accepted rows"), head, rows)
    return [h.details[h.summary[_("Accepted rows")], framed(table, _("Accepted rows"))]]
