"""Codes, names and groups of the features of a layer, under the answers of a reader."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from geo.outlines.columns import (
    LEVELS_ABOVE,
    Columns,
    columns_of,
    groups_of_codes,
    groups_of_layer,
    is_of_a_kind,
)
from geo.outlines.formats.layer import Layer
from geo.outlines.places import Places
from geo.outlines.told import Choice

NONE = ""
YES, NO = "yes", "no"
FROM_CODE = "code"
"""Grouping by what codes begin with, where no column has it."""
FIRST = 3


@dataclass(frozen=True)
class Named:
    """Features by code and name.

    Attributes
    ----------
    places : Places
        One for each code.
    codes, labels : sequence of str
        Code of each feature, and what tells it from others in a message.
    choices : list of Choice
        Columns that were understood.
    flaws : mapping
        Positions of features by what is wrong with their codes and names.
    """

    places: Places
    codes: Sequence[str]
    labels: Sequence[str]
    choices: list[Choice]
    flaws: Mapping[str, Sequence[int]]


def named(layer: Layer, layers: Sequence[Layer], answers: Mapping[str, str]) -> Named:
    """Find codes, names and groups of the features of a layer.

    Parameters
    ----------
    layer
        The chosen one.
    layers
        All of the file: another may be the level above.
    answers
        Of the reader.
    """
    table, columns = layer.table, columns_of(layer.table)
    every = tuple(map(str, table))
    code_column = _chosen(answers, "outline-code", every, _first(columns.codes, columns.names))
    names = [one for one in columns.names if one != code_column]
    name_column = _chosen(answers, "outline-name", every, _first(names))
    signs_column = _chosen(answers, "outline-name-zh", every, _first(columns.signs))
    is_plain = bool(code_column) and table[code_column].is_unique
    choices = [
        _choice(answers, table, "outline-code", code_column, every, asked=not is_plain),
        _choice(answers, table, "outline-name", name_column, every, asked=not name_column),
    ]
    if signs_column:
        choices.append(_choice(answers, table, "outline-name-zh", signs_column, every))
    codes, flaws = _codes(table, code_column, name_column)
    grouped = _groupings(layer, layers, columns, codes)
    kept = {}
    for title, values in grouped.items():
        choice = _grouping(answers, title, values)
        choices.append(choice)
        if choice.value == YES:
            kept[title] = values
    places = _places(table, codes, columns, (code_column, name_column, signs_column), kept)
    label = table[name_column] if name_column else pd.Series([None] * len(table))
    labels = [
        code if name is None or name == code else f"{code} {name}"
        for code, name in zip(codes, label, strict=True)
    ]
    return Named(places, codes, labels, choices, flaws)


def _first(*some: Sequence[str]) -> str:
    return next((one[0] for one in some if one), NONE)


def _chosen(answers: Mapping[str, str], key: str, every: Sequence[str], proposed: str) -> str:
    answer = answers.get(key, proposed)
    return answer if answer in (*every, NONE) else proposed


def _choice(
    answers: Mapping[str, str], table: pd.DataFrame, key: str, value: str, every: tuple[str, ...],
    *, asked: bool = False,
) -> Choice:  # fmt: skip
    first = list(table[value].dropna().head(FIRST)) if value else []
    evidence = {"first": ", ".join(map(str, first))}
    return Choice(
        key, value, every, is_asked=asked, is_answered=answers.get(key) == value, evidence=evidence
    )


def _codes(table: pd.DataFrame, code: str, name: str) -> tuple[list[str], dict[str, Sequence[int]]]:
    """Code of each feature: its own, else its name, else its number in the file.

    Features of one code are one region, drawn together.
    """
    nothing = pd.Series([None] * len(table), dtype=object)
    own = table[code] if code else nothing
    by_name = table[name] if name else nothing
    is_free = ~by_name.duplicated(keep=False) & ~by_name.isin(set(own.dropna()))
    numbers = pd.Series([f"feature {at + 1}" for at in range(len(table))], dtype=object)
    found = own.where(own.notna(), by_name.where(is_free & by_name.notna(), numbers))
    flaws: dict[str, Sequence[int]] = {
        "outline-no-code": _where(own.isna()),
        "outline-doubled-code": _where(own.notna() & own.duplicated(keep=False)),
    }
    if name:
        first = ~found.duplicated()
        doubled = first & by_name.notna() & by_name.where(first).duplicated(keep=False)
        flaws["outline-no-name"] = _where(by_name.isna())
        flaws["outline-doubled-name"] = _where(doubled)
    return list(map(str, found)), flaws


def _where(is_it: pd.Series[bool]) -> list[int]:
    return [int(at) for at in np.flatnonzero(is_it)]


def _groupings(
    layer: Layer, layers: Sequence[Layer], columns: Columns, codes: Sequence[str]
) -> dict[str, pd.Series[str]]:
    """Groups of each feature by their title: of columns, of a layer above, of the codes."""
    found = {one: layer.table[one] for one in columns.groups}
    for other in layers:
        if other is layer or len(other.table) < 2:
            continue
        above = columns_of(other.table)
        code = _first(above.codes)
        title = _first([one for one in above.names if one != code])
        groups = groups_of_layer(codes, other.table, code, title) if code and title else None
        if groups is not None:
            found[other.name or FROM_CODE] = groups
    if not found and len(set(codes)) > LEVELS_ABOVE:
        groups = groups_of_codes(codes)
        if groups is not None:
            found[FROM_CODE] = groups
    return found


def _grouping(answers: Mapping[str, str], title: str, values: pd.Series[str]) -> Choice:
    key = f"outline-group-{title}"
    proposed = NO if is_of_a_kind(title) else YES
    answer = answers.get(key)
    first = list(dict.fromkeys(values.dropna()))
    evidence = {"count": str(len(first)), "first": ", ".join(map(str, first[:FIRST]))}
    return Choice(
        key, answer if answer in (YES, NO) else proposed, (YES, NO),
        is_answered=answer in (YES, NO), evidence=evidence,
    )  # fmt: skip


def _places(
    table: pd.DataFrame, codes: Sequence[str], columns: Columns, used: tuple[str, str, str],
    groupings: Mapping[str, pd.Series[str]],
) -> Places:  # fmt: skip
    """One place for each code, named as its first feature is."""
    _, name, signs = used
    listed = pd.Series(list(codes), dtype=object)
    by_name = table[name] if name else pd.Series([None] * len(table), dtype=object)
    frame = pd.DataFrame(
        {
            "region_code": listed,
            "name_en": by_name.where(by_name.notna(), listed),
            "name_zh": table[signs] if signs else None,
            **groupings,
        }
    )
    others = dict.fromkeys((*columns.codes, *columns.names, *columns.signs))
    more = [one for one in others if one not in used]
    spellings: dict[str, dict[str, None]] = {}
    for row, own in zip(table[more].to_dict("records"), codes, strict=True):
        texts = {str(text): None for text in row.values() if isinstance(text, str)}
        spellings.setdefault(own, {}).update(texts)
    return Places(
        table=frame.drop_duplicates("region_code").sort_values("region_code", ignore_index=True),
        spellings={own: tuple(texts) for own, texts in spellings.items() if texts},
        groupings=tuple(groupings),
        source="file",
    )
