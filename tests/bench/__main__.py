"""Print the table of `make bench`. The result is 1 when a byte budget is missed.

Times are told as met or missed only: they depend on who else uses the machine.
"""

from __future__ import annotations

import os
import platform
import statistics
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from geo.view.vocabulary import Vocabulary
from geo.world.catalog import DATA_DIR
from layers.subjects import open_page_world
from tests.bench import exports, large, memory, opening, pictures, scale, unasked
from tests.bench.browser import Sample
from tests.bench.measure import ALL, COLD, FILTER, PERIOD, PERIOD_OF_ALL, Found, measured
from tests.load import crowd
from tests.load.crowd import Met
from tests.load.hosting import hosted

SCALE = "--scale"
PATCH_BYTES = 40_000
SHAPES_BYTES = 250_000
PAGE_BYTES = 2_500_000
SCRIPT_MS = 100
SERVER_MS = 30
START_S = 5
UNASKED_MS, UNASKED_P95_MS = 10, 30
LOAD_P95_MS = 150
READERS, CROWD_SECONDS = 300, 60.0
PROCESS_MB = 400
QUESTION_MS, QUESTION_MB = 100, 5
OPENING_S, OPENING_MB, PAINTED_MS = 20, 1_500, 1_000
RATIOS = {PERIOD: 0.5, FILTER: 0.5, ALL: 0.8, PERIOD_OF_ALL: 0.35, COLD: 0.8}
COLUMNS = "{:<34} {:>10} {:>10} {:>10} {:>10} {:>7}  {:<10} {}"


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    name: str
    ours: list[float]
    limit: float | None
    unit: str
    plain: list[float] | None = None
    relative: bool = False
    by_p95: bool = False
    budget: bool = False

    @property
    def ratio(self) -> float | None:
        """Median of ours over the median of the plain page."""
        if not self.plain or not statistics.median(self.plain):
            return None
        return statistics.median(self.ours) / statistics.median(self.plain)

    @property
    def missed(self) -> bool:
        """Whether the limit is passed; a budget by its largest sample."""
        if self.limit is None:
            return False
        if self.relative:
            return self.ratio is not None and self.ratio > self.limit
        worst = max if self.budget else p95 if self.by_p95 else statistics.median
        return worst(self.ours) > self.limit

    def __str__(self) -> str:
        plain = [statistics.median(self.plain), p95(self.plain)] if self.plain else []
        cells = [f"{one:,.1f}" for one in (statistics.median(self.ours), p95(self.ours), *plain)]
        cells += [""] * (4 - len(cells))
        ratio = "" if self.ratio is None else f"{self.ratio:.2f}"
        sign = "x " if self.relative else ""
        target = "" if self.limit is None else f"<= {sign}{self.limit:g}"
        verdict = "" if self.limit is None else "MISSED" if self.missed else "ok"
        named = ", ".join(part for part in (self.name, self.unit) if part)
        return COLUMNS.format(named, *cells, ratio, target, verdict).rstrip()


