"""What this program is made of: what the locks name, what is carried along, and the licences."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.metadata import Distribution, distributions
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOCKS = tuple(sorted(path.name for path in ROOT.glob("requirements*.lock")))
ENVIRONMENTS = (".venv", ".venv-spark", ".venv-audit")
"""Where the parts of the locks are installed, as far as they are."""
_PINNED = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", re.MULTILINE)
_CARRIED = re.compile(
    r"^(plotly\.js|regenerator-runtime|Noto Sans CJK SC) (\d[\d.]*\d)(?=,|$)", re.MULTILINE
)
FROM_NPM = ("plotly.js", "regenerator-runtime")
NO_LICENCE = "not told"


@dataclass(frozen=True)
class Part:
    """One part: its name and version, and the licence as it tells it."""

    name: str
    version: str
    licence: str = NO_LICENCE


def locked(lock: str) -> list[Part]:
    """Parts that a lock names."""
    text = (ROOT / lock).read_text("utf-8")
    return [Part(name.lower(), version) for name, version in _PINNED.findall(text)]


def carried() -> list[Part]:
    """Parts that stand in this repository, as NOTICE names them."""
    licences = {"Noto Sans CJK SC": "OFL-1.1"}
    found = _CARRIED.findall((ROOT / "NOTICE").read_text("utf-8"))
    return [Part(name, version, licences.get(name, "MIT")) for name, version in found]


def licences(environment: Path) -> list[Part]:
    """Parts of an environment with their licences."""
    places = [str(one) for one in environment.glob("lib/python*/site-packages")]
    found = distributions(path=places) if places else ()
    parts = {_part(one) for one in found}
    return sorted(parts, key=lambda one: one.name.lower())


def _part(one: Distribution) -> Part:
    told = one.metadata
    classes = [
        line.rpartition("::")[2].strip()
        for line in told.get_all("Classifier") or []
        if line.startswith("License ::")
    ]
    free = (told.get("License") or "").strip().partition("\n")[0]
    said = told.get("License-Expression") or " and ".join(classes) or free or NO_LICENCE
    return Part(told["Name"], one.version, said)
