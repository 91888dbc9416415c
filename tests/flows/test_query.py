"""The one door to the flows: every answer against pandas, on two engines; threads and forks."""

from __future__ import annotations

import gc
import math
import multiprocessing
import warnings
import weakref
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import ibis
import ibis.expr.types as ir
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.flows.engine import TABLE, DuckDb
from geo.flows.expressions import DRAWN, LISTED
from geo.flows.query import Flows, door
from geo.flows.question import MEASURE, MEASURES, MOST_PAIRS, RANK, Question
from geo.flows.sampling import Z_95, joint_error, standard_error
from geo.view.view import DIRECTIONS
from geo.world.world import World
from tests.flows import plain
from tests.worlds import EMPTY, FIRST, SCHEMES, SECOND, A, B, C, D

PAIR = ["origin_code", "destination_code"]


def keys(rows: pd.DataFrame) -> list[str]:
    return (rows["origin_code"] + "-" + rows["destination_code"]).tolist()


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (Question(FIRST), ["11-12", "11-13", "13-11", "12-11"]),
        (Question(FIRST, origins=(A,)), ["11-12", "11-13"]),
        (Question(FIRST, destinations=(A,)), ["13-11", "12-11"]),
        (Question(FIRST, origins=(A,), destinations=(C,)), ["11-13"]),
        (Question(FIRST, region=B), ["11-12", "12-11"]),
        (Question(FIRST, region=A, direction="in"), ["13-11", "12-11"]),
        (Question(FIRST, region=A, direction="out"), ["11-12", "11-13"]),
        (Question(FIRST, direction="in"), ["11-12", "11-13", "13-11", "12-11"]),
        (Question(FIRST, direction="net"), ["11-12", "11-13"]),  # the balanced pair by codes
        (Question(SECOND, direction="net"), ["12-11"]),
        # everyone has a small base here, so the order is by value
        (Question(FIRST, measure="rate"), ["11-12", "11-13", "13-11", "12-11"]),
        (Question(FIRST, measure="share"), ["12-11", "13-11", "11-12", "11-13"]),
        (Question(FIRST, measure="effectiveness"), ["11-12", "11-13", "13-11", "12-11"]),
        (Question(FIRST, region=D), []),
        (Question(EMPTY), []),
    ],
)
def test_answers_by_hand(tiny: World, question: Question, expected: list[str]) -> None:
    rows = door(tiny).top(question)
    assert keys(rows) == expected
    assert rows["rank"].tolist() == list(range(1, len(expected) + 1))


def test_a_net_line_carries_the_difference(tiny: World) -> None:
    row = door(tiny).top(Question(SECOND, direction="net")).iloc[0]
    assert (row["persons"], row["value"], row["migrants_persons"]) == (30, 30, 60)
    share = door(tiny).top(Question(SECOND, direction="net", measure="share")).iloc[0]
    assert share["value"] == pytest.approx(100 * 30 / 60)
    rate = door(tiny).top(Question(SECOND, direction="net", measure="rate")).iloc[0]
    assert rate["value"] == pytest.approx(1000 * 30 / 10_000)


def test_totals_by_hand(tiny: World) -> None:
    totals = door(tiny).totals(Question(FIRST))
    assert totals["persons"].to_dict() == {FIRST: 200, SECOND: 90}  # the empty one has no row
    assert totals["sample_persons"].to_dict() == {FIRST: 20, SECOND: 9}
    assert totals["corridors_count"].to_dict() == {FIRST: 4, SECOND: 2}
    grown = door(tiny).totals(Question(FIRST, rank="growth"))
    assert grown["missing_count"].to_dict() == {FIRST: 4, SECOND: 0}
    assert door(tiny).totals(Question(EMPTY)).equals(totals)


ENGINES = ("duckdb", "any duckdb", "sqlite")


