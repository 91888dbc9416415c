"""Figures that stand in memory of several processes: whole, and nothing of a dead one stays."""

from __future__ import annotations

import subprocess
import sys

import pytest

from geo.files import children
from layers.serve.watch import metrics
from layers.serve.watch.figures import Figures
from layers.serve.watch.health import WATCH
from tests.serve.running import ROOT
from tests.serve.tiny import make_app

FORKING = """
import os, signal
from layers.serve.watch.figures import Figures
figures = Figures([("asked",), ("sent",)])
born = []
for _ in range(4):
    pid = os.fork()
    if not pid:
        figures.offer(8)
        for _ in range(2000):
            figures.add({("asked",): 1, ("sent",): 3})
        figures.enter()
        signal.pause()
    born.append(pid)
while figures.of(("sent",)) < 24000 or figures.in_work() < 4:
    pass
print(figures.of(("asked",)), figures.in_work(), figures.threads(), len(figures.living()))
for pid in born[:3]:
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
print(figures.of(("asked",)), figures.in_work(), figures.threads(), len(figures.living()))
os.kill(born[3], signal.SIGKILL)
os.waitpid(born[3], 0)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="one process answers there")
def test_no_figure_of_several_processes_is_lost_and_a_dead_one_has_nothing_in_work() -> None:
    done = subprocess.run(
        [sys.executable, "-c", FORKING], cwd=ROOT, capture_output=True, text=True, timeout=120,
        check=True,
    )  # fmt: skip
    assert done.stdout.splitlines() == ["8000.0 4 32 4", "8000.0 1 8 1"]


def test_what_is_not_known_at_the_start_has_no_figure() -> None:
    figures = Figures([("asked", "/view")])
    figures.add({("asked", "/view"): 1, ("asked", "/a/reader/wrote"): 1})
    assert figures.all() == {("asked", "/view"): 1.0}


@pytest.mark.parametrize(
    ("code", "fate"),
    [(0, children.ENDED), (3, children.FAILED), (-9, children.KILLED), (None, children.KILLED)],
)
def test_the_fate_of_a_child_is_counted(code: int | None, fate: str) -> None:
    server = make_app().server
    children.tell(children.STARTED)
    children.tell(children.fate_of(code))
    said = server.test_client().get("/metrics").text
    assert 'corridors_children_total{fate="started"} 1\n' in said
    assert f'corridors_children_total{{fate="{fate}"}} 1\n' in said


def test_a_histogram_adds_up() -> None:
    server = make_app().server
    client = server.test_client()
    for _ in range(5):
        client.get("/healthz")
    said = metrics.written(server.extensions[WATCH], 3, 4096)
    buckets = [line for line in said.splitlines() if "_bucket" in line and '"/healthz"' in line]
    counts = [int(line.rpartition(" ")[2]) for line in buckets]
    assert counts == sorted(counts)
    assert counts[-1] == 5
    assert 'corridors_request_duration_seconds_count{route="/healthz"} 5\n' in said
    assert "corridors_own_worlds 3\n" in said
    assert "corridors_own_bytes 4096\n" in said
