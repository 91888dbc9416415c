"""Kinds of files, known by what they hold and named truly, whatever a name ends with."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass

from geo.files.packed import ENCRYPTED
from geo.files.unreadable import THE_FILE, Said, UnreadableFileError, said

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
GZIP, PARQUET = b"\x1f\x8b", b"PAR1"
TEXT, XLSX, XLS, ODS, COLUMNS, PACKED, ARCHIVE = (
    "csv", "xlsx", "xls", "ods", "parquet", "gzip", "zip",
)  # fmt: skip
"""Keys of the kinds that hold a table; every other kind has none."""
AS_XLSX = said("open it in its program and save it as XLSX or CSV")
SAVE_AS = said("open it in its program and save it as XLSX")
NO_PASSWORD = said("remove the password and save it again")
NOTHING = said("")
_MOST_HEAD = 4_000


@dataclass(frozen=True)
class Kind:
    """What a file is.

    Attributes
    ----------
    key : str
        One of the keys above, or empty for what holds no table.
    name, remedy : Said
        What it is in words, and what to do where that cannot be read.
    """

    key: str
    name: Said = NOTHING
    remedy: Said = AS_XLSX


_STREAMS = {
    "EncryptedPackage": Kind("", said("a workbook with a password"), NO_PASSWORD),
    "WordDocument": Kind("", said("a Word document"), said("save its table as XLSX or CSV")),
    "Workbook": Kind(XLS, said("an old workbook (.xls or .et)"), said("save it as XLSX")),
    "Book": Kind(XLS, said("an old workbook (.xls)"), said("save it as XLSX")),
}
_STARTS = {
    b"%PDF": Kind("", said("a PDF document")),
    b"{\\rtf": Kind("", said("an RTF document")),
    b"\x89PNG": Kind("", said("a picture")),
    b"\xff\xd8\xff": Kind("", said("a picture")),
    b"GIF8": Kind("", said("a picture")),
    GZIP: Kind(PACKED, said("a packed file (gzip)")),
    b"PK\x05\x06": Kind(
        "", said("a packed file that holds nothing"), said("choose a file with a table")
    ),
    b"Rar!": Kind("", said("a packed file (RAR)")),
    b"7z\xbc\xaf": Kind("", said("a packed file (7z)")),
    b"BZh": Kind("", said("a packed file (bzip2)")),
    b"\xfd7zXZ": Kind("", said("a packed file (xz)")),
    b"\x28\xb5\x2f\xfd": Kind("", said("a packed file (zstd)")),
    b"SQLite format 3": Kind("", said("a database")),
    b"\x7fELF": Kind("", said("a program")),
    b"MZ\x90": Kind("", said("a program")),
    b"ARROW1": Kind("", said("an Arrow file"), said("save it as Parquet or CSV")),
    b"\xff\xff\xff\xff": Kind("", said("an Arrow stream"), said("save it as Parquet or CSV")),
    PARQUET: Kind(COLUMNS, said("a Parquet file")),
    b"PARE": Kind(
        "", said("a Parquet file with a password"), said("write it again without encryption")
    ),
}
_MARKUP = {
    b"mso-application": said("an XML spreadsheet of 2003"),
    b"<html": said("a web page, whatever its name ends with"),
    b"<!doctype html": said("a web page, whatever its name ends with"),
    b"<table": said("a web page, whatever its name ends with"),
    b"<head": said("a web page, whatever its name ends with"),
    b"<body": said("a web page, whatever its name ends with"),
    b"<kml": said("a KML file"),
    b"<svg": said("a picture"),
    b"<?xml": said("an XML file"),
}
_MEMBERS = {
    "xl/workbook.bin": said("a binary workbook (.xlsb)"),
    "Index/Document.iwa": said("a Numbers document"),
    "Index.zip": said("a Numbers document"),
    "word/document.xml": said("a Word document"),
    "ppt/presentation.xml": said("a presentation"),
}
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument.spreadsheet"
_STRICT = b"http://purl.oclc.org/ooxml/"
_RECORDS = re.compile(rb'\s*(?:\{\s*["}]|\[\s*[\[{"\]])')
STRICT = said("a workbook in Strict Open XML")
NO_WORKBOOK = said("a packed file that holds no workbook")


def kind_of(content: bytes) -> Kind:
    r"""Kind of a file by its first bytes; of a packed one see :func:`kind_of_archive`.

    Examples
    --------
    >>> kind_of(b"%PDF-1.7").name, kind_of(b"a,b\n1,2").key
    ('a PDF document', 'csv')
    """
    if content.startswith(ZIP):
        return Kind(ARCHIVE, NO_WORKBOOK, SAVE_AS)
    if content.startswith(OLE):
        named = [key for key in _STREAMS if key.encode("utf-16-le") in content]
        return _STREAMS[named[0]] if named else Kind("", said("an old Office file"))
    found = [kind for start, kind in _STARTS.items() if content.startswith(start)]
    head = content[:2_000].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if head.startswith(b"<"):
        found += [Kind("", name) for sign, name in _MARKUP.items() if sign in head]
    if _RECORDS.match(head):
        found.append(
            Kind(
                "", said("a JSON file"), said("save its table as CSV; boundaries are chosen apart")
            )
        )
    return found[0] if found else Kind(TEXT)


def kind_of_archive(content: bytes) -> Kind:
    """Kind of a packed file by the names of its parts.

    Raises
    ------
    UnreadableFileError
        For one with a password.
    zipfile.BadZipFile
        When it cannot be unpacked.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = set(archive.namelist())
        if any(one.flag_bits & ENCRYPTED for one in archive.infolist()):
            raise UnreadableFileError(THE_FILE, said("a packed file with a password"), NO_PASSWORD)
        kind = next((name for member, name in _MEMBERS.items() if member in names), None)
        if kind is not None:
            return Kind("", kind, SAVE_AS)
        if "mimetype" in names:
            return _of_open_document(_head(archive, "mimetype"))
        if "xl/workbook.xml" in names and _STRICT in _head(archive, "xl/workbook.xml"):
            return Kind(XLSX, STRICT, SAVE_AS)
        if any(re.match("xl/", name) for name in names):
            return Kind(XLSX)
    return Kind(ARCHIVE, NO_WORKBOOK, SAVE_AS)


def _of_open_document(stated: bytes) -> Kind:
    if stated.startswith(_OPEN_DOCUMENT):
        return Kind(ODS, said("an OpenDocument spreadsheet (.ods)"), SAVE_AS)
    return Kind("", said("an OpenDocument file"), SAVE_AS)


def _head(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as part:
        return part.read(_MOST_HEAD)
