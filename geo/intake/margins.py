"""Totals that a file prints, beside the sums of its own rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from geo.intake.fates import TOLD, Judged
from geo.intake.intake import Finding
from geo.intake.placing import Placed
from geo.intake.tabled.moves import Moves
from geo.intake.texts.columns import Column, Flags, Floats, Integers
from geo.intake.texts.words import folded, row_kind

MOST_TOTALS = 12
LEAST_AGREEING = 0.5
ROUNDING = 1e-6
BESIDE = ("rest", "abroad", "unknown", "territory", "outside", "unmatched", "former")
"""Fates of moves that a printed total may count with those between places."""


_BALANCE = re.compile(r"\bnet\b|balance|\bin\b|\bout\b|inflow|outflow|净|流入|流出|迁入|迁出")
"""Words of figures that add up no table."""


@dataclass(frozen=True, eq=False)
class _Side:
    """Rows of one side by place and period, with the texts of that and of the other side."""

    groups: Integers
    count: int
    own: Column
    other: Column
    place: Integers


def printed_totals(moves: Moves, judged: Judged, placed: Placed) -> list[Finding]:
    """Lines about totals that agree with the sum of their rows, and about those that do not."""
    made: list[Finding] = []
    for side in _sides(moves, judged):
        sums = [*_sums(judged, side)]
        for text, rows in _totals(side, placed, judged):
            made += _compared(text, rows, sums, side, moves, judged)
    return made


def whole_totals(moves: Moves, judged: Judged, placed: Placed) -> list[Finding]:
    """Lines about figures that the file prints for everybody, beside the sum of its parts.

    Such a row names a place on neither side; of several in one period, or of several groups of
    people, it is not known which parts they add up.
    """
    if any(len(column.used) > 1 for column in moves.categories.values()):
        return []
    totals = [_are_totals(side, placed) for side in (moves.origin, moves.destination)]
    blanks = [side.codes < 0 for side in (moves.origin, moves.destination)]
    whole = (totals[0] & (totals[1] | blanks[1])) | (blanks[0] & totals[1])
    at = np.flatnonzero(whole & np.isfinite(judged.values)).tolist()
    made: list[Finding] = []
    for row in at:
        text = moves.origin.at(row) or moves.destination.at(row)
        same = moves.period.codes == moves.period.codes[row]
        if same[at].sum() > 1:
            continue
        printed = float(judged.values[row])
        sums = [float(judged.values[some & same].sum()) for some in _parts(judged)]
        near = min(sums, key=lambda one: abs(one - printed))
        agrees = bool(_agree(np.array([printed]), np.array([near]))[0])
        parts = near if agrees else sums[0]
        made.append(
            Finding("whole-agrees" if agrees else "whole-differs", TOLD, 1,
                    (int(moves.rows[row]),), (text,),
                    values={"printed": printed, "parts": parts, "difference": printed - parts})
        )  # fmt: skip
    return made[:MOST_TOTALS]


def _are_totals(side: Column, placed: Placed) -> Flags:
    """Rows whose text on a side is of a sum of everybody, no balance; a code may be of a part."""
    texts = [
        placed.kinds.get(str(text)) == row_kind(str(text)) == "total"
        and not _BALANCE.search(folded(str(text)))
        for text in side.texts
    ]
    return side.spread(np.array(texts, dtype=np.bool_), False)


def _parts(judged: Judged) -> Iterator[Flags]:
    """Rows whose figures a total may add up: of moves, with those inside, with those beside."""
    beside = np.zeros(len(judged.fates), dtype=bool)
    for kind in BESIDE:
        beside |= judged.are(kind)
    counted, own = judged.are("counted"), judged.are("own")
    known = np.isfinite(judged.values)
    for some in (counted, counted | own, counted | beside, counted | own | beside):
        yield some & known


def _sides(moves: Moves, judged: Judged) -> Iterator[_Side]:
    periods = len(moves.period.texts) + 1
    origin, destination = moves.origin, moves.destination
    for place, own, other in (
        (judged.origin, origin, destination), (judged.destination, destination, origin),
    ):  # fmt: skip
        groups = place.astype(np.int64) * periods + moves.period.codes + 1
        yield _Side(groups, len(judged.codes) * periods, own, other, place)


def _sums(judged: Judged, side: _Side) -> Iterator[Floats]:
    """Sums by place that a printed total may be."""
    for some in _parts(judged):
        yield _added(judged, side, some)


def _added(judged: Judged, side: _Side, some: Flags) -> Floats:
    kept = some & (side.place >= 0)
    added = np.bincount(side.groups[kept], judged.values[kept], minlength=side.count)
    return np.asarray(added, dtype=np.float64)


def _totals(side: _Side, placed: Placed, judged: Judged) -> Iterator[tuple[str, Flags]]:
    """Rows of each text that is a total, the most frequent first."""
    codes = [at for at, text in enumerate(side.other.texts) if placed.kinds.get(text) == "total"]
    counts = side.other.counts
    for at in sorted(codes, key=lambda code: -counts[code])[:MOST_TOTALS]:
        rows = (side.other.codes == at) & (side.place >= 0) & np.isfinite(judged.values)
        if rows.sum() >= 2:
            yield str(side.other.texts[at]), rows


def _compared(
    text: str, rows: Flags, sums: list[Floats], side: _Side, moves: Moves, judged: Judged
) -> list[Finding]:
    at = np.flatnonzero(rows)
    printed = judged.values[at]
    best = max(sums, key=lambda one: int(_agree(printed, one[side.groups[at]]).sum()))
    found = best[side.groups[at]]
    agree = _agree(printed, found)
    # What agrees with no sum is another figure, such as a balance or a population.
    if agree.mean() < LEAST_AGREEING:
        return []
    made = [Finding("margins-agree", TOLD, int(agree.sum()), texts=(text,))]
    wrong = np.flatnonzero(~agree)
    if len(wrong):
        difference = float((printed[wrong] - found[wrong]).sum())
        said = tuple(
            f"{side.own.at(int(at[one]))}: {printed[one]:g} / {found[one]:g}" for one in wrong[:10]
        )
        made.append(
            Finding("margins-differ", TOLD, len(wrong),
                    tuple(int(row) for row in moves.rows[at[wrong[:10]]]), said,
                    values={"name": text, "difference": difference})
        )  # fmt: skip
    return made


def _agree(printed: Floats, found: Floats) -> Flags:
    near = np.abs(printed - found) <= np.maximum(0.5, ROUNDING * np.abs(printed))
    return np.asarray(near, dtype=bool)
