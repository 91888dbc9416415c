"""What was understood of a draft, as one piece of markup, from the sentence to the button."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import htpy as h

from layers.below import below
from layers.blocks.empty import OF_OTHERS
from layers.own import words
from layers.own.choices import choices, named, unmatched
from layers.own.draft import Recipe, Taken
from layers.own.reading import Reading
from layers.own.report import report
from layers.text import joints, numbers
from layers.text.found import became
from layers.text.gettext import _, ngettext

SHOWN_ROWS, SHOWN_COLUMNS, MOST_CELL = 8, 14, 40


def understood(
    draft: str, taken: Taken, files: Sequence[str], answers: Mapping[str, str]
) -> list[Any]:
    """The whole answer to a reading.

    Parameters
    ----------
    draft
        Id of the draft, for the download of the report.
    taken
        The reading.
    files
        Names of the files.
    answers
        What the reader has answered so far.
    """
    reading = taken.reading
    names = words.names(reading)
    if reading == Reading():
        saved = _("A saved project: it opens with its data, answers and scenes as they were saved.")
        return [_title(files), h.p[saved], _use(reading)]
    return [
        _title(files),
        _recipe(taken.recipe),
        _sentence(reading, names),
        _undrawn(reading),
        _sample(reading),
        unmatched(reading.unmatched, names, is_matrix=reading.is_matrix),
        named(answers, names),
        choices(reading.choices, names),
        h.section({"aria-labelledby": "own-report-title"}, id="own-report")[
            h.h3(id="own-report-title")[became(is_matrix=reading.is_matrix)],
            report(reading),
            _files(draft),
        ],
        _use(reading),
    ]


def _title(files: Sequence[str]) -> h.Element:
    return h.h3(id="own-understood", tabindex="-1")[
        _("What was understood"), " ", h.span(class_="muted")[h.bdi[joints.listed(files)]]
    ]


def _sentence(reading: Reading, names: Mapping[str, str]) -> h.Element | None:
    """The largest flow read aloud, so that a wrong direction is heard."""
    told = reading.sentence
    if not told:
        return None
    persons = float(told["persons"])
    said = ngettext(
        "{n} moved from {origin} to {destination}.", "{n} moved from {origin} to {destination}.",
        round(persons),
    )  # fmt: skip
    return h.p(id="own-sentence")[
        said.format(
            n=numbers.decimal(round(persons)),
            **{end: _named(told, end, names) for end in ("origin", "destination")},
        )
    ]


def _undrawn(reading: Reading) -> h.Element | None:
    """That no map can be drawn of these boundaries, before the data are used."""
    for one in reading.findings:
        if one.kind == OF_OTHERS:
            title, reason, remedy = words.finding(one)
            said = joints.sentences((reason, remedy))
            return h.p(class_="warning", id="own-undrawn")[joints.titled(title, said)]
    return None


def _named(told: Mapping[str, Any], end: str, names: Mapping[str, str]) -> str:
    """An end of the largest flow, in the language of the reply where it has a name there."""
    return names.get(str(told.get(f"{end}_code", ""))) or words.place(str(told[end]), names)


def _recipe(recipe: Recipe | None) -> h.Element | None:
    """Answers of an earlier file with the same columns, for one click."""
    if recipe is None:
        return None
    said = _("The columns are those of “{title}”, which you opened before.")
    return h.p(class_="own-recipe")[
        said.format(title=recipe.title), " ",
        h.button(
            {"data-own": "recipe", "data-answers": words.as_json(recipe.answers)},
            type="button", class_="button",
        )[_("Answer as then")],
    ]  # fmt: skip


def _sample(reading: Reading) -> h.Element | None:
    """First rows as they stand in the file."""
    if not reading.sample:
        return None
    width = max(map(len, reading.sample))
    head, *rows = [_cells(row, width) for row in reading.sample[: SHOWN_ROWS + 1]]
    title = _("First rows, as they stand in the file")
    more = width - SHOWN_COLUMNS
    left_out = ngettext("and {n} more column", "and {n} more columns", more)
    return h.details(id="own-sample", open=True)[
        h.summary[title],
        h.div(class_="table-scroll", tabindex="0", role="region",
              aria_label=_("Table: {title}").format(title=title))[
            h.table(class_="own-cells")[
                h.thead[h.tr[[h.th(scope="col")[h.bdi[cell]] for cell in head]]],
                h.tbody[[h.tr[[h.td[h.bdi[cell]] for cell in row]] for row in rows]],
            ]
        ],
        h.p(class_="muted")[left_out.format(n=numbers.decimal(more))] if more > 0 else None,
    ]  # fmt: skip


def _cells(row: Sequence[str], width: int) -> list[str]:
    cells = [*row, *[""] * (width - len(row))][:SHOWN_COLUMNS]
    return [one if len(one) <= MOST_CELL else f"{one[:MOST_CELL]}…" for one in cells]


def _files(draft: str) -> h.Element:
    """The report as files, to be kept or sent to whoever made the table."""
    return h.p(class_="own-files")[
        [
            h.a({"data-own-report": kind}, class_="button", download="",
                href=below(f"/own/report?draft={draft}&format={kind}"))[label]
            for kind, label in (("csv", _("Report, CSV")), ("html", _("Report, HTML")))
        ]
    ]  # fmt: skip


def _use(reading: Reading) -> h.Element:
    """The button; what it waits for stands beside it."""
    waits = words.waiting(reading)
    marks = {"data-own": "use", "aria-describedby": "own-waits",
             "aria-disabled": "true" if waits else None}  # fmt: skip
    return h.div(class_="own-use")[
        h.button(marks, type="button", class_="button own-main")[_("Use this data")],
        h.p(id="own-waits")[waits or words.ready(reading)],
    ]
