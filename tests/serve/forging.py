"""What nobody's page would send: odd texts and bodies, and an ear for what the server logs."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from hypothesis import strategies as st

from layers.serve.guard import VIEW_PATH as PATH

ORIGIN = {"Origin": "http://localhost"}
ALLOWED = {200, 400, 403, 404, 413, 415, 422}

ODD_TEXTS = (
    "",
    " ",
    "\x00",
    "\ud800",
    "\ufeff",
    "\u202e",
    "__proto__",
    "constructor.prototype",
    "..",
    "../../etc/passwd",
    "?period=1995-2000",
    "?from=' OR 1=1 --",
    "=cmd|' /C calc'!A0",
    "<script>",
    "NaN",
    "MATCH",
    '["ALL"]',
    '{"view":["ALL"]}',
    "{",
    "a.b",
    "%00%ff",
    "四川",
    "🧭" * 50,
    "x" * 9_000,
    "x" * 70_000,
    "?" + "from=51&" * 900,
)

bodies = st.one_of(
    st.binary(max_size=60),
    st.sampled_from(ODD_TEXTS).map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.lists(st.text(max_size=12), max_size=20).map(lambda cells: ",".join(cells).encode()),
    st.text(alphabet='a,;"\r\n\t=0', max_size=80).map(str.encode),
)
"""Raw bodies of a question: bytes, odd texts, rows of nothing."""

__all__ = ["ALLOWED", "ODD_TEXTS", "ORIGIN", "PATH", "bodies", "heard"]


@contextmanager
def heard() -> Iterator[list[str]]:
    """Collect everything that is logged, traces included."""
    lines: list[str] = []

    class _Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(self.format(record))

    ear, root = _Ear(), logging.getLogger()
    root.addHandler(ear)
    try:
        yield lines
    finally:
        root.removeHandler(ear)
