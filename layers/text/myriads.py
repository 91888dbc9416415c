"""People whom a table counts in units of ten thousand, with all printed digits.

They are written in millions, and as the table has them in a language that counts by ten thousands
itself, as CLDR knows it: there 10,017万人 is what a source prints, and 100.17百万人 is nothing.
"""

from __future__ import annotations

from functools import lru_cache

from babel import Locale

from layers.text import numbers
from layers.text.gettext import _, language

UNIT = 10_000
"""People that one unit of the tables stands for."""


def in_column(units: float, places: int = 2) -> str:
    """Write the number alone, below a head that has the words of :func:`column_unit`.

    Parameters
    ----------
    units : float
        Tens of thousands of people.
    places : int
        Digits after the point of the millions; a language of ten thousands has two fewer.

    Examples
    --------
    >>> in_column(10017), in_column(5064.6, 3)
    ('100.17', '50.646')
    >>> token = language.set("zh")
    >>> in_column(10017), in_column(5064.6, 3)
    ('10,017', '5,064.6')
    >>> language.reset(token)
    """
    if counts_by_them(language.get()):
        return numbers.decimal(units, max(0, places - 2))
    return numbers.decimal(units / per_column_unit(), places)


def with_unit(units: float, places: int = 2) -> str:
    """Write the number with its unit.

    Examples
    --------
    >>> with_unit(10017), with_unit(236.9, 3)
    ('100.17 million', '2.369 million')
    """
    form = _("{n} × 10,000 people") if counts_by_them(language.get()) else _("{n} million")
    return form.format(n=in_column(units, places))


def column_unit() -> str:
    """Name the unit of :func:`in_column`, for a head or an axis.

    Examples
    --------
    >>> column_unit()
    'millions'
    """
    return _("10,000 people") if counts_by_them(language.get()) else _("millions")


def per_column_unit() -> float:
    """How many units of the table make one of :func:`column_unit`.

    Examples
    --------
    >>> per_column_unit()
    100
    """
    return 1 if counts_by_them(language.get()) else numbers.MILLION // UNIT


@lru_cache(maxsize=8)
def counts_by_them(lang: str) -> bool:
    """Whether a language counts by ten thousands.

    Examples
    --------
    >>> counts_by_them("en"), counts_by_them("zh"), counts_by_them("fr")
    (False, True, False)
    """
    forms = Locale.parse(lang).compact_decimal_formats["short"]["other"]
    pattern = forms[str(UNIT)].pattern
    return pattern.count("0") == 1 and pattern != "0"  # one digit and a word: 0万, not 00K