def p95(values: Iterable[float]) -> float:
    """Smallest value that 95 of 100 do not exceed.

    Examples
    --------
    >>> p95(range(1, 101))
    95
    """
    ordered = sorted(values)
    return ordered[-(-95 * len(ordered) // 100) - 1]


def rows(found: Found) -> list[Row]:
    """All lines in reading order."""
    lines = []
    for action, ratio in RATIOS.items():
        lines.append(_row(found, action, "painted", "ms", lambda one: one.painted, ratio, True))
        lines.append(_row(found, action, "style and layout", "ms", lambda one: one.layout))
        if action != COLD:
            script = SCRIPT_MS if ratio == RATIOS[PERIOD] else None
            lines.append(
                _row(found, action, "main-thread script", "ms", lambda one: one.script, script)
            )
            lines.append(_row(found, action, "server", "ms", lambda one: one.server))
        lines.append(_row(found, action, "raw", "kB", lambda one: one.raw / 1000))
        lines.append(_row(found, action, "on the wire", "kB", lambda one: one.wire / 1000))
    cold, warm = found.cold_replies, found.warm_replies
    times = {
        name: [one.seconds * 1000 for one in part]
        for name, part in (("cold", cold), ("warm", warm))
    }
    sizes = [len(one.zipped) for one in cold]
    count = len(cold)
    return [
        *lines,
        Row(f"server part, {count} views, cold", times["cold"], SERVER_MS, "ms", by_p95=True),
        Row(f"server part, {count} views, again", times["warm"], SERVER_MS, "ms", by_p95=True),
        Row("start to ready", found.starts, START_S, "s"),
        Row("build, nothing to do", found.builds, None, "s"),
        Row("reply at 60 corridors, gzip", sizes, PATCH_BYTES, "bytes", budget=True),
        Row("provinces and surroundings, gzip", [found.shapes], SHAPES_BYTES, "bytes", budget=True),
        Row("first page, gzip", [found.first_page], PAGE_BYTES, "bytes", budget=True),
    ]


def _crowd(vocabulary: Vocabulary) -> Met:
    """What a crowd meets behind nginx: the bar B6 of ``make load``, for a minute."""
    with hosted() as host:
        return crowd.measured(host, crowd.thinking(host, vocabulary, READERS, CROWD_SECONDS))


def rows_of_server() -> list[Row]:
    """Lines on what the server bears: unasked views, readers at once, memory, a large world."""
    vocabulary = open_page_world(DATA_DIR).vocabulary
    views = unasked.measured()
    met = _crowd(vocabulary)
    held = memory.measured(vocabulary)
    world = large.measured()
    name = f"view nobody asked, {len(views)}"
    readers = f"{READERS} readers, nginx, 2 processes"
    kinds = dict.fromkeys(one.kind for one in world.asked)
    return [
        Row(f"{name}, median", views, UNASKED_MS, "ms"),
        Row(f"{name}, p95", views, UNASKED_P95_MS, "ms", by_p95=True),
        Row(f"{readers}", met.milliseconds, LOAD_P95_MS, "ms", by_p95=True),
        Row(f"{readers}, errors", [len(met.errors)], 0, "", budget=True),
        *(
            Row(f"process after {count:,} requests", [size / 1e6], PROCESS_MB, "MB", budget=True)
            for count, size in held.items()
        ),
        *(
            Row(
                f"{large.REGIONS} regions, {kind}",
                [one.milliseconds for one in world.asked if one.kind == kind],
                QUESTION_MS,
                "ms",
                by_p95=True,
            )
            for kind in kinds
        ),
        Row(
            f"{large.REGIONS} regions, a question",
            [one.peak_bytes / 1e6 for one in world.asked],
            QUESTION_MB,
            "MB",
            budget=True,
        ),
        Row(f"{large.REGIONS} regions, growth", [world.grown_bytes / 1e6], None, "MB"),
    ]


def rows_of_exports() -> list[Row]:
    """Lines on the files that the menu makes: how long, and how large."""
    lines = []
    for name, (seconds, sizes, limit) in exports.measured().items():
        lines.append(Row(name, seconds, limit, "s"))
        lines.append(Row(name, [size / 1000 for size in sizes], None, "kB"))
    return lines


def rows_of_scale() -> list[Row]:
    """Lines on worlds of millions of rows; by the clock, and the processor's time beside it."""
    lines = []
    for count, limit in scale.TARGETS_MS.items():
        wall, own = scale.measured(count)
        name = f"{scale.REGIONS:,} regions, {count:,} rows"
        lines += [Row(name, wall, limit, "ms", by_p95=True), Row(f"{name}, CPU", own, None, "ms")]
    told, painted = opening.measured()
    for what, limit in ((opening.READ, OPENING_S), (opening.BUILT, None)):
        one, name = told[what], f"{told['kind']}, {told['rows']:,} rows, {what}"
        lines += [
            Row(name, [one["seconds"]], limit, "s"),
            Row(f"{name}, CPU", [one["computing"]], None, "s"),
            Row(f"{name}, most memory", [one["megabytes"]], OPENING_MB, "MB"),
        ]
    for what, samples in painted.items():
        name, limit = f"{told['kind']}, {what}", PAINTED_MS if what != opening.FIRST else None
        lines.append(Row(name, [one.painted for one in samples], limit, "ms"))
        lines.append(Row(f"{name}, raw", [one.raw / 1000 for one in samples], None, "kB"))
    return lines


def _row(
    found: Found,
    action: str,
    what: str,
    unit: str,
    value: Callable[[Sample], float],
    limit: float | None = None,
    relative: bool = False,
) -> Row:
    ours, plain = ([value(one) for one in found.pages[action][who]] for who in ("ours", "plain"))
    return Row(f"{action}: {what}", ours, limit, unit, plain, relative)


def _processor() -> str:
    """Name of the processor, as Linux tells it."""
    path = Path("/proc/cpuinfo")
    lines = path.read_text("utf-8").splitlines() if path.exists() else []
    named = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return named[0] if named else platform.processor()


def main() -> int:
    """Measure, print, and say whether the byte budgets hold."""
    found = measured()
    large_too = rows_of_scale() if SCALE in sys.argv else []
    table = [*rows(found), *rows_of_exports(), *rows_of_server(), *large_too]
    head = COLUMNS.format("", "ours", "p95", "plain", "p95", "ratio", "target", "").rstrip()
    machine = (
        f"{os.cpu_count()} cores ({_processor()}), load {os.getloadavg()[0]:.1f}, Python "
        f"{platform.python_version()}, Chromium {found.chromium}"
    )
    sights = pictures.lines(open_page_world(DATA_DIR))
    sys.stdout.write("\n".join([head, *map(str, table), machine, "", *sights, ""]))
    return int(any(row.budget and row.missed for row in table))


if __name__ == "__main__":
    sys.exit(main())
