"""The one query module: filters, order, net lines, threads and forks."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.flows.query import Flows
from geo.flows.question import MEASURE, MEASURES, Question
from geo.view.view import DIRECTIONS
from geo.world.world import Store
from tests.worlds import EMPTY, FIRST, SECOND, A, B, C, D

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
def test_answers_by_hand(world: Store, question: Question, expected: list[str]) -> None:
    rows = world.flows.rows(question)
    assert keys(rows) == expected
    assert rows["rank"].tolist() == list(range(1, len(expected) + 1))


def test_a_net_line_carries_the_difference(world: Store) -> None:
    row = world.flows.rows(Question(SECOND, direction="net")).iloc[0]
    assert (row["persons"], row["value"], row["migrants_persons"]) == (30, 30, 60)
    share = world.flows.rows(Question(SECOND, direction="net", measure="share")).iloc[0]
    assert share["value"] == pytest.approx(100 * 30 / 60)
    rate = world.flows.rows(Question(SECOND, direction="net", measure="rate")).iloc[0]
    assert rate["value"] == pytest.approx(1000 * 30 / 10_000)


def test_totals_by_hand(world: Store) -> None:
    totals = world.flows.totals(Question(FIRST))
    assert totals["persons"].to_dict() == {FIRST: 200, SECOND: 90}  # the empty one has no row
    assert totals["sample_persons"].to_dict() == {FIRST: 20, SECOND: 9}
    assert totals["corridors_count"].to_dict() == {FIRST: 4, SECOND: 2}
    assert world.flows.totals(Question(EMPTY)).equals(totals)


def plain(store: Store, question: Question) -> pd.DataFrame:
    """Answer the same question with pandas alone."""
    table = store.table("corridors")
    kept = table["period"] == question.period
    for ends, column in zip((question.origins, question.destinations), PAIR, strict=True):
        kept &= table[column].isin(ends) if ends else True
    leaves = table["origin_code"] == question.region
    arrives = table["destination_code"] == question.region
    if question.region:
        kept &= {"in": arrives, "out": leaves}.get(question.direction, leaves | arrives)
    if question.direction == "net":
        ahead = table["origin_code"] < table["destination_code"]
        kept &= (table["net_persons"] > 0) | ((table["net_persons"] == 0) & ahead)
    column = "net_persons" if question.direction == "net" else "migrants_persons"
    return table.assign(persons=table[column])[kept]


def questions(store: Store) -> st.SearchStrategy[Question]:
    codes = store.vocabulary["regions"]
    some = st.lists(st.sampled_from(codes), max_size=6, unique=True).map(sorted).map(tuple)
    return st.builds(
        Question,
        period=st.sampled_from(store.vocabulary["periods"]),
        origins=some,
        destinations=some,
        region=st.sampled_from(("", *codes)),
        direction=st.sampled_from(DIRECTIONS),
        measure=st.sampled_from(list(MEASURE)),
    )


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_the_query_agrees_with_pandas(store: Store, data: st.DataObject) -> None:
    question = data.draw(questions(store))
    rows = store.flows.rows(question)
    expected = plain(store, question)
    assert set(keys(rows)) == set(keys(expected))
    assert rows["persons"].sum() == pytest.approx(expected["persons"].sum())
    measure = MEASURE[question.measure]
    ordered = rows[~rows["small_base"]] if measure.unsteady else rows
    assert ordered["value"].dropna().is_monotonic_decreasing
    if measure.unsteady:
        assert rows["small_base"].is_monotonic_increasing
    if question.direction == "net":
        assert not {f"{b}-{a}" for a, b in rows[PAIR].itertuples(index=False)} & set(keys(rows))
        assert (rows["persons"] >= 0).all()


@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_filters_commute(store: Store, data: st.DataObject) -> None:
    question = data.draw(questions(store))
    both = set(keys(store.flows.rows(question)))
    parts = [
        replace(question, origins=()),
        replace(question, destinations=()),
        replace(question, region="", direction="gross"),
    ]
    one, other, third = (set(keys(store.flows.rows(part))) for part in parts)
    if question.direction != "net":
        assert both == one & other & third
    assert both <= one & other & third


@pytest.mark.parametrize("measure", [measure.key for measure in MEASURES])
def test_net_has_one_row_for_each_pair(store: Store, measure: str) -> None:
    for period in store.vocabulary["periods"]:
        rows = store.flows.rows(Question(period, direction="net", measure=measure))
        assert len(rows) == 31 * 30 / 2
        assert len({frozenset(pair) for pair in rows[PAIR].itertuples(index=False)}) == len(rows)


def test_sixteen_threads_get_equal_answers(world: Store) -> None:
    fresh = Flows(world.built / "corridors.parquet", world.built / "corridor_contrasts.parquet")
    asked = [
        Question(FIRST, direction=direction, measure=measure.key)
        for direction in DIRECTIONS
        for measure in MEASURES
    ] * 8
    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(fresh.rows, asked))
    for question, answer in zip(asked, answers, strict=True):
        pd.testing.assert_frame_equal(answer, world.flows.rows(question))
    fresh.close()


def test_questions_work_after_close(world: Store) -> None:
    fresh = Flows(world.built / "corridors.parquet", world.built / "corridor_contrasts.parquet")
    first = fresh.rows(Question(FIRST))
    fresh.close()
    fresh.close()
    pd.testing.assert_frame_equal(fresh.rows(Question(FIRST)), first)
    assert keys(fresh.rows(Question(FIRST, origins=(C,)))) == ["13-11"]
    fresh.close()


def _ask(path: Path, flows: Flows, answers: multiprocessing.SimpleQueue[list[str]]) -> None:
    answers.put(keys(flows.rows(Question(FIRST, origins=(A,)))))


def test_a_forked_process_answers_when_the_connection_was_closed(world: Store) -> None:
    fresh = Flows(world.built / "corridors.parquet", world.built / "corridor_contrasts.parquet")
    fresh.rows(Question(FIRST))
    fresh.close()
    forked = multiprocessing.get_context("fork")
    answers: multiprocessing.SimpleQueue[list[str]] = forked.SimpleQueue()
    child = forked.Process(target=_ask, args=(world.built, fresh, answers))
    child.start()
    child.join(timeout=30)
    assert child.exitcode == 0
    assert answers.get() == ["11-12", "11-13"]


def test_a_shared_answer_is_not_changed_by_asking(world: Store) -> None:
    kept = world.flows.rows(Question(FIRST)).copy()
    world.flows.rows(Question(FIRST, measure="rate"))
    world.flows.totals(Question(FIRST))
    pd.testing.assert_frame_equal(world.flows.rows(Question(FIRST)), kept)
