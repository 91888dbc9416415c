"""What a data package declares of its world: words, plane, groupings, codes, what is measured."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Literal

import pydantic
from pydantic import StringConstraints
from pydantic_core import PydanticCustomError
from pyproj import CRS

from geo.shapes.crs import equal_area

if TYPE_CHECKING:  # a build that finds nothing to do loads no tables
    import pandas as pd

Words = Annotated[str, StringConstraints(pattern=r"\S")]
WRITTEN_FOR_KM = 4820.0  # width of the frame that lengths of arrows and bands are written for
LEAST_CONE_DEGREES = 0.01  # sum of the parallels below which the plane cannot be worked out
MOST_VARIABLES = 7  # colours that are told apart in one bar


class Record(pydantic.BaseModel):
    """A record of the file: frozen, of exact types, without unknown keys."""

    model_config = pydantic.ConfigDict(
        frozen=True, strict=True, extra="forbid", validate_default=True, regex_engine="python-re"
    )


class Noun(Record):
    """A word for one and for many, in the language of the package."""

    one: Words
    many: Words


class Phrases(Record):
    """Words that the messages of the page have a place for, beside the nouns.

    Attributes
    ----------
    regional
        Of a region.
    span, spanning, intervals
        How long an interval is, the same before a noun, and how many there are.
    aged, whom
        Who is counted, in brief, and in a sentence of its own that says whom not to mistake them
        for.
    movers, have_moved, have_left
        The people counted; what they did, behind *people who*; and the same of one corridor.
    origin_at, destination_at
        Where they were counted at the origin and at the destination.
    kept
        The people of a chosen category, behind a noun.
    collections, publisher, currency
        What counts them, in general, who prints the tables, in brief, and what money is counted in.
    findable
        What a reader may type to find a region.
    boundaries
        Where the outlines are from.
    brief_region, crossing, other_regions, seat
        A region, what lies between two, all but one, and where distances start, for languages
        that have short words for them (省, 省际, 外省, 省会) which hold for no other region.
    """

    regional: Words
    span: Words
    spanning: Words
    intervals: Words
    aged: Words
    whom: Words
    movers: Words
    have_moved: Words
    have_left: Words
    origin_at: Words
    destination_at: Words
    kept: Words = "of those chosen under Who"
    collections: Words
    publisher: Words
    currency: Words
    findable: Words
    boundaries: Words
    brief_region: Words = "region (in brief)"
    crossing: Words = "between regions (in brief)"
    other_regions: Words = "other regions (in brief)"
    seat: Words = "point of a region"


class Projection(Record):
    """The equal-area plane that a world is measured and drawn on, in degrees.

    The cone through two parallels that mirror each other at the equator is flat: they are refused.
    """

    parallels: tuple[float, float]
    longitude: float
    latitude: float

    @pydantic.field_validator("parallels")
    @classmethod
    def _cone_has_a_tip(cls, parallels: tuple[float, float]) -> tuple[float, float]:
        lower, upper = parallels
        if abs(lower + upper) < LEAST_CONE_DEGREES:
            words = {"lower": lower, "upper": upper, "other": upper + 1}
            said = (
                "found {lower} and {upper}, which the equator mirrors, expected two that it does "
                "not: for a country at the equator such as {lower} and {other}"
            )
            raise PydanticCustomError("rule", said, words)
        return parallels

    @property
    def plane(self) -> CRS:
        """The coordinate system, in metres."""
        return equal_area(self.parallels, self.longitude, self.latitude)


class Frame(Record):
    """What the map shows at first: the box round its regions, and how far land is drawn.

    Attributes
    ----------
    longitude, latitude, width_km, height_km
        Middle of the box in degrees, and its size on the plane of the map.
    south, north
        Latitudes beyond the drawn land, where the map is clipped.
    aside_km
        How far a wide frame may set the box to the right: land is drawn to there in the west.
    """

    longitude: float
    latitude: float
    width_km: float
    height_km: float
    south: float
    north: float
    aside_km: float = 0.0

    @property
    def scale(self) -> float:
        """Width over that of the frame which lengths of drawn shapes are written for.

        Examples
        --------
        >>> small = {"longitude": 0.0, "latitude": 9.0, "south": 0.0, "north": 20.0}
        >>> Frame(**small, width_km=482.0, height_km=400.0).scale
        0.1
        """
        return self.width_km / WRITTEN_FOR_KM


class PlaceCodes(Record):
    """How a code of a place names the region that it lies in, as patterns.

    Attributes
    ----------
    region
        Its one group is the code of the region; a code without a match lies in none.
    whole
        Found in the codes of places that are a whole region.
    """

    region: Words
    whole: Words

    def regions(self, codes: pd.Series) -> pd.Series:
        """Region of each place code, missing where it has none."""
        found: pd.Series = codes.str.extract(self.region, expand=False)
        return found

    def region_at(self, code: str) -> str:
        """Region of one place code; empty where it has none."""
        found = re.search(self.region, code)
        return found.group(1) if found else ""

    def is_whole(self, code: str) -> bool:
        """Tell whether a code is that of a whole region."""
        return bool(re.search(self.whole, code))


class OtherNames(Record):
    """Names that a search and an address find a region by, beside those of its table.

    Attributes
    ----------
    source
        Where they are from.
    names
        By the code of the region, in any script; a name that several regions have finds them all
        in a search, and none in an address.
    """

    source: Words
    names: dict[Words, tuple[Words, ...]]


class Former(Record):
    """Regions that are no more: a search says so, and takes none for another of nearly its name.

    Attributes
    ----------
    source
        Where they are from.
    names
        What each was called, in any script; the first is shown.
    """

    source: Words
    names: tuple[tuple[Words, ...], ...]


class Zone(Record):
    """One zone of a scheme: its key in the address and its name.

    `tint` is its place in the colours of zones; its place in the scheme by default. `inside` is its
    name inside a sentence, behind "from" or "to"; the title by default.
    """

    key: Words
    title: Words
    tint: int | None = None
    inside: Words | None = None


class Group(Record):
    """A group of regions by the code that stands for it in an address, and its name."""

    code: Words
    name: Words


class Level(Record):
    """How much of a world of very many regions is shown by groups of regions.

    Attributes
    ----------
    grouping
        What a group is, as the file names its column.
    regions
        What the regions are that a group is opened to, many.
    opened
        Groups that are shown by their own regions.
    shut
        Codes of those that stand as one region.
    inside
        People who moved inside one of them, by interval: no corridor has them.
    """

    grouping: Words
    regions: Words
    opened: tuple[Group, ...] = ()
    shut: tuple[Words, ...] = ()
    inside: dict[str, float] = {}


class OpenedLine(Record):
    """One line of the report on a reader's file.

    Attributes
    ----------
    kind, part
        A key of the words for it, and the part of the report: ``accepted``, ``rejected``,
        ``aside`` or ``told``.
    rows, persons
        Rows that it is about, and the people in them where they can be read.
    values
        What else its words need.
    """

    kind: Words
    part: Literal["accepted", "rejected", "aside", "told"]
    rows: int
    persons: float | None = None
    values: dict[str, str | float] = pydantic.Field(default_factory=dict)


class Opened(Record):
    """The file of a reader that a world is made of.

    Attributes
    ----------
    files
        Names as the reader sees them.
    rows_read
        Rows of a list, or cells where a row has several figures; those accepted, rejected and set
        aside add up to it.
    is_matrix
        Whether it is cells that were read, and not rows.
    lines
        The report.
    boundaries
        Name of the boundary file; empty where there is none.
    crs, crs_by
        Its coordinate system, and who says so: the file, the reader, or nobody, where it is only
        proposed.
    meant
        Names of the file that the reader gave a place, with the name of the place; empty for one
        that was left aside.
    """

    files: tuple[str, ...]
    rows_read: int
    is_matrix: bool = False
    lines: tuple[OpenedLine, ...] = ()
    boundaries: str = ""
    crs: str = ""
    crs_by: Literal["file", "reader", "nobody"] = "file"
    meant: dict[str, str] = pydantic.Field(default_factory=dict)


class Scheme(Record):
    """One way of grouping the regions.

    Attributes
    ----------
    key, title
        The word in the address, and its name.
    column
        Column of the regions table that holds the zone key of each region.
    zones
        In reading order; every region with statistics belongs to exactly one.
    together
        The zones as the end of a sentence names them; the title by default.
    on_cards
        Whether the card of a region says its zone.
    note
        What a reader must know of who belongs where, in a sentence or two; nothing by default.
    """

    key: Words
    title: Words
    column: Words
    zones: tuple[Zone, ...] = pydantic.Field(min_length=1)
    together: Words | None = None
    on_cards: bool = False
    note: Words | None = None

    @property
    def keys(self) -> tuple[str, ...]:
        """Zone keys in reading order."""
        return tuple(zone.key for zone in self.zones)

    @property
    def is_grouped(self) -> bool:
        """Whether zones stand beside one another: one alone groups nothing."""
        return len(self.zones) > 1

    def zone(self, key: str) -> Zone:
        """Return the zone of this key, or raise KeyError."""
        return {zone.key: zone for zone in self.zones}[key]

    def tint(self, key: str) -> int:
        """Place of a zone in the colours of zones."""
        tint = self.zone(key).tint
        return self.keys.index(key) if tint is None else tint


class Split(Record):
    """A region that was a part of another one, and what its tables did with the years before.

    Attributes
    ----------
    part, whole
        Codes of the region that was split off, and of the one that it was split from.
    year
        First year that it was a region of its own.
    event
        What happened when, in a sentence.
    sources, moves
        What the sources of the indicators did with the years before, and the tables of moves.
    """

    part: Words
    whole: Words
    year: int
    event: Words
    sources: Words
    moves: Words


class InsideMove(Record):
    """What a table takes for a move inside a region.

    Attributes
    ----------
    key, title
        Its word in the tables, and where people moved to or how it is counted, in a few words.
    kind, note
        Kind of region that it counts otherwise, and what must be known of it there; both or none.
    """

    key: Words
    title: Words
    kind: Words | None = None
    note: Words | None = None


class CategoryValue(Record):
    """One choice of a category: a value of its column, or several of them together.

    Attributes
    ----------
    key, title
        The word in the address, and its name in a list.
    kept
        The people who have it, behind a noun, such as *from villages*.
    of
        Values of the column that it takes together; its key alone where it names none.
    """

    key: Words
    title: Words
    kept: Words
    of: tuple[Words, ...] = ()

    @property
    def values(self) -> tuple[str, ...]:
        """Values of the column that it takes.

        Examples
        --------
        >>> CategoryValue(key="old", title="Old", kept="of old people").values
        ('old',)
        """
        return self.of or (self.key,)


class Category(Record):
    """A way of splitting movers that readers ask for.

    Attributes
    ----------
    key, title
        The word in the address, and its name inside a sentence. The column of a flow table that
        holds it has the same name, with underscores.
    instead
        What a search answers where the table has no such column.
    names
        What readers may write to find it, in any script.
    values
        What can be chosen of it, in reading order; none where no table has it.
    """

    key: Words
    title: Words
    instead: Words
    names: tuple[Words, ...] = ()
    values: tuple[CategoryValue, ...] = ()

    @property
    def column(self) -> str:
        """Column of a flow table that holds it."""
        return self.key.replace("-", "_")

    @property
    def by_word(self) -> dict[str, CategoryValue]:
        """Its choices as an address spells them."""
        return {f"{self.key}:{one.key}": one for one in self.values}

    def among(self, text: str) -> tuple[CategoryValue, ...]:
        """Its choices among the entries of an address.

        Examples
        --------
        >>> values = (CategoryValue(key="old", title="Old", kept="of old people"),)
        >>> age = Category(key="age", title="age", instead="none", values=values)
        >>> [one.title for one in age.among("sex:men,age:old")], age.among("")
        (['Old'], ())
        """
        asked = text.split(",")
        return tuple(one for word, one in self.by_word.items() if word in asked)


class Senders(Record):
    """A choice of whom to count that says how far a region sends those whom the paper is about.

    Attributes
    ----------
    choice
        The categories that are kept, as an address spells them.
    category
        Category of the paper's statements on regions that it answers; none where the world has
        none.
    """

    choice: Words
    category: Words | None = None


class FlowTable(Record):
    """One way of counting who moved: a table of origins and destinations, and what it counts.

    Attributes
    ----------
    key, title
        The word in the address, and its name in a list.
    flows, periods
        Datasets of its moves and of its intervals.
    within
        Dataset of moves inside regions that are counted in the same way, or None.
    definition
        Who is counted, in a sentence: it stands beside figures of another table.
    everybody
        The people of all categories, behind a noun; for a table with categories.
    phrases
        Words that its messages have in the place of those of the package; ``{kept}`` is the place
        of the people who are kept.
    senders
        What the card of a region ranks it by among the senders of one choice, or None.
    """

    key: Words
    title: Words
    definition: Words
    everybody: str = ""
    flows: Words = "flows"
    periods: Words = "periods"
    within: Words | None = None
    phrases: dict[Words, Words] = pydantic.Field(default_factory=dict)
    senders: Senders | None = None


class Pairing(Record):
    """A shade made of two others.

    Attributes
    ----------
    key, title
        The word in the address, and its name.
    x
        Shade along the first axis.
    y
        Shades for the second axis; the one whose year is nearest to the end of the interval is
        used, the first of them on a tie. They are never joined or mixed in one interval.
    x_title, y_title
        Names of the two axes.
    same_year
        True where only figures of the last year of the interval will do.
    """

    key: Words
    title: Words
    x: Words
    y: tuple[Words, ...] = pydantic.Field(min_length=1)
    x_title: Words
    y_title: Words
    same_year: bool = False


class Weight(Record):
    """A population that weighs: the indicator that counts it, and what it is in words."""

    indicator: Words
    meant: Words


class Series(Record):
    """One series of values per head whose disparity is measured.

    Attributes
    ----------
    key
        The word in the address.
    title, meant, unit, definition
        Plain English; `meant` is the title inside a sentence, and the definition says what the
        value is and what it must not be joined to.
    figure
        Indicator whose printed figures it is made of.
    brief
        What tells it from another series of the same figure, in a word or two; empty where there
        is none.
    worth
        Where the figure is a sum, what one unit of it is worth in units of the series: it is then
        divided by the weight. None where the figure is a value per head already.
    decimals
        Digits after the point to print.
    """

    key: Words
    title: Words
    meant: Words
    unit: Words
    definition: Words
    figure: Words
    brief: str = ""
    worth: int | None = None
    decimals: int = pydantic.Field(default=0, ge=0)


class Disparity(Record):
    """What is measured of the gap between regions: series, and populations that weigh.

    The populations are of different years: a year takes the one that counts it.
    """

    weights: tuple[Weight, ...] = ()
    series: tuple[Series, ...] = ()

    @property
    def named(self) -> dict[str, Series]:
        """Series by key."""
        return {one.key: one for one in self.series}

    @property
    def weight_indicators(self) -> tuple[str, ...]:
        """Indicators that weigh."""
        return tuple(one.indicator for one in self.weights)


class Figure(Record):
    """One indicator of a region that both ends of a corridor show.

    Attributes
    ----------
    key
        Its name in a table of figures.
    title, unit
        Plain English.
    table
        ``shading`` (its year rule holds) or ``disparity_values`` (complete years only).
    names
        Indicators that shade the map, or series of `disparity`; the preferred one first.
    decimals
        Digits after the point to print.
    persons
        How many people one unit is, where people are counted.
    signed
        True where a figure is written with its sign.
    gap
        Rank of corridors by the gap in it, for a figure of series alone; none by default.
    """

    key: Words
    title: Words
    unit: Words
    table: Literal["shading", "disparity_values"]
    names: tuple[Words, ...] = pydantic.Field(min_length=1)
    decimals: int = pydantic.Field(default=0, ge=0)
    persons: int | None = None
    signed: bool = False
    gap: Literal["gdp", "income"] | None = None

    @pydantic.field_validator("gap")
    @classmethod
    def _gaps_are_of_series(cls, gap: str | None, info: pydantic.ValidationInfo) -> str | None:
        if gap and info.data.get("table") == "shading":
            said = "found {gap}, expected none: a gap is of series of complete years"
            raise PydanticCustomError("rule", said, {"gap": repr(gap)})
        return gap


class Variable(Record):
    """One variable that regions are compared by.

    Attributes
    ----------
    key
        The word in the address.
    title, unit, definition, reason
        Plain English; the reason says why the variable bears on a lesson that travels.
    table, column
        An indicator of the table of indicators, or a column of the margins of the flows.
    logged
        True where ratios count and not differences.
    signed
        True where a figure is written with its sign.
    decimals
        Digits after the point to print.
    """

    key: Words
    title: Words
    unit: Words
    definition: Words
    reason: Words
    table: Literal["indicators", "region_flows"]
    column: Words
    logged: bool = False
    signed: bool = False
    decimals: int = pydantic.Field(default=1, ge=0)


class Likeness(Record):
    """What regions are compared by: every variable in the complete year nearest to one year."""

    year: int
    variables: tuple[Variable, ...] = pydantic.Field(min_length=1, max_length=MOST_VARIABLES)

    @property
    def named(self) -> dict[str, Variable]:
        """Variables by key."""
        return {one.key: one for one in self.variables}
