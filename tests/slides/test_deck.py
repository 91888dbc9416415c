"""Slides as offices read them: native text, sharp pictures with words, fonts of both scripts."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path
from urllib.parse import unquote

import pytest
from flask.testing import FlaskClient
from PIL import Image
from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.util import Inches

from layers.slides.deck import EAST_ASIAN

DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="800" height="500">'
    '<rect width="800" height="500" fill="#fff"/>'
    '<rect width="400" height="500" fill="#10284b"/></svg>'
)
OWN = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}
SCENES = [
    {"title": "安徽与上海", "note": "先说来源。\n再说口径。", "query": "place=34&lang=zh"},
    {"title": "", "note": "", "query": "view=pairs&period=2005-2010"},
]


def asked(scenes: list[dict[str, str]], lang: str = "zh", table: bool = True) -> dict[str, object]:
    return {
        "lang": lang,
        "table": table,
        "scenes": [{**one, "drawing": DRAWING} for one in scenes],
    }


def ask(replies: FlaskClient, body: object) -> tuple[int, bytes]:
    reply = replies.post("/slides.pptx", json=body, headers=OWN)
    return reply.status_code, reply.data


@pytest.fixture(scope="module")
def made(replies: FlaskClient) -> bytes:
    status, body = ask(replies, asked(SCENES))
    assert status == 200
    return body


def test_each_scene_is_a_wide_slide_with_its_words_as_text(made: bytes) -> None:
    deck = Presentation(io.BytesIO(made))
    assert (deck.slide_width, deck.slide_height) == (Inches(13.333), Inches(7.5))
    first, second = deck.slides
    assert first.shapes.title.text == "安徽与上海"
    said = [one.text_frame.text for one in first.shapes if one.has_text_frame]
    assert "共60条迁移流，合计为五年前住在外省、迁入或迁出安徽的321万人（1995—2000年）。" in said
    assert any(
        "2000年人口普查" in one and "http://localhost/?place=34&lang=zh" in one for one in said
    )
    notes = first.notes_slide.notes_text_frame.text
    for wanted in (
        "先说来源。",
        "再说口径。",
        "不限于农村劳动力",
        "http://localhost/?place=34",
        "MIT",
    ):
        assert wanted in notes
    assert second.shapes.title.text == "迁移对，2005—2010年"


def test_the_picture_is_sharp_and_has_words(made: bytes) -> None:
    first = Presentation(io.BytesIO(made)).slides[0]
    (picture,) = [one for one in first.shapes if one.shape_type == 13]
    drawn = Image.open(io.BytesIO(picture.image.blob))
    assert max(drawn.size) >= 1920
    assert abs(picture.width / picture.height - 1.6) < 0.01
    assert picture._element.nvPicPr.cNvPr.get("descr").startswith("共60条迁移流")
    inside = picture.left >= 0 and picture.left + picture.width <= Inches(13.333)
    assert inside
    assert picture.top + picture.height <= Inches(6.85)


def test_a_table_is_native_and_only_for_the_map(made: bytes) -> None:
    first, second = Presentation(io.BytesIO(made)).slides
    (table,) = [one.table for one in first.shapes if one.has_table]
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert len(rows) == 11
    assert rows[:2] == [["", "迁出地", "迁入地", "人数（推算）"], ["1", "安徽", "江苏", "71.8万"]]
    assert not [one for one in second.shapes if one.has_table]


def test_every_run_has_a_font_of_both_scripts_and_its_language(made: bytes) -> None:
    runs = []
    for slide in Presentation(io.BytesIO(made)).slides:
        for part in (slide._element, slide.notes_slide._element):
            runs += [
                one for one in part.iter(qn("a:r")) if (one.find(qn("a:t")).text or "").strip()
            ]
    assert len(runs) > 30
    for run in runs:
        properties = run.find(qn("a:rPr"))
        assert properties.find(qn("a:ea")).get("typeface") == EAST_ASIAN
        assert properties.get("lang") == "zh-CN"


LIVED = "The 60 largest of 930 corridors carry 65% of the 32.3 million people who lived"
BEGUN = "The 60 largest of 930 corridors carry 65% of the 32.3 million people who lived in…"


@pytest.mark.parametrize("title", ["", BEGUN])
@pytest.mark.parametrize(("lang", "said"), [("en", "Map, 1995–2000"), ("zh", "地图，1995—2000年")])
def test_a_slide_without_a_title_of_its_own_has_tab_and_interval(
    replies: FlaskClient, title: str, lang: str, said: str
) -> None:
    _status, body = ask(replies, asked([{"title": title, "note": "", "query": ""}], lang))
    (slide,) = Presentation(io.BytesIO(body)).slides
    assert slide.shapes.title.text == said
    texts = [one.text_frame.text for one in slide.shapes if one.has_text_frame]
    assert [one.count("930") for one in texts if "930" in one] == [1]


NAMED = [
    ("en", "", SCENES[1:], "Pairs_2005–2010.pptx"),
    ("zh", "", SCENES[1:], "迁移对_2005—2010年.pptx"),
    ("en", "Gap: rich/poor", SCENES, "Gap rich poor, 2 scenes.pptx"),
    ("en", "", SCENES, "Migration corridors of China, 2 scenes.pptx"),
    (
        "en",
        BEGUN,
        SCENES[:1],
        f"{LIVED}, 1 scene.pptx",
    ),
]


@pytest.mark.parametrize(("lang", "title", "scenes", "name"), NAMED)
def test_a_file_is_called_by_its_deck_or_by_tab_and_interval(
    replies: FlaskClient, lang: str, title: str, scenes: list[dict[str, str]], name: str
) -> None:
    body = {**asked(scenes, lang, table=False), "title": title}
    reply = replies.post("/slides.pptx", json=body, headers=OWN)
    assert unquote(reply.headers["Content-Disposition"].partition("UTF-8''")[2]) == name


WRONG = {
    "nothing": {},
    "no scenes": asked([]),
    "too many": asked(SCENES[:1] * 61),
    "a number": asked([{"title": 3, "note": "", "query": ""}]),
    "more": asked([{**SCENES[0], "more": ""}]),
    "long": asked([{"title": "a" * 201, "note": "", "query": ""}]),
    "foreign": {**asked(SCENES), "scenes": [{**SCENES[0], "drawing": "<svg><script/></svg>"}]},
    "a list": [],
    "words": "scenes",
}


@pytest.mark.parametrize("name", WRONG)
def test_what_cannot_be_read_is_refused_with_its_place(replies: FlaskClient, name: str) -> None:
    status, body = ask(replies, WRONG[name])
    assert status == 400
    assert b"Traceback" not in body
    assert b"error" in body


def test_words_that_a_file_cannot_hold_do_not_spoil_it(replies: FlaskClient) -> None:
    hard = {"title": "a\x00b\x0b<b>&", "note": "\ufffe\x1f]]>", "query": "lang=zh&nobody=1"}
    status, body = ask(replies, asked([hard], "en", table=False))
    assert status == 200
    title = Presentation(io.BytesIO(body)).slides[0].shapes.title.text
    assert title == "a\ufffdb\ufffd<b>&"


@pytest.mark.long
def test_libreoffice_opens_it_and_shows_what_was_put_there(made: bytes, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if not office:
        pytest.skip("not run: no LibreOffice here")
    (tmp_path / "deck.pptx").write_bytes(made)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    options = ["--headless", "--convert-to", "png", "--outdir", str(tmp_path)]
    subprocess.run(
        [office, profile, *options, str(tmp_path / "deck.pptx")], check=True, timeout=180
    )
    drawn = Image.open(tmp_path / "deck.png").convert("RGB")
    wide, tall = drawn.size
    assert abs(wide / tall - 16 / 9) < 0.02
    left, right = (drawn.getpixel((int(wide * at), int(tall * 0.5))) for at in (0.15, 0.5))
    assert left == (16, 40, 75)
    assert right == (255, 255, 255)
