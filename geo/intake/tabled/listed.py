"""A list as moves: columns by their roles, codes of two columns as one, wide columns as rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import numpy as np
import pandas as pd

from geo.intake.asking import Asking
from geo.intake.tabled.moves import COUNTIES, Moves
from geo.intake.tabled.profiles import Profile
from geo.intake.tabled.roles import Roles, age_of
from geo.intake.tabled.sides import SIDES
from geo.intake.tabled.tables import Table
from geo.intake.texts.columns import Column, Flags, constant, paired, stacked
from geo.intake.texts.dated import interval_of, year_of, year_within
from geo.intake.texts.months import part_of, parts_alone, parts_of_years
from geo.intake.texts.words import DESTINATION, ORIGIN, row_kind, tokens

JOINT = " + "
FIRST, LAST = "origin-first", "destination-first"
AGE, PERIOD, SEX, SUM = "age", "period", "sex", "sum"
_SPAN = re.compile(r"(?<!\d)(\d{1,3})[-_](\d{1,3})(?!\d)")


def asked_roles(asking: Asking, roles: Roles, found: Sequence[Profile]) -> Roles:
    """Roles as the reader wants them: columns and direction are asked here."""
    headings = [one.heading for one in found]
    for side in SIDES:
        roles = _asked_side(asking, roles, headings, side)
    counts = JOINT.join(headings[at] for at in roles.counts)
    sided = {at for side in SIDES for at in (*roles.codes[side], *roles.names[side])}
    beside = {*sided, roles.margin}
    numbers = [one.heading for one in found if one.sort == "number" and one.at not in beside]
    options = [*numbers, *([counts] if len(roles.counts) > 1 else [])]
    others = [name for name in numbers if name != counts and len(roles.counts) == 1]
    answer = asking.ask(
        "column-count", counts, options or headings, is_asked=bool(others), is_needed=True,
        evidence={"others": ", ".join(others[:5])} if others else {},
    )  # fmt: skip
    roles = replace(roles, counts=_columns(answer, headings) or roles.counts)
    years = [one.at for one in found if one.sort == "year"]
    return _asked_direction(asking, _asked_period(asking, roles, headings, years), headings)


def _asked_side(asking: Asking, roles: Roles, headings: list[str], side: str) -> Roles:
    columns = roles.codes[side] or roles.names[side][:1]
    proposed = JOINT.join(headings[at] for at in columns)
    options = [*([proposed] if len(columns) > 1 else []), *headings]
    answer = asking.ask(f"column-{side}", proposed, options, is_needed=True)
    chosen = _columns(answer, headings)
    if not chosen or chosen == columns:
        return roles
    names = tuple(at for at in roles.names[side] if at not in chosen)
    return replace(
        roles, codes={**roles.codes, side: chosen}, names={**roles.names, side: names},
        is_sided=True,
    )  # fmt: skip


def _asked_period(asking: Asking, roles: Roles, headings: list[str], years: Sequence[int]) -> Roles:
    """Roles with the columns of the time: one, or two with the ends of an interval."""
    start, end = (headings[at] if at is not None else "" for at in (roles.period, roles.period_end))
    if start or asking.answer("column-period"):
        chosen = _columns(asking.ask("column-period", start, ["", *headings]), headings)
        roles = replace(roles, period=chosen[0] if chosen else None)
    others = [headings[at] for at in years if at != roles.period]
    if roles.period is None or not (others or asking.answer("column-period-end")):
        return replace(roles, period_end=None)
    end = end if end in others else ""
    answer = asking.ask(
        "column-period-end", end, ["", *headings], is_asked=not end,
        evidence={"others": ", ".join(others[:5])},
    )  # fmt: skip
    chosen = _columns(answer, headings)
    return replace(roles, period_end=chosen[0] if chosen else None)


def _columns(answer: str, headings: list[str]) -> tuple[int, ...]:
    """Columns that an answer names; a heading may hold the sign that joins two."""
    if answer in headings:
        return (headings.index(answer),)
    parts = answer.split(JOINT)
    return tuple(headings.index(part) for part in parts if part in headings)


def _asked_direction(asking: Asking, roles: Roles, headings: list[str]) -> Roles:
    first = {side: min([*roles.codes[side], *roles.names[side]], default=0) for side in SIDES}
    order = FIRST if first[ORIGIN] <= first[DESTINATION] else LAST
    evidence = {f"word-{side}": text for side, text in roles.evidence.items() if text} | {
        f"column-{side}": headings[first[side]] for side in SIDES
    }
    answer = asking.ask(
        "direction", order if roles.is_sided else "", (FIRST, LAST), is_asked=not roles.is_sided,
        is_needed=True, evidence=evidence,
    )  # fmt: skip
    return roles.turned() if answer and answer != order else roles


def moves_of_list(table: Table, roles: Roles, found: Sequence[Profile], wide: str = "") -> Moves:
    """Moves of a table by the roles of its columns.

    Parameters
    ----------
    table : Table
        The list.
    roles : Roles
        What its columns are.
    found : sequence of Profile
        Its columns.
    wide : str, optional
        What several columns of figures are: ``age``, ``period``, ``sex`` or parts of a ``sum``.
    """
    sides = {side: _side(found, roles, side) for side in SIDES}
    rows = len(table.rows)
    period, times = _times(found, roles, rows)
    moves = Moves(
        sides[ORIGIN][0], sides[DESTINATION][0], sides[ORIGIN][1], sides[DESTINATION][1],
        found[roles.counts[0]].column,
        period,
        {name: found[at].column for name, at in roles.categories.items()},
        table.rows,
        np.zeros(rows, dtype=np.int32),
        (table.file,),
        _doubles(found),
        coordinates={
            side: paired(found[columns[0]].column, found[columns[1]].column, "{} {}".format)
            for side, columns in roles.coordinates.items()
            if len(columns) == 2
        },
        system=_system(found, roles),
        margins=found[roles.margin].column.renamed(_unsigned) if roles.margin is not None else None,
        excess=table.excess,
        times=times,
    )  # fmt: skip
    return _unfolded(moves, table, roles, found, wide) if len(roles.counts) > 1 else moves


def _times(
    found: Sequence[Profile], roles: Roles, rows: int
) -> tuple[Column, dict[str, tuple[str, str]]]:
    """The time of each row as written, and which of these texts are parts of years."""
    if roles.period_end is not None and roles.period is not None:
        ends = found[roles.period].column, found[roles.period_end].column
        return paired(*ends, interval_of), {}
    period, heading = constant("", rows), ""
    if roles.period is not None:
        period, heading = found[roles.period].column, found[roles.period].heading
    times = parts_of_years(period.used, heading)
    if times or roles.part is None or roles.part == roles.period:
        return period, times
    beside = found[roles.part]
    alone = parts_alone(beside.column.used, beside.heading)

    def both(year: str, part: str) -> str:
        text = f"{year} {part}".strip()
        if part in alone:
            times[text] = (year_of(year), alone[part])
        return text

    return paired(period, beside.column, both), times


def _unsigned(margin: str) -> str:
    """A margin of error without the sign of both ways."""
    return re.sub(r"^\s*(±|\+\s?/\s?[-−–]|\+|[-−–])\s*", "", margin)


def _doubles(found: Sequence[Profile]) -> Flags:
    """Rows that are the same as one before in every column."""
    frame = pd.DataFrame({str(one.at): one.column.codes for one in found})
    return frame.duplicated().to_numpy(dtype=bool)


def _side(found: Sequence[Profile], roles: Roles, side: str) -> tuple[Column, Column]:
    codes = [found[at] for at in roles.codes[side]]
    names = [found[at] for at in roles.names[side]]
    plain = [one.column.renamed(partial(_bare, one.leading)) for one in names]
    empty = constant("", len(found[0].column))
    name = plain[0] if plain else empty
    if len(plain) > 1:
        name = paired(plain[0], plain[1], _with_group)
    if not codes:
        return (name, empty)
    if len(codes) == 1:
        code = codes[0].column
        # A sum of many places has a name and no code.
        is_whole = bool((code.codes >= 0).all()) or not plain
        return code if is_whole else paired(code, name, _code_or_name), name
    widths = [_width(one) for one in codes[:2]]
    code = paired(
        codes[0].column,
        codes[1].column,
        lambda one, two: one.zfill(widths[0]) + two.zfill(widths[1]) if one and two else "",
    )
    return code, name


def _bare(leading: str, text: str) -> str:
    return text.removeprefix(leading)


def _code_or_name(code: str, name: str) -> str:
    return code or (name if row_kind(name) else "")


def _with_group(name: str, group: str) -> str:
    return f"{name}, {group}" if group and name and group != name else name or group


def _system(found: Sequence[Profile], roles: Roles) -> str:
    columns = [roles.codes[side] for side in SIDES]
    if not all(len(one) == 2 for one in columns):
        return ""
    said = [" ".join(tokens(found[one[0]].heading)) + " ".join(tokens(found[one[1]].heading))
            for one in columns]  # fmt: skip
    return COUNTIES if all("state" in one and "county" in one for one in said) else ""


def _width(part: Profile) -> int:
    """Digits of one part of a code; offices drop the zeros before it."""
    most = max((len(text) for text in part.column.used if text.isdigit()), default=1)
    said = " ".join(tokens(part.heading))
    usual = 3 if "county" in said else 2 if "state" in said else most
    return max(most, usual)


def wide_meaning(asking: Asking, table: Table, roles: Roles, found: Sequence[Profile]) -> str:
    """What several columns of figures are; asked, since their headings may say nothing.

    Parameters
    ----------
    asking : Asking
        Answers, and where the question is noted.
    table : Table
        The list, whose file may tell it by its name.
    roles : Roles
        What its columns are.
    found : sequence of Profile
        Its columns.
    """
    headings = [found[at].heading for at in roles.counts]
    if any(found[at].is_meaningless for at in roles.counts):
        span = _span(table.file, len(headings))
        return asking.ask(
            "wide", AGE if span else SUM, (AGE, SUM), is_asked=True, is_needed=True,
            evidence={"columns": str(len(headings)), "file": table.file,
                      "labels": ", ".join(span[:1] + span[-1:])},
        )  # fmt: skip
    proposed = AGE if age_of(headings[0]) else PERIOD if all(map(_is_time, headings)) else SEX
    return asking.ask(
        "wide", proposed, (proposed, SUM), evidence={"labels": ", ".join(headings[:3])}
    )


def _is_time(heading: str) -> bool:
    return bool(_year(heading) or part_of(heading))


def _year(heading: str) -> str:
    """The one year or interval that a heading names."""
    return year_within(heading)[1]


def _span(name: str, count: int) -> list[str]:
    """Single ages that a file's name gives to so many columns."""
    for part in _SPAN.finditer(name):
        first, last = int(part.group(1)), int(part.group(2))
        if last - first + 1 == count:
            return [str(age) for age in range(first, last + 1)]
    return []


