"""SECURITY.md: every requirement of ASVS 5.0 up to level 2 once, each with a test that is there."""

from __future__ import annotations

import ast
import re
from itertools import chain

import pytest

from geo.files.confined import GB, WORKS
from geo.own.store import Limits
from layers.serve.guard import MEGABYTE, MOST_BODY_BYTES, OWN_BYTES
from layers.serve.server import HEADER_BYTES
from tests.serve.running import ROOT

TEXT = (ROOT / "SECURITY.md").read_text("utf-8")
LEVELS = {
    "V1": ("22", "1111122223", "112222222223", "222", "123"),
    "V2": ("122", "112", "12223", "23"),
    "V3": ("3", "113", "12223", "11222233", "11122333", "3", "22333"),
    "V4": ("12233", "23333", "22", "1222"),
    "V5": ("2", "112333", "113", "222"),
    "V6": ("122", "111111112222", "11223333", "112233", "22222333", "2223", "33", "2222"),
    "V7": ("222", "1111", "22", "11222", "223", "22"),
    "V8": ("1233", "1123", "133", "23"),
    "V9": ("111", "1222"),
    "V10": ("22", "223", "22223", "1111122222233333", "22222", "22", "222"),
    "V11": ("2233", "22233", "11233", "1222", "23", "23", "33"),
    "V12": ("12233", "11", "22223"),
    "V13": ("2333", "222223", "2233", "1222233"),
    "V14": ("22", "12223333", "122"),
    "V15": ("12233", "12233", "1222222", "3333"),
    "V16": ("2", "22222", "2222", "222", "2223"),
    "V17": ("23", "22223333", "22"),
}
"""Levels of the requirements of each section, in the order of their numbers, of version 5.0.0."""
BY_LEVEL = {"1": 70, "2": 183, "3": 92}
WANTED = [
    f"{chapter}.{section}.{place}"
    for chapter, sections in LEVELS.items()
    for section, levels in enumerate(sections, 1)
    for place, level in enumerate(levels, 1)
    if level != "3"
]
ROWS = re.findall(r"^\| (V[\d.]+) \| (.+?) \| (none|`.+`) \|$", TEXT, re.MULTILINE)
LEFT_OUT = re.findall(r"^\| (V[\d., toV]+) \| ([^|]+) \|$", TEXT, re.MULTILINE)
NAMED = sorted({path for *_rest, tests in ROWS for path in re.findall(r"`([^`]+)`", tests)})
BARE = ("*operator*", "*not met*")
"""How a line begins or says that no test of ours can prove it."""


def spread(numbers: str) -> list[str]:
    """Numbers of a line: with commas, or from one to another."""
    first, to, last = numbers.partition(" to ")
    if to:
        return WANTED[WANTED.index(first) : WANTED.index(last) + 1]
    return numbers.split(", ")


def test_the_levels_are_as_many_as_the_standard_has() -> None:
    every = "".join(chain.from_iterable(LEVELS.values()))
    assert {level: every.count(level) for level in "123"} == BY_LEVEL


def test_every_requirement_stands_once() -> None:
    found = [number for number, *_rest in ROWS]
    found += [number for numbers, _why in LEFT_OUT for number in spread(numbers)]
    assert sorted(found) == sorted(WANTED)


def test_what_does_not_apply_says_why() -> None:
    assert len(LEFT_OUT) > 10
    assert [numbers for numbers, why in LEFT_OUT if len(why) < 8] == []


def test_a_line_without_a_test_says_who_does_it_or_that_it_is_not_met() -> None:
    bare = [(number, how) for number, how, test in ROWS if test == "none"]
    assert [number for number, how in bare if not any(word in how for word in BARE)] == []


@pytest.mark.parametrize("named", NAMED)
def test_a_named_test_exists(named: str) -> None:
    path, parted, name = named.partition("::")
    tree = ast.parse((ROOT / path).read_text("utf-8"))
    tests = {one.name for one in tree.body if isinstance(one, ast.FunctionDef)}
    assert name in tests if parted else any(one.startswith("test_") for one in tests)


def test_the_limits_are_those_of_the_code() -> None:
    said = re.sub(r"\s+", " ", TEXT.partition("## Limits")[2].partition("## What is stored")[0])
    draft, sheet = WORKS["draft"], WORKS["sheet"]
    assert f"{MOST_BODY_BYTES // 1024} kB" in said
    assert f"{OWN_BYTES // MEGABYTE} MB" in said
    assert f"{draft.memory / GB:g} GB, {draft.computing} s of computing, {draft.wall} s" in said
    assert f"{sheet.memory / GB:g} GB, {sheet.computing} s, {sheet.wall} s" in said
    assert f"{Limits().most_bytes // 1024**2:,} MB, {Limits().days:g} days" in said
    assert f"{HEADER_BYTES // 1024} kB" in said


def test_chance_and_hashes_are_those_of_python() -> None:
    weak = re.compile(r"\b(?:md5|sha1)\(|^\s*(?:import|from) (?:Crypto|cryptography)\b", re.M)
    ids = re.compile(r"\brandom\.|numpy\.random|uuid")
    serving = [*ROOT.glob("layers/**/*.py"), *ROOT.glob("geo/own/*.py"), ROOT / "app.py"]
    texts = {path: path.read_text("utf-8") for path in serving}
    assert [str(path) for path, text in texts.items() if weak.search(text)] == []
    assert [str(path) for path, text in texts.items() if ids.search(text)] == []
