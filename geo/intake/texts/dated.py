"""Years of cells; and groups of ages that a spreadsheet turned into dates: 5-9 into 9-May."""

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


_RANGE = re.compile(r"((?:1[89]|20)\d\d)年?\s?[-–—~～至/_]\s?((?:1[89]|20)\d\d|\d\d)年?")
_YEAR = re.compile(r"(\d{4})(?:\.0+|年)?")
_ANY_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)")


def year_of(text: str) -> str:
    """Year or interval of a cell as the page writes it; another text as it stands.

    Examples
    --------
    >>> year_of("2019.0"), year_of("1993/94"), year_of("2010 - 2015"), year_of("2010. 1/4")
    ('2019', '1993-1994', '2010-2015', '2010. 1/4')
    >>> year_of("1995—2000年"), year_of("2024-06")
    ('1995-2000', '2024-06')
    """
    plain = text.strip()
    if alone := _YEAR.fullmatch(plain):
        return alone.group(1)
    found = _RANGE.fullmatch(plain)
    if not found:
        return plain
    first, last = found.groups()
    last = last if len(last) == 4 else first[:2] + last
    if last < first and found.group(2) == "00":  # 1999/00
        last = f"{int(first[:2]) + 1}00"
    return f"{first}-{last}" if first < last else plain


def interval_of(first: str, last: str) -> str:
    """Interval of two cells that hold its years, or days in them.

    Examples
    --------
    >>> interval_of("2015", "2020"), interval_of("2015-11-1", "2020-11-1"), interval_of("", "2020")
    ('2015-2020', '2015-2020', '2020')
    """
    years = sorted({year for text in (first, last) if (year := _year_in(text))})
    return "-".join(years) if years else first or last


def _year_in(text: str) -> str:
    alone, found = year_of(text), _ANY_YEAR.search(text)
    return alone if _YEAR.fullmatch(alone) else found.group(0) if found else ""


_WITHIN = re.compile(
    r"(?<!\d)((?:1[89]|20)\d\d)年?(?:\s?[-–—~～至/_]\s?((?:1[89]|20)\d\d|\d\d)年?)?(?!\d)"
)


def year_within(heading: str) -> tuple[str, str]:
    """Words of a heading around its year or interval, and this; two empty ones without just one.

    Examples
    --------
    >>> year_within("Persons 2010"), year_within("2015-2020年人数"), year_within("2010")
    (('persons', '2010'), ('人数', '2015-2020'), ('', '2010'))
    >>> year_within("from 2010 to 2015"), year_within("persons")
    (('', ''), ('', ''))
    """
    plain = folded(heading)
    found = [*_WITHIN.finditer(plain)]
    if len(found) != 1:
        return "", ""
    around = f"{plain[: found[0].start()]} {plain[found[0].end() :]}"
    return " ".join(re.findall(r"[^\W_]+", around)), year_of(found[0].group(0))
