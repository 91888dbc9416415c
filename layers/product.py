"""The version of this program, from its one record: `version` in pyproject.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path

_RECORD = Path(__file__).resolve().parents[1] / "pyproject.toml"
VERSION: str = tomllib.loads(_RECORD.read_text("utf-8"))["project"]["version"]
