"""Alive, ready and figures: what each says, what is wrong told by a word, and who may ask."""

from __future__ import annotations

import os
import shutil
import tomllib
from collections import namedtuple
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from geo.files import children
from geo.own.store import Store
from geo.world.manifest import MANIFEST_FILE
from layers.serve.mounted import Mounted
from layers.serve.watch import health
from tests.serve.running import ROOT

VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
CANARY = "canary-7f3a"


def watched(folder: Path, proxies: tuple[str, ...] = ()) -> Flask:
    """A small server with tables and a folder for data of readers."""
    (folder / MANIFEST_FILE).write_text("{}")
    server = Flask("watched")
    server.wsgi_app = Mounted(server.wsgi_app, "/", proxies)
    health.register(server)
    health.register_ready(server, folder / MANIFEST_FILE, Store(folder / "own"))
    return server


@pytest.fixture
def bare(tmp_path: Path) -> Flask:
    return watched(tmp_path)


@pytest.fixture
def asked(bare: Flask) -> FlaskClient:
    return bare.test_client()


def reasons(asked: FlaskClient) -> list[str]:
    return asked.get("/readyz").json["reasons"]


def test_alive_says_so_with_the_version_of_the_record(asked: FlaskClient) -> None:
    assert asked.get("/healthz").json == {"status": "alive", "version": VERSION}


def test_ready_where_nothing_is_wrong(asked: FlaskClient) -> None:
    reply = asked.get("/readyz")
    assert reply.status_code == 200
    assert reply.json == {"status": "ready", "reasons": [], "version": VERSION}
    assert f'corridors_build_info{{version="{VERSION}"}} 1\n' in asked.get("/metrics").text


def test_tables_that_changed_under_it_make_it_unready(tmp_path: Path, asked: FlaskClient) -> None:
    (tmp_path / MANIFEST_FILE).write_text('{"other": 1}')
    reply = asked.get("/readyz")
    assert reply.status_code == 503
    assert reply.json["status"] == "unready"
    assert reply.json["reasons"] == ["tables-changed"]


def test_what_is_wrong_is_told_by_a_word_and_no_path(
    tmp_path: Path, bare: Flask, asked: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    figures = bare.extensions[health.WATCH]
    room = namedtuple("room", "total used free")(10**12, 10**12 - 1000, 1000)
    with monkeypatch.context() as patched:
        patched.setattr(shutil, "disk_usage", lambda _folder: room)
        assert reasons(asked) == ["disk"]
    children.tell(children.KILLED)
    assert reasons(asked) == ["child"]
    children.tell(children.ENDED)
    figures.offer(1)  # the one that asks works on it
    assert reasons(asked) == ["threads"]
    figures.offer(8)
    bare.extensions[health.APART] = True
    assert reasons(asked) == ["files-apart"]
    reply = asked.get("/readyz")
    assert reply.status_code == 200
    assert reply.json["status"] == "degraded"
    assert str(tmp_path) not in reply.text
    assert set(reply.json["reasons"]) <= set(health.REASONS)


def test_a_folder_that_cannot_be_written_is_told(
    tmp_path: Path, asked: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_asked: object, **_named: object) -> object:
        raise PermissionError

    monkeypatch.setattr(health.tempfile, "TemporaryFile", refuse)  # rights do not stop root
    assert reasons(asked) == ["own-folder"]
    assert os.fspath(tmp_path) not in asked.get("/readyz").text


@pytest.mark.parametrize("address", ["127.0.0.1", "127.8.9.1", "::1", "::ffff:127.0.0.1", ""])
def test_figures_are_for_this_machine(asked: FlaskClient, address: str) -> None:
    reply = asked.get("/metrics", environ_overrides={"REMOTE_ADDR": address})
    assert reply.status_code == 200
    assert reply.content_type.startswith("text/plain; version=0.0.4")


@pytest.mark.parametrize("address", ["192.0.2.7", "2001:db8::7", "10.0.0.1"])
def test_nobody_else_gets_figures(asked: FlaskClient, address: str) -> None:
    assert asked.get("/metrics", environ_overrides={"REMOTE_ADDR": address}).status_code == 403


@pytest.mark.parametrize(
    "header",
    [
        {"X-Forwarded-For": "127.0.0.1"},
        {"Forwarded": "for=127.0.0.1"},
        {"X-Real-IP": "127.0.0.1"},
        {"X-Forwarded-Host": "localhost"},
        {"Via": "1.1 proxy"},
    ],
    ids=str,
)
@pytest.mark.parametrize("proxies", [(), ("127.0.0.0/8",)])
def test_what_a_proxy_sent_on_is_not_of_this_machine(
    tmp_path: Path, header: dict[str, str], proxies: tuple[str, ...]
) -> None:
    asked = watched(tmp_path, proxies).test_client()
    assert asked.get("/metrics", headers=header).status_code == 403


def test_figures_hold_nothing_that_a_reader_wrote(replies: FlaskClient) -> None:
    for path in (f"/{CANARY}", f"/view?world={CANARY}", f"/api/{CANARY}.csv", f"/?place={CANARY}"):
        replies.get(path, headers={"User-Agent": CANARY, "Host": "localhost"})
    said = replies.get("/metrics").text
    assert 'route="/view"' in said
    assert CANARY not in said
