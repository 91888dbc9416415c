"""What the page gives away, and what the environment can change: nothing."""

from __future__ import annotations

import platform
import re
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest
from flask.testing import FlaskClient

ROOT = Path(__file__).parents[2]
PACKAGES = ("dash", "plotly", "flask", "gunicorn", "dash-mantine-components", "dash-ag-grid")

ALL_ON = {
    "DASH_MCP_ENABLED": "true", "DASH_DEBUG": "true", "DASH_UI": "true", "DASH_HOT_RELOAD": "true",
    "DASH_SERVE_DEV_BUNDLES": "true", "DASH_PROPS_CHECK": "true", "DASH_COMPRESS": "true",
    "DASH_ASSETS_EXTERNAL_PATH": "https://evil.example/", "DASH_URL_BASE_PATHNAME": "/other/",
    "DASH_INCLUDE_ASSETS_FILES": "false", "FLASK_DEBUG": "1", "FLASK_ENV": "development",
}  # fmt: skip

PROBE = """
from tests.serve.tiny import make_app
app = make_app()
client = app.server.test_client()
page = client.get("/").text
print(page)
print(client.get("/_mcp").status_code, client.post("/_mcp", json={}).status_code,
      client.get("/_reload-hash").status_code, client.get("/other/").status_code,
      app.server.debug, client.get("/healthz").status_code)
"""


@pytest.mark.parametrize("path", ["/", "/_dash-layout", "/_dash-dependencies", "/healthz", "/x"])
def test_no_reply_names_a_version_or_a_place(client: FlaskClient, path: str) -> None:
    text = client.get(path).text
    numbers = {platform.python_version(), *map(version, PACKAGES)}
    for number in numbers | {number.replace(".", "_") for number in numbers}:
        assert number not in text
    for word in (
        "python_version",
        "dash_version",
        "plotly_version",
        "GCC",
        str(ROOT),
        "site-packages",
    ):
        assert word not in text
    assert not re.search(r"react(-dom)?@|https?://(?!www\.w3\.org)", text)


def probed(environment: dict[str, str]) -> list[str]:
    """Lines of the probe in a process of its own."""
    found = subprocess.run(
        [sys.executable, "-c", PROBE],
        cwd=ROOT,
        env={**environment, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    return found.stdout.strip().splitlines()


def test_the_environment_switches_nothing_on() -> None:
    *page, last = probed(ALL_ON)
    assert last.split() == ["404", "404", "404", "404", "False", "200"]
    assert [*page, last] == probed({})


def test_the_page_is_one_for_all_and_names_its_language(client: FlaskClient) -> None:
    page = client.get("/").text
    assert page == client.get("/?from=51").text
    assert '<html lang="en">' in page
    assert "<title>Tiny</title>" in page
    assert '<meta name="description" content="A tiny page.">' in page
