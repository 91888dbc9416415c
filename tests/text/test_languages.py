"""A compiled catalogue is a language: of the page, of the wire and of the data interface."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app import create_app
from geo.world.catalog import DATA_DIR
from layers.page.wire import PATH
from layers.subjects import open_page_world
from layers.text import gettext as text
from tests.seen import strings
from tests.text import pseudo


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    folder: Path = tmp_path_factory.mktemp("languages")
    pseudo.write(folder, "zh")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(text, "LOCALE_DIR", folder)
        text._catalogue.cache_clear()
        yield create_app(open_page_world(DATA_DIR)).server.test_client()
    text._catalogue.cache_clear()


def test_a_language_without_a_catalogue_is_not_known() -> None:
    client = create_app(open_page_world(DATA_DIR)).server.test_client()
    assert '<html lang="en">' in client.get("/?lang=fr").text
    assert client.get(f"{PATH}?lang=fr").json["lang"] == "en"
    assert "fr" in client.get(f"{PATH}?lang=fr").json["said"]["notices"]
    assert client.get("/api/corridors?lang=fr").status_code == 400
    assert client.get("/fr/_dash-layout").status_code == 404


def test_the_page_is_in_the_language_of_its_address(page: FlaskClient) -> None:
    there, here = page.get("/?lang=zh&place=34").text, page.get("/").text
    assert '<html lang="zh-Hans">' in there
    assert "<title>⟦Migration corridors of China⟧</title>" in there
    assert '"requests_pathname_prefix": "/zh/"' in there
    assert '<html lang="en">' in here
    assert "⟦" not in here
    assert page.get("/?lang=xx").text == here


def test_header_rail_tabs_and_controls_are_in_it(page: FlaskClient) -> None:
    there, here = (page.get(f"{below}/_dash-layout").json for below in ("/zh", ""))
    said = set(strings(there))
    for word in ("Copy link", "Zones", "Disparity", "Corridors drawn, 930 at most", "Play"):
        assert word in set(strings(here))
        assert f"⟦{word}⟧" in said
    assert not any("⟦" in one for one in strings(here))
    assert page.get("/zh/_dash-dependencies").json == page.get("/_dash-dependencies").json


@pytest.mark.parametrize("view", ["map", "disparity", "table", "sources"])
def test_the_wire_answers_in_it(page: FlaskClient, view: str) -> None:
    answer = page.get(f"{PATH}?lang=zh&view={view}").json
    assert answer["lang"] == "zh"
    assert answer["said"]["sentence"].startswith("⟦")
    if view != "map":
        assert "⟦" in answer["tab"]["html"]
    assert "⟦" not in page.get(f"{PATH}?view={view}").text


def test_the_data_interface_takes_it(page: FlaskClient) -> None:
    assert page.get("/api/corridors?lang=zh&top=3").status_code == 200
    assert page.get("/api/corridors?lang=xx&top=3").status_code == 400


def test_one_language_does_not_leak_into_the_next_question(page: FlaskClient) -> None:
    page.get(f"{PATH}?lang=zh")
    page.get("/?lang=zh")
    assert not any("⟦" in one for one in strings(page.get("/_dash-layout").json))
    assert "⟦" not in page.get(f"{PATH}?place=51").text
