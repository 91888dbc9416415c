"""What each route of the data interface promises."""

from __future__ import annotations

import json
from itertools import product

import pytest
from flask.testing import FlaskClient

from geo.world.world import World
from layers.api.columns import nested
from layers.api.reply import API_PATH
from layers.api.route import Route
from tests import raw
from tests.asking import OTHER, asked
from tests.seen import ROUTES


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)
@pytest.mark.parametrize(
    "query", ["", "&".join(f"{key}={OTHER[key]}" for key in OTHER if OTHER[key])]
)
def test_every_answer_holds_exactly_what_is_declared(
    api: FlaskClient, world: World, route: Route, query: str
) -> None:
    answer = asked(api, route.name, query)
    assert set(answer) == {*nested({one.name: one for one in route.head_of(world.package)}), "rows"}
    assert answer["query"] == query
    assert answer["source"]
    columns = route.columns_of(world.package)
    kinds = {"string": str, "integer": int, "number": float, "boolean": bool}
    kinds |= {"strings": list, "objects": list}
    assert answer["rows"]
    for row in answer["rows"]:
        assert list(row) == list(nested({one.name: one for one in columns}))
    for part, declared in [
        (answer, route.head_of(world.package)),
        *((row, columns) for row in answer["rows"]),
    ]:
        for one in declared:
            value = part
            for key in one.name.split("."):
                value = value[key]
            assert value is not None or not one.required, one.name
            assert value is None or type(value) is kinds[one.type], one.name
            assert value != "" or one.name == "query", one.name


def test_a_number_that_does_not_exist_is_null_and_never_nan(api: FlaskClient) -> None:
    for route in ROUTES:
        for period in raw.PERIODS:
            text = api.get(f"{API_PATH}/{route.name}?period={period}&top=all").text
            assert "NaN" not in text
            assert "Infinity" not in text
            json.loads(text, parse_constant=pytest.fail)


def test_corridors_say_what_the_top_leaves_out(api: FlaskClient) -> None:
    for period, measure, top in product(raw.PERIODS, ["people", "rate", "net"], ["1", "60", "all"]):
        answer = asked(api, "corridors", f"period={period}&measure={measure}&top={top}")
        rows, rest = answer["rows"], answer["threshold"]
        total, shown = answer["total_persons"], answer["shown_persons"]
        assert [row["rank"] for row in rows] == list(range(1, len(rows) + 1))
        assert sum(row["migrants_persons"] for row in rows) == pytest.approx(shown)
        assert total == pytest.approx(sum(raw.cells(period).values()) * raw.FACTORS[period])
        assert answer["corridor_count"] == 930 == len(rows) + rest["corridor_count"]
        assert rest["persons"] + shown == pytest.approx(total)
        assert rest["share_percent"] == pytest.approx(100 * (total - shown) / total)
        assert rest["last_value"] == rows[-1]["value"]


def test_persons_are_not_rounded_and_keep_their_sample(api: FlaskClient) -> None:
    for period, factor in raw.FACTORS.items():
        cells = raw.cells(period)
        for row in asked(api, "corridors", f"period={period}&top=all")["rows"]:
            pair = row["origin_code"], row["destination_code"]
            assert row["sample_persons"] == cells[pair]
            assert row["migrants_persons"] == pytest.approx(cells[pair] * factor, rel=1e-12)
            assert row["reverse_persons"] == pytest.approx(cells[pair[::-1]] * factor, rel=1e-12)
            assert row["net_persons"] == pytest.approx(
                row["migrants_persons"] - row["reverse_persons"]
            )


def test_the_guard_of_the_114_million_stands_in_the_notes(api: FlaskClient) -> None:
    for route in ("corridors", "regions", "zones", "timeline"):
        notes = " ".join(asked(api, route)["notes"])
        assert "aged 5 and over, not only rural labourers" in notes
        assert "Not comparable with the paper's 114 million" in notes


def test_the_two_doubtful_cells_carry_their_caveat(api: FlaskClient) -> None:
    rows = asked(api, "corridors", "period=2000-2005&top=all")["rows"]
    marked = {row["origin_code"] + row["destination_code"] for row in rows if row["caveat"]}
    assert marked == {"1413", "2122"}


def test_regions_are_margins_whatever_the_filters(api: FlaskClient) -> None:
    for period in raw.PERIODS:
        rows = asked(api, "regions", f"period={period}")["rows"]
        assert len(rows) == 34
        assert rows == asked(api, "regions", f"period={period}&from=west&to=44&place=11")["rows"]
        cells = raw.cells(period)
        counted = [row for row in rows if row["zone"]]
        assert len(counted) == 31
        for row in counted:
            code = row["province_code"]
            arrived = sum(count for pair, count in cells.items() if pair[1] == code)
            left = sum(count for pair, count in cells.items() if pair[0] == code)
            assert row["in_persons"] == pytest.approx(arrived * raw.FACTORS[period])
            assert row["out_persons"] == pytest.approx(left * raw.FACTORS[period])
            assert row["effectiveness_percent"] == pytest.approx(
                100 * (arrived - left) / (arrived + left)
            )
            for side in ("in", "out", "net"):
                rate = 1000 * row[f"{side}_persons"] / row["population_persons"]
                assert row[f"{side}_rate_per_1000"] == pytest.approx(rate)
        assert sum(row["net_persons"] for row in counted) == pytest.approx(0, abs=1e-4)


