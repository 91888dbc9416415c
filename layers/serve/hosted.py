"""Settings of gunicorn for a host: ``gunicorn --config python:layers.serve.hosted``.

Its command line changes each of them, ``--bind 0.0.0.0:8000 --workers 4`` for example. gunicorn
itself answers what is no request, without our headers and under its name: a proxy stands in front.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers.serve.server import DEFAULT_PORT, GRACE_SECONDS, IDLE_SECONDS, address_of, in_background

if TYPE_CHECKING:
    from gunicorn.workers.gthread import ThreadWorker

wsgi_app = "app:hosted()"
bind = f"127.0.0.1:{DEFAULT_PORT}"
worker_class = "gthread"
workers = 2
threads = 8
preload_app = True
keepalive = IDLE_SECONDS
timeout = 60
graceful_timeout = GRACE_SECONDS
limit_request_line = 8190
control_socket_disable = True
loglevel = "warning"


def post_worker_init(worker: ThreadWorker) -> None:
    """Let the first worker ever started tell when it answers; gunicorn numbers them from 1."""
    first = worker.age == 1
    in_background(worker.wsgi, address_of(worker.sockets[0]) if first else None)
