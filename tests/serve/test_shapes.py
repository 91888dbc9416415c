"""Shapes: one address for each content, compressed, kept by browsers for good."""

from __future__ import annotations

import gzip
import json

import pytest
from flask.testing import FlaskClient

from geo.world.world import Store
from layers.map.layer import shape_address
from layers.serve.headers import IMMUTABLE

NAMES = ("regions", "context")


@pytest.mark.parametrize("name", NAMES)
def test_a_shape_is_the_built_file(api: FlaskClient, store: Store, name: str) -> None:
    built = (store.built / "shapes" / f"{name}.geojson").read_bytes()
    plain = api.get(shape_address(store, name))
    zipped = api.get(shape_address(store, name), headers={"Accept-Encoding": "gzip"})
    assert plain.data == built
    assert "Content-Encoding" not in plain.headers
    assert zipped.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(zipped.data) == built
    assert len(zipped.data) < len(built) / 2
    for reply in (plain, zipped):
        assert reply.headers["Cache-Control"] == IMMUTABLE
        assert reply.mimetype == "application/geo+json"
        assert "Accept-Encoding" in reply.vary
    assert plain.headers["ETag"] != zipped.headers["ETag"]
    assert json.loads(plain.data)["type"] == "FeatureCollection"


def test_the_region_shapes_are_the_34_units(api: FlaskClient, store: Store) -> None:
    features = api.get(shape_address(store, "regions")).json["features"]
    assert {one["id"] for one in features} == set(store.names.index)


def test_any_other_address_is_not_found(api: FlaskClient, store: Store) -> None:
    address = shape_address(store, "regions")
    digest = address.split(".")[1]
    for wrong in (
        address.replace(digest, "0" * 16),
        address.replace("regions", "context"),
        address + "/",
        "/shapes/regions.geojson",
        "/shapes/",
        "/shapes/../manifest.json",
        "/shapes/%2e%2e%2fmanifest.json",
    ):
        reply = api.get(wrong)
        assert (reply.status_code, reply.json["error"]["code"]) == (404, 404)
    assert api.post(address).status_code == 405


def test_a_shape_that_the_client_has_is_not_sent_again(api: FlaskClient, store: Store) -> None:
    address = shape_address(store, "context")
    tag = api.get(address).headers["ETag"]
    again = api.get(address, headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    assert api.head(address).data == b""
