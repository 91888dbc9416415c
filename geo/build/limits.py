"""The limits of a filled template, which are narrower than those of a table of flows."""

from __future__ import annotations

MOST_BYTES = 2_000_000
MOST_ROWS = 5_000
MOST_COLUMNS = 50
MOST_CELL = 5_000
MOST_SIGNS = 4_000_000
MOST_MEMBERS = 50
MOST_UNPACKED_BYTES = 200_000_000
MOST_RATIO = 200
HEAD_LINES = 20
"""Filled lines among which the header is looked for; a title may stand above it."""
