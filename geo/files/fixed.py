"""Lines of a text whose columns stand at fixed places, as printers and old systems wrote them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

Span = tuple[int, int]
LEAST_LINES, LEAST_SPANS, SAMPLE_LINES = 3, 3, 20_000
TOLERANCES = (0.005, 0.02, 0.1)
"""Shares of lines that may break a gap between columns, such as titles; the first that parts."""
MOST_LEVELS, LEAST_OF_LEVEL = 5, 0.002
_LINE_WIDTH = 4_000
_START = re.compile(r"\S")
_TOKEN = re.compile(r"\S+(?: \S+)*")
"""Words with but one blank between them."""
_NUMBER = re.compile(r"[\s\d.,%+-]*\d[\s\d.,%+-]*")


@dataclass(frozen=True)
class Places:
    """Where columns stand.

    Attributes
    ----------
    spans : tuple
        Start and end of each column that all lines share, the first one apart from levels.
    levels : mapping
        Columns of codes and then of texts within the first span, by the indent of a line, where
        indents tell a heading from its rows; else empty.
    """

    spans: tuple[Span, ...]
    levels: Mapping[int, tuple[tuple[Span, ...], tuple[Span, ...]]] = field(default_factory=dict)

    @property
    def heads(self) -> int:
        """Columns at the front that hold codes of a line's own indent, outer ones first."""
        return sum(bool(codes) for codes, _ in self.levels.values())


