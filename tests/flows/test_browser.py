"""Corridors on the map: A1, A2, A3, A7."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from shapely import Point, Polygon, union_all

from tests import raw
from tests.pages import SIZES, MapPage

View = Callable[[str], MapPage]
INK, GAIN, LOSS = 0, 1, 2
INKS = 7  # with those of zones; and the same again for the thinnest stroke


def inside(page: MapPage, key: str) -> tuple[float, float]:
    """A point of a corridor that nothing drawn above it covers."""
    rings = page.shapes()
    above = list(rings)[list(rings).index(key) + 1 :]
    marks = [
        Point(lon, lat).buffer(0.6)
        for name in ("sites", "networks")
        for trace in page.traces(name)
        if "markers" in trace["mode"]
        for lon, lat in zip(trace["lon"], trace["lat"], strict=True)
        if lon is not None
    ]
    free = Polygon(rings[key]).difference(union_all([*(Polygon(rings[k]) for k in above), *marks]))
    # The roundest bit is the easiest to hit.
    part = max(getattr(free, "geoms", [free]), key=lambda one: one.area)
    point = part.representative_point()
    return point.x, point.y


@pytest.mark.parametrize("key", ["43-44", "51-44"])
def test_hover_says_who_moved_where_when_and_by_which_source(at: View, key: str) -> None:
    page = at("")
    row = raw.pick(key)
    said = page.hover(*inside(page, key))
    rank = raw.flows()["key"].tolist().index(key) + 1
    assert f"{row['origin']} → {row['destination']}" in said
    assert f"{raw.people(row['persons'])} people" in said
    assert "1995–2000" in said
    assert f"rank {rank} of 930" in said
    assert f"{row['sample']:,} in the sample" in said
    assert "2000 census" in said


def test_there_and_back_are_two_shapes_with_heads_on_their_own_side(at: View) -> None:
    page = at("?from=34,31&to=34,31")
    there, back = (Polygon(page.shapes()[key]) for key in ("34-31", "31-34"))
    assert there.is_valid
    assert back.is_valid
    assert there.intersection(back).area < 0.25 * min(there.area, back.area)
    # A head makes a shape wider in its second half than in its first.
    for key in ("34-31", "31-34"):
        origin, destination = (raw.regions().loc[code] for code in key.split("-"))
        start, end = (
            Point(float(one["capital_lon"]), float(one["capital_lat"]))
            for one in (origin, destination)
        )
        half = start.distance(end) / 2
        assert broadest(page, key, end, half) > 1.3 * broadest(page, key, start, half), key


def broadest(page: MapPage, key: str, end: Point, reach: float) -> float:
    """Greatest width of a corridor within reach of one end, in degrees."""
    shape = Polygon(page.shapes()[key])
    circles = (end.buffer(reach * part / 30).exterior for part in range(2, 31))
    return max(circle.intersection(shape).length for circle in circles)


def test_the_corridor_wins_the_click_and_a_second_click_lets_go(at: View) -> None:
    page = at("")
    point = inside(page, "43-44")
    page.click(*point)
    page.sees(place="43-44")
    assert page.card.get_by_role("heading", level=2).inner_text() == "Hunan → Guangdong"
    page.click(*point)
    page.sees(place=None)
    assert "China" in page.card.get_by_role("heading", level=2).inner_text()


def test_a_click_beside_the_corridors_takes_the_region(at: View) -> None:
    page = at("")
    page.click(85.0, 41.0)
    page.sees(place="65")
    page.click(85.0, 41.0)
    page.sees(place=None)


@pytest.mark.parametrize("count", [20, 200])
def test_top_draws_exactly_so_many_and_says_what_they_carry(at: View, count: int) -> None:
    page = at("")
    page.page.locator("#quick-counts").get_by_text(str(count), exact=True).click()
    page.sees(top=str(count))
    drawn = page.page.locator("#map .choroplethlayer .trace").nth(2).locator("path")
    flows = raw.flows()
    share = 100 * flows["persons"].head(count).sum() / flows["persons"].sum()
    assert drawn.count() == count
    assert set(page.trace("corridors")["locations"]) == set(flows["key"].head(count))
    assert page.sentence.startswith(f"The {count} largest of 930 corridors")
    assert f" {raw.percent(share)} of " in page.sentence
    assert raw.people(flows["persons"].sum()) in page.sentence


def test_a_typed_number_counts_and_the_rest_opens_as_a_list(at: View) -> None:
    page = at("")
    field = page.page.get_by_role("textbox", name="Corridors drawn")
    field.fill("7")
    field.press("Enter")
    page.sees(top="7")
    assert len(page.trace("corridors")["locations"]) == 7
    page.card.get_by_role("link", name="923 more corridors").click()
    page.sees(view="table")
    grid = page.page.locator("#grid [role=treegrid], #grid [role=grid]").first
    grid.wait_for()
    assert int(grid.get_attribute("aria-rowcount")) >= 930
    page.tab("Map")
    page.sees(view=None)


def test_out_starts_in_and_ends_at_the_chosen_region(at: View) -> None:
    page = at("?place=34&top=all")
    for word, end in (("Out", "origin_code"), ("In", "destination_code")):
        page.press_radio(word)
        page.sees(direction=word.lower())
        flows = raw.flows()
        wanted = flows[flows[end] == "34"]
        assert set(page.trace("corridors")["locations"]) == set(wanted["key"])
        assert raw.people(wanted["persons"].sum()) in page.sentence


def test_net_is_one_line_a_pair_as_wide_as_the_difference_in_its_colour(at: View) -> None:
    page = at("?place=34&top=all")
    page.press_radio("Net")
    page.sees(direction="net")
    drawn = page.trace("corridors")
    assert len(drawn["locations"]) == 30
    for key, ink, said in zip(drawn["locations"], drawn["z"], drawn["text"], strict=True):
        origin, destination = key.split("-")
        net = raw.pick(key)["persons"] - raw.pick(f"{destination}-{origin}")["persons"]
        assert net >= 0, key
        assert f"{raw.people(net)} people net" in said
        assert ink % INKS == (GAIN if destination == "34" else LOSS), key
    assert "gain loss for Anhui" in " ".join(page.legend.inner_text().split())


def test_another_figure_recolours_and_corridors_stay_clickable(at: View) -> None:
    page = at("")
    before = page.trace("regions")["z"]
    page.choose("Shade", "Arrivals, people")
    page.sees(shade="in")
    after = page.trace("regions")["z"]
    assert after != before
    assert "Arrivals, people" in page.legend.inner_text()
    assert {ink % INKS for ink in page.trace("corridors")["z"]} == {INK}
    page.click(*inside(page, "43-44"))
    page.sees(place="43-44", shade="in")


LOOK = """(one) => { const style = getComputedStyle(one);
  return [one.textContent, parseFloat(style.fontSize), parseFloat(style.lineHeight)]; }"""


@pytest.mark.parametrize("size", list(SIZES))
@pytest.mark.parametrize(("query", "look"), [("?place=34-31", (26, 32)), ("?place=34", (30, 36))])
def test_the_number_of_a_card_has_its_size(
    at_size: Callable[..., MapPage], size: str, query: str, look: tuple[int, int]
) -> None:
    page = at_size(query, SIZES[size])
    said, *found = page.page.locator("#card .card-number").evaluate(LOOK)
    assert tuple(found) == look
    flows = raw.flows()
    here = flows[flows["key"] == "34-31"]["persons"].iloc[0]
    assert said == f"{raw.people(here)} people" or "people, net" in said


def test_the_bars_of_a_corridor_have_one_scale_and_the_interval_shown_is_dark(
    at: Callable[[str], MapPage],
) -> None:
    page = at("?place=34-31&period=2005-2010")
    bars = page.page.locator("#card .card-bars > span")
    heights = bars.locator("i").evaluate_all("all => all.map((one) => one.offsetHeight)")
    people = [float(raw.flows(one).set_index("key")["persons"]["34-31"]) for one in raw.PERIODS]
    for height, persons in zip(heights, people, strict=True):
        assert height == pytest.approx(max(heights) * persons / max(people), abs=2)
    shown = page.page.locator("#card .card-bar-shown span")
    assert shown.all_inner_texts() == ["05–10"]
