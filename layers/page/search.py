"""A search by all names that people write: regions, sites, networks and their ends; and terms.

The page holds all that can be found, but for very many regions: then it asks for those that have
the name as it is written.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import dash_mantine_components as dmc
from dash import ClientsideFunction, Dash, Input, Output
from flask import Response, jsonify, request
from rapidfuzz.distance import OSA

from geo.sites.names import local_name, place_names
from geo.terms.terms import in_order
from geo.view.mending import fold
from geo.world.choice import categories_of, flow_tables
from geo.world.declared import Category
from geo.world.names import names_of
from geo.world.places import END, NETWORK, SITE
from geo.world.world import World
from layers.blocks.controls import bound
from layers.flows.who import choice_value
from layers.serve.guard import asked_language
from layers.terms.gloss import anchor
from layers.text import gettext as text
from layers.text import joints, words
from layers.text.gettext import _, kept_by_language

SEARCH = bound("place", "search")
PATH = "/found"
MOST_FOUND = 50
"""Regions that are listed at once where there are very many."""
NEAR_FROM = 5
"""Letters: shorter names are near to too many, as in assets/picks.js."""


def register(app: Dash, world: World) -> None:
    """Where there are very many regions, let the page ask ``/found?text=…&place=…`` for names."""
    if not world.has_many:
        return

    def answer() -> Response:
        asked = request.args
        with text.spoken(asked_language(), world.package.wording):
            return jsonify(found(world, asked.get("text", ""), asked.get("place", "")))

    app.server.add_url_rule(PATH, PATH, answer, methods=["GET"], provide_automatic_options=False)
    app.clientside_callback(
        ClientsideFunction("page", "find"),
        Output(SEARCH, "data"),
        Input(SEARCH, "searchValue"),
        prevent_initial_call=True,
    )


def control(world: World) -> dmc.Select:
    """Place search; the best match is the one that Enter takes (assets/picks.js)."""
    return dmc.Select(
        id=SEARCH,
        label=_("Find a place"),
        placeholder=_("{findable}"),
        data=found(world),
        filter={"function": "bestNames"},
        searchable=True,
        clearable=True,
        nothingFoundMessage=_("No place of this name"),
        size="xs",
        maxDropdownHeight=320,
    )


def found(world: World, wanted: str = "", chosen: str = "") -> list[dict[str, Any]]:
    """What can be found, in groups; sites that the reader loaded have their own.

    Each entry has its names as :func:`geo.view.mending.fold` writes them. A category of movers
    leads to who is counted, a term to its entry (assets/controls/values.js). A region that the
    tables lack is found, and can not be chosen; neither can a category that they lack, nor a region
    that is no more. Of very many regions those are listed that have the name that is wanted, with
    the chosen one.
    """
    regions, labels = _names(world), _labels(world)
    if world.has_many:
        best = _best(world, wanted)
        regions = {code: regions[code] for code in (*best, *({chosen} & {*regions} - {*best}))}
    former = world.package.former.names if world.package.former else ()
    groups: dict[str, list[dict[str, Any]]] = {SITE: [], NETWORK: [], END: []}
    for slug, place in world.places.items():
        if place.kind in groups and slug not in world.loaded.slugs:
            groups[place.kind].append(
                _entry(slug, _place_label(world, slug), place_names(world, slug, regions))
            )
    added = [
        _entry(site, joints.noted(name, _("loaded by you")), (site, name))
        for site, name in zip(world.loaded.sites["site"], world.loaded.sites["name"], strict=True)
    ]
    counted = world.counted.index
    listed = [
        (
            _("{Regions}"),
            [_entry(code, labels[code], regions[code]) for code in regions if code in counted],
        ),
        (_("Pilot sites"), groups[SITE]),
        (_("Loaded by you"), added),
        (_("Networks and their ends"), [*groups[NETWORK], *groups[END]]),
        (_("Who is counted"), _countings(world)),
        (_("Terms"), _terms(world)),
        (
            _("These tables lack them"),
            [
                {**_entry(code, labels[code], regions[code]), "disabled": True}
                for code in regions
                if code not in counted
            ]
            + [_lacking(one) for one in world.unsplit]
            + [_former(names) for names in former],
        ),
    ]
    return [{"group": group, "items": items} for group, items in listed if items]


@lru_cache(maxsize=64)
def _names(world: World) -> dict[str, Any]:
    """Names of all regions by code."""
    return names_of(world.table("regions"), world.package)


@kept_by_language()
def _labels(world: World) -> dict[str, str]:
    return {code: _region_label(world, code) for code in _names(world)}


@kept_by_language()
def _folded(world: World) -> dict[str, tuple[str, ...]]:
    """Names of each region as they are compared, and the one that its entry shows."""
    labels = _labels(world)
    return {code: tuple(map(fold, (*names, labels[code]))) for code, names in _names(world).items()}


def _best(world: World, wanted: str) -> list[str]:
    """Codes of the regions that have a name: as a whole, at its beginning, inside, or nearly."""
    name, known = fold(wanted), _folded(world)
    ranked = {code: min(_rank(one, name) for one in names) for code, names in known.items()}
    best = [code for code, rank in ranked.items() if rank <= INSIDE]
    if not best and len(name) >= NEAR_FROM:
        best = [
            code
            for code, names in known.items()
            if any(OSA.distance(one, name, score_cutoff=1) <= 1 for one in names)
        ]
    return sorted(best, key=lambda code: ranked[code])[:MOST_FOUND]


WHOLE, BEGINNING, INSIDE, NOWHERE = range(4)


def _rank(name: str, wanted: str) -> int:
    """How well a name has what is wanted."""
    if name == wanted:
        return WHOLE
    if name.startswith(wanted):
        return BEGINNING
    return INSIDE if wanted in name else NOWHERE


def _countings(world: World) -> list[dict[str, Any]]:
    """The first choice of each category that a table of moves has, by the category's names."""
    firsts: dict[str, dict[str, Any]] = {}
    for table in flow_tables(world.package).values():
        for one in categories_of(world.package, table):
            word, choice = next(iter(one.by_word.items()))
            label = joints.noted(_(choice.title), _(table.title))
            entry = _entry(choice_value(table.key, word), label, (choice.title, *one.names))
            firsts.setdefault(one.key, entry)
    return list(firsts.values())


