"""The catalogue of each language is whole, in step, and keeps what a message must keep."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from geo.world.world import World
from layers.text.extract import CATALOGUES, LOCALE_DIR, merged
from layers.text.gettext import PLAIN
from tests import raw

PATHS = sorted(LOCALE_DIR.glob(CATALOGUES))
EVERY = pytest.mark.parametrize("path", PATHS, ids=lambda path: path.parts[-3])
PLACE = re.compile(r"\{(\w*)\}")
MARKUP = re.compile(r"</?\w+[^>]*>")
HAN = r"[\u4e00-\u9fff]"
MIXED = re.compile(rf"{HAN} *[,;:?!()]|[,;:?!()] *{HAN}|{HAN} +[\w{{]|[\w}}] +{HAN}")
NOUNS = {place for place, _noun in PLAIN}
"""Places that a language may leave out or spell with another case: its own words hold them."""


def translations(path: Path) -> list[tuple[str, str, str]]:
    """Message, its form for many and the first form in the language."""
    found = []
    for one in read_po(BytesIO(path.read_bytes())):
        if one.id:
            both = one.id if isinstance(one.id, tuple) else (one.id, one.id)
            said = one.string[0] if isinstance(one.string, (tuple, list)) else one.string
            found.append((*both, said))
    return found


def places(said: str) -> set[str]:
    return {place for place in PLACE.findall(said) if place.lower() not in NOUNS}


@EVERY
def test_every_message_has_words_and_none_is_left_over(world: World, path: Path) -> None:
    """What the command would write is what stands there."""
    assert merged(path.read_bytes(), world) == path.read_bytes(), "python -m layers.text.extract"
    assert [one for one, _many, said in translations(path) if not said.strip()] == []
    assert [one.id for one in read_po(BytesIO(path.read_bytes())) if one.fuzzy] == []  # not shown


@EVERY
def test_places_and_markup_are_those_of_the_message(path: Path) -> None:
    rows = translations(path)
    assert [
        (one, said) for one, many, said in rows if places(said) != places(one) | places(many)
    ] == []
    assert [
        (one, said)
        for one, _many, said in rows
        if sorted(MARKUP.findall(said)) != sorted(MARKUP.findall(one))
    ] == []


CHINESE = [path for path in PATHS if path.parts[-3] == "zh"]


@pytest.mark.parametrize("path", CHINESE, ids=lambda path: path.parts[-3])
def test_chinese_has_its_own_marks_and_no_blanks_inside(path: Path) -> None:
    quoted = re.compile(r"\{[^{}]*\}|`[^`]*`|https?://\S+|</?\w+[^>]*>")
    wrong = [
        said
        for _one, _many, said in translations(path)
        if MIXED.search(quoted.sub("0", said)) or re.search("[–！您你]|(?<!申)请(?!求)", said)
    ]
    assert wrong == []


@pytest.mark.parametrize("path", CHINESE, ids=lambda path: path.parts[-3])
def test_sites_have_the_name_of_their_table(path: Path) -> None:
    said = {one: words for one, _many, words in translations(path)}
    rows = raw.rows_of("unesco_2005-paper/pilot_sites.csv")
    named = {row["name"]: row["name_zh"] for row in rows if row["name_zh"]}
    assert len(named) == 8
    assert {name: said[name] for name in named} == named


def test_what_is_new_waits_for_its_words_and_what_is_gone_goes(world: World) -> None:
    known = read_po(BytesIO(PATHS[0].read_bytes()))
    lost = next(one.id for one in known if one.id and isinstance(one.id, str))
    del known[lost]
    known.add("no longer said", "没有了")
    changed = read_po(BytesIO(merged(_bytes(known), world)))
    assert not changed[lost].string
    assert changed.get("no longer said") is None


def _bytes(catalogue: Catalog) -> bytes:
    written = BytesIO()
    write_po(written, catalogue)
    return written.getvalue()
