"""What readers ask first, asked once the server answers and before they do."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Flask

from geo.flows.query import door
from geo.world.choice import categories_of, flow_tables
from geo.world.world import World
from layers.page.spoken import layout_address
from layers.page.wire import PATH
from layers.serve.watch.watched import BY_SERVER


def warm(server: Flask, world: World, *, thoroughly: bool = False) -> None:
    """Ask for every language, every interval in its order, the zones of a scheme, and a corridor.

    Parameters
    ----------
    server
        The server of the application.
    world
        The built tables.
    thoroughly
        Whether every region, shade and measure is asked for, too, and who is counted otherwise:
        about a second, which pays where many readers come at once.
    """
    client = server.test_client()
    zones = world.members[world.vocabulary.home["scheme"]]
    views = [f"period={period}" for period in world.vocabulary["periods"]]
    views += [f"{end}={zone}" for end in ("from", "to") for zone in zones]
    views.append(f"place={world.vocabulary.key_of(world.vocabulary['regions'][:2])}")
    if thoroughly and not world.has_many:
        words = {"place": "regions", "shade": "shades", "measure": "measures"}
        views += [f"{name}={one}" for name, of in words.items() for one in world.vocabulary[of]]
        views += [*_counted(world)]
    layouts = [layout_address(lang) for lang in world.vocabulary["languages"]]
    door(world).ready()
    for address in (*layouts, *(f"{PATH}?{view}" for view in views)):
        client.get(
            address,
            headers={"Accept-Encoding": "gzip"},
            environ_overrides={BY_SERVER: True},
        )


def _counted(world: World) -> Iterator[str]:
    """A view of each flow table but the usual one, and of the first two choices of its people."""
    for key, table in [*flow_tables(world.package).items()][1:]:
        yield f"flows={key}"
        for category in categories_of(world.package, table):
            for value in category.values[:2]:
                yield f"flows={key}&category={category.key}:{value.key}"
