"""Words of the matrix: its orders, what a cell says, and what each kind of cell means."""

from __future__ import annotations

from typing import Any

from geo.flows.pairs import (
    ABSENT,
    EXCHANGE,
    FIGURE,
    LEFT_OUT,
    MAP_IN,
    MAP_OUT,
    NO_FIGURE,
    NOT_APPLICABLE,
    OPPOSITE,
    OWN,
    PEOPLE,
    ZERO,
    ZONE,
)
from geo.flows.question import MEASURE, NET
from geo.scene.scene import Scene
from layers.blocks.cells import MEANT
from layers.text import numbers, words
from layers.text.gettext import N_, _

ORDERS = {
    ZONE: N_("By zone"),
    EXCHANGE: N_("Close ties together"),
    PEOPLE: N_("Most people first"),
    MAP_OUT: N_("As on the map: where they went"),
    MAP_IN: N_("As on the map: where they came from"),
}
MEANING = {
    ZONE: N_("Order: the zones of the scheme, inside each by code."),
    EXCHANGE: N_(
        "Order: {regions} that exchange many people for their size stand side by side, worked out "
        "from all intervals together."
    ),
    PEOPLE: N_("Order: people in and out, as kept by the filters, most first."),
    MAP_OUT: N_(
        "Each tile is a {region}, about where it lies on the map. Inside it stand all {regions} "
        "once more in the same places: a cell is where its people went."
    ),
    MAP_IN: N_(
        "Each tile is a {region}, about where it lies on the map. Inside it stand all {regions} "
        "once more in the same places: a cell is where its people came from."
    ),
}
SIGNS = {
    ZERO: "0",
    NO_FIGURE: "?",
    NOT_APPLICABLE: "n/a",
    OWN: "×",
    OPPOSITE: "",
    LEFT_OUT: "·",
    ABSENT: "–",
}


def measured(scene: Scene) -> str:
    """What the cells hold."""
    return _(words.MEASURES[scene.counts])


def brief(measure: str, value: float) -> str:
    """Write a value for a cell four digits wide."""
    if MEASURE[measure].counts_people:
        return numbers.short(numbers.significant(value, 2) if abs(value) >= 100 else value)
    return numbers.decimal(value, 1 if abs(value) < 10 else 0)


def said(scene: Scene, cell: dict[str, Any]) -> str:
    """What is said of one cell besides its ends."""
    if cell["state"] not in (FIGURE, ZERO):
        return _(MEANT[cell["state"]])
    if cell["state"] == ZERO and not cell["sample_persons"]:
        return _(MEANT[ZERO])
    if scene.view.direction == NET:
        counted = words.people_by_sign(words.FLOWS_NET, cell["persons"])
    else:
        counted = _("{n} people, {sample} in the sample").format(
            n=numbers.people(cell["persons"]), sample=numbers.decimal(cell["sample_persons"])
        )
    if scene.view.measure == "people":
        return counted
    return f"{words.measure_value(scene.view.measure, cell['value'])} · {counted}"
