"""Numbers as a reader sees them, written by Babel in the language of the current reply.

One wording is our own: English people are counted in millions, at three significant figures with
their zeros ("1.00 million"), and in thousands with their digits ("669,000"). Babel would write
"1 million" and "669 thousand", which loses what was counted and what a column lines up by. Every
other language gets Babel's compact form: 252万, 13亿.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from functools import lru_cache, partial

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
    """Write a number with grouping and a true minus sign; missing is no zero.

    Examples
    --------
    >>> decimal(-1234.56, 1)
    '−1,234.6'
    >>> decimal(-0.04, 1)
    '0.0'
    >>> decimal(math.nan)
    'no figure'
    """
    if math.isnan(value):
        return no_figure()
    shown = 0.0 if round(value, places) == 0 else float(value)
    return _decimal(shown, places, language.get())  # no zero below zero


def rounded(value: float, places: int = 0) -> float:
    """Round a number as :func:`decimal` writes it.

    Examples
    --------
    >>> rounded(3546.6), rounded(2.675, 2)
    (3547.0, 2.68)
    """
    if not math.isfinite(value):
        return value
    return float(Decimal(str(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_EVEN))


def percent(value: float, places: int | None = None) -> str:
    """Write a share in per cent: one decimal below ten and none above, or as many as are asked for.

    Examples
    --------
    >>> percent(65.2), percent(3.14), percent(-96.8), percent(65.2, 1)
    ('65%', '3.1%', '−97%', '65.2%')
    """
    if math.isnan(value):
        return no_figure()
    if places is None:
        places = 1 if abs(value) < 9.95 else 0
    shown = 0.0 if round(value, places) == 0 else float(value)
    return _percent(shown, places, language.get())


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
    figures = _three_figures(value)
    if language.get() != SOURCE_LANGUAGE:
        return _compact(float(figures), "long", language.get())
    if abs(figures) < MILLION:
        return decimal(figures)
    return millions(figures, max(0, 2 - math.floor(math.log10(abs(figures / MILLION)))))


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
    figures = _three_figures(value)
    if language.get() != SOURCE_LANGUAGE:
        return _compact(float(figures), "short", language.get())
    if abs(figures) < THOUSAND:
        return decimal(figures)
    if abs(figures) >= MILLION:
        return millions(figures, _places(figures / MILLION), "short")
    return _thousands(figures, _places(figures / THOUSAND))


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


def printed(value: float) -> str:
    """Write a printed figure with all its digits, in words of its size from a million on.

    Examples
    --------
    >>> printed(2_800_000), printed(1_250_000_000), printed(550_000), printed(200)
    ('2.8 million', '1.25 billion', '550,000', '200')
    >>> token = language.set("zh")
    >>> printed(2_800_000), printed(1_250_000_000), printed(550_000), printed(200)
    ('280万', '12.5亿', '55万', '200')
    >>> language.reset(token)
    """
    is_small = abs(value) < (MILLION if language.get() == SOURCE_LANGUAGE else 10 * THOUSAND)
    return decimal(value) if is_small else _compact(float(value), "long", language.get())


Write = Callable[[float], str]
Spans = Sequence[tuple[float, float]]
Changes = Sequence[tuple[float, float, tuple[float, float]]]


@dataclass(frozen=True)
class Unit:
    """How the numbers of one table are written: called with one, it writes it.

    Attributes
    ----------
    said
        Writes a number that is known.
    rounded
        What is left of a number once it is written.
    """

    said: Write
    rounded: Callable[[float], float]

    def __call__(self, value: float) -> str:
        """Write a number; a missing one is no zero."""
        return no_figure() if math.isnan(value) else self.said(value)

    def difference(self, first: float, second: float) -> float:
        """Second less first as both are written, so that a reader finds the same."""
        if math.isnan(first) or math.isnan(second):
            return math.nan
        return self.rounded(second) - self.rounded(first)


def alike(values: Sequence[float], form: str = "long") -> list[str]:
    """Write the numbers of one row or column: one unit and one number of decimals for all of them.

    As :func:`in_one_unit`, of these numbers alone.

    Examples
    --------
    >>> alike([2_521_330, 668_660, -12_040_000]), alike([2_521_330, 59_300])
    (['2.52 million', '0.67 million', '−12.04 million'], ['2,520,000', '59,300'])
    >>> alike([2_521_330, 59_300], "short"), alike([668_660, 59_349], "short")
    (['2.52M', '0.06M'], ['668.7K', '59.3K'])
    >>> alike([103_000, 590, 0], "short"), alike([2_521_330, 0])
    (['103.0K', '590', '0'], ['2.52 million', '0'])
    >>> token = language.set("zh")
    >>> alike([20_649_000, 1_962_000, 18_687_000], "short")
    ['2065万', '196万', '1869万']
    >>> write = in_one_unit([4_395_500, 589_600], spans=[(585_085, 594_115)])
    >>> write(4_395_500), write(589_600), write(585_085)
    ('439.6万', '59万', '58.5万')
    >>> language.reset(token)
    """
    return list(map(in_one_unit(values, form), values))


def in_one_unit(
    values: Sequence[float], form: str = "long", spans: Spans = (), changes: Changes = ()
) -> Unit:
    """How the numbers of a row, a column or a comparison are written: all of them in one unit.

    They are in millions where the largest is one and no other falls below its digits; else in
    thousands (``short``) or in people, each at three significant figures at most, or whole where
    the ends of a range would have the same words, or the difference of two written numbers would
    lie beyond its own range.

    Parameters
    ----------
    values : sequence of float
        People; NaN where there is no figure.
    form : str
        ``long`` for cards, tables and sentences, ``short`` for narrow cells.
    spans : sequence of tuple of float
        Both ends of each range that stands among them.
    changes : sequence of tuple of (float, float, tuple of float)
        Two numbers whose difference stands beside them, and the range of that difference.

    Examples
    --------
    >>> write = in_one_unit([2_521_330, 718_010], spans=[(701_200, 734_900)])
    >>> write(2_521_330), write(701_200)
    ('2.52 million', '0.70 million')
    >>> in_one_unit([2_521_330], spans=[(2_521_200, 2_521_400)])(2_521_330)
    '2,521,330'
    >>> two = in_one_unit([654_700, 219_800, -434_900, 1_200_000])
    >>> two(654_700), two(219_800), two(two.difference(654_700, 219_800))
    ('0.65 million', '0.22 million', '−0.43 million')
    """
    ends = [end for span in spans for end in span]
    known = [abs(one) for one in (*values, *ends) if not math.isnan(one) and round(one)]
    ways = [_usual(max(known, default=0.0), min(known, default=0.0), form)]
    if language.get() != SOURCE_LANGUAGE:
        ways += [_to_digit(places, form) for places in FINER_PLACES]
    elif form == "long":
        ways.append(THREE_FIGURES)
    told = (
        way
        for way in ways
        if all(way(low) != way(high) for low, high in spans if _differ(low, high))
        and all(_in_range(way, *change) for change in changes)
    )
    return next(told, Unit(lambda value: decimal(round(value)), round))


def _differ(low: float, high: float) -> bool:
    return not math.isnan(low) and round(low) != round(high)


def _in_range(way: Unit, first: float, second: float, span: tuple[float, float]) -> bool:
    """Whether the difference of two numbers as they are written lies in its range."""
    difference = way.difference(first, second)
    return not (difference < span[0] or difference > span[1])  # true where there is no range


FINER_PLACES = (3, 4)
"""Digits after the point of millions where two do not tell numbers apart: 439.6万, 438.32万."""


def _to_digit(places: int, form: str) -> Unit:
    said = partial(millions, places=places, form=form)
    return _whole_below(Unit(said, lambda value: rounded(value / MILLION, places) * MILLION))


def _whole_below(unit: Unit) -> Unit:
    """A unit in which less than a thousand is written whole: 0.0K would hide how many."""
    return Unit(
        lambda value: decimal(value) if abs(value) < THOUSAND - 0.5 else unit.said(value),
        lambda value: rounded(value) if abs(value) < THOUSAND - 0.5 else unit.rounded(value),
    )


def _usual(largest: float, smallest: float, form: str) -> Unit:
    """The one way of numbers between these two sizes."""
    least = MILLION / (10 if form == "long" else 100)
    if largest >= MILLION - 500 and smallest >= least:
        places = 1 if smallest >= 10 * MILLION else 2
        return _to_digit(places, form)
    if language.get() != SOURCE_LANGUAGE:
        return Unit(people if form == "long" else short, _three_figures)
    if form == "short" and largest >= THOUSAND:
        digits = 0 if smallest >= 100 * THOUSAND else 1
        said = partial(_thousands, places=digits)
        return _whole_below(Unit(said, lambda value: rounded(value / THOUSAND, digits) * THOUSAND))
    return THREE_FIGURES if form == "long" else Unit(short, _three_figures)


def _three_figures(value: float) -> float:
    return significant(value, 3) if abs(value) >= 100 else float(round(value))


THREE_FIGURES = Unit(lambda value: decimal(_three_figures(value)), _three_figures)


def _thousands(value: float, places: int) -> str:
    return _("{n}K").format(n=decimal(value / THOUSAND, places))


def span(low: float, high: float, plus: bool = False) -> tuple[str, str]:
    """Write both ends of a range: one unit, and never the same words for two numbers.

    Parameters
    ----------
    low, high : float
        People.
    plus : bool
        Whether an end above zero has its sign.

    Examples
    --------
    >>> span(318_200, 324_100), span(2_521_330, 2_524_000), span(980_000, 1_020_000)
    (('318,000', '324,000'), ('2.521 million', '2.524 million'), ('0.98 million', '1.02 million'))
    """
    ends = alike((low, high))
    if ends[0] == ends[1] and round(low) != round(high):
        ends = [_apart(value, low, high) for value in (low, high)]
    if plus:
        ends = [signed(end, value) for end, value in zip(ends, (low, high), strict=True)]
    return ends[0], ends[1]


def _apart(value: float, low: float, high: float) -> str:
    """Write one end with the digits that tell it from the other."""
    if language.get() == SOURCE_LANGUAGE and max(abs(low), abs(high)) >= MILLION:
        for places in range(3, 6):
            if round(low / MILLION, places) != round(high / MILLION, places):
                return millions(value, places)
    return decimal(round(value))


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
