"""Terms: the table is whole, marks stand in running text alone, and every term has its entry."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape

import pytest
from flask.testing import FlaskClient
from markupsafe import escape

from geo.terms.terms import Term, in_order, matcher_of, terms_of
from geo.world.world import World
from layers.page import search
from layers.page.wire import PATH
from layers.terms.marking import marked, marked_whole
from layers.text.gettext import spoken
from tests import raw
from tests.asking import asked

ASKED = ("hukou", "floating-population", "township-village-enterprise")
SEEN_IN = {
    "hukou": "place=t24",
    "floating-population": "view=sources",
    "township-village-enterprise": "view=sites&challenge=regional-diversity",
}
OF_NO_SECTION = {"local-migrant-worker", "as-printed"}
"""Glosses that say what the paper leaves out, and how the page shows all of it."""
MARK = re.compile(r'<span class="term"[^>]*data-term="([a-z0-9-]+)"[^>]*>([^<]*)</span>')


def marks(html: str) -> list[tuple[str, str]]:
    return MARK.findall(html)


def bare(html: str) -> str:
    return MARK.sub(r"\2", html)


def test_every_term_of_the_raw_table_is_whole(world: World) -> None:
    rows = {row["key"]: row for row in raw.rows_of("project_2026/terms.csv")}
    terms = terms_of(world)
    assert list(terms) == list(rows)
    for key, one in terms.items():
        row = rows[key]
        assert one.names == {"en": row["term_en"], "zh": row["term_zh"]}
        assert one.glosses == {"en": row["gloss_en"], "zh": row["gloss_zh"]}
        assert all(one.names.values())
        assert all(one.glosses.values())
        assert one.section == (row["paper_section"] or "")


def test_a_gloss_that_speaks_of_the_paper_names_its_section(world: World) -> None:
    spoken_of = [one for one in terms_of(world).values() if "paper" in one.glosses["en"].lower()]
    assert len(spoken_of) > 20
    assert {one.key for one in spoken_of if not one.section} == OF_NO_SECTION


def test_no_spelling_stands_for_two_terms(world: World) -> None:
    for lang in ("en", "zh"):
        spelled = Counter(
            spelling for one in terms_of(world).values() for spelling in one.spellings[lang]
        )
        assert [one for one, count in spelled.items() if count > 1] == []


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("key", ASKED)
def test_the_terms_that_readers_ask_for_are_marked_with_gloss_and_section(
    replies: FlaskClient, world: World, key: str, lang: str
) -> None:
    answer = replies.get(f"{PATH}?lang={lang}&{SEEN_IN[key]}").json
    html = answer["said"]["card"] + (answer["tab"] or {"html": ""})["html"]
    (gloss,) = re.findall(rf'data-term="{key}" data-gloss="([^"]*)"', html)
    term = terms_of(world)[key]
    said = unescape(gloss)
    assert escape(term.glosses[lang]) in said
    assert all(name in said for name in term.names.values())
    for number in re.findall(r"\d\.\d", term.section):
        assert number in said
    assert f"#term-{key}" in said


def test_marks_stand_in_running_text_alone(world: World) -> None:
    html = (
        "<h2>Hukou</h2><p>A <a href='/'>hukou</a> and <b>the hukou</b>, the hukou again</p>"
        '<p><button>floating population</button> <span class="cited" title="hukou">TVE</span></p>'
        "<ul><li>TVEs &amp; more</li></ul><table><tr><td>floating population</td></tr></table>"
        "<details><summary>hukou</summary><p>hukou</p></details>"
        '<ul class="pairs-key of-tiles"><li><i></i>not of the hukou</li></ul>'
    )
    found = marked(world, html)
    assert bare(found) == html
    assert marks(found) == [
        ("hukou", "hukou"),
        ("township-village-enterprise", "TVEs"),
        ("hukou", "hukou"),
    ]
    assert found.index("the <span") > found.index("</a>")
    assert found.count("data-gloss") == 2, "an element has each gloss once"


def test_tables_of_facts_are_read_and_their_names_are_not(world: World) -> None:
    html = (
        '<table class="figures facts"><caption>Hukou</caption><tbody>'
        '<tr><th scope="row">Hukou</th><td>hukou</td></tr></tbody></table>'
    )
    found = marked(world, html)
    assert marks(found) == [("hukou", "hukou")]
    assert "<td><span" in found


def test_a_sentence_is_all_running_text(world: World) -> None:
    said = "The hukou is no hukou; &lt;b&gt; is a sign"
    assert bare(marked_whole(world, said)) == said
    assert marks(marked_whole(world, said)) == [("hukou", "hukou")]
    with spoken("zh"):
        assert marks(marked_whole(world, "户籍人口与户籍")) == [
            ("registered-population", "户籍人口"),
            ("hukou", "户籍"),
        ]


def test_no_reply_marks_a_term_inside_a_link_button_or_head(replies: FlaskClient) -> None:
    for query in ("place=34", "view=sources", "view=lessons", "view=sites&challenge=poverty"):
        answer = replies.get(f"{PATH}?{query}").json
        for html in (*answer["said"].values(), (answer["tab"] or {"html": ""})["html"]):
            for name in ("a", "button", "h2", "h3", "summary", "th", "label", "caption"):
                inside = re.findall(rf"<{name}(?: [^>]*)?>(.*?)</{name}>", html, re.DOTALL)
                assert [one for one in inside if 'class="term"' in one] == [], (query, name)


def test_a_world_without_terms_has_its_markup_as_it_is(tiny: World) -> None:
    assert terms_of(tiny) == {}
    assert marked(tiny, "<p>hukou</p>") == "<p>hukou</p>"


def keys(terms: list[Term]) -> list[str]:
    return [one.key for one in terms]


def test_the_order_is_that_of_the_language(world: World) -> None:
    english, chinese = (keys(in_order(world, lang)) for lang in ("en", "zh"))
    assert set(english) == set(chinese) == set(terms_of(world))
    assert english.index("acwf") < english.index("hukou") < english.index("win-win")
    assert english.index("wider-gate-higher-price") < english.index("win-win")  # “widening …”
    # chang, hu, liu, xiang, zi
    asked = ["resident-population", "hukou", "floating-population", ASKED[2], "autonomous-region"]
    assert sorted(asked, key=chinese.index) == asked


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_list_has_every_term_with_its_remark(
    replies: FlaskClient, world: World, lang: str
) -> None:
    html = replies.get(f"{PATH}?lang={lang}&view=sources").json["tab"]["html"]
    assert re.findall(r'<details id="term-([a-z0-9-]+)">', html) == keys(in_order(world, lang))
    entries = html.split('<details id="term-')[1:]
    assert all(('class="muted term-words"' in one) and "<summary>" in one for one in entries)
    assert 'class="term"' not in "".join(entries)


def test_the_search_leads_to_terms_in_both_languages(world: World) -> None:
    for lang in ("en", "zh"):
        with spoken(lang):
            found = {
                name: one["value"]
                for group in search.found(world)
                for one in group["items"]
                for name in one["names"]
                if one["value"].startswith("#")
            }
        for name in ("hukou", "户籍"):
            assert found[name] == "#term-hukou"
        for name in ("tve", "乡镇企业"):
            assert found[name] == f"#term-{ASKED[2]}"


def test_the_data_interface_has_the_table(api: FlaskClient) -> None:
    rows = asked(api, "terms")["rows"]
    assert len(rows) == 132
    assert {"key", "term_en", "term_zh", "gloss_en", "gloss_zh", "section"} <= set(rows[0])
    assert asked(api, "terms", "lang=zh")["rows"] == rows


def test_one_matcher_serves_worlds_with_the_same_terms(world: World) -> None:
    assert matcher_of(world, "en") is matcher_of(world, "en")
    assert list(matcher_of(world, "fr").found("hukou")) == []
