"""Dash as this project serves it: no catch-all route, no version strings, no environment switches.

Dash answers any unknown address with its page, prints the Python build into that page and reads
some thirty ``DASH_…`` variables. The two classes here take these away and hand files to
`layers.serve.files` and callback bodies to `layers.serve.bodies`.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from dash import Dash
from dash.backends._flask import FlaskDashServer
from flask import Flask, Response

from layers.serve import bodies
from layers.serve.files import ASSETS_ROUTE, SUITES_ROUTE, Bundles
from layers.serve.values import StrictJson

# Routes of Dash that the page does not need: a made-up address is not found.
_LEFT_OUT = {"/<path:path>", "/_reload-hash"}
# What the page's configuration says about the machine and never uses without the dev tools.
_UNSAID = {
    "dash_version",
    "python_version",
    "dash_version_url",
    "ddk_version",
    "plotly_version",
    "plotly_cloud_installed",
    "end_id",
}

_INDEX = """<!DOCTYPE html>
<html lang="en">
  <head>
    {%metas%}
    <title>{%title%}</title>
    {%favicon%}
    {%css%}
  </head>
  <body>
    {%app_entry%}
    {%config%}
    {%scripts%}
    {%renderer%}
  </body>
</html>
"""


class _Backend(FlaskDashServer):
    """The Flask side of Dash, with our file routes and our check of callback bodies."""

    @staticmethod
    def create_app(name: str = "__main__", config: dict[str, Any] | None = None) -> Flask:
        server = Flask(name, static_folder=None)
        server.json = StrictJson(server)
        # A doubled slash is a made-up address, not a reason to redirect.
        server.url_map.merge_slashes = False
        # FLASK_DEBUG sets the first; the second makes OPTIONS a method outside the list.
        server.config.update(DEBUG=False, PROVIDE_AUTOMATIC_OPTIONS=False, **(config or {}))
        return server

    def add_url_rule(
        self,
        rule: str,
        view_func: Callable[..., Any],
        endpoint: str | None = None,
        methods: list[str] | None = None,
    ) -> None:
        if rule not in _LEFT_OUT:
            super().add_url_rule(rule, view_func, endpoint, methods)

    def register_assets_blueprint(self, blueprint_name: str, assets_url_path: str, _: str) -> None:
        """Leave the folder's plain addresses out: `setup_component_suites` serves both kinds."""

    def setup_component_suites(self, dash_app: Shell) -> None:
        for route in (SUITES_ROUTE, ASSETS_ROUTE):
            self.add_url_rule(
                f"{route}/<path:path>",
                lambda path, route=route: dash_app.bundles.reply(f"{route}/{path}"),
                endpoint=route,
            )

    def setup_index(self, dash_app: Shell) -> None:
        self.add_url_rule("/", lambda: Response(dash_app.index(), mimetype="text/html"), "index")

    def serve_callback(self, dash_app: Shell) -> Callable[[], Response]:
        return bodies.checked(dash_app, super().serve_callback(dash_app))


class Shell(Dash):
    """A Dash application whose page carries content-addressed files and no versions.

    Parameters
    ----------
    deferred
        Scripts the page does not load by itself, as package names (``"dash_ag_grid"``) or paths
        inside one (``"dash/dash_table"``). `bundles.addresses` says where to load them from.
    early
        Scripts that a component would ask for only once it is shown, as paths inside a package
        (``"dash/dcc/async-graph.js"``); the page loads them with the others.
    options
        Passed on to `dash.Dash`.

    Attributes
    ----------
    bundles
        The ready-made files of the application.
    value_checks
        Allowed values of callback inputs by id and property; see `layers.serve.bodies.accept`.
    """

    def __init__(
        self, deferred: frozenset[str], early: tuple[str, ...] = (), **options: Any
    ) -> None:
        self.value_checks: dict[tuple[str, str], bodies.ValueCheck] = {}
        self.bundles = Bundles(self, deferred)
        self._early = "".join(f'\n<script src="{SUITES_ROUTE}/{one}"></script>' for one in early)
        self._page: str | None = None
        super().__init__(backend=_Backend, **options)

    def index(self, *_args: Any, **_kwargs: Any) -> str:
        """Return the page's HTML, made once: it is the same for everybody."""
        if self._page is None:
            self._page = super().index()
        return self._page

    def interpolate_index(self, **parts: str) -> str:
        """Fill the page template with cleaned parts.

        Parameters
        ----------
        parts
            The HTML fragments Dash made: metas, title, css, config, scripts, app_entry, favicon,
            renderer.

        Returns
        -------
        str
            The page, its files at content addresses and its configuration without versions.
        """
        parts["config"] = _quiet_config(parts["config"])
        parts["scripts"] = self.bundles.rewrite(parts["scripts"] + self._early)
        parts["css"] = self.bundles.rewrite(parts["css"])
        parts["favicon"] = self.bundles.rewrite(parts["favicon"])
        return super().interpolate_index(**parts)


def _quiet_config(tag: str) -> str:
    """Return the configuration tag without the entries that describe the machine."""
    opening, text, closing = re.split(r"(?<=json\">)(.*)(?=</script>)", tag, flags=re.DOTALL)
    config = {key: value for key, value in json.loads(text).items() if key not in _UNSAID}
    # A closing tag inside a value would end the element early.
    return opening + json.dumps(config).replace("<", "\\u003c") + closing


@contextmanager
def _no_dash_variables() -> Iterator[None]:
    """Hide every ``DASH_…`` variable of the environment for a while."""
    hidden = {name: os.environ.pop(name) for name in list(os.environ) if name.startswith("DASH_")}
    try:
        yield
    finally:
        os.environ.update(hidden)


def new_app(
    title: str,
    description: str,
    assets_folder: Path,
    deferred: Sequence[str] = (),
    early: Sequence[str] = (),
) -> Shell:
    """Make the empty application: still without layout, callbacks, guard and headers.

    Parameters
    ----------
    title, description
        The page's title and its description for search engines, in plain text.
    assets_folder
        Folder of our own scripts and style sheets; served below ``/assets``.
    deferred, early
        Scripts to leave out of the page, and to load sooner; see `Shell`. None by default.

    Returns
    -------
    Shell
        The application. Only ``/``, its files, its layout, its dependencies and its callbacks
        answer; ``DASH_…`` and ``FLASK_DEBUG`` variables change nothing.
    """
    with _no_dash_variables():
        app = Shell(
            frozenset(deferred),
            tuple(early),
            name="app",
            assets_folder=str(assets_folder.resolve()),
            title=title,
            update_title="",
            meta_tags=[{"name": "description", "content": description}],
            index_string=_INDEX,
            serve_locally=True,
            compress=False,
            enable_mcp=False,
            use_pages=False,
            suppress_callback_exceptions=True,
            add_log_handler=False,
        )
        app.enable_dev_tools(debug=False, dev_tools_disable_version_check=True)
    return app
