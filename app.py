"""The application: `create_app` puts page, data and guards together, `main` serves them."""

from __future__ import annotations

import sys
import threading
from collections.abc import Collection
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from flask import Flask

from geo.assessment.loading import laid_on
from geo.errors import DataError, StaleBuildError
from geo.flows.query import door
from geo.flows.spark.address import CONNECT, Address, check, read_address
from geo.own.building import rebuild_apart
from geo.own.store import Limits, Store, usual_folder
from geo.world.manifest import MANIFEST_FILE
from geo.world.world import World
from layers.api import reply
from layers.assessment import upload
from layers.below import root, serve_below
from layers.map.layer import EVERY_MAP, shape_address
from layers.own import listed
from layers.own import routes as drafts
from layers.own.children import drafts_beside
from layers.page import early, page, wire
from layers.picture import route as picture
from layers.serve import admission, files, guard, headers, laying, server, settings, worlds
from layers.serve.frames import framers as allowed
from layers.serve.memory import few_heaps
from layers.serve.mounted import NOTHING_BETWEEN, Behind, Mounted
from layers.serve.server import THREADS
from layers.serve.shell import Shell, new_app
from layers.serve.watch import health, journal
from layers.slides import route as slides
from layers.standalone import route as standalone
from layers.subjects import open_page_world, routes
from layers.text.gettext import uncompiled

ROOT = Path(__file__).resolve().parent
# Our own scripts load the grid when the table is first opened; the others are not used. Dash's
# polyfill puts slow functions in the place of the browser's own: plotly then takes a sixth longer
# for each change. Of what it holds, only the runtime of generators is needed (assets/vendor).
DEFERRED = ("dash_ag_grid", "dash/dash_table", "dash/dcc", "dash/deps/polyfill.min.js")


@dataclass(frozen=True)
class Gate:
    """Whom every application of a process answers, and who may frame it."""

    hosts: tuple[str, ...]
    framers: tuple[str, ...]
    strict_days: int


def create_app(
    world: World,
    extra_hosts: Collection[str] = (),
    frames: Collection[str] = (),
    own: worlds.Store | None = None,
    *,
    is_shared: bool = False,
    most_upload: int = guard.OWN_BYTES,
    behind: Behind = NOTHING_BETWEEN,
    threads: int = THREADS,
) -> Shell:
    """Build the whole application over opened data, ready to answer.

    Parameters
    ----------
    world
        The built tables.
    extra_hosts
        Host names to answer to besides localhost. None by default.
    frames
        Origins whose pages may show one view in a frame. None by default.
    own
        Where data of readers are kept; none are opened by default.
    is_shared
        Whether several readers ask this server: each then sees the data that they have a link to.
    most_upload
        Bytes of the largest file that a reader may open.
    behind
        What stands between the server and its readers; nothing by default.
    threads
        How many threads the process answers with.

    Returns
    -------
    Shell
        The Dash application. Its ``server`` is the WSGI application.
    """
    few_heaps()
    made: dict[str, Shell] = {}
    gate = Gate(tuple(extra_hosts), allowed(frames), behind.strict_days)

    def make(one: World) -> Shell:
        return _application(one, known, gate, made.get(""))

    def served(one: World) -> Flask:
        application = make(one).server
        in_background = partial(laying.lay_out, one, partial(early.warm, application, one))
        threading.Thread(target=in_background, daemon=True).start()
        return application

    opens = partial(_own_world, world)
    kept = worlds.Own(own, opens, served, is_shared, most_upload) if own else None
    known = worlds.Worlds(world, kept)
    app = made[""] = make(world)
    usual = app.server.wsgi_app
    worlds.install(app.server, known)
    is_long = world.has_many or not is_shared
    admission.install(app.server, usual, threads, is_long=is_long)
    app.server.wsgi_app = Mounted(app.server.wsgi_app, root(), behind.proxies)
    health.register(app.server)
    health.register_ready(app.server, world.built / MANIFEST_FILE, own)
    app.server.extensions[server.WARM] = partial(_early, app.server, world, is_shared)
    return app


