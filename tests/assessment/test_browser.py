"""The assessment: nothing reported at first, a template that comes back, a ninth site: E6, G5."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser

from geo.assessment.rules import COLUMNS
from tests.axe import violations
from tests.pages import DESKTOP, PHONE, SIZES, MapPage
from tests.serve.running import Running, running

pytestmark = pytest.mark.long

View = Callable[..., MapPage]
CELLS = ".assessment-grid tbody td"
XINING = (101.77, 36.62)
SITE = {"kind": "site", "site": "Xining", "source": "Our office", "province_code": "63",
        "lon": "101.77", "lat": "36.62", "partner": "Qinghai University",
        "partner_type": "academic"}  # fmt: skip
FILLED = {
    ("diqing", "Q08"): ("1200", "2004-06-30", "Report of the county"),
    ("beijing", "Q06"): ("0", "2004-12-31", "Budget book"),
    ("chengdu", "Q01"): ("=a steering group meets", "2004-05-01", "<b>Minutes</b>"),
}


def opened(page: MapPage) -> MapPage:
    page.until("() => document.querySelector('.assessment-grid')")
    return page


def template(page: MapPage, ending: str) -> bytes:
    """The template as the reader's click downloads it."""
    with page.page.expect_download() as coming:
        page.page.get_by_role("link", name=f"Template, {ending}").click()
    assert coming.value.suggested_filename == f"assessment-template.{ending.lower()}"
    return coming.value.path().read_bytes()


def filled_csv(table: bytes, *more: dict[str, str]) -> bytes:
    """The template with some cells filled in and rows added at its end."""
    rows = list(csv.DictReader(io.StringIO(table.decode("utf-8-sig"))))
    for row in rows:
        cell = FILLED.get((row["site"], row["indicator"]))
        row.update(zip(("value", "date", "source"), cell, strict=True) if cell else ())
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, COLUMNS, restval="")
    writer.writeheader()
    writer.writerows([*rows, *more])
    return out.getvalue().encode("utf-8-sig")


def filled_xlsx(book: bytes) -> bytes:
    opened_book = load_workbook(io.BytesIO(book))
    sheet = opened_book.active
    for row in sheet.iter_rows(min_row=2):
        cell = FILLED.get((row[1].value, row[2].value))
        for place, text in zip((4, 5, 6), cell or (), strict=False):
            row[place].value = text
            row[place].data_type = "s"
    out = io.BytesIO()
    opened_book.save(out)
    return out.getvalue()


def load(page: MapPage, content: bytes, name: str = "filled.csv") -> str:
    """Choose a file, press the button, and read what is said of it."""
    page.page.get_by_label("Filled template: CSV, XLSX, XLS, ODS or Parquet").set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": content}
    )
    page.page.get_by_role("button", name="Load the file").click()
    page.until(
        """() => !document.querySelector('form[aria-busy]')
          && document.getElementById('assessment-report').textContent.trim() !== ''"""
    )
    page.settle()
    return page.page.locator("#assessment-report").inner_text()


def cell(page: MapPage, site: str, indicator: str) -> str:
    row = page.page.locator(".assessment-grid tbody tr").filter(has_text=site)
    return row.locator("td").nth(int(indicator[1:]) - 1).inner_text()


def reported(page: MapPage, count: int) -> None:
    page.until(
        "count => document.querySelectorAll('.assessment-grid td.reported').length === count", count
    )


def holds_what_was_filled(page: MapPage) -> None:
    reported(page, 3)
    for (site, indicator), parts in FILLED.items():
        shown = cell(page, site.title(), indicator)
        assert all(part in shown for part in parts), shown
    assert "reported as zero" in cell(page, "Beijing", "Q06")
    assert cell(page, "Dalian", "Q08").split() == ["–", "not", "reported"]


@pytest.fixture(scope="module")
def own(browser: Browser, server: Running) -> Iterator[MapPage]:
    """A page that no other file of tests sees."""
    context = browser.new_context(viewport=DESKTOP)
    yield MapPage(context.new_page(), server.address).load()
    context.close()


