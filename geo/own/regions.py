"""Regions of a reader's package: codes that an address can hold, names that tell them apart."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import chain, count
from typing import Any

import pandas as pd

from geo.outlines.outlines import Outlines
from geo.outlines.places import Places
from geo.own.told import UNGROUPED, WHOLE

UNSAFE = re.compile(r"[^\w.-]+")
MOST_ZONES = 120
ENDS = ("origin_code", "destination_code")
WHOLE_COLUMN, WHOLE_KEY, UNGROUPED_KEY = "whole", "all", "ungrouped"


def safe_codes(codes: Iterable[str]) -> dict[str, str]:
    """Codes that an address can hold, each once, by the codes of the file.

    Examples
    --------
    >>> safe_codes(["GB-ENG", "06037", "St. Helena", "A,B", "A B"])["A B"]
    'A_B_2'
    """
    found: dict[str, str] = {}
    taken = {code for code in codes if not UNSAFE.search(code)}
    for code in dict.fromkeys(codes):
        safe = UNSAFE.sub("_", code).strip("_") or "_"
        number = 2
        while safe != code and safe in taken:
            safe = f"{UNSAFE.sub('_', code).strip('_')}_{number}"
            number += 1
        taken.add(safe)
        found[code] = safe
    return found


def told_apart(table: pd.DataFrame, groupings: Sequence[str]) -> list[str]:
    """Names of regions; one that several have is told apart by its group, else by its code.

    Examples
    --------
    >>> table = pd.DataFrame({"region_code": ["1", "2", "3"], "state": ["N", "S", "S"],
    ...     "name_en": ["Lake", "Lake", "Hill"]})
    >>> told_apart(table, ["state"])
    ['Lake (N)', 'Lake (S)', 'Hill']
    """
    codes = table["region_code"].astype("str")
    names = table["name_en"].astype("str").where(table["name_en"].notna(), codes)
    for column in (*groupings, "region_code"):
        shared = names.duplicated(keep=False)
        behind = table[column].astype("str").where(table[column].notna(), codes)
        grouped = names + " (" + behind + ")"
        alone = ~grouped.duplicated(keep=False) | (column == "region_code")
        names = names.where(~(shared & alone), grouped)
    return names.tolist()


def moving(flows: pd.DataFrame) -> set[str]:
    """Codes of the places that some row of the moves names.

    Examples
    --------
    >>> sorted(moving(pd.DataFrame({"origin_code": ["A"], "destination_code": ["B"]})))
    ['A', 'B']
    """
    return {str(code) for end in ENDS for code in flows[end].unique()}


def are_of(outlines: Outlines, codes: Collection[str]) -> bool:
    """Whether some of the outlines is of one of these places; else they draw none of them."""
    return not {*outlines.shapes["region_code"].astype("str")}.isdisjoint(codes)


def of_moves(places: Places, flows: pd.DataFrame) -> Places:
    """The places that some row names: those of boundaries that are of none of them are left out."""
    table = places.table
    named = table["region_code"].astype("str").isin(moving(flows))
    return replace(places, table=table[named].reset_index(drop=True))


def zone_keys(values: Sequence[str], taken: Iterable[str]) -> dict[str, str]:
    """Word in the address for each group: none is the code of a region.

    Examples
    --------
    >>> zone_keys(["New York", "CA"], {"CA"})
    {'New York': 'new_york', 'CA': 'zone_ca'}
    """
    lowered = {code.lower() for code in taken}
    found: dict[str, str] = {}
    for value, safe in safe_codes(values).items():
        key = safe.lower()
        while key in lowered or key in found.values():
            key = f"zone_{key}"
        found[value] = key
    return found


def schemes(
    table: pd.DataFrame, groupings: Sequence[str]
) -> tuple[dict[str, pd.Series], list[dict[str, Any]]]:
    """Zone schemes from columns of the places.

    Parameters
    ----------
    table
        ``region_code`` and the groupings.
    groupings
        Columns; one with a single group or more than `MOST_ZONES` is left out.

    Returns
    -------
    columns : dict of str to Series
        Zone of each region by column of the table ``regions``.
    schemes : list of dict
        Records of `Scheme`; one of the whole where there is no other.
    """
    columns: dict[str, pd.Series] = {}
    found: list[dict[str, Any]] = []
    for column in groupings:
        values = table[column].dropna().astype("str")
        groups = sorted(values.unique())
        if not 1 < len(groups) <= MOST_ZONES:
            continue
        key = f"by-{len(found) + 1}"
        keys = zone_keys(groups, table["region_code"])
        zones = [{"key": keys[one], "title": one} for one in groups]
        if len(values) < len(table):
            zones.append({"key": UNGROUPED_KEY, "title": UNGROUPED})
        name = f"group_{len(found) + 1}"
        columns[name] = table[column].map(keys).fillna(UNGROUPED_KEY)
        found.append({"key": key, "title": column, "column": name, "zones": zones,
                      "on_cards": True})  # fmt: skip
    if not found:
        columns[WHOLE_COLUMN] = pd.Series(WHOLE_KEY, index=table.index)
        zones = [{"key": WHOLE_KEY, "title": WHOLE}]
        found.append({"key": "whole", "title": WHOLE, "column": WHOLE_COLUMN, "zones": zones})
    return columns, found


def other_names(
    codes: Mapping[str, str], spellings: Mapping[str, tuple[str, ...]]
) -> dict[str, list[str]]:
    """Other names by the code in the address; the code of the file is one where it differs.

    Examples
    --------
    >>> other_names({"A B": "A_B"}, {"A B": ("ab", " ")})
    {'A_B': ['A B', 'ab']}
    """
    found = {}
    for code, safe in codes.items():
        own = () if code == safe else (code,)
        names = [one for one in (*own, *spellings.get(code, ())) if one.strip()]
        if names:
            found[safe] = list(dict.fromkeys(names))
    return found


def flat(columns: Iterable[str], ours: Collection[str] = ()) -> dict[str, str]:
    """Column names of ours by those of the file: words of an address, told apart.

    None is among the other ones of ours.

    Examples
    --------
    >>> flat(["Sex", "sex", "Age group"])
    {'Sex': 'sex', 'sex': 'sex_2', 'Age group': 'age_group'}
    >>> flat(["Sex", "sex", "sex 2", "Caveat"], ["caveat"])
    {'Sex': 'sex', 'sex': 'sex_2', 'sex 2': 'sex_2_2', 'Caveat': 'caveat_2'}
    """
    found: dict[str, str] = {}
    used = {*ours}
    for one in columns:
        name = re.sub(r"\W+", "_", one.lower()).strip("_") or "category"
        more = (f"{name}_{number}" for number in count(2))
        found[one] = next(free for free in chain([name], more) if free not in used)
        used.add(found[one])
    return found
