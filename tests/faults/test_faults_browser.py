"""Some of the faults of `make faults`, with few readers; the others run by that command."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from geo.view.vocabulary import Vocabulary
from geo.world.catalog import DATA_DIR
from layers.subjects import open_page_world
from tests.bars.bar import MISSED, NOT_RUN, OK, Bar
from tests.faults import __main__ as command
from tests.faults.readers import Size
from tests.faults.setting import Setting, saved
from tests.load.hosting import program

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(not program(), reason="nginx is not here: not run"),
]
FEW = Size(readers=4, thinking=0.5, pause=0.2)
WHOLE = pytest.mark.whole
CHOSEN = (
    pytest.param("X2", marks=WHOLE),
    pytest.param("X4", marks=WHOLE),
    pytest.param("X6", marks=WHOLE),
)


@pytest.fixture(scope="module")
def setting(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Setting]:
    from geo.build.build import build

    build(DATA_DIR, DATA_DIR / "built")
    vocabulary: Vocabulary = open_page_world(DATA_DIR).vocabulary
    kept: Path = tmp_path_factory.mktemp("kept") / "own"
    return Setting(vocabulary, kept, saved(kept), FEW, browser)


def test_the_faults_are_twelve() -> None:
    assert [*command.FAULTS] == [f"X{number}" for number in range(1, 13)]


@pytest.mark.parametrize("name", CHOSEN)
def test_a_fault_is_survived(setting: Setting, name: str) -> None:
    found = command.FAULTS[name](setting)
    if found.verdict == NOT_RUN:
        pytest.skip(f"not run: {found.figure}")
    assert found.verdict == OK, str(found)


def test_without_a_browser_what_needs_one_is_not_run(setting: Setting) -> None:
    alone = replace(setting, browser=None)
    needing = ("X2", "X11", "X12")
    assert {command.FAULTS[name](alone).verdict for name in needing} == {NOT_RUN}


def test_a_fault_that_stopped_in_the_middle_is_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    def stops(_setting: Setting) -> Bar:
        raise AssertionError("nothing came of it")

    monkeypatch.setitem(command.FAULTS, "X1", stops)
    assert command.done("X1", None).verdict == MISSED  # type: ignore[arg-type]
