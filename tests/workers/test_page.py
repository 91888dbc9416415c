"""The tab Rural workers: its sentence, pictures, tables, links and what it says is not there."""

from __future__ import annotations

import json
import re
from itertools import pairwise
from urllib.parse import parse_qs, urlsplit

import pytest
from flask.testing import FlaskClient

from geo.workers.themes import CHARACTERISTICS
from geo.world.world import World
from layers.workers.themes import AGES, SCHOOLING, THEMES
from tests.seen import unmarked
from tests.workers.printed import rows

TAGS = re.compile(r"<[^>]+>")


def reply(client: FlaskClient, query: str = "") -> dict:
    return client.get(f"/view?view=workers{query}").json


def text(html: str) -> str:
    return re.sub(r"\s+", " ", TAGS.sub(" ", unmarked(html))).replace("&#39;", "'")


@pytest.fixture(scope="module")
def tab(client: FlaskClient) -> dict:
    return reply(client)["tab"]


def test_the_sentence_says_who_crosses_borders_most_and_since_when(client: FlaskClient) -> None:
    said = text(reply(client)["said"]["sentence"])
    assert "those from the Central region cross provincial borders most" in said
    assert "51.8% of them did in 2024" in said
    assert "said since 2016" in said


def test_the_west_stands_before_the_east_and_why_not_earlier(tab: dict) -> None:
    said = text(tab["html"])
    assert "Central 51.8%, West 44.6%, Northeast 33.6%, East 13.4%" in said
    assert "the same in every year that has all of them: 2016–18, 2021–24" in said
    assert "Before 2016 no report that was read has the share of every region." in said


def points(figure: dict) -> dict[tuple[str, int], list[float]]:
    """Figures drawn, by region and year."""
    found: dict[tuple[str, int], list[float]] = {}
    for trace in figure["data"]:
        for year, value, said in zip(trace["x"], trace["y"], trace["hovertext"], strict=True):
            if value is not None:
                zone = re.match(r"<b>(.*?)</b>", said)[1]
                found.setdefault((zone, year), []).append(round(value, 4))
    return found


@pytest.mark.parametrize(
    ("key", "basis"), [("origin", "region of origin"), ("work", "region of work")]
)
def test_pictures_hold_every_printed_figure_once(tab: dict, key: str, basis: str) -> None:
    expected = {
        (row["region"], int(row["year"])): [int(row["workers_10k_persons"]) / 100]
        for row in rows("workers_by_region")
        if row["basis"] == basis
    }
    assert points(tab["figures"][f"chart-workers-{key}"]) == expected


def test_no_line_is_drawn_through_a_break_or_a_gap(tab: dict) -> None:
    for name, figure in tab["figures"].items():
        rules = [one["x0"] for one in figure["layout"]["shapes"]]
        for trace in figure["data"]:
            assert trace["connectgaps"] is False
            assert not [at for at in rules if trace["x"][0] < at < trace["x"][-1]], name
            assert trace["x"] == [*range(trace["x"][0], trace["x"][-1] + 1)]
    rules = tab["figures"]["chart-workers-work"]["layout"]["shapes"]
    assert [one["x0"] for one in rules] == [2009.5, 2012.5, 2015.5]
    rules = tab["figures"]["chart-workers-wages"]["layout"]["shapes"]
    assert [one["x0"] for one in rules] == [2012.5, 2013.5, 2015.5]


def test_open_marks_are_the_figures_that_were_worked_out(tab: dict) -> None:
    derived = {
        (row["region"], int(row["year"]))
        for row in rows("workers_by_region")
        if row["basis"] == "region of origin" and row["value_status"] == "derived"
    }
    drawn = set()
    for trace in tab["figures"]["chart-workers-origin"]["data"]:
        marks = zip(trace["x"], trace["marker"]["symbol"], trace["hovertext"], strict=True)
        for year, symbol, said in marks:
            if symbol.endswith("-open"):
                drawn.add((re.match(r"<b>(.*?)</b>", said)[1], year))
                assert "worked out · report of" in said
    assert drawn == derived


def test_regions_since_2016_lead_to_the_zones_of_the_map_and_older_ones_do_not(tab: dict) -> None:
    links = re.findall(r'<a href="(/\?[^"]*scheme=four-zone[^"]*)"', tab["html"])
    asked = [parse_qs(urlsplit(one.replace("&amp;", "&")).query) for one in links]
    assert {one["from"][0] for one in asked if "from" in one} == {
        "east",
        "central",
        "west",
        "northeast",
    }
    assert {one["to"][0] for one in asked if "to" in one} >= {"east", "central", "west"}
    years = re.findall(r'<th scope="row">(\d{4})</th><td><a href="/\?[^"]*four-zone', tab["html"])
    assert {int(one) for one in years} >= {2016, 2024}
    assert min(map(int, years)) == 2016
    assert "do not print which provinces make up these three regions" in text(tab["html"])


