"""The joints between words: how a language parts and binds what stands beside each other.

Each is a message with places, so that a language has its own marks: ， 、 ； ： （） for , ; : ().
"""

from __future__ import annotations

from collections.abc import Iterable

from layers.text.gettext import N_, _, kept_by_language

LISTED = N_("{name}, {next_name}")
CLAUSES = N_("{clause}, {next_clause}")
PARTS = N_("{part}; {next_part}")
SPAN = N_("{first}–{last}")
SENTENCES = N_("{sentence} {next_sentence}")


@kept_by_language()
def _between(message: str) -> str:
    """What a message of two places has between them."""
    return _(message).partition("}")[2].rpartition("{")[0]


def listed(names: Iterable[str]) -> str:
    """Names one after another, in a list that says no "and".

    Examples
    --------
    >>> listed(["Anhui", "Henan"])
    'Anhui, Henan'
    """
    return _between(LISTED).join(names)


def clauses(said: Iterable[str]) -> str:
    """Clauses of one sentence, or a heading with what it is about.

    Examples
    --------
    >>> clauses(["People who moved", "from the West"])
    'People who moved, from the West'
    """
    return _between(CLAUSES).join(said)


def rest(said: str) -> str:
    """What follows the first clause; all of it where there is one.

    Examples
    --------
    >>> rest("2000 census, sample x 10"), rest("a count")
    ('sample x 10', 'a count')
    """
    return said.partition(_between(CLAUSES))[2] or said


def parts(said: Iterable[str]) -> str:
    """Parts of a sentence that have commas of their own.

    Examples
    --------
    >>> parts(["2004: 3.21", "2005: 3.22"])
    '2004: 3.21; 2005: 3.22'
    """
    return _between(PARTS).join(said)


def sentences(said: Iterable[str]) -> str:
    """Sentences one after another; empty ones are left out.

    Examples
    --------
    >>> sentences(["One.", "", "Two."])
    'One. Two.'
    """
    return _between(SENTENCES).join(filter(None, said))


def blank() -> str:
    """What stands between two sentences and before a bracket: nothing in some languages.

    Examples
    --------
    >>> blank()
    ' '
    """
    return _between(SENTENCES)


def noted(said: str, note: str) -> str:
    """What is said, with a note in brackets.

    Examples
    --------
    >>> noted("Diqing", "pilot site")
    'Diqing (pilot site)'
    """
    return _("{said} ({note})").format(said=said, note=note)


def titled(head: str, said: str) -> str:
    """What is said under a head of its own.

    Examples
    --------
    >>> titled("2004", "3.21")
    '2004: 3.21'
    """
    return _("{head}: {said}").format(head=head, said=said)


def arrow(origin: str, destination: str) -> str:
    """A flow from one place to another.

    Examples
    --------
    >>> arrow("Engel", "Norrow")
    'Engel → Norrow'
    """
    return _("{origin} → {destination}").format(origin=origin, destination=destination)


def linked(end: str, other: str) -> str:
    """Two places that belong together, without a direction.

    Examples
    --------
    >>> linked("Engel", "Norrow")
    'Engel – Norrow'
    """
    return _("{end} – {other}").format(end=end, other=other)


def span(first: object, last: object) -> str:
    """A span of years; one of them where both ends are the same.

    Examples
    --------
    >>> span(1991, 1994), span(2005, 2005)
    ('1991–1994', '2005')
    """
    if first == last:
        return _("{year}").format(year=first)
    return _(SPAN).format(first=first, last=last)


def narrow_span(first: object, last: object) -> str:
    """A span of years in little room, without a word for years.

    Examples
    --------
    >>> narrow_span("95", "00")
    '95–00'
    """
    return _between(SPAN).join((str(first), str(last)))
