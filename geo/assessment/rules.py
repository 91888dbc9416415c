"""What a row of a filled assessment template must hold: every flaw is a column and a reason."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from geo.world.places import slug

VALUE, SITE = "value", "site"
PLACE = ("province_code", "lon", "lat", "partner", "partner_type")
COLUMNS = ("kind", "site", "indicator", "asks", "value", "date", "source", *PLACE)
PARTNER_TYPES = ("government", "academic", "NGO")
WHOLE_NUMBERS = ("Q07", "Q08")
ANYWHERE = ((-180.0, 180.0), (-90.0, 90.0))
FIRST_YEAR, LAST_YEAR = 1949, 2100
MOST_TEXT = 1_000
QUANTITATIVE = "quantitative"
INVISIBLE = ("Cc", "Cf", "Zl", "Zp")
"""Unicode categories of signs that could make one name look like another."""
_NUMBER = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,10})?", re.ASCII)
_DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", re.ASCII)

Flaw = tuple[str, str]
Row = Mapping[str, str]


@dataclass(frozen=True)
class Known:
    """What a row is held against: slugs of sites, kind by indicator, codes of regions.

    ``taken`` are slugs of other places, which no new site can have; ``box`` holds the degrees of
    longitude and of latitude that the world lies between.
    """

    sites: frozenset[str]
    kinds: Mapping[str, str]
    regions: frozenset[str]
    taken: frozenset[str] = frozenset()
    box: tuple[tuple[float, float], tuple[float, float]] = ANYWHERE


def value_flaws(row: Row, known: Known, taken: Collection[tuple[str, str, str]]) -> list[Flaw]:
    """What is wrong with a row that reports a value; empty when nothing is.

    Parameters
    ----------
    row : mapping
        Texts by column.
    known : Known
        What exists.
    taken : collection
        Site, indicator and date of the values accepted so far.

    Examples
    --------
    >>> known = Known(frozenset({"diqing"}), {"Q08": "quantitative"}, frozenset())
    >>> row = {"kind": "value", "site": "Diqing", "indicator": "Q08", "value": "0",
    ...     "date": "2004-06-30", "source": "Report"}
    >>> value_flaws(row, known, ())
    []
    >>> value_flaws({**row, "value": "many"}, known, ())
    [('value', 'not a number of 0 or more, written like 1200 or 12.5')]
    """
    flaws: list[Flaw] = []
    if row["kind"] != VALUE:
        flaws.append(("kind", "not value or site"))
    if slug(row["site"]) not in known.sites:
        flaws.append(("site", "no such site; a new one needs its own row of kind site"))
    kind = known.kinds.get(row["indicator"])
    if kind is None:
        flaws.append(("indicator", "no such indicator; expected one of " + ", ".join(known.kinds)))
    else:
        flaws += _measured(row["value"], row["indicator"], kind == QUANTITATIVE)
    flaws += _dated(row["date"])
    flaws += _sourced(row["source"])
    if (slug(row["site"]), row["indicator"], row["date"]) in taken:
        flaws.append(("date", "this site and indicator have a value of this date already"))
    return flaws


def site_flaws(row: Row, known: Known, sites: Collection[str]) -> list[Flaw]:
    """What is wrong with a row that adds a site; ``sites`` are the slugs that are taken."""
    flaws: list[Flaw] = []
    place = slug(row["site"])
    if not re.search(r"[^\W\d_]", place) or len(place) > 80 or "," in place:
        flaws.append(("site", "a site needs a name with letters, up to 80 signs, no comma"))
    elif any(unicodedata.category(sign) in INVISIBLE for sign in place):
        flaws.append(("site", "the name has an invisible sign"))
    elif place in sites:
        flaws.append(("site", "a site of this name exists already"))
    elif place in known.taken:
        flaws.append(("site", "another place has this name already; choose another one"))
    if row["province_code"] not in known.regions:
        flaws.append(("province_code", "not the code of a {region} with statistics"))
    for column, (low, high) in zip(("lon", "lat"), known.box, strict=True):
        number = _NUMBER.fullmatch(row[column])
        if not number or not low <= float(row[column]) <= high:
            flaws.append((column, f"not degrees from {low:g} to {high:g}"))
    if row["partner_type"] not in ("", *PARTNER_TYPES):
        flaws.append(("partner_type", "not one of " + ", ".join(PARTNER_TYPES)))
    if len(row["partner"]) > MOST_TEXT:
        flaws.append(("partner", f"longer than {MOST_TEXT} signs"))
    if row["value"] or row["indicator"]:
        flaws.append(("value", "a row of kind site holds no value"))
    return [*flaws, *_sourced(row["source"])]


def _measured(text: str, indicator: str, quantitative: bool) -> list[Flaw]:
    number = _NUMBER.fullmatch(text)
    if not text:
        return [("value", "no value; leave date and source empty too, or enter one")]
    if not quantitative:
        if number:
            return [("value", "a number where words are asked for")]
        return [("value", f"longer than {MOST_TEXT} signs")] if len(text) > MOST_TEXT else []
    if not number or text.startswith("-"):
        return [("value", "not a number of 0 or more, written like 1200 or 12.5")]
    if indicator in WHOLE_NUMBERS and not float(text).is_integer():
        return [("value", "people are counted in whole numbers")]
    return []


def _dated(text: str) -> list[Flaw]:
    parts = _DATE.fullmatch(text)
    if not parts:
        return [("date", "no date; expected year-month-day, such as 2004-06-30")]
    try:
        day = date(*map(int, parts.groups()))
    except ValueError:
        return [("date", "no such day")]
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        return [("date", f"a year outside {FIRST_YEAR} to {LAST_YEAR}")]
    return []


def _sourced(text: str) -> list[Flaw]:
    if not text:
        return [("source", "no source")]
    return [("source", f"longer than {MOST_TEXT} signs")] if len(text) > MOST_TEXT else []
