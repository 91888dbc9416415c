"""The words of a world can be looked up and listed."""

from __future__ import annotations

from geo.view.vocabulary import Vocabulary

WORDS = Vocabulary({"regions": ("A", "B"), "periods": ()})


def test_a_list_that_is_not_there_is_empty_and_not_contained() -> None:
    assert "regions" in WORDS
    assert "sites" not in WORDS
    assert WORDS["sites"] == ()


def test_the_lists_have_names_in_their_order() -> None:
    assert list(WORDS) == ["regions", "periods"]
