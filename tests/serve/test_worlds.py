"""Several worlds in one server: each address is answered over its own data, and of them alone."""

from __future__ import annotations

import gzip
import io
import json
import re
import threading
import zipfile
from base64 import b64decode
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from pathlib import Path
from types import SimpleNamespace

import pytest
from flask.testing import FlaskClient

from app import create_app
from geo.world.catalog import DATA_DIR
from geo.world.world import World
from layers.serve.headers import FIXED
from layers.serve.shell import Shell
from layers.serve.worlds import Own, Worlds
from layers.subjects import open_page_world, tabs
from tests.seen import unmarked
from tests.serve.shelf import Shelf
from tests.standalone.six import data_in

pytestmark = pytest.mark.long

ISLAND, TWIN = "a1b2", "c3d4"  # the invented country, and the bundled data once more
OURS = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}
ADDRESS = re.compile(r'(?<=["\'])/(?:\?|view|api|shapes|picture|slides|embed)[^"\'\s<>]*')
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="60">{}</svg>'
DRAWING = SVG.format('<rect width="9" height="9"/>')


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    made = Shelf(tmp_path_factory.mktemp("own"))
    made.put_island(ISLAND)
    made.point(TWIN, DATA_DIR)
    return made


@pytest.fixture(scope="module")
def served(world: World, shelf: Shelf) -> Shell:
    return create_app(world, own=shelf)


@pytest.fixture(scope="module")
def asks(served: Shell) -> FlaskClient:
    return served.server.test_client()


@pytest.fixture(scope="module")
def alone(shelf: Shelf) -> FlaskClient:
    """The same data as the only ones of a server."""
    return create_app(open_page_world(shelf.folder / ISLAND, ISLAND)).server.test_client()


def queries(world: World) -> list[str]:
    regions = world.vocabulary["regions"][:2]
    places = ("", f"&place={regions[0]}", f"&place={world.vocabulary.key_of(regions)}")
    langs = ("", "&lang=zh")
    views = [f"&view={tab}" for tab in ("map", *tabs(world))]
    return [f"{one}{lang}" for lang in langs for one in (*places, *views)]


@pytest.fixture(scope="module")
def island(shelf: Shelf) -> World:
    return open_page_world(shelf.folder / ISLAND, ISLAND)


def test_worlds_asked_in_turn_answer_as_each_alone(
    asks: FlaskClient, alone: FlaskClient, replies: FlaskClient, island: World
) -> None:
    for query in queries(island):
        own = asks.get(f"/view?world={ISLAND}{query}").json
        twin, usual = asks.get(f"/view?world={TWIN}&top=20"), asks.get("/view?top=20").json
        assert usual == replies.get("/view?top=20").json
        assert own == alone.get(f"/view?world={ISLAND}{query}").json, query
        sentences = [one["said"]["sentence"] for one in (twin.json, usual)]
        assert len({unmarked(one) for one in sentences}) == 1
        assert own["said"]["sentence"] != usual["said"]["sentence"]


def test_no_reply_holds_a_name_of_the_other_world(
    asks: FlaskClient, world: World, island: World
) -> None:
    names = {
        key: {name for one in found.names_by_code.values() for name in one.values() if name[2:]}
        for key, found in (("", world), (ISLAND, island))
    }
    for query in queries(island):
        own = asks.get(f"/view?world={ISLAND}{query}").text
        usual = asks.get(f"/view?{query[1:] if 'view' in query else 'lang=zh'}").text
        assert not [name for name in names[""] if name in own], query
        assert not [name for name in names[ISLAND] - names[""] if name in usual], query


@pytest.mark.parametrize("name", [ISLAND, TWIN])
def test_every_address_of_an_own_world_names_it(asks: FlaskClient, shelf: Shelf, name: str) -> None:
    opened = open_page_world(shelf.folder / name, name)
    texts = [asks.get(f"/view?world={name}{query}").text for query in queries(opened)]
    texts += [asks.get(path).text for path in (f"/?world={name}", f"/?world={name}&lang=zh")]
    texts += [asks.get(f"/world={name}{lang}/_dash-layout").text for lang in ("", "/zh")]
    texts += [asks.get(f"/opening?world={name}").text]
    found = {one for text in texts for one in ADDRESS.findall(_plain(text))}
    others = {"/?%query", "/shapes/"}
    assert len(found) > 30
    assert sorted(one for one in found - others if f"world={name}" not in one) == []


def _plain(text: str) -> str:
    """Markup that attributes and JSON hold, without what escapes it."""
    for _round in range(3):
        text = unescape(text).replace("\\\\", "\\").replace('\\"', '"')
    return text.replace("\\u003c", "<")


def test_what_a_page_is_made_of_is_one_for_all_worlds(asks: FlaskClient) -> None:
    files = [
        re.findall(r'(?:src|href)="(/(?:assets|_dash)[^"]*)"', asks.get(path).text)
        for path in ("/", f"/?world={ISLAND}")
    ]
    assert files[0] == files[1] != []
    assert all(asks.get(one).status_code == 200 for one in files[1])


