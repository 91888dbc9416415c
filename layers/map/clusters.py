"""Local clusters of the shade: regions whose neighbours are alike, or stand out from them.

The colour of the outline says high or low, and so does the mark: a triangle that points up or down,
full where the neighbours are alike, hollow where the region stands out.
"""

from __future__ import annotations

from typing import Any

import htpy as h

from geo.rows import rows_of
from geo.scene.scene import Scene
from geo.shading.clustered import CLUSTERS, NEAREST, TABLES, Clustered, Member, clustered
from geo.world.world import World
from layers.blocks import palette
from layers.blocks.chart import as_table, hover_style
from layers.blocks.links import source
from layers.blocks.marks import legend_title
from layers.blocks.tables import grid
from layers.map.layer import Layer, Trace, hidden, shape_address
from layers.text import joints, numbers, words
from layers.text.gettext import N_, _, escaped, kept_by_language, ngettext

CLEAR = "rgba(0,0,0,0)"
ALIKE = ("high-high", "low-low")
SYMBOLS = {
    "high-high": "triangle-up",
    "low-low": "triangle-down",
    "high-low": "triangle-up",
    "low-high": "triangle-down",
}
SIGNS = {"high-high": "▲", "low-low": "▼", "high-low": "△", "low-high": "▽"}
TITLES = {
    "high-high": N_("high among high"),
    "low-low": N_("low among low"),
    "high-low": N_("high among low"),
    "low-high": N_("low among high"),
}
REASONS = {
    "no figure": N_("no figure"),
    "no neighbour": N_("no neighbour with a figure"),
    "nothing to compare": N_("too few figures, or all the same"),
}


def base(world: World) -> list[Trace]:
    """Outlines, through which the shade is seen and answers, and a mark in each region."""
    return [
        {
            "type": "choropleth",
            "uid": "clusters-0",
            "geojson": shape_address(world, "regions"),
            "locations": [],
            "z": [],
            "zmin": 0,
            "zmax": 1,
            "colorscale": [[0, CLEAR], [1, CLEAR]],
            "showscale": False,
            "marker": {"line": {"color": [], "width": 2.6}},
            "hoverinfo": "skip",
        },
        {
            "type": "scattergeo",
            "uid": "clusters-1",
            "mode": "markers",
            "lon": [],
            "lat": [],
            "customdata": [],
            "text": [],
            "marker": {"size": 11, "symbol": [], "color": [], "line": {"color": [], "width": 1.5}},
            "hovertemplate": "%{text}<extra></extra>",
            "hoverlabel": hover_style(),
            "showlegend": False,
        },
    ]


def frame(world: World, scene: Scene) -> list[Trace]:
    """The clusters of the shade in its interval, or none; a click on a mark chooses its region."""
    if not LAYER.shown(scene):
        lines = hidden("locations", "z", "marker.line.color")
        marks = hidden("lon", "lat", "customdata", "text", "marker.symbol", "marker.color")
        return [lines, marks | {"marker.line.color": []}]
    return _shown(world, scene.gap_shade, scene.view.period)


@kept_by_language()
def _shown(world: World, shade: str, period: str) -> list[Trace]:
    """Outlines and marks, outliers above clusters."""
    found = clustered(world, shade, period)
    members = [one for cluster in CLUSTERS for one in found.of(cluster)]
    codes = [one.code for one in members]
    inks = [palette.CLUSTERS[one.cluster] for one in members]
    full = [one.cluster in ALIKE for one in members]
    places = world.counted.loc[codes]
    pairs = list(zip(inks, full, strict=True))
    return [
        {
            "visible": True,
            "locations": codes,
            "z": [0] * len(codes),
            "marker.line.color": inks,
        },
        {
            "visible": True,
            "lon": places["label_lon"].tolist(),
            "lat": places["label_lat"].tolist(),
            "customdata": codes,
            "text": [_hover(world, found, one, period) for one in members],
            "marker.symbol": [SYMBOLS[one.cluster] for one in members],
            "marker.color": [ink if is_full else palette.CASING for ink, is_full in pairs],
            "marker.line.color": [palette.CASING if is_full else ink for ink, is_full in pairs],
        },
    ]


def _hover(world: World, found: Clustered, one: Member, period: str) -> str:
    """Name, kind of cluster, own figure and that of the neighbours."""
    own, near = (
        escaped(words.shade_value(world, found.shade, value))
        for value in (one.value, one.neighbours_mean)
    )
    name, kind = escaped(words.region(world, one.code)), _(TITLES[one.cluster])
    figures = _("own {own}, mean of its neighbours {near}").format(own=own, near=near)
    title = joints.clauses((escaped(words.shade(world, found.shade)), _when(found, period)))
    head = joints.noted(f"<b>{joints.titled(name, kind)}</b>", _p(one.pseudo_p))
    return f"{head}<br>{title}<br>{figures}"


def _when(found: Clustered, period: str) -> str:
    return str(found.year) if found.year else words.interval(period)


