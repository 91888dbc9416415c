"""Do each fault to a host while readers ask, print a line of each; the result is 1 for a miss.

``python -m tests.faults`` has 20 readers who think for a second, ``--long`` 100 who think for five.
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, sync_playwright

from geo.world.catalog import DATA_DIR
from layers.subjects import open_page_world
from tests.bars.bar import MISSED, NOT_RUN, Bar
from tests.bars.command import asked_of, say, tried
from tests.faults import children, clocks, disks, packs, processes, windows
from tests.faults.setting import LONG, SHORT, Setting, saved
from tests.load.hosting import program

CHROMIUM = os.environ.get("CHROMIUM", "") or "/usr/bin/chromium"
FAULTS: dict[str, Callable[[Setting], Bar]] = {
    "X1": processes.one_killed,
    "X2": processes.all_killed,
    "X3": processes.first_killed,
    "X4": children.child_ended,
    "X5": processes.told_to_end,
    "X6": disks.full,
    "X7": disks.read_only,
    "X8": packs.caches,
    "X9": packs.data_packs,
    "X10": packs.ports,
    "X11": clocks.moved,
    "X12": windows.browsers,
}


def done(name: str, setting: Setting) -> Bar:
    """The record of one fault."""
    if not program():
        return Bar("B10", name, "no nginx", "", NOT_RUN)
    return tried("B10", name, lambda: FAULTS[name](setting))


@contextmanager
def a_browser() -> Iterator[Browser | None]:
    """A browser, or none where none is here."""
    if not shutil.which(CHROMIUM):
        yield None
        return
    with sync_playwright() as playwright:
        options = ["--no-sandbox", "--disable-gpu"]
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=options)
        yield launched
        launched.close()


def main(arguments: list[str] | None = None) -> int:
    """Do each fault to servers of its own."""
    asked = asked_of(__doc__, FAULTS, arguments, name="faults")
    with TemporaryDirectory() as folder, a_browser() as browser:
        kept = Path(folder) / "own"
        vocabulary = open_page_world(DATA_DIR).vocabulary
        size = LONG if asked.is_long else SHORT
        setting = Setting(vocabulary, kept, saved(kept), size, browser)
        found = [*asked.told(done(name, setting) for name in asked.keys)]
    ran = [one for one in found if one.verdict != NOT_RUN]
    held = [one for one in ran if one.verdict != MISSED]
    say(f"{len(held)} of {len(found)} held, {len(found) - len(ran)} not run")
    return int(len(held) < len(ran) or not ran)


if __name__ == "__main__":
    sys.exit(main())
