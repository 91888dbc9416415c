"""The words that a world allows in an address, gathered from its tables and the subjects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from geo.flows.pairs import orders
from geo.flows.question import MEASURES, RANKS
from geo.lessons.variables import variables
from geo.policy.dates import national_totals
from geo.sites.challenges import challenges
from geo.sites.names import slugs_by_name
from geo.sites.sites import SITE_FILTERS
from geo.view.mending import fold
from geo.view.view import LIT
from geo.view.vocabulary import Vocabulary
from geo.world.choice import flow_tables
from geo.world.counted import counted
from geo.world.declared import Category
from geo.world.names import codes_by_name
from geo.world.places import SITE, topics
from geo.world.world import World

STAMP_SIGNS = 8


def vocabulary_of(
    world: World, of_page: Mapping[str, tuple[str, ...]], home_of_page: Mapping[str, str]
) -> Vocabulary:
    """Gather the words that a world and its page allow.

    Parameters
    ----------
    world
        The opened tables.
    of_page
        Lists that the page adds: ``tabs``, ``layers``, ``languages``.
    home_of_page
        What the page shows at first, by attribute of the view.

    Returns
    -------
    Vocabulary
        A list of a subject that the world has no tables for is empty.
    """
    regions = tuple(world.counted.index)
    sites = tuple(one.key for one in world.places.values() if one.kind == SITE)
    words = {
        **_of_moves(world),
        "regions": regions,
        "places": tuple(world.places),
        "schemes": tuple(world.schemes),
        "shades": (*world.table("shading")["shade"].drop_duplicates(), *world.pairings),
        "orders": orders(world),
        "lit": LIT if world.pairings else (),
        "indicators": tuple(world.package.disparity.named) if world.has("disparity") else (),
        "topics": topics(world.table("policy_timeline")) if world.has("policy_timeline") else (),
        "sites": sites,
        "site-filters": tuple(one.key for one in SITE_FILTERS) if sites else (),
        "challenges": tuple(challenges(world)),
        "totals": tuple(national_totals(world)),
        "splits": tuple(world.splits),
        "weights": tuple(variables(world)) if world.has("similarity_scores") else (),
        "worlds": (world.name,) if world.name else (),
        **of_page,
    }
    zones = {
        key: tuple(zone for zone, codes in groups.items() if codes)
        for key, groups in world.members.items()
    }
    home = {
        "flows": next(iter(words["flow-tables"]), ""),
        "period": words["periods"][0],
        "scheme": words["schemes"][0],
        "indicator": next(iter(words["indicators"]), ""),
        "site": next(iter(sites), ""),
        **home_of_page,
        **world.package.home,
        "world": world.name,
    }
    corridors, stamp = len(regions) * (len(regions) - 1), world.built_id[:STAMP_SIGNS]
    counting = partial(_counting, world.usual)
    return Vocabulary(words, zones, home, corridors, _named(world), stamp, counting)


def _of_moves(world: World) -> dict[str, tuple[str, ...]]:
    """Words of the moves that are counted: another choice of whom to count has others."""
    tables = (world.catalogue[name] for name in ("corridors", "corridor_contrasts"))
    columns = {field.name for one in tables for field in one.fields}
    return {
        "flow-tables": tuple(flow_tables(world.package)),
        "categories": _spelled(world.categories),
        "all-categories": _spelled(world.package.categories),
        "periods": tuple(world.period_rows),
        "measures": tuple(one.key for one in MEASURES if world.category or not one.of_category),
        "ranks": tuple(rank.key for rank in RANKS if rank.column in columns),
    }


def _spelled(categories: Sequence[Category]) -> tuple[str, ...]:
    return tuple(word for one in categories for word in one.by_word)


def _counting(world: World, flows: str, category: str) -> Vocabulary:
    return counted(world, flows, category).vocabulary


def _named(world: World) -> dict[str, str]:
    """Names of places, folded; those of regions that are no more are units that the tables lack."""
    listed = world.package.former.names if world.package.former else ()
    former = {fold(name): fold(names[0]) for names in listed for name in names}
    return former | slugs_by_name(world) | codes_by_name(world.table("regions"), world.package)
