"""nginx and gunicorn as a host starts them, from the files of this repository as they stand."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from http.client import HTTPConnection, HTTPException
from pathlib import Path

ROOT = Path(__file__).parents[2]
CONFIGURATION = ROOT / "layers" / "serve" / "hosting" / "nginx.conf"
PATIENCE_SECONDS = 90
NGINX = [os.environ.get("NGINX", ""), "nginx", "/usr/sbin/nginx"]


@dataclass(frozen=True)
class Host:
    """Both servers, running.

    Attributes
    ----------
    port : int
        Where nginx answers.
    gunicorn, nginx : subprocess.Popen
        Their first processes.
    prefix : Path
        Folder of the sockets and logs.
    started : float
        Seconds from the command until the first answer.
    """

    port: int
    gunicorn: subprocess.Popen[bytes]
    nginx: subprocess.Popen[bytes]
    prefix: Path
    started: float

    @property
    def workers(self) -> list[int]:
        """Processes of gunicorn that answer."""
        return children(self.gunicorn.pid)

    @property
    def seconds(self) -> float:
        """Processor time of all processes so far."""
        pids = [self.gunicorn.pid, *self.workers, self.nginx.pid, *children(self.nginx.pid)]
        return sum(map(spent, pids))

    def log(self) -> str:
        """What both wrote."""
        return "".join(one.read_text("utf-8") for one in sorted((self.prefix / "logs").iterdir()))


def program() -> str:
    """Path of nginx; empty where there is none."""
    return next((found for name in NGINX if name and (found := shutil.which(name))), "")


def children(pid: int) -> list[int]:
    """Processes that any thread of a process started, while they live."""
    found: list[int] = []
    for one in Path(f"/proc/{pid}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            found += map(int, one.read_text().split())
    return found


def spent(pid: int, *, of_children: bool = False) -> float:
    """Processor seconds of a process so far, or of those that it started and that have ended."""
    with contextlib.suppress(OSError):
        told = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        first = 13 if of_children else 11
        return (int(told[first]) + int(told[first + 1])) / os.sysconf("SC_CLK_TCK")
    return 0.0


def resident_bytes(pid: int | None = None) -> int:
    """Memory of a process that stands in RAM, ours by default."""
    lines = Path(f"/proc/{pid or os.getpid()}/status").read_text("ascii").splitlines()
    (kilobytes,) = [line.split()[1] for line in lines if line.startswith("VmRSS")]
    return int(kilobytes) * 1024


@dataclass(frozen=True)
class Manner:
    """How a host starts where it does not start as usual.

    Attributes
    ----------
    kept : Path or None
        What readers saved before: it is copied into the folder of their data.
    before : str
        Commands of a shell that run before gunicorn does, such as ``mount``, in a view of the file
        system that gunicorn alone has; ``$P`` is the folder of the host. Nothing by default.
    application : str
        Module and function that make the application.
    environment : mapping
        Variables besides those of this process; ``$P`` stands for the folder of the host.
    """

    kept: Path | None = None
    before: str = ""
    application: str = "app:hosted"
    environment: Mapping[str, str] = field(default_factory=dict)


USUAL = Manner()


@contextlib.contextmanager
def hosted(seconds: float = PATIENCE_SECONDS, manner: Manner = USUAL) -> Iterator[Host]:
    """Run both until the block ends; yield once the page is there."""
    with tempfile.TemporaryDirectory() as folder:
        prefix, port = Path(folder), _free_port()
        for name in ("run", "logs", "temp", "own"):
            (prefix / name).mkdir()
        if manner.kept:
            shutil.copytree(manner.kept, prefix / "own", dirs_exist_ok=True)
        (prefix / "nginx.conf").symlink_to(CONFIGURATION)
        (prefix / "listen.conf").write_text(f"listen 127.0.0.1:{port};\n")
        (prefix / "proxies.conf").write_text("")
        upstream = f"server unix:{prefix}/run/corridors.socket max_fails=0;\n"
        (prefix / "upstream.conf").write_text(2 * upstream)
        began = time.monotonic()
        with (
            (prefix / "logs" / "gunicorn.log").open("wb") as log,
            _ended(_gunicorn(prefix, log, manner)) as gunicorn,
            _ended(_nginx(prefix)) as nginx,
        ):
            _wait(port, prefix, [gunicorn, nginx], began + seconds)
            yield Host(port, gunicorn, nginx, prefix, time.monotonic() - began)


@contextlib.contextmanager
def started_again(host: Host, manner: Manner = USUAL) -> Iterator[Host]:
    """The same host with another gunicorn in the place of one that has ended."""
    began = time.monotonic()
    with (
        (host.prefix / "logs" / "gunicorn.log").open("ab") as log,
        _ended(_gunicorn(host.prefix, log, manner)) as gunicorn,
    ):
        _wait(host.port, host.prefix, [gunicorn, host.nginx], began + PATIENCE_SECONDS)
        yield replace(host, gunicorn=gunicorn, started=time.monotonic() - began)


def _gunicorn(prefix: Path, log: object, manner: Manner) -> subprocess.Popen[bytes]:
    application = f"{manner.application}(own={str(prefix / 'own')!r}, behind_proxy=['unix'])"
    command = (sys.executable, "-m", "gunicorn", "--config", "python:layers.serve.hosted")
    bound = ("--bind", f"unix:{prefix}/run/corridors.socket", application)
    apart = apart_from_others(manner.before) if manner.before else ()
    told = {key: value.replace("$P", str(prefix)) for key, value in manner.environment.items()}
    environment = {**os.environ, "P": str(prefix), **told}
    return subprocess.Popen(
        [*apart, *command, *bound], cwd=ROOT, env=environment, stdout=log, stderr=log
    )


def apart_from_others(before: str) -> tuple[str, ...]:
    """Begins a command that first runs others in a view of the file system of its own."""
    alone = () if os.getuid() == 0 else ("--user", "--map-root-user")
    return ("unshare", *alone, "--mount", "sh", "-ec", f'{before}\nexec "$@"', "sh")


def can_stand_apart() -> bool:
    """Whether this machine lets us mount folders that we alone see."""
    if not shutil.which("unshare"):
        return False
    tried = [*apart_from_others("mount -t tmpfs tmpfs /mnt"), "true"]
    return subprocess.run(tried, capture_output=True, check=False).returncode == 0


def _nginx(prefix: Path) -> subprocess.Popen[bytes]:
    # Who starts it as root starts its workers as root: others may not look into this folder.
    user = " user root;" if os.getuid() == 0 else ""
    command = ("-p", f"{prefix}/", "-c", f"{prefix}/nginx.conf", "-g", f"daemon off;{user}")
    with (prefix / "logs" / "nginx.log").open("wb") as errors:
        return subprocess.Popen([program(), *command], stdout=errors, stderr=errors)


@contextlib.contextmanager
def _ended(process: subprocess.Popen[bytes]) -> Iterator[subprocess.Popen[bytes]]:
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(timeout=PATIENCE_SECONDS)
        finally:
            process.kill()


def _wait(port: int, prefix: Path, processes: list[subprocess.Popen[bytes]], until: float) -> None:
    while time.monotonic() < until:
        ended = [one.args for one in processes if one.poll() is not None]
        if ended:
            raise AssertionError(f"ended before it answered: {ended}")
        if not (prefix / "run" / "corridors.socket").exists():
            time.sleep(0.02)
            continue
        with contextlib.suppress(OSError, HTTPException):
            asked = HTTPConnection("127.0.0.1", port, timeout=5)
            with contextlib.closing(asked):
                asked.request("GET", "/", headers={"Host": "localhost"})
                if asked.getresponse().status == 200:
                    return
        time.sleep(0.02)
    raise AssertionError("it never answered")


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
