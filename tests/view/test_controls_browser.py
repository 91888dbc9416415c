"""Controls say the address: after the picture, those of a tab when it first opens."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Locator

from tests.pages import MapPage

View = Callable[..., MapPage]
ORDER = '[id=\'{"part":"main","view":"order"}\']'
DRAWN = '[id=\'{"part":"main","view":"top"}\']'
GDP = '[id=\'{"part":"weight:gdp","view":"weights"}\']'
PERIOD = '[id=\'{"part":"main:2","view":"period"}\']'
INPUTS = "() => document.querySelectorAll('.panel-controls input').length"


def test_the_picture_is_painted_before_the_controls_follow(at: View) -> None:
    page = at("")
    page.page.evaluate(
        """() => {
          window.happened = [];
          for (const name of ["map-painted", "controls-followed"]) {
            document.addEventListener(name, () => window.happened.push(name));
          }
        }"""
    )
    page.page.locator("#clock [data-step='1']").click()
    page.sees(period="2000-2005")
    assert page.page.evaluate("window.happened") == ["map-painted", "controls-followed"]
    assert page.page.locator(PERIOD).input_value() == "2000–2005"


def test_controls_follow_an_address_whose_answer_takes_long(at: View) -> None:
    page = at("")
    held = page.hold_answers()
    page.page.locator("#clock [data-step='1']").click()
    page.until(
        f"""() => document.querySelector(`{PERIOD}`).value.startsWith("2000")""",
    )
    assert len(held) == 1
    page.answer_again()
    page.settle()


def test_what_a_reader_writes_meanwhile_stays(at: View) -> None:
    page, box = waiting(at)
    write(page, box, "5")
    page.answer_again()
    page.settle()
    assert box.input_value() == "5"
    box.press("Enter")
    page.sees(top="5")
    assert box.input_value() == "5"


def test_what_is_marked_to_be_written_over_stays_marked(at: View) -> None:
    page, box = waiting(at)
    box.press("Control+a")
    page.answer_again()
    page.settle()
    page.page.keyboard.type("5")
    assert box.input_value() == "5"
    box.press("Control+a")
    box.press("Delete")
    box.press("Tab")
    page.until("([box]) => box.value === '70'", [box.element_handle()])


def waiting(at: View) -> tuple[MapPage, Locator]:
    """A page that is asked for 70 corridors while no answer comes, and the box of their number."""
    page = at("")
    page.hold_answers()
    page.page.evaluate(
        """() => {
          history.pushState({}, "", "?top=70");
          dispatchEvent(new PopStateEvent("popstate"));
        }"""
    )
    return page, page.page.locator(DRAWN)


def write(page: MapPage, box: Locator, number: str) -> None:
    """Write a number over what a box holds, and do not enter it."""
    box.press("Control+a")
    page.page.keyboard.type(number)


def test_a_number_stays_when_the_press_on_a_tab_ends_it(at: View) -> None:
    """The box tells its number in the same call as the tab."""
    page = at("?period=2000-2005&top=137")
    page.page.locator("#clock [data-step='1']").click()
    page.sees(period="2005-2010")
    box = page.page.locator(DRAWN)
    write(page, box, "45")
    page.tab("Pairs")
    page.sees(view="pairs")
    assert page.query == {"period": "2005-2010", "top": "45", "view": "pairs"}
    assert box.input_value() == "45"
    page.page.go_back()
    page.sees(view=None)
    assert page.query == {"period": "2005-2010", "top": "45"}
    assert box.input_value() == "45"


def test_a_weight_stays_when_the_press_on_a_tab_ends_it(at: View) -> None:
    page = at("?view=lessons&weights=gdp:2")
    box = page.page.locator(GDP)
    write(page, box, "3")
    page.tab("Map")
    page.sees(view=None)
    assert page.query == {"weights": "gdp:3"}


def test_a_number_that_cannot_be_does_not_hold_back_the_tab(at: View) -> None:
    page = at("?top=137")
    box = page.page.locator(DRAWN)
    write(page, box, "4500")
    page.tab("Pairs")
    page.sees(view="pairs")
    assert page.query == {"top": "137", "view": "pairs"}


def test_controls_of_a_tab_are_made_when_it_first_opens(fresh: View) -> None:
    page = fresh("")
    assert page.page.evaluate(INPUTS) == 0
    page.page.get_by_role("tab", name="Pairs").click()
    page.sees(view="pairs")
    order = page.page.locator(ORDER)
    assert order.input_value() == "By zone"
    order.click()
    page.page.get_by_role("option", name="Most people first").click()
    page.sees(order="people")
    page.page.get_by_role("tab", name="Map").click()
    page.sees(view=None)
    page.page.get_by_role("tab", name="Pairs").click()
    page.sees(view="pairs", order="people")
    assert order.input_value() == "Most people first"
    assert order.count() == 1


def test_they_open_as_the_address_has_them(fresh: View) -> None:
    page = fresh("?view=pairs&order=people&period=2005-2010")
    assert page.page.locator(ORDER).input_value() == "Most people first"
    assert page.query == {"view": "pairs", "order": "people", "period": "2005-2010"}
    page.open("?view=sites&sites=central,ngo")
    checked = page.page.locator(".panel-sites [data-bound] input:checked")
    assert checked.evaluate_all("all => all.map((one) => one.value)") == ["central", "ngo"]


def test_a_control_that_follows_late_does_not_bring_an_older_address_back(at: View) -> None:
    """Dash tells what the page set in a control only after the reader has chosen something else."""
    page = at("")
    page.page.evaluate(
        """() => {
          const { dash_clientside: dash } = window;
          const tell = dash.set_props;
          const go = (search) => {
            history.pushState({}, "", search);
            dispatchEvent(new PopStateEvent("popstate"));
          };
          dash.set_props = (id, props) => {
            tell(id, props);
            if (id.part === "search" && props.value === "44") {
              dash.set_props = tell;
              go("?place=51");
            }
          };
          go("?place=44");
        }"""
    )
    page.settle()
    page.page.evaluate("() => new Promise((done) => requestIdleCallback(done))")
    page.settle()
    assert page.query["place"] == "51"
    assert "Sichuan" in page.card.inner_text()
    assert page.page.get_by_label("Find a place").first.input_value().startswith("Sichuan")
