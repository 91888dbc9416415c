"""Names of files that hold a view: what is on it, in the words of its language."""

from __future__ import annotations

import re
from hashlib import blake2b
from urllib.parse import quote

from geo.scene.scene import Scene
from geo.view.view import FIELDS, View
from geo.world.world import World
from layers.api.about import TITLES, word
from layers.api.told import in_source
from layers.subjects import behind, title_of
from layers.text.gettext import _

LONGEST = 80
LOST = re.compile(r"[^\w.,~—–→、（）-]+")
UNNAMED = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
"""What a name of a file cannot hold on one of the usual systems."""
UNSAID = ("lang", "view", "period", "year", "against", "camera")
"""Fields that the name has in words, or that change nothing of what is shown."""
BREAKS = re.compile(r"[\s_、，,-](?=[^\s_、，,-]*$)")


def file_name(world: World, scene: Scene, ending: str) -> str:
    """Name of a file of a view: its tab, interval or year, and what else its address says.

    What a file system does not take is left out; where a name is cut or loses something, the
    beginning of a hash of the whole view tells two of them apart.

    Parameters
    ----------
    world : World
        For the words.
    scene : Scene
        What the file shows.
    ending : str
        ``"png"``.
    """
    view = scene.view
    said = {one.name: str(getattr(view, one.attribute)) for one in FIELDS}
    usual = {one.name: one.at_home(world.vocabulary) for one in FIELDS}
    asked = {key: text for key, text in said.items() if text != usual[key]}
    parts = [_part(world, view, *one) for one in asked.items() if one[0] not in UNSAID]
    told = [title_of(world, view.view), behind(world, scene).when, *parts]
    whole = "_".join(filter(None, told)).replace(", ", ",").replace(" ", "-")
    safe = LOST.sub("-", whole).strip("-")
    if len(safe) > LONGEST or safe != whole:
        mark = blake2b(repr(asked).encode(), digest_size=3).hexdigest()
        safe = f"{cut(safe, LONGEST)}_{mark}"
    return f"{safe}.{ending}"


def cut(text: str, most: int) -> str:
    """The beginning of a text, up to the end of a word or a number where it has one.

    Examples
    --------
    >>> cut("carry 65% of the 32.3 million", 19), cut("Map_place-34", 20), cut("abcdef", 3)
    ('carry 65% of the', 'Map_place-34', 'abc')
    """
    if len(text) <= most:
        return text
    end = BREAKS.search(text[: most + 1])
    return text[: end.start()] if end and end.start() else text[:most]


def _part(world: World, view: View, key: str, text: str) -> str:
    """One parameter and its text: as the address has them, in other languages in words."""
    return f"{key}-{text}" if in_source() else f"{_(TITLES[key])}-{word(world, view, key, text)}"


def saved_as(title: str, ending: str) -> str:
    """Name of a file that has a title: what no file system takes is a blank.

    Examples
    --------
    >>> saved_as('Gap: "rich/poor", 2 scenes', "pptx")
    'Gap rich poor, 2 scenes.pptx'
    """
    plain = " ".join(UNNAMED.sub(" ", title).split()).replace(" ,", ",")
    return f"{plain}.{ending}"


def as_attachment(name: str) -> str:
    """Header that saves a reply under a name, in letters of any script.

    Examples
    --------
    >>> as_attachment("地图.png")
    "attachment; filename=view.png; filename*=UTF-8''%E5%9C%B0%E5%9B%BE.png"
    """
    return f"attachment; filename=view.{name.rpartition('.')[2]}; filename*=UTF-8''{quote(name)}"
