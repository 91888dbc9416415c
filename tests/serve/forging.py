"""Forged callback bodies: true ones, then damaged in every way we could think of.

`bodies` gives a strategy for any application, so the same property runs on the tiny page and on
the real one.
"""

from __future__ import annotations

import copy
import json
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from dash.dependencies import Output
from hypothesis import strategies as st

from layers.serve.shell import Shell

PATH = "/_dash-update-component"
ORIGIN = {"Origin": "http://localhost"}
ALLOWED = {200, 204, 400, 403, 404, 413, 415, 422}

ODD_TEXTS = (
    "",
    " ",
    "\x00",
    "\ud800",
    "\ufeff",
    "\u202e",
    "__proto__",
    "constructor.prototype",
    "..",
    "../../etc/passwd",
    "?period=1995-2000",
    "?from=' OR 1=1 --",
    "=cmd|' /C calc'!A0",
    "<script>",
    "NaN",
    "MATCH",
    '["ALL"]',
    '{"view":["ALL"]}',
    "{",
    "a.b",
    "%00%ff",
    "四川",
    "🧭" * 50,
    "x" * 9_000,
    "x" * 70_000,
    "?" + "from=51&" * 900,
)
ODD_NUMBERS = (
    0,
    -1,
    1,
    2**31,
    2**53 + 1,
    -(2**63),
    10**400,
    1.5,
    -0.0,
    1e308,
    float("nan"),
    float("inf"),
    float("-inf"),
)
WOUNDS = ("replace", "remove", "add", "double", "swap", "value")
NESTED = json.loads("[" * 40 + "]" * 40)

junk = st.one_of(
    st.none(),
    st.booleans(),
    st.sampled_from(ODD_NUMBERS),
    st.sampled_from(ODD_TEXTS),
    st.text(max_size=20),
    st.just(NESTED),
    st.recursive(
        st.one_of(st.none(), st.integers(), st.text(max_size=5)),
        lambda inner: st.one_of(
            st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=5), inner, max_size=3)
        ),
        max_leaves=6,
    ),
)  # fmt: skip


def true_bodies(app: Shell) -> list[dict[str, Any]]:
    """Return one body for each callback, of the browser or of the server, as the page sends it."""
    made = []
    for output, callback in app.callback_map.items():
        expected = callback["output"]
        outputs = (
            {"id": _an_id(expected.component_id_str()), "property": expected.component_property}
            if isinstance(expected, Output)
            else [
                {"id": _an_id(one.component_id_str()), "property": one.component_property}
                for one in expected
            ]
        )
        made.append(
            {
                "output": output,
                "outputs": outputs,
                "inputs": [_a_slot(spec) for spec in callback["inputs"]],
                "state": [_a_slot(spec) for spec in callback["state"]],
                "changedPropIds": [],
                "parsedChangedPropsIds": [],
            }
        )
    return made


def _an_id(written: str) -> Any:
    if not written.startswith("{"):
        return written
    pattern = json.loads(written)
    return {key: "from" if isinstance(value, list) else value for key, value in pattern.items()}


def _a_slot(spec: dict[str, str]) -> Any:
    slot = {"id": _an_id(spec["id"]), "property": spec["property"], "value": None}
    many = '["ALL' in spec["id"]
    return [slot] if many else slot


def _places(value: Any, path: tuple = ()) -> Iterator[tuple]:
    """Yield the path of every part of a parsed value, the whole first."""
    yield path
    if isinstance(value, dict | list):
        parts = value.items() if isinstance(value, dict) else enumerate(value)
        for key, part in list(parts):
            yield from _places(part, (*path, key))


def _changed(body: Any, path: tuple, change: Callable[[Any, Any], None]) -> Any:
    """Return a copy in which `change` was applied to the holder of one part."""
    body = copy.deepcopy(body)
    holder = body
    for key in path[:-1]:
        holder = holder[key]
    change(holder, path[-1])
    return body


