"""The application: `create_app` puts page, data and guards together, `main` serves them."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Collection
from functools import partial
from pathlib import Path

from geo.errors import DataError
from geo.world.world import Store
from layers.api import reply
from layers.assessment import upload
from layers.page import callbacks, page, wire
from layers.serve import files, guard, headers, server, shapes
from layers.serve import server as health
from layers.serve.shell import Shell, new_app
from layers.subjects import open_page_world
from layers.text.gettext import _

ROOT = Path(__file__).resolve().parent
# Our own scripts load the grid when the table is first opened; Dash's own table is not used. What
# the polyfill adds, browsers have had since 2018, but for regenerator-runtime: assets/02_*.
DEFERRED = ("dash_ag_grid", "dash/dash_table", "dash/deps/polyfill.min.js")
EARLY = ("dash/dcc/async-graph.js",)


def create_app(store: Store, extra_hosts: Collection[str] = ()) -> Shell:
    """Build the whole application over opened data, ready to answer.

    Parameters
    ----------
    store
        The built tables.
    extra_hosts
        Host names to answer to besides localhost. None by default.

    Returns
    -------
    Shell
        The Dash application. Its ``server`` is the WSGI application.
    """
    title = _("Migration corridors of China")
    about = _("Who moved between the provinces of China, from where to where, 1985 to 2020.")
    app = new_app(title, about, ROOT / "assets", DEFERRED, EARLY)
    app.layout = page.layout(store)
    callbacks.register(app, store)
    reply.register(app.server, store)
    upload.register(app, store)
    shapes.register(app.server, store)
    health.register(app.server)
    guard.install(app.server, extra_hosts)
    headers.install(app)
    files.prepare(app, store.built / "static")
    store.flows.close()  # the server forks next, and an open DuckDB does not survive that
    return app


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Serve the map of migration corridors of China.")
    add, data, name = parser.add_argument, ROOT / "data", "answer to this host name too; repeatable"
    add("--host", default="127.0.0.1", help="address to listen on (default: this machine only)")
    add("--port", type=int, help="port to listen on (default: 8050 or the next free one)")
    add("--data", type=Path, default=data, help="data folder, built by make data (default: data)")
    add("--allow-host", action="append", default=[], metavar="NAME", help=name)
    add("--workers", type=int, default=1, help="processes (default: %(default)s)")
    add("--threads", type=int, default=8, help="threads in each process (default: %(default)s)")
    return parser.parse_args(arguments)


def main(arguments: list[str] | None = None) -> int:
    """Serve until stopped. Return 1 when the port or the data cannot be used, otherwise 0."""
    options = _options(arguments)
    try:
        with server.listen(options.host, options.port) as listener:
            if options.port is None and listener.getsockname()[1] != server.DEFAULT_PORT:
                print(
                    f"Port {server.DEFAULT_PORT} is in use: taking the next free one.", flush=True
                )
            store = open_page_world(options.data)
            app = create_app(store, [*options.allow_host, options.host])
            warm = partial(wire.warm, app.server, store)
            server.serve(app.server, listener, options.workers, options.threads, warm)
    except (DataError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
