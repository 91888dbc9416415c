"""How far a region sends the people whom the paper is about, by a choice of whom to count."""

from __future__ import annotations

import math
from dataclasses import dataclass

from geo.flows import portraits
from geo.rows import rows_of
from geo.world.counted import counted
from geo.world.declared import FlowTable
from geo.world.world import World

STATEMENTS = "regional_statements"


@dataclass(frozen=True)
class Sender:
    """A region among the senders of one choice, in its latest interval.

    Attributes
    ----------
    table : FlowTable
        How people are counted.
    choice, kept : str
        The categories that are kept, as an address spells them and behind a noun.
    period : str
        Interval.
    rank, count : int
        Its place among the regions that sent anybody, 1 for the most, and how many regions there
        are.
    persons, share_percent : float
        People who left it, and their share of all who left it by the same table.
    said : str
        What the paper says of it as a sender, and the section; both empty where it names it not.
    section : str
    """

    table: FlowTable
    choice: str
    kept: str
    period: str
    rank: int
    count: int
    persons: float
    share_percent: float
    said: str = ""
    section: str = ""


def senders(world: World, code: str) -> list[Sender]:
    """A region among the senders of every choice that the package declares for it."""
    found = []
    for table in world.package.flow_tables:
        if table.senders is None:
            continue
        own = counted(world.usual, table.key, table.senders.choice)
        period = own.vocabulary["periods"][-1]
        row = portraits.region_margins(own, period, code)
        if math.isnan(row["out_rank"]):
            continue  # a region that its table does not count
        said, section = _stated(world, table.senders.category, code)
        found.append(
            Sender(
                table=table,
                choice=table.senders.choice,
                kept=own.package.phrases.kept,
                period=period,
                rank=int(row["out_rank"]),
                count=len(own.counted),
                persons=row["out_persons"],
                share_percent=row["out_category_share_percent"],
                said=said,
                section=section,
            )
        )
    return found


def _stated(world: World, category: str | None, code: str) -> tuple[str, str]:
    """Statement and section of the paper on a region of a category; empty where there is none."""
    if category is None or not world.has(STATEMENTS):
        return "", ""
    rows = world.table(STATEMENTS)
    rows = rows[(rows["category"] == category) & (rows["region_code"] == code)]
    first = next(iter(rows_of(rows)), None)
    return (first["statement"], first["section"]) if first else ("", "")
