"""Indicators and change as data, against the raw tables."""

from __future__ import annotations

from itertools import permutations

import pytest
from flask.testing import FlaskClient

from geo.flows.indicators import INDICATORS, NATION, REGION
from layers.api.reply import API_PATH
from tests import raw
from tests.asking import asked


@pytest.mark.parametrize("period", raw.PERIODS)
def test_indicators_of_the_nation_and_every_region(api: FlaskClient, period: str) -> None:
    answer = asked(api, "indicators", f"period={period}")
    nation, *rows = answer["rows"]
    assert (nation["level"], nation["province_code"], nation["province_name"]) == (
        NATION,
        None,
        None,
    )
    assert len(rows) == 31
    for one in INDICATORS:
        assert (nation[one.name] is None) == (NATION not in one.levels)
        assert all((row[one.name] is None) == (REGION not in one.levels) for row in rows)
    cells = raw.cells(period)
    codes = {pair[0] for pair in cells}
    came = {code: sum(n for pair, n in cells.items() if pair[1] == code) for code in codes}
    left = {code: sum(n for pair, n in cells.items() if pair[0] == code) for code in codes}
    shifted = sum(abs(came[code] - left[code]) for code in codes)
    total = sum(cells.values())
    assert nation["migration_effectiveness_index"] == pytest.approx(100 * shifted / (2 * total))
    for row in rows:
        code = row["province_code"]
        ratio = 100 * (came[code] - left[code]) / (came[code] + left[code])
        assert row["migration_effectiveness_ratio"] == pytest.approx(ratio)
    margins = {
        row["province_code"]: row for row in asked(api, "regions", f"period={period}")["rows"]
    }
    for row in rows:
        for side in ("in", "out", "net"):
            other = margins[row["province_code"]][f"{side}_rate_per_1000"]
            assert row[f"{side}_migration_rate"] == pytest.approx(other)


def test_every_column_has_its_formula_and_source(api: FlaskClient) -> None:
    answer = asked(api, "indicators")
    assert [one["name"] for one in answer["indicators"]] == [one.name for one in INDICATORS]
    assert list(answer["rows"][0])[3:] == [one.name for one in INDICATORS]
    assert all(all(one.values()) for one in answer["indicators"])
    assert any("between provincial capitals" in note for note in answer["notes"])


@pytest.mark.parametrize(("one", "other"), list(permutations(raw.PERIODS, 2)))
def test_change_runs_forward_and_is_that_of_the_raw_tables(
    api: FlaskClient, one: str, other: str
) -> None:
    answer = asked(api, "change", f"period={one}&against={other}")
    earlier, later = sorted((one, other))
    assert (answer["earlier"], answer["later"]) == (earlier, later)
    before, after = raw.cells(earlier), raw.cells(later)
    assert len(answer["rows"]) == 930
    for row in answer["rows"]:
        pair = row["origin_code"], row["destination_code"]
        assert row["earlier_sample_persons"] == before[pair]
        assert row["later_sample_persons"] == after[pair]
        change = after[pair] * raw.FACTORS[later] - before[pair] * raw.FACTORS[earlier]
        assert row["change_persons"] == pytest.approx(change, abs=1e-6)
        assert (row["change_percent"] is None) == (before[pair] == 0)
        assert row["low_persons"] <= row["change_persons"] <= row["high_persons"]
        assert row["within_error"] == (row["low_persons"] <= 0 <= row["high_persons"])
    gained = answer["later_total_persons"] - answer["earlier_total_persons"]
    assert sum(row["change_persons"] for row in answer["rows"]) == pytest.approx(gained)
    surveys = {"2000-2005", "2010-2015"} & {one, other}
    assert answer["comparability"]["verdict"] == "warned"
    texts = " ".join(reason["text"] for reason in answer["comparability"]["reasons"])
    assert ("told with its sampling range" in texts or "sample surveys" in texts) == bool(surveys)


def test_the_same_interval_is_refused_with_its_reason(api: FlaskClient) -> None:
    for period in raw.PERIODS:
        answer = asked(api, "change", f"period={period}&against={period}")
        assert answer["comparability"]["verdict"] == "refused"
        assert "same interval" in answer["comparability"]["reasons"][0]["text"]
        assert answer["rows"] == []
        assert answer["earlier_total_persons"] is answer["later_total_persons"] is None
        body = api.get(f"{API_PATH}/change.csv?period={period}&against={period}").text
        assert len(body.splitlines()) == 1


def test_nothing_to_compare_with_means_the_neighbour(api: FlaskClient) -> None:
    names = list(raw.PERIODS)
    for place, period in enumerate(names):
        answer = asked(api, "change", f"period={period}")
        expected = names[place - 1] if place else names[1]
        assert {answer["earlier"], answer["later"]} == {period, expected}


def test_filters_keep_the_same_corridors_in_both_intervals(api: FlaskClient) -> None:
    zone = raw.zones()
    query = "period=2015-2020&against=1995-2000"
    rows = asked(api, "change", f"{query}&from=west&to=east")["rows"]
    west, east = ([code for code in zone if zone[code] == one] for one in ("west", "east"))
    assert len(rows) == len(west) * len(east)
    kept = [
        row for row in asked(api, "change", query)["rows"] if zone[row["origin_code"]] == "west"
    ]
    assert rows == [row for row in kept if zone[row["destination_code"]] == "east"]
    for direction, end in (("out", "origin_code"), ("in", "destination_code")):
        own = asked(api, "change", f"{query}&place=51&direction={direction}")["rows"]
        assert {row[end] for row in own} == {"51"}
        assert len(own) == 30
    assert rows == asked(api, "change", f"{query}&from=west&to=east&direction=net")["rows"]


def test_the_greatest_gain_and_the_greatest_loss(api: FlaskClient) -> None:
    rows = asked(api, "change", "period=1995-2000&against=2015-2020")["rows"]
    first, last = rows[0], rows[-1]
    assert (first["origin_name"], first["destination_name"]) == ("Henan", "Zhejiang")
    assert first["change_persons"] == 848_630 - 136_590
    assert (last["origin_name"], last["destination_name"]) == ("Sichuan", "Guangdong")
    assert last["change_persons"] == 656_740 - 1_929_930
