"""Compression: files once and for good, computed replies quickly.

A file is compressed at the highest level and kept on disk under the hash of its content. A reply
is compressed at a low level; equal replies share one result.
"""

from __future__ import annotations

import gzip
import re
import sys
import tempfile
import threading
import zlib
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property, lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from dash.fingerprint import check_fingerprint
from flask import Response, request
from werkzeug.exceptions import NotFound

from layers.serve.headers import IMMUTABLE

REPLY_BYTES = 1024
REPLY_LEVEL = 4
FILE_LEVEL = 9
TYPES = {
    ".js": "text/javascript",
    ".css": "text/css",
    ".json": "application/json",
    ".geojson": "application/geo+json",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".png": "image/png",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
}
Parts = tuple[Path, ...]
_COMPRESSIBLE = re.compile(r"text/|application/(geo\+)?json|image/svg")


@dataclass(frozen=True)
class Packed:
    """One file ready to send.

    Attributes
    ----------
    data
        The bytes, compressed with gzip when `encoding` says so.
    encoding
        ``"gzip"``, or ``"identity"`` for kinds that are compressed already.
    digest
        Hash of the uncompressed content, in hexadecimal.
    mimetype
        What the file is.
    """

    data: bytes
    encoding: str
    digest: str
    mimetype: str


def compress(response: Response) -> Response:
    """Compress a computed reply over 1 kB, at a low level, for clients that ask for gzip.

    Parameters
    ----------
    response
        The reply. Streams, files, small and already compressed replies stay as they are.

    Returns
    -------
    flask.Response
        The same object.
    """
    if response.is_streamed or "Content-Encoding" in response.headers:
        return response
    if not _COMPRESSIBLE.match(response.mimetype or "") or response.status_code in (204, 304):
        return response
    response.vary.add("Accept-Encoding")
    data = response.get_data()
    if len(data) > REPLY_BYTES and "gzip" in request.accept_encodings:
        response.set_data(_compressed(data))
        response.headers["Content-Encoding"] = "gzip"
    return response


@lru_cache(maxsize=64)
def _compressed(data: bytes) -> bytes:
    return gzip.compress(data, REPLY_LEVEL, mtime=0)


def content(parts: Parts) -> bytes:
    """Return the bytes of a file that is sent as one, its parts on lines of their own."""
    return b"\n".join(path.read_bytes() for path in parts)


def pack(parts: Parts, cache_dir: Path | None) -> Packed:
    """Return a file ready to send, from the kept copy where there is a sound one.

    Parameters
    ----------
    parts
        The file, or several of one kind that are sent as one. Kinds that are compressed already
        (pictures, fonts) are left as they are.
    cache_dir
        Folder of kept copies, named by content hash; None for none.

    Returns
    -------
    Packed
        The file's bytes, compressed at the highest level.

    Raises
    ------
    OSError
        If the file itself cannot be read.
    """
    raw = content(parts)
    digest = blake2b(raw, digest_size=16).hexdigest()
    mimetype = TYPES.get(parts[0].suffix, "application/octet-stream")
    if not _COMPRESSIBLE.match(mimetype):
        return Packed(raw, "identity", digest, mimetype)
    kept = cache_dir / f"{digest}.gz" if cache_dir else None
    data = _read_kept(kept, raw)
    if data is None:
        data = gzip.compress(raw, FILE_LEVEL, mtime=0)
        _keep(kept, data)
    return Packed(data, "gzip", digest, mimetype)


def _read_kept(kept: Path | None, raw: bytes) -> bytes | None:
    """Return a kept compressed file if it still holds exactly the content, otherwise None."""
    try:
        data = kept.read_bytes() if kept else b""
        return data if data and gzip.decompress(data) == raw else None
    except (OSError, EOFError, zlib.error):
        return None


