"""The template of all visible text is complete and in step."""

from __future__ import annotations

from io import BytesIO

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from geo.world.world import World
from layers.text.extract import TEMPLATE, template

UPDATE = "Run: python -m layers.text.extract"


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    return read_po(BytesIO(TEMPLATE.read_bytes()))


@pytest.fixture(scope="module")
def texts(catalogue: Catalog) -> set[str]:
    return {one.id if isinstance(one.id, str) else one.id[0] for one in catalogue if one.id}


def test_the_template_is_in_step_with_code_and_data(world: World) -> None:
    assert TEMPLATE.read_bytes() == template(world), UPDATE


def test_every_message_that_a_view_asks_for_can_be_translated(
    all_messages: set[str], texts: set[str]
) -> None:
    assert sorted(all_messages - texts) == [], "add its column to TABLE_TEXTS"


def test_titles_caveats_and_the_words_of_the_paper_are_in_it(world: World, texts: set[str]) -> None:
    for dataset in world.catalogue.values():
        assert {dataset.title, dataset.description, *dataset.caveats} <= texts
        assert {one.definition for one in dataset.indicators} <= texts
    assert set(world.table("policy_timeline")["title"]) <= texts
    assert set(world.table("conflicts")["statement_a"]) <= texts


def test_counted_messages_keep_both_forms(catalogue: Catalog) -> None:
    counted = {one.id for one in catalogue if isinstance(one.id, tuple)}
    assert ("{n} row", "{n} rows") in counted


def test_messages_inside_f_strings_are_found(texts: set[str]) -> None:
    assert {"pilot site", "implied"} <= texts
