"""What is said of one term: both names, its gloss, where the paper has it, the way to its entry."""

from __future__ import annotations

from typing import Any

import htpy as h

from geo.terms.terms import Term
from geo.view.view import View
from layers.blocks.links import address
from layers.text import gettext as text
from layers.text import words
from layers.text.gettext import _

ENTRIES = "terms"
"""Id of the list of all terms, on the tab of sources."""
TAB = "sources"


def anchor(key: str) -> str:
    """Id of the entry of a term.

    Examples
    --------
    >>> anchor("boat-race")
    'term-boat-race'
    """
    return f"term-{key}"


def entry_link(view: View, label: str, entry: str = ENTRIES, **attributes: str) -> h.Element:
    """Link to the list of terms, or to one entry of it."""
    return h.a(href=f"{address(view, view=TAB)}#{entry}", **attributes)[label]


def names(term: Term) -> list[Any]:
    """The term in the language of the page, then in the others, each told as what it is."""
    lang = text.language.get()
    own = term.names.get(lang, term.names[text.SOURCE_LANGUAGE])
    others = [
        [" ", h.span(class_="term-other", lang=text.tag(one))[name]]
        for one, name in term.names.items()
        if one != lang and name != own
    ]
    return [h.b[own], *others]


def explained(term: Term) -> list[Any]:
    """Its gloss in the language of the page, and the sections of the paper that have the term."""
    lang = text.language.get()
    said = term.glosses.get(lang, term.glosses[text.SOURCE_LANGUAGE])
    place = [h.p(class_="term-place muted")[in_paper(term.section)]] if term.section else []
    return [h.p[said], *place]


def in_paper(section: str) -> str:
    """Where the paper has a term; a place that is no section of it stands alone."""
    if not any(character.isdigit() for character in section) and section != "Foreword":
        return words.section(section)
    return _("paper, {section}").format(section=words.section(section))


def gloss(term: Term, home: View) -> list[Any]:
    """What comes up over a term: it ends with the way from a view to the entry."""
    label = _("All terms")
    return [
        h.p(id="gloss-names", class_="term-names")[names(term)],
        *explained(term),
        h.p[entry_link(home, label, anchor(term.key), class_="gloss-entry")],
    ]
