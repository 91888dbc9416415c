"""Which place each side of the moves is, and which sides are no place: totals, abroad, the rest."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import geopandas as gpd
import numpy as np
import pandas as pd

from geo.intake.apart import spots_of
from geo.intake.asking import Asking
from geo.intake.intake import Unmatched
from geo.intake.tabled.moves import COUNTIES, Moves
from geo.intake.texts import words
from geo.outlines.index import Match
from geo.outlines.lying import lying_in
from geo.outlines.matching import match
from geo.outlines.places import FILE, FLOWS, WORLD, Places
from geo.outlines.told import NAME

KEPT, ASIDE = "kept", "aside"
OUTSIDE, INSIDE = "outside", "inside"
POSITION, NAMES = "position", "names"
LEAST_NAMES, LEAST_CODES = 0.5, 0.95
"""Part of the texts that must name places of the page, so that they are taken for them."""
_SOME_COUNTRIES = frozenset(
    [
        "france",
        "germany",
        "india",
        "brazil",
        "japan",
        "mexico",
        "canada",
        "nigeria",
        "egypt",
        "poland",
        "spain",
        "italy",
    ]
)


@dataclass(frozen=True, eq=False)
class Placed:
    """Sides of the moves by their texts.

    Attributes
    ----------
    codes : mapping
        Code of the place of each text that names one.
    kinds : mapping
        Why a text is no place: ``total``, ``stay``, ``rest``, ``abroad``, ``unknown``, ``group`` or
        ``territory``, ``former``, ``outside`` or
        ``unmatched``.
    places : Places
        The places that texts were matched with.
    unmatched : tuple of Unmatched
        Texts that name none, the most frequent first.
    repaired : mapping
        Texts whose code lacked zeros or had signs too many, with the code.
    kept : tuple of str
        Texts that are places of their own though the boundary file has none for them.
    """

    codes: dict[str, str]
    kinds: dict[str, str]
    places: Places
    unmatched: tuple[Unmatched, ...] = ()
    repaired: dict[str, str] = field(default_factory=dict)
    kept: tuple[str, ...] = ()


def place(
    moves: Moves,
    places: Places | None,
    known: Places,
    asking: Asking,
    beside: Mapping[str, str] | None = None,
    shapes: gpd.GeoDataFrame | None = None,
) -> Placed:
    """Find the place of each text of both sides.

    Parameters
    ----------
    moves : Moves
        As the file has them.
    places : Places or None
        Places of a boundary file.
    known : Places
        Places of the page.
    asking : Asking
        Answers, and where questions are noted.
    beside : mapping, optional
        Names of codes by other files.
    shapes : geopandas.GeoDataFrame, optional
        Of the places of the boundary file: what has no name there may lie in one.
    """
    names = {**(beside or {}), **names_of(moves)}
    counts = Counter[str]()
    for side in (moves.origin, moves.destination):
        for text, count in zip(side.texts, side.counts, strict=True):
            counts[str(text)] += int(count)
    texts = [text for text, count in counts.items() if count]
    kinds = _kinds(texts, names, moves, asking)
    real = [text for text in texts if text not in kinds]
    source, found = _matched(real, names, moves, places, known, asking)
    given = asking.starting(NAME)
    if source == FLOWS:
        return _of_flows(real, names, kinds, given, counts)
    used = places if source == FILE and places is not None else known
    if source == FILE:
        found = _lying(found, moves, shapes, asking) or _likely(found, moves, used)
    listed = {str(code) for code in used.table["region_code"]}
    codes = {text: one.code for text, one in found.items() if one.code}
    codes |= {text: code for text, code in given.items() if code in listed and text in counts}
    left = sorted((text for text in real if text not in codes), key=lambda text: -counts[text])
    why = _why(left, found, codes, given)
    if source == WORLD:
        why |= {text: "territory" for text in left if words.is_territory(names.get(text, text))}
    kept = _kept(why, found, asking) if source == FILE else []
    unmatched = tuple(
        Unmatched(
            _shown(text, names), text, found[text].candidates, counts[text], is_kept=text in kept
        )
        for text in left
        if why[text] in ("unmatched", "former")
    )
    if kept:
        used = _with(used, {_plain_code(text): names.get(text, text) for text in kept})
        codes |= {text: _plain_code(text) for text in kept}
    kinds |= {text: kind for text, kind in why.items() if text not in codes}
    return Placed(codes, kinds, used, unmatched, _repaired(codes), tuple(kept))


def _why(
    left: list[str], found: dict[str, Match], codes: dict[str, str], given: dict[str, str]
) -> dict[str, str]:
    """Why each text names no place; what a reader has put outside is no longer asked."""
    why = dict.fromkeys(left, "unmatched")
    why |= {text: "former" for text in left if found[text].how == "former"}
    why |= dict.fromkeys(_of_another_year(left, codes), "former")
    return why | {text: "outside" for text in left if given.get(text) == OUTSIDE}


def _repaired(codes: dict[str, str]) -> dict[str, str]:
    """Texts that are another code than they were written as."""
    return {
        text: code
        for text, code in codes.items()
        if text != code and re.fullmatch(r"'?\d[\d.]*", text) and code.isdigit()
    }


def _kept(why: dict[str, str], found: dict[str, Match], asking: Asking) -> list[str]:
    """Texts that stay places of their own, without a shape: nothing among the shapes is like them.

    So the sums of the file stay whole; a slip of a name is no place, and waits for its answer.
    """
    free = [
        text
        for text, kind in why.items()
        if kind == "former" or (kind == "unmatched" and not found[text].candidates)
    ]
    if not free:
        return []
    answer = asking.ask(
        "without-shape", KEPT, (KEPT, ASIDE), is_asked=True,
        evidence={"count": str(len(free)), "names": ", ".join(free[:5])},
    )  # fmt: skip
    return free if answer == KEPT else []


def _with(places: Places, more: dict[str, str]) -> Places:
    """Places with some that have but a code and a name."""
    table = pd.DataFrame({"region_code": [*more], "name_en": [*more.values()]}, dtype="str")
    return replace(places, table=pd.concat([places.table, table], ignore_index=True))


def _lying(
    found: dict[str, Match], moves: Moves, shapes: gpd.GeoDataFrame | None, asking: Asking
) -> dict[str, Match]:
    """What was found by where it lies, where most texts are no name; empty where that is no help.

    A text that shares its shape with another is no place of the boundaries.
    """
    named = sum(bool(one.code) for one in found.values())
    if shapes is None or not moves.coordinates or named >= LEAST_NAMES * len(found):
        return {}
    spots = spots_of(moves)
    first = {text: spots[text][0].rpartition(" ")[::2] for text in found if text in spots}
    there = lying_in(shapes, first)
    if len(there) < LEAST_NAMES * len(found):
        return {}
    # A place whose middle is alone in a shape may be larger than it: some are no answer for all.
    proposed = POSITION if len(there) >= LEAST_CODES * len(found) else NAMES
    answer = asking.ask(
        "lying", proposed, (POSITION, NAMES), is_asked=True,
        evidence={"count": f"{len(there)} / {len(found)}"},
    )  # fmt: skip
    if answer != POSITION:
        return {}
    return {text: Match(there[text], "place") if text in there else Match() for text in found}


def _likely(found: dict[str, Match], moves: Moves, places: Places) -> dict[str, Match]:
    """What was found, with what the rest of each side says: of which kind and where it is."""
    made = dict(found)
    sides = [{*side.used} & {*found} for side in (moves.origin, moves.destination)]
    shares = [
        sum(bool(found[text].code) or found[text].how == "several" for text in side)
        / max(len(side), 1)
        for side in sides
    ]
    for side, other, share, beside in zip(sides, sides[::-1], shares, shares[::-1], strict=True):
        if share < LEAST_NAMES <= beside:
            # States beside counties: where one is called as a county, it is none for all that.
            made |= {text: Match() for text in side - other}
        elif places.groupings:
            made |= _in_group(side - other, made, places)
    return made


def _in_group(side: set[str], found: dict[str, Match], places: Places) -> dict[str, Match]:
    """Suggestions with those first that are in the group of most places of the side."""
    group = places.table.set_index("region_code")[places.groupings[0]].astype("str")
    often = Counter(str(group.get(found[text].code)) for text in side if found[text].code)
    if not often or often.most_common(1)[0][1] < LEAST_NAMES * sum(often.values()):
        return {}
    main = often.most_common(1)[0][0]
    return {
        text: replace(
            found[text],
            candidates=tuple(
                sorted(found[text].candidates, key=lambda code: str(group.get(code)) != main)
            ),
        )
        for text in side
        if len(found[text].candidates) > 1
    }


def _of_another_year(left: list[str], codes: dict[str, str]) -> list[str]:
    """Codes built as those that were found: few of them are of places that came or went."""
    built = {_pattern(text) for text in codes if any(sign.isdigit() for sign in text)}
    few = [text for text in left if _pattern(text) in built]
    return few if len(few) <= 0.1 * len(codes) else []


def _pattern(code: str) -> str:
    return re.sub(r"[a-z]", "a", re.sub(r"\d", "0", code.casefold()))


def _shown(text: str, names: dict[str, str]) -> str:
    return text if text not in names or names[text] == text else f"{text} {names[text]}"


def names_of(moves: Moves) -> dict[str, str]:
    """Name of each code: the last one beside it that is a name, of the side that has names."""
    best: dict[str, tuple[bool, int, str]] = {}
    for codes, names in (
        (moves.origin, moves.origin_name), (moves.destination, moves.destination_name),
    ):  # fmt: skip
        both = np.flatnonzero((codes.codes >= 0) & (names.codes >= 0))[::-1]
        if not len(both):
            continue
        wide = len(names.texts)
        pairs, last = np.unique(
            codes.codes[both].astype(np.int64) * wide + names.codes[both], return_index=True
        )
        for pair, at in zip(pairs, last, strict=True):
            text, name = str(codes.texts[pair // wide]), str(names.texts[pair % wide])
            one = (not words.row_kind(name), int(both[at]), name)
            best[text] = max(best.get(text, one), one)
    return {text: name for text, (_, _, name) in best.items()}


def _kinds(texts: list[str], names: dict[str, str], moves: Moves, asking: Asking) -> dict[str, str]:
    plain = {words.folded(text) for text in texts}
    is_of_countries = len(plain & _SOME_COUNTRIES) >= 3
    found = {}
    for text in texts:
        kind = moves.kinds.get(text) or kind_of(text, names.get(text, ""), moves.system)
        if kind == "total" and is_of_countries and words.is_country(text):
            kind = ""
        if kind:
            found[text] = kind
    lone = [text for text in texts if words.is_territory(names.get(text, text))]
    if lone and not is_of_countries:
        answer = asking.ask(
            "territories", OUTSIDE, (OUTSIDE, INSIDE), is_asked=True,
            evidence={"names": ", ".join(lone[:5])},
        )  # fmt: skip
        for text in lone:
            found[text] = "territory"
            if answer == INSIDE:
                found.pop(text)
    # In a table of parts of the world these are its places.
    world = [text for text, kind in found.items() if kind == "abroad"]
    if len(world) > len(texts) / 2:
        for text in world:
            found.pop(text)
    return found


def kind_of(text: str, name: str, system: str) -> str:
    """Kind of a side that is no place, by its code and by its name.

    Examples
    --------
    >>> kind_of("96000", "Total Mig - US & For", COUNTIES), kind_of("57001", "", COUNTIES)
    ('total', 'abroad')
    >>> kind_of("X", "Unknown", ""), kind_of("01001", "Autauga", COUNTIES)
    ('unknown', '')
    """
    if system == COUNTIES and re.fullmatch(r"\d{5}", text):
        state, county = int(text[:2]), int(text[2:])
        if state == 0 or state >= 96 or county == 0:
            return "total"
        # The offices that count by these codes give states up to 56, and what is beyond to others.
        return "abroad" if state in (57, 60, 66, 69, 72, 78) else "rest" if state > 56 else ""
    return words.row_kind(text) or words.row_kind(name)


def _matched(
    real: list[str],
    names: dict[str, str],
    moves: Moves,
    places: Places | None,
    known: Places,
    asking: Asking,
) -> tuple[str, dict[str, Match]]:
    """Whose places the texts name, and what each was found to be there."""
    tried = {FILE: _tried(real, names, places), WORLD: _tried(real, names, known)}
    shares = {
        source: sum(bool(one.code) for one in found.values()) / max(len(real), 1)
        for source, found in tried.items()
    }
    are_codes = sum(text.isdigit() for text in real) > len(real) / 2
    least = LEAST_CODES if are_codes and not names else LEAST_NAMES
    proposed = FLOWS
    if places is not None:
        proposed = FILE
    elif shares[WORLD] >= least and real:
        proposed = WORLD
    given = {FILE: places is not None, WORLD: len(known.table) > 0}
    options = [*(source for source, is_there in given.items() if is_there), FLOWS]
    source = asking.ask(
        "places", proposed, options, is_asked=proposed == WORLD and are_codes,
        evidence={source: f"{share:.3f}" for source, share in shares.items() if share},
    )  # fmt: skip
    return source, tried.get(source, {})


def _tried(real: list[str], names: dict[str, str], places: Places | None) -> dict[str, Match]:
    if places is None or not len(places.table):
        return {}
    found = match(real, places)
    left = [text for text, one in found.items() if not one.code and text in names]
    by_name = match([names[text] for text in left], places)
    # A name says more than a code that nothing has: a place, or at least what it may mean.
    return found | {
        text: one for text in left if (one := by_name[names[text]]).code or found[text] == Match()
    }


def _of_flows(
    real: list[str],
    names: dict[str, str],
    kinds: dict[str, str],
    given: dict[str, str],
    counts: Counter[str],
) -> Placed:
    """Places that the moves alone name; spellings of one name are one place."""
    by_key: dict[str, str] = {}
    for text in sorted(real, key=lambda text: (text.isupper(), -counts[text])):
        by_key.setdefault(_key(text), _plain_code(text))
    codes = {text: by_key[_key(text)] for text in real}
    codes |= {text: code for text, code in given.items() if code in {*codes.values()}}
    shown: dict[str, str] = {}
    for text in real:
        shown.setdefault(codes[text], names.get(text, codes[text]))
    table = pd.DataFrame(
        {"region_code": [*shown], "name_en": [*shown.values()]}, dtype="str"
    ).assign(name_zh=pd.Series([None] * len(shown), dtype="str"))
    repaired = {text: code for text, code in codes.items() if text != code and code.isdigit()}
    return Placed(codes, kinds, Places(table, source=FLOWS), (), repaired)


def _plain_code(text: str) -> str:
    """A code without what spreadsheets add to it: an apostrophe before it, a decimal behind."""
    return re.sub(r"^'|(?<=\d)\.0+$", "", text)


def _key(text: str) -> str:
    return words.folded(_plain_code(text))
