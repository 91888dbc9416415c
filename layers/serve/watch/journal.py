"""A line for each request and each message, as JSON, without a word of whoever asked.

A line has patterns of routes, numbers and texts of this program alone: no address of a client, no
query, no name of a file, no message with its values filled in, no path of this machine.
"""

from __future__ import annotations

import json
import logging
import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from layers.product import VERSION

QUIET, STDERR, STDOUT = PLACES = ("quiet", "stderr", "stdout")
REQUESTS = logging.getLogger("corridors.requests")
REQUESTS.propagate = True
OURS = ("corridors", "layers", "geo", "app")
ROOT = Path(__file__).resolve().parents[3]
MOST_FRAMES = 8


class Lines(logging.Formatter):
    """A record as one line of JSON: the message as it stands in the code, without its values."""

    def format(self, record: logging.LogRecord) -> str:
        """Spell one record."""
        said = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": record.msg if isinstance(record.msg, str) else type(record.msg).__name__,
            "from": record.name,
            "version": VERSION,
            **getattr(record, "said", {}),
        }
        if record.exc_info and record.exc_info[1]:
            said |= _fault(record.exc_info[1])
        return json.dumps(said, ensure_ascii=False)


def _fault(error: BaseException) -> dict[str, Any]:
    """Kind and places of an error; what it says may hold words of a reader."""
    frames = traceback.extract_tb(error.__traceback__)[-MOST_FRAMES:]
    return {"fault": type(error).__name__, "at": [f"{_short(one.filename)}:{one.lineno}"
                                                  for one in frames]}  # fmt: skip


def _short(path: str) -> str:
    """A path below this program; of others only the end."""
    found = Path(path)
    inside = found.is_relative_to(ROOT) and "site-packages" not in found.parts
    return found.relative_to(ROOT).as_posix() if inside else "/".join(found.parts[-2:])


def write_to(place: str, *, is_shared: bool = False) -> None:
    """Write the journal from now on.

    Parameters
    ----------
    place
        One of `PLACES`. Quiet writes no requests; what goes wrong still stands on standard error.
    is_shared
        Whether others than the operator ask this server: then what goes wrong is written without
        its values as well.
    """
    if place == QUIET and not is_shared:
        return
    handler = logging.StreamHandler(sys.stdout if place == STDOUT else sys.stderr)
    handler.setFormatter(Lines())
    logging.getLogger().handlers[:] = [handler]
    for name in OURS:
        logging.getLogger(name).setLevel(logging.WARNING if place == QUIET else logging.INFO)


def answered(method: str, route: str, status: str, seconds: float, sent: int) -> None:
    """Write down one request."""
    if REQUESTS.isEnabledFor(logging.INFO):
        said = {"method": method, "route": route, "status": int(status), "bytes": sent}
        REQUESTS.info("request", extra={"said": {**said, "ms": round(seconds * 1000, 1)}})
