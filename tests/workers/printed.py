"""The raw files of the migrant worker survey, as they are printed."""

from __future__ import annotations

from tests import raw

FOLDER = "nbs_migrant-workers-by-region"
Rows = list[dict[str, str]]


def rows(name: str) -> Rows:
    """Rows of one file of the survey."""
    return raw.rows_of(f"{FOLDER}/{name}.csv")


def nation() -> dict[int, dict[str, str]]:
    """Rows of the nation by year."""
    return {int(row["year"]): row for row in raw.rows_of("nbs_migrant-workers/migrant_workers.csv")}
