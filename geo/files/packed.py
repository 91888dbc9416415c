"""Packed files: sizes are read from the directory before anything is unpacked."""

from __future__ import annotations

import gzip
import io
import lzma
import struct
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import PurePosixPath

from geo.files.unreadable import MOST_BYTES, THE_FILE, UnreadableFileError, said

PLAIN_BOOK = said("send a plain workbook")
DOCUMENT_TYPE = said("it declares a document type")


@dataclass(frozen=True)
class Sizes:
    """What a packed file may unpack to: parts, bytes, and times its own size."""

    members: int
    unpacked: int
    ratio: int


WORKBOOK = Sizes(members=2_000, unpacked=600_000_000, ratio=200)
ENCRYPTED = 0x1
"""The bit of a part that has a password."""
_HEAD = 4_096
BROKEN = (
    zipfile.BadZipFile, zlib.error, LookupError, ValueError, OSError, RuntimeError,
    NotImplementedError, EOFError, struct.error, lzma.LZMAError,
)  # fmt: skip
"""What unpacking a damaged file raises."""


def check_archive(content: bytes, most: Sizes = WORKBOOK) -> None:
    """Refuse a packed file that grows beyond measure, or whose markup declares a document type.

    Raises
    ------
    UnreadableFileError
        With the limits, or the part that declares it.
    zipfile.BadZipFile
        When it cannot be unpacked.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = archive.infolist()
        unpacked = sum(one.file_size for one in members)
        packed = max(1, sum(one.compress_size for one in members))
        fits = len(members) <= most.members and unpacked <= most.unpacked
        if not fits or unpacked > most.ratio * packed:
            reason = said(
                "it unpacks to more than is allowed ({parts} parts, {bytes} bytes, {times} times)",
                parts=most.members, bytes=most.unpacked, times=most.ratio,
            )  # fmt: skip
            raise UnreadableFileError(THE_FILE, reason, PLAIN_BOOK)
        for one in members:
            if one.flag_bits & ENCRYPTED:
                continue  # it has a password, which is told
            with archive.open(one) as part:
                if b"<!DOCTYPE" in part.read(_HEAD).upper():
                    raise UnreadableFileError(one.filename[:80], DOCUMENT_TYPE, PLAIN_BOOK)


def unpacked(content: bytes) -> bytes:
    r"""What a gzip file holds, within the limits.

    Raises
    ------
    UnreadableFileError
        When it is damaged or unpacks to too much.

    Examples
    --------
    >>> import gzip
    >>> unpacked(gzip.compress(b"a,b\n1,2\n"))
    b'a,b\n1,2\n'
    """
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(content)) as stream:
            found = stream.read(MOST_BYTES + 1)
    except BROKEN:
        reason = said("a packed file (gzip) that is damaged or not whole")
        raise UnreadableFileError(THE_FILE, reason, said("pack or save it again")) from None
    _check_bytes(found)
    return found


def only_member(content: bytes) -> tuple[str, bytes]:
    """Name and content of the one file that a packed file holds.

    Raises
    ------
    UnreadableFileError
        When it holds none or several, with their names, or unpacks to too much.
    zipfile.BadZipFile
        When it cannot be unpacked.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files = [one for one in archive.infolist() if not one.is_dir() and is_meant(one.filename)]
        if len(files) != 1:
            names = ", ".join(PurePosixPath(one.filename).name[:40] for one in files[:5])
            reason = (
                said(
                    "a packed file of {n} files ({names}), and no project of this page",
                    n=len(files),
                    names=names,
                )
                if names
                else said("a packed file of folders alone")
            )
            remedy = said("unpack it and choose the table in it, or choose a saved project")
            raise UnreadableFileError(THE_FILE, reason, remedy)
        (one,) = files
        with archive.open(one) as part:
            found = part.read(MOST_BYTES + 1)
        _check_bytes(found)
        return PurePosixPath(one.filename).name[:40], found


def is_meant(name: str) -> bool:
    """Whether a member is what somebody packed, not what a system put beside it.

    Examples
    --------
    >>> is_meant("moves/moves.csv"), is_meant("moves/.DS_Store"), is_meant("__MACOSX/._moves.csv")
    (True, False, False)
    """
    path = PurePosixPath(name)
    is_hidden = path.name.startswith(".") or path.name == "Thumbs.db"
    return "__MACOSX" not in path.parts and not is_hidden


def _check_bytes(found: bytes) -> None:
    if len(found) > MOST_BYTES:
        reason = said("it unpacks to more than {most} bytes", most=MOST_BYTES)
        raise UnreadableFileError(THE_FILE, reason, said("send fewer rows"))
