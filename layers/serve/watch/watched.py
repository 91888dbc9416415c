"""Each request counted and written down: by the pattern of its route, never by its address."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from flask import Flask, request

from layers.serve.watch.figures import Figures, Key
from layers.serve.watch.journal import answered

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

NOTED, BY_SERVER = "corridors.noted", "corridors.by_server"
"""In the environment of a request: what is known of it; whether the server asks itself, which
is counted nowhere and waits for nobody."""
FILE, NO_ROUTE = "(file)", "(none)"
"""A file of the page, and what is at none of our addresses."""
REQUESTS, SECONDS, BUCKET, BYTES = "requests", "seconds", "bucket", "bytes"
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
OTHER = "other"
STATUSES = ("200", "204", "206", "302", "304", "400", "403", "404", "405", "409", "413", "415",
            "429", "500", "503", OTHER)  # fmt: skip
REFUSED = ("400", "403", "404", "405", "409", "413", "415", "429", "503")
"""Statuses of what the server would not do."""


def names(server: Flask) -> list[Key]:
    """Names of the figures of each route that a server has."""
    patterns = dict.fromkeys([*(rule.rule for rule in server.url_map.iter_rules()), FILE, NO_ROUTE])
    return [
        one
        for route in patterns
        for one in (
            *((REQUESTS, route, status) for status in STATUSES),
            *((BUCKET, route, str(most)) for most in BUCKETS),
            (SECONDS, route),
            (BYTES, route),
        )
    ]


def note(route: str) -> None:
    """Tell by which pattern the present request is answered."""
    if NOTED in request.environ:
        request.environ[NOTED]["route"] = route


def note_rule() -> None:
    """Tell the pattern that the present request was found by."""
    note(request.url_rule.rule if request.url_rule else NO_ROUTE)


class Watched:
    """A WSGI application whose requests are counted.

    Parameters
    ----------
    inner
        The application; `note` tells from inside it what a request is.
    figures
        Where they are counted.
    """

    def __init__(self, inner: WSGIApplication, figures: Figures) -> None:
        self._inner = inner
        self._figures = figures

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        """Answer a request, and count it once its reply is sent."""
        if environ.get(BY_SERVER):
            return self._inner(environ, start)
        # By reference: whoever copies the environment on the way copies this, too.
        noted = environ[NOTED] = {"method": environ.get("REQUEST_METHOD", ""), "status": "500"}
        began = time.perf_counter()
        self._figures.enter()

        def start_noted(status: str, pairs: list[tuple[str, str]], *rest: Any) -> Callable:
            noted["status"] = status[:3]
            return start(status, pairs, *rest)

        def end(sent: int) -> None:
            self._figures.enter(-1)
            self._count(noted, time.perf_counter() - began, sent)

        try:
            return _Counted(self._inner(environ, start_noted), end)
        except BaseException:
            end(0)
            raise

    def _count(self, noted: dict[str, str], seconds: float, sent: int) -> None:
        route, status = noted.get("route", NO_ROUTE), noted["status"]
        bucket = next((str(most) for most in BUCKETS if seconds <= most), "")
        counted = status if status in STATUSES else OTHER
        self._figures.add(
            {
                (REQUESTS, route, counted): 1,
                (BUCKET, route, bucket): 1,
                (SECONDS, route): seconds,
                (BYTES, route): sent,
            }
        )
        answered(noted["method"], route, status, seconds, sent)


class _Counted:
    """The body of a reply; once it is closed, its end is told."""

    def __init__(self, body: Iterable[bytes], end: Callable[[int], None]) -> None:
        self._body, self._end, self._sent = body, end, 0

    def __iter__(self) -> Iterator[bytes]:
        for part in self._body:
            self._sent += len(part)
            yield part

    def close(self) -> None:
        """Close the body, and tell its end once."""
        try:
            getattr(self._body, "close", bool)()
        finally:
            end, self._end = self._end, lambda _sent: None
            end(self._sent)
