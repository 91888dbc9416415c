"""Files that are neither CSV nor XLSX, known by what they hold and named truly."""

from __future__ import annotations

import io
import re
import zipfile

from geo.build.unreadable import UnreadableFileError

ZIP = b"PK\x03\x04"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
AS_XLSX = "open it in its program and save it as XLSX or CSV"
NO_TABLE = "no text and no workbook"
_STREAMS = {
    "EncryptedPackage": ("a workbook with a password", "remove the password and save it again"),
    "WordDocument": ("a Word document", "save its table as XLSX or CSV"),
    "Workbook": ("an old workbook (.xls or .et)", "save it as XLSX"),
    "Book": ("an old workbook (.xls)", "save it as XLSX"),
}
_STARTS = {
    b"%PDF": "a PDF document",
    b"{\\rtf": "an RTF document",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x1f\x8b": "a packed file (gzip)",
    b"Rar!": "a packed file (RAR)",
    b"7z\xbc\xaf": "a packed file (7z)",
    b"SQLite format 3": "a database",
}
_MARKUP = {
    b"mso-application": "an XML spreadsheet of 2003",
    b"<html": "a web page, whatever its name ends with",
    b"<!doctype html": "a web page, whatever its name ends with",
    b"<table": "a web page, whatever its name ends with",
    b"<kml": "a KML file",
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
_ENCRYPTED = 0x1


def refuse_other_kind(content: bytes) -> None:
    r"""Raise for a file that is plainly neither text nor a packed workbook.

    Raises
    ------
    UnreadableFileError
        With the name of the kind and what to do.

    Examples
    --------
    >>> refuse_other_kind(b"%PDF-1.7")
    Traceback (most recent call last):
    geo.build.unreadable.UnreadableFileError: the file: a PDF document; ...
    """
    if content.startswith(OLE):
        named = [key for key in _STREAMS if key.encode("utf-16-le") in content]
        kind, remedy = _STREAMS[named[0]] if named else ("an old Office file", AS_XLSX)
        raise UnreadableFileError("the file", kind, remedy)
    found = [name for start, name in _STARTS.items() if content.startswith(start)]
    head = content[:2_000].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if head.startswith(b"<"):
        found += [name for sign, name in _MARKUP.items() if sign in head]
    if found:
        raise UnreadableFileError("the file", found[0], AS_XLSX)


def refuse_other_archive(content: bytes) -> None:
    """Raise for a packed file that is another thing than a workbook (XLSX, XLSM).

    Raises
    ------
    UnreadableFileError
        With the name of the kind and what to do.
    zipfile.BadZipFile
        When it cannot be unpacked.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = set(archive.namelist())
        if any(one.flag_bits & _ENCRYPTED for one in archive.infolist()):
            raise UnreadableFileError("the file", "a packed file with a password",
                                      "remove the password and save it again")  # fmt: skip
        kind = next((kind for member, kind in _MEMBERS.items() if member in names), "")
        if "mimetype" in names:
            stated = archive.read("mimetype")[:200]
            kind = "an OpenDocument file"
            if stated.startswith(_OPEN_DOCUMENT):
                kind = "an OpenDocument spreadsheet (.ods)"
        if not kind and "xl/workbook.xml" in names:
            head = archive.read("xl/workbook.xml")[:4_000]
            kind = "a workbook in Strict Open XML" if _STRICT in head else ""
        if not kind and not any(re.match("xl/", name) for name in names):
            kind = "a packed file that holds no workbook"
    if kind:
        raise UnreadableFileError("the file", kind, "open it in its program and save it as XLSX")
