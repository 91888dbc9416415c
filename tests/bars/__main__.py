"""Measure the bars B1 to B15, each by its command, and write their table into the README.

``make bars`` takes the short forms, ``LONG=1`` those that the bars ask for, ``BARS=B6,B9`` some of
them. The result is 1 when a bar is missed.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from tests.bars.bar import MISSED, Bar, read, write
from tests.bars.command import asked_of, say
from tests.bars.suites import ROOT, SUITES, bar
from tests.bars.table import BARS, MEASURED, write_tables


def measured(key: str, *, is_long: bool) -> list[Bar]:
    """What the command of a bar measured.

    Raises
    ------
    RuntimeError
        If the command left no record.
    """
    form = "long" if is_long else "short"
    held = [replace(bar(suite), form=form) for suite in SUITES if suite.key == key]
    if held:
        say("\n".join(map(str, held)))
        return held
    with tempfile.TemporaryDirectory() as folder:
        record = Path(folder) / "record"
        python, *arguments = BARS[key].run(is_long=is_long)
        command = [python or sys.executable, "-m", *arguments, "--record", str(record)]
        subprocess.run(command, cwd=ROOT, check=False)
        found = [*read(record)]
    if not found:
        raise RuntimeError(f"{key}: {' '.join(command)} left no record")
    return found


def main(arguments: list[str] | None = None) -> int:
    """Measure the bars that are asked for."""
    asked = asked_of(__doc__, BARS, arguments, record=MEASURED)
    missed, record = False, asked.record or MEASURED
    for key in asked.keys:
        found = measured(key, is_long=asked.is_long)
        write(found, record)
        missed = missed or any(one.verdict == MISSED for one in found)
    if record == MEASURED:
        write_tables()
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
