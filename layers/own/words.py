"""How the records of a reading are said, and the words of refusals and of the building."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from geo.outlines.told import NAME, Choice, Finding
from layers.own.asked import asked_of
from layers.own.reading import Reading
from layers.text import joints, numbers
from layers.text.found import filled, found
from layers.text.gettext import N_, SOURCE_LANGUAGE, _, language, ngettext

LEFT = "outside"
"""The answer that leaves a name without a place."""

REFUSALS = {
    "gone": N_("This reading is over: it is kept for a day. Choose the file again."),
    "empty": N_("No file with flows was sent: choose one."),
    "role": N_("It is not known what this file is for: choose it again."),
    "files": N_("No more than {most} files are read together: choose fewer."),
    "answers": N_("The answers can not be read: choose the file again."),
    "busy": N_("Other files are being read: try again soon. Nothing before has changed."),
    "waits": N_("Something is not answered yet: look at what is marked with “!”."),
    "nothing": N_("No row can be used: look at the report for the reasons."),
    "unbuilt": N_("The data could not be built: {reason}. Nothing before has changed."),
    "unsited": N_(
        "This is a template of sites and links; the data of this page have no sites that they "
        "could stand beside."
    ),
    "full": N_("There is no room for more data: remove some of the list below."),
    "unreadable": N_("{where}: {reason}; {remedy}. Nothing before has changed."),
}
STEPS = {
    "reading": N_("Reading all rows"),
    "writing": N_("Writing tables"),
    "building": N_("Working out tables and shapes"),
}


def title(choice: Choice) -> str:
    """Name of a choice; one that has no words is named by its key."""
    known, name = asked_of(choice.key)
    return filled(_(known.title), {"name": name}) if known else choice.key


def question(choice: Choice) -> str:
    """What a reader has to look at."""
    known, _name = asked_of(choice.key)
    if not known:
        return ""
    return _(known.question if "read" in choice.evidence or not known.unread else known.unread)


def option(choice: Choice, value: str, names: Mapping[str, str]) -> str:
    """Words of one value of a choice."""
    known, _name = asked_of(choice.key)
    said = known.options.get(value) if known else None
    if said:
        return _(said)
    return place(value, names) if value else _("none")


def offered(choice: Choice) -> tuple[str, ...]:
    """Values to choose among: those of the reading, else those that always stand there."""
    known, _name = asked_of(choice.key)
    return choice.options or (known.offered if known else ())


def evidence(choice: Choice) -> str:
    """What speaks for the value, where something does."""
    known, _name = asked_of(choice.key)
    said = known.evidence if known else {}
    return joints.sentences(
        filled(_(said[key]), {"value": value})
        for key, value in choice.evidence.items()
        if key in said and value
    )


def finding(one: Finding) -> tuple[str, str, str]:
    """Title, reason and remedy of a line of the report."""
    return found(one.kind, one.rows_count, one.values)


def names(reading: Reading) -> dict[str, str]:
    """Names of places in the language of the reply."""
    return reading.named(language.get(), SOURCE_LANGUAGE)


def place(code: str, names: Mapping[str, str]) -> str:
    """A place by its name, with its code where both are known."""
    name = names.get(code, "")
    return joints.noted(name, code) if name and name != code else code


def name_key(text: str) -> str:
    """Key of the answer to a name without a place."""
    return f"{NAME}{text}"


def as_answers(places: Mapping[str, str]) -> str:
    """Places of several names, as answers for the script."""
    return as_json({name_key(text): code for text, code in places.items()})


def as_json(answers: Mapping[str, str]) -> str:
    """Answers as text for an attribute."""
    return json.dumps(dict(answers), ensure_ascii=False)


def answers(reading: Reading) -> Iterator[tuple[str, str]]:
    """Each choice with its value, in words."""
    named = names(reading)
    for one in reading.choices:
        if one.value:
            yield title(one), option(one, one.value, named)


def is_usable(reading: Reading) -> bool:
    """Whether some row makes a flow; a saved project has no rows to read."""
    is_project = reading == Reading()
    return is_project or any(one.part == "accepted" and one.rows_count for one in reading.findings)


def waiting(reading: Reading) -> str:
    """What the button waits for; empty when it waits for nothing."""
    keys = set(reading.waits_for)
    titles = [title(one) for one in reading.choices if one.key in keys]
    if not titles:
        return "" if is_usable(reading) else _(REFUSALS["nothing"])
    return _("Waits for: {names}.").format(names=joints.listed(titles))


def ready(reading: Reading) -> str:
    """What happens to what was not confirmed."""
    proposed, unknown = len(_unconfirmed(reading)), len(_unknown(reading))
    if not proposed and not unknown:
        return _("Nothing waits for an answer.")
    caveats = ngettext(
        "{n} thing is proposed and not confirmed: it will stand among the caveats.",
        "{n} things are proposed and not confirmed: they will stand among the caveats.",
        proposed,
    )
    open_ = ngettext(
        "{n} thing is not known, and may stay so.",
        "{n} things are not known, and may stay so.",
        unknown,
    )
    counted = ((caveats, proposed), (open_, unknown))
    return joints.sentences(one.format(n=numbers.decimal(n)) for one, n in counted if n)


def caveats(reading: Reading) -> list[str]:
    """What was proposed and not confirmed, a sentence each."""
    named = names(reading)
    said = _("Proposed and not confirmed: {title}: {value}.")
    return [
        said.format(title=title(one), value=option(one, one.value, named))
        for one in _unconfirmed(reading)
    ]


def _unconfirmed(reading: Reading) -> list[Choice]:
    """What was proposed, asked about and not answered; without a value nothing is assumed."""
    return [one for one in reading.choices if one.is_asked and one.value and not one.is_answered]


def _unknown(reading: Reading) -> list[Choice]:
    """What was asked about, need not be answered, and was not."""
    return [
        one
        for one in reading.choices
        if one.is_asked and not (one.value or one.is_needed or one.is_answered)
    ]


def refusal(kind: str, values: Mapping[str, object]) -> str:
    """Why a question of the panel is refused, and what to do."""
    return filled(_(REFUSALS[kind]), values)


def step(key: str) -> str:
    """What is being done."""
    return _(STEPS[key])
