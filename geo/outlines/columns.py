"""Which columns of a boundary file hold codes, names and groups, by what stands in them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

LEAST_FILLED = 0.85
LEAST_DISTINCT = 0.85
LEAST_OF_NAMES = 0.3
LEAST_OF_CODES = 0.3
"""Different codes for each feature, where a column is called a code: a region may be several."""
MOST_GROUPS = 80
LEAST_IN_A_GROUP = 2
MOST_GROUPINGS = 6
LONGEST_CODE = 16
LEVELS_ABOVE = 400
"""Regions beyond which a group from the code alone is proposed, where no column gives one."""
_CODE_NAME = re.compile(
    r"(?:^|_)(?:geo)?(?:id|code|cd|fips|iso|hasc|nuts|lau|gid|kod|key|ref|abbrev|postal)(?:$|_|\d)"
    r"|cd$|code|pcode|geoid|fips|^iso|cod_|_cod$|kommunenr|ags$",
    re.I,
)
_BEST_CODE = re.compile(r"cd$|geoid|fips|^iso_?3166|nuts_id|^id$|pcode", re.I)
_NAME_NAME = re.compile(
    r"name|nm$|nm_?[a-z]{0,2}$|label|title|^nom|nombre|naam|navn|namn|^n_", re.I
)
_MAIN_NAME = re.compile(r"^name$|name_?en$|^name_?\d$|\d*nm$|^naam$|^navn$|^nom$|^nombre$", re.I)
_OTHER_TONGUE = re.compile(r"name_(?!en)[a-z]{2}$|nmw$|_?alt|_?var|_zh|_cn", re.I)
_MEASURE = re.compile(
    r"area|shape|length|perim|pop|lat|lon|^x$|^y$|objectid|^fid|scale|rank|color", re.I
)
_OF_A_KIND = re.compile(r"type|kind|status|class|source|note|level", re.I)
_SIGNS = re.compile(r"[\u3400-\u9fff]")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:e[+-]?\d+)?", re.I)
_PREFIX = re.compile(r"([A-Z]+\d{0,2}|\d{2})[-.]?[A-Z0-9]{1,9}")


@dataclass(frozen=True)
class Columns:
    """Columns of a layer by what they can be, the likeliest first.

    Attributes
    ----------
    codes, names, signs, groups : tuple of str
        For codes, names in letters, names in signs, and groups of regions.
    """

    codes: tuple[str, ...]
    names: tuple[str, ...]
    signs: tuple[str, ...]
    groups: tuple[str, ...]


def columns_of(table: pd.DataFrame) -> Columns:
    """Sort the columns of a layer by what they can be.

    Examples
    --------
    >>> table = pd.DataFrame({"LAD13CD": ["E01", "E02", "E03", "E04"], "OBJECTID": list("1234"),
    ...     "LAD13NM": ["Ash", "Bay", "Col", "Dun"], "RGN": ["North", "North", "South", "South"]})
    >>> found = columns_of(table)
    >>> found.codes[0], found.names[0], found.signs, found.groups
    ('LAD13CD', 'LAD13NM', (), ('RGN',))
    """
    codes, names, signs = [], [], []
    for column in table:
        filled = table[column].dropna()
        if not len(filled) or len(filled) < LEAST_FILLED * len(table):
            continue
        distinct = filled.nunique() / len(filled)
        in_signs = filled.str.contains(_SIGNS).mean() > 0.5
        lettered = filled.str.contains(r"[^\W\d_]").mean() > 0.9
        short = filled.str.len().max() <= LONGEST_CODE and not filled.str.contains(r"\s").any()
        name = str(column)
        is_distinct = distinct >= (LEAST_OF_CODES if _CODE_NAME.search(name) else LEAST_DISTINCT)
        if is_distinct and short and not in_signs:
            codes.append((_code_rank(name, filled, distinct), name))
        if in_signs and distinct > LEAST_OF_NAMES:
            signs.append((not _NAME_NAME.search(name), name))
        elif lettered and distinct > LEAST_OF_NAMES and _is_worded(filled):
            names.append((_name_rank(name), -distinct, name))
    used = {name for _, name in sorted(codes)[:1]} | {name for *_, name in sorted(names)[:1]}
    groups = [str(name) for name in table if name not in used and _is_group(table[name])]
    return Columns(
        codes=tuple(name for _, name in sorted(codes)),
        names=tuple(name for *_, name in sorted(names)),
        signs=tuple(name for _, name in sorted(signs)),
        groups=tuple(sorted(groups, key=is_of_a_kind))[:MOST_GROUPINGS],
    )


def is_of_a_kind(column: str) -> bool:
    """Whether a column by its name says what kind of region each is, and not where it lies."""
    return bool(_OF_A_KIND.search(column))


def _code_rank(name: str, filled: pd.Series[str], distinct: float) -> tuple[float, ...]:
    is_short_number = bool(filled.str.fullmatch(r"0|[1-9][0-9]{0,8}").all())
    is_run = is_short_number and int(filled.astype("int64").max()) <= len(filled)
    return (
        float(is_run or bool(_MEASURE.search(name))),
        float(distinct < 1),
        float(not _BEST_CODE.search(name)),
        float(not _CODE_NAME.search(name)),
        -float(filled.str.contains(r"\d").mean() > 0.9),
        float(filled.str.len().nunique()),
    )


def _name_rank(name: str) -> int:
    if _MAIN_NAME.search(name) and not _OTHER_TONGUE.search(name):
        return 0 if re.search(r"en$", name, re.I) else 1
    if _OTHER_TONGUE.search(name):
        return 4
    return 2 if _NAME_NAME.search(name) else 3


def _is_worded(filled: pd.Series[str]) -> bool:
    """Whether texts are words more than codes: with letters in a row, and not capitals alone."""
    is_word = filled.str.contains(r"[^\W\d_]{3}").mean() > 0.6
    is_code = filled.str.fullmatch(r"[A-Z]{2,3}[-.]?[A-Z0-9]{0,6}").mean() > 0.6
    return bool(is_word and not is_code)


def _is_group(column: pd.Series[str]) -> bool:
    filled = column.dropna()
    count = filled.nunique()
    if len(filled) < len(column) or not 2 <= count <= min(MOST_GROUPS, len(filled) / 2):
        return False
    is_number = filled.str.fullmatch(_NUMBER).mean() > 0.9 and filled.str.contains("[.-]").any()
    return not _MEASURE.search(str(column.name)) and not is_number


def groups_of_codes(codes: Sequence[str]) -> pd.Series[str] | None:
    """What codes begin with, where that puts them in groups: letters, or two digits.

    Examples
    --------
    >>> list(groups_of_codes(["01001", "01002", "02001", "02002"]))
    ['01', '01', '02', '02']
    >>> groups_of_codes(["A", "B"]) is None
    True
    """
    column = pd.Series(list(codes), dtype="str")
    found = column.str.extract(f"^{_PREFIX.pattern}$", expand=False)
    if found.isna().any() or column.str.len().nunique() > 2:
        return None
    is_grouping = 2 <= found.nunique() <= min(MOST_GROUPS, len(found) / LEAST_IN_A_GROUP)
    return found if is_grouping else None


def groups_of_layer(
    codes: Sequence[str], above: pd.DataFrame, code: str, name: str
) -> pd.Series[str] | None:
    """Names of the regions of another layer whose codes these codes begin with.

    Parameters
    ----------
    codes
        Of the regions.
    above
        Columns of the other layer.
    code, name
        Its columns of codes and names.

    Examples
    --------
    >>> above = pd.DataFrame({"id": ["01", "02"], "name": ["Elm", "Ash"]})
    >>> list(groups_of_layer(["01001", "01002", "02001", "02002"], above, "id", "name"))
    ['Elm', 'Elm', 'Ash', 'Ash']
    """
    known = above[[code, name]].dropna()
    lengths = set(known[code].str.len())
    column = pd.Series(list(codes), dtype="str")
    if len(lengths) != 1 or known[code].duplicated().any() or len(known) < 2:
        return None
    (length,) = lengths
    if not (column.str.len() > length).all():
        return None
    found = column.str[:length].map(known.set_index(code)[name])
    return None if found.isna().any() or found.nunique() < 2 else found
