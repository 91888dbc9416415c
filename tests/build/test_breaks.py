"""Class breaks: rising, rounded, locked over time, and quiet."""

from __future__ import annotations

import warnings
from itertools import pairwise

import mapclassify
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.build.breaks import (
    ALL_PERIODS,
    CLASSES,
    METHODS,
    breaks,
    class_breaks,
    jenks,
    round_to_figures,
)
from geo.shading.shade import classify
from geo.shading.shading import SIGNED_SHADES
from geo.world.world import World
from tests import worlds

NUMBERS = st.floats(-1e7, 1e7).map(lambda number: round(number, 3))


@settings(max_examples=100, deadline=None)
@given(
    st.lists(NUMBERS, min_size=1, max_size=40),
    st.sampled_from(METHODS),
    st.booleans(),
)
def test_breaks_rise_and_classes_hold_every_value(
    values: list[float], method: str, signed: bool
) -> None:
    numbers = np.array(values if signed else np.abs(values))
    found = breaks(numbers, method, signed)
    assert len(found) < CLASSES
    assert all(low < high for low, high in pairwise(found))
    if signed:
        assert found == [-value for value in reversed(found)]
    classes = classify(pd.Series(numbers), tuple(found))
    counts = np.bincount(classes, minlength=len(found) + 1)
    assert len(counts) == len(found) + 1
    assert counts.sum() == len(numbers)


@pytest.mark.parametrize(
    ("value", "expected"),
    [(123_456, 120_000), (-0.0456, -0.046), (0, 0), (9.96, 10), (1e-9, 1e-9)],
)
def test_two_figures(value: float, expected: float) -> None:
    assert round_to_figures(value) == pytest.approx(expected)


def test_natural_breaks_part_plain_groups() -> None:
    groups = np.array([1, 2, 3, 100, 110, 120, 900, 950, 1000, 5000, 5100, 9000], dtype=float)
    assert breaks(groups, "natural", signed=False) == [3, 120, 1000, 5100]


def test_too_few_values_make_one_class() -> None:
    assert breaks(np.array([5.0, 5.0]), "natural", signed=False) == []
    assert breaks(np.array([]), "quantile", signed=True) == []


def test_the_library_says_nothing_on_the_way() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        breaks(np.arange(20.0), "natural", signed=False)
        breaks(np.array([0.0, 0.0, 0.0, 1.0]), "quantile", signed=False)


def test_every_shade_has_a_locked_and_a_free_scale(world: World) -> None:
    table = world.table("class_breaks")
    periods = {ALL_PERIODS, *world.vocabulary["periods"]}
    for (shade, method), part in table.groupby(["shade", "method"]):
        assert set(part["period"]) == periods, (shade, method)
    for _, part in table.groupby(["shade", "method", "period"]):
        ordered = part.sort_values("position")["break_value"]
        assert ordered.is_monotonic_increasing
        assert ordered.is_unique
        assert part["position"].tolist() == list(range(1, len(part) + 1))


def test_signed_scales_mirror_around_zero(world: World) -> None:
    table = world.table("class_breaks")
    for _, part in table[table["shade"].isin(SIGNED_SHADES)].groupby(["shade", "method", "period"]):
        values = part.sort_values("position")["break_value"].to_numpy()
        assert np.array_equal(values, -values[::-1])


def test_inputs_stay_as_they_are() -> None:
    table = worlds.tables()["shading"]
    class_breaks(table)
    pd.testing.assert_frame_equal(table, worlds.tables()["shading"])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 500), min_size=6, max_size=60), st.integers(2, 5))
def test_natural_breaks_are_those_of_fisher_and_jenks(values: list[int], count: int) -> None:
    numbers = np.array(values, dtype=float)
    if len(set(values)) < count:
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        known = mapclassify.FisherJenks(numbers, k=count).bins[:-1].tolist()
    assert _spread(numbers, jenks(numbers, count)) == pytest.approx(_spread(numbers, known))


def _spread(numbers: np.ndarray, breaks: list[float]) -> float:
    """Inner spread of classes: two partitions may be equally good."""
    parts = np.split(np.sort(numbers), np.searchsorted(np.sort(numbers), breaks, side="right"))
    return float(sum(((part - part.mean()) ** 2).sum() for part in parts if len(part)))