def test_an_own_world_has_its_own_shapes_and_rows(asks: FlaskClient, replies: FlaskClient) -> None:
    page = asks.get(f"/?world={ISLAND}").text
    (shapes,) = re.findall(r'href="(/shapes/[^"]*)"', page)
    assert asks.get(shapes).status_code == 200
    assert asks.get(shapes.partition("?")[0]).status_code == 404
    own, usual = (asks.get(f"/api/corridors?top=5{one}").json for one in (f"&world={ISLAND}", ""))
    assert own["rows"] != usual["rows"]
    assert f"world={ISLAND}" in own["query"]
    twin = asks.get(f"/api/corridors?top=5&world={TWIN}").json
    assert twin["rows"] == usual["rows"] == replies.get("/api/corridors?top=5").json["rows"]


def test_data_that_are_not_here_are_told_with_a_way_on(asks: FlaskClient) -> None:
    assert asks.get("/?world=none&period=1&view=lessons").status_code == 200
    reply = asks.get("/view?world=none&period=1&place=xx&lang=zh").json
    usual = asks.get("/view?lang=zh").json
    assert reply["lang"] == "zh"
    assert reply["figures"] == usual["figures"]
    notices = re.findall(r"<p[^>]*>(.*?)</p>", reply["said"]["notices"])
    assert len(notices) == 1
    assert '<a href="/?lang=zh"' in notices[0]
    refused = asks.get("/api/corridors?world=none")
    assert (refused.status_code, refused.json["error"]["field"]) == (400, "world")


@pytest.mark.parametrize("query", ["World={}", "world%3D{}", "world={})", "top=5&world={}&world=x"])
def test_a_damaged_link_still_names_its_data(asks: FlaskClient, query: str) -> None:
    said = asks.get("/view?" + query.format(ISLAND)).json
    assert said["said"]["sentence"] != asks.get("/view").json["said"]["sentence"]
    assert "data-found" not in said["said"]["notices"]


def test_gate_and_headers_are_those_of_the_usual_world(asks: FlaskClient) -> None:
    for path in ("/", "/view", "/api/corridors", "/nowhere"):
        reply = asks.get(f"{path}?world={ISLAND}")
        assert all(reply.headers[name] == value for name, value in FIXED.items())
        assert "script-src 'self'" in reply.headers["Content-Security-Policy"]
        strange = asks.get(f"{path}?world={ISLAND}", headers={"Host": "evil.example"})
        assert strange.status_code == 400
    lost = asks.get(f"/nowhere?world={ISLAND}", headers={"Accept": "text/html"})
    assert f'href="/?world={ISLAND}"' in lost.text
    posted = asks.post(f"/standalone?world={ISLAND}", json={"scenes": []})
    assert posted.status_code == 403


def test_removal_is_asked_by_the_page_alone_and_deletes_the_folder(
    world: World, shelf: Shelf, served: Shell
) -> None:
    shelf.copy(ISLAND, "e5f6")
    asks = served.server.test_client()
    before = asks.get("/view?world=e5f6").json["said"]["sentence"]
    assert asks.post("/own/remove?world=e5f6", json={}).status_code == 403
    assert asks.post("/own/remove?world=e5f6", data="x", headers=OURS).status_code == 415
    assert asks.get("/own/remove?world=e5f6").status_code == 405
    assert (shelf.folder / "e5f6").exists()
    assert asks.post("/own/remove?world=e5f6", json={}, headers=OURS).status_code == 200
    assert not (shelf.folder / "e5f6").exists()
    after = asks.get("/view?world=e5f6").json["said"]
    assert after["sentence"] != before
    assert 'data-found="e5f6"' in after["notices"]
    again = asks.post("/own/remove?world=e5f6&lang=zh", json={}, headers=OURS)
    assert (again.status_code, "移除" in again.json["error"]["message"]) == (404, True)
    for name in ("", "..", "%2e%2e/"):
        assert asks.post(f"/own/remove?world={name}", json={}, headers=OURS).status_code == 404


def test_another_process_finds_and_misses_the_same_data(world: World, shelf: Shelf) -> None:
    shelf.copy(ISLAND, "0a0a")
    first, second = (create_app(world, own=shelf).server.test_client() for _ in range(2))
    said = [one.get("/view?world=0a0a").json for one in (first, second)]
    assert said[0] == said[1]
    shelf.remove("0a0a")
    assert 'data-found="0a0a"' in second.get("/view?world=0a0a").json["said"]["notices"]
    shelf.copy(ISLAND, "0a0a")
    assert second.get("/view?world=0a0a").json == said[0]
    shelf.remove("0a0a")


def test_the_list_tells_what_is_kept_and_where(asks: FlaskClient, shelf: Shelf) -> None:
    html = asks.get(f"/own/worlds?world={ISLAND}").json["html"]
    assert re.findall(r'aria-current="true" href="([^"]*)"', html) == [f"/?world={ISLAND}"]
    assert str(shelf.folder / ISLAND) in html
    assert "40 rows · 2015–2020: 1,230 people" in html
    assert re.findall(r'data-world="([^"]*)"', html) == [ISLAND, TWIN]
    assert f'href="/?lang=zh&amp;world={TWIN}"' in asks.get("/own/worlds?lang=zh").json["html"]


