"""The file as text: what it holds, how strict it is, and what is refused."""

from __future__ import annotations

import base64
import re
import time
from hashlib import sha256
from html import unescape
from urllib.parse import unquote

import pytest
from flask.testing import FlaskClient

from layers.standalone.asked import MOST_SCENES
from tests.seen import unmarked
from tests.standalone.six import HOSTILE, SIX, answers_in, asked, data_in, made, scene

MOST_BYTES = 8_000_000
MOST_SECONDS, TRIES = 10.0, 4
LEADING = re.compile(r'\s(?:href|src|action|poster|srcset|formaction)="([^"]*)"')


@pytest.fixture(scope="module")
def text(replies: FlaskClient) -> str:
    return made(replies).text


def test_six_scenes_fit_in_a_mail(text: str) -> None:
    assert len(text.encode()) < MOST_BYTES


def test_every_scene_is_held_in_each_interval_and_language_once(
    text: str, replies: FlaskClient
) -> None:
    data, answers = data_in(text), answers_in(text)
    periods = ("", "period=2000-2005", "period=2005-2010", "period=2010-2015", "period=2015-2020")
    wanted = {
        "&".join(sorted(filter(None, [period, *parts])))
        for parts in ([], ["to=44"], ["place=31"], ["view=pairs"], ["view=table"], ["view=zones"])
        for period in periods
    }
    assert {lang: set(keys) for lang, keys in data["views"].items()} == {
        "en": wanted,
        "zh": wanted,
    }
    assert len({str(one) for one in answers}) == len(answers)
    place = data["views"]["zh"]["period=2010-2015&to=44"]
    page = replies.get("/view?period=2010-2015&to=44&lang=zh").json
    assert answers[place]["figures"] == page["figures"]
    sentences = (one["said"]["sentence"] for one in (answers[place], page))
    assert len({unmarked(one) for one in sentences}) == 1
    assert "gloss-entry" not in str(answers)


def test_an_address_is_read_by_the_rules_of_the_page(text: str) -> None:
    data = data_in(text)
    assert [one["search"] for one in data["scenes"]][1] == SIX[1]["query"]
    assert data["scenes"][5]["search"] == "view=zones"
    zones = answers_in(text)[data["views"]["en"]["view=zones"]]
    assert "unknown" in zones["said"]["notices"]


def test_the_policy_lets_through_what_is_in_the_file_alone(text: str) -> None:
    policy = unescape(re.search(r'Content-Security-Policy" content="([^"]*)"', text)[1])
    rules = dict(one.split(" ", 1) for one in policy.split("; "))
    assert rules["default-src"] == rules["connect-src"] == rules["base-uri"] == "'none'"
    assert "unsafe" not in policy.replace("style-src 'unsafe-inline'", "")
    run = re.findall(r"<script>(.*?)</script>", text, re.DOTALL)
    hashes = [base64.b64encode(sha256(one.encode()).digest()).decode() for one in run]
    assert rules["script-src"].split() == [f"'sha256-{one}'" for one in hashes]
    assert text.index("Content-Security-Policy") < text.index("<script")


def test_it_leads_nowhere(text: str) -> None:
    markup = [text[: text.index('id="file-data"')]]
    for answer in answers_in(text):
        markup += answer["said"].values()
        markup += [answer["tab"]["html"]] if answer["tab"] else []
    once = [unescape(one) for one in markup]  # markup that an attribute holds is read too
    found = {target for one in (*markup, *once) for target in LEADING.findall(one)}
    assert {one for one in found if not one.startswith("#")} == set()
    assert "<form" not in "".join(once)
    assert "<link" not in text


def test_words_of_others_end_no_script(text: str) -> None:
    kept = text[text.index('id="file-data">') :]
    assert HOSTILE not in kept
    assert "<!--" not in text
    assert data_in(text)["scenes"][0]["title"] == HOSTILE


@pytest.mark.parametrize(("lang", "said"), [("en", "6 scenes"), ("zh", "6个场景")])
def test_its_name_says_what_it_holds(replies: FlaskClient, lang: str, said: str) -> None:
    reply = made(replies, [*SIX[:1]] * 6, lang)
    disposition = reply.headers["Content-Disposition"]
    name = unquote(disposition.partition("filename*=UTF-8''")[2])
    assert said in name
    assert name.endswith(".html")
    assert disposition.isascii()
    assert data_in(reply.text)["lang"] == lang


def test_a_file_is_called_by_the_title_of_its_deck(replies: FlaskClient) -> None:
    body = {"lang": "en", "title": "Three walks.", "scenes": list(SIX[:2])}
    name = unquote(asked(replies, body).headers["Content-Disposition"].partition("UTF-8''")[2])
    assert name == "Three walks, 2 scenes, without a network.html"


def test_a_sentence_is_no_title_in_any_language(replies: FlaskClient) -> None:
    said = "Net migration per 1,000 residents runs from…"
    scenes = [scene("view=indicators", said), scene("view=zones"), scene("view=table", "Own")]
    found = data_in(made(replies, scenes).text)["scenes"]
    assert [one["title"] for one in found] == ["", "", "Own"]
    assert found[0]["named"] == {
        "en": "Net migration per 1,000 residents runs from −58.9 in Jiangxi to +127.9 in…",
        "zh": "每千名常住人口的净迁移人数，最低为江西的−58.9，最高为广东的+127.9（1995—2000年）",
    }


def test_a_scene_keeps_to_the_intervals_of_whom_it_counts(replies: FlaskClient) -> None:
    text = made(replies, [scene("flows=origin-type-2000")]).text
    keys = set(data_in(text)["views"]["en"])
    assert len(keys) == 1
    assert all("flows=origin-type-2000" in key for key in keys)


WRONG = [
    ("no json", "A list"),
    ("[" * 20_000, "A list"),
    ([], "A list"),
    ({"scenes": []}, "From 1"),
    ({"scenes": [SIX[1]] * (MOST_SCENES + 1)}, f"to {MOST_SCENES}"),
    ({"scenes": [SIX[1], "text"]}, "Scene 2"),
    ({"scenes": [{**SIX[1], "title": 1}]}, "Scene 1"),
    ({"scenes": [{**SIX[1], "query": "a" * 4_001}]}, "4000"),
    ({"lang": "zh", "scenes": []}, "场景"),
    ({"lang": ["zh"], "scenes": []}, "From 1"),
]


@pytest.mark.parametrize(("body", "said"), WRONG)
def test_what_is_no_list_of_scenes_is_refused_in_words(
    replies: FlaskClient, body: object, said: str
) -> None:
    reply = asked(replies, body)
    assert reply.status_code == 400
    assert said in reply.json["error"]["message"]


def test_only_the_page_may_ask(replies: FlaskClient) -> None:
    assert replies.post("/standalone", json={"scenes": [SIX[1]]}).status_code == 403
    assert asked(replies, "{}", "text/plain").status_code == 415
    assert replies.get("/standalone").status_code == 405


@pytest.mark.alone
def test_six_scenes_are_made_in_ten_seconds(replies: FlaskClient) -> None:
    taken = []
    while len(taken) < TRIES and min(taken, default=MOST_SECONDS) >= MOST_SECONDS:
        start = time.perf_counter()
        made(replies)
        taken.append(time.perf_counter() - start)
    assert min(taken) < MOST_SECONDS
