"""Whom to count: the flow tables and their categories as one list, and what is chosen of it."""

from __future__ import annotations

from typing import Any

import dash_mantine_components as dmc

from geo.view.view import View
from geo.world.choice import categories_of, flow_tables
from geo.world.declared import FlowTable
from geo.world.world import World
from layers.blocks.controls import bound
from layers.text.gettext import _, risen

PART = "who"
BETWEEN = "/"
"""Parts a flow table and its category in a value of the list (assets/controls/values.js)."""


def who(world: World, view: View) -> list[dmc.Select]:
    """The list of whom to count; none in a world with one way of counting."""
    tables = flow_tables(world.package)
    if not tables:
        return []
    return [
        dmc.Select(
            id=bound("flows", PART),
            label=_("Who"),
            data=[_listed(world, one) for one in tables.values()],
            value=choice_value(view.flows, view.category),
            allowDeselect=False,
            placeholder=_("several categories"),
            size="xs",
            maxDropdownHeight=320,
        )
    ]


def _listed(world: World, table: FlowTable) -> dict[str, Any]:
    """A flow table as one entry of the list, or as a group where it has categories."""
    known = categories_of(world.package, table)
    if not known:
        return {"value": table.key, "label": _(table.title)}
    everybody = _(table.everybody)
    items = [{"value": table.key, "label": risen(everybody)}]
    items += [
        {"value": choice_value(table.key, word), "label": _(choice.title)}
        for one in known
        for word, choice in one.by_word.items()
    ]
    return {"group": _(table.title), "items": items}


def kept_titles(world: World, category: str) -> list[str]:
    """Names of the categories that are kept."""
    return [_(choice.title) for one in world.categories for choice in one.among(category)]


def choice_value(flows: str, category: str) -> str:
    """A flow table and its category as one value of a list."""
    return f"{flows}{BETWEEN}{category}" if category else flows
