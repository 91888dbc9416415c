"""Laws of markup: text stays text, whatever it is, and nothing of Dash gets lost in it."""

from __future__ import annotations

from collections.abc import Iterator

import htpy as h
import pytest
from dash.development.base_component import Component
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from geo.scene.scene import Scenes
from geo.world.world import World
from layers.blocks.markup import choice, form, joined, spelled
from layers.page.said import said
from tests.seen import TABS, nodes, scene_of

# A reader of HTML may not tell "\r" and "\0" apart from what it makes of them.
TEXT = st.text(st.characters(exclude_characters="\r\0", exclude_categories=["Cs"]), min_size=1)
HOSTILE = ("<b>x</b>", "</p><script>alert(1)</script>", '" onclick="alert(1)', "&lt;", "&amp;amp;")
QUERIES = ("", "place=34-31", "place=34&compare=44", "place=t24", "place=lincang-kunming",
           "shade=two-way&lit=11", "challenge=poverty", "site=dalian&target=34")  # fmt: skip


@given(TEXT)
def test_any_text_comes_back_and_makes_no_element(text: str) -> None:
    assert nodes(spelled(h.p(title=text, data_found=text, class_=text)[text, h.b[text]])) == [
        ["p", {"title": text, "data-found": text, "class": text}, text, ["b", {}, text]]
    ]
    assert nodes(spelled([text])) == [text]


@pytest.mark.parametrize("text", HOSTILE)
def test_what_looks_like_markup_is_shown_as_it_is(text: str) -> None:
    assert nodes(spelled(choice(text, text, text))) == [
        [
            "label",
            {},
            ["input", {"type": "radio", "name": text, "value": text}],
            ["span", {}, text],
        ]
    ]


def test_nothing_is_written_for_nothing() -> None:
    assert spelled([None, [], h.p[None, 3], ""]) == "<p>3</p>"


@pytest.mark.parametrize("part", [1.5, b"x", object()])
def test_a_part_that_is_no_text_is_refused(part: object) -> None:
    with pytest.raises(TypeError):
        spelled(h.p[part])
    with pytest.raises(TypeError):
        form(h.p["%s"]) % [part]


@given(TEXT)
def test_a_form_that_is_filled_is_what_its_element_would_be(text: str) -> None:
    parts = [text, h.b(title=text)[text], Markup("<i>x</i>"), [text, [h.br, 3]], None]
    row = form(h.tr[[h.td["%s"]] * len(parts)])
    assert row % tuple(parts) == spelled(h.tr[[h.td[part] for part in parts]])
    assert joined(parts) == spelled(h.fragment[parts]) == spelled(parts)


@pytest.mark.parametrize("query", QUERIES)
def test_no_component_of_dash_is_lost_in_markup(
    world: World, scenes: Scenes, monkeypatch: pytest.MonkeyPatch, query: str
) -> None:
    """A component can be walked over like a list, so markup would show its ids for it."""

    def walked(component: Component) -> Iterator[str]:
        raise AssertionError(f"a {type(component).__name__} stands in markup")

    monkeypatch.setattr(Component, "__iter__", walked)
    scene = scene_of(world, query, scenes)
    assert all(nodes(text) is not None for text in said(world, scene, ()).values())
    for panel in TABS:
        assert panel.fill(world, scene).reply()["html"]
        panel.controls(world, scene.view)
