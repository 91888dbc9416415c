"""Files, each at an address that carries the hash of its content, and the packing of replies.

WhiteNoise sends the files from packed copies that are written once; Flask-Compress packs what is
computed. A file that is not named here has no address.
"""

from __future__ import annotations

import gzip
import re
import sys
import tempfile
import zlib
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from hashlib import blake2b
from pathlib import Path
from wsgiref.headers import Headers

import brotli
from dash import Dash
from flask import Flask, Response, request
from flask_compress import Compress
from whitenoise import WhiteNoise

from geo.world.world import World
from layers.map.layer import shape_path
from layers.serve.headers import IMMUTABLE
from layers.serve.scripts import joined_classics, joined_script, joined_style
from layers.serve.watch.health import APART
from layers.serve.watch.watched import FILE, note

SUITES_ROUTE = "/_dash-component-suites"
ASSETS_ROUTE = "/assets"
SCRIPT, STYLE, ICON, VENDOR = "joined.js", "joined.css", "favicon.ico", "vendor"

_OWN_SUFFIXES = {".js", ".css", ".svg", ".png", ".ico", ".woff2"}
_PACKED_SUFFIXES = {".js", ".css", ".svg", ".json", ".geojson", ".txt"}
_TYPES = {".geojson": "application/geo+json"}
_VERSION = re.compile(r"@\d[\d.]*(?=\.)")
# Brotli's level 11 takes ten times as long as 9 at the first start, for 8 % less.
_PACKERS = {
    ".gz": (lambda data: gzip.compress(data, 9, mtime=0), gzip.decompress),
    ".br": (lambda data: brotli.compress(data, quality=9), brotli.decompress),
}
_REPLIES = {
    "COMPRESS_MIMETYPES": ["text/html", "text/plain", "text/csv", "application/json"],
    "COMPRESS_ALGORITHM": ["br", "gzip"],
    "COMPRESS_BR_LEVEL": 4,
    "COMPRESS_LEVEL": 4,
    "COMPRESS_MIN_SIZE": 1024,
    "COMPRESS_STREAMS": False,
}


def own_files(folder: Path) -> dict[str, bytes]:
    """Return the files of our own folder by the name they are sent under.

    Parameters
    ----------
    folder
        Our scripts and style sheets, sent as one each; ``vendor/`` with scripts of others;
        pictures and fonts.

    Returns
    -------
    dict of str to bytes
        ``joined.js``, ``joined.css`` and every other file, ``vendor/x.min.js``.
    """
    own = {
        path
        for path in folder.rglob("*")
        if path.suffix in (".js", ".css") and VENDOR not in path.relative_to(folder).parts
    }
    files = {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.suffix in _OWN_SUFFIXES and path not in own
    }
    entry = folder / "main.js"
    script = joined_script(entry) if entry.exists() else joined_classics(folder)
    return files | {SCRIPT: script.encode(), STYLE: joined_style(folder).encode()}


def suite_files(app: Dash) -> dict[str, bytes]:
    """Return the files that registered packages declare, by plain name, without source maps."""
    return {
        plain_name(f"{package}/{path}"): (_folder_of(package) / path).read_bytes()
        for package, paths in app.registered_paths.items()
        for path in sorted(paths)
        if not path.endswith(".map")
    }


def shape_files(world: World) -> dict[str, bytes]:
    """Return the built shapes by their paths."""
    return {
        shape_path(world, name): (world.built / "shapes" / f"{name}.geojson").read_bytes()
        for name in world.shapes
    }


def plain_name(path: str) -> str:
    """Return a path without the version in its file name.

    Examples
    --------
    >>> plain_name("dash/deps/react@18.3.1.min.js")
    'dash/deps/react.min.js'
    """
    return _VERSION.sub("", path)


def addressed(route: str, files: Mapping[str, bytes]) -> dict[str, str]:
    """Return the address of each file by its name.

    All stand below one hash, over every name and content, so that a script which loads its parts
    from beside itself finds them.

    Parameters
    ----------
    route
        Where the files stand, ``/assets``.
    files
        Contents by name.

    Returns
    -------
    dict of str to str
        Addresses by name.

    Examples
    --------
    >>> addressed("/assets", {"own.js": b"var a;"})
    {'own.js': '/assets/e87bea9cbac4b93d/own.js'}
    """
    total = blake2b(digest_size=8)
    for name, content in sorted(files.items()):
        total.update(name.encode() + b"\0" + blake2b(content, digest_size=16).digest())
    return {name: f"{route}/{total.hexdigest()}/{name}" for name in files}


def install(server: Flask, files: Mapping[str, bytes], folder: Path) -> None:
    """Send files at their addresses, for good, and pack every computed reply over 1 kB.

    Parameters
    ----------
    server
        The Flask server of the application; its gate must stand before this.
    files
        Contents by address.
    folder
        Where packed copies are kept by content, made when missing. If it cannot be written, they
        are kept in a new folder for the time being.
    """
    sent = WhiteNoise(
        None,
        max_age=None,
        allow_all_origins=False,
        mimetypes=_TYPES,
        add_headers_function=_for_good,
    )
    asked, folder = folder, _writable(folder)
    server.extensions[APART] = folder != asked
    with ThreadPoolExecutor() as pool:
        kept = pool.map(lambda one: keep(folder, Path(one[0]).suffix, one[1]), files.items())
    for address, path in zip(files, kept, strict=True):
        sent.add_file_to_dictionary(address, str(path))

    @server.before_request
    def send() -> Response | None:
        if request.path not in sent.files:
            return None
        note(FILE)
        return Response.from_app(sent, request.environ)

    server.config.update(_REPLIES)
    Compress(server)


def keep(folder: Path, suffix: str, content: bytes) -> Path:
    """Write a file and its packed copies, unless sound ones are there.

    Each is written aside and put in its place in one step: two processes may do so at once.

    Parameters
    ----------
    folder
        Where they are kept.
    suffix
        End of the file's name; it tells whether packing makes the file smaller.
    content
        What is kept.

    Returns
    -------
    pathlib.Path
        The file, named by its content. Its copies have ``.gz`` and ``.br`` added.

    Raises
    ------
    OSError
        If the folder cannot be written.
    """
    path = folder / f"{blake2b(content, digest_size=16).hexdigest()}{suffix}"
    if not _holds(path, bytes, content):
        _write(path, content)
    for ending, (pack, unpack) in _PACKERS.items():
        copy = path.with_name(path.name + ending)
        if suffix in _PACKED_SUFFIXES and not _holds(copy, unpack, content):
            _write(copy, pack(content))
    return path


def _holds(path: Path, unpack: Callable[[bytes], bytes], content: bytes) -> bool:
    try:
        return unpack(path.read_bytes()) == content
    except (OSError, EOFError, zlib.error, brotli.error):
        return False


def _write(path: Path, content: bytes) -> None:
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as draft:
        draft.write(content)
    Path(draft.name).replace(path)


def _writable(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return folder
    except OSError:
        return Path(tempfile.mkdtemp(prefix="corridors-"))


def _for_good(headers: Headers, path: str, _: str) -> None:
    headers["Cache-Control"] = IMMUTABLE
    # Weak, because the same content travels packed in one way or another.
    headers["ETag"] = f'W/"{Path(path).name.partition(".")[0]}"'


def _folder_of(package: str) -> Path:
    return Path(sys.modules[package].__file__).parent
