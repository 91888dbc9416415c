"""Chinese replies have Chinese marks: no half-width one beside a character, no blank before one."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from flask.testing import FlaskClient

from app import create_app
from geo.world.catalog import DATA_DIR
from layers.page.wire import PATH
from layers.subjects import open_page_world
from tests.seen import strings
from tests.text.test_chinese_browser import VIEWS

MORE = {
    "net": "direction=net&measure=net",
    "rate": "measure=rate&rank=growth&top=20",
    "gap": "measure=effectiveness&rank=gdp-gap&place=34",
    "by-zone": "ink=zone&top=20",
    "against": "against=2015-2020&top=20",
    "prefectures": "place=44&period=2015-2020",
    "pair-2005": "place=34-31&period=2000-2005",
    "several-corridors": "place=34-31,43-44",
    "two-corridors": "place=34-31&compare=43-44",
    "periods": "compare=2010-2015",
    "challenge": "view=sites&challenge=training",
    "trial": "view=sites&trial=2025-01-01",
    "receiving": "view=lessons&site=diqing&target=54",
    "incomes": "view=disparity&indicator=urban_income_per_capita&year=2010",
    "share": "flows=origin-type-2000&category=origin-type:rural&measure=category-share",
    "no-figures": "flows=origin-type-2000&category=origin-type:rural&view=intervals",
    "wrong": "period=1900&place=nowhere&top=0",
}
INLINE = {"a", "abbr", "b", "button", "em", "i", "mark", "q", "small", "span", "strong", "time"}
SPOKEN = ("title", "aria-label", "alt", "placeholder", "data-name")
HAN = r"[\u3400-\u9fff]"
HALF = re.compile(
    rf"{HAN}[”》）]? *[,;:?!(]|[,;:?!)] *[“《（]?{HAN}"  # a mark of Latin text
    r"| [（），。；：、]"  # a blank before a mark of full width
)
INSIDE = re.compile(rf"[（，。；：、]\s+{HAN}|{HAN} {HAN}")
"""Blanks inside one piece of text; between two elements a blank parts a link or a badge."""
SIGNED = re.compile(r"净迁移[+−]|(?<!样本)(?<![\d,])\d{1,3}(?:,\d{3})+人")
"""In words a net says its way, and people are counted by ten thousands; a sample has its digits."""
QUOTED = re.compile(r"“[^”]*[A-Za-z][^”]*”+|√\(.*?\)|\([A-Za-z0-9 √²/+×−-]*\)")
"""Words of the paper and formulas keep their own marks."""


class Reader(HTMLParser):
    """Texts of markup: pieces as they were written, and lines as they are read."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.lines = [""]
        self._foreign: list[str] = []
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A block begins a line; code and words in another language are passed over."""
        given = dict(attrs)
        self.pieces += [given[one] or "" for one in SPOKEN if one in given]
        if self._foreign and tag == self._foreign[0]:
            self._foreign.append(tag)
        elif tag in ("code", "pre") or given.get("lang") == "en":
            self._foreign = self._foreign or [tag]
            self.lines[-1] += "0"
        elif tag not in INLINE:
            self.lines.append("")

    def handle_endtag(self, tag: str) -> None:
        """A block ends its line."""
        if self._foreign:
            self._foreign = self._foreign[1:] if tag == self._foreign[0] else self._foreign
        elif tag not in INLINE:
            self.lines.append("")

    def handle_data(self, data: str) -> None:
        """Text."""
        if not self._foreign:
            self.pieces.append(data)
            self.lines[-1] += data


def _data(said: str) -> Any:
    """Data that are kept as text; nothing where it is text alone."""
    try:
        return json.loads(said)
    except ValueError:
        return []


def flaws(reply: Any) -> Iterator[str]:
    """What is wrong, with a few characters around it."""
    for said in strings(reply):
        if said[:1] in ("{", "["):
            yield from flaws(_data(said))
            continue
        read = Reader(said)
        for text, wrong in (
            *((one, HALF) for one in (*read.lines, *read.pieces)),
            *((one, INSIDE) for one in read.pieces),
            *((one, SIGNED) for one in read.lines),
        ):
            plain = QUOTED.sub("0", text)
            for found in wrong.finditer(plain):
                yield plain[max(0, found.start() - 20) : found.end() + 20]


@pytest.fixture(scope="module")
def page() -> FlaskClient:
    return create_app(open_page_world(DATA_DIR)).server.test_client()


@pytest.mark.parametrize("asked", [*VIEWS.values(), *MORE.values()])
def test_a_reply_has_no_marks_of_latin_text(page: FlaskClient, asked: str) -> None:
    assert sorted(set(flaws(page.get(f"{PATH}?lang=zh&{asked}").json))) == []


def test_the_page_itself_has_none(page: FlaskClient) -> None:
    assert sorted(set(flaws(page.get("/zh/_dash-layout").json))) == []


def said_of(page: FlaskClient, asked: str) -> str:
    reply = page.get(f"{PATH}?lang=zh&{asked}").json
    return "\n".join(line for one in strings(reply) for line in Reader(one).lines)


def test_nets_numbers_sections_and_years_are_those_of_chinese(page: FlaskClient) -> None:
    card = said_of(page, "place=51")
    assert "净迁出381万人" in card
    assert "439.6万" in card  # in people its range would be told apart, in ten thousands too
    assert "3,805,900" not in card
    assert "1.1概要；第2.2节" in said_of(page, "view=sites&challenge=policy-gap")
    workers = said_of(page, "view=workers")
    assert "2015—2016年" in workers
    assert not re.search(r"20\d\d—\d{2}(?!\d)", workers)


def test_every_kind_is_found() -> None:
    assert list(flaws("<p>安徽: <b>5</b></p>")) == ["安徽: 5", "安徽: "]
    assert list(flaws("<p>净迁移−381万人</p>"))
    assert list(flaws("<p>最大的是深圳，<b>3,205,000</b>人</p>"))
    assert list(flaws(["上海<b> (学术)</b>", "临沧 <a>（4.1）</a>", "没有。 另有"]))
    assert list(flaws(["安徽：5（学术） <a>来源</a>", "“a (b)”。d = (z + 1)，其中"])) == []
