"""The challenge lens"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.pages import MapPage

View = Callable[..., MapPage]
SIX = {"Beijing", "Shanghai", "Chengdu", "Kunming", "Diqing", "Chifeng"}


def look(page: MapPage, challenge: str) -> MapPage:
    """Wait until the tab shows a challenge, or none."""
    return page.until(
        """challenge => { const map = document.querySelector(".lens-map a");
          return challenge ? map && map.href.includes("challenge=" + challenge)
            : !map && document.querySelector(".site-grid tbody tr"); }""",
        challenge,
    )


def lens(page: MapPage, kind: str) -> str:
    return page.page.locator(f".lens-{kind}").inner_text()


def lit(page: MapPage) -> set[str]:
    return set(page.page.locator(".site-grid tr.lit th a").all_inner_texts())


def test_gender_brings_sites_recommendations_and_acts_together(at: View) -> None:
    page = look(at("?view=sites"), "")
    assert lit(page) == set()
    page.choose("Challenge of the paper", "4 · few policies consider gender")
    page.sees(challenge="gender")
    look(page, "gender")
    sites = lens(page, "sites")
    assert all(name in sites for name in SIX)
    assert lit(page) == SIX
    said = lens(page, "recommendations")
    assert "Option 2: needs of women" in said
    assert "Recommendation 2: projects for women" in said
    assert "3.3 Policy options" in said
    assert "No. 1 Document" in lens(page, "acts")
    assert "● marks the 6 sites" in page.page.locator(".site-status").inner_text()


def test_its_layers_come_up_on_the_map(at: View) -> None:
    page = look(at("?view=sites&challenge=gender&period=2005-2010"), "gender")
    page.until("() => document.querySelector('.lens-map a').href.includes('period=2005-2010')")
    page.page.get_by_role("link", name="Show it on the map").click()
    page.sees(view=None, sites="women-stated", layers="regions,labels,sites")
    assert page.query["period"] == "2005-2010"
    trace = page.trace("sites")
    named = {key for key, name in zip(trace["customdata"], trace["text"], strict=True) if name}
    assert named == {name.lower() for name in SIX}


@pytest.mark.parametrize(
    ("key", "shown"),
    [
        ("poverty", {"shade": "two-way-income"}),
        ("policy-gap", {"shade": "urbanisation_rate", "topic": "poverty-reduction"}),
        ("regional-diversity", {"shade": "gdp_per_capita_derived"}),
        ("local-development", {"shade": "net-rate"}),
    ],
)
def test_every_challenge_leads_to_a_map(at: View, key: str, shown: dict[str, str]) -> None:
    page = look(at(f"?view=sites&challenge={key}"), key)
    page.page.get_by_role("link", name="Show it on the map").click()
    page.sees(view=None, **shown)
    assert page.page.locator("#notices").inner_text() == ""


def test_what_the_paper_does_not_link_is_said_and_our_reading_is_badged(at: View) -> None:
    page = look(at("?view=sites&challenge=policy-gap"), "policy-gap")
    assert "The paper links no single site to this challenge." in lens(page, "sites")
    assert lit(page) == set()
    acts = page.page.locator(".lens-acts li")
    stated = acts.filter(has_text="White book")
    ours = acts.filter(has_text="Office of Poverty Reduction")
    assert stated.locator(".badge-curated").count() == 0
    assert ours.locator(".badge-curated").count() == 1


def test_an_act_opens_and_a_second_press_lets_go(at: View) -> None:
    page = look(at("?view=sites&challenge=local-development"), "local-development")
    assert lit(page) == {"Shanghai", "Diqing"}
    page.page.locator(".lens-acts").get_by_role("link", name="New Paradigm").click()
    page.sees(view=None, place="t32")
    look(page.open("?view=sites&challenge=local-development"), "local-development")
    page.page.locator(".site-offers .button-on").click()
    page.sees(challenge=None)
    look(page, "")
