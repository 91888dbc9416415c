"""What a view holds its chosen place against, or why it cannot."""

from __future__ import annotations

from dataclasses import dataclass

from geo.places import CORRIDOR, PROVINCE, Place
from geo.view import View, Vocabulary

PROVINCES, CORRIDORS, INTERVALS = "provinces", "corridors", "intervals"

NOTHING_CHOSEN = "Choose a province or a corridor to hold against it."
ITSELF = "It is what is chosen now. Choose another one to hold against it."
OTHER_KIND = (
    "What is chosen is of another kind: provinces are held against provinces, corridors against "
    "corridors, and each against another interval."
)


@dataclass(frozen=True)
class Comparison:
    """What is held against what.

    Attributes
    ----------
    kind : str
        ``provinces``, ``corridors`` or ``intervals``; empty when there is nothing to compare.
    first, second : str
        Codes, corridor keys or intervals; intervals stand in the order of time.
    reason : str
        Why there is nothing to compare; empty otherwise.
    """

    kind: str
    first: str
    second: str
    reason: str = ""


def comparison_of(view: View, place: Place, vocabulary: Vocabulary) -> Comparison | None:
    """Resolve the ``compare`` of a legal view; None when nothing is pinned.

    Parameters
    ----------
    view : View
        A legal view.
    place : Place
        What it chooses.
    vocabulary : Vocabulary
        Words of the loaded data.

    Examples
    --------
    >>> words = Vocabulary(("1995-2000",), ("31", "34"), (), (), (), (), (), (), {}, 2)
    >>> comparison_of(View(place="34", compare="31"), Place("province", "34", "34"), words).kind
    'provinces'
    >>> comparison_of(View(place="34", compare="34-31"), Place("province", "34"), words).reason
    'What is chosen is of another kind: provinces are held against provinces, corridors against \
corridors, and each against another interval.'
    """
    pinned = view.compare
    if not pinned:
        return None
    one = place.kind == PROVINCE or len(place.corridors) == 1
    if not one:
        return Comparison("", place.key, pinned, NOTHING_CHOSEN)
    if pinned in (place.key, view.period):
        return Comparison("", place.key, pinned, ITSELF)
    if pinned in vocabulary.periods:
        earlier, later = sorted((view.period, pinned), key=vocabulary.periods.index)
        return Comparison(INTERVALS, earlier, later)
    kind = PROVINCES if pinned in vocabulary.provinces else CORRIDORS
    if (place.kind == CORRIDOR) != (kind == CORRIDORS):
        return Comparison("", place.key, pinned, OTHER_KIND)
    return Comparison(kind, place.key, pinned)