@pytest.fixture
def empty(own: MapPage) -> MapPage:
    """The tab as a new reader finds it: nothing kept, the page loaded again."""
    own.page.evaluate("localStorage.clear()")
    own.load("?view=assessment")
    del own.said[:], own.asked[:]
    return opened(own)


def test_every_cell_is_not_reported_at_first(empty: MapPage) -> None:
    """Question 7: five qualitative and three quantitative a site; none has a value, none is 0."""
    cells = empty.page.locator(CELLS).all_inner_texts()
    assert len(cells) == 64
    assert {" ".join(one.split()) for one in cells} == {"– not reported"}
    answer = empty.page.locator(".assessment .answer").inner_text()
    assert answer.startswith("0 of 64 values are reported: 8 sites × (5 qualitative + 3 quant")
    assert "section 6.2" in empty.page.locator(".assessment").inner_text()
    assert "Nothing is loaded." in empty.page.locator(".assessment").inner_text()
    assert empty.page.locator("#assessment-export").count() == 0


def test_a_filled_csv_fills_cells_with_date_and_source(empty: MapPage) -> None:
    said = load(empty, filled_csv(template(empty, "CSV")))
    assert "3 filled rows: 3 accepted, 0 rejected. 93 left empty." in said
    assert "Read as CSV in UTF-8, columns parted by comma." in said
    holds_what_was_filled(empty)
    assert empty.page.locator(".assessment .answer").inner_text().startswith("3 of 64")
    assert empty.page.locator(".assessment b b").count() == 0
    empty.page.reload()
    empty.settle()
    holds_what_was_filled(opened(empty))
    assert empty.said == []


def test_a_filled_workbook_does_the_same(empty: MapPage) -> None:
    said = load(empty, filled_xlsx(template(empty, "XLSX")), "filled.xlsx")
    assert "Read as a workbook (XLSX)" in said
    holds_what_was_filled(empty)


def test_a_rejected_row_is_listed_and_the_others_count(empty: MapPage) -> None:
    wrong = {"kind": "value", "site": "dalian", "indicator": "Q08", "value": "many",
             "date": "5.6.2004", "source": "Report"}  # fmt: skip
    said = load(empty, filled_csv(template(empty, "CSV"), wrong))
    assert "4 filled rows: 3 accepted, 1 rejected." in said
    rows = empty.page.locator("#assessment-report .table-scroll").first.locator("tbody tr")
    told = [one.split("\t") for one in rows.all_inner_texts()]
    assert [one[:3] for one in told] == [["98", "value", "many"], ["98", "date", "5.6.2004"]]
    assert all(len(one[3]) > 10 for one in told)
    holds_what_was_filled(empty)
    box = empty.page.locator("#assessment-report .table-scroll").first.bounding_box()
    assert 0 <= box["y"] <= DESKTOP["height"] - box["height"]


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_long_list_of_rejected_rows_is_whole(empty: MapPage, size: dict[str, int]) -> None:
    """No frame of its own cuts it: the tab scrolls."""
    empty.page.set_viewport_size(size)
    wrong = {"kind": "value", "site": "dalian", "indicator": "Q08", "value": "many",
             "date": "5.6.2004", "source": "Report"}  # fmt: skip
    load(empty, filled_csv(template(empty, "CSV"), *[wrong] * 20))
    listed = empty.page.locator("#assessment-report .table-scroll").first
    rows = listed.locator("tbody tr")
    assert rows.count() == 40
    frame, last = listed.bounding_box(), rows.last.bounding_box()
    empty.page.set_viewport_size(DESKTOP)
    assert frame
    assert last
    assert last["y"] + last["height"] <= frame["y"] + frame["height"]


def test_one_number_in_two_spellings_stands_in_the_grid_in_one(empty: MapPage) -> None:
    asked = {"kind": "value", "indicator": "Q08", "date": "2004-06-30", "source": "Report"}
    spelled = {"dalian": "80 000", "chengdu": "80000", "kunming": "80\u202f000"}
    rows = [asked | {"site": site, "value": value} for site, value in spelled.items()]
    load(empty, filled_csv(template(empty, "CSV"), *rows))
    reported(empty, 5 + 1)
    shown = {cell(empty, site.title(), "Q08").split("2004")[0].strip() for site in spelled}
    assert shown == {"80000"}


