"""The switch of the pictures under the hand: it keeps what is chosen, and covers nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.pages import SIZES, MapPage

CHOSEN = "place=43-44&from=central&period=2000-2005"


def test_the_switch_goes_round_and_keeps_what_is_chosen(at: Callable[[str], MapPage]) -> None:
    page = at(f"?{CHOSEN}")
    chosen = dict(pair.replace("from=", "from_=").split("=") for pair in CHOSEN.split("&"))
    for name, fields in [
        ("OD map", {"view": "pairs", "order": "map-out"}),
        ("Matrix", {"view": "pairs", "order": None}),
        ("Flow map", {"view": None, "order": None}),
    ]:
        page.page.locator("#pictures").get_by_role("link", name=name).press("Enter")
        page.sees(**chosen, **fields)
        assert page.page.locator("#pictures [aria-current]").inner_text() == name


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    "query", ["", "?from=west&direction=in", "?view=pairs", "?view=pairs&order=map-in"]
)
def test_the_switch_covers_nothing(at_size: Callable[..., MapPage], size: str, query: str) -> None:
    page = at_size(query, SIZES[size])
    covered = page.page.evaluate(
        """() => {
          const edge = document.querySelector("#pictures nav").getBoundingClientRect();
          const meets = (one) => { const box = one.getBoundingClientRect();
            return box.width && box.left < edge.right && box.right > edge.left
              && box.top < edge.bottom && box.bottom > edge.top; };
          return [...document.querySelectorAll(
            "#sentence, #counted > *, #chips > *, #legend-box, .map-buttons, #note, .geo text")]
            .filter((one) => getComputedStyle(one).visibility !== "hidden" && meets(one))
            .map((one) => one.textContent); }"""
    )
    assert covered == []
