"""The view: what a reader asks for. Each attribute is the record of one field of the address.

Page, API, its description, the README and the browser's spec come from these records: a field of
the address is one line here, and a control with its name.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, replace
from typing import Any

from geo.view.checks import (
    NONE,
    Kind,
    any_of,
    breaks_or_one_of,
    camera,
    categories,
    compared,
    count_or_all,
    day,
    filtered_by,
    one_of,
    open_world,
    place,
    sorted_by,
    weights_of,
    year,
    zones_and_regions,
)
from geo.view.expected import Expected
from geo.view.vocabulary import Vocabulary

DIRECTIONS = ("gross", "in", "out", "net")
LOCKED = "locked"
SCALES = (LOCKED, "free")
BY_ZONE = "zone"
INKS = ("one", BY_ZONE)
BREAKS = ("natural", "quantile")
LIT = tuple(f"{x}{y}" for x in (1, 2, 3) for y in (1, 2, 3))
FIRST_YEAR, LAST_YEAR = 1949, 2030
OLD_LAYERS = {"provinces": "regions"}
_ASKED = "asked"


@dataclass(frozen=True)
class Field:
    """One parameter of the address.

    Attributes
    ----------
    name : str
        Key in the address.
    attribute : str
        Attribute of :class:`View`; differs from ``name`` where Python reserves the word.
    kind : Kind
        What its text may be.
    meaning : str
        One line for the API description.
    title : str
        What a reader calls it, in files that say what was asked.
    default : str
        Text at first, unless the world says otherwise.
    scrubbed : bool
        True when the field is moved through quickly; such changes replace the last history entry.
    role : str
        What the browser does with it beyond its kind: ``period`` steps, ``scheme`` names the zones,
        ``zones`` lists zones and regions, ``breaks`` may be numbers, ``place`` is picked on the
        map, ``camera`` is moved there, ``sort`` orders tables, ``filter`` keeps some of
        their rows, ``view`` is a tab. Empty for all others.
    figures : bool
        False when it changes no figure of a scene: only which tab, card or words are shown.
    local : bool
        True when the browser alone follows it: it changes nothing that is asked of the server, and
        links of the page keep it.
    always : bool
        True when each address names it, what is usual in this world too, unless that is nothing.
    """

    name: str
    attribute: str
    kind: Kind
    meaning: str
    title: str = ""
    default: str = ""
    scrubbed: bool = False
    role: str = ""
    figures: bool = True
    local: bool = False
    always: bool = False

    def at_home(self, vocabulary: Vocabulary) -> str:
        """Text at first in this world."""
        return vocabulary.home.get(self.attribute, self.default)

    def allowed(self, vocabulary: Vocabulary, scheme: str) -> Expected:
        """What is legal, in words."""
        return self.kind.allowed(vocabulary, scheme)

    def words(self, vocabulary: Vocabulary) -> list[str]:
        """Legal words of a choice, nothing among them where that is one; none for other kinds."""
        if self.kind.control != "choice":
            return []
        return list(self.kind.words(vocabulary, vocabulary.home.get("scheme", "")))


def asked(kind: Kind, meaning: str, default: str = "", name: str = "", **more: Any) -> Any:
    """Declare an attribute of the view as a field of the address.

    Takes the attributes of :class:`Field`; the name is that of the attribute by default.
    """
    metadata = {_ASKED: {"kind": kind, "meaning": meaning, "name": name, **more}}
    return dataclasses.field(default=default, metadata=metadata)


@dataclass(frozen=True)
class View:
    """One legal view; every field is text as it stands in the address.

    Comma lists are empty for all, other texts are empty for nothing or for what is usual.
    """

    flows: str = asked(
        one_of("flow-tables"),
        "flow table: who is counted, and how",
        role="flows",
        title="Flow table",
    )
    category: str = asked(
        categories("categories", "all-categories"),
        "people of the flow table that are kept; empty means everybody",
        role="category",
        title="People kept",
    )
    period: str = asked(
        one_of("periods"), "interval", scrubbed=True, role="period", title="Interval"
    )
    origins: str = asked(
        any_of(zones_and_regions, named=True),
        "where people moved from",
        name="from",
        role="zones",
        title="Origin",
    )
    destinations: str = asked(
        any_of(zones_and_regions, named=True),
        "where people moved to",
        name="to",
        role="zones",
        title="Destination",
    )
    scheme: str = asked(
        one_of("schemes"), "how regions are grouped into zones", role="scheme", title="Zones"
    )
    direction: str = asked(
        one_of(DIRECTIONS),
        "both ways, arrivals or departures of the chosen region, or one net line a pair",
        "gross",
        title="Direction",
    )
    measure: str = asked(
        one_of("measures"), "what the width of a corridor shows", "people", title="Measure"
    )
    rank: str = asked(
        one_of("ranks", or_none=True),
        "what corridors are ranked by; empty means by the measure shown",
        title="Ranked by",
    )
    top: str = asked(
        count_or_all(), "how many corridors are drawn", "60", scrubbed=True, title="Corridors drawn"
    )
    shade: str = asked(one_of("shades"), "what the regions are shaded by", "net", title="Shade")
    breaks: str = asked(
        breaks_or_one_of(BREAKS),
        "how the shades are classed",
        "natural",
        role="breaks",
        title="Classes",
    )
    ink: str = asked(
        one_of(INKS),
        "one colour for all corridors, or that of the zone they leave",
        "one",
        figures=False,
        title="Colour of corridors",
    )
    scale: str = asked(
        one_of(SCALES), "one scale for all intervals, or one fitted to each", LOCKED, title="Scale"
    )
    layers: str = asked(
        any_of("layers", NONE, OLD_LAYERS), "what the map draws, or none", NONE, title="Layers"
    )
    against: str = asked(
        one_of("periods", or_none=True),
        "interval to compare with; empty means the one before, or the next for the first",
        figures=False,
        title="Compared with",
    )
    indicator: str = asked(
        one_of("indicators"), "series whose disparity is measured", figures=False, title="Indicator"
    )
    year: str = asked(
        year(FIRST_YEAR, LAST_YEAR), "year of the disparity view", figures=False, title="Year"
    )
    merge: str = asked(
        one_of("splits", or_none=True),
        "region that was split from another one and is taken as one with it; empty means apart",
        figures=False,
        title="Taken as one",
    )
    lit: str = asked(
        one_of("lit", or_none=True, control="text"),
        "class of the two-way map that stays lit",
        figures=False,
        title="Class that stays lit",
    )
    topic: str = asked(
        one_of("topics", or_none=True),
        "topic of the policy acts that stay lit",
        figures=False,
        title="Topic",
    )
    site: str = asked(
        one_of("sites", named=True), "pilot site whose lesson travels", figures=False, title="Site"
    )
    weights: str = asked(
        weights_of("weights"),
        "how much each variable counts when regions are compared; empty means all the same",
        figures=False,
        title="Weights",
    )
    sites: str = asked(
        any_of("site-filters"), "which sites are shown", figures=False, title="Sites shown"
    )
    challenge: str = asked(
        one_of("challenges", or_none=True),
        "challenge that is marked",
        figures=False,
        title="Challenge",
    )
    trial: str = asked(
        day(FIRST_YEAR, LAST_YEAR),
        "first day of a trial",
        figures=False,
        title="First day of a trial",
    )
    target: str = asked(
        one_of("regions", or_none=True, control="text", named=True),
        "region that the lesson sheet is held against; empty means the nearest",
        figures=False,
        title="Held against",
    )
    order: str = asked(
        one_of("orders"),
        "how regions stand in the matrix of pairs",
        "zone",
        figures=False,
        title="Order",
    )
    place: str = asked(place(), "what is chosen", role="place", title="Chosen")
    compare: str = asked(
        compared(),
        "what the chosen place is held against",
        figures=False,
        title="Held against the chosen",
    )
    camera: str = asked(
        camera(),
        "middle of the map and its zoom; empty means the whole country",
        scrubbed=True,
        role="camera",
        figures=False,
        local=True,
        title="Camera",
    )
    sort: str = asked(
        sorted_by("columns"),
        "how the rows of a table stand; empty means as they come",
        scrubbed=True,
        role="sort",
        figures=False,
        local=True,
        title="Order of a table",
    )
    filter: str = asked(
        filtered_by("filter-names", "filter-numbers"),
        "what the rows of the table of corridors hold; empty means all of them",
        scrubbed=True,
        role="filter",
        figures=False,
        local=True,
        title="Filters of the columns",
    )
    view: str = asked(
        one_of("tabs"), "which tab is open", "map", role="view", figures=False, title="Tab"
    )
    lang: str = asked(
        one_of("languages"), "language of the page", "en", figures=False, title="Language"
    )
    world: str = asked(
        open_world("worlds"),
        "the data that are asked about: those of a reader by their name; empty for the usual ones",
        always=True,
        title="Data",
    )
    home: Any = dataclasses.field(default=None, compare=False, repr=False)

    @property
    def at_home(self) -> View:
        """The view that the page of this world opens with."""
        home: View = self.home or View()
        return home

    def listed(self, attribute: str) -> tuple[str, ...]:
        """Return a comma list as a tuple.

        Examples
        --------
        >>> View(origins="west,A").listed("origins")
        ('west', 'A')
        """
        text = str(getattr(self, attribute))
        return tuple(text.split(",")) if text and text != NONE else ()


FIELDS: tuple[Field, ...] = tuple(
    Field(
        attribute=one.name, default=str(one.default), **{**said, "name": said["name"] or one.name}
    )
    for one in dataclasses.fields(View)
    if (said := one.metadata.get(_ASKED))
)
"""The fields of the address, in their declared order."""

UNSEEN = tuple(one.attribute for one in FIELDS if not one.figures)
"""Attributes that change no figure of a scene."""


def without_local(view: View) -> View:
    """Return a view without what the browser alone follows: two that are alike have one answer.

    Examples
    --------
    >>> without_local(View(top="20", camera="105,35,2")) == View(top="20")
    True
    """
    usual = {one.attribute: getattr(view.at_home, one.attribute) for one in FIELDS if one.local}
    return replace(view, **usual)


def home_view(vocabulary: Vocabulary) -> View:
    """Return the view that the page of a world opens with.

    Examples
    --------
    >>> home_view(Vocabulary(home={"period": "1991-2001"})).period
    '1991-2001'
    """
    home = View(**vocabulary.home)
    return replace(home, home=home)
