"""Read many bad files and print how they ended. The result is 1 when one ends against the contract.

``make test-fuzz``; ``COUNT=200000`` takes more than the usual 20,000, ``FIRST=20000`` others. With
``--record FILE`` it leaves the record of bar B4.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from tests.bars.bar import Bar, verdict, write
from tests.bars.command import say
from tests.fuzz.batches import Figures, run

COUNT, MANY = 20_000, 200_000
SLOWEST_SECONDS = 10
SHOWN = 40


def bar(figures: Figures, count: int) -> Bar:
    """B4, of so many files."""
    return Bar(
        "B4",
        f"{count:,} changed files",
        f"{len(figures.faults):,} against the contract; slowest {figures.slowest[0]:.1f} s of "
        f"computing, most memory {figures.largest[0]:.2f} GB",
        "each ends in a message, 10 s",
        verdict(not figures.faults, figures.slowest[0] <= SLOWEST_SECONDS),
        errors=len(figures.faults),
        form="long" if count >= MANY else "short",
    )


def main() -> int:
    """Read the files of the numbers that are asked for."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--count", type=int, default=COUNT)
    asked.add_argument("--first", type=int, default=0)
    asked.add_argument("--record", type=Path, help="file that takes the record")
    given = asked.parse_args()
    figures, started, shown = Figures(), time.monotonic(), 0
    for done in run(range(given.first, given.first + given.count), figures):
        waited = time.monotonic() - started
        say(f"{done:,} files in {waited:,.0f} s, {len(figures.faults)} faults")
        for fault in figures.faults[shown:SHOWN]:
            say("  " + fault)
        shown = len(figures.faults)
    say("\nEndings of bad files")
    for ending, count in sorted(figures.endings.items()):
        say(f"  {ending:<24} {count:>9,}")
    say(f"  read by the door as well {figures.sampled:,}, in {figures.children:,} children")
    say(f"  slowest {figures.slowest[0]:.1f} s of computing: {figures.slowest[1]}")
    say(f"  most memory {figures.largest[0]:.2f} GB: {figures.largest[1]}")
    say(f"  faults {len(figures.faults):,}")
    if given.record:
        told = bar(figures, given.count)
        say(str(told))
        write([told], given.record)
    return bool(figures.faults)


if __name__ == "__main__":
    sys.exit(main())
