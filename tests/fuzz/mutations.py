"""Sound files changed in one to four ways, always the same for the same number."""

# ruff: noqa: E501 - a row of cells is a line

from __future__ import annotations

import copy
import gzip
import io
import json
import random
import re
import struct
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from tests.fuzz.seeds import Seed, seeds, zipped

Way = Callable[[bytes, random.Random], bytes]
MOST_BYTES = 4_000_000
"""Of a file that is changed once more."""
NUMBERS = (0, 1, 0x7F, 0x80, 0xFF, 0xFFFF, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFE, 0xFFFF_FFFF,
           1 << 40, (1 << 63) - 1, (1 << 64) - 1)  # fmt: skip
CELLS = ("", " ", "-", "*", "..", "n/a", "NaN", "inf", "-5", "1e400", "1e-400", "9" * 400, "9" * 5000, "0x1F",
         "1,234.5", "1.234,5", "1 234", "١٢٣", "１２３", "²", "½", "2020-02-30", "01-May", "1e5",
         "#REF!", "=1+1", "\x00", "\x1b[31m", "\u202e", "\ufeff", "\ud7ff", "\U0010ffff", "a" * 3000,
         '"', "''", "true", "null", "R0", "Ash", "Total", "Other", "abroad", "%", "5 %", "(5)", "5-",
         "<b>", "&amp;", "../../etc/passwd", "file:///etc/hostname", "http://127.0.0.1:9/x", "CON",
         "2010-2015", "99999-12-31", "1900-01-00", "-0", "+0", "0", "1e308", "5000000000000000000",
         "\u0130", "ß", "ﬀ", "𝟙", "\u2028", "\x85", "\x0b")  # fmt: skip
VALUES: tuple[Any, ...] = (None, True, 0, -1, 1e308, 10**30, "", "x", [], {}, [[]], [None],
          float("nan"), float("inf"), {"type": "Polygon"}, {"$ref": "file:///etc/hostname"},
          [1, 2, 3, 4, 5], "EPSG:3857", {"type": "name", "properties": {"name": "EPSG:99999"}},
          [-9999999, 2], 2**31, 2**63, -(2**63), "\ud800")  # fmt: skip
ELEMENT = re.compile(rb"<([\w:]+)[^<>]*>")
MARKUP = (b"<", b"\xef\xbb\xbf<")
MEMBERS = ("../out.csv", "/etc/passwd", "C:\\x.csv", "a/b/c/d.csv", "__MACOSX/x", "x\0.csv", "NUL",
           "xl/workbook.bin", "mimetype", "", "二.csv", "x" * 300, "regions.shp", "list.csv",
           "xl/worksheets/sheet1.xml", "content.xml")  # fmt: skip


@dataclass(frozen=True)
class Mutated:
    """A changed file, and how it came to be."""

    number: int
    seed: Seed
    ways: tuple[str, ...]
    content: bytes


@cache
def _seeds() -> list[Seed]:
    return seeds()


def mutated(number: int) -> Mutated:
    """The changed file of a number."""
    chance = random.Random(f"a bad file, {number}")
    seed = chance.choice(_seeds())
    content, ways = seed.content, []
    for _ in range(chance.choice((1, 1, 1, 2, 2, 3, 4))):
        content, said = changed(content, chance)
        ways.append(said)
        if len(content) > MOST_BYTES:
            break
    return Mutated(number, seed, tuple(ways), content)


def changed(content: bytes, chance: random.Random, depth: int = 0) -> tuple[bytes, str]:
    """Some bytes changed in a way that is fit for what they are, or in any."""
    known: Sequence[Way] = BYTES
    if content.startswith(b"PK") and depth < 3 and chance.random() < 0.8:
        if chance.random() < 0.7:
            return _in_member(content, chance, depth)
        known = ZIPS
    elif content.startswith(b"\x1f\x8b") and chance.random() < 0.5:
        inner, said = changed(gzip.decompress(content), chance, depth) if _opens(content) else (
            content, "as it is")  # fmt: skip
        return gzip.compress(inner, mtime=0), f"gzip, {said}"
    elif content.startswith(b"SQLite") and chance.random() < 0.5:
        known = HEADS
    elif content.lstrip()[:3].startswith(MARKUP) and chance.random() < 0.7:
        known = MARKUPS
    elif content.lstrip()[:1] in (b"{", b"[") and chance.random() < 0.7:
        known = RECORDS
    elif _is_text(content) and chance.random() < 0.7:
        known = TEXTS
    elif chance.random() < 0.4:
        known = HEADS
    way = chance.choice(known)
    return way(content, chance), way.__name__.strip("_")


