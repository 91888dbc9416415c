"""Both children behind the panel: a file is read by one, and built by the other."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest

from app import create_app, main
from geo.files import confined
from geo.own.store import Store
from geo.world.world import World
from layers.own import children
from layers.own.draft import FLOWS
from layers.serve.guard import DRAFT_PATH, MEGABYTE
from layers.subjects import open_page_world
from tests.serve.forging import ORIGIN

pytestmark = pytest.mark.long

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


def test_a_server_opens_files_up_to_the_size_it_was_started_with(
    world: World, tmp_path: Path
) -> None:
    app = create_app(world, own=Store(tmp_path), most_upload=2 * MEGABYTE)
    client = app.server.test_client()
    assert "At most 2 MB each" in client.get("/_dash-layout").text

    def sent(size: int) -> int:
        body, kind = b" " * size, "application/octet-stream"
        return client.post(DRAFT_PATH, data=body, content_type=kind, headers=ORIGIN).status_code

    assert [sent(2 * MEGABYTE), sent(2 * MEGABYTE + 1)] == [200, 413]


@pytest.mark.parametrize("text", ["0", "257", "-1", "x", "1.5", "²"])
def test_a_wrong_size_of_the_command_line_is_said(
    capsys: pytest.CaptureFixture[str], text: str
) -> None:
    with pytest.raises(SystemExit):
        main([f"--most-upload={text}"])
    assert f"found {text!r}, expected 1 to 256" in capsys.readouterr().err