def places_of(lines: Sequence[str]) -> Places | None:
    """Places of the columns, where nearly all lines are blank between them; None without figures.

    Examples
    --------
    >>> places_of(["01 Avon     12", "02 Bath      7", "03 Castle  105"]).spans
    ((0, 2), (3, 9), (11, 14))
    >>> places_of(["06 001  All  9", "  06 013 A   4", "  06 085 B   5"]).levels
    {0: (((0, 2), (3, 6)), ((8, 11),)), 2: (((2, 4), (5, 8)), ((9, 10),))}
    """
    filled = [line.rstrip() for line in lines if line.strip()]
    filled = filled[:: max(1, len(filled) // SAMPLE_LINES)]
    if len(filled) < LEAST_LINES or max(map(len, filled)) > _LINE_WIDTH:
        return None
    levels = _levels(filled)
    for share in TOLERANCES:
        spans = _spans(filled, share)
        if len(spans) + bool(levels) >= LEAST_SPANS and any(
            _is_number(filled, span) for span in spans[1:]
        ):
            return Places(tuple(spans), _within(levels, spans[0]))
    return None


def _spans(lines: Sequence[str], share: float) -> list[Span]:
    """Runs of places where more than a share of the lines have a sign."""
    marks: Counter[int] = Counter()
    for line in lines:
        marks.update(at for at, sign in enumerate(line) if sign not in " \t")
    used = [at for at in sorted(marks) if marks[at] > share * len(lines)]
    if not used:
        return []
    breaks = [(before, after) for before, after in pairwise(used) if after > before + 1]
    starts = [used[0], *(after for _, after in breaks)]
    ends = [*(before for before, _ in breaks), used[-1]]
    return [(start, end + 1) for start, end in zip(starts, ends, strict=True)]


def _is_number(lines: Sequence[str], span: Span) -> bool:
    cells = [cell for line in lines if (cell := line[span[0] : span[1]].strip())]
    figures = sum(bool(_NUMBER.fullmatch(cell)) for cell in cells)
    return figures * 2 > len(lines)


def _levels(lines: Sequence[str]) -> dict[int, list[str]]:
    """Lines by their indent, where a few indents are usual and begin with codes and names.

    Numbers that are set to the right start at many places too, but end at one.
    """
    by_indent: dict[int, list[str]] = {}
    for line in lines:
        by_indent.setdefault(len(line) - len(line.lstrip()), []).append(line)
    least = max(1, LEAST_OF_LEVEL * len(lines))
    usual = {at: found for at, found in sorted(by_indent.items()) if len(found) >= least}
    ends = {at + len(line.split()[0]) for at, found in usual.items() for line in found}
    return usual if 1 < len(usual) <= MOST_LEVELS and len(ends) > 1 else {}


def _within(
    levels: Mapping[int, list[str]], first: Span
) -> dict[int, tuple[tuple[Span, ...], tuple[Span, ...]]]:
    """Columns of codes and of texts of each level before the end of the first span."""
    found = {}
    for at, lines in levels.items():
        cut = [line[: first[1]] for line in lines]
        spans = _spans(cut, TOLERANCES[0])
        codes = spans[
            : next((n for n, one in enumerate(spans) if not _is_number(cut, one)), len(spans))
        ]
        texts = spans[len(codes) : len(codes) + 1]
        for span in spans[len(codes) + 1 :]:
            # One blank between words is part of a name, as every line of a kind may say.
            if span[0] == texts[-1][1] + 1:
                texts[-1] = (texts[-1][0], span[1])
            else:
                texts.append(span)
        found[at] = (tuple(codes), tuple(texts))
    return found


def cells_of(lines: Sequence[str], places: Places | None) -> list[list[str]]:
    """Cells of each line; a line that breaks the columns, as a title does, is one cell.

    Where indents part headings from rows, each indent has a column of its own for the code that its
    lines begin with, parts joined at their full width, so that a heading can be drawn down to its
    rows; they share the columns of texts.

    Examples
    --------
    >>> lines = ["06 001  All  9", "  06 013 A   4", "  06 085 B   5"]
    >>> cells_of(lines, places_of(lines))[:2]
    [['06001', '', 'All', '9'], ['', '06013', 'A', '4']]
    """
    if places is None:
        return [[line.strip()] for line in lines]
    return [_cells(line, places) for line in lines]


def _cells(line: str, places: Places) -> list[str]:
    spans = _reached(line, places.spans)
    heads = places.heads
    if spans is None:
        return [*[""] * heads, line.strip()]
    rest = [line[start:end].strip() for start, end in spans[1:]]
    if not places.levels:
        return [line[: spans[0][1]].strip(), *rest]
    found = _START.search(line)
    indent = found.start() if found else -1
    codes: list[str] = []
    texts = [""] * max(len(own) for _, own in places.levels.values())
    if indent >= 0 and indent not in places.levels:
        return [*[""] * heads, line[: spans[0][1]].strip(), *texts[1:], *rest]
    for at, (numbers, words) in places.levels.items():
        own = [*numbers, *words]
        # Lines of an indent beyond the first span have nothing within it.
        ends = [*(start for start, _ in own[1:]), spans[0][1]] if own else []
        cells = [line[start:end].strip() for (start, _), end in zip(own, ends, strict=True)]
        if numbers:
            codes.append(_code(cells, numbers) if at == indent else "")
        if at == indent:
            texts[: len(words)] = cells[len(numbers) :]
    return [*codes, *texts, *rest]


def _reached(line: str, spans: Sequence[Span]) -> list[Span] | None:
    """Columns of one line, wider where a cell of it is; None where a text lies over several."""
    made = [*spans[:-1], (spans[-1][0], max(spans[-1][1], len(line)))]
    if not any(line[before[1] : after[0]].strip() for before, after in pairwise(spans)):
        return made
    for token in _TOKEN.finditer(line):
        over = [
            at
            for at, (start, end) in enumerate(made)
            if start < token.end() and token.start() < end
        ]
        if len(over) != 1:
            return None
        start, end = made[over[0]]
        made[over[0]] = (min(start, token.start()), max(end, token.end()))
    return made


def _code(cells: Sequence[str], spans: Sequence[Span]) -> str:
    """Parts of a code in one, each as wide as its column."""
    parts = [cell.zfill(end - start) for cell, (start, end) in zip(cells, spans, strict=False)]
    return "".join(parts) if any(cells[: len(spans)]) else ""
