"""The check of callback bodies: only what the page itself would send reaches a callback.

Dash trusts the body it gets: an unknown output, a swapped id or a number where a list belongs ends
in an exception of its own. Here each body is compared with the application's own callback map
first. What does not fit is refused with 400 and one log line that repeats nothing of the body.
"""

from __future__ import annotations

import json
import logging
import traceback
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from dash.dependencies import Output, Wildcard
from dash.exceptions import PreventUpdate
from flask import Response, request
from werkzeug.exceptions import BadRequest

from layers.serve.values import scalar, text

if TYPE_CHECKING:
    from layers.serve.shell import Shell

_LOG = logging.getLogger(__name__)

ValueCheck = Callable[[Any], bool]
Spec = dict[str, Any]

MAX_DEPTH = 16
MAX_MATCHES = 500
_BODY_KEYS = {"output", "outputs", "inputs", "state", "changedPropIds", "parsedChangedPropsIds"}
_SLOT_KEYS = {"id", "property", "value"}
_MANY = {"ALL", "ALLSMALLER"}
_WILDCARDS = {"ALL", "ALLSMALLER", "MATCH"}


class RefusedError(ValueError):
    """A callback body the page would not send. The text never repeats the body."""


def accept(app: Shell, component_id: str | dict, prop: str, check: ValueCheck) -> None:
    """Declare which values a callback input or state may have; `values.text` holds without this.

    Parameters
    ----------
    app
        The application.
    component_id
        Id as it stands in the callback, wildcards included: ``"address"``, ``{"view": ALL}``.
    prop
        Property of the component.
    check
        Tells for one parsed JSON value whether it may reach the callback. It must not raise.
    """
    app.value_checks[(_id_key(component_id), prop)] = check


def _id_key(component_id: str | dict) -> str:
    """Return an id as the callback map writes it."""
    if isinstance(component_id, str):
        return component_id
    plain = {
        key: [value.name] if isinstance(value, Wildcard) else value
        for key, value in component_id.items()
    }
    return json.dumps(plain, sort_keys=True, separators=(",", ":"))


def checked(app: Shell, dispatch: Callable[[], Response]) -> Callable[[], Response]:
    """Wrap the route that runs callbacks with the check.

    Parameters
    ----------
    app
        The application whose callback map decides.
    dispatch
        The route of Dash.

    Returns
    -------
    callable
        The route. It raises `werkzeug.exceptions.BadRequest` for a body that does not fit, and for
        a callback that fails with a ValueError on a value of the body.
    """

    def checked_dispatch() -> Response:
        body = request.get_json()
        try:
            check_body(app, body)
        except RefusedError as refusal:
            _LOG.warning("callback body refused: %s", refusal)
            raise BadRequest("The request does not fit this page.") from None
        try:
            return dispatch()
        except PreventUpdate:
            raise
        except ValueError as error:
            where = traceback.extract_tb(error.__traceback__)[-1]
            kind = type(error).__name__
            _LOG.warning("callback value refused: %s in %s:%s", kind, where.name, where.lineno)
            raise BadRequest("A value of the request cannot be used.") from None

    return checked_dispatch


def check_body(app: Shell, body: Any) -> None:
    """Compare one parsed callback body with the callback it names.

    Parameters
    ----------
    app
        The application whose callback map and value checks decide.
    body
        The parsed body.

    Raises
    ------
    RefusedError
        If the callback is unknown or runs in the browser, if outputs, inputs or states are not
        exactly its own, or if a value does not pass its check.
    """
    _demand(isinstance(body, dict) and set(body) <= _BODY_KEYS, "keys of the body")
    _demand(not _deeper(body, MAX_DEPTH), "nesting of the body")
    output = body.get("output")
    _demand(isinstance(output, str) and output in app.callback_map, "unknown output")
    callback = app.callback_map[output]
    _demand("callback" in callback, "a callback of the browser")
    _check_outputs(callback, body.get("outputs"))
    sent: set[str] = set()
    for kind, specs in (("inputs", callback["inputs"]), ("state", callback["state"])):
        slots = body.get(kind, [])
        _demand(isinstance(slots, list) and len(slots) == len(specs), f"number of {kind}")
        for spec, slot in zip(specs, slots, strict=True):
            sent |= set(_check_slot(app, spec, slot))
    _check_changes(body, sent)


