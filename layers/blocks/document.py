"""What is sent as JSON: replies of the page, data of the interface, figures with their shapes."""

from __future__ import annotations

from typing import Any

import orjson


def compact(document: Any) -> bytes:
    """Write a document as compact JSON; arrays of numbers may be numpy's.

    A number that is no number is written as ``null``, as a missing one is.

    Raises
    ------
    TypeError
        When something in it has no form in JSON.

    Examples
    --------
    >>> compact({"ends": ["甲", 1.5], "gap": float("nan")}).decode()
    '{"ends":["甲",1.5],"gap":null}'
    """
    return orjson.dumps(document, option=orjson.OPT_SERIALIZE_NUMPY)