BAD = {
    b"": "it is empty",
    b"a,b\n1,2": "keep the header",
    b"\x89PNG\r\n\x1a\n\xff\x81": "CSV",
    b"PK\x03\x04 no workbook": "not a whole XLSX workbook",
}


def test_a_bad_file_leaves_what_was_loaded(empty: MapPage) -> None:
    load(empty, filled_csv(template(empty, "CSV")))
    for content, words in BAD.items():
        said = load(empty, content, "bad.csv")
        assert words in said
        assert "What was loaded before is untouched." in said
        holds_what_was_filled(empty)
    # The browser itself reports a refused request.
    assert len(empty.said) == len(BAD)
    assert all("400" in one for one in empty.said)


def test_without_a_file_the_button_says_so(empty: MapPage) -> None:
    empty.page.get_by_role("button", name="Load the file").click()
    empty.until("() => document.querySelector('#assessment-report .load-error')")
    assert empty.page.locator("#assessment-report").inner_text() == "Choose a file first."


def test_everything_loaded_comes_back_whole_and_can_be_removed(empty: MapPage) -> None:
    load(empty, filled_csv(template(empty, "CSV"), SITE))
    with empty.page.expect_download() as coming:
        empty.page.get_by_role("button", name="Download everything loaded").click()
    everything = coming.value.path().read_bytes()
    assert everything.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(everything.decode("utf-8-sig"))))
    assert {row["value"] for row in rows} == {"", "1200", "0", "'=a steering group meets"}
    empty.page.get_by_role("button", name="Remove what was loaded").click()
    empty.page.get_by_role("button", name="Keep", exact=True).click()
    assert not empty.page.locator("#assessment-asked").is_visible()
    empty.page.get_by_role("button", name="Remove what was loaded").press("Enter")
    assert empty.page.evaluate("document.activeElement.textContent") == "Remove"
    empty.page.keyboard.press("Enter")
    empty.until("() => document.querySelectorAll('.assessment-grid tbody tr').length === 8")
    reported(empty, 0)
    empty.settle()
    assert "Removed. Nothing is loaded now." in empty.page.locator(".assessment").inner_text()
    assert empty.page.evaluate("localStorage.length") == 0
    empty.open("?place=63")
    assert not empty.traces("sites")[1].get("lon")
    opened(empty.open("?view=assessment"))
    assert "4 accepted, 0 rejected" in load(empty, everything, "assessment-loaded.csv")
    empty.until("() => document.querySelectorAll('.assessment-grid tbody tr').length === 9")
    holds_what_was_filled(empty)


def test_what_was_loaded_survives_another_process(browser: Browser) -> None:
    context = browser.new_context(viewport=DESKTOP)
    with running("app.py", "--port", "0") as first:
        page = opened(MapPage(context.new_page(), first.address).load("?view=assessment"))
        load(page, filled_csv(template(page, "CSV"), SITE))
    with running("app.py", "--port", str(first.port)) as second:
        assert second.address == first.address
        page = opened(MapPage(context.new_page(), second.address).load("?view=assessment"))
        holds_what_was_filled(page)
        assert page.page.locator(".assessment-grid tbody tr").count() == 9
    context.close()


@pytest.fixture
def nine(empty: MapPage) -> MapPage:
    """A page with a ninth site that has one value."""
    value = {"kind": "value", "site": "Xining", "indicator": "Q08", "value": "35",
             "date": "2004-06-30", "source": "Our office"}  # fmt: skip
    load(empty, filled_csv(template(empty, "CSV"), SITE, value))
    empty.until("() => document.querySelectorAll('.assessment-grid tbody tr').length === 9")
    return empty


def test_a_ninth_site_stands_in_the_grid_and_not_among_the_eight(nine: MapPage) -> None:
    row = nine.page.locator(".assessment-grid tbody tr").last
    assert row.locator("th").inner_text().split("\n") == ["Xining", "loaded by you"]
    assert "35" in cell(nine, "Xining", "Q08")
    answer = nine.page.locator(".assessment .answer").inner_text()
    assert answer.startswith("3 of 64 values are reported: 8 sites")
    assert "With the 1 site that you added: 4 of 72." in answer


