"""Dash as this project serves it: no catch-all route, no version strings, no environment switches.

Dash answers any unknown address with its page, prints the Python build into that page and reads
some thirty ``DASH_…`` variables. The two classes here take these away and leave files to
`layers.serve.files`. No callback runs on the server, so none can be called.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cached_property
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote

from dash import Dash
from dash.backends import get_backend
from dash.fingerprint import check_fingerprint
from flask import Flask, Response
from plotly.io.json import to_json_plotly

from layers.below import below, root
from layers.serve import files
from layers.serve.frames import EMBED_PATH
from layers.serve.packed import packed, sent
from layers.text import gettext as text
from layers.text.gettext import _

# Routes of Dash that the page does not need: a made-up address is not found.
_LEFT_OUT = {"/<path:path>", "/_reload-hash", "/_dash-update-component"}
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

_ADDRESS = re.compile(r'(?<=[ "])(src|href)="([^"]+)"')

_INDEX = """<!DOCTYPE html>
<html lang="LANG">
  <head>
    {%metas%}
    <title>{%title%}</title>
    <meta name="description" content="ABOUT">
    <link rel="icon" type="image/x-icon" href="ICON">
    {%css%}
    <link rel="stylesheet" href="STYLE">
    EARLY
  </head>
  <body>
    <p id="unopened" role="alert">UNOPENED <a href="">AGAIN</a></p>
    <p id="opening" role="status">OPENING</p>
    {%app_entry%}
    {%config%}
    VENDORED
    {%scripts%}
    OWN
    {%renderer%}
  </body>
</html>
"""


class _Backend(get_backend("flask")):
    """The Flask side of Dash, without routes for files and callbacks."""

    @staticmethod
    def create_app(name: str = "__main__", config: dict[str, Any] | None = None) -> Flask:
        server = Flask(name, static_folder=None)
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

    def register_assets_blueprint(self, *_: str) -> None:
        """Leave the folder out: `layers.serve.files` sends what the page needs of it."""

    def setup_component_suites(self, _: Shell) -> None:
        """Leave the packages' files out: `layers.serve.files` sends them."""

    def setup_index(self, dash_app: Shell) -> None:
        self.add_url_rule("/", lambda: Response(dash_app.index(), mimetype="text/html"), "index")
        self.add_url_rule("/?<path:asked>", _mended_start, "escaped")


def _mended_start(asked: str) -> Response:
    """Lead a link whose question mark was escaped on the way to the page that it asked for."""
    return Response(status=302, headers={"Location": below(f"/?{quote(asked, safe='=&,:-.~%')}")})


class Shell(Dash):
    """A Dash application whose page carries content-addressed files and no versions.

    Parameters
    ----------
    assets_folder
        Folder of our own scripts and style sheets.
    deferred
        Scripts the page does not load by itself, as package names (``"dash_ag_grid"``) or paths
        inside one (``"dash/dash_table"``).
    about
        Description of the page for search engines, a message of the catalogue like the title.
    early
        Addresses that the browser asks for with the first scripts, before these call for them.
    name_of_data
        What addresses call the data of the page; nothing for the usual ones.
    like
        Another application of this process with the same files: it sends them for both.
    options
        Passed on to `dash.Dash`.
    """

    def __init__(
        self,
        assets_folder: Path,
        deferred: Sequence[str],
        about: str,
        early: Sequence[str] = (),
        *,
        name_of_data: str = "",
        like: Shell | None = None,
        **options: Any,
    ) -> None:
        self._about = about
        self._name_of_data = name_of_data
        self._like = like
        self._own_folder = assets_folder
        self._deferred = tuple(deferred)
        self._pages: dict[str, str] = {}
        self._layouts: dict[str, tuple[Any, bytes]] = {}
        index = _index(self._own_addresses, early)
        super().__init__(
            backend=_Backend, index_string=index, include_assets_files=False, **options
        )

    @cached_property
    def _own_addresses(self) -> dict[str, str]:
        if self._like:
            return self._like._own_addresses
        return files.addressed(files.ASSETS_ROUTE, files.own_files(self._own_folder))

    @cached_property
    def _addresses(self) -> dict[str, str]:
        if self._like:
            return self._like._addresses
        return files.addressed(files.SUITES_ROUTE, files.suite_files(self))

    def files(self) -> dict[str, bytes]:
        """Return every file of the page by its address; call this when all packages are known.

        They are read again and not kept: 18 MB.
        """
        # Dash collects its packages before the first request; there is none yet.
        with self.server.test_request_context("/"):
            self.server.preprocess_request()
            self.index()
        own, suites = files.own_files(self._own_folder), files.suite_files(self)
        own_addresses = files.addressed(files.ASSETS_ROUTE, own)
        return {
            addresses[name]: content
            for addresses, contents in ((own_addresses, own), (self._addresses, suites))
            for name, content in contents.items()
        }

    def index(self, *_args: Any, **_kwargs: Any) -> str:
        """Return the page's HTML in the language of the request, made once for each language."""
        lang = text.language.get()
        if lang not in self._pages:
            self._pages[lang] = super().index()
        return self._pages[lang]

    def serve_layout(self) -> Response:
        """Return the layout in the language of the request, written once for each."""
        lang, found = text.language.get(), self.get_layout()
        kept = self._layouts.get(lang)
        if kept is None or kept[0] is not found:
            kept = self._layouts[lang] = (found, packed(to_json_plotly(found).encode()))
        return sent(kept[1])

    def offer_frames(self) -> None:
        """Answer the address of frames: the same page, marked so that it shows its view alone."""
        self.server.add_url_rule(
            EMBED_PATH,
            EMBED_PATH,
            lambda: Response(_marked_alone(self.index()), mimetype="text/html"),
        )

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
        lang = text.language.get()
        parts["config"] = _quiet_config(parts["config"], lang, self._name_of_data)
        parts["title"] = escape(_(self.title))
        for kind in ("css", "scripts"):
            parts[kind] = "\n".join(map(self._addressed, parts[kind].split("\n")))
        page = super().interpolate_index(**parts).replace("LANG", text.tag(lang), 1)
        if root():
            page = page.replace("<html ", f'<html data-below="{escape(root())}" ', 1)
        said = {
            "ABOUT": _(self._about),
            "UNOPENED": _("A part of this page did not come."),
            "AGAIN": _("Try again"),
            "OPENING": _("Loading…"),
        }
        for place, words in said.items():
            page = page.replace(place, escape(words), 1)
        return page

    def _addressed(self, tag: str) -> str:
        """Put the content address into an element that loads a file of a package.

        A deferred script becomes a data block that loads nothing:
        ``<script type="text/plain" data-deferred="dash_ag_grid" data-src="…"></script>``.
        """
        named = _ADDRESS.search(tag)
        if not named or not named[2].startswith(f"{files.SUITES_ROUTE}/"):
            return tag
        path = named[2].removeprefix(f"{files.SUITES_ROUTE}/")
        name = files.plain_name(check_fingerprint(path)[0])
        address = below(self._addresses[name])
        for prefix in self._deferred:
            if name == prefix or name.startswith(f"{prefix}/"):
                kind = f'type="text/plain" data-deferred="{prefix}"'
                return f'<script {kind} data-src="{address}"></script>'
        return tag.replace(named[2], address)


