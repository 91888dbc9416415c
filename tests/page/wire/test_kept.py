"""Replies that are kept: made once for all who ask, told to all when they fail."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from app import create_app
from geo.world.world import World
from layers.page import wire
from layers.page.kept import Kept

READERS = 100
PATIENCE_SECONDS = 30


class Maker:
    """Makes what it is asked for once it is told to go on."""

    def __init__(self, fails: bool = False) -> None:
        self.asked: list[str] = []
        self.go, self._fails = threading.Event(), fails

    def __call__(self, key: str) -> bytes:
        self.asked.append(key)
        assert self.go.wait(PATIENCE_SECONDS)
        if self._fails:
            raise ValueError(key)
        return key.encode()


def test_what_a_hundred_ask_for_at_once_is_made_once() -> None:
    maker = Maker()
    kept, together = Kept(maker, 1_000), threading.Barrier(READERS + 1)

    def ask() -> bytes:
        together.wait(PATIENCE_SECONDS)
        return kept("one")

    with ThreadPoolExecutor(READERS) as pool:
        asked = [pool.submit(ask) for _ in range(READERS)]
        together.wait(PATIENCE_SECONDS)
        maker.go.set()
        assert {one.result() for one in asked} == {b"one"}
    assert maker.asked == ["one"]


def test_what_fails_fails_for_all_who_wait_and_is_tried_anew_by_the_next() -> None:
    maker = Maker(fails=True)
    kept = Kept(maker, 1_000)
    with ThreadPoolExecutor(2) as pool:
        asked = [pool.submit(kept, "one") for _ in range(2)]
        maker.go.set()
        for one in asked:
            with pytest.raises(ValueError, match="one"):
                one.result()
    before = len(maker.asked)
    with pytest.raises(ValueError, match="one"):
        kept("one")
    assert len(maker.asked) == before + 1
    assert kept.held_bytes == 0


def test_a_question_of_a_hundred_readers_at_once_is_worked_out_once(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those for whom there is no place are told when to return, the others have the same reply."""
    worked, answer = [], wire.answer
    monkeypatch.setattr(
        wire, "answer", lambda *asked: worked.append(asked[2].view) or answer(*asked)
    )
    server = create_app(world).server
    server.test_client().get("/view")  # what the first question ever opens
    worked.clear()
    together = threading.Barrier(READERS)

    def ask() -> tuple[int, bytes]:
        together.wait(PATIENCE_SECONDS)
        reply = server.test_client().get("/view?top=37&shade=in-rate")
        return reply.status_code, reply.data if reply.status_code == 200 else b""

    with ThreadPoolExecutor(READERS) as pool:
        replies = [one.result() for one in [pool.submit(ask) for _ in range(READERS)]]
    assert {status for status, _ in replies} <= {200, 503}
    assert len({body for status, body in replies if status == 200}) == 1
    assert [view.top for view in worked] == ["37"]
