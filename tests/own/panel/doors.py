"""Doors that read small made lists without any child, so that what the page does is tested."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence

from geo.outlines.told import Choice, Finding, Unmatched
from geo.own.building import Tell
from layers.own.draft import PROJECT, DraftError, Recipe, Sent
from layers.own.reading import Reading
from layers.own.words import LEFT, name_key

PLACES = {"34": "Anhui", "11": "Beijing", "31": "Shanghai"}
LIST = "origin,destination,persons\n34,31,67\n34,11,26\nAnhuy,31,5\n34,34,900\n34,11,many\n"
NEEDED = "unit"


class Doors:
    """Reads a list of three columns; what it is asked is written down."""

    def __init__(self, recipes: Sequence[Recipe] = ()) -> None:
        self.read_with: list[dict[str, str]] = []
        self.built_with: list[dict[str, str]] = []
        self.kept = recipes

    def read(self, files: Sequence[Sent], answers: Mapping[str, str]) -> Reading:
        self.read_with.append(dict(answers))
        for one in files:
            if one.path.read_bytes().startswith(b"\x00"):
                raise DraftError("unreadable", where=one.name, reason="no text", remedy="send CSV")
        if files[0].role == PROJECT:
            return Reading()
        return read_list(files[0].path.read_text("utf-8"), answers)

    def build(
        self, files: Sequence[Sent], answers: Mapping[str, str], reading: Reading, tell: Tell
    ) -> str:
        tell("building")
        self.built_with.append(dict(answers))
        return "made"

    def recipes(self) -> Sequence[Recipe]:
        return self.kept


def read_list(text: str, answers: Mapping[str, str]) -> Reading:
    """What a list says: flows, an own cell, a name without a place, a cell that is no number."""
    head, *rows = list(csv.reader(text.splitlines()))
    found: dict[str, list[tuple[int, list[str]]]] = {}
    for number, row in enumerate(rows, 2):
        found.setdefault(kind_of(row, answers), []).append((number, row))
    parts = {"flow": "accepted", "own-cell": "aside", "unmatched": "aside", "no-number": "rejected"}
    findings = tuple(
        Finding(kind, parts[kind], len(one), tuple(n for n, _row in one),
                persons=None if kind == "no-number" else sum(float(row[2]) for _n, row in one))
        for kind, one in found.items()
    )  # fmt: skip
    lost = [row[0] for _n, row in found.get("unmatched", []) if name_key(row[0]) not in answers]
    largest = max(found.get("flow", [(0, ["", "", "0"])]), key=lambda one: float(one[1][2]))[1]
    ends = (
        ("destination", "origin")
        if answers.get("direction") == "back"
        else ("origin", "destination")
    )
    sentence = {"persons": float(largest[2]), ends[0]: largest[0], ends[1]: largest[1]}
    return Reading(
        choices=_choices(answers),
        findings=findings,
        unmatched=tuple(Unmatched(one, one, ("34", "11"), 1) for one in lost),
        rows_read=len(rows),
        sample=(tuple(head), *map(tuple, rows)),
        sentence=sentence,
        names={"en": PLACES},
    )


def kind_of(row: Sequence[str], answers: Mapping[str, str]) -> str:
    origin = answers.get(name_key(row[0]), row[0])
    if origin not in PLACES or origin == LEFT:
        return "unmatched"
    if not row[2].isdigit():
        return "no-number"
    return "own-cell" if origin == row[1] else "flow"


def _choices(answers: Mapping[str, str]) -> tuple[Choice, ...]:
    def one(
        key: str, value: str, *options: str, asked: bool = False, needed: bool = False
    ) -> Choice:
        given = answers.get(key, "")
        return Choice(key, given or value, options, asked, needed, bool(given))

    return (
        one("encoding", "utf-8", "utf-8", "gb18030"),
        one("direction", "there", "there", "back", asked=True),
        one(NEEDED, "", "persons", "thousands", asked=True, needed=True),
        one("title", "", asked=True),
    )
