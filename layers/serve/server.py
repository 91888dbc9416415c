"""The production server: gunicorn with threads, started from Python, quiet and nameless."""

from __future__ import annotations

import contextlib
import errno
import socket
import threading
from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, Response, jsonify
from gunicorn.app.base import BaseApplication
from gunicorn.http import wsgi
from gunicorn.workers.gthread import ThreadWorker

from layers.serve.headers import FIXED, NO_STORE, content_security_policy

# Two addresses for whoever watches the server: is it alive, is it ready.

READY_PATH = "/readyz"
ALIVE_PATH = "/healthz"


def register(server: Flask) -> None:
    """Add ``/healthz`` and ``/readyz``, both constant.

    Parameters
    ----------
    server
        The Flask server of the application. Opening the built tables checks them, and a process
        without sound tables never gets as far as this: whoever answers is ready.
    """
    for path, status in ((ALIVE_PATH, "alive"), (READY_PATH, "ready")):
        server.add_url_rule(path, path, partial(_status, status))


def _status(status: str) -> Response:
    return jsonify({"status": status})


DEFAULT_PORT = 8050
PORTS_TRIED = 50
LAST_PORT = 65535
# One second less than the ten promised: the master needs a moment after its workers.
GRACE_SECONDS = 8
READY_SECONDS = 30


class PortTakenError(OSError):
    """The port that was asked for is in use, or none of the default ones is free."""


def listen(host: str, port: int | None) -> socket.socket:
    """Open the listening socket.

    Parameters
    ----------
    host
        Address to bind, IPv4 or IPv6, or a name of one.
    port
        The port, or None for 8050 or the next free one after it.

    Returns
    -------
    socket.socket
        Bound and listening.

    Raises
    ------
    PortTakenError
        If that port is taken, or with None, if all tried ones are.
    OSError
        If the address is not one of this machine, or the port is no port.
    """
    if port is not None and not 0 <= port <= LAST_PORT:
        raise OSError(f"Port {port} does not exist: choose one from 1 to {LAST_PORT}.")
    tried = [port] if port is not None else range(DEFAULT_PORT, DEFAULT_PORT + PORTS_TRIED)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for candidate in tried:
        opened = socket.socket(family, socket.SOCK_STREAM)
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            opened.bind((host, candidate))
            opened.listen(2048)
        except OSError as error:
            opened.close()
            # Only "address in use" is worth another try.
            if error.errno != errno.EADDRINUSE:
                raise
        else:
            return opened
    raise PortTakenError(
        f"Port {port} is in use. Choose another with --port."
        if port is not None
        else f"Ports {tried[0]} to {tried[-1]} are all in use. Choose another with --port."
    )


def address_of(listener: socket.socket) -> str:
    """Return the address a browser on this machine opens.

    Parameters
    ----------
    listener
        A listening socket.

    Returns
    -------
    str
        ``http://127.0.0.1:8050/``. A socket open to every interface is named by the loopback one.
    """
    host, port = listener.getsockname()[:2]
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - renamed
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


class _NamelessResponse(wsgi.Response):
    """A reply without the ``Server`` line."""

    def default_headers(self) -> list[str]:
        return [line for line in super().default_headers() if not line.startswith("Server:")]


class _MarkedSocket:
    """A client socket that adds the security headers to an error gunicorn writes itself."""

    def __init__(self, client: socket.socket) -> None:
        self._client = client

    def __getattr__(self, name: str) -> Any:
        return getattr(self._client, name)

    def sendall(self, data: bytes) -> None:
        """Send a whole reply, its headers completed."""
        extra = {
            **FIXED,
            "Content-Security-Policy": content_security_policy(),
            "Cache-Control": NO_STORE,
        }
        lines = "".join(f"{name}: {value}\r\n" for name, value in extra.items())
        status, _, rest = data.partition(b"\r\n")
        self._client.sendall(status + b"\r\n" + lines.encode("ascii") + rest)


class _Worker(ThreadWorker):
    """gunicorn's thread worker, its own error replies marked like every other reply."""

    def handle_error(self, req: Any, client: socket.socket, addr: Any, exc: Exception) -> None:
        super().handle_error(req, _MarkedSocket(client), addr, exc)


class _Gunicorn(BaseApplication):
    """gunicorn without its command line, settings file and environment."""

    def __init__(self, application: Any, settings: dict[str, Any]) -> None:
        self._application = application
        self._settings = settings
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._settings.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        return self._application


def serve(
    application: Any,
    listener: socket.socket,
    workers: int,
    threads: int,
    warm: Callable[[], None] = lambda: None,
) -> None:
    """Print the address once the server answers, and serve until TERM or INT.

    What is in flight then is finished; this process ends within ten seconds.

    Parameters
    ----------
    application
        A WSGI application, ready before the workers part from this process.
    listener
        The listening socket.
    workers, threads
        Processes, and threads in each.
    warm
        Runs in the background of every process once it serves. Nothing by default.
    """
    address = address_of(listener)
    wsgi.Response = _NamelessResponse
    settings = {
        "bind": f"fd://{listener.detach()}",
        "worker_class": _Worker,
        "workers": workers,
        "threads": threads,
        "preload_app": True,
        "keepalive": 75,
        "timeout": 60,
        "graceful_timeout": GRACE_SECONDS,
        "control_socket_disable": True,
        "loglevel": "warning",
        "limit_request_line": 8190,
        "post_worker_init": partial(_after_start, address=address, warm=warm),
    }
    _Gunicorn(application, settings).run()


def _after_start(worker: ThreadWorker, *, address: str, warm: Callable[[], None]) -> None:
    """Let the first worker ever started tell when it answers; gunicorn numbers them from 1."""

    def in_background() -> None:
        if worker.age == 1:
            _announce_when_ready(address)
        warm()

    threading.Thread(target=in_background, daemon=True).start()


def _announce_when_ready(address: str) -> None:
    # The socket listens already: the question waits in its queue until the worker takes it.
    asked = HTTPConnection(urlsplit(address).netloc, timeout=READY_SECONDS)
    with contextlib.closing(asked), contextlib.suppress(OSError, HTTPException):
        asked.request("GET", READY_PATH, headers={"Host": "localhost"})
        if asked.getresponse().status == HTTPStatus.OK:
            print(f"Migration corridors: {address}", flush=True)
