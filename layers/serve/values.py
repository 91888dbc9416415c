"""What a browser may send as a value: strict JSON and the checks of single values."""

from __future__ import annotations

import json
import math
from typing import Any, NoReturn

from flask.json.provider import DefaultJSONProvider

TEXT_BYTES = 8 * 1024
LARGEST_EXACT = 2**53


class StrictJson(DefaultJSONProvider):
    """JSON as the standard has it: no NaN, no infinity, no nesting without end."""

    def loads(self, s: str | bytes, **kwargs: Any) -> Any:
        """Parse a document.

        Parameters
        ----------
        s
            The document.
        kwargs
            Passed on to `json.loads`.

        Returns
        -------
        Any
            The parsed value.

        Raises
        ------
        ValueError
            If the text is not JSON, holds NaN or an infinite number, or nests too deep.
        """
        try:
            return json.loads(s, parse_constant=_no_constant, parse_float=_finite, **kwargs)
        except RecursionError:
            raise ValueError("JSON nested too deep") from None


def _no_constant(_: str) -> NoReturn:
    raise ValueError("NaN and Infinity are not JSON")


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError("number out of range")
    return number


def text(value: Any, most_bytes: int = TEXT_BYTES) -> bool:
    """Tell whether a value is null or a text of up to 8 kB that can be written as UTF-8.

    This is the check of every callback input that has no check of its own.

    Parameters
    ----------
    value
        Any parsed JSON value. Null counts as no text yet.
    most_bytes
        Another limit than 8 kB.

    Returns
    -------
    bool
        True if the value may reach a callback.

    Examples
    --------
    >>> text("from=51"), text(51), text("half a pair: " + chr(0xD800))
    (True, False, False)
    """
    if not isinstance(value, str):
        return value is None
    try:
        return len(value.encode()) <= most_bytes
    except UnicodeEncodeError:
        return False


def scalar(value: Any) -> bool:
    """Tell whether a value is null, a truth value, an exact number or a text as `text` has it.

    Parameters
    ----------
    value
        Any parsed JSON value.

    Returns
    -------
    bool
        True if the value may reach a callback.

    Examples
    --------
    >>> [scalar(value) for value in (None, "?period=2015-2020", 3, True)]
    [True, True, True, True]
    >>> [scalar(value) for value in ([], {}, 10**400, "x" * 9000)]
    [False, False, False, False]
    """
    if isinstance(value, int | float):
        return -LARGEST_EXACT <= value <= LARGEST_EXACT
    return text(value)
