"""Files: at content addresses, packed once, only the declared ones; computed replies packed."""

from __future__ import annotations

import gzip
import json
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import brotli
import plotly
import pytest
from flask.testing import FlaskClient

from geo.world.world import World
from layers.map.layer import shape_address
from layers.serve import files
from layers.serve.headers import IMMUTABLE
from tests.serve.tiny import ASSETS, ROOT, make_app

pytestmark = pytest.mark.long

ZIPPED = {"Accept-Encoding": "gzip"}
UNPACK = {"gzip": gzip.decompress, "br": brotli.decompress}
VENDORED = ASSETS / "vendor" / "plotly-geo.min.js"
PACKAGED = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
NAMED_TRACE = re.compile(r'moduleType:"trace",name:"(\w+)"')
SHAPES = ("regions", "context")


def _addresses(client: FlaskClient) -> list[str]:
    return re.findall(r'src="(/[^"]+)"', client.get("/").text)


def test_every_file_of_the_page_is_sent_packed_and_kept_for_good(client: FlaskClient) -> None:
    addresses = _addresses(client)
    assert len(addresses) > 8
    for address in addresses:
        plain = client.get(address)
        assert "Content-Encoding" not in plain.headers
        for coding, unpack in UNPACK.items():
            packed = client.get(address, headers={"Accept-Encoding": coding})
            assert packed.headers["Content-Encoding"] == coding
            assert packed.headers["Cache-Control"] == IMMUTABLE
            assert packed.headers["Vary"] == "Accept-Encoding"
            assert packed.mimetype == "text/javascript"
            assert unpack(packed.data) == plain.data
            assert len(packed.data) < len(plain.data)
            tag = {"Accept-Encoding": coding, "If-None-Match": packed.headers["ETag"]}
            again = client.get(address, headers=tag)
            assert (again.status_code, again.data) == (304, b"")
            assert again.headers["Cache-Control"] == IMMUTABLE


def test_a_browser_is_sent_the_smallest(client: FlaskClient) -> None:
    (script,) = [one for one in _addresses(client) if one.endswith("plotly-geo.min.js")]
    sizes = [len(client.get(script, headers={"Accept-Encoding": one}).data) for one in UNPACK]
    all_known = client.get(script, headers={"Accept-Encoding": "gzip, deflate, br, zstd"})
    assert len(all_known.data) == min(sizes)


def test_a_script_finds_its_parts_below_the_same_address(client: FlaskClient) -> None:
    core = next(one for one in _addresses(client) if one.endswith("dash_core_components.js"))
    part = client.get(core.replace("dash_core_components.js", "async-graph.js"), headers=ZIPPED)
    assert part.headers["Cache-Control"] == IMMUTABLE
    assert client.get(core + ".map").status_code == 404
    assert client.get(core.replace("dash_core_components.js", "metadata.json")).status_code == 404


def test_a_deferred_script_is_named_but_not_loaded(client: FlaskClient) -> None:
    page = client.get("/").text
    named = dict(re.findall(r'data-deferred="([^"]+)" data-src="([^"]+)"', page))
    assert set(named) == {"dash_ag_grid", "dash/dash_table"}
    for address in named.values():
        assert f' src="{address}"' not in page
        assert client.get(address).status_code == 200
    assert "plotly.min.js" not in page
    assert "async-plotly" not in page


@pytest.mark.parametrize("entry", ["", "main.js"])
def test_our_own_files_come_as_one_of_each_kind_after_vendored_ones(
    tmp_path: Path, entry: str
) -> None:
    texts = {"20_b.js": "b();", "10_a.js": "a();", "vendor/x.min.js": "x();",
             "vendor/x.LICENSE": "free", "b.css": "b{}", "a.css": "a{}"}  # fmt: skip
    if entry:
        texts |= {entry: 'import {a} from "./a.js";\na();', "a.js": "export function a() {}"}
    (tmp_path / "vendor").mkdir()
    for name, text in texts.items():
        (tmp_path / name).write_text(text)
    client = make_app(assets=tmp_path).server.test_client()
    page = client.get("/").text
    scripts = re.findall(r'src="(/assets/[^"]+)"', page)
    styles = re.findall(r'href="(/assets/[^"]+\.css)"', page)
    assert [one.split("/", 3)[3] for one in scripts] == ["vendor/x.min.js", "joined.js"]
    vendored, own = [client.get(one).text for one in scripts]
    assert vendored == "x();"
    modules = '(function () {\n"use strict";\nfunction a() {}\na();\n})();\n'
    assert own == (modules if entry else "a();\nb();")
    assert [client.get(one).text for one in styles] == ["a{}\nb{}"]
    folder = scripts[1].removesuffix("joined.js")
    for unsent in ("10_a.js", "a.css", "vendor/x.LICENSE"):
        assert client.get(folder + unsent).status_code == 404


def test_a_changed_file_changes_the_address(tmp_path: Path) -> None:
    seen = set()
    for text in ("var a = 1;", "var a = 2;"):
        (tmp_path / "own.js").write_text(text)
        client = make_app(assets=tmp_path).server.test_client()
        (address,) = [one for one in _addresses(client) if one.endswith("joined.js")]
        assert client.get(address).text == text
        seen.add(address)
    assert len(seen) == 2


def test_what_is_kept_is_not_packed_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = files.keep(tmp_path, ".js", b"var a = 1;" * 1_000)
    times = {one.name: one.stat().st_mtime_ns for one in tmp_path.iterdir()}
    assert set(times) == {path.name, f"{path.name}.gz", f"{path.name}.br"}

    def pack_again(*_: object, **__: object) -> bytes:
        raise AssertionError("packed again")

    monkeypatch.setattr(files.gzip, "compress", pack_again)
    monkeypatch.setattr(files.brotli, "compress", pack_again)
    assert files.keep(tmp_path, ".js", b"var a = 1;" * 1_000) == path
    assert {one.name: one.stat().st_mtime_ns for one in tmp_path.iterdir()} == times


