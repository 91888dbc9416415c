"""Forge questions, let readers with words of their own ask; the result is 1 when one is missed.

``python -m tests.isolation`` asks some thousands of questions and has eight readers, ``--long``
asks 100,000 and has fifty.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

from tests.bars.bar import MISSED, NOT_RUN, OK, Bar
from tests.bars.command import asked_of, tried
from tests.isolation.canaries import isolated
from tests.isolation.refusing import refused
from tests.load.hosting import program

SHORT: dict[str, Callable[[], Bar]] = {
    "B3": lambda: refused(4_000, 500),
    "B12": lambda: isolated(8),
}
LONG: dict[str, Callable[[], Bar]] = {
    "B3": lambda: refused(96_000, 4_000),
    "B12": lambda: isolated(50),
}


def measured(key: str, run: Callable[[], Bar]) -> Bar:
    """The record of a bar."""
    if not program():
        return Bar(key, "behind nginx", "nginx is not here", "", NOT_RUN)
    return tried(key, "stopped", run)


def main(arguments: list[str] | None = None) -> int:
    """Measure each bar."""
    asked = asked_of(__doc__, SHORT, arguments)
    bars = LONG if asked.is_long else SHORT
    verdicts = {one.verdict for one in asked.told(measured(key, bars[key]) for key in asked.keys)}
    return int(MISSED in verdicts or OK not in verdicts)


if __name__ == "__main__":
    sys.exit(main())
