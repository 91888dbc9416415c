"""The scale of corridor widths: the values that it runs between, and those that a key names."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

# Twelve steps of a decade: the number in the key of the thinnest stroke is one of them.
STEPS = (10, 12, 15, 18, 20, 22, 25, 27, 30, 35, 40, 45, 50, 60, 70, 80, 90)
# Of the widest stroke: the thinnest one on the smallest screen and on the largest.
FLOOR_SHARES = (0.02, 0.2)
SAMPLE_SHARES = (1.0, 0.4)
ROUND = (1, 1.5, 2, 2.5, 3, 4, 5, 6, 8)
NARROW = 0.4  # of the widest stroke: shares are many and alike, wide lines would hide the map
UNITS = 5  # whole units of a scale at least, where it begins beyond nothing


@dataclass(frozen=True)
class WidthScale:
    """Widths grow evenly from one value to another.

    Attributes
    ----------
    least, largest : float
        Value of no width, and of the widest corridor.
    widest : float
        Part of the widest stroke that the widest corridor has.
    """

    least: float
    largest: float
    widest: float = 1.0

    @property
    def samples(self) -> list[float]:
        """Round values of the two sample widths, the largest first."""
        if not self.least:
            return [_round_below(self.largest * share) for share in SAMPLE_SHARES]
        unit, whole = _unit(self.least, self.largest), self.largest - self.least
        steps = [math.floor(share * whole / unit + 1e-9) for share in SAMPLE_SHARES]
        return [round(self.least + step * unit, 9) for step in steps]

    @property
    def floors(self) -> list[float]:
        """Round values that the thinnest stroke may stand for, rising.

        Examples
        --------
        >>> WidthScale(0.0, 1000.0).floors[:3], WidthScale(85.0, 96.0).floors[:3]
        ([20.0, 22.0, 25.0], [85.3, 85.4, 85.5])
        """
        whole = self.largest - self.least
        low, high = (self.least + whole * share / self.widest for share in FLOOR_SHARES)
        if self.least:
            step = 10.0 ** (-self.places)
            rungs = range(math.ceil(low / step), math.floor(high / step) + 1)
            return [round(rung * step, 9) for rung in rungs]
        decades = range(math.floor(math.log10(low)) - 1, math.ceil(math.log10(high)))
        values = (step * 10.0**decade for decade in decades for step in STEPS)
        return [value for value in values if low <= value <= high]

    @property
    def places(self) -> int:
        """Digits behind the point that tell the floors apart."""
        whole = self.largest - self.least
        return max(0, -math.floor(math.log10(whole * max(FLOOR_SHARES) / 4)))

    @property
    def sample_places(self) -> int:
        """Digits behind the point that tell both ends and the samples apart."""
        return max(0, -round(math.log10(_unit(self.least, self.largest))))


def between(values: Iterable[float], otherwise: float) -> WidthScale:
    """Narrow scale between the least and the largest of some values, in round numbers around them.

    It begins at nothing where that is near, and where the values are all alike.

    Parameters
    ----------
    values
        Values that are drawn; missing ones may stand as NaN.
    otherwise
        Largest value of the scale where there is nothing to tell apart.

    Examples
    --------
    >>> between([85.9, 95.8, float("nan")], 100.0)
    WidthScale(least=85.0, largest=96.0, widest=0.4)
    >>> between([7.8, 92.3], 100.0) == between([50.0], 100.0) == WidthScale(0.0, 100.0, NARROW)
    True
    """
    known = [value for value in values if not math.isnan(value)]
    if not known or min(known) == max(known):
        return WidthScale(0.0, otherwise, NARROW)
    unit = _unit(min(known), max(known))
    low, high = math.floor(min(known) / unit + 1e-9), math.ceil(max(known) / unit - 1e-9)
    return WidthScale(round(low * unit, 9), round(high * unit, 9), NARROW)


def _unit(low: float, high: float) -> float:
    """Power of ten that a span holds a few of."""
    return 10.0 ** math.floor(math.log10((high - low) / UNITS))


def _round_below(value: float) -> float:
    """Largest step of a decade that is no more than a value."""
    decade = 10.0 ** math.floor(math.log10(value))
    return max(step for step in ROUND if step * decade <= value) * decade
