"""What each column of a list is: a side's code or name, a count, a period, a category."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from geo.intake.tabled.profiles import Profile, says_code
from geo.intake.tabled.sides import (
    SIDES,
    by_coordinates,
    of_the_place,
    part_of_code,
    take_names,
    take_the_other_side,
)
from geo.intake.texts import words
from geo.intake.texts.columns import pairs_count
from geo.intake.texts.dated import year_within
from geo.intake.texts.months import part_of
from geo.intake.texts.ratios import CELL, is_ratio
from geo.intake.texts.words import tokens

_COORDINATE_SIDE = re.compile(r"(?:lon|lat|lng)\w*?_?(fr|from|to)")
MOST_CATEGORIES = 60
LOOKED_AT = 50
"""Texts of a column in which a percent sign is looked for."""


@dataclass(frozen=True)
class Roles:
    """Columns of a list by what they are, each by its place.

    Attributes
    ----------
    codes : mapping
        Columns of codes by side: several are parts of one code, the larger unit first.
    names : mapping
        Columns of names by side, the name of the place itself first.
    counts : tuple of int
        The column of figures, or several that stand for categories, years or parts of a sum.
    period : int or None
        Column of the year or interval, or of its first year.
    period_end : int or None
        Column of the last year of the interval, where it stands apart.
    part : int or None
        Column of the month or quarter of that year, where it stands apart.
    categories : mapping
        Other columns that tell rows of one pair apart, by name.
    coordinates : mapping
        Columns of coordinates by side.
    margin : int or None
        Column of the margin of error of the one column of figures.
    is_sided : bool
        Whether anything in the file says which side is which.
    evidence : mapping
        What says so.
    """

    codes: dict[str, tuple[int, ...]]
    names: dict[str, tuple[int, ...]]
    counts: tuple[int, ...]
    period: int | None = None
    period_end: int | None = None
    part: int | None = None
    categories: dict[str, int] = field(default_factory=dict)
    coordinates: dict[str, tuple[int, ...]] = field(default_factory=dict)
    margin: int | None = None
    is_sided: bool = True
    evidence: dict[str, str] = field(default_factory=dict)

    @property
    def is_whole(self) -> bool:
        """Whether both sides and a figure were found."""
        return bool(self.counts) and all(self.codes[side] or self.names[side] for side in SIDES)

    @property
    def used(self) -> frozenset[int]:
        """Columns that something is read from."""
        sided = [at for each in (self.codes, self.names, self.coordinates) for at in each.values()]
        alone = {self.period, self.period_end, self.part, self.margin} - {None}
        columns = {at for some in sided for at in some}
        return frozenset({*columns, *self.counts, *self.categories.values(), *alone})  # type: ignore[arg-type]

    def turned(self) -> Roles:
        """Roles with the sides changed."""
        origin, destination = SIDES
        turn = {origin: destination, destination: origin}
        return replace(
            self,
            codes={turn[side]: columns for side, columns in self.codes.items()},
            names={turn[side]: columns for side, columns in self.names.items()},
            coordinates={turn[side]: columns for side, columns in self.coordinates.items()},
        )


def roles_of(found: Sequence[Profile]) -> Roles:
    """Understand the columns of a list by their headings and by what they hold."""
    places = [one for one in found if _may_be_place(one)]
    by_side = {side: [one for one in places if one.side == side] for side in SIDES}
    coordinates = _coordinates(found)
    by_side = {side: of_the_place(by_side, side) for side in SIDES}
    evidence = {
        side: one.leading.strip() or one.heading for side in SIDES for one in by_side[side][:1]
    }
    proof = by_coordinates(found, places, coordinates)
    if proof:
        by_side, evidence = proof, {**evidence, "coordinates": "yes"}
    is_sided = any(by_side.values())
    take_the_other_side(by_side, places)
    if not is_sided:
        take_names(by_side, places)
    chosen = {one.at for side in SIDES for one in by_side[side]}
    left = [one for one in found if one.at not in chosen]
    period, period_end = _period_columns([one for one in left if one.sort == "year"])
    counts = _counts(left, by_side)
    roles = Roles(
        {side: _code_columns(by_side[side]) for side in SIDES},
        {side: _name_columns(by_side[side]) for side in SIDES},
        counts,
        period,
        period_end,
        next((one.at for one in left if one.sort == "part"), None),
        {},
        coordinates,
        _margin(found) if len(counts) == 1 else None,
        is_sided,
        evidence,
    )
    return replace(roles, categories=_categories(left, roles, found))


def _period_columns(years: Sequence[Profile]) -> tuple[int | None, int | None]:
    """Column of the year or interval, and that of its last year where it has two."""
    years = [one for one in years if not _is_of_a_place(one.heading)]
    ends: dict[str, int] = {}
    for one in years:
        ends.setdefault(words.interval_end(one.heading), one.at)
    if {"first", "last"} <= {*ends}:
        return ends["first"], ends["last"]
    numbered = sorted((*_numbered(one.heading), one.at) for one in years)
    for (stem, first, at), (other, last, end) in pairwise(numbered):
        if stem == other and first + 1 == last:
            return at, end
    changing = [one.at for one in years if not one.is_constant]
    return next(iter([*changing, *(one.at for one in years)]), None), None


def _margin(found: Sequence[Profile]) -> int | None:
    """The one column of margins of error."""
    columns = [one.at for one in found if is_margin(one.heading)]
    return columns[0] if len(columns) == 1 else None


def is_margin(heading: str) -> bool:
    """Whether a column is of the margin of error of another."""
    plain = words.folded(heading)
    return plain in words.MARGIN or "margin of error" in plain or "moe" in tokens(heading)


def _is_of_a_place(heading: str) -> bool:
    """Whether the year of a column is that of its places' population."""
    plain = words.folded(heading)
    return any(word in plain for word in words.OF_PLACES)


