"""The unit of systemd and the Containerfile as they stand: read, checked, started.

What this machine has no program for is "not run", never passed.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest

from geo.world.world import World
from layers.serve.settings import SETTINGS
from tests.serve.running import ROOT

pytestmark = pytest.mark.long

FOLDER = ROOT / "layers/serve/hosting"
UNIT = (FOLDER / "corridors.service").read_text("utf-8")
CONTAINER = (FOLDER / "Containerfile").read_text("utf-8")
INSTALLED, STATE = "/opt/corridors", "/var/lib/corridors"
NOT_RUN = "not run: {} is not here"
MOST_EXPOSED = 2.0
"""systemd's own figure: 0 is a unit that can do nothing, 10 one without any limit."""


def said(name: str) -> list[str]:
    """What the unit says under a name."""
    return re.findall(rf"^{name}=(.*)$", UNIT, re.MULTILINE)


def here(text: str, state: Path) -> str:
    """A text of the unit with the folders of this machine."""
    return text.replace(INSTALLED, str(ROOT)).replace(STATE, str(state))


def systemd(*command: str) -> subprocess.CompletedProcess[str]:
    if not shutil.which("systemd-analyze"):
        pytest.skip(NOT_RUN.format("systemd-analyze"))
    return subprocess.run(
        ["systemd-analyze", *command], capture_output=True, text=True, check=False
    )


def test_systemd_knows_every_line_of_the_unit(tmp_path: Path) -> None:
    copy = tmp_path / "corridors.service"
    copy.write_text(here(UNIT, tmp_path))
    done = systemd("verify", "--man=no", str(copy))
    assert (done.returncode, done.stderr) == (0, "")


def test_the_unit_can_do_little() -> None:
    done = systemd("security", "--offline=true", "--no-pager", str(FOLDER / "corridors.service"))
    found = re.search(r"Overall exposure level for corridors.service: ([\d.]+)", done.stdout)
    assert found, done.stderr
    print(f"exposure {found[1]} of 10")  # noqa: T201 - the figure of the unit
    assert float(found[1]) <= MOST_EXPOSED


def test_the_unit_has_nobodys_rights_and_limits() -> None:
    assert said("User") == ["corridors"]
    for name in ("NoNewPrivileges", "PrivateTmp", "ProtectHome", "PrivateDevices"):
        assert said(name) == ["yes"]
    assert said("ProtectSystem") == ["strict"]
    assert said("Restart") == ["on-failure"]
    assert said("MemoryMax")
    assert said("TasksMax")


@pytest.mark.parametrize("text", [UNIT, CONTAINER], ids=["unit", "container"])
def test_only_settings_that_there_are_are_set(text: str) -> None:
    named = set(re.findall(r"CORRIDORS_[A-Z_]+", text))
    assert named
    assert named <= {one.variable for one in SETTINGS}


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory, world: World) -> Iterator[tuple[Path, float]]:
    """What the unit starts, with its environment and nothing else; and how long it took."""
    del world  # built
    state = tmp_path_factory.mktemp("state")
    (state / "run").mkdir()
    told = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    told.bind(str(state / "notify"))
    told.settimeout(90)
    environment = dict(here(one, state).split("=", 1) for one in said("Environment"))
    environment |= {"NOTIFY_SOCKET": str(state / "notify"), "PATH": os.environ["PATH"]}
    began = time.monotonic()
    process = subprocess.Popen(
        shlex.split(here(said("ExecStart")[0], state)),
        cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    try:
        while b"READY=1" not in told.recv(4096):
            pass
        yield state, time.monotonic() - began
        process.terminate()
        assert process.wait(timeout=60) == 0
    finally:
        process.kill()
        process.communicate()
        told.close()


def asked(state: Path, path: str, **headers: str) -> tuple[int, bytes]:
    """What the server answers through its socket."""
    line = HTTPConnection("localhost", timeout=30)
    line.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    line.sock.settimeout(30)
    line.sock.connect(str(state / "run/corridors.socket"))
    line.request("GET", path, headers=headers)
    reply = line.getresponse()
    found = reply.status, reply.read()
    line.close()
    return found


def test_what_the_unit_starts_answers_through_its_socket(started: tuple[Path, float]) -> None:
    state, seconds = started
    print(f"ready after {seconds:.1f} s")  # noqa: T201 - the figure of the unit
    assert asked(state, "/")[0] == 200
    status, ready = asked(state, "/readyz")
    assert (status, b"ready" in ready) == (200, True)
    assert asked(state, "/metrics")[0] == 200
    assert asked(state, "/metrics", **{"X-Forwarded-For": "198.51.100.23"})[0] == 403


def test_the_container_copies_what_there_is_and_runs_as_nobody() -> None:
    copied = [
        one for line in re.findall(r"^COPY (.*)$", CONTAINER, re.M) for one in line.split()[:-1]
    ]
    assert copied
    assert [one for one in copied if not (ROOT / one).exists()] == []
    assert re.findall(r"^USER (.*)$", CONTAINER, re.MULTILINE) == ["10001"]
    installs = re.findall(r"pip install (.*)$", CONTAINER, re.MULTILINE)
    assert installs == ["--require-hashes --requirement requirements.lock"]
    command = said("ExecStart")[0].split()[1:3]
    assert ", ".join(f'"{one}"' for one in command) in CONTAINER


def test_a_container_is_built_and_answers() -> None:
    engine = next((one for one in ("podman", "docker") if shutil.which(one)), "")
    lives = (
        engine and not subprocess.run([engine, "info"], capture_output=True, check=False).returncode
    )
    if not lives:
        pytest.skip(NOT_RUN.format("a container engine that answers"))
    build = [
        engine,
        "build",
        "--file",
        str(FOLDER / "Containerfile"),
        "--tag",
        "corridors",
        str(ROOT),
    ]
    if subprocess.run(build, capture_output=True, check=False, timeout=1200).returncode:
        pytest.skip("not run: the image of Python cannot be fetched from here")
    limits = ["--read-only", "--tmpfs", "/tmp", "--cap-drop", "all"]
    asks = "import urllib.request as u; print(u.urlopen('http://127.0.0.1:8000/readyz').status)"
    run = [engine, "run", "--detach", "--rm", *limits, "corridors"]
    name = subprocess.run(run, capture_output=True, text=True, check=True).stdout.strip()
    try:
        until = time.monotonic() + 90
        ask = [engine, "exec", name, "python", "-c", asks]
        while (done := subprocess.run(ask, capture_output=True, text=True, check=False)).returncode:
            assert time.monotonic() < until, done.stderr
        assert done.stdout.strip() == "200"
    finally:
        subprocess.run([engine, "stop", name], capture_output=True, check=False)
