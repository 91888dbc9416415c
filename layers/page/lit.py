"""The provinces that a class of the two-way map keeps lit, marked wherever they are named."""

from __future__ import annotations

from geo.scene import pair_at
from geo.store import Store
from geo.view import View
from layers import words
from layers.text import _

MARK = "●"


def lit_codes(store: Store, view: View) -> tuple[str, ...]:
    """Codes of the provinces in the chosen class; none when no class is chosen."""
    return pair_at(store, view.shade, view.period).members(view.lit) if view.lit else ()


def marked(store: Store, code: str, lit: tuple[str, ...]) -> str:
    """Name of a province, with a mark when it is lit."""
    name = words.province(store, code)
    return f"{name} {MARK}" if code in lit else name


def lit_label(store: Store, view: View) -> str:
    """Say which class is lit and how many provinces are in it."""
    key = pair_at(store, view.shade, view.period).pairing.key
    return _("{mark} {what} ({n})").format(
        mark=MARK, what=words.two_way_class(key, view.lit), n=len(lit_codes(store, view))
    )
