"""Text of a file whose encoding nobody states: read when it is plain, else guessed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from importlib import import_module

from geo.files.unreadable import PLAIN, THE_FILE, Said, UnreadableFileError, said

UTF_8, UTF_16 = "utf-8-sig", "utf-16"
GUESSED = ("gb18030", "cp950", "cp932", "cp949", "euc_jp", "cp1252", "cp1250", "cp1251")
"""Encodings that no file states: four of East Asia and one of old systems there, of Europe."""
ENCODINGS = (UTF_8, UTF_16, "utf-16-le", "utf-16-be", *GUESSED, "latin-1")
"""All that a reader can choose among."""
CODECS = (*ENCODINGS, "gb2312", "shift_jis")
"""All that a reading can open."""
NO_TABLE = said("no text and no workbook")
SAMPLE_BYTES, LEAST_SCORE = 120_000, 0.7
CJK = ("gb18030", "cp950", "cp932", "cp949", "euc_jp")
_NUL = re.compile("\x00")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
_WESTERN = re.compile(r"(?<![^\x00-\x7f])[À-ÖØ-öø-ÿŒœŠšŽžŸ€‘’“”–—…°·«»ºª]{1,2}(?![^\x00-\x7f])")
_KANA, _HANGUL = re.compile("[\u3040-\u30ff]"), re.compile("[\uac00-\ud7a3]")
_SIGNS_FOR_KOREAN = 20


def decoded(content: bytes, encoding: str = "", remedy: Said = PLAIN) -> tuple[str, str]:
    r"""Text and the encoding that it was taken for.

    Parameters
    ----------
    content : bytes
        The file.
    encoding : str
        The one that a reader chose; empty where the file has to tell.
    remedy : str
        What to do with a file that is no text.

    Raises
    ------
    UnreadableFileError
        For what is no text in the encoding chosen, or in any.

    Examples
    --------
    >>> decoded("迪庆报告".encode("gb18030"))
    ('迪庆报告', 'gb18030')
    >>> decoded("四川報告".encode("cp950"))
    ('四川報告', 'cp950')
    >>> decoded("Zürich, 3 000 €".encode("cp1252"))
    ('Zürich, 3 000 €', 'cp1252')
    >>> decoded("東京都から大阪府へ".encode("cp932"))
    ('東京都から大阪府へ', 'cp932')
    """
    found = _chosen(content, encoding) if encoding else _stated(content) or _guessed(content)
    if found is None:
        raise UnreadableFileError(THE_FILE, NO_TABLE, remedy)
    text, encoding = found
    text = text.rstrip("\x1a")  # the end of a file in old systems
    sign = (_CONTROL if encoding in GUESSED else _NUL).search(text)
    if sign:
        line = text[: sign.start()].count("\n") + 1
        reason = said("a control sign: {why}", why=NO_TABLE)
        raise UnreadableFileError(said("line {n}", n=str(line)), reason, PLAIN)
    return text, encoding


def _chosen(content: bytes, encoding: str) -> tuple[str, str]:
    if encoding not in ENCODINGS:
        reason = said("no encoding {name}", name=repr(encoding[:20]))
        raise UnreadableFileError(THE_FILE, reason, said("choose another"))
    try:
        return content.decode(encoding), encoding
    except UnicodeError as error:
        raise _unlike(content, error, encoding) from None


def _unlike(content: bytes, error: UnicodeError, encoding: str) -> UnreadableFileError:
    start = error.start if isinstance(error, UnicodeDecodeError) else 0
    name = encoding.removesuffix("-sig").upper()
    reason = said("its bytes are no text in {encoding}", encoding=name)
    line = content[:start].count(b"\n") + 1
    return UnreadableFileError(
        said("line {n}", n=str(line)), reason, said("choose another encoding")
    )


def _stated(content: bytes) -> tuple[str, str] | None:
    """Text in Unicode, which a mark, zero bytes or its own rules show."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _in(content, UTF_16)
    if content[1:2] == b"\x00" or content[:1] == b"\x00":
        return _in(content, "utf-16-le" if content[1:2] == b"\x00" else "utf-16-be")
    try:
        return content.decode(UTF_8), UTF_8
    except UnicodeDecodeError as error:
        if _is_damaged(content):
            raise _unlike(content, error, UTF_8) from None
        return None