def _opens(content: bytes) -> bool:
    try:
        gzip.decompress(content)
    except Exception:  # whatever was done to it before
        return False
    return True


def _is_text(content: bytes) -> bool:
    return content.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" not in content


# Bytes of any kind


def _bits(content: bytes, chance: random.Random) -> bytes:
    found = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 4, 16))):
        if found:
            found[chance.randrange(len(found))] ^= 1 << chance.randrange(8)
    return bytes(found)


def _run(content: bytes, chance: random.Random) -> tuple[int, int]:
    start = chance.randrange(len(content) + 1)
    return start, min(len(content), start + chance.choice((1, 2, 4, 8, 64, 512, 4096)))


def _times(piece: bytes | str, times: int) -> int:
    """So many times as were thought of, as long as a file stays small enough to be sent."""
    return max(1, min(times, MOST_BYTES // max(1, len(piece))))


def _cut(content: bytes, chance: random.Random) -> bytes:
    start, end = _run(content, chance)
    return content[:start] + content[end:]


def _doubled(content: bytes, chance: random.Random) -> bytes:
    start, end = _run(content, chance)
    times = chance.choice((1, 1, 2, 50, 1000))
    return content[:end] + content[start:end] * _times(content[start:end], times) + content[end:]


def _zeroed(content: bytes, chance: random.Random) -> bytes:
    start, end = _run(content, chance)
    return content[:start] + chance.choice((b"\0", b"\xff", b" ")) * (end - start) + content[end:]


def _truncated(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content) + 1)]


def _noise(content: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content) + 1)
    return content[:at] + chance.randbytes(chance.choice((1, 3, 16, 200))) + content[at:]


def _spliced(content: bytes, chance: random.Random) -> bytes:
    other = chance.choice(_seeds()).content
    return content[: chance.randrange(len(content) + 1)] + other[chance.randrange(len(other)) :]


def _beheaded(content: bytes, chance: random.Random) -> bytes:
    return content[chance.choice((1, 2, 4, 16)) :]


def _number(content: bytes, chance: random.Random) -> bytes:
    """A number of two to eight bytes anywhere becomes another."""
    return _numbered(content, chance, chance.randrange(len(content) + 1))


def _numbered(content: bytes, chance: random.Random, at: int) -> bytes:
    size = chance.choice((1, 2, 4, 4, 8))
    number = chance.choice(NUMBERS) & ((1 << size * 8) - 1)
    written = number.to_bytes(size, chance.choice(("little", "big")))
    return content[:at] + written + content[at + size :]


def _head_number(content: bytes, chance: random.Random) -> bytes:
    return _numbered(content, chance, chance.randrange(min(len(content), 200) + 1))


def _tail_number(content: bytes, chance: random.Random) -> bytes:
    return _numbered(content, chance, max(0, len(content) - 1 - chance.randrange(600)))


def _tail_bits(content: bytes, chance: random.Random) -> bytes:
    start = max(0, len(content) - 600)
    return content[:start] + _bits(content[start:], chance)


BYTES: Sequence[Way] = (
    _bits, _bits, _cut, _doubled, _zeroed, _truncated, _noise, _spliced, _beheaded, _number,
)  # fmt: skip
HEADS: Sequence[Way] = (_head_number, _tail_number, _tail_bits, _number)


# Lines and cells


def _as_text(change: Callable[[str, random.Random], str]) -> Way:
    """A way of texts as one of bytes, in the encoding that they state, else byte by byte."""

    def way(content: bytes, chance: random.Random) -> bytes:
        wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
        encoding = "utf-16" if wide else "utf-8"
        try:
            return change(content.decode(encoding), chance).encode(encoding, "surrogatepass")
        except UnicodeError:
            changed_text = change(content.decode("latin-1"), chance)
            return changed_text.encode("latin-1", "replace")

    way.__name__ = change.__name__
    return way


def _cell(text: str, chance: random.Random) -> str:
    parts = re.split(r"([,;\t|\n])", text)
    for _ in range(chance.choice((1, 1, 2, 5, 40))):
        parts[chance.randrange(0, len(parts), 2)] = chance.choice(CELLS)
    return "".join(parts)


