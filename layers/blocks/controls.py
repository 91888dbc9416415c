"""The id that binds a control to a field of the view."""

from __future__ import annotations

import json
from collections.abc import Container, Iterable, Mapping
from typing import Any

import dash_mantine_components as dmc
from dash import html

from layers.blocks.markup import choice, spelled


def bound(field: str, part: str = "main") -> dict[str, str]:
    """Id that binds a control to a field of the view.

    Parameters
    ----------
    field : str
        Name of the field in the address.
    part : str
        ``main``, or which of several controls of one field this is; a second control of the same
        kind is ``main:2``, and ``weight:gdp`` is the control of one entry of the field.
    """
    return {"view": field, "part": part}


# A group of plain checkboxes or radio buttons that is one control of a field.


def boxes(identity: dict[str, str], content: str, **more: Any) -> html.Div:
    """A group whose boxes stand for the entries of a list field.

    Parameters
    ----------
    identity : dict
        See :func:`layers.blocks.controls.bound`.
    content : str
        HTML text: choices, and other elements between them.
    **more
        Attributes of the group: one of ``aria-label`` and ``aria-labelledby`` names it.
    """
    attributes = {"data-bound": json.dumps(identity), "data-constant": content}
    return html.Div(**{"role": "group", "className": "chips", **attributes, **more})


def segments(identity: dict[str, str], options: list[tuple[str, str]], **more: Any) -> html.Div:
    """A row of radio buttons of which always one is chosen.

    Parameters
    ----------
    identity : dict
        See :func:`layers.blocks.controls.bound`.
    options : list of (str, str)
        Key and word of each segment.
    **more
        As in :func:`boxes`.
    """
    group = "-".join(identity.values())
    content = spelled([choice(key, word, group) for key, word in options])
    return boxes(identity, content, **{"role": "radiogroup", "className": "segments", **more})


# The choice of one word from a list, bound to a field of the view.

OFF = {"disabled": True}
NOTHING: Mapping[str, str] = {}
Options = Iterable[tuple[str, str]]


def as_options(
    options: Options, known: Container[str] | None = None, why: Mapping[str, str] = NOTHING
) -> list[dict[str, Any]]:
    """Keys and words as a list of Mantine takes them.

    Parameters
    ----------
    options
        Keys and words.
    known
        Keys that can be chosen at first, the others stand there off; all of them by default.
    why
        What some are called while they are off, which says why; by key.

    Examples
    --------
    >>> as_options([("a", "A"), ("b", "B")], known={"a"})[1]
    {'value': 'b', 'label': 'B', 'disabled': True}
    >>> as_options([("b", "B")], known={}, why={"b": "B (not yet)"})[0]["label"]
    'B (not yet)'
    """
    named = ((key, word, known is None or key in known) for key, word in options)
    return [_option(key, word, on, why.get(key)) for key, word, on in named]


def _option(key: str, word: str, on: bool, why: str | None) -> dict[str, Any]:
    """One entry; the browser turns it on and off (assets/controls.js) and then needs both names."""
    entry = {"value": key, "label": word if on or why is None else why, **({} if on else OFF)}
    return entry if why is None else entry | {"named": {"on": word, "off": why}}


def select(
    identity: dict[str, str],
    label: str,
    options: Options,
    value: str,
    known: Container[str] | None = None,
    why: Mapping[str, str] = NOTHING,
    **more: Any,
) -> dmc.Select:
    """A list in which always one entry is chosen.

    Parameters
    ----------
    identity : dict
        See :func:`layers.blocks.controls.bound`.
    label : str
        Name of the control.
    options : iterable of (str, str)
        Key and word of each entry.
    value : str
        Key of the chosen entry.
    known, why
        As in :func:`as_options`.
    **more
        Other properties of the control.
    """
    return dmc.Select(
        id=identity,
        label=label,
        data=as_options(options, known, why),
        value=value,
        allowDeselect=False,
        size="xs",
        **more,
    )


def select_or_none(
    identity: dict[str, str],
    label: str,
    options: Options,
    value: str,
    words: tuple[str, str],
    **more: Any,
) -> dmc.Select:
    """A list in which nothing need be chosen.

    Parameters
    ----------
    identity, label, options, **more
        As in :func:`select`.
    value : str
        Key of the chosen entry, empty for none.
    words : tuple of str
        What an empty control says, and the name of its button that empties it.
    """
    empty, clear = words
    return dmc.Select(
        id=identity,
        label=label,
        data=as_options(options),
        value=value or None,
        placeholder=empty,
        clearable=True,
        clearButtonProps={"aria-label": clear},
        size="xs",
        **more,
    )
