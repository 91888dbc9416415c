"""The tiny page in a real browser under the strict policy, with the outside world cut off."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import plotly
import pytest
from playwright.sync_api import Browser, expect

from tests.serve.running import Running, running

PLOTLY = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
LISTEN = """
window.violations = [];
document.addEventListener("securitypolicyviolation", event =>
  violations.push(event.violatedDirective + " " + event.blockedURI));
"""
DRAW = """
async () => {
  const box = document.body.appendChild(document.createElement("div"));
  const shape = {type: "FeatureCollection", features: [{type: "Feature", id: "a", properties: {},
    geometry: {type: "Polygon", coordinates: [[[100, 30], [100, 40], [110, 40], [100, 30]]]}}]};
  const geo = {projection: {type: "conic equal area"}, showland: true, showcoastlines: true,
    showcountries: true, showlakes: true, showrivers: true, showocean: true, resolution: 110};
  await Plotly.newPlot(box, [
    {type: "choropleth", geojson: shape, locations: ["a"], z: [1]},
    {type: "scattergeo", lon: [105], lat: [35]}], {geo: geo});
  return box.querySelectorAll(".choroplethlayer path").length;
}
"""

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def tiny() -> Iterator[Running]:
    with running("-m", "tests.serve.tiny") as started:
        yield started


def test_callbacks_of_the_browser_work_under_the_policy(browser: Browser, tiny: Running) -> None:
    page = browser.new_page()
    said: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.add_init_script(LISTEN)
    page.goto(f"{tiny.address}?from=51")
    expect(page.locator("#browser")).to_have_text("51,44")
    page.locator("input").first.fill("11")
    page.keyboard.press("Enter")
    expect(page.locator("#browser")).to_have_text("11,44")
    assert page.evaluate("violations") == []
    assert said == []
    assert [url for url in asked if not url.startswith(tiny.address)] == []
    page.close()


def test_the_policy_stops_what_the_page_did_not_bring(browser: Browser, tiny: Running) -> None:
    page = browser.new_page()
    page.add_init_script(LISTEN)
    page.goto(tiny.address)
    page.evaluate(
        """() => { const script = document.createElement("script");
        script.textContent = "window.planted = 1"; document.body.append(script); }"""
    )
    assert page.evaluate("window.planted === undefined")
    assert page.evaluate("violations.length") == 1
    page.close()


def test_plotly_asks_its_vendor_for_a_base_map_where_nothing_stops_it(browser: Browser) -> None:
    """So the check that our page does not can fail (test_offline_browser)."""
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.add_script_tag(path=PLOTLY)
    page.evaluate(f"({DRAW})().catch(() => 0)")
    assert any("world_110m" in url for url in asked)
    page.close()
