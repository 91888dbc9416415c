"""The three named sending-receiving networks of the project, in the accent colour."""

from __future__ import annotations

import numpy as np

from geo.assessment.links import links_of
from geo.rows import rows_of
from geo.scene.scene import Scene
from geo.shapes.arrows import Array, bows
from geo.shapes.crs import project_points, unproject_points
from geo.world.places import NETWORK, SENDING_RECEIVING, SITE, slug
from geo.world.world import World
from layers.blocks import palette
from layers.blocks.chart import hover_style
from layers.map.layer import Layer, Trace, hidden
from layers.text import joints, words
from layers.text.gettext import N_, _, escaped

AXES = ("lon", "lat")
STEPS = 24  # points along a line
REACH_PX = 2.5  # a network answers on its own stroke only
DOTS = "0.1px,4.2px"  # with round ends
DOT, UNDER_DOT, DOT_CHOSEN = 2.2, 4.4, 3.6


def base(world: World) -> list[Trace]:
    """A white casing, the dotted line, and the ends that are no pilot site."""
    networks = world.table("networks")
    linked = rows_of(networks[networks["network_type"] == SENDING_RECEIVING])
    lon: list[float | None] = []
    lat: list[float | None] = []
    keys: list[str | None] = []
    hover: list[str | None] = []
    for row in linked:
        longitude, latitude = _bow(world, row)
        lon += [*longitude.round(3).tolist(), None]
        lat += [*latitude.round(3).tolist(), None]
        keys += [slug(row["name"])] * STEPS + [None]
        hover += [_hover(row["name"])] * STEPS + [None]
    line = {
        "type": "scattergeo",
        "mode": "lines",
        "lon": lon,
        "lat": lat,
        "showlegend": False,
    }
    return [
        line
        | {
            "uid": "networks-0",
            "line": {"color": palette.CASING, "width": UNDER_DOT},
            "hoverinfo": "skip",
        },
        line
        | {
            "uid": "networks-1",
            "line": {"color": palette.ACCENT, "width": DOT, "dash": DOTS},
            "meta": {"reach": REACH_PX},
            "customdata": keys,
            "text": hover,
            "hovertemplate": "%{text}<extra></extra>",
            "hoverlabel": hover_style(),
        },
        _ends(world),
        _added_base(),
    ]


def _added_base() -> Trace:
    """A slot for links that a reader loads."""
    return {
        "type": "scattergeo",
        "uid": "networks-3",
        "mode": "lines",
        "lon": [],
        "lat": [],
        "line": {"color": palette.ADDED, "width": DOT, "dash": DOTS},
        "meta": {"reach": REACH_PX},
        "customdata": [],
        "text": [],
        "hovertemplate": "%{text}<extra></extra>",
        "hoverlabel": hover_style(),
        "showlegend": False,
    }


def _bow(world: World, row: Trace) -> tuple[Array, Array]:
    """Longitudes and latitudes of a network's line, on the side where no corridor runs."""
    ends = [
        np.array([project_points([row[f"{end}_lon"]], [row[f"{end}_lat"]], world.plane)])[:, :, 0]
        for end in ("from", "to")
    ]
    line = bows(*ends, STEPS)[0]
    return unproject_points(line[:, 0], line[:, 1], world.plane)


def _hover(name: str) -> str:
    title = escaped(words.network(name))
    return (
        f"<b>{title}</b><br>"
        + _("sending and receiving network of the project (paper, 4.1)")
        + "<br>"
        + _("the paper gives no size")
    )


def _ends(world: World) -> Trace:
    """Ends that are not pilot sites, with the level at which each is named."""
    places, codes = world.places, world.package.place_codes
    whole = codes.is_whole if codes else bool
    networks = world.table("networks").set_index("network_id")
    rows = []
    for name in (place.key for place in places.values() if place.kind == "end"):
        row = networks.loc[places[name].row]
        side = "from" if slug(row["from_place"]) == name else "to"
        rows.append((row[f"{side}_place"], name, row[f"{side}_lon"], row[f"{side}_lat"], ""))
    for row in rows_of(networks[networks["network_type"] == SENDING_RECEIVING]):
        for side in ("from", "to"):
            if whole(row[f"{side}_code"]) and slug(row[f"{side}_place"]) not in places:
                code = row[f"{side}_region_code"]
                rows.append(
                    (row[f"{side}_place"], code, row[f"{side}_lon"], row[f"{side}_lat"], code)
                )
    labels = [
        f"<b>{escaped(_(name))}</b><br>" + _level_badge(world, name, code)
        for name, _key, _lon, _lat, code in rows
    ]
    return {
        "type": "scattergeo",
        "uid": "networks-2",
        "mode": "markers+text",
        "lon": [row[2] for row in rows],
        "lat": [row[3] for row in rows],
        "customdata": [row[1] for row in rows],
        "text": labels,
        "textposition": "middle left",
        "textfont": {"color": palette.ACCENT, "size": 11},
        "marker": {
            "symbol": "circle",
            "size": 6,
            "color": palette.ACCENT,
            "line": {"color": palette.CASING, "width": 1},
        },
        "hovertemplate": "%{text}<extra></extra>",
        "hoverlabel": hover_style(),
        "showlegend": False,
    }


def _level_badge(world: World, name: str, code: str) -> str:
    """Small line under an end: region, or the level the paper names."""
    level = N_("{region}") if code else words.LEVELS["county"]
    return f'<span style="font-size:9px">{escaped(_(level))}</span>'


def frame(world: World, scene: Scene) -> list[Trace]:
    """Visible or not; the chosen network is drawn heavier, loaded links in their own colour."""
    shown = LAYER.shown(scene)
    width = DOT_CHOSEN if scene.place.kind == NETWORK else DOT
    return [
        {"visible": shown},
        {"visible": shown, "line": {"color": palette.ACCENT, "width": width, "dash": DOTS}},
        {"visible": shown, "meta": {"named": scene.place.kind in (SITE, NETWORK)}},
        _added(world) if shown and len(world.loaded.links) else hidden(*SENT),
    ]


SENT = ("lon", "lat", "customdata", "text")


def _added(world: World) -> Trace:
    """Links that the reader loaded; a click chooses the corridor that contains one."""
    line: Trace = {name: [] for name in SENT}
    for one in links_of(world):
        lines = [
            f"<b>{escaped(joints.arrow(one.sends.name, one.receives.name))}</b>",
            escaped(_("link loaded by you")),
        ]
        ends = {"from": one.sends, "to": one.receives}
        row = {f"{name}_{axis}": getattr(end, axis) for name, end in ends.items() for axis in AXES}
        longitude, latitude = _bow(world, row)
        line["lon"] += [*longitude.round(3).tolist(), None]
        line["lat"] += [*latitude.round(3).tolist(), None]
        chosen = world.vocabulary.key_of(one.pair) if one.pair else None
        line["customdata"] += [chosen] * STEPS + [None]
        line["text"] += ["<br>".join(lines)] * STEPS + [None]
    return {"visible": True, **line}


LAYER = Layer(
    key="networks",
    title=N_("Project networks"),
    credits=("networks",),
    base=base,
    frame=frame,
    at_first=True,
)
