"""A child that reads one bad file after another under the limits of one that reads a single file.

``python -m tests.fuzz.child``; each file comes as a line of JSON and its bytes, and is answered
with a line of JSON. A file that takes more computing than is allowed ends the child.
"""

from __future__ import annotations

import json
import random
import resource
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from traceback import walk_tb
from typing import Any, TextIO

from geo.files.confined import GB, WORKS, confine
from geo.files.unreadable import UnreadableFileError
from geo.intake.fates import FATES
from geo.intake.report import FINDINGS
from geo.outlines.told import OUTLINE_FINDINGS
from geo.own import reading, received
from tests.fuzz.seeds import PROJECT

SECONDS = 10
"""Of computing for one file."""
WHOLE_SECONDS = 3_600
REACHING = (
    "open",
    "socket.",
    "subprocess.",
    "os.",
    "shutil.",
    "ctypes.dlopen",
    "urllib.",
    "ftplib.",
)
"""What the reading of bytes never asks of the machine."""
READ, WAITS, REFUSED, MEMORY, FAULT = ENDINGS = ("read", "waits", "refused", "memory", "fault")
"""How a file ends: with moves that can be built, with a report and questions, with a message, at
the limit of memory, or against the contract.
"""
PARTS = ("accepted", "aside", "rejected")
Files = Sequence[tuple[str, bytes]]


def apart(files: Files, asked: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What the child of a draft does, or that of a project file."""
    if asked["roles"] == [PROJECT]:
        return received.apart(files, asked)
    return reading.apart(files, asked)


def ending(files: Files, asked: Mapping[str, Any], chance: random.Random | None) -> dict[str, Any]:
    """Read files, again under answers by chance, and say how it ended."""
    try:
        told, tables = apart(files, asked)
        found: dict[str, Any] = {"ending": READ if tables else WAITS} | checked(told)
        if chance and told:
            answers = by_chance(told["choices"], chance)
            found |= under(answers, files, asked)
        return found if "said" not in found else found | {"ending": FAULT}
    except UnreadableFileError as error:
        return {"ending": REFUSED} | vars(error)
    except MemoryError:
        return {"ending": MEMORY}
    except BaseException as error:
        return {"ending": FAULT} | ours(error)


def under(answers: dict[str, str], files: Files, asked: Mapping[str, Any]) -> dict[str, Any]:
    """What is wrong with the reading under some answers; nothing where it is right, or refused."""
    try:
        found: dict[str, Any] = checked(apart(files, {**asked, "answers": answers})[0])
    except UnreadableFileError:
        return {}
    except Exception as error:
        found = ours(error)
    if "said" in found:
        found["said"] = f"under {answers}: {found['said']}"
    return found


def ours(error: BaseException) -> dict[str, Any]:
    """What an error that nobody declared says, and where it comes from."""
    frames = walk_tb(error.__traceback__)
    lines = [f"{frame.f_code.co_filename}, line {at}" for frame, at in frames]
    return {"said": f"{type(error).__name__}: {str(error)[:300]}", "trace": lines}


def checked(told: Mapping[str, Any]) -> dict[str, str]:
    """What is wrong with a report under ``said``; nothing where it is right."""
    if not told:
        return {}
    counted = [one for one in told["findings"] if one["kind"] in FATES]
    total = sum(one["rows_count"] for one in counted if one["part"] in PARTS)
    unknown = {one["kind"] for one in told["findings"]} - {*FINDINGS, *OUTLINE_FINDINGS}
    if total != told["rows_read"]:
        return {"said": f"{told['rows_read']} rows were read, {total} are told of"}
    if unknown:
        return {"said": f"no words for {unknown}"}
    try:
        json.dumps(told, ensure_ascii=False).encode()  # as the page writes it
    except UnicodeError as error:
        return {"said": f"a sign that no page can hold: {str(error)[:80]}"}
    return {}


def by_chance(choices: Sequence[Mapping[str, Any]], chance: random.Random) -> dict[str, str]:
    """Answers to some questions, of those that are offered."""
    offered = {one["key"]: one["options"] for one in choices if one["options"]}
    some = [key for key in offered if chance.random() < 0.5]
    return {key: chance.choice(offered[key]) for key in some}


def watch() -> list[str]:
    """What this process asks of the machine from now on, as it comes."""
    asked: list[str] = []

    def hear(event: str, arguments: tuple[Any, ...]) -> None:
        if event.startswith(REACHING):
            asked.append(f"{event} {str(arguments)[:200]}")

    sys.addaudithook(hear)
    return asked


def allow(seconds: int) -> None:
    """Let this process compute some seconds more, and end if it does not come back before."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = int(used.ru_utime + used.ru_stime) + seconds + 1
    resource.setrlimit(resource.RLIMIT_CPU, (soft, WHOLE_SECONDS))


def peak_gb(status: TextIO) -> float:
    """The most memory that this process ever had, by its own record."""
    status.seek(0)
    said = next(line for line in status if line.startswith("VmHWM"))
    return int(said.split()[1]) * 1024 / GB


def main() -> None:
    """Read what comes, until nothing comes any more."""
    reading.ready()
    received.ready()
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    status = Path("/proc/self/status").open(encoding="utf-8")  # noqa: SIM115 - none is opened later
    reached = watch()
    confine(replace(WORKS["draft"], computing=WHOLE_SECONDS))
    while line := source.readline():
        head = json.loads(line)
        files = [(title, source.read(size)) for title, size in head["files"]]
        chance = random.Random(head["chance"]) if head.get("chance") else None
        reached.clear()
        allow(SECONDS)
        started, computed = time.monotonic(), time.process_time()
        found = ending(files, head["asked"], chance)
        found["seconds"] = time.process_time() - computed
        found["waited"] = time.monotonic() - started
        found["peak"] = peak_gb(status)
        found["reached"] = [*reached]
        sink.write(json.dumps(found).encode() + b"\n")
        sink.flush()


if __name__ == "__main__":
    main()
