"""Groups of ages as intervals of whole years: which of them lie in others, and what all cover."""

from __future__ import annotations

import re
from collections.abc import Iterable

from geo.intake.texts.words import folded

ENDLESS = 1000
"""Where a group without an upper end stops."""
LONGEST = 40
EVERY_AGE = "0+"
_UNIT = r"(?:years?(?: of age| old)?|yrs?|år|ar|jahre?n?|ans|años|anos|周岁|岁)?"
_AGED = r"(?:ages?|aged|alder|alter|age group|edad|idade|年龄)?[ _:]*"
_AGE = rf"(\d{{1,3}}) ?{_UNIT}"
_BOTH = re.compile(rf"{_AGED}{_AGE} ?(?:-|–|—|~|～|to|bis|til|à|a|至|到) ?{_AGE}")
_FROM = re.compile(
    rf"{_AGED}{_AGE} ?(?:\+|plus|(?:and|or) (?:over|older|above|more)|over|und älter|"
    r"og derover|et plus|y más|e mais|及以上|以上|或以上)"
)
_BELOW = re.compile(rf"{_AGED}(?:under|below|less than|<|unter|moins de) ?{_AGE}")
_BELOW_BEHIND = re.compile(rf"{_AGED}{_AGE}以下")
_ONE = re.compile(rf"{_AGED}{_AGE}")
Span = tuple[int, int]


def span_of(text: str) -> Span | None:
    """First and last age of a group, or None where the text is none.

    Examples
    --------
    >>> span_of("15-64"), span_of("65 and over"), span_of("Under 5"), span_of("20 år")
    ((15, 64), (65, 1000), (0, 4), (20, 20))
    >>> span_of("60岁及以上"), span_of("All ages"), span_of("2015")
    ((60, 1000), None, None)
    """
    plain = folded(text) if len(text) <= LONGEST else ""
    if both := _BOTH.fullmatch(plain):
        first, last = int(both.group(1)), int(both.group(2))
        return (first, last) if first <= last else None
    if start := _FROM.fullmatch(plain):
        return int(start.group(1)), ENDLESS
    if end := _BELOW.fullmatch(plain) or _BELOW_BEHIND.fullmatch(plain):
        return 0, int(end.group(1)) - 1
    if one := _ONE.fullmatch(plain):
        return int(one.group(1)), int(one.group(1))
    return None


def covered(texts: Iterable[str]) -> list[str]:
    """What groups of ages cover together, so that a gap is seen; empty where one is no group.

    Examples
    --------
    >>> covered(["0", "1", "2", "7", "9"]), covered(["65+", "0-14", "15-64"])
    (['0–2', '7', '9'], ['0+'])
    >>> covered(["0-14", "All ages"]), covered(["18"])
    ([], ['18'])
    """
    spans = [span_of(text) for text in texts]
    joined: list[list[int]] = []
    for first, last in sorted(one for one in spans if one is not None):
        if joined and first <= joined[-1][1] + 1:
            joined[-1][1] = max(joined[-1][1], last)
        else:
            joined.append([first, last])
    if None in spans:
        return []
    return [
        f"{first}+" if last == ENDLESS else f"{first}–{last}" if last > first else str(first)
        for first, last in joined
    ]
