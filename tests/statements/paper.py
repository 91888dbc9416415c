"""What the repository keeps of the paper's text: hashes of four words in a row, by section.

The text itself is not here. Whoever has it runs ``python -m tests.statements.paper FILE``: every
excerpt of the table of statements is looked up in its section, and the hashes are written anew.
A hash proves that four words stand in a row in a section; no text can be read from it.
"""

from __future__ import annotations

import base64
import hashlib
import re
import sys
import textwrap
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from tests import raw

HASHES = Path(__file__).with_name("paper_hashes.txt")
IN_A_ROW = 4
BYTES = 4
GAP = " … "  # between two excerpts of one statement
STARTS = {
    "Foreword": "Foreword",
    "1.1": "Introduction\n\nSummary",
    "1.2": "Key facts\n\nFacts about",
    "2.1": "2.\n2.1\n",
    "2.2": "2.2\n2.2\n",
    "2.3": "2.3\n2.3\n",
    "2.4": "2.4\n2.4\n",
    "3.1": "3.1\n3.1\n",
    "3.2": "Policy experiences\nThe current",
    "3.3": "3.3\n3.3\n",
    "4.1": "4.1\n4.1\n",
    "4.2": "4.2\n4.2\n",
    "4.3": "4.3\n4.3\n",
    "5.1": "5.1\n5.1\n",
    "5.2": "5.2\n5.2\n",
    "5.3": "5.3\n5.3\n",
    "5.4": "5.4\n5.4\n",
    "5.5": "Duplicability/transferability\nThe UNESCO",
    "6.1": "6.1\n6.1\n",
    "6.2": "6.2\n6.2\n",
    "6.3": "6.3\n6.3\n",
    "6.4": "6.4\n6.4\n",
    "end": "Management of Social Transformations (MOST)",
}
"""Section to the words that it begins with in the text file."""


def words_of(text: str) -> list[str]:
    """Words and numbers alone, in small letters: print breaks lines and words where it likes.

    >>> words_of("Sending-\\nreceiving “net\u00adwork”, 98.4 per cent.")
    ['sendingreceiving', 'network', '98.4', 'per', 'cent']
    """
    plain = unicodedata.normalize("NFKC", text).lower().replace("\u00ad", "")
    plain = re.sub(r"-\s*\n\s*|[-'’‘]", "", plain)
    return re.findall(r"[a-z]+|\d+(?:[.,]\d+)*", plain)


def sections_of(text: str) -> dict[str, str]:
    """Text of each section; every start stands in the file, one after the other."""
    at, found = 0, []
    for section, start in STARTS.items():
        at = text.index(start, at)
        found.append((section, at))
    ends = [place for _, place in found[1:]]
    return {
        section: text[first:last] for (section, first), last in zip(found[:-1], ends, strict=True)
    }


def hash_of(section: str, words: tuple[str, ...]) -> bytes:
    """First bytes of a hash of words in a row and their section."""
    return hashlib.sha256(f"{section}|{' '.join(words)}".encode()).digest()[:BYTES]


def rows_in(words: list[str]) -> Iterator[tuple[str, ...]]:
    """Every four words in a row."""
    yield from zip(*(words[at:] for at in range(IN_A_ROW)), strict=False)


def known_hashes() -> set[bytes]:
    """Hashes that the repository keeps."""
    packed = base64.b64decode(HASHES.read_text(encoding="ascii"))
    return {packed[at : at + BYTES] for at in range(0, len(packed), BYTES)}


def numbers_of(section: str) -> list[str]:
    """Sections that a statement names, such as ``["4.1", "Foreword"]``."""
    return re.findall(r"Foreword|\d\.\d", section)


def is_in_paper(section: str, excerpt: str, hashes: set[bytes]) -> bool:
    """Whether each part of an excerpt stands, word for word, in a section that is named."""
    return all(
        any(
            {hash_of(one, row) for row in rows_in(words_of(part))} <= hashes
            for one in numbers_of(section)
        )
        for part in excerpt.split(GAP)
    )


def absent(text: str) -> list[str]:
    """Excerpts of the table that do not stand in the text of their section."""
    spaced = {one: f" {' '.join(words_of(part))} " for one, part in sections_of(text).items()}
    return [
        f"{'/'.join((row['dataset'], row['row'], row['field']))}: {part}"
        for row in raw.rows_of("project_2026/statements.csv")
        for part in filter(None, row["excerpt"].split(GAP))
        if not any(f" {' '.join(words_of(part))} " in spaced[one]
                   for one in numbers_of(row["section"]))
    ]  # fmt: skip


def main(path: str) -> int:
    """Check every excerpt against the text, then write the hashes."""
    text = Path(path).read_text(encoding="utf-8")
    missing = absent(text)
    sys.stdout.write("\n".join(missing or ["every excerpt stands in its section"]) + "\n")
    found = {
        hash_of(section, row)
        for section, part in sections_of(text).items()
        for row in rows_in(words_of(part))
    }
    packed = base64.b64encode(b"".join(sorted(found))).decode("ascii")
    HASHES.write_text("\n".join(textwrap.wrap(packed, 100)) + "\n", encoding="ascii")
    return 1 if missing else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1]))