def _numbered(heading: str) -> tuple[str, int]:
    """A heading without the number behind it, and this number; -2 where there is none."""
    found = re.fullmatch(r"(.*?)[ _]?([0-3])", words.folded(heading))
    return (found.group(1), int(found.group(2))) if found else (heading, -2)


def _may_be_place(one: Profile) -> bool:
    if one.sort in ("year", "part", "coordinate", "sex", "age") or not len(one.column.texts):
        return False
    if is_margin(one.heading):
        return False
    if one.sort == "text":
        return True
    # A heading such as "number of in-migrants" speaks of a side too, and counts.
    counts = {*tokens(one.heading)} & (words.PERSONS | words.NOT_PERSONS)
    return one.sort == "code" or (bool(one.side) and one.is_whole and not counts)


def _coordinates(found: Sequence[Profile]) -> dict[str, tuple[int, ...]]:
    """Columns of coordinates by side, the longitude first."""
    made: dict[str, list[int]] = {side: [] for side in SIDES}
    for one in found:
        if one.sort == "coordinate":
            part = _COORDINATE_SIDE.fullmatch(words.folded(one.heading).replace(" ", ""))
            side = words.side_of(part.group(1)) if part else one.side
            if side:
                is_second = words.folded(one.heading).startswith(("lat", "y"))
                made[side].insert(len(made[side]) if is_second else 0, one.at)
    return {side: tuple(columns) for side, columns in made.items() if columns}


def _code_columns(columns: Sequence[Profile]) -> tuple[int, ...]:
    codes = [one for one in columns if one.share > 0.5]
    if codes:
        parts = [one for one in codes if part_of_code(one.heading)]
        if len({part_of_code(one.heading) for one in parts}) == 2:
            larger = next(one for one in parts if part_of_code(one.heading) == 1)
            smaller = next(one for one in parts if part_of_code(one.heading) == 2)
            return (larger.at, smaller.at)
        return (codes[0].at,)
    said = [one for one in columns if says_code(one.heading)]
    return (said[0].at,) if said else ()


def _name_columns(columns: Sequence[Profile]) -> tuple[int, ...]:
    names = [one for one in columns if one.share <= 0.5 and not says_code(one.heading)]
    order = sorted(names, key=lambda one: -len(one.column.used))
    return tuple(one.at for one in order)


def _counts(left: Sequence[Profile], by_side: dict[str, list[Profile]]) -> tuple[int, ...]:
    numbers = [one for one in left if one.sort == "number"]
    if not numbers:
        numbers = [one for one in left if one.sort == "text" and count_score(one) > 0]
    rows = len(left[0].column) if left else 0
    free = []
    for one in numbers:
        sides = [by_side[side][-1].column for side in SIDES if by_side[side]]
        # A figure that hangs on one place is of that place, such as its population.
        hangs = any(
            pairs_count(one.column, side) <= 1.02 * len(side.used) < 0.8 * rows for side in sides
        )
        if not hangs:
            free.append(one)
    free = free or numbers
    wide = wide_columns(free)
    if wide:
        return wide
    best = sorted(free, key=_likeliest)
    return (best[0].at,) if best else ()


def _likeliest(one: Profile) -> tuple[float, ...]:
    """What columns of figures are sorted by, that of the people first.

    Of counts that no word tells apart the larger one is of people, the other of their households;
    a column that is different in every row numbers them.
    """
    if not one.is_meaningless:
        return (-count_score(one), one.at)
    is_numbering = len(one.column.used) == len(one.column) > MOST_CATEGORIES
    return (-count_score(one), is_numbering, not one.is_whole, -one.total, one.at)


