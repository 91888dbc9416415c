"""The replies that a file holds: every scene in every language and interval, each one once."""

from __future__ import annotations

import base64
import re
from collections.abc import Container, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from html import escape
from typing import Any

from isal import igzip

from geo.scene.scene import Scenes
from geo.view.view import without_local
from geo.world.world import World
from layers.blocks.document import compact
from layers.map.layer import shape_address
from layers.page.wire import reply
from layers.standalone.asked import Shown
from layers.standalone.unlinked import key_of_view, unlinked
from layers.text.gettext import _, spoken

PACKING = 3
FILTERED = re.compile(r'(id="table-filtered"[^>]* data-said=")[^"]*(")')
FIELD_ID = re.compile(r'\bid="([\w-]+)"')


@dataclass
class Held:
    """Replies as packed texts.

    Attributes
    ----------
    places : dict
        Language to the key of a view to the place of its reply.
    packed : list of str
        Replies, see :func:`packed`; two views with one reply share it.
    shapes : dict of str to bytes
        The shapes that they draw, by address.
    """

    places: dict[str, dict[str, int]] = field(default_factory=dict)
    packed: list[str] = field(default_factory=list)
    shapes: dict[str, bytes] = field(default_factory=dict)


def packed(document: bytes) -> str:
    """Bytes as text that a browser unpacks by itself.

    Examples
    --------
    >>> igzip.decompress(base64.b64decode(packed(b"{}")))
    b'{}'
    """
    return base64.b64encode(igzip.compress(document, PACKING, mtime=0)).decode()


def unpacked(text: str) -> bytes:
    """The bytes of a text that was packed."""
    return bytes(igzip.decompress(base64.b64decode(text)))


def shapes_in(world: World, text: bytes) -> dict[str, bytes]:
    """The shapes that figures draw, by address."""
    named = {shape_address(world, name): name for name in world.shapes}
    return {
        address: (world.built / "shapes" / f"{name}.geojson").read_bytes()
        for address, name in named.items()
        if f'"{address}"'.encode() in text
    }


def keys_of(shown: Sequence[Shown]) -> set[str]:
    """Keys of all views of some scenes."""
    return {key_of_view(one.at(one.view.lang, period)) for one in shown for period in one.periods}


def held(languages: Sequence[str], shown: Sequence[Shown], places: Container[str]) -> Held:
    """Make the replies.

    Parameters
    ----------
    languages : sequence of str
        Those of the file.
    shown : sequence of Shown
        Scenes of the file.
    places : container of str
        Ids of the elements that the file has: nothing else is said in it.
    """
    found, known, keys = Held(), dict[bytes, int](), keys_of(shown)
    for lang in languages:
        at = found.places.setdefault(lang, {})
        for one in shown:
            world, scenes = one.world, Scenes(one.world)
            for period in one.periods:
                view = without_local(one.at(lang, period))
                key = key_of_view(view)
                if key not in at:
                    whole = reply(world, scenes, view, one.notices)
                    with spoken(lang, world.package.wording):
                        text = compact(_lean(whole, keys, places))
                    mark = blake2b(text, digest_size=16).digest()
                    if mark not in known:
                        known[mark] = len(found.packed)
                        found.packed.append(packed(text))
                        found.shapes |= shapes_in(world.usual, text)
                    at[key] = known[mark]
    return found


def _lean(whole: dict[str, Any], keys: Container[str], places: Container[str]) -> dict[str, Any]:
    """A reply without links, and without what only controls need."""
    said = {key: unlinked(text, keys) for key, text in whole["said"].items() if key in places}
    tab, learned = whole["tab"], whole.get("learned")
    if tab:
        tab = {**tab, "html": unlinked(tab["html"], keys), "controls": []}
        tab |= _rows(tab) if tab["grid"] else {}
    if learned:
        whole = {**whole, "learned": {"spec": {**learned["spec"], "needs": {}}, "controls": []}}
    return {**whole, "said": said, "tab": tab}


def _rows(tab: dict[str, Any]) -> dict[str, Any]:
    """Rows of the grid as data, and a line on its filters that speaks of no files."""
    told = _("{n} of {all} pass the filters of the columns: {filters}.")
    blank = escape(told.format(n="%n", all="%all", filters="%filters"))
    props = tab["grid"]["props"]
    return {
        "html": FILTERED.sub(rf"\g<1>{blank}\g<2>", tab["html"]),
        "grid": {name: props[name] for name in ("columnDefs", "rowData", "selectedRows")},
    }


def ids_in(markup: str) -> set[str]:
    """Ids of the elements of some markup.

    Examples
    --------
    >>> sorted(ids_in('<p id="a"><b id="b">'))
    ['a', 'b']
    """
    return set(FIELD_ID.findall(markup))
