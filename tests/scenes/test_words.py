"""Every message of scenes is said by a script, and every one that a script says is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from layers.scenes import words

ASSETS = Path(__file__).resolve().parents[2] / "assets"
SCRIPTS = [ASSETS / "scenes.js", *sorted((ASSETS / "scenes").glob("*.js"))]


def quoted() -> set[str]:
    """Words in quotes in the scripts of scenes."""
    texts = [path.read_text("utf-8") for path in SCRIPTS]
    return {word for text in texts for word in re.findall(r'"(\w+)"', text)}


def asked(function: str) -> set[str]:
    """Keys that a function of the scripts is called with."""
    texts = [path.read_text("utf-8") for path in SCRIPTS]
    return {key for text in texts for key in re.findall(rf'\b{function}\("(\w+)"', text)}


@pytest.mark.parametrize("known", [words.said(), words.wrong()], ids=["said", "wrong"])
def test_every_message_is_said_by_a_script(known: dict[str, str]) -> None:
    assert set(known) - quoted() == set()


def test_every_message_that_a_script_says_is_known() -> None:
    assert len(asked("sceneSaid")) > 10
    assert asked("sceneSaid") - set(words.said()) == set()
    assert (asked("sceneWrong") | asked("refuseScenes")) - set(words.wrong()) == set()


def test_the_limits_have_a_place_in_what_is_refused() -> None:
    refused = " ".join(words.wrong().values())
    places = set(re.findall(r"{(\w+)}", refused))
    assert {"title", "note", "query", "megabytes", "most"} <= places
    assert words.LIMITS["bytes"] == words.LIMITS["megabytes"] * 2**20
