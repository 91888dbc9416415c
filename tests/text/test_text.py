"""Texts as they are written, and the languages that are offered."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from layers.text import gettext as text

BLANKS = re.compile(r"(?<![\w.,/–-])\d{1,3}(?:[ \xa0\u2009\u202f]\d{3})+(?![\w.,–-])")
UNFILLED = re.compile(r"(?<!%)\{[a-z_]+\}")


@given(st.text(max_size=40))
def test_escaped_text_holds_no_markup_and_reads_the_same(written: str) -> None:
    safe = text.escaped(written)
    assert not set("<>") & set(safe)
    assert safe.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&") == written


def test_an_empty_message_is_no_header() -> None:
    assert text._("") == ""


def test_a_language_without_a_catalogue_speaks_english() -> None:
    token = text.language.set("xx")
    try:
        assert text._("Corridors") == "Corridors"
    finally:
        text.language.reset(token)


def test_only_complete_languages_are_offered() -> None:
    assert text.languages()[0] == "en"


def test_no_template_is_left_unfilled(all_views: dict[str, set[str]]) -> None:
    for query, texts in all_views.items():
        assert [one for one in texts if UNFILLED.search(one)] == [], query


def test_thousands_are_parted_in_one_way(all_views: dict[str, set[str]]) -> None:
    """By a comma, as in "80,000"; a blank between figures would be a second way."""
    written = {
        found[0]
        for texts in all_views.values()
        for text in texts
        for found in BLANKS.finditer(text)
    }
    assert written == set()
    assert any("80,000" in text for texts in all_views.values() for text in texts)


def test_no_raw_blank_reaches_a_reader(all_views: dict[str, set[str]]) -> None:
    raw = re.compile(r"\bnan\b|\bNaN\b|<NA>|\bundefined\b")
    for query, texts in all_views.items():
        assert [one[:80] for one in texts if raw.search(one)] == [], query
