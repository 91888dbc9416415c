"""Markup that the page never talks to, sent as one component instead of hundreds.

Every Dash component listens to every change of the page, so a table of a few hundred cells made of
components slows each control by hundreds of milliseconds. :func:`still` spells such a part as data;
the browser (assets/55_still.js) makes plain elements of it. Links and buttons in it work as ever.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

ATTRIBUTES = {"className": "class", "tabIndex": "tabindex", "colSpan": "colspan"}
ATTRIBUTES |= {"rowSpan": "rowspan", "htmlFor": "for"}
KEPT = {"alt", "download", "href", "id", "lang", "open", "role", "scope", "src", "style", "target"}
KEPT |= {"hidden", "title", "type"}
Node = str | list[Any]


@dataclass(frozen=True)
class Box:
    """A checkbox or radio button with its label, which the HTML of Dash does not have.

    Attributes
    ----------
    value, label : str
        What it stands for, in the address and in words.
    group : str
        Name that radio buttons share; empty for a checkbox.
    """

    value: str
    label: str
    group: str = ""


@dataclass(frozen=True)
class FileInput:
    """A file input of the browser, for which Dash has no component.

    Attributes
    ----------
    id : str
        Id; a label names it.
    accept : str
        Endings that the browser offers.
    """

    id: str
    accept: str


def still(*parts: Any, key: str = "", className: str = "") -> html.Div:
    """Send markup as data.

    Parameters
    ----------
    parts : components, boxes, str, numbers or None
        Plain HTML components and links, nested at will.
    key : str
        Name in a steady tab, unique on the page. None by default.
    className : str
        Class of the element that holds them.

    Raises
    ------
    ValueError
        When a part is no plain HTML, or has a property that plain HTML has not.
    """
    named = {"id": {"still": key}} if key else {}
    return html.Div(className=className, **named, **{"data-still": spelled(parts)})


def spelled(part: Any) -> str:
    """Markup as the text of a ``data-still`` attribute.

    Examples
    --------
    >>> spelled(html.P("One"))
    '[["p",{},"One"]]'
    """
    return json.dumps(nodes(part), ensure_ascii=False, separators=(",", ":"))


def nodes(part: Any) -> list[Node]:
    """Spell a part: text as itself, an element as its tag, its attributes and its children.

    Examples
    --------
    >>> nodes(html.P(["One ", html.B("two", className="big")]))
    [['p', {}, 'One ', ['b', {'class': 'big'}, 'two']]]
    """
    if part is None:
        return []
    if isinstance(part, list | tuple):
        return [node for one in part for node in nodes(one)]
    if isinstance(part, Component):
        return [_element(part)]
    if isinstance(part, Box):
        kind = {"type": "radio", "name": part.group} if part.group else {"type": "checkbox"}
        return [["label", {}, ["input", {**kind, "value": part.value}], ["span", {}, part.label]]]
    if isinstance(part, FileInput):
        return [["input", {"type": "file", "id": part.id, "accept": part.accept}]]
    return [str(part)]


def _element(component: Component) -> list[Any]:
    plain = isinstance(component, dcc.Link) or component._namespace == html.Div()._namespace
    if not plain:
        raise ValueError(f"{type(component).__name__} is no plain HTML and cannot stand still")
    properties = {
        name: value
        for name, value in component.to_plotly_json()["props"].items()
        if name != "children" and value is not None and (value != "" or name.startswith("data-"))
    }
    tag = "a" if isinstance(component, dcc.Link) else component._type.lower()
    attributes = {_attribute(tag, name): value for name, value in properties.items()}
    return [tag, attributes, *nodes(getattr(component, "children", None))]


def _attribute(tag: str, name: str) -> str:
    if name in KEPT or name.startswith(("aria-", "data-")):
        return name
    if name not in ATTRIBUTES:
        raise ValueError(f"{tag} has a property {name!r} that cannot stand still")
    return ATTRIBUTES[name]