def test_units_without_statistics_have_blanks_of_their_kind(api: FlaskClient) -> None:
    rows = {row["province_code"]: row for row in asked(api, "regions")["rows"]}
    for code in ("71", "81", "82"):
        assert rows[code]["shade"]["blank"] == "not applicable"
        assert {rows[code][key] for key in ("zone", "in_persons", "population_year")} == {None}
        assert rows[code]["shade"]["value"] is None
        assert rows[code]["shade"]["source"] is None


def test_a_shade_says_its_unit_year_and_publication(api: FlaskClient, world: World) -> None:
    for shade in world.vocabulary["shades"]:
        answer = asked(api, "regions", f"shade={shade}&period=2015-2020")
        for row in answer["rows"]:
            assert (row["shade"]["value"] is None) == (row["shade"]["blank"] is not None)
            assert row["shade"]["unit"] == answer["shade"]["unit"] != ""
            assert (row["shade"]["source"] is None) == (row["shade"]["value"] is None)
            assert row["shade"]["year"] is None or row["shade"]["value"] is not None
    beijing = asked(api, "regions", "shade=urbanisation_rate")["rows"][0]["shade"]
    assert beijing["unit"] == "%"
    assert beijing["year"] == 2005
    assert beijing["source"].startswith("NBS data portal")


def test_the_timeline_joins_and_fills_nothing(api: FlaskClient) -> None:
    rows = asked(api, "timeline")["rows"]
    kinds = {
        kind: [row for row in rows if row["kind"] == kind]
        for kind in ("interval", "policy period", "act", "paper total", "survey total")
    }
    assert {kind: len(found) for kind, found in kinds.items()} == {
        "interval": 5,
        "policy period": 6,
        "act": 36,
        "paper total": 6,
        "survey total": 17,
    }
    paper = {row["start"]: row["value"] for row in kinds["paper total"]}
    assert paper == {None: 2, "1988": 26, "1993": 62, "1994": 70, "2002": 94, "2003": 114}
    assert {row["unit"] for row in kinds["paper total"]} == {"million persons"}
    assert kinds["survey total"][0]["value"] == 22542
    assert kinds["survey total"][0]["unit"] == "10,000 persons"
    assert kinds["interval"][0]["start"], kinds["interval"][0]["end"] == (
        "1995-11-01",
        "2000-11-01",
    )
    definitions = {row["definition"] for row in rows if row["value"] is not None}
    assert len(definitions) == 3
    assert all(row["start"] is None for row in rows if row["precision"] == "part of decade")
    assert all(row["value"] is None and row["unit"] is None for row in kinds["act"])


def test_time_follows_the_filters(api: FlaskClient) -> None:
    for query in ("from=west&to=east", "place=51&direction=out", "direction=net", "from=11&to=11"):
        shown = {row["id"]: row["value"] for row in asked(api, "timeline", query)["rows"]}
        for period in raw.PERIODS:
            answer = asked(api, "corridors", f"{query}&period={period}")
            expected = answer["total_persons"] if answer["corridor_count"] else None
            assert shown[period] == pytest.approx(expected) if expected else shown[period] is None


def test_networks_say_what_no_table_can_show(api: FlaskClient) -> None:
    rows = {row["name"]: row for row in asked(api, "networks")["rows"]}
    assert len(rows) == 10
    inside, proxy, pair = (
        rows[name] for name in ("Lincang-Kunming", "Chifeng-Beijing", "Anhui-Shanghai")
    )
    assert inside["corridor"] is None
    assert inside["relation"] == "inside one province"
    assert "inside Yunnan" in inside["guard"]
    assert (proxy["corridor"], proxy["relation"]) == ("15-11", "proxy")
    assert "only contained in Inner Mongolia → Beijing" in proxy["guard"]
    assert (pair["corridor"], pair["relation"]) == ("34-31", "same pair")
    levels = [(row["from_level"], row["to_level"]) for row in (inside, proxy, pair)]
    assert levels == [
        ("county", "prefecture-level city"),
        ("prefecture-level city", "municipality"),
        ("province", "municipality"),
    ]
    assert all(row["guard"] is None for row in rows.values() if not row["from_place"])


def test_sites_are_the_papers_eight_and_one_without_a_place(api: FlaskClient, world: World) -> None:
    rows = asked(api, "sites")["rows"]
    assert sum(row["lon"] is not None for row in rows) == 8
    partners = [row["partner_type"] for row in rows if row["partner_type"]]
    assert {kind: partners.count(kind) for kind in partners} == {
        "government": 3,
        "academic": 3,
        "NGO": 2,
    }
    central = world.members["three-zone"]["central"]
    assert not {row["province_code"] for row in rows} & set(central)


def test_sites_say_whether_they_are_for_women_and_pass_the_filter(api: FlaskClient) -> None:
    rows = {row["site_id"]: row for row in asked(api, "sites", "sites=west,women-stated")["rows"]}
    passing = {row["name"] for row in rows.values() if row["match"]}
    assert passing == {"Chengdu", "Kunming", "Diqing", "Chifeng"}
    assert rows["M1"]["match"] is None
    focus = [row["women_focus"] for row in rows.values() if row["match"] is not None]
    assert (focus.count("stated"), focus.count("not stated")) == (6, 2)
    unfiltered = asked(api, "sites")["rows"]
    assert [row["match"] for row in unfiltered] == [True] * 8 + [None]
