"""Corridors in the order of a rank, as data."""

from __future__ import annotations

import csv
import io

import pytest
from flask.testing import FlaskClient

from geo.flows.question import RANK
from layers.api.reply import API_PATH
from tests import raw
from tests.asking import asked


def test_growth_orders_the_rows_and_names_itself(api: FlaskClient) -> None:
    answer = asked(api, "corridors", "rank=growth&period=2015-2020&top=20")
    now, before = raw.cells("2015-2020"), raw.cells("2010-2015")
    values = [row["rank_value"] for row in answer["rows"]]
    assert values == sorted(values, reverse=True)
    for row in answer["rows"]:
        pair = row["origin_code"], row["destination_code"]
        people, base = now[pair] * 10, before[pair] * raw.FACTORS["2010-2015"]
        assert row["rank_value"] == pytest.approx(100 * (people / base - 1))
        assert row["rank_small_base"] is False
    assert answer["rank"]["unit"] == "%"
    assert answer["rank"]["missing_count"] == 4
    assert "interval before" in answer["rank"]["missing_reason"]
    assert [row["rank"] for row in answer["rows"]] == list(range(1, 21))


def test_small_bases_come_after_the_others_and_blanks_last(api: FlaskClient) -> None:
    rows = asked(api, "corridors", "rank=growth&period=2015-2020&top=all")["rows"]
    kinds = [
        2 if row["rank_value"] is None else int(row["rank_small_base"] is True) for row in rows
    ]
    assert kinds == sorted(kinds)
    assert set(kinds) == {0, 1, 2}


def test_an_interval_without_values_says_why(api: FlaskClient) -> None:
    for query in (
        "rank=growth",
        "rank=income-gap&period=2015-2020",
        "rank=gdp-gap&period=2000-2005",
    ):
        answer = asked(api, "corridors", query)
        assert answer["rank"]["missing_count"] == 930
        assert answer["rank"]["missing_reason"]
        assert {row["rank_value"] for row in answer["rows"]} == {None}
        people = [row["migrants_persons"] for row in answer["rows"]]
        assert people == sorted(people, reverse=True)


def test_without_a_rank_the_head_is_empty(api: FlaskClient) -> None:
    answer = asked(api, "corridors")
    assert set(answer["rank"].values()) == {None}
    assert {row["rank_value"] for row in answer["rows"]} == {None}


@pytest.mark.parametrize("rank", RANK)
def test_the_file_has_the_column(api: FlaskClient, rank: str) -> None:
    reply = api.get(f"{API_PATH}/corridors.csv?rank={rank}&period=2005-2010&top=5")
    rows = list(csv.DictReader(io.StringIO(reply.get_data(as_text=True).lstrip("\ufeff"))))
    assert len(rows) == 5
    assert all(float(row["rank_value"]) for row in rows)


def test_the_description_lists_the_words(api: FlaskClient) -> None:
    described = api.get(f"{API_PATH}/openapi.json").json
    assert described["components"]["parameters"]["rank"]["schema"]["enum"] == ["", *RANK]
    assert "rank_value" in str(described["components"]["schemas"]["corridors"])


def test_a_pair_that_nobody_moved_between_says_that_a_share_is_not_applicable(
    api: FlaskClient,
) -> None:
    found = asked(api, "corridors", "period=2000-2005&from=46,11&to=54,31&top=all")["rows"]
    blank = {row["effectiveness_blank"] for row in found if row["effectiveness_percent"] is None}
    known = {
        row["effectiveness_blank"] for row in found if row["effectiveness_percent"] is not None
    }
    assert (blank, known) == ({"not applicable"}, {None})
