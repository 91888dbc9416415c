"""Worlds of 3,000 regions and millions of rows: what any question to the flows takes.

Made at random, seeded; it takes minutes, so `make bench SCALE=1` asks for it.
"""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np
import pandas as pd

from geo.build.questions import write_questions
from geo.flows import measures
from geo.flows.engine import TABLES, DuckDb
from geo.flows.query import Flows
from geo.flows.question import MEASURE, RANK, Question
from geo.view.view import DIRECTIONS

REGIONS, INTERVALS = 3_000, 10
TARGETS_MS = {1_000_000: 150, 5_000_000: 300}
"""Rows of a world, and the p95 of its questions."""
QUESTIONS, DRAWN, ZONES = 25, 60, 51


def tables(regions: int, rows: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Corridors and contrasts: few regions have most of the pairs."""
    chance = np.random.default_rng(1)
    codes = np.array([f"{10_000 + one}" for one in range(regions)], dtype=object)
    weight = 1 / np.sqrt(np.arange(1, regions + 1))
    ends = chance.choice(regions, (2, 3 * rows // INTERVALS), p=weight / weight.sum())
    pairs = np.unique(ends[0] * regions + ends[1])
    pairs = chance.permutation(pairs[pairs // regions != pairs % regions])[: rows // INTERVALS]
    periods = [f"{2000 + one}-{2001 + one}" for one in range(INTERVALS)]
    sample = chance.negative_binomial(0.3, 0.002, len(pairs) * INTERVALS)
    flows = pd.DataFrame(
        {
            "period": np.repeat(np.array(periods, dtype=object), len(pairs)),
            "origin_code": np.tile(codes[pairs // regions], INTERVALS),
            "destination_code": np.tile(codes[pairs % regions], INTERVALS),
            "sample_persons": sample,
            "migrants_persons": sample * 1.0,
            "caveat": None,
        }
    )
    years = pd.DataFrame({"period": periods, "end_year": [int(one[5:]) for one in periods]})
    people = pd.MultiIndex.from_product([codes, years["end_year"]], names=["region_code", "year"])
    residents = pd.DataFrame(index=people).reset_index()
    residents["indicator"] = measures.POPULATION_INDICATOR
    residents["value"] = chance.uniform(1.0, 2.0, len(residents))
    corridors = measures.corridors(flows, years, residents)
    contrasts = corridors[["period", "origin_code", "destination_code"]].copy()
    contrasts["growth_percent"] = chance.normal(0, 50, len(contrasts))
    contrasts["growth_small_base"] = chance.random(len(contrasts)) < 0.3
    contrasts["distance_km"] = chance.normal(0, 1000, len(contrasts))
    return corridors, contrasts


def _asked(flows: Flows, codes: list[str], periods: list[str]) -> Iterator[Callable[[], object]]:
    """Everything that some different views ask."""
    chance = random.Random(1)
    zones = {f"zone {one}": codes[one::ZONES] for one in range(ZONES)}
    for seed in range(QUESTIONS):
        kept = [chance.choice((0, 0, 1, 40, len(codes) // 2)) for _ in range(2)]
        origins, destinations = (tuple(sorted(chance.sample(codes, one))) for one in kept)
        question = Question(
            period=chance.choice(periods),
            origins=origins,
            destinations=destinations,
            region=chance.choice(codes) if chance.random() < 0.5 else "",
            direction=chance.choice(DIRECTIONS),
            measure=chance.choice(list(MEASURE)),
            rank=chance.choice(("", *RANK)),
        )
        pair = (chance.choice(codes), chance.choice(codes))
        own = {**zones, f"own {seed}": ()}
        first = replace(question, period=periods[0])
        yield partial(flows.top, question, DRAWN)
        in_sight = replace(question, sight=tuple(sorted(chance.sample(codes, len(codes) // 9))))
        yield partial(flows.top, in_sight, DRAWN)
        yield partial(flows.in_sight, in_sight)
        yield partial(flows.totals, question)
        yield partial(flows.page, question, 0, 1_000)
        yield partial(flows.history, pair)
        yield partial(flows.zones, own)
        yield partial(flows.changes, first, periods[0], periods[-1], 10)


def measured(rows: int, regions: int = REGIONS) -> tuple[list[float], list[float]]:
    """Milliseconds of each question: by the clock, and of the processor."""
    wall, own = [], []
    with tempfile.TemporaryDirectory() as folder:
        built = Path(folder)
        corridors, contrasts = tables(regions, rows)
        codes = sorted(corridors["origin_code"].unique())
        periods = sorted(corridors["period"].unique())
        for table, name in zip((corridors, contrasts), TABLES, strict=True):
            table.to_parquet(built / f"{name}.parquet", index=False)
        del corridors, contrasts
        write_questions(built)
        flows = Flows(DuckDb(built))
        flows.ready()
        for one in _asked(flows, codes, periods):
            started, used = time.perf_counter(), time.process_time()
            one()
            wall.append((time.perf_counter() - started) * 1000)
            own.append((time.process_time() - used) * 1000)
        flows.close()
    return wall, own
