"""Numbers as a reader sees them, in English and in Chinese."""

from __future__ import annotations

import math
from collections.abc import Iterator

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from layers.text import numbers
from layers.text.gettext import language


@pytest.fixture
def chinese() -> Iterator[None]:
    token = language.set("zh")
    yield
    language.reset(token)


@given(st.floats(-1e9, 1e9))
def test_people_are_rounded_to_three_figures_and_read_back(value: float) -> None:
    said = numbers.people(value).replace(",", "").replace(numbers.MINUS, "-")
    number, _, unit = said.partition(" ")
    read = float(number) * (1_000_000 if unit == "million" else 1)
    assert read == pytest.approx(value, rel=0.006, abs=0.51)


@pytest.mark.parametrize("lang", ["en", "zh", "de", "fr", "pl"])
@given(value=st.floats(-1e9, 1e9) | st.integers(-(10**9), 10**9), places=st.integers(0, 3))
def test_a_plain_number_is_written_as_babel_writes_it(lang: str, value: float, places: int) -> None:
    pattern = "#,##0" + ("." + "0" * places if places else "")
    shown = float(value) if round(value, places) else 0.0  # no zero below zero
    expected = format_decimal(shown, pattern, locale=lang)
    token = language.set(lang)
    try:
        assert numbers.decimal(value, places) == expected.replace("-", numbers.MINUS)
    finally:
        language.reset(token)


@given(st.floats(-9e8, 9e8))
def test_short_numbers_are_short(value: float) -> None:
    assert len(numbers.short(value)) <= 9


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (999_499, "999,000"), (999_999, "1.00 million"), (12_345_678, "12.3 million"),
        (123_456_789, "123 million"), (99.6, "100"), (0.4, "0"), (-2_521_330, "−2.52 million"),
    ],
)  # fmt: skip
def test_people_at_the_edges(value: float, said: str) -> None:
    assert numbers.people(value) == said


@pytest.mark.parametrize("write", [numbers.people, numbers.short, numbers.percent])
def test_what_is_missing_is_never_a_zero(write) -> None:
    assert write(math.nan) == "no figure"


@pytest.mark.parametrize(
    ("value", "said"),
    [(2_521_330, "252万"), (668_660, "66.9万"), (-75.4, "−75"), (1_300_000_000, "13亿")],
)
def test_chinese_counts_people_in_ten_thousands(chinese: None, value: float, said: str) -> None:
    assert numbers.people(value) == numbers.short(value) == said


def test_chinese_rounds_where_english_does(chinese: None) -> None:
    assert numbers.millions(229_420_000, 1) == "2.294亿"


def test_a_language_with_long_units_writes_them_out() -> None:
    token = language.set("fr")
    try:
        assert numbers.people(2_521_330) == "2,52 millions"
    finally:
        language.reset(token)