def test_without_own_data_nothing_is_offered(replies: FlaskClient) -> None:
    assert "own-open" not in replies.get("/_dash-layout").text
    assert replies.get("/own/worlds").status_code == 404
    assert replies.get(f"/view?world={ISLAND}").json["said"]["notices"]


# One file and slides hold scenes of several worlds, each over its own data.

MIXED = [
    {"title": "Island", "note": "", "query": f"world={ISLAND}"},
    {"title": "Usual", "note": "", "query": "view=table"},
    {"title": "Corridors", "note": "", "query": f"top=5&world={ISLAND}"},
]
LOST = {"title": "Lost", "note": "", "query": "world=none"}


def test_one_file_holds_scenes_of_several_worlds(asks: FlaskClient) -> None:
    asked = {"lang": "en", "scenes": MIXED}
    text = asks.post(f"/standalone?world={ISLAND}", json=asked, headers=OURS).text
    data = data_in(text)
    assert data["world"] == ISLAND
    assert len(data["shapes"]) == len({one.partition("?")[0] for one in data["shapes"]})
    for scene in data["scenes"]:
        key = "&".join(sorted(scene["search"].split("&")))
        block = re.search(rf'id="answer-{data["views"]["en"][key]}">([^<]*)<', text)[1]
        held = json.loads(gzip.decompress(b64decode(block)))
        page = asks.get(f"/view?{scene['search']}").json
        assert held["figures"] == page["figures"]
    firsts = re.findall(r'id="first-(\w\w)-(\w*)">', text)
    assert sorted(firsts) == [("en", ""), ("en", ISLAND), ("zh", ""), ("zh", ISLAND)]
    refused = asks.post("/standalone", json={"lang": "en", "scenes": [*MIXED, LOST]}, headers=OURS)
    assert refused.status_code == 400
    assert "Scene 4" in refused.json["error"]["message"]


def test_slides_say_each_scene_over_its_own_data(asks: FlaskClient) -> None:
    def made(scenes: list[dict[str, str]]) -> object:
        drawn = [{**one, "drawing": DRAWING} for one in scenes]
        asked = {"lang": "en", "table": True, "scenes": drawn}
        return asks.post("/slides.pptx", json=asked, headers=OURS)

    with zipfile.ZipFile(io.BytesIO(made(MIXED).data)) as deck:
        slides = [deck.read(f"ppt/slides/slide{n}.xml").decode() for n in (1, 2, 3)]
    for scene, slide in zip(MIXED, slides, strict=True):
        said = asks.get(f"/view?{scene['query']}").json["said"]["sentence"]
        words = re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", said)).strip()
        assert unescape(words).split("·")[0][:40] in unescape(slide)
    assert made([LOST]).status_code == 400


# The worlds themselves, over applications that cost nothing.


class Openings:
    """Counts what is opened, and holds it until it may go on."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.goes = threading.Event()
        self.goes.set()

    def __call__(self, _folder: Path, name: str) -> SimpleNamespace:
        self.names.append(name)
        self.goes.wait(10)
        return SimpleNamespace(name=name)


@pytest.fixture
def counted(tmp_path: Path) -> tuple[Worlds, Openings, Path]:
    for name in ("one", "two", "three"):
        (tmp_path / name / "built").mkdir(parents=True)
        (tmp_path / name / "built" / "manifest.json").write_text("{}")
    opens = Openings()
    own = Own(Shelf(tmp_path), opens, lambda world: f"application of {world.name}")
    return Worlds(SimpleNamespace(name=""), own, most=2), opens, tmp_path


def test_a_world_is_opened_once_however_many_ask(counted: tuple) -> None:
    known, opens, _folder = counted
    opens.goes.clear()
    with ThreadPoolExecutor(8) as pool:
        asked = [pool.submit(known.of, "world=one") for _ in range(8)]
        opens.goes.set()
        assert len({id(one.result()) for one in asked}) == 1
    assert opens.names == ["one"]


def test_the_latest_worlds_are_kept(counted: tuple) -> None:
    known, opens, _folder = counted
    for name in ("one", "two", "one", "three", "one", "two"):
        assert known.of(f"world={name}").name == name
    assert opens.names == known.own.store.touched == ["one", "two", "three", "two"]


def test_a_world_is_opened_anew_when_its_folder_was_built_again(counted: tuple) -> None:
    known, opens, folder = counted
    first = known.of("world=one")
    assert known.of("world=one") is first
    (folder / "one" / "built" / "manifest.json").write_text('{"other": 1}')
    assert known.of("world=one") is not first
    assert opens.names == ["one", "one"]
    assert known.of("world=four").name == known.of("").name == ""


def test_whoever_shares_a_server_sees_the_data_of_a_link_alone(counted: tuple) -> None:
    known, opens, folder = counted
    shared = Worlds(known.usual, Own(Shelf(folder), opens, str, is_shared=True))
    assert [one.id for one in shared.listed("one")] == ["one"]
    assert [one.id for one in shared.listed()] == []
    assert {one.id for one in known.listed()} == {"one", "two", "three"}
