"""Words and links of the tab: whom a figure counts, how it came about, from which report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

import htpy as h
import pandas as pd

from geo.view.view import View
from geo.workers.regions import Block, Gap, report_years, zone_key
from geo.world.world import World
from layers.blocks.links import link
from layers.text import joints, numbers
from layers.text.gettext import N_, _, is_alphabetic, language

WHOM = {
    "all": N_("all workers"),
    "outgoing": N_("outgoing workers"),
    "local": N_("local workers"),
}
STATUS = {"published": N_("as printed"), "derived": N_("worked out")}
DEFINED = N_(
    "Outgoing: six months or more of work outside the home township. Local: non-farm work inside "
    "it. All: both."
)


def whom(population: str) -> str:
    """Whom a figure counts, as the page calls them or as the report names them."""
    return _(WHOM.get(population, population))


def status(value_status: str) -> str:
    """How a figure came about."""
    return _(STATUS[value_status])


def reports(source_ids: str) -> str:
    """Years of the reports behind a figure.

    Examples
    --------
    >>> reports("M24b;M24c"), reports("M12d;M13b"), reports("AC5")
    ('2024', '2012, 2013', 'other source')
    """
    years = report_years(source_ids)
    return joints.listed(map(str, years)) or _("other source")


def cell(value: Any, write: Any) -> str:
    """A figure, or that there is none."""
    return numbers.no_figure() if pd.isna(value) else write(float(value))


def short_years(first: int, last: int) -> str:
    """First and last year in little room.

    Examples
    --------
    >>> short_years(2008, 2012), short_years(2013, 2013)
    ('2008–12', '2013')
    """
    if not is_alphabetic(language.get()):  # years are whole there, with their word
        return joints.span(first, last)
    return str(first) if first == last else joints.narrow_span(first, f"{last % 100:02d}")


def spans(years: Iterable[int]) -> str:
    """Years in words, those in a row as a span.

    Examples
    --------
    >>> spans([2008, 2015, 2016, 2019])
    '2008, 2015–16, 2019'
    """
    rows = [
        [year for _place, year in own]
        for _start, own in groupby(enumerate(years), lambda one: one[1] - one[0])
    ]
    return joints.listed(short_years(row[0], row[-1]) for row in rows)


def gaps_line(found: Sequence[Gap]) -> str:
    """Which years have no figure, and which lack some regions."""
    whole = spans(gap.year for gap in found if not gap.zones)
    parts = [
        _("{year} ({zones})").format(
            year=gap.year, zones=joints.listed(_(one) for one in gap.zones)
        )
        for gap in found
        if gap.zones
    ]
    said = joints.parts(filter(None, [whole, *parts]))
    return _("No figure was found for {years}; nothing stands in its place.").format(years=said)


def region(
    world: World, view: View, of_blocks: Sequence[Block], zone: str, year: int, end: str
) -> Any:
    """A region of the survey: a link to the same zone of the map where their make-up is known.

    Parameters
    ----------
    world, view
        What is shown.
    of_blocks
        Sets of regions.
    zone : str
        Region of the survey.
    year : int
        Year of the figure.
    end : str
        Field of the address that keeps corridors from it or to it.
    """
    for block in of_blocks:
        key = zone_key(world, block, zone) if year in block else ""
        if key:
            changes = {"view": "map", "scheme": block.scheme, "place": "", end: key}
            return link(_(zone), view, **changes)
    return _(zone)


def noted(*parts: h.Node) -> h.Element:
    """A remark below a picture."""
    return h.p(class_="muted")[list(parts)]
