"""Codes that stand for more than one place, told apart by the coordinates of the file."""

from __future__ import annotations

from dataclasses import replace

from geo.intake.asking import Asking
from geo.intake.tabled.moves import Moves
from geo.intake.texts.columns import Column, paired

CODE, COORDINATES = "code", "coordinates"


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


def shared_codes(moves: Moves) -> dict[str, list[str]]:
    """Codes that stand at more than one place, with where."""
    return {text: spots for text, spots in spots_of(moves).items() if len(spots) > 1}


def spots_of(moves: Moves) -> dict[str, list[str]]:
    """Where each text of a side stands by the coordinates of the file, longitude and latitude."""
    found: dict[str, dict[str, None]] = {}
    for side, where in moves.coordinates.items():
        column: Column = getattr(moves, side)
        for pair in paired(column, where, "{}\n{}".format).used:
            text, _, spot = pair.partition("\n")
            found.setdefault(text, {})[spot] = None
    return {text: [*spots] for text, spots in found.items() if text}
