"""What is said of moves that are no sample: nothing of a sample, and nothing that needs zones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from flask.testing import FlaskClient

from app import create_app
from geo.build.build import build
from geo.own.package import write_package
from geo.own.told import FULL, MODELLED, SAMPLE, UNKNOWN, Told
from geo.world.world import World
from layers.subjects import open_page_world
from layers.text.counting import INSTEAD
from layers.text.gettext import DOMAIN, LOCALE_DIR
from tests.own.test_package import flows, opened, outlines, places
from tests.seen import strings

pytestmark = pytest.mark.long

OF_SAMPLES = {
    "en": re.compile(r".{0,50}(?:\bsampl|(?<!modelled )\bestimat).{0,50}", re.I),
    "zh": re.compile(".{0,30}(?:样本|抽样|推算).{0,30}"),
}
UNSAID = re.compile(r"corridorTable\.estimate|^sample$|full count or a sample|全数统计还是抽样统计")
"""Names in scripts, and the caveat that the file does not say which of both it has."""
TAG = re.compile(r"<[^>]*>")
"""Words of a sample; a modelled figure is called modelled."""
VIEWS = (
    *("", "place=GB-ENG", "place=06037-GB-ENG", "place=06037-GB-ENG&compare=A_B-GB-ENG"),
    *("direction=net&measure=net", "measure=effectiveness", "ink=zone", "against=2017-2018"),
    *("layers=corridors,labels,zones,halves", "shade=net", "top=3", "from=GB-ENG"),
    *("view=table", "view=zones", "view=pairs", "view=intervals", "view=indicators"),
    *("view=sources", "compare=2017-2018"),
)


def test_what_is_said_instead_stands_for_messages_of_the_page() -> None:
    catalogue = LOCALE_DIR / f"{DOMAIN}.pot"
    with catalogue.open("rb") as file:
        known = {
            one for message in read_po(file) for one in (
                message.id if isinstance(message.id, tuple) else (message.id,)
            )
        }  # fmt: skip
    assert set(INSTEAD) <= known


def test_without_groups_nothing_is_said_of_zones(tmp_path: Path) -> None:
    alone = replace(places(), groupings=())
    write_package(tmp_path, flows(), alone, replace(outlines(), places=alone), {}, Told())
    build(tmp_path, tmp_path / "built")
    world = open_page_world(tmp_path)
    assert "zones" not in world.vocabulary["tabs"]
    assert "zones" not in world.vocabulary["layers"]
    asks = create_app(world).server.test_client()
    assert asks.get("/view?view=zones").status_code == 200


def test_a_sample_without_a_factor_is_not_called_expanded_and_has_no_range(tmp_path: Path) -> None:
    world = opened(tmp_path / "a", flows(), Told(collection=SAMPLE), outlines())
    assert not world.has_ranges
    said = create_app(world).server.test_client().get("/view?place=06037-GB-ENG").text
    assert "from a sample, figures as they stand" in said
    assert "sample × " not in said
    assert "95%" not in said


def test_a_sample_with_a_factor_has_ranges(tmp_path: Path) -> None:
    factors = dict.fromkeys(("2017-2018", "2018-2019", "2021-2022"), 20.0)
    told = Told(collection=SAMPLE, factors=factors)
    world = opened(tmp_path / "a", flows(), told, outlines())
    assert world.has_ranges
    said = create_app(world).server.test_client().get("/view?place=06037-GB-ENG").text
    assert "sample × 20" in said
    assert "95% sampling range" in said


@pytest.fixture(scope="module", params=[FULL, MODELLED, UNKNOWN])
def said(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> World:
    told = Told(title="Moves of us", collection=request.param)
    return opened(tmp_path_factory.mktemp("own") / "a", flows(), told, outlines())


@pytest.fixture(scope="module")
def asks(said: World) -> FlaskClient:
    return create_app(said).server.test_client()


def shown(asks: FlaskClient, lang: str) -> Iterator[tuple[str, str]]:
    """Every string of the page and of the replies, with the address that shows it."""
    for view in VIEWS:
        query = "&".join(filter(None, (view, f"lang={lang}")))
        for path in ("/view", "/shell"):
            answer = asks.get(f"{path}?{query}")
            if answer.status_code != 404:
                yield from ((query, text) for text in strings(answer.json))


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_nothing_is_called_a_sample_that_is_none(asks: FlaskClient, lang: str) -> None:
    said = (TAG.sub("|", text) for _at, text in shown(asks, lang))
    found = {one for text in said for one in OF_SAMPLES[lang].findall(UNSAID.sub("", text))}
    assert not found, "\n".join(found)
