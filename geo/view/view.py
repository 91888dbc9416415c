"""The view: what a reader asks for, as plain words, and the words that the data allows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass

LAYERS = (
    *("regions", "borders", "zones", "corridors", "halves", "nearest"),
    *("sites", "networks", "labels"),
)
SHOWN_AT_FIRST = ("regions", "corridors", "sites", "networks", "labels")
NONE = "none"
ALL = "all"


@dataclass(frozen=True)
class Vocabulary:
    """The words that the loaded data allows in an address.

    Attributes
    ----------
    periods, regions, places, shades, languages, measures : tuple of str
        Allowed values; ``places`` are slugs of sites, networks and their ends.
    topics : tuple of str
        Topics of the policy acts, spelled for the address.
    sites : tuple of str
        Slugs of the pilot sites that have a place on the map.
    zones : mapping
        Scheme key to its zone keys.
    corridors : int
        Number of directed corridors, the most that ``top`` can ask for.
    """

    periods: tuple[str, ...]
    regions: tuple[str, ...]
    places: tuple[str, ...]
    shades: tuple[str, ...]
    measures: tuple[str, ...]
    languages: tuple[str, ...]
    topics: tuple[str, ...]
    sites: tuple[str, ...]
    zones: Mapping[str, tuple[str, ...]]
    corridors: int


@dataclass(frozen=True)
class View:
    """One legal view; every field is text as it stands in the address.

    Attributes
    ----------
    period : str
        Interval, such as ``1995-2000``.
    origins, destinations : str
        Zone keys of the scheme or two-digit codes, comma separated; empty means all.
    scheme, direction, measure, shade, breaks, scale, layers, view, lang : str
        See :data:`FIELDS`.
    rank : str
        What corridors are ranked by instead of the measure shown, or empty.
    top : str
        How many corridors are drawn, or ``all``.
    against : str
        Interval to compare with, or empty for a neighbouring one.
    indicator : str
        Series whose disparity is measured.
    year : str
        Year of the disparity view, or empty for the one nearest to the interval.
    lit : str
        Class of the two-way map that stays lit, as ``13``, or empty.
    topic : str
        Topic of the policy acts that stay lit, or empty.
    site : str
        Pilot site whose lesson travels.
    weights : str
        Weights of the variables that regions are compared by, as ``gdp:2,urban:1``; empty means
        equal ones.
    sites : str
        Words that the pilot sites are filtered by, or empty for all.
    challenge : str
        Challenge of the paper whose parts stay lit, or empty.
    trial : str
        First day of a trial, ``YYYY-MM-DD``, or empty.
    target : str
        Region that the lesson sheet is held against, or empty for the nearest one.
    place : str
        A region code, a corridor ``34-31``, a site or network slug, or empty.
    compare : str
        What the place is held against: a region code, a corridor, an interval, or empty.
    """

    period: str = "1995-2000"
    origins: str = ""
    destinations: str = ""
    scheme: str = "three-zone"
    direction: str = "gross"
    measure: str = "people"
    rank: str = ""
    top: str = "60"
    shade: str = "net"
    breaks: str = "natural"
    scale: str = "locked"
    layers: str = ",".join(SHOWN_AT_FIRST)
    against: str = ""
    indicator: str = "gdp_per_capita"
    year: str = ""
    lit: str = ""
    topic: str = ""
    site: str = "diqing"
    weights: str = ""
    sites: str = ""
    challenge: str = ""
    trial: str = ""
    target: str = ""
    place: str = ""
    compare: str = ""
    view: str = "map"
    lang: str = "en"

    def listed(self, attribute: str) -> tuple[str, ...]:
        """Return a comma list as a tuple.

        Examples
        --------
        >>> View(origins="west,34").listed("origins")
        ('west', '34')
        """
        text = str(asdict(self)[attribute])
        return tuple(text.split(",")) if text and text != NONE else ()
