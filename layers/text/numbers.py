"""Numbers as a reader sees them, written by Babel in the language of the current reply.

One wording is our own: English people are counted in millions, at three significant figures with
their zeros ("1.00 million"), and in thousands with their digits ("669,000"). Babel would write
"1 million" and "669 thousand", which loses what was counted and what a column lines up by. Every
other language gets Babel's compact form: 252万, 13亿.
"""

from __future__ import annotations

import math
import re
from decimal import ROUND_HALF_EVEN, Decimal
from functools import lru_cache

from babel import Locale
from babel.numbers import (
    format_compact_decimal,
    format_decimal,
    format_percent,
    get_plus_sign_symbol,
)

from layers.text.gettext import SOURCE_LANGUAGE, _, kept_by_language, language

MINUS = "−"
THOUSAND, MILLION = 1_000, 1_000_000
MOST_DIGITS = 4
"""Digits after the point of a compact number at most: its value is rounded before."""
KEPT_NUMBERS = 6_000
"""Written numbers that are kept: views of one world write the same counts again and again."""


def decimal(value: float, places: int = 0) -> str:
    """Write a number with grouping and a true minus sign.

    Examples
    --------
    >>> decimal(-1234.56, 1)
    '−1,234.6'
    >>> decimal(-0.04, 1)
    '0.0'
    """
    shown = 0.0 if round(value, places) == 0 else float(value)
    return _decimal(shown, places, language.get())  # no zero below zero


def percent(value: float) -> str:
    """Write a share in per cent: one decimal below ten, none above.

    Examples
    --------
    >>> percent(65.2), percent(3.14), percent(-96.8)
    ('65%', '3.1%', '−97%')
    """
    if math.isnan(value):
        return no_figure()
    return _percent(float(value), 1 if abs(value) < 9.95 else 0, language.get())


@kept_by_language(KEPT_NUMBERS)
def people(value: float) -> str:
    """Write an estimate of people at three significant figures at most; missing is no zero.

    Examples
    --------
    >>> people(2_521_330), people(668_660), people(75.4717), people(0)
    ('2.52 million', '669,000', '75', '0')
    >>> token = language.set("zh")
    >>> people(2_521_330), people(1_300_000_000), people(75.4717)
    ('252万', '13亿', '75')
    >>> language.reset(token)
    """
    if math.isnan(value):
        return no_figure()
    rounded = significant(value, 3) if abs(value) >= 100 else round(value)
    if language.get() != SOURCE_LANGUAGE:
        return _compact(float(rounded), "long", language.get())
    if abs(rounded) < MILLION:
        return decimal(rounded)
    return millions(rounded, max(0, 2 - math.floor(math.log10(abs(rounded / MILLION)))))


@kept_by_language(KEPT_NUMBERS)
def short(value: float) -> str:
    """Write an estimate for a key, an axis or a narrow cell: three figures at most.

    Examples
    --------
    >>> short(2_521_330), short(-580_000), short(66_860), short(668_660), short(0)
    ('2.52M', '−580K', '66.9K', '669K', '0')
    >>> token = language.set("zh")
    >>> short(2_521_330), short(-580_000), short(66_860)
    ('252万', '−58万', '6.69万')
    >>> language.reset(token)
    """
    if math.isnan(value):
        return no_figure()
    rounded = significant(value, 3) if abs(value) >= 100 else round(value)
    if language.get() != SOURCE_LANGUAGE:
        return _compact(float(rounded), "short", language.get())
    if abs(rounded) < THOUSAND:
        return decimal(rounded)
    if abs(rounded) >= MILLION:
        return millions(rounded, _places(rounded / MILLION), "short")
    return _("{n}K").format(n=decimal(rounded / THOUSAND, _places(rounded / THOUSAND)))


def _places(value: float) -> int:
    """Digits after the point that a number of three figures needs, at most two."""
    return len(f"{value:.2f}".rstrip("0").partition(".")[2])


def millions(value: float, places: int, form: str = "long") -> str:
    """Write people in millions with as many digits after the point as are asked for.

    Parameters
    ----------
    value : float
        People, not millions of them.
    places : int
        Digits after the point of the millions; another language rounds at the same digit.
    form : str
        ``long`` or ``short``, as CLDR names its compact numbers.

    Examples
    --------
    >>> millions(114_000_000, 1), millions(114_000_000, 0, "short")
    ('114.0 million', '114M')
    """
    if language.get() != SOURCE_LANGUAGE:
        return _compact(float(round(value, places - 6)), form, language.get())
    number = decimal(value / MILLION, places)
    return (_("{n} million") if form == "long" else _("{n}M")).format(n=number)


def signed(text: str, value: float) -> str:
    """Put a plus sign before a written number that is above zero.

    Examples
    --------
    >>> signed("2.52 million", 2_521_330)
    '+2.52 million'
    """
    return f"{_plus(language.get())}{text}" if value > 0 else text


def significant(value: float, figures: int) -> float:
    """Round to significant figures.

    Examples
    --------
    >>> significant(668_660, 3)
    669000.0
    """
    if not math.isfinite(value) or value == 0:
        return 0.0
    return float(round(value, figures - 1 - math.floor(math.log10(abs(value)))))


def no_figure() -> str:
    """Say that the source has no figure here."""
    return _("no figure")


# Babel writes a number in about 20 µs; a map of all corridors writes three thousand.


@lru_cache(maxsize=KEPT_NUMBERS)
def _decimal(value: float, places: int, lang: str) -> str:
    signs = _signs(lang)
    if signs is None or not math.isfinite(value):
        return format_decimal(value, _pattern(places), locale=lang).replace("-", MINUS)
    exact = Decimal(str(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_EVEN)
    return f"{exact:,f}".translate(signs)


@lru_cache(maxsize=8)
def _signs(lang: str) -> dict[int, str] | None:
    """Signs of a language for those that Python writes; None where it groups in another way."""
    written = format_decimal(-1234567.5, _pattern(1), locale=lang)
    found = re.fullmatch(r"(\D*)1(\D*)234\2(?:567)(\D)5", written)
    if not found or found[1] != "-":
        return None
    return str.maketrans({",": found[2], ".": found[3], "-": MINUS})


_plus = lru_cache(maxsize=8)(get_plus_sign_symbol)


@lru_cache(maxsize=KEPT_NUMBERS)
def _percent(value: float, places: int, lang: str) -> str:
    share = Decimal(str(value)) / 100  # a float would move ties
    return format_percent(share, _pattern(places) + "%", locale=lang).replace("-", MINUS)


@lru_cache(maxsize=KEPT_NUMBERS)
def _compact(value: float, form: str, lang: str) -> str:
    locale = Locale.parse(lang)
    known = (
        form if form in locale.compact_decimal_formats else "short"
    )  # some languages have one form
    written = format_compact_decimal(
        value, format_type=known, locale=locale, fraction_digits=MOST_DIGITS
    )
    return written.replace("-", MINUS)


def _pattern(places: int) -> str:
    return "#,##0" + ("." + "0" * places if places else "")
