"""Distances between regions: worked by hand, and recomputed from the raw figures another way."""

from __future__ import annotations

import math
from statistics import fmean, pstdev

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics.pairwise import nan_euclidean_distances

from geo.lessons.scores import similarity_scores
from geo.lessons.similarity import SHARE, keyed_sites, named_for, ranking
from geo.view.checks import read_weights, spell_weights
from geo.world.world import World
from tests import raw, worlds
from tests.declared import EQUAL, LIKENESS, VARIABLE, VARIABLES

SITES = ["beijing", "shanghai", "dalian", "zhuolu", "chengdu", "kunming", "diqing", "chifeng"]
KEYS = [one.key for one in VARIABLES]


def scores_of(**columns: list[float]) -> pd.DataFrame:
    """Scores of regions 11, 12, 13 … by variable."""
    rows = [
        {"variable": key, "region_code": str(11 + place), "score": score}
        for key, scores in columns.items()
        for place, score in enumerate(scores)
    ]
    return pd.DataFrame(rows)


def shares(row: pd.Series) -> pd.Series:
    return row[[name for name in row.index if name.startswith(SHARE)]].astype(float)


def test_a_distance_worked_by_hand() -> None:
    # 12 lies 3 and 4 away, 13 lies 1 and 0 away; equal weights: sqrt(25 / 2), sqrt(1 / 2)
    scores = scores_of(gdp=[0, 3, 1], urban=[0, 4, 0])
    found = ranking(scores, "11", {"gdp": 1, "urban": 1}, ["12"])
    assert found["region_code"].tolist() == ["13", "12"]
    assert found["rank"].tolist() == [1, 2]
    assert found["distance"].tolist() == pytest.approx([math.sqrt(0.5), math.sqrt(12.5)])
    far = found.iloc[1]
    assert far[f"{SHARE}gdp"] == pytest.approx(9 / 25)
    assert far[f"{SHARE}urban"] == pytest.approx(16 / 25)
    assert found["named_in_paper"].tolist() == [False, True]
    # weights 3 and 1: (3 x 9 + 1 x 16) / 4
    heavy = ranking(scores, "11", {"gdp": 3, "urban": 1}).iloc[1]
    assert heavy["distance"] == pytest.approx(math.sqrt(43 / 4))
    assert heavy[f"{SHARE}gdp"] == pytest.approx(27 / 43)


def test_a_missing_figure_is_counted_and_the_rest_is_rescaled() -> None:
    scores = scores_of(gdp=[0, 3, 1, math.nan], urban=[0, math.nan, 0, math.nan])
    found = ranking(scores, "11", {"gdp": 1, "urban": 1}).set_index("region_code")
    assert found.loc["12", "distance"] == pytest.approx(3)
    assert found.loc["12", "missing"] == ("urban",)
    assert math.isnan(found.loc["12", f"{SHARE}urban"])
    assert found.loc["12", f"{SHARE}gdp"] == 1
    assert found.loc["14", "missing"] == ("gdp", "urban")
    assert math.isnan(found.loc["14", "distance"])
    assert pd.isna(found.loc["14", "rank"])
    assert found.loc["14", "top_five_share"] == 0
    assert found.index[-1] == "14"
    # A variable that the site lacks is missing everywhere.
    other = ranking(scores, "12", {"gdp": 1, "urban": 1})
    assert all("urban" in missing for missing in other["missing"])


def test_equal_regions_are_at_no_distance_and_share_nothing() -> None:
    found = ranking(scores_of(gdp=[2, 2, 2]), "11", {"gdp": 1})
    assert found["distance"].tolist() == [0, 0]
    assert found["region_code"].tolist() == ["12", "13"]
    assert found[f"{SHARE}gdp"].isna().all()


@pytest.mark.parametrize(
    "weights", [{}, {"gdp": 0}, {"gdp": -1}, {"gdp": math.nan}, {"gdp": math.inf}, {"rain": 1}]
)
def test_weights_that_say_nothing_are_refused(weights: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="weights: found"):
        ranking(scores_of(gdp=[0, 1]), "11", weights)


