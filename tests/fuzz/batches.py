"""Bad files by the hundred in one child after another, and how each of them ended."""

from __future__ import annotations

import json
import select
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from geo.files.confined import ENVIRONMENT, ROOT, WORKS, apart
from geo.files.unreadable import UnreadableFileError
from geo.own.reading import BOUNDARIES, FLOWS
from tests.files.made import csv_of
from tests.fuzz.child import FAULT, MEMORY, PARTS, REFUSED, SECONDS
from tests.fuzz.mutations import Mutated, mutated
from tests.fuzz.seeds import CODES, KNOWN, PROJECT

BATCH = 400
"""Files of one child: what its libraries keep is given back by its end."""
SAMPLE = 100
"""Every so many a file is read by the door itself as well."""
AGAIN = 4
"""Every so many a file is read a second time, under answers by chance."""
MOST_SAID = 500
GOOD = ("moves.csv", csv_of(CODES).encode())
ANSWERS = {"direction": "origin-first", "unit": "persons", "measure": "flow"}
CRASHED, SLOW = "crashed", "slow"
ALLOCATION = (b"memory allocation of", b"bad_alloc", b"MemoryError", b"out of memory")
"""What libraries say that end a process at the limit of memory."""


@dataclass
class Figures:
    """How many files ended how, and what was against the contract."""

    endings: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    slowest: tuple[float, str] = (0.0, "")
    largest: tuple[float, str] = (0.0, "")
    sampled: int = 0
    children: int = 0


class Child:
    """One process that reads files until it ends."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.fuzz.child"], cwd=ROOT, env=ENVIRONMENT,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip

    def read(self, one: Mutated, asked: Mapping[str, Any], chance: str) -> dict[str, Any] | None:
        """How a file ended; None where the child did not come back."""
        assert self.process.stdin
        assert self.process.stdout
        files = files_of(one)
        sizes = [(name, len(content)) for name, content in files]
        head = json.dumps({"files": sizes, "asked": asked, "chance": chance}).encode()
        try:
            self.process.stdin.write(b"".join([head, b"\n", *(content for _, content in files)]))
            self.process.stdin.flush()
        except BrokenPipeError:
            return None
        if not select.select([self.process.stdout], [], [], WORKS["draft"].wall)[0]:
            self.process.kill()
            return None
        line = self.process.stdout.readline()
        return json.loads(line) if line.endswith(b"\n") else None

    def end(self) -> tuple[int, bytes]:
        """How the process ended, and what it said."""
        _, said = self.process.communicate()
        return self.process.returncode, said


def files_of(one: Mutated) -> list[tuple[str, bytes]]:
    """The bad file, behind a sound list where it holds boundaries."""
    before = [GOOD] if one.seed.role == BOUNDARIES else []
    return [*before, (one.seed.name, one.content)]


def asked_of(one: Mutated) -> dict[str, Any]:
    """What is asked of it."""
    roles = {BOUNDARIES: [FLOWS, BOUNDARIES]}.get(one.seed.role, [one.seed.role])
    answers = {} if one.number % 2 else ANSWERS
    return {"roles": roles, "answers": answers, "known": KNOWN}


def run(numbers: Iterable[int], figures: Figures) -> Iterator[int]:
    """Read the files of some numbers, and tell how many are done now and then."""
    child, done = Child(), 0
    figures.children += 1
    for number in numbers:
        one = mutated(number)
        asked = asked_of(one)
        chance = str(number) if number % AGAIN == 0 and one.seed.role != PROJECT else ""
        found = child.read(one, asked, chance)
        if found is None or found["ending"] == MEMORY:
            child.process.kill()
            child.end()
            found = alone(one, asked, chance)
            child = Child()
            figures.children += 1
        judge(one, found, figures)
        if number % SAMPLE == 0 or found["ending"] in (MEMORY, CRASHED, SLOW):
            figures.sampled += 1
            judge_door(one, asked, found, figures)
        done += 1
        if done % BATCH == 0:
            child.end()
            child = Child()
            figures.children += 1
            yield done
    child.end()
    yield done


def alone(one: Mutated, asked: Mapping[str, Any], chance: str) -> dict[str, Any]:
    """How a file ends that no other came before."""
    child = Child()
    found = child.read(one, asked, chance)
    code, said = child.end()
    if found is not None:
        return found
    if any(sign in said for sign in ALLOCATION):
        return {"ending": MEMORY}
    return {"ending": SLOW if code == -24 else CRASHED, "said": f"{code}: {said[-600:]!r}"}


def judge(one: Mutated, found: Mapping[str, Any], figures: Figures) -> None:
    """Count a file, and write down what is against the contract."""
    title = f"{one.number} {one.seed.name} ({'; '.join(one.ways)})"
    figures.endings[f"{one.seed.role}: {found['ending']}"] += 1
    figures.slowest = max(figures.slowest, (found.get("seconds", 0.0), title))
    figures.largest = max(figures.largest, (found.get("peak", 0.0), title))
    flaws = [*found.get("reached", ())]
    if found["ending"] in (FAULT, CRASHED, SLOW):
        flaws.append(str(found["said"]) + "\n    ".join(found.get("trace", ())[-9:]))
    if found.get("seconds", 0.0) > SECONDS:
        flaws.append(f"{found['seconds']:.1f} s")
    if found["ending"] == REFUSED:
        flaws += unsaid(one.seed.name, found)
    figures.faults += [f"{title}: {flaw}" for flaw in flaws]


def unsaid(name: str, found: Mapping[str, Any]) -> list[str]:
    """What a refusal lacks: the file, the reason, the remedy, each of few plain letters."""
    whole = " ".join(found[key] for key in ("where", "reason", "remedy"))
    flaws = [f"no {key}" for key in ("where", "reason", "remedy") if not found[key].strip()]
    if not found["where"].startswith((name, GOOD[0])):
        flaws.append(f"no file: {found['where']!r:.80}")
    if not whole.isprintable() or len(whole) > MOST_SAID:
        flaws.append(f"no plain words: {whole!r:.200}")
    return flaws


def judge_door(
    one: Mutated, asked: Mapping[str, Any], found: Mapping[str, Any], figures: Figures
) -> None:
    """Read a file by the door of the page, which says the same."""
    work = "project" if one.seed.role == PROJECT else "draft"
    try:
        told, _ = apart(work, files_of(one), asked)
    except UnreadableFileError as error:
        same = found["ending"] != REFUSED or error.reason == found["reason"]
        is_right = found["ending"] in (REFUSED, MEMORY, CRASHED, SLOW) and same
        said = f"{error} {error.__cause__ or ''}"
    else:
        counted = sum(row["rows_count"] for row in told.get("findings", ()) if row["part"] in PARTS)
        is_right, said = found["ending"] not in (REFUSED, MEMORY), f"read, {counted} rows"
    if not is_right:
        figures.faults.append(f"{one.number} {one.seed.name}: here {found['ending']}, there {said}")
