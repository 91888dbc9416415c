"""Income by region of work and class of city, with whose income it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import htpy as h
import pandas as pd

from geo.rows import rows_of
from geo.scene.scene import Scene
from geo.workers.regions import Block, blocks, gaps, runs, stretches
from geo.workers.wages import INCOME, WageGap, base_zone, by_region, elsewhere, wage_gaps, whose
from geo.world.world import World
from layers.blocks import chart
from layers.blocks.links import source
from layers.blocks.tables import bar, framed, grid
from layers.text import joints, numbers
from layers.text.gettext import _
from layers.workers.lines import Axis, figure
from layers.workers.words import gaps_line, noted, region, reports, spans, status, whom

CITY = "income_outgoing_yuan_month"


def section(world: World, scene: Scene) -> list[h.Element]:
    """The picture by region of work, the gap of every year that has one, and classes of city."""
    return [
        _by_region(world, scene, blocks(world)),
        h.div[_gaps(world), _by_city(world, scene)],
    ]


def money(income: float) -> str:
    """An income a month, with its currency."""
    return _("{n} {currency}").format(n=numbers.decimal(income))


def _by_region(world: World, scene: Scene, of_blocks: Sequence[Block]) -> h.Element:
    table = by_region(world)
    found = runs(table, of_blocks, INCOME)
    title = _("Income by region of work")
    years = sorted({int(year) for year in table["year"]})
    about = _(
        "A month, money of the year. A dotted rule stands where the regions or the people change: "
        "{whose}. Last year with figures: {last}."
    ).format(whose=_whose(world), last=years[-1])
    rows = [
        (
            str(row["year"]),
            region(world, scene.view, of_blocks, row["zone"], row["year"], "destinations"),
            whom(row["population"]),
            numbers.decimal(row[INCOME]),
            status(row["value_status"]),
            reports(row["source_ids"]),
        )
        for part in (table, elsewhere(world))
        for row in rows_of(part)
    ]
    head = [_("Year"), _("Region"), _("Whose"), _("{currency}"), _("Figure"), _("Report")]
    return chart.chart(
        "workers-wages",
        title,
        about,
        figure(found, stretches(found), Axis(_("{currency} a month"), money)),
        300,
        grid(title, head, rows),
        [gaps_line(gaps(world, found)), " ", source(scene.view, "wages_by_region")],
    )


def _whose(world: World) -> str:
    """Whose income stands in which years, as the reports name them."""
    return joints.parts(
        _("{workers}: {years}").format(workers=whom(people), years=spans(years))
        for people, years in whose(world)
    )


def _gaps(world: World) -> h.Element:
    """How much more the first region pays, year by year; no year is filled in."""
    base = _(base_zone(world))
    found = wage_gaps(world)
    zones = list(dict.fromkeys(one.zone for one in found))
    title = _("How much more work in the {base} pays").format(base=base)
    head = [_("Year, and whose"), *(_("than in the {zone}").format(zone=_(one)) for one in zones)]
    rows: list[tuple[Any, ...]] = []
    for year in sorted({one.year for one in found}):
        own = {one.zone: one for one in found if one.year == year}
        people = whom(next(iter(own.values())).population)
        name = [str(year), " ", h.span(class_="muted")[people]]
        rows.append((name, *(_gap(own.get(zone)) for zone in zones)))
    about = _(
        "Worked out here from the incomes of the picture, {currency} a month; in brackets what it "
        "is in per cent of the income there. Star: one of the two incomes is itself worked out. "
        "Other years have no figure."
    )
    return h.section[h.h3[title], noted(about), framed(grid(title, head, rows), title)]


def _gap(one: WageGap | None) -> str:
    if one is None:
        return numbers.no_figure()
    said = _("{n} ({percent}%)").format(
        n=numbers.decimal(one.difference), percent=numbers.decimal(one.percent, 1)
    )
    return f"{said}*" if one.derived else said


def _by_city(world: World, scene: Scene) -> h.Element:
    table = world.table("wages_by_city_class")
    years = sorted({int(year) for year in table["year"]}, reverse=True)
    title = _("Income of outgoing workers by class of city")
    about = _("Last year in the reports: {year}. Outgoing workers alone.").format(year=years[0])
    return h.section(class_="theme")[
        h.h3[title],
        noted(about, " ", source(scene.view, "wages_by_city_class")),
        [_of_cities(table[table["year"] == year], float(table[CITY].max())) for year in years],
    ]


def _of_cities(rows: pd.DataFrame, most: float) -> Any:
    """Classes of city in one year, whose figures came about in the same way."""
    bars = [
        (_(row["city_class"]), bar(100 * row[CITY] / most, money(row[CITY])))
        for row in rows_of(rows)
    ]
    ways = joints.listed(dict.fromkeys(status(one) for one in rows["value_status"]))
    caption = _("{year}, {ways}").format(year=int(rows["year"].iloc[0]), ways=ways)
    return grid(caption, [_("Class of city"), _("A month")], bars)
