"""Pilot sites and networks: E1, E2."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

from tests import raw
from tests.pages import MapPage

View = Callable[[str], MapPage]
SHAPES = {"government": "square", "academic": "circle", "NGO": "diamond"}


def placed() -> pd.DataFrame:
    sites = raw.paper("pilot_sites")
    return sites[sites["lon"].notna()]


def test_eight_marks_with_the_shape_of_their_lead_partner(at: View) -> None:
    page = at("")
    marks = page.trace("sites")
    sites = placed()
    assert len(marks["lon"]) == 8
    assert sorted(marks["lon"]) == pytest.approx(sorted(sites["lon"].astype(float)))
    shapes = dict(zip(marks["customdata"], marks["marker"]["symbol"], strict=True))
    for name, partner in zip(sites["name"], sites["partner_type"], strict=True):
        assert shapes[name.lower()] == SHAPES[partner], name
    assert page.page.locator("#map .scattergeo .point").count() >= 8


@pytest.mark.parametrize("name", placed()["name"])
def test_a_card_cites_its_section_and_invents_nothing(at: View, name: str) -> None:
    page = at(f"?place={name.lower()}")
    row = placed().set_index("name").loc[name]
    said = page.card.inner_text()
    assert name in said
    assert row["local_partner"] in said
    assert "its section after each statement" in said
    assert "(4.3 footnote 4)" in page.card.get_by_role("row", name="Lead partner").inner_text()
    assert "The paper gives no figures of results by site" in said
    if pd.isna(row["role"]):
        assert page.card.get_by_role("row", name="Role").inner_text().endswith("not stated")
    elif row["role_basis"] == "implied":
        assert "implied" in page.card.get_by_role("row", name="Role").inner_text()
    assert "in Mongolia" in said


def test_a_site_is_chosen_on_the_map_and_filled(at: View) -> None:
    page = at("")
    chengdu = placed().set_index("name").loc["Chengdu"]
    point = float(chengdu["lon"]), float(chengdu["lat"])
    page.click(*point)
    page.sees(place="chengdu")
    marks = page.trace("sites")
    fills = dict(zip(marks["customdata"], marks["marker"]["color"], strict=True))
    assert len(set(fills.values())) == 2
    assert [name for name, fill in fills.items() if fill != fills["dalian"]] == ["chengdu"]
    page.click(*point)
    page.sees(place=None)


def test_a_layer_is_switched_off_and_on(at: View) -> None:
    page = at("")
    page.unfold("layers")
    page.page.locator("#rail label").get_by_text("Pilot sites", exact=True).click()
    page.sees(layers="regions,corridors,labels,networks")
    assert page.trace("sites")["visible"] is False
    assert "government" not in page.legend.inner_text()
    page.page.locator("#rail label").get_by_text("Pilot sites", exact=True).click()
    page.sees(layers=None)
    assert page.trace("sites")["visible"] is True


def test_three_links_with_the_level_of_each_end(at: View) -> None:
    page = at("")
    line = page.traces("networks")[1]
    assert set(filter(None, line["customdata"])) == {
        "chifeng-beijing",
        "lincang-kunming",
        "anhui-shanghai",
    }
    badges = " ".join([*page.traces("networks")[2]["text"], *page.trace("sites")["text"]])
    for level in ("province", "county", "mega city", "prefecture"):
        assert level in badges
    assert "prefecture-level city" not in badges, "a level that the paper does not state"


def test_lincang_kunming_is_in_no_table_between_regions(at: View) -> None:
    page = at("")
    line = page.traces("networks")[1]
    own = [i for i, key in enumerate(line["customdata"]) if key == "lincang-kunming"]
    middle = own[len(own) // 2]
    page.click(line["lon"][middle], line["lat"][middle])
    page.sees(place="lincang-kunming")
    said = page.card.inner_text()
    assert "Both ends lie inside Yunnan" in said
    assert "no count exists here" in said
    paper, ours = said.split("As this project reads or sorts it")
    assert "Level of the sending end\tcounty (4.1 Project initiatives)" in paper
    assert "Level of the receiving end\tprefecture-level city" in ours


@pytest.mark.parametrize(
    ("name", "proxy", "guard"),
    [
        ("chifeng-beijing", "15-11", "a proxy, not its size"),
        ("anhui-shanghai", "34-31", "The paper gives no size"),
    ],
)
def test_a_census_corridor_stands_for_a_network_only_with_its_label(
    at: View, name: str, proxy: str, guard: str
) -> None:
    page = at(f"?place={name}&period=2005-2010")
    row = raw.pick(proxy, "2005-2010")
    warning = page.card.locator(".warning").inner_text()
    assert f"{row['origin']} → {row['destination']}: {raw.people(row['persons'])}" in warning
    assert guard in warning
    page.card.locator(".warning a").click()
    page.sees(place=proxy, period="2005-2010")


@pytest.mark.parametrize("wide", ["", "1px"])
def test_the_sign_of_a_lead_partner_stands_beside_its_name(at: View, wide: str) -> None:
    """In the narrowest column too, where words stand one below the other."""
    page = at("?view=sites")
    page.until("() => document.querySelectorAll('.panel-sites td .key-government').length > 1")
    apart = page.page.evaluate(
        """wide => [...document.querySelectorAll(".panel-sites td .key")].map((sign) => {
          const cell = sign.closest("td");
          const table = cell.closest("table");
          for (const one of [table, ...table.querySelectorAll("th, td")]) {
            one.style.minWidth = one.style.width = wide;
          }
          const name = document.createRange();
          name.selectNodeContents(cell.querySelector("b"));
          const [first] = name.getClientRects();
          const { right, top, bottom } = sign.getBoundingClientRect();
          const isInLine = first.top < bottom && top < first.bottom;
          return [cell.textContent, isInLine && first.left >= right];
        })""",
        wide,
    )
    assert len(apart) == len(placed())
    page.page.evaluate(
        """() => document.querySelectorAll(".panel-sites table, .panel-sites :is(th, td)")
          .forEach((one) => one.removeAttribute("style"))"""
    )
    assert [said for said, is_beside in apart if not is_beside] == []
