"""The report of a reading: what became of each row, why, what can be done; markup and files."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import htpy as h
from markupsafe import Markup

from geo.assessment.kinds import SITE_FINDINGS
from geo.outlines.told import Finding
from layers.api import cells
from layers.blocks.markup import spelled
from layers.blocks.palette import LABEL, SOFT
from layers.own import words
from layers.own.reading import Reading
from layers.text import joints, numbers
from layers.text.found import became, counted, read_of
from layers.text.gettext import N_, _, ngettext

ACCEPTED, REJECTED, ASIDE, TOLD = PARTS = ("accepted", "rejected", "aside", "told")
OUTLINES, OUTLINE = "outlines", "outline-"
TITLES = {
    ACCEPTED: N_("Accepted"),
    REJECTED: N_("Rejected"),
    ASIDE: N_("Set aside"),
    TOLD: N_("To know"),
    OUTLINES: N_("Boundaries"),
}
EXPLAINED = {
    ACCEPTED: N_("These make the flows of the map."),
    REJECTED: N_("These can not be used as they stand. Nothing of them is on the map."),
    ASIDE: N_("These are read and understood, and are no flow between two places of the map."),
    TOLD: N_("These concern the whole file."),
    OUTLINES: N_("What was found in the boundary file, by the number of the feature."),
}
IN_FILE = N_("In the file")
NOT_IN_FILE = {
    "outline-crs-taken": N_("Proposed"),
    "outline-parts-missing": N_("Missing"),
    "no-flows": N_("In the boundary file"),
}
"""What the texts of a line are, where the file of flows does not say them."""
SITES_ACCEPTED = N_("These are on the map, in the tab Sites and in every file of the page.")
COLUMNS = ("part", "kind", "title", "rows", "people", "first_rows", "texts", "reason", "remedy")
SHOWN_ROWS, SHOWN_TEXTS, MOST_TEXT = 10, 10, 60


def of_part(reading: Reading, part: str) -> list[Finding]:
    """Lines of one part: what became of features of a boundary file is a part of its own."""
    return [
        one
        for one in reading.findings
        if part == (OUTLINES if one.kind.startswith(OUTLINE) else one.part)
    ]


def rows_of_part(reading: Reading, part: str) -> int:
    """Rows of one part of the report."""
    return sum(one.rows_count for one in of_part(reading, part))


def report(reading: Reading) -> list[Any]:
    """Counts that add up, then each kind with its rows, reason and remedy."""
    return [
        h.p(class_="own-sum")[balance(reading)],
        [_part(reading, part) for part in (REJECTED, ASIDE, TOLD, OUTLINES, ACCEPTED)],
    ]


def balance(reading: Reading) -> str:
    """Rows read as the sum of its parts, as a sentence."""
    said = _("{read} = {accepted} accepted + {rejected} rejected + {aside} set aside.")
    read = read_of(reading.rows_read, is_matrix=reading.is_matrix)
    return said.format(
        read=read,
        **{
            part: numbers.decimal(rows_of_part(reading, part))
            for part in (ACCEPTED, REJECTED, ASIDE)
        },
    )


def _part(reading: Reading, part: str) -> list[Any]:
    found = of_part(reading, part)
    if not found:
        return []
    head = _(TITLES[part])
    if part in PARTS[:3]:
        counts = [counted(rows_of_part(reading, part), is_matrix=reading.is_matrix)]
        is_summed = any(one.persons is not None for one in found) and not reading.is_stock
        if part == ACCEPTED and is_summed:
            counts.append(_persons(sum(one.persons or 0.0 for one in found)))
        head = joints.titled(head, joints.listed(counts))
    return [
        h.section({"aria-label": _(TITLES[part])}, class_=f"own-part own-{part}")[
            h.h4[head],
            h.p(class_="muted")[_(_explained(part, found))],
            h.ul[[h.li[_line(reading, one)] for one in found]],
        ]
    ]


def _explained(part: str, found: Sequence[Finding]) -> str:
    is_of_sites = part == ACCEPTED and any(one.kind in SITE_FINDINGS for one in found)
    return SITES_ACCEPTED if is_of_sites else EXPLAINED[part]


def _count(reading: Reading, one: Finding) -> str:
    """Rows or cells that a line concerns; of names, places and features the bare number."""
    is_of_rows = one.part in PARTS[:3] or bool(one.rows)
    if is_of_rows and not one.kind.startswith(OUTLINE):
        return counted(one.rows_count, is_matrix=reading.is_matrix)
    return numbers.decimal(one.rows_count)


def _line(reading: Reading, one: Finding) -> list[Any]:
    """One kind: title and counts, why and what to do, where in the file."""
    title, reason, remedy = words.finding(one)
    counts = []
    if one.rows_count:
        counts.append(_count(reading, one))
    if one.persons and not reading.is_stock:
        counts.append(_persons(one.persons))
    where = [*_first_rows(one), *_texts(one)]
    return [
        h.p[h.b[title], h.span(class_="own-count")[" ", joints.listed(counts)]],
        h.p[joints.sentences([reason, remedy])],
        h.p(class_="muted own-where")[where] if where else None,
    ]


def _persons(persons: float) -> str:
    return ngettext("{n} person", "{n} people", round(persons)).format(
        n=numbers.decimal(round(persons))
    )


def _first_rows(one: Finding) -> list[Any]:
    if not one.rows:
        return []
    shown = list(dict.fromkeys(one.rows[:SHOWN_ROWS]))  # cells of one row of a matrix
    said = joints.listed(map(str, shown))
    more = one.rows_count > len(one.rows)
    head = _("Row") if len(shown) == 1 and not more else _("First rows")
    return [h.span[joints.titled(head, said)], " "]


def _texts(one: Finding) -> list[Any]:
    if not one.texts:
        return []
    shown = [h.bdi[_cut(text)] for text in one.texts[:SHOWN_TEXTS]]
    parts: list[Any] = []
    for place, text in enumerate(shown):
        parts += (
            [text] if not place else [h.span(class_="own-dot", aria_hidden="true")[" · "], text]
        )
    head = _(NOT_IN_FILE.get(one.kind, IN_FILE))
    return [h.span[head, joints.titled("", ""), parts]]


def _cut(text: str) -> str:
    return text if len(text) <= MOST_TEXT else f"{text[:MOST_TEXT]}…"


# The report as a file.


def as_csv(reading: Reading) -> bytes:
    """Each kind in a row, for a spreadsheet; the first row says how many rows were read."""
    head = ("read", "", _("Rows read"), str(reading.rows_read), "", "", "", balance(reading), "")
    return cells.write(COLUMNS, [head, *[_cells(one) for one in reading.findings]])


def _cells(one: Finding) -> tuple[str, ...]:
    title, reason, remedy = words.finding(one)
    persons = "" if one.persons is None else f"{one.persons:.15g}"
    return (
        one.part, one.kind, title, str(one.rows_count), persons,
        cells.LIST_MARK.join(map(str, one.rows)), cells.LIST_MARK.join(one.texts), reason, remedy,
    )  # fmt: skip


_PAGE = """<!DOCTYPE html>
<html lang="{lang}"><head><meta charset="utf-8"><title>{title}</title>
<style>
body{{font:16px/1.5 sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem;color:{ink}}}
h4{{margin:1.5em 0 0}}.muted{{color:{soft}}}dt{{font-weight:700}}dd{{margin:0 0 .4em}}
</style></head>
<body><main><h1>{title}</h1>{body}</main></body></html>
"""


def as_page(reading: Reading, files: Sequence[str], lang: str) -> str:
    """The report as one HTML file: how the files were read, and what became of their rows."""
    title = became(is_matrix=reading.is_matrix)
    how = h.dl[[[h.dt[name], h.dd[value]] for name, value in words.answers(reading)]]
    body = [
        h.p[joints.listed(files)],
        report(reading),
        h.h2[_("How it was read")],
        how,
    ]
    return _PAGE.format(
        ink=LABEL, soft=SOFT, lang=lang, title=str(Markup.escape(title)), body=spelled(body)
    )