def _is_damaged(content: bytes) -> bool:
    """Whether it is UTF-8 but for a few bytes, for which no other encoding would be right."""
    lost = content.decode("utf-8", "replace")
    wrong, beyond = lost.count("\ufffd"), len(lost) - len(lost.encode("ascii", "ignore"))
    return beyond > 20 and wrong * 50 < beyond


def _in(content: bytes, encoding: str) -> tuple[str, str] | None:
    try:
        return content.decode(encoding), encoding
    except UnicodeError:
        return None


def _guessed(content: bytes) -> tuple[str, str] | None:
    """The encoding in which the signs of a part of the text are the most usual ones."""
    part = _telling(content)
    scores = {name: _usual(part, name) for name in (*CJK, "cp1252")}
    ranked = sorted(scores, key=lambda name: scores[name], reverse=True)  # earlier ones win ties
    if scores[ranked[0]] < LEAST_SCORE:
        ranked = [*_by_statistics(part), *ranked]
    tried = (_in(content, name) for name in ranked if scores.get(name, 1) >= 0)
    return next((one for one in tried if one is not None), None)


def _telling(content: bytes) -> bytes:
    """The first lines with bytes beyond ASCII, for the whole may be long."""
    if len(content) <= SAMPLE_BYTES:
        return content
    lines, size = [], 0
    for line in content.splitlines():
        if not line.isascii():
            lines.append(line)
            size += len(line)
            if size > SAMPLE_BYTES:
                break
    return b"\n".join(lines)


def _by_statistics(part: bytes) -> Sequence[str]:
    """What the pairs of letters of many languages speak for, among what a reader can choose."""
    library = import_module("charset_normalizer")
    best = library.from_bytes(part[:20_000], cp_isolation=list(GUESSED)).best()
    return [] if best is None else [best.encoding]


def _usual(part: bytes, encoding: str) -> float:
    """Share of signs beyond ASCII that people use often; below zero for what is no text in it."""
    try:
        text = part.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding == "cp1252" or len(part) - error.start > 3:
            return -1.0
        text = part[: error.start].decode(encoding)
    signs = [sign for sign in text if ord(sign) > 127]
    if not signs:
        return 1.0
    if encoding == "cp1252":
        return sum(map(len, _WESTERN.findall(text))) / len(signs)
    if encoding == "cp949":
        # Half of the usual signs of the first one stand where this one has its syllables.
        share = len(_HANGUL.findall(text)) / len(signs)
        return share + 0.01 if len({*_HANGUL.findall(text)}) >= _SIGNS_FOR_KOREAN else 0.0
    if encoding in ("cp932", "euc_jp"):
        has_syllables = len(_KANA.findall(text)) > 1
        return sum(map(_is_often_used_in_japanese, signs)) / len(signs) + 0.01 * has_syllables
    return sum(map(_is_often_used, signs)) / len(signs)


def _is_often_used(sign: str) -> bool:
    """Whether a sign is in the first level of the standards of its signs, or their punctuation."""
    simple, traditional = sign.encode("gb2312", "ignore"), sign.encode("cp950", "ignore")
    in_simple = bool(simple) and (simple[0] in (0xA1, 0xA3) or 0xB0 <= simple[0] <= 0xD7)
    in_traditional = len(traditional) == 2 and (0xA4 <= traditional[0] < 0xC6)
    return in_simple or in_traditional


def _is_often_used_in_japanese(sign: str) -> bool:
    """Whether a sign is a syllable, or in the first level of the Japanese standard."""
    code = sign.encode("shift_jis", "ignore")
    in_level = len(code) == 2 and (code[0] in (0x81, 0x82) or 0x88 <= code[0] <= 0x97)
    return in_level or bool(_KANA.match(sign))


def ready() -> None:
    """Load what decoding opens at its first use, for a process that cannot later."""
    for codec in (*CODECS, "cp437"):  # the last is of packed files
        "".encode(codec)
    _by_statistics("£ód¿ gda³".encode("cp1252") * 9)
