"""Markup as escaped HTML text, written with htpy and set at once by the browser (assets/words.js).

Every Dash component listens to every change of the page, so a table of a few hundred cells made of
components would slow each control by hundreds of milliseconds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

import htpy as h
from markupsafe import Markup, escape

from layers.text import joints
from layers.text.gettext import kept_by_language


def spelled(part: Any) -> str:
    """Markup as HTML text; every character of a text stands for itself.

    Examples
    --------
    >>> spelled([h.p["One ", h.b(class_="big")["two"]], "a < b"])
    '<p>One <b class="big">two</b></p>a &lt; b'
    """
    return str(_text(part))


def plain(part: Any) -> str:
    """Markup as the words in it.

    Examples
    --------
    >>> plain(["a ", h.b["b & c"]])
    'a b & c'
    """
    return _markup(spelled(part)).striptags()


def _text(part: Any) -> str:
    """Markup of one part; what htpy need not look into takes a tenth of its time."""
    kind = type(part)
    if kind is Markup:
        return part
    if kind is str:
        return escape(part)
    if kind is list or kind is tuple:
        return "".join([_text(one) for one in part])
    return h.fragment[part].__html__()


def _markup(text: str) -> Markup:
    return Markup(text)  # noqa: S704 - all that enters it went through `_text`


class Form:
    """Markup with places, see :func:`form`."""

    def __init__(self, part: Any) -> None:
        self._text = str(h.fragment[part].__html__())

    def __mod__(self, filling: Any) -> Markup:
        given = filling if isinstance(filling, tuple) else (filling,)
        return _markup(self._text % tuple([_text(one) for one in given]))


def form(part: Any) -> Form:
    """Markup with a place ``%s`` for each thing that differs: made once, filled by ``%``.

    Filling it takes a tenth of the time of making the elements anew. Text that fills a place
    stands for itself, markup stays markup.

    Examples
    --------
    >>> row = form(h.tr[h.th(scope="row")["%s"], h.td["%s"]])
    >>> row % ("A & B", h.b["5"])
    Markup('<tr><th scope="row">A &amp; B</th><td><b>5</b></td></tr>')
    """
    return Form(part)


def joined(parts: Iterable[Any]) -> Markup:
    """Texts and markup after one another, as one piece of markup; a list is what it holds.

    Examples
    --------
    >>> joined(["a < b", h.br, ["c", None]])
    Markup('a &lt; b<br>c')
    """
    return _markup("".join([_text(part) for part in parts]))


def around(message: str, **parts: Any) -> Markup:
    """A message with markup in its places; the message itself is text.

    Examples
    --------
    >>> around("in <{place}>", place=h.a(href="/")["Anhui"])
    Markup('in &lt;<a href="/">Anhui</a>&gt;')
    """
    filled = {name: _markup(_text(part)) for name, part in parts.items()}
    return escape(message).format(**filled)


def listed(parts: Iterable[Any]) -> Markup:
    """Markup one after another, as :func:`layers.text.joints.listed` does with names.

    Examples
    --------
    >>> listed([h.b["A"], h.b["B"]])
    Markup('<b>A</b>, <b>B</b>')
    """
    return escape(joints.listed(("", ""))).join(_markup(_text(part)) for part in parts)


def kept_markup(function: Callable[..., Any]) -> Callable[..., Markup]:
    """Spell what a function makes once for each language, world and arguments.

    Examples
    --------
    >>> kept_markup(lambda name: h.b[name])("A & B")
    Markup('<b>A &amp; B</b>')
    """

    @kept_by_language()
    @wraps(function)
    def made(*asked: Any) -> Markup:
        return _markup(_text(function(*asked)))

    return made


def choice(value: str, label: str, group: str = "", style: str = "") -> h.Element:
    """A checkbox or radio button with its label.

    Parameters
    ----------
    value, label : str
        What it stands for, in the address and in words.
    group : str
        Name that radio buttons share; empty for a checkbox.
    style : str
        Styles of its own, such as where it stands. None by default.

    Examples
    --------
    >>> spelled(choice("west", "West"))
    '<label><input type="checkbox" value="west"><span>West</span></label>'
    """
    kind = {"type": "radio", "name": group} if group else {"type": "checkbox"}
    own = {"style": style} if style else {}
    return h.label(own)[h.input(kind, value=value), h.span[label]]
