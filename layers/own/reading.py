"""What the reading of a draft comes back with from its process: records, and no row of the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from geo.outlines.told import Choice, Finding, Unmatched


@dataclass(frozen=True)
class Reading:
    """What is understood of a draft under some answers, without its flows.

    Attributes
    ----------
    choices, findings, unmatched : tuple
        What is asked, what became of the rows, and names without a place.
    rows_read : int
        Rows of a list, or cells of a matrix and of a list with several figures in a row.
    sample : tuple of tuple of str
        First rows, the heading first.
    sentence : mapping
        The largest flow: ``persons``, ``origin``, ``destination``.
    names : mapping
        For each language the name of each place by its code.
    """

    choices: tuple[Choice, ...] = ()
    findings: tuple[Finding, ...] = ()
    unmatched: tuple[Unmatched, ...] = ()
    rows_read: int = 0
    sample: tuple[tuple[str, ...], ...] = ()
    sentence: Mapping[str, str | float] = field(default_factory=dict)
    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def waits_for(self) -> tuple[str, ...]:
        """Keys of the answers without which nothing can be used."""
        return tuple(one.key for one in self.choices if one.is_needed and not one.value)

    @property
    def is_matrix(self) -> bool:
        """Whether cells were read and not rows: of a matrix, or of a list with several figures."""
        return any(
            (one.key, one.value) == ("shape", "matrix") or one.key == "wide" for one in self.choices
        )

    @property
    def is_stock(self) -> bool:
        """Whether people are counted where they live: figures of several years cannot be added."""
        return any((one.key, one.value) == ("measure", "stock") for one in self.choices)

    def named(self, lang: str, usual: str) -> dict[str, str]:
        """Names of places in a language, in the usual one where it has none."""
        return {**self.names.get(usual, {}), **self.names.get(lang, {})}

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> Reading:
        """Records of plain texts and numbers, as they come from another process.

        Examples
        --------
        >>> told = {"rows_read": 2, "choices": [{"key": "unit", "value": "", "is_needed": True}]}
        >>> Reading.of(told).waits_for
        ('unit',)
        """
        tuples = ("options", "rows", "texts", "suggestions")

        def record(kind: Any, one: Mapping[str, Any]) -> Any:
            return kind(**{key: tuple(v) if key in tuples else v for key, v in one.items()})

        return cls(
            tuple(record(Choice, one) for one in told.get("choices", ())),
            tuple(record(Finding, one) for one in told.get("findings", ())),
            tuple(record(Unmatched, one) for one in told.get("unmatched", ())),
            int(told.get("rows_read", 0)),
            tuple(map(tuple, told.get("sample", ()))),
            dict(told.get("sentence", {})),
            dict(told.get("names", {})),
        )
