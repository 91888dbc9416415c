"""A made country of very many squares in four quarters, for what a page shows of it."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.outlines.outlines import Outlines, Places
from geo.outlines.planes import fitted
from geo.own import tasks
from geo.own.parcel import Parcel, packed
from geo.own.store import ABOVE, Store
from geo.own.told import Told

SIDE, YEARS = 21, (2000, 2001)
CODES = [f"r{row:02}{column:02}" for row, column in product(range(SIDE), repeat=2)]
QUARTERS = ("North West", "North East", "South West", "South East")


def quarter(code: str) -> str:
    """The quarter of a square."""
    row, column = int(code[1:3]), int(code[3:5])
    return QUARTERS[2 * (row < SIDE // 2) + (column >= SIDE // 2)]


def squares(seed: int = 5, partners: int = 6) -> Parcel:
    """Squares with moves to a few others each; the first one has the largest corridor."""
    chance = np.random.default_rng(seed)
    rows = [
        (f"{year}-{year + 1}", code, str(other), float(chance.integers(1, 900)))
        for year in YEARS
        for code in CODES
        for other in chance.choice(CODES, partners, replace=False)
        if other != code
    ]
    flows = pd.DataFrame(rows, columns=["period", "origin_code", "destination_code", "persons"])
    keys = ["period", "origin_code", "destination_code"]
    flows = flows.groupby(keys, as_index=False)["persons"].sum()
    table = pd.DataFrame(
        {"region_code": CODES, "name_en": [f"Square {code[1:]}" for code in CODES]}
    )
    table["Quarter"] = [quarter(code) for code in CODES]
    places = Places(table, groupings=("Quarter",))
    corners = [(int(code[3:5]), int(code[1:3])) for code in CODES]
    boxes = [shapely.box(x, y, x + 1, y + 1) for x, y in corners]
    shapes = gpd.GeoDataFrame({"region_code": CODES}, geometry=boxes, crs=4326)
    drawn = Outlines(places, shapes, "EPSG:4326", fitted(CODES, np.array(boxes)))
    told = Told(title="Squares", region="square", regions="squares")
    return Parcel(flows, places, drawn, {}, told)


def built(folder: Path, parcel: Parcel) -> dict[str, Any]:
    """Make a world and its level above, as two children do; return its record."""
    steps: list[dict[str, Any]] = []
    record = tasks.make(folder, packed(parcel), lambda **said: steps.append(said))
    if steps[-1][ABOVE]:
        tasks.above(folder, b"", lambda **_said: None)
    return record


def kept(store: Store, parcel: Parcel) -> str:
    """Name of the world in a store."""
    with store.making() as folder:
        return store.keep(folder, built(folder, parcel))
