"""Serve the page on a Spark cluster of this machine: what ``make spark`` runs.

A world of counties is built once and kept; ``--data DIR`` serves another package. Other options go
to the application.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from geo.flows.spark import local
from tests.spark import counties

KEPT = counties.ROOT / ".venv-spark" / "worlds"


def main(options: Sequence[str]) -> None:
    """Build what is missing, start the cluster, serve until stopped."""
    data = [] if "--data" in options else ["--data", str(_kept())]
    page = [str(counties.ROOT / "app.py"), *data, *options]
    # Another program in the place of this one: a built world leaves much in the memory.
    os.execv(sys.executable, [sys.executable, "-m", local.__name__, *page])


def _kept() -> Path:
    sys.stdout.write("Building a world of many regions, once ...\n")
    sys.stdout.flush()
    return counties.opened(KEPT)


if __name__ == "__main__":
    main(sys.argv[1:])
