"""Six scenes as a workshop shows them, and the file that the application makes of some."""

from __future__ import annotations

import base64
import gzip
import json
import re
from collections.abc import Sequence
from typing import Any

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

Scene = dict[str, str]
HOSTILE = "</script><img src=x onerror=\"document.title='taken'\"> & <!-- 流入"


def scene(query: str, title: str = "", note: str = "") -> Scene:
    return {"title": title, "note": note, "query": query}


SIX = (
    scene("", HOSTILE, "<b>A note</b>\nof two lines"),
    scene("period=2010-2015&to=44&camera=113,24,3", "流入广东"),
    scene("period=2000-2005&place=31", "Shanghai"),
    scene("view=pairs", "Pairs"),
    scene("view=table&filter=persons:100000~&sort=net:down", "Table"),
    scene("view=zones&unknown=1", "Zones"),
)


def asked(client: FlaskClient, body: Any, kind: str = "application/json") -> TestResponse:
    text = body if isinstance(body, str) else json.dumps(body)
    return client.post(
        "/standalone", data=text, content_type=kind, headers={"Origin": "http://localhost"}
    )


def made(client: FlaskClient, scenes: Sequence[Scene] = SIX, lang: str = "en") -> TestResponse:
    reply = asked(client, {"lang": lang, "scenes": list(scenes)})
    assert reply.status_code == 200, reply.text
    return reply


def data_in(text: str) -> dict[str, Any]:
    """What the scripts of a file read first."""
    return json.loads(re.search(r'id="file-data">(.*?)</script>', text)[1])


def answers_in(text: str) -> list[dict[str, Any]]:
    """Replies of a file in their order."""
    found = re.findall(r'id="answer-\d+">([^<]*)</script>', text)
    return [json.loads(gzip.decompress(base64.b64decode(one))) for one in found]
