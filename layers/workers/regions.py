"""Where migrant workers come from and work: three drawings of the regions, none joined."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import htpy as h

from geo.rows import rows_of
from geo.scene.scene import Scene
from geo.workers.regions import (
    ORIGIN,
    WORK,
    Block,
    Crossing,
    blocks,
    crossing,
    gaps,
    runs,
    stretches,
    table_of,
    zones_of,
)
from geo.world.world import World
from layers.blocks import chart
from layers.blocks.links import source
from layers.blocks.markup import around, listed
from layers.blocks.tables import bar, facts, framed, grid
from layers.text import joints, myriads, numbers
from layers.text.gettext import _, risen
from layers.workers.lines import Axis, figure
from layers.workers.words import (
    cell,
    gaps_line,
    noted,
    region,
    reports,
    short_years,
    spans,
    status,
    whom,
)

FROM, TO = "origins", "destinations"
HEIGHT = 300


def sentence(world: World, scene: Scene) -> str:
    """Which region's workers cross provinces most, and since when that can be said."""
    found = crossing(world)
    zone, share = found.order[0]
    return _(
        "Of the workers who leave their home township, those from the {zone} region cross "
        "{regional} borders most: {share} of them did in {year}. That can be said since {since}."
    ).format(zone=_(zone), share=_percent(share), year=found.year, since=found.leads_since)


def order_line(found: Crossing) -> str:
    """All regions from most to least, whether that was always so, and why not before."""
    order = joints.listed(
        _("{zone} {percent}").format(zone=_(zone), percent=_percent(share))
        for zone, share in found.order
    )
    always = (
        _("The order is the same in every year that has all of them: {years}.")
        if found.same_order
        else _("The order changed between the years that have all of them: {years}.")
    )
    return joints.sentences(
        [
            _("Share across {regional} borders in {year}: {listed}.").format(
                year=found.year, listed=order
            ),
            always.format(years=spans(found.years)),
            _("Before {year} no report that was read has the share of every region.").format(
                year=found.years[0]
            ),
        ]
    )


def section(world: World, scene: Scene) -> list[h.Element]:
    """Pictures of origin, work and borders crossed, then the regions themselves."""
    of_blocks = blocks(world)
    return [
        _counted(world, scene, of_blocks, ORIGIN),
        _counted(world, scene, of_blocks, WORK),
        _crossed(world, scene, of_blocks),
        h.div[
            _systems(world, scene, of_blocks),
            _both_parts(world, scene, of_blocks),
            _direction(world, scene),
            _areas(world, scene),
        ],
    ]


def _percent(share: float) -> str:
    return f"{numbers.decimal(share, 1)}%"


def _in_units(what: str) -> str:
    """Head of a column of people, with its unit."""
    return joints.noted(what, myriads.column_unit())


def _axis() -> Axis:
    """People as the language counts them."""
    return Axis(myriads.column_unit(), myriads.with_unit, myriads.per_column_unit())


def _counted(world: World, scene: Scene, of_blocks: Sequence[Block], basis: str) -> h.Element:
    """Frame the workers of each region of origin or of work."""
    table, from_here = table_of(world, basis), basis == ORIGIN
    found = runs(table, of_blocks, "workers_10k")
    title = _("Workers by region of origin") if from_here else _("Workers by region of work")
    about = _("Open marks are worked out. Dotted rules: regions are drawn anew there.")
    if not from_here:
        apart = _(
            "2008 and 2009 count outgoing workers alone, later years all. Regions of work add up "
            "to less than the whole: the rest works outside all of them."
        )
        about = joints.sentences((about, apart))
    end = FROM if from_here else TO
    rows = [
        (
            str(row["year"]),
            region(world, scene.view, of_blocks, row["zone"], row["year"], end),
            whom(row["population"]),
            myriads.in_column(row["workers_10k"]),
            status(row["value_status"]),
            reports(row["source_ids"]),
        )
        for row in rows_of(table)
    ]
    unit = risen(myriads.column_unit())
    head = [_("Year"), _("Region"), _("Whom"), unit, _("Figure"), _("Report")]
    return chart.chart(
        "workers-origin" if from_here else "workers-work",
        title,
        about,
        figure(found, stretches(found), _axis()),
        HEIGHT,
        grid(title, head, rows),
        [gaps_line(gaps(world, found)), " ", source(scene.view, "workers_by_region")],
    )


