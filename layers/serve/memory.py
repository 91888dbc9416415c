"""Keep a process small: few heaps of the allocator, and what is free goes back to the machine.

glibc gives each thread that allocates a heap of its own, and keeps what is freed in it. Under many
threads a process then grows by a third that nobody uses. Elsewhere both functions do nothing.
"""

from __future__ import annotations

import ctypes
import sys
from functools import cache
from typing import Any

M_ARENA_MAX = -8
HEAPS = 2


def few_heaps() -> None:
    """Let all threads share two heaps; call it before any thread starts."""
    if library := _glibc():
        library.mallopt(M_ARENA_MAX, HEAPS)


def give_back() -> None:
    """Return free memory to the machine."""
    if library := _glibc():
        library.malloc_trim(0)


@cache
def _glibc() -> Any:
    """The library of C with these settings, or None."""
    library = ctypes.CDLL(None) if sys.platform == "linux" else None
    return library if hasattr(library, "malloc_trim") and hasattr(library, "mallopt") else None