def _application(
    world: World,
    known: worlds.Worlds,
    gate: Gate,
    like: Shell | None,
) -> Shell:
    """The application of one world; beside another one, which sends the files for both."""
    package = world.package
    early = [shape_address(world, name) for name in EVERY_MAP if name in world.shapes]
    app = new_app(
        *(package.title, package.summary, ROOT / "assets", DEFERRED, early),
        name_of_data=world.name,
        like=like,
    )
    most_upload = known.own.most_bytes if known.own else 0
    page.register(app, world, known.usual, can_embed=bool(gate.framers), most_upload=most_upload)
    if gate.framers:
        app.offer_frames()
    wire.register(app.server, world)
    reply.register(app.server, world, routes(world))
    upload.register(app.server, world)
    picture.register(app.server, world)
    slides.register(app.server, world, known)
    standalone.register(app.server, world, known, ROOT / "assets")
    if not like:
        listed.register(app.server, known)
        if known.own and isinstance(known.own.store, Store):
            drafts.register(app.server, drafts_beside(known.own.store, world))
    guard.install(app.server, gate.hosts, most_upload)
    headers.install(app, gate.framers, gate.strict_days)
    sent = files.shape_files(world) | ({} if like else app.files())
    files.install(app.server, sent, world.built.parent / "static")
    return app


def _own_world(usual: World, folder: Path, name: str) -> World:
    """Data of a reader; built again where this program has changed since they were built.

    Sites and links are laid on the world that the server was started with.
    """
    try:
        opened = open_page_world(folder, name)
    except StaleBuildError:
        rebuild_apart(folder)
        opened = open_page_world(folder, name)
    return laid_on(usual, opened) if opened.package.is_laid else opened


def _early(application: Flask, world: World, is_shared: bool) -> None:
    """What is done once the server answers, before anybody asks for it."""
    early.warm(application, world, thoroughly=is_shared)
    laying.lay_out(world, partial(early.warm, application, world))


def hosted(*names: str, **said: Any) -> Flask:
    """Return the WSGI application for a host, such as gunicorn: ``"app:hosted('maps.example')"``.

    What is not said here stands in the environment; see `layers.serve.settings`.

    Parameters
    ----------
    names
        Host names to answer to besides localhost.
    said
        Any setting by its name, as ``own='/srv/worlds'``: with a folder everybody may open data,
        and each sees those that it has a link to. ``engine`` is a server of Spark Connect;
        each process would be a program of its own on a standalone cluster: that is refused.
    """
    told = settings.of_environment() | settings.of_words(said)
    engine = told["engine"]
    if engine and read_address(engine).kind != CONNECT:
        raise ValueError(
            f"found engine={engine!r}, expected sc://HOST:PORT where many processes ask"
        )
    serve_below(told["prefix"])
    journal.write_to(told["log"], is_shared=True)
    world = open_page_world(told["data"], "", engine, told["shared"])
    limits = Limits(told["own_room"] * 1024**2, told["own_days"])
    app = create_app(
        world,
        [*told["allow_host"], *names],
        told["allow_frame"],
        Store(told["own"], limits) if told["own"] else None,
        is_shared=True,
        most_upload=told["most_upload"] * guard.MEGABYTE,
        behind=Behind(tuple(told["behind_proxy"]), told["hsts_days"]),
    )
    if door(world).is_near:  # once for all processes, which share the memory of it
        early.warm(app.server, world)
    door(world).close()  # the server forks next, and what is open does not survive that
    server.settle()
    return app.server


def _ask_for(cluster: Address) -> None:
    """See that a cluster can be asked, and say that its first answers take a while."""
    check(cluster)
    print(f"Opening the tables on {cluster.shown}: about a minute ...", flush=True)


def _say_uncompiled() -> None:
    """Say which languages the page lacks for want of a compiled catalogue."""
    if lacking := uncompiled():
        print(
            f"No compiled catalogue of: {', '.join(lacking)}. The page does not speak it. "
            "Run: make data",
            file=sys.stderr,
            flush=True,
        )


def main(arguments: list[str] | None = None) -> int:
    """Serve until stopped. Return 1 when the port or the data cannot be used, otherwise 0."""
    options = settings.of_arguments(arguments)
    serve_below(options.prefix)
    journal.write_to(options.log)
    try:
        with server.listen(options.host, options.port) as listener:
            if options.port is None and listener.getsockname()[1] != server.DEFAULT_PORT:
                print(
                    f"Port {server.DEFAULT_PORT} is in use: taking the next free one.", flush=True
                )
            hosts = [*options.allow_host, options.host]
            if options.engine:
                _ask_for(read_address(options.engine))
            _say_uncompiled()
            world = open_page_world(options.data, "", options.engine or "", options.shared)
            own = None if options.no_own else Store(options.own or usual_folder())
            most = options.most_upload * guard.MEGABYTE
            behind = Behind(tuple(options.behind_proxy), options.hsts_days)
            app = create_app(
                *(world, hosts, options.allow_frame, own),
                most_upload=most,
                behind=behind,
                threads=options.threads,
            )
            server.serve(app.server, listener, options.threads)
    except (DataError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
