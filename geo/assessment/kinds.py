"""What became of the rows of a filled template, in the records that every report has.

Every row has one fate: accepted, rejected or set aside. A flaw is a kind by the column that has it,
and the words of the page say its reason and its remedy.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from geo.assessment import spelling
from geo.assessment.grid import Reading
from geo.assessment.links import MISSING
from geo.assessment.rules import LINK, NO_REGION, NO_SITE, SITE, VALUE, Known
from geo.outlines.index import Match
from geo.outlines.matching import match
from geo.outlines.places import Places
from geo.outlines.told import Finding, Unmatched

MOST_TOLD = 10
EMPTY, UNMATCHED, OUTSIDE, UNKNOWN = "site-empty", "unmatched", "outside", "site-unknown"
ELSEWHERE = "site-elsewhere"
"""Kind of the line that tells what an open world has no region for."""
SITE_FINDINGS: Mapping[str, str] = {
    "site": "accepted",
    "link": "accepted",
    "value": "accepted",
    "site-value": "aside",
    EMPTY: "aside",
    UNKNOWN: "rejected",
    "site-kind": "rejected",
    "site-name": "rejected",
    "site-position": "rejected",
    "site-partner": "rejected",
    "site-source": "rejected",
    "site-more": "rejected",
    "link-ends": "rejected",
    "value-indicator": "rejected",
    "value-figure": "rejected",
    "value-date": "rejected",
    "site-respelled": "told",
    ELSEWHERE: "told",
}
"""Kinds of findings beside those of moves, each with its part of the report."""
_OF = {
    SITE: {"site": "site-name", "province_code": "site-position", "lon": "site-position",
           "lat": "site-position", "partner": "site-partner", "partner_type": "site-partner",
           "source": "site-source"},
    LINK: {"site": "link-ends", "value": "link-ends", "source": "site-source"},
    VALUE: {"site": UNKNOWN, "province_code": "site-position", "indicator": "value-indicator",
            "asks": "value-indicator", "value": "value-figure", "date": "value-date",
            "source": "site-source"},
}  # fmt: skip
"""Kind of a flaw by the kind of its row and by its column; any other is text where none belongs."""
Rows = Sequence[tuple[int, Mapping[str, str] | None]]


@dataclass(frozen=True)
class Report:
    """The report on a template.

    Attributes
    ----------
    findings : tuple of Finding
        A line for each kind; rows of the three parts are all that hold any text.
    unmatched : tuple of Unmatched
        Names that no site and no region has, with suggestions.
    """

    findings: tuple[Finding, ...]
    unmatched: tuple[Unmatched, ...]


def report_on(
    rows: Rows,
    found: Reading,
    known: Known,
    places: Places,
    unknown: str = UNKNOWN,
    aside: Mapping[int, str] | None = None,
) -> Report:
    """What became of each row.

    Parameters
    ----------
    rows : sequence
        Line and texts as they stand in the file.
    found : Reading
        What was accepted of them, and what was not.
    known, places
        What names may mean.
    unknown : str
        Kind of the rows whose names no place has: rejected by default; `UNMATCHED` where a reader
        can answer.
    aside : mapping, optional
        Kind of the rows that were set aside before they were looked at, by line.
    """
    written = dict(rows)
    fates = {line: EMPTY for line, _ in rows} | dict(aside or {})
    for kind, table in ((SITE, found.sites), (LINK, found.links), (VALUE, found.values)):
        fates |= dict.fromkeys(table["row"].astype(int), kind)
    flaws = found.rejected.drop_duplicates("row")
    texts = dict(zip(flaws["row"].astype(int), flaws["found"], strict=True))
    names: dict[str, list[int]] = defaultdict(list)
    for line, column, reason in zip(texts, flaws["column"], flaws["reason"], strict=True):
        row = written[line]
        fates[line] = _kind(row, column, reason, unknown)
        if row is not None and fates[line] == unknown:
            names[row.get(column, "")].append(line)
    findings = (*_findings(fates, texts), *_respelled(found.told))
    return Report(findings, _unmatched(names, places, known))


def is_of(row: Mapping[str, str], kind: str) -> bool:
    """Whether a row says that it is of a kind."""
    return spelling.plain(row.get("kind", "")).lower() == kind


def _kind(row: Mapping[str, str] | None, column: str, reason: str, unknown: str) -> str:
    """The kind of a flaw."""
    if row is None:
        return "site-more"
    of = next((kinds for kind, kinds in _OF.items() if is_of(row, kind)), None)
    if of is None:
        return "site-kind"
    if reason in (MISSING, NO_SITE, NO_REGION) and row.get(column, "").strip():
        return unknown
    return of.get(column, "site-more")


def _respelled(told: pd.DataFrame) -> list[Finding]:
    """Cells that were read in another spelling, where there are any."""
    first = told.head(MOST_TOLD)
    pairs = zip(first["found"], first["read"], strict=True)
    said = tuple(f"{text} → {read}" for text, read in pairs)
    rows = tuple(first["row"].astype(int))
    return [Finding("site-respelled", "told", len(told), rows, said)] if len(told) else []


def _findings(fates: Mapping[int, str], texts: Mapping[int, str]) -> list[Finding]:
    """A line for each kind, with its first rows and what stands there."""
    lines: dict[str, list[int]] = defaultdict(list)
    for line, kind in fates.items():
        lines[kind].append(line)
    parts = {**SITE_FINDINGS, UNMATCHED: "aside", OUTSIDE: "aside"}
    return [
        Finding(
            kind, parts[kind], len(found), tuple(found[:MOST_TOLD]),
            tuple(dict.fromkeys(texts[one] for one in found if texts.get(one)))[:MOST_TOLD],
        )
        for kind, found in lines.items()
    ]  # fmt: skip


def _unmatched(
    names: Mapping[str, Sequence[int]], places: Places, known: Known
) -> tuple[Unmatched, ...]:
    """Names without a place, the most frequent first, each with what it may mean."""
    found = match(list(names), places)
    sites = {name: slug for slug, name in known.site_names.shown.items()}
    table = pd.DataFrame({"region_code": [*sites.values()], "name_en": [*sites], "name_zh": None})
    near = match(list(names), Places(table)) if len(table) else {}
    ordered = sorted(names, key=lambda text: -len(names[text]))
    return tuple(
        Unmatched(
            one, one, (*_meant(found[one]), *_meant(near.get(one, Match()))), len(names[one])
        )
        for one in ordered
    )  # fmt: skip


def _meant(one: Match) -> tuple[str, ...]:
    return (one.code,) if one.code else one.candidates
