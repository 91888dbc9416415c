"""Everything that is measured in one run: both pages in turn, then the server, then the start."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections import defaultdict
from contextlib import ExitStack
from dataclasses import dataclass, field

from playwright.sync_api import Page, sync_playwright

from geo.scene.scene import Scenes
from geo.view.address import parse
from geo.world.catalog import DATA_DIR
from geo.world.world import World
from layers.subjects import open_page_world
from tests.bench import serverside
from tests.bench.browser import Face, Sample, choose, load, opened, our_control, plain_control
from tests.serve.running import ROOT, running

WARM_UP = 2
REPETITIONS = 7
COLD_REPETITIONS = 5
STARTS = 3
PERIOD, FILTER, ALL, COLD = "period", "filter", "top 60 to all", "cold load"
PERIOD_OF_ALL = "period, all corridors"


@dataclass
class Found:
    """All samples: of each action by page, and of what only we have."""

    pages: dict[str, dict[str, list[Sample]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list))
    )
    cold_replies: list[serverside.Reply] = field(default_factory=list)
    warm_replies: list[serverside.Reply] = field(default_factory=list)
    starts: list[float] = field(default_factory=list)
    builds: list[float] = field(default_factory=list)
    first_page: int = 0
    shapes: int = 0
    chromium: str = ""

    def keep(self, action: str, page: str, sample: Sample) -> None:
        """Add a sample."""
        self.pages[action][page].append(sample)


class Wanted:
    """The corridors that a question calls for: what must be on the map when it is painted."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._scenes = Scenes(world)

    def __call__(self, question: str) -> str:
        drawn = self._scenes.of(parse(question, self._world.vocabulary)[0]).drawn
        return ",".join(sorted(drawn["origin_code"] + "-" + drawn["destination_code"]))


def measured() -> Found:
    """Measure everything, once."""
    found = Found()
    world = open_page_world(DATA_DIR)
    _browser(found, world)
    _server(found)
    for _ in range(STARTS):
        started = time.perf_counter()
        with running("app.py", "--port", "0"):
            found.starts.append(time.perf_counter() - started)
        started = time.perf_counter()
        subprocess.run([sys.executable, "-m", "geo.build.build"], cwd=ROOT, check=True, stdout=-3)
        found.builds.append(time.perf_counter() - started)
    return found


def _browser(found: Found, world: World) -> None:
    wanted = Wanted(world)
    with ExitStack() as stack:
        ours = stack.enter_context(running("app.py", "--port", "0"))
        plain = stack.enter_context(running("-m", "tests.bench.plain"))
        chromium = stack.enter_context(sync_playwright()).chromium
        path = os.environ.get("CHROMIUM", "/usr/bin/chromium")
        browser = chromium.launch(executable_path=path, args=["--no-sandbox"])
        stack.callback(browser.close)
        found.chromium = browser.version
        faces = {
            "ours": Face(ours.address, our_control),
            "plain": Face(plain.address, plain_control),
        }
        for turn in range(1 + COLD_REPETITIONS):
            for name, face in faces.items():
                with opened(browser) as page:
                    sample = load(page, face, wanted(""))
                if turn:
                    found.keep(COLD, name, sample)
        pages = {name: stack.enter_context(opened(browser)) for name in faces}
        for name, face in faces.items():
            load(pages[name], face, wanted(""))
        for turn in range(WARM_UP + REPETITIONS):
            known = world.vocabulary["periods"]
            period, later = (known[(turn + ahead) % len(known)] for ahead in (1, 2))
            kept = found if turn >= WARM_UP else Found()
            _turn(kept, faces, pages, (period, later), wanted)


def _turn(
    found: Found,
    faces: dict[str, Face],
    pages: dict[str, Page],
    periods: tuple[str, str],
    wanted: Wanted,
) -> None:
    """Each action on one page and then on the other; the ways back are not counted."""
    first, second = (f"period={period}" for period in periods)
    steps = (
        (PERIOD, "period", periods[0], first),
        (FILTER, "from", "west", f"{first}&from=west"),
        ("", "from", "all", first),
        (ALL, "top", "all", f"{first}&top=all"),
        (PERIOD_OF_ALL, "period", periods[1], f"{second}&top=all"),
        ("", "period", periods[0], f"{first}&top=all"),
        ("", "top", "60", first),
    )
    for action, name, value, asked in steps:
        goal = wanted(asked)
        for who, face in faces.items():
            sample = choose(pages[who], face, (name, value), goal)
            if action:
                found.keep(action, who, sample)


def _server(found: Found) -> None:
    app, world = serverside.fresh_app()
    client = app.server.test_client()
    questions = serverside.views(world.vocabulary["periods"])
    found.cold_replies = [serverside.draw(client, question) for question in questions]
    found.warm_replies = [serverside.draw(client, question) for question in questions]
    sizes = serverside.first_page(client)
    found.first_page = sum(sizes.values())
    found.shapes = sum(serverside.base_map(sizes).values())
