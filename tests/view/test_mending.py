"""A link that is nearly right shows its view, or says what it left out."""

from __future__ import annotations

from itertools import product
from pathlib import Path
from urllib.parse import quote

import pytest

from geo.view.address import (
    NO_FIELD,
    OUTSIDE,
    READ,
    TWICE,
    VALUE,
    VERSION,
    ViewError,
    parse,
    parse_strict,
    query_string,
    read,
)
from geo.world.names import own_names
from geo.world.world import World

VIEWS = (
    "from=west&to=east",
    "top=20&place=34-31,43-44",
    "from=west,34&scheme=four-zone&top=all&view=table",
    "view=lessons&site=diqing&weights=gdp:2,urban:1",
)
CAUGHT = (
    ".",
    ",",
    ")",
    "!",
    "?",
    ";",
    "，",
    "。",
    "）",
    "》",
    "”",
    '">',
    ".)",
    "…",
    "。看看",
    "**_",
    "*",
    "~~",
    "`",
)
MARKS = ("from=singlemessage&isappinstalled=0", "utm_source=a&utm_campaign=b%26c", "fbclid=IwAR0")


def damaged(query: str) -> dict[str, str]:
    """One view as links of it arrive."""
    names, _, rest = query.partition("=")
    return {
        "escaped": quote(query),
        "escaped twice": quote(quote(query)),
        "values escaped twice": query.replace(",", "%252C").replace(":", "%253A"),
        "for a page": query.replace("&", "&amp;"),
        "parted as mailers do": query.replace("&", ";"),
        "parted and escaped": quote(query.replace("&", "; ")),
        "parted wide": query.replace("&", "；"),
        "parted behind a mark": "utm_source=a;" + query.replace("&", ";"),
        "upper": query.upper(),
        "title": f"{names.title()}={rest.title()}",
        "full width": query.replace(",", "，").replace(":", "："),
        "spaced": query.replace(",", ", ").replace("=", "= "),
        "dashes": query.replace("-", "–"),
        "marks before": f"{MARKS[0]}&{query}",
        "marks behind": "&".join((query, *MARKS)),
        "invisible": query.replace("=", "=\u200b"),
        **{f"caught {sign}": query + sign for sign in CAUGHT},
    }


@pytest.mark.parametrize("query", VIEWS)
def test_a_damaged_link_shows_its_view_without_a_notice(world: World, query: str) -> None:
    whole = read(query, world.vocabulary)
    assert (whole.notices, whole.mended) == ((), None)
    for way, link in damaged(query).items():
        found = read(link, world.vocabulary)
        assert found.view == whole.view, (way, link)
        assert found.notices == (), (way, link)
        if link != query and found.mended is not None:
            again = read(found.mended, world.vocabulary)
            assert (again.view, again.notices, again.mended) == (whole.view, (), None), way


@pytest.mark.parametrize(
    ("query", "field", "reason", "shown"),
    [
        ("from=west%20east", "from", VALUE, ""),
        ("from=west。安徽", "from", VALUE, ""),
        ("to=.", "to", VALUE, ""),
        ("from=,", "from", VALUE, ""),
        ("place=3-4", "place", VALUE, ""),
        ("place=hn", "place", VALUE, ""),  # of three provinces
        ("place=Taiwan", "place", OUTSIDE, ""),
        ("to=香港,east", "to", OUTSIDE, "to=east"),
        ("to=east&to=west", "to", TWICE, "to=east"),
        ("foo=1&top=20", "foo", NO_FIELD, "top=20"),
        ("from=wes&to=east", "from", VALUE, "to=east"),
        ("to=Canton", "to", READ, "to=44"),  # the beginning of one name
        ("to=Canton,east", "to", READ, "to=east,44"),
        ("place=Canton-Anhui", "place", READ, "place=44-34"),
        ("target=canton", "target", READ, "target=44"),
        ("to=Guang", "to", VALUE, ""),  # that of two
        ("to=Rehe", "to", OUTSIDE, ""),  # a province that is no more
        ("top=GD", "top", VALUE, ""),  # a name is no number, though its code is one
        ("breaks=GD", "breaks", VALUE, ""),
        ("lit=Beijing", "lit", VALUE, ""),
    ],
)
def test_what_is_left_out_is_told(
    world: World, query: str, field: str, reason: str, shown: str
) -> None:
    view, notices = parse(query, world.vocabulary)
    assert [(one.field, one.reason) for one in notices] == [(field, reason)]
    assert query_string(view) == shown


