"""The table of WCAG 2.2 has every criterion of A and AA, and each names a test that is there."""

from __future__ import annotations

import ast
import re
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
A = [
    "1.1.1",
    "1.2.1",
    "1.2.2",
    "1.2.3",
    "1.3.1",
    "1.3.2",
    "1.3.3",
    "1.4.1",
    "1.4.2",
    "2.1.1",
    "2.1.2",
    "2.1.4",
    "2.2.1",
    "2.2.2",
    "2.3.1",
    "2.4.1",
    "2.4.2",
    "2.4.3",
    "2.4.4",
    "2.5.1",
    "2.5.2",
    "2.5.3",
    "2.5.4",
    "3.1.1",
    "3.2.1",
    "3.2.2",
    "3.2.6",
    "3.3.1",
    "3.3.2",
    "3.3.7",
    "4.1.2",
]
AA = [
    "1.2.4",
    "1.2.5",
    "1.3.4",
    "1.3.5",
    "1.4.3",
    "1.4.4",
    "1.4.5",
    "1.4.10",
    "1.4.11",
    "1.4.12",
    "1.4.13",
    "2.4.5",
    "2.4.6",
    "2.4.7",
    "2.4.11",
    "2.5.7",
    "2.5.8",
    "3.1.2",
    "3.2.3",
    "3.2.4",
    "3.3.3",
    "3.3.4",
    "3.3.8",
    "4.1.3",
]
ROW = re.compile(r"^\| (\d\.\d\.\d+) (.+?) \| (A|AA) \| (.+?) \| (none|`.+`) \|$", re.M)
ROWS = ROW.findall((ROOT / "ACCESS.md").read_text(encoding="utf-8"))
NAMED = sorted({path for *_rest, tests in ROWS for path in re.findall(r"`([^`]+)`", tests)})
OWN = ("1.3.4", "1.4.11", "1.4.13", "2.3.1", "2.5.2", "3.2.1")
"""Criteria that no other test tells anything of."""
NEVER = {"1.2.1", "1.2.2", "1.2.3", "1.2.4", "1.2.5", "1.3.5", "1.4.2", "2.2.1", "2.5.4", "3.3.4",
         "3.3.8"}  # fmt: skip
"""Criteria about what the page does not have: films, sound, clocks, accounts, motion."""


def test_every_criterion_stands_once_with_its_level() -> None:
    found = [(number, level) for number, _name, level, *_rest in ROWS]
    wanted = [(number, "A") for number in A] + [(number, "AA") for number in AA]
    assert len(A) == 31
    assert len(AA) == 24
    assert sorted(found) == sorted(wanted)


def test_only_what_the_page_does_not_have_is_without_a_test() -> None:
    assert {number for number, *_rest, test in ROWS if test == "none"} == NEVER


def test_what_no_rule_of_axe_sees_has_a_test_of_its_own() -> None:
    shared = Counter(path for *_rest, tests in ROWS for path in re.findall(r"`([^`]+)`", tests))
    own = {number: re.findall(r"`([^`]+)`", tests) for number, *_rest, tests in ROWS}
    assert [path for number in OWN for path in own[number] if shared[path] > 1] == []


@pytest.mark.parametrize("named", NAMED)
def test_a_named_test_exists(named: str) -> None:
    path, _, name = named.partition("::")
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    assert name in {one.name for one in tree.body if isinstance(one, ast.FunctionDef)}
