"""Who may show one view of the page in a frame, and the address that a frame asks for.

Nobody may, unless the server is started with their origins. They are named on that address alone:
every other one stays closed to frames.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

EMBED_PATH = "/embed"
_LABEL = r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?"
_ORIGIN = re.compile(
    rf"(?:https://{_LABEL}(?:\.{_LABEL})*|http://(?:localhost|127\.0\.0\.1))(?P<port>:[1-9]\d{{0,4}})?"
)
_LAST_PORT = 65535


def framer(text: str) -> str:
    """Return an origin whose pages may show a view, as a policy spells it.

    Parameters
    ----------
    text
        Scheme, host and perhaps port: ``https``, or ``http`` for pages of this machine.

    Raises
    ------
    ValueError
        For anything else: a path, a wildcard, a name in other letters than ASCII.

    Examples
    --------
    >>> framer("https://News.example:8443"), framer("http://localhost:9000")
    ('https://news.example:8443', 'http://localhost:9000')
    """
    origin = text.lower()
    found = _ORIGIN.fullmatch(origin)
    if not found or int((found["port"] or ":0")[1:]) > _LAST_PORT:
        raise ValueError(
            f"{text!r} is no origin that may frame a view: expected https://host, with :port where "
            "it has one, or http://localhost:port"
        )
    return origin


def framers(texts: Iterable[str]) -> tuple[str, ...]:
    """Return several origins, each once, as :func:`framer` does."""
    return tuple(dict.fromkeys(map(framer, texts)))
