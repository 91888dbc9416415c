"""A dashed line from each capital to its nearest pilot site."""

from __future__ import annotations

from typing import Any

import htpy as h

from geo.rows import rows_of
from geo.scene.scene import Scene
from geo.sites import coverage
from geo.sites.coverage import unserved
from geo.world.declared import Scheme
from geo.world.world import World
from layers.blocks import palette
from layers.blocks.chart import hover_style
from layers.blocks.links import link
from layers.blocks.marks import legend_title
from layers.map.layer import Layer, Trace, hidden
from layers.text import joints, numbers, words
from layers.text.gettext import N_, _, escaped, kept_by_language, ngettext

EVERY_ZONE = N_("Every zone of this scheme has a pilot site.")


def base(world: World) -> list[Trace]:
    """A casing, the dashes, and the capitals where the lines begin; points come when shown."""
    every = {"type": "scattergeo", "lon": [], "lat": [], "showlegend": False}
    told = {
        "customdata": [],
        "text": [],
        "hovertemplate": "%{text}<extra></extra>",
        "hoverlabel": hover_style(),
    }
    dashes = {"color": palette.NEAREST, "width": 1.5, "dash": "5px,4px"}
    edge = {"color": palette.NEAREST, "width": 1.3}
    return [
        every
        | {
            "uid": "nearest-0",
            "mode": "lines",
            "line": {"color": palette.CASING, "width": 3.5},
            "hoverinfo": "skip",
        },
        every
        | told
        | {
            "uid": "nearest-1",
            "mode": "lines+markers",
            "line": dashes,
            "marker": {"size": 10, "opacity": 0},
        },
        every
        | told
        | {
            "uid": "nearest-2",
            "mode": "markers",
            "marker": {"size": 5, "color": palette.CASING, "line": edge},
        },
    ]


def frame(world: World, scene: Scene) -> list[Trace]:
    """All lines, or none; a click on one chooses its site."""
    if not LAYER.shown(scene):
        empty = hidden("lon", "lat")
        told = hidden("lon", "lat", "customdata", "text")
        return [empty, told, told]
    return _drawn(world, scene.scheme)


@kept_by_language()
def _drawn(world: World, scheme: Scheme) -> list[Trace]:
    """All lines and where they start."""
    rows = coverage.by_zone(world, scheme.key).dropna(subset=["nearest_site"])
    paths = coverage.lines(world)
    lon: list[float | None] = []
    lat: list[float | None] = []
    keys: list[str | None] = []
    hovers: list[str | None] = []
    starts = []
    for row in rows_of(rows):
        path, hover = paths[row["region_code"]], _hover(world, scheme, row)
        starts.append((*path[0], row["nearest_site"], hover))
        lon += [*(round(point[0], 3) for point in path), None]
        lat += [*(round(point[1], 3) for point in path), None]
        keys += [row["nearest_site"]] * len(path) + [None]
        hovers += [hover] * len(path) + [None]
    told = {"customdata": keys, "text": hovers}
    line: Trace = {"visible": True, "lon": lon, "lat": lat}
    names = ("lon", "lat", "customdata", "text")
    points = {name: [start[place] for start in starts] for place, name in enumerate(names)}
    return [line, line | told, {"visible": True, **points}]


@kept_by_language()
def nearest_said(world: World, scheme: Scheme) -> dict[str, str]:
    """Nearest site and distance of each region that has one, for whoever points at the region."""
    rows = coverage.by_zone(world, scheme.key).dropna(subset=["nearest_site"])
    return {row["region_code"]: "<br>".join(_lines(scheme, row)) for row in rows_of(rows)}


def _hover(world: World, scheme: Scheme, row: Trace) -> str:
    """Region, its nearest site and the distance; a zone without any site is said."""
    name = f"<b>{escaped(words.region(world, row['region_code']))}</b>"
    return "<br>".join([name, *_lines(scheme, row)])


def _lines(scheme: Scheme, row: Trace) -> list[str]:
    """What is said below the name of a region."""
    lines = [
        _("nearest pilot site: {site}, {km} km").format(
            site=f"<b>{escaped(_(row['nearest_site_name']))}</b>",
            km=numbers.decimal(row["distance_km"]),
        ),
        own_sites(row["own_sites_count"]),
    ]
    if not row["zone_sites_count"]:
        lines.append(_("{zone}: no site in this zone").format(zone=words.zone(scheme, row["zone"])))
    return lines


def own_sites(count: int) -> str:
    """How many pilot sites lie inside a region.

    Examples
    --------
    >>> from layers.text.gettext import spoken
    >>> with spoken("en", (("region", "canton"),)):
    ...     own_sites(0), own_sites(2)
    ('no site inside the canton', '2 sites inside the canton')
    """
    if not count:
        return _("no site inside the {region}")
    inside = ngettext("{n} site inside the {region}", "{n} sites inside the {region}", count)
    return inside.format(n=count)


def nearest_line(world: World, scene: Scene) -> list[Any]:
    """The dashed line, how its length is measured, and the zones without a site."""
    found = unserved(world, scene.view.scheme)
    all_distances = link(_("All distances"), scene.view, view="lessons")
    zones = joints.listed(words.zone(scene.scheme, one.zone) for one in found)
    note = _("No site in this zone: {zones}.").format(zones=zones) if found else _(EVERY_ZONE)
    key = h.i(class_="key key-nearest")
    said = h.span(class_="key-pair")[
        key, _("capital to seat"), h.span(class_="on-screen")[_("; hover for km")]
    ]
    return [
        legend_title(_("Nearest pilot site")),
        h.li(class_="legend-row")[said],
        h.li(class_="legend-note")[_("Great circle."), joints.blank(), note, " ", all_distances],
    ]


LAYER = Layer(
    key="nearest",
    title=N_("Nearest pilot site"),
    credits=("pilot_sites", "regions", "networks"),
    base=base,
    frame=frame,
    legend=nearest_line,
)
