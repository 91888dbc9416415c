"""A column of texts as numbers of its different texts: what a million rows are worked on with."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

Kind = TypeVar("Kind", bound=np.generic)
Integers = npt.NDArray[np.integer]
Flags = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Column:
    """Texts of a column.

    Attributes
    ----------
    codes : numpy.ndarray
        Place of each row's text among the different ones, -1 for a blank.
    texts : numpy.ndarray
        The different texts, trimmed.
    """

    codes: Integers
    texts: npt.NDArray[np.object_]

    def __len__(self) -> int:
        return len(self.codes)

    @property
    def counts(self) -> Integers:
        """How many rows have each text."""
        return np.bincount(self.codes[self.codes >= 0], minlength=len(self.texts))

    @property
    def used(self) -> list[str]:
        """Texts that a row has, in their order."""
        return [str(text) for text in self.texts[self.counts > 0]]

    def at(self, row: int) -> str:
        """Text of one row, empty for a blank."""
        return str(self.texts[self.codes[row]]) if self.codes[row] >= 0 else ""

    def spread(self, values: npt.NDArray[Kind], blank: float) -> npt.NDArray[Kind]:
        """Give each row what its text has, and what blanks have."""
        longer = np.append(values, np.array([blank], dtype=values.dtype))
        return np.asarray(longer[self.codes], dtype=values.dtype)

    def kept(self, mask: Flags) -> Column:
        """The rows of a mask."""
        return Column(self.codes[mask], self.texts)

    def renamed(self, change: Callable[[str], str]) -> Column:
        """The same rows with each text changed; texts that become one are one."""
        return _merged(self.codes, [change(str(text)) for text in self.texts])


def encoded(cells: pa.ChunkedArray) -> Column:
    """Column of cells of text.

    Examples
    --------
    >>> made = encoded(pa.chunked_array([["b", None, " b ", "a"]]))
    >>> made.codes.tolist(), made.texts.tolist()
    ([0, -1, 0, 1], ['b', 'a'])
    """
    array = pa.chunked_array(cells.chunks, cells.type).combine_chunks()
    if isinstance(array, pa.ChunkedArray):  # nothing to combine, or more than one array holds
        array = array.chunk(0) if array.num_chunks else pa.array([], pa.string())
    coded = array.dictionary_encode()
    codes = pc.fill_null(coded.indices, -1).to_numpy(zero_copy_only=False).astype(np.int32)
    return _merged(codes, [str(text).strip() for text in coded.dictionary.to_pylist()])


def encoded_texts(texts: Sequence[str]) -> Column:
    """Column of texts, empty ones as blanks."""
    return _merged(np.arange(len(texts), dtype=np.int32), texts)


def _merged(codes: Integers, texts: Sequence[str]) -> Column:
    number, different = pd.factorize(np.array([*texts, ""], dtype=object))
    blank = number[-1]
    # Blank moves to -1, and what stands behind it one place down.
    number = np.where(number == blank, -1, np.where(number > blank, number - 1, number))
    kept = np.delete(np.asarray(different, dtype=object), blank)
    return Column(np.append(number[:-1], -1)[codes].astype(np.int32), kept)


def constant(text: str, rows: int) -> Column:
    """One text in every row."""
    texts = np.array([text] if text else [], dtype=object)
    return Column(np.full(rows, 0 if text else -1, dtype=np.int32), texts)


def stacked(columns: Sequence[Column]) -> Column:
    """Columns one below the other."""
    if len(columns) == 1:
        return columns[0]
    starts = np.cumsum([0, *(len(one.texts) for one in columns)])
    codes = [
        np.where(one.codes >= 0, one.codes + start, -1)
        for one, start in zip(columns, starts[:-1], strict=True)
    ]
    texts = [text for one in columns for text in one.texts]
    return _merged(np.concatenate(codes), texts)


def paired(first: Column, second: Column, join: Callable[[str, str], str]) -> Column:
    """One column of two, by the pairs of texts that occur; blank where both are.

    Examples
    --------
    >>> a, b = (encoded(pa.chunked_array([cells])) for cells in (["6", "6"], ["75", "1"]))
    >>> paired(a, b, lambda state, county: state + "/" + county).texts.tolist()
    ['6/75', '6/1']
    """
    wide = len(second.texts) + 1
    pair = (first.codes.astype(np.int64) + 1) * wide + second.codes + 1
    number, different = pd.factorize(pair)
    before, behind = np.append(first.texts, ""), np.append(second.texts, "")
    texts = [
        join(str(before[one // wide - 1]), str(behind[one % wide - 1])) if one else ""
        for one in different
    ]
    return _merged(number, texts)


def pairs_count(first: Column, second: Column) -> int:
    """How many different pairs of texts two columns hold, blanks left out."""
    both = (first.codes >= 0) & (second.codes >= 0)
    pair = first.codes[both].astype(np.int64) * len(second.texts) + second.codes[both]
    return len(pd.unique(pair))
