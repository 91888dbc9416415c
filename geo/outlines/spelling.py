"""Names as they are compared: folded letters, and the words for a kind of place around them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

# What no decomposition takes apart, as a keyboard without these letters writes it.
_PLAIN = str.maketrans({"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th",
                        "ı": "i", "ħ": "h", "&": " and ", "'": "", "’": "", "ʻ": "", "ʼ": "",
                        "`": "", "´": ""})  # fmt: skip
_SHORT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}
_EMPTY = {"and", "the"}
_BETWEEN = re.compile(r"[\W_]+")

PLAIN_KINDS = (
    "province|state|region|autonomous region|special administrative region|municipality|department|"
    "governorate|oblast|voivodeship|prefecture|canton|territory|kommune|kommun|lan|sheng|zizhiqu|"
    "province of|state of|region of|republic of|department of|canton of|provincia de|provincia di|"
    "provinsi|estado de|estado do|estado da|departamento de|departamento del|region de|tinh"
)
"""Kinds of place behind or before a name that no other place of the same name is told apart by."""
DOUBTFUL_KINDS = (
    "county|parish|borough|census area|city and borough|city|town|district|london borough|"
    "metropolitan borough|unitary authority|shi|xian|landkreis|kreis|stadt|kreisfreie stadt|"
    "kabupaten|kota|powiat|county of|city of|district of|borough of|planning region|municipio"
)
"""Kinds that often stand in the name of another place: New York City lies in New York."""
_PLAIN_SIGNS = re.compile(r"省|[^\W\d]{0,5}自治[区區]|特别行政区|特別行政區")
_DOUBTFUL_SIGNS = re.compile(r"市|县|縣|州|盟|旗|区|區|地区|地區|[^\W\d]{0,5}自治[州县縣旗]")
_LATIN = {
    tuple(words.split()): is_plain
    for kinds, is_plain in ((PLAIN_KINDS, True), (DOUBTFUL_KINDS, False))
    for words in kinds.split("|")
}
_LONGEST_KIND = 3
_OF = {"of", "de", "del", "di", "do", "da"}


def words_of(text: str) -> tuple[str, ...]:
    """Words of a name without accents, case and signs, and without articles.

    Examples
    --------
    >>> words_of("Saint Helena & Ascension"), words_of("St. Helena"), words_of("Côte d'Ivoire")
    (('saint', 'helena', 'ascension'), ('saint', 'helena'), ('cote', 'divoire'))
    """
    lower = text.casefold().translate(_PLAIN)
    if not lower.isascii():
        apart = unicodedata.normalize("NFKD", lower)
        lower = "".join(sign for sign in apart if not unicodedata.combining(sign))
    found = [_SHORT.get(word, word) for word in _BETWEEN.split(lower) if word]
    return tuple([word for word in found if word not in _EMPTY] or found)


def key_of(text: str) -> str:
    """A name as it is compared.

    Examples
    --------
    >>> key_of("Nèi Měng-gǔ"), key_of("Xi'an"), key_of("西 藏"), key_of("Ærø")
    ('neimenggu', 'xian', '西藏', 'aero')
    """
    return "".join(words_of(text))


def without_kind(text: str) -> Iterator[tuple[str, str, bool]]:
    """Key, kind and whether the kind is a plain one, for each way to take a kind from a name.

    Examples
    --------
    >>> list(without_kind("Jefferson County")), list(without_kind("Province of Turin"))
    ([('jefferson', 'county', False)], [('turin', 'province of', True)])
    >>> list(without_kind("安徽省")), list(without_kind("Paris"))
    ([('安徽', '省', True)], [])
    """
    words = words_of(text)
    for length in range(min(_LONGEST_KIND, len(words) - 1), 0, -1):
        for kind, rest in ((words[-length:], words[:-length]), (words[:length], words[length:])):
            # "Province" alone stands not before "of Turin", nor "Province of" behind a name.
            if (
                kind in _LATIN
                and rest[0] not in _OF
                and (kind[-1] not in _OF or rest != words[:-length])
            ):
                yield "".join(rest), " ".join(kind), _LATIN[kind]
    if len(words) == 1 and not words[0].isascii():
        yield from _without_signs(words[0])


def _without_signs(word: str) -> Iterator[tuple[str, str, bool]]:
    for end in range(len(word) - 1, 1, -1):
        for signs, is_plain in ((_PLAIN_SIGNS, True), (_DOUBTFUL_SIGNS, False)):
            if signs.fullmatch(word, end):
                yield word[:end], word[end:], is_plain