def test_both_parts_are_counted_in_the_years_that_print_them(tab: dict) -> None:
    said = text(tab["html"])
    start = said.index("How many cross a border and how many do not")
    shown = said[start : said.index("Where workers across", start)]
    for row in rows("outgoing_by_region_of_origin"):
        if row["outgoing_10k_persons"]:
            across, inside = (
                f"{int(row[f'{one}_province_10k_persons']) / 100:.2f} million"
                for one in ("inter", "within")
            )
            assert f"{row['region']} {across} {inside} {row['inter_province_pct']}%" in shown
    assert re.findall(r"(20\d\d), as printed", shown) == ["2022", "2018", "2017"]


def test_women_are_not_in_these_tables_by_province(client: FlaskClient, tab: dict) -> None:
    assert "Each province: not in these tables." in text(tab["html"])
    assert "Anhui: not in these tables." in text(reply(client, "&place=34")["tab"]["html"])


def test_three_shares_of_women_and_the_papers_third_with_its_own_people(tab: dict) -> None:
    said = text(tab["html"])
    ends = "37.6% of all workers (2024); 31.7% of outgoing workers (2024); 43.0% of local workers"
    assert f"Women are {ends} (2023)." in said
    assert "In 2023 37.3% is printed" in said
    assert "would give 35.6%" in said
    assert "0.5 to 1.7 points higher" in said
    assert "About one third of migrant labourers are female" in said
    assert "at least three months a year (2.2)" in said
    assert "is no point of them" in said
    drawn = points(tab["figures"]["chart-workers-women"])
    assert {zone for zone, _year in drawn} == {"all", "outgoing", "local"}
    assert 2006 not in {year for _zone, year in drawn}


def test_the_wage_gap_of_every_year_that_has_one(tab: dict) -> None:
    said = text(tab["html"])
    start = said.index("How much more work in the East pays")
    table = said[start : said.index("Income of outgoing workers by class of city", start)]
    gaps = re.findall(r"(20\d\d) (?:outgoing|migrant|all) ", table)
    assert gaps == [*map(str, range(2008, 2015)), "2021", "2022", "2024"]
    assert "709 (17.4%)*" in table
    assert "827 (18.2%)" in table
    assert "2014 migrant workers (label of the 2014 report)" in table


def test_each_theme_says_its_last_year(tab: dict, world: World) -> None:
    known = {row["theme"] for row in rows("characteristics_national")} - {"sex"}
    assert {one.key for one in THEMES} == known
    table = world.table(CHARACTERISTICS)
    said = text(tab["html"])
    for one in THEMES:
        last = table.loc[table["theme"] == one.key, "year"].max()
        assert f"{one.title} Last year in the reports: {last}." in said


def test_parts_that_have_an_order_are_all_in_it(world: World) -> None:
    table = world.table(CHARACTERISTICS)
    for theme, order in (("age", AGES), ("education", SCHOOLING)):
        assert {*table.loc[table["theme"] == theme, "category"]} == {*order}


def test_every_line_is_named_at_its_end_inside_the_picture(tab: dict) -> None:
    """Plotly leaves out a name that stands above its axis."""
    for key, figure in tab["figures"].items():
        layout = figure["layout"]
        named = [one for one in layout["annotations"] if one.get("x") == 1]
        zones = {zone for zone, _year in points(figure)}
        assert {TAGS.sub("", one["text"]) for one in named} == zones, key
        heights = sorted(one["y"] for one in named)
        low, high = layout["yaxis"]["range"]
        assert all(low <= one <= high for one in heights), key
        apart = [after - before for before, after in pairwise(heights)]
        assert all(one >= 0.089 * (high - low) for one in apart), key


def test_chinese_counts_workers_by_ten_thousands(client: FlaskClient) -> None:
    """As the source prints them: 10,017 of its units are no 百万."""
    tab = reply(client, "&lang=zh")["tab"]
    said = text(tab["html"])
    assert "百万" not in json.dumps(tab, ensure_ascii=False)
    assert "外出农民工（万人） " in said
    (row,) = [
        row
        for row in rows("workers_by_region")
        if (row["year"], row["basis"], row["region"]) == ("2009", "region of origin", "East")
    ]
    assert row["workers_10k_persons"] == "10017"
    assert "东部 全部农民工 10,017 " in said
    figure = tab["figures"]["chart-workers-origin"]
    assert figure["layout"]["yaxis"]["title"]["text"] == "万人"
    (east, *_others) = figure["data"]
    assert east["y"][0] == 10017
    assert "10,017万人" in east["hovertext"][0]
