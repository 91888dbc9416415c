"""The menu of downloads makes the file of the view on the screen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.pages import MapPage
from tests.standalone.six import data_in

pytestmark = pytest.mark.long


def test_the_menu_makes_a_file_of_the_view(fresh: Callable[..., MapPage]) -> None:
    page = fresh("?place=31&lang=zh&camera=113,24,3")
    page.page.locator("header .dropdown summary").click()
    with page.page.expect_download(timeout=60_000) as download:
        page.page.locator("[data-export='html']").click()
    assert download.value.suggested_filename == "中国迁移走廊，1个场景，无需网络.html"
    data = data_in(Path(download.value.path()).read_text("utf-8"))
    assert data["lang"] == "zh"
    (only,) = data["scenes"]
    assert (only["note"], only["search"]) == ("", "place=31&camera=113,24,3")
    assert only["title"] == ""
    assert len(data["views"]["en"]) == 5
    assert page.said == []
