"""The comparison grid of the sites: one row each, what is not stated said so."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import htpy as h

from geo.rows import rows_of
from geo.scene.scene import Scene
from geo.sites.findings import SiteFindings
from geo.sites.sites import STATED, activities, matches, placed_sites
from geo.world.places import slug
from geo.world.regions import zone_of
from geo.world.world import World
from layers.blocks.links import link, source
from layers.blocks.marks import MARK, loaded_badge, own_name
from layers.blocks.statements import numbered
from layers.blocks.tables import framed, stated
from layers.map.sites import count_line
from layers.sites.cards import PLACES, chosen_to_include, failures, level, role
from layers.sites.filter import ways_out
from layers.text import gettext as text
from layers.text import joints, words
from layers.text.gettext import _, ngettext

Row = dict[Any, Any]


def answer(found: SiteFindings) -> list[h.Element]:
    """Who leads, which zone has no site, and which sites are for women."""
    counts = [
        _("{n} {kind}").format(n=len(found.leads[kind]), kind=_(words.PARTNERS[kind]))
        for kind in words.PARTNERS
        if kind in found.leads
    ]
    rarest = text.named([_(words.PARTNERS[kind]) for kind in found.rarest])
    leads = _("Lead partners: {counts}; {rarest} is the rarest kind (paper, 4.3).")
    others = text.named([_(one) for one in found.women_not_stated]) or _("none")
    women = _(
        "Stated to focus on women: {names} (4.1). Not stated for {others}, which does not mean no."
    )
    return [
        h.p[leads.format(counts=text.named(counts), rarest=rarest)],
        *_without_site(found),
        h.p[women.format(names=text.named([_(one) for one in found.women]), others=others)],
    ]


def _without_site(found: SiteFindings) -> list[h.Element]:
    """Zones without a site, and how they appear all the same."""
    counts = joints.listed(
        _("{zone} {n}").format(zone=words.zone(found.scheme, zone), n=count)
        for zone, count in found.zones.items()
        if count
    )
    parts = [_("Sites by zone: {counts}.").format(counts=counts)]
    for zone in found.without_site:
        told = _("The zone {zone} has no site.")
        if found.unsited_origins:
            told = _(
                "The zone {zone} has no site, though the paper names {places} there among the main "
                "origins (1.2)."
            )
        name, origins = (
            words.zone(found.scheme, zone),
            text.named(list(map(_, found.unsited_origins))),
        )
        parts.append(told.format(zone=name, places=origins))
        parts += [
            _("It appears only through {place}, one end of the network {network} (4.1).").format(
                place=_(place), network=words.network(network)
            )
            for place, network in found.unsited_ends
        ]
    return [h.p[joints.sentences(parts)]]


def status(world: World, scene: Scene, lit: Collection[str]) -> h.Element:
    """How many sites are shown, which are not, the way out when none is, and which are lit."""
    view = scene.view
    marked = [h.p[_lit_line(len(lit))]] if view.challenge else []
    if not view.sites:
        said = _("All sites are shown. The chips above filter them.")
        return h.div(class_=None if marked else "on-screen")[h.p(class_="on-screen")[said], *marked]
    rows = placed_sites(world)
    left_out = rows.loc[~matches(rows, view.listed("sites")), "name"]
    said = [h.b[_("{counted}.").format(counted=count_line(world, view))]]
    if len(left_out):
        said += [
            joints.blank(),
            _("Not shown: {names}.").format(names=text.named(left_out.tolist())),
        ]
    offers = ways_out(world, view, "button") or [
        link(_("Show all sites"), view, "button", sites=""),
        link(_("See them on the map"), view, "button", view="map"),
    ]
    return h.div[h.p[said], *marked, h.div(class_="site-offers")[offers]]


def _lit_line(count: int) -> str:
    """Say how many sites belong to the chosen challenge, shown or not."""
    if not count:
        return _("The paper links no single site to the chosen challenge.")
    said = ngettext(
        "{mark} marks the one site that belongs to the chosen challenge.",
        "{mark} marks the {n} sites that belong to the chosen challenge.",
        count,
    )
    return said.format(mark=MARK, n=count)


def site_grid(world: World, scene: Scene, lit: Collection[str]) -> tuple[h.Element, h.Element]:
    """Return the table of the sites that pass, and what holds for all of them.

    Parameters
    ----------
    world, scene
        The data and the view.
    lit : collection of str
        ``site_id`` of the sites that belong to the chosen challenge.
    """
    sites = placed_sites(world)
    shared, own = activities(sites)
    rows = rows_of(sites[matches(sites, scene.view.listed("sites"))])
    head = [
        *(_("Site"), _("Lead partner"), _("Zone"), _("Level"), _("Women-focus")),
        *(_("Role"), _("Size"), _("Focus of its own")),
    ]
    body = [_row(scene, row, own[row["site_id"]], lit) for row in rows]
    body += [_added_row(scene, row) for row in rows_of(world.loaded.sites)]
    caption = _caption(len(rows), len(world.loaded.sites))
    table = h.table(class_="figures site-table site-grid")[
        h.caption[caption],
        h.thead[h.tr[[h.th(scope="col")[one] for one in head]]],
        h.tbody[body or _no_row(len(head))],
    ]
    common = _("Common to all: {activities}.").format(activities=joints.parts(_(x) for x in shared))
    none = _(
        "The paper gives no figures of results by site and names no place of its site in Mongolia."
    )
    include = chosen_to_include()
    about = h.p(class_="muted")[
        joints.sentences((common, include, none)), " ", source(scene.view, "pilot_sites")
    ]
    return framed(table, _("Comparison of the pilot sites")), about


def _caption(paper: int, loaded: int) -> str:
    """How many sites of the paper are shown, and how many of the reader stand below them."""
    said = ngettext("{n} pilot site", "{n} pilot sites", paper).format(n=paper)
    if not loaded:
        return said
    more = ngettext("{n} site loaded by you", "{n} sites loaded by you", loaded).format(n=loaded)
    return _("{paper} of the paper and {more}").format(paper=said, more=more)


def _no_row(columns: int) -> h.Element:
    return h.tr[h.td(colspan=str(columns))[_("No site passes the filter.")]]


def _row(scene: Scene, row: Row, own: tuple[str, ...], lit: Collection[str]) -> h.Element:
    key, is_lit = slug(row["name"]), row["site_id"] in lit
    shown = _(row["name"])
    name = [link(shown, scene.view, place=key, view="map"), *own_name(shown, row)]
    if is_lit:
        name += [" ", h.span(title=_("belongs to the chosen challenge"))[MARK]]
    kind = h.i(class_=f"key key-{row['partner_type'].lower()}")
    named = h.b[_(words.PARTNERS[row["partner_type"]])]
    partner = [h.span(class_="key-pair")[kind, named], h.br]  # a sign never stands alone in a line
    zone, scheme = row["macro_region_stated"], scene.world.package.schemes[0]

    def place(field: str) -> list[Any]:
        return numbered(scene.world, PLACES, row, field)

    cells = [
        [*partner, _(row["local_partner"]), *place("local_partner")],
        [words.zone(scheme, zone) if zone in scheme.keys else stated(zone),
         *place("macro_region_stated")],
        level(scene.world, row),
        [*_women(row), *place("target_group")],
        _role(row),
        _size(row),
        _own(scene.world, row, own),
    ]  # fmt: skip
    state = " ".join(
        word for word, on in (("lit", is_lit), ("chosen", key == scene.view.place)) if on
    )
    return h.tr(class_=state or None)[h.th(scope="row")[name], *[h.td[one] for one in cells]]


def _added_row(scene: Scene, row: Row) -> h.Element:
    """Row of a site that the reader loaded: what the file says, and that it is the reader's."""
    name = [link(row["name"], scene.view, place=row["site"], view="map"), " ", loaded_badge()]
    kind = words.PARTNERS.get(row["partner_type"])
    partner = [*([h.b[_(kind)], h.br] if kind else []), stated(row["partner"])]
    scheme = scene.world.package.schemes[0]
    zone = zone_of(scene.world.members[scheme.key])[row["province_code"]]
    follows = [words.zone(scheme, zone), h.br,
               h.span(class_="muted")[_("follows from the province")]]  # fmt: skip
    partner += [h.br, _("your file: {source}").format(source=row["source"])]
    cells = [partner, follows, *[_("not stated")] * 5]
    return h.tr[h.th(scope="row")[name], *[h.td[one] for one in cells]]


def _own(world: World, row: Row, own: tuple[str, ...]) -> list[Any]:
    """Activities of a site beside the common ones, and apart from them what went wrong there."""
    said: list[Any] = [_("none stated beside the common ones")]
    if own:
        said = [
            joints.parts(_(one) for one in own),
            *numbered(world, PLACES, row, "focus_activities"),
        ]
    wrong = failures(world, row["name"])
    return [*said, *([h.br, h.b[joints.titled(_("What went wrong"), "")], *wrong] if wrong else [])]


def _women(row: Row) -> list[Any]:
    if row["women_focus"] == STATED:
        return [h.b[_("stated")], h.br, _(row["target_group"])]
    return [_("not stated")]


def _role(row: Row) -> list[Any]:
    """Role as stated or implied; where there is none, what the paper says instead."""
    said = role(row)
    evidence = row["role_evidence"]
    if isinstance(evidence, str) and row["role_basis"] != "implied":
        return [*said, h.br, h.span(class_="muted")[_(evidence)]]
    return said


def _size(row: Row) -> list[Any]:
    size, basis = row["size_class"], row["size_class_basis"]
    if not isinstance(size, str):
        return [stated(size)]
    return [stated(size), h.br, h.span(class_="muted")[stated(basis)]]
