"""A group of plain checkboxes or radio buttons that is one control of a field.

Components of their own would listen to every change of the page; these cost nothing until they are
clicked. The browser (assets/11_controls.js) fills a group from the address and reads it.
"""

from __future__ import annotations

import json
from typing import Any

from dash import html

from layers.page.still import Box, spelled


def boxes(identity: dict[str, str], content: str, **more: Any) -> html.Div:
    """A group whose boxes stand for the entries of a list field.

    Parameters
    ----------
    identity : dict
        See :func:`layers.page.bound.bound`.
    content : str
        Boxes, and plain elements between them, as :func:`layers.page.still.spelled` writes them.
    **more
        Attributes of the group: one of ``aria-label`` and ``aria-labelledby`` names it.
    """
    attributes = {"data-bound": json.dumps(identity), "data-still": content}
    return html.Div(**{"role": "group", "className": "chips", **attributes, **more})


def segments(identity: dict[str, str], options: list[tuple[str, str]], **more: Any) -> html.Div:
    """A row of radio buttons of which always one is chosen.

    Parameters
    ----------
    identity : dict
        See :func:`layers.page.bound.bound`.
    options : list of (str, str)
        Key and word of each segment.
    **more
        As in :func:`boxes`.
    """
    group = "-".join(identity.values())
    content = spelled([Box(key, word, group) for key, word in options])
    return boxes(identity, content, **{"role": "radiogroup", "className": "segments", **more})
