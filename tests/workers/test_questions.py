"""Questions on the paper's own people: what the page answers, and the same from the raw files.

The others of the nine are asked where their figures live: which province sends most from villages
(tests/policy/test_senders.py), whether the West's workers cross provinces more often than the
East's, what share of workers are women, what work in the East pays more (tests/workers/
test_answers.py), who moved and who is registered (tests/registered/test_pairs.py), and who lives in
the prefectures (tests/registered/test_prefectures.py).
"""

from __future__ import annotations

from collections import Counter

from flask.testing import FlaskClient

from geo.flows.question import SMALL_BASE_SAMPLE_PERSONS
from geo.world.world import World
from layers.page.said import parts
from layers.text import gettext as text
from tests import raw
from tests.asking import COUNTING, asked
from tests.seen import scene_of, shown

MOVES = "nbs_origin-type-2000/movers_1995_2000_census2000_by_origin_type.csv"
INSIDE = "nbs_within-province/within_and_inter_province_by_destination.csv"
RURAL = "&".join(f"{key}={value}" for key, value in COUNTING.items())


def cells(column: str) -> dict[tuple[str, str], int]:
    rows = raw.rows_of(MOVES)
    return {(row["origin_code"], row["destination_code"]): int(row[column]) for row in rows}


def card(world: World, query: str) -> str:
    scene = scene_of(world, query)
    with text.spoken("en", scene.world.package.wording):
        return shown(parts(scene.world, scene, ())["card"])


def test_what_share_of_those_who_came_to_guangdong_came_from_villages(world: World) -> None:
    rural, whole = cells("rural_origin_sample_persons"), cells("all_types_sample_persons")
    came, all_ = (sum(n for (_, to), n in one.items() if to == "44") for one in (rural, whole))
    scene = scene_of(world, f"{RURAL}&shade=in-category-share")
    assert round(scene.shade.rows["44"]["value"], 6) == round(100 * came / all_, 6)
    assert round(100 * came / all_) == 87
    assert "Guangdong 86." in card(world, f"{RURAL}&shade=in-category-share")


def test_which_corridor_is_most_of_all_a_corridor_of_villagers(api: FlaskClient) -> None:
    rural, whole = cells("rural_origin_sample_persons"), cells("all_types_sample_persons")
    steady = {
        pair: 100 * n / whole[pair]
        for pair, n in rural.items()
        if n + rural[pair[::-1]] >= SMALL_BASE_SAMPLE_PERSONS
    }
    first = asked(api, "corridors", f"{RURAL}&measure=category-share")["rows"][0]
    best = max(steady, key=lambda pair: steady[pair])
    assert (first["origin_code"], first["destination_code"]) == best == ("52", "33")
    assert round(first["value"], 1) == round(steady[best], 1) == 95.8


def test_how_many_moved_inside_guangdong_and_what_is_counted(world: World) -> None:
    (row,) = [
        row
        for row in raw.rows_of("nbs_within-province/within_province_moves.csv")
        if (row["period"], row["province_code"]) == ("2015-2020", "44")
        and row["measure"] == "within_province_other_county"
    ]
    assert round(int(row["sample_persons"]) * 10 / 1e6, 2) == 6.72
    said = card(world, "place=44&period=2015-2020")
    assert "2015–2020 6.72 million another county or district of the same province" in said


def test_the_sums_of_the_table_are_the_printed_ones_of_every_destination() -> None:
    """Rows of the two copies agree: arrivals from other provinces, all and from villages."""
    for column, printed in (
        ("all_types_sample_persons", "inter_province_in_sample_persons"),
        ("rural_origin_sample_persons", "inter_province_in_rural_origin_sample_persons"),
    ):
        sums: Counter[str] = Counter()
        for (_origin, destination), persons in cells(column).items():
            sums[destination] += persons
        known = {
            row["province_code"]: int(row[printed])
            for row in raw.rows_of(INSIDE)
            if row["dataset"] == "census2000" and row["province_code"] != "00"
        }
        assert dict(sums) == known
