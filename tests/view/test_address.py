"""One spelling of a view: forgiving for the page, strict for the API, the same words for both."""

from __future__ import annotations

from dataclasses import fields

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.view.address import MORE, TWICE, Notice, ViewError, parse, parse_strict, query_string, read
from geo.view.view import FIELDS, View, home_view
from geo.view.vocabulary import Vocabulary
from geo.world.world import World
from tests import drawn


@pytest.fixture(scope="module")
def words(world: World) -> Vocabulary:
    return world.vocabulary


def assert_legal(view: View, words: Vocabulary) -> None:
    """Hold every field of a view against its own record."""
    words = words.of_choice(view.flows, view.category)
    for field in FIELDS:
        text = getattr(view, field.attribute)
        assert field.kind.check(text, words, view.scheme) == text, field.name


@settings(max_examples=300)
@given(data=st.data())
def test_a_legal_view_survives_the_way_through_the_address(
    words: Vocabulary, data: st.DataObject
) -> None:
    view, notices = parse(data.draw(drawn.queries(words)), words)
    assert notices == ()
    assert_legal(view, words)
    assert parse(query_string(view), words) == (view, ())
    assert parse_strict(query_string(view), words) == view


@settings(max_examples=500)
@given(query=drawn.garbage())
def test_garbage_gives_a_legal_view_and_never_an_error(words: Vocabulary, query: str) -> None:
    view, notices = parse(query, words)
    assert_legal(view, words)
    assert all(notice.expected for notice in notices)
    assert parse(query_string(view), words)[0] == view


@settings(max_examples=300)
@given(query=st.one_of(drawn.garbage(), st.text(max_size=60)))
def test_strict_and_forgiving_agree(words: Vocabulary, query: str) -> None:
    view, notices = parse(query, words)
    refused = _refusal(query, words)
    if refused is None:  # more corridors than there are is all of them, which the page tells
        told = [one for one in notices if one.reason != MORE]
        assert (parse_strict(query, words), told) == (view, [])
    else:  # what the data interface refuses, the page mends, drops as a mark, or tells
        mended = read(query, words).mended
        assert notices or mended is not None or refused.reason == TWICE


def _refusal(query: str, words: Vocabulary) -> Notice | None:
    try:
        parse_strict(query, words)
    except ViewError as error:
        return error.notice
    return None


def test_every_attribute_of_the_view_has_one_field_and_the_other_way_round() -> None:
    assert [field.attribute for field in FIELDS] == [
        field.name for field in fields(View) if field.name != "home"
    ]
    assert len({field.name for field in FIELDS}) == len(FIELDS)


def test_every_default_is_legal(words: Vocabulary) -> None:
    assert_legal(home_view(words), words)


@pytest.mark.parametrize(
    "query",
    [
        "period=1995-2000,2000-2005",  # two intervals are never added (D1)
        "period=1990-1995",
        "from=north",
        "from=northeast",  # a zone of another scheme
        "from=71",  # not in the tables
        "top=0",
        "top=-1",
        "top=1.5",
        "top=²",
        "top=9999999",
        "breaks=3,2",
        "breaks=1,1",
        "breaks=nan",
        "breaks=inf",
        "breaks=1,2,3,4,5,6",
        "breaks=1,1.00000000000001",  # equal once they are written
        "layers=",
        "layers=none,sites",
        "place=34-34",
        "place=34,31",
        "place=34-31-",
        "place=71",
        "lang=xx",
        "year=02000",
        "year=1800",
        "lit=99",
        "topic=gossip",
        "camera=105,35",
        "camera=105,35,25",
        "camera=105,95,2",
        "camera=105,35,2,1,1",
        "camera=nan,35,2",
        "sort=persons",
        "sort=persons:sideways",
        "sort=persons:up,persons:down",
        "sort=weather:up",
        "filter=persons:5",
        "filter=persons:9~5",
        "filter=persons:~",
        "filter=origin:a~b",
        "filter=origin:",
        "filter=weather:1~",
        "filter=net:1~,net:~5",
    ],
)
def test_an_illegal_value_falls_back_and_says_so(words: Vocabulary, query: str) -> None:
    view, notices = parse(query, words)
    name, _, found = query.partition("=")
    assert view == home_view(words)
    (notice,) = notices
    assert (notice.field, notice.found) == (name, found)
    with pytest.raises(ViewError, match=f"{name}: found"):
        parse_strict(query, words)


@pytest.mark.parametrize(
    ("asked", "spelled"),
    [
        ("to=44,31,east,44", "to=east,31,44"),
        ("top=060", ""),
        ("top=930", "top=all"),
        ("layers=regions,sites", "layers=regions,sites"),
        ("layers=none", "layers=none"),
        ("to=", ""),
        ("camera=105.20,-0,2.50049", "camera=105.2,0,2.5"),
        ("camera=105,35,2,-1.5", "camera=105,35,2,-1.5"),
        ("camera=", ""),
        ("sort=net:down,rank:up", "sort=net:down,rank:up"),
        ("filter=origin:Inner%20M,net:-5~-0.5", "filter=origin:Inner%20M,net:-5~-0.5"),
        ("breaks=-0", "breaks=0"),
        ("place=34-31,43-44,34-31", "place=34-31,43-44"),
        ("breaks=-1e3,0,1_000", "breaks=-1000,0,1000"),
        ("period=1995-2000&top=60", ""),
        ("from=northeast&scheme=four-zone", "from=northeast&scheme=four-zone"),
        ("top=20&top=20", "top=20"),
        ("?top=20", "top=20"),
        ("utm=x&top=20", "top=20"),
    ],
)
def test_one_view_has_one_spelling(words: Vocabulary, asked: str, spelled: str) -> None:
    view, notices = parse(asked, words)
    assert notices == ()
    assert query_string(view) == spelled


def test_more_corridors_than_there_are_is_all_of_them_and_told(words: Vocabulary) -> None:
    for query in ("top=931", "top=5000"):
        view, notices = parse(query, words)
        assert (view.top, [one.reason for one in notices]) == ("all", [MORE]), query
    assert parse("top=930", words)[1] == ()


def test_the_notice_of_a_long_value_is_short(words: Vocabulary) -> None:
    (notice,) = parse("place=" + "x" * 5000, words)[1]
    assert len(notice.found) == 80


def test_strict_refuses_a_parameter_that_no_field_has(words: Vocabulary) -> None:
    with pytest.raises(ViewError, match="a parameter among flows, category, period"):
        parse_strict("periods=1995-2000", words)
