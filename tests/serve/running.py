"""Start a server of ours in its own process and wait for the line that says it answers."""

from __future__ import annotations

import contextlib
import os
import queue
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from geo.own.store import VARIABLE

ROOT = Path(__file__).parents[2]
DEADLINE_SECONDS = 90
ANNOUNCED = "Migration corridors: "


@dataclass
class Running:
    """A server process: where it answers and the lines it has written so far."""

    process: subprocess.Popen[str]
    lines: list[str]
    address: str
    written: queue.Queue[str]

    def said(self) -> str:
        """Everything the server has written so far."""
        with contextlib.suppress(queue.Empty):
            while True:
                self.lines.append(self.written.get_nowait().rstrip("\n"))
        return "\n".join(self.lines)

    @property
    def port(self) -> int:
        return int(self.address.rstrip("/").rpartition(":")[2])


@contextlib.contextmanager
def running(*command: str, seconds: float = DEADLINE_SECONDS) -> Iterator[Running]:
    """Run Python with a command until the block ends; yield once the address is printed.

    Each line of what it writes until then may take some seconds.
    """
    own = tempfile.TemporaryDirectory()  # nobody's own data are touched
    process = subprocess.Popen(
        [sys.executable, *command],
        cwd=ROOT,
        env={VARIABLE: own.name, **os.environ},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    written: queue.Queue[str] = queue.Queue()
    reader = threading.Thread(target=_pass_on, args=[process, written], daemon=True)
    reader.start()
    try:
        lines: list[str] = []
        while not (lines and lines[-1].startswith(ANNOUNCED)):
            line = written.get(timeout=seconds)
            if not line:
                raise AssertionError(f"ended with {process.wait()} before it answered: {lines}")
            lines.append(line.rstrip("\n"))
        yield Running(process, lines, lines[-1].removeprefix(ANNOUNCED), written)
    finally:
        process.terminate()
        process.wait(timeout=DEADLINE_SECONDS)
        reader.join(timeout=DEADLINE_SECONDS)
        process.stdout.close()
        own.cleanup()


def _pass_on(process: subprocess.Popen[str], written: queue.Queue[str]) -> None:
    for line in process.stdout or ():
        written.put(line)
    written.put("")
