"""The template of sites and links as a reader's own data: what became of each row, and its tables.

The records are those of the report on moves. The rules are those of the tab Assessment. A name
without a place waits for the reader's answer, who can accept a suggestion; every other flaw is a
kind with its reason and remedy.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from geo.assessment import spelling
from geo.assessment.grid import LINK_COLUMNS, judge
from geo.assessment.links import ENDS, MISSING
from geo.assessment.respelled import is_filled
from geo.assessment.rules import COLUMNS, LINK, PLACE, SITE, VALUE, Known
from geo.build.sheet import Sheet
from geo.outlines.index import Match
from geo.outlines.matching import match
from geo.outlines.places import Places
from geo.outlines.told import Finding, Unmatched

NAME, OUTSIDE = "place:", "outside"
"""Beginning of the key of a name, and the answer that leaves it aside."""
MOST_TOLD = 10
TEMPLATE = ("kind", "site", "value", "source", *PLACE)
"""Columns of the template of sites and links; that of the assessment has more, and is read, too."""
SITE_FINDINGS: Mapping[str, str] = {
    "site": "accepted",
    "link": "accepted",
    "site-value": "aside",
    "site-empty": "aside",
    "site-kind": "rejected",
    "site-name": "rejected",
    "site-position": "rejected",
    "site-partner": "rejected",
    "site-source": "rejected",
    "site-more": "rejected",
    "link-ends": "rejected",
    "site-respelled": "told",
}
"""Kinds of findings beside those of moves, each with its part of the report."""
UNMATCHED = "unmatched"
_OF_SITE = {"site": "site-name", "province_code": UNMATCHED, "lon": "site-position",
            "lat": "site-position", "partner": "site-partner", "partner_type": "site-partner",
            "source": "site-source", "kind": "site-kind", "": "site-more"}  # fmt: skip
_OF_LINK = {"site": "link-ends", "value": "link-ends", "source": "site-source", "": "site-more"}


@dataclass(frozen=True)
class Sited:
    """What a filled template says under some answers.

    Attributes
    ----------
    findings, unmatched : tuple
        The report, and names without a place; rows read are those of the three parts.
    rows_read : int
        Rows below the header that hold any text.
    sites : DataFrame
        ``site`` (word in the address), ``name``, ``province_code``, ``lon``, ``lat``, ``partner``,
        ``partner_type``, ``source``.
    links : DataFrame
        ``from``, ``to`` (a site or the code of a region), ``source``.
    """

    findings: tuple[Finding, ...]
    unmatched: tuple[Unmatched, ...]
    rows_read: int
    sites: pd.DataFrame
    links: pd.DataFrame


def sheet_of(told: Mapping[str, Any]) -> Sheet:
    """A sheet as it comes from another process, which has no tuples."""
    pairs = ("rows", "left_out", "above", "merged")
    return Sheet(**{**told, **{name: [tuple(one) for one in told[name]] for name in pairs}})


def take_sited(sheet: Sheet, known: Known, places: Places, answers: Mapping[str, str]) -> Sited:
    """Read a filled template.

    Parameters
    ----------
    sheet : Sheet
        Rows by the columns of the template.
    known : Known
        What a row is held against.
    places : Places
        What a name may mean.
    answers : mapping
        ``place:`` and a name of the file to the code that is meant, or to ``outside``.
    """
    rows = [(line, _answered(row, answers)) for line, row in sheet.rows]
    fates = {line: _aside(row, answers) for line, row in sheet.rows}
    judged = replace(sheet, rows=[one for one in rows if not fates[one[0]]])
    found = judge(judged, known)
    flaws = found.rejected.drop_duplicates("row")
    texts = dict(zip(flaws["row"].astype(int), flaws["found"], strict=True))
    written, read = dict(sheet.rows), dict(rows)
    unmatched: dict[str, list[int]] = defaultdict(list)
    for line, column, reason in zip(texts, flaws["column"], flaws["reason"], strict=True):
        fates[line] = _kind(read[line], column, reason)
        if fates[line] == UNMATCHED:
            unmatched[(written[line] or {})[column]].append(line)
    for kind, table in ((SITE, found.sites), (LINK, found.links)):
        fates |= dict.fromkeys(table["row"].astype(int), kind)
    findings = (*_findings(fates, texts), *_respelled(found.told))
    links = found.links[LINK_COLUMNS]
    sites = found.sites.drop(columns="row")
    return Sited(findings, _names(unmatched, places, known), len(sheet.rows), sites, links)


def _respelled(told: pd.DataFrame) -> list[Finding]:
    """Cells that were read in another spelling, where there are any."""
    first = told.head(MOST_TOLD)
    pairs = zip(first["found"], first["read"], strict=True)
    said = tuple(f"{text} → {read}" for text, read in pairs)
    rows = tuple(first["row"].astype(int))
    return [Finding("site-respelled", "told", len(told), rows, said)] if len(told) else []


def _answered(row: Mapping[str, str] | None, answers: Mapping[str, str]) -> dict[str, str] | None:
    """A row with all columns, and with the places that the reader said names mean."""
    if row is None:
        return None
    whole = {name: row.get(name, "") for name in COLUMNS}
    ends = ("province_code",) if _is(row, SITE) else tuple(ENDS.values()) if _is(row, LINK) else ()
    given = {one: answers.get(f"{NAME}{whole[one]}", "") for one in ends if whole[one]}
    return whole | {one: text for one, text in given.items() if text and text != OUTSIDE}


def _is(row: Mapping[str, str], kind: str) -> bool:
    return spelling.plain(row.get("kind", "")).lower() == kind


def _aside(row: Mapping[str, str] | None, answers: Mapping[str, str]) -> str:
    """Why a row is set aside before it is looked at; empty where it is not."""
    if row is None:
        return ""
    whole = {name: row.get(name, "") for name in COLUMNS}
    if not is_filled(whole | {"kind": VALUE}) and not _is(row, SITE) and not _is(row, LINK):
        return "site-empty"
    if _is(row, VALUE):
        return "site-value"
    named = [row.get(one, "") for one in ("province_code", *ENDS.values())]
    return OUTSIDE if OUTSIDE in [answers.get(f"{NAME}{one}") for one in named if one] else ""


def _kind(row: Mapping[str, str] | None, column: str, reason: str) -> str:
    """The kind of a flaw, by the column that has it."""
    if row is None:
        return "site-more"
    if _is(row, LINK):
        return UNMATCHED if reason == MISSING and row[column] else _OF_LINK.get(column, "site-more")
    if column == "province_code" and not row[column]:
        return "site-position"
    if not _is(row, SITE):
        return "site-kind"
    return _OF_SITE.get(column, "site-more")


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


def _names(
    unmatched: Mapping[str, Sequence[int]], places: Places, known: Known
) -> tuple[Unmatched, ...]:
    """Names without a place, the most frequent first, each with what it may mean."""
    found = match(list(unmatched), places)
    sites = {name: slug for slug, name in known.site_names.shown.items()}
    table = pd.DataFrame({"region_code": [*sites.values()], "name_en": [*sites], "name_zh": None})
    near = match(list(unmatched), Places(table)) if len(table) else {}
    ordered = sorted(unmatched, key=lambda text: -len(unmatched[text]))
    return tuple(
        Unmatched(
            one, one, (*_meant(found[one]), *_meant(near.get(one, Match()))), len(unmatched[one])
        )
        for one in ordered
    )  # fmt: skip


def _meant(one: Match) -> tuple[str, ...]:
    return (one.code,) if one.code else one.candidates
