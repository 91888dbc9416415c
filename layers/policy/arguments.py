"""Both ends of a corridor: the same figures, and what the paper argues, tried and linked there."""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import Any

import htpy as h
import pandas as pd

from geo.flows.compare import beside
from geo.flows.portraits import ends
from geo.policy.arguments import (
    BARRIER,
    CONTAINED,
    DATASET,
    ENDS,
    GAIN,
    INSIDE_ONE,
    LOSS,
    OTHER_PAIR,
    RECEIVING,
    ROLE,
    SENDING,
    THIS_PAIR,
    Row,
    arguments,
    is_destination,
    named_regions,
    networks_at,
    stance_at,
)
from geo.rows import rows_of
from geo.sites.networks import networks_of
from geo.statements.statements import EVERY, statements
from geo.view.view import View
from geo.world.dossier import Stance
from geo.world.places import slug
from geo.world.world import World
from layers.blocks.links import link
from layers.blocks.marks import loaded_badge
from layers.blocks.markup import around, form, joined
from layers.blocks.statements import ours
from layers.blocks.values import beside_table, figure_source, interval_years, outside_note
from layers.text import gettext as text
from layers.text import joints, words
from layers.text.gettext import N_, _

ARGUMENT = form(h.tr[h.th(scope="row")["%s"], [h.td["%s"]] * len(ENDS)])
END_NAMES = {SENDING: N_("Sending end"), RECEIVING: N_("Receiving end")}
EFFECT_NAMES = {
    ROLE: N_("Named as"),
    GAIN: N_("Could gain"),
    LOSS: N_("Could lose"),
    BARRIER: N_("In the way"),
}
SILENT = {
    ROLE: N_("not named in this role"),
    GAIN: N_("not stated"),
    LOSS: N_("not stated"),
    BARRIER: N_("not stated"),
}
NETWORK_LIES = {
    INSIDE_ONE: N_("both ends inside one {region}: in no {region}-to-{region} table"),
    CONTAINED: N_("only contained in this pair of {regions}: a proxy, not its size"),
    THIS_PAIR: N_("the same pair of {regions}; the paper gives no size"),
    OTHER_PAIR: N_("links another pair of {regions}"),
}


def both_ends(world: World, view: View, origin: str, destination: str) -> list[Any]:
    """The same indicators and years at the sending and the receiving end, with the gap."""
    first, second = (ends(world, code, view.period) for code in (origin, destination))
    table, inside = beside(first, second), interval_years(world, view.period)
    heads = (
        *(
            [_(END_NAMES[end]), h.br, words.region(world, code)]
            for end, code in zip(ENDS, (origin, destination), strict=True)
        ),
        _("Gap"),
    )
    caption = _("Same figures, same years; gap: receiving less sending end")
    return [
        h.h3[_("Both ends")],
        beside_table(world, caption, heads, table, (inside, inside)),
        *outside_note(table, (inside, inside)),
        figure_source(world, view),
    ]


def gains_and_losses(world: World, origin: str, destination: str) -> list[Any]:
    """What each end is, could gain and could lose, each statement with its section."""
    declared, table = world.package.arguments, world.table("regional_statements")
    said = arguments(declared, table, statements(world), origin, destination)
    rows = [
        ARGUMENT % (_(label), *(_statements(said, end, effect) for end in ENDS))
        for effect, label in EFFECT_NAMES.items()
    ]
    heads = [
        h.th(scope="col")[_(END_NAMES[end]), h.br, words.region(world, code)]
        for end, code in zip(ENDS, (origin, destination), strict=True)
    ]
    notes = [
        _(
            "A place in bold: said of it by name. All else the paper says of all such places. What "
            "counts as a gain, a loss or in the way is our sorting."
        )
    ]
    if is_destination(declared, table, origin):
        left_out = _(
            "The paper names {place} as a place that people head for: what it argues of the "
            "villages that they leave is not said of it."
        )
        notes.append(left_out.format(place=words.region(world, origin)))
    return [
        h.h3[_("What each end could gain or lose, as the paper argues")],
        h.table(class_="figures facts ends")[
            h.caption[_("UNESCO policy paper 2005; its section after each statement")],
            h.thead[h.tr[h.th(scope="col")[_("Argument")], *heads]],
            h.tbody[joined(rows)],
        ],
        h.p(class_="muted")[joints.sentences(notes), *ours(world, DATASET, EVERY, "effect")],
    ]


def _statements(said: list[Row], end: str, effect: str) -> list[Any]:
    """Statements of one cell, or that the paper is silent."""
    rows = [row for row in said if (row["end"], row["effect"]) == (end, effect)]
    if not rows:
        return [h.span(class_="blank")[_(SILENT[effect])]]
    return [_statement(row) for row in rows]


def _statement(row: Row) -> h.Element:
    named = [h.b[joints.titled(_(row["place"]), "")]] if isinstance(row["place"], str) else []
    numbers = words.section_numbers(row["section"])
    cited = row["cited_source"] if isinstance(row["cited_source"], str) else ""
    title = joints.parts(filter(None, [words.section(row["section"]), cited]))
    return h.p[
        *named,
        _(row["text"]),
        joints.blank(),
        h.span(title=title or None)[_("({section})").format(section=numbers)],
    ]


NEEDS = ("regional_statements", "networks", "pilot_sites", "statements")


def is_told(world: World) -> bool:
    """Whether this world has statements, sites and networks to set beside a corridor."""
    return world.has(*NEEDS)


