"""Who is let in to work: so many at once, a few wait a moment, others are told when to return.

What is shed is shed before the work, in well under a second, as 503 with ``Retry-After``: the page
asks again by itself. Whoever asks far more than a room full of readers does gets 429.

The numbers, and why a reader never meets the limits of an address
------------------------------------------------------------------
A view costs 1 ms when somebody saw it before and about 10 ms when not; a picture, a file of slides
or a data set of one's own about a second. Python works on one thing at a time: with one view at
work (`AT_WORK`) none is later than with two, and whoever is refused or asks for health finds the
processor free (measured with three times what it holds: health p99 60 ms; with two 500 to 1,600).
With 64 threads 31 wait: at 10 ms each the last one has its turn after 0.3 s, which
`WAIT_SECONDS` bounds. The other threads stay free to refuse, and to answer ``/healthz``,
``/readyz`` and files, which never wait.

Questions about thousands of regions, and about data of readers, are the engine's work: they take up
to a second, and other threads of this process work meanwhile. So more of them are at work and they
wait longer (`LONG_AT_WORK`, `LONG_WAIT_SECONDS`), in places of their own. A laptop counts so as a
whole: a weak one needs a second for the parts of its first page, and nobody else is kept waiting.

A workshop hall of 100 laptops stands behind one address (NAT). It opens the page in a minute, which
is about 6 questions each besides files: 600, 10 a second. When the presenter says "now 2005", 100
questions come at once. When all of them play the clock, 50 to 70 a second. So an address may ask
`OFTEN`, 80 a second after 400 at once; a program that asks 200 a second is refused after four
seconds. Of what is costly the hall asks 100 at once, once in a while, when the presenter says "now
save the slides": an address may ask `SELDOM`, one a second after 120 at once, of each such route.
They work two by two (`COSTLY_AT_WORK`) and keep no reader of the page waiting.

The limits of an address hold in each process. They hold for addresses that are known: not for this
machine's own, where the only reader or a proxy asks. Behind a proxy that the operator named,
`layers.serve.mounted` has put the reader's address in the place of the proxy's.
"""

from __future__ import annotations

import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address
from typing import TYPE_CHECKING

from flask import Flask
from werkzeug.exceptions import HTTPException, ServiceUnavailable, TooManyRequests

from geo.view.address import OF_DATA
from layers.serve.files import ASSETS_ROUTE, SUITES_ROUTE
from layers.serve.guard import (
    DRAFT_PATH,
    PICTURE_PATHS,
    PROJECT_PATH,
    REFUSED,
    SLIDES_PATH,
    STANDALONE_PATH,
    TAKE_PATH,
    USE_PATH,
)
from layers.serve.mounted import address_of
from layers.serve.watch.health import PATHS
from layers.serve.watch.watched import BY_SERVER
from layers.serve.worlds import BEFORE
from layers.text.gettext import N_

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

Address = IPv4Address | IPv6Address

AT_WORK = 1
LONG_AT_WORK = 4
LONG_WAITING = 12
COSTLY_AT_WORK = 2
COSTLY_WAITING = 8
WAIT_SECONDS = 0.5
LONG_WAIT_SECONDS = 0.8
VIEWS_OF, LONG_OF = 2, 4
"""One thread in so many at most for each; the rest is for what is costly, and what never waits."""
MOST_ADDRESSES = 10_000
CHANCE = secrets.SystemRandom()
FREE = (
    *PATHS,
    "/shapes/",
    *(f"{route}/" for route in (ASSETS_ROUTE, SUITES_ROUTE)),
)
"""Beginnings of the paths that are answered whatever else is asked."""
ASKED = f"{OF_DATA}="
"""Stands in a query about data of a reader; a text with it by chance only waits elsewhere."""
COSTLY = (*PICTURE_PATHS, SLIDES_PATH, STANDALONE_PATH, DRAFT_PATH, USE_PATH, PROJECT_PATH)
"""Counted by address."""
EXPORTS, COSTLY_ENDINGS = "/api/", (".xlsx", ".gpkg", ".parquet", ".zip")
"""Files of the data interface that are made, not only written."""
BUSY = N_("Very many readers are here just now. Try again in a moment.")
TOO_OFTEN = N_("This address has asked very often. Try again in a moment.")


@dataclass(frozen=True)
class Rate:
    """How often an address may ask: so many at once, and so many a second after that."""

    at_once: float
    a_second: float


OFTEN = Rate(400, 80)
SELDOM = Rate(120, 1)


