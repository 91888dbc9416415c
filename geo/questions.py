"""What can be asked of the flow table: measures as records, and one question."""

from __future__ import annotations

from dataclasses import dataclass

SMALL_BASE_SAMPLE_PERSONS = 100
"""Fewer sampled people both ways make a small base."""


@dataclass(frozen=True)
class Measure:
    """What the width and the order of corridors show.

    Attributes
    ----------
    key : str
        The word in the address.
    column : str
        Column of the corridors table for a directed corridor.
    divisor, factor : str or None, float
        A net line shows ``factor * net_persons / divisor``; no divisor means the column itself.
    unit : str
        Unit in plain words.
    signed : bool
        True where values run from loss to gain.
    unsteady : bool
        True when small numbers make the measure jump, so pairs with a small base rank last.
    """

    key: str
    column: str
    unit: str
    divisor: str | None = None
    factor: float = 1.0
    signed: bool = False
    unsteady: bool = False


MEASURES: tuple[Measure, ...] = (
    Measure("people", "migrants_persons", "people"),
    Measure(
        "rate",
        "rate_per_1000",
        "per 1,000 residents of the origin",
        "origin_population_persons",
        1000.0,
        unsteady=True,
    ),
    Measure("share", "share_percent", "% of the origin's outflow", "origin_out_persons", 100.0),
    Measure("net", "net_persons", "people, net", signed=True),
    Measure("effectiveness", "effectiveness_percent", "%", signed=True, unsteady=True),
)
MEASURE = {measure.key: measure for measure in MEASURES}


@dataclass(frozen=True)
class Question:
    """What is asked of the flow table.

    Attributes
    ----------
    period : str
        Interval.
    origins, destinations : tuple of str
        Province codes kept at each end; empty keeps all.
    province : str
        Code of the chosen province, or empty.
    direction : str
        ``gross``, ``in``, ``out`` (of the chosen province) or ``net``.
    measure : str
        Key of :data:`MEASURES`; decides value and order.
    rank : str
        Key of :data:`geo.ranks.RANKS` that decides the order instead, or empty.
    """

    period: str
    origins: tuple[str, ...] = ()
    destinations: tuple[str, ...] = ()
    province: str = ""
    direction: str = "gross"
    measure: str = "people"
    rank: str = ""
