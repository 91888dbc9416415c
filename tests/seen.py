"""Everything that a view shows, and every string in it, for tests that hold over many views."""

from __future__ import annotations

import itertools
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import htpy as h
from dash._utils import to_json
from markupsafe import Markup

from geo.scene.scene import Scene, Scenes
from geo.view.address import parse
from geo.view.view import View, home_view
from geo.world.world import World
from layers.blocks.markup import spelled
from layers.map import figure
from layers.page.said import parts
from layers.policy import timeline
from layers.subject import Filled
from layers.subjects import SUBJECTS
from tests.worlds import PACKAGE

FILTERS = (
    "",
    "top=all",
    "top=1",
    "from=west&to=east",
    "from=34,41,51&to=31,44",
    "from=11,12,13,14",
    "from=54&to=63&top=20",
    "from=34&to=34",
    "from=northeast&scheme=four-zone&top=20",
    "to=autonomous&scheme=autonomous",
    "place=34",
    "place=44&direction=in",
    "place=51&direction=out&top=5",
    "place=34-31",
    "place=34-31,43-44",
    "layers=none",
    "layers=corridors,labels&top=20",
    "breaks=-1000000,0,1000000",
    "breaks=quantile&scale=free",
)

TABS = [one.tab for one in SUBJECTS if one.tab]
ROUTES = [
    route for one in SUBJECTS for route in one.routes
    if {*route.datasets} <= {*PACKAGE.datasets}  # others come with tables of a reader
]  # fmt: skip
VIEWS = ("map", *(tab.key for tab in TABS))
SWITCHES = [layer.key for layer in figure.LAYERS if layer.key]


def queries(world: World) -> list[str]:
    """A spread of legal addresses: filters, measures, directions, shades, periods and places."""
    words = world.vocabulary
    measured = [
        f"measure={measure}&direction={direction}&top=20"
        for measure, direction in itertools.product(words["measures"], ("gross", "net"))
    ]
    return [
        *FILTERS,
        *measured,
        *[f"shade={shade}&top=20" for shade in words["shades"]],
        *[f"period={period}&place=11&top=20" for period in words["periods"]],
        *[f"place={place}&top=20" for place in words["places"][:16]],
    ]


def plain_shades(world: World) -> list[str]:
    """Shades of one figure each; the two-way maps show two and have their own key."""
    return list(world.table("shading")["shade"].unique())


def scene_of(world: World, query: str, scenes: Scenes | None = None) -> Scene:
    """The scene of a legal address."""
    view, notices = parse(query, world.vocabulary)
    assert notices == (), query
    return (scenes or Scenes(world)).of(view)


def view_of(world: World, **fields: str) -> View:
    """What the page of a world opens with, some fields changed."""
    return replace(home_view(world.vocabulary), **fields)


MARKUP = (h.BaseElement, h.Fragment, Markup)
NAMES = {"class": "className", "for": "htmlFor", "tabindex": "tabIndex"}
NAMES |= {"colspan": "colSpan", "rowspan": "rowSpan"}
VOID = {"br", "hr", "img", "input"}


_TERM = re.compile(r'<span class="term"[^>]*>(.*?)</span>')


def unmarked(html: str) -> str:
    """Markup without the marks of its terms.

    Examples
    --------
    >>> unmarked('All <span class="term" tabindex="0">corridors</span>.')
    'All corridors.'
    """
    return _TERM.sub(r"\1", html)


class _Reader(HTMLParser):
    """Reads HTML text strictly: every element ends where it must."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[list[Any]] = [[]]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin an element."""
        node: list[Any] = [tag, {name: value or "" for name, value in attrs}]
        self.open[-1].append(node)
        if tag not in VOID:
            self.open.append(node)

    def handle_endtag(self, tag: str) -> None:
        """End it; no other may be open in it."""
        assert self.open.pop()[0] == tag, f"{tag} ends where another is open"

    def handle_data(self, data: str) -> None:
        """Text between elements."""
        self.open[-1].append(data)


