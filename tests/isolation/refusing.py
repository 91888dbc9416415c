"""How an application takes questions that are forged: in its own process, and behind nginx.

In its own process nothing limits how often is asked: the questions come from this machine. Behind
nginx each one comes by a connection of its own, from one of many addresses, so that the limits of
an address do not speak first; 429 and 503 of a busy host are counted apart.
"""

from __future__ import annotations

import hashlib
import logging
import shutil
import socket
import tempfile
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path

from geo.own.store import Limits, Store
from geo.world.catalog import DATA_DIR
from tests.bars.bar import Bar, verdict
from tests.faults import asked
from tests.faults.setting import saved
from tests.isolation.forged import Forged, Offered, forged, offered_by
from tests.load.client import Connection
from tests.load.hosting import Manner, hosted

PROCESSES = 2
MOST_SECONDS = 1.0
BUSY = (429, 503)
TRACES = ("Traceback", '"fault"')
OUTER_SECONDS = 20.0


@dataclass
class Taken:
    """What became of some questions.

    Attributes
    ----------
    statuses : Counter
        How many replies of each.
    bad : list of str
        Replies of 500 and above, and questions without one.
    slow : list of str
        Those that took longer than `MOST_SECONDS`.
    traces : list of str
        What the log says of faults.
    slowest : float
        Seconds of the slowest.
    """

    statuses: Counter[int] = field(default_factory=Counter)
    bad: list[str] = field(default_factory=list)
    slow: list[str] = field(default_factory=list)
    traces: list[str] = field(default_factory=list)
    slowest: float = 0.0
    is_changed: bool = False

    def add(self, one: Forged, status: int, seconds: float) -> None:
        """Count one reply."""
        self.statuses[status] += 1
        self.slowest = max(self.slowest, seconds)
        if status >= 500 and status not in BUSY:
            self.bad.append(f"{status}: {one}")
        if seconds > MOST_SECONDS:
            self.slow.append(f"{seconds:.1f} s: {one}")

    def join(self, other: Taken) -> None:
        """Count those of another, too."""
        self.statuses += other.statuses
        self.bad += other.bad
        self.slow += other.slow
        self.traces += other.traces
        self.slowest = max(self.slowest, other.slowest)
        self.is_changed |= other.is_changed


def _content(folder: Path) -> str:
    """Hash of a reader's data, without when they were looked at."""
    total = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name != "kept.json" and "static" not in path.parts:
            total.update(path.relative_to(folder).as_posix().encode() + path.read_bytes())
    return total.hexdigest()


def _inside(seed: int, most: int) -> Taken:
    """Ask an application of this process."""
    from app import create_app
    from layers.page import early
    from layers.subjects import open_page_world

    taken = Taken()

    class Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if record.exc_info:
                taken.traces.append(f"{record.getMessage()}: {record.exc_info[1]!r}"[:300])

    logging.getLogger().addHandler(Ear())
    own = Path(tempfile.mkdtemp())
    try:
        name = saved(own)
        before = _content(own / name)
        world = open_page_world(DATA_DIR)
        app = create_app(world, own=Store(own, Limits()), is_shared=True)
        early.warm(app.server, world, thoroughly=True)  # as a host does before it answers
        client = app.server.test_client()
        home = client.get("/view?top=7").data
        offered = offered_by(app.server, client.get("/api/openapi.json").json)
        for one in forged(offered, seed, most):
            began = time.perf_counter()
            try:
                reply = client.open(
                    one.path, method=one.method, query_string=one.query, data=one.body or None,
                    content_type=one.kind or None, headers=one.headers, buffered=True,
                )  # fmt: skip
                status = reply.status_code
            except Exception as error:  # what the application lets through is its fault
                status = 599
                taken.traces.append(f"{one}: {error!r}")
            taken.add(one, status, time.perf_counter() - began)
        taken.is_changed = _content(own / name) != before or client.get("/view?top=7").data != home
    finally:
        shutil.rmtree(own, ignore_errors=True)
    return taken


