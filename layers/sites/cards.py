"""Cards of what the paper names: sites, networks and their ends, each line with its section."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import htpy as h

from geo.flows.query import door
from geo.lessons.sheet import went_wrong
from geo.rows import rows_of
from geo.scene.scene import Scene
from geo.sites.networks import NO_TABLE, PROXY, networks_of
from geo.sites.sites import IMPLIED
from geo.statements.statements import EVERY, statements
from geo.world.places import slug
from geo.world.world import World
from layers.blocks.links import link
from layers.blocks.marks import curated_badge, loaded_badge, own_name
from layers.blocks.markup import around
from layers.blocks.statements import Fact, cited, fact, ours, told, worded
from layers.blocks.tables import facts, stated
from layers.sources.tab import SITES, conflict_link
from layers.text import joints, numbers, words
from layers.text.gettext import _
from layers.training.part import training

PLACES, NETWORKS, TOLD = "pilot_sites", "networks", "regional_statements"
"""Tables whose cells the cards show."""


def note(world: World, dataset: str, row: dict[Any, Any]) -> list[h.Element]:
    """Remark on a row, badged where it is ours."""
    remark = worded(world, dataset, row, "note")
    return [h.p(class_="muted")[remark]] if isinstance(row["note"], str) else []


def sections_note() -> h.Element:
    """Say where the sections of a card stand."""
    words_ = _("UNESCO policy paper 2005; its section after each statement")
    return h.p(class_="muted")[words_]


def chosen_to_include() -> str:
    """What the paper says of the kinds of places among the sites, and of none by itself."""
    return _(
        "The sites were chosen to include sending, receiving and transitional areas (Foreword), "
        "and can be put into small, medium-sized and large ones (4.1). The paper does not sort "
        "them one by one."
    )


def site_card(world: World, scene: Scene) -> list[Any]:
    """Partner, role, size, focus and target group of a pilot site, as the paper gives them."""
    table = world.table(PLACES).set_index("site_id", drop=False)
    row = table.loc[scene.place.row].to_dict()
    region = words.region(world, scene.place.region)
    return [
        h.p(class_="muted")[_("Pilot site of the project")],
        h.h2[_(row["name"]), *own_name(_(row["name"]), row)],
        h.p[around(_("in {place}"), place=link(region, scene.view, place=scene.place.region))],
        *told(_site_facts(world, row)),
        *note(world, PLACES, row),
        *(training(world, scene.view, is_told=True) if failures(world, row["name"]) else []),
        h.p(class_="muted")[_("The paper gives no figures of results by site.")],
        h.p(class_="muted")[chosen_to_include()],
        sections_note(),
        h.p(class_="muted")[
            _("A ninth place, in Mongolia, is counted apart; the paper does not name it."),
            " ",
            conflict_link(scene.view, SITES),
        ],
    ]


def _site_facts(world: World, row: dict[Any, Any]) -> list[Fact]:
    """Rows of a site: what the paper states of it, what it implies, and what we sorted."""

    def cell(field: str, name: str) -> Fact:
        return fact(world, PLACES, row, field, name)

    partner = cell("local_partner", _("Lead partner"))
    kind = _(words.PARTNERS[row["partner_type"]])
    wrong = failures(world, row["name"])
    return [
        replace(partner, shown=joints.noted(partner.shown, kind)),
        cell("macro_region_stated", _("Zone in the paper")),
        cell("level_as_stated", _("Level")),
        replace(cell("role", _("Role")), shown=role_words(row)),
        cell("size_class", _("Size")),
        cell("target_group", _("Target group")),
        cell("focus_activities", _("Focus")),
        *([Fact(_("What went wrong"), wrong)] if wrong else []),
        replace(cell("level", _("Level")), shown=_(words.LEVELS[row["level"]])),
        cell("coord_source", _("Position")),
    ]


def level(world: World, row: Mapping[Any, Any]) -> list[Any]:
    """What the paper calls a site, and the level that we count it at."""
    ranked = h.span(class_="muted")[_(words.LEVELS[row["level"]])]
    return [stated(row["level_as_stated"]), h.br, ranked, *ours(world, PLACES, EVERY, "level")]


def failures(world: World, place: str) -> list[Any]:
    """What the paper says went wrong at a place and why, with its sections; empty where nothing."""
    said, found = statements(world), []
    for row in rows_of(went_wrong(world.table(TOLD), place)):
        named = "" if row["place"] == place else joints.titled(_(row["place"]), "")
        excerpt = said.of(TOLD, row["diversity_id"], "statement").excerpt
        found += [joints.blank(), named, _(row["statement"])]
        found += [joints.blank(), cited(row["section"], excerpt)]
    return found


def role(row: Mapping[Any, Any]) -> list[Any]:
    """Role as stated; where we read it out of the text, with the evidence and a badge."""
    if row["role_basis"] != IMPLIED:
        return [role_words(row)]
    return [role_words(row), " ", curated_badge()]


def role_words(row: Mapping[Any, Any]) -> str:
    """Role, and on what it rests where we read it out of the text."""
    named = stated(row["role"])
    if row["role_basis"] != IMPLIED:
        return named
    return joints.noted(named, joints.titled(_("implied"), _(row["role_evidence"])))


def network_card(world: World, scene: Scene) -> list[Any]:
    """Ends with their levels, what flows, and what no table can show."""
    row = _network(world, scene.place.row)
    names = {"members": _("Members"), "purpose": _("Purpose"), "status": _("Status")}
    rows = [
        _end(row, "from", _("Sending end")),
        _end(row, "to", _("Receiving end")),
        *[fact(world, NETWORKS, row, field, name) for field, name in names.items()],
        fact(world, NETWORKS, row, "role_basis", _("Roles")),
        _level(world, row, "from", _("Level of the sending end")),
        _level(world, row, "to", _("Level of the receiving end")),
    ]
    return [
        h.p(class_="muted")[_("Sending and receiving network of the project")],
        h.h2[words.network(row["name"])],
        *told(rows),
        *counted(world, scene, row),
        *note(world, NETWORKS, row),
        sections_note(),
    ]


def _end(row: dict[str, Any], side: str, name: str) -> Fact:
    """Place at an end, as the section on networks names it."""
    return Fact(name, _(row[f"{side}_place"]), row["section"])


def _level(world: World, row: dict[str, Any], side: str, name: str) -> Fact:
    """Level of an end: the paper's where it has one, else our sorting."""
    found = fact(world, NETWORKS, row, f"{side}_level", name)
    return replace(found, shown=_(words.LEVELS[row[f"{side}_level"]]))


