"""Parts of a year in cells and headings: months, quarters, halves and days."""

from __future__ import annotations

import re
from collections.abc import Iterable

from geo.intake.texts.dated import year_of
from geo.intake.texts.words import folded, tokens

Part = tuple[str, str]
"""A year, empty where it is not said, and a part of it: ``01``, ``Q1``, ``H1`` or ``01-31``."""
LONGEST = 30
_Y = r"((?:1[89]|20)\d\d)"
_M = r"(0?[1-9]|1[0-2])"
_D = r"(0?[1-9]|[12]\d|3[01])"
_NAMES = {
    name: f"{number:02}"
    for number, names in enumerate(
        (
            "january januar janvier jan janv", "february februar février feb fév févr",
            "march märz mars mar mär marts", "april avril apr avr", "may mai maj mayo",
            "june juni juin jun", "july juli juillet jul juil", "august août aug",
            "september septembre sept sep", "october oktober octobre oct okt",
            "november novembre nov", "december dezember décembre dec dez déc",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
_N = rf"({'|'.join(sorted(_NAMES, key=len, reverse=True))})\.?"
_DIGITS = {"一": "1", "二": "2", "三": "3", "四": "4", "上": "1", "下": "2"}
_TIME = r"(?:[ t]\d\d?:\d\d(?::\d\d(?:\.0+)?)?z?)?"
_SURE: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), kind)
    for pattern, kind in (
        (rf"{_Y}[-/年 ] ?{_M}(?:月份?)?", "ym"),
        (rf"{_Y}[- ]?m{_M}", "ym"),
        (rf"{_M}[-/]{_Y}", "my"),
        (rf"{_Y}[-./ ]*{_N}", "yn"),
        (rf"{_N}[-./, ']*{_Y}", "ny"),
        (rf"{_Y}[-. /]*q([1-4])", "yq"),
        (rf"q([1-4])[-. /]*{_Y}", "qy"),
        (rf"{_Y}[-. ]*([1-4])/4", "yq"),
        (rf"{_Y}年?第?([1-4一二三四])季度?", "yq"),
        (rf"{_Y}[-. /]*h([12])", "yh"),
        (rf"{_Y}年?([上下])半年", "yh"),
        (rf"{_Y}[-./年]{_M}[-./月]{_D}日?{_TIME}", "ymd"),
    )
)
_BARE = re.compile(rf"{_Y}(0[1-9]|1[0-2])")
_SMALL = re.compile(r"[0-9]{1,4}")
_SHORT = re.compile(rf"{_N}[- '’]*(\d\d)")
_IN_NAME = re.compile(
    rf"(?<!\d){_Y}(?:[-_ ]?(?:0[1-9]|1[0-2])|[-_ ]?q[1-4]|年1?\d月)(?!\d)", re.IGNORECASE
)
_ALONE: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), kind)
    for pattern, kind in (
        (_N, "n"), (r"([1-9]|1[0-2])月份?", "m"), (r"q([1-4])", "q"),
        (r"第?([1-4一二三四])季度?", "q"), (r"([1-4])/4", "q"), (r"([上下])半年", "h"),
    )
)  # fmt: skip
_SAYS = re.compile(
    r"months?|mths?|date|day|quarters?|qtr|monate?|mois|mes|mês|måned|maaned|[kq]vartal|quartal|"
    r"trimestre|trimester"
)
_QUARTER = re.compile(r"quarter|qtr|[kq]uartal|kvartal|trimest|季")


def part_of(text: str) -> Part | None:
    """The year and the part of it that a text names, or None where it names none.

    Examples
    --------
    >>> [part_of(text) for text in ("2020-01", "Jan 2020", "2020年1月", "2010. 1/4")]
    [('2020', '01'), ('2020', '01'), ('2020', '01'), ('2010', 'Q1')]
    >>> part_of("2020-01-31"), part_of("Feb"), part_of("2015-2020"), part_of("2020")
    (('2020', '01-31'), ('', '02'), None, None)
    """
    plain = folded(text) if len(text) <= LONGEST else ""
    for pattern, kind in (*_SURE, *_ALONE):
        if found := pattern.fullmatch(plain):
            return _part(dict(zip(kind, found.groups(), strict=True)))
    return None


