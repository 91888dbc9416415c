"""Numbers as a reader sees them, in English and in Chinese."""

from __future__ import annotations

import math
import re
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


PEOPLE = st.floats(-9e8, 9e8)
UNIT = re.compile(r"^[−+]?[\d,]+(?:\.(\d+))?( million|M|K|)$")


@given(PEOPLE)
def test_short_numbers_are_short(value: float) -> None:
    assert len(numbers.short(value)) <= 7  # −99.9K, −999M


def forms(said: list[str]) -> set[tuple[str, int]]:
    """Unit and number of decimals of each written number."""
    found = [UNIT.match(one) for one in said]
    assert all(found), said
    return {(one[2], len(one[1] or "")) for one in found if one}


def large(values: list[float], said: list[str]) -> list[str]:
    """Written numbers of a thousand and more; smaller ones are whole, whatever unit the row has."""
    pairs = list(zip(values, said, strict=True))
    small = [one for value, one in pairs if abs(value) < 999.5]
    assert forms(small) <= {("", 0)}, said
    return [one for value, one in pairs if abs(value) >= 999.5]


@given(st.lists(PEOPLE, min_size=1, max_size=6), st.sampled_from(["long", "short"]))
def test_one_row_has_one_unit_and_one_number_of_decimals(values: list[float], form: str) -> None:
    said = numbers.alike(values, form)
    assert len(forms(large(values, said))) <= 1, said
    assert {unit for unit, _places in forms(said)} <= (
        {" million", ""} if form == "long" else {"M", "K", ""}
    )


@given(st.lists(PEOPLE, min_size=1, max_size=6), st.sampled_from(["long", "short"]))
def test_a_row_keeps_two_figures_of_each_number(values: list[float], form: str) -> None:
    factor = {" million": 1e6, "M": 1e6, "K": 1e3, "": 1}
    for value, one in zip(values, numbers.alike(values, form), strict=True):
        unit = (UNIT.match(one) or [])[2]
        digits = one.removesuffix(unit).replace(",", "").replace(numbers.MINUS, "-")
        read = float(digits) * factor[unit]
        coarse = 10_000 if form == "short" and abs(value) < 100_000 else 0
        assert read == pytest.approx(value, rel=0.06, abs=0.51 + coarse)


@given(PEOPLE, st.floats(0, 1e7))
def test_the_ends_of_a_range_are_told_apart(low: float, width: float) -> None:
    high = low + width
    first, last = numbers.span(low, high)
    assert (first == last) == (round(low) == round(high)) or width < 20  # below every step
    assert len(forms(large([low, high], [first, last]))) <= 1


@given(PEOPLE | st.floats(-5, 5))
def test_there_is_no_zero_below_zero_and_no_m_for_million(value: float) -> None:
    written = [write(value) for write in (numbers.people, numbers.short, numbers.percent)]
    written += [*numbers.alike([value, 0.0]), *numbers.alike([value], "short")]
    for said in written:
        assert not re.fullmatch(r"−0(?:\.0+)?[%KM]?", said), said
        assert not re.search(r"\d ?m$", said), said


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
