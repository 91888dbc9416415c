"""The world of a choice of whom to count: the same regions and figures, other moves.

A build has prepared its tables, so that a view of it costs no more than one of the usual choice.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from geo.world.choice import FOLDER, categories_of, flow_tables, folder, kept_of, phrases_of
from geo.world.world import World

KEPT_WORLDS = 64


def counted(world: World, flows: str, category: str) -> World:
    """The world of a choice: the given one where it is the usual choice.

    Parameters
    ----------
    world
        One that counts in the usual way.
    flows, category
        As a legal view has them.
    """
    tables = flow_tables(world.package)
    usual = next(iter(tables), "")
    return world if flows in ("", usual) and not category else _counted(world, flows, category)


@lru_cache(maxsize=KEPT_WORLDS)
def _counted(world: World, flows: str, category: str) -> World:
    package = world.package
    table = flow_tables(package)[flows]
    known = categories_of(package, table)
    at = folder(table, kept_of(category, known))
    phrases = package.phrases.model_copy(update=phrases_of(table, category, known))
    worded = package.with_told(phrases=phrases)
    return replace(
        world,
        built=world.built / at,
        package=worded,
        id=f"{world.id}.{at}",
        base=world,
        table_key=flows,
        category=category,
        shared=f"{world.shared.rstrip('/')}/{at}" if world.shared else "",
        outputs={
            **{path: one for path, one in world.outputs.items() if not path.startswith(FOLDER)},
            **{
                path.removeprefix(f"{at}/"): one
                for path, one in world.outputs.items()
                if path.startswith(f"{at}/")
            },
        },
    )