def test_a_ninth_site_is_on_the_map_with_a_mark_of_its_own(nine: MapPage) -> None:
    nine.page.locator(".assessment-grid tbody tr").last.get_by_role("link").click()
    nine.sees(place="xining", view=None)
    paper, added = nine.traces("sites")
    assert (added["lon"], added["lat"], added["customdata"]) == ([101.77], [36.62], ["xining"])
    assert "loaded by you" in added["text"][0]
    assert added["marker"]["symbol"] not in paper["marker"]["symbol"]
    assert len(paper["lon"]) == 8
    assert "loaded by you" in nine.hover(*XINING)
    assert "site loaded by you" in nine.legend.inner_text()
    card = nine.card.inner_text()
    for part in ("Xining", "Qinghai University", "academic", "Our office", "loaded by you",
                 "1 of 8 indicators reported"):  # fmt: skip
        assert part in card
    assert "UNESCO" not in card
    query = nine.page.locator("#downloads a").first.get_attribute("href")
    assert "xining" not in query


def test_a_ninth_site_is_found_and_listed_in_its_region(nine: MapPage) -> None:
    nine.open("")
    nine.choose("Find a place", "Xining (loaded by you)")
    nine.sees(place="xining")
    nine.card.get_by_role("link", name="Qinghai").click()
    nine.sees(place="63")
    assert "Loaded by you" in nine.card.inner_text()
    nine.click(*XINING)
    nine.sees(place="xining")
    nine.page.reload()
    nine.settle()
    nine.until("() => document.getElementById('card').innerText.includes('Xining')")
    assert nine.page.get_by_label("Find a place").first.input_value() == "Xining (loaded by you)"
    assert nine.said == []


def test_a_late_answer_does_not_let_go_of_it(nine: MapPage) -> None:
    """Controls follow the address before the answer has taught the page the name of the site."""
    nine.open("?place=xining")
    nine.page.evaluate("() => { window.before = true; }")
    nine.hold_answers()
    nine.page.add_init_script(  # before the page has a script that could be earlier
        """document.addEventListener("controls-followed", () =>
             requestIdleCallback(() => { window.followed = true; }), { once: true });"""
    )
    nine.page.reload(wait_until="domcontentloaded")
    nine.until("() => !window.before && Boolean(window.watched && window.followed)")
    nine.answer_again()
    nine.settle()
    assert nine.query["place"] == "xining"
    nine.until("() => document.getElementById('card').innerText.includes('Xining')")
    assert nine.page.get_by_label("Find a place").first.input_value() == "Xining (loaded by you)"


def test_a_link_to_it_says_that_others_do_not_have_it(anew: View) -> None:
    page = anew("?place=xining")
    notice = page.page.locator("#notices .notice")
    assert "“xining” is not known" in notice.inner_text()
    assert "China" in page.card.inner_text()


def test_another_window_follows(nine: MapPage) -> None:
    other = MapPage(nine.page.context.new_page(), nine.address).load("?place=xining")
    other.until("() => document.getElementById('card').innerText.includes('Xining')")
    nine.page.get_by_role("button", name="Remove what was loaded").click()
    nine.page.get_by_role("button", name="Remove", exact=True).click()
    other.until("() => !document.getElementById('card').textContent.includes('Xining')")
    other.settle()
    assert not other.traces("sites")[1].get("lon")
    other.page.close()


def test_the_mark_of_the_key_is_hollow_as_on_the_map(nine: MapPage) -> None:
    """What lies at its middle is not the mark; a click at its foot meets it."""
    nine.open("")
    assert "site loaded by you" in nine.legend.inner_text()
    middle, foot = nine.page.evaluate(
        """() => {
          const key = document.querySelector("#legend .key-added");
          key.scrollIntoView();
          const { left, top, width, height } = key.getBoundingClientRect();
          return [0.65, 0.95].map((down) =>
            document.elementFromPoint(left + width / 2, top + down * height) === key);
        }"""
    )
    assert (middle, foot) == (False, True)
    marks = nine.traces("sites")[1]["marker"]
    assert marks["color"] != [marks["line"]["color"]]


