"""The record of one bar: its figure, its limit and where it was measured."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

OK, MISSED, NOT_RUN = "ok", "MISSED", "not run"


def machine() -> str:
    """The processor as Linux names it, and how busy the machine was when it was asked."""
    path = Path("/proc/cpuinfo")
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    named = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return f"{named[0] if named else platform.machine()}, load {os.getloadavg()[0]:.1f}"


@dataclass(frozen=True)
class Bar:
    """One bar.

    Attributes
    ----------
    key, title : str
        As RELIABILITY has them: ``B6``, ``300 readers``.
    figure, limit : str
        What was measured and what was promised, as a reader is told.
    verdict : str
        `OK`, `MISSED` or `NOT_RUN`; what could not run is never passed.
    errors : int
        How many replies were not what they should be.
    generator : float
        Share of the processor time that the generator took, 0 to 1.
    form : str
        ``short`` or ``long``.
    machine, cores, day
        Where and when it was measured.
    """

    key: str
    title: str
    figure: str
    limit: str
    verdict: str
    errors: int = 0
    generator: float = 0.0
    form: str = "short"
    machine: str = field(default_factory=machine)
    cores: int = field(default_factory=lambda: os.cpu_count() or 1)
    day: str = field(default_factory=lambda: f"{datetime.now(UTC):%Y-%m-%d}")

    def __str__(self) -> str:
        """The line of a bar.

        Examples
        --------
        >>> print(Bar("B6", "readers", "p95 20 ms", "150 ms", OK, machine="x", cores=2))
        B6   readers: p95 20 ms (limit 150 ms) ok; short form, errors 0, generator 0 %, 2 cores (x)
        """
        return (
            f"{self.key:<4} {self.title}: {self.figure} (limit {self.limit}) {self.verdict}; "
            f"{self.form} form, errors {self.errors}, generator {self.generator:.0%}"
            f", {self.cores} cores ({self.machine})"
        ).replace("%,", " %,")


def verdict(*holds: bool) -> str:
    """Whether all holds."""
    return OK if all(holds) else MISSED


def write(bars: Iterable[Bar], path: Path) -> None:
    """Add records to a file, a line each."""
    with path.open("a", encoding="utf-8") as file:
        file.writelines(json.dumps(asdict(one), ensure_ascii=False) + "\n" for one in bars)


def read(path: Path) -> Iterator[Bar]:
    """The records of a file; a later one of the same bar and form stands for the earlier."""
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    found = [Bar(**json.loads(line)) for line in lines if line]
    yield from {(one.key, one.title, one.form): one for one in found}.values()
