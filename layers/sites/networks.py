"""The networks of the project by type: between places, among sites, among people, of partners."""

from __future__ import annotations

from typing import Any

import htpy as h

from geo.assessment.links import Link, links_of
from geo.rows import rows_of
from geo.scene.scene import Scene
from geo.sites.findings import SiteFindings
from geo.sites.networks import networks_of
from geo.sites.sites import CORNERS, local_triangles, national_triangle, paper_sites, placed_sites
from geo.world.places import SENDING_RECEIVING, slug
from geo.world.world import World
from layers.blocks.links import link, source, source_after
from layers.blocks.marks import loaded_badge
from layers.blocks.markup import around
from layers.blocks.statements import fact, ours, with_place
from layers.blocks.tables import framed, grid
from layers.sites.cards import NETWORKS, counted, note
from layers.text import gettext as text
from layers.text import joints, words
from layers.text.gettext import N_, _

Row = dict[Any, Any]
TYPES = {
    SENDING_RECEIVING: (
        N_("Sending and receiving places"),
        N_("Two places each. The paper gives no size for any of them."),
    ),
    "working": (
        N_("Nationwide working network"),
        N_(
            "All sites; UNESCO and CASS developed it together. No pairs are stated, so no lines "
            "join them."
        ),
    ),
    "social": (
        N_("Social network"),
        N_("Between people, not places: it has no position and is not on the map."),
    ),
    "triangle": (
        N_("Partner triangles"),
        N_("One corner each for government, academics and NGOs; they are drawn below."),
    ),
    "partners": (
        N_("Local partners"),
        N_("Bodies that the project works with at the local level; most are not named."),
    ),
}
"""Type of network to its heading and what it is."""


def network_section(world: World, scene: Scene, found: SiteFindings) -> h.Element:
    """Return the answer on the pairs of places, then every row of the paper's table by type."""
    rows = rows_of(networks_of(world))
    parts: list[Any] = []
    for kind, (title, about) in TYPES.items():
        cards = [_card(world, scene, row) for row in rows if row["network_type"] == kind]
        parts += [h.h4[_(title)], h.p(class_="muted")[_(about)]]
        parts.append(h.div(class_="network-cards")[cards])
    return h.section(id="site-networks", class_="site-section")[
        h.h3[_("How are places and people linked?")],
        h.p[_answer(world, found)],
        *parts,
        *_added(world, scene),
        h.p[source(scene.view, "networks")],
    ]


def _added(world: World, scene: Scene) -> list[h.Element]:
    """Links that the reader loaded, each with the corridor that contains it."""
    rows = links_of(world)
    if not rows:
        return []
    cards = [
        h.article(class_="network-card")[
            h.h5[joints.arrow(one.sends.name, one.receives.name), " ", loaded_badge()],
            h.p[_contained(world, scene, one)],
            h.p(class_="muted")[_("Source: {source}").format(source=one.source)],
        ]
        for one in rows
    ]
    about = _("They stand in your file; the paper does not state them.")
    return [
        h.h4[_("Links loaded by you")],
        h.p(class_="muted")[about],
        h.div(class_="network-cards")[cards],
    ]


def _contained(world: World, scene: Scene, one: Link) -> Any:
    """The corridor of the regions at both ends, or that the tables have none."""
    if one.pair is None:
        inside = _("Inside {place}: not in inter-{regional} data.")
        return inside.format(place=words.region(world, one.sends.region))
    key = world.vocabulary.key_of(one.pair)
    shown = link(words.corridor(world, *one.pair), scene.view, place=key, view="map")
    return [around(_("The corridor that contains it: {corridor}"), corridor=shown)]


def _answer(world: World, found: SiteFindings) -> str:
    """Which networks no table can show, which are only contained, and which join two sites."""
    no_table = _("{name} can never appear in {region}-to-{region} data: both ends lie in {place}.")
    proxy = _("{name} is only contained in its pair of {regions}, a proxy.")
    both = _("Only {name} has a pilot site at both ends.")
    said = [
        no_table.format(name=words.network(name), place=words.region(world, code))
        for name, code in found.no_table
    ]
    said += [proxy.format(name=words.network(name)) for name in found.proxy]
    if found.both_ends:
        said.append(both.format(name=text.named([words.network(name) for name in found.both_ends])))
    return joints.sentences(said)


def _card(world: World, scene: Scene, row: Row) -> h.Element:
    """One network: its ends or members, purpose, and where it stands in the paper."""
    paired = row["network_type"] == SENDING_RECEIVING
    title = words.network(row["name"]) if paired else _(row["name"])
    shown = link(title, scene.view, place=slug(row["name"]), view="map") if paired else title
    named = {"members": _("Members"), "purpose": _("Purpose"), "status": _("Status")}
    facts = [fact(world, NETWORKS, row, field, name) for field, name in named.items()]
    return h.article(
        class_=f"network-card network-{row['network_type']}",
        id=f"network-{row['network_id'].lower()}",
    )[
        h.h5[h.span(class_="network-no")[row["network_id"]], " ", shown],
        *([_ends(world, scene, row), *counted(world, scene, row)] if paired else []),
        *([_members(world, scene)] if row["network_type"] == "working" else []),
        h.dl[[part for one in facts for part in (h.dt[one.name], h.dd[with_place(one)])]],
        *note(world, NETWORKS, row),
    ]


