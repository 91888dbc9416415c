"""The table of a shapefile: rows of fixed width behind a head that says where each column lies."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from typing import Any

from geo.files.unreadable import UnreadableFileError, said

AGAIN = said("save the shapefile again")
HEAD, FIELD, END = 32, 32, 0x0D
NUMBERS, WHOLE, TEXTS = "NF", "I+", "CDL"
BYTES = "latin-1"
"""The encoding in which every byte is a letter."""
Column = tuple[str, str, int, int]
"""Its name and kind, its place in a row and its width."""


def read_dbf(where: str, dbf: bytes, encoding: str) -> list[Mapping[str, Any]]:
    """Rows of a table.

    Parameters
    ----------
    where
        The file, for messages.
    dbf
        Its content.
    encoding
        Of its texts.

    Raises
    ------
    UnreadableFileError
        If it is damaged or not whole.
    UnicodeError
        If a text is not in the encoding.
    """
    fields, starts = _layout(where, dbf, encoding)
    return [
        {
            name: _value(kind, dbf[start + at : start + at + size], encoding)
            for name, kind, at, size in fields
        }
        for start in starts
    ]


def texts_of(where: str, dbf: bytes) -> bytes:
    """Texts of a table as they stand, a line each, but for those that may end inside a letter.

    Raises
    ------
    UnreadableFileError
        If it is damaged or not whole.
    """
    fields, starts = _layout(where, dbf, BYTES)
    cells = (
        dbf[start + at : start + at + size]
        for start in starts
        for _, kind, at, size in fields
        if kind in TEXTS
    )
    return b"\n".join(cell.rstrip(b" \0") for cell in cells if cell.isascii() or cell[-1] < 0x80)


def _layout(where: str, dbf: bytes, encoding: str) -> tuple[list[Column], range]:
    """Columns, and where each row starts."""
    if len(dbf) < HEAD:
        raise UnreadableFileError(where, said("a .dbf file that is not whole"), AGAIN)
    count, first, width = struct.unpack("<IHH", dbf[4:12])
    fields = list(_fields(where, dbf, min(first, len(dbf)), encoding))
    if not fields or sum(size for *_, size in fields) >= max(width, 1):
        raise UnreadableFileError(where, said("a .dbf file that is damaged"), AGAIN)
    if first + count * width > len(dbf):
        reason = said("a .dbf file that is not whole: {n} rows are said to be there", n=count)
        raise UnreadableFileError(where, reason, AGAIN)
    return fields, range(first, first + count * width, width)


def _fields(where: str, dbf: bytes, first: int, encoding: str) -> Iterator[Column]:
    at, place = HEAD, 1
    while at + FIELD <= first and dbf[at] != END:
        name = _decoded(dbf[at : at + 11].split(b"\0")[0], encoding).strip()
        size = dbf[at + 16]
        if not size:
            reason = said("a column {name} without a width", name=repr(name[:20]))
            raise UnreadableFileError(where, reason, AGAIN)
        yield name or f"column {(at - HEAD) // FIELD + 1}", chr(dbf[at + 11]), place, size
        place, at = place + size, at + FIELD


def _value(kind: str, written: bytes, encoding: str) -> Any:
    if kind in WHOLE:
        return struct.unpack("<i", written)[0] if len(written) == 4 else None
    if kind == "O":
        return struct.unpack("<d", written)[0] if len(written) == 8 else None
    if kind not in NUMBERS + TEXTS:
        return None  # memos stand in a file of their own
    # A text of several bytes a letter may be cut in the middle of the last one.
    text = _decoded(written.rstrip(b" \0"), encoding).strip()
    if kind in TEXTS:
        return text
    try:
        number = float(text)
    except ValueError:
        return None if text.strip("*") == "" else text
    return int(text) if text.lstrip("+-").isdigit() else number


def _decoded(written: bytes, encoding: str) -> str:
    try:
        return written.decode(encoding)
    except UnicodeDecodeError as bad:
        if bad.start >= len(written) - 3 and bad.start > 0:
            return written[: bad.start].decode(encoding)
        raise
