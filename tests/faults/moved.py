"""The application with a clock that can be moved, as the clock of a machine is.

Only what asks the clock of Python (``time.time``) sees it moved: the clock of a machine is not for
a test to move. Times of files stay true.
"""

from __future__ import annotations

import os
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from flask import Flask

VARIABLE = "MOVED_BY"
"""Names a file with the seconds by which the clock is moved; without it, it is right."""
_right = time.time


def _moved() -> float:
    with suppress(OSError, ValueError, KeyError):
        return _right() + float(Path(os.environ[VARIABLE]).read_text("ascii"))
    return _right()


def hosted(*names: str, **said: Any) -> Flask:
    """The application as a host has it, loaded once the clock can be moved."""
    time.time = _moved
    from app import hosted as usual

    return usual(*names, **said)
