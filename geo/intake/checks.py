"""What a careful reader is told about the moves as a whole, beside the fate of each row."""

from __future__ import annotations

import numpy as np

from geo.intake.apart import shared_codes
from geo.intake.fates import TOLD, Judged
from geo.intake.intake import Finding
from geo.intake.margins import printed_totals, whole_totals
from geo.intake.placing import Placed
from geo.intake.report import FIRST, as_written, finding
from geo.intake.tabled.moves import Moves
from geo.intake.texts.columns import Flags
from geo.intake.texts.figures import NUMBER, read_figures
from geo.outlines.places import FLOWS, WORLD, Places

MOST_OF_ESTIMATE = 0.5
"""Share of an estimate above which its margin of error is large."""


def told(
    moves: Moves,
    judged: Judged,
    placed: Placed,
    again: Flags,
    places: Places | None,
    factor: float,
) -> list[Finding]:
    """Lines that belong to no part of the sum.

    Parameters
    ----------
    moves : Moves
        As the file has them.
    judged : Judged
        What became of them.
    placed : Placed
        Places of both sides.
    again : numpy.ndarray
        Counted rows that come again for the same flow.
    places : Places or None
        Places of a boundary file.
    factor : float
        People that one of the figure stands for.
    """
    made: list[Finding] = []
    if again.any():
        made.append(finding("repeated", TOLD, moves, judged, again, factor))
    if placed.repaired:
        texts = [f"{text} → {code}" for text, code in placed.repaired.items()]
        made.append(Finding("codes-repaired", TOLD, len(texts), texts=tuple(texts[:FIRST])))
    if placed.kept:
        made.append(Finding("without-shape", TOLD, len(placed.kept), texts=placed.kept[:FIRST]))
    made += [*_sides(moves, judged, placed), *_years(moves), *_same_code(moves)]
    made += _margins_of_error(moves, judged)
    made += _small(moves, judged, factor)
    made += printed_totals(moves, judged, placed)
    made += whole_totals(moves, judged, placed)
    if places is not None and placed.places.source != FLOWS:
        made += _without_flows(judged, placed)
    return made


def _sides(moves: Moves, judged: Judged, placed: Placed) -> list[Finding]:
    """Whether one side has far more places than the other, as in the file of one state.

    Places that the page knows are of one kind, however few of them a file names.
    """
    counted = judged.are("counted")
    origins = set(np.unique(judged.origin[counted]).tolist())
    destinations = set(np.unique(judged.destination[counted]).tolist())
    made = []
    for kind, more, fewer in (
        ("only-into", origins, destinations), ("only-out-of", destinations, origins),
    ):  # fmt: skip
        if len(fewer) >= 1 and len(more) >= 1.5 * len(fewer) and fewer <= more and len(more) > 5:
            made.append(Finding(kind, TOLD, values={"inside": len(fewer)}))
    is_known = placed.places.source == WORLD
    if not is_known and min(len(origins), len(destinations)) > 2 and not origins & destinations:
        made.append(Finding("two-geographies", TOLD, texts=_first_of_each(moves, judged, counted)))
    return made


def _first_of_each(moves: Moves, judged: Judged, counted: Flags) -> tuple[str, ...]:
    """The first places of either side, as the file writes them."""
    rows = np.flatnonzero(counted)
    texts = []
    for side, places in (("origin", judged.origin), ("destination", judged.destination)):
        firsts = np.sort(np.unique(places[rows], return_index=True)[1])[:3]
        texts += [as_written(moves, int(rows[one]), side) for one in firsts]
    return tuple(texts)


def _years(moves: Moves) -> list[Finding]:
    """Years that are missing between the first and the last."""
    years = sorted(
        {
            int(year[-4:])
            for text in moves.period.used
            if (year := moves.year(text))[-4:].isdecimal()
        }
    )
    if len(years) < 3:
        return []
    steps = np.diff(years)
    usual = int(steps.min())
    gaps = [
        f"{first}–{second}" for first, second, step in zip(years, years[1:], steps, strict=False)
        if step > usual
    ]  # fmt: skip
    return [Finding("years-missing", TOLD, len(gaps), texts=tuple(gaps[:FIRST]))] if gaps else []


def _same_code(moves: Moves) -> list[Finding]:
    """Codes that stand at more than one place by their coordinates."""
    texts = [*shared_codes(moves)]
    some = tuple(texts[:FIRST])
    return [Finding("code-at-two-places", TOLD, len(texts), texts=some)] if texts else []


def _margins_of_error(moves: Moves, judged: Judged) -> list[Finding]:
    if moves.margins is None:
        return []
    figures = read_figures(moves.margins.texts)
    margins = moves.margins.spread(
        np.where(figures.kinds == NUMBER, figures.values, np.nan), np.nan
    )
    some = judged.are("counted") & (judged.values > 0)
    wide = some & (margins > MOST_OF_ESTIMATE * judged.values)
    share = float(wide.sum() / max(some.sum(), 1))
    return [finding("wide-margins", TOLD, moves, judged, wide, values={"share": share})]


def _small(moves: Moves, judged: Judged, factor: float) -> list[Finding]:
    counted = judged.are("counted")
    below = counted & (judged.values > 0) & (judged.values * factor < 1)
    made = []
    if below.any():
        made.append(finding("below-one", TOLD, moves, judged, below, factor))
    zeros = counted & (judged.values == 0)
    if zeros.any():
        made.append(finding("zero", TOLD, moves, judged, zeros, factor))
    return made


def _without_flows(judged: Judged, placed: Placed) -> list[Finding]:
    """Places of the boundary file that no row names."""
    used = {*placed.codes.values()}
    left = [str(code) for code in placed.places.table["region_code"] if str(code) not in used]
    return [Finding("no-flows", TOLD, len(left), texts=tuple(left[:FIRST]))] if left else []