def _ends(world: World, scene: Scene, row: Row) -> h.Element:
    """Both ends with their level, and whether a pilot site lies there."""
    sites = set(placed_sites(world)["name"])
    items = []
    for side, word in (("from", _("sending")), ("to", _("receiving"))):
        name = row[f"{side}_place"]
        key = slug(name) if slug(name) in world.places else row[f"{side}_region_code"]
        level = h.span(class_="badge badge-level")[_(words.LEVELS[row[f"{side}_level"]])]
        own = ours(world, NETWORKS, row["network_id"], f"{side}_level")
        where = _("pilot site") if name in sites else _("no pilot site")
        parts = [link(_(name), scene.view, place=key, view="map"), " ", level, *own]
        items.append(h.li[*parts, h.br, f"{word} · {where}"])
    return h.ul(class_="network-ends")[items]


def _members(world: World, scene: Scene) -> h.Element:
    """The sites of the working network as equals, without lines between them."""
    names = placed_sites(world)["name"]
    items = [h.li[link(_(name), scene.view, place=slug(name), view="map")] for name in names]
    return h.ul(class_="network-sites")[items]


# The partner triangles: government, academic and NGO, a missing corner shown as missing.

WHOLE_NATION = N_("Whole nation")
CORNER_LABELS = {
    "government": N_("Government"),
    "academic": N_("Academic"),
    "NGO": N_("NGO or NPO"),
}
Corner = dict[Any, Any]


def partner_section(world: World, scene: Scene) -> h.Element:
    """The national triangle, one for each site, and the same as a table."""
    national = rows_of(national_triangle(world.table("networks")))
    corners = rows_of(local_triangles(paper_sites(world)))
    local = [corners[at : at + len(CORNERS)] for at in range(0, len(corners), len(CORNERS))]
    missing = sum(not isinstance(corner["partner"], str) for three in local for corner in three)
    triangles = [
        _triangle(_(WHOLE_NATION), national),
        *[_triangle(_(three[0]["name"]), three) for three in local],
        *[_loaded_triangle(row) for row in rows_of(world.loaded.sites)],
    ]
    return h.section(id="site-partners", class_="site-section")[
        h.h3[_("Who stands at the three corners?")],
        h.p[_partner_answer(len(local), missing)],
        h.div(class_="triangles")[triangles],
        h.details(class_="chart-table")[
            h.summary[_("Read as a table")],
            framed(_table(world, national, local), _("Partners by corner")),
        ],
        h.p(class_="muted")[
            _("Every lead partner must bring in agencies of the other kinds (4.3)."),
            " ",
            link(_("Lead partners on the map"), scene.view, view="map"),
            source_after(scene.view, "networks"),
        ],
    ]


def _partner_answer(sites: int, missing: int) -> str:
    said = _(
        "The paper names one lead partner for each of {sites} sites and nobody for the other "
        "{missing} corners; for the nation all three are named."
    )
    return said.format(sites=sites, missing=missing)


def _named(corner: Corner) -> bool:
    return isinstance(corner["partner"], str)


def _blank(corner: Corner) -> str:
    return _("not named for this site") if "name" in corner else _("not named")


def _triangle(title: str, corners: list[Corner]) -> h.Element:
    """Three corners on a frame; a missing one is dashed and says so."""
    shown = [
        h.li(
            class_=f"corner corner-{corner['corner'].lower()}"
            + ("" if _named(corner) else " corner-missing")
        )[
            h.b[_(CORNER_LABELS[corner["corner"]])],
            h.span[_(corner["partner"]) if _named(corner) else _blank(corner)],
        ]
        for corner in corners
    ]
    return h.div[h.h4[title], h.ul(class_="triangle")[shown]]


def _given(row: Corner, corner: str) -> str:
    """Who stands at a corner of a loaded site, as far as the file says."""
    if row["partner_type"] != corner:
        return _("not in your file")
    return row["partner"] or _("named without a name")


def _loaded_triangle(row: Corner) -> h.Element:
    """The partner that a reader's file gives for a site, and what it leaves open."""
    shown = []
    for corner in CORNERS:
        missing = "" if row["partner_type"] == corner else " corner-missing"
        shown.append(h.li(class_=f"corner corner-{corner.lower()}{missing}")[
            h.b[_(CORNER_LABELS[corner])], h.span[_given(row, corner)]
        ])  # fmt: skip
    return h.div[h.h4[row["name"], " ", loaded_badge()], h.ul(class_="triangle")[shown]]


def _table(world: World, national: list[Corner], local: list[list[Corner]]) -> h.Element:
    """All triangles as rows."""
    head = [_("Triangle"), *[_(CORNER_LABELS[one]) for one in CORNERS], _("Section")]
    rows = [
        (
            _(three[0].get("name", WHOLE_NATION)),
            *[_(corner["partner"]) if _named(corner) else _blank(corner) for corner in three],
            words.section(str(three[0]["section"])),
        )
        for three in [national, *local]
    ]
    rows += [
        (row["name"], *[_given(row, one) for one in CORNERS], _("loaded by you"))
        for row in rows_of(world.loaded.sites)
    ]
    return grid(_("Partners by corner"), head, rows)
