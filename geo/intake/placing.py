"""Which place each side of the moves is, and which sides are no place: totals, abroad, the rest."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from geo.intake.asking import Asking
from geo.intake.intake import Unmatched
from geo.intake.named import Named, named
from geo.intake.tabled.moves import COUNTIES, Moves
from geo.intake.texts import words
from geo.intake.texts.columns import Column, paired
from geo.outlines.places import Places

FILE, WORLD, FLOWS = "file", "world", "flows"
CODE, COORDINATES = "code", "coordinates"
OUTSIDE, INSIDE = "outside", "inside"
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
    """

    codes: dict[str, str]
    kinds: dict[str, str]
    places: Places
    unmatched: tuple[Unmatched, ...] = ()
    repaired: dict[str, str] = field(default_factory=dict)


def parted(moves: Moves, asking: Asking) -> tuple[Moves, bool]:
    """Codes that stand at more than one place, told apart by coordinates where the reader wants it.

    Gives the moves, and whether they were told apart.
    """
    shared = shared_codes(moves)
    if not shared:
        return moves, False
    answer = asking.ask(
        "same-code", CODE, (CODE, COORDINATES), is_asked=True,
        evidence={"codes": ", ".join([*shared][:5])},
    )  # fmt: skip
    if answer == CODE:
        return moves, False
    # Both sides number the places of a code in the same order.
    places = sorted({(text, spot) for text, spots in shared.items() for spot in spots})
    number = {
        pair: sum(one[0] == pair[0] for one in places[:at]) + 1 for at, pair in enumerate(places)
    }

    def told_apart(text: str, spot: str) -> str:
        return f"{text} ({number[text, spot]})" if (text, spot) in number else text

    sides = {
        side: paired(getattr(moves, side), where, told_apart)
        for side, where in moves.coordinates.items()
    }
    return replace(moves, **sides), True  # type: ignore[arg-type]


def shared_codes(moves: Moves) -> dict[str, set[str]]:
    """Codes that stand at more than one place, with where."""
    found: dict[str, set[str]] = {}
    for side, where in moves.coordinates.items():
        column: Column = getattr(moves, side)
        for pair in paired(column, where, "{}\n{}".format).used:
            text, _, spot = pair.partition("\n")
            found.setdefault(text, set()).add(spot)
    return {text: spots for text, spots in found.items() if len(spots) > 1 and text}


def place(moves: Moves, places: Places | None, known: Places, asking: Asking) -> Placed:
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
    """
    names = names_of(moves)
    counts = Counter[str]()
    for side in (moves.origin, moves.destination):
        for text, count in zip(side.texts, side.counts, strict=True):
            counts[str(text)] += int(count)
    texts = [text for text, count in counts.items() if count]
    kinds = _kinds(texts, names, moves, asking)
    real = [text for text in texts if text not in kinds]
    source, found = _matched(real, names, moves, places, known, asking)
    given = asking.starting("place:")
    if source == FLOWS:
        return _of_flows(real, names, kinds, given, counts)
    used = places if source == FILE and places is not None else known
    listed = {str(code) for code in used.table["region_code"]}
    codes = {text: one.code for text, one in found.items() if one.code}
    codes |= {text: code for text, code in given.items() if code in listed and text in counts}
    left = sorted((text for text in real if text not in codes), key=lambda text: -counts[text])
    # What a reader has put outside is unmatched too, and no longer asked.
    kinds |= dict.fromkeys(left, "unmatched")
    kinds |= {text: "outside" for text in left if given.get(text) == OUTSIDE}
    kinds |= {text: "former" for text in left if found[text].is_former}
    kinds |= dict.fromkeys(_of_another_year(left, codes), "former")
    for text in left:
        if words.is_territory(names.get(text, text)):
            kinds[text] = "territory"
    open_texts = [text for text in left if kinds[text] in ("unmatched", "former")]
    unmatched = tuple(
        Unmatched(_shown(text, names), found[text].suggestions, counts[text], f"place:{text}")
        for text in open_texts
    )
    repaired = {
        text: code for text, code in codes.items()
        if text != code and re.fullmatch(r"'?\d[\d.]*", text) and code.isdigit()
    }  # fmt: skip
    return Placed(codes, kinds, used, unmatched, repaired)


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
) -> tuple[str, dict[str, Named]]:
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
    options = [source for source in (FILE, WORLD) if tried[source]] + [FLOWS]
    source = asking.ask(
        "places", proposed, options, is_asked=proposed == WORLD and are_codes,
        evidence={source: f"{share:.3f}" for source, share in shares.items() if share},
    )  # fmt: skip
    return source, tried.get(source, {})


def _tried(real: list[str], names: dict[str, str], places: Places | None) -> dict[str, Named]:
    if places is None or not len(places.table):
        return {}
    found = named(real, places)
    left = [text for text, one in found.items() if not one.code and text in names]
    by_name = named({names[text] for text in left}, places)
    return found | {text: by_name[names[text]] for text in left if by_name[names[text]].code}


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
