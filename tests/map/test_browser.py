"""Border gaps, the two-way map and half-circles: B5, B6, B8, and what lies on top (with A8)."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Callable

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from PIL import Image

from geo.world.catalog import DATA_DIR
from tests import raw
from tests.pages import SIZES, MapPage

View = Callable[..., MapPage]
LATER = "2005-2010"
GUANGDONG_FUJIAN = (116.6, 24.65)


def rates(period: str, year: int) -> pd.Series:
    """Departures per 1,000 residents of each region."""
    left = raw.flows(period).groupby("origin_code")["persons"].sum()
    return pd.Series({code: 1000 * left[code] / raw.residents(code, year) for code in left.index})


def indicator(name: str, year: int) -> pd.Series:
    return pd.Series(raw.printed()[name, year])


def thirds(values: pd.Series) -> pd.Series:
    low, high = values.quantile([1 / 3, 2 / 3])
    return 1 + (values >= low).astype(int) + (values >= high).astype(int)


def ids(page: MapPage, uid: str) -> list[str]:
    return page.trace(uid).get("locations", [])


def test_layers_off_at_first_follow_the_interval(at: View) -> None:
    page = at("")
    for layer in ("borders", "zones", "halves"):
        assert page.trace(layer)["visible"] is False
    layers = "regions,borders,zones,corridors,halves"
    page = at(f"?layers={layers}")
    before = {layer: page.trace(layer) for layer in ("borders", "zones", "halves")}
    page.page.keyboard.press("Escape")
    page.page.locator("#clock [data-step='1']").click()
    page.sees(period="2000-2005")
    for layer, trace in before.items():
        assert page.trace(layer)["visible"] is True
        assert page.trace(layer)["text"] != trace["text"]


def drawn(page: MapPage, uid: str) -> dict[str, shapely.Geometry]:
    """Shapes of a trace that carries its own."""
    found = page.page.evaluate(
        """uid => document.querySelector("#map").data
          .find((one) => one.uid === uid).geojson.features""",
        uid,
    )
    return {one["id"]: shapely.geometry.shape(one["geometry"]) for one in found}


def test_a_corridor_wins_over_a_ribbon_and_a_ribbon_over_a_border(at: View) -> None:
    page = at(f"?layers=regions,borders,zones,corridors&period={LATER}&top=12")
    corridors, ribbons = drawn(page, "corridors-0"), drawn(page, "zones-0")
    ribbon = ribbons["central>east"]
    above = shapely.union_all([shape for name, shape in ribbons.items() if name != "central>east"])
    alone = ribbon.difference(above).buffer(-0.05)
    key, shape = max(corridors.items(), key=lambda one: one[1].intersection(alone).area)
    spot = shape.intersection(alone).representative_point()
    assert "rank" in page.hover(spot.x, spot.y), key
    bands = gpd.read_parquet(DATA_DIR / "built" / "border_bands.parquet").set_index("band_id")
    under = shapely.union_all(bands.loc[ids(page, "borders"), "geometry"].to_numpy())
    free = alone.difference(shapely.union_all(list(corridors.values())).buffer(0.5))
    spot = free.intersection(under).representative_point()
    assert "Central → East" in page.hover(spot.x, spot.y)


def test_the_width_is_the_gap_and_hover_says_both_values(at: View) -> None:
    page = at("?layers=regions,borders&shade=net")
    bands = {one[:5]: int(one[-1]) for one in ids(page, "borders")}
    nets = {code: raw.net_of(code) for code in raw.regions().index}
    gaps = {pair: abs(nets[pair[:2]] - nets[pair[3:]]) for pair in bands}
    widest = max(gaps, key=gaps.__getitem__)
    assert bands[widest] == 4
    for one, width in bands.items():
        for other, narrower in bands.items():
            assert not (gaps[one] < gaps[other] and width > narrower), (one, other)
    text = dict(zip(ids(page, "borders"), page.trace("borders")["text"], strict=True))
    said = text[f"{widest}:4"]
    for code in widest.split("-"):
        assert raw.people(abs(nets[code])) in said
        assert raw.regions().loc[code, "name_en"] in said
    assert "Gap at borders" in page.legend.inner_text()


def test_hover_and_click_on_a_border_meet_both_regions(at: View) -> None:
    page = at("?layers=regions,borders&shade=net")
    said = page.hover(*GUANGDONG_FUJIAN)
    assert "Fujian" in said
    assert "Guangdong" in said
    page.click(*GUANGDONG_FUJIAN)
    page.sees(place="35-44,44-35")


def test_nine_classes_are_thirds_of_the_raw_figures(at: View) -> None:
    page = at(f"?shade=two-way&period={LATER}")
    out, income = rates(LATER, 2010), indicator("gdp_per_capita_revised", 2010)
    assert len(out) == len(income) == 31
    keys = thirds(out).astype(str) + thirds(income.reindex(out.index)).astype(str)
    counts = Counter(keys)
    cells = page.legend.locator(".two-way-key a").all_inner_texts()
    shown = [int(re.match(r"\d+", one)[0]) for one in cells]
    assert shown == [counts[f"{x}{y}"] for y in (3, 2, 1) for x in (1, 2, 3)]


def test_a_key_cell_keeps_its_regions_lit_and_lets_go(at: View) -> None:
    page = at(f"?shade=two-way&period={LATER}")
    cell = page.legend.locator(".two-way-key a[href*='lit=31']")
    cell.focus()
    page.page.keyboard.press("Enter")
    page.sees(lit="31")
    out, income = rates(LATER, 2010), indicator("gdp_per_capita_revised", 2010)
    keys = thirds(out).astype(str) + thirds(income.reindex(out.index)).astype(str)
    expected = set(keys[keys == "31"].index)
    trace = page.trace("regions")
    assert {trace["locations"][one] for one in trace["selectedpoints"]} == expected
    bold = [one for one in page.trace("labels")["text"] if one.startswith("<b>")]
    assert len(bold) == len(expected)
    assert "Guangxi ●" in page.card.inner_text()
    page.legend.locator(".two-way-key a.lit").click()
    page.sees(lit=None)
    assert not page.trace("regions").get("selectedpoints")


def test_income_has_only_its_own_years(at: View) -> None:
    page = at("?shade=two-way-income")
    assert "no figures of all provinces for 2000" in page.legend.inner_text()
    page = at(f"?shade=two-way-income&period={LATER}")
    assert page.legend.locator(".two-way-key a").count() == 9


def test_areas_are_people_on_one_scale_in_every_interval(at: View) -> None:
    areas = """() => Object.fromEntries(
      document.querySelector("#map").data.find((one) => one.uid === "halves-0")
        .geojson.features.map((one) => {
          const ring = one.geometry.coordinates[0].map((point) =>
            document.querySelector("#map")._fullLayout.geo._subplot
              .projection(point));
          let twice = 0;
          for (let i = 1; i < ring.length; i += 1) {
            twice += ring[i - 1][0] * ring[i][1] - ring[i][0] * ring[i - 1][1];
          }
          return [one.id, Math.abs(twice) / 2];
        }))"""
    per_person = []
    for period in (raw.FIRST, LATER):
        page = at(f"?layers=regions,halves&period={period}")
        found = page.page.evaluate(areas)
        table = raw.flows(period)
        came = table.groupby("destination_code")["persons"].sum()
        left = table.groupby("origin_code")["persons"].sum()
        per_person += [found["44-in"] / came["44"], found["51-out"] / left["51"]]
        assert len(found) == 62
    assert per_person == pytest.approx([per_person[0]] * 4, rel=0.02)


def test_hover_gives_both_values_and_a_click_the_region(at: View) -> None:
    page = at(f"?layers=regions,halves&period={LATER}")
    lon, lat = page.page.evaluate(
        """() => {
          const { geojson } = document.querySelector("#map").data
            .find((one) => one.uid === "halves-0");
          const ring = geojson.features.find((one) => one.id === "44-in").geometry.coordinates[0];
          return [0, 1].map((i) => ring.reduce((sum, point) => sum + point[i], 0) / ring.length);
        }"""
    )
    said = page.hover(lon, lat)
    table = raw.flows(LATER)
    for end in ("origin", "destination"):
        assert raw.people(table.loc[table[end] == "Guangdong", "persons"].sum()) in said
    page.click(lon, lat)
    page.sees(place="44")


SMALLEST = """() => {
  const halves = [...document.querySelectorAll("#map .choroplethlayer .trace")]
    .filter((group) => group.__data__[0].trace.uid === "halves-0")
    .flatMap((group) => [...group.querySelectorAll("path")]);
  const boxes = halves.map((one) => [one.__data__.loc, one.getBoundingClientRect()]);
  const [loc, { x, y, width, height }] =
    boxes.reduce((least, one) => (one[1].height < least[1].height ? one : least));
  return [loc, { x, y, width, height }];
}"""


@pytest.mark.parametrize("size", list(SIZES))
def test_the_smallest_half_circle_can_be_seen(at_size: View, size: str) -> None:
    """Its casing lies below it: all of its few pixels have its colour."""
    page = at_size("?layers=regions,halves", SIZES[size]).still()
    code, box = page.page.evaluate(SMALLEST)
    assert code.startswith("54")  # Tibet
    box |= {"x": box["x"] - 8, "width": 20, "y": box["y"] - 8, "height": 20}
    picture = Image.open(io.BytesIO(page.page.screenshot(clip=box))).convert("L")
    low, high = picture.getextrema()
    assert high - low > 85  # of 255, where the light ground is
