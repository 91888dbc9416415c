"""The paper's pilot sites, their shape the kind of lead partner, and those that a reader loaded."""

from __future__ import annotations

from geo.rows import rows_of
from geo.scene.scene import Scene
from geo.sites.sites import NOT_STATED, paper_sites, passing, placed_sites
from geo.view.view import View
from geo.world.places import NETWORK, SENDING_RECEIVING, SITE, slug
from geo.world.world import World
from layers.blocks import palette
from layers.blocks.chart import hover_style
from layers.map.layer import Layer, Trace, hidden
from layers.text import joints, words
from layers.text.gettext import N_, _, escaped, kept_by_language, ngettext

ADDED_SYMBOL, ADDED_SIZE = "triangle-up", 13
SYMBOLS = {"government": "square", "academic": "circle", "NGO": "diamond"}
SIZE = {"government": 7, "academic": 8, "NGO": 8}  # quiet: names come with a choice or a zoom
FADED = 0.25


def base(world: World) -> list[Trace]:
    """Eight marks of the paper, and a slot for loaded ones.

    The place in Mongolia has no coordinates and is told in words.
    """
    sites = placed_sites(world)
    rows, places = rows_of(sites), world.package.site_labels
    return [
        {
            "type": "scattergeo",
            "uid": "sites-0",
            "mode": "markers+text",
            "lon": sites["lon"].tolist(),
            "lat": sites["lat"].tolist(),
            "customdata": [slug(name) for name in sites["name"]],
            "text": list(_names(world)),
            "textposition": [places.get(slug(row["name"]), "top center") for row in rows],
            "textfont": {"color": palette.ACCENT, "size": 12},
            "hovertext": [_hover(row) for row in rows],
            "hovertemplate": "%{hovertext}<extra></extra>",
            "hoverlabel": hover_style(),
            "showlegend": False,
            "marker": {
                "symbol": [SYMBOLS[row["partner_type"]] for row in rows],
                "size": [SIZE[row["partner_type"]] for row in rows],
                "color": palette.CASING,
                "line": {"color": palette.ACCENT, "width": 1.6},
            },
        },
        {
            "type": "scattergeo",
            "uid": "sites-1",
            "mode": "markers+text",
            "textposition": "top center",
            "textfont": {"color": palette.ADDED, "size": 12},
            "hovertemplate": "%{hovertext}<extra></extra>",
            "hoverlabel": hover_style(),
            "showlegend": False,
            "marker": {
                "symbol": ADDED_SYMBOL,
                "size": ADDED_SIZE,
                "line": {"color": palette.ADDED, "width": 2.2},
            },
        },
    ]


@kept_by_language()
def _names(world: World) -> tuple[str, ...]:
    """Name of each end of a network with what the paper calls it; other sites by name alone."""
    linked = _levels(world)
    names = placed_sites(world)["name"]
    return tuple(f"<b>{escaped(_(name))}</b>" + _badge(linked.get(name)) for name in names)


def _levels(world: World) -> dict[str, str]:
    """What the paper calls each site that is the end of a network, where it says so."""
    networks = world.table("networks")
    linked = networks[networks["network_type"] == SENDING_RECEIVING]
    ends = {*linked["from_place"], *linked["to_place"]}
    sites = paper_sites(world)
    named = sites[sites["name"].isin(ends)]
    return dict(zip(named["name"], named["level_as_stated"], strict=True))


def _badge(level: str | None) -> str:
    if not level or level == NOT_STATED:
        return ""
    return f'<br><span style="font-size:9px">{escaped(_(level))}</span>'


def _hover(row: Trace) -> str:
    partner = _(words.PARTNERS[row["partner_type"]])
    return (
        f"<b>{escaped(_(row['name']))}</b> · {_('pilot site')}<br>"
        f"{escaped(joints.noted(_(row['local_partner']), partner))}"
    )


def frame(world: World, scene: Scene) -> list[Trace]:
    """Visible or not; the chosen site is filled, sites outside the filter fade without a name."""
    sites = placed_sites(world)
    chosen = scene.place.row if scene.place.kind == SITE else ""
    fill = [palette.ACCENT if site == chosen else palette.CASING for site in sites["site_id"]]
    kept = passing(world, scene.view.listed("sites"))
    names = zip(_names(world), kept, strict=True)
    paper = {
        "visible": LAYER.shown(scene),
        "marker.color": fill,
        "marker.opacity": [1.0 if one else FADED for one in kept],
        "text": [name if one else "" for name, one in names],
        "meta": {"named": scene.place.kind in (SITE, NETWORK)},
    }
    return [paper, _added(world, scene)]


def _added(world: World, scene: Scene) -> Trace:
    """Sites that the reader loaded, each said to be so."""
    rows = rows_of(world.loaded.sites) if LAYER.shown(scene) else []
    if not rows:
        return hidden("lon", "lat", "customdata", "text", "hovertext", "marker.color")
    by_you = escaped(_("loaded by you"))
    return {
        "visible": True,
        "lon": [row["lon"] for row in rows],
        "lat": [row["lat"] for row in rows],
        "customdata": [row["site"] for row in rows],
        "text": [
            f'<b>{escaped(row["name"])}</b><br><span style="font-size:9px">{by_you}</span>'
            for row in rows
        ],
        "hovertext": [f"<b>{escaped(row['name'])}</b> · {by_you}" for row in rows],
        "marker.color": [
            palette.ADDED if row["site"] == scene.place.key else palette.CASING for row in rows
        ],
    }


def count_line(world: World, view: View) -> str:
    """Say how many sites the filter keeps."""
    kept = passing(world, view.listed("sites"))
    shown = sum(kept)
    template = ngettext(
        "{n} of {total} pilot sites matches the filter",
        "{n} of {total} pilot sites match the filter",
        shown,
    )
    return template.format(n=shown, total=len(kept))


LAYER = Layer(
    key="sites",
    title=N_("Pilot sites"),
    credits=("pilot_sites",),
    base=base,
    frame=frame,
    at_first=True,
)
