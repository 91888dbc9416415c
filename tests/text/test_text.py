"""Numbers and texts as they are written."""

from __future__ import annotations

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from layers.text import gettext as text

UNFILLED = re.compile(r"(?<!%)\{[a-z_]+\}")


@given(st.floats(-1e9, 1e9))
def test_people_are_rounded_to_three_figures_and_read_back(value: float) -> None:
    said = text.people(value).replace(",", "").replace(text.MINUS, "-")
    number, _, unit = said.partition(" ")
    read = float(number) * (1_000_000 if unit == "million" else 1)
    assert read == pytest.approx(value, rel=0.006, abs=0.51)


@given(st.floats(-9e8, 9e8))
def test_short_numbers_are_short(value: float) -> None:
    assert len(text.short(value)) <= 9


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (999_499, "999,000"), (999_999, "1.00 million"), (12_345_678, "12.3 million"),
        (123_456_789, "123 million"), (99.6, "100"), (0.4, "0"), (-2_521_330, "−2.52 million"),
    ],
)  # fmt: skip
def test_people_at_the_edges(value: float, said: str) -> None:
    assert text.people(value) == said


@pytest.mark.parametrize("write", [text.people, text.short, text.percent])
def test_what_is_missing_is_never_a_zero(write) -> None:
    assert write(math.nan) == "no figure"


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


def test_no_raw_blank_reaches_a_reader(all_views: dict[str, set[str]]) -> None:
    raw = re.compile(r"\bnan\b|\bNaN\b|<NA>|\bundefined\b")
    for query, texts in all_views.items():
        assert [one[:80] for one in texts if raw.search(one)] == [], query
