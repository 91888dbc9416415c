"""Gap of a value across a border, and the width class that shows it."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]

WIDTHS_METRES = (9_000.0, 20_000.0, 34_000.0, 50_000.0)
"""Widths of a border on the map, the smallest gap first."""


SHARES = (0.5, 0.75, 0.9)
"""Shares of all gaps that the three breaks leave below them, before they are rounded down."""


def gap_breaks(gaps: Array) -> tuple[float, ...]:
    """Inner breaks of the four widths: half of all gaps below the first, a tenth above the last.

    Even steps of the largest gap would leave nearly all borders in the thinnest width.

    Parameters
    ----------
    gaps : array of float
        Gaps |a - b| of a shade, over all intervals where one scale holds; NaN where none is known.

    Returns
    -------
    tuple of float
        Rising numbers, rounded down to halves of their first figure; fewer than three where
        gaps are alike, none without any gap.

    Examples
    --------
    >>> gap_breaks(np.array([1.0, 2.0, 4.0, 8.0, 16.0, np.nan]))
    (4.0, 8.0, 10.0)
    >>> gap_breaks(np.array([0.0])), gap_breaks(np.array([7.3, 7.3]))
    ((), (7.0,))
    """
    known = gaps[gaps > 0]
    if not known.size:
        return ()
    at = np.quantile(known, SHARES)
    unit = 10.0 ** np.floor(np.log10(at))
    rounded = np.unique(np.floor(at / unit * 2 * (1 + 1e-12)) / 2 * unit)
    return tuple(float(f"{one:.12g}") for one in rounded)


def gap_class(gaps: Array, breaks: tuple[float, ...]) -> npt.NDArray[np.intp]:
    """Width class of each gap |a - b|: 1 for the smallest; 0 where there is no gap to show.

    A gap on a break belongs to the class above it. Missing values and equal neighbours have none.

    Notes
    -----
    Source: Grasland (1997), on discontinuities between neighbouring places.

    Examples
    --------
    >>> gap_class(np.array([0.0, 5.0, 10.0, np.nan]), (10.0, 20.0, 30.0)).tolist()
    [0, 1, 2, 0]
    """
    found = np.searchsorted(np.asarray(breaks), gaps, side="right") + 1
    return np.where(gaps > 0, found, 0)
