"""Inequality against answers worked by hand, laws that always hold, and PySAL."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from inequality.gini import Gini
from inequality.theil import Theil, TheilD

from geo.disparity.inequality import gini, lorenz, theil_l, theil_t, zone_parts
from geo.errors import DataError

VALUES = st.floats(0.01, 1e6)
WEIGHTS = st.floats(1, 1e8)
ROWS = st.lists(st.tuples(VALUES, WEIGHTS, st.sampled_from("abcd")), min_size=1, max_size=40)
LAWS = settings(max_examples=60, deadline=None, derandomize=True, database=None)


def figures(rows: list[tuple[float, float, str]]) -> tuple[pd.Series, pd.Series, pd.Series]:
    codes = [f"{place:02}" for place in range(len(rows))]
    return tuple(pd.Series(column, index=codes) for column in zip(*rows, strict=True))


def world() -> tuple[pd.Series, pd.Series, pd.Series]:
    """Worked by hand: 10 people, mean 4; east 4 people with mean 7, west 6 people with mean 2."""
    return figures([(6.0, 2.0, "east"), (8.0, 2.0, "east"), (2.0, 3.0, "west"), (2.0, 3.0, "west")])


def test_theil_t_and_l_of_a_world_worked_by_hand() -> None:
    values, weights, _ = world()
    t = 0.2 * 1.5 * math.log(1.5) + 0.2 * 2 * math.log(2) + 0.6 * 0.5 * math.log(0.5)
    low = -0.2 * math.log(1.5) - 0.2 * math.log(2) - 0.6 * math.log(0.5)
    assert theil_t(values, weights) == pytest.approx(t, abs=1e-12)
    assert theil_l(values, weights) == pytest.approx(low, abs=1e-12)


def test_zone_parts_of_a_world_worked_by_hand() -> None:
    parts = zone_parts(*world())
    assert parts.index.tolist() == ["east", "west"]
    assert parts["mean"].tolist() == pytest.approx([7, 2])
    assert parts["population_share"].tolist() == pytest.approx([0.4, 0.6])
    assert parts["value_share"].tolist() == pytest.approx([0.7, 0.3])
    assert parts["theil_t_between"].tolist() == pytest.approx(
        [0.7 * math.log(1.75), 0.3 * math.log(0.5)]
    )
    inside = 0.5 * (6 / 7) * math.log(6 / 7) + 0.5 * (8 / 7) * math.log(8 / 7)
    assert parts["theil_t_within"].tolist() == pytest.approx([0.7 * inside, 0])
    assert parts["regions_count"].tolist() == [2, 2]
    assert parts["population_persons"].tolist() == [4, 6]


def test_gini_and_lorenz_of_a_world_worked_by_hand() -> None:
    values, weights, _ = world()
    pairs = 2 * (0.2 * 0.2 * 2 + 0.2 * 0.6 * 4 + 0.2 * 0.6 * 6)
    assert gini(values, weights) == pytest.approx(pairs / (2 * 4))
    curve = lorenz(values, weights)
    assert curve["region_code"].isna().tolist() == [True, False, False, False, False]
    assert curve["region_code"].tolist()[1:] == ["02", "03", "00", "01"]
    assert curve["population_share"].tolist() == pytest.approx([0, 0.3, 0.6, 0.8, 1])
    assert curve["value_share"].tolist() == pytest.approx([0, 0.15, 0.3, 0.6, 1])


@LAWS
@given(ROWS)
def test_between_and_within_sum_to_the_whole(rows: list) -> None:
    values, weights, zones = figures(rows)
    parts = zone_parts(values, weights, zones)
    for index, name in ((theil_t, "theil_t"), (theil_l, "theil_l")):
        both = parts[f"{name}_between"].sum() + parts[f"{name}_within"].sum()
        assert both == pytest.approx(index(values, weights), abs=1e-9)
    assert (parts[["theil_t_within", "theil_l_within"]] >= 0).all(axis=None)
    for name in ("theil_t", "theil_l"):
        assert parts[f"{name}_between"].sum() >= -1e-12
    for share in ("population_share", "value_share"):
        assert parts[share].sum() == pytest.approx(1)


@LAWS
@given(ROWS)
def test_the_part_inside_a_zone_is_the_index_of_that_zone(rows: list) -> None:
    values, weights, zones = figures(rows)
    parts = zone_parts(values, weights, zones)
    for zone, part in parts.iterrows():
        own, persons = values[zones == zone], weights[zones == zone]
        assert part["theil_t_within"] == pytest.approx(
            part["value_share"] * theil_t(own, persons), abs=1e-9
        )
        assert part["theil_l_within"] == pytest.approx(
            part["population_share"] * theil_l(own, persons), abs=1e-9
        )
        assert part["mean"] == pytest.approx(np.average(own, weights=persons))


@LAWS
@given(ROWS, st.floats(0.001, 1000))
def test_the_unit_does_not_matter(rows: list, times: float) -> None:
    values, weights, _ = figures(rows)
    for index in (theil_t, theil_l, gini):
        assert index(values * times, weights) == pytest.approx(index(values, weights), abs=1e-9)
        assert index(values, weights * times) == pytest.approx(index(values, weights), abs=1e-9)


@LAWS
@given(ROWS)
def test_a_population_taken_twice_is_as_unequal(rows: list) -> None:
    once, twice = figures(rows), figures([*rows, *rows])
    for index in (theil_t, theil_l, gini):
        assert index(*twice[:2]) == pytest.approx(index(*once[:2]), abs=1e-9)


@LAWS
@given(VALUES, st.lists(WEIGHTS, min_size=1, max_size=20))
def test_equal_values_have_no_inequality(value: float, weights: list[float]) -> None:
    values, persons, zones = figures([(value, one, "ab"[n % 2]) for n, one in enumerate(weights)])
    for index in (theil_t, theil_l, gini):
        assert 0 <= index(values, persons) < 1e-9
    assert zone_parts(values, persons, zones).filter(like="theil").abs().max(axis=None) < 1e-9


@LAWS
@given(ROWS)
def test_gini_is_twice_the_area_under_the_diagonal(rows: list) -> None:
    values, weights, _ = figures(rows)
    curve = lorenz(values, weights)
    area = np.trapezoid(curve["value_share"], curve["population_share"])
    assert 0 <= gini(values, weights) < 1
    assert gini(values, weights) == pytest.approx(1 - 2 * area, abs=1e-9)
    assert curve.iloc[0, 1:].tolist() == [0, 0]
    assert curve.iloc[-1, 1:].tolist() == [1, 1]
    for share in ("population_share", "value_share"):
        assert (curve[share].diff().dropna() >= -1e-12).all()
    assert (curve["value_share"] <= curve["population_share"] + 1e-9).all()


@LAWS
@given(st.lists(st.tuples(VALUES, st.sampled_from("abc")), min_size=2, max_size=31))
def test_pysal_agrees_where_people_are_spread_evenly(rows: list) -> None:
    """PySAL weighs every observation alike, so the definitions meet where weights are equal."""
    values, weights, zones = figures([(value, 5.0, zone) for value, zone in rows])
    numbers = values.to_numpy()
    parts = zone_parts(values, weights, zones)
    assert theil_t(values, weights) == pytest.approx(Theil(numbers).T, abs=1e-9)
    other = TheilD(numbers, zones.to_numpy())
    assert parts["theil_t_between"].sum() == pytest.approx(float(np.sum(other.bg)), abs=1e-9)
    assert parts["theil_t_within"].sum() == pytest.approx(float(np.sum(other.wg)), abs=1e-9)
    assert gini(values, weights) == pytest.approx(Gini(numbers).g, abs=1e-9)


@pytest.mark.parametrize(
    ("place", "value", "expected"),
    [
        ("values", math.nan, "a value"),
        ("values", -1.0, "0 or more"),
        ("weights", 0.0, "a population above 0"),
        ("weights", math.nan, "a population above 0"),
    ],
)
def test_a_wrong_figure_names_its_region(place: str, value: float, expected: str) -> None:
    given_figures = dict(zip(("values", "weights"), world()[:2], strict=True))
    given_figures[place].loc[["01", "03"]] = value
    for index in (theil_t, theil_l, gini, lorenz):
        with pytest.raises(DataError, match=expected) as error:
            index(**given_figures)
        assert [failure[:9] for failure in error.value.failures] == ["region 01", "region 03"]


def test_theil_l_does_not_exist_with_a_zero_and_theil_t_does() -> None:
    values, weights, zones = world()
    values["00"] = 0.0
    for ask in (lambda: theil_l(values, weights), lambda: zone_parts(values, weights, zones)):
        with pytest.raises(DataError, match=r"region 00: found 0\.0, expected a value above 0"):
            ask()
    mean = (2 * 8 + 6 * 2) / 10
    expected = 0.2 * (8 / mean) * math.log(8 / mean) + 0.6 * (2 / mean) * math.log(2 / mean)
    assert theil_t(values, weights) == pytest.approx(expected)


def test_only_zeros_and_unmatched_regions_are_refused() -> None:
    values, weights, zones = world()
    with pytest.raises(DataError, match="not all 0"):
        theil_t(values * 0, weights)
    with pytest.raises(ValueError, match="differ in their regions"):
        gini(values, weights[::-1])
    zones["02"] = None
    with pytest.raises(DataError, match=r"region 02: found .*, expected a zone"):
        zone_parts(values, weights, zones)
