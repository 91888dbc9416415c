"""Months, quarters and days: never added to a year without being asked."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from geo.intake.asking import Asking
from geo.intake.fates import FATES, ORDER, REJECTED, TOLD, Judged
from geo.intake.intake import Finding
from geo.intake.report import FIRST
from geo.intake.tabled.moves import Moves

ADDED = "added"
MOST_OFFERED, SHOWN = 60, 3


def of_times(moves: Moves, judged: Judged, asking: Asking) -> tuple[Judged, list[Finding]]:
    """Rows with those set aside whose month or quarter the reader does not use.

    Parameters
    ----------
    moves : Moves
        As the file has them.
    judged : Judged
        What became of them; given back with the fate ``other-time``.
    asking : Asking
        Answers, and where the question is noted, which nothing but the reader can answer.
    """
    by_year = _by_year(moves)
    if not by_year:
        return judged, []
    told = tuple(_said(year, [*parts.values()]) for year, parts in by_year.items())[:FIRST]
    if all(len(parts) == 1 for parts in by_year.values()):
        return judged, [Finding("one-time", TOLD, len(by_year), texts=told)]
    labels = _labels(by_year)
    answer = asking.ask(
        "times", "", (ADDED, *[*labels][:MOST_OFFERED]), is_asked=True, is_needed=True,
        evidence={"names": "; ".join(told[:SHOWN])},
    )  # fmt: skip
    if answer not in labels:
        return judged, [Finding("times-added", TOLD, len(by_year), texts=told)] if answer else []
    others = [
        bool(text) and moves.times.get(str(text), ("", ""))[1] != labels[answer]
        for text in moves.period.texts
    ]
    aside = moves.period.spread(np.array(others, dtype=np.bool_), False)
    rejected = [ORDER[kind] for kind, part in FATES.items() if part == REJECTED]
    fates = np.where(aside & ~np.isin(judged.fates, rejected), ORDER["other-time"], judged.fates)
    used = tuple(
        _said(year, [parts[labels[answer]]])
        for year, parts in by_year.items()
        if labels[answer] in parts
    )
    done = replace(judged, fates=fates.astype(np.int8))
    return done, [Finding("one-time", TOLD, len(used), texts=used[:FIRST])]


def _by_year(moves: Moves) -> dict[str, dict[str, str]]:
    """Parts of each year, each with the first text that means it, in the order of time."""
    made: dict[str, dict[str, str]] = {}
    known = [text for text in moves.period.used if text in moves.times]
    for text in sorted(known, key=lambda text: moves.times[text]):
        year, part = moves.times[text]
        made.setdefault(year, {}).setdefault(part, text)
    return made


def _labels(by_year: dict[str, dict[str, str]]) -> dict[str, str]:
    """Parts by what they are called: as the file has them where there is but one year.

    Examples
    --------
    >>> _labels({"2020": {"01": "Jan 2020", "02": "Feb 2020"}})
    {'Jan 2020': '01', 'Feb 2020': '02'}
    >>> _labels({"2019": {"01": "2019-01"}, "2020": {"01": "2020-01", "02": "2020-02"}})
    {'01': '01', '02': '02'}
    """
    if len(by_year) == 1:
        return {text: part for parts in by_year.values() for part, text in parts.items()}
    return {part: part for part in sorted({part for parts in by_year.values() for part in parts})}


def _said(year: str, texts: list[str]) -> str:
    """A year with its parts, the first and the last of many."""
    some = texts if len(texts) <= SHOWN else [*texts[:2], "…", texts[-1]]
    named = ", ".join(some)
    more = f" ({len(texts)})" if len(texts) > SHOWN else ""
    return f"{year}: {named}{more}" if year else f"{named}{more}"
