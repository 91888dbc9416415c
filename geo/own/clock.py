"""The time by which what readers keep comes to its end.

A clock can be moved while a server runs: set right after a start, or wrong. What was kept a minute
ago is then no day old. So the time is the earlier one of two: that of the machine's clock, and that
which this process counts since it began. A clock that leaps ahead ends nothing; one that is set
back lets some things live longer.
"""

from __future__ import annotations

import time
from collections.abc import Callable

Clock = Callable[[], float]


def steady(clock: Clock = time.time, counted: Clock = time.monotonic) -> Clock:
    """Seconds as the clock tells them, unless it leapt ahead of what was counted since now.

    Parameters
    ----------
    clock
        Seconds of the machine's clock.
    counted
        Seconds that only rise.

    Examples
    --------
    >>> told, passed = [1000.0], [5.0]
    >>> now = steady(lambda: told[0], lambda: passed[0])
    >>> passed[0] += 60
    >>> told[0] += 86_460  # moved a day ahead
    >>> now()
    1060.0
    >>> told[0] = 500.0
    >>> now()
    500.0
    """
    began = clock() - counted()

    def now() -> float:
        return min(clock(), began + counted())

    return now


NOW = steady()
"""One for all processes that a server becomes: it begins with the first of them."""
