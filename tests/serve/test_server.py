"""The servers and the command line: ports, readiness, stopping, their own errors."""

from __future__ import annotations

import contextlib
import json
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import pytest

from app import hosted, main
from geo.flows.engine import DuckDb
from geo.flows.query import door
from geo.flows.question import Question
from geo.world.world import World
from layers.serve import headers, server
from layers.text import gettext as text
from tests.serve.running import ROOT, Running, running
from tests.serve.tiny import LARGE, LARGE_BYTES

pytestmark = pytest.mark.long

TINY = ("-m", "tests.serve.tiny")
HOSTED = ("-m", "gunicorn", "--config", "python:layers.serve.hosted", "--bind", "127.0.0.1:0")
# What Windows has not: an import of either fails then.
ABSENT = "import sys; sys.modules.update(gunicorn=None, resource=None)"


@pytest.fixture(scope="module")
def tiny() -> Iterator[Running]:
    with running(*TINY) as started:
        yield started


START_SECONDS = 20


@contextlib.contextmanager
def _taken(port: int) -> Iterator[int]:
    """Hold a port. If somebody else holds it already, so much the better."""
    with socket.socket() as holder:
        holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # closed ones hold it a while
        with contextlib.suppress(OSError):
            holder.bind(("127.0.0.1", port))
            holder.listen()
        yield port or holder.getsockname()[1]


def _connected(port: int) -> contextlib.closing[HTTPConnection]:
    return contextlib.closing(HTTPConnection("127.0.0.1", port, timeout=10))


def _ask(port: int, path: str) -> tuple[int, dict[str, str]]:
    with _connected(port) as asked:
        asked.request("GET", path)
        reply = asked.getresponse()
        reply.read()
        return reply.status, {name.lower(): value for name, value in reply.getheaders()}


def test_it_answers_when_it_says_so_and_does_not_name_itself(tiny: Running) -> None:
    assert tiny.address == f"http://127.0.0.1:{tiny.port}/"
    for path, status in (("/readyz", 200), ("/healthz", 200), ("/", 200), ("/nothing", 404)):
        found, sent = _ask(tiny.port, path)
        assert found == status
        assert "server" not in sent
        assert sent["x-frame-options"] == "DENY"


def _raw(port: int, request: bytes) -> bytes:
    with socket.create_connection(("127.0.0.1", port), timeout=10) as line:
        line.sendall(request)
        return b"".join(iter(lambda: line.recv(65_536), b""))


@pytest.mark.parametrize(
    "request_bytes",
    [
        b"NONSENSE\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET /" + b"a" * 20_000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nBad Name: 1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 20_000 + b"\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: odd\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
    ],
)
def test_what_is_no_request_gets_the_headers_too(tiny: Running, request_bytes: bytes) -> None:
    head = _raw(tiny.port, request_bytes).partition(b"\r\n\r\n")[0].decode()
    status = int(head.split()[1])
    assert 400 <= status < 500 or status == 501
    for name in (*headers.FIXED, "Content-Security-Policy", "Cache-Control: no-store"):
        assert name in head
    assert "Server:" not in head


def test_a_doubled_slash_leads_nowhere(tiny: Running) -> None:
    for path in (b"//evil.example/", b"/%5cevil.example/", b"/x//evil.example/"):
        rest = b" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
        head = _raw(tiny.port, b"GET " + path + rest)
        assert head.split()[1] in (b"400", b"404")
        assert b"Location:" not in head


def test_a_chunked_body_is_read_to_the_limit_only(tiny: Running) -> None:
    head = (
        b"POST /view HTTP/1.1\r\nHost: localhost\r\nOrigin: http://localhost\r\n"
        b"Content-Type: text/csv\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
    )
    chunk = b"4000\r\n" + b" " * 0x4000 + b"\r\n"
    assert _raw(tiny.port, head + chunk * 20 + b"0\r\n\r\n").split()[1] == b"413"


def test_a_second_copy_takes_the_next_free_port(tiny: Running) -> None:
    with _taken(server.DEFAULT_PORT), running(*TINY) as second:
        assert second.port > server.DEFAULT_PORT
        assert second.port != tiny.port
        assert _ask(second.port, "/readyz")[0] == 200


def test_term_ends_it_within_ten_seconds_with_an_open_connection() -> None:
    with running(*TINY) as started, _connected(started.port) as kept_open:
        kept_open.request("GET", "/healthz")
        kept_open.getresponse().read()
        began = time.monotonic()
        started.process.terminate()
        assert started.process.wait(timeout=10) == 0
        assert time.monotonic() - began < 10


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_what_is_in_flight_is_sent_whole_and_nothing_new_is_taken(told: signal.Signals) -> None:
    with running(*TINY) as started, _connected(started.port) as asked:
        asked.request("GET", LARGE)
        reply = asked.getresponse()
        begun = reply.read(1_000)
        started.process.send_signal(told)
        while _accepts(started.port):
            pass
        assert started.process.poll() is None
        assert len(begun) + len(reply.read()) == LARGE_BYTES
        assert started.process.wait(timeout=10) == 0


