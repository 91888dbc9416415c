"""Visible text: one gettext catalogue, the language of a reply, and lists as it writes them.

English is the language of the source, so its catalogue is the source itself. Another language is
one compiled catalogue below ``layers/text/locale``; a test keeps ``messages.pot`` in step.
"""

from __future__ import annotations

import gettext as gettext_module
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache, wraps
from pathlib import Path
from typing import Any, TypeVar

from babel.core import get_global
from babel.lists import format_list

from geo.world.declared import Phrases
from layers.text.counting import told

DOMAIN = "messages"
BRIEF = ("brief_region", "crossing", "other_regions", "seat")
"""Nouns that only languages with short words for a region have a place for."""
LOCALE_DIR = Path(__file__).parent / "locale"
SOURCE_LANGUAGE = "en"
KEPT = 128
MESSAGES = 8192
Said = TypeVar("Said")
Nouns = tuple[tuple[str, str], ...]


class Wording(tuple[tuple[str, str], ...]):
    """Nouns of one world, told apart as objects: caches look them up at every word."""

    __hash__ = object.__hash__
    __eq__ = object.__eq__


language: ContextVar[str] = ContextVar("language", default=SOURCE_LANGUAGE)


PLAIN = Wording(
    (
        *(
            ("world", "map"),
            ("country", "the country"),
            ("region", "region"),
            ("regions", "regions"),
        ),
        *(("person", "person"), ("people", "people"), ("regional", "regional"), ("span", "years")),
        *(("spanning", "long"), ("intervals", "many"), ("aged", ""), ("whom", "")),
        *(("movers", "people who moved"), ("have_moved", "moved"), ("have_left", "who moved")),
        *(("origin_at", "where people were"), ("destination_at", "where they are"), ("kept", "")),
        *(("collections", "Counts"), ("publisher", "")),
        ("findable", "name"),
        ("boundaries", ""),
        *((name, str(Phrases.model_fields[name].default)) for name in BRIEF),
    )
)
nouns: ContextVar[Wording] = ContextVar("nouns", default=PLAIN)
"""What messages call the things of a world: each word and the name of its place in them."""


@contextmanager
def spoken(lang: str, named: Nouns | None = None) -> Iterator[None]:
    """Say everything in a language, and with the nouns of a world, for a while.

    Parameters
    ----------
    lang
        Language.
    named
        Nouns of the world, see :attr:`geo.world.catalog.Package.wording`; those of before when
        none are given.

    Examples
    --------
    >>> with spoken("en", (("region", "canton"),)):
    ...     _("No {region} passes, in {n} of them"), _("{Region}")
    ('No canton passes, in {n} of them', 'Canton')
    """
    before = language.set(lang), nouns.set(nouns.get() if named is None else _wording(named))
    try:
        yield
    finally:
        language.reset(before[0])
        nouns.reset(before[1])


@lru_cache(maxsize=KEPT)
def _wording(named: Nouns) -> Wording:
    return Wording(named)


@cache
def _catalogue(lang: str) -> gettext_module.NullTranslations:
    return gettext_module.translation(DOMAIN, str(LOCALE_DIR), [lang], fallback=True)


def kept_by_language(most: int = KEPT) -> Callable[[Callable[..., Said]], Callable[..., Said]]:
    """Cache what is said, apart for each language and world; what comes out is shared.

    Parameters
    ----------
    most
        How many answers are kept, the latest.

    Examples
    --------
    >>> kept_by_language()(str)(5)
    '5'
    """

    def keep(function: Callable[..., Said]) -> Callable[..., Said]:
        @lru_cache(maxsize=most)
        def kept(_catalogue: object, _nouns: Wording, *asked: Any) -> Any:
            return function(*asked)

        @wraps(function)
        def said(*asked: Any) -> Any:
            return kept(_catalogue(language.get()), nouns.get(), *asked)

        return said

    return keep


@kept_by_language(MESSAGES)
def _(message: str) -> str:
    """Translate a message into the language of the current reply.

    Examples
    --------
    >>> _("Corridors")
    'Corridors'
    """
    # gettext keeps the header of a catalogue under the empty message.
    return filled(_catalogue(language.get()).gettext(_counted(message))) if message else ""


def _counted(message: str) -> str:
    """The message in a world whose moves may be no sample."""
    wording = dict(nouns.get())
    return told(message, wording.get("counting", ""), has_left_out="left out" in wording)


def filled(said: str) -> str:
    """A message with the nouns of the world in their places; all other places stay."""
    if "{" not in said:
        return said
    for place, noun in nouns.get():
        for spelled, write in ((place, str), (risen(place), risen)):
            if f"{{{spelled}}}" in said:
                said = said.replace(f"{{{spelled}}}", write(_either(noun)))
    return said


def _either(nouns_: str) -> str:
    """A noun, or several of them on a line each, of which any may hold."""
    said = [_(noun) for noun in nouns_.split("\n")]
    return said[0] if len(said) == 1 else str(format_list(said, "or", language.get()))


def risen(said: str) -> str:
    """Begin with a capital letter; the rest stays, so that no abbreviation is lost.

    Examples
    --------
    >>> risen("the GDP"), risen("迁出")
    ('The GDP', '迁出')
    """
    return said[:1].upper() + said[1:]


def sunk(said: str) -> str:
    """Begin with a small letter, as inside a sentence; an abbreviation stays.

    Examples
    --------
    >>> sunk("Net migration"), sunk("GDP per head")
    ('net migration', 'GDP per head')
    """
    return said if said[:2].isupper() else said[:1].lower() + said[1:]


def ngettext(one: str, many: str, count: float) -> str:
    """Translate a message that counts something.

    Examples
    --------
    >>> ngettext("{n} corridor", "{n} corridors", 2).format(n=2)
    '2 corridors'
    """
    chosen = (_counted(one), _counted(many))
    if chosen != (one, many):  # they are messages of their own, each in one form
        return _(one if int(count) == 1 else many)
    return filled(_catalogue(language.get()).ngettext(one, many, int(count)))


def N_(message: str) -> str:  # noqa: N802 - the name that message extractors look for
    """Mark a message for the catalogue; it is translated where it is shown."""
    return message


def languages() -> tuple[str, ...]:
    """Languages that the page can speak: the source language and every compiled catalogue."""
    compiled = LOCALE_DIR.glob(f"*/LC_MESSAGES/{DOMAIN}.mo")
    return (SOURCE_LANGUAGE, *sorted(path.parts[-3] for path in compiled))


def uncompiled() -> tuple[str, ...]:
    """Languages that have a catalogue which nobody compiled: the page can not speak them."""
    known = LOCALE_DIR.glob(f"*/LC_MESSAGES/{DOMAIN}.po")
    return tuple(sorted({path.parts[-3] for path in known} - {*languages()}))


def tag(lang: str) -> str:
    """Tag of a language as a browser wants it; a script that is not Latin is named.

    Examples
    --------
    >>> tag("en"), tag("zh")
    ('en', 'zh-Hans')
    """
    script = get_global("likely_subtags")[lang].split("_")[1]
    return lang if script == "Latn" else f"{lang}-{script}"


def is_alphabetic(lang: str) -> bool:
    """Whether readers look a name up by its letters: not where it is written in characters.

    Examples
    --------
    >>> is_alphabetic("en"), is_alphabetic("zh")
    (True, False)
    """
    return get_global("likely_subtags")[lang].split("_")[1] not in ("Hans", "Hant", "Jpan")


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
