"""What is understood of a file and what is asked, as labelled controls made from the records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import htpy as h

from geo.outlines.told import Choice, Unmatched
from layers.own import words
from layers.text import joints, numbers
from layers.text.found import counted
from layers.text.gettext import N_, _, ngettext

WAITING, ASKED, OPEN, ANSWERED, READ = STATES = ("waiting", "asked", "open", "answered", "read")
SIGNS = {WAITING: "!", ASKED: "?", OPEN: "…", ANSWERED: "✓", READ: "="}
SAID = {
    WAITING: N_("to be answered"),
    ASKED: N_("proposed, please look"),
    OPEN: N_("not known, it may stay so"),
    ANSWERED: N_("your answer"),
    READ: N_("read from the file"),
}
SHOWN_NAMES = 60
SUGGESTED = 3
MOST_LISTED = 1_000


def state_of(choice: Choice) -> str:
    """How sure a value is: one of `STATES`.

    Examples
    --------
    >>> state_of(Choice("unit", "", is_needed=True)), state_of(Choice("unit", "1", is_asked=True))
    ('waiting', 'asked')
    """
    if choice.is_answered:
        return ANSWERED
    if not choice.value and (choice.is_needed or choice.is_asked):
        return WAITING if choice.is_needed else OPEN
    return ASKED if choice.is_asked else READ


def choices(found: Sequence[Choice], names: Mapping[str, str]) -> list[Any]:
    """What must be looked at, in the open; what the file says by itself, folded."""
    asked = [one for one in found if state_of(one) != READ]
    read = [one for one in found if state_of(one) == READ]
    proposed = [one for one in asked if state_of(one) == ASKED]
    confirm = h.button({"data-own": "confirm"}, type="button", class_="button")[
        _("All that is proposed is right")
    ]
    parts: list[Any] = []
    if asked:
        parts.append(
            h.fieldset(class_="own-choices")[
                h.legend[_("Please look at these")],
                [_choice(one, names) for one in asked],
                h.p[confirm] if len(proposed) > 1 else None,
            ]
        )
    if read:
        count = ngettext(
            "{n} thing that the file says by itself", "{n} things that the file says by itself",
            len(read),
        )  # fmt: skip
        parts.append(
            h.details(id="own-read", class_="own-choices", open=not asked)[
                h.summary[count.format(n=numbers.decimal(len(read)))],
                [_choice(one, names) for one in read],
            ]
        )
    return parts


def control_id(key: str) -> str:
    """Id of the control of a key, of signs that an id may have.

    Examples
    --------
    >>> control_id("column-origin")
    'own-answer-column-origin'
    """
    safe = "".join(one if one.isalnum() or one in "-_" else f"_{ord(one):x}" for one in key)
    return f"own-answer-{safe}"


def _choice(choice: Choice, names: Mapping[str, str]) -> h.Element:
    """Title, control, state by word and sign, question and evidence."""
    own, state = control_id(choice.key), state_of(choice)
    about = [words.question(choice), words.evidence(choice)]
    marks = {"aria-describedby": f"{own}-about {own}-state", "data-answer": choice.key}
    offered = words.offered(choice)
    control = _select(choice, offered, own, marks, names) if offered else _text(choice, own, marks)
    return h.div(class_=f"own-choice own-is-{state}")[
        h.label(for_=own)[words.title(choice)],
        control,
        h.span(id=f"{own}-state", class_="own-state")[
            h.span(class_="own-sign", aria_hidden="true")[SIGNS[state]], " ", _(SAID[state])
        ],
        _act(choice, state),
        h.p(id=f"{own}-about", class_="muted")[joints.sentences(about)],
    ]


def _act(choice: Choice, state: str) -> h.Element | None:
    """Confirm what is proposed, or take an answer back."""
    if state == ASKED:
        said, act = _("Right"), "right"
    elif state == ANSWERED:
        said, act = _("Take back"), "back"
    else:
        return None
    marks = {"data-own": act, "data-key": choice.key, "data-value": choice.value,
             "aria-label": joints.titled(said, words.title(choice))}  # fmt: skip
    return h.button(marks, type="button", class_="button own-small")[said]


def _select(
    choice: Choice,
    offered: Sequence[str],
    own: str,
    marks: Mapping[str, str],
    names: Mapping[str, str],
) -> h.Element:
    options = list(offered)
    if choice.value and choice.value not in options:
        options.insert(0, choice.value)
    empty = h.option(value="", selected=True)[_("– choose –")] if not choice.value else None
    return h.select(marks, id=own, required=choice.is_needed)[
        empty,
        [
            h.option(value=one, selected=one == choice.value)[words.option(choice, one, names)]
            for one in options
        ],
    ]


def _text(choice: Choice, own: str, marks: Mapping[str, str]) -> h.Element:
    return h.input(
        marks, type="text", id=own, value=choice.value, required=choice.is_needed,
        autocomplete="off", spellcheck="false",
    )  # fmt: skip


# Names without a place.


def unmatched(
    found: Sequence[Unmatched], names: Mapping[str, str], *, is_matrix: bool = False
) -> list[Any]:
    """Names that no place has: each with what it may mean, to be accepted or left."""
    if not found:
        return []
    near = [one for one in found if one.suggestions]
    count = ngettext(
        "{n} name of the file has no place", "{n} names of the file have no place", len(found)
    ).format(n=numbers.decimal(len(found)))
    first = {one.key: one.suggestions[0] for one in near}
    rest = len(found) - SHOWN_NAMES
    more = ngettext("{n} more is in the report.", "{n} more are in the report.", rest)
    return [
        h.section({"aria-labelledby": "own-names-title"}, class_="own-names")[
            h.h3(id="own-names-title")[count],
            h.p(class_="muted")[_what_becomes(found)],
            _accept_all(first) if len(near) > 1 else None,
            h.ul[
                [
                    h.li[_name(one, place, names, is_matrix=is_matrix)]
                    for place, one in enumerate(found[:SHOWN_NAMES])
                ]
            ],
            h.p(class_="muted")[more.format(n=numbers.decimal(rest))] if rest > 0 else None,
            _all_places(names),
        ]
    ]


def _what_becomes(found: Sequence[Unmatched]) -> str:
    """What becomes of the rows of names without a place, as it is answered now."""
    kept = sum(one.is_kept for one in found)
    if not kept:
        return _("Rows with these names are set aside until you say which place is meant.")
    if kept == len(found):
        return _(
            "They stay places of the table, without a shape, and their rows count, unless you say "
            "which place is meant."
        )
    return _(
        "Those that are marked so stay places of the table, without a shape, and their rows "
        "count. Rows with the others are set aside until you say which place is meant."
    )


def _accept_all(first: Mapping[str, str]) -> h.Element:
    said = ngettext(
        "Accept the first suggestion for {n} name", "Accept the first suggestion for all {n} names",
        len(first),
    )  # fmt: skip
    return h.p[
        h.button(
            {"data-own": "accept-all", "data-answers": words.as_answers(first)},
            type="button", class_="button",
        )[said.format(n=numbers.decimal(len(first)))]
    ]  # fmt: skip


def _name(one: Unmatched, place: int, names: Mapping[str, str], *, is_matrix: bool) -> list[Any]:
    """One name: how often it stands there, suggestions as buttons, any other place, or none."""
    key, own = words.name_key(one.key), f"own-name-{place}"
    rows = counted(one.rows_count, is_matrix=is_matrix)
    return [
        h.p[
            h.bdi(class_="own-name")[one.text or _("(empty)")], " ",
            h.span(class_="muted")[
                joints.clauses([rows, *([_("stays a place")] if one.is_kept else [])])
            ],
        ],
        h.div(class_="own-suggested")[
            [
                h.button(
                    {"data-own": "place", "data-key": key, "data-value": code,
                     "aria-label": _("{name} is {place}").format(
                         name=one.text, place=words.place(code, names))},
                    type="button", class_="button own-small",
                )[words.place(code, names)]
                for code in one.suggestions[:SUGGESTED]
            ],
            h.button(
                {"data-own": "place", "data-key": key, "data-value": words.LEFT,
                 "aria-label": _("Leave {name} aside").format(name=one.text)},
                type="button", class_="button own-small",
            )[_("Leave aside")],
            h.label(class_="visually-hidden", for_=own)[
                _("Another place for {name}").format(name=one.text)
            ],
            h.input(
                {"data-answer": key, "list": "own-places",
                 "placeholder": _("another place: its code")},
                type="text", id=own, autocomplete="off", spellcheck="false",
            ) if names else None,
        ],
    ]  # fmt: skip


def named(answers: Mapping[str, str], names: Mapping[str, str]) -> list[Any]:
    """Names that the reader gave a place or left aside; each answer can be taken back."""
    given = {key: code for key, code in answers.items() if key.startswith(words.NAME)}
    if not given:
        return []
    count = ngettext("{n} name is answered", "{n} names are answered", len(given))
    return [
        h.details(id="own-named", class_="own-names")[
            h.summary[count.format(n=numbers.decimal(len(given)))],
            h.ul[
                [h.li[_given(key, code, names)] for key, code in list(given.items())[:SHOWN_NAMES]]
            ],
        ]
    ]


def _given(key: str, code: str, names: Mapping[str, str]) -> list[Any]:
    text = key.removeprefix(words.NAME)
    meant = _("left aside") if code == words.LEFT else words.place(code, names)
    marks = {"data-own": "back", "data-key": key,
             "aria-label": joints.titled(_("Take back"), text)}  # fmt: skip
    return [
        h.bdi[text], " → ", meant, " ",
        h.button(marks, type="button", class_="button own-small")[_("Take back")],
    ]  # fmt: skip


def _all_places(names: Mapping[str, str]) -> h.Element | None:
    """What a field for another place proposes, where the list is no burden."""
    if not names or len(names) > MOST_LISTED:
        return None
    return h.datalist(id="own-places")[
        [h.option(value=code)[name] for code, name in sorted(names.items(), key=lambda one: one[1])]
    ]
