"""The process that reads a file apart ends: killed, without memory, without time.

Its own limits are met early: they are lowered from outside (``prlimit``) once it has set them,
while it stands still. What it then meets is what a file without end would have it meet.
"""

from __future__ import annotations

import os
import resource
import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path

from tests.bars.bar import NOT_RUN, Bar
from tests.faults import asked
from tests.faults.setting import NeverError, Setting, amid, bar
from tests.load.hosting import Host, Manner, children, hosted

READING, BUILDING = b"geo.files.confined", b"geo.own.child"
LOOK_SECONDS = 0.002
PATIENCE_SECONDS = 60.0
ROWS = 500_000
"""They fill more than a child has at hand when it begins."""
SAID = "takes more memory or time than is allowed"


def _killed(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)


def _without_memory(pid: int) -> None:
    told = Path(f"/proc/{pid}/statm").read_text("ascii").split()
    size = int(told[0]) * resource.getpagesize() + (1 << 20)
    resource.prlimit(pid, resource.RLIMIT_AS, (size, size))


def _without_time(pid: int) -> None:
    resource.prlimit(pid, resource.RLIMIT_CPU, (1, 1))


def _is_confined(pid: int) -> bool:
    """Whether a child has set its limits: it may open no file more than its three."""
    return resource.prlimit(pid, resource.RLIMIT_NOFILE)[0] == 3


def _is_begun(pid: int) -> bool:
    return bool(pid)


def _catch(
    host: Host, what: bytes, ready: Callable[[int], bool], fate: Callable[[int], None]
) -> Callable[[], int]:
    """Wait in a thread for a child of a kind, and do something to it."""
    found: list[int] = []

    def look() -> None:
        until = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < until and not found:
            for pid in [one for worker in host.workers for one in children(worker)]:
                try:
                    if what not in Path(f"/proc/{pid}/cmdline").read_bytes() or not ready(pid):
                        continue
                    os.kill(pid, signal.SIGSTOP)
                    fate(pid)
                    os.kill(pid, signal.SIGCONT)
                except OSError:  # it has ended
                    continue
                found.append(pid)
                return
            time.sleep(LOOK_SECONDS)

    thread = threading.Thread(target=look)
    thread.start()

    def caught() -> int:
        thread.join()
        if not found:
            raise NeverError("no such child was seen")
        return found[0]

    return caught


FATES: dict[str, tuple[bytes, Callable[[int], bool], Callable[[int], None]]] = {
    "reading, killed": (READING, _is_confined, _killed),
    "reading, out of memory": (READING, _is_confined, _without_memory),
    "reading, past its time": (READING, _is_confined, _without_time),
    "building, killed": (BUILDING, _is_begun, _killed),
}


def child_ended(setting: Setting) -> Bar:
    """End the child in each way; the reader gets one message, and the same file is read later."""
    title = "X4 the process that reads or builds a file ends"
    if not hasattr(resource, "prlimit"):
        return Bar("B10", title, "limits of another process cannot be set here", "", NOT_RUN)
    rows = "".join(f"p{n % 70},p{n % 71 + 70},2010,{n + 1}\n" for n in range(ROWS))
    large = b"from,to,year,people\n" + rows.encode()
    words, holds = [], []
    with (
        hosted(manner=Manner(kept=setting.kept)) as host,
        amid(setting, host) as (met, kept),
    ):
        before = host.workers
        for name, (what, ready, fate) in FATES.items():
            draft = asked.sent(host.port, large, f"{name}.csv")
            ask = asked.take
            if what == BUILDING:
                asked.take(host.port, draft)
                ask = asked.use
            caught = _catch(host, what, ready, fate)
            reply = ask(host.port, draft)
            caught()
            again = asked.take(host.port, draft)
            is_read = again.status == 200 and again.json()["rows_read"] == ROWS
            holds += [reply.status == 400, SAID in reply.message, is_read]
            words.append(f"{name}: {reply.status}")
            if not all(holds[-3:]):
                met.words.append(f"{name}: {reply.message}; then {again.status} {again.message}")
        holds.append(host.workers == before)
        left = [one.name for one in (host.prefix / "own").glob(".making-*")]
        holds.append(not left)
    return bar(
        *(met, kept, title),
        f"one message each ({', '.join(words)}), the same file is read afterwards, no process that "
        f"answers ended, {len(left)} left half",
        "one message, nothing else touched",
        *holds,
    )
