"""Two addresses for whoever watches the server: is it alive, is it ready."""

from __future__ import annotations

from functools import partial

from flask import Flask, Response, jsonify

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
