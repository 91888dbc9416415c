"""Matrix of flows between zones: shaded cells with their sums, each a link to its pair."""

from __future__ import annotations

import math
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import htpy as h
import pandas as pd

from geo.flows import portraits
from geo.flows.pairs import classes
from geo.flows.zones import busiest, cell_breaks, summed_sides, zone_margins
from geo.rows import rows_of
from geo.scene.scene import Scene
from geo.world.world import World
from layers.blocks import palette
from layers.blocks.links import address, link
from layers.blocks.marks import on_screen
from layers.blocks.tables import framed, some_of
from layers.text import joints, numbers, words
from layers.text.gettext import N_, _

MOST_OF_ZONE = 40
"""Regions of a zone that stand in its table, where there are very many."""


def matrix(scene: Scene, cells: pd.DataFrame) -> h.Element:
    """The square table with row and column sums, and what its diagonal means."""
    notes = [
        h.p[
            _("Rows: {origin_at}. Columns: {destination_at}. Darker is more people."),
            on_screen(_("A cell shows its corridors on the map.")),
        ],
        h.p[
            _(
                "Cells with a dashed edge stay inside one zone: moves between different {regions} "
                "of it. Moves inside a {region} are not in these tables."
            )
        ],
    ]
    return h.div(class_="zone-matrix")[
        h.h3[_("Who moved from zone to zone")],
        _table(scene, cells),
        _key(cells["migrants_persons"]),
        h.div(class_="muted")[notes],
    ]


def _table(scene: Scene, cells: pd.DataFrame) -> h.Element:
    zones = cells["origin_zone"].drop_duplicates().tolist()
    breaks = cell_breaks(cells["migrants_persons"])
    shades = palette.low_to_high(len(breaks) + 1)
    steps = classes(cells["migrants_persons"].fillna(0.0), breaks)
    rows = {
        (row["origin_zone"], row["destination_zone"]): row | {"colour": shades[step]}
        for row, step in zip(rows_of(cells), steps, strict=True)
    }
    margins = zone_margins(cells)
    out, came = margins["out_persons"], margins["in_persons"]
    head = [
        h.th(scope="col")[_("From ↓ to →")],
        *[h.th(scope="col")[words.zone(scene.scheme, zone)] for zone in zones],
        h.th(scope="col")[_("All who left")],
    ]
    foot = [*[came[zone] for zone in zones], out.sum()]
    write = _written([*cells["migrants_persons"], *out, *foot])
    body = [
        h.tr[
            h.th(scope="row")[words.zone(scene.scheme, origin)],
            [_cell(scene, rows[origin, zone], write) for zone in zones],
            _sum(out[origin], write),
        ]
        for origin in zones
    ]
    sums = [h.th(scope="row")[_("All who arrived")], [_sum(one, write) for one in foot]]
    return h.table(class_="matrix")[
        h.caption[_caption(scene)], h.thead[h.tr[head]], h.tbody[body], h.tfoot[h.tr[sums]]
    ]


def _key(persons: pd.Series) -> h.Element | None:
    """People that each shade stands for; nothing where all cells have one."""
    breaks = cell_breaks(persons)
    if not breaks:
        return None
    said = [numbers.short(one) for one in breaks]
    spans = [
        _("under {n}").format(n=said[0]),
        *[_("{low} to {high}").format(low=low, high=high) for low, high in pairwise(said)],
        _("{n} up").format(n=said[-1]),
    ]
    shades = palette.low_to_high(len(spans))
    return h.ul(class_="pairs-key", aria_label=_("Key"))[
        [
            h.li[h.i(style=f"background: {shade}"), span]
            for shade, span in zip(shades, spans, strict=True)
        ]
    ]


def _caption(scene: Scene) -> str:
    caption = _("{Movers}, {period}")
    return caption.format(period=words.interval(scene.view.period))


def _written(persons: list[float]) -> numbers.Write:
    """How the numbers of a table of narrow cells are written."""
    return numbers.in_one_unit(persons, "short")


def _cell(scene: Scene, row: dict[str, Any], write: numbers.Write) -> h.Element:
    """People and share; the link keeps all other fields of the view."""
    origin, destination = row["origin_zone"], row["destination_zone"]
    if math.isnan(row["migrants_persons"]):
        return h.td(class_={"own": origin == destination, "blank": True})[numbers.no_figure()]
    marked = is_marked(scene, origin, destination)
    said = _("{pair}: {n} people before rounding, {sample} in the sample; show on the map")
    if marked:
        said = _("{pair}: {n} people before rounding, {sample} in the sample; let go of the filter")
    title = said.format(
        pair=words.zone_pair(scene.scheme, origin, destination),
        n=numbers.decimal(row["migrants_persons"]),
        sample=numbers.decimal(row["sample_persons"]),
    )
    target = pair_address(scene, origin, destination)
    content = [
        h.b[write(row["migrants_persons"])],
        h.span[numbers.percent(row["share_percent"])],
    ]
    return h.td(
        class_={"own": origin == destination, "marked": marked},
        style=f"background: {row['colour']}",
    )[h.a(href=target, title=title, aria_current="true" if marked else None)[content]]