@st.composite
def _damaged(draw: st.DrawFn, bodies: list[dict[str, Any]], served: list[dict[str, Any]]) -> Any:
    """Draw a body with one to three wounds."""
    # A third keeps its shape and carries odd values only: these reach the callbacks themselves.
    only_values = draw(st.integers(0, 2)) == 0
    body = copy.deepcopy(draw(st.sampled_from(served if only_values else bodies)))
    for _ in range(draw(st.integers(1, 3))):
        paths = [path for path in _places(body) if path]
        if not isinstance(body, dict) or not paths:
            break
        path = draw(st.sampled_from(paths))
        wound = "value" if only_values else draw(st.sampled_from(WOUNDS))
        body = _wound(draw, body, bodies, path, wound)
    return body


def _wound(draw: st.DrawFn, body: Any, bodies: list, path: tuple, wound: str) -> Any:
    if wound == "replace":
        part = draw(junk)
        return _changed(body, path, lambda holder, key: holder.__setitem__(key, part))
    if wound == "remove":
        return _changed(body, path, lambda holder, key: holder.__delitem__(key))
    if wound == "add":
        extra, name = draw(junk), draw(st.sampled_from(("value", "id", "x", "__proto__", "state")))
        return _changed(body, path, lambda holder, _: _put(holder, name, extra))
    if wound == "double":
        return _changed(
            body, path, lambda holder, key: _put(holder, f"{key}_", copy.deepcopy(holder[key]))
        )
    if wound == "swap":
        other = draw(st.sampled_from(bodies))
        key = draw(st.sampled_from(sorted(other)))
        return {**body, key: copy.deepcopy(other[key])}
    values = [place for place in _places(body) if place and place[-1] == "value"]
    if not values:
        return body
    part, place = draw(junk), draw(st.sampled_from(values))
    return _changed(body, place, lambda holder, key: holder.__setitem__(key, part))


def _put(holder: Any, name: str, part: Any) -> None:
    if isinstance(holder, dict):
        holder[name] = part
    else:
        holder.append(part)


def forge(app: Shell) -> st.SearchStrategy[bytes]:
    """Return a strategy of raw request bodies for an application.

    About one in eight is no damaged body but anything at all: bytes, cut JSON, bare values.
    """
    bodies = true_bodies(app)
    served = [body for body in bodies if "callback" in app.callback_map[body["output"]]]
    damaged = _damaged(bodies, served).map(_written)
    cut = st.builds(lambda text, at: text[: at % (len(text) + 1)], damaged, st.integers(0, 4_000))
    return st.one_of(
        *[damaged] * 7,
        st.one_of(
            st.sampled_from(bodies).map(_written), junk.map(_written), cut, st.binary(max_size=64),
            st.sampled_from((b"[" * 60_000, b'{"a":' * 10_000, b"1" * 5_000, b'{"output":1e999}')),
        ),
    )  # fmt: skip


def _written(body: Any) -> bytes:
    return json.dumps(body).encode("utf-8", "surrogatepass")


@contextmanager
def heard() -> Iterator[list[str]]:
    """Collect everything that is logged, traces included."""
    lines: list[str] = []

    class _Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(self.format(record))

    ear, root = _Ear(), logging.getLogger()
    root.addHandler(ear)
    try:
        yield lines
    finally:
        root.removeHandler(ear)


def assert_survives(app: Shell, body: bytes) -> int:
    """Send one body; fail on a fault of the server, a trace, or more than one log line."""
    with heard() as lines:
        reply = app.server.test_client().post(
            PATH, data=body, content_type="application/json", headers=ORIGIN
        )
    assert reply.status_code in ALLOWED, (reply.status_code, body[:300], lines)
    assert "Traceback" not in reply.text
    assert len(lines) <= 1, lines
    assert not any("Traceback" in line for line in lines), lines
    return reply.status_code
