"""Serving on this machine: the port, the printed address, waitress with threads, a graceful end.

Hosted, gunicorn takes the place of waitress: see `layers.serve.hosted`.
"""

from __future__ import annotations

import atexit
import contextlib
import errno
import gc
import logging
import os
import select
import signal
import socket
import threading
import time
from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from flask import Flask
from waitress import create_server, wasyncore
from waitress.channel import HTTPChannel
from waitress.task import ErrorTask

from layers.below import below
from layers.serve.guard import POSTS
from layers.serve.headers import FIXED, NO_STORE, content_security_policy
from layers.serve.memory import give_back
from layers.serve.watch.health import READY_PATH, WATCH

if TYPE_CHECKING:
    from waitress.server import BaseWSGIServer

DEFAULT_PORT = 8050
PORTS_TRIED = 50
LAST_PORT = 65535
# Less than the ten promised: an idle thread is waited for, too.
GRACE_SECONDS = 8
LAST_IN = 7
"""Seconds before the end of the grace after which nobody who came is let in any more."""
READY_SECONDS = 30
GIVING_BACK_SECONDS = 20
IDLE_SECONDS = 75
# Of all header lines together, the request line among them.
HEADER_BYTES = 16 * 1024
# Read at once: what is left unread when a connection is closed takes the reply with it.
READ_BYTES = 64 * 1024
# More than any address takes, so that the gate answers in its own words what is not much too large.
BODY_BYTES = 2 * max(post.most_bytes for post in POSTS.values())
CONNECTIONS = 500
THREADS = 64
"""Most of them wait for a turn, so that the others can tell at once that there is none."""
# Key of what a process does in the background once it answers, in the extensions of the server.
WARM = "warm"
YOUNG_OBJECTS = 20_000
"""New objects after which a process looks for waste among them; a reply leaves about 700."""


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
        if os.name == "posix":  # elsewhere this would let two servers share one port
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
    named = f"[{host}]" if ":" in host else host
    return f"http://{named}:{port}{below('/')}"


class _MarkedError(ErrorTask):
    """waitress's own reply to what is no request, with the headers of every other reply."""

    def build_response_header(self) -> bytes:
        policy = {"Content-Security-Policy": content_security_policy(), "Cache-Control": NO_STORE}
        self.response_headers.extend((FIXED | policy).items())
        return super().build_response_header()


class _Channel(HTTPChannel):
    """One connection."""

    error_task_class = _MarkedError


def serve(application: Flask, listener: socket.socket, threads: int) -> None:
    """Print the address once the server answers, and serve until TERM or INT.

    What is in flight then is finished; this process ends within ten seconds.

    Parameters
    ----------
    application
        The server of the application. What it should do in the background stands in its
        ``extensions`` under `WARM`.
    listener
        The listening socket.
    threads
        How many requests are answered at once.
    """
    # A short queue behind busy threads is no news.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    sockets: dict[int, Any] = {}
    server = create_server(
        application,
        map=sockets,
        sockets=[listener],
        threads=threads,
        ident=None,
        channel_timeout=IDLE_SECONDS,
        connection_limit=CONNECTIONS,
        recv_bytes=READ_BYTES,
        max_request_header_size=HEADER_BYTES,
        max_request_body_size=BODY_BYTES,
        asyncore_use_poll=True,
        log_socket_errors=False,
        # `layers.serve.mounted` takes away what an unnamed proxy says.
        clear_untrusted_proxy_headers=False,
    )
    server.channel_class = _Channel
    if WATCH in application.extensions:
        application.extensions[WATCH].offer(threads)
    stop = _asked_to_stop(server)
    in_background(application, address_of(listener))
    turn = partial(wasyncore.loop, timeout=1, use_poll=True, map=sockets, count=1)
    while not stop.is_set():
        turn()
    _finish(server, turn)


def _asked_to_stop(server: BaseWSGIServer) -> threading.Event:
    """Return what is set when this process is told to end."""
    stop = threading.Event()

    def end(*_: object) -> None:
        stop.set()
        server.pull_trigger()

    for name in (signal.SIGTERM, signal.SIGINT):
        signal.signal(name, end)
    return stop


def _finish(server: BaseWSGIServer, turn: Callable[[], None]) -> None:
    """Take no more connections, and send what is being answered, as long as the grace lasts."""
    deadline = time.monotonic() + GRACE_SECONDS
    while select.select([server.socket], [], [], 0)[0] and time.monotonic() < deadline - LAST_IN:
        turn()  # who has come already is answered
    server.del_channel()
    server.socket.close()
    while time.monotonic() < deadline and any(
        one.requests or one.total_outbufs_len for one in list(server.active_channels.values())
    ):
        turn()
    server.task_dispatcher.shutdown(timeout=1)


def in_background(application: Flask, address: str | None) -> None:
    """Tell when the server answers, and do what the application wants done early.

    Parameters
    ----------
    application
        The server of the application.
    address
        What to print once it answers, or None where another process does that.
    """

    def run() -> None:
        if address:
            _announce_when_ready(address)
        application.extensions.get(WARM, bool)()
        settle()
        while True:  # what busy minutes took is not kept for good
            time.sleep(GIVING_BACK_SECONDS)
            give_back()

    threading.Thread(target=run, daemon=True).start()


def settle() -> None:
    """Spare replies the looks for waste: what stands now stands for good, and replies leave little.

    Each full look would take 0.1 s or more, and the small ones a twentieth of every reply.
    """
    gc.collect()
    give_back()
    gc.freeze()
    atexit.register(gc.unfreeze)  # a library that counts what is left would call it a leak
    gc.set_threshold(YOUNG_OBJECTS, *gc.get_threshold()[1:])


def _announce_when_ready(address: str) -> None:
    # The socket listens already: the question waits in its queue until a thread takes it.
    asked = HTTPConnection(urlsplit(address).netloc, timeout=READY_SECONDS)
    with contextlib.closing(asked), contextlib.suppress(OSError, HTTPException):
        asked.request("GET", READY_PATH, headers={"Host": "localhost"})
        if asked.getresponse().status == HTTPStatus.OK:
            print(f"Migration corridors: {address}", flush=True)
