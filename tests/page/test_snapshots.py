"""Replies of the wire as files: a change of words or figures is a readable difference.

``UPDATE_SNAPSHOTS=1`` writes them anew.
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from layers.page.wire import PATH

FOLDER = Path(__file__).parent / "snapshots"
VIEWS = {
    "map": "",
    "later": "?period=2015-2020&from=west&to=east&top=20",
    "region": "?place=34&direction=net",
    "corridor": "?place=34-31&compare=2005-2010",
    "site": "?place=chengdu",
    "network": "?place=chifeng-beijing",
    "two-way": "?shade=gdp-minority",
    "empty": "?from=31&to=31",
    "wrong": "?period=1800-1805&from=singlemessage&shade=nothing",
    "change": "?view=intervals",
    "zones": "?view=zones&scheme=four-zone",
    "disparity": "?view=disparity&year=2010",
    "indicators": "?view=indicators",
    "workers": "?view=workers&place=34",
    "sites": "?view=sites&challenge=policy-gap&trial=2004-03-15",
    "lessons": "?view=lessons&target=34",
    "assessment": "?view=assessment",
    "table": "?view=table&top=5&from=51",
    "sources": "?view=sources",
}
MOST_LISTED = 8  # longer lists of figures say their ends and their length


def elements(html: str) -> str:
    """HTML text, one element a line; versions of data and code change with every commit."""
    stamped = re.sub(r"(?<=>)(?=<(?!/))", "\n", html)
    return re.sub(r"(?<=\d \()[0-9a-f]{8}(\), code )[\d.]+-[0-9a-f]{8}", r"…\1…", stamped)


def figures(value: Any) -> Any:
    """Figures without the numbers of their outlines: those are held by tests of their own."""
    if isinstance(value, dict):
        return {key: figures(one) for key, one in value.items() if key not in ("geojson", "rings")}
    if isinstance(value, list) and len(value) > MOST_LISTED:
        return [figures(value[0]), f"… {len(value)} …", figures(value[-1])]
    if isinstance(value, float):
        return float(f"{value:.9g}")  # the order of a sum changes its last digits
    return [figures(one) for one in value] if isinstance(value, list) else value


def readable(reply: dict[str, Any]) -> str:
    """The reply as text: what is said by element, the tab, and what figures are told."""
    parts = [f"lang {reply['lang']}"]
    parts += [f"== {name}\n{elements(html)}" for name, html in reply["said"].items()]
    tab = reply["tab"] or {"html": "", "figures": {}, "controls": [], "grid": None}
    if reply["tab"]:
        parts.append(f"== tab {tab['key']}\n{elements(tab['html'])}")
    data = {**reply["figures"], **tab["figures"]}
    data |= {"controls": tab["controls"]} if tab["controls"] else {}
    data |= {"grid": tab["grid"]["props"]} if tab["grid"] else {}
    for name, one in data.items():
        written = json.dumps(figures(one), ensure_ascii=False, indent=1)
        parts.append(f"== figure {name}\n{written}")
    return "\n\n".join(parts) + "\n"


@pytest.mark.parametrize("name", VIEWS)
def test_a_reply_is_as_it_was(replies: FlaskClient, name: str) -> None:
    reply = replies.get(PATH + VIEWS[name])
    assert reply.status_code == 200
    kept, said = FOLDER / f"{name}.txt", readable(reply.json)
    if os.environ.get("UPDATE_SNAPSHOTS"):
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(said, encoding="utf-8")
    assert kept.read_text(encoding="utf-8") == said


def test_every_kept_reply_is_asked_for() -> None:
    assert {path.stem for path in FOLDER.iterdir()} == set(VIEWS)
