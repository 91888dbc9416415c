"""The application: `create_app` puts page, data and guards together, `main` serves them."""

from __future__ import annotations

import argparse
import sys
import threading
from collections.abc import Collection
from functools import partial
from pathlib import Path

from flask import Flask

from geo.assessment.loading import laid_on
from geo.errors import DataError, StaleBuildError
from geo.flows.query import door
from geo.flows.spark.address import CONNECT, Address, check, read_address
from geo.own.building import rebuild_apart
from geo.own.store import Limits, Store, usual_folder
from geo.world.catalog import DATA_DIR
from geo.world.world import World
from layers.api import reply
from layers.assessment import upload
from layers.map.layer import EVERY_MAP, shape_address
from layers.own import listed
from layers.own import routes as drafts
from layers.own.children import drafts_beside
from layers.page import page, wire
from layers.picture import route as picture
from layers.serve import files, guard, headers, laying, server, worlds
from layers.serve.frames import framer
from layers.serve.frames import framers as allowed
from layers.serve.shell import Shell, new_app
from layers.slides import route as slides
from layers.standalone import route as standalone
from layers.subjects import open_page_world, routes

MOST_MEGABYTES = guard.OWN_BYTES // guard.MEGABYTE
ROOT = Path(__file__).resolve().parent
# Our own scripts load the grid when the table is first opened; the others are not used. Dash's
# polyfill puts slow functions in the place of the browser's own: plotly then takes a sixth longer
# for each change. Of what it holds, only the runtime of generators is needed (assets/vendor).
DEFERRED = ("dash_ag_grid", "dash/dash_table", "dash/dcc", "dash/deps/polyfill.min.js")


