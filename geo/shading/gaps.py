"""Gap of a value across a border, and the width class that shows it."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]

WIDTHS_METRES = (9_000.0, 20_000.0, 34_000.0, 50_000.0)
"""Widths of a border on the map, the smallest gap first."""


def gap_breaks(largest: float) -> tuple[float, ...]:
    """Inner breaks of the four widths: even steps of the largest gap, to one figure.

    Parameters
    ----------
    largest : float
        Largest gap of the shade over all intervals, above zero.

    Returns
    -------
    tuple of float
        Three rising numbers: 1, 2 and 3 times a quarter, rounded down to one figure.

    Examples
    --------
    >>> gap_breaks(4_300.0)
    (1000.0, 2000.0, 3000.0)
    >>> gap_breaks(0.93)
    (0.2, 0.4, 0.6)
    """
    quarter = largest / len(WIDTHS_METRES)
    unit = 10.0 ** np.floor(np.log10(quarter))
    step = np.floor(quarter / unit * (1 + 1e-12)) * unit
    return tuple(float(f"{step * count:.12g}") for count in range(1, len(WIDTHS_METRES)))


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
