"""The card of both ends, A against B, ranks in words, and the receiving classes."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from geo.flows.portraits import ends
from geo.flows.question import RANK
from geo.scene.scene import Scenes
from geo.world.world import World
from layers.blocks import values
from layers.blocks.markup import spelled
from layers.blocks.values import beside_table
from layers.flows.sentence import sentence
from layers.flows.table import columns, rows
from layers.map import figure
from layers.page.cards import card
from layers.page.said import parts
from layers.text import numbers
from tests.asking import COUNTING
from tests.flows.test_cards import RAW_BLANK
from tests.seen import components, plain, scene_of, shown

RURAL = "&".join(f"{key}={value}" for key, value in COUNTING.items())


def said(world: World, query: str, scenes: Scenes | None = None) -> str:
    return shown(card(world, scene_of(world, query, scenes)))


def part_of(world: World, query: str, part: str) -> str:
    return shown(parts(world, scene_of(world, query), ())[part])


def test_both_ends_of_a_corridor_of_the_world_by_hand(tiny: World) -> None:
    found = said(tiny, "place=11-12")
    for part in (
        "Sending end  Ash", "Receiving end  Bay",
        "GDP per head yuan, 2000, as known about 2009 100 300 +200",
        "Net rate per 1,000 residents −6.0 +3.0 +9.0",
        "Urban income yuan per head no figure in the source",
        "Ash:  sends <most>   (1.2)", "Bay:  needs carers   (4.1)", "the young leave   (6.1)",
        "money sent home   (3.2; 4.1)", "skills come back   (4.1)",
        "Could lose", "In the way not stated", "no pilot site here",
        "Glen – Bay : links another pair of provinces (4.1)", "Hill & <Co>  (NGO or NPO)",
        "The paper names Bay among the mega cities.", "at a price",
        "Corridor 1 of 4", "Net over gross 60%",
    ):  # fmt: skip
        assert re.sub(r"\s+", " ", part) in re.sub(r"\s+", " ", found), part


def test_an_unnamed_end_is_said_to_be_unnamed(tiny: World) -> None:
    found = re.sub(r"\s+", " ", said(tiny, "place=12-11"))
    assert "Named as not named in this role not named in this role" in found
    assert "The paper states no stance for Ash" in found
    assert "needs carers" not in found


def test_networks_carry_their_guards_on_the_card(world: World) -> None:
    assert "only contained in this pair of provinces" in said(world, "place=15-11")
    inside = said(world, "place=53-44")
    assert "both ends inside one province: in no province-to-province table" in inside


def test_a_year_outside_the_interval_is_marked_and_explained(world: World) -> None:
    found = said(world, "place=34-31")
    assert "2005*" in found
    assert "no year of the interval has figures of all provinces" in found
    assert "2000*" not in found


@pytest.mark.parametrize("period", ["1995-2000", "2000-2005", "2015-2020"])
@pytest.mark.parametrize("place", ["34-31", "51-53", "54-63", "15-11"])
def test_no_brief_shows_a_raw_blank(world: World, scenes: Scenes, place: str, period: str) -> None:
    for compare in ("", "43-44", "2005-2010"):
        query = f"place={place}&period={period}&compare={compare}"
        assert RAW_BLANK.findall(said(world, query, scenes)) == []


def test_regions_side_by_side_by_hand(tiny: World) -> None:
    found = said(tiny, "place=11&compare=12")
    people = ("Left people 130 20 −110", "Arrived people 70 80 +10", "Net people −60 +60 +120")
    for part in ("Ash against Bay", *people, "100 300 +200", "Pinned for comparison: Bay"):
        assert part in found
    blank = said(tiny, "place=11&compare=14")
    assert "no figure on one side" in blank
    assert "no figure in the source" in blank


def test_corridors_side_by_side_by_hand(tiny: World) -> None:
    found = said(tiny, "place=11-12&compare=12-11")
    for part in ("Moved this way people 80 20 −60", "Net people +60 −60 −120",
                 "Net over gross % +60.0% −60.0% −120.0 points",
                 "Gap in GDP per head yuan, 2000, as known about 2009 +200 −200 −400"):  # fmt: skip
        assert part in found
    assert "first interval, none before it to grow from" in found


FIGURE = re.compile(r"[+−]?[\d,]+(?:\.\d+)?")


def read(said: str) -> Decimal:
    """A number as a reader takes it from the screen."""
    return Decimal(FIGURE.search(said)[0].replace(",", "").replace("−", "-"))


@pytest.mark.parametrize(
    "query",
    [
        f"{RURAL}&place=51&compare=34",
        "place=34-31&compare=2015-2020",
        "place=51&compare=1995-2000&period=2015-2020",
        "place=43-44&compare=51-44&period=2005-2010",
    ],
)
def test_every_difference_is_that_of_the_figures_beside_it(world: World, query: str) -> None:
    scene = scene_of(world, query)
    card_of = card(scene.world, scene)
    found = 0
    for row in re.findall(r"<tr>(.*?)</tr>", spelled(card_of), flags=re.DOTALL):
        cells = re.findall(r"<td>\s*([^<]*)", row)
        if len(cells) == 3 and all(map(FIGURE.match, cells)):
            first, second, apart = map(read, cells)
            assert apart == second - first, row
            found += 1
    assert found >= 4


def test_two_intervals_show_the_reason_before_any_figure(world: World) -> None:
    found = said(world, "place=34&compare=2015-2020")
    assert "Compare with care" in found
    assert "pandemic" in found
    assert found.index("Compare with care") < found.index("Left people")
    assert "two series that are never joined" in found
    assert "both intervals take the figure of one year" in found
    survey = said(world, "place=34-31&compare=2000-2005")
    assert "Each change is told with its sampling range." in survey
    assert "95% sampling range" in survey


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("place=34&compare=34", "It is what is chosen now"),
        ("place=34&compare=34-31", "of another kind"),
        ("compare=34-31", "Choose a province or a corridor"),
    ],
)
def test_a_pin_without_a_partner_says_what_is_missing(
    world: World, query: str, reason: str
) -> None:
    scene = scene_of(world, query)
    assert reason in shown(card(world, scene))
    links = [one["href"] for one in components(plain(card(world, scene)), "Link")]
    assert any("compare" not in link for link in links)


@pytest.mark.parametrize(
    "query",
    [
        "place=43-44&compare=2015-2020",
        "place=34-31&compare=43-44",
        "place=34&compare=54",
        "place=54&compare=2015-2020",
        "place=34",
        "from=34",
        "",
    ],
)
def test_people_that_stand_below_one_another_have_one_unit(world: World, query: str) -> None:
    parts = spelled(card(world, scene_of(world, query)))
    lists = re.findall(r'<ol class="ranked">.*?</ol>', parts, re.DOTALL)
    for table in re.findall(r"<table.*?</table>", parts, re.DOTALL):
        rows = re.findall(r"<tr>.*?</tr>", table, re.DOTALL)
        lists.append(" ".join(row for row in rows if ">people" in row))
    counted = [re.findall(r"\d million|\d,\d{3}", one) for one in lists]
    assert any(counted)
    for one in counted:
        assert len({"million" in number for number in one}) <= 1, one


@pytest.mark.parametrize("period", ["1995-2000", "2000-2005"])
@pytest.mark.parametrize("place", ["34", "44", "54", "43-44", "34-31", "31-11"])
def test_people_of_a_card_and_their_ranges_have_one_unit(
    world: World, place: str, period: str
) -> None:
    """The sample stands in brackets: it is counted, not estimated."""
    parts = spelled(card(world, scene_of(world, f"place={place}&period={period}")))
    table, *_inside = re.findall(r'class="kind-estimated"><table.*?</table>', parts, re.DOTALL)
    cells = [re.sub(r"\(.*?\)", "", one) for one in re.findall(r"<td.*?</td>", table, re.DOTALL)]
    counted = [one for cell in cells for one in re.findall(r"\d million|\d,\d{3}", cell)]
    assert len(counted) >= 6
    assert len({"million" in number for number in counted}) == 1, counted


def test_every_figure_has_a_name_and_a_writer(world: World) -> None:
    known = values.kinds(world)
    assert {*ends(world, "34", "1995-2000").index, "people", "gdp-gap"} <= set(known)
    for kind in known.values():
        unit = numbers.in_one_unit([1.5, 3.5])
        first, _second, apart = values.amounts(kind, (1.5, 3.5, 2.0), unit)
        assert first
        assert apart.startswith("+")
        assert set(values.amounts(kind, (float("nan"),) * 3, unit)) == {"no figure"}
    assert beside_table.__doc__


@pytest.mark.parametrize("rank", RANK)
def test_sentence_list_tooltip_and_table_follow_the_rank(
    world: World, scenes: Scenes, rank: str
) -> None:
    scene = scene_of(world, f"rank={rank}&period=2005-2010", scenes)
    drawn = figure.base_figure(world, scene)
    (trace,) = [one for one in plain(drawn)["data"] if one["uid"] == "corridors-0"]
    first = scene.drawn.iloc[0]
    key = f"{first['origin_code']}-{first['destination_code']}"
    assert trace["locations"][0] == key
    assert set(trace["locations"]) == {
        f"{o}-{d}"
        for o, d in zip(scene.drawn["origin_code"], scene.drawn["destination_code"], strict=True)
    }
    assert sentence(world, scene).startswith("The first 60 of 930 corridors by ")
    listed = rows(world, scene)
    assert listed[0]["key"] == key
    assert listed[0]["ranked"] == pytest.approx(first["rank_value"], abs=0.01)
    assert {column["field"] for column in columns(scene)} == set(listed[0]) - {"key"}
    links = [one["href"] for one in components(plain(card(world, scene)), "Link")]
    assert any(f"place={key}" in link for link in links[:2])


def test_the_sentence_says_plainly_when_no_corridor_has_a_figure(world: World) -> None:
    found = sentence(world, scene_of(world, "rank=growth"))
    assert found.startswith(
        "No corridor has a figure for growth since the interval before in 1995–2000: first "
        "interval, none before it to grow from. By people instead: The 60 largest of 930"
    )
    scene = scene_of(world, "rank=growth")
    assert "first interval" in rows(world, scene)[0]["note"]
    assert "No corridor has a figure" in shown(card(world, scene))


def test_small_bases_are_flagged_and_last(world: World) -> None:
    scene = scene_of(world, "rank=growth&period=2015-2020&from=54&top=all")
    listed = rows(world, scene)
    small = ["small base" in row["note"] for row in listed if row["ranked"] is not None]
    assert small == sorted(small)
    assert True in small
    assert "small base" in shown(card(world, scene))
    shown_first = sentence(world, scene_of(world, "rank=growth&period=2015-2020"))
    assert "(small bases, then those without a figure, come last)" in shown_first


def test_megacities_lead_to_their_corridors_and_the_stance(world: World) -> None:
    assert "no table by size of place" in part_of(world, "", "receiving-classes")
    chosen = parts(world, scene_of(world, ""), ())["receiving-classes"]
    (link,) = components(plain(chosen), "Link")
    assert link["href"] == "/?to=11,31"
    found = said(world, "to=11,31")
    for stance in ("wider gate at a higher price", "residence for those", "no limit on applicants"):
        assert stance in found
    assert "3.1 Relaxing the Hukou System" in found
    assert "Hukou by class" not in said(world, "to=11")
    assert "Hukou by class" in said(world, "to=11,31&place=34")
