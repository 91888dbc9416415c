"""A workbook holds the rows of the CSV, what each column is, and where it comes from."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import Any

import pandas as pd
import pytest
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml.etree import SerialisationError
from openpyxl import load_workbook

from geo.world.world import World
from layers.api import book
from layers.api.answer import Answer
from layers.api.cells import original
from layers.api.columns import ABOUT, Column
from layers.api.reply import API_PATH
from layers.api.route import Route
from layers.api.told import File
from tests.asking import asked
from tests.seen import ROUTES, view_of

EVERY = pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)
DIGITS = 1e-15  # a workbook holds sixteen digits of a number
LANGUAGES = pytest.mark.parametrize("lang", ["en", "zh"])
SIGNS = "=+-@\t\r\n'\"` \u00a0\ufeff\u200b＝＋－＠|,1aé中_()\x00\x1f"
TEXTS = st.text(alphabet=st.sampled_from(SIGNS), max_size=8) | st.text(max_size=20)


def sheets(body: bytes) -> dict[str, list[tuple[Any, ...]]]:
    """Rows of every sheet as any reader of workbooks has them."""
    opened = load_workbook(io.BytesIO(body), read_only=True)
    return {one.title: [*one.iter_rows(values_only=True)] for one in opened}


@LANGUAGES
@EVERY
def test_a_workbook_has_the_rows_of_the_csv(api: FlaskClient, route: Route, lang: str) -> None:
    query = f"top=all&lang={lang}"
    book = api.get(f"{API_PATH}/{route.name}.xlsx?{query}").data
    workbook = pd.read_excel(io.BytesIO(book), engine="openpyxl")
    table = pd.read_csv(io.BytesIO(api.get(f"{API_PATH}/{route.name}.csv?{query}").data))
    table = table.drop(columns=table.columns[-1])
    assert list(workbook) == list(table)
    for name in table:
        told = table[name].map(lambda one: original(one) if isinstance(one, str) else one)
        assert (workbook[name].isna() == told.isna()).all(), name
        left, right = workbook[name].dropna(), told.dropna()
        if pd.api.types.is_numeric_dtype(right) and not pd.api.types.is_bool_dtype(right):
            assert left.tolist() == pytest.approx(right.tolist(), rel=DIGITS), name
        elif right.map(lambda one: isinstance(one, bool)).all():
            assert left.astype(bool).tolist() == right.tolist(), name
        else:
            assert left.astype(str).tolist() == right.astype(str).tolist(), name


@EVERY
def test_numbers_are_numbers_and_zero_is_no_blank(
    api: FlaskClient, world: World, route: Route
) -> None:
    body = api.get(f"{API_PATH}/{route.name}.xlsx?top=all").data
    _head, *rows = next(iter(sheets(body).values()))
    known = asked(api, route.name, "top=all")["rows"]
    kinds = [one.type for one in route.columns_of(world.package)]
    for row, told in zip(rows, known, strict=True):
        values = [
            inner
            for one in told.values()
            for inner in (one.values() if isinstance(one, dict) else [one])
        ]
        whole = (*row, *[None] * (len(kinds) - len(row)))  # a row ends with its last value
        for kind, cell, value in zip(kinds, whole, values, strict=True):
            if kind in ("number", "integer"):
                assert cell == (None if value is None else pytest.approx(value, rel=DIGITS))
            elif kind == "boolean":
                assert cell is value


@LANGUAGES
@EVERY
def test_the_codebook_and_the_source_are_in_it(
    api: FlaskClient, world: World, route: Route, lang: str
) -> None:
    body = api.get(f"{API_PATH}/{route.name}.xlsx?lang={lang}").data
    (_title, rows), (codebook, lines), (source, about) = sheets(body).items()
    assert (codebook, source) == {"en": ("Codebook", "Source"), "zh": ("变量说明", "来源")}[lang]
    columns = route.columns_of(world.package)
    assert [line[0] for line in lines[1:]] == [one.header for one in columns]
    assert list(rows[0]) == [line[0 if lang == "en" else 1] for line in lines[1:]]
    for line, one in zip(lines[1:], columns, strict=True):
        _name, title, unit, kind, meaning, missing = line
        assert title
        assert kind
        assert meaning
        assert missing
        assert (unit is None) == (one.unit is None)
    told = asked(api, route.name, f"lang={lang}")
    said = dict(about[1:])
    for part in ("title", "licence", "citation", "version"):
        assert told["about"][part] in said.values()
    assert told["source"] in said.values()
    notes = [value for _what, value in about]
    assert all(note in notes for note in told["notes"])
    assert f"{API_PATH}/{route.names(world.package)[0]}" in "\n".join(map(str, notes))


def test_the_head_stays_and_columns_are_as_wide_as_their_words(api: FlaskClient) -> None:
    opened = load_workbook(io.BytesIO(api.get(f"{API_PATH}/corridors.xlsx?lang=zh").data))
    for sheet in opened:
        assert sheet.freeze_panes == "A2"
        widths = [one.width for one in sheet.column_dimensions.values()]
        assert len(widths) == sheet.max_column
        assert all(book.NARROWEST <= width <= book.WIDEST for width in widths)
    first = opened.worksheets[0]
    heads = {cell.value: first.column_dimensions[cell.column_letter].width for cell in first[1]}
    assert all(width >= min(2 * len(head) - 2, book.WIDEST) for head, width in heads.items())


def file_of(world: World, rows: list[tuple[str, float]]) -> File:
    """A file of two columns, as an answer of any route is one."""
    columns = (Column("text", "string", "Words"), Column("number", "number", "Figure", "m"))
    route = replace(ROUTES[0], columns=lambda _package: columns, datasets=())
    head = {"query": "", "source": "A book", "notes": []}
    answer = Answer(head, pd.DataFrame(rows, columns=["text", "number"]))
    told = {one.name: "told" for one in ABOUT}
    return File(world, route, view_of(world), answer, told, "rows", "rows", ())


def test_the_same_rows_are_the_same_bytes(world: World) -> None:
    first = book.book(file_of(world, [("=1+1", 2.0)]))
    assert first == book.book(file_of(world, [("=1+1", 2.0)]))
    with zipfile.ZipFile(io.BytesIO(first)) as parts:
        assert {one.date_time for one in parts.infolist()} == {book.FIRST_DAY}


def test_without_room_for_the_sheets_the_disk_is_named(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(*_asked: object) -> None:
        raise SerialisationError("IO_WRITE")

    monkeypatch.setattr(book, "_fill", no_room)
    with pytest.raises(OSError, match="No space left"):
        book.book(file_of(world, []))


@given(st.lists(st.tuples(TEXTS, st.floats(-1e15, 1e15)), max_size=4))
@settings(max_examples=60, deadline=None, derandomize=True, database=None)
def test_every_text_comes_back_and_none_is_a_formula(
    world: World, rows: list[tuple[str, float]]
) -> None:
    read = load_workbook(io.BytesIO(book.book(file_of(world, rows)))).worksheets[0]
    for (told, number), (cell, beside) in zip(rows, read.iter_rows(min_row=2), strict=True):
        assert (cell.value or "") == book.written(told)
        assert cell.data_type in ("s", "n")  # of an empty one
        assert cell.quotePrefix or not cell.value
        assert beside.value == pytest.approx(number, rel=DIGITS)
        assert beside.data_type == "n"


@pytest.mark.parametrize("told", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "#N/A", "{=1}"])
def test_what_looks_like_a_formula_is_a_text(world: World, told: str) -> None:
    body = book.book(file_of(world, [(told, 1.0)]))
    with zipfile.ZipFile(io.BytesIO(body)) as parts:
        assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")
    cell = load_workbook(io.BytesIO(body)).worksheets[0]["A2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (told, "s", True)
