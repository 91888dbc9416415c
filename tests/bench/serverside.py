"""What the server does for one view, without a browser: its reply to the page's question."""

from __future__ import annotations

import gzip
import json
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any

from flask.testing import FlaskClient

from app import create_app
from geo.world.catalog import DATA_DIR
from geo.world.world import World
from layers.page.wire import PATH
from layers.serve.shell import Shell
from layers.subjects import open_page_world

ZIPPED = {"Accept-Encoding": "gzip"}
FILTERS = (
    "",
    "from=west",
    "from=central",
    "to=east",
    "from=central,west&to=east",
    "from=51",
    "to=44&shade=in-rate",
    "place=31",
    "place=51&direction=out",
    "place=44&direction=net",
    "place=34-31",
    "measure=rate&shade=out-rate",
    "measure=effectiveness",
    "scheme=coast-interior&from=interior",
    "scheme=four-zone&to=northeast&shade=in",
    "shade=urbanisation_rate",
    "top=20",
    "top=60&breaks=quantile",
    "layers=regions,corridors",
    "scale=free",
    "place=chengdu",
)


@dataclass(frozen=True)
class Reply:
    """Reply to one view: seconds it took, and its bytes on the wire and unpacked."""

    seconds: float
    zipped: bytes

    @property
    def raw(self) -> bytes:
        return gzip.decompress(self.zipped)


def fresh_app() -> tuple[Shell, World]:
    """The whole application with nothing in its caches but the first page."""
    world = open_page_world(DATA_DIR)
    return create_app(world), world


def views(periods: tuple[str, ...]) -> list[str]:
    """Over a hundred questions at 60 corridors or fewer, in one fixed order."""
    return [f"?period={period}&{asked}".rstrip("&") for asked, period in product(FILTERS, periods)]


def draw(client: FlaskClient, question: str) -> Reply:
    """Ask for one view as the page does."""
    start = time.perf_counter()
    reply = client.get(PATH + question, headers=ZIPPED)
    seconds = time.perf_counter() - start
    if reply.status_code != 200:
        raise RuntimeError(f"{question}: {reply.status_code} {reply.text[:200]}")
    return Reply(seconds, reply.data)


def changes(reply: Reply, graph: str) -> dict[str, Any]:
    """What one figure is told to change: ``data`` by trace, and ``layout``."""
    return json.loads(reply.raw)["figures"][graph]


def first_page(client: FlaskClient) -> dict[str, int]:
    """Bytes on the wire of all that the first page names, by address.

    The page names its scripts and style sheets, the layout names its shapes.
    """
    sizes = {}
    for address in ("/", "/_dash-layout", "/_dash-dependencies"):
        reply = client.get(address, headers=ZIPPED)
        sizes[address] = len(reply.data)
        packed = "Content-Encoding" in reply.headers
        for named in _named((gzip.decompress(reply.data) if packed else reply.data).decode()):
            sizes[named] = len(client.get(named, headers=ZIPPED).data)
    return sizes


def base_map(sizes: dict[str, int]) -> dict[str, int]:
    """The part of the first page that is regions and their surroundings."""
    ours = re.compile(r"/shapes/(regions|context)\.")
    return {address: size for address, size in sizes.items() if ours.match(address)}


def _named(text: str) -> Iterator[str]:
    yield from re.findall(r' (?:src|href)="(/[^"]+)"', text)
    yield from re.findall(r'"(/shapes/[^"\\]+\.geojson)\\?"', text.replace("\\u002f", "/"))
