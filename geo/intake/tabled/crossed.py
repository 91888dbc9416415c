"""A matrix in a grid: the row of the names across, the column of those down, what is between."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from geo.files.grid import Grid
from geo.intake.tabled.tables import is_number, rows_of
from geo.intake.texts import words
from geo.intake.texts.columns import Column, Flags, Integers, encoded
from geo.intake.texts.figures import is_mark
from geo.intake.texts.words import ORIGIN, folded, side_of

MOST_ROWS, MOST_CELLS = 30_000, 40_000_000
HEADS_WITHIN, LABELS_WITHIN = 20, 5
LEAST_SHARE = 0.5
LONGEST_NAME = 60
_YEAR = re.compile(r"(1[89]|20)\d\d")
_FOOTNOTE = re.compile(r"(?<=[a-z)])[\d*†‡]+$")
BLANK, NUMBER, MARK, TEXT = range(4)


@dataclass(frozen=True, eq=False)
class Matrix:
    """Where everything stands in a grid that is a matrix.

    Attributes
    ----------
    file : str
        Name of its file.
    grid : Grid
        As it was read.
    columns : tuple of Column
        Its columns.
    labels : int
        Column of the names down.
    names : int or None
        Column of the names beside codes.
    across : mapping
        Name of each column of figures by its place.
    across_names : mapping
        Name of the code across, where the heads are codes.
    groups : mapping
        What stands above a column of figures and others.
    margins : mapping
        Column of the margin of error by the column of its figure.
    data : numpy.ndarray
        Places of the rows of figures.
    period : int or None
        Column of the year.
    categories : mapping
        Columns of categories by name.
    rows_side : str
        Side that the names down are, empty where nothing says it.
    said : tuple of str
        What says so.
    is_sure : bool
        Whether names stand both down and across.
    titles, notes : tuple of str
        Texts above and below.
    """

    file: str
    grid: Grid
    columns: tuple[Column, ...]
    labels: int
    names: int | None
    across: dict[int, str]
    across_names: dict[str, str]
    groups: dict[int, str]
    margins: dict[int, int]
    data: Integers
    period: int | None = None
    categories: dict[str, int] = field(default_factory=dict)
    rows_side: str = ""
    said: tuple[str, ...] = ()
    is_sure: bool = False
    titles: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        """Cells of figures."""
        return len(self.data) * len(self.across)

    @property
    def headings(self) -> tuple[str, ...]:
        """Heads of the columns and what stands around them."""
        return (*self.said, *dict.fromkeys(self.groups.values()))

    @property
    def sample(self) -> tuple[tuple[str, ...], ...]:
        """First rows as they stand."""
        first = max(int(self.data[0]) - 2, 0) if len(self.data) else 0
        rows = [row[:12] for row in rows_of(self.grid.cells, first, 10)]
        return tuple(map(tuple, rows if first else [[*self.grid.headings][:12], *rows]))


def bare(text: str) -> str:
    """Name as the two sides of a matrix are compared: folded, without the sign of a footnote.

    Examples
    --------
    >>> bare("Foreign Country3 "), bare("E12000001")
    ('foreign country', 'e12000001')
    """
    plain = folded(text)
    return _FOOTNOTE.sub("", plain) if " " in plain or plain.isalpha() or len(plain) > 9 else plain


def longer(heads: Iterable[str], labels: Iterable[str]) -> dict[str, str]:
    """Heads that are the beginning of one label alone, with this label, and the other way round.

    Examples
    --------
    >>> longer(["北京", "elm", "north"], ["北京市", "elm county", "north ash", "north oak"])
    {'北京': '北京市', 'elm': 'elm county'}
    """
    known = {*labels}
    beginnings: dict[str, list[str]] = {}
    for label in dict.fromkeys(labels):
        for start in _starts(label):
            beginnings.setdefault(start, []).append(label)
    made = {}
    for head in dict.fromkeys(heads):
        found = [*beginnings.get(head, ()), *(one for one in _starts(head) if one in known)]
        if len(found) == 1 and head not in known:
            made[head] = found[0]
    return made


def _starts(text: str) -> list[str]:
    """Beginnings that may be the name in short: whole words, or two ideographs or more."""
    if len(text) > LONGEST_NAME:
        return []
    if words.is_ideographic(text):
        return [text[:end] for end in range(2, len(text))]
    return [text[: found.start()] for found in re.finditer(" ", text)]


@dataclass(frozen=True, eq=False)
class _Sheet:
    """A grid by rows, with what each cell is."""

    rows: list[list[str]]
    kinds: np.ndarray  # rows × columns
    columns: tuple[Column, ...]


def matrix_of(grid: Grid, file: str) -> Matrix | None:
    """The matrix of a grid, or None where there is none.

    Examples
    --------
    >>> import pyarrow as pa
    >>> cells = {"c0": ["To", "Elm", "Ash"], "c1": ["Elm", None, "5"], "c2": ["Ash", "7", "-"]}
    >>> made = matrix_of(Grid("", pa.table(cells)), "moves.csv")
    >>> made.across, made.data.tolist(), made.rows_side, made.is_sure
    ({1: 'Elm', 2: 'Ash'}, [1, 2], 'destination', True)
    """
    cells = grid.cells
    if cells.num_columns < 3 or not 0 < cells.num_rows <= MOST_ROWS:
        return None
    if cells.num_rows * cells.num_columns > MOST_CELLS:
        return None
    sheet = _sheet(grid)
    found = _best_pair(sheet)
    if found is None:
        return None
    head, labels, is_sure = found
    data = _data_rows(sheet, head, labels)
    if not len(data):
        return None
    return _described(grid, file, sheet, head, labels, data, is_sure)


def _sheet(grid: Grid) -> _Sheet:
    """The grid with its declared headings as a first row, so that both kinds are one."""
    columns = tuple(encoded(column) for column in grid.cells.itercolumns())
    kinds, rows = [], []
    for at, column in enumerate(columns):
        each = [
            NUMBER if is_number(text) else MARK if is_mark(text) else TEXT
            for text in map(str, column.texts)
        ]
        kind = column.spread(np.array(each, dtype=np.int8), BLANK)
        texts = np.append(column.texts, "")[column.codes]
        if grid.headings:
            heading = grid.headings[at]
            texts = np.insert(texts, 0, heading)
            kind = np.insert(kind, 0, NUMBER if is_number(heading) else TEXT)
        kinds.append(kind)
        rows.append(texts)
    return _Sheet(np.array(rows, dtype=object).T.tolist(), np.array(kinds).T, columns)


def _best_pair(sheet: _Sheet) -> tuple[int, int, bool] | None:
    """Row and column that name the same places, and whether they surely do."""
    width = len(sheet.rows[0])
    best: tuple[int, int, int] = (0, 0, 0)
    for labels in range(min(LABELS_WITHIN, width - 1)):
        texts = [bare(row[labels]) for row in sheet.rows]
        for head in range(min(HEADS_WITHIN, len(sheet.rows) - 1)):
            below = {text for text in texts[head + 1 :] if text}
            across = [bare(text) for text in sheet.rows[head][labels + 1 :] if text]
            both = {*across} & below
            if len(both) < LEAST_SHARE * len({*across}):
                both |= {*longer({*across}, below)}
            if len(both) < 2 or len(both) <= best[0]:
                continue
            if len(both) < LEAST_SHARE * min(len(below), len({*across})):
                continue
            if not _may_be_head(sheet, head, labels, texts):
                continue
            best = (len(both), head, labels)
    if best[0]:
        return best[1], best[2], True
    return _lone_pair(sheet)


def _may_be_head(sheet: _Sheet, head: int, labels: int, texts: Sequence[str]) -> bool:
    """Whether a row can be that of the names: figures only where the names down are such too."""
    kinds = sheet.kinds[head, labels + 1 :]
    if not (kinds == NUMBER).any():
        return True
    below = [text for text in texts[head + 1 :] if text]
    filled = [text for text in sheet.rows[head][labels + 1 :] if text]
    return len({*below}) == len(below) and len({*filled}) == len(filled)


def _lone_pair(sheet: _Sheet) -> tuple[int, int, bool] | None:
    """A first column of different names beside columns of figures with heads, the weaker case."""
    for head in range(min(HEADS_WITHIN, len(sheet.rows) - 1)):
        heads = sheet.rows[head][1:]
        kinds = sheet.kinds[head + 1 :]
        labels = [row[0] for row in sheet.rows[head + 1 :] if row[0]]
        figures = (kinds[:, 1:] == NUMBER) | (kinds[:, 1:] == MARK)
        are_figures = figures.sum() >= 0.8 * max((kinds[:, 1:] != BLANK).sum(), 1)
        named = [text for text in heads if text]
        is_head = len(named) == len(heads) >= 2 and not any(map(is_number, named))
        said = any(words.is_about(text, words.PERSONS | words.NOT_PERSONS) for text in named)
        if is_head and are_figures and not said and len({*labels}) == len(labels) >= 2:
            return head, 0, False
    return None


def _data_rows(sheet: _Sheet, head: int, labels: int) -> Integers:
    """Rows below the heads that hold figures and hardly any text."""
    kinds = sheet.kinds[:, labels + 1 :]
    figures = ((kinds == NUMBER) | (kinds == MARK)).sum(axis=1)
    known = {bare(row[labels]) for row in sheet.rows[head : head + 1]}
    # Columns of names that are repeated hold text in every row, and count for nothing.
    usual = _text_columns(sheet, head, labels)
    texts = ((kinds == TEXT) & ~usual).sum(axis=1)
    found = [
        at
        for at in range(head + 1, len(sheet.rows))
        if sheet.rows[at][labels]
        and figures[at]
        and texts[at] <= 0.25 * (figures[at] + texts[at])
        and bare(sheet.rows[at][labels]) not in known
    ]
    return np.array(found, dtype=np.int64)


def _text_columns(sheet: _Sheet, head: int, labels: int) -> Flags:
    kinds = sheet.kinds[head + 1 :, labels + 1 :]
    texts = (kinds == TEXT).sum(axis=0)
    figures = ((kinds == NUMBER) | (kinds == MARK)).sum(axis=0)
    return np.asarray(texts > figures, dtype=bool)


def _described(
    grid: Grid, file: str, sheet: _Sheet, head: int, labels: int, data: Integers, is_sure: bool
) -> Matrix:
    first = int(data[0])
    top = _top_of_heads(sheet, head)
    storeys = sheet.rows[top:first]
    figures = _figure_columns(sheet, labels, data)
    period, categories = _others(sheet, labels, data, head, figures)
    figures = [at for at in figures if at != period]
    across, groups, margins = _across(sheet, head, top, first, labels, data, figures)
    names = _names_column(sheet, labels, data)
    across_names = _names_across(storeys, head - top, across) if names is not None else {}
    last = int(data[-1])
    shift = 1 if grid.headings else 0
    corner = [text for row in storeys for text in row[: min(figures, default=1)] if text]
    side, said = _rows_side(corner, groups.values(), storeys, across)
    return Matrix(
        file, grid, sheet.columns, labels, names, across, across_names, groups, margins,
        data - shift, period, categories, side, said, is_sure,
        _texts(sheet.rows[:top]),
        _texts(sheet.rows[last + 1 :]),
    )  # fmt: skip


def _top_of_heads(sheet: _Sheet, head: int) -> int:
    """Uppermost row of the heading: those above with several texts, up to a title or a gap."""
    top = head
    while top > 0 and len({text for text in sheet.rows[top - 1] if text}) >= 2:
        top -= 1
    return top


def _texts(rows: Iterable[Sequence[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for row in rows for text in row if text))


def _figure_columns(sheet: _Sheet, labels: int, data: Integers) -> list[int]:
    kinds = sheet.kinds[data]
    figures = ((kinds == NUMBER) | (kinds == MARK)).sum(axis=0)
    texts = (kinds == TEXT).sum(axis=0)
    return [
        at
        for at in range(kinds.shape[1])
        if at != labels and figures[at] and figures[at] >= texts[at]
    ]


def _others(
    sheet: _Sheet, labels: int, data: Integers, head: int, figures: Sequence[int]
) -> tuple[int | None, dict[str, int]]:
    """Column of the year and columns of categories, left of the figures."""
    period: int | None = None
    categories: dict[str, int] = {}
    for at in range(min(max(labels + 3, 3), len(sheet.rows[0]))):
        texts = {sheet.rows[row][at] for row in data} - {""}
        said = {*words.tokens(sheet.rows[head][at])}
        are_years = bool(texts) and all(_YEAR.search(text) for text in texts)
        if at != labels and are_years and (said & words.YEAR or len(texts) < len(data)):
            period = at if period is None else period
        elif at != labels and at not in figures and said & (words.SEX | words.AGE):
            categories["sex" if said & words.SEX else "age"] = at
    return period, categories


def _names_column(sheet: _Sheet, labels: int, data: Integers) -> int | None:
    """Column of the names beside a column of codes."""
    codes = [sheet.rows[at][labels] for at in data]
    if not sum(any(sign.isdigit() for sign in code) for code in codes) > 0.8 * len(codes):
        return None
    for at in range(min(LABELS_WITHIN, len(sheet.rows[0]))):
        texts = [sheet.rows[row][at] for row in data]
        are_words = sum(any(sign.isalpha() for sign in text) for text in texts) > 0.8 * len(texts)
        if at != labels and are_words and len({*texts}) >= 0.9 * len({*codes}):
            return at
    return None


def _across(
    sheet: _Sheet,
    head: int,
    top: int,
    first: int,
    labels: int,
    data: Integers,
    figures: Sequence[int],
) -> tuple[dict[int, str], dict[int, str], dict[int, int]]:
    """Names of the columns of figures, what stands above them, and their margins of error."""
    below = [sheet.rows[at] for at in range(head + 1, first)]
    known = {bare(sheet.rows[at][labels]): sheet.rows[at][labels] for at in data}
    heads = {bare(sheet.rows[head][at]) for at in figures}
    short = longer(heads, known) if len(heads & {*known}) < LEAST_SHARE * len(heads) else {}
    across: dict[int, str] = {}
    groups: dict[int, str] = {}
    margins: dict[int, int] = {}
    last = -1
    for at in figures:
        measure = next((folded(row[at]) for row in below if row[at]), "")
        if measure in words.MARGIN:
            margins |= {last: at} if last >= 0 else {}
            continue
        if words.is_about(measure, ("percent", "%", "rate", "share")):
            continue
        name = sheet.rows[head][at]
        upper = [row[at] for row in sheet.rows[top:head] if row[at]]
        joined = " ".join((*upper[-1:], name))
        if bare(name) not in known and bare(joined) in known:
            name = joined
        elif bare(name) in short:
            name = known[short[bare(name)]]
        elif upper and upper[-1] != name:
            groups[at] = upper[-1]
        name = name or (upper[-1] if upper else "")
        if at in groups and words.row_kind(name) == "total":
            name = f"{groups[at]} {name}"  # of what it is the total
        if name:
            across[at] = name
            last = at
    return across, groups, margins


def _names_across(
    storeys: Sequence[Sequence[str]], head: int, across: dict[int, str]
) -> dict[str, str]:
    """Names above codes; what stands above several columns is none."""
    made: dict[str, str] = {}
    for at, code in across.items():
        parts = []
        for storey in storeys[:head]:
            text = storey[at]
            if text and Counter(storey)[text] == 1 and not side_of(text):
                parts.append(text)
        if parts:
            made[code] = " ".join(parts)
    return made


def _rows_side(
    corner: Sequence[str],
    groups: Iterable[str],
    storeys: Sequence[Sequence[str]],
    across: dict[int, str],
) -> tuple[str, tuple[str, ...]]:
    """Side of the names down, and the words that say it."""
    down, beside = Counter[str](), Counter[str]()
    said: dict[str, None] = {}
    for text in corner:
        side = side_of(text)
        if side:
            # An arrow to the right speaks of the heads, whose corner this is too.
            (beside if re.search(r"[>→]", text) else down)[side] += 1
            said.setdefault(text)
    heads = [text for storey in storeys for at, text in enumerate(storey) if at in across]
    for text in {*groups, *(one for one in heads if one not in {*across.values()})}:
        side = side_of(text)
        if side:
            beside[side] += 1
            said.setdefault(text)
    other = {ORIGIN: words.DESTINATION, words.DESTINATION: ORIGIN}
    votes = Counter(down)
    votes.update({other[side]: count for side, count in beside.items()})
    if len(votes) == 1 or (votes and votes.most_common(2)[0][1] > votes.most_common(2)[1][1]):
        return votes.most_common(1)[0][0], tuple(said)
    return "", tuple(said)
