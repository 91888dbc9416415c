"""The files of one draft together: which sheets are read, which files belong to one another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from geo.files.grid import Foreign, Grid
from geo.intake.asking import Asking
from geo.intake.intake import Finding
from geo.intake.meaning import years_in
from geo.intake.tabled.cells import ask_direction, moves_of_matrix
from geo.intake.tabled.crossed import Matrix, matrix_of
from geo.intake.tabled.listed import asked_roles, moves_of_list, wide_meaning
from geo.intake.tabled.lookups import names_in
from geo.intake.tabled.moves import Moves, joined
from geo.intake.tabled.profiles import Profile, profiles
from geo.intake.tabled.ragged import COLUMNS, REJECTED
from geo.intake.tabled.roles import Roles, roles_of
from geo.intake.tabled.tables import BY_WORDS, Table, table_of
from geo.intake.texts import words
from geo.intake.texts.columns import constant
from geo.intake.texts.months import part_in

LIST, MATRIX = "list", "matrix"
EVERY = "every"
MOST_WIDE_OF_LIST = 60
_INFLOW = re.compile(r"in-?(flow|migration)|ankomst|tilflyt|immigra|迁入", re.IGNORECASE)
_AGES = re.compile(r"(?<!\d)\d{1,3}[-_]\d{1,3}(?!\d)")


@dataclass(frozen=True, eq=False)
class Draft:
    """What all files of one draft hold together.

    Attributes
    ----------
    moves : Moves
        Of all files that are read.
    texts : tuple of str
        Titles, notes and names of sheets.
    headings : tuple of str
        Headings of the first file.
    count : str
        Heading of its figures.
    sample : tuple of tuple of str
        Its first rows.
    findings : list of Finding
        What was told about the files.
    names : dict
        Names of codes by files beside those of the moves.
    """

    moves: Moves
    texts: tuple[str, ...]
    headings: tuple[str, ...]
    count: str
    sample: tuple[tuple[str, ...], ...]
    findings: list[Finding] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Seen:
    """One grid as a list or a matrix."""

    file: str
    grid: Grid
    table: Table | None = None
    found: tuple[Profile, ...] = ()
    roles: Roles | None = None
    matrix: Matrix | None = None

    @property
    def shape(self) -> str:
        """``list``, ``matrix``, or empty where it is no table of moves."""
        if self.matrix is not None:
            return MATRIX
        return LIST if self.roles is not None and self.roles.is_whole else ""

    @property
    def size(self) -> int:
        """Rows or cells with figures."""
        if self.matrix is not None:
            return self.matrix.size
        return len(self.table.rows) if self.table is not None else 0

    @property
    def signature(self) -> tuple[object, ...]:
        """What files that belong together have in common."""
        if self.roles is None or self.matrix is not None:
            return (MATRIX,)
        one = self.roles
        categories = tuple(sorted(one.categories.values()))
        return (LIST, len(self.found), tuple(one.codes.values()), one.counts, categories)


def seen_of(file: str, grid: Grid, shape: str, heading: str, excess: str = "") -> Seen:
    """A grid as it is understood by itself.

    Parameters
    ----------
    file : str
        Name of its file.
    grid : Grid
        As it was read.
    shape : str
        ``list`` or ``matrix`` where the reader says it, else empty.
    heading : str
        Row of the heading where the reader says it, else empty.
    excess : str, optional
        ``columns`` where the reader says that cells behind the last heading are columns.
    """
    matrix = matrix_of(grid, file) if shape != LIST else None
    if matrix is not None and not matrix.across:  # all its columns are other things than figures
        matrix = None
    if matrix is not None and (shape == MATRIX or matrix.is_sure):
        return Seen(file, grid, matrix=matrix)
    table = table_of(grid, file, heading, excess) if shape != MATRIX else None
    if table is None or table.width > MOST_WIDE_OF_LIST or not len(table.rows):
        return Seen(file, grid, table, matrix=matrix)
    found = tuple(profiles(table))
    roles = roles_of(found)
    if not roles.is_whole:
        return Seen(file, grid, table, found, roles, matrix)
    return Seen(file, grid, table, found, roles)


def drafts_of(files: Sequence[Foreign], asking: Asking) -> Draft | None:
    """Understand all files of a draft together, or None where none holds moves."""
    seen = _seen(files, asking)
    unread = [key for key in ("shape", "heading") if asking.answer(key)]
    if unread and not any(one.shape or one.found for each in seen for one in each):
        # So read, nothing is there: the reader must be able to go back.
        for key in unread:
            asking.forget(key)
        draft = drafts_of(files, asking)
        told = Finding("answer-unread", "told")
        return replace(draft, findings=[told, *draft.findings]) if draft else None
    is_lone = len(files) == 1
    chosen = []
    for file, each in zip(files, seen, strict=True):
        sheet = _sheet(file, each, asking, is_lone)
        chosen += [sheet] if sheet else []
    usable = [one for one in chosen if one.shape]
    if not usable:
        return _by_answers(chosen, asking)
    kinds = {one.signature: 0 for one in usable}
    for one in usable:
        kinds[one.signature] += one.size
    main = max(kinds, key=lambda kind: kinds[kind])
    group = [one for one in usable if one.signature == main]
    group = _files(group, asking)
    asking.ask("shape", group[0].shape, (LIST, MATRIX))
    findings = _sheets_left(files, group)
    draft = (
        _of_lists(group, asking, findings)
        if main[0] == LIST
        else _of_matrices(group, asking, findings)
    )
    if draft:
        _ask_excess(draft.moves, asking)
    others = [file for file in files if file.name not in {one.file for one in group}]
    return _with_others(draft, others, {one.file for one in usable}) if draft and others else draft


def _seen(files: Sequence[Foreign], asking: Asking) -> list[list[Seen]]:
    """Every grid of every file as it is understood by itself."""
    shape, heading, excess = (asking.answer(key) for key in ("shape", "heading", "excess"))

    def every(heading: str) -> list[list[Seen]]:
        return [
            [seen_of(file.name, grid, shape, heading, excess) for grid in file.grids]
            for file in files
        ]

    seen = every(heading)
    if heading or any(one.shape or one.roles for each in seen for one in each):
        return seen
    # No row has a figure: the heading may tell which column should, so that each row is told.
    return every(BY_WORDS)


def _with_others(draft: Draft, others: Sequence[Foreign], of_moves: set[str]) -> Draft:
    """A draft with what files beside it say: names of codes, or nothing."""
    codes = {*draft.moves.origin.used, *draft.moves.destination.used}
    names, used = names_in((one for one in others if one.name not in of_moves), codes)
    left = [file.name for file in others if file.name not in used]
    told = [
        Finding(kind, "told", len(texts), texts=tuple(texts[:10]))
        for kind, texts in (("names-from-file", used), ("file-left-out", left))
        if texts
    ]
    return replace(draft, findings=[*draft.findings, *told], names=names)


def _ask_excess(moves: Moves, asking: Asking) -> None:
    """Ask of rows with more cells than the heading; they are rejected without an answer."""
    if moves.excess is None and asking.answer("excess") != COLUMNS:
        return
    rows = len({*moves.rows[moves.excess.codes >= 0].tolist()}) if moves.excess else 0
    asking.ask(
        "excess", REJECTED, (REJECTED, COLUMNS), is_asked=True,
        evidence={"count": str(rows) if rows else ""},
    )  # fmt: skip


def _sheet(file: Foreign, seen: Sequence[Seen], asking: Asking, is_lone: bool) -> Seen | None:
    """The sheet of a file that is read: the one that the reader chose, else the fullest."""
    usable = [one for one in seen if one.shape]
    if not usable:
        return seen[0] if seen else None
    most = max(one.size for one in usable)
    # A table of moves in and one of moves out are about as long; those in are read.
    best = max(
        usable,
        key=lambda one: (
            one.grid.traits.get("hidden") != "yes",
            one.size > 0.6 * most,
            bool(_INFLOW.search(one.grid.name)),
            one.size,
        ),
    )
    if len(file.grids) > 1:
        key = "sheet" if is_lone else f"sheet:{file.name}"
        names = [one.grid.name for one in seen]
        name = asking.ask(
            key, best.grid.name, names, is_asked=len(usable) > 1,
            evidence={"rows": str(best.size), "usable": ", ".join(one.grid.name for one in usable)},
        )  # fmt: skip
        best = next(one for one in seen if one.grid.name == name)
    return best


def _sheets_left(files: Sequence[Foreign], group: Sequence[Seen]) -> list[Finding]:
    read = {(one.file, one.grid.name) for one in group}
    left = [
        grid
        for file in files
        if file.name in {name for name, _ in read}
        for grid in file.grids
        if (file.name, grid.name) not in read
    ]
    made = []
    for kind, is_hidden in (("sheet-left-out", False), ("hidden-left-out", True)):
        names = [one.name for one in left if (one.traits.get("hidden") == "yes") == is_hidden]
        if names:
            made.append(Finding(kind, "told", len(names), texts=tuple(names[:10])))
    parts = [f"{name}: {why}" for file in files for name, why in file.left_out]
    if parts:
        made.append(Finding("part-left-out", "told", len(parts), texts=tuple(parts[:10])))
    return made


def _files(group: list[Seen], asking: Asking) -> list[Seen]:
    """Files that are read together; a part is not added to its whole."""
    if len(group) < 2:
        return group
    sexes = [_sex_in(one.file) for one in group]
    wholes = [one.file for one, sex in zip(group, sexes, strict=True) if sex in words.EVERYONE]
    is_part = bool(wholes) and any(sex in words.MEN | words.WOMEN for sex in sexes)
    answer = asking.ask(
        "files", wholes[0] if is_part else EVERY, (EVERY, *(one.file for one in group)),
        is_asked=is_part, evidence={"count": str(len(group))},
    )  # fmt: skip
    return group if answer == EVERY else [one for one in group if one.file == answer]


def _sex_in(name: str) -> str:
    said = [*words.tokens(name.rpartition(".")[0])]
    known = words.MEN | words.WOMEN | words.EVERYONE
    return next((word for word in said if word in known), "")


def _by_answers(chosen: Sequence[Seen], asking: Asking) -> Draft | None:
    """A list whose columns say nothing, by the columns that the reader names."""
    asking.ask("shape", asking.answer("shape"), (LIST, MATRIX))
    tables = [one for one in chosen if one.roles is not None and one.found]
    return _of_lists(tables[:1], asking, []) if tables else None


def _of_lists(group: Sequence[Seen], asking: Asking, findings: list[Finding]) -> Draft | None:
    first = group[0]
    assert first.table is not None  # noqa: S101 - a list has a table
    assert first.roles is not None  # noqa: S101
    _ask_heading(first.table, asking)
    roles = asked_roles(asking, first.roles, first.found)
    if not roles.is_whole:
        return None
    wide = wide_meaning(asking, first.table, roles, first.found) if len(roles.counts) > 1 else ""
    parts = [
        _with_file(moves_of_list(one.table, roles, one.found, wide), one.file, group)
        for one in group
        if one.table is not None
    ]
    damaged = [one.file for one in group if one.table is not None and one.table.damaged]
    if damaged:
        findings = [
            *findings, Finding("heading-was-data", "told", len(damaged), texts=tuple(damaged[:10]))
        ]  # fmt: skip
    headings = first.table.headings
    unread = [headings[one.at] for one in first.found
              if one.at not in roles.used and one.column.used]  # fmt: skip
    if unread:
        findings = [
            *findings, Finding("columns-left-out", "told", len(unread), texts=tuple(unread[:10]))
        ]  # fmt: skip
    return Draft(
        joined(parts), _texts(group), tuple(headings), headings[roles.counts[0]],
        first.table.sample(), findings,
    )  # fmt: skip


def _ask_heading(table: Table, asking: Asking) -> None:
    first = int(table.rows[0]) if len(table.rows) else 0
    proposed = str(first - 1) if table.storeys and first > 1 else "none"
    if table.storeys and first <= 1:  # declared apart from the rows
        return
    asking.ask("heading", asking.answer("heading") or proposed, is_asked=table.damaged)


def _of_matrices(group: Sequence[Seen], asking: Asking, findings: list[Finding]) -> Draft:
    first = group[0].matrix
    assert first is not None  # noqa: S101 - a matrix is one
    side = ask_direction(asking, first)
    parts = [
        _with_file(moves_of_matrix(one.matrix, side, asking), one.file, group)
        for one in group
        if one.matrix is not None
    ]
    return Draft(joined(parts), _texts(group), first.headings, "", first.sample, findings)


def _texts(group: Sequence[Seen]) -> tuple[str, ...]:
    made: dict[str, None] = {}
    for one in group:
        around = one.table or one.matrix
        if around is not None:
            made.update(dict.fromkeys((*around.titles, *around.notes)))
        if one.grid.name:
            made.setdefault(one.grid.name)
    return tuple(made)


def _with_file(moves: Moves, file: str, group: Sequence[Seen]) -> Moves:
    """Moves with what only the name of their file tells: sex, ages, year."""
    rows = len(moves)
    stem = file.rpartition(".")[0] or file
    categories = dict(moves.categories)
    others = [one.file for one in group if one.file != file]
    sex = _sex_in(file)
    if sex and "sex" not in categories and any(_sex_in(name) != sex for name in others):
        categories["sex"] = constant(sex, rows)
    ages = _AGES.search(stem)
    if ages and "age" not in categories and len(others) > 0:
        categories["age"] = constant(ages.group(0).replace("_", "-"), rows)
    period = moves.period
    years = years_in(stem)
    # Of one file the reader is asked for its period; of several each has its own.
    if years and not period.used and any(years_in(name) != years for name in others):
        period = constant(years[0], rows)
    times = moves.times
    month, months = part_in(stem), [part_in(name.rpartition(".")[0]) for name in others]
    # Of files that name a month each, these are the times, so that nobody adds them in silence.
    if month and not moves.period.used and all(months) and any(one != month for one in months):
        period, times = constant(month[0], rows), dict([month])
    return replace(moves, categories=categories, period=period, times=times)
