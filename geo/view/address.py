"""The one spelling of a view in an address: forgiving for the page, strict for the API."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from urllib.parse import parse_qsl, quote

from geo.view import expected as told
from geo.view.mending import (
    Naming,
    Pairs,
    is_mark,
    pairs,
    parted,
    readings,
    region_begun,
    region_named,
)
from geo.view.view import FIELDS, Field, View, home_view
from geo.view.vocabulary import Vocabulary

NAMES = {field.name: field for field in FIELDS}
VALUE, OUTSIDE, NO_FIELD, TWICE, VERSION = "value", "outside", "no-field", "twice", "version"
LACKS, GONE = "lacks", "gone"
OF_DATA, OF_LANGUAGE = "world", "lang"
OF_CHOICE = ("flows", "category")
"""Roles of the fields that say whom to count: all others are read in the words of that choice."""
FIRST = {role: place for place, role in enumerate((*OF_CHOICE, "scheme"))}
READ, MORE = "read", "more"
STAMP = "data"
"""Parameter that a copied link has: the version of the data that it was made with."""


@dataclass(frozen=True)
class Notice:
    """A value of the address that could not be used, or not as it stands.

    Attributes
    ----------
    field, found, expected, used : str
        Parameter, the text found, what is allowed, and the value taken instead.
    reason : str
        ``value``: it is not legal; ``outside``: it names a unit that the tables lack; ``no field``:
        the page has no such parameter; ``twice``: the parameter stood before with another value;
        ``version``: the link was made with other data; ``lacks``: another choice of whom to count
        has it, and this one does not; ``gone``: it names data that are not here; ``read``: it
        begins the name of one region, the ``expected``, and was read as that; ``more``: there are
        not as many, all are taken.
    text : str
        The whole text, where only some parts of a list were left out.
    """

    field: str
    found: str
    expected: str
    used: str
    reason: str = VALUE
    text: str = ""


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


@dataclass(frozen=True)
class Reading:
    """What an address was read as.

    Attributes
    ----------
    view : View
        A legal view.
    notices : tuple of Notice
        One for each value that was left out.
    mended : str or None
        Query string as it should have been written, where the link was damaged on its way or a
        messenger marked it; None where the address may stay.
    """

    view: View
    notices: tuple[Notice, ...]
    mended: str | None = None


def parse(query: str, vocabulary: Vocabulary) -> tuple[View, tuple[Notice, ...]]:
    """View and notices of :func:`read`."""
    found = read(query, vocabulary)
    return found.view, found.notices


def read(query: str, vocabulary: Vocabulary) -> Reading:
    """Read an address; what is damaged is mended, what is not known is left out and reported.

    Parameters
    ----------
    query : str
        Query string with or without its question mark. A repeated parameter counts once, the first
        time. Marks of messengers and of counters of visits are no parameters.
    vocabulary : Vocabulary
        The words that the loaded data allows.

    Examples
    --------
    >>> words = Vocabulary({"languages": ("en", "fr")}, home={"lang": "en"})
    >>> found = read("Lang=FR).&isappinstalled=0", words)
    >>> found.view.lang, found.notices, found.mended
    ('fr', (), 'lang=fr')
    """
    came = [one for one in pairs(query, NAMES) if not is_mark(*one)]
    kept = [one for one in came if one[0] != STAMP]
    if gone := _gone(kept, vocabulary):
        return gone
    home, usual = home_view(vocabulary), vocabulary
    scheme, notices, found, legal = home.scheme, _stamped(came, vocabulary), {}, {}
    texts, strays = _told(kept, NAMES)
    for name in _in_turn(texts):
        field, text = NAMES[name], texts[name]
        canonical = field.kind.check(text, vocabulary, scheme)
        if canonical is None:
            canonical = _mended(field, text, vocabulary, scheme)
            if canonical is None:
                canonical, told = _in_part(field, text, vocabulary, scheme)
                if _is_elsewhere(field, text, usual, scheme):
                    told = [replace(one, reason=LACKS) for one in told]
                notices += told
            else:
                legal[name] = canonical
        if canonical is None:
            continue
        if field.kind.control == "count" and _is_more(text, vocabulary):
            notices.append(Notice(name, text, str(vocabulary.corridors), canonical, MORE))
        found[field.attribute] = canonical
        if field.role in OF_CHOICE:
            vocabulary = usual.of_choice(found.get("flows", ""), found.get("category", ""))
            home = home_view(vocabulary)
            scheme = home.scheme
        scheme = found.get("scheme", scheme)
    view = replace(home, **found)
    stay = [one for one in came if one[0] != STAMP or one[1] != vocabulary.stamp]
    spelled = [(key, legal.get(key, value)) for key, value in stay]
    as_written = spelled == parse_qsl(query.removeprefix("?"), keep_blank_values=True)
    if as_written:
        return Reading(view, (*notices, *strays))
    mended = "&".join(f"{quote(key)}={_quoted(value)}" for key, value in spelled)
    return Reading(view, (*notices, *strays), mended)


def _gone(kept: Pairs, vocabulary: Vocabulary) -> Reading | None:
    """What is read of an address of data that are not here: its language, the rest is theirs."""
    texts, field = dict(reversed(kept)), NAMES[OF_DATA]
    text = texts.get(OF_DATA, "")
    if not text or _mended(field, text, vocabulary, "") is not None:
        return None
    home, lang = home_view(vocabulary), NAMES[OF_LANGUAGE]
    spoken = _mended(lang, texts.get(OF_LANGUAGE, home.lang), vocabulary, "") or home.lang
    expected, used = field.allowed(vocabulary, ""), field.at_home(vocabulary)
    notice = Notice(OF_DATA, text[:80], expected, used, GONE, text[:80])
    return Reading(replace(home, lang=spoken), (notice,))


def _stamped(came: Pairs, vocabulary: Vocabulary) -> list[Notice]:
    """Tell that a link was made with other data."""
    now = vocabulary.stamp
    others = [value[:80] for key, value in came if key == STAMP and value != now]
    return [Notice(STAMP, value, now, now, VERSION) for value in others[:1]]


def _in_turn(texts: Mapping[str, str]) -> list[str]:
    """Fields that stand in an address as they are read: some say what the others may be."""
    known = [name for name in NAMES if name in texts]
    return sorted(known, key=lambda name: FIRST.get(NAMES[name].role, len(FIRST)))


def _told(found: Pairs, names: Mapping[str, Field]) -> tuple[dict[str, str], list[Notice]]:
    """First text of every field, and what is told of the other parameters."""
    texts: dict[str, str] = {}
    notices = []
    for key, value in found:
        if key not in names:
            expected = told.expected(told.PARAMETER, words=names)
            notices.append(Notice(key[:80], value[:80], expected, "", NO_FIELD))
        elif texts.setdefault(key, value) != value:
            first = texts[key][:80]
            notices.append(Notice(key, value[:80], told.expected(told.ONCE), first, TWICE))
    return texts, notices


def _is_elsewhere(field: Field, text: str, usual: Vocabulary, scheme: str) -> bool:
    """Whether another choice of whom to count has a value: everybody, or a category of a table."""
    return field.role not in OF_CHOICE and any(
        field.kind.check(text, choice, scheme) is not None for choice in _choices(usual)
    )


def _choices(usual: Vocabulary) -> Iterator[Vocabulary]:
    """Words of the usual choice, then those of every flow table and of its first category."""
    yield usual
    for flows in usual["flow-tables"]:
        everybody = usual.of_choice(flows, "")
        yield everybody
        yield from (usual.of_choice(flows, one) for one in everybody["categories"][:1])


def _is_more(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a count is greater than the number of corridors."""
    return text.isascii() and text.isdigit() and int(text) > vocabulary.corridors


