"""Links between places that a reader's file adds: who sends, who receives, and by which source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from geo.assessment.rules import LINK, Known, text_flaws
from geo.lessons.similarity import keyed_sites
from geo.rows import rows_by_index, rows_of
from geo.world.places import slug
from geo.world.world import World

MISSING = "no such site or region; a new site needs its own row of kind site"
ENDS = {"from": "site", "to": "value"}
"""Column of the template that names each end: the sending place first, then the receiving one."""
Said = tuple[int, str, str, str]


def new_links(
    rows: Sequence[tuple[int, Mapping[str, str] | None]], known: Known
) -> tuple[list[dict[str, str]], list[Said]]:
    """Links that the rows of a file add, and what is wrong with those that cannot be added.

    Examples
    --------
    >>> known = Known(frozenset({"diqing"}), {}, frozenset({"A"}))
    >>> row = {"kind": "link", "site": "Diqing", "value": "A", "source": "Report", "indicator": "",
    ...     "date": "", "province_code": "", "lon": "", "lat": "", "partner": "",
    ...     "partner_type": ""}
    >>> new_links([(2, row)], known)
    ([{'row': '2', 'from': 'diqing', 'to': 'A', 'source': 'Report'}], [])
    >>> new_links([(2, {**row, "value": "Elm"})], known)[1]
    [(2, 'value', 'Elm', 'no such site or region; a new site needs its own row of kind site')]
    """
    new: list[dict[str, str]] = []
    flaws: list[Said] = []
    for line, row in rows:
        if row is None or row["kind"] != LINK:
            continue
        ends = {name: _end(row[column], known) for name, column in ENDS.items()}
        there = [one["row"] for one in new if ends == {name: one[name] for name in ENDS}]
        found = _flaws(row, known, ends, there)
        flaws += [(line, column, row[column], reason) for column, reason in found]
        if not found:
            new.append({"row": str(line), **ends, "source": row["source"]})
    return new, flaws


def _end(text: str, known: Known) -> str:
    """Slug of a site or code of a region that a text names; empty where it names none."""
    if slug(text) in known.sites:
        return slug(text)
    if text in known.regions:
        return text
    code = known.region_names.find(text)
    return known.site_names.find(text) or (code if code in known.regions else "")


def _flaws(
    row: Mapping[str, str], known: Known, ends: Mapping[str, str], there: Sequence[str]
) -> list[tuple[str, str]]:
    """What is wrong with a row of kind link."""
    flaws = [(ENDS[name], MISSING) for name, end in ends.items() if not end]
    if not flaws and ends["from"] == ends["to"]:
        flaws.append(("value", "both ends are the same place"))
    if there:
        flaws.append(("value", f"this link stands in row {there[0]} already"))
    rest = ("indicator", "date", "province_code", "lon", "lat", "partner", "partner_type")
    flaws += [(name, f"a row of kind link holds no {name}") for name in rest if row[name]]
    return [*flaws, *text_flaws("source", row["source"], needed=True)]


# Links as they are shown.


@dataclass(frozen=True)
class End:
    """One end of a link: its name, its position in degrees and the region that it lies in."""

    name: str
    lon: float
    lat: float
    region: str


@dataclass(frozen=True)
class Link:
    """A link that a reader loaded.

    Attributes
    ----------
    sends, receives : End
        Both ends.
    source : str
        As the file states it.
    """

    sends: End
    receives: End
    source: str

    @property
    def pair(self) -> tuple[str, str] | None:
        """The corridor that contains it; None where both ends lie in one region.

        Examples
        --------
        >>> ash, bay = End("Ash", 0, 0, "A"), End("Bay", 1, 1, "B")
        >>> Link(ash, bay, "").pair, Link(ash, End("Cove", 1, 1, "A"), "").pair
        (('A', 'B'), None)
        """
        ends = self.sends.region, self.receives.region
        return None if ends[0] == ends[1] else ends


def links_of(world: World) -> list[Link]:
    """The links that a reader loaded, each end a site or a region; a region is at its capital."""
    sites = keyed_sites(world.table("pilot_sites"))
    ends = {
        key: End(row["name"], row["lon"], row["lat"], row["region_code"])
        for key, row in rows_by_index(sites).items()
    } | {
        code: End(row["name_en"], row["anchor_lon"], row["anchor_lat"], code)
        for code, row in rows_by_index(world.counted).items()
    }
    return [
        Link(ends[row["from"]], ends[row["to"]], row["source"])
        for row in rows_of(world.loaded.links)
    ]
