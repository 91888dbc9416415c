"""Lay out the corridors of a world that comes without a layout, while its page is served already.

A child process works it out, so that no reader waits for it; until then corridors run plain.
"""

from __future__ import annotations

import atexit
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from geo.scene.courses import is_laid, parsed, take
from geo.world.world import World

LARGEST = 100  # as many as a view draws, and some
MOST_ROWS = 50_000  # to find the largest corridors among more takes too long
PATIENCE_SECONDS = 120
PATIENT = 15
ROOT = Path(__file__).parents[2]
LOG = logging.getLogger(__name__)


def lay_out(world: World, then: Callable[[], object]) -> None:
    """Begin to lay out the largest corridors; once it is done they are drawn by it.

    Parameters
    ----------
    world
        The built tables; one with a layout is left alone, and so is one without a map or of very
        many corridors. What fails is logged, and the corridors stay plain.
    then
        What is done once they are drawn by it.
    """
    if world.is_drawn and world.rows.get("corridors", 0) <= MOST_ROWS and not is_laid(world):
        threading.Thread(target=_lay_out, args=(world, then), daemon=True).start()


def _lay_out(world: World, then: Callable[[], object]) -> None:
    command = [sys.executable, "-m", "geo.layout", "--data", str(world.built.parent.resolve())]
    try:
        with subprocess.Popen(  # noqa: S603 - our own module, on the package that is served
            [*command, "--largest", str(LARGEST)], cwd=ROOT, stdout=subprocess.PIPE, text=True
        ) as child:
            if hasattr(os, "setpriority"):  # readers first
                os.setpriority(os.PRIO_PROCESS, child.pid, PATIENT)
            atexit.register(child.kill)  # who stops the server waits for no layout
            try:
                said, _nothing = child.communicate(timeout=PATIENCE_SECONDS)
            finally:
                child.kill()
                atexit.unregister(child.kill)
    except (OSError, subprocess.SubprocessError) as error:
        LOG.warning("The corridors of %s stay plain: %s", world.package.name, error)
        return
    if child.returncode:
        LOG.warning("The corridors of %s stay plain: code %d", world.package.name, child.returncode)
        return
    take(world, parsed(said))
    then()
