"""The choice of one word from a list, bound to a field of the view."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import dash_mantine_components as dmc

Options = Iterable[tuple[str, str]]


def select(
    identity: dict[str, str], label: str, options: Options, value: str, **more: Any
) -> dmc.Select:
    """A list in which always one entry is chosen.

    Parameters
    ----------
    identity : dict
        See :func:`layers.page.bound.bound`.
    label : str
        Name of the control.
    options : iterable of (str, str)
        Key and word of each entry.
    value : str
        Key of the chosen entry.
    **more
        Other properties of the control.
    """
    data = [{"value": key, "label": word} for key, word in options]
    return dmc.Select(
        id=identity, label=label, data=data, value=value, allowDeselect=False, size="xs", **more
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
    data = [{"value": key, "label": word} for key, word in options]
    return dmc.Select(
        id=identity,
        label=label,
        data=data,
        value=value or None,
        placeholder=empty,
        clearable=True,
        clearButtonProps={"aria-label": clear},
        size="xs",
        **more,
    )
