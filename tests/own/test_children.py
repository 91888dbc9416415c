"""Both children behind the panel: a file is read by one, and built by the other."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest

from geo.files import confined
from geo.own.store import Store
from geo.world.world import World
from layers.own import children
from layers.own.draft import FLOWS
from layers.subjects import open_page_world

MOVES = """origin,destination,moves
Anhui,Beijing,120
Beijing,Anhui,40
Anhui,Shanghai,67
Shanghai,Anhui,*
"""
TOTAL = 120 + 40 + 67
TURNED = {"direction": "destination-first"}


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, str]]:
    """Answers of each reading in the child."""
    seen: list[dict[str, str]] = []
    apart = confined.apart

    def watched(work: str, files: Any, told: Any) -> Any:
        seen.append(told["answers"])
        return apart(work, files, told)

    monkeypatch.setattr(children, "apart", watched)
    return seen


def test_what_was_read_is_built_without_reading_it_again(
    world: World, tmp_path: Path, asked: list[dict[str, str]]
) -> None:
    store = Store(tmp_path / "worlds")
    drafts = children.drafts_beside(store, world)
    draft = drafts.begin()
    drafts.add(draft, "moves_2010_2015.csv", FLOWS, io.BytesIO(MOVES.encode()))
    drafts.take(draft, {})
    made = open_page_world(store.folder / drafts.use(draft, {}))
    assert asked == [{}]
    assert made.table("corridors")["migrants_persons"].sum() == TOTAL
    caveats = [said for one in made.catalogue.values() for said in one.caveats]
    assert any("not confirmed" in one for one in caveats)
    drafts.take(draft, TURNED)
    drafts.use(draft, {})  # known, but what it is built of made room for the other answer
    assert asked == [{}, TURNED, {}]
