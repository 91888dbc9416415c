"""A tiny page with callbacks of the browser and one posted address, guarded like the real one."""

from __future__ import annotations

import sys
from pathlib import Path

import dash_ag_grid  # noqa: F401 - registers its scripts, which the page defers
import dash_mantine_components as dmc
from dash import ALL, MATCH, Input, Output, dcc, html
from flask import Response, request

from geo.world.catalog import DATA_DIR
from layers.serve import files, guard, headers, server
from layers.serve.mounted import Mounted
from layers.serve.shell import Shell, new_app
from layers.serve.watch import health

ROOT = Path(__file__).parents[2]
ASSETS = ROOT / "assets"
# Named by content, so the real application may keep its files there, too.
KEPT = DATA_DIR / "static"
# A reply that no buffer of the system holds whole.
LARGE, LARGE_BYTES = "/large", 48_000_000


def make_app(kept: Path = KEPT, assets: Path = ASSETS) -> Shell:
    """Build the tiny application; its one question gives its body back."""
    app = new_app("Tiny", "A tiny page.", assets, ["dash_ag_grid", "dash/dash_table"])
    app.layout = dmc.MantineProvider(
        html.Main(
            [
                dcc.Input(id={"view": "from"}, value="51"),
                dcc.Input(id={"view": "to"}, value="44"),
                html.P(id="browser"),
            ]
        )
    )
    app.clientside_callback(
        "function (value) { return 'seen ' + value; }",
        Output({"view": MATCH}, "title"),
        Input({"view": MATCH}, "value"),
    )
    app.clientside_callback(
        "function (values) { return values.join(','); }",
        Output("browser", "children"),
        Input({"view": ALL}, "value"),
    )
    app.server.add_url_rule(
        guard.VIEW_PATH,
        "view",
        lambda: Response(request.get_data(), mimetype="text/plain"),
        methods=["GET", "POST"],
        provide_automatic_options=False,
    )
    guard.install(app.server, ["maps.example"])
    headers.install(app)
    files.install(app.server, app.files(), kept)
    app.server.wsgi_app = Mounted(app.server.wsgi_app, "/", ())
    health.register(app.server)
    health.register_ready(app.server, Path(__file__), None)
    return app


if __name__ == "__main__":
    port = int(sys.argv[1]) if len(sys.argv) > 1 else None
    tiny = make_app()
    tiny.server.add_url_rule(LARGE, LARGE, lambda: "x" * LARGE_BYTES)
    listener = server.listen("127.0.0.1", port)
    server.serve(tiny.server, listener, threads=4)
