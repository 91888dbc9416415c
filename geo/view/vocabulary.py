"""The words that a world and its page allow in an address."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

Pair = tuple[str, str]
PLAIN_JOINT, SAFE_JOINT = "-", "~"


@dataclass(frozen=True)
class Vocabulary:
    """The words that a world and its page allow in an address.

    Attributes
    ----------
    words : mapping
        Lists of words by name: ``flow-tables``, ``categories`` of the one that counts and
        ``all-categories``, ``periods``, ``regions``, ``places``, ``schemes``, ``shades``,
        ``measures``, ``orders``, ``ranks``, ``indicators``, ``topics``, ``sites``,
        ``site-filters``, ``challenges``, ``splits``, ``totals``, ``weights``, ``worlds`` (the name
        of data of a reader), and those of the page: ``tabs``, ``layers``, ``columns`` of tables,
        ``filter-names`` and ``filter-numbers`` of them, ``languages``.
        A list that a world lacks is empty.
    zones : mapping
        Scheme key to its zone keys.
    home : mapping
        What fields of the view are at first in this world, by attribute.
    corridors : int
        Number of directed corridors, the most that ``top`` can ask for.
    named : mapping
        Names of regions and other places, folded as :func:`geo.view.mending.fold` does, to their
        codes and words; those of units that the tables lack among them.
    stamp : str
        Short name of the version of the data.
    counting : callable
        Takes a flow table and the categories that are kept of it; returns the words of that
        choice, in which the other fields of an address are read.
    """

    words: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    zones: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    home: Mapping[str, str] = field(default_factory=dict)
    corridors: int = 0
    named: Mapping[str, str] = field(default_factory=dict)
    stamp: str = ""
    counting: Callable[[str, str], Vocabulary] | None = field(default=None, compare=False)

    def of_choice(self, flows: str, category: str) -> Vocabulary:
        """The words of a choice of whom to count."""
        return self.counting(flows, category) if self.counting else self

    def __getitem__(self, name: str) -> tuple[str, ...]:
        return self.words.get(name, ())

    def __contains__(self, name: object) -> bool:
        """Whether there is a list of this name; without it Python would try numbers for ever."""
        return name in self.words

    def __iter__(self) -> Iterator[str]:
        return iter(self.words)

    @property
    def joint(self) -> str:
        """What joins two codes to the key of a corridor: a hyphen, unless a code holds one.

        Examples
        --------
        >>> Vocabulary({"regions": ("A", "B")}).joint
        '-'
        >>> Vocabulary({"regions": ("GB-ENG",)}).joint
        '~'
        """
        return SAFE_JOINT if any(PLAIN_JOINT in code for code in self["regions"]) else PLAIN_JOINT

    @property
    def joints(self) -> tuple[str, ...]:
        """What may join two codes in an address."""
        return tuple(dict.fromkeys((SAFE_JOINT, self.joint)))

    def key_of(self, pair: Pair) -> str:
        """Key of a corridor in the address.

        Examples
        --------
        >>> Vocabulary({"regions": ("A", "B")}).key_of(("B", "A"))
        'B-A'
        """
        return self.joint.join(pair)

    def pair_of(self, key: str) -> Pair | None:
        """Origin and destination of a corridor key; None when it names no corridor.

        Examples
        --------
        >>> known = Vocabulary({"regions": ("A", "B")})
        >>> known.pair_of("B-A"), known.pair_of("B~A"), known.pair_of("B-B")
        (('B', 'A'), ('B', 'A'), None)
        """
        for joint in self.joints:
            origin, _, destination = key.partition(joint)
            if origin != destination and {origin, destination} <= set(self["regions"]):
                return origin, destination
        return None

    def ends(self, key: str) -> Pair:
        """Origin and destination of the key of a corridor.

        Raises
        ------
        ValueError
            When it names no corridor of this world.

        Examples
        --------
        >>> Vocabulary({"regions": ("AB-ENG", "AB-SUD")}).ends("AB-ENG~AB-SUD")
        ('AB-ENG', 'AB-SUD')
        """
        pair = self.pair_of(key)
        if pair is None:
            raise ValueError(f"{key!r} names no corridor")
        return pair

    @property
    def examples_of_place(self) -> dict[str, str]:
        """How a region and a corridor are spelled in this world.

        Examples
        --------
        >>> Vocabulary({"regions": ("A", "B")}).examples_of_place
        {'code': 'A', 'corridor': 'A-B'}
        """
        two = (*self["regions"], "a", "b")[:2]
        return {"code": two[0], "corridor": self.joint.join(two)}
