"""What is known against the parts. Who could not be asked has said nothing: that is "not run"."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from tests.audit.parts import ROOT, Part

EXCEPTIONS = Path(__file__).with_name("exceptions.csv")
PATIENCE_SECONDS = 600
NOT_RUN = "not run"


@dataclass(frozen=True)
class Weakness:
    """One known weakness of a part."""

    id: str
    name: str
    version: str


@dataclass(frozen=True)
class Asked:
    """What came of asking about some parts.

    Attributes
    ----------
    about : str
        What was asked about.
    parts, answered : int
        How many there are, and about how many somebody knew to answer.
    found : sequence of Weakness
        What is known.
    why : str
        Why not all were answered.
    """

    about: str
    parts: int
    answered: int
    found: Sequence[Weakness] = field(default_factory=tuple)
    why: str = ""

    def told(self) -> str:
        """One line. It passes only where each part was answered and nothing is known."""
        counted = f"{self.about}: {self.answered} of {self.parts} parts answered"
        if self.answered < self.parts:
            return f"{counted}, {len(self.found)} known: {NOT_RUN} for the rest ({self.why})"
        return f"{counted}, {len(self.found)} known: {'failed' if self.found else 'passed'}"


@dataclass(frozen=True)
class Excepted:
    """A weakness that is judged in writing, until a day."""

    id: str
    name: str
    until: date
    reason: str


def exceptions(path: Path = EXCEPTIONS) -> list[Excepted]:
    """Exceptions of the file; each has a reason and a last day."""
    with path.open(encoding="utf-8", newline="") as told:
        rows = list(csv.DictReader(told))
    found = [
        Excepted(one["id"], one["name"], date.fromisoformat(one["until"]), one["reason"].strip())
        for one in rows
    ]
    for one in found:
        if not one.reason:
            raise ValueError(f"{one.id}: found no reason, expected one")
    return found


def unexcused(
    found: Iterable[Weakness], excepted: Iterable[Excepted], today: date
) -> list[Weakness]:
    """Weaknesses without an exception that still holds."""
    holding = {(one.id, one.name) for one in excepted if one.until >= today}
    return [one for one in found if (one.id, one.name) not in holding]


def of_pip(lock: str, told: str, parts: Sequence[Part], failed: str = "") -> Asked:
    """What pip-audit says of a lock.

    It calls a part that nobody knew "skipped" and ends as if nothing were known: such a part was
    not answered.
    """
    try:
        entries: list[dict[str, Any]] = json.loads(told)["dependencies"]
    except (ValueError, KeyError, TypeError):
        return Asked(lock, len(parts), 0, (), failed or "no answer")
    answered = {one["name"].lower(): one for one in entries if "vulns" in one}
    found = [
        Weakness(each["id"], one["name"].lower(), one["version"])
        for one in answered.values()
        for each in one["vulns"]
    ]
    skipped = next((one["skip_reason"] for one in entries if "skip_reason" in one), failed)
    names = {one.name.replace("_", "-") for one in parts}
    known = sum(name.replace("_", "-") in names for name in answered)
    return Asked(lock, len(names), known, tuple(found), skipped.partition(":")[0])


def of_npm(told: str, parts: Sequence[Part]) -> Asked:
    """What npm audit says of the scripts that are carried along."""
    try:
        answer = json.loads(told)
        entries: dict[str, Any] = answer["vulnerabilities"]
    except (ValueError, KeyError, TypeError):
        return Asked("scripts carried along", len(parts), 0, (), "the service did not answer")
    found = [
        Weakness(str(each.get("url", each.get("source", ""))).rpartition("/")[2], name, "")
        for name, one in entries.items()
        for each in one["via"]
        if isinstance(each, dict)
    ]
    return Asked("scripts carried along", len(parts), len(parts), tuple(found))


def ask_pip(lock: str, parts: Sequence[Part]) -> Asked:
    """Ask about a lock, without installing any of it."""
    quiet = ["--require-hashes", "--disable-pip", "--progress-spinner", "off"]
    asked = ["--requirement", str(ROOT / lock), "--format", "json"]
    command = [sys.executable, "-m", "pip_audit", *quiet, *asked]
    return of_pip(lock, _said(command, ROOT), parts, "pip-audit did not come to its end")


def ask_npm(parts: Sequence[Part]) -> Asked:
    """Ask about the scripts that are carried along, with what they are made of."""
    wanted = {one.name: one.version for one in parts}
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        package = {"name": "carried", "version": "1.0.0", "private": True, "dependencies": wanted}
        (folder / "package.json").write_text(json.dumps(package), "utf-8")
        quiet = ["--ignore-scripts", "--no-fund", "--no-audit"]
        _said(["npm", "install", "--package-lock-only", *quiet], folder)
        return of_npm(_said(["npm", "audit", "--json", "--package-lock-only"], folder), parts)


def _said(command: Sequence[str], folder: Path) -> str:
    """What a program writes; nothing where it is not here or does not come to its end."""
    try:
        done = subprocess.run(
            command, cwd=folder, capture_output=True, text=True, timeout=PATIENCE_SECONDS,
            check=False,
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout
