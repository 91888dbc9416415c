"""Names of files that hold a view: what is on it, in the words of its language."""

from __future__ import annotations

import re
from hashlib import blake2b
from urllib.parse import quote

from geo.view.view import FIELDS, View
from geo.world.world import World
from layers.api.about import TITLES, word
from layers.api.told import in_source
from layers.subjects import tabs
from layers.text import words
from layers.text.gettext import _

LONGEST = 80
LOST = re.compile(r"[^\w.,~—–→、（）-]+")
UNSAID = ("lang", "view", "period", "camera")


def file_name(world: World, view: View, ending: str) -> str:
    """Name of a file of a view: its tab, its interval, and what else its address says.

    What a file system does not take is left out; where a name is cut or loses something, the
    beginning of a hash of the whole view tells two of them apart.

    Parameters
    ----------
    world : World
        For the words.
    view : View
        What the file shows.
    ending : str
        ``"png"``.
    """
    tab = tabs(world).get(view.view)
    shown = _(tab.title) if tab else _("Map")
    said = {one.name: str(getattr(view, one.attribute)) for one in FIELDS}
    usual = {one.name: one.at_home(world.vocabulary) for one in FIELDS}
    asked = {key: text for key, text in said.items() if key not in UNSAID and text != usual[key]}
    parts = [_part(world, view, key, text) for key, text in asked.items()]
    whole = "_".join([shown, words.interval(view.period), *parts])
    safe = LOST.sub("-", whole).strip("-")
    if len(safe) > LONGEST or safe != whole:
        mark = blake2b(repr(asked).encode(), digest_size=3).hexdigest()
        safe = f"{safe[:LONGEST]}_{mark}"
    return f"{safe}.{ending}"


def _part(world: World, view: View, key: str, text: str) -> str:
    """One parameter and its text: as the address has them, in other languages in words."""
    return f"{key}-{text}" if in_source() else f"{_(TITLES[key])}-{word(world, view, key, text)}"


def as_attachment(name: str) -> str:
    """Header that saves a reply under a name, in letters of any script.

    Examples
    --------
    >>> as_attachment("地图.png")
    "attachment; filename=view.png; filename*=UTF-8''%E5%9C%B0%E5%9B%BE.png"
    """
    return f"attachment; filename=view.{name.rpartition('.')[2]}; filename*=UTF-8''{quote(name)}"
