"""One parameter of the address."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from geo.field_checks import Check
from geo.view import View, Vocabulary


@dataclass(frozen=True)
class Field:
    """One parameter of the address.

    Attributes
    ----------
    name : str
        Key in the address.
    attribute : str
        Attribute of :class:`View`; differs from ``name`` where Python reserves the word.
    check : callable
        Takes the text, the vocabulary and the scheme in force; returns the canonical text, or None
        when it is not legal.
    allowed : callable
        Takes the vocabulary and scheme; returns words for "expected".
    kind : str
        ``choice``, ``list``, ``count`` or ``text``: how a control reads and writes it.
    scrubbed : bool
        True when the field is moved through quickly; such changes replace the last history entry.
    meaning : str
        One line for the API description.
    role : str
        What the browser does with it beyond its kind: ``period`` steps, ``scheme`` names the zones,
        ``zones`` lists zones and provinces, ``breaks`` may be numbers, ``place`` is picked on the
        map, ``view`` is a tab. Empty for all others.
    """

    name: str
    attribute: str
    check: Check
    allowed: Callable[[Vocabulary, str], str]
    kind: str
    meaning: str
    scrubbed: bool = False
    role: str = ""

    @property
    def default(self) -> str:
        """Default text of the field."""
        return str(getattr(View(), self.attribute))

    def words(self, vocabulary: Vocabulary) -> list[str]:
        """Allowed words of a choice, its default among them; none for the other kinds."""
        if self.kind != "choice":
            return []
        listed = self.allowed(vocabulary, View().scheme).removeprefix("one of ").split(", ")
        return listed if self.default in listed else [self.default, *listed]
