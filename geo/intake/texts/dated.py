"""Groups of ages that a spreadsheet turned into dates: 5-9 into 9-May."""

from __future__ import annotations

import re
from collections.abc import Iterable

from geo.intake.texts.words import folded

_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
_DAY = re.compile(r"(\d{1,2})[- ]([a-z]{3})|([a-z]{3})[- ](\d{1,2})")


def mended_age(text: str) -> str:
    """Group of ages that a date was, else the text as it stands.

    Examples
    --------
    >>> mended_age("9-May"), mended_age("14-Oct"), mended_age("15-19"), mended_age("45579")
    ('5-9', '10-14', '15-19', '45579')
    """
    found = _DAY.fullmatch(folded(text))
    if not found:
        return text
    month = _MONTHS.get(found.group(2) or found.group(3), 0)
    day = int(found.group(1) or found.group(4))
    return f"{month}-{day}" if 0 < month < day else text


def ages_as_dates(texts: Iterable[str]) -> dict[str, str]:
    """Texts among ages that are dates, with the group that each was."""
    return {text: mended for text in texts if (mended := mended_age(text)) != text}
