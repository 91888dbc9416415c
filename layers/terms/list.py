"""The list of all terms, each an entry that an address opens."""

from __future__ import annotations

from typing import Any

import htpy as h

from geo.terms.terms import in_order
from geo.world.world import World
from layers.blocks.markup import kept_markup
from layers.terms.gloss import ENTRIES, anchor, explained, names
from layers.text import gettext as text
from layers.text.gettext import _


@kept_markup
def listed_terms(world: World) -> list[Any]:
    """Every term in the order of the language: both names, gloss, section, and a remark."""
    found = in_order(world, text.language.get())
    if not found:
        return []
    return [
        h.h2(id=ENTRIES)[_("Terms")],
        h.p(class_="muted on-screen")[
            _("Words with a dotted line open the same glosses, wherever they stand on the page.")
        ],
        h.div(class_="term-list")[
            [
                h.details(id=anchor(one.key))[
                    h.summary[names(one)],
                    *explained(one),
                    h.p(class_="muted term-words")[
                        _("On the words: {note}").format(note=_(one.note))
                    ],
                ]
                for one in found
            ]
        ],
    ]
