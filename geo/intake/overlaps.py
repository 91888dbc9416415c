"""Groups of ages that share some of their people, and intervals that share years: never added."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

import numpy as np
import pandas as pd

from geo.intake.asking import Asking
from geo.intake.fates import ORDER, TOLD, Judged
from geo.intake.intake import Finding
from geo.intake.report import FIRST
from geo.intake.tabled.moves import Moves
from geo.intake.texts.ages import Span, span_of
from geo.intake.texts.columns import Column, Integers

APART, ADDED = "apart", "added"
MOST_GROUPS = 200
_YEARS = re.compile(r"([0-9]{4})(?:-([0-9]{4}))?")


def without_overlaps(moves: Moves, judged: Judged, asking: Asking) -> Judged:
    """Rows with those set aside whose ages another counted group of the same flow has in part.

    Which of them are counted is for the reader to say: without an answer nothing is used.

    Parameters
    ----------
    moves : Moves
        As the file has them, groups that hold others done with.
    judged : Judged
        What became of them; given back with the fate ``overlap``.
    asking : Asking
        Answers, and where the question is noted.
    """
    for name, column in moves.categories.items():
        if not (pairs := _sharing(column)):
            continue
        flow = _flows(moves, judged, name)
        pairs = _meeting(column, pairs, judged, flow)
        if not pairs:
            continue
        kept = _kept(column, {one for pair in pairs for one in pair})
        aside = sorted({one for pair in pairs for one in pair} - kept)
        answer = asking.ask(
            f"overlaps:{name}", "", (APART, ADDED), is_asked=True, is_needed=True,
            evidence={
                "names": "; ".join(f"{column.texts[a]} / {column.texts[b]}" for a, b in pairs[:5]),
                "aside": ", ".join(str(column.texts[at]) for at in aside[:5]),
            },
        )  # fmt: skip
        if answer == APART:
            judged = _apart(column, judged, flow, kept, pairs)
    return judged


def _spans(column: Column) -> dict[int, Span]:
    """Groups of ages of a column by their numbers."""
    if len(column.used) > MOST_GROUPS:
        return {}
    found = ((int(at), span_of(str(column.texts[at]))) for at in np.flatnonzero(column.counts))
    return {at: span for at, span in found if span}


def _flows(moves: Moves, judged: Judged, name: str) -> Integers:
    """One number for each pair, time and group of the other categories."""
    others = {key: one.codes for key, one in moves.categories.items() if key != name}
    frame = pd.DataFrame(
        {"from": judged.origin, "to": judged.destination, "when": moves.period.codes}
        | {f"of {key}": codes for key, codes in others.items()}
    )
    return frame.groupby([*frame], sort=False).ngroup().to_numpy()


def _sharing(column: Column) -> list[tuple[int, int]]:
    """Pairs of groups that share ages, none of which holds the other."""
    spans = _spans(column)
    return [
        (one, two)
        for one, two in combinations(sorted(spans, key=lambda at: spans[at]), 2)
        if spans[one][0] < spans[two][0] <= spans[one][1] < spans[two][1]
    ]


def _meeting(
    column: Column, pairs: Sequence[tuple[int, int]], judged: Judged, flow: Integers
) -> list[tuple[int, int]]:
    """Pairs of which some flow has both."""
    counted = judged.are("counted")
    there = {at: set(flow[counted & (column.codes == at)].tolist()) for at in {*sum(pairs, ())}}
    return [(one, two) for one, two in pairs if there[one] & there[two]]


def _kept(column: Column, groups: set[int]) -> set[int]:
    """Of groups that meet those that are counted: each begins where the one before it ends."""
    spans, kept, end = _spans(column), set[int](), -1
    for at in sorted(groups, key=lambda at: (spans[at][0], -spans[at][1])):
        if spans[at][0] > end:
            kept.add(at)
            end = spans[at][1]
    return kept


def _apart(
    column: Column,
    judged: Judged,
    flow: Integers,
    kept: set[int],
    pairs: Sequence[tuple[int, int]],
) -> Judged:
    """Groups set aside in every flow that has one that they meet and that is kept."""
    counted, fates = judged.are("counted"), judged.fates.copy()
    for one, two in pairs:
        for stays, goes in ((one, two), (two, one)):
            if stays in kept and goes not in kept:
                met = np.isin(flow, flow[counted & (column.codes == stays)])
                fates[counted & met & (column.codes == goes)] = ORDER["overlap"]
    return replace(judged, fates=fates)


def overlapping_times(periods: Sequence[str]) -> list[Finding]:
    """A line about intervals that share years, whose people may be in both.

    Examples
    --------
    >>> overlapping_times(["2005-2010", "2006-2010", "2010-2015"])[0].texts
    ('2005-2010 / 2006-2010',)
    >>> overlapping_times(["2005-2010", "2010-2015", "2015"])
    []
    """
    ends = {}
    for one in periods:
        if years := _YEARS.fullmatch(one):
            first, last = years.groups()
            # From one year to another is up to the last one; a year alone is all of it.
            ends[one] = (int(first), int(last) if last else int(first) + 1)
    texts = tuple(
        f"{one} / {two}"
        for one, two in combinations(sorted(ends, key=lambda one: ends[one]), 2)
        if ends[two][0] < ends[one][1]
    )
    return [Finding("times-overlap", TOLD, len(texts), texts=texts[:FIRST])] if texts else []
