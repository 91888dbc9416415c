"""Words for the records: what a key of the address is called on the screen.

One table for each family of keys; a test holds them against the records, so a new scheme, measure
or shade without a word fails.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd
from babel.dates import format_date, format_interval, format_skeleton

from geo.flows.change import Comparability
from geo.flows.portraits import margins
from geo.flows.question import EFFECTIVENESS, Measure
from geo.flows.sampling import corridor_ranges
from geo.own.told import A_FILE
from geo.shading.shading import FLOW_SHADES, FlowShade
from geo.world.declared import Pairing, Scheme
from geo.world.periods import UNDATED
from geo.world.world import World
from layers.text import gettext as text
from layers.text import joints, numbers
from layers.text.gettext import N_, _, ngettext

DIRECTIONS = {
    "gross": N_("Both ways"),
    "in": N_("In"),
    "out": N_("Out"),
    "net": N_("Net"),
}
MEASURES = {
    "people": N_("People (estimate)"),
    "rate": N_("Rate per 1,000 at the origin"),
    "share": N_("Share of the origin's outflow"),
    "net": N_("Net: this way less the way back"),
    "effectiveness": N_("Effectiveness: net over both ways"),
    "category-share": N_("Share {kept}"),
}
DEFINITIONS = {
    "people": N_("People {have_left}: sample count times the factor of the period."),
    "rate": N_(
        "People who moved, for every 1,000 residents of the origin at the end of the interval."
    ),
    "share": N_("People who moved this way as a share of all who left the origin."),
    "net": N_("People who moved this way less people who moved the opposite way."),
    "effectiveness": N_(
        "Net over gross: 100% when all moved this way, 0% when both ways balance, −100% when all "
        "moved the opposite way."
    ),
    "category-share": N_(
        "People {kept} as a share of all people of the same table who moved this way."
    ),
}
SHADES = {
    "net": N_("Net migration, people"),
    "net-rate": N_("Net migration per 1,000 residents"),
    "in": N_("Arrivals, people"),
    "in-rate": N_("Arrivals per 1,000 residents"),
    "out": N_("Departures, people"),
    "out-rate": N_("Departures per 1,000 residents"),
    "out-category-share": N_("Departures: share {kept}"),
    "in-category-share": N_("Arrivals: share {kept}"),
}
OFF = N_("{title} (choose a category there first)")
THIRDS = {"1": N_("lowest third"), "2": N_("middle third"), "3": N_("highest third")}
INKS = {"one": N_("One"), "zone": N_("By zone of origin")}
THIRDS_BRIEF = {"1": N_("low"), "2": N_("mid"), "3": N_("high")}
BREAKS = {
    "natural": N_("Natural groups"),
    "quantile": N_("Equal counts"),
    "manual": N_("My own breaks"),
}
PARTNERS = {"government": N_("government"), "academic": N_("academic"), "NGO": N_("NGO or NPO")}
LEVELS = {
    "province": N_("province"),
    "municipality": N_("municipality"),
    "autonomous region": N_("autonomous region"),
    "prefecture-level city": N_("prefecture-level city"),
    "county": N_("county"),
    "autonomous prefecture": N_("autonomous prefecture"),
}
BLANKS = {
    "missing": N_("no figure in the source"),
    "suppressed": N_("withheld by the source"),
    "not applicable": N_("not in these tables"),
}
BLANK_MARKS = {"missing": "?", "suppressed": "s", "not applicable": "×"}


def of_category_off(
    records: Iterable[Measure | FlowShade], titles: Mapping[str, str]
) -> dict[str, str]:
    """What measures or shades of a category are called, by key, while there is no category."""
    return {one.key: _(OFF).format(title=_(titles[one.key])) for one in records if one.of_category}


def region(world: World, code: str) -> str:
    """Name of a region in the language of the reply."""
    return region_names(world)[code]


def region_names(world: World) -> Mapping[str, str]:
    """Names of all regions in the language of the reply, by code."""
    names = world.names_by_code
    return names.get(f"name_{text.language.get()[:2]}", names["name_en"])


def corridor(world: World, origin: str, destination: str) -> str:
    """Name of a corridor, such as ``Engel → Norrow``."""
    return joints.arrow(region(world, origin), region(world, destination))


def network(name: str) -> str:
    """Name of a network between two places, which the paper joins by a hyphen.

    Examples
    --------
    >>> network("Engel-Norrow")
    'Engel – Norrow'
    """
    said = _(name)
    return joints.linked(*said.split("-", 1)) if "-" in said else said


def zone(scheme: Scheme, key: str) -> str:
    """Name of a zone.

    Examples
    --------
    >>> from geo.world.declared import Zone
    >>> halves = (Zone(key="n", title="North"), Zone(key="s", title="South"))
    >>> scheme = Scheme(key="halves", title="Halves", column="half", zones=halves)
    >>> zone(scheme, "n"), zone_pair(scheme, "n", "s"), zone_pair(scheme, "s", "s")
    ('North', 'North → South', 'Inside South')
    """
    return _(scheme.zone(key).title)


def zone_inside(scheme: Scheme, key: str) -> str:
    """Name of a zone inside a sentence, behind "from" or "to".

    Examples
    --------
    >>> from geo.world.declared import Zone
    >>> halves = (Zone(key="n", title="North", inside="the North"), Zone(key="s", title="South"))
    >>> scheme = Scheme(key="halves", title="Halves", column="half", zones=halves)
    >>> zone_inside(scheme, "n"), zone_inside(scheme, "s")
    ('the North', 'South')
    """
    declared = scheme.zone(key)
    return _(declared.inside or declared.title)


def scheme_note(scheme: Scheme) -> str:
    """What must be known of who belongs where; empty where nothing is declared."""
    return _(scheme.note) if scheme.note else ""


def zone_or_region(world: World, scheme: Scheme, key: str) -> str:
    """Name of what a filter keeps: a zone of the scheme, or a region."""
    return zone(scheme, key) if key in scheme.keys else region(world, key)


def zone_pair(scheme: Scheme, origin: str, destination: str) -> str:
    """Name of a flow between two zones, or inside one."""
    if origin == destination:
        return _("Inside {zone}").format(zone=zone(scheme, origin))
    return joints.arrow(zone(scheme, origin), zone(scheme, destination))


def schemes(world: World) -> list[tuple[str, str]]:
    """Key and name of every scheme."""
    return [(scheme.key, _(scheme.title)) for scheme in world.package.schemes]


def interval(period: str) -> str:
    """Write an interval, or a date as the paper states it, with an en dash between years.

    Examples
    --------
    >>> interval("1995-2000"), interval("since the mid-1990s")
    ('1995–2000', 'since the mid-1990s')
    """
    if period == UNDATED:
        return _("no interval stated")
    return re.sub(r"(\d+)-(\d+)", lambda found: joints.span(*found.groups()), period)


def section(said: str) -> str:
    """Sections of the paper as they are cited; those with a title have it in the language.

    Examples
    --------
    >>> section("4.1 Network building; Foreword")
    '4.1 Network building; Foreword'
    """
    return joints.parts(
        _(part)
        if re.search("[A-Za-z]", part)
        else _("{section_number}").format(section_number=part)
        for part in said.split("; ")
    )


def section_numbers(said: str) -> str:
    """Numbers of the sections alone, each once: for narrow places.

    Examples
    --------
    >>> section_numbers("4.1 Network building; 4.1 Training of trainers; Foreword")
    '4.1; Foreword'
    """
    firsts = dict.fromkeys(part.strip().split(" ")[0] for part in said.split(";"))
    return joints.parts(_(one) if re.search("[A-Za-z]", one) else one for one in firsts)


def period_source(world: World, period: str) -> str:
    """Collection, sample and factor of an interval in a few words."""
    row = world.period_rows[period]
    factor = float(row["expansion_factor"])
    said = _(world.package.collections[row["collection"]])
    places = 0 if factor.is_integer() else 1
    return said.format(
        year=row["end_year"], factor=numbers.decimal(factor, places), file=opened_file(world)
    )


def opened_file(world: World) -> str:
    """Name of the file of a reader that a world is made of, the first of several."""
    opened = world.package.opened
    if opened is None or not opened.files:
        return _(A_FILE)
    first, *more = opened.files
    said = ngettext("{file} and {n} other file", "{file} and {n} other files", len(more))
    return said.format(file=first, n=numbers.decimal(len(more))) if more else first


def shade(world: World, key: str) -> str:
    """Name of a shade with its unit."""
    if key in SHADES:
        return _(SHADES[key])
    if key in world.pairings:
        return _(world.pairings[key].title)
    record = world.indicator(key)
    return joints.clauses((_(record.title), _(record.unit)))


def two_way_class(pairing: Pairing, lit: str) -> str:
    """Say a two-way class in words, such as ``departures: lowest third; boats: highest third``."""
    x, y = pairing.x_title, pairing.y_title
    return _("{x}: {x_third}; {y}: {y_third}").format(
        x=_(x), x_third=_(THIRDS[lit[0]]), y=_(y), y_third=_(THIRDS[lit[1]])
    )


def shade_column(world: World, key: str, values: Iterable[float]) -> Callable[[float], str]:
    """How the values of a shade are written where they stand in one table: people in one unit."""
    write = numbers.in_one_unit([float(value) for value in values])
    return lambda value: shade_value(world, key, float(value), write=write)


FLOWS = {record.key: record for record in FLOW_SHADES}


def shade_value(
    world: World,
    key: str,
    value: float,
    brief: bool = False,
    write: numbers.Write = numbers.people,
) -> str:
    """Write a value of a shade: rates and shares with one decimal, people rounded, nets signed."""
    if math.isnan(value):
        return ""
    if key in world.pairings:
        return two_way_class(world.pairings[key], f"{value:.0f}")
    flow = FLOWS.get(key)
    if flow is None:
        large = brief and abs(value) >= numbers.THOUSAND
        return (
            numbers.short(value) if large else numbers.decimal(value, world.indicator(key).decimals)
        )
    if flow.column.endswith("_percent"):
        return numbers.percent(value, 0 if brief and value == round(value) else 1)
    write = numbers.short if brief else write
    written = write(value) if flow.column.endswith("_persons") else numbers.decimal(value, 1)
    return numbers.signed(written, value) if flow.signed else written


def measure_value(
    key: str, value: float, brief: bool = False, write: numbers.Write = numbers.people
) -> str:
    """Write a value of a corridor measure with its unit."""
    write = numbers.short if brief else write
    if math.isnan(value):
        return (
            _("not applicable: nobody moved either way")
            if key == EFFECTIVENESS
            else numbers.no_figure()
        )
    if key == "people":
        return write(value)
    if key == "net":
        return numbers.signed(write(value), value)
    if key == "rate":
        return _("{n} per 1,000").format(n=numbers.decimal(value, 2))
    return numbers.percent(value)


# Words for what corridors are ranked by.

RANKS = {
    "rate": N_("Rate per 1,000 at the origin"),
    "growth": N_("Growth since the interval before"),
    "one-sidedness": N_("One-sidedness: net over both ways"),
    "gdp-gap": N_("Gap in GDP per head"),
    "income-gap": N_("Gap in urban income"),
    "distance": N_("Distance between capitals"),
}
RANKED_BY = {
    "rate": N_("rate per 1,000 at the origin"),
    "growth": N_("growth since the interval before"),
    "one-sidedness": N_("one-sidedness"),
    "gdp-gap": N_("the gap in GDP per head"),
    "income-gap": N_("the gap in urban income"),
    "distance": N_("distance"),
}


def rank_value(key: str, value: float, reason: str = "") -> str:
    """Write what a corridor is ranked by with its unit, or the reason why there is nothing.

    Examples
    --------
    >>> rank_value("growth", 12.4), rank_value("one-sidedness", -61), rank_value("distance", 565.8)
    ('+12%', '−61%', '566 km')
    """
    if math.isnan(value):
        return _(reason)
    if key == "rate":
        return measure_value("rate", value)
    if key == "distance":
        return _("{n} km").format(n=numbers.decimal(value))
    in_percent = key in ("growth", "one-sidedness")
    written = numbers.percent(value) if in_percent else _("{n} {currency}")
    return numbers.signed(written.format(n=numbers.decimal(value)), value)


# Nets in words: a language may have a word for each way where another has a sign.

NETS = {1: N_("+{n} people, net"), 0: N_("{n} people, net"), -1: N_("−{n} people, net")}
FLOWS_NET = {1: N_("+{n} people net"), 0: N_("{n} people net"), -1: N_("−{n} people net")}
CHANGES = {1: N_("+{n} people"), 0: N_("{n} people"), -1: N_("−{n} people")}


def people_by_sign(
    said: Mapping[int, str], value: float, write: numbers.Write = numbers.people
) -> str:
    """People of a net or a change in the words for its sign.

    Parameters
    ----------
    said : mapping of int to str
        What is said of more (1), of none (0) and of fewer people (-1).
    value : float
        People; below zero where more left, or fewer moved than before.
    write : callable
        How their number is written.

    Examples
    --------
    >>> people_by_sign(NETS, -3_810_000), people_by_sign(CHANGES, 12_300)
    ('−3.81 million people, net', '+12,300 people')
    """
    return _(said[(value > 0) - (value < 0)]).format(n=write(abs(value)))


# Sampling ranges in words.

SURVEY = "survey"
NO_RANGE = N_("not given: the figure is doubted")


def is_survey(world: World, period: str) -> bool:
    """Whether an interval comes from a sample survey: its ranges then always stand beside it."""
    return bool(world.period_rows[period]["collection"] == SURVEY)


def with_ranges(world: World, rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of corridors with their 95 % ranges."""
    return corridor_ranges(rows, world.table("periods"))


