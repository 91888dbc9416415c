"""One question after the other, from this machine: of the proxy, or of the processes behind it."""

from __future__ import annotations

import json
import re
import socket
import time
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from layers.serve.guard import DRAFT_PATH, TAKE_PATH, USE_PATH

SECONDS = 60.0
TIMES = 30
BYTES, JSON = "application/octet-stream", "application/json"
ROWS = 12
MOVES = b"from,to,year,people\n" + b"".join(
    f"{a},{b},2010,{10 * i + 5}\n".encode()
    for i, (a, b) in enumerate((a, b) for a in "abcd" for b in "abcd" if a != b)
)


@dataclass(frozen=True)
class Reply:
    """A whole reply."""

    status: int
    headers: dict[str, str]
    body: bytes

    def json(self) -> Any:
        """The record that it holds."""
        return json.loads(self.body)

    @property
    def message(self) -> str:
        """What it says in words where it refuses."""
        try:
            return str(self.json()["error"]["message"])
        except (ValueError, KeyError, TypeError):
            return ""


class _OfFile(HTTPConnection):
    """A connection to a socket of the file system."""

    def __init__(self, path: Path) -> None:
        super().__init__("localhost", timeout=SECONDS)
        self._path = path

    def connect(self) -> None:
        """Open it."""
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(SECONDS)
        self.sock.connect(str(self._path))


def ask(where: int | Path, path: str, body: bytes | None = None, kind: str = BYTES) -> Reply:
    """Ask once.

    Parameters
    ----------
    where
        A port, or a socket of the file system.
    path
        With its query.
    body, kind
        What goes with it, and its type.
    """
    line = (
        HTTPConnection("127.0.0.1", where, timeout=SECONDS)
        if isinstance(where, int)
        else _OfFile(where)
    )
    headers = {"Host": "localhost"}
    if body is not None:
        headers |= {"Sec-Fetch-Site": "same-origin", "Content-Type": kind}
    try:
        line.request("GET" if body is None else "POST", path, body, headers)
        reply = line.getresponse()
        told = {name.lower(): value for name, value in reply.getheaders()}
        return Reply(reply.status, told, reply.read())
    finally:
        line.close()


def patiently(where: int, path: str, body: bytes | None = None, kind: str = BYTES) -> Reply:
    """Ask, and come back when a busy host tells when."""
    reply = ask(where, path, body, kind)
    for _ in range(TIMES):
        told = reply.headers.get("retry-after", "")
        if reply.status not in (429, 503) or not told.isdigit():
            break
        time.sleep(float(told))
        reply = ask(where, path, body, kind)
    return reply


def upload(where: int, content: bytes, name: str = "moves.csv") -> Reply:
    """Send a file once."""
    return ask(where, f"{DRAFT_PATH}?{urlencode({'name': name, 'lang': 'en'})}", content)


def sent(where: int, content: bytes, name: str = "moves.csv") -> str:
    """Send a file; its draft."""
    path = f"{DRAFT_PATH}?{urlencode({'name': name, 'lang': 'en'})}"
    reply = patiently(where, path, content)
    if reply.status != 200:
        raise OSError(f"a file was not taken: {reply.status} {reply.message}")
    return str(reply.json()["draft"])


def take(where: int, draft: str, **answers: str) -> Reply:
    """What is understood of a draft."""
    return _answer(where, TAKE_PATH, draft, answers)


def use(where: int, draft: str, **answers: str) -> Reply:
    """Make a world of a draft."""
    return _answer(where, USE_PATH, draft, answers)


def _answer(where: int, path: str, draft: str, answers: dict[str, str]) -> Reply:
    asked = f"{path}?{urlencode({'draft': draft, 'lang': 'en'})}"
    return patiently(where, asked, json.dumps({"answers": answers}).encode(), JSON)


def figure(socket_file: Path, name: str) -> float:
    """One figure of a host, asked past the proxy."""
    said = ask(socket_file, "/metrics").body.decode()
    found = re.search(rf"^corridors_{name} (\S+)$", said, re.MULTILINE)
    return float(found[1]) if found else float("nan")