def _mended(
    field: Field,
    text: str,
    vocabulary: Vocabulary,
    scheme: str,
    code_of: Naming = region_named,
) -> str | None:
    """Canonical text of a value as it was before it was damaged; None where no reading fits."""
    tried = readings(text, vocabulary, code_of if field.kind.named else None)
    checked = (field.kind.check(one, vocabulary, scheme) for one in tried)
    return next((one for one in checked if one is not None), None)


def _in_part(
    field: Field, text: str, vocabulary: Vocabulary, scheme: str
) -> tuple[str | None, list[Notice]]:
    """What of a text can be used, None for nothing of it, and why the rest is left out."""
    parts = parted(text) if field.kind.listed else [text]
    begun = _begun(field, parts, vocabulary, scheme)
    rest = [one for one in parts if one not in begun]
    strange = _strange(field, rest, vocabulary, scheme)
    left = {part for parts in strange.values() for part in parts}
    known = [begun.get(one, one) for one in parts if one not in left]
    told = bool(left or begun)
    kept = _mended(field, ",".join(known), vocabulary, scheme) if known and told else None
    if kept is None:
        return None, [_left_out(field, text, vocabulary, scheme)]
    expected = field.allowed(vocabulary, scheme)
    return kept, [
        *(
            Notice(field.name, part[:80], code, kept, READ, text[:80])
            for part, code in begun.items()
        ),
        *(
            Notice(field.name, ", ".join(some)[:80], expected, kept, reason, text[:80])
            for reason, some in strange.items()
        ),
    ]


