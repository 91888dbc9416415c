"""Settings of gunicorn for a host: ``gunicorn --config python:layers.serve.hosted``.

Its command line changes each of them, ``--bind unix:/run/it.socket --workers 4`` for example.
gunicorn itself answers what is no request, without our headers and under its name: a proxy stands
in front, such as nginx with ``hosting/nginx.conf`` beside this file. One worker a core: the work is
the processor's. A worker ends after some twenty thousand requests, not all in the same moment, and
its successor begins with what was warm before the fork.
"""

from __future__ import annotations

import sys
from socket import AF_UNIX
from typing import TYPE_CHECKING

from layers.serve.server import (
    DEFAULT_PORT,
    GRACE_SECONDS,
    IDLE_SECONDS,
    THREADS,
    address_of,
    in_background,
)
from layers.serve.watch.health import WATCH

if TYPE_CHECKING:
    from gunicorn.workers.gthread import ThreadWorker

wsgi_app = "app:hosted()"
bind = f"127.0.0.1:{DEFAULT_PORT}"
worker_class = "gthread"
workers = 2
threads = THREADS
preload_app = True
keepalive = IDLE_SECONDS
timeout = 60
graceful_timeout = GRACE_SECONDS - 1  # the first process ends after its workers
max_requests = 20_000
max_requests_jitter = 4_000
limit_request_line = 8190
control_socket_disable = True
loglevel = "warning"
# Only a proxy that the operator named is believed: `layers.serve.mounted` reads its words.
secure_scheme_headers: dict[str, str] = {}
forwarder_headers = ""

SWITCH_SECONDS = 0.001
"""How long one thread keeps the others out: a refusal, or who asks for health, waits for few."""


def post_worker_init(worker: ThreadWorker) -> None:
    """Let the first worker ever started tell when it answers; gunicorn numbers them from 1.

    Behind a Unix socket nobody has an address to open: there the proxy tells.
    """
    sys.setswitchinterval(SWITCH_SECONDS)
    worker.wsgi.extensions[WATCH].offer(worker.cfg.threads)
    listener = worker.sockets[0]
    has_address = worker.age == 1 and listener.FAMILY != AF_UNIX
    in_background(worker.wsgi, address_of(listener) if has_address else None)
