"""Which place a text of a file names: by code, by name, or by none, and then what it may mean."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from geo.outlines.index import Index, Match
from geo.outlines.places import Places
from geo.outlines.spelling import without_kind

MOST_SUGGESTIONS = 5
LONGEST_NAME = 200


def shared_word(texts: Iterable[str]) -> str:
    """Word with its blank that stands before every name of a column, empty where none does.

    Examples
    --------
    >>> shared_word(["Til Aarhus", "Til Odense", "Til Vejle", "Til Køge", "Til Greve"])
    'Til '
    >>> shared_word(["New York", "New Jersey", "Ohio"])
    ''
    """
    different = set(texts)
    first = {text.partition(" ")[0] for text in different if " " in text}
    every = all(" " in text for text in different)
    return f"{first.pop()} " if every and len(first) == 1 <= len(different) - 4 else ""


def match(texts: Sequence[str], places: Places, *, leading: str = "") -> dict[str, Match]:
    """Find the place that each text names.

    Parameters
    ----------
    texts : sequence of str
        Names or codes as they stand in one column; a name and its group may be one text, such as
        ``Jefferson County, Alabama``.
    places : Places
        What they can name.
    leading : str, optional
        What stands before each name and is no part of it, see :func:`shared_word`.

    Returns
    -------
    dict
        A match for each different text. A near name is only ever a suggestion.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"region_code": ["01", "02"], "name_en": ["Elm", "Ash"]})
    >>> found = match(["1", "ELM", "Ashe", "Ash Province"], Places(table))
    >>> [(one.code, one.how, one.candidates) for one in found.values()]
    [('01', 'code', ()), ('01', 'name', ()), ('', 'none', ('02',)), ('02', 'name', ())]
    """
    bare = {text: text.removeprefix(leading).strip() for text in dict.fromkeys(texts)}
    bare = {text: name if len(name) <= LONGEST_NAME else "" for text, name in bare.items()}
    index = Index.of(places)
    found = {text: index.plainly(name) for text, name in bare.items()}
    _take_kinds(found, bare, index)
    left = [text for text, one in found.items() if one.how == "none" and bare[text]]
    near = index.near([bare[text] for text in left])
    named = {one.code for one in found.values() if one.code}
    return found | {
        text: Match(candidates=_likeliest((*found[text].candidates, *more), named))
        for text, more in zip(left, near, strict=True)
    }


def _likeliest(codes: Sequence[str], named: Collection[str]) -> tuple[str, ...]:
    """Suggestions in their order, places that other texts name already behind the others."""
    once = dict.fromkeys(codes)
    return (*sorted(once, key=lambda code: code in named),)[:MOST_SUGGESTIONS]


def _take_kinds(found: dict[str, Match], bare: dict[str, str], index: Index) -> None:
    """Read names without their kind of place, where the column as a whole speaks for it.

    ``Kansas City`` in a column of states must not become Kansas: a doubtful kind counts where half
    of the names with it are names of places without it, and half of all names are written so.
    """
    tried = {
        text: ways
        for text, one in found.items()
        if one.how == "none" and (ways := list(index.kindless(bare[text])))
    }
    named = sum(one.how in ("name", "several") for one in found.values())
    with_kind = Counter(
        kind for name in bare.values() for kind in {kind for _, kind, _ in without_kind(name)}
    )
    resolved = Counter(kind for ways in tried.values() for kind in {kind for _, kind, _ in ways})
    is_usual = 2 * len(tried) >= named + len(tried)
    for text, ways in tried.items():
        one, kind, is_plain = ways[0]
        if is_plain or (is_usual and 2 * resolved[kind] >= with_kind[kind]):
            found[text] = one
        else:
            found[text] = Match(candidates=(one.code,) if one.code else one.candidates)
