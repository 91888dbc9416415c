"""Files: at content addresses, compressed once, only the declared ones."""

from __future__ import annotations

import gzip
import re
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from layers.serve import files
from layers.serve.headers import IMMUTABLE
from layers.serve.shell import Shell
from tests.serve.tiny import make_app

ZIPPED = {"Accept-Encoding": "gzip"}


def _addresses(client: FlaskClient) -> list[str]:
    return re.findall(r'src="(/[^"]+)"', client.get("/").text)


def test_every_file_of_the_page_is_sent_compressed_and_kept_for_good(client: FlaskClient) -> None:
    addresses = _addresses(client)
    assert len(addresses) > 8
    for address in addresses:
        zipped = client.get(address, headers=ZIPPED)
        assert zipped.headers["Content-Encoding"] == "gzip"
        assert zipped.headers["Cache-Control"] == IMMUTABLE
        assert zipped.headers["Vary"] == "Accept-Encoding"
        assert zipped.mimetype == "text/javascript"
        plain = client.get(address)
        assert "Content-Encoding" not in plain.headers
        assert gzip.decompress(zipped.data) == plain.data
        assert zipped.headers["ETag"] != plain.headers["ETag"]
        again = client.get(address, headers={**ZIPPED, "If-None-Match": zipped.headers["ETag"]})
        assert (again.status_code, again.data) == (304, b"")


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


def test_our_own_files_come_in_order_as_one_of_each_kind(tmp_path: Path) -> None:
    for name, text in (("20_b.js", "b();"), ("10_a.js", "a();"), ("x.min.js", "x();"),
                       ("b.css", "b{}"), ("a.css", "a{}")):  # fmt: skip
        (tmp_path / name).write_text(text)
    client = make_app(assets=tmp_path).server.test_client()
    page = client.get("/").text
    scripts = re.findall(r'src="(/assets/[^"]+)"', page)
    styles = re.findall(r'href="(/assets/[^"]+\.css)"', page)
    assert [one.rsplit("/", 1)[1] for one in scripts] == ["joined.js", "x.min.js"]
    assert [client.get(one).text for one in scripts] == ["a();\nb();", "x();"]
    assert [client.get(one).text for one in styles] == ["a{}\nb{}"]


def test_a_changed_file_changes_the_address(tmp_path: Path) -> None:
    seen = set()
    for text in ("var a = 1;", "var a = 2;"):
        (tmp_path / "own.js").write_text(text)
        client = make_app(assets=tmp_path).server.test_client()
        (address,) = [one for one in _addresses(client) if one.endswith("joined.js")]
        assert client.get(address).text == text
        seen.add(address)
    assert len(seen) == 2


def test_a_second_start_compresses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = make_app(tmp_path).server.test_client()
    expected = {one: first.get(one, headers=ZIPPED).data for one in _addresses(first)}

    def compress_again(*_: object, **__: object) -> bytes:
        raise AssertionError("compressed again")

    monkeypatch.setattr(files.gzip, "compress", compress_again)
    second = make_app(tmp_path)
    for address, data in expected.items():
        with second.server.test_request_context(headers=ZIPPED):
            assert second.bundles.reply(address).data == data


def test_a_damaged_copy_is_made_anew(tmp_path: Path) -> None:
    script, kept = tmp_path / "own.js", tmp_path / "kept"
    script.write_text("var a = 1;" * 1_000)
    good = files.pack((script,), kept)
    (copy,) = kept.iterdir()
    for damage in (
        b"",
        good.data[:-9],
        b"x" * 50,
        gzip.compress(b"var b;"),
        good.data[:-8] + b"0" * 8,
    ):
        copy.write_bytes(damage)
        assert files.pack((script,), kept) == good
        assert copy.read_bytes() == good.data


def test_an_unwritable_folder_is_no_fault(tmp_path: Path) -> None:
    script = tmp_path / "own.js"
    script.write_text("var a = 1;")
    in_the_way = tmp_path / "kept"
    in_the_way.write_text("a file where the folder should be")
    assert gzip.decompress(files.pack((script,), in_the_way).data) == b"var a = 1;"


def test_many_first_visitors_share_one_compression(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = make_app()
    calls: list[files.Parts] = []
    real = files.pack

    def counted(parts: files.Parts, cache_dir: Path | None) -> files.Packed:
        calls.append(parts)
        return real(parts, cache_dir)

    monkeypatch.setattr("layers.serve.files.pack", counted)
    page = app.server.test_client().get("/").text
    deferred = re.search(r'data-src="([^"]+grid[^"]+)"', page)[1]
    with ThreadPoolExecutor(8) as pool:
        replies = list(pool.map(lambda _: app.server.test_client().get(deferred), range(16)))
    assert {reply.status_code for reply in replies} == {200}
    assert len(calls) == 1


def test_computed_replies_over_one_kilobyte_are_compressed(client: FlaskClient) -> None:
    large = client.get("/_dash-dependencies", headers=ZIPPED)
    assert large.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(large.data) == client.get("/_dash-dependencies").data
    assert "Content-Encoding" not in client.get("/healthz", headers=ZIPPED).headers


def test_preparing_is_quick_and_quicker_the_second_time(app: Shell, tmp_path: Path) -> None:
    took = []
    for _ in range(2):
        started = time.process_time()
        make_app(tmp_path)
        took.append(time.process_time() - started)
    assert took[0] < 3.0
    assert took[1] < took[0]
    assert len(list(tmp_path.iterdir())) >= 9
