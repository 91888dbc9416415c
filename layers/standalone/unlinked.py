"""Markup without links: what the file holds is gone to inside it, the rest leads nowhere."""

from __future__ import annotations

import re
from collections.abc import Container
from html import escape, unescape
from urllib.parse import parse_qsl

from geo.view.address import query_string
from geo.view.view import FIELDS, View, without_local
from layers.below import inside

LANG = "lang"
_FOLLOWED = {field.name for field in FIELDS} - {field.name for field in FIELDS if field.local}
_ANCHOR = re.compile(r"(\s*·?\s*)<a\b([^>]*)>(.*?)</a>", re.DOTALL)
_ATTRIBUTE = re.compile(r'([\w-]+)(?:="([^"]*)")?')
_FORM = re.compile(r"<form\b.*?</form>", re.DOTALL)
_GLOSS = re.compile(r'<p><a [^>]*class="gloss-entry".*?</a></p>')
_GLOSSED = re.compile(r' data-gloss="([^"]*)"')
_PRINTED = re.compile(r' data-printed="[^"]*"')
OF_LINKS = {"href", "target", "download", "rel", "data-follows"}


def key_of(query: str) -> str:
    """What of an address its reply hangs on, without the language.

    Parameters
    ----------
    query : str
        Query string as the page spells it, without its question mark.

    Examples
    --------
    >>> key_of("top=20&place=A%3EB&camera=105,35,2&lang=fr&unknown=1")
    'place=A>B&top=20'
    """
    parts = parse_qsl(query, keep_blank_values=True)
    return "&".join(
        sorted(f"{name}={value}" for name, value in parts if name in _FOLLOWED - {LANG})
    )


def key_of_view(view: View) -> str:
    """The same for a view.

    Examples
    --------
    >>> key_of_view(View(top="20", lang="fr"))
    'top=20'
    """
    return key_of(query_string(without_local(view)))


def unlinked(markup: str, held: Container[str]) -> str:
    """Markup whose links to views of the file are marked, and whose other links lead nowhere.

    A link to a place of the same view stays; forms, which only a server answers, and links to a
    source, which only the page holds, are gone.

    Parameters
    ----------
    markup : str
        Markup of ours.
    held : container of str
        Keys of the views that the file holds.

    Examples
    --------
    >>> unlinked('<a class="chip" href="/?top=20">20</a>', {"top=20"})
    '<a class="chip" role="link" tabindex="0" data-goes="top=20">20</a>'
    >>> unlinked('Census · <a href="/?view=sources#x" class="source">Source</a>', {"top=20"})
    'Census'
    >>> unlinked('<a class="chip" href="/?top=60">60</a> <a href="#b">b</a>', {"top=20"})
    '<a class="chip">60</a> <a href="#b">b</a>'
    """
    kept = _GLOSSED.sub(_glossed, _PRINTED.sub("", _FORM.sub("", markup)))
    return _ANCHOR.sub(lambda one: _goes(one, held), kept)


def _glossed(found: re.Match[str]) -> str:
    """What comes up over a term, without the way to the list, which the file has not."""
    inside = _GLOSS.sub("", unescape(found[1]))
    return f' data-gloss="{escape(inside)}"'


def _goes(anchor: re.Match[str], held: Container[str]) -> str:
    before, attributes, label = anchor.groups()
    given = dict(_ATTRIBUTE.findall(attributes))
    target = inside(unescape(given.get("href", "")))
    if target.startswith("#"):
        return anchor[0]
    stays = "".join(f' {name}="{value}"' for name, value in given.items() if name not in OF_LINKS)
    query, _sign, entry = target.removeprefix("/").removeprefix("?").partition("#")
    is_view = target.startswith(("/?", "/#")) or target == "/"
    if is_view and key_of(query) in held:
        goes = escape(f"{query}#{entry}" if entry else query)
        return f'{before}<a{stays} role="link" tabindex="0" data-goes="{goes}">{label}</a>'
    if given.get("class") == "source":
        return ""
    return f"{before}<a{stays}>{label}</a>"
