"""Titles of scenes: whether somebody wrote one, and what a file of scenes is called by it."""

from __future__ import annotations

from collections.abc import Iterable

from layers.picture.naming import LONGEST, cut
from layers.text import joints
from layers.text.gettext import ngettext

CUT = "…"
STOPS, JOINTS = ".。", ",;，；、"


def own_title(title: str, sentences: Iterable[str]) -> str:
    """A title that somebody wrote; empty where it is a sentence of the page, or its beginning.

    Parameters
    ----------
    title : str
        Title of a scene.
    sentences : iterable of str
        What the page says of the scene, in each of its languages.

    Examples
    --------
    >>> said = ["Twenty corridors carry half.", "二十条迁移流占一半。"]
    >>> own_title("Twenty corridors…", said), own_title("The half", said), own_title("", said)
    ('', 'The half', '')
    """
    begun = title.removesuffix(CUT).strip()
    return "" if any(one.startswith(begun) for one in sentences) else title


def name_of(sentence: str) -> str:
    """Name of a scene without a title: its sentence or the beginning of it, without a stop.

    Examples
    --------
    >>> name_of("Twenty corridors carry half."), name_of("二十条迁移流占一半。"), name_of("")
    ('Twenty corridors carry half', '二十条迁移流占一半', '')
    >>> name_of("Between 1995 and 2000 " + "very " * 20 + "many people moved.")[-15:]
    'very very very…'
    """
    short = cut(sentence, LONGEST)
    return f"{short.rstrip(JOINTS)}{CUT}" if short != sentence else without_stop(sentence)


def without_stop(title: str) -> str:
    """A title that is a sentence, as other words can follow it.

    Examples
    --------
    >>> without_stop("二十条迁移流占一半。"), without_stop("Half")
    ('二十条迁移流占一半', 'Half')
    """
    return title.rstrip(STOPS)


def deck_name(title: str, count: int) -> str:
    """Name of a file of several scenes: of what, and how many.

    Examples
    --------
    >>> deck_name("Three walks", 3), deck_name("Half stay.", 2)
    ('Three walks, 3 scenes', 'Half stay, 2 scenes')
    """
    scenes = ngettext("{n} scene", "{n} scenes", count).format(n=count)
    return joints.clauses((without_stop(title), scenes))
