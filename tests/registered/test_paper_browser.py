"""On paper a corridor has its map and one page of its own, also where the second count is open."""

from __future__ import annotations

import re
from collections.abc import Callable

from tests.pages import MapPage


def test_the_second_count_leaves_the_sheet_its_one_page(anew: Callable[..., MapPage]) -> None:
    page = anew("?place=15-33&period=2000-2005").page
    assert page.locator(".counted-twice table").is_visible()
    paper = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type /Page\b", paper)) == len(("map", "card"))
