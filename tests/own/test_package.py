"""A package of a reader's moves: the one build takes it, and the page opens it."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from flask.testing import FlaskClient

from app import create_app
from geo.build.build import build
from geo.flows import portraits
from geo.flows.question import MEASURE
from geo.outlines.outlines import Outlines
from geo.outlines.places import FILE, WORLD, Places
from geo.outlines.planes import fitted
from geo.own import told as words
from geo.own.package import write_package
from geo.own.regions import safe_codes
from geo.own.told import SAMPLE, STOCK, ZERO, Told
from geo.view.view import DIRECTIONS
from geo.world.catalog import CATALOGUE_FILE, load_package
from geo.world.counted import counted
from geo.world.periods import UNDATED
from geo.world.world import World
from layers.blocks.markup import spelled
from layers.flows.nation import nation_card
from layers.subjects import open_page_world
from layers.zones import tab as zones
from tests.seen import scene_of, strings

CODES = ("GB-ENG", "06037", "E12000001", "København", "St. Helena", "A,B")
NAMES = ("Ash", "Bay", "Bay", "Dun", "Elm", "Fir")
STATES = ("N", "N", "S", "S", "S", None)
ROWS = [
    ("2017-2018", "GB-ENG", "06037", 10.5),
    ("2017-2018", "06037", "GB-ENG", 3.25),
    ("2018-2019", "København", "E12000001", 7.0),
    ("2018-2019", "A,B", "GB-ENG", 2.0),
    ("2021-2022", "GB-ENG", "A,B", 8.0),
]
COLUMNS = ["period", "origin_code", "destination_code", "persons"]


def places() -> Places:
    """Six places with codes of all forms; the last has no group."""
    table = pd.DataFrame({"region_code": CODES, "name_en": NAMES, "name_zh": None, "state": STATES})
    return Places(table, {"06037": ("Los A",)}, ("state",))


def outlines() -> Outlines:
    """Boxes side by side; the last place has none."""
    boxes = [shapely.box(10 + at, 40, 11 + at, 41) for at in range(5)]
    shapes = gpd.GeoDataFrame({"region_code": CODES[:5]}, geometry=boxes, crs=4326)
    return Outlines(places(), shapes, "EPSG:4326", fitted(CODES[:5], np.array(boxes)))


def flows() -> pd.DataFrame:
    """Five rows of three intervals with a gap, fractions of persons among them."""
    return pd.DataFrame(ROWS, columns=COLUMNS)


def opened(folder: Path, moves: pd.DataFrame, told: Told, drawn: Outlines | None) -> World:
    """The world of a package that was written and built."""
    folder.mkdir()
    write_package(folder, moves, places(), drawn, {"title": told.title}, told)
    build(folder, folder / "built")
    return open_page_world(folder)


def totals(world: World) -> dict[str, float]:
    """People of all corridors by interval, as the page sums them."""
    return world.table("corridors").groupby("period")["migrants_persons"].sum().to_dict()


@pytest.fixture(scope="module")
def sparse(tmp_path_factory: pytest.TempPathFactory) -> World:
    """Three intervals, most pairs without a row."""
    told = Told(title="Moves of {us}", population="People aged 18")
    return opened(tmp_path_factory.mktemp("own") / "a", flows(), told, outlines())


@pytest.fixture(scope="module")
def client(sparse: World) -> FlaskClient:
    return create_app(sparse).server.test_client()


def test_fractions_are_summed_as_they_are(sparse: World) -> None:
    assert totals(sparse) == {"2017-2018": 13.75, "2018-2019": 9.0, "2021-2022": 8.0}


def test_a_pair_without_a_row_is_no_zero(sparse: World) -> None:
    rows = sparse.table("corridors").set_index(["period", "origin_code"])
    assert pd.isna(rows.loc[("2021-2022", "GB-ENG"), "net_persons"])
    assert rows.loc[("2017-2018", "GB-ENG"), "net_persons"] == 7.25
    assert sparse.package.absent_pairs == "hidden"


def test_names_that_places_share_are_told_apart(sparse: World) -> None:
    assert sparse.names.loc[["06037", "E12000001"], "name_en"].tolist() == ["Bay (N)", "Bay (S)"]


def test_a_place_without_rows_is_drawn_and_not_counted(sparse: World) -> None:
    assert not sparse.names.loc["St._Helena", "has_statistics"]
    assert len(sparse.counted) == 5


@pytest.mark.parametrize(
    ("source", "said"), [(FILE, "as in the reader's boundary file"), (WORLD, "those of this page")]
)
def test_outlines_without_a_view_of_their_own_are_drawn_where_they_lie(
    tmp_path: Path, source: str, said: str
) -> None:
    given = replace(outlines(), places=replace(places(), source=source), fit=None)
    write_package(tmp_path, flows(), places(), given, {}, Told())
    package = load_package(tmp_path / CATALOGUE_FILE)
    assert package.phrases.boundaries == said
    assert 10 < package.projection.longitude < 15
    assert 10 < package.frame.longitude < 15
    assert 40 < package.frame.latitude < 41
    assert package.frame.width_km < 1000


def test_groups_are_zones(sparse: World) -> None:
    assert sparse.members["by-1"]["s"] == ("E12000001", "København", "St._Helena")
    assert sparse.members["by-1"]["ungrouped"] == ("A_B",)


@pytest.mark.parametrize("measure", MEASURE)
def test_every_measure_opens_without_residents(client: FlaskClient, measure: str) -> None:
    for direction in DIRECTIONS:
        asked = {"measure": measure, "direction": direction}
        assert client.get("/view", query_string=asked).status_code == 200, asked


def test_zones_without_a_row_between_them_have_no_figure(sparse: World) -> None:
    cells = portraits.cells(sparse, "2017-2018", "by-1").set_index(
        ["origin_zone", "destination_zone"]
    )
    assert cells["migrants_persons"].dropna().to_dict() == {("n", "n"): 13.75}
    assert cells["share_percent"].dropna().to_dict() == {("n", "n"): 100.0}
    sums = portraits.zone_sums(sparse, "2021-2022", "by-1")
    assert sums.loc["n", "out_persons"] == 8.0
    assert sums.loc["ungrouped", "in_persons"] == 8.0
    assert sums[["net_persons"]].isna().all(axis=None)
    sides = portraits.sides(sparse, "2021-2022", "by-1")
    assert sides.loc["GB-ENG", "out_outside_persons"] == 8.0
    assert (
        sides.loc["GB-ENG", ["in_outside_persons", "out_inside_persons", "net_persons"]]
        .isna()
        .all()
    )


def test_zones_say_what_the_file_does_not_have(sparse: World) -> None:
    scene = scene_of(sparse, "scheme=by-1&period=2021-2022")
    tab = zones.fill(sparse, scene).reply()["html"]
    assert tab.count('blank">no figure</td>') == 8
    assert "it is not zero, and in no sum" in tab
    assert "0.0" not in tab
    card = spelled(nation_card(sparse, scene))
    (rows,) = re.findall(r"Between zones, all corridors.*?</table>", card, re.DOTALL)
    assert re.findall(r"<td>(.*?)</td>", rows) == [
        "8", "no figure", "no figure", *["no figure"] * 3, "no figure", "8", "no figure",
    ]  # fmt: skip
    assert "it is not zero, and in no sum" in card


@pytest.mark.parametrize("has_inside", [True, False])
def test_moves_inside_a_region_are_said_to_be_set_aside_where_the_file_has_them(
    tmp_path: Path, has_inside: bool
) -> None:
    told = Told(has_inside=has_inside)
    world = opened(tmp_path / "a", flows(), told, outlines())
    asked = create_app(world).server.test_client()
    for tab, lang, kept, left_out in (
        ("zones", "en", "set aside, and in no sum", "are not in these tables"),
        ("pairs", "en", "in no flow and no sum", "are not in these tables"),
    ):
        said = asked.get("/view", query_string={"view": tab, "lang": lang}).text
        assert (kept in said, left_out in said) == (has_inside, not has_inside), tab


def test_the_sources_tell_of_the_file_its_rows_its_warnings_and_what_nobody_confirmed(
    tmp_path: Path,
) -> None:
    lines = [
        {"kind": "counted", "part": "accepted", "rows": 5, "persons": 30.75, "values": {}},
        {"kind": "negative", "part": "rejected", "rows": 2, "persons": None, "values": {}},
        {"kind": "abroad", "part": "aside", "rows": 3, "persons": 12.0, "values": {}},
        {"kind": "own", "part": "aside", "rows": 1, "persons": 0.0, "values": {}},
        {"kind": "wide-margins", "part": "told", "rows": 4, "persons": None,
         "values": {"share": 0.65}},
    ]  # fmt: skip
    told = Told(
        publisher="Office of Trees", source="Table 7 of the wood",
        caveats=("Proposed and not confirmed: Unit: people.",),
        opened={
            "files": ["moves {1}.csv"], "rows_read": 11, "lines": lines,
            "boundaries": "trees.gpkg", "crs": "EPSG:31467", "crs_by": "nobody",
            "meant": {"Bayy": "Bay", "Moon": ""},
        },
    )  # fmt: skip
    world = opened(tmp_path / "a", flows(), told, outlines())
    asked = create_app(world).server.test_client()
    said = asked.get("/view", query_string={"view": "sources"}).json
    text = str(said)
    for part in (
        "moves {1}.csv", "Office of Trees", "Table 7 of the wood", "11 rows read", "65%",
        "trees.gpkg", "EPSG:31467, taken for granted: the file says none",
        "Bayy is Bay, Moon is left aside",
        "Wide margins of error", "Proposed and not confirmed: Unit: people.",
    ):  # fmt: skip
        assert part in text, part
    section = text.partition('id="opened"')[2].partition("</section>")[0]
    counts = re.findall(r"<td>(\d*)</td>", section)
    assert counts == ["5", "31", "2", "", "3", "12", "1", "0"]  # nobody is not unknown


def test_the_card_of_a_region_has_the_side_that_is_known(client: FlaskClient) -> None:
    said = client.get("/view?period=2021-2022&place=GB-ENG").json["said"]["card"]
    rows = dict(re.findall(r'<th scope="row">(.*?)</th><td>(.*?)</td>', str(said)))
    assert rows["Left"].startswith("8 · 1 of ")
    assert rows["Arrived"] == rows["Net"] == "no figure"
    assert "nan" not in str(said).lower()


def test_a_way_back_that_the_file_does_not_have_is_no_number(client: FlaskClient) -> None:
    asked = {"period": "2021-2022", "place": "GB-ENG-A_B"}
    said = client.get("/view", query_string=asked).text
    assert "no figure" in said
    assert "NaN" not in said


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_tab_opens(client: FlaskClient, sparse: World, lang: str) -> None:
    for tab in sparse.vocabulary["tabs"]:
        answer = client.get("/view", query_string={"view": tab, "lang": lang})
        assert answer.status_code == 200, tab
        assert "NaN" not in answer.text, tab


@pytest.mark.parametrize("is_pooled", [True, False])
def test_a_mean_of_several_years_is_told_and_is_of_one_year(
    tmp_path: Path, is_pooled: bool
) -> None:
    moves = flows().assign(period="2018-2022").drop_duplicates(COLUMNS[:3])
    world = opened(tmp_path / "a", moves, Told(is_pooled=is_pooled), outlines())
    asked = create_app(world).server.test_client()
    text = str(asked.get("/view", query_string={"view": "sources"}).json)
    assert (words.POOLED in text) == is_pooled
    assert dict(world.package.wording)["span"] == ("one year" if is_pooled else "four years")


def test_a_sample_is_expanded(tmp_path: Path) -> None:
    factors = dict.fromkeys(("2017-2018", "2018-2019", "2021-2022"), 20.0)
    told = Told(collection=SAMPLE, factors=factors)
    assert totals(opened(tmp_path / "a", flows(), told, outlines()))["2018-2019"] == 180.0


def test_pairs_that_are_nobody_are_zero(tmp_path: Path) -> None:
    told = Told(counts=STOCK, absent=ZERO)
    world = opened(tmp_path / "a", flows(), told, outlines())
    margins = world.table("region_flows").set_index(["period", "region_code"])
    assert margins.loc[("2021-2022", "GB-ENG"), "in_persons"] == 0
    assert world.table("corridors")["net_persons"].notna().all()


def test_a_row_inside_a_place_is_refused(tmp_path: Path) -> None:
    inside = pd.DataFrame([("2019", "06037", "06037", 1.0)], columns=COLUMNS)
    with pytest.raises(ValueError, match="inside a place"):
        write_package(tmp_path, inside, places(), None, {}, Told())


def test_categories_of_the_file_can_be_kept(tmp_path: Path) -> None:
    split = pd.concat([flows().assign(Sex="m"), flows().assign(Sex="f", persons=1.0)])
    world = opened(tmp_path / "a", split, Told(), outlines())
    assert totals(world) == {"2017-2018": 15.75, "2018-2019": 11.0, "2021-2022": 9.0}
    kept = counted(world, "by-category", "sex:f")
    assert totals(kept) == {"2017-2018": 2.0, "2018-2019": 2.0, "2021-2022": 1.0}


@pytest.mark.parametrize("seed", range(20))
def test_what_goes_in_stands_in_the_package(tmp_path: Path, seed: int) -> None:
    chance = np.random.default_rng(seed)
    rows = int(chance.integers(1, 60))
    ends = [chance.choice(CODES, 2, replace=False) for _ in range(rows)]
    moves = pd.DataFrame(ends, columns=["origin_code", "destination_code"]).assign(
        period=chance.choice(["", "2019", "2001-2006"], rows),
        persons=np.round(chance.random(rows) * 100, int(chance.integers(0, 3))),
    )
    write_package(tmp_path, moves, places(), None, {}, Told())
    written = pd.read_parquet(tmp_path / "raw" / "own" / "flows.parquet")
    keys = ["period", "origin_code", "destination_code"]
    assert not written.duplicated(keys).any()
    assert written["sample_persons"].sum() == pytest.approx(moves["persons"].sum(), rel=1e-12)
    back = {safe: code for code, safe in safe_codes(CODES).items()}
    found = written.assign(
        period=written["period"].replace(UNDATED, ""),
        origin_code=written["origin_code"].map(back),
        destination_code=written["destination_code"].map(back),
    ).set_index(keys)["sample_persons"]
    given = moves.groupby(keys)["persons"].sum()
    pd.testing.assert_series_equal(
        found.sort_index(), given.sort_index(), check_names=False, check_dtype=False
    )


def test_the_map_ranks_among_the_corridors_of_the_interval(
    sparse: World, client: FlaskClient
) -> None:
    counts = sparse.table("corridors").groupby("period").size().to_dict()
    for period, count in counts.items():
        said = " ".join(strings(client.get("/view", query_string={"period": period}).json))
        assert {int(one) for one in re.findall(r"rank \d+ of (\d+)", said)} <= {count}
        assert f"of {count} by people" in said or period == "2021-2022"  # of no outline: not drawn


def test_boundaries_of_other_places_draw_nothing_and_the_map_says_so(tmp_path: Path) -> None:
    drawn = outlines()
    theirs = [f"X{at}" for at in range(5)]
    table = pd.concat([places().table, pd.DataFrame({"region_code": theirs, "name_en": theirs})])
    others = replace(
        drawn, places=replace(places(), table=table), shapes=drawn.shapes.assign(region_code=theirs)
    )
    values = {"ours": "06037", "theirs": "X0"}
    line = {"kind": "outline-of-others", "part": "told", "rows": 0, "values": values}
    told = Told(title="Moves", opened={"files": ["a.csv"], "rows_read": 5, "lines": [line]})
    tmp_path.joinpath("a").mkdir()
    write_package(tmp_path / "a", flows(), others.places, others, {}, told)
    build(tmp_path / "a", tmp_path / "a" / "built")
    world = open_page_world(tmp_path / "a")
    assert not world.is_drawn
    assert set(world.names.index) == {*safe_codes(CODES[:4]).values(), "A_B"}
    asked = create_app(world).server.test_client()
    assert "has codes such as 06037; the boundaries have codes such as X0" in str(
        asked.get("/_dash-layout").json
    )
    first = asked.get("/view").json["said"]
    assert first["legend"] == ""
    assert "not drawn" not in first["card"]


def test_people_in_no_corridor_are_named_on_the_cards(tmp_path: Path) -> None:
    rows = [
        ("2017-2018", "06037", "in", "unknown", 8.0),
        ("2017-2018", "06037", "in", "abroad", 3.0),
        ("2017-2018", "A,B", "in", "rest", 5.0),
        ("2017-2018", "GB-ENG", "out", "territory", 6.0),
        ("1999", "GB-ENG", "out", "abroad", 9.0),
    ]
    beside = pd.DataFrame(rows, columns=["period", "region_code", "side", "kind", "persons"])
    write_package(tmp_path, flows(), places(), outlines(), {}, Told(), beside)
    build(tmp_path, tmp_path / "built")
    world = open_page_world(tmp_path)
    asked = create_app(world).server.test_client()

    def card(place: str, period: str = "2017-2018") -> str:
        asks = {"period": period, "place": place}
        return str(asked.get("/view", query_string=asks).json["said"]["card"])

    came = "Besides, 11 people arrived who are in no corridor and no sum here: "
    assert f"{came}8 of unknown origin, 3 from abroad." in card("06037")
    left = "Besides, 6 people left who are in no corridor and no sum here: "
    assert f"{left}6 to regions outside this table." in card("GB-ENG")
    assert "16 people arrived who are in no corridor" in card("")
    assert "Besides" not in card("06037", "2018-2019")
    assert totals(world)["2017-2018"] == 13.75  # the corridors alone


def test_a_zone_of_two_groupings_is_named_once_on_a_card(tmp_path: Path) -> None:
    table = places().table.assign(land=["N", "N", "N", "S", "S", "S"])
    twice = Places(table, groupings=("state", "land"))
    drawn = replace(outlines(), places=twice)
    write_package(tmp_path, flows(), twice, drawn, {}, Told(region="wood"))
    build(tmp_path, tmp_path / "built")
    asked = create_app(open_page_world(tmp_path)).server.test_client()
    card = str(asked.get("/view?period=2017-2018&place=GB-ENG").json["said"]["card"])
    assert '<p class="muted">wood · N</p>' in card