def wide_columns(numbers: Sequence[Profile]) -> tuple[int, ...]:
    """Columns that together are one figure by year, age or part, else none."""
    years = [one for one in numbers if _is_year(one.heading)]
    ages = [one for one in numbers if age_of(one.heading)]
    bare = [one for one in numbers if one.is_meaningless]
    sexes = [
        one
        for one in numbers
        if {*tokens(one.heading)} & (words.MEN | words.WOMEN) and len(tokens(one.heading)) <= 2
    ]
    is_named = any(not one.is_meaningless and count_score(one) > 0 for one in numbers)
    # A share beside each count is no part of it, nor is a column without a name of one with it.
    if is_named or len({one.is_whole for one in bare}) > 1:
        bare = []
    for group in (years, ages, bare, sexes, _of_years(numbers)):
        if len(group) >= 2 and 2 * len(group) >= len(numbers):
            return tuple(one.at for one in group)
    return ()


def _is_year(heading: str) -> bool:
    around, year = year_within(heading)
    return (bool(year) and not around) or part_of(heading) is not None


def _of_years(numbers: Sequence[Profile]) -> list[Profile]:
    """Columns of one figure in several years, whose headings have the same words around the year.

    Of several figures that of the people is taken.
    """
    found: dict[str, list[Profile]] = {}
    for one in numbers:
        words_around, year = year_within(one.heading)
        if year and not _is_of_a_place(one.heading):
            found.setdefault(words_around, []).append(one)
    groups = [group for group in found.values() if len(group) > 1]
    return max(groups, key=lambda group: (count_score(group[0]), -group[0].at), default=[])


def age_of(heading: str) -> str:
    """Age or group of ages that a heading names, else empty.

    Examples
    --------
    >>> age_of("Age 20-24"), age_of("65+"), age_of("20 år"), age_of("total"), age_of("2019")
    ('20-24', '65+', '20', '', '')
    """
    found = re.fullmatch(
        r"(?:ages?|aged|alder|alter|age group)?[ _]*(\d{1,3}(?:\s*[-–]\s*\d{1,3}|\+)?)[ _]*"
        r"(?:years?|yrs|år|ar|jahre|ans|岁|and over)?",
        words.folded(heading).replace("_", " "),
    )
    if not found or (found.group(1).isdigit() and heading.strip().isdigit()):
        return ""
    return found.group(1).replace("–", "-").replace(" ", "")


def count_score(one: Profile) -> float:
    """How much speaks for a column of numbers being the people."""
    said = tokens(one.heading)
    score = 2.0 * len({*said} & words.PERSONS) - 3.0 * len({*said} & words.NOT_PERSONS)
    score += 3.0 if {*said} & {"exemptions", "n2", "persons", "人数", "moves", "personer"} else 0.0
    score += 1.0 if any("mig" in word for word in said) else 0.0
    score -= 9.0 * (is_ratio(one.heading) or any(map(CELL.fullmatch, one.column.used[:LOOKED_AT])))
    return score + 0.5 * ("inbound" in said or "flow" in said)


def _categories(left: Sequence[Profile], roles: Roles, found: Sequence[Profile]) -> dict[str, int]:
    made: dict[str, int] = {}
    for one in left:
        is_read = one.at in (*roles.counts, roles.period, roles.margin)
        if is_read or one.sort in ("year", "part", "coordinate"):
            continue
        is_named = one.sort in ("sex", "age")
        few = 1 <= len(one.column.used) <= MOST_CATEGORIES
        if (one.sort in ("number", "code") or not few) and not (is_named and one.column.used):
            continue
        if one.sort == "text" and (one.is_constant or _hangs_on_a_place(one, roles, found)):
            continue
        name = one.sort if one.sort in ("sex", "age") else _slug(one.heading)
        if name in made and name not in ("sex", "age"):  # headings of other letters have no slug
            name = next(free for at in range(2, 99) if (free := f"{name}_{at}") not in made)
        made.setdefault(name, one.at)
    return made


def _hangs_on_a_place(one: Profile, roles: Roles, found: Sequence[Profile]) -> bool:
    for side in SIDES:
        columns = roles.codes[side] or roles.names[side]
        if columns:
            place = found[columns[-1]].column
            if pairs_count(one.column, place) <= 1.02 * len(place.used):
                return True
    return False


def _slug(heading: str) -> str:
    slug = "_".join(re.findall(r"[a-z0-9]+", words.folded(heading)))
    return slug if slug and not slug[0].isdigit() else f"category_{slug}".rstrip("_")