def _behind(most: int) -> Taken:
    """Ask a host, each question by a connection of its own."""
    from app import create_app
    from layers.subjects import open_page_world

    taken = Taken()
    app = create_app(open_page_world(DATA_DIR), is_shared=True)
    openapi = app.server.test_client().get("/api/openapi.json").json
    offered: Offered = offered_by(app.server, openapi)
    with tempfile.TemporaryDirectory() as folder:
        name = saved(Path(folder))
        with hosted(manner=Manner(Path(folder))) as host:
            before = _content(host.prefix / "own" / name)
            home = asked.ask(host.port, "/view?top=7").body
            for number, one in enumerate(forged(offered, 7, most)):
                began = time.perf_counter()
                status = _raw(host.port, number, one)
                taken.add(one, status, time.perf_counter() - began)
                if not status:
                    taken.bad.append(f"no reply: {one}")
            taken.is_changed = _content(host.prefix / "own" / name) != before
            taken.is_changed |= asked.ask(host.port, "/view?top=7").body != home
            log = host.log()
            taken.traces += [line[:300] for line in log.splitlines() if _is_trace(line)]
    return taken


def _is_trace(line: str) -> bool:
    return any(one in line for one in TRACES)


def _raw(port: int, number: int, one: Forged) -> int:
    """Status of a question as it stands on the wire; 0 where there is none."""
    path = one.path.encode("utf-8", "surrogatepass").replace(b" ", b"%20")
    query = b"?" + one.query.encode() if one.query else b""
    headers = {"Host": "localhost", **one.headers}
    if one.kind:
        headers["Content-Type"] = one.kind
    if one.body or one.method in ("POST", "PUT", "PATCH"):
        headers["Content-Length"] = str(len(one.body))
    lines = [f"{name}: {value}".encode() for name, value in headers.items()]
    head = b"\r\n".join([one.method.encode() + b" " + path + query + b" HTTP/1.1", *lines,
                         b"Connection: close", b"", b""])  # fmt: skip
    near = (Connection(port, number).address, 0)
    told = b""
    try:
        with socket.create_connection(("127.0.0.1", port), OUTER_SECONDS, near) as line:
            with suppress(OSError):  # it may refuse before it has read everything
                line.sendall(head + one.body)
            while piece := line.recv(1 << 16):
                told = told or piece
    except OSError:
        pass
    parts = told[:20].split(b" ")
    return int(parts[1]) if len(parts) > 1 and parts[1].isdigit() else 0


def asked_all(inside: int, behind: int) -> Taken:
    """Ask so many forged questions of applications, and so many of a host."""
    taken = Taken()
    with ProcessPoolExecutor(PROCESSES, get_context("spawn")) as processes:
        each = inside // PROCESSES
        for one in [processes.submit(_inside, seed, each) for seed in range(PROCESSES)]:
            taken.join(one.result())
    if behind:
        taken.join(_behind(behind))
    return taken


def refused(inside: int, behind: int) -> Bar:
    """The record of so many forged questions: how they were taken, and how soon."""
    began = time.monotonic()
    taken = asked_all(inside, behind)
    asked_in_all = sum(taken.statuses.values())
    kinds = ", ".join(f"{status}: {n:,}" for status, n in sorted(taken.statuses.items()))
    examples = [*taken.bad[:3], *taken.traces[:3], *taken.slow[:3]]
    return Bar(
        "B3",
        f"{asked_in_all:,} forged questions, {behind:,} of them through nginx",
        f"{len(taken.bad)} replies of 500 and above, {len(taken.traces)} traces in the log, "
        f"{len(taken.slow)} slower than {MOST_SECONDS:.0f} s (slowest {taken.slowest:.2f} s), "
        f"state {'changed' if taken.is_changed else 'as before'}; {kinds}; "
        f"{time.monotonic() - began:.0f} s"
        + "".join(f"; {one}" for one in examples),
        "0 replies of 500 and above (503 of a busy host apart), 0 traces, 1 s, state as before",
        verdict(not taken.bad, not taken.traces, not taken.slow, not taken.is_changed,
                asked_in_all >= inside // PROCESSES * PROCESSES + behind),
        errors=len(taken.bad),
    )  # fmt: skip
