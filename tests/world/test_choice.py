"""Whom to count: every choice of a flow table, against the raw file added up another way."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import pandas as pd
import pytest
from flask.testing import FlaskClient

from geo.build.hold import parts_sum
from geo.build.read import Read
from geo.flows.portraits import margins
from geo.scene.scene import Scene, Scenes
from geo.view.address import LACKS, VALUE, ViewError, parse, parse_strict
from geo.world.counted import counted
from geo.world.world import World
from layers.api.about import file_name
from layers.page.chips import chips, notices
from layers.page.said import parts
from layers.page.wire import reply
from layers.text import gettext as text
from layers.text import words
from layers.text.gettext import _
from tests import raw
from tests.asking import COUNTING, asked
from tests.seen import ROUTES, scene_of, shown

TABLE = "origin-type-2000"
COLUMNS = {
    "township": "township_sample_persons",
    "town-village": "town_village_committee_sample_persons",
    "town-neighbourhood": "town_neighbourhood_committee_sample_persons",
    "street": "street_sample_persons",
}
VILLAGES = ("township", "town-village")
SUBSETS = [some for size in range(1, 5) for some in combinations(COLUMNS, size)]
RURAL = "&".join(f"{key}={value}" for key, value in COUNTING.items())
ELSEWHERE = f"category={COUNTING['category']}"
WORKBOOK = "nbs_origin-type-2000/movers_1995_2000_census2000_by_origin_type.csv"


def moves(*types: str) -> dict[tuple[str, str], int]:
    """Sample persons of some types, by origin and destination."""
    return {
        (row["origin_code"], row["destination_code"]): sum(int(row[COLUMNS[one]]) for one in types)
        for row in raw.rows_of(WORKBOOK)
    }


def chosen(*types: str) -> str:
    return ",".join(f"origin-type:{one}" for one in types)


@pytest.mark.parametrize("types", SUBSETS, ids="+".join)
def test_every_choice_is_the_sum_of_its_columns(world: World, types: tuple[str, ...]) -> None:
    own = counted(world, TABLE, chosen(*types))
    table = own.table("corridors").set_index(["origin_code", "destination_code"])
    known, whole = moves(*types), moves(*COLUMNS)
    assert table["sample_persons"].to_dict() == known
    assert (table["migrants_persons"] == 10 * table["sample_persons"]).all()
    shares = {pair: 100 * known[pair] / whole[pair] for pair in known if whole[pair]}
    assert table["category_share_percent"].dropna().to_dict() == pytest.approx(shares)
    left: Counter[str] = Counter()
    for (origin, _destination), persons in known.items():
        left[origin] += 10 * persons
    assert margins(own, raw.FIRST)["out_persons"].to_dict() == pytest.approx(dict(left))


def test_the_parts_of_every_corridor_add_up_to_everybody(world: World) -> None:
    key = ["origin_code", "destination_code"]
    frames = [
        counted(world, TABLE, chosen(one)).table("corridors").set_index(key)["sample_persons"]
        for one in COLUMNS
    ]
    everybody = counted(world, TABLE, "").table("corridors").set_index(key)["sample_persons"]
    assert sum(frames).sort_index().equals(everybody.sort_index())


def test_a_part_that_does_not_add_up_stops_the_build(world: World) -> None:
    dataset = world.package.datasets["flows_by_origin_type"]
    frame = world.table(dataset.name).copy()
    frame.loc[7, "sample_persons"] += 1
    rows = len(frame)
    reads = {dataset.name: Read(frame, (dataset.path,) * rows, tuple(range(rows)))}
    (failure,) = parts_sum(dataset, reads, dataset.checks["parts_sum"])
    assert frame.loc[7, "origin_code"] in failure.where
    assert "as printed" in failure.expected


def test_the_totals_and_the_first_corridor_of_the_census(api: FlaskClient) -> None:
    rural = asked(api, "corridors", f"{RURAL}&top=all")["rows"]
    everybody = asked(api, "corridors", f"flows={TABLE}&top=all")["rows"]
    assert sum(row["migrants_persons"] for row in rural) == 25_899_870
    assert sum(row["migrants_persons"] for row in everybody) == 33_222_990
    first = rural[0]
    assert (first["origin_code"], first["destination_code"]) == ("43", "44")
    assert first["migrants_persons"] == 2_206_680
    villages, whole = sum(moves(*VILLAGES).values()), sum(moves(*COLUMNS).values())
    assert round(100 * villages / whole, 2) == 77.96


def test_the_two_counts_rank_corridors_alike_and_are_not_the_same(world: World) -> None:
    key = ["origin_code", "destination_code"]
    usual = world.table("corridors")
    usual = usual[usual["period"] == raw.FIRST].set_index(key)["migrants_persons"]
    other = counted(world, TABLE, "").table("corridors").set_index(key)["migrants_persons"]
    assert usual.corr(other, method="spearman") > 0.99
    turned = other.swaplevel().rename_axis(key)
    assert usual.corr(turned, method="spearman") < 0.75  # origin and destination are not swapped
    assert other.sum() / usual.sum() == pytest.approx(1.029, abs=0.001)


@pytest.mark.parametrize("side", ["in", "out"])
def test_the_share_of_a_province_is_that_of_its_sums(world: World, side: str) -> None:
    own = counted(world, TABLE, COUNTING["category"])
    shares = margins(own, raw.FIRST)[f"{side}_category_share_percent"]
    place = 0 if side == "out" else 1
    villages: Counter[str] = Counter()
    whole: Counter[str] = Counter()
    for sums, types in ((villages, VILLAGES), (whole, tuple(COLUMNS))):
        for pair, persons in moves(*types).items():
            sums[pair[place]] += persons
    assert shares.to_dict() == pytest.approx(
        {code: 100 * villages[code] / whole[code] for code in whole}
    )
    shaded = scene_of(world, f"{RURAL}&shade={side}-category-share")
    rows = shaded.shade.rows
    assert {code: rows[code]["value"] for code in whole} == pytest.approx(shares.to_dict())


def test_the_page_follows_the_choice(world: World, scenes: Scenes) -> None:
    view, _notices = parse(RURAL, world.vocabulary)
    answer = reply(world, scenes, view)
    said = _said(world, RURAL)
    whom = "71% of the 25.9 million people who moved from villages to another province"
    assert whom in said["sentence"]
    assert "not by registration (hukou) or job" in said["counted"]
    assert "25.9 million people" in said["card"]
    assert "Hunan → Guangdong 2.21 million" in said["card"]
    assert "dataset-flows_by_origin_type" in answer["said"]["note"]
    assert "From villages" in said["chips"]
    assert answer["learned"]["spec"]["periods"] == (raw.FIRST,)
    usual = reply(world, scenes, parse("", world.vocabulary)[0])
    assert "learned" not in usual


def test_the_clock_has_a_place_for_every_interval_and_says_which_are_not_there(
    world: World, scenes: Scenes
) -> None:
    figures = [
        reply(world, scenes, parse(query, world.vocabulary)[0])["figures"]["timeline"]
        for query in ("", RURAL)
    ]
    usual, rural = figures
    assert usual["layout"].keys() == rural["layout"].keys()
    hovers = [one["hovertemplate"] for one in rural["data"] if "hovertemplate" in one]
    assert "25.9 million people" in hovers[0]
    assert all("not in this table" in one for one in hovers[1:5])


@pytest.mark.parametrize(
    ("query", "field", "reason"),
    [
        (f"{RURAL}&period=2005-2010", "period", LACKS),
        (ELSEWHERE, "category", VALUE),
        ("measure=category-share", "measure", LACKS),
        (f"flows={TABLE}&shade=out-category-share", "shade", LACKS),
        (f"{RURAL}&measure=moon", "measure", VALUE),
        (f"flows={TABLE}&category=origin-type:moon", "category", VALUE),
        ("flows=ten-year", "flows", VALUE),
    ],
)
def test_what_a_choice_lacks_is_said_and_refused(
    world: World, query: str, field: str, reason: str
) -> None:
    view, (notice,) = parse(query, world.vocabulary)
    assert (notice.field, notice.reason) == (field, reason)
    said = shown(notices(world, view, [notice]))
    if query != ELSEWHERE:  # which is offered instead
        assert _called(field, notice.found) in said
    assert ("have no" in said) is (reason == LACKS)
    assert "category-share" not in said.partition("Expected")[0]
    with pytest.raises(ViewError, match=field):
        parse_strict(query, world.vocabulary)


def _called(field: str, word: str) -> str:
    """A word of the address as a notice says it."""
    titles = {"measure": words.MEASURES, "shade": words.SHADES}.get(field, {})
    return _(titles[word]) if word in titles else word


def test_a_notice_says_measure_and_shade_as_the_page_calls_them(world: World) -> None:
    query = "measure=category-share&shade=in-category-share"
    view, found = parse(query, world.vocabulary)
    with text.spoken("zh", world.package.wording):
        told = shown(notices(world, view, found))
        for one in found:
            assert one.found not in told
            assert f"“{_called(one.field, one.found)}”" in told
            assert _called(one.field, one.used) in told


def test_a_tab_that_compares_intervals_says_what_it_needs(world: World, scenes: Scenes) -> None:
    view, _notices = parse(f"{RURAL}&view=intervals", world.vocabulary)
    answer = reply(world, scenes, view)
    said = "Change needs 2 intervals or more: the moves that are counted (Who) have 1."
    assert said in shown(answer["said"]["sentence"])
    assert said in answer["tab"]["html"]
    assert "Count instead: Everybody, five-year moves" in answer["tab"]["html"]


def test_two_counts_are_never_put_beside_one_another(world: World) -> None:
    for query in (f"{RURAL}&compare=five-year&place=34", f"compare={TABLE}&place=34-31"):
        card = _said(world, query)["card"]
        assert "Refused: two flow tables count people in different ways." in card
        for table in world.package.flow_tables:
            assert table.definition in card


def _opened(world: World, query: str) -> tuple[World, Scene]:
    scene = scene_of(world, query)
    return scene.world, scene


def _said(world: World, query: str) -> dict[str, str]:
    """What a view says, by its place on the page, in the words of its choice."""
    own, scene = _opened(world, query)
    with text.spoken("en", own.package.wording):
        return {part: shown(said) for part, said in parts(own, scene, ()).items()}


def test_a_file_of_another_choice_has_another_name_and_says_it(
    world: World, api: FlaskClient
) -> None:
    route = next(one for one in ROUTES if one.name == "corridors")
    queries = ["", f"flows={TABLE}", RURAL, f"flows={TABLE}&category={chosen('street')}"]
    views = [parse(query, world.vocabulary)[0] for query in queries]
    names = {file_name(world, route, "corridors", view, ".csv") for view in views}
    assert len(names) == len(queries)
    told = asked(api, "corridors", RURAL)
    assert "category=origin-type:rural" in told["about"]["asked"]
    assert "type of the place moved from" in told["source"]
    assert any("never added, ranked or differenced" in one for one in told["notes"])


def test_the_chip_of_a_choice_leads_back_to_everybody(world: World) -> None:
    first = chips(*_opened(world, f"{RURAL}&from=34"))[0]
    assert "From villages" in shown(first)
    assert "flows" not in str(first).partition('href="')[2].partition('"')[0]


def test_the_first_view_costs_no_table_of_a_choice(world: World) -> None:
    """A choice is opened when it is asked for; it shares all that does not depend on it."""
    own = counted(world, TABLE, COUNTING["category"])
    assert own.table("regions") is own.usual.table("regions")
    assert own.table("indicators") is own.usual.table("indicators")
    assert len(own.table("periods")) == 1 < len(world.table("periods"))
    assert pd.isna(world.table("corridors")["category_share_percent"]).all()