@pytest.mark.parametrize(
    ("query", "left", "shown"),
    [
        ("from=34,99&to=31", [("from", "99", VALUE)], "from=34&to=31"),
        ("from=安徽；99、Taiwan", [("from", "99", VALUE), ("from", "Taiwan", OUTSIDE)], "from=34"),
        ("to=wes,34,34,xx", [("to", "wes, xx", VALUE)], "to=34"),
        ("layers=regions,rain", [("layers", "rain", VALUE)], "layers=regions"),
        ("place=34-31,99-31", [("place", "99-31", VALUE)], "place=34-31"),
        ("place=34,31", [("place", "34,31", VALUE)], ""),  # two regions are no place
        ("from=98,99", [("from", "98,99", VALUE)], ""),
    ],
)
def test_what_is_good_in_a_list_is_kept(
    world: World, query: str, left: list[tuple[str, str, str]], shown: str
) -> None:
    view, notices = parse(query, world.vocabulary)
    assert [(one.field, one.found, one.reason) for one in notices] == left
    assert query_string(view) == shown
    kept = notices[0]
    assert not kept.text or query.startswith(f"{kept.field}={kept.text}")


def test_the_data_interface_names_what_is_wrong_in_a_list(world: World) -> None:
    for query, found in (("from=34,99,98&to=31", "99, 98"), ("place=34-31,7-8", "7-8")):
        with pytest.raises(ViewError) as refused:
            parse_strict(query, world.vocabulary)
        assert refused.value.notice.found == found


@pytest.mark.parametrize("comma", [";", "；", "，", "、", "; ", "､"])
def test_other_commas_part_a_list_too(world: World, comma: str) -> None:
    listed = {"from": "34,31", "layers": "regions,labels", "weights": "gdp:2,urban:1"}
    for field, text in {**listed, "breaks": "1,2.5", "place": "34-31,43-44"}.items():
        wanted = read(f"{field}={text}", world.vocabulary)
        found = read(f"{field}={quote(text.replace(',', comma))}", world.vocabulary)
        assert (found.view, found.notices) == (wanted.view, ()), (field, comma)


def test_a_year_is_told_which_years_there_may_be(world: World) -> None:
    for year in ("1850", "2031", "199"):
        _view, (notice,) = parse(f"year={year}", world.vocabulary)
        assert notice.expected == "a year from 1949 to 2030"


def test_a_region_is_found_by_all_its_names(world: World) -> None:
    """The names of the field case, and for each region every name that is its alone."""
    written = (
        "内蒙古自治区=15 安徽省=34 西藏自治区=54 陕西省=61 重庆市=50 Nei_Mongol=15 nei_meng_gu_=15 "
        "Anhui_Province=34 34=34 340000=34 廣東=44 Ānhuī=34 xi_zang=54 AH=34 皖=34 Szechwan=51"
    )
    for name, code in (one.replace("_", " ").split("=") for one in written.split()):
        assert parse(f"place={quote(name)}", world.vocabulary)[0].place == code, name
    counted = set(world.counted.index)
    for code, names in own_names(world.table("regions")).items():
        for name, field in product(names, ("place", "from")):
            view, notices = parse(f"{field}={quote(name)}", world.vocabulary)
            found = view.place if field == "place" else view.origins
            slugged = field == "place" and found == name.lower()  # a pilot site of this name
            assert found == (code if code in counted else "") or slugged, name
            assert [one.reason for one in notices] == ([] if code in counted else [OUTSIDE])


def test_two_ends_by_their_names_are_a_corridor(world: World) -> None:
    for written in ("安徽-上海", "安徽→上海", "安徽 — 上海", "340000-310000", "Ānhuī - Shanghai"):
        assert parse(f"place={quote(written)}", world.vocabulary)[0].place == "34-31", written


def test_no_code_of_a_province_stands_in_the_code_of_names() -> None:
    """Other names are declared by the data package; another world brings its own."""
    for module in ("geo/world/names.py", "geo/view/mending.py", "layers/page/search.py"):
        text = (Path(__file__).parents[2] / module).read_text(encoding="utf-8")
        for name in ("15", "54", "内蒙", "Tibet", "Neimenggu"):
            assert f'"{name}"' not in text, module


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("place=迪庆", "place=diqing"), ("place=Dí Qìng", "place=diqing"),
        ("place=临沧", "place=lincang"), ("place=533400", "place=diqing"),
        ("place=临沧市", "place=lincang"), ("place=北京", "place=11"),
        ("site=赤峰", "site=chifeng"), ("target=青海", "target=63"), ("target=34**_", "target=34"),
        ("compare=安徽&place=31", "place=31&compare=34"),
    ],
)  # fmt: skip
def test_a_place_is_found_by_its_name_in_any_script(world: World, query: str, said: str) -> None:
    found = read(query, world.vocabulary)
    assert found.notices == ()
    assert query_string(found.view) == said
    assert read(found.mended or "", world.vocabulary).view == found.view


def test_a_link_says_when_it_was_made_with_other_data(world: World) -> None:
    words = world.vocabulary
    same = read(f"place=34&data={words.stamp}", words)
    assert (same.notices, same.mended) == ((), "place=34")
    other = read("place=34&data=0badc0de", words)
    assert [one.reason for one in other.notices] == [VERSION]
    assert other.mended is None, "the notice stays as long as the address names other data"
    assert parse_strict(f"place=34&data={words.stamp}", words) == same.view
    with pytest.raises(ViewError, match="0badc0de"):
        parse_strict("place=34&data=0badc0de", words)