def _index(own: Mapping[str, str], early: Sequence[str]) -> str:
    """Return the page's template with our own files; vendored scripts come first."""
    own = {name: below(one) for name, one in own.items()}
    others = [one for name, one in own.items() if name.endswith(".js") and name != files.SCRIPT]
    vendored = "".join(f'<script src="{one}"></script>' for one in others)
    filled = _INDEX.replace("VENDORED", vendored).replace("STYLE", own[files.STYLE])
    filled = filled.replace("OWN", f'<script src="{own[files.SCRIPT]}"></script>')
    asked = [f'<link rel="preload" as="fetch" crossorigin href="{one}">' for one in early]
    filled = filled.replace("EARLY", "\n    ".join(asked))
    return filled.replace("ICON", own.get(files.ICON, "data:,"))


def _marked_alone(page: str) -> str:
    """Return a page whose root says that it stands in a frame (assets/embed.css)."""
    return page.replace("<html ", "<html data-embed ", 1)


def _quiet_config(tag: str, lang: str, name_of_data: str = "") -> str:
    """Return the configuration tag without the entries that describe the machine.

    A page in another language than the source asks for its layout below the name of the language,
    one of a reader's data below that of the data: what Dash asks has no query.
    """
    opening, written, closing = re.split(r"(?<=json\">)(.*)(?=</script>)", tag, flags=re.DOTALL)
    config = {key: value for key, value in json.loads(written).items() if key not in _UNSAID}
    parts = [f"world={name_of_data}"] if name_of_data else []
    parts += [lang] if lang != text.SOURCE_LANGUAGE else []
    config["requests_pathname_prefix"] = below("/" + "".join(f"{one}/" for one in parts))
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
    *,
    name_of_data: str = "",
    like: Shell | None = None,
) -> Shell:
    """Make the empty application: still without layout, callbacks, guard, headers and files.

    Parameters
    ----------
    title, description
        The page's title and its description for search engines, messages of the catalogue.
    assets_folder
        Folder of our own scripts and style sheets; sent below ``/assets``.
    deferred, early
        Scripts to leave out of the page, and what to ask for first; see `Shell`. None by default.
    name_of_data, like
        Name of a reader's data, and the application that sends the files for it; see `Shell`.

    Returns
    -------
    Shell
        The application. Only ``/``, its files, its layout and its dependencies answer;
        ``DASH_…`` and ``FLASK_DEBUG`` variables change nothing.
    """
    with _no_dash_variables():
        app = Shell(
            assets_folder.resolve(),
            deferred,
            description,
            early,
            name_of_data=name_of_data,
            like=like,
            name="app",
            title=title,
            update_title="",
            serve_locally=True,
            compress=False,
            enable_mcp=False,
            use_pages=False,
            suppress_callback_exceptions=True,
            add_log_handler=False,
        )
        app.enable_dev_tools(debug=False, dev_tools_disable_version_check=True)
    return app
