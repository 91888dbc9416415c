"""Letters of pictures: every sign that the page can write has one of its own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from geo.world.catalog import DATA_DIR
from layers.picture.letters import ALIKE, RARE, USUAL, as_style, letters_for, usual_signs

ROOT = Path(__file__).resolve().parents[2]
RARE_SIGNS = "㙦㵲𫖯"


def signs_of(file: Path) -> set[str]:
    return {chr(code) for code in TTFont(file).getBestCmap()}


@pytest.fixture(scope="module")
def known() -> set[str]:
    return signs_of(USUAL) | signs_of(RARE)


def test_every_sign_of_catalogues_styles_scripts_and_data_has_a_letter(known: set[str]) -> None:
    written = [
        *ROOT.glob("layers/text/locale/**/*.po"),
        *ROOT.glob("layers/**/*.py"),
        *(path for path in ROOT.glob("assets/**/*.*s") if "vendor" not in path.parts),
        *DATA_DIR.glob("raw/**/*.csv"),
        DATA_DIR / "datapackage.json",
    ]
    found = {sign for path in written for sign in path.read_text("utf-8", "ignore")}
    bare = {sign for sign in found if sign.isprintable()} - known - {"\ufeff", "\ufffd"}
    assert bare == set()


def test_rare_signs_of_place_names_are_known_and_lie_apart(known: set[str]) -> None:
    assert set(RARE_SIGNS) <= known
    assert not set(RARE_SIGNS) & signs_of(USUAL)
    assert not signs_of(USUAL) & signs_of(RARE)
    assert {chr(code) for code in usual_signs()} >= {"徽", "→", "万", "−", "～"}


def test_signs_that_the_typeface_lacks_look_like_their_nearest() -> None:
    found = TTFont(USUAL).getBestCmap()
    assert {sign: found[ord(sign)] for sign in ALIKE} == {
        sign: found[ord(alike)] for sign, alike in ALIKE.items()
    }


def test_a_text_brings_its_own_letters_and_no_others() -> None:
    (signs, file), (rare_signs, rare) = letters_for("安徽 㵲")
    assert (signs, rare_signs) == ({ord(sign) for sign in "安徽 "}, {ord("㵲")})
    assert len(file) < 5_000
    assert len(rare) < 5_000
    assert re.findall(r"unicode-range:([^}]+)", as_style("安㵲")) == ["U+5B89", "U+3D72"]
