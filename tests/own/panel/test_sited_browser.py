"""Sites and links of a reader's own: dropped in the panel, looked at, answered, on the map."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests.own.panel.test_panel_browser import PATIENCE_MS, chosen, opened, settled
from tests.own.test_sited import CSV
from tests.pages import PROJECTOR

pytestmark = pytest.mark.long

MARKS = """() => (document.querySelector("#map").data || []).some(
  (one) => (one.customdata || []).includes("xining") && one.visible !== false)"""


def test_a_filled_template_becomes_sites_on_the_map(browser: Browser, server: object) -> None:
    page = opened(browser, server, PROJECTOR)  # type: ignore[arg-type]
    tab = page.page
    tab.locator(".own-template summary").click()
    with tab.expect_download() as template:
        tab.get_by_role("link", name="Template, CSV").click()
    assert template.value.suggested_filename == "sites-and-links.csv"
    chosen(page, CSV.decode(), "my sites.csv")
    expect(tab.locator("#own-report")).to_contain_text(
        "4 rows read = 3 accepted + 0 rejected + 1 set aside.", timeout=PATIENCE_MS
    )
    field = tab.get_by_label("Another place for Nowhere")
    field.fill("11")
    field.press("Tab")
    settled(page)
    expect(tab.locator("#own-report")).to_contain_text("4 accepted", timeout=PATIENCE_MS)
    tab.get_by_role("button", name="Use this data").click()
    tab.wait_for_url("**world=*", timeout=PATIENCE_MS)
    page.settle()
    assert tab.title().startswith("my sites")
    page.until(MARKS)
    page.load(f"?world={page.query['world']}&view=sites&place=xining")
    expect(tab.locator("#card")).to_contain_text("Report 2009")
    expect(tab.locator(".site-grid")).to_contain_text("Xining")
    tab.context.close()
