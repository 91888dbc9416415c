"""Values of typed cells as texts, as a spreadsheet shows them without a format."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal


def digits(number: float) -> str:
    """Fifteen digits, as a spreadsheet keeps them.

    Examples
    --------
    >>> digits(0.1 + 0.2), digits(1234.0), digits(1e-7)
    ('0.3', '1234', '0.0000001')
    """
    if number.is_integer() and abs(number) < 1e15:
        return str(int(number))
    text = f"{number:.15g}"
    return format(Decimal(text), "f") if "e" in text and abs(number) < 1e15 else text


def plain(value: object) -> str | None:
    """A cell as a text: a day without a time of midnight, and null where there is nothing.

    Examples
    --------
    >>> plain(datetime(2020, 11, 1)), plain(12.5), plain(True), plain(" ")
    ('2020-11-01', '12.5', 'TRUE', None)
    """
    if isinstance(value, str):
        return value if value and not value.isspace() else None
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return digits(value) if value == value else None
    if isinstance(value, datetime):
        midnight = value.time() == time()
        return value.date().isoformat() if midnight else value.isoformat(" ", "seconds")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return f"{value.total_seconds() / 3600:.6g} h"
    return None if value is None else str(value)
