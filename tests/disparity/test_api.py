"""Questions 11 and 12: where the gap lies, how it changed, and whether the paper's claim holds."""

from __future__ import annotations

import csv
import math
from collections import defaultdict

import pytest
from flask.testing import FlaskClient

from layers.api.reply import API_PATH
from tests import raw
from tests.asking import asked
from tests.declared import SERIES
from tests.worlds import SCHEMES

KEYS = [series.key for series in SERIES]


def parts(year: int, column: str) -> tuple[float, float, float, dict[str, float]]:
    """Theil T whole and between, the ratio and the zone means of GDP per head, in plain Python."""
    figures, zone = raw.printed(), raw.zones(column)
    value = figures["gdp_per_capita_derived", year]
    people = figures["population_compendium" if year < 2000 else "resident_population", year]
    everybody = sum(people.values())
    total = sum(value[code] * people[code] for code in value)
    mean = total / everybody
    whole = sum(
        people[code] / everybody * value[code] / mean * math.log(value[code] / mean)
        for code in value
    )
    held, living = defaultdict(float), defaultdict(float)
    for code in value:
        held[zone[code]] += value[code] * people[code]
        living[zone[code]] += people[code]
    means = {one: held[one] / living[one] for one in held}
    between = sum(held[one] / total * math.log(means[one] / mean) for one in held)
    return whole, between, max(means.values()) / min(means.values()), means


@pytest.mark.parametrize(
    ("scheme", "column"), [("three-zone", "region3"), ("four-zone", "region4")]
)
def test_q11_is_the_gap_between_the_zones_or_inside(
    api: FlaskClient, scheme: str, column: str
) -> None:
    rows = asked(api, "disparity", f"scheme={scheme}")["rows"]
    assert [row["year"] for row in rows] == [1990, 1995, *range(2000, 2005), 2006, 2007, 2008]
    for row in rows:
        whole, between, ratio, means = parts(row["year"], column)
        assert row["n_provinces"] == 31
        assert row["theil_t_total"] == pytest.approx(whole, abs=1e-9)
        assert row["theil_t_between"] == pytest.approx(between, abs=1e-9)
        assert row["theil_t_within"] == pytest.approx(whole - between, abs=1e-9)
        assert row["between_share_percent"] == pytest.approx(100 * between / whole)
        assert row["zone_ratio"] == pytest.approx(ratio)
        known = {zone: mean for zone, mean in row["zone_means"].items() if mean is not None}
        assert known == pytest.approx(means)


def test_q11_another_scheme_gives_another_share_and_the_answer_says_so(api: FlaskClient) -> None:
    answers = {one.key: asked(api, "disparity", f"scheme={one.key}") for one in SCHEMES}
    for position in range(10):
        rows = [answer["rows"][position] for answer in answers.values()]
        assert len({round(row["theil_t_total"], 12) for row in rows}) == 1
        assert len({round(row["between_share_percent"], 6) for row in rows}) == len(SCHEMES)
    for answer in answers.values():
        assert any("Another scheme gives another between part" in one for one in answer["notes"])


def test_q11_in_numbers(api: FlaskClient) -> None:
    shares = {
        row["year"]: round(row["between_share_percent"], 1)
        for row in asked(api, "disparity")["rows"]
    }
    assert (shares[1990], shares[1995], shares[2000], shares[2008]) == (49.9, 65.4, 66.0, 65.2)
    revised = asked(api, "disparity", "indicator=gdp_per_capita_revised")["rows"]
    ends = [round(row["between_share_percent"], 1) for row in (revised[0], revised[-1])]
    assert ends == [64.4, 43.3]


@pytest.mark.parametrize(
    ("scheme", "column"), [("three-zone", "region3"), ("four-zone", "region4")]
)
def test_q12_the_zone_gap_of_the_late_1990s(api: FlaskClient, scheme: str, column: str) -> None:
    claim = asked(api, "disparity", f"scheme={scheme}")["claim"]
    assert "late 1990s" in claim["statement"]
    assert claim["section"].startswith("2.2")
    before, after = parts(1995, column), parts(2000, column)
    for place, measure in ((2, "zone_ratio"), (1, "theil_t_between")):
        (found,) = (one for one in claim["tests"] if one["measure"] == measure)
        assert (found["from_year"], found["to_year"]) == (1995, 2000)
        assert found["from_value"] == pytest.approx(before[place])
        assert found["to_value"] == pytest.approx(after[place])
        assert found["verdict"] == ("supports" if after[place] > before[place] else "does not")
        assert found["verdict"] == "supports"
        assert found["same_weights_value"] > found["from_value"]


@pytest.mark.parametrize("key", KEYS[1:])
def test_q12_a_series_that_starts_later_cannot_tell(api: FlaskClient, key: str) -> None:
    answer = asked(api, "disparity", f"indicator={key}")
    first = answer["rows"][0]["year"]
    for found in answer["claim"]["tests"]:
        assert found["verdict"] == "cannot tell"
        assert found["from_value"] is found["to_value"] is None
        assert str(first) in found["reason"]


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda scheme: scheme.key)
def test_rows_add_up_and_years_are_rows_or_gaps(api: FlaskClient, key: str, scheme) -> None:
    answer = asked(api, "disparity", f"indicator={key}&scheme={scheme.key}")
    assert answer["indicator"]["unit"] in ("yuan", "%")
    for row in answer["rows"]:
        for name in ("theil_t", "theil_l"):
            both = row[f"{name}_between"] + row[f"{name}_within"]
            assert abs(both - row[f"{name}_total"]) < 1e-9
        assert 0 <= row["gini"] < 1
        means = row["zone_means"]
        assert {zone for zone, mean in means.items() if mean is not None} == set(scheme.keys)
        assert row["zone_ratio"] == pytest.approx(
            means[row["top_zone"]] / means[row["bottom_zone"]]
        )
        early = row["year"] < 2000
        assert row["weight_series"] == ("population_compendium" if early else "resident_population")
    years = [row["year"] for row in answer["rows"]] + [gap["year"] for gap in answer["gaps"]]
    assert sorted(years) == list(range(min(years), max(years) + 1))
    assert all(min(gap["figures_count"], gap["weights_count"]) < 31 for gap in answer["gaps"])


def test_the_two_series_of_gdp_are_never_one(api: FlaskClient) -> None:
    earlier = asked(api, "disparity")
    revised = asked(api, "disparity", "indicator=gdp_per_capita_revised")
    assert earlier["indicator"]["name"] != revised["indicator"]["name"]
    assert {gap["year"]: gap["lacking_codes"] for gap in revised["gaps"]}[2013] == "23"
    for answer in (earlier, revised):
        assert "Never joined" in answer["indicator"]["definition"]
    both = {row["year"]: row for row in earlier["rows"]}
    shared = [row for row in revised["rows"] if row["year"] in both]
    assert [row["year"] for row in shared] == [2006, 2007, 2008]
    assert all(row["theil_t_total"] != both[row["year"]]["theil_t_total"] for row in shared)


def test_the_file_is_flat_and_names_its_zones(api: FlaskClient) -> None:
    reply = api.get(f"{API_PATH}/disparity.csv?scheme=coast-interior")
    header, *rows = csv.reader(reply.data.decode("utf-8-sig").splitlines())
    name = "disparity_scheme-coast-interior_indicator-gdp_per_capita.csv"
    assert reply.headers["Content-Disposition"] == f'attachment; filename="{name}"'
    coast, east = header.index("zone_means_coast"), header.index("zone_means_east")
    assert len(rows) == 10
    assert all(row[coast] and not row[east] for row in rows)