class Rates:
    """Counts questions of each address; those that asked longest ago are forgotten.

    Parameters
    ----------
    rate : Rate
        What each may ask.
    clock : callable
        Seconds that only rise.

    Examples
    --------
    >>> rates = Rates(Rate(2, 1), lambda: 0.0)
    >>> [rates.wait("a") for _ in range(3)], rates.wait("b")
    ([0.0, 0.0, 1.0], 0.0)
    """

    def __init__(self, rate: Rate, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate, self._clock = rate, clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def wait(self, address: str) -> float:
        """Seconds after which an address may ask; 0 counts as asked."""
        rate = self._rate
        with self._lock:
            now = self._clock()
            left, since = self._left.get(address, (rate.at_once, now))
            left = min(rate.at_once, left + (now - since) * rate.a_second)
            self._left[address] = (left - (left >= 1), now)
            self._left.move_to_end(address)
            if len(self._left) > MOST_ADDRESSES:
                self._left.popitem(last=False)
        return 0.0 if left >= 1 else (1 - left) / rate.a_second


class Places:
    """So many at work at once; some more wait a moment.

    Parameters
    ----------
    at_work, waiting : int
        How many.
    seconds : float
        How long each waits at most.
    """

    def __init__(self, at_work: int, waiting: int, seconds: float = WAIT_SECONDS) -> None:
        self._work = threading.Semaphore(at_work)
        self._room = threading.Semaphore(at_work + waiting)
        self._seconds = seconds

    @contextmanager
    def taken(self) -> Iterator[bool]:
        """Whether there was a place, which is free again after the block."""
        if not self._room.acquire(blocking=False):
            yield False
            return
        try:
            if not self._work.acquire(timeout=self._seconds):
                yield False
                return
            try:
                yield True
            finally:
                self._work.release()
        finally:
            self._room.release()


class Admission:
    """A WSGI application that lets in what the process can bear.

    Parameters
    ----------
    inner : callable
        The application.
    refusing : callable
        Answers a question that is refused: it finds why under
        :data:`layers.serve.guard.REFUSED` of the environment.
    threads : int
        How many threads the process answers with.
    is_long : bool
        Whether questions about the usual world are long ones, or few ask this machine.
    """

    def __init__(
        self, inner: WSGIApplication, refusing: WSGIApplication, threads: int, *, is_long: bool
    ) -> None:
        self._inner, self._refusing = inner, refusing
        at_work, seconds = (LONG_AT_WORK, LONG_WAIT_SECONDS) if is_long else (AT_WORK, WAIT_SECONDS)
        self._views = Places(min(at_work, threads), max(0, threads // VIEWS_OF - at_work), seconds)
        waiting = min(LONG_WAITING, threads // LONG_OF)
        self._long = Places(min(LONG_AT_WORK, threads), waiting, LONG_WAIT_SECONDS)
        self._costly = Places(COSTLY_AT_WORK, min(COSTLY_WAITING, threads // LONG_OF))
        self._often = Rates(OFTEN)
        self._seldom = {route: Rates(SELDOM) for route in (*COSTLY, EXPORTS)}

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        """Answer, or refuse before any work."""
        path = environ.get("PATH_INFO", "")
        if path.startswith(FREE) or environ.get(BY_SERVER):
            return self._inner(environ, start)
        route = costly_route(path) if environ.get("REQUEST_METHOD") != "OPTIONS" else ""
        address = address_of(environ.get("REMOTE_ADDR", ""))
        seconds = self._too_often(address, route)
        if seconds:
            return self._refuse(TooManyRequests(TOO_OFTEN), seconds, environ, start)
        with self._places(environ, route).taken() as is_taken:
            if is_taken:
                return self._inner(environ, start)
        # Not all at once: who was refused together does not come back together.
        later = 1 + CHANCE.random() * (7 if route else 2)
        return self._refuse(ServiceUnavailable(BUSY), later, environ, start)

    def _places(self, environ: WSGIEnvironment, route: str) -> Places:
        if route or environ.get("PATH_INFO") == TAKE_PATH:  # another process reads the file
            return self._costly
        names = environ.get("PATH_INFO", "").startswith(BEFORE) or ASKED in environ.get(
            "QUERY_STRING", ""
        )
        return self._long if names else self._views

    def _too_often(self, address: Address | None, route: str) -> float:
        """Seconds that an address has to wait; 0 for one that is not known, or is this machine."""
        if address is None or address.is_loopback:
            return 0.0
        named = str(address)
        return self._often.wait(named) or (self._seldom[route].wait(named) if route else 0.0)

    def _refuse(
        self, error: HTTPException, seconds: float, environ: WSGIEnvironment, start: StartResponse
    ) -> Iterable[bytes]:
        error.retry_after = max(1, round(seconds))  # type: ignore[attr-defined]
        return self._refusing({**environ, REFUSED: error}, start)


def costly_route(path: str) -> str:
    """The route that a path is counted under where it is costly, otherwise nothing.

    Examples
    --------
    >>> costly_route("/slides.pptx"), costly_route("/api/corridors.xlsx"), costly_route("/view")
    ('/slides.pptx', '/api/', '')
    """
    if path in COSTLY:
        return path
    return EXPORTS if path.startswith(EXPORTS) and path.endswith(COSTLY_ENDINGS) else ""


def install(server: Flask, usual: WSGIApplication, threads: int, *, is_long: bool = False) -> None:
    """Put admission before everything else of a server.

    Parameters
    ----------
    server
        The Flask server of the application, with all its worlds.
    usual
        The application of the usual world, with its gate and its headers: it writes refusals.
    threads
        How many threads the process answers with.
    is_long
        Whether questions about the usual world are long ones: it has thousands of regions, or the
        machine is a laptop, where few ask and each question may take three times as long.
    """
    server.wsgi_app = Admission(  # type: ignore[method-assign]
        server.wsgi_app, usual, threads, is_long=is_long
    )
