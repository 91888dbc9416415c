"""Every wrong boundary file ends in a message with its name, feature, reason and remedy."""

from __future__ import annotations

import time
from functools import cache

import pytest

from geo.files.unreadable import UnreadableFileError
from geo.outlines.outlined import outlined
from geo.outlines.told import OUTLINE_FINDINGS
from tests.outlines.apart import outlined_apart
from tests.outlines.broken import CANARY, FILE, Case, cases

OF_THE_FILE = {
    "outline-links",
    "outline-crs-taken",
    "outline-crs-unknown",
    "outline-latitude-first",
    "outline-parts-missing",
}
FAR_TOO_LARGE = ("ring: two million points", "ring: 160,000 holes", "ring: star of 10001",
                 "topology: one arc half a million times", "feature: 100,001 of them")  # fmt: skip


@cache
def named() -> dict[str, Case]:
    found = cases()
    made = {one.name: one for one in found}
    assert len(made) == len(found)
    return made


def test_there_are_enough_and_each_is_another() -> None:
    assert len(named()) >= 150
    assert len({one.content for one in named().values()}) == len(named())


@pytest.mark.parametrize("name", list(named()))
def test_a_wrong_file_ends_in_a_message(name: str) -> None:
    case, start = named()[name], time.process_time()
    if not case.told:
        with pytest.raises(UnreadableFileError) as caught:
            outlined(FILE, case.content, {})
        said = str(caught.value)
        assert said.startswith(FILE)
        assert case.says in said
        assert caught.value.reason
        assert caught.value.remedy
        assert CANARY not in said
    else:
        _, findings, _ = outlined(FILE, case.content, {})
        (found,) = [one for one in findings if one.kind == case.told]
        assert found.part == OUTLINE_FINDINGS[case.told]
        if case.told not in OF_THE_FILE:
            assert 2 in found.rows
            assert found.texts[found.rows.index(2)]
        assert CANARY not in repr(findings)
    assert time.process_time() - start < 10


@pytest.mark.parametrize("name", FAR_TOO_LARGE)
def test_what_is_far_too_large_ends_inside_the_limits_of_the_child(name: str) -> None:
    case = named()[name]
    if case.told:
        assert case.told in {one.kind for one in outlined_apart(FILE, case.content)[1]}
    else:
        with pytest.raises(UnreadableFileError, match="too complex"):
            outlined_apart(FILE, case.content)