@pytest.mark.parametrize("site", SITES)
def test_real_distances_are_those_of_scikit_learn(world: World, site: str) -> None:
    table = world.table("similarity_scores")
    code = keyed_sites(world.table("pilot_sites")).loc[site, "region_code"]
    found = ranking(table, code, EQUAL).set_index("region_code")
    assert len(found) == 30
    assert code not in found.index
    wide = table.pivot_table("score", "region_code", "variable")
    own = wide.loc[[code]]
    whole = pd.Series(nan_euclidean_distances(own, wide)[0], index=wide.index)
    expected = whole.drop(code) / math.sqrt(len(VARIABLES))
    assert found["distance"].to_dict() == pytest.approx(expected.to_dict())
    assert found["distance"].is_monotonic_increasing
    for _, row in found.iterrows():
        assert shares(row).sum() == pytest.approx(1)
        assert row["missing"] == ()


def test_weights_are_relative(world: World) -> None:
    table = world.table("similarity_scores")
    pd.testing.assert_frame_equal(
        ranking(table, "53", {"gdp": 2, "urban": 1}), ranking(table, "53", {"gdp": 50, "urban": 25})
    )


def test_a_variable_without_weight_changes_nothing(world: World) -> None:
    table = world.table("similarity_scores")
    some, without = {"gdp": 1.0, "out": 2.0}, {"gdp": 1.0, "out": 2.0, "net": 0.0}
    pd.testing.assert_frame_equal(ranking(table, "53", some), ranking(table, "53", without))
    assert ranking(table, "53", some)[f"{SHARE}net"].isna().all()


def test_how_often_among_the_nearest_five(world: World) -> None:
    table = world.table("similarity_scores")
    found = ranking(table, "53", EQUAL)
    assert found["top_five_share"].sum() == pytest.approx(5)
    assert found["top_five_share"].between(0, 1).all()
    pd.testing.assert_frame_equal(found, ranking(table, "53", EQUAL))
    # With one variable there is nothing to vary.
    alone = ranking(table, "53", {"gdp": 1})
    assert alone["top_five_share"].tolist() == [1] * 5 + [0] * 25
    # The same draws, one at a time.
    wide = table.pivot_table("score", "region_code", "variable")[KEYS]
    gaps = (wide - wide.loc["53"]).drop(index="53") ** 2
    counts = dict.fromkeys(gaps.index, 0)
    for mix in np.random.default_rng(2005).dirichlet(np.ones(len(KEYS)), 1000):
        for code in (gaps * mix).sum(axis=1).nsmallest(5).index:
            counts[code] += 1
    expected = {code: count / 1000 for code, count in counts.items()}
    assert found.set_index("region_code")["top_five_share"].to_dict() == pytest.approx(expected)


def test_scores_are_those_of_the_raw_figures(world: World) -> None:
    """The standard scores once more, from the files and with the standard library alone."""
    table = world.table("similarity_scores").set_index(["variable", "region_code"])
    years = {"gdp": 2004, "urban": 2005, "minority": 2020, "schooling": 2010, "population": 2005}
    for key, year in years.items():
        column = VARIABLE[key].column
        figures = raw.printed()[column, year]
        assert len(figures) == 31
        kept = {
            code: math.log(value) if VARIABLE[key].logged else value
            for code, value in figures.items()
        }
        mean, spread = fmean(kept.values()), pstdev(kept.values())
        for code, value in kept.items():
            row = table.loc[(key, code)]
            assert row["value"] == figures[code]
            assert row["year"] == year
            assert row["score"] == pytest.approx((value - mean) / spread)
    for key in ("out", "net"):
        assert set(table.loc[key]["period"]) == {"2000-2005"}
        assert abs(table.loc[key]["score"].mean()) < 1e-9