def _column(text: str, chance: random.Random) -> str:
    """One place of every line becomes the same cell."""
    sign = max(",;\t|", key=text.count)
    lines = [line.split(sign) for line in text.split("\n")]
    at, cell = chance.randrange(len(lines[0]) + 1), chance.choice(CELLS)
    for line in lines[chance.choice((0, 1)) :]:
        line[at : at + chance.choice((0, 1))] = [cell]
    return "\n".join(sign.join(line) for line in lines)


def _joined(text: str, chance: random.Random) -> str:
    return "".join(one for one in text if one != "\n" or chance.random() < 0.7)


def _mixed(text: str, chance: random.Random) -> str:
    lines = text.split("\n")
    chance.shuffle(lines)
    return "\n".join(lines)


def _many(text: str, chance: random.Random) -> str:
    lines = text.split("\n")
    at = chance.randrange(len(lines))
    times = _times(lines[at], chance.choice((2, 30, 3000)))
    return "\n".join(lines[:at] + [lines[at]] * times + lines[at:])


def _signs(text: str, chance: random.Random) -> str:
    return text.replace(chance.choice(",;\t|\n. 10"), chance.choice(',;\t|\n" \r0-9\x00e'))


def _few(text: str, chance: random.Random) -> str:
    lines = text.split("\n")
    return "\n".join(chance.sample(lines, min(len(lines), chance.choice((0, 1, 2, 3)))))


def _recoded(content: bytes, chance: random.Random) -> bytes:
    text = content.decode("utf-8", "replace")
    encoding = chance.choice(("utf-16", "utf-16-be", "utf-8-sig", "cp1252", "gb18030", "cp932",
                              "utf-32", "utf-7", "cp037", "cp949"))  # fmt: skip
    return text.encode(encoding, "ignore")


TEXTS: Sequence[Way] = (
    *map(_as_text, (_cell, _cell, _cell, _column, _joined, _mixed, _many, _signs, _few)), _recoded,
)  # fmt: skip


# Markup


def _nested(content: bytes, chance: random.Random) -> bytes:
    found = [*ELEMENT.finditer(content)]
    if not found:
        return _noise(content, chance)
    one, times = chance.choice(found), chance.choice((1, 3, 100, 5000, 50_000))
    return (
        content[: one.start()] + one.group() * _times(one.group(), times) + content[one.start() :]
    )


def _attribute(content: bytes, chance: random.Random) -> bytes:
    found = [*re.finditer(rb'="([^"<>]*)"', content)]
    if not found:
        return _noise(content, chance)
    one = chance.choice(found)
    value = chance.choice((b"-1", b"0", b"999999999", b"4294967296", b"1e999", b"XFD1048576",
                           b"ZZZZ9999999", b"A0", b"s", b"e", b"n", b"", b"&#0;", b"&lol;",
                           b"a" * 5000))  # fmt: skip
    return content[: one.start(1)] + value + content[one.end(1) :]


def _written(content: bytes, chance: random.Random) -> bytes:
    found = [*re.finditer(rb">([^<>]+)<", content)]
    if not found:
        return _noise(content, chance)
    one, cell = chance.choice(found), chance.choice(CELLS).encode("utf-8", "surrogatepass")
    return content[: one.start(1)] + cell + content[one.end(1) :]


def _element(content: bytes, chance: random.Random) -> bytes:
    """An element is dropped, or stands twice, or where another stood."""
    found = [*ELEMENT.finditer(content)]
    if not found:
        return _noise(content, chance)
    one, other = chance.choice(found), chance.choice(found)
    put = chance.choice((b"", one.group() * 2, other.group()))
    return content[: one.start()] + put + content[one.end() :]


def _declared(content: bytes, chance: random.Random) -> bytes:
    said = chance.choice((
        b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>',
        b'<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
        b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        b'<?xml version="1.1" encoding="UTF-16"?>',
        b"<!-- " + b"x" * 5000 + b" -->",
    ))  # fmt: skip
    at = content.find(b"?>") + 2 if b"?>" in content and chance.random() < 0.8 else 0
    return content[:at] + said + content[at:]


MARKUPS: Sequence[Way] = (_nested, _attribute, _attribute, _written, _written, _element, _declared)


# Records of JSON


