"""The largest regions and what moves between them as a chord diagram, where no zones group them."""

from __future__ import annotations

from typing import Any

import htpy as h
import pandas as pd

from geo.flows.pairs import MOST_ARCS, ring_cells
from geo.rows import rows_of
from geo.scene.scene import Scene
from geo.world.world import World
from layers.blocks import chart, palette
from layers.blocks.links import address, link, source_after
from layers.blocks.tables import grid
from layers.chords.ring import Look, ring
from layers.pairs.cells import Sheet
from layers.text import joints, numbers, words
from layers.text.gettext import _

HEIGHT_PX = 520


def chords(sheet: Sheet) -> list[h.Element]:
    """Frame the diagram with its sentence and the same flows as a list.

    Nothing where zones have their own, and where the filters leave nobody.
    """
    world, scene = sheet.world, sheet.scene
    if world.is_grouped:
        return []
    cells = ring_cells(sheet.square)
    if not cells["migrants_persons"].sum() > 0:
        return []
    about = [
        _(
            "Each band is one corridor, as wide as its people, in the colour of the {region} that "
            "people left; it points to where they arrived. Colours come again round the circle."
        )
    ]
    shown = cells["origin_zone"].nunique()
    if shown < sheet.square.regions_count:
        said = _("The {n} of {all} {regions} with the most people stand here.")
        rest = numbers.decimal(sheet.square.regions_count)
        about.append(said.format(n=numbers.decimal(shown), all=rest))
    moves = world.catalogue["flows"].name
    return [
        chart.chart(
            "pairs",
            _("The largest {regions} as chords") if shown >= MOST_ARCS else _("The same as chords"),
            joints.sentences(about),
            _figure(world, scene, cells),
            HEIGHT_PX,
            _list(world, scene, cells),
            [words.period_source(world, scene.view.period), source_after(scene.view, moves)],
            act=_("A click chooses its corridor."),
        )
    ]


def _figure(world: World, scene: Scene, cells: pd.DataFrame) -> dict[str, Any]:
    places = cells["origin_zone"].drop_duplicates().tolist()
    colours = {code: palette.ZONES[at % len(palette.ZONES)] for at, code in enumerate(places)}

    def is_marked(*ends: str) -> bool:
        return world.vocabulary.key_of(ends) in scene.place.corridors

    def leads(*ends: str) -> str:
        key = "" if is_marked(*ends) else world.vocabulary.key_of(ends)
        return address(scene.view, place=key)

    look = Look(
        name=lambda code: words.region(world, code),
        colour=colours.__getitem__,
        pair=lambda *ends: words.corridor(world, *ends),
        address=leads,
        is_marked=is_marked,
        span=2.1,
        size_px=11,
        is_crowded=True,
    )
    return ring(cells, look)


def _list(world: World, scene: Scene, cells: pd.DataFrame) -> h.Element:
    """The corridors as rows, largest first, each a link as its band is."""
    known = cells.dropna(subset="migrants_persons")
    rows = rows_of(known.sort_values("migrants_persons", ascending=False, kind="stable"))
    people = numbers.alike([row["migrants_persons"] for row in rows])
    listed = [
        (
            link(words.corridor(world, *ends), scene.view, place=world.vocabulary.key_of(ends)),
            said,
        )
        for row, said in zip(rows, people, strict=True)
        for ends in [(row["origin_zone"], row["destination_zone"])]
    ]
    return grid(_("Corridors between these {regions}"), [_("Corridor"), _("People")], listed)
