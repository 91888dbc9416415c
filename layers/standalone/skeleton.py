"""The page as plain markup: what Dash would make of its layout, without what needs a server.

Controls, menus of files and the list of tabs stay away; every place that a reply fills is there
under its own id.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping
from html import escape
from typing import Any

from dash.development.base_component import Component

PLAIN = "dash_html_components"
NAMES = {"className": "class", "htmlFor": "for"}
VOID = {"br", "hr", "img", "input"}
MARKUP = ("data-still", "data-constant")
UNHELD = ("data-controls",)
MAIN = {
    *("notices", "failure", "slow", "pictures", "side", "clock", "note"),
    *("paper-address", "hall-keys"),
}
TOOLS = {"languages", "present", "more"}
DRAWERS = {"side", "events", "more"}
LEFT_OUT = {"compare-with", "panel-controls"}


class Skeleton:
    """Markup of a layout.

    Parameters
    ----------
    panels : container of str
        Keys of the tabs that are held.
    inside : mapping of str to str
        Markup that comes into an element, first in it, by its class; for ``tabs`` in the place of
        the list of tabs, for ``more`` last in the menu.
    tidy : callable
        What becomes of markup that an attribute holds.

    Examples
    --------
    >>> from dash import html
    >>> plain = Skeleton(set(), {}, str.upper)
    >>> plain.markup(html.Div(["a < b", html.P(id="p", **{"data-still": "x"})], className="big"))
    '<div class="big">a &lt; b<p id="p" data-still="X"></p></div>'
    """

    def __init__(
        self, panels: Container[str], inside: Mapping[str, str], tidy: Callable[[str], str]
    ) -> None:
        self._panels = panels
        self._inside = inside
        self._tidy = tidy

    def markup(self, part: Any) -> str:
        """Markup of a component, a text, or several of them."""
        if part is None:
            return ""
        if isinstance(part, (list, tuple)):
            return "".join(map(self.markup, part))
        if not isinstance(part, Component):
            return escape(str(part))
        spelled = part.to_plotly_json()
        kind, props = spelled["type"], dict(spelled["props"])
        children = props.pop("children", None)
        if spelled["namespace"] == PLAIN:
            return self._element(kind.lower(), props, children)
        return self._of_mantine(kind, props, children)

    def _of_mantine(self, kind: str, props: dict[str, Any], children: Any) -> str:
        """Frames without a look of their own; whatever else needs its scripts stays away."""
        if kind == "MantineProvider":
            return self.markup(children)
        if kind == "TabsList":
            return self._inside.get("tabs", "")
        if kind == "Tabs" or (kind == "TabsPanel" and props["value"] in self._panels):
            return self._element("div", {"className": props["className"]}, children)
        return ""

    def _element(self, tag: str, props: dict[str, Any], children: Any) -> str:
        named = props.get("id", "")
        if tag == "script" or props.get("className") in LEFT_OUT:
            return ""
        if tag in ("main", "nav") or named == "more":
            children = [one for one in children if _is_kept(tag, one)]
        attributes = "".join(self._attribute(name, value) for name, value in props.items())
        if tag in VOID:
            return f"<{tag}{attributes}>"
        first = self._inside.get(props.get("className", ""), "")
        last = self._inside.get("more", "") if named == "more" else ""
        return f"<{tag}{attributes}>{first}{self.markup(children)}{last}</{tag}>"

    def _attribute(self, name: str, value: Any) -> str:
        if value is None or value is False or name in UNHELD:
            return ""
        shown = NAMES.get(name, name.lower())
        if value is True:
            return f" {shown}"
        text = self._tidy(str(value)) if name in MARKUP else str(value)
        return f' {shown}="{escape(text)}"'


def _is_kept(tag: str, part: Any) -> bool:
    """Whether a part of the page, or one of its tools, does something without a server."""
    props = part.to_plotly_json()["props"]
    if tag == "main":
        classes = props.get("className", "").split()
        return props.get("id") in MAIN or bool({"headline", "panel"} & {*classes})
    return props.get("id") in TOOLS or props.get("data-toggle") in DRAWERS
