"""The page as a reader meets it: open a view, do something, wait until it is answered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import ConsoleMessage, Locator, Page, Route

DESKTOP = {"width": 1440, "height": 900}
PROJECTOR = {"width": 1280, "height": 720}
PHONE = {"width": 390, "height": 844}
SIZES = {"desktop": DESKTOP, "projector": PROJECTOR, "phone": PHONE}

# Counts what the page asks and paints, and listens for what the policy stops.
WATCH = """
(() => {
  const state = { pending: 0, paints: 0, answered: "", paintsBefore: 0, violations: [] };
  Object.assign(state, { said: 1, saidBefore: 0 });
  document.addEventListener("said-shown", () => { state.said += 1; state.controlsDue = true; });
  document.addEventListener("controls-followed", () => { state.controlsDue = false; });
  state.camera = () => {
    const { projection, center } = document.getElementById("map").layout.geo;
    return { scale: projection.scale, lon: center.lon, lat: center.lat };
  };
  window.watched = state;
  document.addEventListener("map-painted", () => {
    state.first = state.first || performance.now();
    state.paints += 1;
  });
  document.addEventListener("securitypolicyviolation", (event) =>
    state.violations.push(event.violatedDirective + " " + event.blockedURI));
  const send = window.fetch;
  window.fetch = (...parts) => {
    state.pending += 1;
    const asked = new URL(parts[0], window.location.href);
    return send(...parts).then((reply) => {
      if (asked.pathname.endsWith("/view")) {
        state.answered = asked.search;
        state.paintsBefore = state.paints;
        state.saidBefore = state.said;
      }
      return reply;
    }).finally(() => {
      state.pending -= 1;
    });
  };
})();
"""

# True once the map shows the answer to the address, fills its frame with every name in its place,
# the grid of the open table has its rows, the controls say the address, nothing is on its way.
SETTLED = """
() => {
  const holder = document.getElementById("first");
  if (!holder || !window.watched) { return false; }
  window.watchedFields = window.watchedFields || JSON.parse(holder.textContent).spec.fields;
  const fields = window.watchedFields;
  const plain = (search) => {
    const asked = new URLSearchParams(search);
    const parts = [];
    for (const [name, value] of asked) {
      const field = fields.find((one) => one.name === name);
      if (!field || (field.role !== "view" && value !== field.default && !field.local)) {
        parts.push(name + "=" + value);
      }
    }
    return parts.sort().join("&");
  };
  const { pending, paints, answered, paintsBefore, said, saidBefore, controlsDue } = window.watched;
  const map = document.getElementById("map");
  const isSeen = Boolean(map.offsetParent);
  const { width, height } = map._fullLayout || {};
  const isFit = !isSeen || (width === map.clientWidth && height === map.clientHeight
    && [...map.querySelectorAll(".geo text")].every((one) => one.style.visibility !== ""));
  const grid = document.getElementById("table-grid");
  const hasRows = !grid.offsetParent || grid.querySelector(".ag-row, .ag-overlay-no-rows-center");
  const painted = paints > paintsBefore || !isSeen;
  const shown = painted && plain(answered) === plain(window.location.search);
  return shown && said > saidBefore && pending === 0 && document.readyState === "complete"
    && isFit && Boolean(hasRows) && !controlsDue;
}
"""
# Key of the entry of the history at which the page stands: an entry that is added has another.
ENTRY = "navigation.currentEntry.key"
PATIENCE_MS = 20_000
PLAY_PAUSE_MS = 1_400  # PAUSE of assets/clock.js

PROJECT = """
([lon, lat]) => {
  const plot = document.querySelector("#map");
  const at = plot._fullLayout.geo._subplot.projection([lon, lat]);
  const box = plot.getBoundingClientRect();
  return [box.left + at[0], box.top + at[1]];
}
"""


class MapPage:
    """One browser page on one server.

    Parameters
    ----------
    page : Page
        A fresh Playwright page; its viewport stays as it is.
    address : str
        Where the server answers, with a slash at its end.
    """

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.said: list[str] = []
        self.asked: list[str] = []
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.said.append(f"error: {error}"))
        page.on("request", lambda request: self.asked.append(request.url))
        page.add_init_script(WATCH)

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.said.append(f"{message.type}: {message.text}")

    def load(self, query: str = "") -> MapPage:
        """Open an address as a new visitor does."""
        self.page.goto(self.address + query)
        return self.settle()

    def anew(self, query: str = "") -> MapPage:
        """Load an address as a new visitor does, in this window: nothing kept, nothing said."""
        return self.forget().load(query)

    def forget(self) -> MapPage:
        """Keep nothing of what this window kept and heard; what it shows stays until it loads."""
        if self.page.url.startswith(self.address):
            self.page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
        del self.said[:], self.asked[:]
        return self

    def open(self, query: str = "") -> MapPage:
        """Go to a view; the page is loaded only once, at home and without a chosen tab."""
        if not self.page.url.startswith(self.address):
            return self.load(query)
        self.page.evaluate(
            """search => {
              if (location.search === search) { return; }
              history.pushState({}, "", location.pathname + search);
              dispatchEvent(new PopStateEvent("popstate"));
            }""",
            query,
        )
        return self.settle()

    def settle(self) -> MapPage:
        """Wait until the map shows what the address asks for."""
        return self.until(SETTLED)

    def until(self, condition: str, arg: object = None) -> MapPage:
        """Wait until a JavaScript function of ``arg`` is true, looked at in every frame.

        Playwright's own waiting evaluates text inside the page, which the page's policy stops.
        """
        came = self.page.evaluate(
            f"""async (arg) => {{
              const holds = {condition};
              const end = performance.now() + {PATIENCE_MS};
              while (!holds(arg) && performance.now() < end) {{
                await new Promise(requestAnimationFrame);
              }}
              return Boolean(holds(arg));
            }}""",
            arg,
        )
        watched = self.page.evaluate("JSON.stringify(window.watched)")
        where = f"never came at {self.page.url}: {condition[-300:]} with {arg}; {watched}"
        assert came, f"{where}; said: {self.said}"
        return self

    def hurry(self) -> MapPage:
        """Let the pause between two intervals that are played pass at once; no other wait."""
        self.page.evaluate(
            """pause => { const wait = window.setTimeout; window.setTimeout = (then, ms, ...more) =>
              wait(then, ms === pause ? 0 : ms, ...more); }""",
            PLAY_PAUSE_MS,
        )
        return self

    def leave_room(self) -> None:
        """End room mode, where a test left it on."""
        if self.page.evaluate("Boolean(document.documentElement.dataset.room)"):
            self.page.evaluate("document.activeElement.blur()")
            self.page.keyboard.press("p")
            self.until("() => !document.documentElement.dataset.room").settle()

    def hold_answers(self) -> list[Route]:
        """Questions that wait for their answer from now on, until `answer_again`."""
        held: list[Route] = []

        def hold(route: Route) -> None:
            held.append(route)

        self.page.route("**/view?*", hold)
        return held

    def answer_again(self) -> None:
        """Let what is held go on its way, and what comes."""
        self.page.unroute("**/view?*")

    def still(self) -> MapPage:
        """Wait until the map has kept the size of its frame for longer than a change waits."""
        self.page.evaluate("window.fitFrames = 0")
        return self.until(
            """() => {
              const plot = document.querySelector("#map");
              const { width, height } = plot._fullLayout;
              const fits = width === plot.clientWidth && height === plot.clientHeight;
              window.fitFrames = fits ? window.fitFrames + 1 : 0;
              return window.fitFrames > 20;
            }"""
        )

    def sees(self, **wanted: str | None) -> MapPage:
        """Wait until the address has these parameters (None: not there) and is answered."""
        names = {name.rstrip("_"): value for name, value in wanted.items()}
        self.until(
            """wanted => Object.entries(wanted).every(([name, value]) =>
              new URLSearchParams(location.search).get(name) === value)""",
            names,
        )
        return self.settle()

    @property
    def query(self) -> Mapping[str, str]:
        found = parse_qs(urlsplit(self.page.url).query, keep_blank_values=True)
        return {name: values[0] for name, values in found.items()}

    @property
    def sentence(self) -> str:
        return self.page.locator("#sentence").inner_text()

    @property
    def card(self) -> Locator:
        return self.page.locator("#card")

    @property
    def legend(self) -> Locator:
        """The key of the map, opened where it found no room."""
        box = self.page.locator("#legend-box")
        box.evaluate("box => { if (!box.open) { box.querySelector('summary').click(); } }")
        return self.page.locator("#legend")

    def traces(self, name: str) -> list[dict[str, Any]]:
        """Traces of a map layer as the browser draws them, without their shapes."""
        return self.page.evaluate(
            """name => document.querySelector("#map").data
              .filter((trace) => (trace.uid || "").startsWith(name + "-"))
              .map(({ geojson, ...rest }) => rest)""",
            name,
        )

    def trace(self, name: str) -> dict[str, Any]:
        """First trace of a map layer: of the sites, those of the paper."""
        return self.traces(name)[0]

    def marks(self, name: str) -> list[dict[str, Any]]:
        """Traces of the timeline."""
        return self.page.evaluate(
            """name => document.querySelector("#timeline").data
              .filter((trace) => (trace.uid || "").startsWith(name + "-"))""",
            name,
        )

    def bars(self) -> list[dict[str, Any]]:
        """Bars of the timeline, from the first interval to the last."""
        return self.page.evaluate(
            """() => document.querySelector("#timeline").layout.shapes
              .filter((shape) => (shape.name || "").startsWith("bar-"))"""
        )

    def bar_labels(self) -> list[str]:
        """Number above each bar; that of the chosen interval is bold."""
        texts = [bar["label"]["text"] for bar in self.bars()]
        return [text.removeprefix("<b>").removesuffix("</b>") for text in texts]

    def shapes(self) -> dict[str, list[list[float]]]:
        """Outer ring of each drawn corridor, in drawing order."""
        return self.page.evaluate(
            """() => Object.fromEntries(
              document.querySelector("#map").data
                .find((trace) => trace.uid === "corridors-0").geojson.features
                .map((one) => [one.id, one.geometry.type === "Polygon"
                  ? one.geometry.coordinates[0] : one.geometry.coordinates[0][0]]))"""
        )

    def at(self, lon: float, lat: float) -> tuple[float, float]:
        """Point on the screen of a place on the map."""
        x, y = self.page.evaluate(PROJECT, [lon, lat])
        return x, y

    def point_at(self, graph: str, x: float, y: float) -> str:
        """Move the mouse to a point of a graph and read the hover card there."""
        cards = f"#{graph} .hoverlayer .hovertext"
        self.page.mouse.move(2, 2)
        self.until("cards => !document.querySelector(cards)", cards)
        self.page.mouse.move(x + 1, y + 1)
        self.page.mouse.move(x, y)
        self.until("cards => document.querySelector(cards)", cards)
        return self.page.locator(cards).first.text_content() or ""

    def hover(self, lon: float, lat: float) -> str:
        """Text of the hover card at a place on the map."""
        return self.point_at("map", *self.at(lon, lat))

    def click(self, lon: float, lat: float) -> None:
        self.hover(lon, lat)
        self.page.mouse.click(*self.at(lon, lat))

    def camera(self) -> dict[str, float]:
        return self.page.evaluate("watched.camera()")

    def tab(self, name: str) -> None:
        self.page.get_by_role("tab", name=name, exact=True).click()

    def choose(self, label: str, option: str) -> None:
        """Pick an option of a drop-down list."""
        self.page.get_by_role("combobox", name=label).or_(
            self.page.get_by_role("textbox", name=label)
        ).first.click()
        self.page.get_by_role("option", name=option, exact=True).click()

    def unfold(self, name: str) -> None:
        """Open a fold of the rail: layers, members or classes."""
        self.page.locator(f"#rail .more-{name}").evaluate("one => { one.open = true; }")

    def press_radio(self, option: str) -> None:
        """Pick a segment."""
        self.page.locator("label").get_by_text(option, exact=True).click()
