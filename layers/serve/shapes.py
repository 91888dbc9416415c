"""The simplified shapes at their content addresses: compressed once, kept for good."""

from __future__ import annotations

import gzip

from flask import Flask, Response, request
from werkzeug.exceptions import NotFound

from geo.world.world import Store
from layers.map.layer import SHAPES_PATH, shape_address
from layers.serve.files import Packed, pack
from layers.serve.headers import IMMUTABLE


def register(server: Flask, store: Store) -> None:
    """Serve the built shapes, each only at the address of its current content.

    Parameters
    ----------
    server
        The Flask server of the application.
    store
        The built tables; compressed copies are kept beside them.
    """
    kept = store.built / "static"
    packed = {
        shape_address(store, name): pack((store.built / "shapes" / f"{name}.geojson",), kept)
        for name in store.shapes
    }

    def shape(name: str) -> Response:
        address = f"{SHAPES_PATH}/{name}"
        if address not in packed:
            raise NotFound
        return _reply(packed[address])

    server.add_url_rule(
        f"{SHAPES_PATH}/<name>",
        SHAPES_PATH,
        shape,
        methods=["GET"],
        provide_automatic_options=False,
    )


def _reply(shape: Packed) -> Response:
    zipped = "gzip" in request.accept_encodings
    data = shape.data if zipped else gzip.decompress(shape.data)
    response = Response(data, mimetype=shape.mimetype)
    response.headers["Cache-Control"] = IMMUTABLE
    response.vary.add("Accept-Encoding")
    if zipped:
        response.headers["Content-Encoding"] = shape.encoding
    response.set_etag(f"{shape.digest}-{'gzip' if zipped else 'identity'}")
    return response.make_conditional(request)
