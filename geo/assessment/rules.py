"""What a row of a filled assessment template must hold: every flaw is a column and a reason."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from geo.assessment import spelling
from geo.assessment.names import Names
from geo.view.mending import fold
from geo.world.places import slug

VALUE, SITE, LINK = "value", "site", "link"
PLACE = ("province_code", "lon", "lat", "partner", "partner_type")
COLUMNS = ("kind", "site", "indicator", "asks", "value", "date", "source", *PLACE)
PARTNER_TYPES = ("government", "academic", "NGO")
WHOLE_NUMBERS = ("Q07", "Q08")
ANYWHERE = ((-180.0, 180.0), (-90.0, 90.0))
FIRST_YEAR = 1949
MOST_TEXT = 1_000
QUANTITATIVE = "quantitative"
NO_SITE = "no such site; a new one needs its own row of kind site"
NO_REGION = "not the code of a {region} with statistics"
NOTHING_SAID = "only stands for nothing, which is no report"

Flaw = tuple[str, str]
Row = Mapping[str, str]


@dataclass(frozen=True)
class Known:
    """What a row is held against.

    Attributes
    ----------
    sites : frozenset of str
        Slugs of the sites that a value can name.
    kinds, asks : mapping
        Kind and text by indicator.
    regions : frozenset of str
        Codes of regions that a new site can lie in.
    taken : frozenset of str
        Slugs of other places, which no new site can have.
    box : tuple
        Degrees of longitude and of latitude that the world lies between.
    site_names, region_names : Names
        Other spellings of sites and regions.
    region_of : mapping
        Code of the region of each site, where it is known.
    far_from : callable
        Code of a region, longitude and latitude give the kilometres from a point to the region;
        0 inside.
    today : date
        No report is later; the next day already has begun somewhere.
    comma : bool
        Whether decimals of the file may be parted by a comma.
    """

    sites: frozenset[str]
    kinds: Mapping[str, str]
    regions: frozenset[str]
    taken: frozenset[str] = frozenset()
    box: tuple[tuple[float, float], tuple[float, float]] = ANYWHERE
    asks: Mapping[str, str] = field(default_factory=dict)
    site_names: Names = field(default_factory=Names)
    region_names: Names = field(default_factory=Names)
    region_of: Mapping[str, str] = field(default_factory=dict)
    far_from: Callable[[str, float, float], float] = lambda *_: 0.0
    today: date = date(9999, 12, 30)
    comma: bool = False


def value_flaws(row: Row, known: Known, taken: Mapping[tuple[str, str, str], str]) -> list[Flaw]:
    """What is wrong with a row that reports a value; empty when nothing is.

    Parameters
    ----------
    row : mapping
        Texts by column.
    known : Known
        What exists.
    taken : mapping
        Where the values accepted so far stand, by site, indicator and date.

    Examples
    --------
    >>> known = Known(frozenset({"diqing"}), {"Q08": "quantitative"}, frozenset())
    >>> row = dict.fromkeys(COLUMNS, "") | {"kind": "value", "site": "Diqing",
    ...     "indicator": "Q08", "value": "0", "date": "2004-06-30", "source": "Report"}
    >>> value_flaws(row, known, {})
    []
    >>> value_flaws({**row, "value": "many"}, known, {})
    [('value', 'not a number of 0 or more, written like 1200 or 12.5')]
    """
    flaws: list[Flaw] = []
    if row["kind"] != VALUE:
        flaws.append(("kind", "not value, site or link"))
    flaws += _placed(row, known)
    kind = known.kinds.get(row["indicator"])
    if kind is None:
        flaws.append(("indicator", "no such indicator; expected one of " + ", ".join(known.kinds)))
    else:
        flaws += _measured(row["value"], row["indicator"], kind == QUANTITATIVE, known)
        flaws += _asked(row, known)
    flaws += _dated(row["date"], known.today)
    flaws += text_flaws("source", row["source"], needed=True)
    there = taken.get((slug(row["site"]), row["indicator"], row["date"]))
    if there:
        already = f"this site and indicator have a value of this date already ({there})"
        flaws.append(("date", already))
    return flaws


def _placed(row: Row, known: Known) -> list[Flaw]:
    """Flaws of the site that a value names, and of what the row says of its place."""
    flaws: list[Flaw] = []
    place = slug(row["site"])
    if place not in known.sites:
        two = known.site_names.both(row["site"])
        hidden = spelling.hidden_sign(row["site"])
        reason = NO_SITE
        if two:
            reason = f"names two sites, {two[0]} and {two[1]}"
        flaws.append(("site", _with_hidden(hidden) if hidden else reason))
    region = known.region_of.get(place, "")
    if region and row["province_code"] not in ("", region):
        where = known.region_names.name(region)
        flaws.append(("province_code", f"not that of the site, which lies in {where}"))
    alone = "only a row of kind site has this: leave it empty"
    return flaws + [(column, alone) for column in PLACE[1:] if row[column]]


def _asked(row: Row, known: Known) -> list[Flaw]:
    """A flaw where the text beside an indicator is that of another one."""
    texts = {fold(text): name for name, text in known.asks.items()}
    other = texts.get(fold(row["asks"]), row["indicator"])
    if other == row["indicator"]:
        return []
    return [("asks", f"the text of {other}, but the indicator is {row['indicator']}")]


def site_flaws(row: Row, known: Known, sites: Collection[str]) -> list[Flaw]:
    """What is wrong with a row that adds a site; ``sites`` are the slugs that are taken."""
    flaws: list[Flaw] = []
    place = slug(row["site"])
    if not re.search(r"[^\W\d_]", place) or len(place) > 80 or "," in place:
        flaws.append(("site", "a site needs a name with letters, up to 80 signs, no comma"))
    elif spelling.is_error(row["site"]) or spelling.is_nothing(row["site"]):
        flaws.append(("site", "no name of a site"))
    elif any(unicodedata.category(sign) in spelling.INVISIBLE for sign in place):
        flaws.append(("site", _with_hidden(spelling.hidden_sign(place))))
    elif place in sites or known.site_names.find(row["site"]):
        flaws.append(("site", "a site of this name exists already"))
    elif place in known.taken:
        flaws.append(("site", "another place has this name already; choose another one"))
    flaws += _region(row["province_code"], known) + _position(row, known)
    if row["partner_type"] not in ("", *PARTNER_TYPES):
        flaws.append(("partner_type", "not one of " + ", ".join(PARTNER_TYPES)))
    flaws += text_flaws("partner", row["partner"], needed=False)
    for column in ("value", "indicator", "date"):
        if row[column]:
            flaws.append((column, f"a row of kind site holds no {column}"))
    return [*flaws, *text_flaws("source", row["source"], needed=True)]


def _region(code: str, known: Known) -> list[Flaw]:
    if code in known.regions:
        return []
    hidden = spelling.hidden_sign(code)
    if hidden:
        return [("province_code", _with_hidden(hidden))]
    two = known.region_names.both(code)
    if two:
        return [("province_code", f"names two, {two[0]} and {two[1]}")]
    return [("province_code", NO_REGION)]


def _position(row: Row, known: Known) -> list[Flaw]:
    """Flaws of longitude and latitude, each alone and both beside the province."""
    flaws: list[Flaw] = []
    degrees: list[float] = []
    for column, (low, high) in zip(("lon", "lat"), known.box, strict=True):
        text = row[column]
        if spelling.NUMBER.fullmatch(text) and low <= float(text) <= high:
            degrees.append(float(text))
        else:
            flaws.append((column, f"not degrees from {low:g} to {high:g}"))
    if flaws:
        return flaws if len(flaws) < 2 or not _changed(row, known) else [
            (column, "lon and lat have changed places") for column in ("lon", "lat")
        ]  # fmt: skip
    code = row["province_code"]
    away = known.far_from(code, *degrees) if code in known.regions else 0.0
    if away:
        named = known.region_names.name(code)
        return [("lon", f"this position lies {away:.0f} km outside {named}, which the row names")]
    return []


def _changed(row: Row, known: Known) -> bool:
    """Whether longitude and latitude would be right the other way round."""
    given = zip((row["lat"], row["lon"]), known.box, strict=True)
    return all(
        bool(spelling.NUMBER.fullmatch(text)) and low <= float(text) <= high
        for text, (low, high) in given
    )


def _with_hidden(sign: str) -> str:
    return f"it has an invisible sign ({sign}): delete it"


def _measured(text: str, indicator: str, quantitative: bool, known: Known) -> list[Flaw]:
    if not text:
        return [("value", "no value; leave date and source empty too, or enter one")]
    if spelling.is_error(text):
        return [("value", "an error of the spreadsheet, which is no report")]
    if spelling.is_nothing(text):
        return [("value", f"{NOTHING_SAID}: leave the row empty, or write what is the case")]
    number, unclear = spelling.number(text, comma=known.comma)
    if not quantitative:
        if not unclear:
            return [("value", "a number where words are asked for")]
        if not spelling.day(text)[1]:
            return [("value", "a date where words are asked for, perhaps made by a spreadsheet")]
        return [("value", f"longer than {MOST_TEXT} signs")] if len(text) > MOST_TEXT else []
    if unclear or number.startswith("-"):
        hidden = spelling.hidden_sign(text)
        return [("value", _with_hidden(hidden) if hidden else unclear or spelling.NO_NUMBER)]
    if indicator in WHOLE_NUMBERS and not float(number).is_integer():
        return [("value", "people are counted in whole numbers")]
    return []


def _dated(text: str, today: date) -> list[Flaw]:
    if spelling.is_error(text):
        return [("date", "an error of the spreadsheet, which is no date")]
    found, unclear = spelling.day(text)
    if unclear:
        hidden = spelling.hidden_sign(text)
        return [("date", _with_hidden(hidden) if hidden else unclear)]
    if int(found[:4]) < FIRST_YEAR:
        return [("date", f"a year before {FIRST_YEAR}")]
    if found > (today + timedelta(days=1)).isoformat():
        return [("date", f"a day to come (today is {today}): nothing can be reported of it")]
    return []


def text_flaws(column: str, text: str, *, needed: bool) -> list[Flaw]:
    """Flaws of a text that a reader is shown as it is."""
    if spelling.is_error(text):
        return [(column, f"an error of the spreadsheet, which is no {column}")]
    if needed and not text:
        return [(column, f"no {column}")]
    if needed and spelling.is_nothing(text):
        return [(column, f"“{text}” is a mark for nothing: write the {column} in words")]
    return [(column, f"longer than {MOST_TEXT} signs")] if len(text) > MOST_TEXT else []
