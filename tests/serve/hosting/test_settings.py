"""Settings: declared once, said on the command line or in the environment, told in the README."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from app import hosted
from layers.serve import settings
from layers.serve.settings import BEGINNING, HOSTED, SETTINGS, Setting
from tests.serve.running import ROOT

READMES = ("README.md", "README.zh.md")
SAID = {
    "host": ("::1", "::1"),
    "port": ("8123", 8123),
    "threads": ("4", 4),
    "data": ("elsewhere", Path("elsewhere")),
    "engine": ("sc://gate:15002", "sc://gate:15002"),
    "shared": ("hdfs://names/built", "hdfs://names/built"),
    "allow_host": ("maps.example", ["maps.example"]),
    "allow_frame": ("https://news.example", ["https://news.example"]),
    "prefix": ("/maps", "/maps/"),
    "behind_proxy": ("10.0.0.7", ["10.0.0.7/32"]),
    "hsts_days": ("0", 0),
    "own": ("worlds", Path("worlds")),
    "most_upload": ("10", 10),
    "no_own": ("1", True),
    "own_room": ("100", 100),
    "own_days": ("3", 3),
    "log": ("stderr", "stderr"),
}
WRONG = {
    "threads": "0", "engine": "http://gate", "allow_frame": "*", "prefix": "/a b/",
    "behind_proxy": "everybody", "hsts_days": "-1", "most_upload": "1000", "no_own": "perhaps",
    "own_room": "0", "own_days": "never", "log": "syslog", "port": "many",
}  # fmt: skip
OF_COMMAND = [one for one in SETTINGS if one.where != HOSTED]


@pytest.fixture(autouse=True)
def _nothing_said(monkeypatch: pytest.MonkeyPatch) -> None:
    for one in SETTINGS:
        monkeypatch.delenv(one.variable, raising=False)


def test_every_setting_is_tried_here() -> None:
    assert set(SAID) == {one.name for one in SETTINGS}
    assert set(WRONG) <= set(SAID)


@pytest.mark.parametrize("one", OF_COMMAND, ids=lambda one: one.name)
def test_an_option_is_heard(one: Setting) -> None:
    text, value = SAID[one.name]
    arguments = [one.option, text] if one.takes else [one.option]
    assert getattr(settings.of_arguments(arguments), one.name) == value


@pytest.mark.parametrize("one", SETTINGS, ids=lambda one: one.name)
def test_a_variable_is_heard(one: Setting, monkeypatch: pytest.MonkeyPatch) -> None:
    text, value = SAID[one.name]
    assert one.variable.startswith(BEGINNING)
    monkeypatch.setenv(one.variable, text)
    assert settings.of_environment()[one.name] == value
    if one in OF_COMMAND:
        assert getattr(settings.of_arguments([]), one.name) == value


@pytest.mark.parametrize("one", OF_COMMAND, ids=lambda one: one.name)
def test_an_option_wins_over_its_variable(one: Setting, monkeypatch: pytest.MonkeyPatch) -> None:
    if not one.takes:
        return
    text, value = SAID[one.name]
    other = {"log": "stdout", "engine": "sc://other:1", "allow_frame": "https://b.example",
             "behind_proxy": "unix"}.get(one.name, "7")  # fmt: skip
    monkeypatch.setenv(one.variable, other)
    assert getattr(settings.of_arguments([one.option, text]), one.name) == value


@pytest.mark.parametrize("name", WRONG)
def test_what_cannot_be_is_refused_and_named(
    name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    one = next(one for one in SETTINGS if one.name == name)
    monkeypatch.setenv(one.variable, WRONG[name])
    with pytest.raises(ValueError, match=one.variable):
        settings.of_environment()
    with pytest.raises(SystemExit):
        settings.of_arguments([])
    assert one.variable in capsys.readouterr().err


def test_words_of_a_host_are_settings() -> None:
    assert settings.of_words({"prefix": "maps", "own": "", "behind_proxy": ["unix"]}) == {
        "prefix": "/maps/",
        "behind_proxy": ["unix"],
    }
    with pytest.raises(ValueError, match="found 'port'"):
        settings.of_words({"port": "80"})
    with pytest.raises(ValueError, match="expected sc://"):
        hosted(engine="spark://gate:7077")


def test_the_readme_has_the_table_of_settings() -> None:
    assert settings.table() in (ROOT / "README.md").read_text("utf-8")


@pytest.mark.parametrize("readme", READMES)
def test_a_readme_names_every_setting(readme: str) -> None:
    text = (ROOT / readme).read_text("utf-8")
    assert [one.variable for one in SETTINGS if f"`{one.variable}`" not in text] == []
    assert [one.option for one in OF_COMMAND if f"`{one.option}" not in text] == []


def test_the_help_names_every_option() -> None:
    done = subprocess.run(
        [sys.executable, "app.py", "--help"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert [one.option for one in OF_COMMAND if one.option not in done.stdout] == []
