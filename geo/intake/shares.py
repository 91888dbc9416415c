"""Figures that are shares or rates: they count nobody, and are not added as people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from geo.intake.asking import Asking
from geo.intake.fates import ORDER, Judged
from geo.intake.tabled.moves import Moves
from geo.intake.texts import words
from geo.intake.texts.columns import Floats, Integers
from geo.intake.texts.ratios import CELL, is_ratio, says_percent

RATIOS, COUNTS = "shares", "counts"
WHOLES = (100.0, 1.0)
LEAST_SUMS, LEAST_ROWS, NEAR, MOST_AGREEING = 2, 3, 0.006, 0.9
_OF = ("every", "origin", "destination")


def without_ratios(
    moves: Moves, judged: Judged, texts: Sequence[str], heading: str, asking: Asking
) -> Judged:
    """Rows with those rejected whose figure is a share or a rate, unless the reader counts them.

    Parameters
    ----------
    moves : Moves
        As the file has them.
    judged : Judged
        What became of them; given back with the fate ``share``.
    texts : sequence of str
        Titles and notes of the file.
    heading : str
        Of its column of figures, empty where it has none.
    asking : Asking
        Answers, and where the question is noted.
    """
    signed = [bool(CELL.fullmatch(str(text))) for text in moves.figures.texts]
    rows = moves.figures.spread(np.array(signed, dtype=np.bool_), False)
    rows &= judged.fates == ORDER["unreadable"]
    evidence = _evidence(moves, judged, texts, heading)
    if evidence:
        answer = asking.ask("ratios", RATIOS, (RATIOS, COUNTS), is_asked=True, evidence=evidence)
        some = np.isin(judged.fates, [ORDER["counted"], ORDER["own"]])
        rows = rows | some if answer == RATIOS else rows
    if not rows.any():
        return judged
    fates, values = judged.fates.copy(), judged.values.copy()
    fates[rows], values[rows] = ORDER["share"], np.nan
    return replace(judged, fates=fates, values=values)


def _evidence(moves: Moves, judged: Judged, texts: Sequence[str], heading: str) -> dict[str, str]:
    """What says that figures are no counts: the heading, a title, or their sums."""
    if heading and is_ratio(heading):
        return {"heading": heading}
    some = np.isin(judged.fates, [ORDER["counted"], ORDER["own"]])
    values = judged.values[some]
    if not len(values) or not values.max() <= WHOLES[0]:
        return {}
    title = next((text for text in texts if says_percent(text)), "")
    if title:
        return {"title": title}
    if words.PEOPLE & {*words.tokens(heading)} and (values % 1 == 0).all():
        return {}  # whole people, as the heading says, whatever they add up to
    for name, groups in _groups(moves, judged, some):
        if whole := _whole(groups, values):
            return {name: f"{whole:g}"}
    return {}


def _groups(moves: Moves, judged: Judged, some: np.ndarray) -> Iterator[tuple[str, Integers]]:
    """Numbers of what the rows may be shares of: everybody, an origin or a destination."""
    kinds = [moves.period, *moves.categories.values()]
    base = {f"k{at}": one.codes[some] for at, one in enumerate(kinds)}
    ends = {"origin": judged.origin[some], "destination": judged.destination[some]}
    for name in _OF:
        frame = pd.DataFrame(base | ({name: ends[name]} if name in ends else {}))
        yield name, frame.groupby([*frame], sort=False).ngroup().to_numpy()


def _whole(groups: Integers, values: Floats) -> float:
    """What the figures of every group add up to, where it is a whole of shares; else 0.

    Examples
    --------
    >>> _whole(np.array([0, 0, 1, 1]), np.array([60, 40, 55.5, 44.5]))
    100.0
    >>> _whole(np.array([0, 0, 1, 1]), np.array([60, 40, 55.5, 4.5]))
    0.0
    """
    sums, often = np.bincount(groups, values), np.bincount(groups)
    several = often > 1
    if len(values) < LEAST_ROWS or several.sum() < min(LEAST_SUMS, len(sums)):
        return 0.0
    for whole in WHOLES:
        # Rounded shares of many places add up less well; one sum alone has to be near.
        loose = np.sqrt(often) if len(sums) > 1 else 1.0
        near = np.abs(sums - whole) <= NEAR * whole * loose
        parts = values[values > 0]
        if near.mean() >= MOST_AGREEING and len(parts) and not (whole == 1 and parts.min() == 1):
            return whole
    return 0.0