def _demand(holds: bool, what: str) -> None:
    if not holds:
        raise RefusedError(what)


def _deeper(value: Any, limit: int) -> bool:
    """Tell whether a parsed value nests deeper than a limit, without recursion."""
    level = [value]
    for _ in range(limit):
        level = [
            child
            for item in level
            if isinstance(item, dict | list)
            for child in (item.values() if isinstance(item, dict) else item)
        ]
        if not level:
            return False
    return any(isinstance(item, dict | list) for item in level)


def _check_outputs(callback: dict[str, Any], found: Any) -> None:
    expected = callback["output"]
    if callback.get("no_output"):
        _demand(found in (None, [], {}), "outputs of a callback without any")
        return
    single = isinstance(expected, Output)
    specs, slots = ([expected], [found]) if single else (expected, found)
    _demand(isinstance(slots, list) and len(slots) == len(specs), "number of outputs")
    for spec, slot in zip(specs, slots, strict=True):
        key = {"id": _id_key(spec.component_id), "property": spec.component_property}
        for entry in _entries(key, slot):
            _check_place(key, entry, {"id", "property"}, "an output")


def _check_slot(app: Shell, spec: Spec, slot: Any) -> Iterator[str]:
    """Check one input or state and yield the ids with property it names."""
    check = app.value_checks.get((spec["id"], spec["property"]), text)
    for entry in _entries(spec, slot):
        _check_place(spec, entry, _SLOT_KEYS, "an input")
        _demand(check(entry.get("value")), f"value of {spec['id']}.{spec['property']}")
        yield f"{_id_key(entry['id'])}.{entry['property']}"


def _entries(spec: Spec, slot: Any) -> list[Any]:
    """Return the single entries of a slot: a list only where the id matches many components."""
    pattern = json.loads(spec["id"]) if spec["id"].startswith("{") else {}
    if any(isinstance(value, list) and value[0] in _MANY for value in pattern.values()):
        _demand(isinstance(slot, list) and len(slot) <= MAX_MATCHES, "a list of matches")
        return slot
    return [slot]


def _check_place(spec: Spec, entry: Any, keys: set[str], what: str) -> None:
    _demand(isinstance(entry, dict) and set(entry) <= keys, f"keys of {what}")
    # Dash marks a shared output as "property@hash"; the browser may send either form.
    _demand(entry.get("property") == spec["property"], f"property of {what}")
    _demand(_fits(spec["id"], entry.get("id")), f"id of {what}")


def _fits(pattern_text: str, found: Any) -> bool:
    """Tell whether a sent id is the expected one, wildcards standing for any scalar."""
    if not pattern_text.startswith("{"):
        return found == pattern_text
    pattern = json.loads(pattern_text)
    if not isinstance(found, dict) or set(found) != set(pattern):
        return False
    return all(
        (scalar(found[key]) and found[key] is not None)
        if isinstance(value, list) and value[0] in _WILDCARDS
        else type(found[key]) is type(value) and found[key] == value
        for key, value in pattern.items()
    )


def _check_changes(body: dict[str, Any], sent: set[str]) -> None:
    changed = body.get("changedPropIds", [])
    _demand(isinstance(changed, list) and len(changed) <= MAX_MATCHES, "list of changes")
    _demand(all(isinstance(name, str) and name in sent for name in changed), "name of a change")
    parsed = body.get("parsedChangedPropsIds", [])
    _demand(isinstance(parsed, list) and len(parsed) == len(changed), "list of parsed changes")