def _unfolded(
    moves: Moves, table: Table, roles: Roles, found: Sequence[Profile], wide: str
) -> Moves:
    count, rows = len(roles.counts), len(moves)
    headings = [found[at].heading for at in roles.counts]
    if wide == AGE:
        labels = _span(table.file, count) or [age_of(one) or one for one in headings]
    elif wide == PERIOD:
        labels = [one if part_of(one) else _year(one) or one for one in headings]
    else:
        labels = [one.strip() for one in headings]
    times = {one: part for one in labels if (part := part_of(one))} if wide == PERIOD else {}

    def again(column: Column) -> Column:
        return Column(np.tile(column.codes, count), column.texts)

    label = Column(
        np.repeat(np.arange(count, dtype=np.int32), rows), np.array(labels, dtype=object)
    )
    categories = {name: again(column) for name, column in moves.categories.items()}
    if wide in (AGE, SEX):
        categories[wide] = label
    return Moves(
        again(moves.origin), again(moves.destination),
        again(moves.origin_name), again(moves.destination_name),
        stacked([found[at].column for at in roles.counts]),
        label if wide == PERIOD else again(moves.period),
        categories,
        np.tile(moves.rows, count),
        np.tile(moves.files, count),
        moves.file_names,
        np.tile(moves.doubles, count),
        coordinates={side: again(column) for side, column in moves.coordinates.items()},
        system=moves.system,
        excess=again(moves.excess) if moves.excess else None,
        times=times if wide == PERIOD else moves.times,
    )  # fmt: skip