def is_marked(scene: Scene, origin: str, destination: str) -> bool:
    """Whether the filters of the view are about this pair of zones."""
    ends = (scene.view.listed("origins"), scene.view.listed("destinations"))
    pairs = zip(ends, (origin, destination), strict=True)
    return any(ends) and all(not kept or zone in kept for kept, zone in pairs)


def pair_address(scene: Scene, origin: str, destination: str) -> str:
    """Where a pair of zones leads: to its corridors on the map, or out of its filter."""
    if is_marked(scene, origin, destination):
        return address(scene.view, origins="", destinations="")
    return address(scene.view, origins=origin, destinations=destination, view="map")


def _sum(persons: float, write: numbers.Write) -> h.Element:
    return h.td(class_="sum", title=_exact(persons))[h.b[write(persons)]]


def _exact(persons: float) -> str | None:
    """Every digit of a number, for pointing at it; a missing one has none."""
    return None if math.isnan(persons) else numbers.decimal(persons)


# Regions of a zone: who moved inside it and beyond it; one entry a zone that opens in place.

COLUMNS = (
    "out_inside_persons",
    "in_inside_persons",
    "net_inside_persons",
    "out_outside_persons",
    "in_outside_persons",
    "net_outside_persons",
    "net_persons",
)


BALANCES = {
    1: N_(
        "{n} {regions}: {inside} moved inside it, {out} left for other zones, {came} arrived from "
        "them, a gain of {net}"
    ),
    -1: N_(
        "{n} {regions}: {inside} moved inside it, {out} left for other zones, {came} arrived from "
        "them, a loss of {net}"
    ),
    0: N_(
        "{n} {regions}: {inside} moved inside it, {out} left for other zones, and as many arrived "
        "from them"
    ),
}
"""What the line of a zone says, by the sign of its balance with the others."""
UNBALANCED = N_(
    "{n} {regions}. Moved inside it: {inside}. Left for other zones: {out}. Arrived from them: "
    "{came}."
)
"""The same where the file lacks a figure."""


def zone_details(world: World, scene: Scene, zones: list[str]) -> list[Any]:
    """One folded entry for each of some zones, its sums in the line that opens it."""
    sides = portraits.sides(world, scene.view.period, scene.view.scheme)
    return [
        _zone(world, scene, zone, sides[sides["zone"] == zone])
        for zone in sides["zone"].drop_duplicates()
        if zone in zones
    ]


def _zone(world: World, scene: Scene, zone: str, rows: pd.DataFrame) -> h.Element:
    sums = summed_sides(rows)
    balance = float(sums["net_outside_persons"])
    is_whole = sums.notna().all()
    line = _(BALANCES[(balance > 0) - (balance < 0)] if is_whole else UNBALANCED).format(
        n=len(rows),
        inside=numbers.people(sums["out_inside_persons"]),
        out=numbers.people(sums["out_outside_persons"]),
        came=numbers.people(sums["in_outside_persons"]),
        net=numbers.people(abs(balance)),
    )
    name, shown = words.zone(scene.scheme, zone), _with_most(world, rows)
    return h.details(class_="zone-regions", id=f"zone-{zone}")[
        h.summary[h.b[name], h.span[joints.blank(), line]],
        framed(
            _region_table(world, scene, name, shown, sums),
            _("{Regions} of {zone}").format(zone=name),
        ),
        *([] if len(shown) == len(rows) else [h.p[some_of(len(shown), len(rows))]]),
    ]


def _with_most(world: World, rows: pd.DataFrame) -> pd.DataFrame:
    """Where there are very many regions, those of a zone with the most people come, and no others.

    All of each zone together would make a page that nobody can load.
    """
    if not world.has_many:
        return rows
    return busiest(rows, MOST_OF_ZONE)


def _region_table(
    world: World, scene: Scene, name: str, rows: pd.DataFrame, sums: pd.Series
) -> h.Element:
    groups = [
        h.td,
        h.th(scope="colgroup", colspan=3)[_("Inside the zone")],
        h.th(scope="colgroup", colspan=3)[_("With other zones")],
        h.td,
    ]
    write = _written([*rows[list(COLUMNS)].to_numpy(dtype=float).ravel(), *sums[list(COLUMNS)]])
    ways = [_("Left"), _("Arrived"), _("Net")]
    head = [_("{Region}"), *ways, *ways, _("Net in all")]
    body = [
        h.tr[
            h.th(scope="row")[
                link(words.region(world, str(code)), scene.view, place=str(code), view="map")
            ],
            *_figures(row, write),
        ]
        for code, row in rows.iterrows()
    ]
    foot = [
        h.th(scope="row")[_("Sum")],
        *_figures(sums, write),
    ]
    return h.table(class_="figures grid regions-of-zone")[
        h.caption[
            _("{zone}, {period}, {movers}, estimates").format(
                zone=name, period=words.interval(scene.view.period)
            )
        ],
        h.thead[h.tr[groups], h.tr[[h.th(scope="col")[word] for word in head]]],
        h.tbody[body],
        h.tfoot[h.tr[foot]],
    ]


def _figures(row: Mapping[str, float], write: numbers.Write) -> list[h.Element]:
    """Cells of one row of a narrow table."""
    values = [float(row[column]) for column in COLUMNS]
    return [
        h.td(title=_exact(value))[
            numbers.signed(write(value), value) if column.startswith("net") else write(value)
        ]
        for column, value in zip(COLUMNS, values, strict=True)
    ]
