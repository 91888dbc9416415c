"""Figures of a server, whole however many processes answer.

They stand in memory that is made before the server forks and that all its processes share. A lock
of the system parts them: it goes with the process that holds it, however that ends. The list of
figures is fixed when the server starts, so that no request can add to it.
"""

from __future__ import annotations

import contextlib
import mmap
import os
import tempfile
import threading
import time
import weakref
from collections.abc import Iterable, Iterator, Mapping

try:
    import fcntl
except ImportError:  # Windows, where one process answers
    fcntl = None  # type: ignore[assignment]

MOST_PROCESSES = 64
_CELL = 8
_PID, _IN_WORK, _THREADS = range(3)
"""What stands of each process: it is in a row of its own, so that nothing of a dead one stays."""
Key = tuple[str, ...]


class Figures:
    """Numbers by name, shared by this process and those that it becomes.

    Parameters
    ----------
    names
        All there will ever be.
    """

    def __init__(self, names: Iterable[Key]) -> None:
        self._at = {name: at for at, name in enumerate(dict.fromkeys(names))}
        self._rows = len(self._at)
        cells = self._rows + 3 * MOST_PROCESSES
        self._cells = memoryview(mmap.mmap(-1, cells * _CELL)).cast("d")
        held = tempfile.TemporaryFile()  # noqa: SIM115 - open as long as the figures
        weakref.finalize(self, held.close)
        self._held = held.fileno()
        self._turn = threading.Lock()
        self.began = time.time()

    def add(self, amounts: Mapping[Key, float]) -> None:
        """Add to some figures, all at once; a name that is not known is left out."""
        with self._alone():
            for name, amount in amounts.items():
                if name in self._at:
                    self._cells[self._at[name]] += amount

    def put(self, name: Key, value: float) -> None:
        """Set one figure."""
        with self._alone():
            self._cells[self._at[name]] = value

    def of(self, name: Key) -> float:
        """One figure."""
        return self._cells[self._at[name]]

    def all(self) -> dict[Key, float]:
        """Every figure as it stands at one moment."""
        with self._alone():
            return {name: self._cells[at] for name, at in self._at.items()}

    def enter(self, by: int = 1) -> None:
        """Note that this process has one request more, or less, in work."""
        with self._alone():
            self._cells[self._row() + _IN_WORK] += by

    def offer(self, threads: int) -> None:
        """Note how many requests this process answers at once."""
        with self._alone():
            self._cells[self._row() + _THREADS] = threads

    def living(self) -> list[int]:
        """Processes that answer, by their number."""
        pids = (int(self._cells[row]) for row in self._every_row())
        return [pid for pid in pids if pid and _lives(pid)]

    def in_work(self) -> int:
        """Requests that living processes work on."""
        return self._sum(_IN_WORK)

    def threads(self) -> int:
        """How many requests living processes answer at once; 0 before one has said it."""
        return self._sum(_THREADS)

    def _sum(self, what: int) -> int:
        living = {*self.living()}
        rows = (row for row in self._every_row() if int(self._cells[row]) in living)
        return int(sum(self._cells[row + what] for row in rows))

    def _every_row(self) -> range:
        return range(self._rows, self._rows + 3 * MOST_PROCESSES, 3)

    def _row(self) -> int:
        """Row of this process: its own, an empty one, or that of a process that is no more."""
        mine = os.getpid()
        pids = {row: int(self._cells[row]) for row in self._every_row()}
        for row, pid in pids.items():
            if pid == mine:
                return row
        free = [row for row, pid in pids.items() if not pid or not _lives(pid)]
        row = free[0] if free else self._rows
        self._cells[row] = mine
        self._cells[row + _IN_WORK] = self._cells[row + _THREADS] = 0
        return row

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        """Keep other threads out, and other processes."""
        with self._turn:
            if fcntl is None:
                yield
                return
            fcntl.lockf(self._held, fcntl.LOCK_EX)
            try:
                yield
            finally:
                fcntl.lockf(self._held, fcntl.LOCK_UN)


def _lives(pid: int) -> bool:
    """Whether there is such a process; of ours, a parent clears away those that have ended."""
    if os.name != "posix":
        return pid == os.getpid()
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
