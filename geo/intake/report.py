"""Lines of the report: how many rows each thing concerns, the first of them, and their people."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from geo.intake.fates import FATES, TOLD, Judged
from geo.intake.intake import Finding
from geo.intake.tabled.moves import Moves
from geo.intake.texts.columns import Flags

FIRST = 10
FINDINGS: Mapping[str, str] = {
    **FATES,
    **dict.fromkeys(
        (
            *(
                "no-moves",
                "nothing-counted",
                "origins-alone",
                "destinations-alone",
                "answer-unread",
                "columns-left-out",
                "file-left-out",
                "sheet-left-out",
                "hidden-left-out",
                "part-left-out",
            ),
            *("heading-was-data", "names-from-file", "no-figures", "repeated"),
            *("codes-repaired", "only-into", "only-out-of", "two-geographies", "years-missing"),
            *("ages-as-dates", "times-added", "one-time", "times-overlap"),
            *("code-at-two-places", "wide-margins", "below-one", "zero", "no-flows"),
            *("without-shape", "margins-agree", "margins-differ"),
            *("whole-agrees", "whole-differs", "whole-alone"),
        ),
        TOLD,
    ),
}
"""Every kind of line with the part of the report that it belongs to."""
_PAIRED = frozenset(
    (
        *(
            "counted",
            "own",
            "own-empty",
            "part",
            "overlap",
            "other-time",
            "no-place",
            "doubled",
            "repeated",
        ),
        *("suppressed", "inapplicable", "blank"),
    )
)
"""Kinds whose texts are the pair of places of a row, not a text without a place."""


def fate_findings(moves: Moves, judged: Judged, factor: float) -> list[Finding]:
    """One line for each fate that some row has; their rows are all rows."""
    made = []
    for kind, part in FATES.items():
        concerned = judged.are(kind)
        if concerned.any():
            made.append(finding(kind, part, moves, judged, concerned, factor))
    return made


def finding(
    kind: str,
    part: str,
    moves: Moves,
    judged: Judged,
    concerned: Flags,
    factor: float = 1.0,
    values: Mapping[str, str | float] | None = None,
) -> Finding:
    """One line of the report about some rows.

    Parameters
    ----------
    kind, part : str
        What it tells, and to which part of the sum it belongs.
    moves : Moves
        As the file has them.
    judged : Judged
        What became of them.
    concerned : numpy.ndarray
        The rows.
    factor : float, optional
        People that one of the figure stands for.
    values : mapping, optional
        What else the words need.
    """
    at = np.flatnonzero(concerned)
    some = at[:FIRST]
    file = moves.files[some[0]] if len(some) else 0
    more = dict(values or {})
    if len(moves.file_names) > 1 and len(some):
        # Rows are counted in one file; those of the first are shown.
        some = some[moves.files[some] == file]
        more["file"] = moves.file_names[file]
    figures = judged.values[at]
    persons = float(np.nansum(figures[np.isfinite(figures)])) * factor if len(at) else 0.0
    return Finding(
        kind, part, len(at), tuple(int(row) for row in moves.rows[some]),
        _texts(kind, moves, judged, at), persons, more,
    )  # fmt: skip


def _texts(kind: str, moves: Moves, judged: Judged, at: np.ndarray) -> tuple[str, ...]:
    """The first different texts that rows of a kind are there for."""
    some = at[:5000]
    if kind == "excess" and moves.excess is not None:
        return tuple(dict.fromkeys(moves.excess.at(row) for row in some))[:FIRST]
    if FATES.get(kind) == "rejected" and kind not in ("no-place", "doubled"):
        return tuple(dict.fromkeys(moves.figures.at(row) for row in some))[:FIRST]
    if kind in _PAIRED:
        pairs = (
            f"{as_written(moves, row, 'origin')} → {as_written(moves, row, 'destination')}"
            for row in some[:200]
        )
        return tuple(dict.fromkeys(pairs))[:FIRST]
    found: dict[str, None] = {}
    for row in some:
        for side in ("origin", "destination"):
            if (judged.origin if side == "origin" else judged.destination)[row] < 0:
                found.setdefault(as_written(moves, row, side))
        if len(found) >= FIRST:
            break
    return tuple(found)[:FIRST]


def as_written(moves: Moves, row: int, side: str) -> str:
    """One side of a row as the file has it: its code and its name, where it has both."""
    text = getattr(moves, side).at(row)
    name = getattr(moves, f"{side}_name").at(row)
    return f"{text} {name}" if name and name != text else str(text)
