"""The deck: saved, ordered, changed and taken back; as a file, as a link, in two windows."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.axe import violations
from tests.pages import PHONE, MapPage
from tests.scenes.deck import (
    KEPT,
    VIEWS,
    act,
    keep,
    open_panel,
    payload,
    row,
    said,
    save,
    titles,
    told,
)

pytestmark = pytest.mark.long

Anew = Callable[..., MapPage]
NAMES = list(VIEWS)


def press(page: MapPage, name: str) -> None:
    """Press a button of the panel that belongs to no row."""
    page.page.locator("#scenes").get_by_role("button", name=name, exact=True).click()


def choose_file(page: MapPage, text: str | bytes) -> None:
    before = said(page)
    page.page.locator("#scenes-file").set_input_files(payload(text))
    page.until("before => document.getElementById('scenes-said').textContent !== before", before)


def test_six_views_are_saved_with_notes_and_stay(anew: Anew) -> None:
    page = open_panel(anew())
    assert page.page.evaluate("document.activeElement.id") == "scenes-close"
    proposed = page.page.locator("#scene-new").get_by_label("Title")
    assert page.sentence.startswith(proposed.input_value().rstrip("…"))
    for title, query in VIEWS.items():
        save(page, title, query)
    assert titles(page) == NAMES
    open_panel(page.load(""))
    assert titles(page) == NAMES
    row(page, "The gap").locator("summary").click()
    assert row(page, "The gap").locator("p").inner_text() == "Say of The gap:\nslowly."
    for title, query in VIEWS.items():
        link = row(page, title).get_by_role("link")
        assert link.get_attribute("href") == query
    # A scene is the view as it was saved: the region of the one before is gone.
    page.open("?place=31&camera=105,35,3")
    row(page, "Net lines").get_by_role("link").click()
    page.sees(place="34", direction="net", camera=None)
    assert row(page, "Net lines").get_by_role("link").get_attribute("aria-current") == "true"
    assert page.said == []


def test_the_list_is_changed_and_each_change_is_taken_back(anew: Anew) -> None:
    page = keep(anew())
    act(page, "Anhui", "Move up")
    assert titles(page)[:2] == ["Anhui", "Where they go"]
    assert page.page.evaluate("document.activeElement.dataset.sceneAct") == "down"
    row(page, "Matrix").get_by_role("link").focus()
    page.page.keyboard.press("Alt+ArrowDown")
    assert titles(page)[4:] == ["The last interval", "Matrix"]
    assert page.page.evaluate("document.activeElement.textContent") == "Matrix"
    row(page, "Matrix").drag_to(row(page, "The gap"), source_position={"x": 3, "y": 12})
    assert titles(page)[2] == "Matrix"
    act(page, "The gap", "Edit")
    form = page.page.locator("#scene-list form")
    form.get_by_label("Title").fill("The gap widens")
    form.get_by_label("Title").press("Enter")
    assert "The gap widens" in titles(page)
    page.open("?place=44")
    act(page, "Anhui", "Update")
    assert row(page, "Anhui").get_by_role("link").get_attribute("href") == "?place=44"
    act(page, "Anhui", "Duplicate")
    assert titles(page)[1] == "Anhui (copy)"
    act(page, "Anhui", "Delete")
    assert "Anhui" not in titles(page)
    assert "Undo brings it back" in said(page)
    assert page.page.evaluate("document.activeElement.dataset.sceneAct") == "undo"
    # The copy is a scene of its own.
    act(page, "Anhui (copy)", "Edit")
    page.page.locator("#scene-list form").get_by_label("Title").fill("A second")
    page.page.locator("#scene-list form").get_by_role("button", name="Save").click()
    assert titles(page)[:2] == ["A second", "Where they go"]
    press(page, "Delete all")
    assert titles(page) == []
    for _ in range(9):
        press(page, "Undo")
    assert titles(page) == NAMES
    assert row(page, "Anhui").get_by_role("link").get_attribute("href") == "?place=34"
    assert page.page.locator("[data-scene-act='undo']").is_disabled()


def test_a_file_brings_back_what_was_cleared(anew: Anew, tmp_path: Path) -> None:
    page = keep(anew())
    with page.page.expect_download() as started:
        press(page, "Save to a file")
    assert started.value.suggested_filename == "scenes_Six-views.json"
    file = tmp_path / "scenes.json"
    started.value.save_as(file)
    written = json.loads(file.read_text("utf-8"))
    assert list(written) == ["scenes", "world", "version", "deck", "list"]
    assert (written["scenes"], written["world"], written["deck"]) == (
        1,
        "migration-corridors",
        "Six views",
    )
    assert [{**one} for one in written["list"]] == [
        {"title": title, "note": f"Note {at}", "query": query[1:]}
        for at, (title, query) in enumerate(VIEWS.items(), 1)
    ]
    press(page, "Delete all")
    page.page.locator("#scenes-file").set_input_files(file)
    page.until("() => document.querySelectorAll('#scene-list > li').length === 6")
    assert titles(page) == NAMES
    assert page.page.locator("#deck-title").input_value() == "Six views"
    choose_file(page, json.dumps(told(world="elsewhere")))
    assert titles(page) == ["One"]
    assert "other data (elsewhere)" in said(page)
    press(page, "Undo")
    assert titles(page) == NAMES


SCENE = {"title": "One", "note": "", "query": "top=20"}
MANY = [SCENE] * 500
BAD = {
    "no JSON": ("{scenes", "no JSON"),
    "empty": ("", "no JSON"),
    "no text": (b"\x89PNG\xff\xfe\x00", "no text in UTF-8"),
    "another file": ('{"type": "FeatureCollection"}', "holds no scenes"),
    "a list": ("[1, 2]", "holds no scenes"),
    "null": ("null", "holds no scenes"),
    "another form": (json.dumps(told(scenes=2)), "form 2"),
    "no list": (json.dumps(told(list={"0": SCENE})), "holds no scenes"),
    "an empty list": (json.dumps(told(list=[])), "empty list"),
    "many": (json.dumps(told(list=MANY)), "500 scenes"),
    "large": (json.dumps(told(list=[{**SCENE, "note": "x" * 2**20}])), "larger than 1 MB"),
    "a number for a title": (json.dumps(told(list=[{**SCENE, "title": 5}])), "Scene 1 is no scene"),
    "no note": (json.dumps(told(list=[SCENE, {"title": "a", "query": ""}])), "Scene 2 is no scene"),
    "a text for a scene": (json.dumps(told(list=["top=20"])), "Scene 1 is no scene"),
    "a list for an address": (json.dumps(told(list=[{**SCENE, "query": []}])), "no scene"),
    "no title": (json.dumps(told(list=[{**SCENE, "title": "  "}])), "no title"),
    "a long title": (json.dumps(told(list=[{**SCENE, "title": "t" * 121}])), "120 signs"),
    "a long note": (json.dumps(told(list=[{**SCENE, "note": "t" * 2001}])), "2000 signs"),
    "a long address": (json.dumps(told(list=[{**SCENE, "query": "t" * 4001}])), "4000 signs"),
    "markup in a title": (
        json.dumps(told(list=[{**SCENE, "title": "<img src=x onerror=alert(1)>"}])),
        "holds markup",
    ),
    "markup in a note": (json.dumps(told(list=[{**SCENE, "note": "<script>1"}])), "holds markup"),
    "markup in the title of all": (json.dumps(told(deck="<b>x</b>")), "title of the scenes"),
    "a script as an address": (
        json.dumps(told(list=[{**SCENE, "query": "javascript:alert(1)"}])),
        "not one of this page",
    ),
    "a whole address": (
        json.dumps(told(list=[{**SCENE, "query": "https://example.org/?top=20"}])),
        "not one of this page",
    ),
    "signs that are not shown": (json.dumps(told(list=[{**SCENE, "title": "a\u202eb"}])), "signs"),
    "half a sign": (json.dumps(told(list=[{**SCENE, "title": "a\ud800"}])), "signs"),
    "a field that reaches into objects": (
        '{"scenes": 1, "__proto__": {"polluted": 1}, "list": [{"title": "a"}]}',
        "__proto__",
    ),
    "such a field in a scene": (
        json.dumps(told(list=[{**SCENE, "constructor": {"prototype": {"polluted": 1}}}])),
        "constructor",
    ),
}


def test_a_bad_file_is_refused_with_a_reason_and_changes_nothing(anew: Anew) -> None:
    page = keep(anew(), count=2)
    answers = {}
    for kind, (text, _) in BAD.items():
        choose_file(page, text)
        answers[kind] = said(page)
        assert titles(page) == NAMES[:2], kind
        page.page.evaluate("() => { document.getElementById('scenes-said').textContent = ''; }")
    wrong = {
        kind: answers[kind]
        for kind, (_, reason) in BAD.items()
        if reason not in answers[kind] or "The scenes before are untouched." not in answers[kind]
    }
    assert wrong == {}
    assert page.page.evaluate("() => ({}).polluted === undefined")
    assert page.said == []


def test_what_can_be_saved_can_be_opened(anew: Anew) -> None:
    """A form is held to the rules of a file, and signs of markup alone are text."""
    page = open_panel(anew())
    save(page, "<b>bold</b>", "?top=20")
    assert "holds markup" in said(page)
    assert titles(page) == []
    for title in ("a < b & c > d", '"quoted" \\ 安徽→上海 😀', "x" * 120):
        save(page, title, "?top=20")
        assert titles(page)[-1] == title
    with page.page.expect_download() as started:
        press(page, "Save to a file")
    saved = titles(page)
    press(page, "Delete all")
    page.page.locator("#scenes-file").set_input_files(started.value.path())
    page.until("() => document.querySelectorAll('#scene-list > li').length === 3")
    assert titles(page) == saved


def test_a_link_opens_a_deck_elsewhere_and_leaves_the_own_alone(anew: Anew, fresh: Anew) -> None:
    page = keep(anew())
    page.page.evaluate("() => { document.execCommand = () => false; }")
    links: list[str] = []
    page.page.once("dialog", lambda one: (links.append(one.default_value), one.accept()))
    page.page.evaluate(
        "() => { Object.defineProperty(navigator, 'clipboard', { value: undefined }); }"
    )
    press(page, "Copy link to these scenes")
    page.until("() => document.getElementById('scenes-said').textContent.includes('link')")
    [link] = links
    query = link.removeprefix(page.address)
    assert query.startswith("?top=20&data=")
    other = fresh("")
    keep(other, count=1)
    other.page.goto("about:blank")
    other.load(query).until("() => !document.getElementById('scenes-linked').hidden")
    other.sees(top="20")
    assert titles(other, "#scenes-linked") == NAMES
    assert titles(other) == NAMES[:1]
    assert "#deck" not in other.page.url
    row_link = other.page.locator("#scenes-linked a", has_text="The gap")
    row_link.click()
    other.sees(view="disparity", top=None)
    # It lasts until the window is closed, and is the reader's own once it is kept.
    open_panel(other.load(""))
    assert titles(other, "#scenes-linked") == NAMES
    press(other, "Keep these")
    assert titles(other) == [NAMES[0], *NAMES]
    assert other.page.locator("#scenes-linked").is_hidden()
    open_panel(other.load(""))
    assert titles(other) == [NAMES[0], *NAMES]
    assert other.page.locator("#scenes-linked").is_hidden()
    assert other.said == []


ALIKE = [
    pytest.param(one, marks=pytest.mark.whole) for one in ("#deck=", "#deck=%E0%A4%A", "#deck=q1Yq")
]


@pytest.mark.parametrize("broken", ["#deck=AAAA", *ALIKE])
def test_a_broken_link_says_so_and_the_page_works(anew: Anew, broken: str) -> None:
    page = keep(anew(), count=1)
    page.page.goto("about:blank")
    page.load(f"?top=20{broken}")
    page.until("() => document.getElementById('scenes-said').textContent.includes('damaged')")
    assert titles(page) == NAMES[:1]
    assert "930" in page.sentence
    page.open("?place=34").sees(place="34")
    assert page.said == []


def test_a_link_holds_ten_scenes_and_says_so(anew: Anew) -> None:
    page = open_panel(anew())
    choose_file(page, json.dumps(told(list=[SCENE] * 12)))
    links: list[str] = []
    page.page.once("dialog", lambda one: (links.append(one.default_value), one.accept()))
    page.page.evaluate("() => { document.execCommand = () => false; }")
    page.page.evaluate(
        "() => { Object.defineProperty(navigator, 'clipboard', { value: undefined }); }"
    )
    press(page, "Copy link to these scenes")
    page.until("() => document.getElementById('scenes-said').textContent.includes('first 10')")
    assert "all 12" in said(page)
    page.page.goto("about:blank")
    page.load(links[0].removeprefix(page.address))
    page.until("() => !document.getElementById('scenes-linked').hidden")
    assert titles(page, "#scenes-linked") == ["One"] * 10


def test_two_windows_lose_nothing_of_each_other(fresh: Anew) -> None:
    page = keep(fresh(""), count=2)
    second = MapPage(page.page.context.new_page(), page.address).load("?top=20")
    open_panel(second)
    save(second, "From the second", "?place=31")
    page.until("() => document.querySelectorAll('#scene-list > li').length === 3")
    save(page, "From the first", "?place=44")
    second.until("() => document.querySelectorAll('#scene-list > li').length === 4")
    assert titles(second) == [*NAMES[:2], "From the second", "From the first"]
    act(page, NAMES[0], "Delete")
    second.until("() => document.querySelectorAll('#scene-list > li').length === 3")
    act(second, "From the second", "Duplicate")
    page.until("() => document.querySelectorAll('#scene-list > li').length === 4")
    # The deletion is taken back; what the other window did since stays.
    press(page, "Undo")
    wanted = [*NAMES[:2], "From the second", "From the second (copy)", "From the first"]
    assert titles(page) == wanted
    second.until("() => document.querySelectorAll('#scene-list > li').length === 5")
    assert titles(second) == wanted


def test_a_browser_that_keeps_nothing_says_so(fresh: Anew) -> None:
    page = fresh("")
    page.page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('off'); } });"
    )
    open_panel(page.load(""))
    assert "keeps nothing" in page.page.locator("#scenes-unkept").inner_text()
    save(page, "For now", "?top=20")
    assert titles(page) == ["For now"]
    assert page.said == []


def test_what_somebody_else_wrote_into_the_browser_is_left_out(anew: Anew) -> None:
    page = anew()
    bad = {"title": 7, "list": [{"id": 1}, None, {**SCENE, "id": "a"}, {**SCENE, "title": "<b>x"}]}
    for kept, wanted in (("{broken", []), ('{"list": 5}', []), (json.dumps(bad), ["One"])):
        page.page.evaluate("([key, deck]) => { localStorage[key] = deck; }", [KEPT, kept])
        open_panel(page.load(""))
        assert titles(page) == wanted
    assert page.said == []


def test_an_address_that_is_not_known_opens_and_says_so(anew: Anew) -> None:
    page = open_panel(anew())
    odd = {**SCENE, "query": "period=1900-1905&nobody=knows&top=20"}
    choose_file(page, json.dumps(told(list=[odd])))
    row(page, "One").get_by_role("link").click()
    page.until("() => document.querySelector('#notices .notice')")
    assert page.query["top"] == "20"
    assert "1900-1905" in page.page.locator("#notices").inner_text()


@pytest.mark.parametrize(
    ("lang", "title", "moved", "copy"),
    [
        ("en", "Half of them stay.", "Half of them stay: now 2 of 2.", "Half of them stay (copy)"),
        ("zh", "一半人留下。", "一半人留下：现为第2个，共2个。", "一半人留下（副本）"),
    ],
)
def test_a_title_that_is_a_sentence_goes_on_in_words(
    anew: Anew, lang: str, title: str, moved: str, copy: str
) -> None:
    page = open_panel(anew(f"?lang={lang}"))
    form = page.page.locator("#scene-new")
    for one in (title, "B"):
        form.locator("[name=title]").fill(one)
        form.get_by_role("button").click()
    row(page, title).locator("[data-scene-act=down]").click()
    assert said(page) == moved
    row(page, title).locator("[data-scene-act=double]").click()
    assert titles(page) == ["B", title, copy]


def test_a_scene_is_kept_without_what_its_notice_left_out(anew: Anew) -> None:
    page = open_panel(anew("?time=2015-2020&period=1900-1905&place=34&top=20"))
    assert "time" in page.page.locator("#notices").inner_text()
    page.page.locator("#scene-new").get_by_label("Title").fill("One")
    page.page.locator("#scene-new").get_by_role("button").click()
    link = row(page, "One").get_by_role("link")
    assert link.get_attribute("href") == "?top=20&place=34"
    assert link.get_attribute("aria-current") == "true"
    assert page.query["time"] == "2015-2020"


@pytest.mark.parametrize("size", [{"width": 1440, "height": 900}, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("lang", ["", "?lang=zh"], ids=["en", "zh"])
def test_axe_finds_nothing_in_the_panel(anew: Anew, size: dict[str, int], lang: str) -> None:
    page = keep(anew("", size), count=0) if size != PHONE else anew("", size)
    if size == PHONE:
        page.page.evaluate("() => document.getElementById('scenes-open').click()")
    choose_file(page, json.dumps(told(list=[{**SCENE, "note": "Say it."}] * 3)))
    if lang:
        page.load(lang)
        page.page.evaluate("() => document.getElementById('scenes-open').click()")
    page.page.locator("#scene-list summary").first.click()
    page.page.locator("#scene-list [data-scene-act='edit']").nth(1).click()
    assert page.page.locator("#scenes").is_visible()
    assert violations(page) == []
    page.page.keyboard.press("Escape")
    assert page.page.locator("#scenes").is_hidden()
