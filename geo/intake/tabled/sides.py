"""Which columns of a list are of the origin, and which of the destination."""

from __future__ import annotations

from collections.abc import Sequence

from geo.intake.tabled.profiles import Profile, says_code
from geo.intake.texts import words
from geo.intake.texts.columns import pairs_count, stacked
from geo.intake.texts.words import DESTINATION, ORIGIN, tokens

SIDES = (ORIGIN, DESTINATION)
LEAST_OVERLAP = 0.5
MOST_KINDS = 6
MOST_CALLED = 1.1
"""Names of a code, on the whole, where a column is that of its name."""
MOST_GROUPED = 1.5
"""Larger units of a name, on the whole, where a column is that of such units."""


def by_coordinates(
    found: Sequence[Profile],
    places: Sequence[Profile],
    coordinates: dict[str, tuple[int, ...]],
) -> dict[str, list[Profile]] | None:
    """Sides of two columns of codes, each being the one whose coordinates hang on it."""
    if len(coordinates) < 2:
        return None
    likely = [one for one in found if one.sort == "number" and one.is_whole]
    lone = [one for one in (*places, *likely) if not one.is_constant]
    made: dict[str, list[Profile]] = {side: [] for side in SIDES}
    for one in lone:
        spread = {
            side: pairs_count(one.column, found[columns[0]].column)
            for side, columns in coordinates.items()
        }
        near = min(spread, key=lambda side, by=spread: by[side])  # type: ignore[misc]
        if spread[near] <= 1.2 * len(one.column.used) < 0.5 * max(spread.values()):
            made[near].append(one)
    return made if all(made.values()) else None


def of_the_place(by_side: dict[str, list[Profile]], side: str) -> list[Profile]:
    """Columns of a side that are of its place; others, such as kinds of people, speak of no place.

    The place is what stands on the other side too, else what has most different texts.
    """
    columns, others = by_side[side], by_side[SIDES[1 - SIDES.index(side)]]
    if len(columns) < 2:
        return columns
    twins = {one.at: _twin(one, others) for one in columns}
    place = max(
        columns,
        key=lambda one: (
            not words.says_kind(one.heading), bool(twins[one.at]), len(one.column.used),
        ),
    )  # fmt: skip
    return [
        one
        for one in columns
        if one is place or _belongs(one, place, twins[one.at], twins[place.at])
    ]


def _twin(one: Profile, others: Sequence[Profile]) -> Profile | None:
    """The column of the other side that has the same texts, where there is one."""
    best = max(others, key=lambda other: _overlap(one, other), default=None)
    return best if best is not None and _overlap(one, best) >= LEAST_OVERLAP else None


def _belongs(one: Profile, place: Profile, twin: Profile | None, beside: Profile | None) -> bool:
    """Whether a column is a code, another name or the larger unit of the place of another one."""
    if words.says_kind(one.heading):
        return False
    if one.share > LEAST_OVERLAP or says_code(one.heading) or part_of_code(one.heading):
        return True
    pairs, few = pairs_count(one.column, place.column), len(place.column.used)
    if 2 * len(one.column.used) >= few and pairs <= MOST_CALLED * few:
        return True
    if twin is None or beside is None or twin is beside:
        return False
    # A larger unit holds each of its places once, but for those that are called alike.
    units = stacked([one.column, twin.column])
    named = stacked([place.column, beside.column])
    return pairs_count(units, named) <= MOST_GROUPED * len(named.used)


def take_the_other_side(by_side: dict[str, list[Profile]], places: Sequence[Profile]) -> None:
    """Fill the side that nothing speaks of with the columns that are left, the likest first."""
    chosen = {one.at for side in SIDES for one in by_side[side]}
    left = [
        one
        for one in places
        if one.at not in chosen and not one.is_constant and not _is_of_people(one)
    ]
    empty = [side for side in SIDES if not by_side[side]]
    if len(empty) == 1 and left:
        other = by_side[SIDES[1 - SIDES.index(empty[0])]]
        by_side[empty[0]] = [
            max(left, key=lambda one: (_overlap(one, other[0]), len(one.column.used)))
        ]
    elif len(empty) == 2 and len(left) >= 2:
        texts = [one for one in left if one.sort == "text"]
        pairs = [
            (_overlap(one, two), one.sort == two.sort, -two.at, one, two)
            for number, one in enumerate(left)
            for two in left[number + 1 :]
        ]
        best = max(pairs, key=lambda pair: pair[:3])
        first, second = best[3], best[4]
        if best[0] < LEAST_OVERLAP and len(texts) >= 2:
            first, second = texts[:2]
        by_side[ORIGIN], by_side[DESTINATION] = [first], [second]


def _is_of_people(one: Profile) -> bool:
    """Whether a column is of kinds of people: its heading says so, or one of a few is everybody."""
    few = one.column.used if len(one.column.used) <= MOST_KINDS else []
    return words.says_kind(one.heading) or (
        any(map(words.is_everyone, few)) and not any(map(words.row_kind, few))
    )


def take_names(by_side: dict[str, list[Profile]], places: Sequence[Profile]) -> None:
    """Add the texts that no heading gives a side to the code that they hang on.

    Some rows of a list are called after what they are, such as those who stayed.
    """
    chosen = {one.at for side in SIDES for one in by_side[side]}
    codes = {
        side: by_side[side][0]
        for side in SIDES
        if by_side[side] and by_side[side][0].sort == "code"
    }
    for one in places:
        if one.at in chosen or one.sort != "text" or one.is_constant:
            continue
        called = one.column.renamed(lambda text: "" if words.row_kind(text) else text)
        for side, code in codes.items():
            if pairs_count(called, code.column) <= MOST_CALLED * len(code.column.used):
                by_side[side].append(one)
                break


def _overlap(one: Profile, two: Profile) -> float:
    first = {text.removeprefix(one.leading) for text in one.column.used}
    second = {text.removeprefix(two.leading) for text in two.column.used}
    return len(first & second) / max(min(len(first), len(second)), 1)


def part_of_code(heading: str) -> int:
    """Which part of a code in two columns a heading names: 1 of the larger unit, 2, or 0."""
    said = tokens(heading)
    smaller = any("county" in word or "district" in word or "municip" in word for word in said)
    larger = any("state" in word or "province" in word or "region" in word for word in said)
    return 2 if smaller else 1 if larger else 0
