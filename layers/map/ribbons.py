"""Flows between zones as broad arrows under the corridors, on a scale of their own."""

from __future__ import annotations

from typing import Any

import htpy as h
import numpy as np
import pandas as pd

from geo.flows.portraits import cells
from geo.rows import rows_of
from geo.scene.overlays import ribbon_rings, ribbon_widths, ribbons, widest_ribbon, zone_homes
from geo.scene.scene import Scene
from geo.shapes.arrows import features
from geo.view.address import query_string
from geo.world.declared import Scheme
from geo.world.world import World
from layers.below import below
from layers.blocks import palette
from layers.blocks.marks import legend_title
from layers.blocks.markup import kept_markup
from layers.map.layer import NOTHING, Layer, Trace, hidden, samples, shapes
from layers.text import joints, numbers, words
from layers.text.gettext import N_, _, escaped, kept_by_language


def base(world: World) -> list[Trace]:
    """One trace for all ribbons; shapes come with each view."""
    told = {
        "selected": {"marker": {"opacity": 1.0}},
        "unselected": {"marker": {"opacity": 0.4}},
    }
    return [shapes("zones-0", (palette.RIBBON,), 1.0, 0.88, edge=palette.INK) | told]


def frame(world: World, scene: Scene) -> list[Trace]:
    """Shapes, hover texts and, for a click, the address that keeps one pair of zones."""
    if not LAYER.shown(scene):
        nothing = hidden("locations", "z", "customdata", "text")
        return [nothing | {"geojson": NOTHING, "selectedpoints": None}]
    view = scene.view
    shown = _shown(world, view.period, view.scheme)
    keys, chosen = shown["locations"], f"{view.origins}>{view.destinations}"
    return [
        {
            **shown,
            "customdata": [_target(scene, key, chosen) for key in keys],
            "selectedpoints": [keys.index(chosen)] if chosen in keys else None,
        }
    ]


@kept_by_language()
def _shown(world: World, period: str, scheme: str) -> Trace:
    """The ribbons of an interval."""
    table = ribbons(cells(world, period, scheme), zone_homes(world, scheme))
    keys = (table["origin_zone"] + ">" + table["destination_zone"]).tolist()
    rings = ribbon_rings(world, scheme, table) if keys else None
    return {
        "visible": True,
        "geojson": NOTHING if rings is None else features(keys, rings, world.plane),
        "locations": keys,
        "z": [0] * len(keys),
        "text": _hovers(world.schemes[scheme], period, table),
    }


def _target(scene: Scene, key: str, chosen: str) -> str:
    """Address with this pair of zones as from and to; without any when it is chosen already."""
    origins, _sign, destinations = ("", "", "") if key == chosen else key.partition(">")
    query = query_string(scene.view, origins=origins, destinations=destinations)
    return below(f"/?{query}")


def _hovers(scheme: Scheme, period: str, table: pd.DataFrame) -> list[str]:
    """Both zones, people, interval, share of all moves between regions, sample."""
    when = words.interval(period)
    hovers = []
    for row in rows_of(table):
        name = words.zone_pair(scheme, row["origin_zone"], row["destination_zone"])
        lines = [
            f"<b>{escaped(name)}</b>",
            _("<b>{n} people</b>, {period}").format(
                n=numbers.people(row["migrants_persons"]), period=when
            ),
            _("{share} of all who moved between {regions}").format(
                share=numbers.percent(row["share_percent"])
            ),
            _("{sample} in the sample").format(sample=numbers.decimal(row["sample_persons"])),
        ]
        hovers.append("<br>".join(lines))
    return hovers


RIBBON_SHARES = (1.0, 0.25, 0.05)


def ribbon_samples(world: World, scene: Scene) -> list[Any]:
    """Three sample widths of the ribbons, on the scale of their scheme, and where they end."""
    return [_samples(world, scene.view.scheme)]


@kept_markup
def _samples(world: World, scheme: str) -> list[Any]:
    largest = widest_ribbon(world, scheme)
    if not largest:
        return []
    values = [numbers.significant(largest * share, 1) for share in RIBBON_SHARES]
    metres = ribbon_widths(np.asarray(values), largest, world.package.frame.scale)
    ribbon = f"background: {palette.RIBBON}"
    homes = joints.parts(
        joints.titled(words.zone(world.schemes[scheme], zone), words.region(world, code))
        for zone, code in zone_homes(world, scheme).items()
    )
    note = _(
        "One scale for all intervals. Ends: the {region} of each zone with the most movers "
        "({homes})."
    )
    return [
        legend_title(_("Between zones, people")),
        samples("key-ribbon", ribbon, values, metres),
        h.li(class_="legend-note")[
            joints.sentences((note.format(homes=homes), words.scheme_note(world.schemes[scheme])))
        ],
    ]


LAYER = Layer(
    key="zones",
    title=N_("Zone ribbons"),
    credits=("flows",),
    base=base,
    frame=frame,
    legend=ribbon_samples,
    zones=2,
)