def nodes(text: str) -> list[Any]:
    """HTML text as its elements: tag, attributes and children of each; text as itself."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    (found,) = reader.open
    return found


def _component(node: Any) -> Any:
    """A node in the shape of a Dash component; a link inside the page is a ``Link``."""
    if isinstance(node, str):
        return node
    tag, attributes, *children = node
    props: dict[str, Any] = {NAMES.get(name, name): value for name, value in attributes.items()}
    if children:
        found = [_component(one) for one in children]
        props["children"] = found[0] if len(found) == 1 else found
    if "data-figure" in attributes:
        return {"type": "Graph", "props": props}
    inside = tag == "a" and attributes.get("href", "").startswith("/?")
    inside = inside or attributes.get("href") == "/"
    return {"type": "Link" if inside else tag.capitalize(), "props": props}


def plain(thing: Any) -> Any:
    """What the browser receives for a tab, markup, a component, a figure or a patch."""
    if isinstance(thing, Filled):
        return _with_figures(thing.reply())
    if isinstance(thing, MARKUP):
        return _component(nodes(spelled(thing))[0])
    if isinstance(thing, (list, tuple)) and any(isinstance(one, MARKUP) for one in thing):
        return [_component(one) for one in nodes(spelled(thing))]
    return _filled(json.loads(to_json(thing)))


def _with_figures(tab: dict[str, Any]) -> list[Any]:
    """Elements of a tab, each figure in its place; the grid is the last of them."""
    found = [_component(one) for one in nodes(tab["html"])]
    for place in components(found, "Graph"):
        place["figure"] = tab["figures"][place["id"]]
    return [*found, *([json.loads(to_json(tab["grid"]))] if tab["grid"] else [])]


def _filled(thing: Any) -> Any:
    """With the elements that the browser makes of HTML text in their place."""
    if isinstance(thing, list):
        return [_filled(one) for one in thing]
    if isinstance(thing, dict):
        found = {name: _filled(value) for name, value in thing.items()}
        if found.get("data-controls"):
            found["children"] = _filled(json.loads(found.pop("data-controls")))
        for name in {"data-still", "data-constant"} & found.keys():
            found["children"] = [_component(one) for one in nodes(found.pop(name))]
        return found
    return thing


def everything(world: World, scene: Scene, tabs: bool = True) -> dict[str, Any]:
    """All that a view draws and says, as the browser receives it; its tabs on request."""
    found = {
        **parts(world, scene, ()),
        "map": figure.base_figure(world, scene),
        "timeline": timeline.base_figure(world, scene),
        **{f"panel-{panel.key}": panel.fill(world, scene) for panel in TABS if tabs},
    }
    return {name: plain(thing) for name, thing in found.items()}


def strings(thing: Any) -> Iterator[str]:
    """Every string value in nested lists and dicts; keys are left out."""
    if isinstance(thing, str):
        yield thing
    elif isinstance(thing, dict):
        for value in thing.values():
            yield from strings(value)
    elif isinstance(thing, list):
        for value in thing:
            yield from strings(value)


def shown(thing: Any) -> str:
    """Text that a reader sees: the children of all components, in order."""
    if isinstance(thing, Filled) or (
        isinstance(thing, list) and any(isinstance(one, MARKUP) for one in thing)
    ):
        thing = plain(thing)
    thing = thing if isinstance(thing, (dict, list, str)) else plain(thing)
    if isinstance(thing, dict):
        return shown(thing.get("props", {}).get("children") or "")
    if isinstance(thing, list):
        return " ".join(filter(None, (shown(one) for one in thing if one is not None)))
    return str(thing)


def components(thing: Any, kind: str) -> Iterator[dict[str, Any]]:
    """Properties of every component of one kind."""
    if isinstance(thing, list):
        for one in thing:
            yield from components(one, kind)
    if isinstance(thing, dict):
        if thing.get("type") == kind:
            yield thing["props"]
        for value in thing.values():
            yield from components(value, kind)
