"""The OpenAPI text describes what is there, and nothing else."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from geo.view.view import FIELDS
from geo.world.world import World
from layers.api.formats import formats_of
from layers.api.openapi import OPENAPI_PATH
from layers.api.reply import API_PATH
from layers.api.route import Route
from tests.asking import asked
from tests.seen import ROUTES
from tests.worlds import PACKAGE

NAMES = [route.names(PACKAGE)[0] for route in ROUTES]


def test_the_description_names_what_is_there_and_nothing_else(
    api: FlaskClient, world: World
) -> None:
    document = api.get(OPENAPI_PATH).json
    assert document["openapi"].startswith("3.1.")
    assert set(document["info"]) >= {"title", "version"}
    addresses = {
        f"{API_PATH}/{route.names(world.package)[0]}{form.ending}"
        for route in ROUTES
        for form in formats_of(route)
    }
    assert set(document["paths"]) == addresses
    operations = [path["get"]["operationId"] for path in document["paths"].values()]
    assert len(set(operations)) == len(operations)
    for path, methods in document["paths"].items():
        assert set(methods) == {"get"}
        assert api.get(path).status_code == 200
        named = [one["$ref"].rpartition("/")[2] for one in methods["get"]["parameters"]]
        assert named == [field.name for field in FIELDS]
        (media,) = methods["get"]["responses"]["200"]["content"]
        assert api.get(path).mimetype == media
    for field in FIELDS:
        parameter = document["components"]["parameters"][field.name]
        assert (parameter["name"], parameter["in"]) == (field.name, "query")
        for word in parameter["schema"].get("enum", [parameter["schema"]["default"]]):
            assert field.kind.check(word, world.vocabulary, "three-zone") == word


def test_every_reference_of_the_description_leads_somewhere(api: FlaskClient) -> None:
    document = api.get(OPENAPI_PATH).json

    def walk(node: object) -> None:
        if isinstance(node, dict):
            if "$ref" in node:
                found = document
                for step in node["$ref"].removeprefix("#/").split("/"):
                    found = found[step]
            for one in node.values():
                walk(one)
        elif isinstance(node, list):
            for one in node:
                walk(one)

    walk(document)


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)
def test_the_description_fits_the_answer(api: FlaskClient, world: World, route: Route) -> None:
    name = route.names(world.package)[0]
    schemas = api.get(OPENAPI_PATH).json["components"]["schemas"]
    fits(asked(api, name), schemas[name])
    fits(api.get(f"{API_PATH}/{name}?top=x").json, schemas["error"])


def fits(value: object, schema: dict) -> None:
    """Check a value against the few words of JSON Schema that the description uses."""
    assert set(schema) <= {"type", "required", "properties", "items", "description"}
    types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    names = {
        dict: "object",
        list: "array",
        str: "string",
        int: "integer",
        float: "number",
        bool: "boolean",
        type(None): "null",
    }
    assert names[type(value)] in types
    if isinstance(value, dict):
        assert set(value) == set(schema["properties"]) == set(schema["required"])
        for key, one in value.items():
            fits(one, schema["properties"][key])
    elif isinstance(value, list):
        for one in value:
            fits(one, schema["items"])
