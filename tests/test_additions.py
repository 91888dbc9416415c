"""What it takes to add one more of a kind: counted on a copy of the tree, or as data alone."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from app import create_app
from geo.build.build import build
from geo.world.catalog import CATALOGUE_FILE, DATA_DIR
from geo.world.manifest import file_hash
from geo.world.world import World
from layers.subjects import open_page_world
from tests import worlds

pytestmark = pytest.mark.long

ROOT = Path(__file__).resolve().parents[1]
TAB = '''"""A tab of one sentence."""

from __future__ import annotations

import htpy as h

from geo.scene.scene import Scene
from geo.world.world import World
from layers.subject import Filled, Subject, Tab


def fill(world: World, scene: Scene) -> Filled:
    """Say how many corridors there are."""
    return Filled(h.p[f"Sample of {scene.count} corridors"])


SUBJECT = Subject(tab=Tab("sample", "Sample", fill))
'''
LAYER = '''"""A layer of one dot."""

from __future__ import annotations

import htpy as h

from geo.scene.scene import Scene
from geo.world.world import World
from layers.map.layer import Layer, Trace


def base(world: World) -> list[Trace]:
    """One dot."""
    return [{"type": "scattergeo", "uid": "sample-0", "lon": [100.0], "lat": [30.0]}]


def frame(world: World, scene: Scene) -> list[Trace]:
    """Shown while it is switched on."""
    return [{"visible": LAYER.shown(scene)}]


def legend(world: World, scene: Scene) -> list[h.Element]:
    """One entry."""
    return [h.li["sample dot"]]


LAYER = Layer("sample", ("regions",), base, frame, title="Sample dots", legend=legend)
'''


FIELD = '    mood: str = asked(one_of(("calm", "wild"), or_none=True), "how it feels")'
ASKED = f"""
import json
import re
from pathlib import Path
from app import create_app
from geo.view.address import parse, query_string
from layers.subjects import open_page_world
world = open_page_world(Path({str(DATA_DIR)!r}))
client = create_app(world).server.test_client()
print(json.dumps({{
    "page": client.get("/_dash-layout").text,
    "tab": client.get("/view?view=sample").json["tab"]["html"],
    "map": client.get("/view?layers=sample").json,
    "address": query_string(parse("?mood=wild", world.vocabulary)[0]),
    "refused": client.get("/api/corridors?mood=mad").json["error"]["expected"],
    "described": client.get("/api/openapi.json").json["components"]["parameters"]["mood"],
}}))
"""


class Tree:
    """A copy of the code in which things are added and asked for; data stays where it is."""

    def __init__(self, folder: Path) -> None:
        self.root = folder
        for name in ("geo", "layers", "assets"):
            left_out = shutil.ignore_patterns("__pycache__")
            shutil.copytree(ROOT / name, folder / name, ignore=left_out)
        for name in ("app.py", "pyproject.toml"):
            shutil.copy(ROOT / name, folder)
        (folder / "data").symlink_to(ROOT / "data")
        self.touched: Counter[str] = Counter()

    def add_line(self, kind: str, path: str, before: str, line: str) -> None:
        """Put one line before the first that starts with some text."""
        file = self.root / path
        lines = file.read_text(encoding="utf-8").split("\n")
        lines.insert(next(at for at, one in enumerate(lines) if one.startswith(before)), line)
        file.write_text("\n".join(lines), encoding="utf-8")
        self.touched[kind] += 1

    def add_file(self, path: str, text: str) -> None:
        """Write a module."""
        (self.root / path).parent.mkdir(exist_ok=True)
        (self.root / path).write_text(text, encoding="utf-8")

    def said(self, program: str) -> str:
        """What a program over the copy prints."""
        command = [sys.executable, "-c", program]
        done = subprocess.run(command, cwd=self.root, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> tuple[Counter[str], dict[str, Any]]:
    """Lines touched for each kind, and what the page with one more of each says."""
    tree = Tree(tmp_path_factory.mktemp("grown") / "tree")
    tree.add_file("layers/sample/__init__.py", '"""A sample."""\n')
    tree.add_file("layers/sample/subject.py", TAB)
    tree.add_line("tab", "layers/subjects.py", '    "sources",', '    "sample",')
    tree.add_file("layers/map/sample.py", LAYER)
    tree.add_line("layer", "layers/map/figure.py", '    "sites",', '    "sample",')
    tree.add_line("field", "geo/view/view.py", "    lang: str", FIELD)
    return tree.touched, json.loads(tree.said(ASKED))


Grown = tuple[Counter[str], dict[str, Any]]


def test_a_tab_is_one_folder_and_one_line(grown: Grown) -> None:
    touched, said = grown
    assert re.sub(r"<[^>]+>", "", said["tab"]) == "Sample of 930 corridors"
    assert "Sample" in said["page"]
    assert touched["tab"] == 1


def test_a_map_layer_is_one_module_and_one_line(grown: Grown) -> None:
    touched, said = grown
    assert [one for one in said["map"]["figures"]["map"]["data"] if one == {"visible": True}]
    assert "sample dot" in said["map"]["said"]["legend"]
    assert said["map"]["said"]["notices"] == ""
    assert "Sample dots" in said["page"]
    assert touched["layer"] == 1


def test_a_field_of_the_address_is_one_line(grown: Grown) -> None:
    touched, said = grown
    assert said["address"] == "mood=wild"
    assert said["refused"] == "one of calm, wild"
    assert "how it feels" in said["described"]["description"]
    assert said["described"]["schema"]["enum"] == ["", "calm", "wild"]
    assert "mood" in said["page"]
    assert touched["field"] == 1


def add_scheme(package: dict[str, Any]) -> None:
    """One more record; here over the column that is there already."""
    (first, *_rest) = package["schemes"]
    package["schemes"].append({**first, "key": "sample", "title": "A sample of zones"})


def add_indicator(folder: Path, package: dict[str, Any]) -> None:
    """Rows under a name that is declared: here those of another indicator once more."""
    (table,) = [one for one in package["resources"] if one["name"] == "indicators"]
    (source, *_rest) = [one for one in table["sources"] if one["role"] == "table"]
    file = folder / source["path"]
    head, *rows = file.read_text(encoding="utf-8").splitlines()
    known = table["indicators"][0]
    again = [row.replace(known["name"], "sample") for row in rows if known["name"] in row]
    file.write_text("\n".join([head, *rows, *again]) + "\n", encoding="utf-8")
    source["sha256"] = file_hash(file)
    table["expected_rows"] += len(again)
    for one in package["resources"]:  # tables that the build derives count themselves
        one["expected_rows"] += {"shading": 10, "class_breaks": 24}.get(one["name"], 0)
    table["indicators"].append({**known, "name": "sample", "title": "A sample", "shade": True})


def derived(package: dict[str, Any], rows: dict[str, int]) -> None:
    """Declare tables that the build derives, as the bundled package does, for other regions."""
    bundled = json.loads((DATA_DIR / CATALOGUE_FILE).read_text(encoding="utf-8"))
    for one in bundled["resources"]:
        if one["name"] in rows:
            for field in one["schema"]["fields"]:
                for rule in ("enum", "pattern", "minimum", "maximum"):
                    field.get("constraints", {}).pop(rule, None)
            one.update(expected_rows=rows[one["name"]], checks={})
            package["resources"].append(one)


def add_series(package: dict[str, Any]) -> None:
    """One record over an indicator that is there already."""
    sample = {"key": "sample", "title": "A sample of series", "meant": "a sample", "unit": "heads"}
    sample |= {"definition": "Heads per head.", "figure": "resident_population"}
    weight = {"indicator": "resident_population", "meant": "all residents"}
    package["disparity"] = {"weights": [weight], "series": [{**sample, "worth": 20_000}]}
    rows = {"disparity_values": 10, "disparity_gaps": 9, "disparity_zones": 8, "disparity": 4}
    derived(package, rows)


def add_variables(package: dict[str, Any]) -> None:
    """One record over an indicator and one over a margin of the flows."""
    said = {"title": "A sample", "unit": "heads", "definition": "Heads.", "reason": "None."}
    people = {"key": "sample", "table": "indicators", "column": "resident_population", **said}
    left = {"key": "left", "table": "region_flows", "column": "out_persons", **said}
    package["likeness"] = {"year": 2003, "variables": [people, left]}
    derived(package, {"similarity_scores": 10})


def add_figures(package: dict[str, Any]) -> None:
    """One record over an indicator that shades, and one over a series that is a gap."""
    said = {"unit": "heads", "title": "A sample of residents"}
    shade = {"key": "sample", "table": "shading", "names": ["sample"], **said}
    said["title"] = "A sample of heads"
    series = {"key": "heads", "table": "disparity_values", "names": ["sample"], **said}
    package["figures"] = [shade, {**series, "decimals": 1, "gap": "gdp"}]


@pytest.fixture(scope="module")
def island(tmp_path_factory: pytest.TempPathFactory) -> tuple[World, FlaskClient]:
    """The invented island with one more declaration of each kind, built and served."""
    folder = worlds.island(tmp_path_factory.mktemp("grown") / "island")
    file = folder / CATALOGUE_FILE
    package = json.loads(file.read_text(encoding="utf-8"))
    add_scheme(package)
    add_indicator(folder, package)
    add_series(package)
    add_variables(package)
    add_figures(package)
    file.write_text(json.dumps(package, ensure_ascii=False), encoding="utf-8")
    build(folder, folder / "built")
    world = open_page_world(folder)
    return world, create_app(world).server.test_client()


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> FlaskClient:
    """The invented island as it is, built and served."""
    folder = worlds.island(tmp_path_factory.mktemp("bare") / "island")
    build(folder, folder / "built")
    return create_app(open_page_world(folder)).server.test_client()


def test_a_zone_scheme_is_data(island: tuple[World, FlaskClient]) -> None:
    world, client = island
    usual = world.vocabulary.home["scheme"]
    cells = [client.get(f"/api/zones?scheme={key}").json["rows"] for key in (usual, "sample")]
    assert cells[0] == cells[1] != []
    assert "A sample of zones" in client.get("/_dash-layout").text


def test_an_indicator_is_data(island: tuple[World, FlaskClient]) -> None:
    world, client = island
    assert "sample" in world.vocabulary["shades"]
    assert "A sample" in client.get("/view?shade=sample").json["said"]["legend"]


def test_a_series_of_disparity_is_data(island: tuple[World, FlaskClient]) -> None:
    """The tab comes with its tables."""
    world, client = island
    assert set(world.table("disparity_values")["value"]) == {2.0}
    assert "A sample of series" in client.get("/view?view=disparity").json["tab"]["html"]
    assert client.get("/api/disparity").json["indicator"]["name"] == "A sample of series"


def test_a_variable_of_likeness_is_data(island: tuple[World, FlaskClient]) -> None:
    world, _client = island
    assert world.vocabulary["weights"] == ("sample", "left")
    assert world.table("similarity_scores")["score"].abs().min() > 0


def test_a_figure_of_both_ends_is_data(
    island: tuple[World, FlaskClient], bare: FlaskClient
) -> None:
    """A world without one shows the rates of its flows, and no word of a figure."""
    world, client = island
    first, second = world.counted.index[:2]
    shown, plain = (
        one.get(f"/view?place={first}&compare={second}").json["said"]["card"]
        for one in (client, bare)
    )
    for row in ("A sample of residents", "A sample of heads"):
        assert row in shown
        assert row not in plain
    assert ">2.0<" in shown
    for said in (shown, plain):
        assert "Net rate" in said
        assert "Urban" not in said
    assert world.package.gaps == {"gdp": ("sample",)}
