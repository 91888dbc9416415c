"""Words of the panel follow what is answered now, not what is usual."""

from __future__ import annotations

import re

import pytest

from geo.outlines.told import Choice, Unmatched
from layers.blocks.markup import spelled
from layers.own import words
from layers.own.asked import CHOICES
from layers.own.choices import unmatched
from layers.text import gettext as text
from layers.text.found import FINDINGS
from layers.text.gettext import _

KEPT = Unmatched("Hazelnut", "Hazelnut", (), 3, is_kept=True)
WAITS = Unmatched("Oakenn", "Oakenn", ("03",), 2)


@pytest.mark.parametrize(
    ("names", "says", "says_not"),
    [
        ((KEPT,), "their rows count, unless", "set aside"),
        ((WAITS,), "set aside until", "count"),
        ((KEPT, WAITS), "Rows with the others are set aside until", "They stay"),
    ],
)
def test_names_without_a_place_say_what_becomes_of_their_rows(
    names: tuple[Unmatched, ...], says: str, says_not: str
) -> None:
    said = spelled(unmatched(names, {"03": "Oak"}))
    assert says in said
    assert says_not not in said
    assert said.count(", stays a place") == sum(one.is_kept for one in names)


def test_nobody_is_asked_to_read_a_sentence_that_is_not_there() -> None:
    unread = words.question(Choice("direction", "", is_needed=True))
    assert "Say which side people moved from" in unread
    read = words.question(Choice("direction", "origin-first", evidence={"read": "yes"}))
    assert "Read the sentence above aloud" in read


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_territories_are_never_called_abroad(lang: str) -> None:
    with text.spoken(lang, text.PLAIN):
        asked = CHOICES["territories"]
        said = [asked.title, asked.question, *asked.options.values(), *FINDINGS["territory"]]
        for one in said:
            assert not re.search("abroad|foreign|境外|国外|海外", _(one))
        assert lang == "en" or _(asked.options["outside"]) != asked.options["outside"]