def made(world: World, engine: str) -> Flows:
    """A door of its own: ours, and the same expressions on other backends of Ibis."""
    if engine == "duckdb":
        return Flows(DuckDb(world.built))
    backend = ibis.sqlite.connect() if engine == "sqlite" else ibis.duckdb.connect()

    def read(path: Path, name: str) -> ir.Table:
        if engine != "sqlite":
            return backend.read_parquet(path, table_name=name)
        pd.read_parquet(path).to_sql(name, backend.con, index=False)
        return backend.table(name)

    return Flows(plain.AnyBackend(backend, read, world.built))


@pytest.fixture(scope="module", params=[("duckdb", "real"), *((one, "tiny") for one in ENGINES)])
def opened(
    request: pytest.FixtureRequest, world: World, tiny: World
) -> Iterator[tuple[World, Flows]]:
    engine, kind = request.param
    asked = tiny if kind == "tiny" else world
    flows = made(asked, engine)
    yield asked, flows
    flows.close()


def questions(world: World) -> st.SearchStrategy[Question]:
    codes = world.vocabulary["regions"]
    some = st.lists(st.sampled_from(codes), max_size=6, unique=True).map(sorted).map(tuple)
    return st.builds(
        Question,
        period=st.sampled_from(world.vocabulary["periods"]),
        origins=some,
        destinations=some,
        region=st.sampled_from(("", *codes)),
        direction=st.sampled_from(DIRECTIONS),
        measure=st.sampled_from(list(MEASURE)),
        rank=st.sampled_from(("", *RANK)),
    )


def same(found: pd.DataFrame, expected: pd.DataFrame, columns: list[str]) -> None:
    """Hold two tables against each other: order, missing values, numbers to twelve figures."""
    assert len(found) == len(expected)
    for column in columns:
        for one, other in zip(found[column].tolist(), expected[column].tolist(), strict=True):
            if pd.isna(other):
                assert pd.isna(one), column
            elif isinstance(other, float):
                assert math.isclose(one, other, rel_tol=1e-12, abs_tol=1e-9), column
            else:
                assert one == other, column


FUNCTION_FIXTURE = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]


@settings(max_examples=12, deadline=None, suppress_health_check=FUNCTION_FIXTURE)
@given(data=st.data())
def test_rows_pages_and_totals_agree_with_pandas(
    opened: tuple[World, Flows], data: st.DataObject
) -> None:
    world, flows = opened
    question = data.draw(questions(world))
    expected = plain.best_first(world, question)
    ranked = expected.assign(national_rank=expected["rank"], rank=range(1, len(expected) + 1))
    ranks = ["rank_value", "rank_small_base"] if question.rank else []
    drawn = ["rank", *(name for name in DRAWN if not name.startswith("rank_")), *ranks]
    same(flows.top(question), ranked, drawn)
    count = data.draw(st.integers(0, 12))
    same(flows.top(question, count), ranked.head(count), drawn)
    same(pd.DataFrame(flows.listed(question, count)), ranked.head(count), drawn)
    first = data.draw(st.integers(0, 12))
    same(flows.page(question, first, count), ranked.iloc[first : first + count], [*drawn, *LISTED])
    sums = plain.totals(world, question)
    same(flows.totals(question).reset_index(), sums.reset_index(), ["period", *sums])


@settings(max_examples=8, deadline=None, suppress_health_check=FUNCTION_FIXTURE)
@given(data=st.data())
def test_named_pairs_and_histories_agree_with_pandas(
    opened: tuple[World, Flows], data: st.DataObject
) -> None:
    world, flows = opened
    question = data.draw(questions(world))
    code = st.sampled_from([*world.vocabulary["regions"], "nowhere"])
    pairs = data.draw(st.lists(st.tuples(code, code), min_size=1, max_size=MOST_PAIRS))
    expected = plain.best_first(world, question)
    ends = list(zip(expected["origin_code"], expected["destination_code"], strict=True))
    named = expected[pd.Series([end in pairs for end in ends], dtype=bool)]
    same(
        pd.DataFrame(flows.some(question, pairs)),
        named,
        ["origin_code", "destination_code", "value"],
    )
    table = plain.whole(world)
    here = (table["origin_code"] == pairs[0][0]) & (table["destination_code"] == pairs[0][1])
    history = table[here].rename(columns={"rank": "national_rank"})
    columns = [*plain.KEYS, "migrants_persons", "national_rank", "growth_percent", "gdp_gap_yuan"]
    same(flows.history(pairs[0]), history.sort_values("period"), columns)


