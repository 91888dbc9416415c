"""Questions of planners, presenters and analysts, answered twice: by us and from the raw files."""

from __future__ import annotations

from itertools import product

import pytest
from flask.testing import FlaskClient

from geo.flows.question import SMALL_BASE_SAMPLE_PERSONS
from geo.world.world import World
from layers.api.reply import API_PATH
from layers.api.route import Route
from tests import raw
from tests.asking import COUNTING, OTHER, asked
from tests.seen import ROUTES
from tests.worlds import SCHEMES


@pytest.mark.parametrize("period", raw.PERIODS)
def test_q16_west_to_east_and_to_central(api: FlaskClient, period: str) -> None:
    zone, cells = raw.zones(), raw.cells(period)
    nation = sum(cells.values())
    answer = asked(api, "zones", f"period={period}")
    found = {(row["origin_zone"], row["destination_zone"]): row for row in answer["rows"]}
    assert len(found) == 9
    for ends, row in found.items():
        count = sum(n for pair, n in cells.items() if (zone[pair[0]], zone[pair[1]]) == ends)
        assert row["migrants_persons"] == pytest.approx(count * raw.FACTORS[period])
        assert row["share_percent"] == pytest.approx(100 * count / nation)
    for end in ("east", "central"):
        filtered = asked(api, "corridors", f"period={period}&from=west&to={end}")
        assert filtered["total_persons"] == pytest.approx(found["west", end]["migrants_persons"])


@pytest.mark.parametrize("scheme", [scheme.key for scheme in SCHEMES])
@pytest.mark.parametrize("period", raw.PERIODS)
def test_zones_sum_to_the_nation(api: FlaskClient, scheme: str, period: str) -> None:
    answer = asked(api, "zones", f"scheme={scheme}&period={period}&from=11&place=51")
    nation = sum(raw.cells(period).values()) * raw.FACTORS[period]
    assert sum(row["migrants_persons"] for row in answer["rows"]) == pytest.approx(nation)
    assert answer["total_persons"] == pytest.approx(nation)
    assert sum(row["share_percent"] for row in answer["rows"]) == pytest.approx(100)
    zones = next(one.keys for one in SCHEMES if one.key == scheme)
    pairs = [(row["origin_zone"], row["destination_zone"]) for row in answer["rows"]]
    assert pairs == list(product(zones, zones))


@pytest.mark.parametrize("period", raw.PERIODS)
def test_q17_top_five_destinations_of_henan(api: FlaskClient, period: str) -> None:
    counts = {pair[1]: n for pair, n in raw.cells(period).items() if pair[0] == "41"}
    best = sorted(counts, key=lambda code: -counts[code])[:5]
    answer = asked(api, "corridors", f"period={period}&from=41&top=5")
    assert [row["destination_code"] for row in answer["rows"]] == best
    shares = [row["share_percent"] for row in answer["rows"]]
    assert shares == pytest.approx([100 * counts[code] / sum(counts.values()) for code in best])
    assert sum(shares) <= 100
    henan = next(
        row
        for row in asked(api, "regions", f"period={period}")["rows"]
        if row["province_code"] == "41"
    )
    assert answer["total_persons"] == pytest.approx(henan["out_persons"])


@pytest.mark.parametrize("period", raw.PERIODS)
def test_q18_the_most_one_sided_large_corridors(api: FlaskClient, period: str) -> None:
    cells = raw.cells(period)
    rows = asked(api, "corridors", f"period={period}&measure=effectiveness&top=all")["rows"]
    assert len(rows) == 930
    firm = [row for row in rows if not row["small_base"]]
    assert rows[: len(firm)] == firm
    values = [row["value"] for row in firm]
    assert values == sorted(values, reverse=True)
    for row in rows:
        there = cells[row["origin_code"], row["destination_code"]]
        back = cells[row["destination_code"], row["origin_code"]]
        assert row["small_base"] == (there + back < SMALL_BASE_SAMPLE_PERSONS)
        if there + back == 0:
            assert row["value"] is None
        else:
            assert row["value"] == pytest.approx(100 * (there - back) / (there + back))
            assert -100 <= row["value"] <= 100


def test_filters_commute(api: FlaskClient) -> None:
    one = asked(api, "corridors", "from=west,34&to=east&period=2005-2010&top=all")
    two = asked(api, "corridors", "top=all&period=2005-2010&to=east&from=34,west")
    assert one == two
    alone = asked(api, "corridors", "from=34,west&period=2005-2010&top=all")["rows"]
    east = {code for code, zone in raw.zones().items() if zone == "east"}
    kept = [row for row in alone if row["destination_code"] in east]
    assert [replace_rank(row) for row in kept] == [replace_rank(row) for row in one["rows"]]


def replace_rank(row: dict) -> dict:
    return {key: value for key, value in row.items() if key != "rank"}


@pytest.mark.parametrize("period", raw.PERIODS)
def test_net_is_the_difference_of_both_ways(api: FlaskClient, period: str) -> None:
    cells, factor = raw.cells(period), raw.FACTORS[period]
    answer = asked(api, "corridors", f"period={period}&direction=net&top=all")
    assert len(answer["rows"]) == 465
    for row in answer["rows"]:
        pair = row["origin_code"], row["destination_code"]
        assert row["value"] == pytest.approx((cells[pair] - cells[pair[::-1]]) * factor)
        assert row["value"] >= 0
    pairs = [pair for pair in cells if pair[0] < pair[1]]
    total = factor * sum(abs(cells[pair] - cells[pair[::-1]]) for pair in pairs)
    assert answer["total_persons"] == pytest.approx(total)
    assert answer["measure"]["unit"] == "people, net"


def test_departures_and_arrivals_of_a_chosen_region(api: FlaskClient) -> None:
    out = asked(api, "corridors", "place=51&direction=out&top=all")["rows"]
    into = asked(api, "corridors", "place=51&direction=in&top=all")["rows"]
    assert {row["origin_code"] for row in out} == {"51"} == {r["destination_code"] for r in into}
    assert len(out) == len(into) == 30


def test_an_empty_answer_is_an_answer(api: FlaskClient) -> None:
    answer = asked(api, "corridors", "from=11&to=11")
    assert answer["rows"] == []
    assert answer["corridor_count"] == 0
    assert answer["threshold"]["share_percent"] is None
    assert len(api.get(f"{API_PATH}/corridors.csv?from=11&to=11").text.splitlines()) == 1


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)
def test_only_the_parameters_that_are_named_change_the_rows(api: FlaskClient, route: Route) -> None:
    plain = asked(api, route.name)["rows"]
    for key, value in OTHER.items():
        if key not in route.uses:
            assert asked(api, route.name, f"{key}={value}")["rows"] == plain, key
    alone = {"direction", "scheme"}  # these need a chosen place or zones to be seen
    for key in set(route.uses) - alone - {"lang"}:
        assert asked(api, route.name, f"{key}={OTHER[key]}")["rows"] != plain, key


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)
def test_rows_of_the_moves_follow_whom_is_counted(
    api: FlaskClient, world: World, route: Route
) -> None:
    query = "&".join(f"{key}={value}" for key, value in COUNTING.items())
    if route.intervals > 1:
        refused = api.get(f"{API_PATH}/{route.name}?{query}")
        assert (refused.status_code, refused.json["error"]["field"]) == (400, "flows")
        return
    answers = [asked(api, route.name, one)["rows"] for one in ("", query)]
    assert (answers[0] != answers[1]) == ("flows" in route.used(world.package))
