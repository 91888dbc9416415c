"""Why a file cannot be read is said in the language of the page, to the last word."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from geo.files.confined import apart
from geo.files.opened import opened
from geo.files.unreadable import Said, UnreadableFileError, said
from geo.outlines.outlined import outlined
from layers.own import words
from layers.text import gettext as text
from layers.text.extract import CATALOGUES, SAY, refusal_texts
from layers.text.gettext import LOCALE_DIR
from tests.files.bad_texts import KINDS, PACKED, TEXTS
from tests.outlines.broken import cases

GEO = Path(__file__).parents[3] / "geo"
MOST_BYTES = 2_000_000
"""What is larger has the words of a small one."""
FILES = {
    name: content for name, content in (KINDS | PACKED | TEXTS).items() if len(content) < MOST_BYTES
}
OUTLINES = {
    one.name: one.content for one in cases() if not one.told and len(one.content) < MOST_BYTES
}


def refused(error: UnreadableFileError, lang: str = "zh") -> str:
    values = {"where": error.where, "reason": error.reason, "remedy": error.remedy}
    with text.spoken(lang, text.PLAIN):
        return words.refusal("unreadable", values)


@pytest.mark.parametrize("path", sorted(LOCALE_DIR.glob(CATALOGUES)), ids=lambda one: one.parts[-3])
def test_every_reason_and_remedy_has_words_in_each_language(path: Path) -> None:
    with path.open("rb") as file:
        known = read_po(file)
    declared = {message for message, _place in refusal_texts() if message}
    assert len(declared) > 100
    for message in declared:
        told = known[message].string if message in known else ""
        assert told, message
        assert set(re.findall(r"{\w+}", told)) == set(re.findall(r"{\w+}", message)), message


def test_every_message_is_a_plain_text_where_it_is_said() -> None:
    calls = [
        (path.name, node)
        for room in SAY
        for path in (GEO / room).rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "said"
    ]
    assert len(calls) > 100
    for name, node in calls:
        assert isinstance(node.args[0], ast.Constant), f"{name}, line {node.lineno}"


def messages(told: object) -> list[str]:
    """A message, and those that fill its places."""
    if not isinstance(told, Said):
        return []
    return [told.message, *(one for value in told.values.values() for one in messages(value))]


@pytest.mark.parametrize("name", FILES)
def test_a_bad_file_is_refused_in_chinese(name: str) -> None:
    with pytest.raises(UnreadableFileError) as caught:
        opened("moves.csv", FILES[name], {})
    _in_chinese(caught.value)


@pytest.mark.parametrize("name", OUTLINES)
def test_a_bad_boundary_file_is_refused_in_chinese(name: str) -> None:
    with pytest.raises(UnreadableFileError) as caught:
        outlined("regions.zip", OUTLINES[name], {})
    _in_chinese(caught.value)


def _in_chinese(error: UnreadableFileError) -> None:
    known = {message for message, _place in refusal_texts()}
    parts = [one for part in (error.where, error.reason, error.remedy) for one in messages(part)]
    assert len(parts) >= 2
    assert {*parts} <= known
    told = refused(error)
    assert "此前的内容没有改变" in told
    for message in parts:
        for piece in re.split(r"{\w+}", message):
            assert not re.search("[a-z]{3} [a-z]{2}", piece) or piece not in told, piece


def test_what_the_child_refuses_keeps_its_message() -> None:
    with pytest.raises(UnreadableFileError) as caught:
        apart("grids", [("broken.xlsx", b"PK\x03\x04" + 60 * b"x")], {})
    assert refused(caught.value) == (
        "broken.xlsx：打包文件损坏或不完整；重新打包或另存。此前的内容没有改变。"
    )
    assert refused(caught.value, "en").startswith("broken.xlsx: a packed file that is damaged")


def test_numbers_and_names_stand_in_the_words_of_the_language() -> None:
    where = said("{file}, {part}", file="a.xlsx", part=said("sheet {name}", name="S"))
    reason = said("more than {most} rows", most=20_000)
    told = refused(UnreadableFileError(where, reason, said("shorten it")))
    assert told.startswith("a.xlsx，工作表S：超过20,000行；")
