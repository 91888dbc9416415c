"""Markup as escaped HTML text: written with htpy, shown by one component instead of hundreds.

Every Dash component listens to every change of the page, so a table of a few hundred cells made of
components slows each control by hundreds of milliseconds. :func:`still` hands such a part over as
one text; the browser (assets/55_still.js) shows it. Links and buttons in it work as ever.
"""

from __future__ import annotations

from typing import Any

import htpy as h
from dash import html


def still(*parts: Any, key: str = "", className: str = "") -> html.Div:
    """Hand over markup as text.

    Parameters
    ----------
    parts : elements, str, int or None
        Elements of htpy and text, in lists at will; no Dash components.
    key : str
        Name in a steady tab, unique on the page. None by default.
    className : str
        Class of the element that holds them.

    Raises
    ------
    TypeError
        When a part is neither markup nor text nor a whole number.
    """
    named = {"id": {"still": key}} if key else {}
    return html.Div(className=className, **named, **{"data-still": spelled(parts)})


def spelled(part: Any) -> str:
    """Markup as HTML text; every character of a text stands for itself.

    Examples
    --------
    >>> spelled([h.p["One ", h.b(class_="big")["two"]], "a < b"])
    '<p>One <b class="big">two</b></p>a &lt; b'
    """
    return "".join(h.fragment[part].iter_chunks())


def choice(value: str, label: str, group: str = "") -> h.Element:
    """A checkbox or radio button with its label.

    Parameters
    ----------
    value, label : str
        What it stands for, in the address and in words.
    group : str
        Name that radio buttons share; empty for a checkbox.

    Examples
    --------
    >>> str(choice("west", "West"))
    '<label><input type="checkbox" value="west"><span>West</span></label>'
    """
    kind = {"type": "radio", "name": group} if group else {"type": "checkbox"}
    return h.label[h.input(kind, value=value), h.span[label]]