def _accepts(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=10).close()
    except OSError:
        return False
    return True


def test_a_host_has_two_processes_that_end_together(world: World) -> None:
    del world  # built
    with running(*HOSTED) as started:
        for path, status in (("/readyz", 200), ("/", 200), ("/nothing", 404)):
            found, sent = _ask(started.port, path)
            assert found == status
            assert sent["x-frame-options"] == "DENY"
        until = time.monotonic() + START_SECONDS
        while len(_children(started.process.pid)) < 2:  # the first answers before the second is up
            assert time.monotonic() < until
        assert len(_children(started.process.pid)) == 2
        started.process.terminate()
        assert started.process.wait(timeout=10) == 0


def test_a_host_forks_with_nothing_open(world: World) -> None:
    flows = door(world)
    flows.page(Question(next(iter(world.period_rows))), 0, 1)
    assert isinstance(flows._engine, DuckDb)
    assert flows._engine._opened
    hosted()
    assert flows._engine._opened is None


def _children(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/task/{pid}/children").read_text().split()


def test_it_serves_where_gunicorn_and_limits_of_processes_are_absent(world: World) -> None:
    del world  # built
    serving = f"{ABSENT}; import app; sys.exit(app.main(['--port', '0']))"
    with running("-c", serving) as started:
        assert _ask(started.port, "/readyz")[0] == 200


def test_a_file_is_read_apart_where_processes_have_no_limits() -> None:
    reading = f"{ABSENT}; from geo.files import confined; confined.main('sheet')"
    head = json.dumps({"files": [["", 8]], "asked": {"columns": ["a", "b"]}}).encode()
    done = subprocess.run(
        [sys.executable, "-c", reading],
        cwd=ROOT,
        input=head + b"\na,b\n1,2\n",
        capture_output=True,
        check=True,
    )
    assert [row for _, row in json.loads(done.stdout)["told"]["rows"]] == [{"a": "1", "b": "2"}]


def test_a_given_port_is_the_only_one_tried() -> None:
    with _taken(0) as port, pytest.raises(server.PortTakenError, match=f"Port {port} is in use"):
        server.listen("127.0.0.1", port)


def test_a_port_that_cannot_be_is_an_error() -> None:
    with pytest.raises(OSError, match="Port 99999 does not exist"):
        server.listen("127.0.0.1", 99_999)


def test_an_address_of_no_interface_is_an_error_not_another_port() -> None:
    with pytest.raises(OSError, match=r"assign|address"):
        server.listen("203.0.113.9", None)


@pytest.mark.parametrize(("host", "shown"), [("0.0.0.0", "127.0.0.1"), ("127.0.0.1", "127.0.0.1")])
def test_the_address_is_one_a_browser_can_open(host: str, shown: str) -> None:
    with server.listen(host, 0) as listener:
        assert server.address_of(listener).startswith(f"http://{shown}:")


def test_help_explains_every_option(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    assert ended.value.code == 0
    said = capsys.readouterr().out
    for option in ("--host", "--port", "--data", "--allow-host", "--allow-frame", "--threads"):
        assert f"  {option} " in said


def test_a_language_without_a_compiled_catalogue_is_said_at_the_start(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for lang, ending in (("zh", "po"), ("fr", "po"), ("fr", "mo")):
        path = tmp_path / lang / "LC_MESSAGES" / f"{text.DOMAIN}.{ending}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    monkeypatch.setattr(text, "LOCALE_DIR", tmp_path)
    assert main(["--port", "0", "--data", str(tmp_path)]) == 1  # no data: it does not serve
    said = capsys.readouterr().err.splitlines()[0]
    assert said == "No compiled catalogue of: zh. The page does not speak it. Run: make data"


def test_a_taken_port_that_was_asked_for_is_a_clear_error(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with _taken(0) as port:
        assert main(["--port", str(port)]) == 1
    said = capsys.readouterr().err
    assert said.strip() == f"Port {port} is in use. Choose another with --port."


def test_a_taken_default_port_is_said_and_missing_data_stops_the_start(tmp_path: Path) -> None:
    """In a process of its own, as it is called: nothing but words reaches the reader."""
    with _taken(server.DEFAULT_PORT):
        found = subprocess.run(
            [sys.executable, "app.py", "--data", str(tmp_path)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
    assert "Port 8050 is in use" in found.stdout
    assert found.returncode == 1
    assert "make data" in found.stderr
    assert "Traceback" not in found.stderr
