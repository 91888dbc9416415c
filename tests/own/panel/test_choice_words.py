"""Words of the panel follow what is answered now, not what is usual."""

from __future__ import annotations

import re

import pytest

from geo.files.separators import SEPARATORS
from geo.outlines.told import Choice, Finding, Unmatched
from layers.blocks.markup import spelled
from layers.own import report, words
from layers.own.asked import CHOICES
from layers.own.choices import choices, unmatched
from layers.own.reading import Reading
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
def test_regions_outside_a_table_are_neither_abroad_nor_dependencies(lang: str) -> None:
    with text.spoken(lang, text.PLAIN):
        asked = CHOICES["territories"]
        said = [asked.title, asked.question, *asked.options.values(), *FINDINGS["territory"]]
        for one in said:
            assert not re.search("abroad|foreign|境外|国外|海外", _(one))
            assert not re.search("territor|dependenc|属地|领地|国家", _(one), re.IGNORECASE)
        assert lang == "en" or _(asked.options["outside"]) != asked.options["outside"]


def test_each_way_to_part_columns_has_words_in_both_languages() -> None:
    with text.spoken("zh", text.PLAIN):
        said = [words.option(Choice("separator", one), one, {}) for one in SEPARATORS]
    assert len({*said}) == len(SEPARATORS)
    assert [one for one in said if re.search("[A-Za-z]", one)] == []


def test_the_row_of_the_headings_is_chosen_and_no_row_is_a_word_of_the_language() -> None:
    with text.spoken("zh", text.PLAIN):
        said = spelled(choices([Choice("heading", "none", is_asked=True)], {}))
    assert '<option value="none" selected>' in said
    assert "none<" not in said
    assert '<option value="3">3</option>' in said


@pytest.mark.parametrize(
    ("kind", "texts", "says"),
    [
        ("outline-crs-taken", ("EPSG:4326",), "Proposed: EPSG:4326"),
        ("outline-parts-missing", (".prj",), "Missing: .prj"),
        ("no-flows", ("05",), "In the boundary file: 05"),
        ("unmatched", ("Oakenn",), "In the file: Oakenn"),
    ],
)
def test_what_the_file_does_not_say_is_not_said_to_stand_in_it(
    kind: str, texts: tuple[str, ...], says: str
) -> None:
    line = Finding(kind, "told", texts=texts)
    plain = re.sub("<[^>]*>", "", spelled(report.report(Reading(findings=(line,)))))
    assert says in plain
