"""Worlds for both engines: many regions with few pairs, many ties and many gaps, drawn at random.

Only the two Parquet files that the door reads are made, and its questions.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from geo.build.questions import write_questions
from geo.flows import measures
from geo.flows.engine import TABLES

PAIR = ["period", "origin_code", "destination_code"]


def tables(regions: int, intervals: int, rows: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Corridors and contrasts of a world, seeded.

    A third of the ways back have no row, a sixth of the regions no residents, and few figures make
    many ties.
    """
    chance = np.random.default_rng(7)
    codes = np.array([f"{10_000 + 3 * number}" for number in range(regions)])
    periods = [f"{1990 + at}-{1991 + at}" for at in range(intervals)]
    each = rows // intervals
    ends = chance.integers(0, regions, (2, each))
    ends = np.concatenate([ends, ends[::-1, : each // 2]], axis=1)[:, ends[0, 0] % 2 :]
    pairs = pd.DataFrame({"origin_code": codes[ends[0]], "destination_code": codes[ends[1]]})
    pairs = pairs[pairs["origin_code"] != pairs["destination_code"]].drop_duplicates().head(each)
    flows = pd.concat([pairs.assign(period=period) for period in periods], ignore_index=True)
    flows = flows[chance.random(len(flows)) < 0.95].reset_index(drop=True)
    flows["sample_persons"] = chance.negative_binomial(0.5, 0.02, len(flows))
    flows["migrants_persons"] = flows["sample_persons"] * 10.0
    flows["caveat"] = pd.Series(None, index=flows.index, dtype="str")
    years = pd.DataFrame({"period": periods, "end_year": [int(one[5:]) for one in periods]})
    people = pd.MultiIndex.from_product([codes, years["end_year"]], names=["region_code", "year"])
    residents = pd.DataFrame(index=people).reset_index()
    residents["indicator"] = measures.POPULATION_INDICATOR
    residents["value"] = chance.integers(1, 60, len(residents)).astype(float)
    residents = residents[chance.random(len(residents)) > 1 / 6]
    corridors = measures.corridors(flows, years, residents)
    contrasts = corridors[PAIR].copy()
    contrasts["growth_percent"] = chance.integers(-9, 9, len(contrasts)) * 10.0
    contrasts["growth_small_base"] = chance.random(len(contrasts)) < 0.3
    gone = chance.random(len(contrasts)) < 0.2
    contrasts.loc[gone, "growth_percent"] = np.nan
    for column in ("gdp_gap_yuan", "income_gap_yuan", "distance_km"):
        contrasts[column] = chance.integers(-900, 900, len(contrasts)).astype(float)
    return corridors, contrasts


def write(built: Path, regions: int, intervals: int, rows: int) -> Path:
    """Write such a world into a new folder, and return it."""
    built.mkdir()
    for table, name in zip(tables(regions, intervals, rows), TABLES, strict=True):
        table.to_parquet(built / f"{name}.parquet", index=False)
    write_questions(built)
    return built
