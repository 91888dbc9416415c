"""Some hundred changed files, of every kind: each ends as a reader can understand."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.fuzz.batches import Figures, run
from tests.fuzz.child import SECONDS
from tests.fuzz.mutations import mutated
from tests.fuzz.seeds import seeds

pytestmark = pytest.mark.long

COUNT, MOST_GB = 240, 1.5


def test_changed_files_end_in_a_report_or_a_message() -> None:
    figures = Figures()
    assert [*run(range(COUNT), figures)] == [COUNT]
    assert figures.faults == []
    assert sum(figures.endings.values()) == COUNT
    ends = Counter(ending.split(": ")[1] for ending in figures.endings.elements())
    assert min(ends["read"], ends["waits"], ends["refused"]) >= 10
    assert figures.sampled >= 3
    assert 0 < figures.slowest[0] < SECONDS
    assert 0 < figures.largest[0] < MOST_GB


def test_a_number_names_one_file_and_nearly_every_number_another() -> None:
    some = [mutated(number) for number in range(COUNT)]
    assert [one.content for one in some] == [mutated(number).content for number in range(COUNT)]
    assert len({one.content for one in some}) > 0.9 * COUNT
    sound = {one.content for one in seeds()}
    assert sum(one.content in sound for one in some) < 0.1 * COUNT
    assert len({one.seed.name for one in some}) > 0.9 * len(sound)


def test_sound_files_are_the_same_bytes_each_time() -> None:
    assert seeds() == seeds()
