"""Where terms stand in a text: the longest first, whole words where letters part words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

LETTER = "A-Za-z0-9"
"""What makes a word longer; signs of other scripts stand side by side without a gap."""
HISSING = ("s", "x", "z", "ch", "sh")


@dataclass(frozen=True)
class Found:
    """One place of a term: ``text[start:end]`` is a spelling of ``key``."""

    start: int
    end: int
    key: str


@dataclass(frozen=True, eq=False)
class Matcher:
    """Finds terms by their spellings; made once, asked often.

    Attributes
    ----------
    keys : mapping
        Spelling to the key of its term. One in small letters also stands for its plural and for
        itself at the beginning of a sentence.
    """

    keys: Mapping[str, str]
    _forms: dict[str, str] = field(init=False, repr=False)
    _pattern: re.Pattern[str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        forms = {form: key for one, key in self.keys.items() for form in forms_of(one)}
        object.__setattr__(self, "_forms", forms | dict(self.keys))
        begins = rf"(?:(?<![{LETTER}-])|(?![{LETTER}]))"
        worded = _branches([one for one in self._forms if one[-1].isascii()])
        other = _branches([one for one in self._forms if not one[-1].isascii()])
        pattern = rf"{begins}(?:{worded}(?![{LETTER}])|{other})"
        object.__setattr__(self, "_pattern", re.compile(pattern))

    def has_any(self, text: str) -> bool:
        """Whether a term stands anywhere in a text."""
        return self._pattern.search(text) is not None

    def found(self, text: str) -> Iterator[Found]:
        """Every place of a term, in order; none lies over another.

        Examples
        --------
        >>> terms = Matcher({"boat": "b", "boat race": "r", "OAR": "o", "船": "b"})
        >>> text = "Boat races ask OARs, not boats: 船只"
        >>> [(text[one.start : one.end], one.key) for one in terms.found(text)]
        [('Boat races', 'r'), ('OARs', 'o'), ('boats', 'b'), ('船', 'b')]
        """
        for one in self._pattern.finditer(text):
            yield Found(one.start(), one.end(), self._forms[one.group()])


def forms_of(spelling: str) -> tuple[str, ...]:
    """How a spelling may stand in a text: as it is, in the plural, each at a beginning too.

    Examples
    --------
    >>> forms_of("boat race"), forms_of("OAR"), forms_of("船")
    (('boat race', 'boat races', 'Boat race', 'Boat races'), ('OAR', 'OARs'), ('船',))
    >>> forms_of("ferry")[1], forms_of("mass")[1]
    ('ferries', 'masses')
    """
    if not spelling[-1].isascii():
        return (spelling,)
    both = (spelling, _plural(spelling))
    risen = tuple(one[:1].upper() + one[1:] for one in both)
    return tuple(dict.fromkeys((*both, *risen)))


def _plural(spelling: str) -> str:
    if spelling.endswith(HISSING):
        return f"{spelling}es"
    if spelling[-1] == "y" and spelling[-2:-1] not in "aeiou":
        return f"{spelling[:-1]}ies"
    return f"{spelling}s"


def _branches(spellings: list[str]) -> str:
    """Pattern of spellings, the longest first, with what they share at their beginning once."""
    if not spellings:
        return "(?!)"
    heads: dict[str, list[str]] = {}
    for one in spellings:
        if one:
            heads.setdefault(one[0], []).append(one[1:])
    parts = [re.escape(head) + _branches(rest) for head, rest in heads.items()]
    if not parts:
        return ""
    return f"(?:{'|'.join(parts)}){'?' if '' in spellings else ''}"