def _part(said: dict[str, str]) -> Part:
    year = said.get("y", "")
    if quarter := said.get("q") or said.get("h"):
        return year, f"{'Q' if 'q' in said else 'H'}{_DIGITS.get(quarter, quarter)}"
    month = _NAMES.get(said.get("n", "")) or f"{int(said['m']):02}"
    return year, f"{month}-{int(said['d']):02}" if "d" in said else month


def is_of_parts(heading: str) -> bool:
    """Whether a heading is that of a month, a quarter or a day.

    Examples
    --------
    >>> is_of_parts("Month"), is_of_parts("季度"), is_of_parts("year")
    (True, True, False)
    """
    plain = folded(heading)
    return any(map(_SAYS.fullmatch, tokens(heading))) or any(
        sign in plain for sign in ("月", "季", "日期")
    )


def parts_of_years(texts: Iterable[str], heading: str) -> dict[str, Part]:
    """Texts of a column of time that are parts of years, all of them or none.

    What may be an interval too, such as 2010-11, is one unless the heading says otherwise or two
    that follow each other begin alike.

    Examples
    --------
    >>> parts_of_years(["2008-09", "2008-10"], "month")
    {'2008-09': ('2008', '09'), '2008-10': ('2008', '10')}
    >>> parts_of_years(["2010-11", "2011-12"], "period"), parts_of_years(["202001"], "month")
    ({}, {'202001': ('2020', '01')})
    >>> parts_of_years(["2009-09", "2009-10"], "period")
    {'2009-09': ('2009', '09'), '2009-10': ('2009', '10')}
    """
    every, is_said = [*texts], is_of_parts(heading)
    made = {}
    for text in every:
        found = _quarter(text, heading) or part_of(text)
        if found is None and is_said:
            found = _said_part(text)
        if found is None or not found[0]:
            return {}
        made[text] = found
    is_interval = all(len(year_of(text)) == 9 and year_of(text)[4] == "-" for text in every)
    return {} if is_interval and not (is_said or _has_neighbours(made.values())) else made


def _has_neighbours(parts: Iterable[Part]) -> bool:
    """Whether some year has a month and the next: intervals of one and of two years are rare."""
    found = {(year, int(part)) for year, part in parts if part.isdecimal()}
    return any((year, month + 1) in found for year, month in found)


def part_in(name: str) -> tuple[str, Part] | None:
    """Where the name of a file names one month or quarter: its words, and what they mean.

    Examples
    --------
    >>> part_in("moves_2020_01"), part_in("moves 2020Q1"), part_in("moves_2020")
    (('2020_01', ('2020', '01')), ('2020Q1', ('2020', 'Q1')), None)
    """
    found = [*_IN_NAME.finditer(name)]
    if len(found) != 1:
        return None
    part = part_of(re.sub(r"[_ ]", "-", found[0].group(0))) or _said_part(found[0].group(0))
    return (found[0].group(0), part) if part else None


def _said_part(text: str) -> Part | None:
    """Months that are such only below a heading that says so: 202001, Jan-20."""
    plain = folded(text)
    if found := _BARE.fullmatch(plain):
        return found.group(1), found.group(2)
    if found := _SHORT.fullmatch(plain):
        century = "19" if int(found.group(2)) >= 60 else "20"
        return century + found.group(2), _NAMES[found.group(1)]
    return None


def _quarter(text: str, heading: str) -> Part | None:
    """What would be a month is a quarter below a heading of quarters: 1/2010, 2010-1."""
    found = part_of(text) if _QUARTER.search(folded(heading)) else None
    if found and found[1] in ("01", "02", "03", "04"):
        return found[0], f"Q{int(found[1])}"
    return found


def parts_alone(texts: Iterable[str], heading: str) -> dict[str, str]:
    """Texts of a column of months or quarters without a year, all of them or none.

    Examples
    --------
    >>> parts_alone(["1", "9"], "month"), parts_alone(["1", "4"], "Quarter")
    ({'1': '01', '9': '09'}, {'1': 'Q1', '4': 'Q4'})
    >>> parts_alone(["1", "19"], "month"), parts_alone(["1", "2"], "persons")
    ({}, {})
    """
    if not is_of_parts(heading):
        return {}
    is_quarter = bool(_QUARTER.search(folded(heading)))
    most, made = 4 if is_quarter else 12, {}
    for text in texts:
        found = part_of(text)
        if found and not found[0]:
            made[text] = found[1]
        elif _SMALL.fullmatch(text) and 1 <= int(text) <= most:
            made[text] = f"Q{int(text)}" if is_quarter else f"{int(text):02}"
        else:
            return {}
    return made