def _terms(world: World) -> list[dict[str, Any]]:
    """Terms that texts may mark, each by its names and spellings; its entry is what it leads to.

    The source language names a term in the others too; each of these by itself alone.
    """
    lang = text.language.get()
    shown = list if lang == text.SOURCE_LANGUAGE else (lambda _names: [])
    return [
        _entry(f"#{anchor(one.key)}", label, names)
        for one in in_order(world, lang)
        if (names := [name for said in one.spellings.values() for name in said])
        if (label := _spelled(one.names.get(lang, ""), *shown(one.names.values())))
    ]


def _lacking(category: Category) -> dict[str, Any]:
    """A category of movers that is asked for and can not be chosen."""
    entry = _entry(f"no-{category.key}", _(category.instead), (category.title, *category.names))
    return {**entry, "disabled": True}


def _former(names: tuple[str, ...]) -> dict[str, Any]:
    """A region that is no more: it is no slip of another."""
    label = _("{name}: a former {region}, in no table here").format(name=_(names[0]))
    return {**_entry(f"no-{fold(names[0])}", label, names), "disabled": True}


def _entry(value: str, label: str, names: Iterable[str]) -> dict[str, Any]:
    return {"value": value, "label": label, "names": list(dict.fromkeys(map(fold, names)))}


def _region_label(world: World, code: str) -> str:
    """Name in every language of the tables, and the one that is shown beside it."""
    if text.language.get() != text.SOURCE_LANGUAGE:
        return words.region(world, code)
    names = (name[code] for name in world.names_by_code.values())
    return _spelled(*names, world.package.aliases.get(code, ""))


def _spelled(*names: str) -> str:
    return " · ".join(filter(None, dict.fromkeys(names)))


def _place_label(world: World, slug: str) -> str:
    """Name in both scripts; an end that is no region says where it lies."""
    place = world.places[slug]
    if place.kind == NETWORK:
        networks = world.table("networks").set_index("network_id")
        return words.network(str(networks.loc[place.row, "name"]))
    if place.kind == SITE:
        row = world.table("pilot_sites").set_index("site_id").loc[place.row]
        return joints.noted(
            _spelled(*dict.fromkeys((_(row["name"]), row["name_zh"]))), _("pilot site")
        )
    inside = _("county in {place}").format(place=words.region(world, place.region))
    return joints.noted(
        _spelled(*dict.fromkeys((_(slug.title()), local_name(world, slug)))), inside
    )
