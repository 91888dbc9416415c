"""Rows of the table of corridors that the filters of its columns leave."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from geo.view.checks import FILTER_SPAN, read_filters, read_span

NAMES = {"origin": "origin_code", "destination": "destination_code"}
"""Columns of names and the codes that they name."""

NUMBERS = {
    "rank": "rank",
    "persons": "persons",
    "sample": "sample_persons",
    "rate": "rate_per_1000",
    "share": "share_percent",
    "net": "net_persons",
    "effectiveness": "effectiveness_percent",
    "ranked": "rank_value",
}
"""Columns of numbers as the table calls them, and as a page of corridors does."""


def narrowed(rows: pd.DataFrame, filters: str, names: Mapping[str, str]) -> pd.DataFrame:
    """Rows that pass every filter; a missing number passes none.

    Parameters
    ----------
    rows : DataFrame
        A page of corridors.
    filters : str
        As the address has them; see :func:`geo.view.checks.filtered_by`.
    names : mapping of str to str
        Code of a region to its name, as the reader sees it.

    Examples
    --------
    >>> ends = [("A", "B", 9.0), ("B", "A", 2.0), ("A", "C", None)]
    >>> rows = pd.DataFrame(ends, columns=["origin_code", "destination_code", "persons"])
    >>> narrowed(rows, "origin:ELM,persons:5~", {"A": "Elm", "B": "Oak", "C": "Fir"}).index.tolist()
    [0]
    >>> narrowed(rows, "persons:~9", {}).index.tolist()
    [0, 1]
    """
    for column, wanted in read_filters(filters):
        if FILTER_SPAN in wanted:
            low, high = read_span(wanted)
            rows = rows[rows[NUMBERS[column]].astype(float).between(low, high)]
        else:
            known = rows[NAMES[column]].map(names).str.casefold()
            rows = rows[known.str.contains(wanted.casefold(), regex=False)]
    return rows
