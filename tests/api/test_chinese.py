"""A file that a reader of another language asked for speaks that language throughout."""

from __future__ import annotations

import io
import json
import re
import zipfile
from urllib.parse import unquote

import pandas as pd
import pytest
from flask.testing import FlaskClient

from geo.view.view import FIELDS
from geo.world.world import World
from layers.api.about import LONGEST_SPOKEN, spoken_name
from layers.api.columns import ABOUT
from layers.api.formats import FORMATS, formats_of
from layers.api.reply import API_PATH
from layers.api.route import Route
from layers.text import gettext as text
from layers.text.gettext import _
from tests import raw
from tests.asking import OTHER, asked
from tests.seen import ROUTES, view_of

EVERY = pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)
HAN = re.compile(r"[\u4e00-\u9fff]")
NAMED = re.compile(
    r"(?:attachment|inline); filename=\"([a-z0-9.,_~-]+)\"(?:; filename\*=UTF-8''([\w%.~-]+))?"
)
UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f ]')
KEPT = {
    "name", "prefecture", "excerpt", "dataset", "row", "field", "text", "coord_source",
    "source_id", "source_ids", "derived_fields", "cited_source", "publication", "source", "note",
    "agency", "local_partner", "title", "statement_a", "statement_b", "screen_uses", "indicator",
    "unit", "key", "term_en", "gloss_en", "sorted_zh", "spelled_en",
}  # fmt: skip
"""Columns of names, keys, reports and words quoted in their own script."""


def named(api: FlaskClient, route: Route, ending: str, query: str) -> tuple[str, str]:
    """Name of a file for old programs and for readers."""
    reply = api.get(f"{API_PATH}/{route.name}{ending}?{query}")
    assert reply.status_code == 200
    found = NAMED.fullmatch(reply.headers["Content-Disposition"])
    assert found
    return found[1], unquote(found[2] or "")


def table_of(api: FlaskClient, route: Route, query: str) -> pd.DataFrame:
    body = api.get(f"{API_PATH}/{route.name}.csv?{query}").data
    return pd.read_csv(io.BytesIO(body), dtype=str, keep_default_na=False)


@EVERY
def test_every_column_has_a_title_of_its_own(world: World, route: Route) -> None:
    columns = route.columns_of(world.package)
    for lang in ("en", "zh"):
        with text.spoken(lang, world.package.wording):
            titles = [one.heading for one in columns]
            meanings = [_(one.meaning) for one in columns]
        assert len(set(titles)) == len(titles)
        if lang == "zh":
            assert [one for one in (*titles, *meanings) if not HAN.search(one)] == []
    assert all(one.title for one in (*columns, *ABOUT))


def test_every_parameter_has_a_title(world: World) -> None:
    assert [one.name for one in FIELDS if not one.title] == []
    with text.spoken("zh", world.package.wording):
        assert [one.name for one in FIELDS if not HAN.search(_(one.title))] == []


@EVERY
def test_a_chinese_csv_has_chinese_heads_and_words(
    api: FlaskClient, world: World, route: Route
) -> None:
    query = "&".join(f"{key}={value}" for key, value in OTHER.items() if key != "filter")
    columns = route.columns_of(world.package)
    for asking in ("lang=zh&top=all", f"{query}&lang=zh"):
        table = table_of(api, route, asking)
        with text.spoken("zh", world.package.wording):
            assert list(table) == [*(one.heading for one in columns), "本文件说明"]
        about = table.iloc[0, -1]
        assert about.startswith("标题：")
        for part in about.split(" | "):
            assert HAN.match(part)
        for one, name in zip(columns, table, strict=False):
            if one.type == "boolean":
                assert set(table[name]) <= {"是", "否", ""}
            elif one.type == "string" and one.header not in KEPT:
                words = {cell for cell in table[name] if re.search("[A-Za-z]{4}", cell)}
                assert [cell for cell in words if not HAN.search(cell)] == [], one.header


@EVERY
def test_the_rows_are_those_of_the_english_file(
    api: FlaskClient, world: World, route: Route
) -> None:
    english, chinese = (table_of(api, route, f"top=all&lang={lang}") for lang in ("en", "zh"))
    assert english.shape == chinese.shape
    columns = route.columns_of(world.package)
    for one, left, right in zip(columns, list(english)[:-1], list(chinese)[:-1], strict=True):
        assert ((english[left] == "") == (chinese[right] == "")).all()
        if one.type in ("integer", "number") or one.header.endswith("_code"):
            assert (english[left] == chinese[right]).all()


