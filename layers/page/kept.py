"""Replies that are kept: those asked for last, up to so many bytes."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable


class Kept:
    """Keeps what is made as bytes; safe across threads, which may make the same thing twice.

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
        self._lock = threading.Lock()
        self.held_bytes = 0

    def __call__(self, *key: Hashable) -> bytes:
        """Return what stands for a key, made where it is not kept."""
        with self._lock:
            if key in self._found:
                self._found.move_to_end(key)
                return self._found[key]
        made = self._make(*key)
        with self._lock:
            self.held_bytes += len(made) - len(self._found.pop(key, b""))
            self._found[key] = made
            while self.held_bytes > self._most:
                self.held_bytes -= len(self._found.popitem(last=False)[1])
        return made