def sites_and_networks(world: World, view: View, origin: str, destination: str) -> list[Any]:
    """Pilot sites at either end, and the networks that touch them with their guards."""
    lists = [h.td[_sites(world, view, code)] for code in (origin, destination)]
    heads = [h.th(scope="col")[words.region(world, code)] for code in (origin, destination)]
    found = networks_at(networks_of(world), origin, destination)
    networks = [_network(view, row) for row in found]
    none = _("No sending-receiving network has an end in either {region}.")
    return [
        h.h3[_("Sites and networks of the project")],
        h.table(class_="figures facts ends")[
            h.caption[_("Pilot sites in either {region} (paper, Foreword and 4.1)")],
            h.thead[h.tr[heads]],
            h.tbody[h.tr[lists]],
        ],
        h.ul(class_="plain")[networks] if networks else h.p(class_="muted")[none],
    ]


def _sites(world: World, view: View, code: str) -> list[Any]:
    rows = _placed(world).get(code, [])
    if not rows:
        return [h.span(class_="blank")[_("no pilot site here")]]
    return [
        h.p[
            [link(_(row["name"]), view, place=slug(row["name"])), " ", loaded_badge()]
            if slug(row["name"]) in world.loaded.slugs
            else around(
                joints.noted("{site}", _(words.PARTNERS[row["partner_type"]])),
                site=link(_(row["name"]), view, place=slug(row["name"])),
            )
        ]
        for row in rows
    ]


@lru_cache(maxsize=8)
def _placed(world: World) -> dict[str, list[Row]]:
    """Sites with a place by the region that they lie in, those loaded by a reader too."""
    sites, found = world.table("pilot_sites"), defaultdict(list)
    for row in rows_of(sites[sites["lon"].notna()]):
        found[row["region_code"]].append(row)
    return dict(found)


def _network(view: View, row: Row) -> h.Element:
    name = link(words.network(row["name"]), view, place=slug(row["name"]))
    numbers = words.section_numbers(row["section"])
    return h.li[name, joints.titled("", joints.noted(_(NETWORK_LIES[row["lies"]]), numbers))]


# A topic on which the paper takes a stance by class of the receiving place.


def stance_of(world: World, topic: str) -> Stance | None:
    """The stance by class of place that acts of a topic show; None for other topics."""
    stance = world.package.arguments.stance
    return stance if stance and stance.topic == topic else None


def stance_table(world: World, view: View, stance: Stance) -> list[Any]:
    """One row for each class of place: its stance, and its corridors where the tables have them."""
    rows = world.table("regional_statements")
    body = []
    for category, label in stance.titles.items():
        found = rows[rows["category"] == category]
        said = joints.parts(dict.fromkeys(_(statement) for statement in found["statement"]))
        body.append(
            h.tr[h.th(scope="row")[_(label)], h.td[said, h.br, _corridors(world, view, found)]]
        )
    section = joints.parts(dict.fromkeys(rows.loc[rows["category"].isin(stance.titles), "section"]))
    return [
        h.h3[_(stance.title)],
        h.table(class_="figures facts", id="stance-by-class")[
            h.caption[_("Stance, paper {section}").format(section=words.section(section))],
            h.tbody[body],
        ],
    ]


def _corridors(world: World, view: View, statements: pd.DataFrame) -> Any:
    """Link to the corridors into the named regions; region tables know no smaller place."""
    codes = sorted(statements["region_code"].dropna())
    if not codes:
        return h.span(class_="muted")[_("no table by size of place")]
    names = text.named([words.region(world, code) for code in codes])
    label = _("Corridors to {places}").format(places=names)
    return link(label, view, view="map", destinations=",".join(codes))


def stance_at_end(world: World, code: str) -> list[Any]:
    """Stance at the receiving end of a corridor, by the class of place where the paper has one."""
    stance = world.package.arguments.stance
    if stance is None:
        return []
    rows = stance_at(stance, world.table("regional_statements"), code)
    place = words.region(world, code)
    if any(row["named"] for row in rows):
        about = _(stance.named).format(place=place)
    else:
        about = _(
            "The paper states no stance for {place}: it goes by class of place, and no table of "
            "moves goes by size of place."
        ).format(place=place)
    return [
        h.h3[_(stance.at_end)],
        h.p(class_="muted")[about],
        h.ul(class_="plain")[[h.li[_stance(stance, row)] for row in rows]],
    ]


def _stance(stance: Stance, row: Row) -> list[Any]:
    return [
        h.b[joints.titled(_(stance.titles[row["category"]]), "")],
        _(row["statement"]),
        joints.blank(),
        _numbered(row),
    ]


def _numbered(row: Row) -> h.Element:
    return h.span(title=words.section(row["section"]))[
        _("({section})").format(section=words.section_numbers(row["section"]))
    ]


@lru_cache(maxsize=8)
def named_destinations(world: World) -> str:
    """Address text of the corridors into the regions that the paper names in a class."""
    stance = world.package.arguments.stance
    return ",".join(named_regions(stance, world.table("regional_statements")))


def receiving_classes(world: World, view: View) -> list[Any]:
    """Quick link for the one class of receiving place that region tables know."""
    stance = world.package.arguments.stance
    if stance is None or not is_told(world):
        return []
    named = named_destinations(world)
    chosen = view.destinations == named
    classes = link(
        _(stance.quick),
        view,
        "quick-on" if chosen else "",
        _(stance.quick_about),
        destinations="" if chosen else named,
    )
    return [classes, h.span(class_="muted")[_(stance.quick_rest)]]


def chosen_stance(world: World, view: View) -> list[Any]:
    """Stances of all classes beside a map of the corridors into the named regions; else nothing."""
    stance = world.package.arguments.stance
    if stance is None or not is_told(world) or view.destinations != named_destinations(world):
        return []
    return stance_table(world, view, stance)
