"""What is taken as a drawing, and what is made of it."""

from __future__ import annotations

import io
import itertools
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient
from PIL import Image

from layers.picture.drawing import LARGEST, DrawingError, as_pdf, as_png, as_svg, read

HEAD = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
    'font-family="Noto Sans CJK SC">'
)


def svg(inside: str, width: object = 60, height: object = 40) -> bytes:
    return (HEAD.format(width=width, height=height) + inside + "</svg>").encode()


FOREIGN = {
    "script": "<script>alert(1)</script>",
    "image": '<image href="/etc/passwd"/>',
    "use": '<use href="#a"/>',
    "foreignObject": "<foreignObject/>",
    "filter": "<filter/>",
    "style": "<style>@import 'http://a'</style>",
    "onload": '<g onload="alert(1)"/>',
    "href": '<g href="http://a"/>',
    "url": '<rect fill="url(http://a/b)"/>',
    "url elsewhere": '<rect fill="url(file.svg#a)"/>',
    "iframe": '<iframe xmlns="http://www.w3.org/1999/xhtml"/>',
}


@pytest.mark.parametrize("name", FOREIGN)
def test_what_no_drawing_of_the_page_has_is_refused_by_name(name: str) -> None:
    with pytest.raises(DrawingError, match=name.split(" ", maxsplit=1)[0]):
        read(svg(FOREIGN[name]))


ENTITY = b'<!DOCTYPE svg [<!ENTITY a "b"><!ENTITY c "&a;&a;">]>'
BAD = {
    "empty": b"",
    "text": b"hello",
    "html": b"<html/>",
    "another namespace": b'<svg width="5" height="5"/>',
    "cut": svg("<g>")[:-3],
    "entities": ENTITY + svg("&c;"),
    "a file": b'<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + svg("&a;"),
    "no size": b'<svg xmlns="http://www.w3.org/2000/svg"/>',
    "share": svg("", "100%"),
    "huge": svg("", LARGEST + 1),
    "below zero": svg("", -3),
    "many": svg("<g/>" * 60_001),
    "deep": svg("<g>" * 3_000 + "</g>" * 3_000),
    "latin-1": svg("<text>é</text>").decode().encode("latin-1"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_drawing_is_refused(name: str) -> None:
    with pytest.raises(DrawingError):
        read(BAD[name])


def pixels(inside: str) -> Image.Image:
    return Image.open(io.BytesIO(as_png(read(svg(inside))))).convert("L")


def test_pixels_are_twice_those_of_the_screen_and_ink_is_where_it_was_drawn() -> None:
    drawn = pixels(
        '<rect width="60" height="40" fill="#fff"/><rect x="30" width="30" height="20"/>'
    )
    assert drawn.size == (120, 80)
    assert [drawn.getpixel(at) for at in ((90, 20), (20, 20), (90, 60))] == [0, 255, 255]


def test_signs_are_drawn_as_themselves_usual_and_rare() -> None:
    ground = '<rect width="60" height="40" fill="#fff"/>'
    text = '<text x="5" y="30" font-size="24">{}</text>'
    signs = "安徽→万㙦㵲𫖯\ue000"
    drawn = [pixels(ground + text.format(sign)).tobytes() for sign in signs]
    assert all(one.count(b"\0") > 5 for one in drawn[:-1])
    assert all(a != b for a, b in itertools.combinations(drawn, 2))


def test_text_of_an_svg_stays_text_and_its_letters_come_with_it() -> None:
    made = as_svg(read(svg("<text>安徽→上海 &lt;b&gt; 㙦</text>"))).decode()
    assert "<text>安徽→上海 &lt;b&gt; 㙦</text>" in made
    assert made.count("@font-face") == 2
    assert made.count("http") == 1  # the name of the format


def test_a_pdf_is_one_page_of_the_size_of_the_drawing_with_letters_as_letters() -> None:
    made = as_pdf(read(svg('<text y="20">安徽</text>', 600, 400)))
    assert made.startswith(b"%PDF")
    assert made.count(b"/Type /Page\n") + made.count(b"/Type/Page/") <= 1
    assert b"450 300" in made.replace(b".0", b"")
    assert b"NotoSansCJKSC" in made


def test_a_picture_is_made_for_the_page_alone_and_named_by_its_view(replies: FlaskClient) -> None:
    body, own = (
        svg("<text>a</text>"),
        {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"},
    )
    asked = {"data": body, "content_type": "image/svg+xml"}
    made = replies.post("/picture.png?lang=zh&place=34", headers=own, **asked)
    assert made.status_code == 200
    assert made.content_type == "image/png"
    name = f"filename*=UTF-8''{quote('地图_1995—2000年_已选-安徽.png')}"
    assert made.headers["Content-Disposition"].endswith(name)
    assert replies.post("/picture.png", **asked).status_code == 403
    assert replies.get("/picture.png").status_code == 405
    wrong = replies.post(
        "/picture.pdf?lang=zh", headers=own, data=b"<p/>", content_type="image/svg+xml"
    )
    assert (wrong.status_code, wrong.json["error"]["message"]) == (400, "图形不是SVG。")