def test_no_question_names_more_pairs_than_it_holds(tiny: World) -> None:
    with pytest.raises(ValueError, match="31 pairs, expected 30 at most"):
        door(tiny).some(Question(FIRST), [(A, B)] * (MOST_PAIRS + 1))


@pytest.mark.parametrize("scheme", [scheme.key for scheme in SCHEMES])
def test_sums_between_zones_agree_with_pandas(opened: tuple[World, Flows], scheme: str) -> None:
    world, flows = opened
    members, expected = world.members[scheme], plain.zones(world, scheme)
    found = flows.zones(members).set_index(["period", "origin_zone", "destination_zone"])
    assert found["migrants_persons"].to_dict() == pytest.approx(expected.to_dict())
    for period in world.vocabulary["periods"]:
        sides = flows.sides(period, members)
        table = world.table("corridors")
        table = table[table["period"] == period]
        for way, end in (("out", "origin_code"), ("in", "destination_code")):
            sums = sides[sides["way"] == way].groupby("region_code")["migrants_persons"].sum()
            whole = table.groupby(end)["migrants_persons"].sum()
            assert sums.to_dict() == pytest.approx(whole.to_dict())


def test_the_widest_value_of_each_measure_is_that_of_the_table(opened: tuple[World, Flows]) -> None:
    world, flows = opened
    table = world.table("corridors")
    widest = {one.key: float(table[one.column].max()) for one in MEASURES}
    assert flows.widest == pytest.approx(widest, nan_ok=True)


@settings(max_examples=8, deadline=None, suppress_health_check=FUNCTION_FIXTURE)
@given(data=st.data())
def test_changes_agree_with_pandas(opened: tuple[World, Flows], data: st.DataObject) -> None:
    world, flows = opened
    periods = world.vocabulary["periods"]
    interval = st.sampled_from(periods)
    earlier, later = sorted(data.draw(st.tuples(interval, interval)))
    question = data.draw(questions(world))
    gross = "gross" if question.direction == "net" else question.direction
    period = data.draw(st.sampled_from((earlier, later)))
    question = replace(question, direction=gross, period=period)
    expected = plain.changes(world, question, earlier, later)
    found = flows.changes(question, earlier, later, 5)
    assert found.sums["corridors_count"] == len(expected)
    factors = world.table("periods").set_index("period")["expansion_factor"]
    errors = joint_error(
        standard_error(expected["sample_persons"], factors[earlier]),
        standard_error(expected["sample_persons_later"], factors[later]),
    )
    for way, sign in (("risen", 1), ("fallen", -1)):
        sure = sign * expected["change"] > Z_95 * errors
        assert found.sums[f"{way}_sure_count"] == sure.sum()
    assert found.sums["earlier_persons"] == pytest.approx(expected["migrants_persons"].sum())
    later_persons = expected["migrants_persons_later"].sum()
    assert found.sums["later_persons"] == pytest.approx(later_persons)
    for rows, sign in ((found.risen, -1), (found.fallen, 1)):
        moved = expected[sign * expected["change"] < 0]
        moved = moved.assign(by=sign * moved["change"]).sort_values(["by", *PAIR]).head(5)
        assert keys(rows) == keys(moved)
        change = rows["later_persons"] - rows["earlier_persons"]
        assert change.tolist() == pytest.approx(moved["change"].tolist())


@settings(max_examples=8, deadline=None)
@given(data=st.data())
def test_filters_commute(world: World, data: st.DataObject) -> None:
    question = data.draw(questions(world))
    both = set(keys(door(world).top(question)))
    parts = [
        replace(question, origins=()),
        replace(question, destinations=()),
        replace(question, region="", direction="gross"),
    ]
    one, other, third = (set(keys(door(world).top(part))) for part in parts)
    if question.direction != "net":
        assert both == one & other & third
    assert both <= one & other & third