def test_the_papers_own_examples_for_diqing(world: World) -> None:
    """Question 4: Qinghai and Xinjiang are marked whatever their rank, and the reasons say why."""
    statements = world.table("regional_statements")
    named = named_for(statements, "Diqing")
    assert named == {"63", "65"}
    assert all(not named_for(statements, site) for site in ("Chengdu", "Dalian", "Beijing"))
    found = ranking(world.table("similarity_scores"), "53", EQUAL, named)
    found = found.set_index("region_code")
    assert found[found["named_in_paper"]].index.tolist() == ["65", "63"]
    assert found.loc["65", "rank"] == 6
    assert found.loc["63", "rank"] == 9
    assert shares(found.loc["63"]).idxmax() == f"{SHARE}population"
    assert shares(found.loc["65"]).idxmax() == f"{SHARE}schooling"
    without = ranking(world.table("similarity_scores"), "53", {**EQUAL, "population": 0}, named)
    assert without.set_index("region_code").loc["63", "rank"] < 9


def test_a_tiny_world_has_blanks_and_no_numbers_for_them(tiny: World) -> None:
    made = worlds.tables()
    table = similarity_scores(
        made["indicators"], made["region_flows"], made["periods"], made["regions"], LIKENESS
    ).set_index(["variable", "region_code"])
    assert len(table) == len(VARIABLES) * 4
    # Urban shares, minorities and schooling are not in the world at all.
    assert table.loc["urban"][["year", "value", "score"]].isna().all(axis=None)
    # Everybody has 10,000 residents in 2005: nothing tells them apart.
    assert table.loc["population"]["score"].tolist() == [0, 0, 0, 0]
    # GDP has no complete year: Dun has no figure and no score.
    assert table.loc["gdp"]["year"].tolist() == [2000] * 4
    assert math.isnan(table.loc[("gdp", worlds.D), "score"])
    ash, bay, col = np.log([1, 2, 4])
    expected = (np.array([ash, bay, col]) - bay) / np.std([ash, bay, col])
    assert table.loc["gdp"]["score"].tolist()[:3] == pytest.approx(expected.tolist())


def test_every_variable_says_what_it_is_and_why() -> None:
    assert len(VARIABLE) == len(VARIABLES) == len(EQUAL) == 7
    for one in VARIABLES:
        assert one.title
        assert one.unit
        assert one.definition.endswith(".")
        assert "(" in one.reason or one.reason.startswith("Our choice"), "section, or ours"
    assert LIKENESS is not None
    assert LIKENESS.year == 2005


WRONG = ["gdp", "gdp:", ":1", "gdp:-1", "gdp:1e2", "gdp:101", "gdp:1.234", "gdp:1,gdp:2", "gdp:0"]
WRONG += [
    "gdp:nan",
    "GDP:1",
    "gdp:1,",
    ",gdp:1",
    "gdp:1;urban:2",
    "gdp:٣",
    "gdp: 1",
    "gdp:0,urban:0",
]


@pytest.mark.parametrize("text", WRONG)
def test_weights_that_are_not_legal(text: str) -> None:
    assert read_weights(text, tuple(VARIABLE)) is None


@given(st.dictionaries(st.sampled_from(KEYS), st.integers(0, 10_000), min_size=1))
@settings(max_examples=150, deadline=None, derandomize=True, database=None)
def test_weights_survive_their_spelling(cents: dict[str, int]) -> None:
    weights = {key: cents.get(key, 0) / 100 for key in KEYS}
    if any(weights.values()):
        assert read_weights(spell_weights(weights), tuple(VARIABLE)) == weights


@given(
    st.lists(st.floats(-3, 3) | st.just(math.nan), min_size=9, max_size=9),
    st.lists(st.floats(0.01, 100), min_size=3, max_size=3),
)
@settings(max_examples=30, deadline=None, derandomize=True, database=None)
def test_contributions_sum_to_one_or_there_are_none(
    scores: list[float], weights: list[float]
) -> None:
    table = scores_of(gdp=scores[:3], urban=scores[3:6], out=scores[6:])
    given_weights = dict(zip(("gdp", "urban", "out"), weights, strict=True))
    for _, row in ranking(table, "11", given_weights).iterrows():
        if row["distance"] > 1e-9:
            assert shares(row).sum() == pytest.approx(1)
            assert shares(row).notna().sum() == 3 - len(row["missing"])
