"""The one suite of questions, and how the answers of two engines are held against each other."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from geo.flows.engine import QUESTIONS_FILE, TABLE, WHOLE, Engine, Values
from geo.flows.query import Flows
from geo.flows.question import MEASURE, MOST_PAIRS, RANK, SLOT_SIGNS, STRIDE, Question, value_name
from geo.view.view import DIRECTIONS

SLICES = ((0, WHOLE), (3, 20))
"""All rows, and a page of them."""


@dataclass(frozen=True)
class Asked:
    """A question by its name in the built file, as any door would put it."""

    name: str
    values: Values
    first: int
    count: int


def codes_and_periods(engine: Engine) -> tuple[list[str], list[str]]:
    """Regions and intervals of a world, in order."""
    return engine.ask("codes", {})["code"].tolist(), engine.ask("periods", {})["period"].tolist()


def every_name(built: Path, engine: Engine, seed: int) -> Iterator[Asked]:
    """All questions that a build has written, each with values of its own; pages where it has some.

    Values are drawn; the seed makes them the same for both engines.
    """
    codes, periods = codes_and_periods(engine)
    written = json.loads((built / QUESTIONS_FILE).read_text(encoding="utf-8"))
    chance = random.Random(seed)
    for name, one in written.items():
        if name == TABLE:
            continue
        values = drawn(codes, periods, chance)
        for first, count in SLICES if "count" in one["values"] else SLICES[:1]:
            yield Asked(name, values, first, count)


def drawn(codes: list[str], periods: list[str], chance: random.Random) -> Values:
    """Values for every parameter."""
    at = range(len(codes))
    net = chance.randrange(2)
    measure, rank = chance.choice(list(MEASURE.values())), chance.choice(list(RANK))
    earlier, later = sorted(chance.choices(periods, k=2))
    pairs = [chance.choice(at) * STRIDE + chance.choice(at) for _ in range(MOST_PAIRS)]
    return {
        "period": chance.choice((earlier, later)),
        "earlier": earlier,
        "later": later,
        "origins": "".join(chance.choice("110") for _ in at),
        "destinations": "".join(chance.choice("110") for _ in at),
        "sight": "".join(chance.choice("001") for _ in at),
        "zones": "".join(f"{chance.randrange(4):0{SLOT_SIGNS}}" for _ in at),
        "anywhere": chance.randrange(2),
        "leaves": chance.choice(at),
        "arrives": chance.choice(at),
        "net": net,
        "measure": value_name(measure.key, bool(net)),
        "unsteady": int(measure.unsteady),
        "rank": value_name(rank, bool(net)),
        **{f"pair_{slot}": number for slot, number in enumerate(pairs)},
    }


def views(codes: list[str], periods: list[str], count: int) -> Iterator[Question]:
    """Different views of a world."""
    chance = random.Random(count)
    for _ in range(count):
        some = (0, 0, 1, len(codes) // 2)
        yield Question(
            period=chance.choice(periods),
            origins=tuple(sorted(chance.sample(codes, chance.choice(some)))),
            destinations=tuple(sorted(chance.sample(codes, chance.choice(some)))),
            region=chance.choice(("", *codes[:9])),
            direction=chance.choice(DIRECTIONS),
            measure=chance.choice(list(MEASURE)),
            rank=chance.choice(("", *RANK)),
        )


def answers(
    flows: Flows, question: Question, codes: list[str], periods: list[str]
) -> Iterator[tuple[str, pd.DataFrame]]:
    """Everything that one view asks of the door, by kind."""
    groups = {f"zone {start}": codes[start::4] for start in range(3)}
    pairs = list(zip(codes[:5], codes[5:10], strict=False))
    yield "top", flows.top(question, 60)
    in_sight = replace(question, sight=tuple(codes[:9]))
    yield "sight", flows.top(in_sight, 20)
    yield "sighted", pd.DataFrame({"count": [flows.in_sight(in_sight)]})
    yield "page", flows.page(question, 5, 40)
    yield "totals", flows.totals(question)
    yield "some", pd.DataFrame(flows.some(question, pairs))
    yield "history", flows.history((codes[0], codes[1]))
    yield "zones", flows.zones(groups)
    yield "sides", flows.sides(question.period, groups)
    earlier, later = periods[0], periods[-1]
    both = flows.changes(replace(question, period=later), earlier, later, 10)
    yield "changes", pd.DataFrame([both.sums])
    yield "risen", both.risen
    yield "fallen", both.fallen


def same(found: pd.DataFrame, expected: pd.DataFrame, what: object) -> None:
    """Rows, their order, types and missing values are the same, sums to twelve figures."""
    try:
        pd.testing.assert_frame_equal(found, expected, rtol=1e-12, atol=1e-9)
    except AssertionError as error:
        raise AssertionError(f"{str(what)[:200]}: {error}") from None
