"""Checks of the values that an address may hold: each gives the canonical text, or None.

A check takes the text, the vocabulary and the key of the scheme in force.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from itertools import pairwise

from geo.lessons.variables import MOST_WEIGHT, VARIABLE, read_weights, spell_weights
from geo.view.view import ALL, Vocabulary

BREAKS = ("natural", "quantile")
MOST_MANUAL_BREAKS = 5
MOST_CORRIDORS = 30
FIRST_YEAR, LAST_YEAR = 1949, 2030
LAST_TRIAL_YEAR = 2100
ALLOWED_TRIAL = f"a day from {FIRST_YEAR} to {LAST_TRIAL_YEAR} as YYYY-MM-DD, such as 2004-03-15"
ALLOWED_WEIGHTS = (
    f"entries such as gdp:2,urban:1 with numbers from 0 to {MOST_WEIGHT} that are not all 0, of at "
    f"most two decimals, each of {', '.join(VARIABLE)} at most once"
)

Check = Callable[[str, Vocabulary, str], str | None]
Words = Callable[[Vocabulary, str], Iterable[str]]


def choice(words: Words) -> tuple[Check, Callable[[Vocabulary, str], str]]:
    """Check of one word among some, and what to say of it."""

    def check(text: str, vocabulary: Vocabulary, scheme: str) -> str | None:
        return text if text in words(vocabulary, scheme) else None

    def allowed(vocabulary: Vocabulary, scheme: str) -> str:
        return "one of " + ", ".join(word for word in words(vocabulary, scheme) if word)

    return check, allowed


def listed(words: Words, none: str) -> tuple[Check, Callable[[Vocabulary, str], str]]:
    """Check of a comma list of words, each once and in their order, or the word for none."""

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


def zones_and_codes(vocabulary: Vocabulary, scheme: str) -> tuple[str, ...]:
    """Zone keys of the scheme, then the codes of all regions."""
    return (*vocabulary.zones[scheme], *vocabulary.regions)


def check_top(text: str, vocabulary: Vocabulary, scheme: str) -> str | None:
    """A whole number of corridors, or all."""
    if text == ALL:
        return ALL
    if not (text.isascii() and text.isdigit() and len(text) <= 6 and int(text) >= 1):
        return None
    return ALL if int(text) >= vocabulary.corridors else str(int(text))


def check_breaks(text: str, vocabulary: Vocabulary, scheme: str) -> str | None:
    """A way of classing, or up to five rising numbers in their shortest spelling."""
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


def check_year(text: str, vocabulary: Vocabulary, scheme: str) -> str | None:
    """A year with four digits, or nothing."""
    plain = text.isascii() and text.isdigit() and len(text) == 4
    return text if not text or (plain and FIRST_YEAR <= int(text) <= LAST_YEAR) else None


def check_trial(text: str, vocabulary: Vocabulary, scheme: str) -> str | None:
    """A day of the calendar as YYYY-MM-DD, or nothing."""
    if not text:
        return text
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    known = day.isoformat() == text and FIRST_YEAR <= day.year <= LAST_TRIAL_YEAR
    return text if known else None


def check_weights(text: str, vocabulary: Vocabulary, scheme: str) -> str | None:
    """Weights of variables in their shortest spelling, or nothing for equal ones."""
    weights = read_weights(text)
    return None if weights is None else spell_weights(weights)


def check_place(text: str, vocabulary: Vocabulary, scheme: str) -> str | None:
    """A region, corridors, the name of a site or network, or nothing."""
    if text in ("", *vocabulary.regions, *vocabulary.places):
        return text
    corridors = list(dict.fromkeys(text.split(",")))
    known = all(_is_corridor(corridor, vocabulary) for corridor in corridors)
    return ",".join(corridors) if known and len(corridors) <= MOST_CORRIDORS else None


def check_compare(text: str, vocabulary: Vocabulary, scheme: str) -> str | None:
    """A region, one corridor, an interval, or nothing."""
    known = ("", *vocabulary.regions, *vocabulary.periods)
    return text if text in known or _is_corridor(text, vocabulary) else None


def _is_corridor(text: str, vocabulary: Vocabulary) -> bool:
    origin, _, destination = text.partition("-")
    return origin != destination and {origin, destination} <= set(vocabulary.regions)