def between(low: float, high: float, write: numbers.Write | None = None) -> str:
    """Write a range of people, as the numbers beside it are written; no net, which has signs.

    Examples
    --------
    >>> between(310_000, 317_000), between(310_000, 317_000, numbers.in_one_unit([2_521_330]))
    ('310,000 to 317,000', '0.31 million to 0.32 million')
    """
    if math.isnan(low) or math.isnan(high):
        return numbers.no_figure()
    if write:
        first, last = write(low), write(high)
    else:
        first, last = numbers.span(low, high)
    return _("{low} to {high}").format(low=first, high=last)


def month(day: str) -> str:
    """Write the month of a day.

    Examples
    --------
    >>> month("1995-11-01")
    'November 1995'
    """
    return str(format_skeleton("yMMMM", date.fromisoformat(day), locale=text.language.get()))


def since(first: str, last: str) -> str:
    """Write a span whose ends are years or months.

    Examples
    --------
    >>> since("2004", "2005"), since("2005", "2005"), since("2004", "2005-09")
    ('2004–2005', '2005', '2004 to September 2005')
    >>> since("2005-01", "2005-06")
    'January to June 2005'
    """
    if not (first + last).count("-"):
        return joints.span(first, last)
    lang = text.language.get()
    if first[:4] == last[:4] and len(first) == len(last) != len("2005"):
        ends = [date.fromisoformat(f"{one}-01") for one in (first, last)]
        if lang != text.SOURCE_LANGUAGE:
            return str(format_interval(*ends, "yMMMM", locale=lang))
        return _("{first} to {last}").format(
            first=format_date(ends[0], "MMMM", locale=lang), last=month(f"{last}-01")
        )
    said = [month(f"{one}-01") if "-" in one else joints.span(one, one) for one in (first, last)]
    return _("{first} to {last}").format(first=said[0], last=said[1])


