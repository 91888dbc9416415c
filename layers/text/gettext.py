"""Visible text: one gettext catalogue, and one way to write numbers.

English is the language of the source, so its catalogue is the source itself. Another language is
one compiled catalogue below ``layers/text/locale``; a test keeps ``messages.pot`` in step.
"""

from __future__ import annotations

import gettext as gettext_module
import math
from collections.abc import Callable, Sequence
from contextvars import ContextVar
from functools import cache, lru_cache, wraps
from pathlib import Path
from typing import Any, TypeVar

from babel.lists import format_list
from babel.numbers import format_decimal

DOMAIN = "messages"
LOCALE_DIR = Path(__file__).parent / "locale"
SOURCE_LANGUAGE = "en"
MINUS = "−"
KEPT = 512
Said = TypeVar("Said")

language: ContextVar[str] = ContextVar("language", default=SOURCE_LANGUAGE)


@cache
def _catalogue(lang: str) -> gettext_module.NullTranslations:
    return gettext_module.translation(DOMAIN, str(LOCALE_DIR), [lang], fallback=True)


def _(message: str) -> str:
    """Translate a message into the language of the current reply.

    Examples
    --------
    >>> _("Corridors")
    'Corridors'
    """
    # gettext keeps the header of a catalogue under the empty message.
    return _catalogue(language.get()).gettext(message) if message else ""


def ngettext(one: str, many: str, count: float) -> str:
    """Translate a message that counts something.

    Examples
    --------
    >>> ngettext("{n} corridor", "{n} corridors", 2).format(n=2)
    '2 corridors'
    """
    return _catalogue(language.get()).ngettext(one, many, int(count))


def N_(message: str) -> str:  # noqa: N802 - the name that message extractors look for
    """Mark a message for the catalogue; it is translated where it is shown."""
    return message


def languages() -> tuple[str, ...]:
    """Languages that the page can speak: the source language and every compiled catalogue."""
    compiled = LOCALE_DIR.glob(f"*/LC_MESSAGES/{DOMAIN}.mo")
    return (SOURCE_LANGUAGE, *sorted(path.parts[-3] for path in compiled))


def decimal(value: float, places: int = 0) -> str:
    """Write a number with grouping and a true minus sign.

    Examples
    --------
    >>> decimal(-1234.56, 1)
    '−1,234.6'
    """
    return _written(float(value), places, language.get())


@lru_cache(maxsize=20_000)
def _written(value: float, places: int, lang: str) -> str:
    """Babel writes a number in about 20 µs; a map of all corridors writes three thousand."""
    pattern = "#,##0" + ("." + "0" * places if places else "")
    return format_decimal(value, pattern, locale=lang).replace("-", MINUS)


def kept_by_language(function: Callable[..., Said]) -> Callable[..., Said]:
    """Cache what is said, apart for each language; what comes out is shared.

    Examples
    --------
    >>> kept_by_language(str)(5)
    '5'
    """

    @lru_cache(maxsize=KEPT)
    def kept(_catalogue: object, *asked: Any) -> Any:
        return function(*asked)

    @wraps(function)
    def said(*asked: Any) -> Any:
        return kept(_catalogue(language.get()), *asked)

    return said


def no_figure() -> str:
    """Say that the source has no figure here."""
    return _("no figure")


def people(value: float) -> str:
    """Write an estimate of people at three significant figures at most; missing is no zero.

    Examples
    --------
    >>> people(2_521_330), people(668_660), people(75.4717), people(0)
    ('2.52 million', '669,000', '75', '0')
    """
    if math.isnan(value):
        return no_figure()
    rounded = significant(value, 3) if abs(value) >= 100 else round(value)
    if abs(rounded) >= 1_000_000:
        millions = rounded / 1_000_000
        places = max(0, 2 - math.floor(math.log10(abs(millions))))
        return _("{n} million").format(n=decimal(millions, places))
    return decimal(rounded)


def short(value: float) -> str:
    """Write an estimate for a legend or a narrow cell, in millions from 100,000 on.

    Examples
    --------
    >>> short(2_521_330), short(-580_000), short(66_860), short(0)
    ('2.52 m', '−0.58 m', '66,900', '0')
    """
    if math.isnan(value):
        return no_figure()
    rounded = significant(value, 3) if abs(value) >= 100 else round(value)
    if abs(rounded) < 100_000:
        return decimal(rounded)
    pattern = f"{rounded / 1_000_000:.2f}"
    places = len(pattern.rstrip("0").partition(".")[2]) if abs(rounded) < 10_000_000 else 1
    return _("{n} m").format(n=decimal(rounded / 1_000_000, places))


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


def percent(value: float) -> str:
    """Write a share in per cent: one decimal below ten, none above.

    Examples
    --------
    >>> percent(65.2), percent(3.14), percent(-96.8)
    ('65%', '3.1%', '−97%')
    """
    if math.isnan(value):
        return no_figure()
    return decimal(value, 1 if abs(value) < 9.95 else 0) + "%"


def signed(text: str, value: float) -> str:
    """Put a plus sign before a written number that is above zero.

    Examples
    --------
    >>> signed("2.52 million", 2_521_330)
    '+2.52 million'
    """
    return f"+{text}" if value > 0 else text


def named(names: Sequence[str]) -> str:
    """Write names one after another, as the language does.

    Examples
    --------
    >>> named(["Anhui", "Henan"]), named([])
    ('Anhui and Henan', '')
    """
    return str(format_list(names, locale=language.get()))


def escaped(text: str) -> str:
    """Escape text that enters a chart label, where markup would be read as markup.

    Examples
    --------
    >>> escaped("<a> & b")
    '&lt;a&gt; &amp; b'
    """
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