def _crossed(world: World, scene: Scene, of_blocks: Sequence[Block]) -> h.Element:
    """Frame the share of outgoing workers in another province, with the counts there are."""
    table = world.table("outgoing_by_origin")
    found = runs(table, of_blocks, "inter_province_pct")
    title = _("Outgoing workers in another {region}, by region of origin")
    order = zones_of(world, of_blocks[-1])  # so that each region keeps its colour
    head = [
        _("Year"), _("Region"), _in_units(_("Outgoing")), _("In another {region}"),
        _("In their own"), _("Share in another"), _("Share in their own"), _("Figure"), _("Report"),
    ]  # fmt: skip
    rows = [
        (
            str(row["year"]),
            region(world, scene.view, of_blocks, row["zone"], row["year"], FROM),
            *(cell(row[name], myriads.in_column) for name in COUNTS),
            *(cell(row[name], _percent) for name in SHARES),
            status(row["value_status"]),
            reports(row["source_ids"]),
        )
        for row in rows_of(table)
    ]
    about = _(
        "Share of those who work outside their home township. Counts of both parts are printed "
        "for {years}; other shares were not multiplied into counts."
    ).format(years=spans(sorted(set(table.loc[table["outgoing_10k"].notna(), "year"]))))
    return chart.chart(
        "workers-crossing",
        title,
        about,
        figure(found, stretches(found), Axis(_("% of outgoing workers"), _percent), order),
        HEIGHT,
        grid(title, head, rows),
        [gaps_line(gaps(world, found)), " ", source(scene.view, "outgoing_by_origin")],
        leads=True,
    )


COUNTS = ("outgoing_10k", "inter_province_10k", "within_province_10k")
SHARES = ("inter_province_pct", "within_province_pct")


def _systems(world: World, scene: Scene, of_blocks: Sequence[Block]) -> h.Element:
    """Which regions stand in which years, each with its zone on the map where it has one."""
    rows = [
        (
            short_years(one.first_year, one.last_year),
            [_(one.make_up), *_to_zones(world, scene, of_blocks, one)],
        )
        for one in of_blocks
    ]
    return h.section[
        h.h3[_("The regions were drawn three times")],
        facts(rows, _("Regions of the survey")),
    ]


def _to_zones(world: World, scene: Scene, of_blocks: Sequence[Block], one: Block) -> list[Any]:
    if not one.scheme:
        return []
    zones, year = zones_of(world, one), one.last_year
    links = [region(world, scene.view, of_blocks, zone, year, FROM) for zone in zones]
    return [joints.blank(), around(_("Corridors from: {places}"), places=listed(links))]


def _both_parts(world: World, scene: Scene, of_blocks: Sequence[Block]) -> h.Element:
    """How many cross borders and how many do not, in each year that prints both counts."""
    table = world.table("outgoing_by_origin")
    counted = table[table["outgoing_10k"].notna()]
    years = sorted({int(year) for year in counted["year"]}, reverse=True)
    head = [_("Region of origin"), _("In another {region}"), _("In their own"), _("Share")]
    tables = []
    for year in years:
        rows = [
            (
                region(world, scene.view, of_blocks, row["zone"], year, FROM),
                myriads.with_unit(row["inter_province_10k"]),
                myriads.with_unit(row["within_province_10k"]),
                bar(row["inter_province_pct"], _percent(row["inter_province_pct"])),
            )
            for row in rows_of(counted[counted["year"] == year])
        ]
        tables.append(grid(_("{year}, as printed").format(year=year), head, rows))
    last, *earlier = tables
    title = _("How many cross a border and how many do not")
    before = _("The same in {years}").format(years=spans(sorted(years[1:])))
    return h.section(class_="parts")[
        h.h3[title],
        framed(last, title),
        [chart.as_table(earlier, before, before)] if earlier else [],
    ]


def _direction(world: World, scene: Scene) -> h.Element:
    table = world.table("inter_province_direction")
    year = int(table["year"].iloc[0])
    head = [_("Region of origin"), _in_units(_("In another {region}")), _("Of them in the East")]
    rows = [
        (
            _(row["zone"]),
            myriads.in_column(row["inter_province_10k"]),
            _percent(row["share_going_to_east_pct"]),
        )
        for row in rows_of(table)
    ]
    title = _("Where workers across {regional} borders went, {year}").format(year=year)
    return h.section[
        h.h3[title],
        framed(grid(_("As printed, report of {year}").format(year=year), head, rows), title),
        noted(source(scene.view, "inter_province_direction")),
    ]


def _areas(world: World, scene: Scene) -> h.Element:
    """City areas, whose names changed with what they hold, and shares of the first years."""
    areas, shares = world.table("workers_in_key_areas"), world.table("origin_shares")
    of_areas = [
        (
            str(row["year"]), _(row["area"]), myriads.in_column(row["workers_10k"], 3),
            status(row["value_status"]), reports(row["source_ids"]),
        )
        for row in rows_of(areas)
    ]  # fmt: skip
    of_shares = [
        (
            str(row["year"]), whom(row["population"]), _(row["zone"]), _percent(row["share_pct"]),
            status(row["value_status"]), reports(row["source_ids"]),
        )
        for row in rows_of(shares)
    ]  # fmt: skip
    last = [_("Figure"), _("Report")]
    heads = [_("Year"), _("Area"), risen(myriads.column_unit()), *last]
    more = [_("Year"), _("Whom"), _("Region of origin"), _("Share"), *last]
    about = _("Areas of different names are different areas, also where one holds the other.")
    return h.section[
        h.h3[_("More tables of the reports")],
        chart.as_table(
            grid(about, heads, of_areas), _("Workers in city areas"), _("Workers in city areas")
        ),
        chart.as_table(
            grid(_("Shares of the nation as printed"), more, of_shares),
            _("Shares of regions of origin"),
            _("Shares of regions of origin"),
        ),
        noted(source(scene.view, "workers_in_key_areas")),
    ]
