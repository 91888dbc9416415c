"""Pictures as a reader takes them: what is on the screen, with its words, in three kinds."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree
from PIL import Image
from playwright.sync_api import Route

from tests.pages import DESKTOP, PHONE, PROJECTOR, MapPage
from tests.seen import VIEWS

pytestmark = pytest.mark.long

SVG = "{http://www.w3.org/2000/svg}"
ASLEEP = "() => document.getElementById('exporting').hidden"
SAID = "words => document.getElementById('exporting-said').textContent.includes(words)"


def download(page: MapPage, name: str) -> tuple[str, bytes]:
    """Name and content of the file that the menu makes."""
    page.page.evaluate("document.querySelector('header .dropdown').open = true")
    with page.page.expect_download() as coming:
        named = page.page.locator("#exports button", has_text=name)
        named.dispatch_event("click")
    file = coming.value
    return file.suggested_filename, Path(file.path()).read_bytes()


def texts(svg: bytes) -> str:
    """All that is written in a picture, in its order."""
    return " ".join(t for t in etree.fromstring(svg).itertext() if "@font-face" not in t)


def marks(svg: bytes, name: str) -> list[etree._Element]:
    return list(etree.fromstring(svg).iter(SVG + name))


def test_a_picture_of_the_map_says_what_it_is(at: Callable[[str], MapPage]) -> None:
    page = at("?place=34&from=34")
    name, svg = download(page, "Picture (SVG)")
    assert name == "Map_1995–2000_from-34_place-34.svg"
    said = re.sub(r"\s+", "", texts(svg))
    for wanted in (
        page.sentence, "Migration corridors of China", "People aged 5 and over", "Net migration",
        "not in these tables", "2000 census, 10% long-form sample", "Boundaries (Natural Earth",
        "data 1.0.0", "Anhui", "place=34", "1995–2000",
    ):  # fmt: skip
        assert re.sub(r"\s+", "", wanted) in said, wanted
    assert str(page.page.evaluate("new Date().getFullYear()")) in said
    assert "url(#" in "".join(one.get("fill", "") for one in marks(svg, "path")), "hatching"
    assert len(marks(svg, "pattern")) >= 1
    drawn = page.page.locator("#map .choroplethlayer path").count()
    assert len(marks(svg, "path")) >= drawn * 0.9
    assert not marks(svg, "image")
    assert svg.count(b"@font-face") >= 1


def test_the_address_of_a_picture_is_that_of_its_view(at: Callable[[str], MapPage]) -> None:
    page = at("?time=2015-2020&period=1900-1905&place=34&top=20")
    name, svg = download(page, "Picture (SVG)")
    assert f"{page.address}?top=20&place=34 · " in texts(svg)
    assert "1900" not in name


@pytest.mark.parametrize("query", ["", "place=34-31", "view=intervals"])
def test_a_halo_lies_below_in_programs_that_know_no_order(
    at: Callable[[str], MapPage], query: str
) -> None:
    _, svg = download(at(f"?{query}"), "Picture (SVG)")
    assert b"paint-order" not in svg
    halos = [
        (one, one.getnext())
        for name in ("text", "path")
        for one in marks(svg, name)
        if one.get("fill") == "none" and re.match(r"rgba?\(255", one.get("stroke") or "")
    ]
    same = [
        (one, over)
        for one, over in halos
        if over is not None
        and (over.get("d"), "".join(over.itertext())) == (one.get("d"), "".join(one.itertext()))
    ]
    assert len(same) > 30
    assert not [over for _one, over in same if (over.get("stroke") or "").startswith("rgba(255")]
    assert all(over.get("fill") not in (None, "none") for _one, over in same)


def test_names_stand_where_the_map_has_them(at: Callable[[str], MapPage]) -> None:
    page = at("")
    _, svg = download(page, "Picture (SVG)")
    shown = page.page.locator("#map .geo text").evaluate_all(
        "all => all.filter((one) => getComputedStyle(one).visibility === 'visible')"
        ".map((one) => one.textContent)"
    )
    written = {"".join(one.itertext()) for one in marks(svg, "text")}
    assert set(filter(None, shown)) <= written


@pytest.mark.parametrize("size", [DESKTOP, PROJECTOR, PHONE], ids=["desktop", "projector", "phone"])
def test_pixels_are_twice_the_screen_with_the_map_and_words(
    at_size: Callable[[str, dict[str, int]], MapPage], size: dict[str, int]
) -> None:
    page = at_size("?place=34-31", size)
    name, png = download(page, "Picture (PNG)")
    drawn = Image.open(io.BytesIO(png)).convert("RGB")
    box = page.page.locator("#map").bounding_box()
    assert drawn.size[0] >= 2 * box["width"]
    assert drawn.size[1] >= 2 * box["height"]
    colours = {colour for _, colour in drawn.resize((200, 200)).getcolors(40_000)}
    assert len(colours) > 50
    assert name.endswith(".png")


def test_a_picture_in_chinese_is_all_chinese(anew: Callable[..., MapPage]) -> None:
    page = anew("?lang=zh&place=34-31")
    name, svg = download(page, "图片（SVG）")
    assert name == "地图_1995—2000年_已选-安徽→上海.svg"
    said = texts(svg)
    assert {"中国迁移走廊 · 地图", "净迁移人数", "安徽→上海"} <= {
        "".join(one.itertext()) for one in marks(svg, "text")
    }
    words = re.sub(r"http\S+|(?<![0-9a-f])[0-9a-f]{8}(?![0-9a-f])", "", said)  # but versions
    assert set(re.findall(r"[A-Za-z]{2,}", words)) <= {"Natural", "Earth"}


def test_a_pdf_holds_letters_not_pixels(at: Callable[[str], MapPage]) -> None:
    name, pdf = download(at("?view=disparity"), "PDF")
    assert name == "Disparity_2000.pdf"
    assert pdf.startswith(b"%PDF")
    assert b"NotoSansCJKSC" in pdf
    assert b"/Subtype /Image" not in pdf


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("?view=pairs", ("Guangdong", "2.5M")),
        ("?view=zones", ("East", "Central", "West")),
        ("?view=intervals", ("2015–2020",)),
        ("?view=indicators", ("Guangdong",)),
        ("?view=workers", ("women", "2024")),
        ("?view=sites", ("Chifeng", "Zhuolu")),
        ("?view=lessons&site=diqing", ("Qinghai",)),
        ("?view=table", ("Hunan", "2,520,000")),
        ("?view=sources", ("Natural Earth",)),
        ("?place=chengdu", ("Chengdu",)),
        ("?place=lincang-kunming", ("Lincang",)),
        ("?place=34&compare=31", ("Anhui", "Shanghai", "Difference")),
        ("?place=t34", ("Sunshine",)),
    ],
)
def test_every_tab_and_card_is_a_picture_with_its_words(
    at: Callable[[str], MapPage], query: str, words: tuple[str, ...]
) -> None:
    page = at(query)
    _, svg = download(page, "Picture (SVG)")
    said = texts(svg)
    assert [word for word in (*words, "data 1.0.0") if word not in said] == []
    squeezed = re.sub(r"\s+", "", said)
    assert re.sub(r"\s+", "", page.sentence) in squeezed
    assert page.page.evaluate("document.documentElement.dataset.picturing") is None
    assert page.page.locator(".picture-sheet, [data-stood-in]").count() == 0


OF_HANDS = re.compile(
    r"\b(?:[Cc]lick|[Hh]over|[Pp]oint at|arrow keys|Select rows|Choose an?\b|chips above)"
    r"|点击|单击|悬停|指向单元格|上方标签|选择省份"
)
LEGEND = "layers=regions,borders,nearest,labels&top=20"


def asked_of_hands(svg: bytes) -> list[str]:
    """Words of a picture that tell a hand what to do, and notes that end in what parts them."""
    lines = ["".join(one.itertext()).strip() for one in marks(svg, "text")]
    notes = [one for one in lines if re.search(r"census|survey|sample|普查|样本", one)]
    dangling = [one for one in notes if one.endswith(("·", ";", "；"))]
    return OF_HANDS.findall(re.sub(r"\s+", " ", texts(svg))) + dangling


@pytest.mark.whole
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_picture_asks_nothing_of_a_hand_and_no_dot_dangles(
    anew: Callable[..., MapPage], lang: str
) -> None:
    page = anew(f"?lang={lang}")
    found = {}
    for query in [*(f"view={view}" for view in VIEWS), LEGEND]:
        page.open(f"?lang={lang}&{query}")
        page.page.evaluate("document.getElementById('legend-box').open = true")
        found[query] = asked_of_hands(download(page, "SVG")[1])
    assert {query: one for query, one in found.items() if one} == {}


@pytest.mark.parametrize(
    ("lang", "cut"),
    [
        ("en", r"Rows 1 to (\d+) of 930; the files of the menu Download have all\."),
        ("zh", r"第1—(\d+)行，共930行；“下载”菜单中的文件含全部行。"),
    ],
)
def test_a_picture_of_the_table_says_which_rows_it_has(
    anew: Callable[..., MapPage], lang: str, cut: str
) -> None:
    page = anew(f"?view=table&lang={lang}")
    _, svg = download(page, "SVG")
    lines = {"".join(one.itertext()) for one in marks(svg, "text")}
    (last,) = re.findall(cut, " ".join(lines))
    assert 5 < int(last) < 930
    assert {str(rank) for rank in range(1, int(last) + 1)} <= lines
    assert str(int(last) + 1) not in lines
    assert page.page.locator("#table-cut").is_hidden()


def test_a_picture_of_a_whole_table_has_all_rows(at: Callable[[str], MapPage]) -> None:
    _, svg = download(at("?view=table&from=34&to=31"), "Picture (SVG)")
    assert "of the menu Download" not in texts(svg)


def test_a_failed_picture_says_why_and_can_be_tried_again(at: Callable[[str], MapPage]) -> None:
    page = at("?place=34")
    before = page.page.locator("#card").inner_text()
    told = '{"error": {"code": 503, "message": "Other files are being made."}}'

    def refuse(route: Route) -> None:
        route.fulfill(status=503, content_type="application/json", body=told)

    page.page.route("**/picture.png*", refuse)
    page.page.evaluate("document.querySelector('header .dropdown').open = true")
    page.page.get_by_role("button", name="Picture (PNG)").click()
    page.until(SAID, "Picture (PNG): not made. Other files are being made.")
    assert not page.page.evaluate(ASLEEP)
    assert page.page.locator("#card").inner_text() == before
    page.page.unroute("**/picture.png*")
    with page.page.expect_download():
        page.page.locator("#exporting").get_by_role("button", name="Try again").click()
    page.until(SAID, "Picture (PNG): made.")
    page.page.locator("#exporting").get_by_role("button", name="Close").click()
    assert page.page.evaluate(ASLEEP)
    page.said[:] = [line for line in page.said if "503" not in line]


def test_a_slow_picture_is_told_and_can_be_stopped(at: Callable[[str], MapPage]) -> None:
    page = at("")

    def hold(_route: Route) -> None:
        """Answer never."""

    page.page.route("**/picture.svg*", hold)
    page.page.evaluate("document.querySelector('header .dropdown').open = true")
    page.page.get_by_role("button", name="Picture (SVG)").click()
    page.until("() => !document.getElementById('exporting').hidden")
    assert page.page.locator("#exporting").get_by_role("status").inner_text() == (
        "Picture (SVG): being made."
    )
    page.page.locator("#exporting").get_by_role("button", name="Stop").click()
    assert page.page.evaluate(ASLEEP)
    page.page.unroute("**/picture.svg*")
    name, _ = download(page, "Picture (SVG)")
    assert name == "Map_1995–2000.svg"
