"""Replies that are kept as packed bytes and sent as they are."""

from __future__ import annotations

from flask import Response, request
from isal import igzip

PACKING = 3


def packed(body: bytes) -> bytes:
    """A body as it is kept."""
    return bytes(igzip.compress(body, PACKING, mtime=0))


def sent(kept: bytes) -> Response:
    """A reply as it is kept; whoever cannot unpack it gets it as it was."""
    known = request.accept_encodings.quality("gzip") > 0
    response = Response(kept if known else igzip.decompress(kept), mimetype="application/json")
    response.vary.add("Accept-Encoding")
    if known:
        response.content_encoding = "gzip"
    return response