def _keep(kept: Path | None, data: bytes) -> None:
    """Write a compressed file in one step. A folder that cannot be written is no fault."""
    if kept is None:
        return
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=kept.parent, delete=False) as draft:
            draft.write(data)
        Path(draft.name).replace(kept)
    except OSError:
        return


# The page's files, compressed once and kept: scripts of the components and our own assets.

if TYPE_CHECKING:
    from layers.serve.shell import Shell

SUITES_ROUTE = "/_dash-component-suites"
ASSETS_ROUTE = "/assets"

_ADDRESS = re.compile(r'(?<=[ "])(src|href)="([^"]+)"')
_SCRIPT = re.compile(r'<script src="([^"]+)"[^>]*></script>')
_STYLE = re.compile(r'<link rel="stylesheet" href="([^"]+)"[^>]*>')
_JOINED = {".js": _SCRIPT, ".css": _STYLE}
_VERSION = re.compile(r"@\d[\d.]*(?=\.)")


class Bundles:
    """The files of one application: where they are and what is sent for them.

    Parameters
    ----------
    app
        The application. Only files that its registered packages declare for distribution and the
        files of its assets folder are served; source maps are not.
    deferred
        Scripts the page names but does not load: package names, or paths inside a package.
    """

    def __init__(self, app: Shell, deferred: frozenset[str]) -> None:
        self._app = app
        self._deferred = deferred
        self._cache_dir: Path | None = None
        self._packed: dict[Parts, Future[Packed]] = {}
        self._lock = threading.Lock()

    @cached_property
    def _files(self) -> dict[str, dict[str, Parts]]:
        """Files by route and by path below the digest. Read once every package is registered."""
        suites = {
            _VERSION.sub("", f"{package}/{path}"): (_folder_of(package) / path,)
            for package, paths in self._app.registered_paths.items()
            for path in sorted(paths)
            if not path.endswith(".map")
        }
        folder = Path(self._app.config.assets_folder)
        assets = {
            path.relative_to(folder).as_posix(): (path,)
            for path in sorted(folder.rglob("*"))
            if path.is_file() and path.suffix in TYPES
        }
        for kind in _JOINED:
            own = [path for path in sorted(folder.glob(f"*{kind}")) if ".min." not in path.name]
            assets |= {f"joined{kind}": tuple(own)} if own else {}
        return {SUITES_ROUTE: suites, ASSETS_ROUTE: assets}

    @cached_property
    def _digests(self) -> dict[str, str]:
        return {route: _folder_digest(files) for route, files in self._files.items()}

    def address(self, plain: str) -> str:
        """Return the content address of a file of the page.

        Parameters
        ----------
        plain
            Address as Dash writes it, with or without its own version mark:
            ``/assets/map.js?m=1``. An address of another route loses its query only.

        Returns
        -------
        str
            ``/assets/<digest>/map.js``.
        """
        path = plain.partition("?")[0]
        for route, digest in self._digests.items():
            if path.startswith(f"{route}/"):
                name = _VERSION.sub("", check_fingerprint(path.removeprefix(f"{route}/"))[0])
                return f"{route}/{digest}/{name}"
        return path

    def rewrite(self, tags: str) -> str:
        """Put content addresses into a piece of the page.

        Parameters
        ----------
        tags
            Script, style sheet and icon elements as Dash writes them.

        Returns
        -------
        str
            The same elements. A deferred script becomes a data block that loads nothing:
            ``<script type="text/plain" data-deferred="dash_ag_grid" data-src="…"></script>``.
        """
        tags = _ADDRESS.sub(lambda m: f'{m[1]}="{self.address(m[2])}"', tags)
        tags = _SCRIPT.sub(self._defer, tags)
        for kind, pattern in _JOINED.items():
            tags = self._join(tags, kind, pattern)
        return tags

    def _join(self, tags: str, kind: str, pattern: re.Pattern[str]) -> str:
        """Put one element in the place of the last of our own; the others go."""
        folder = f"{ASSETS_ROUTE}/{self._digests[ASSETS_ROUTE]}"
        parts = self._files[ASSETS_ROUTE].get(f"joined{kind}", ())
        ours = {f"{folder}/{path.name}" for path in parts}
        found = [tag[0] for tag in pattern.finditer(tags) if tag[1] in ours]
        for tag in found[:-1]:
            tags = tags.replace(tag, "")
        for tag in found[-1:]:
            address = pattern.match(tag)[1]
            tags = tags.replace(tag, tag.replace(address, f"{folder}/joined{kind}"))
        return tags

    def _defer(self, tag: re.Match[str]) -> str:
        name = tag[1].removeprefix(f"{SUITES_ROUTE}/{self._digests[SUITES_ROUTE]}/")
        for prefix in self._deferred:
            if name == prefix or name.startswith(f"{prefix}/"):
                return (
                    f'<script type="text/plain" data-deferred="{prefix}"'
                    f' data-src="{tag[1]}"></script>'
                )
        return tag[0]

    def reply(self, address: str) -> Response:
        """Return the reply for a content address.

        Parameters
        ----------
        address
            Path of the request.

        Raises
        ------
        werkzeug.exceptions.NotFound
            If the digest is not the current one or no such file is declared.
        """
        packed = self._pack_once(self._find(address))
        data, encoding = packed.data, packed.encoding
        if encoding == "gzip" and "gzip" not in request.accept_encodings:
            data, encoding = gzip.decompress(data), "identity"
        response = Response(data, mimetype=packed.mimetype)
        response.headers["Cache-Control"] = IMMUTABLE
        response.vary.add("Accept-Encoding")
        if encoding == "gzip":
            response.headers["Content-Encoding"] = encoding
        response.set_etag(f"{packed.digest}-{encoding}")
        return response.make_conditional(request)

    def _find(self, address: str) -> Parts:
        for route, files in self._files.items():
            name = address.removeprefix(f"{route}/{self._digests[route]}/")
            if name != address and name in files:
                return files[name]
        raise NotFound

    def _pack_once(self, parts: Parts) -> Packed:
        """Pack a file, or wait for whoever is packing it already."""
        with self._lock:
            mine = parts not in self._packed
            future = self._packed.setdefault(parts, Future())
        if mine:
            try:
                future.set_result(pack(parts, self._cache_dir))
            except OSError as error:
                with self._lock:
                    del self._packed[parts]
                future.set_exception(error)
        return future.result()

    def prepare(self, cache_dir: Path | None) -> None:
        """Pack every file the page loads, so that the first visitor waits for none.

        Parameters
        ----------
        cache_dir
            Folder for compressed files, made when missing. None, or a folder that cannot be
            written, keeps them in memory only. A damaged file in it is made anew.
        """
        self._cache_dir = cache_dir
        addresses = [address for _, address in _ADDRESS.findall(self._app.index())]
        known = [self._find(a) for a in addresses if a.startswith((SUITES_ROUTE, ASSETS_ROUTE))]
        with ThreadPoolExecutor() as pool:
            list(pool.map(self._pack_once, known))


def prepare(app: Shell, cache_dir: Path | None) -> None:
    """Make an application ready to answer at full speed; call this last.

    Parameters
    ----------
    app
        The application with its layout and all its callbacks.
    cache_dir
        See `Bundles.prepare`.
    """
    app.server.after_request(compress)
    # Dash collects its packages and assets before the first request; there is none yet.
    with app.server.test_request_context("/"):
        app.server.preprocess_request()
        app.bundles.prepare(cache_dir)


def _folder_of(package: str) -> Path:
    return Path(sys.modules[package].__file__).parent


def _folder_digest(files: dict[str, Parts]) -> str:
    """Return a hash over names and contents of many files."""
    total = blake2b(digest_size=8)
    for name, parts in sorted(files.items()):
        total.update(name.encode() + b"\0" + blake2b(content(parts), digest_size=16).digest())
    return total.hexdigest()
