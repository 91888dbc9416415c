"""A tiny page with one callback of each kind, guarded like the real one."""

from __future__ import annotations

import sys
from pathlib import Path

import dash_ag_grid  # noqa: F401 - registers its scripts, which the page defers
import dash_mantine_components as dmc
from dash import ALL, MATCH, Input, Output, State, dcc, html

from layers.serve import bodies, files, guard, headers, server
from layers.serve.shell import Shell, new_app

ROOT = Path(__file__).parents[2]
ASSETS = ROOT / "assets"
# Named by content, so the real application may keep its files there, too.
KEPT = ROOT / "data" / "static"
# A reply that no buffer of the system holds whole.
LARGE, LARGE_BYTES = "/large", 48_000_000


def make_app(kept: Path = KEPT, assets: Path = ASSETS) -> Shell:
    """Build the tiny application; its only rule is that every kind of callback occurs."""
    app = new_app("Tiny", "A tiny page.", assets, ["dash_ag_grid", "dash/dash_table"])
    app.layout = dmc.MantineProvider(
        html.Main(
            [
                dcc.Location(id="address"),
                dcc.Input(id={"view": "from"}, value="51"),
                dcc.Input(id={"view": "to"}, value="44"),
                dcc.Input(id="numbers", value=""),
                html.P(id="sentence"),
                html.P(id="picked"),
                html.P(id="browser"),
                dcc.Store(id="rows", data={"rows": [1, 2]}),
            ]
        )
    )
    _server_callbacks(app)
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
    server.register(app.server)
    guard.install(app.server, ["maps.example"])
    headers.install(app)
    files.install(app.server, app.files(), kept)
    return app


def _server_callbacks(app: Shell) -> None:
    @app.callback(Output("sentence", "children"), Input("address", "search"))
    def describe(search: str) -> str:
        return f"asked {search}"

    @app.callback(
        Output("picked", "children"),
        Output("picked", "title"),
        Input({"view": ALL}, "value"),
        State("numbers", "value"),
        State("rows", "data"),
    )
    def pick(values: list[str], numbers: str | None, rows: dict | None) -> tuple[str, int]:
        # Deliberately careless: a text that is no number is a ValueError.
        return ",".join(map(str, values)), sum(int(one) for one in str(numbers or "0").split(","))

    bodies.accept(app, "rows", "data", lambda value: value is None or isinstance(value, dict))


if __name__ == "__main__":
    port = int(sys.argv[1]) if len(sys.argv) > 1 else None
    tiny = make_app()
    tiny.server.add_url_rule(LARGE, LARGE, lambda: "x" * LARGE_BYTES)
    listener = server.listen("127.0.0.1", port)
    server.serve(tiny.server, listener, threads=4)
