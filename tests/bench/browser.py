"""Both pages in one headless Chromium: what is clicked, when it is painted, what it cost.

Painted
    The paths of the map carry exactly the corridors that the view calls for, plotly.js has said
    ``plotly_afterplot``, and two animation frames have passed since. The clock starts at the time
    stamp of the browser's own click event, or for a cold load at the start of the navigation.
Script
    Time of the main thread inside JavaScript, its garbage collection and the layout it forces
    included, until the page is idle: samples of V8's profiler, one each millisecond, that are
    neither ``(idle)`` nor ``(program)``. Chromium's ``ScriptDuration`` leaves out promises, where
    Dash works. A cold load is not sampled: following every script as it compiles takes longer.
Style and layout
    Chromium's ``RecalcStyleDuration`` and ``LayoutDuration``.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page

SIZE = {"width": 1440, "height": 900}
TIMEOUT_MS = 30_000
SAMPLING_US = 1_000
CALLBACKS = re.compile(r"/(_dash-update-component|view)(\?|$)")
PROBE = """
(() => {
  const frames = () => new Promise(done =>
    requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now()))));
  const plot = () => document.querySelector("#map.js-plotly-plot, #map .js-plotly-plot");
  const drawn = () => [...document.querySelectorAll("#map .choroplethlayer path")]
    .map(path => path.__data__.loc).filter(key => String(key).includes("-")).sort().join();
  const after = wanted => new Promise(done => {
    const look = () => {
      if (drawn() === wanted) {
        plot().removeListener("plotly_afterplot", look);
        frames().then(done);
      }
    };
    plot().on("plotly_afterplot", look);
  });
  const limited = promise => Promise.race([promise, new Promise((_, fail) =>
    setTimeout(() => fail(new Error("not painted in time: drawn " + drawn())), LIMIT))]);
  const entries = kind => performance.getEntriesByType(kind).map(entry => entry.toJSON());
  window.bench = {
    settled: () => new Promise(done => requestIdleCallback(() => done())),
    arm(wanted) {
      performance.clearResourceTimings();
      const clicked = new Promise(done =>
        addEventListener("click", event => done(event.timeStamp), {capture: true, once: true}));
      this.action = limited(Promise.all([clicked, after(wanted)])).then(([start, end]) =>
        ({start, end, entries: entries("resource")}));
    },
    load(wanted) {
      return limited(this.painted(wanted));
    },
    async painted(wanted) {
      while (!plot() || drawn() !== wanted) {
        await new Promise(requestAnimationFrame);
      }
      const end = await frames();
      const all = [...entries("navigation"), ...entries("resource")];
      return {start: 0, end, entries: all};
    },
  };
})();
""".replace("LIMIT", str(TIMEOUT_MS))


@dataclass(frozen=True)
class Sample:
    """One measured action: milliseconds and bytes.

    Attributes
    ----------
    painted, script, layout : float
        Milliseconds: input to painted; main thread in script (NaN when not sampled), and in style
        and layout.
    server : float
        Milliseconds between the request of the change and the first byte of its reply.
    raw, wire : int
        Bytes of all replies before and after compression, headers in the latter.
    """

    painted: float
    script: float
    layout: float
    server: float
    raw: int
    wire: int


@dataclass(frozen=True)
class Face:
    """One of the two pages: its address and where a choice is made on it.

    Attributes
    ----------
    address : str
        Where it is served.
    control : callable
        Takes a field and its value; returns the selector of what a reader clicks.
    """

    address: str
    control: Callable[[str, str], str]


def our_control(field: str, value: str) -> str:
    """Segments of the clock, chips of the zones, links of the usual counts."""
    return {
        "period": f'#clock label:has-text("{value.replace("-", "–")}")',
        "from": '#from-chips label:has-text("West")',
        "top": f'#quick-counts a:text-is("{value}")',
    }[field]


def plain_control(field: str, value: str) -> str:
    """One row of radio buttons for each field."""
    return f'#{field} >> text="{value}"'


@contextmanager
def opened(browser: Browser) -> Iterator[Page]:
    """Yield an empty page in a context of its own: nothing cached, nothing kept."""
    context = browser.new_context(viewport=SIZE)
    try:
        page = context.new_page()
        page.set_default_timeout(TIMEOUT_MS)
        page.add_init_script(PROBE)
        yield page
    finally:
        context.close()


def load(page: Page, face: Face, wanted: str) -> Sample:
    """Open an address and wait until its corridors are painted."""

    def action() -> Any:
        page.goto(face.address, wait_until="commit")
        return page.evaluate("wanted => bench.load(wanted)", wanted)

    return _measured(page, action, sampled=False)


def choose(page: Page, face: Face, change: tuple[str, str], wanted: str) -> Sample:
    """Click the value of a field and wait until its corridors are painted."""

    def action() -> Any:
        page.evaluate("wanted => bench.arm(wanted)", wanted)
        page.locator(face.control(*change)).click()
        return page.evaluate("() => bench.action")

    page.bring_to_front()
    return _measured(page, action)


def _measured(page: Page, action: Callable[[], Any], sampled: bool = True) -> Sample:
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    if sampled:
        session.send("Profiler.enable")
        session.send("Profiler.setSamplingInterval", {"interval": SAMPLING_US})
        session.send("Profiler.start")
    before = _clocks(session)
    found = action()
    page.evaluate("() => bench.settled()")
    spent = {name: (value - before[name]) * 1000 for name, value in _clocks(session).items()}
    script = _in_script(session.send("Profiler.stop")["profile"]) if sampled else math.nan
    session.detach()
    layout = spent["LayoutDuration"] + spent["RecalcStyleDuration"]
    entries = found["entries"]
    calls = [entry for entry in entries if CALLBACKS.search(entry["name"])]
    return Sample(
        painted=found["end"] - found["start"],
        script=script,
        layout=layout,
        server=sum(call["responseStart"] - call["requestStart"] for call in calls),
        raw=sum(entry["decodedBodySize"] for entry in entries),
        wire=sum(entry["transferSize"] for entry in entries),
    )


def _in_script(profile: dict[str, Any]) -> float:
    """Milliseconds of the samples that lie in JavaScript; each delta ends at its sample."""
    outside = {
        node["id"]
        for node in profile["nodes"]
        if node["callFrame"]["functionName"] in ("(idle)", "(program)", "(root)")
    }
    spent = zip(profile["samples"], profile["timeDeltas"], strict=True)
    return sum(delta for node, delta in spent if node not in outside) / 1000


def _clocks(session: CDPSession) -> dict[str, float]:
    metrics = session.send("Performance.getMetrics")["metrics"]
    wanted = {"LayoutDuration", "RecalcStyleDuration"}
    return {one["name"]: one["value"] for one in metrics if one["name"] in wanted}
