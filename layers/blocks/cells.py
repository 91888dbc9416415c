"""Cells of the pictures of all pairs: colours of their classes, ranges and kinds in words."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from geo.flows.pairs import (
    ABSENT,
    FIGURE,
    LEFT_OUT,
    NO_FIGURE,
    NOT_APPLICABLE,
    OPPOSITE,
    OWN,
    ZERO,
)
from geo.flows.question import MEASURE, NET, Question
from layers.blocks import palette
from layers.text import numbers
from layers.text.gettext import N_, _

MEANT = {
    FIGURE: N_("the figure of the pair"),
    ZERO: N_("nobody in the sample moved this way"),
    NO_FIGURE: N_("cannot be worked out for this pair"),
    NOT_APPLICABLE: N_("not applicable: nobody moved either way"),
    OWN: N_("not applicable: moves inside a {region} are not in these tables"),
    OPPOSITE: N_("the net of this pair stands in the opposite cell"),
    LEFT_OUT: N_("left out by the filters"),
    ABSENT: N_("not in the table of this interval"),
}
"""What each kind of cell means."""
BALANCED = N_("0: nobody in the sample, or as many both ways")


def meaning(state: str, question: Question) -> str:
    """What a kind of cell means in a key.

    Examples
    --------
    >>> meaning(ZERO, Question("2000-2005")), meaning(ZERO, Question("2000-2005", direction=NET))
    ('nobody in the sample moved this way', '0: nobody in the sample, or as many both ways')
    """
    can_balance = MEASURE[question.measure].signed or question.direction == NET
    return _(BALANCED if state == ZERO and can_balance else MEANT[state])


def step_colours(signed: bool, breaks: Sequence[float]) -> tuple[str, ...]:
    """Colours of the classes, lowest first; from loss to gain where values have a sign."""
    return tuple(palette.class_colours("net" if signed else "in", len(breaks) + 1))


def step_style(colours: Sequence[str]) -> str:
    """Colours of the classes, as style sheets take them."""
    return ";".join(f"--step-{step}:{colour}" for step, colour in enumerate(colours))


def ranges(measure: str, breaks: Sequence[float]) -> list[str]:
    """Range of each class in words, lowest first.

    Examples
    --------
    >>> ranges("people", (1000.0, 3000.0))
    ['under 1K', '1K to 3K', '3K up']
    >>> ranges("share", (0.3, 10.0))
    ['under 0.3%', '0.3% to 10%', '10% up']
    """
    ends = ["", *[_written(measure, one) for one in breaks], ""]
    return [_span(low, high) for low, high in pairwise(ends)]


def _written(measure: str, value: float) -> str:
    """Write a break, which has one digit that counts."""
    if MEASURE[measure].counts_people:
        return numbers.short(value)
    places = 0 if abs(value) >= 1 else 1
    written = numbers.percent if MEASURE[measure].is_percent else numbers.decimal
    return written(value, places)


def _span(low: str, high: str) -> str:
    if not low and not high:
        return _("all alike")
    if not low:
        return _("under {n}").format(n=high)
    return _("{low} to {high}").format(low=low, high=high) if high else _("{n} up").format(n=low)