def _network(world: World, network: str) -> dict[str, Any]:
    """One network with the levels of its ends and how far the tables can show it."""
    rows = rows_of(networks_of(world))
    return {row["network_id"]: row for row in rows}[network]


def counted(world: World, scene: Scene, network: Mapping[Any, Any]) -> list[Any]:
    """What the census can say of a network, and what it cannot."""
    if network["relation"] == NO_TABLE:
        inside = _(
            "Both ends lie inside {place}: this network is in no {region}-to-{region} table, "
            "so no count exists here."
        ).format(place=words.region(world, network["from_region_code"]))
        return [h.p(class_="warning")[inside]]
    key = network["corridor"]
    history = door(world).history(world.vocabulary.ends(key)).set_index("period")
    corridor = words.corridor(world, *world.vocabulary.ends(key))
    guard = (
        _("The network is only a part of this corridor between {regions}: a proxy, not its size.")
        if network["relation"] == PROXY
        else _("The paper gives no size; this figure is the census, all migrants {aged}.")
    )
    people = history["migrants_persons"].get(scene.view.period, float("nan"))
    label = _("{corridor}: {moved}, {period}").format(
        corridor=corridor, moved=numbers.people(people), period=words.interval(scene.view.period)
    )
    figure = link(label, scene.view, "estimated-figure", place=key, view="map")
    return [h.p(class_="warning")[figure, h.br, guard]]


def end_card(world: World, scene: Scene) -> list[Any]:
    """A place that is only the end of a network: where it lies and why it has no count."""
    row = _network(world, scene.place.row)
    name = _(scene.place.key.title())
    region = words.region(world, scene.place.region)
    network = slug(row["name"])
    return [
        h.p(class_="muted")[_("End of a network, not a pilot site")],
        h.h2[name],
        h.p[
            around(_("county in {place}"), place=link(region, scene.view, place=scene.place.region))
        ],
        h.p[link(words.network(row["name"]), scene.view, place=network)],
        *counted(world, scene, row),
        *note(world, NETWORKS, row),
        h.p(class_="muted")[_("paper, {section}").format(section=words.section(row["section"]))],
    ]


# Card of a site that the reader loaded: what the file says of it, and nothing of the paper.


def loaded_card(world: World, scene: Scene) -> list[Any]:
    """Partner, position and source as the file gives them, and how much is reported."""
    row = world.loaded.sites.set_index("site").loc[scene.place.key]
    kind = words.PARTNERS.get(row["partner_type"], "")
    values = world.loaded.values
    reported = values.loc[values["site"] == scene.place.key, "indicator"].nunique()
    asked = len(world.table("assessment_indicators"))
    region = words.region(world, scene.place.region)
    return [
        h.p(class_="muted")[_("Site beside the eight of the paper"), " ", loaded_badge()],
        h.h2[row["name"]],
        h.p[around(_("in {place}"), place=link(region, scene.view, place=scene.place.region))],
        facts(
            [
                (_("Lead partner"), stated(row["partner"])),
                (_("Kind of partner"), stated(kind)),
                (_("Position"), f"{row['lon']:g}° E, {row['lat']:g}° N"),
                (_("Source"), row["source"]),
                (
                    _("Assessment"),
                    link(
                        _("{n} of {all} indicators reported").format(n=reported, all=asked),
                        scene.view,
                        view="assessment",
                    ),
                ),
            ],
            _("As your file states it"),
        ),
        h.p(class_="muted")[
            _("The paper does not name this site, and no sentence about the paper counts it.")
        ],
    ]