@pytest.mark.parametrize("measure", [measure.key for measure in MEASURES])
def test_net_has_one_row_for_each_pair(world: World, measure: str) -> None:
    for period in world.vocabulary["periods"]:
        rows = door(world).top(Question(period, direction="net", measure=measure))
        assert len(rows) == 31 * 30 / 2
        assert len({frozenset(pair) for pair in rows[PAIR].itertuples(index=False)}) == len(rows)


def test_eight_threads_get_the_answers_of_one(tiny: World) -> None:
    asked = [
        Question(FIRST, direction=direction, measure=measure.key, rank=rank)
        for direction in DIRECTIONS
        for measure in MEASURES
        for rank in ("", "growth")
    ] * 4
    fresh = made(tiny, "duckdb")
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(fresh.top, asked))
        sums = list(pool.map(fresh.totals, asked))
    for question, answer, found in zip(asked, answers, sums, strict=True):
        pd.testing.assert_frame_equal(answer, door(tiny).top(question))
        pd.testing.assert_frame_equal(found, door(tiny).totals(question))
    fresh.close()


def test_a_door_that_nobody_uses_any_more_is_gone_at_once(tiny: World) -> None:
    """Not at some later look for waste: with it goes the memory of its tables."""
    gc.disable()
    try:
        opened = made(tiny, "duckdb")
        assert keys(opened.top(Question(FIRST, origins=(C,)))) == ["13-11"]
        gone = weakref.ref(opened)
        del opened
        assert gone() is None
    finally:
        gc.enable()


def test_threads_that_ask_one_after_the_other_share_a_cursor(tiny: World) -> None:
    """A server has 64 threads: a cursor for each would hold all statements 64 times."""
    engine = DuckDb(tiny.built)
    question = min(engine._questions, key=lambda name: (name == TABLE, name))
    for _ in range(3):
        with ThreadPoolExecutor(1) as thread:
            thread.submit(engine.ask, question, {}).result()
    assert len(engine._free) == 1
    with ThreadPoolExecutor(2) as pool, engine._cursor():
        pool.submit(engine.ask, question, {}).result()
    assert len(engine._free) == 2
    with pytest.raises(KeyError):
        engine.ask("no question", {})
    engine.close()
    assert engine._free == []


def test_questions_work_after_close(tiny: World) -> None:
    fresh = made(tiny, "duckdb")
    first = fresh.top(Question(FIRST))
    fresh.close()
    fresh.close()
    pd.testing.assert_frame_equal(fresh.top(Question(FIRST)), first)
    assert keys(fresh.top(Question(FIRST, origins=(C,)))) == ["13-11"]
    fresh.close()


def _ask(flows: Flows, answers: multiprocessing.SimpleQueue[list[str]]) -> None:
    answers.put(keys(flows.top(Question(FIRST, origins=(A,)))))


def test_a_forked_process_answers_when_the_connection_was_closed(tiny: World) -> None:
    fresh = made(tiny, "duckdb")
    fresh.top(Question(FIRST))
    fresh.close()
    forked = multiprocessing.get_context("fork")
    answers: multiprocessing.SimpleQueue[list[str]] = forked.SimpleQueue()
    child = forked.Process(target=_ask, args=(fresh, answers))
    child.start()
    child.join(timeout=30)
    assert child.exitcode == 0
    assert answers.get() == ["11-12", "11-13"]


def test_a_shared_answer_is_not_changed_by_asking(tiny: World) -> None:
    kept = door(tiny).totals(Question(FIRST)).copy()
    door(tiny).top(Question(FIRST, measure="rate"))
    door(tiny).totals(Question(SECOND, origins=(A,)))
    pd.testing.assert_frame_equal(door(tiny).totals(Question(FIRST)), kept)


def test_answers_make_pandas_warn_of_nothing(tiny: World) -> None:
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        fresh = made(tiny, "duckdb")
        fresh.top(Question(FIRST))
        fresh.history((A, B))
        fresh.totals(Question(FIRST, rank="growth"))
    fresh.close()
    assert [str(one.message) for one in said if "pandas" in one.category.__module__] == []
