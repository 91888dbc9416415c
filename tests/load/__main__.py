"""Measure B6 to B9, B11 and B15 and print a line of each; the result is 1 when one is missed.

``python -m tests.load`` takes a minute or less for each, ``--long`` as long as the bars say.
"""

from __future__ import annotations

import asyncio
import resource
import sys
from collections.abc import Callable

from geo.view.vocabulary import Vocabulary
from geo.world.catalog import DATA_DIR
from layers.subjects import open_page_world
from tests.bars.bar import MISSED, NOT_RUN, Bar, verdict
from tests.bars.command import asked_of, say
from tests.load import memory, overload, stopping
from tests.load.crowd import Met, arriving, measured, thinking
from tests.load.hosting import Host, hosted, program

MOST_SHOWN = 5
SHORT = {"B6": 40.0, "B7": 30.0, "B9": 10.0, "B11": 4_000}
LONG = {"B6": 600.0, "B7": 300.0, "B9": 30.0, "B11": 20_000}


def _readers(key: str, readers: int, p95: float, p99: float) -> Callable[..., Bar]:
    def run(host: Host, vocabulary: Vocabulary, seconds: float) -> Bar:
        _settle(host, vocabulary)
        met = measured(host, thinking(host, vocabulary, readers, seconds))
        limit = f"0 errors, p95 {p95:.0f} ms" + (f", p99 {p99:.0f} ms" if p99 else "")
        holds = not met.errors and met.quantile(0.95) <= p95
        return _bar(
            met,
            key=key,
            title=f"{readers:,} readers who think 5 s, for {seconds:.0f} s",
            figure=_told(met),
            limit=limit,
            verdict=verdict(holds, not p99 or met.quantile(0.99) <= p99),
        )

    return run


def _settle(host: Host, vocabulary: Vocabulary) -> None:
    """Let every recorded view have been seen by somebody: the bars are of a warm server."""
    measured(host, lambda met: _seen(host, vocabulary, met))


async def _seen(host: Host, vocabulary: Vocabulary, met: Met) -> None:
    await asyncio.gather(*memory.paths(host, vocabulary, met))


def _told(met: Met) -> str:
    median, p95, p99 = (met.quantile(share) for share in (0.5, 0.95, 0.99))
    return (
        f"{len(met.milliseconds):,} replies, median {median:.0f} ms, p95 {p95:.0f} ms, "
        f"p99 {p99:.0f} ms"
    )


def _bar(met: Met, **told: str) -> Bar:
    for error in met.errors[:MOST_SHOWN]:
        say(f"     {error[:200]}")
    return Bar(**told, errors=len(met.errors), generator=met.generator)


def _arrival(host: Host, vocabulary: Vocabulary, _seconds: float) -> Bar:
    del vocabulary
    whole: list[float] = []
    met = measured(host, arriving(host, 100, 30, whole))
    worst = sorted(whole)[-(-95 * len(whole) // 100) - 1] if whole else float("inf")
    return _bar(
        met,
        key="B8",
        title="100 cold browsers within 30 s",
        figure=f"p95 of the whole page {worst:.2f} s, {met.asked['file']:,} files",
        limit="p95 5 s, 0 errors",
        verdict=verdict(worst <= 5, not met.errors, len(whole) == 100),
    )


def _overload(host: Host, vocabulary: Vocabulary, seconds: float) -> Bar:
    found = overload.shed(host, vocabulary, seconds, readers=100)
    slowest = max(found.refused, default=float("inf"))
    health = sorted(found.health)[-(-99 * len(found.health) // 100) - 1]
    after = found.after.quantile(0.95)
    errors = [*found.during.errors, *found.after.errors]
    found.during.errors[:] = errors
    return _bar(
        found.during,
        key="B9",
        title=f"three times the {found.holds:.0f} new views a second that it holds",
        figure=f"{len(found.refused):,} refused within {slowest:.0f} ms, {found.untold} without "
        f"Retry-After; {len(found.during.milliseconds):,} let in; health p99 {health:.0f} ms; in "
        f"the 10 s after it p95 {after:.0f} ms",
        limit="1,000 ms, health 300 ms, afterwards 150 ms within 10 s",
        verdict=verdict(slowest <= 1000, not found.untold, health <= 300, after <= 150, not errors),
    )


def _memory(host: Host, vocabulary: Vocabulary, requests: float) -> Bar:
    found: dict[int, list[int]] = {}
    met = measured(host, lambda met: memory.grown(host, vocabulary, int(requests), found, met))
    first, last = (max(one) for one in (found[memory.FIRST], found[int(requests)]))
    sums = [sum(found[at]) for at in (memory.FIRST, int(requests))]
    grown = sums[1] / sums[0] - 1
    return _bar(
        met,
        key="B11",
        title=f"memory from the 1,000th to the {int(requests):,}th request",
        figure=f"{grown:+.1%}; the larger process {first / 1e6:.0f} MB, then {last / 1e6:.0f} MB",
        limit="+5 %",
        verdict=verdict(grown <= 0.05, not met.errors),
    )


BARS: dict[str, Callable[..., Bar]] = {
    "B6": _readers("B6", 300, 150, 500),
    "B7": _readers("B7", 1000, 500, 0),
    "B8": _arrival,
    "B9": _overload,
    "B11": _memory,
}


def main(arguments: list[str] | None = None) -> int:
    """Measure each bar on servers of its own."""
    asked = asked_of(__doc__, (*BARS, "B15"), arguments)
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    vocabulary, lasting = open_page_world(DATA_DIR).vocabulary, LONG if asked.is_long else SHORT
    bars = (bar for key in asked.keys for bar in _run(key, vocabulary, lasting))
    return int(MISSED in {told.verdict for told in asked.told(bars)})


def _run(key: str, vocabulary: Vocabulary, lasting: dict[str, float]) -> list[Bar]:
    if not program():
        return [Bar(key, "behind nginx", "nginx is not here", "", NOT_RUN)]
    if key == "B15":
        return [*stopping.bars()]
    with hosted() as host:
        return [BARS[key](host, vocabulary, lasting.get(key, 0.0))]


if __name__ == "__main__":
    sys.exit(main())
