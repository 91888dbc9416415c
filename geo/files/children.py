"""What becomes of the processes that work apart: whoever counts them is told.

A child that ends by itself has ``ended``, also when it refuses a file. One that says a fault of its
own has ``failed``; one that its limits or its clock stopped was ``killed``.
"""

from __future__ import annotations

from collections.abc import Callable

FATES = STARTED, ENDED, FAILED, KILLED = "started", "ended", "failed", "killed"
_hearers: list[Callable[[str], object]] = []


def hear(hearer: Callable[[str], object]) -> None:
    """Let one hear each fate of this process's children, in place of whoever heard before."""
    _hearers[:] = [hearer]


def tell(fate: str) -> None:
    """Tell a fate to whoever hears."""
    for hearer in _hearers:
        hearer(fate)


def fate_of(code: int | None) -> str:
    """Fate of a child by its return code; None where the clock stopped it.

    Examples
    --------
    >>> fate_of(0), fate_of(3), fate_of(-9), fate_of(None)
    ('ended', 'failed', 'killed', 'killed')
    """
    if code is None or code < 0:
        return KILLED
    return FAILED if code else ENDED
