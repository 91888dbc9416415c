"""The one spelling of a view in an address: forgiving for the page, strict for the API."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from urllib.parse import parse_qsl, quote

from geo.view.view import FIELDS, View, home_view
from geo.view.vocabulary import Vocabulary


@dataclass(frozen=True)
class Notice:
    """A value of the address that could not be used.

    Attributes
    ----------
    field, found, expected, used : str
        Parameter, the text found, what is allowed, and the value taken instead.
    """

    field: str
    found: str
    expected: str
    used: str


class ViewError(ValueError):
    """A strict address with a value that is not known.

    Attributes
    ----------
    notice : Notice
        Field, what was found and what is expected.
    """

    def __init__(self, notice: Notice) -> None:
        self.notice = notice
        super().__init__(f"{notice.field}: found {notice.found!r}, expected {notice.expected}")


def parse(query: str, vocabulary: Vocabulary) -> tuple[View, tuple[Notice, ...]]:
    """Read an address; what is not known falls back to the default and is reported.

    Parameters
    ----------
    query : str
        Query string with or without its question mark. A repeated parameter counts once, the first
        time. Parameters that no field has are left alone.
    vocabulary : Vocabulary
        The words that the loaded data allows.

    Returns
    -------
    (View, tuple of Notice)
        A legal view, and one notice for each value that was replaced.
    """
    texts: dict[str, str] = {}
    for key, value in parse_qsl(query.removeprefix("?"), keep_blank_values=True):
        texts.setdefault(key, value)
    view, notices = home_view(vocabulary), []
    for field in sorted(FIELDS, key=lambda field: field.name != "scheme"):
        text = texts.get(field.name)
        if text is None:
            continue
        canonical = field.kind.check(text, vocabulary, view.scheme)
        if canonical is None:
            expected = field.allowed(vocabulary, view.scheme)
            notices.append(Notice(field.name, text[:80], expected, field.at_home(vocabulary)))
        else:
            view = replace(view, **{field.attribute: canonical})
    return view, tuple(notices)


def parse_strict(query: str, vocabulary: Vocabulary) -> View:
    """Read an address and refuse the first value or parameter that is not known or stands twice.

    Raises
    ------
    ViewError
        With field, found and expected.
    """
    names = [field.name for field in FIELDS]
    seen = set()
    for key, value in parse_qsl(query, keep_blank_values=True):
        if key not in names:
            raise ViewError(Notice(key[:80], key[:80], "a parameter among " + ", ".join(names), ""))
        if key in seen:
            raise ViewError(Notice(key, value[:80], "one value for each parameter", ""))
        seen.add(key)
    view, notices = parse(query, vocabulary)
    if notices:
        raise ViewError(notices[0])
    return view


_ORDER = {field.attribute: (at, field.name) for at, field in enumerate(FIELDS)}
SPELLED = 64
"""Views whose parts are kept: a card of links spells hundreds of addresses from one view."""


def query_string(view: View, /, **changes: str) -> str:
    """Spell a view: readable words, what this world shows at first left out, in declared order.

    Parameters
    ----------
    view
        The view.
    changes
        Attributes that take another value in it.

    Examples
    --------
    >>> query_string(View(origins="west", destinations="east", top="20"))
    'from=west&to=east&top=20'
    >>> query_string(View(origins="west", top="20"), origins="", place="A")
    'top=20&place=A'
    >>> query_string(View())
    ''
    """
    parts = _parts(view)
    if changes:
        home, parts = vars(view.at_home), dict(parts)
        for attribute, value in changes.items():
            if value == home[attribute]:
                parts.pop(attribute, None)
            else:
                parts[attribute] = _part(attribute, value)
        parts = dict(sorted(parts.items(), key=lambda part: _ORDER[part[0]]))
    return "&".join(parts.values())


@lru_cache(maxsize=SPELLED)
def _parts(view: View) -> dict[str, str]:
    """What stands in the address of a view, by attribute in declared order; shared."""
    now, home = vars(view), vars(view.at_home)
    return {
        attribute: _part(attribute, now[attribute])
        for attribute in _ORDER
        if now[attribute] != home[attribute]
    }


def _part(attribute: str, value: str) -> str:
    return f"{_ORDER[attribute][1]}={quote(value, safe=',-.:~')}"