def _begun(field: Field, parts: list[str], vocabulary: Vocabulary, scheme: str) -> dict[str, str]:
    """Parts that are legal once the beginning of a name stands for the whole, and their codes."""
    strange = [one for one in parts if _mended(field, one, vocabulary, scheme) is None]
    codes = {one: _mended(field, one, vocabulary, scheme, region_begun) for one in strange}
    return {one: code for one, code in codes.items() if code}


def _strange(
    field: Field, parts: list[str], vocabulary: Vocabulary, scheme: str
) -> dict[str, list[str]]:
    """Parts of a list that are not legal by themselves, by the reason that they are left out."""
    found: dict[str, list[str]] = {}
    for part in parts if field.kind.listed else ():
        if _mended(field, part, vocabulary, scheme) is None:
            reason = OUTSIDE if _is_outside(field, part, vocabulary) else VALUE
            found.setdefault(reason, []).append(part)
    return found


def _is_outside(field: Field, text: str, vocabulary: Vocabulary) -> bool:
    """Whether a text names what the tables lack."""
    codes = {region_named(part, vocabulary) for part in text.split(",")} - {""}
    return field.role in ("zones", "place") and bool(codes - {*vocabulary["regions"]})


def _left_out(field: Field, text: str, vocabulary: Vocabulary, scheme: str) -> Notice:
    """Why a value is left out: it is not known, or names what the tables lack."""
    expected, used = field.allowed(vocabulary, scheme), field.at_home(vocabulary)
    reason = OUTSIDE if _is_outside(field, text, vocabulary) else VALUE
    return Notice(field.name, text[:80], expected, used, reason)


def parse_strict(query: str, vocabulary: Vocabulary) -> View:
    """Read an address and refuse the first value or parameter that is not known or stands twice.

    Raises
    ------
    ViewError
        With field, found and expected.
    """
    texts: dict[str, str] = {}
    for key, value in parse_qsl(query, keep_blank_values=True):
        if key == STAMP:
            if value != vocabulary.stamp:
                raise ViewError(Notice(STAMP, value[:80], vocabulary.stamp, "", VERSION))
            continue
        if key not in NAMES:
            expected = told.expected(told.PARAMETER, words=NAMES)
            raise ViewError(Notice(key[:80], key[:80], expected, "", NO_FIELD))
        if key in texts:
            raise ViewError(Notice(key, value[:80], told.expected(told.ONCE), "", TWICE))
        texts[key] = value
    view, usual = home_view(vocabulary), vocabulary
    for name in _in_turn(texts):
        field = NAMES[name]
        canonical = field.kind.check(texts[name], vocabulary, view.scheme)
        if canonical is None:
            raise ViewError(_refused(field, texts[name], vocabulary, view.scheme))
        view = replace(view, **{field.attribute: canonical})
        if field.role in OF_CHOICE:
            vocabulary = usual.of_choice(view.flows, view.category)
            view = replace(home_view(vocabulary), flows=view.flows, category=view.category)
    return view


def _refused(field: Field, text: str, vocabulary: Vocabulary, scheme: str) -> Notice:
    """Why a text is refused: of a list, the parts that are not legal by themselves."""
    check, parts = field.kind.check, text.split(",") if field.kind.listed else []
    strange = [part for part in parts if check(part, vocabulary, scheme) is None]
    return _left_out(field, ", ".join(strange) or text, vocabulary, scheme)


_ORDER = {field.attribute: (at, field.name) for at, field in enumerate(FIELDS)}
ALWAYS = {field.attribute for field in FIELDS if field.always}
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
            if value == home[attribute] and not (value and attribute in ALWAYS):
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
        if now[attribute] != home[attribute] or (attribute in ALWAYS and now[attribute])
    }


def _part(attribute: str, value: str) -> str:
    return f"{_ORDER[attribute][1]}={_quoted(value)}"


def _quoted(value: str) -> str:
    return quote(value, safe=",-.:~")