def _p(number: float) -> str:
    return _("pseudo p {n}").format(n=numbers.decimal(number, 3))


# In words: the key, and the card with every region.


def cluster_keys(world: World, scene: Scene) -> list[Any]:
    """Marks with how many regions have each, and Moran's I."""
    found = scene.clusters
    entries = [
        h.span(class_="key-pair", title=_(TITLES[one]))[
            h.b(class_="key-cluster", style=f"color: {palette.CLUSTERS[one]}", aria_hidden="true")[
                SIGNS[one]
            ],
            joints.noted(_(TITLES[one]), str(len(found.of(one)))),
        ]
        for one in CLUSTERS
    ]
    title, when = _("Local clusters"), _when(found, scene.view.period)
    rows = [legend_title(title, when), h.li(class_="legend-row legend-pairs")[entries]]
    if found.shade != scene.shade.key:
        rows.append(h.li(class_="legend-note")[words.shade(world, found.shade)])
    return [*rows, h.li(class_="legend-note")[joints.sentences((_whole(found), _cut(found)))]]


def _whole(found: Clustered) -> str:
    """Moran's I and what it says."""
    if found.moran_i is None or found.pseudo_p is None or found.expected_i is None:
        return _("Neighbours can not be compared: too few {regions} have a figure.")
    if found.pseudo_p > found.p_cut:
        meaning = _("no pattern beyond chance")
    elif found.moran_i > found.expected_i:
        meaning = _("neighbours are more alike than by chance")
    else:
        meaning = _("neighbours differ more than by chance")
    return _("Moran's I {i} ({p}): {meaning}.").format(
        i=numbers.decimal(found.moran_i, 2), p=_p(found.pseudo_p), meaning=meaning
    )


def _cut(found: Clustered) -> str:
    return _("{n} random orders, marked up to pseudo p {cut}.").format(
        n=numbers.decimal(found.permutations), cut=numbers.decimal(found.p_cut, 2)
    )


def _left_out(world: World, found: Clustered) -> str:
    """Who is not compared, and why."""
    if not found.left_out:
        return ""
    said = [
        joints.noted(words.region(world, code), _(REASONS[why]))
        for code, why in found.left_out.items()
    ]
    count = ngettext(
        "{n} {region} is left out: {places}.", "{n} {regions} are left out: {places}.", len(said)
    )
    return count.format(n=len(said), places=joints.listed(said))


def clusters_told(world: World, scene: Scene) -> list[Any]:
    """What the layer says in words and as a table, while it is shown."""
    if not (world.has(*LAYER.credits) and LAYER.shown(scene)):
        return []
    found = scene.clusters
    about = joints.clauses((words.shade(world, found.shade), _when(found, scene.view.period)))
    chance = _(
        "Every {region} is tested by itself: of {n} tests about {by_chance} pass by chance alone."
    ).format(n=len(found.members), by_chance=numbers.decimal(found.by_chance, 1))
    said = [joints.sentences((_whole(found), _cut(found), _left_out(world, found)))]
    if found.members:
        said.append(joints.sentences((chance, _near(world))))
    return [
        h.section(class_="clusters-told")[
            h.h2[_("Local clusters")],
            h.p(class_="muted")[about],
            [h.p[one] for one in said],
            as_table(_table(world, found), about) if found.members else [],
            h.p[source(scene.view, TABLES[0])],
        ]
    ]


@kept_by_language()
def _near(world: World) -> str:
    """Who counts as a neighbour, and who is joined to one across a gap."""
    pairs = world.table("neighbours")
    joined = [
        joints.linked(*(words.region(world, row[f"{end}_code"]) for end in "ab"))
        for row in rows_of(pairs[pairs["rule"] == NEAREST])
    ]
    said = _("Neighbours share a border or a point of it, and count the same.")
    if not joined:
        return said
    rule = _("A {region} that touches no other is joined to the nearest: {pairs}.")
    return joints.sentences((said, rule.format(pairs=joints.listed(joined))))


def _table(world: World, found: Clustered) -> h.Element:
    """Every region that is compared, clusters first."""
    order = (*CLUSTERS, "")
    values = (one for member in found.members for one in (member.value, member.neighbours_mean))
    write = words.shade_column(world, found.shade, values)
    rows = [
        (
            words.region(world, one.code),
            f"{SIGNS[one.cluster]} {_(TITLES[one.cluster])}" if one.cluster else "–",
            write(one.value),
            write(one.neighbours_mean),
            numbers.decimal(one.pseudo_p, 3),
        )
        for one in sorted(found.members, key=lambda one: (order.index(one.cluster), one.pseudo_p))
    ]
    head = [_("{Region}"), _("Cluster"), _("Own"), _("Neighbours, mean"), _("Pseudo p")]
    return grid(words.shade(world, found.shade), head, rows)


LAYER = Layer(
    key="clusters",
    title=N_("Local clusters of the shade"),
    credits=TABLES,
    base=base,
    frame=frame,
    legend=cluster_keys,
)
