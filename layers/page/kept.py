"""Replies that are kept: those asked for last, up to so many bytes; each is made once."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future


class Kept:
    """Keeps what is made as bytes; who asks for what is being made waits for it.

    Parameters
    ----------
    make : callable
        Takes the parts of a key and returns bytes.
    most_bytes : int
        All that is kept together; one reply that is larger alone is not kept.

    Examples
    --------
    >>> kept = Kept(lambda text: text.encode(), 5)
    >>> [kept(text) for text in ("one", "two", "one")], kept.held_bytes
    ([b'one', b'two', b'one'], 3)
    """

    def __init__(self, make: Callable[..., bytes], most_bytes: int) -> None:
        self._make, self._most = make, most_bytes
        self._found: OrderedDict[tuple[Hashable, ...], bytes] = OrderedDict()
        self._making: dict[tuple[Hashable, ...], Future[bytes]] = {}
        self._lock = threading.Lock()
        self.held_bytes = 0

    def __call__(self, *key: Hashable) -> bytes:
        """Return what stands for a key, made where it is not kept."""
        with self._lock:
            if key in self._found:
                self._found.move_to_end(key)
                return self._found[key]
            theirs = self._making.get(key)
            if theirs is None:
                mine = self._making[key] = Future()
        return self._made(key, mine) if theirs is None else theirs.result()

    def _made(self, key: tuple[Hashable, ...], mine: Future[bytes]) -> bytes:
        """Make it, and tell those who wait; what fails fails for all of them."""
        try:
            made = self._make(*key)
        except BaseException as error:
            with self._lock:
                del self._making[key]
            mine.set_exception(error)
            raise
        with self._lock:
            self._keep(key, made)
            del self._making[key]
        mine.set_result(made)
        return made

    def _keep(self, key: tuple[Hashable, ...], made: bytes) -> None:
        self.held_bytes += len(made)
        self._found[key] = made
        while self.held_bytes > self._most:
            self.held_bytes -= len(self._found.popitem(last=False)[1])