def test_garbage_in_the_browser_is_said_and_can_be_removed(empty: MapPage) -> None:
    empty.page.evaluate("localStorage.setItem('migration-corridors-loaded', 'garbage')")
    empty.page.reload()
    opened(empty.settle())
    assert "cannot be read" in empty.page.locator(".assessment .warning").inner_text()
    assert "loaded" in empty.page.locator("#notices").inner_text()
    empty.page.get_by_role("button", name="Remove what was loaded").click()
    empty.page.get_by_role("button", name="Remove", exact=True).click()
    empty.until("() => !document.querySelector('.assessment .warning, #notices .notice')")
    assert "Nothing is loaded." in empty.page.locator(".assessment").inner_text()


def test_a_browser_that_keeps_nothing_still_shows_it(anew: View) -> None:
    page = opened(anew("?view=assessment"))
    page.page.evaluate("() => { Storage.prototype.setItem = () => { throw new Error('full'); }; }")
    said = load(page, filled_csv(template(page, "CSV")))
    assert "it is gone when you leave the page" in said
    holds_what_was_filled(page)


def test_nothing_leaves_for_another_server_and_the_policy_holds(nine: MapPage) -> None:
    nine.open("")
    assert all(
        url.startswith((nine.address, "data:", f"blob:{nine.address}")) for url in nine.asked
    )
    assert nine.page.evaluate("watched.violations") == []
    assert nine.said == []


@pytest.fixture(params=[DESKTOP, PHONE], ids=["desktop", "phone"])
def axed(request: pytest.FixtureRequest, sizes: Callable[[dict[str, int]], MapPage]) -> MapPage:
    return opened(sizes(request.param).open("?view=assessment"))


def test_axe_finds_nothing_empty_loaded_rejected_or_asked(axed: MapPage) -> None:
    assert violations(axed) == []
    load(axed, b"", "bad.csv")
    assert violations(axed) == []
    wrong = {"kind": "value", "site": "dalian", "indicator": "Q08", "value": "many"}
    load(axed, filled_csv(template(axed, "CSV"), SITE, wrong))
    reported(axed, 3)
    for summary in axed.page.locator(".assessment summary").all():
        summary.click()
    axed.page.get_by_role("button", name="Remove what was loaded").click()
    assert violations(axed) == []
    wide = axed.page.evaluate("document.querySelector('.panel-assessment').scrollWidth")
    assert wide <= axed.page.viewport_size["width"]
    axed.open("?place=xining")
    assert violations(axed) == []


def test_the_whole_journey_by_keyboard(empty: MapPage) -> None:
    content = filled_csv(template(empty, "CSV"))
    empty.page.get_by_label("Filled template: CSV, XLSX, XLS, ODS or Parquet").focus()
    empty.page.get_by_label("Filled template: CSV, XLSX, XLS, ODS or Parquet").set_input_files(
        {"name": "f.csv", "mimeType": "text/csv", "buffer": content}
    )
    empty.page.keyboard.press("Tab")
    assert empty.page.evaluate("document.activeElement.textContent") == "Load the file"
    empty.page.keyboard.press("Enter")
    holds_what_was_filled(empty)


@pytest.mark.parametrize("size", list(SIZES))
def test_why_a_file_is_refused_stands_where_it_was_chosen(anew: View, size: str) -> None:
    page = opened(anew("?view=assessment", SIZES[size]))
    said = load(page, b"abc\x00", "book.xlsx")
    assert "no workbook" in said
    assert page.page.evaluate("document.activeElement.id") == "assessment-report"
    page.until(
        """() => {
          const [form, box] = ["assessment-form", "assessment-report"]
            .map((id) => document.getElementById(id).getBoundingClientRect());
          return box.top >= 0 && box.bottom <= innerHeight && Math.abs(box.top - form.bottom) < 40;
        }"""
    )
