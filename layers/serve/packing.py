"""Compression: files once and for good, computed replies quickly.

A file is compressed at the highest level and kept on disk under the hash of its content. A reply
is compressed at a low level; equal replies share one result.
"""

from __future__ import annotations

import gzip
import re
import tempfile
import zlib
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path

from flask import Response, request

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
