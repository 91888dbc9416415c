"""What the commands of bars share: how they are asked, and how a record is told and kept."""

from __future__ import annotations

import argparse
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from tests.bars.bar import MISSED, Bar, write


@dataclass(frozen=True)
class Asked:
    """What a command is asked for.

    Attributes
    ----------
    keys : tuple of str
        Bars or faults, in the order they were asked for.
    is_long : bool
        Whether it takes as long as the bars say.
    record : Path or None
        File that takes the records, a line each.
    """

    keys: tuple[str, ...]
    is_long: bool
    record: Path | None

    def told(self, bars: Iterable[Bar]) -> Iterator[Bar]:
        """Print and keep each record as it comes, with its form."""
        for one in bars:
            formed = replace(one, form="long" if self.is_long else "short")
            say(str(formed))
            if self.record:
                write([formed], self.record)
            yield formed


def asked_of(
    doc: str | None,
    keys: Iterable[str],
    arguments: list[str] | None,
    *,
    name: str = "bars",
    record: Path | None = None,
) -> Asked:
    """Read a command line: ``--long``, which of the keys, all by default, and ``--record``."""
    known = argparse.ArgumentParser(description=doc)
    known.add_argument("--long", action="store_true", help="as long as the bars say")
    known.add_argument(f"--{name}", dest="keys", default=",".join(keys), help="some of these")
    known.add_argument("--record", type=Path, default=record, help="file that takes the records")
    given = known.parse_args(arguments)
    return Asked(tuple(given.keys.split(",")), given.long, given.record)


def tried(key: str, title: str, run: Callable[[], Bar]) -> Bar:
    """The record of a measure; one that stopped in the middle is missed, and says why."""
    try:
        return run()
    except Exception as error:  # whatever it is, it is the record
        traceback.print_exc()
        return Bar(key, title, f"stopped: {error!r:.300}", "", MISSED, errors=1)


def say(text: str) -> None:
    """Write a line at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()
