"""Data of readers, copied while the server runs, lost, and brought back as the README says."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest

from geo.own.store import VARIABLE, Limits, Store
from geo.world.world import World
from tests.serve.running import ROOT, Running, running
from tests.serve.test_worlds_browser import TITLE, put

pytestmark = pytest.mark.long

HOSTED = ("-m", "gunicorn", "--config", "python:layers.serve.hosted", "--bind", "127.0.0.1:0")
README = (ROOT / "README.md").read_text("utf-8")
COMMANDS = re.findall(r"^(mkdir -p .*?)\s+# (back up|restore)$", README, re.MULTILINE)


@pytest.fixture
def own(tmp_path: Path) -> Store:
    return Store(tmp_path / "own", Limits())


@pytest.fixture
def host(own: Store, world: World, monkeypatch: pytest.MonkeyPatch) -> Iterator[Running]:
    del world  # built
    monkeypatch.setenv(VARIABLE, str(own.folder))
    own.folder.mkdir()
    with running(*HOSTED) as started:
        yield started


def asked(host: Running, path: str) -> bytes:
    with contextlib.closing(HTTPConnection("127.0.0.1", host.port, timeout=60)) as line:
        line.request("GET", path, headers={"Host": "localhost"})
        reply = line.getresponse()
        body = reply.read()
        assert reply.status == 200
        return body


def run(act: str, own: Path, copy: Path) -> None:
    (command,) = [one for one, name in COMMANDS if name == act]
    told = {**os.environ, "OWN": str(own), "COPY": str(copy)}
    subprocess.run(["sh", "-ec", command], env=told, check=True)


def test_what_was_lost_is_shown_again_at_the_same_address(
    host: Running, own: Store, tmp_path: Path
) -> None:
    name, copy = put(own), tmp_path / "copy"
    address = f"/view?world={name}"
    before, usual = asked(host, address), asked(host, "/view")
    assert b"59,600" in before
    run("back up", own.folder, copy)
    shutil.rmtree(own.folder)
    lost = asked(host, address)
    assert b"59,600" not in lost
    assert usual != lost  # which tells that they are not here
    run("restore", own.folder, copy)
    assert asked(host, address) == before
    assert Store(own.folder, Limits()).find(name).title == TITLE


def test_a_copy_opens_on_another_server(
    own: Store, tmp_path: Path, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    del world  # built
    name, copy = put(own), tmp_path / "copy"
    run("back up", own.folder, copy)
    monkeypatch.setenv(VARIABLE, str(copy))
    with running(*HOSTED) as other:
        assert b"59,600" in asked(other, f"/view?world={name}")
