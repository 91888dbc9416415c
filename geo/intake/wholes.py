"""Groups of people that hold others, such as all ages: what is counted so that nobody is twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from geo.intake.asking import Asking
from geo.intake.fates import ORDER, TOLD, Judged
from geo.intake.intake import Finding
from geo.intake.margins import BESIDE
from geo.intake.report import FIRST, as_written, finding
from geo.intake.tabled.moves import Moves
from geo.intake.texts import words
from geo.intake.texts.ages import span_of
from geo.intake.texts.columns import Column, Flags, Floats, Integers

APART, ADDED = "apart", "added"
MOST_GROUPS, MOST_KINDS = 200, 20_000
LEAST_SUMS, LEAST_OF_A_SUM, MOST_AGREEING, AGREEING = 2, 10, 0.9, 0.5
NEAR, ROUNDED = 0.005, 0.02


@dataclass(frozen=True, eq=False)
class _Groups:
    """Groups of one category by the numbers of their texts.

    Attributes
    ----------
    name : str
        Of the category.
    column : Column
        Its texts.
    holds : numpy.ndarray
        Whether a group (row) holds another one (column).
    turn : numpy.ndarray
        Groups of a lower turn are counted before those of a higher one that meet them.
    parts : numpy.ndarray
        Whether a group is set aside as a part of one that is counted.
    named : numpy.ndarray
        Whether the text of a group says that it is all people.
    """

    name: str
    column: Column
    holds: Flags
    turn: Integers
    parts: Flags
    named: Flags


@dataclass(frozen=True, eq=False)
class _Rows:
    """Rows that could be counted: their flow, and their values."""

    usable: Flags
    flow: Integers
    values: Floats


def without_wholes(moves: Moves, judged: Judged, asking: Asking) -> tuple[Judged, list[Finding]]:
    """Rows with those set aside whose people other rows of the same flow have too.

    A group for which a flow has nothing else is kept, and told.

    Parameters
    ----------
    moves : Moves
        As the file has them.
    judged : Judged
        What became of them; given back with the fates ``total`` and ``part``.
    asking : Asking
        Answers, and where the question of each category is noted.
    """
    several = {
        name: column
        for name, column in moves.categories.items()
        if 1 < len(column.used) <= MOST_GROUPS
    }
    if not several:
        return judged, []
    rows = _rows(moves, judged)
    found = []
    for name, column in several.items():
        others = [one for key, one in several.items() if key != name]
        groups = _asked(_groups(name, column, others, rows), others, rows, asking)
        found += [groups] if groups is not None else []
    return _set_aside(moves, judged, rows, found, [*several.values()]) if found else (judged, [])


def _rows(moves: Moves, judged: Judged) -> _Rows:
    usable = np.isin(judged.fates, [ORDER[kind] for kind in ("counted", "own", *BESIDE)])
    usable &= np.isfinite(judged.values)
    ends = [
        np.where(places >= 0, places, len(judged.codes) + side.codes)
        for places, side in ((judged.origin, moves.origin), (judged.destination, moves.destination))
    ]
    return _Rows(usable, _joined([*ends, moves.period.codes]), judged.values)


def _joined(parts: list[Integers]) -> Integers:
    """One number for each combination of numbers."""
    made = parts[0].astype(np.int64)
    for part in parts[1:]:
        low = int(part.min(initial=0))
        wide = int(part.max(initial=0)) - low + 1
        made = pd.factorize(made * wide + (part - low))[0].astype(np.int64)
    return made


def _groups(name: str, column: Column, others: list[Column], rows: _Rows) -> _Groups:
    """Which groups hold others: by their words, their ages, and else by their figures."""
    texts = [str(text) for text in column.texts]
    count = len(texts)
    holds = np.zeros((count, count), dtype=bool)
    used = column.counts > 0
    # One letter is all people among sexes alone.
    whole = used & np.array([
        words.is_everyone(text) or (name == "sex" and words.folded(text) in words.EVERYONE)
        for text in texts
    ])  # fmt: skip
    spans = [span_of(text) for text in texts]
    for at, own in enumerate(spans):
        for other, inner in enumerate(spans):
            if own and inner and own != inner and own[0] <= inner[0] and inner[1] <= own[1]:
                holds[at, other] = True
    holds[whole] = ~whole & used
    if not holds.any():
        for at in _sums(column, others, rows):
            holds[at] = used
            holds[at, at] = False
    none = np.zeros(count, dtype=bool)
    return _Groups(name, column, holds, none.astype(np.int64), none, whole)


def _sums(column: Column, others: list[Column], rows: _Rows) -> Iterator[int]:
    """The group that is the sum of all others nearly everywhere, whatever it is called."""
    if (column.counts > 0).sum() < 3:
        return
    key = _joined([rows.flow, *(one.codes for one in others)])
    some = rows.usable & (column.codes >= 0)
    total = np.bincount(key[some], rows.values[some], minlength=int(key.max(initial=0)) + 1)
    parts = np.bincount(key[some & (rows.values > 0)], minlength=len(total))
    for at in np.flatnonzero(column.counts > 0).tolist():
        own = np.flatnonzero(some & (column.codes == at) & (rows.values > 0))
        rest = total[key[own]] - rows.values[own]
        told = (parts[key[own]] > 2) & (rest >= LEAST_OF_A_SUM)
        near = _near(rows.values[own], rest)[told]
        if len(near) >= LEAST_SUMS and near.mean() >= MOST_AGREEING:
            yield at
            return


def _near(one: Floats, two: Floats) -> Flags:
    return np.asarray(np.abs(one - two) <= np.maximum(0.5, NEAR * np.abs(two)), dtype=bool)


def _asked(groups: _Groups, others: list[Column], rows: _Rows, asking: Asking) -> _Groups | None:
    """Groups in the turn in which they are counted; None where all of them are added."""
    if not groups.holds.any():
        return None
    holds, texts = groups.holds, groups.column.texts
    turn, parts = groups.turn.copy(), groups.parts.copy()
    inside = holds.sum(axis=1)
    key = _joined([rows.flow, *(one.codes for one in others)])
    is_sure = True
    for at in np.argsort(inside, kind="stable").tolist():
        if not inside[at]:
            continue
        below = holds[at]
        children = below & ~holds[below].any(axis=0)
        share = _agreement(groups.column, at, children, key, rows)
        adds_up = share is None or share >= AGREEING
        is_sure &= share is not None and adds_up and bool(groups.named[at])
        if adds_up:
            turn[at] = 1 + turn[below].max()
        else:  # they are some of its people, not all
            parts |= below
    turn[parts] += len(texts)
    aside = [str(texts[at]) for at in np.flatnonzero(turn)]
    answer = asking.ask(
        f"wholes:{groups.name}", APART, (APART, ADDED), is_asked=not is_sure,
        evidence={"names": ", ".join(aside[:5])},
    )  # fmt: skip
    return replace(groups, turn=turn, parts=parts) if answer == APART else None


def _agreement(
    column: Column, at: int, children: Flags, key: Integers, rows: _Rows
) -> float | None:
    """Share of the flows in which a group is the sum of those below; None where none tells."""
    own = np.flatnonzero(rows.usable & (column.codes == at) & (rows.values > 0))
    some = rows.usable & column.spread(children, False)
    if not len(own) or not some.any():
        return None
    sums = np.bincount(key[some], rows.values[some], minlength=int(key.max()) + 1)
    total = sums[key[own]].astype(np.float64)
    told = total > 0
    if not told.any():
        return None
    printed, added = rows.values[own][told], total[told]
    # Figures that were rounded each by itself add up on the whole.
    is_near = abs(printed.sum() - added.sum()) <= ROUNDED * printed.sum()
    return 1.0 if is_near else float(_near(printed, added).mean())


def _set_aside(
    moves: Moves, judged: Judged, rows: _Rows, found: list[_Groups], columns: list[Column]
) -> tuple[Judged, list[Finding]]:
    """Each kind of row in its turn: a row is set aside where one that meets it is counted."""
    kind = pd.factorize(_joined([one.codes for one in columns]))[0]
    firsts = np.unique(kind, return_index=True)[1]
    if len(firsts) > MOST_KINDS:
        return judged, []
    usable = np.flatnonzero(rows.usable)
    ordered = usable[np.argsort(kind[usable], kind="stable")]
    often = np.bincount(kind[usable], minlength=len(firsts))
    of_kind = np.split(ordered, np.cumsum(often)[:-1])
    turns, parts = np.zeros(len(firsts), dtype=np.int64), np.zeros(len(firsts), dtype=bool)
    for one in found:
        turns += np.append(one.turn, 0)[one.column.codes[firsts]]
        parts |= np.append(one.parts, False)[one.column.codes[firsts]]
    by_column = {id(one.column): one for one in found}
    flows = int(rows.flow.max(initial=0)) + 1
    kept, done = rows.usable.copy(), np.zeros(len(firsts), dtype=bool)
    whole: Flags = np.zeros(len(moves), dtype=bool)
    agree: list[tuple[int, float]] = []
    for at in np.lexsort((-often, turns)).tolist():
        own, meets = of_kind[at], done.copy()
        for column in columns:
            meets &= _meeting(by_column.get(id(column)), column, column.codes[firsts], firsts[at])
        done[at] = True
        if meets.any() and len(own):
            there = np.concatenate([of_kind[one] for one in np.flatnonzero(meets)])
            there = there[kept[there]]
            sums = np.bincount(rows.flow[there], rows.values[there], minlength=flows)
            has = np.bincount(rows.flow[there], minlength=flows)[rows.flow[own]] > 0
            kept[own[has]] = False
            if not parts[at]:
                whole[own[has]] = True
                agree += zip(own[has].tolist(), sums[rows.flow[own[has]]].tolist(), strict=True)
    fates = judged.fates.copy()
    fates[rows.usable & ~kept] = ORDER["part"]
    fates[whole] = ORDER["total"]
    made = Judged(fates, judged.values, judged.origin, judged.destination, judged.codes)
    return made, [*_compared(moves, judged, agree), *_lone(moves, made, found)]


def _meeting(groups: _Groups | None, column: Column, codes: Integers, row: int) -> Flags:
    """Which of some groups share people with that of a row."""
    own = int(column.codes[row])
    same = codes == own
    if groups is None or own < 0:
        return np.asarray(same, dtype=bool)
    either = np.append(groups.holds[own] | groups.holds[:, own], False)
    return np.asarray(same | either[codes], dtype=bool)


def _compared(moves: Moves, judged: Judged, agree: list[tuple[int, float]]) -> list[Finding]:
    """Whether the groups that were set aside are what their parts add up to."""
    if not agree:
        return []
    at = np.array([row for row, _ in agree])
    sums = np.array([one for _, one in agree])
    near = _near(judged.values[at], sums)
    names = [column for column in moves.categories.values() if len(column.used) > 1]
    texts = dict.fromkeys(
        text for row in at[near][:FIRST].tolist() for column in names
        if words.is_everyone(text := column.at(row))
    )  # fmt: skip
    made = []
    if near.any():
        made.append(Finding("margins-agree", TOLD, int(near.sum()), texts=tuple(texts)))
    if not near.all():
        wrong = at[~near]
        said = tuple(
            f"{as_written(moves, row, 'origin')} → {as_written(moves, row, 'destination')}: "
            f"{judged.values[row]:g} / {one:g}"
            for row, one in zip(wrong[:FIRST].tolist(), sums[~near][:FIRST].tolist(), strict=True)
        )
        difference = float((judged.values[wrong] - sums[~near]).sum())
        rows = tuple(int(row) for row in moves.rows[wrong[:FIRST]])
        values = {"difference": difference}
        made.append(Finding("margins-differ", TOLD, len(wrong), rows, said, values=values))
    return made


def _lone(moves: Moves, judged: Judged, found: list[_Groups]) -> list[Finding]:
    """Rows that are counted though their group holds others: their flow has nothing else."""
    counted = judged.are("counted")
    lone = np.zeros(len(moves), dtype=bool)
    for one in found:
        lone |= one.column.spread((one.turn > 0) & ~one.parts, False)
    lone &= counted
    return [finding("whole-alone", TOLD, moves, judged, lone)] if lone.any() else []
