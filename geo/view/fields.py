"""The fields of the address, one record each.

The page, the API, the OpenAPI text and the README's list of parameters all come from these
records: adding a parameter means one attribute of :class:`geo.view.view.View` and one record here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from geo.disparity.series import SERIES
from geo.flows.question import RANK
from geo.sites.challenges import CHALLENGE
from geo.sites.sites import KEYS as SITE_KEYS
from geo.view.checks import (
    ALLOWED_TRIAL,
    ALLOWED_WEIGHTS,
    Check,
    check_breaks,
    check_compare,
    check_place,
    check_top,
    check_trial,
    check_weights,
    check_year,
    choice,
    listed,
    zones_and_codes,
)
from geo.view.view import LAYERS, NONE, View, Vocabulary
from geo.world.regions import SCHEMES

# One parameter of the address.


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
        ``zones`` lists zones and regions, ``breaks`` may be numbers, ``place`` is picked on the
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


DIRECTIONS = ("gross", "in", "out", "net")
VIEWS = (
    "map", "intervals", "zones", "disparity", "indicators", "sites", "lessons", "assessment",
    "table", "sources",
)  # fmt: skip
SCALES = ("locked", "free")
LIT = tuple(f"{x}{y}" for x in (1, 2, 3) for y in (1, 2, 3))


FIELDS: tuple[Field, ...] = (
    Field(
        "period",
        "period",
        *choice(lambda v, s: v.periods),
        "choice",
        "five-year interval",
        scrubbed=True,
        role="period",
    ),
    Field(
        "from",
        "origins",
        *listed(zones_and_codes, ""),
        "list",
        "where people moved from",
        role="zones",
    ),
    Field(
        "to",
        "destinations",
        *listed(zones_and_codes, ""),
        "list",
        "where people moved to",
        role="zones",
    ),
    Field(
        "scheme",
        "scheme",
        *choice(lambda v, s: tuple(scheme.key for scheme in SCHEMES)),
        "choice",
        "how provinces are grouped into zones",
        role="scheme",
    ),
    Field(
        "direction",
        "direction",
        *choice(lambda v, s: DIRECTIONS),
        "choice",
        "both ways, arrivals or departures of the chosen province, or one net line a pair",
    ),
    Field(
        "measure",
        "measure",
        *choice(lambda v, s: v.measures),
        "choice",
        "what the width of a corridor shows",
    ),
    Field(
        "rank",
        "rank",
        *choice(lambda v, s: ("", *RANK)),
        "choice",
        "what corridors are ranked by; empty means by the measure shown",
    ),
    Field(
        "top",
        "top",
        check_top,
        lambda v, s: f"a whole number from 1 to {v.corridors}, or all",
        "count",
        "how many corridors are drawn",
        scrubbed=True,
    ),
    Field(
        "shade",
        "shade",
        *choice(lambda v, s: v.shades),
        "choice",
        "what the provinces are shaded by",
    ),
    Field(
        "breaks",
        "breaks",
        check_breaks,
        lambda v, s: "natural, quantile, or up to five rising numbers",
        "text",
        "how the shades are classed",
        role="breaks",
    ),
    Field(
        "scale",
        "scale",
        *choice(lambda v, s: SCALES),
        "choice",
        "one scale for all intervals, or one fitted to each",
    ),
    Field(
        "layers",
        "layers",
        *listed(lambda v, s: LAYERS, NONE),
        "list",
        "what the map draws, or none",
    ),
    Field(
        "against",
        "against",
        *choice(lambda v, s: ("", *v.periods)),
        "choice",
        "interval to compare with; empty means the one before, or the next for the first",
    ),
    Field(
        "indicator",
        "indicator",
        *choice(lambda v, s: tuple(series.key for series in SERIES)),
        "choice",
        "series whose disparity is measured",
    ),
    Field(
        "year",
        "year",
        check_year,
        lambda v, s: "a year with four digits",
        "text",
        "year of the disparity view",
    ),
    Field(
        "lit",
        "lit",
        *choice(lambda v, s: ("", *LIT)),
        "text",
        "class of the two-way map that stays lit",
    ),
    Field(
        "topic",
        "topic",
        *choice(lambda v, s: ("", *v.topics)),
        "choice",
        "topic of the policy acts that stay lit",
    ),
    Field(
        "site",
        "site",
        *choice(lambda v, s: v.sites),
        "choice",
        "pilot site whose lesson travels",
    ),
    Field(
        "weights",
        "weights",
        check_weights,
        lambda v, s: ALLOWED_WEIGHTS,
        "text",
        "how much each variable counts when provinces are compared; empty means all the same",
    ),
    Field("sites", "sites", *listed(lambda v, s: SITE_KEYS, ""), "list", "which sites are shown"),
    Field(
        "challenge",
        "challenge",
        *choice(lambda v, s: ("", *CHALLENGE)),
        "choice",
        "challenge that is marked",
    ),
    Field(
        "trial", "trial", check_trial, lambda v, s: ALLOWED_TRIAL, "text", "first day of a trial"
    ),
    Field(
        "target",
        "target",
        *choice(lambda v, s: ("", *v.regions)),
        "text",
        "province that the lesson sheet is held against; empty means the nearest",
    ),
    Field(
        "place",
        "place",
        check_place,
        lambda v, s: "a province code, corridors such as 34-31, or the name of a site or network",
        "text",
        "what is chosen",
        role="place",
    ),
    Field(
        "compare",
        "compare",
        check_compare,
        lambda v, s: "a province code, a corridor such as 34-31, or an interval",
        "text",
        "what the chosen place is held against",
    ),
    Field("view", "view", *choice(lambda v, s: VIEWS), "choice", "which tab is open", role="view"),
    Field("lang", "lang", *choice(lambda v, s: v.languages), "choice", "language of the page"),
)