@EVERY
def test_names_of_files_are_chinese_safe_and_their_own(api: FlaskClient, route: Route) -> None:
    queries = ["", *(f"{key}={OTHER[key]}" for key in route.uses if key in OTHER)]
    queries += [f"period={period}" for period in raw.PERIODS[1:] if "period" in route.uses]
    queries += ["weights=gdp:3", "weights=gdp:33"] if "weights" in route.uses else []
    spoken = set()
    for query in dict.fromkeys(queries):
        plain, name = named(api, route, ".csv", f"{query}&lang=zh" if query else "lang=zh")
        assert plain.isascii()
        assert HAN.match(name)
        assert not UNSAFE.search(name)
        assert len(name) <= LONGEST_SPOKEN + 13
        assert len(name.encode()) <= 255
        assert name not in spoken, query
        spoken.add(name)


def test_no_two_addresses_share_a_chinese_name(world: World) -> None:
    view = view_of(world, lang="zh")
    with text.spoken("zh", world.package.wording):
        names = [spoken_name(world, route, route.name, view, "") for route in ROUTES]
    assert len(set(names)) == len(names)


def test_a_chinese_name_says_interval_and_filters(api: FlaskClient) -> None:
    corridors = next(route for route in ROUTES if route.name == "corridors")
    for form in FORMATS:
        _plain, name = named(api, corridors, form.ending, "lang=zh")
        assert name == f"迁移流_1995—2000年{form.file_ending}"
    _plain, name = named(api, corridors, ".csv", "from=west&top=all&period=2010-2015&lang=zh")
    assert re.fullmatch(r"迁移流_2010—2015年_迁出地-西部_绘出的迁移流-全部_[0-9a-f]{8}\.csv", name)
    assert named(api, corridors, ".csv", "from=west") == (
        "corridors_1995-2000_from-west_scheme-three-zone_direction-gross_measure-people_top-60.csv",
        "",
    )


def test_long_chinese_questions_have_short_names_of_their_own(world: World) -> None:
    corridors = next(route for route in ROUTES if route.name == "corridors")
    codes = list(world.counted.index)
    views = [view_of(world, origins=",".join(codes[:n]), lang="zh") for n in range(20, 30)]
    with text.spoken("zh", world.package.wording):
        names = {spoken_name(world, corridors, "corridors", view, ".csv") for view in views}
    assert len(names) == len(views)
    assert max(len(name.encode()) for name in names) <= 255


@EVERY
def test_a_packed_chinese_file_has_both_names_of_a_column(
    api: FlaskClient, world: World, route: Route
) -> None:
    reply = api.get(f"{API_PATH}/{route.name}.zip?lang=zh")
    with zipfile.ZipFile(io.BytesIO(reply.data)) as archive:
        document = json.loads(archive.read("datapackage.json"))
        (resource,) = document["resources"]
        table = pd.read_csv(io.BytesIO(archive.read(resource["path"])))
    assert resource["path"] == named(api, route, ".csv", "lang=zh")[1]
    assert re.fullmatch(r"[a-z0-9._/-]+", document["name"])
    fields = resource["schema"]["fields"]
    assert [one["name"] for one in fields] == list(table)
    headers = [one.header for one in route.columns_of(world.package)]
    assert [one["column"] for one in fields] == [*headers, "about"]
    assert all(HAN.search(one["description"]) for one in fields)


@EVERY
def test_json_keeps_the_names_that_programs_read(api: FlaskClient, route: Route) -> None:
    english, chinese = (asked(api, route.name, f"lang={lang}") for lang in ("en", "zh"))
    assert list(english) == list(chinese)
    assert [list(row) for row in english["rows"]] == [list(row) for row in chinese["rows"]]


@EVERY
def test_machine_formats_keep_machine_names(api: FlaskClient, world: World, route: Route) -> None:
    for form in formats_of(route):
        if form.shapes:
            plain, name = named(api, route, form.ending, "lang=zh")
            assert plain.startswith(route.names(world.package)[0])
            assert HAN.match(name)
