"""The link of a challenge opens a map that has figures, and says which interval it opens."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from geo.scene.scene import Scenes
from geo.shading.shade import period_with_figures
from geo.world.world import World
from tests.seen import scene_of

INCOME = "two-way-income"


@pytest.mark.parametrize("challenge", ["poverty", "policy-gap", "gender", "regional-diversity"])
@pytest.mark.parametrize("period", ["1995-2000", "2010-2015"])
def test_the_map_of_a_challenge_is_never_all_blank(
    world: World, scenes: Scenes, replies: FlaskClient, challenge: str, period: str
) -> None:
    html = replies.get(f"/view?view=sites&challenge={challenge}&period={period}").json["tab"][
        "html"
    ]
    (address,) = re.findall(r'class="lens-map">\s*<a href="/\?([^"]*)"', html)
    scene = scene_of(world, address.replace("&amp;", "&"), scenes)
    assert scene.shade.regions_count > 0
    opened = scene.view.period
    assert (f"Opens {opened.replace('-', '–')}" in html) == (opened != period)


def test_the_nearest_interval_with_figures_is_taken(world: World) -> None:
    with_figures = [
        one for one in world.vocabulary["periods"] if period_with_figures(world, INCOME, one) == one
    ]
    assert with_figures == ["2000-2005", "2005-2010"]
    assert period_with_figures(world, INCOME, "1995-2000") == "2000-2005"
    assert period_with_figures(world, INCOME, "2015-2020") == "2005-2010"
    assert period_with_figures(world, "net", "1995-2000") == "1995-2000"
