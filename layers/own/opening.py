"""What opens a file of a reader, inside the panel *Open data*."""

from __future__ import annotations

from typing import Any


def opening() -> list[Any]:
    """Markup that stands in ``#own-opening``, above the list of data that are kept."""
    return []
