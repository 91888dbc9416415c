"""Kinds of fields: what a text of the address may be, and how a control reads and writes it.

A check takes the text, the vocabulary and the key of the scheme in force; it gives the canonical
text, or None when the text is not legal.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from operator import le

from geo.view import expected as told
from geo.view.expected import Expected, expected
from geo.view.vocabulary import Vocabulary

ALL = "all"
NONE = "none"
MOST_MANUAL_BREAKS = 5
MOST_CORRIDORS = 30
MOST_WEIGHT = 100
LEAST_ZOOM, MOST_ZOOM = 0.6, 24.0
"""How far the map can be zoomed, times the size of the whole country in its frame."""
UP, DOWN = "up", "down"
FILTER_SPAN = "~"
MOST_SEARCHED = 40
_SPAN = re.compile(r"(-?[0-9]{1,12}(?:\.[0-9]{1,6})?)?~(-?[0-9]{1,12}(?:\.[0-9]{1,6})?)?", re.ASCII)
_DEGREES = ((-180, 180), (-90, 90))
_CAMERA = (*_DEGREES, (LEAST_ZOOM, MOST_ZOOM), _DEGREES[0])
_DECIMAL = re.compile(r"-?[0-9]{1,3}(?:\.[0-9]{1,20})?", re.ASCII)
_ENTRY = re.compile(r"([a-z-]+):([0-9]{1,3}(?:\.[0-9]{1,2})?)", re.ASCII)

Check = Callable[[str, Vocabulary, str], str | None]
Words = str | tuple[str, ...] | Callable[[Vocabulary, str], tuple[str, ...]]


@dataclass(frozen=True)
class Kind:
    """What a text of the address may be.

    Attributes
    ----------
    check : callable
        See above.
    allowed : callable
        Takes the vocabulary and the scheme in force; says what is legal, for "expected".
    control : str
        ``choice``, ``list``, ``count`` or ``text``: how a control reads and writes it.
    words : callable
        Takes the vocabulary and the scheme; the legal words of a choice, none for other kinds.
    listed : bool
        True for a comma list whose parts are legal or not each by itself.
    named : bool
        True where regions and sites may be written by their names.
    """

    check: Check
    allowed: Callable[[Vocabulary, str], Expected]
    control: str = "text"
    words: Callable[[Vocabulary, str], tuple[str, ...]] = lambda vocabulary, scheme: ()
    listed: bool = False
    named: bool = False


def _listed(words: Words) -> Callable[[Vocabulary, str], tuple[str, ...]]:
    """Words that a field names: a list of the vocabulary, the words themselves, or a function."""
    if callable(words):
        return words
    if isinstance(words, str):
        return lambda vocabulary, scheme: vocabulary[words]
    return lambda vocabulary, scheme: words


def one_of(
    words: Words, *, or_none: bool = False, control: str = "choice", named: bool = False
) -> Kind:
    """One word among some, or nothing where that is a choice too.

    Parameters
    ----------
    words
        A list of the vocabulary, the words themselves, or a function that gives them.
    or_none
        Whether nothing is a choice too.
    control, named
        See :class:`Kind`.

    Examples
    --------
    >>> kind = one_of(("in", "out"))
    >>> kind.check("in", Vocabulary(), ""), kind.check("up", Vocabulary(), "")
    ('in', None)
    >>> kind.allowed(Vocabulary(), "")
    'one of in, out'
    """
    found, none = _listed(words), ("",) if or_none else ()

    def legal(vocabulary: Vocabulary, scheme: str) -> tuple[str, ...]:
        return (*none, *found(vocabulary, scheme))

    def check(text: str, vocabulary: Vocabulary, scheme: str) -> str | None:
        return text if text in legal(vocabulary, scheme) else None

    def allowed(vocabulary: Vocabulary, scheme: str) -> Expected:
        return expected(told.ONE_OF, words=filter(None, legal(vocabulary, scheme)))

    return Kind(check, allowed, control, legal, named=named)


def open_world(words: str) -> Kind:
    """The name of the data that a server shows: one word, or nothing for the usual ones.

    Parameters
    ----------
    words
        List of the vocabulary: the name alone, none of the usual ones.

    Examples
    --------
    >>> own, usual = Vocabulary({"worlds": ("a1",)}), Vocabulary()
    >>> kind = open_world("worlds")
    >>> [kind.check(text, own, "") for text in ("a1", "", "b2")]
    ['a1', None, None]
    >>> [kind.check(text, usual, "") for text in ("", "a1")]
    ['', None]
    """
    kind = one_of(lambda vocabulary, scheme: vocabulary[words] or ("",), control="text")
    return replace(kind, allowed=lambda v, s: expected(told.OPEN_WORLD))


def any_of(
    words: Words,
    none: str = "",
    aliases: Mapping[str, str] | None = None,
    *,
    named: bool = False,
) -> Kind:
    """A comma list of words, each once and in their order, or the word for none.

    Parameters
    ----------
    words
        As in :func:`one_of`.
    none
        Text of an empty list.
    aliases
        Words of older addresses and the words that stand for them now.
    named
        See :class:`Kind`.

    Examples
    --------
    >>> kind = any_of(("land", "sea"), NONE, {"water": "sea"})
    >>> kind.check("water,land", Vocabulary(), "")
    'land,sea'
    """
    found, renamed = _listed(words), dict(aliases or {})

    def check(text: str, vocabulary: Vocabulary, scheme: str) -> str | None:
        if text == none:
            return none
        order = found(vocabulary, scheme)
        parts = {renamed.get(part, part) for part in text.split(",")}
        return ",".join(sorted(parts, key=order.index)) if parts <= set(order) else None

    def allowed(vocabulary: Vocabulary, scheme: str) -> Expected:
        return expected(told.LIST_OF, words=found(vocabulary, scheme))

    return Kind(check, allowed, "list", listed=True, named=named)


def categories(words: str, everywhere: str) -> Kind:
    """A comma list of the categories of the flow table that counts, or nothing for everybody.

    Parameters
    ----------
    words, everywhere
        Lists of the vocabulary: of this flow table, and of every one.

    Examples
    --------
    >>> kind = categories("here", "all")
    >>> known = Vocabulary({"here": ("sex:men", "sex:women"), "all": ("sex:men", "sex:women")})
    >>> kind.check("sex:women,sex:men", known, ""), kind.check("sex:none", known, "")
    ('sex:men,sex:women', None)
    >>> kind.allowed(Vocabulary({"all": ("sex:men",)}), "")
    'nothing: this flow table has no categories (another one has sex:men)'
    """
    kind = any_of(words)

    def allowed(vocabulary: Vocabulary, scheme: str) -> Expected:
        if vocabulary[words]:
            return kind.allowed(vocabulary, scheme)
        others = vocabulary[everywhere]
        message = told.NOTHING_BUT_ELSEWHERE if others else told.NOTHING_HERE
        return expected(message, words=others)

    return replace(kind, allowed=allowed)


def zones_and_regions(vocabulary: Vocabulary, scheme: str) -> tuple[str, ...]:
    """Zone keys of the scheme, then the codes of all regions."""
    return (*vocabulary.zones.get(scheme, ()), *vocabulary["regions"])


def count_or_all() -> Kind:
    """A whole number of corridors, or all."""

    def check(text: str, vocabulary: Vocabulary, scheme: str) -> str | None:
        if text == ALL:
            return ALL
        if not (text.isascii() and text.isdigit() and len(text) <= 6 and int(text) >= 1):
            return None
        return ALL if int(text) >= vocabulary.corridors else str(int(text))

    return Kind(check, lambda v, s: expected(told.COUNT, most=v.corridors), "count")


def breaks_or_one_of(ways: tuple[str, ...]) -> Kind:
    """A way of classing, or up to five rising numbers in their shortest spelling."""

    def check(text: str, vocabulary: Vocabulary, scheme: str) -> str | None:
        if text in ways:
            return text
        try:
            spelled = [f"{float(part) + 0.0:.12g}" for part in text.split(",")]
        except ValueError:
            return None
        numbers = [float(part) for part in spelled]  # as written: close ones may have become equal
        rising = all(low < high for low, high in pairwise(numbers))
        finite = all(abs(number) < 1e15 for number in numbers)
        legal = rising and finite and len(spelled) <= MOST_MANUAL_BREAKS
        return ",".join(spelled) if legal else None

    return Kind(check, lambda v, s: expected(told.BREAKS, words=ways))


def year(first: int, last: int) -> Kind:
    """A year with four digits, or nothing."""

    def check(text: str, vocabulary: Vocabulary, scheme: str) -> str | None:
        plain = text.isascii() and text.isdigit() and len(text) == 4
        return text if not text or (plain and first <= int(text) <= last) else None

    return Kind(check, lambda v, s: expected(told.YEAR, first=first, last=last))


def day(first: int, last: int) -> Kind:
    """A day of the calendar as YYYY-MM-DD, or nothing."""

    def check(text: str, vocabulary: Vocabulary, scheme: str) -> str | None:
        if not text:
            return text
        try:
            found = date.fromisoformat(text)
        except ValueError:
            return None
        return text if found.isoformat() == text and first <= found.year <= last else None

    return Kind(check, lambda v, s: expected(told.DAY, first=first, last=last))


def camera() -> Kind:
    """Middle of the map, its zoom and where need be its turn, or nothing for the whole country.

    Examples
    --------
    >>> kind = camera()
    >>> [kind.check(one, Vocabulary(), "") for one in ("", "105.20,35,2.5", "105,35", "1,2,99")]
    ['', '105.2,35,2.5', None, None]
    """

    def check(text: str, vocabulary: Vocabulary, scheme: str) -> str | None:
        if not text:
            return text
        parts = text.split(",")
        if len(parts) not in (3, 4) or not all(map(_DECIMAL.fullmatch, parts)):
            return None
        numbers = [float(part) for part in parts]
        near = zip(numbers, _CAMERA, strict=False)
        legal = all(low <= number <= high for number, (low, high) in near)
        return ",".join(f"{round(number, 3) + 0.0:g}" for number in numbers) if legal else None

    ends = {"least": f"{LEAST_ZOOM:g}", "most": f"{MOST_ZOOM:g}", "example": "105.2,35,2.5"}
    return Kind(check, lambda v, s: expected(told.CAMERA, **ends))


def sorted_by(words: str) -> Kind:
    """Columns of a list and their directions, the first the one that counts most, or nothing.

    Examples
    --------
    >>> known = Vocabulary({"columns": ("name", "people")})
    >>> [sorted_by("columns").check(one, known, "") for one in ("people:down", "people", "rain:up")]
    ['people:down', None, None]
    """

    def check(text: str, vocabulary: Vocabulary, scheme: str) -> str | None:
        entries = [part.split(":") for part in text.split(",")] if text else []
        columns = [entry[0] for entry in entries]
        legal = (
            set(columns) <= set(vocabulary[words])
            and len(set(columns)) == len(columns)
            and all(entry[1:] in ([UP], [DOWN]) for entry in entries)
        )
        return text if legal else None

    def allowed(vocabulary: Vocabulary, scheme: str) -> Expected:
        return expected(told.SORTED, up=UP, down=DOWN, words=vocabulary[words])

    return Kind(check, allowed)


def filtered_by(names: str, numbers: str) -> Kind:
    """Columns of a table and what their rows hold, each column once, or nothing for all rows.

    A column of names has the letters that a name contains; one of numbers has the least and the
    most, both of them within, with ``~`` between and one of them left out for no limit.

    Examples
    --------
    >>> known = Vocabulary({"names": ("from",), "numbers": ("people",)})
    >>> kind = filtered_by("names", "numbers")
    >>> [kind.check(one, known, "") for one in ("from:an hui,people:5~", "people:5", "people:~")]
    ['from:an hui,people:5~', None, None]
    """

    def check(text: str, vocabulary: Vocabulary, scheme: str) -> str | None:
        entries = read_filters(text)
        columns = [column for column, _ in entries]
        legal = len(set(columns)) == len(columns) and all(
            _is_span(wanted)
            if column in vocabulary[numbers]
            else column in vocabulary[names] and _is_searched(wanted)
            for column, wanted in entries
        )
        return text if legal else None

    def allowed(vocabulary: Vocabulary, scheme: str) -> Expected:
        return expected(told.FILTERED, numbers=vocabulary[numbers], names=vocabulary[names])

    return Kind(check, allowed)


def read_filters(text: str) -> list[tuple[str, str]]:
    """Columns and what is wanted of each.

    Examples
    --------
    >>> read_filters("origin:anhui,net:~-5"), read_filters("")
    ([('origin', 'anhui'), ('net', '~-5')], [])
    """
    entries = (part.partition(":") for part in text.split(",")) if text else ()
    return [(column, wanted) for column, _, wanted in entries]


def read_span(wanted: str) -> tuple[float, float]:
    """Least and most of a filter of numbers.

    Examples
    --------
    >>> read_span("1000~"), read_span("-5~5.5")
    ((1000.0, inf), (-5.0, 5.5))
    """
    low, _, high = wanted.partition(FILTER_SPAN)
    return float(low or -math.inf), float(high or math.inf)


def _is_span(wanted: str) -> bool:
    ends = _SPAN.fullmatch(wanted) is not None and wanted != FILTER_SPAN
    return ends and le(*read_span(wanted))


def _is_searched(wanted: str) -> bool:
    """Whether a text is letters of a name: no blanks around it, no sign that parts filters."""
    plain = not set(wanted) & set(f":,{FILTER_SPAN}") and wanted.isprintable()
    return plain and 0 < len(wanted) <= MOST_SEARCHED and wanted == wanted.strip()


def read_weights(text: str, keys: tuple[str, ...]) -> dict[str, float] | None:
    """Weights as an address spells them.

    Parameters
    ----------
    text : str
        ``gdp:2,urban:1``: keys, each once, with a number from 0 to 100 of at most two decimals. A
        key that is not named has no weight. Empty means equal weights.
    keys : tuple of str
        Every key, in order.

    Returns
    -------
    dict of str to float or None
        One weight, 0 or more, for each key in order; None when the text is not legal or every
        weight is 0.

    Examples
    --------
    >>> read_weights("urban:1,gdp:2.50", ("gdp", "urban", "out"))
    {'gdp': 2.5, 'urban': 1.0, 'out': 0.0}
    >>> read_weights("gdp:0", ("gdp",)), read_weights("rain:1", ("gdp",))
    (None, None)
    """
    if not text:
        return dict.fromkeys(keys, 1.0)
    found: dict[str, float] = {}
    for part in text.split(","):
        entry = _ENTRY.fullmatch(part)
        if entry is None or entry[1] not in keys or entry[1] in found:
            return None
        found[entry[1]] = float(entry[2])
    legal = any(found.values()) and max(found.values()) <= MOST_WEIGHT
    return {key: found.get(key, 0.0) for key in keys} if legal else None


def spell_weights(weights: Mapping[str, float]) -> str:
    """Shortest spelling of weights: those of 0 left out, empty when all are 1.

    Examples
    --------
    >>> spell_weights({"gdp": 2.5, "urban": 1.0, "out": 0.0}), spell_weights({"gdp": 1.0})
    ('gdp:2.5,urban:1', '')
    """
    if all(weight == 1 for weight in weights.values()):
        return ""
    return ",".join(f"{key}:{weight:g}" for key, weight in weights.items() if weight)


def weights_of(words: str) -> Kind:
    """A weight for each word of a list, or nothing for equal ones."""

    def check(text: str, vocabulary: Vocabulary, scheme: str) -> str | None:
        weights = read_weights(text, vocabulary[words])
        return None if weights is None else spell_weights(weights)

    def allowed(vocabulary: Vocabulary, scheme: str) -> Expected:
        return expected(told.WEIGHTS, most=MOST_WEIGHT, words=vocabulary[words])

    return Kind(check, allowed)


def place() -> Kind:
    """A region, corridors, the name of a site or network, or nothing."""

    def check(text: str, vocabulary: Vocabulary, scheme: str) -> str | None:
        if text in ("", *vocabulary["regions"], *vocabulary["places"]):
            return text
        pairs = list(dict.fromkeys(vocabulary.pair_of(part) for part in text.split(",")))
        known = [vocabulary.key_of(pair) for pair in pairs if pair is not None]
        legal = len(known) == len(pairs) <= MOST_CORRIDORS
        return ",".join(known) if legal else None

    return Kind(
        check, lambda v, s: expected(told.PLACE, **v.examples_of_place), listed=True, named=True
    )


def compared() -> Kind:
    """A region, one corridor, an interval, a national total, a flow table, or nothing."""
    lists = ("regions", "periods", "totals", "flow-tables")

    def check(text: str, vocabulary: Vocabulary, scheme: str) -> str | None:
        if not text or any(text in vocabulary[name] for name in lists):
            return text
        pair = vocabulary.pair_of(text)
        return vocabulary.key_of(pair) if pair else None

    return Kind(check, lambda v, s: expected(told.COMPARED, **v.examples_of_place), named=True)
