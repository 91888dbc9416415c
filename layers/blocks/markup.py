"""Markup as escaped HTML text, written with htpy and set at once by the browser (assets/words.js).

Every Dash component listens to every change of the page, so a table of a few hundred cells made of
components would slow each control by hundreds of milliseconds.
"""

from __future__ import annotations

from typing import Any

import htpy as h


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
    >>> spelled(choice("west", "West"))
    '<label><input type="checkbox" value="west"><span>West</span></label>'
    """
    kind = {"type": "radio", "name": group} if group else {"type": "checkbox"}
    return h.label[h.input(kind, value=value), h.span[label]]
