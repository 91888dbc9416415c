"""Names that people write for a region: official, short, in other spellings, codes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import pandas as pd

from geo.view.mending import fold
from geo.world.catalog import Package

Names = Mapping[str, tuple[str, ...]]


def own_names(regions: pd.DataFrame) -> Names:
    """Code and names of each region as its table has them, with its kind behind the name.

    Examples
    --------
    >>> own_names(pd.DataFrame({"region_code": ["A"], "name_en": ["Ash"], "kind": ["island"]}))
    {'A': ('A', 'Ash', 'Ash island')}
    """
    columns = [column for column in regions if str(column).startswith("name_")]
    found = {}
    for row in regions.to_dict("records"):
        names = [row["region_code"], *(row[column] for column in columns)]
        if "kind" in row:
            names.append(f"{row['name_en']} {row['kind']}")
        found[str(row["region_code"])] = tuple(name for name in names if isinstance(name, str))
    return found


def names_of(regions: pd.DataFrame, package: Package) -> Names:
    """Every name of each region by its code, its own ones first, then those of the package."""
    more = _declared(package)
    return {code: (*own, *more.get(code, ())) for code, own in own_names(regions).items()}


def _declared(package: Package) -> dict[str, tuple[str, ...]]:
    shown, others = package.aliases, package.other_names
    names = others.names if others else {}
    return {
        code: (*([shown[code]] if code in shown else []), *names.get(code, ()))
        for code in {**shown, **names}
    }


def codes_by_name(regions: pd.DataFrame, package: Package) -> dict[str, str]:
    """Code of each name, folded; what two regions share is the owner's, else that of neither."""
    listed = [(fold(name), code) for code, names in _declared(package).items() for name in names]
    shared = Counter(name for name, _ in {*listed})
    found = {name: code for name, code in listed if shared[name] == 1}
    own = ((fold(name), code) for code, names in own_names(regions).items() for name in names)
    return found | dict(own)
