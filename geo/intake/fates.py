"""What becomes of each row: counted, set aside or rejected, exactly one of them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from geo.intake.asking import Asking
from geo.intake.placing import Placed
from geo.intake.tabled.moves import Moves
from geo.intake.texts.columns import Column, Flags, Floats, Integers
from geo.intake.texts.figures import (
    INAPPLICABLE,
    MARK,
    MEANINGS,
    NEGATIVE,
    NON_FINITE,
    NUMBER,
    SUPPRESSED,
    SURE,
    UNREADABLE,
    ZERO,
    Figures,
    decimal_sign,
    is_error,
    proposed_meaning,
    read_figures,
)

ACCEPTED, ASIDE, REJECTED, TOLD = "accepted", "aside", "rejected", "told"
FATES: dict[str, str] = {
    "counted": ACCEPTED,
    "total": ASIDE,
    "group": ASIDE,
    "part": ASIDE,
    "overlap": ASIDE,
    "other-time": ASIDE,
    "figure": ASIDE,
    "stay": ASIDE,
    "rest": ASIDE,
    "abroad": ASIDE,
    "unknown": ASIDE,
    "territory": ASIDE,
    "outside": ASIDE,
    "former": ASIDE,
    "unmatched": ASIDE,
    "own": ASIDE,
    "own-empty": ASIDE,
    "suppressed": ASIDE,
    "inapplicable": ASIDE,
    "blank": ASIDE,
    "excess": REJECTED,
    "share": REJECTED,
    "formula": REJECTED,
    "no-place": REJECTED,
    "missing": REJECTED,
    "unreadable": REJECTED,
    "negative": REJECTED,
    "non-finite": REJECTED,
    "doubled": REJECTED,
}
"""Every fate with the part of the report that it belongs to; the most general first."""
ORDER = {kind: number for number, kind in enumerate(FATES)}
ONCE, EACH = "once", "each"
MOST_MARKS = 8


@dataclass(frozen=True, eq=False)
class Judged:
    """Rows with what became of them.

    Attributes
    ----------
    fates : numpy.ndarray
        Number of each row's fate in their order.
    values : numpy.ndarray
        People of each row, not a number where it has none.
    origin, destination : numpy.ndarray
        Number of the place of each side among the codes, -1 where it is none.
    codes : tuple of str
        Codes of the places.
    """

    fates: npt.NDArray[np.int8]
    values: Floats
    origin: Integers
    destination: Integers
    codes: tuple[str, ...]

    def are(self, kind: str) -> Flags:
        """Rows of one fate."""
        return np.asarray(self.fates == ORDER[kind], dtype=bool)


def judge(moves: Moves, placed: Placed, asking: Asking, is_parted: bool = False) -> Judged:
    """Decide about every row; what a mark means is asked.

    Parameters
    ----------
    moves : Moves
        As the file has them.
    placed : Placed
        Places of both sides.
    asking : Asking
        Answers, and where questions are noted.
    is_parted : bool, optional
        Whether coordinates told places apart: then a row that comes twice is the same twice.
    """
    codes = tuple(dict.fromkeys(placed.codes.values()))
    order = {code: number for number, code in enumerate(codes)}
    sides = [_numbered(side, placed.codes, order) for side in (moves.origin, moves.destination)]
    figures = read_figures(moves.figures.texts, _decimal(moves, asking))
    values = moves.figures.spread(figures.values, np.nan)
    fates = np.full(len(moves), ORDER["counted"], dtype=np.int8)
    _judge_sides(fates, moves, placed, sides)
    if moves.excess is not None:
        wide = moves.excess.codes >= 0
        # Which of its cells is which is not known, the figure included.
        fates[wide], values[wide] = ORDER["excess"], np.nan
    is_open = fates == ORDER["counted"]
    _judge_figures(fates, values, is_open, moves, figures, asking)
    _judge_doubles(fates, moves, asking, ONCE if is_parted else EACH)
    return Judged(fates, values, sides[0], sides[1], codes)


def _numbered(side: Column, codes: dict[str, str], order: dict[str, int]) -> Integers:
    numbers = [order.get(codes.get(str(text), ""), -1) for text in side.texts]
    return side.spread(np.array(numbers, dtype=np.int32), -1)


def _decimal(moves: Moves, asking: Asking) -> str:
    found = decimal_sign(moves.figures.texts)
    return asking.ask("decimal", found or ".", (".", ","), evidence={"found": found})


def _judge_sides(
    fates: npt.NDArray[np.int8], moves: Moves, placed: Placed, sides: list[Integers]
) -> None:
    kinds = []
    for side in (moves.origin, moves.destination):
        each = [ORDER.get(placed.kinds.get(str(text), ""), 0) for text in side.texts]
        kinds.append(side.spread(np.array(each, dtype=np.int8), ORDER["no-place"]))
    # Of two reasons the more general one is told: a total of moves from abroad is a total.
    first, second = kinds
    either = np.where((first == 0) | (second == 0), np.maximum(first, second), 0)
    fates[:] = np.where((first > 0) & (second > 0), np.minimum(first, second), either)
    blank = (first == ORDER["no-place"]) | (second == ORDER["no-place"])
    is_total = (first == ORDER["total"]) | (second == ORDER["total"])
    fates[blank] = np.where(is_total[blank], ORDER["total"], ORDER["no-place"])
    fates[(fates == 0) & (sides[0] == sides[1])] = ORDER["own"]


def _judge_figures(
    fates: npt.NDArray[np.int8],
    values: Floats,
    is_open: Flags,
    moves: Moves,
    figures: Figures,
    asking: Asking,
) -> None:
    counts = moves.figures.kept(is_open).counts
    kinds, marks = figures.kinds.copy(), list(figures.marks)
    lone = np.flatnonzero((kinds == NEGATIVE) & (counts > 0))
    # Where -1 is the only figure below nobody, it stands for one that was hidden.
    if len(lone) and (figures.values[lone] == -1).all() and counts[lone].sum() >= 2:
        for at in lone.tolist():
            kinds[at], marks[at] = MARK, "-1"
    meanings = _meanings(kinds, marks, counts, asking)
    usual = {UNREADABLE: "unreadable", NEGATIVE: "negative", NON_FINITE: "non-finite"}
    each = np.zeros(len(kinds), dtype=np.int8)
    zero = np.zeros(len(kinds), dtype=np.bool_)
    for at, kind in enumerate(kinds.tolist()):
        if kind == MARK:
            meaning = meanings.get(marks[at], "missing")
            zero[at] = meaning == ZERO
            each[at] = 0 if meaning == ZERO else ORDER[meaning]
        elif kind != NUMBER:
            is_formula = kind == UNREADABLE and is_error(str(moves.figures.texts[at]))
            each[at] = ORDER["formula" if is_formula else usual[kind]]
    blank = ORDER["blank" if moves.is_crossed else "missing"]
    found = moves.figures.spread(each, blank)
    fates[is_open] = found[is_open]
    # Nothing is said of moves inside a place where its cell is empty or has but a mark.
    is_mark = (kinds == MARK) & ~zero
    fates[(fates == ORDER["own"]) & moves.figures.spread(is_mark, True)] = ORDER["own-empty"]
    values[is_open & moves.figures.spread(zero, False)] = 0.0


def _meanings(
    kinds: npt.NDArray[np.int8], marks: list[str], counts: Integers, asking: Asking
) -> dict[str, str]:
    often: dict[str, int] = {}
    for at in np.flatnonzero((kinds == MARK) & (counts > 0)):
        often[marks[at]] = often.get(marks[at], 0) + int(counts[at])
    ordered = sorted(often, key=lambda mark: -often[mark])
    made = {mark: proposed_meaning(mark) for mark in ordered}
    for mark in ordered[:MOST_MARKS]:
        is_hidden = made[mark] in (SUPPRESSED, INAPPLICABLE) and len(mark) > 1 and mark != "-1"
        is_sure = mark in SURE or is_hidden
        made[mark] = asking.ask(
            f"mark:{mark}", made[mark], MEANINGS, is_asked=not is_sure,
            evidence={"count": str(often[mark])},
        )  # fmt: skip
    return made


def _judge_doubles(
    fates: npt.NDArray[np.int8], moves: Moves, asking: Asking, proposed: str
) -> None:
    doubled = moves.doubles & (fates == 0)
    if not doubled.any():
        return
    answer = asking.ask(
        "doubles",
        proposed,
        (EACH, ONCE),
        is_asked=True,
        evidence={"count": str(int(doubled.sum()))},
    )
    if answer == ONCE:
        fates[doubled] = ORDER["doubled"]
