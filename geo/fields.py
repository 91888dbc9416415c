"""The fields of the address, one record each.

The page, the API, the OpenAPI text and the README's list of parameters all come from these
records: adding a parameter means one attribute of :class:`geo.view.View` and one record here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise

from geo.regions import SCHEMES
from geo.view import ALL, LAYERS, NONE, View, Vocabulary

DIRECTIONS = ("gross", "in", "out", "net")
VIEWS = ("map", "intervals", "zones", "disparity", "indicators", "table", "sources")
BREAKS = ("natural", "quantile")
SCALES = ("locked", "free")
MOST_MANUAL_BREAKS = 5
MOST_CORRIDORS = 30
LIT = tuple(f"{x}{y}" for x in (1, 2, 3) for y in (1, 2, 3))
FIRST_YEAR, LAST_YEAR = 1949, 2030


Check = Callable[[str, "Vocabulary", str], str | None]


@dataclass(frozen=True)
class Field:
    """One parameter of the address.

    Attributes
    ----------
    name : str
        Key in the address.
    attribute : str
        Attribute of :class:`View`; differs from ``name`` where Python reserves the word.
    check : callable
        Takes the text, the vocabulary and the scheme in force; returns the canonical text, or None
        when it is not legal.
    allowed : callable
        Takes the vocabulary and scheme; returns words for "expected".
    kind : str
        ``choice``, ``list``, ``count`` or ``text``: how a control reads and writes it.
    scrubbed : bool
        True when the field is moved through quickly; such changes replace the last history entry.
    meaning : str
        One line for the API description.
    role : str
        What the browser does with it beyond its kind: ``period`` steps, ``scheme`` names the zones,
        ``zones`` lists zones and provinces, ``breaks`` may be numbers, ``place`` is picked on the
        map, ``view`` is a tab. Empty for all others.
    """

    name: str
    attribute: str
    check: Check
    allowed: Callable[[Vocabulary, str], str]
    kind: str
    meaning: str
    scrubbed: bool = False
    role: str = ""

    @property
    def default(self) -> str:
        """Default text of the field."""
        return str(getattr(View(), self.attribute))


def _choice(
    words: Callable[[Vocabulary, str], Iterable[str]],
) -> tuple[Check, Callable[[Vocabulary, str], str]]:
    def check(text: str, vocabulary: Vocabulary, scheme: str) -> str | None:
        return text if text in words(vocabulary, scheme) else None

    def allowed(vocabulary: Vocabulary, scheme: str) -> str:
        return "one of " + ", ".join(word for word in words(vocabulary, scheme) if word)

    return check, allowed


def _listed(
    words: Callable[[Vocabulary, str], Iterable[str]], none: str
) -> tuple[Check, Callable[[Vocabulary, str], str]]:
    def check(text: str, vocabulary: Vocabulary, scheme: str) -> str | None:
        if text == none:
            return none
        order = list(words(vocabulary, scheme))
        parts = text.split(",")
        if not all(part in order for part in parts):
            return None
        return ",".join(sorted(set(parts), key=order.index))

    def allowed(vocabulary: Vocabulary, scheme: str) -> str:
        return "a comma list of " + ", ".join(words(vocabulary, scheme))

    return check, allowed


def _zones_and_codes(vocabulary: Vocabulary, scheme: str) -> tuple[str, ...]:
    return (*vocabulary.zones[scheme], *vocabulary.provinces)


def _check_top(text: str, vocabulary: Vocabulary, scheme: str) -> str | None:
    if text == ALL:
        return ALL
    if not (text.isascii() and text.isdigit() and len(text) <= 6 and int(text) >= 1):
        return None
    return ALL if int(text) >= vocabulary.corridors else str(int(text))


def _check_breaks(text: str, vocabulary: Vocabulary, scheme: str) -> str | None:
    if text in BREAKS:
        return text
    try:
        spelled = [f"{float(part) + 0.0:.12g}" for part in text.split(",")]
    except ValueError:
        return None
    numbers = [float(part) for part in spelled]  # as written: close numbers may have become equal
    rising = all(low < high for low, high in pairwise(numbers))
    finite = all(abs(number) < 1e15 for number in numbers)
    return ",".join(spelled) if rising and finite and len(spelled) <= MOST_MANUAL_BREAKS else None


def _check_year(text: str, vocabulary: Vocabulary, scheme: str) -> str | None:
    plain = text.isascii() and text.isdigit() and len(text) == 4
    return text if not text or (plain and FIRST_YEAR <= int(text) <= LAST_YEAR) else None


def _check_place(text: str, vocabulary: Vocabulary, scheme: str) -> str | None:
    if text in ("", *vocabulary.provinces, *vocabulary.places):
        return text
    corridors = list(dict.fromkeys(text.split(",")))
    known = all(_is_corridor(corridor, vocabulary) for corridor in corridors)
    return ",".join(corridors) if known and len(corridors) <= MOST_CORRIDORS else None


def _is_corridor(text: str, vocabulary: Vocabulary) -> bool:
    origin, _, destination = text.partition("-")
    return origin != destination and {origin, destination} <= set(vocabulary.provinces)


FIELDS: tuple[Field, ...] = (
    Field(
        "period",
        "period",
        *_choice(lambda v, s: v.periods),
        "choice",
        "five-year interval",
        scrubbed=True,
        role="period",
    ),
    Field(
        "from",
        "origins",
        *_listed(_zones_and_codes, ""),
        "list",
        "where people moved from",
        role="zones",
    ),
    Field(
        "to",
        "destinations",
        *_listed(_zones_and_codes, ""),
        "list",
        "where people moved to",
        role="zones",
    ),
    Field(
        "scheme",
        "scheme",
        *_choice(lambda v, s: tuple(scheme.key for scheme in SCHEMES)),
        "choice",
        "how provinces are grouped into zones",
        role="scheme",
    ),
    Field(
        "direction",
        "direction",
        *_choice(lambda v, s: DIRECTIONS),
        "choice",
        "both ways, arrivals or departures of the chosen province, or one net line a pair",
    ),
    Field(
        "measure",
        "measure",
        *_choice(lambda v, s: v.measures),
        "choice",
        "what the width of a corridor shows",
    ),
    Field(
        "top",
        "top",
        _check_top,
        lambda v, s: f"a whole number from 1 to {v.corridors}, or all",
        "count",
        "how many corridors are drawn",
        scrubbed=True,
    ),
    Field(
        "shade",
        "shade",
        *_choice(lambda v, s: v.shades),
        "choice",
        "what the provinces are shaded by",
    ),
    Field(
        "breaks",
        "breaks",
        _check_breaks,
        lambda v, s: "natural, quantile, or up to five rising numbers",
        "text",
        "how the shades are classed",
        role="breaks",
    ),
    Field(
        "scale",
        "scale",
        *_choice(lambda v, s: SCALES),
        "choice",
        "one scale for all intervals, or one fitted to each",
    ),
    Field(
        "layers",
        "layers",
        *_listed(lambda v, s: LAYERS, NONE),
        "list",
        "what the map draws, or none",
    ),
    Field(
        "year",
        "year",
        _check_year,
        lambda v, s: "a year with four digits",
        "text",
        "year of the disparity view",
    ),
    Field(
        "lit",
        "lit",
        *_choice(lambda v, s: ("", *LIT)),
        "text",
        "class of the two-way map that stays lit",
    ),
    Field(
        "topic",
        "topic",
        *_choice(lambda v, s: ("", *v.topics)),
        "choice",
        "topic of the policy acts that stay lit",
    ),
    Field(
        "place",
        "place",
        _check_place,
        lambda v, s: "a province code, corridors such as 34-31, or the name of a site or network",
        "text",
        "what is chosen",
        role="place",
    ),
    Field("view", "view", *_choice(lambda v, s: VIEWS), "choice", "which tab is open", role="view"),
    Field("lang", "lang", *_choice(lambda v, s: v.languages), "choice", "language of the page"),
)
