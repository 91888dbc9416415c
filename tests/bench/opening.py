"""A reader opens a list of a million rows: the report, the world, and its page in a browser.

The list is the counties of ten years where the real files are, else one made with their traits:
codes in two columns for each end, rows of totals and of people who stayed, shapes in a file beside.
``python -m tests.bench.opening FOLDER`` opens it into a store, in a process that has no children
but those that are measured, and says as JSON what that took.
"""

from __future__ import annotations

import io
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from playwright.sync_api import sync_playwright

from geo.files.confined import apart
from geo.outlines.places import places_to_text
from geo.own.building import build_apart
from geo.own.known import known_places
from geo.own.reading import BOUNDARIES, FLOWS, PARCEL
from geo.own.store import ALL, PARTED, Store
from geo.world.catalog import DATA_DIR
from layers.subjects import open_page_world
from tests.bench.browser import Face, Sample, choose, load, opened, our_control
from tests.bench.measure import Wanted
from tests.serve.running import ROOT, running

REAL = Path(os.environ.get("OWN_DATA", ROOT.parent / "shared" / "own_data"))
YEARS, SHAPES = "us_irs_county_all_years/by_year", "boundaries/us_counties_10m.topo.json"
ACROSS, DOWN, STATES, ROWS = 62, 51, 51, 108_000
LOADS, CHANGES, FILTERED = 3, 6, 5
FIRST, PERIOD, FILTER = "first paint", "period painted", "filter painted"
READ, BUILT = "report", "world built"
Files = list[tuple[str, bytes]]


def files() -> tuple[str, Files, tuple[str, bytes]]:
    """Which list it is, its files, and the file of its shapes."""
    paths = sorted((REAL / YEARS).glob("*.parquet"))
    shapes = REAL / SHAPES
    if paths and shapes.is_file():
        read = [(path.name, path.read_bytes()) for path in paths]
        return "real counties", read, (shapes.name, shapes.read_bytes())
    return "made squares", made(ROWS), ("squares.geojson", squares())


def made(rows: int) -> Files:
    """Lists of ten years; a twentieth of their rows are totals of a square, and some stayed."""
    chance = np.random.default_rng(2)
    state, county = (np.repeat(np.arange(1, STATES + 1), ACROSS), np.tile(np.arange(ACROSS), DOWN))
    weight = 1 / np.sqrt(np.arange(1, len(state) + 1))
    found = []
    for year in range(2000, 2010):
        came, left = chance.choice(len(state), (2, rows), p=weight / weight.sum())
        is_total = np.arange(rows) % 20 == 0
        table = pd.DataFrame(
            {
                "y2_statefips": state[came],
                "y2_countyfips": county[came] * 2 + 1,
                "y1_statefips": np.where(is_total, 96, state[left]),
                "y1_countyfips": np.where(is_total, 0, county[left] * 2 + 1),
                "y1_countyname": np.where(is_total, "Total Migration", "Square"),
                "n2": chance.negative_binomial(0.4, 0.008, rows) + 10,
                "year": year,
            }
        )
        keys = [*table.columns[:4]]
        written = io.BytesIO()
        table.drop_duplicates(keys).to_parquet(written, index=False)
        found.append((f"squares_{year}.parquet", written.getvalue()))
    return found


def squares() -> bytes:
    """Their shapes: a state is a row of them."""
    features = [
        {
            "type": "Feature",
            "id": f"{row + 1:02}{2 * at + 1:03}",
            "properties": {
                "id": f"{row + 1:02}{2 * at + 1:03}",
                "name": f"Square {row + 1}.{at}",
                "state": f"State {row + 1}",
            },
            "geometry": {
                "type": "Polygon",
                "coordinates": [
                    [
                        [-120 + at + x, 25 + (row + y) / 2]
                        for x, y in ((0, 0), (1, 0), (1, 1), (0, 1), (0, 0))
                    ]
                ],
            },
        }
        for row in range(DOWN)
        for at in range(ACROSS)
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def open_into(folder: Path) -> dict[str, Any]:
    """Read the list, build its world into a store, and tell what each took."""
    kind, lists, shapes = files()
    known = places_to_text(known_places(open_page_world(DATA_DIR)))
    roles = [*[FLOWS] * len(lists), BOUNDARIES]
    asked = {"answers": {}, "roles": roles, "known": known}
    with _spent() as read:
        told, tables = apart("draft", [*lists, shapes], asked)
    with _spent() as built:
        parcel = tables[PARCEL].column(0)[0].as_py()
        world = build_apart(parcel, Store(folder))
    return {"kind": kind, "rows": told["rows_read"], "world": world, READ: read, BUILT: built}


@contextmanager
def _spent() -> Iterator[dict[str, float]]:
    """Seconds by the clock and of the children's processors; the most megabytes of a child yet."""
    before, spent = resource.getrusage(resource.RUSAGE_CHILDREN), dict[str, float]()
    started = time.perf_counter()
    yield spent
    spent["seconds"] = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent["computing"] = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    spent["megabytes"] = after.ru_maxrss / 1000


def measured() -> tuple[dict[str, Any], dict[str, list[Sample]]]:
    """What the opening took, and samples of the page with all regions drawn, by action."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", __name__, folder]
        done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
        told = json.loads(done.stdout)
        return told, _painted(Path(folder), f"{told['world']}{PARTED}{ALL}")


def _painted(folder: Path, name: str) -> dict[str, list[Sample]]:
    kept = Store(folder).find(name)
    assert kept is not None
    world = open_page_world(kept.shown)
    asked = Wanted(world)

    def wanted(question: str) -> str:
        """Corridors that a map can draw: some regions of a list have no shape."""
        keys = asked(question).split(",")
        return ",".join(key for key in keys if world.unplaced.isdisjoint(key.split("-")))

    found: dict[str, list[Sample]] = {FIRST: [], PERIOD: [], FILTER: []}
    periods, zone = world.vocabulary["periods"], world.package.schemes[0].zones[FILTERED].key
    with running("app.py", "--port", "0", "--own", str(folder)) as ours, sync_playwright() as play:
        path = os.environ.get("CHROMIUM", "/usr/bin/chromium")
        browser = play.chromium.launch(executable_path=path, args=["--no-sandbox"])
        face = Face(f"{ours.address}?world={name}", _control)
        for turn in range(1 + LOADS):
            with opened(browser) as page:
                sample = load(page, face, wanted(""))
                found[FIRST] += [sample] if turn else []
        with opened(browser) as page:
            load(page, face, wanted(""))
            for turn in range(CHANGES):
                period = periods[(turn + 1) % len(periods)]
                now = f"period={period}"
                found[PERIOD].append(choose(page, face, ("period", period), wanted(now)))
                goal = wanted(f"{now}&from={zone}")
                found[FILTER].append(choose(page, face, ("from", zone), goal))
                choose(page, face, ("from", zone), wanted(now))  # the way back is not counted
        browser.close()
    return found


def _control(field: str, value: str) -> str:
    """Chips of zones by their value; the rest as on the page of any other world."""
    if field == "from":
        return f'#from-chips label:has(input[value="{value}"])'
    return our_control(field, value)


if __name__ == "__main__":
    json.dump(open_into(Path(sys.argv[1])), sys.stdout)
