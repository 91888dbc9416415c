"""Kinds of files, known by what they hold and named truly, whatever a name ends with."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass

from geo.files.packed import ENCRYPTED
from geo.files.unreadable import UnreadableFileError

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
GZIP, PARQUET = b"\x1f\x8b", b"PAR1"
TEXT, XLSX, XLS, ODS, COLUMNS, PACKED, ARCHIVE = (
    "csv", "xlsx", "xls", "ods", "parquet", "gzip", "zip",
)  # fmt: skip
"""Keys of the kinds that hold a table; every other kind has none."""
AS_XLSX = "open it in its program and save it as XLSX or CSV"
SAVE_AS = "open it in its program and save it as XLSX"
NO_PASSWORD = "remove the password and save it again"  # noqa: S105 - a remedy
_MOST_HEAD = 4_000


@dataclass(frozen=True)
class Kind:
    """What a file is.

    Attributes
    ----------
    key : str
        One of the keys above, or empty for what holds no table.
    name, remedy : str
        What it is in words, and what to do where that cannot be read.
    """

    key: str
    name: str = ""
    remedy: str = AS_XLSX


_STREAMS = {
    "EncryptedPackage": Kind("", "a workbook with a password", NO_PASSWORD),
    "WordDocument": Kind("", "a Word document", "save its table as XLSX or CSV"),
    "Workbook": Kind(XLS, "an old workbook (.xls or .et)", "save it as XLSX"),
    "Book": Kind(XLS, "an old workbook (.xls)", "save it as XLSX"),
}
_STARTS = {
    b"%PDF": Kind("", "a PDF document"),
    b"{\\rtf": Kind("", "an RTF document"),
    b"\x89PNG": Kind("", "a picture"),
    b"\xff\xd8\xff": Kind("", "a picture"),
    b"GIF8": Kind("", "a picture"),
    GZIP: Kind(PACKED, "a packed file (gzip)"),
    b"PK\x05\x06": Kind("", "a packed file that holds nothing", "choose a file with a table"),
    b"Rar!": Kind("", "a packed file (RAR)"),
    b"7z\xbc\xaf": Kind("", "a packed file (7z)"),
    b"BZh": Kind("", "a packed file (bzip2)"),
    b"\xfd7zXZ": Kind("", "a packed file (xz)"),
    b"\x28\xb5\x2f\xfd": Kind("", "a packed file (zstd)"),
    b"SQLite format 3": Kind("", "a database"),
    b"\x7fELF": Kind("", "a program"),
    b"MZ\x90": Kind("", "a program"),
    b"ARROW1": Kind("", "an Arrow file", "save it as Parquet or CSV"),
    b"\xff\xff\xff\xff": Kind("", "an Arrow stream", "save it as Parquet or CSV"),
    PARQUET: Kind(COLUMNS, "a Parquet file"),
    b"PARE": Kind("", "a Parquet file with a password", "write it again without encryption"),
}
_MARKUP = {
    b"mso-application": "an XML spreadsheet of 2003",
    b"<html": "a web page, whatever its name ends with",
    b"<!doctype html": "a web page, whatever its name ends with",
    b"<table": "a web page, whatever its name ends with",
    b"<head": "a web page, whatever its name ends with",
    b"<body": "a web page, whatever its name ends with",
    b"<kml": "a KML file",
    b"<svg": "a picture",
    b"<?xml": "an XML file",
}
_MEMBERS = {
    "xl/workbook.bin": "a binary workbook (.xlsb)",
    "Index/Document.iwa": "a Numbers document",
    "Index.zip": "a Numbers document",
    "word/document.xml": "a Word document",
    "ppt/presentation.xml": "a presentation",
}
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument.spreadsheet"
_STRICT = b"http://purl.oclc.org/ooxml/"
_RECORDS = re.compile(rb'\s*(?:\{\s*["}]|\[\s*[\[{"\]])')
STRICT = "a workbook in Strict Open XML"
NO_WORKBOOK = "a packed file that holds no workbook"


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
        return _STREAMS[named[0]] if named else Kind("", "an old Office file")
    found = [kind for start, kind in _STARTS.items() if content.startswith(start)]
    head = content[:2_000].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if head.startswith(b"<"):
        found += [Kind("", name) for sign, name in _MARKUP.items() if sign in head]
    if _RECORDS.match(head):
        found.append(Kind("", "a JSON file", "save its table as CSV; boundaries are chosen apart"))
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
            raise UnreadableFileError("the file", "a packed file with a password", NO_PASSWORD)
        kind = next((name for member, name in _MEMBERS.items() if member in names), "")
        if kind:
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
        return Kind(ODS, "an OpenDocument spreadsheet (.ods)", SAVE_AS)
    return Kind("", "an OpenDocument file", SAVE_AS)


def _head(archive: zipfile.ZipFile, name: str) -> bytes:
    with archive.open(name) as part:
        return part.read(_MOST_HEAD)