Change = tuple[list[str], str]


def changed(rows: Sequence[dict[Any, Any]]) -> list[Change]:
    """Write the changes of a table with both their intervals and ranges: one unit, with signs.

    A change is that of both figures as they are written.

    Parameters
    ----------
    rows : sequence of mapping
        ``earlier_persons``, ``later_persons``, ``change_persons``, ``low_persons`` and
        ``high_persons``; the range may be missing.

    Returns
    -------
    list of tuple of (list of str, str)
        For each row earlier, later and change; and the range of the change.

    Examples
    --------
    >>> names = ("earlier", "later", "change", "low", "high")
    >>> row = dict(zip((f"{one}_persons" for one in names), (718_010, 1_188_000, 469_990, 451e3,
    ...     489e3), strict=True))
    >>> changed([row])
    [(['0.72 million', '1.19 million', '+0.47 million'], '+0.45 million to +0.49 million')]
    """
    values = [
        [float(row[f"{one}_persons"]) for one in ("earlier", "later", "change")] for row in rows
    ]
    ends = [(float(row["low_persons"]), float(row["high_persons"])) for row in rows]
    sides = [(earlier, later) for earlier, later, _change in values]
    told = [(*side, span) for side, span in zip(sides, ends, strict=True)]
    write = numbers.in_one_unit([one for row in values for one in row], spans=ends, changes=told)
    gaps = [write.difference(*side) for side in sides]
    return [
        ([*map(write, side), numbers.signed(write(gap), gap)], signed_span(write, span))
        for side, gap, span in zip(sides, gaps, ends, strict=True)
    ]


