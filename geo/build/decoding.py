"""Text of a CSV file whose encoding nobody states: read when it is plain, else guessed."""

from __future__ import annotations

import re

from geo.build.kinds import NO_TABLE
from geo.build.unreadable import UnreadableFileError

UTF_8, UTF_16 = "utf-8-sig", "utf-16"
GUESSED = ("gb18030", "cp950", "cp1252")
"""Encodings that no file states: of simplified and traditional signs, of the West."""
ENCODINGS = (UTF_16, "utf-16-le", "utf-16-be", UTF_8, "gb2312", *GUESSED)
"""All that a reading can open."""
_CHOOSE = "choose the filled template, saved as XLSX or CSV"  # nothing of this file can be saved
_REMEDY = "open it in a spreadsheet and save it as XLSX or CSV UTF-8"
_NUL = re.compile("\x00")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_WESTERN = re.compile(r"(?<![^\x00-\x7f])[À-ÖØ-öø-ÿŒœŠšŽžŸ€‘’“”–—…°·«»](?![^\x00-\x7f])")


def decoded(content: bytes) -> tuple[str, str]:
    r"""Text and the encoding that it was taken for.

    Raises
    ------
    UnreadableFileError
        For what is no text in any of these encodings.

    Examples
    --------
    >>> decoded("迪庆报告".encode("gb18030"))
    ('迪庆报告', 'gb18030')
    >>> decoded("四川報告".encode("cp950"))
    ('四川報告', 'cp950')
    >>> decoded("Zürich, 3 000 €".encode("cp1252"))
    ('Zürich, 3 000 €', 'cp1252')
    """
    found = _stated(content)
    if found is None:
        tried = [(text, name) for name in GUESSED if (text := _in(content, name)) is not None]
        if not tried:
            raise UnreadableFileError("the file", NO_TABLE, _CHOOSE)
        found = max(tried, key=lambda one: _usual(*one))
    text, encoding = found
    text = text.rstrip("\x1a")  # the end of a file in old systems
    sign = (_CONTROL if encoding in GUESSED else _NUL).search(text)
    if sign:
        line = text[: sign.start()].count("\n") + 1
        raise UnreadableFileError(f"line {line}", f"a control sign: {NO_TABLE}", _REMEDY)
    return text, encoding


def _stated(content: bytes) -> tuple[str, str] | None:
    """Text in Unicode, which a mark, zero bytes or its own rules show."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        names = [UTF_16]
    elif content[1:2] == b"\x00" or content[:1] == b"\x00":
        names = ["utf-16-le" if content[1:2] == b"\x00" else "utf-16-be"]
    else:
        names = [UTF_8]
    texts = [(_in(content, name), name) for name in names]
    return next(((text, name) for text, name in texts if text is not None), None)


def _in(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _usual(text: str, encoding: str) -> float:
    """Share of signs beyond ASCII that people use often in a language of the encoding."""
    signs = [sign for sign in text if ord(sign) > 127]
    if not signs:
        return 1.0
    if encoding == "cp1252":
        return len(_WESTERN.findall(text)) / len(signs)
    return sum(map(_is_often_used, signs)) / len(signs)


def _is_often_used(sign: str) -> bool:
    """Whether a sign is in the first level of the standards of its signs, or their punctuation."""
    simple, traditional = sign.encode("gb2312", "ignore"), sign.encode("cp950", "ignore")
    in_simple = bool(simple) and (simple[0] in (0xA1, 0xA3) or 0xB0 <= simple[0] <= 0xD7)
    in_traditional = len(traditional) == 2 and (0xA4 <= traditional[0] < 0xC6)
    return in_simple or in_traditional
