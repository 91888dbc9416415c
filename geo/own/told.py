"""What is told of a reader's moves beside the figures, and the words that the page has for it.

Nothing is invented: where nothing is told a neutral phrase stands. The sentences here are messages
like those of the page; what a reader writes stands as it is written.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from typing import Any

MOVES, LIVED, STOCK = COUNTS = ("moves", "lived-before", "stock")
FULL, SAMPLE, MODELLED, UNKNOWN = COLLECTIONS = ("full", "sample", "modelled", "unknown")
UNEXPANDED = "unexpanded"
HIDDEN, ZERO = ABSENT = ("hidden", "zero")


@dataclass(frozen=True)
class Told:
    """Facts of a reader's file, by the answers of the reader; empty where nothing is known.

    Attributes
    ----------
    title : str
        Of the page and of its pictures.
    source : str
        What to cite: publisher, table, edition.
    publisher : str
        In brief.
    licence : str
        The words of the licence.
    population : str
        Who is counted, as the file says it, such as *people aged 18*.
    country : str
        Where the regions lie.
    region, regions : str
        What stands at both ends, one and many.
    counts : str
        ``moves``; ``lived-before``: people who lived elsewhere at the start of the interval;
        ``stock``: people who live in another place than the one they came from, whenever they came.
    collection : str
        ``full``, ``sample``, ``modelled`` or ``unknown``.
    factors : mapping
        People for each figure of the file, by interval; 1 where there is none.
    absent : str
        ``hidden``: a pair without a row is none or hidden; ``zero``: it is nobody.
    accessed : str
        ISO date on which the file was opened.
    is_pooled : bool
        Whether each figure is of one year, averaged over the years of its interval.
    has_inside : bool
        Whether the file has moves inside regions, which no flow and no sum holds.
    opened : mapping
        What became of the file: ``files``, ``rows_read`` and ``lines`` of its report.
    caveats : tuple of str
        What a reader must know; assumptions that nobody confirmed are among them.
    """

    title: str = ""
    source: str = ""
    publisher: str = ""
    licence: str = ""
    population: str = ""
    country: str = ""
    region: str = ""
    regions: str = ""
    counts: str = MOVES
    collection: str = UNKNOWN
    factors: Mapping[str, float] = field(default_factory=dict)
    absent: str = HIDDEN
    accessed: str = ""
    is_pooled: bool = False
    has_inside: bool = False
    opened: Mapping[str, Any] = field(default_factory=dict)
    caveats: tuple[str, ...] = ()

    @classmethod
    def of(cls, answers: Mapping[str, str], **more: object) -> Told:
        """Facts among the answers of a reader, with what else is known.

        Examples
        --------
        >>> Told.of({"title": "Moves", "direction": "rows"}, absent="zero").absent
        'zero'
        """
        plain = {one.name for one in fields(cls) if one.type == "str"}
        given = {key: value for key, value in answers.items() if key in plain and value}
        return cls(**{**given, **more})  # type: ignore[arg-type]


# Neutral words; each is a message of the page.

TITLE = "Moves of a reader's own file"
SUMMARY = "Moves between regions, from a file that a reader opened."
SITES_SUMMARY = "Sites and links of a file that a reader opened."
SITES_SOURCE = "A file that a reader opened; each row names its source"
SOURCE = "A file that a reader opened; it names no source"
PUBLISHER = "the reader's own file"
LICENCE = "Not stated in the file"
LICENCE_TERMS = "Not stated: ask the publisher of the file before it is passed on."
OUTLINES = "as in the reader's boundary file"
OUTLINES_OF_WORLD = "those of this page"
NO_OUTLINES = "none were opened"
COUNTRY = "the area of the file"
POPULATION = "People, as the file counts them"
CURRENCY = "units of money"
FINDABLE = "a name or a code"
A_FILE = "The reader's file"
WHOM = "People, as the file of the reader counts them."
AGED = "as the file counts"
NO_INTERVAL = "No interval stated"

REGION = ("region", "regions")
GROUP = ("group", "groups")
PLACE = ("place", "places")
PEOPLE = ("person", "people")

MOVERS = {
    MOVES: "people who moved, as the file counts them",
    LIVED: "people who lived elsewhere before, as the file counts them",
    STOCK: "people who live elsewhere than they came from, whenever they moved",
}
HAVE_MOVED = {
    MOVES: "moved between {regions}",
    LIVED: "lived in another {region} before",
    STOCK: "live in another {region} than the one they came from",
}
HAVE_LEFT = {
    MOVES: "who moved from the origin to the destination",
    LIVED: "who lived in the origin before and live in the destination now",
    STOCK: "who came from the origin and live in the destination",
}
ORIGIN_AT = {
    MOVES: "where people moved from",
    LIVED: "where people lived before",
    STOCK: "where people came from",
}
DESTINATION_AT = {
    MOVES: "where people moved to",
    LIVED: "where they live now",
    STOCK: "where they live",
}
COLLECTED = {
    FULL: "{file}, {year}, full count",
    SAMPLE: "{file}, {year}, sample × {factor}",
    UNEXPANDED: "{file}, {year}, from a sample, figures as they stand",
    MODELLED: "{file}, {year}, modelled estimates and no count",
    UNKNOWN: "{file}, {year}",
}
UNDATED_COLLECTED = {
    FULL: "{file}, no interval stated, full count",
    SAMPLE: "{file}, no interval stated, sample × {factor}",
    UNEXPANDED: "{file}, no interval stated, from a sample, figures as they stand",
    MODELLED: "{file}, no interval stated, modelled estimates and no count",
    UNKNOWN: "{file}, no interval stated",
}
CAVEATS = {
    MODELLED: "These figures were modelled, not counted.",
    STOCK: "These are people by where they came from, not moves of an interval.",
    HIDDEN: "A pair of regions without a row is nobody, or hidden by the source: it is not zero.",
    ZERO: "A pair of regions without a row is nobody.",
    UNKNOWN: "The file does not say whether its figures are a full count or a sample.",
}
INSIDE_GROUPS = (
    "People who moved inside one group are in no figure here: they are counted where the group is "
    "open, and where all places are shown."
)
POOLED = (
    "Each figure is of one year, averaged over the years of its interval: it is never added to "
    "figures of single years."
)
FRACTIONS = "The file has fractions of persons: they are summed as they are, and rounded on screen."
SPANS = {
    1: ("one year", "one-year"),
    2: ("two years", "two-year"),
    3: ("three years", "three-year"),
    4: ("four years", "four-year"),
    5: ("five years", "five-year"),
    10: ("ten years", "ten-year"),
}
SPAN = ("each interval", "shown")
COLLECTIONS_NAMED = {
    FULL: "Full counts",
    SAMPLE: "Sample counts",
    MODELLED: "Modelled estimates",
    UNKNOWN: "Figures of the reader's file",
}
UNGROUPED = "Not grouped"
WHOLE = "All regions together"
CATEGORY_TABLE = "Moves by category"
CATEGORY_DEFINITION = "The same moves, of the people who are chosen."
EVERYBODY = "of all categories"
NO_CATEGORY = "The file does not split its movers by it."
WHOLE_TABLE = "All movers of the file"
REGIONAL = "regional"


def texts() -> Iterator[str]:
    """Every sentence here that a page may show, for its languages."""
    for name, held in globals().items():
        if not name.isupper() or name in KEYS:
            continue
        values = held.values() if isinstance(held, dict) else (held,)
        for one in values:
            yield from (one,) if isinstance(one, str) else one


KEYS = frozenset(("MOVES", "LIVED", "STOCK", "COUNTS", "FULL", "SAMPLE", "MODELLED", "UNKNOWN",
                  "COLLECTIONS", "UNEXPANDED", "HIDDEN", "ZERO", "ABSENT", "KEYS"))  # fmt: skip
"""Constants that are words of answers, which nobody reads."""