def warnings(found: Comparability) -> list[str]:
    """Why to beware of a change between two intervals, each with its interval if it is about one.

    Examples
    --------
    >>> from geo.flows.change import Reason
    >>> found = Comparability("warned", (Reason("ends early", "2015-2020"),), "2010-2015", "")
    >>> warnings(found)
    ['2015–2020: ends early']
    """
    return [
        joints.titled(interval(one.period), _(one.text)) if one.period else _(one.text)
        for one in found.reasons
    ]


def signed_span(write: numbers.Write | None, span: tuple[float, float]) -> str:
    """A range of a change or of a net; its ends have their signs, as the figure itself.

    Examples
    --------
    >>> signed_span(None, (9_650_000, 9_680_000)), signed_span(numbers.people, (-75, 200))
    ('+9.65 million to +9.68 million', '−75 to +200')
    """
    if math.isnan(span[0]):
        return numbers.no_figure()
    if write:
        low, high = (numbers.signed(write(end), end) for end in span)
    else:
        low, high = numbers.span(*span, plus=True)
    return _("{low} to {high}").format(low=low, high=high)


def denominator(world: World, period: str) -> str:
    """Name and year of the population under a rate."""
    year = margins(world, period)["population_year"].max()
    return _("per 1,000 of the resident population at the end of {year}").format(year=year)