def create_app(
    world: World,
    extra_hosts: Collection[str] = (),
    frames: Collection[str] = (),
    own: worlds.Store | None = None,
    *,
    is_shared: bool = False,
    most_upload: int = guard.OWN_BYTES,
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

    Returns
    -------
    Shell
        The Dash application. Its ``server`` is the WSGI application.
    """
    made: dict[str, Shell] = {}

    def make(one: World) -> Shell:
        return _application(one, known, extra_hosts, allowed(frames), made.get(""))

    def served(one: World) -> Flask:
        application = make(one).server
        in_background = partial(laying.lay_out, one, partial(wire.warm, application, one))
        threading.Thread(target=in_background, daemon=True).start()
        return application

    opens = partial(_own_world, world)
    kept = worlds.Own(own, opens, served, is_shared, most_upload) if own else None
    known = worlds.Worlds(world, kept)
    app = made[""] = make(world)
    worlds.install(app.server, known)
    app.server.extensions[server.WARM] = partial(_early, app.server, world)
    door(world).ready()
    return app


def _application(
    world: World,
    known: worlds.Worlds,
    extra_hosts: Collection[str],
    framers: tuple[str, ...],
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
    page.register(app, world, known.usual, can_embed=bool(framers), most_upload=most_upload)
    if framers:
        app.offer_frames()
    wire.register(app.server, world)
    reply.register(app.server, world, routes(world))
    upload.register(app.server, world)
    picture.register(app.server, world)
    slides.register(app.server, world, known)
    standalone.register(app.server, world, known, ROOT / "assets")
    server.register(app.server)
    if not like:
        listed.register(app.server, known)
        if known.own and isinstance(known.own.store, Store):
            drafts.register(app.server, drafts_beside(known.own.store, world))
    guard.install(app.server, extra_hosts, most_upload)
    headers.install(app, framers)
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


def _early(application: Flask, world: World) -> None:
    """What is done once the server answers, before anybody asks for it."""
    wire.warm(application, world)
    laying.lay_out(world, partial(wire.warm, application, world))


def hosted(
    *names: str,
    data: str = "",
    frames: Collection[str] = (),
    engine: str = "",
    shared: str = "",
    own: str = "",
    most_upload: int = guard.OWN_BYTES,
) -> Flask:
    """Return the WSGI application for a host, such as gunicorn: ``"app:hosted('maps.example')"``.

    Parameters
    ----------
    names
        Host names to answer to besides localhost.
    data
        Data package, built by ``make data``; the bundled one by default.
    frames
        Origins whose pages may show one view in a frame, such as ``['https://news.example']``.
    engine
        Server of Spark Connect that answers questions to the flows, such as ``sc://HOST:PORT``.
        Each process would be a program of its own on a standalone cluster: that is refused.
    shared
        Where the cluster finds the built tables; the same path by default.
    own
        Folder for data of readers, which then everybody may open: each sees those that it has a
        link to. None are opened by default.
    most_upload
        Bytes of the largest file that a reader may open.
    """
    if engine and read_address(engine).kind != CONNECT:
        raise ValueError(
            f"found engine={engine!r}, expected sc://HOST:PORT where many processes ask"
        )
    world = open_page_world(Path(data) if data else DATA_DIR, "", engine, shared)
    store = Store(Path(own), Limits()) if own else None
    app = create_app(world, names, frames, store, is_shared=True, most_upload=most_upload)
    door(world).close()  # the server forks next, and what is open does not survive that
    return app.server


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Serve the map of a data package of migration.")
    add, data, name = parser.add_argument, DATA_DIR, "answer to this host name too; repeatable"
    frame = "let pages of this origin, such as https://news.example, frame one view; repeatable"
    engine = (
        "Spark that answers instead of DuckDB in this process: spark://HOST:PORT or sc://HOST:PORT"
    )
    shared = "where that Spark finds the built tables, such as hdfs://... (default: the same path)"
    add("--host", default="127.0.0.1", help="address to listen on (default: this machine only)")
    add("--port", type=int, help="port to listen on (default: 8050 or the next free one)")
    add("--data", type=Path, default=data, help="data folder, built by make data (default: data)")
    add("--engine", type=_cluster, metavar="ADDRESS", help=engine)
    add("--shared", default="", metavar="URI", help=shared)
    add("--allow-host", action="append", default=[], metavar="NAME", help=name)
    add("--allow-frame", action="append", default=[], type=_framer, metavar="ORIGIN", help=frame)
    kept = "folder for data of your own that the page opens (default: below your data folder)"
    add("--own", type=Path, metavar="FOLDER", help=kept)
    large = "largest file that a reader may open, in megabytes (default: %(default)s, the most)"
    add("--most-upload", type=_megabytes, default=MOST_MEGABYTES, metavar="MB", help=large)
    add("--no-own", action="store_true", help="open no data of your own")
    add("--threads", type=int, default=8, help="requests answered at once (default: %(default)s)")
    return parser.parse_args(arguments)


def _cluster(text: str) -> str:
    """The address of a cluster on the command line; what is wrong with it is said as it is."""
    try:
        return read_address(text).text
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _megabytes(text: str) -> int:
    """The size of a file on the command line, as far as such a file can be read at all."""
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= MOST_MEGABYTES:
        raise argparse.ArgumentTypeError(f"found {text!r}, expected 1 to {MOST_MEGABYTES}")
    return int(text)


def _framer(text: str) -> str:
    """An origin of the command line; what is wrong with it is said as it is."""
    try:
        return framer(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _ask_for(cluster: Address) -> None:
    """See that a cluster can be asked, and say that its first answers take a while."""
    check(cluster)
    print(f"Opening the tables on {cluster.shown}: about a minute ...", flush=True)


def main(arguments: list[str] | None = None) -> int:
    """Serve until stopped. Return 1 when the port or the data cannot be used, otherwise 0."""
    options = _options(arguments)
    try:
        with server.listen(options.host, options.port) as listener:
            if options.port is None and listener.getsockname()[1] != server.DEFAULT_PORT:
                print(
                    f"Port {server.DEFAULT_PORT} is in use: taking the next free one.", flush=True
                )
            hosts = [*options.allow_host, options.host]
            if options.engine:
                _ask_for(read_address(options.engine))
            world = open_page_world(options.data, "", options.engine or "", options.shared)
            own = None if options.no_own else Store(options.own or usual_folder())
            most = options.most_upload * guard.MEGABYTE
            app = create_app(world, hosts, options.allow_frame, own, most_upload=most)
            server.serve(app.server, listener, options.threads)
    except (DataError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