@pytest.mark.parametrize("ending", ["", ".gz", ".br"])
def test_a_damaged_copy_is_made_anew(tmp_path: Path, ending: str) -> None:
    content = b"var a = 1;" * 1_000
    path = files.keep(tmp_path, ".js", content)
    copy = path.with_name(path.name + ending)
    good = copy.read_bytes()
    for damage in (b"", good[:-9], b"x" * 50, gzip.compress(b"b"), good[:-8] + b"0" * 8):
        copy.write_bytes(damage)
        assert files.keep(tmp_path, ".js", content) == path
        assert copy.read_bytes() == good


def test_an_unwritable_folder_is_no_fault(tmp_path: Path) -> None:
    in_the_way = tmp_path / "kept"
    in_the_way.write_text("a file where the folder should be")
    client = make_app(in_the_way, tmp_path).server.test_client()
    for address in _addresses(client):
        assert client.get(address, headers=ZIPPED).status_code == 200


KEEP = """
import sys
from pathlib import Path
from layers.serve import files
for number in range(40):
    files.keep(Path(sys.argv[1]), ".js", b"var a = %d;" % number * 5_000)
"""


def test_two_processes_may_fill_one_folder_at_once(tmp_path: Path) -> None:
    command = [sys.executable, "-c", KEEP, str(tmp_path)]
    both = [subprocess.Popen(command, cwd=ROOT) for _ in range(2)]
    assert [one.wait(timeout=60) for one in both] == [0, 0]
    kept = {one.name: one.read_bytes() for one in tmp_path.iterdir()}
    # Nothing half-written is left, and each copy holds what its file holds.
    assert len(kept) == 40 * 3
    for name, content in kept.items():
        if name.endswith(".js"):
            assert gzip.decompress(kept[f"{name}.gz"]) == content
            assert brotli.decompress(kept[f"{name}.br"]) == content


def test_computed_replies_over_one_kilobyte_are_packed(client: FlaskClient) -> None:
    plain = client.get("/").data
    for coding, unpack in UNPACK.items():
        large = client.get("/", headers={"Accept-Encoding": coding})
        assert large.headers["Content-Encoding"] == coding
        assert unpack(large.data) == plain
        small = client.get("/healthz", headers={"Accept-Encoding": coding})
        assert "Content-Encoding" not in small.headers


def test_a_file_answers_known_hosts_and_readers_only(client: FlaskClient) -> None:
    address = _addresses(client)[0]
    assert client.get(address, headers={"Host": "evil.example"}).status_code == 400
    refused = client.post(address)
    assert (refused.status_code, refused.headers["Allow"]) == (405, "GET, HEAD")
    head = client.head(address)
    assert (head.status_code, head.data) == (200, b"")


@pytest.mark.parametrize("name", SHAPES)
def test_a_shape_is_the_built_file(api: FlaskClient, world: World, name: str) -> None:
    built = (world.built / "shapes" / f"{name}.geojson").read_bytes()
    plain = api.get(shape_address(world, name))
    zipped = api.get(shape_address(world, name), headers=ZIPPED)
    assert plain.data == built
    assert gzip.decompress(zipped.data) == built
    assert len(zipped.data) < len(built) / 2
    for reply in (plain, zipped):
        assert reply.headers["Cache-Control"] == IMMUTABLE
        assert reply.mimetype == "application/geo+json"
        assert "Accept-Encoding" in reply.vary
    assert json.loads(plain.data)["type"] == "FeatureCollection"


def test_the_region_shapes_are_the_34_units(api: FlaskClient, world: World) -> None:
    features = api.get(shape_address(world, "regions")).json["features"]
    assert {one["id"] for one in features} == set(world.names.index)


def test_no_other_address_of_a_shape_is_found(api: FlaskClient, world: World) -> None:
    address = shape_address(world, "regions")
    digest = address.split(".")[1]
    for wrong in (
        address.replace(digest, "0" * 16),
        address.replace("regions", "context"),
        address + "/",
        address + ".gz",
        "/shapes/regions.geojson",
        "/shapes/",
        "/shapes/../manifest.json",
        "/shapes/%2e%2e%2fmanifest.json",
    ):
        reply = api.get(wrong)
        assert (reply.status_code, reply.json["error"]["code"]) == (404, 404)


def _drawn_traces(sources: Iterable[Path], known: set[str]) -> set[str]:
    """Kinds of traces that stand in the code as ``"type": "scatter"``."""
    written = re.compile(r"""["']?type["']?\s*[:=]\s*["'](\w+)["']""")
    found = {kind for path in sources for kind in written.findall(path.read_text("utf-8"))}
    return found & known


def test_the_vendored_plotly_is_the_packages_own_and_draws_all_that_is_drawn() -> None:
    vendored, packaged = VENDORED.read_text("utf-8"), PACKAGED.read_text("utf-8")
    version = re.compile(r"plotly\.js (?:\(geo - minified\) )?v([\d.]+)")
    assert version.search(vendored[:200])[1] == version.search(packaged[:200])[1]
    sources = [*(ROOT / "layers").rglob("*.py"), *ASSETS.glob("*.js")]
    drawn = _drawn_traces(sources, set(NAMED_TRACE.findall(packaged)))
    assert {"scatter", "scattergeo", "choropleth"} <= drawn
    assert drawn <= set(NAMED_TRACE.findall(vendored))
    assert (VENDORED.parent / "plotly-geo.LICENSE").exists()
