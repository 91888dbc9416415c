"""Questions that no page of ours sends, drawn from what the application says that it takes.

Each route of its map, each body that the gate declares and each field of its interface is asked
with values of the wrong kind, too many, too few, in the place of another, or without end.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from layers.serve.guard import POSTS
from tests.serve.forging import ODD_TEXTS

HUGE, DEEP = 40_000, 20_000
NUMBERS = ("NaN", "Infinity", "-Infinity", "1e999", "-0", "9" * 4_200, "1e-999", "0x10", "٣", "½")
ODD = (*ODD_TEXTS, *NUMBERS, "null", "true", "[]", "{}", "a" * 22, "0" * 24, "\u2028", "e\u0301",
       "\ud83e", "ﬁ", "\u0000a", "../..", "a\r\nX: 1", "🏳️‍🌈", "%2e%2e%2f", "=1+1")  # fmt: skip
HEADERS: tuple[dict[str, str], ...] = (
    {},
    {"Origin": "http://localhost"},
    {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"},
    {"Origin": "https://evil.example"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Host": "evil.example"},
    {"Host": "localhost:99999"},
    {"Host": "[::1"},
    {"X-Forwarded-Host": "evil.example", "X-Forwarded-For": "1.2.3.4, x"},
    {"Accept": "text/html"},
    {"Accept-Encoding": "br;q=x, gzip;q=-1, *;q=2"},
    {"If-None-Match": '"' + "a" * 500 + '"'},
    {"Range": "bytes=-1-,,5"},
    {"Cookie": "a=b; " * 50},
    {"Accept-Language": "zz-" * 100},
    {"Content-Encoding": "gzip"},
)
SAME = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}
METHODS = ("GET", "GET", "GET", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH")


@dataclass(frozen=True)
class Forged:
    """One question."""

    method: str
    path: str
    query: str = ""
    body: bytes = b""
    kind: str = ""
    headers: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        """A word for a line."""
        return f"{self.method} {self.path}?{self.query[:120]} {self.kind} {self.body[:60]!r}"


@dataclass(frozen=True)
class Offered:
    """What an application takes: its paths, and the fields of its addresses with their values."""

    paths: Sequence[str]
    fields: dict[str, Sequence[str]]


def forged(offered: Offered, seed: int, most: int) -> Iterator[Forged]:
    """So many questions; the same seed gives the same ones."""
    chance = random.Random(seed)
    for _ in range(most):
        path = chance.choice(offered.paths)
        if chance.random() < 0.35:
            path = chance.choice([*POSTS])
        if chance.random() < 0.06:
            path = _bent(path, chance)
        query = _query(offered, chance)
        if path in POSTS and chance.random() < 0.75:
            post = POSTS[path]
            kind = post.mimetype if chance.random() < 0.85 else chance.choice(KINDS)
            body = _body(post.mimetype, chance)
            headers = SAME if chance.random() < 0.85 else chance.choice(HEADERS)
            yield Forged("POST", path, query, body, kind, headers)
        else:
            method = chance.choice(METHODS)
            body = _body("", chance) if method in ("POST", "PUT", "PATCH") else b""
            kind = chance.choice(KINDS) if body else ""
            yield Forged(method, path, query, body, kind, chance.choice(HEADERS))


KINDS = ("", "application/json", "text/csv", "text/plain", "multipart/form-data", "x",
         "application/json; charset=nobody", "multipart/form-data; boundary=b",
         "application/octet-stream", "image/svg+xml")  # fmt: skip


def _bent(path: str, chance: random.Random) -> str:
    ways = (
        path + "/", path.upper(), path + "%00", "/" + path, path + "/../../etc/passwd",
        path.replace("/", "//"), f"/world=zz{path}", path + "\u202e", path[:-1], path + ".csv.csv",
        f"/_dash-{path[1:]}",
    )  # fmt: skip
    return chance.choice(ways)


def _query(offered: Offered, chance: random.Random) -> str:
    parts = []
    for _ in range(chance.choice((0, 1, 1, 2, 3, 6))):
        name = chance.choice([*offered.fields, "draft", "world", "name", "role", "format", "q"])
        kind = chance.random()
        if kind < 0.35:
            value = chance.choice(ODD)
        elif kind < 0.6:  # of another field
            value = chance.choice(offered.fields[chance.choice([*offered.fields])] or [""])
        else:
            value = chance.choice(offered.fields.get(name) or ["x"])
        if chance.random() < 0.05:
            name = chance.choice(ODD)[:60]
        parts.append(f"{_spelled(name)}={quote(value[:3_000].encode('utf-8', 'surrogatepass'))}")
    if parts and chance.random() < 0.1:
        parts.append(parts[0])
    return "&".join(parts)[:7_000]


def _spelled(text: str) -> str:
    return quote(text.encode("utf-8", "surrogatepass"))


def _value(chance: random.Random, depth: int = 0) -> Any:
    kind = chance.random()
    if kind < 0.3 or depth > 3:
        return chance.choice(ODD).encode("utf-8", "replace").decode()[:300]
    if kind < 0.5:
        return chance.choice((None, True, False, 0, -1, 10**30, 1.5, float("nan"), float("inf"),
                              float("-inf"), -0.0))  # fmt: skip
    if kind < 0.75:
        return [_value(chance, depth + 1) for _ in range(chance.randrange(4))]
    names = ("answers", "scenes", "title", "query", "drawing", "lang", "note", "svg", "shown", "x",
             "__proto__", "interval", "unit", "views", "text")  # fmt: skip
    return {chance.choice(names): _value(chance, depth + 1) for _ in range(chance.randrange(5))}


def _body(mimetype: str, chance: random.Random) -> bytes:
    """A body that is nearly what is wanted, or nothing like it."""
    odd = chance.choice(ODD).encode("utf-8", "surrogatepass")
    kind = chance.random()
    if kind < 0.06:
        return b"[" * DEEP + b"]" * chance.choice((0, DEEP))
    if kind < 0.1:
        return chance.choice((b"\xff", b"a,", b'{"a":')) * HUGE
    if kind < 0.2:
        return odd
    if kind < 0.25:
        return chance.randbytes(chance.randrange(400))
    if mimetype == "text/csv" or kind < 0.32:
        cell = (*ODD[:12], "1", "a", '"', "1e999", "-5")
        lines = [",".join(chance.choices(cell, k=chance.randrange(6))) for _ in range(4)]
        return "\n".join(["kind,name,value", *lines]).encode("utf-8", "surrogatepass")
    if mimetype == "image/svg+xml":
        inside = chance.choice(
            ("<script/>", "<g>", "&a;", "<image href='file:///etc/passwd'/>", "")
        )
        size = chance.choice(("1", "NaN", "-1", "1e999", "9" * 30))
        return f"<svg xmlns='http://www.w3.org/2000/svg' width='{size}'>{inside}</svg>".encode()
    if mimetype == "multipart/form-data":
        name = chance.choice(("file", "kept", "x"))
        head = f'--b\r\nContent-Disposition: form-data; name="{name}"; filename="a.csv"\r\n\r\n'
        return head.encode() + odd + b"\r\n--b--\r\n"
    return json.dumps(_value(chance)).encode()


def offered_by(server: Any, openapi: dict[str, Any]) -> Offered:
    """What an application takes, from its map of addresses and what it says of its interface."""
    rules = [rule.rule for rule in server.url_map.iter_rules() if "<" not in rule.rule]
    told: dict[str, list[str]] = {}
    for methods in openapi["paths"].values():
        for one in methods.get("get", {}).get("parameters", ()):
            if "name" in one:
                told.setdefault(one["name"], []).extend(_values(one.get("schema", {})))
    for name, one in openapi.get("components", {}).get("parameters", {}).items():
        told.setdefault(one.get("name", name), []).extend(_values(one.get("schema", {})))
    fields = {name: [*dict.fromkeys(values)][:60] for name, values in told.items()}
    return Offered([one for one in rules if one != "/metrics"], fields)


def _values(schema: dict[str, Any]) -> list[str]:
    inner = schema.get("items", {})
    return [str(one) for one in [*schema.get("enum", ()), *inner.get("enum", ()),
                                 *schema.get("examples", ())]]  # fmt: skip
