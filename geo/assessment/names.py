"""Sites and regions by any of the names and codes that people write for them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from geo.assessment.spelling import hidden_sign, narrow
from geo.view.mending import fold

_CODE_AS_NUMBER = re.compile(r"([0-9]+)\.0+")
_BETWEEN = re.compile(r"[\s,;:/|()（）、，；]+| - ")


@dataclass(frozen=True)
class Names:
    """What one kind of place is called.

    Attributes
    ----------
    words : mapping
        The one key of a place by each other spelling, as :func:`geo.view.mending.fold` gives it.
    shown : mapping
        Name for a reader by key.
    kinds : str
        Pattern of the words for a kind of place that may stand behind a name, folded.
    """

    words: Mapping[str, str] = field(default_factory=dict)
    shown: Mapping[str, str] = field(default_factory=dict)
    kinds: str = ""

    @classmethod
    def of(cls, rows: Iterable[tuple[str, str, Collection[str]]], kinds: str = "") -> Names:
        """Names from key, name for a reader and further spellings of each place.

        Examples
        --------
        >>> rows = [("diqing", "Diqing", ["迪庆", "P7"]), ("dalian", "Dalian", ["P3"])]
        >>> names = Names.of(rows, "藏族自治州|city")
        >>> [names.find(text) for text in ("Dí Qìng", "迪庆藏族自治州", "p7", "P3 Diqing")]
        ['diqing', 'diqing', 'diqing', '']
        >>> names.both("P3 Diqing")
        ('Dalian', 'Diqing')
        """
        words: dict[str, str] = {}
        shown: dict[str, str] = {}
        for place, name, others in rows:
            shown[place] = name
            words |= {fold(one): place for one in (place, name, *others) if one and fold(one)}
        return cls(words, shown, kinds)

    def find(self, text: str) -> str:
        """Key of the place that a text names, alone or twice; empty when it names none or two."""
        whole = self._one(text)
        found = {whole} if whole else self._parts(text)
        return found.pop() if len(found) == 1 else ""

    def both(self, text: str) -> tuple[str, str] | None:
        """Names of the two places that a text names; None when it does not name two."""
        found = self._parts(text) - {""}
        if self._one(text) or len(found) < 2:
            return None
        first, second = sorted(found)[:2]
        return self.name(first), self.name(second)

    def name(self, place: str) -> str:
        """Name for a reader."""
        return self.shown.get(place, place)

    def _one(self, text: str) -> str:
        if hidden_sign(text):
            return ""
        number = _CODE_AS_NUMBER.fullmatch(narrow(text))
        spelled = fold(number.group(1) if number else text)
        if spelled in self.words:
            return self.words[spelled]
        kind, ends = re.compile(self.kinds), range(len(spelled) - 1, 1, -1)
        shorter = (spelled[:end] for end in ends if kind.fullmatch(spelled[end:]))
        return next((self.words[one] for one in shorter if one in self.words), "")

    def _parts(self, text: str) -> set[str]:
        parts = [part for part in _BETWEEN.split(narrow(text)) if part]
        return {self._one(part) for part in parts} if len(parts) > 1 else set()
