"""The template of sites and links as a reader's own data: what became of each row, and its tables.

The records are those of the report on moves. The rules are those of the tab Assessment. A name
without a place waits for the reader's answer, who can accept a suggestion; every other flaw is a
kind with its reason and remedy.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from geo.assessment.grid import LINK_COLUMNS, judge
from geo.assessment.kinds import EMPTY, OUTSIDE, UNMATCHED, is_of, report_on
from geo.assessment.links import ENDS
from geo.assessment.respelled import is_filled
from geo.assessment.rules import COLUMNS, LINK, PLACE, SITE, VALUE, Known
from geo.build.sheet import Sheet
from geo.outlines.places import Places
from geo.outlines.told import NAME, Finding, Unmatched

NAMED: Mapping[str, tuple[str, ...]] = {SITE: ("province_code",), LINK: tuple(ENDS.values())}
"""Columns that name a place, by the kind of the row."""
TEMPLATE = ("kind", "site", "value", "source", *PLACE)
"""Columns of the template of sites and links; that of the assessment has more, and is read, too."""


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
    aside = {line: kind for line, row in sheet.rows if (kind := _aside(row, answers))}
    rows = [(line, _answered(row, answers)) for line, row in sheet.rows if line not in aside]
    found = judge(replace(sheet, rows=rows), known)
    report = report_on(sheet.rows, found, known, places, UNMATCHED, aside)
    sites, links = found.sites.drop(columns="row"), found.links[LINK_COLUMNS]
    return Sited(report.findings, report.unmatched, len(sheet.rows), sites, links)


def _answered(row: Mapping[str, str] | None, answers: Mapping[str, str]) -> dict[str, str] | None:
    """A row with all columns, and with the places that the reader said names mean."""
    if row is None:
        return None
    whole = {name: row.get(name, "") for name in COLUMNS}
    ends = next((ends for kind, ends in NAMED.items() if is_of(row, kind)), ())
    given = {one: answers.get(f"{NAME}{whole[one]}", "") for one in ends if whole[one]}
    return whole | {one: text for one, text in given.items() if text and text != OUTSIDE}


def _aside(row: Mapping[str, str] | None, answers: Mapping[str, str]) -> str:
    """Why a row is set aside before it is looked at; empty where it is not."""
    if row is None:
        return ""
    whole = {name: row.get(name, "") for name in COLUMNS}
    if not is_filled(whole | {"kind": VALUE}) and not is_of(row, SITE) and not is_of(row, LINK):
        return EMPTY
    if is_of(row, VALUE):
        return "site-value"
    named = [row.get(one, "") for one in ("province_code", *ENDS.values())]
    return OUTSIDE if OUTSIDE in [answers.get(f"{NAME}{one}") for one in named if one] else ""
