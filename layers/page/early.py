"""What readers ask first, asked once the server answers and before they do."""

from __future__ import annotations

from flask import Flask

from geo.flows.query import door
from geo.world.world import World
from layers.page.spoken import layout_address
from layers.page.wire import PATH
from layers.serve.watch.watched import UNWATCHED


def warm(server: Flask, world: World, *, thoroughly: bool = False) -> None:
    """Ask for every language, every interval in its order, the zones of a scheme, and a corridor.

    Parameters
    ----------
    server
        The server of the application.
    world
        The built tables.
    thoroughly
        Whether every region, shade and measure is asked for, too: about a second, which pays
        where many readers come at once.
    """
    client = server.test_client()
    zones = world.members[world.vocabulary.home["scheme"]]
    views = [f"period={period}" for period in world.vocabulary["periods"]]
    views += [f"{end}={zone}" for end in ("from", "to") for zone in zones]
    views.append(f"place={world.vocabulary.key_of(world.vocabulary['regions'][:2])}")
    if thoroughly and not world.has_many:
        words = {"place": "regions", "shade": "shades", "measure": "measures"}
        views += [f"{name}={one}" for name, of in words.items() for one in world.vocabulary[of]]
    layouts = [layout_address(lang) for lang in world.vocabulary["languages"]]
    door(world).ready()
    for address in (*layouts, *(f"{PATH}?{view}" for view in views)):
        client.get(
            address,
            headers={"Accept-Encoding": "gzip"},
            environ_overrides={UNWATCHED: True},
        )
