"""The description of the data interface, derived from the fields, the routes and the columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from geo.view.view import FIELDS, Field
from geo.world.world import World
from layers.api.columns import Column, Columns, nested
from layers.api.formats import JSON, Format, formats_of
from layers.api.route import Route
from layers.api.told import API_PATH
from layers.below import root
from layers.text import gettext as text

OPENAPI_PATH = f"{API_PATH}/openapi.json"
_ERROR = {
    "type": "object",
    "required": ["error"],
    "properties": {
        "error": {
            "type": "object",
            "required": ["field", "found", "expected"],
            "properties": {
                "field": {"type": "string", "description": "Parameter"},
                "found": {"type": "string", "description": "What was given, cut to 80 signs"},
                "expected": {"type": "string", "description": "What is allowed"},
            },
        }
    },
}


def describe(world: World, routes: Sequence[Route]) -> dict[str, Any]:
    """Describe all routes as an OpenAPI 3.1 document.

    Parameters
    ----------
    world : World
        For the words that the loaded data allows and the columns that it declares.
    routes : sequence of Route
        What to describe.

    Returns
    -------
    dict
        Ready for JSON.
    """
    with text.spoken(text.SOURCE_LANGUAGE, world.package.wording):
        described: dict[str, Any] = _worded(_document(world, routes))
    return described


def _worded(part: Any) -> Any:
    """A part of the document with the nouns of the world in its texts."""
    if isinstance(part, dict):
        return {key: _worded(one) for key, one in part.items()}
    if isinstance(part, list):
        return [_worded(one) for one in part]
    return text.filled(part) if isinstance(part, str) else part


def _document(world: World, routes: Sequence[Route]) -> dict[str, Any]:
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"{world.package.title}: data",
            "version": "1",
            "description": (
                "The figures of the page. Every address takes the query string of the page and "
                "refuses a value that it does not know. Missing values are null, never 0."
            ),
        },
        "servers": [{"url": root() or "/"}],
        "paths": {
            f"{API_PATH}/{_name(world, route)}{form.ending}": {
                "get": _operation(world, route, form)
            }
            for route in routes
            for form in formats_of(route)
        },
        "components": {
            "parameters": {field.name: _parameter(world, field) for field in _fields(world)},
            "schemas": {
                "error": _ERROR,
                **{_name(world, route): _answer(world, route) for route in routes},
            },
            "responses": {
                "refused": {
                    "description": "A parameter or value that is not known",
                    "content": {"application/json": {"schema": _ref("schemas/error")}},
                },
                "unchanged": {"description": "The client has this answer (If-None-Match)"},
            },
        },
    }


def _ref(path: str) -> dict[str, str]:
    return {"$ref": f"#/components/{path}"}


def _name(world: World, route: Route) -> str:
    return route.names(world.package)[0]


def _operation(world: World, route: Route, form: Format) -> dict[str, Any]:
    used = ", ".join(route.used(world.package)) or "none"
    return {
        "operationId": _name(world, route) + form.ending.replace(".", "_"),
        "summary": route.summary,
        "description": f"Parameters that change the rows: {used}. The others are only checked.",
        "parameters": [_ref(f"parameters/{field.name}") for field in _fields(world)],
        "responses": {
            "200": {"description": "The answer", "content": _content(world, route, form)},
            "304": _ref("responses/unchanged"),
            "400": _ref("responses/refused"),
        },
    }


def _content(world: World, route: Route, form: Format) -> dict[str, Any]:
    if form is JSON:
        return {form.media: {"schema": _ref(f"schemas/{_name(world, route)}")}}
    columns = ", ".join(one.header for one in route.columns_of(world.package))
    said = form.holds + (columns if form.listed else "")
    binary = {} if form.media.startswith("text/") else {"format": "binary"}
    return {form.media: {"schema": {"type": "string", **binary, "description": said}}}


def _fields(world: World) -> list[Field]:
    """The fields that this world has words for."""
    words = world.vocabulary
    return [one for one in FIELDS if one.kind.control != "choice" or any(one.words(words))]


def _parameter(world: World, field: Field) -> dict[str, Any]:
    """A parameter; a choice lists its words, the others say them."""
    schema: dict[str, Any] = {"type": "string", "default": field.at_home(world.vocabulary)}
    words = field.words(world.vocabulary)
    if words:
        schema["enum"] = words
    expected = (
        "" if words else f": {field.allowed(world.vocabulary, world.vocabulary.home['scheme'])}"
    )
    return {
        "name": field.name,
        "in": "query",
        "description": field.meaning + expected,
        "schema": schema,
    }


def _answer(world: World, route: Route) -> dict[str, Any]:
    head = _object(route.head_of(world.package))
    row = _object(route.columns_of(world.package))
    rows = {"type": "array", "description": route.summary, "items": row}
    return {
        **head,
        "required": [*head["required"], "rows"],
        "properties": {**head["properties"], "rows": rows},
    }


def _object(columns: Columns) -> dict[str, Any]:
    return _schema(nested({column.name: column for column in columns}))


def _schema(tree: Mapping[str, Any]) -> dict[str, Any]:
    """Every key of an answer is always there; what is missing is null."""
    properties = {
        key: _value(one) if isinstance(one, Column) else _schema(one) for key, one in tree.items()
    }
    return {"type": "object", "required": list(tree), "properties": properties}


def _value(column: Column) -> dict[str, Any]:
    if column.type in ("strings", "objects"):
        items = {"type": "string"} if column.type == "strings" else _object(column.inner)
        return {"type": "array", "items": items, "description": column.meaning}
    unit = f" ({column.unit})" if column.unit else ""
    return {
        "type": column.type if column.required else [column.type, "null"],
        "description": column.meaning + unit,
    }
