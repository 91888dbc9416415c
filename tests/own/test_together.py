"""Two children build a world of many regions, at the same time."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from geo.own import building
from geo.own.building import BUILDING, BuildingError, build_apart
from geo.own.store import ABOVE, Limits, Store
from geo.world.catalog import CATALOGUE_FILE

SECONDS = 20
Hear = Callable[[Mapping[str, Any]], None]


@pytest.mark.parametrize("has_level", [False, True])
def test_the_level_above_is_built_while_the_whole_still_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, has_level: bool
) -> None:
    begun, done = threading.Event(), []

    def runs(task: str, folder: Path, _content: bytes, hear: Hear) -> dict[str, Any]:
        if task == ABOVE:
            begun.set()
        else:
            (folder / CATALOGUE_FILE).write_bytes(b"{}")
            hear({"step": BUILDING, ABOVE: has_level})
            assert begun.wait(SECONDS) or not has_level
        done.append(task)
        return {}

    monkeypatch.setattr(building, "run", runs)
    if not has_level:
        begun.set()
    store, steps = Store(tmp_path), list[str]()
    assert build_apart(b"", store, steps.append) == store.list()[0].id
    assert {*done} == ({"make", ABOVE} if has_level else {"make"})
    assert steps == [BUILDING]


def test_a_world_whose_level_cannot_be_built_is_not_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def runs(task: str, folder: Path, _content: bytes, hear: Hear) -> dict[str, Any]:
        if task == ABOVE:
            raise BuildingError(("no room",))
        (folder / CATALOGUE_FILE).write_bytes(b"{}")
        hear({"step": BUILDING, ABOVE: True})
        return {}

    monkeypatch.setattr(building, "run", runs)
    store = Store(tmp_path, Limits())
    with pytest.raises(BuildingError, match="no room"):
        build_apart(b"", store)
    assert store.list() == []
