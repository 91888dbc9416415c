"""CSV: the rows of the JSON answer, inert in a spreadsheet, and every text given back."""

from __future__ import annotations

import csv
import io
import re
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.world.world import World
from layers.api.cells import inert, original, write
from layers.api.reply import API_PATH
from layers.api.route import Route
from tests.asking import OTHER, asked
from tests.seen import ROUTES

# The signs of the rule, the ways to hide them, and what is near them.
SIGNS = "=+-@\t\r\n'\"` \u00a0\ufeff\u200b＝＋－＠﹢−“”‘’;|,1aé中_()"
TEXTS = st.text(alphabet=st.sampled_from(SIGNS), max_size=8) | st.text(max_size=20)
QUERIES = [
    "",
    "&".join(f"{key}={value}" for key, value in OTHER.items() if value),
    "top=all&from=44",
]


def read(body: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(body.decode("utf-8-sig"), newline="")))


def starts_a_formula(cell: str) -> bool:
    """Another reading of the rule: skip blanks, quotes and invisible signs, look at one sign."""
    bare = re.sub(r"^[\s\"'`‘’“”\ufeff\u200b]+", "", cell)
    return cell[:1] in ("\t", "\r") or bare[:1] in tuple("=+-@＝＋－＠﹢−")


@given(TEXTS)
@settings(max_examples=300, deadline=None, derandomize=True, database=None)
def test_a_text_is_inert_and_comes_back(text: str) -> None:
    cell = inert(text)
    assert original(cell) == text
    assert cell.startswith("'") or not starts_a_formula(cell)
    assert cell in (text, "'" + text)


@given(st.lists(st.tuples(TEXTS, st.floats(allow_nan=False, allow_infinity=False)), max_size=5))
@settings(max_examples=200, deadline=None, derandomize=True, database=None)
def test_a_table_comes_back(rows: list[tuple[str, float]]) -> None:
    head, *found = read(write(["text", "number"], rows))
    assert head == ["text", "number"]
    assert [(original(text), float(number)) for text, number in found] == rows


def test_no_disguise_leaves_a_formula() -> None:
    leads = ["", " ", '"', "'", "\ufeff", "\u200b", "“", " ' \ufeff"]
    texts = [f"{lead}{sign}cmd()" for lead in leads for sign in "=+-@\t\r＝＋－＠"]
    assert [text for text in texts if inert(text) != f"'{text}"] == []


@pytest.mark.parametrize("text", ["Anhui", "34-31", "1995-2000", "4.1; 1.1 Summary", "山西", ""])
def test_an_ordinary_text_stays_as_it_is(text: str) -> None:
    assert inert(text) == text


def test_numbers_stay_numbers_and_missing_is_empty() -> None:
    body = write(["a", "b", "c", "d"], [[-3.5, -7, None, False]])
    assert body == b"\xef\xbb\xbfa,b,c,d\r\n-3.5,-7,,false\r\n"


def flat(row: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in row.items():
        inner = value.items() if isinstance(value, dict) else [("", value)]
        found |= {f"{key}_{name}" if name else key: one for name, one in inner}
    return found


def as_text(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return "; ".join(value)
    return "" if value is None else str(value)


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)
@pytest.mark.parametrize("query", QUERIES)
def test_both_forms_hold_the_same_rows(
    api: FlaskClient, world: World, route: Route, query: str
) -> None:
    reply = api.get(f"{API_PATH}/{route.name}.csv?{query}")
    assert reply.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert reply.data.startswith(b"\xef\xbb\xbf")
    header, *cells = read(reply.data)
    assert header.pop() == "about"
    told = [row.pop() for row in cells]
    assert told[0]
    assert not any(told[1:])
    assert header == [column.header for column in route.columns_of(world.package)]
    assert len(set(header)) == len(header)
    rows = [flat(row) for row in asked(api, route.name, query)["rows"]]
    for row, found in zip(rows, cells, strict=True):
        assert list(row) == header
        assert [original(cell) for cell in found] == [as_text(value) for value in row.values()]
        for value, cell in zip(row.values(), found, strict=True):
            assert not isinstance(value, str) or not starts_a_formula(cell)


def test_a_real_negative_number_is_written_as_one(api: FlaskClient) -> None:
    header, *rows = read(api.get(f"{API_PATH}/regions.csv").data)
    net = [row[header.index("net_persons")] for row in rows]
    assert any(re.fullmatch(r"-\d+\.\d+", cell) for cell in net)


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)
def test_a_file_says_where_its_sources_stand(api: FlaskClient, route: Route) -> None:
    link = api.get(f"{API_PATH}/{route.name}.csv?{QUERIES[1]}").headers["Link"]
    address = re.fullmatch(r'<(/[^<>]+)>; rel="describedby"; type="application/json"', link)
    assert address
    answer = api.get(address[1]).json
    assert answer["source"]
    assert answer["notes"]
    assert answer["query"] == QUERIES[1]
