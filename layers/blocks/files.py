"""Inputs of files: the browser's own one speaks the language of the browser, so ours covers it."""

from __future__ import annotations

import htpy as h

from layers.text.gettext import _


def file_input(
    own: str, endings: str, *, several: bool = False, about: str = "", is_named: bool = False
) -> h.Element:
    """A button that opens files; the input itself lies over it unseen, for hand and keyboard.

    Parameters
    ----------
    own : str
        Id of the input; its label stands beside it.
    endings : str
        What it offers to open.
    several : bool, optional
        Whether several can be chosen.
    about : str, optional
        Id of what describes it.
    is_named : bool, optional
        Whether the name of the file stands behind the button until something is done with it.
    """
    label = _("Choose files") if several else _("Choose a file")
    return h.span(class_="file-pick")[
        h.span(class_="button", aria_hidden="true")[label],
        h.input(
            type="file", id=own, multiple=several, accept=endings, aria_describedby=about or None
        ),
        h.span(id=f"{own}-name", class_="muted") if is_named else None,
    ]
