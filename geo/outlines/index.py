"""Places by everything that they are written as: codes, names, groups, abbreviations."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd
from rapidfuzz.distance import Indel
from rapidfuzz.process import cdist

from geo.outlines.places import Places
from geo.outlines.spelling import key_of, without_kind, words_of

LEAST_LIKENESS = 0.8
LEAST_OF_SIGNS, MOST_OF_SIGNS = 0.5, 3
"""Names in signs are two or three of them long: one wrong is much, and yet says which place."""
SHORTEST_NEAR = 4
"""Signs of a name below which every other short one would be near."""
MOST_OF_ONE_NAME = 5
MOST_WORDS = 10
_CHUNK = 512
_WHOLE_NUMBER = re.compile(r"([0-9]{1,18})(?:\.0+)?")
_PART_OF_COUNTRY = re.compile(r"[A-Z]{2}-([A-Z0-9]{1,3})")
_IN_GROUP = re.compile(r"(.+?)(?:\s*[,;/|]\s*|\s+-\s+|\s*[(（])([^,;()（）]+?)\s*[)）]?")
_CODE_BESIDE = re.compile(
    r"([\w-]*\d[\w-]*)[\s:,–-]+(.+)|(.+?)[\s,–-]*[(\[（]?([\w-]*\d[\w-]*)[)\]）]?"
)
_SHORTENED = re.compile(r"\w\.")
_PASSED = {"and", "of", "the"}
Keyed = Mapping[str, set[str]]
How = Literal["code", "name", "place", "several", "former", "none"]


@dataclass(frozen=True)
class Match:
    """What a text names.

    Attributes
    ----------
    code : str
        Code of the one place; empty where it names none or several.
    how : str
        ``code``, ``name`` or ``place``, where it lies, for one place; ``several`` for a name that
        more than one has; ``former`` for a place that is no more; ``none``.
    candidates : tuple of str
        Without a code: all places of that name, else those of nearly such a name, the likeliest
        first. They are suggestions, never an answer.
    """

    code: str = ""
    how: How = "none"
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, eq=False)
class Index:
    """Places by everything that they are written as.

    Attributes
    ----------
    codes : mapping
        Codes by themselves in capitals, and by the number that they are.
    own, other : mapping
        Codes of the places of a folded name: a name of the table, or any other spelling. What two
        places share is the one's that has it in the table.
    groups : mapping
        Codes of the places in a group by its folded name.
    ended : set
        Folded names of places that are no more.
    short : tuple
        Pattern of what each abbreviated name may stand for, with its places.
    """

    codes: Keyed
    own: Keyed
    other: Keyed
    groups: Keyed
    ended: frozenset[str]
    short: tuple[tuple[re.Pattern[str], str], ...]

    @classmethod
    def of(cls, places: Places) -> Index:
        """Everything that these places are written as."""
        table = places.table
        names = [str(column) for column in table if str(column).startswith("name_")]
        spelled = [
            (one, code)
            for code, all_names in places.spellings.items()
            for name in all_names
            for one in _with_its_tail(name)
        ]
        own = _texts(table, names)
        return cls(
            codes=_by(_codes([str(code) for code in table["region_code"]])),
            own=_by((key_of(name), code) for name, code in own),
            other=_by((key_of(name), code) for name, code in spelled),
            groups=_by((key_of(name), code) for name, code in _texts(table, places.groupings)),
            ended=frozenset(key_of(name) for name in places.ended),
            short=tuple(_abbreviations(own)),
        )

    def plainly(self, text: str) -> Match:
        """The place of a text as it stands, without a guess."""
        by_code = self._coded(text)
        if by_code:
            return one_of(by_code, "code")
        if named := self._named(key_of(text)):
            return one_of(named, "name")
        if key_of(text) in self.ended:
            return Match(how="former")
        return self._in_group(text) or self._beside_code(text) or Match()

    def kindless(self, text: str) -> Iterator[tuple[Match, str, bool]]:
        """The places of a text without its kind, the kind, and whether it is a plain one."""
        for key, kind, is_plain in without_kind(text):
            if named := self._named(key):
                yield one_of(named, "name"), kind, is_plain

    def near(self, texts: Sequence[str]) -> list[tuple[str, ...]]:
        """Codes of places whose names are like each text, the likeliest first."""
        keys = sorted({key for text in texts for key, _ in self._readings(text)})
        alike = dict(zip(keys, self._alike(keys), strict=True))
        found = []
        for text in texts:
            scored = sorted(
                (-likeness, code)
                for key, group in self._readings(text)
                for name, likeness in alike[key]
                for code in self._named(name)
                if not group or code in group
            )
            ranked = (code for _, code in scored)
            found.append((*self._abbreviated(text), *self._holding(text), *ranked))
        return found

    def _readings(self, text: str) -> Iterator[tuple[str, set[str]]]:
        """Keys that a text may be a slip of, each with the group that it must be in if any."""
        parts = _IN_GROUP.fullmatch(text)
        group = self.groups.get(key_of(parts.group(2)), set()) if parts else set()
        name = parts.group(1) if parts and group else text
        for key in (key_of(name), *(key for key, _, _ in without_kind(name))):
            if (len(key) >= SHORTEST_NEAR or not key.isascii()) and not key.isdigit():
                yield key, group

    def _alike(self, keys: Sequence[str]) -> Iterator[list[tuple[str, int]]]:
        """Names that are like each key, with their likeness in thousandths."""
        names = sorted({*self.own, *self.other})
        for start in range(0, len(keys), _CHUNK):
            part = keys[start : start + _CHUNK]
            likeness = cdist(
                part, names, scorer=Indel.normalized_similarity, score_cutoff=LEAST_OF_SIGNS,
                dtype=np.float32,
            )  # fmt: skip
            for key, row in zip(part, likeness, strict=True):
                best = np.flatnonzero(row >= LEAST_LIKENESS)
                if not len(best) and not key.isascii():
                    best = np.flatnonzero(row == row.max()) if row.any() else best
                    best = best if len(best) <= MOST_OF_SIGNS else best[:0]
                yield [(names[one], int(1000 * row[one])) for one in best]

    def _abbreviated(self, text: str) -> Iterator[str]:
        """Places whose name is this one in short, such as ``Dem. Rep. Congo``."""
        words = " ".join(word for word in words_of(text) if word not in _PASSED)
        for pattern, code in self.short:
            if pattern.fullmatch(words):
                yield code

    def _coded(self, text: str) -> set[str]:
        found = self.codes.get(text.upper(), set())
        number = None if found else _WHOLE_NUMBER.fullmatch(text)
        return self.codes.get(f"#{int(number.group(1))}", set()) if number else found

    def _named(self, key: str) -> set[str]:
        return self.own.get(key) or self.other.get(key, set())

    def _in_group(self, text: str) -> Match | None:
        """A name with its group behind it: ``Jefferson County, Alabama``."""
        parts = _IN_GROUP.fullmatch(text)
        group = self.groups.get(key_of(parts.group(2))) if parts else None
        if not parts or not group:
            return None
        name = parts.group(1)
        keys = (key_of(name), *(key for key, _, _ in without_kind(name)))
        named = next((found for key in keys if (found := self._named(key) & group)), None)
        return one_of(named, "name") if named else None

    def _beside_code(self, text: str) -> Match | None:
        """A code and the name of the same place in one text."""
        parts = _CODE_BESIDE.fullmatch(text)
        if not parts:
            return None
        code, name = (parts.group(1), parts.group(2)) if parts.group(1) else parts.group(4, 3)
        coded = self._coded(code)
        keys = (key_of(name), *(key for key, _, _ in without_kind(name)))
        named = set().union(*(self._named(key) for key in keys))
        both = coded & named
        if len(both) == 1:
            return one_of(both, "code")
        return Match(candidates=tuple(sorted(coded | named))) if coded or named else None

    def _holding(self, text: str) -> list[str]:
        """Places whose whole name is among the words of a text, the longest name first."""
        words = words_of(text)
        count = min(len(words), MOST_WORDS)
        keys = (
            "".join(words[start : start + length])
            for length in range(count, 0, -1)
            for start in range(count - length + 1)
        )
        return [
            code
            for key in keys
            if len(key) >= SHORTEST_NEAR
            for code in sorted(self._named(key))[:MOST_OF_ONE_NAME]
        ]


def one_of(codes: set[str], how: How) -> Match:
    """The match of a text that these places are written as."""
    if len(codes) == 1:
        return Match(next(iter(codes)), how)
    return Match(how="several", candidates=tuple(sorted(codes)))


def _by(pairs: Iterable[tuple[str, str]]) -> Keyed:
    found = defaultdict[str, set[str]](set)
    for key, code in pairs:
        if key:
            found[key].add(code)
    return dict(found)


def _texts(table: pd.DataFrame, columns: Iterable[str]) -> list[tuple[str, str]]:
    return [
        (name, str(code))
        for column in columns
        for name, code in zip(table[column], table["region_code"], strict=True)
        if isinstance(name, str)
    ]


def _codes(codes: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each code in capitals, as a number, and as the level below writes it: zeros behind it."""
    width = {len(code) for code in codes if code.isdigit()}
    for code in codes:
        yield code.upper(), code
        if code.isdigit() and _WHOLE_NUMBER.fullmatch(code):
            yield f"#{int(code)}", code
            for more in (2, 4, 6) if len(width) == 1 else ():
                yield code + "0" * more, code


def _with_its_tail(name: str) -> tuple[str, ...]:
    """A spelling, and the end of a code that begins with a country: ``BR-RS`` and ``RS``."""
    part = _PART_OF_COUNTRY.fullmatch(name)
    return (name, part.group(1)) if part else (name,)


def _abbreviations(names: Sequence[tuple[str, str]]) -> Iterator[tuple[re.Pattern[str], str]]:
    for name, code in names:
        if _SHORTENED.search(name):
            words = [word for word in name.split() if key_of(word) not in _PASSED]
            parts = (re.escape(key_of(word)) + r"\w*" * word.endswith(".") for word in words)
            yield re.compile(" ".join(parts)), code
