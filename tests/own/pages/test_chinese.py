"""In Chinese, regions of a reader's world are not called provinces; those of the page are."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from app import create_app
from geo.own.told import Told
from geo.world.world import World
from layers.text import gettext as text
from layers.text.gettext import _, ngettext
from tests.own.test_package import flows, opened, outlines

PLACES = ("", "GB-ENG", "GB-ENG-06037", "GB-ENG-06037,06037-GB-ENG")
SHAPES = ("net", "in", "out")
LAYERS = "regions,corridors,labels,borders,clusters,zones,halves,rings,nearest"
FILES = ("corridors", "provinces", "zones", "timeline", "indicators", "change", "periods")


@pytest.fixture(scope="module")
def states(tmp_path_factory: pytest.TempPathFactory) -> World:
    """A world of states."""
    told = Told(title="Moves", region="state", regions="states", country="Trees", has_inside=True)
    return opened(tmp_path_factory.mktemp("own") / "a", flows(), told, outlines())


@pytest.fixture(scope="module")
def client(states: World) -> FlaskClient:
    return create_app(states).server.test_client()


def said(client: FlaskClient, path: str, **asked: str) -> str:
    answer = client.get(path, query_string={"lang": "zh", **asked})
    assert answer.status_code == 200, (path, asked)
    return str(answer.json) if answer.is_json else answer.text


def of_provinces(told: str) -> list[str]:
    """What is said round each sign for a province."""
    spots = [at for at, sign in enumerate(told) if sign == "省"]
    return [told[max(0, at - 12) : at + 8] for at in spots]


def test_every_tab_and_card_speaks_of_regions(client: FlaskClient, states: World) -> None:
    views = [{"view": tab} for tab in states.vocabulary["tabs"]]
    views += [{"place": place, "layers": LAYERS} for place in PLACES]
    views += [{"shade": shade, "measure": one} for shade in SHAPES for one in ("people", "net")]
    views += [{"view": "map", "top": "3", "direction": "net"}, {"view": "map", "from": "n"}]
    for asked in views:
        assert of_provinces(said(client, "/view", **asked)) == [], asked
    assert of_provinces(said(client, "/")) == []


@pytest.mark.parametrize("name", FILES)
def test_files_of_the_data_interface_speak_of_regions(client: FlaskClient, name: str) -> None:
    answer = client.get(f"/api/{name}", query_string={"lang": "zh"})
    if answer.status_code != 404:  # a world has the tables that it has
        assert of_provinces(str(answer.json)) == []


def test_the_page_s_own_words_are_those_of_provinces(world: World) -> None:
    kept = {
        "Moves inside {regions}": "省内迁移",
        "Inside the {region}": "省内",
        "{Movers} between {regions}; estimates from a sample.": "（省际），由样本推算。",
    }
    with text.spoken("zh", world.package.wording):
        for message, ending in kept.items():
            assert _(message).endswith(ending), message
        assert "{" not in _("Moves inside {regions}")
        assert ngettext("{n} row", "{n} rows", 2) == "{n}行"


def test_a_world_without_a_name_for_its_regions_has_neutral_words() -> None:
    with text.spoken("zh", text.PLAIN):
        assert _("Moves inside {regions}") == "地区内迁移"
