"""Serve the page on a Spark cluster of this machine: what ``make spark`` runs.

A world of counties is built once and kept; ``--data DIR`` serves another package. Other options go
to the application.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from geo.flows.spark import local
from tests.spark import counties

KEPT = counties.ROOT / ".venv-spark" / "worlds"


def main(options: Sequence[str]) -> int:
    """Build what is missing, start the cluster, serve until stopped."""
    if "--data" in options:
        return local.main([str(counties.ROOT / "app.py"), *options])
    sys.stdout.write("Building a world of many regions, once ...\n")
    sys.stdout.flush()
    return local.main(
        [str(counties.ROOT / "app.py"), "--data", str(counties.opened(KEPT)), *options]
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
