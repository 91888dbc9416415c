"""A world of 340 regions and five intervals: what any question to the flows takes.

Only the two Parquet files that the door reads are made; all figures are drawn at random, seeded.
"""

from __future__ import annotations

import random
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd

from geo.build.questions import write_questions
from geo.flows import measures
from geo.flows.engine import TABLES, DuckDb
from geo.flows.query import Flows
from geo.flows.question import MEASURE, RANK, Question
from geo.view.view import DIRECTIONS
from tests.load.hosting import resident_bytes

REGIONS, INTERVALS, FACTOR = 340, 5, 10.0
QUESTIONS = 60
DRAWN = 60
CODES = [f"{1000 + number}" for number in range(REGIONS)]
PERIODS = [f"{1995 + 5 * number}-{2000 + 5 * number}" for number in range(INTERVALS)]


@dataclass(frozen=True)
class Asked:
    """One question: its kind, milliseconds, and the most bytes that Python held for it."""

    kind: str
    milliseconds: float
    peak_bytes: int


@dataclass(frozen=True)
class Large:
    """All questions, and by how much the process grew over them (bytes)."""

    asked: list[Asked]
    grown_bytes: int


def tables() -> tuple[pd.DataFrame, pd.DataFrame]:
    """Corridors and contrasts of the world."""
    chance = np.random.default_rng(1)
    pairs = [(a, b) for a in CODES for b in CODES if a != b]
    pair = pd.DataFrame(pairs, columns=["origin_code", "destination_code"])
    flows = pd.concat([pair.assign(period=period) for period in PERIODS], ignore_index=True)
    sample = chance.negative_binomial(0.3, 0.002, len(flows))
    flows = flows.assign(sample_persons=sample, migrants_persons=sample * FACTOR, caveat=None)
    periods = pd.DataFrame({"period": PERIODS, "end_year": [int(one[5:]) for one in PERIODS]})
    people = pd.MultiIndex.from_product([CODES, periods["end_year"]], names=["region_code", "year"])
    indicators = pd.DataFrame(index=people).reset_index()
    indicators["indicator"] = measures.POPULATION_INDICATOR
    indicators["value"] = chance.uniform(10.0, 1000.0, len(indicators))
    corridors = measures.corridors(flows, periods, indicators)
    contrasts = corridors[["period", "origin_code", "destination_code"]].copy()
    contrasts["growth_percent"] = chance.normal(0, 50, len(contrasts))
    contrasts["growth_small_base"] = chance.random(len(contrasts)) < 0.3
    for column in ("gdp_gap_yuan", "income_gap_yuan", "distance_km"):
        contrasts[column] = chance.normal(0, 1000, len(contrasts))
    return corridors, contrasts


@contextmanager
def opened() -> Iterator[Flows]:
    """The door to the world, its questions written."""
    with tempfile.TemporaryDirectory() as folder:
        built = Path(folder)
        for table, name in zip(tables(), TABLES, strict=True):
            table.to_parquet(built / f"{name}.parquet", index=False)
        write_questions(built)
        flows = Flows(DuckDb(built))
        flows.ready()
        yield flows
        flows.close()


def questions(count: int, seed: int = 1) -> Iterator[Question]:
    """Different questions, each part as likely as any other."""
    chance = random.Random(seed)
    for _ in range(count):
        yield Question(
            period=chance.choice(PERIODS),
            origins=tuple(sorted(chance.sample(CODES, chance.choice((0, 0, 1, 40, 170))))),
            destinations=tuple(sorted(chance.sample(CODES, chance.choice((0, 0, 1, 40, 170))))),
            region=chance.choice(("", "", *CODES)) if chance.random() < 0.5 else "",
            direction=chance.choice(DIRECTIONS),
            measure=chance.choice(list(MEASURE)),
            rank=chance.choice(("", *RANK)),
        )


def ask(flows: Flows, question: Question, seed: int) -> Iterator[tuple[str, Callable[[], object]]]:
    """Everything that one view can ask, by kind."""
    chance = random.Random(seed)
    pairs = [(chance.choice(CODES), chance.choice(CODES)) for _ in range(5)]
    groups = {f"zone {start}": CODES[start::4] for start in range(4)}
    yield "top", lambda: flows.top(question, DRAWN)
    yield "totals", lambda: flows.totals(question)
    yield "page", lambda: flows.page(question, chance.randrange(1000), 100)
    yield "some", lambda: flows.some(question, pairs)
    yield "history", lambda: flows.history(pairs[0])
    yield "zones", lambda: flows.zones({**groups, f"own {seed}": ()})
    yield "sides", lambda: flows.sides(question.period, {**groups, f"own {seed}": ()})
    first = replace(question, period=PERIODS[0])
    yield "changes", lambda: flows.changes(first, PERIODS[0], PERIODS[-1], 10)


def measured(count: int = QUESTIONS) -> Large:
    """Ask all kinds of questions: first for their time, then other ones for their memory."""
    times: dict[str, list[float]] = {}
    peaks: dict[str, list[int]] = {}
    with opened() as flows:
        for _kind, one in ask(flows, next(questions(1, seed=9)), 0):
            one()
        before = resident_bytes()
        for seed, question in enumerate(questions(count), 1):
            for kind, one in ask(flows, question, seed):
                started = time.perf_counter()
                one()
                times.setdefault(kind, []).append((time.perf_counter() - started) * 1000)
        grown = resident_bytes() - before
        tracemalloc.start()
        for seed, question in enumerate(questions(count, seed=2), count + 1):
            for kind, one in ask(flows, question, seed):
                tracemalloc.reset_peak()
                held = tracemalloc.get_traced_memory()[0]
                one()
                peaks.setdefault(kind, []).append(tracemalloc.get_traced_memory()[1] - held)
        tracemalloc.stop()
    asked = [
        Asked(kind, spent, peak)
        for kind in times
        for spent, peak in zip(times[kind], peaks[kind], strict=True)
    ]
    return Large(asked, grown)