def _value(content: bytes, chance: random.Random) -> bytes:
    """A value somewhere becomes another, goes, or stands twice."""
    wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        root = [json.loads(content.decode("utf-16" if wide else "utf-8-sig"))]
    except (ValueError, RecursionError):
        return _bits(content, chance)
    for _ in range(chance.choice((1, 1, 1, 3))):
        holder, key = chance.choice([*_holders(root)])
        deed = chance.randrange(8)
        if deed < 4:
            holder[key] = copy.deepcopy(chance.choice(VALUES))
        elif deed == 4 and holder is not root:
            del holder[key]
        elif deed == 5:
            one = holder[key]
            holder[key] = chance.choice(([one], {"a": one}, [one, *copy.deepcopy([one] * 2)]))
        elif deed == 6:
            other, at = chance.choice([*_holders(root)])
            holder[key] = json.loads(json.dumps(other[at]))
        else:
            holder[key] = chance.choice(CELLS)
    return json.dumps(root[0], ensure_ascii=chance.random() < 0.5).encode("utf-8", "surrogatepass")


def _holders(value: Any) -> list[tuple[Any, Any]]:
    found: list[tuple[Any, Any]] = []
    waiting = [value]
    while waiting and len(found) < 5000:
        one = waiting.pop()
        if isinstance(one, dict | list):
            keys = list(one) if isinstance(one, dict) else range(len(one))
            found += [(one, key) for key in keys]
            waiting += [one[key] for key in keys]
    return found


def _deep(content: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(content) + 1)
    opened, closed = chance.choice(((b"[", b"]"), (b'{"a":', b"}"), (b'{"type":"x","a":[', b"]}")))
    times = chance.choice((3, 900, 100_000))
    return content[:at] + opened * times + b"1" + closed * times + content[at:]


def _digits(content: bytes, chance: random.Random) -> bytes:
    found = [*re.finditer(rb"-?\d+(?:\.\d+)?", content)]
    if not found:
        return _noise(content, chance)
    one = chance.choice(found)
    number = chance.choice((b"-0", b"1e999", b"NaN", b"Infinity", b"9" * 30, b"9" * 5000, b"1e-320",
                            b"181", b"-91", b"00", b"null", b'"5"', b"500000", b"0"))  # fmt: skip
    return content[: one.start()] + number + content[one.end() :]


RECORDS: Sequence[Way] = (_value, _value, _value, _value, _deep, _digits, _digits)


# Packed files


def _in_member(content: bytes, chance: random.Random, depth: int) -> tuple[bytes, str]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = {one: archive.read(one) for one in archive.namelist()}
    except Exception:  # whatever was done to it before
        parts = {}
    if not parts:
        return _bits(content, chance), "bits"
    name = chance.choice([*parts])
    parts[name], said = changed(parts[name], chance, depth + 1)
    pack = chance.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED))
    return zipped(parts, pack), f"{name[:60]}, {said}"


def _names(content: bytes, chance: random.Random) -> bytes:
    """A member is renamed, goes, comes in beside the others, or is a packed file itself."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = [(one, archive.read(one)) for one in archive.namelist()]
    except Exception:  # whatever was done to it before
        return _bits(content, chance)
    if not parts:
        return _bits(content, chance)
    at = chance.randrange(len(parts))
    name, part = parts[at]
    deed = chance.randrange(5)
    if deed == 0:
        parts[at] = (chance.choice(MEMBERS), part)
    elif deed == 1:
        del parts[at]
    elif deed == 2:
        parts.insert(at, (chance.choice(MEMBERS), chance.choice(_seeds()).content))
    elif deed == 3:
        parts[at] = (name, zipped({name: part}))
    else:
        parts[at] = (name, chance.choice(_seeds()).content)
    return zipped(dict(parts))


def _sizes(content: bytes, chance: random.Random) -> bytes:
    """Sums, sizes, methods, flags and places that the directory or a member tells."""
    marks = [*re.finditer(b"PK(?:\x01\x02|\x03\x04|\x05\x06)", content)]
    if not marks:
        return _bits(content, chance)
    at = chance.choice(marks).start() + 4 + 2 * chance.randrange(20)
    size = chance.choice((2, 4))
    number = chance.choice(NUMBERS[:10]) & ((1 << size * 8) - 1)
    written = struct.pack("<H" if size == 2 else "<I", number)
    return content[:at] + written + content[at + size :]


def _in_zip(content: bytes, chance: random.Random) -> bytes:
    for at in range(chance.choice((1, 1, 2, 12))):
        content = zipped({f"{at}.zip": content})
    return content


def _in_gzip(content: bytes, chance: random.Random) -> bytes:
    for _ in range(chance.choice((1, 2, 3))):
        content = gzip.compress(content, mtime=0)
    return content


ZIPS: Sequence[Way] = (_sizes, _sizes, _sizes, _names, _names, _in_zip, _in_gzip)
