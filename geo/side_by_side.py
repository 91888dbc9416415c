"""Two sets of figures on the same rows, with a difference where one means something.

A difference is taken only where both figures are there and of one series.
"""

from __future__ import annotations

import pandas as pd

from geo.uncertainty import Z_95, joint_error

SAME_YEAR = "both intervals take the figure of one year: no change to show"
OTHER_SERIES = "two series that are never joined"
NO_FIGURE = "no figure on one side"


def beside(first: pd.DataFrame, second: pd.DataFrame, over_time: bool = False) -> pd.DataFrame:
    """Two sets of figures on the same rows, with their difference.

    Parameters
    ----------
    first, second : DataFrame
        Made by functions of :mod:`geo.pair_figures`, with the same index.
    over_time : bool
        True for one thing in two intervals: a figure of one year for both is then no change.

    Returns
    -------
    DataFrame
        Their columns with ``_first`` and ``_second``, ``difference`` = second less first, ``low``
        and ``high`` (95 % sampling range of the difference, missing for figures that are no
        samples) and ``why`` (why there is no difference, missing where there is one).

    Examples
    --------
    >>> from geo.pair_figures import framed
    >>> a = framed(["gdp"], [(5.0, 2000, "old", None, float("nan"))])
    >>> b = framed(["gdp"], [(9.0, 2010, "new", None, float("nan"))])
    >>> beside(a, b, over_time=True)[["difference", "why"]].values.tolist()
    [[nan, 'two series that are never joined']]
    """
    table = first.add_suffix("_first").join(second.add_suffix("_second"))
    blank = table["value_first"].isna() | table["value_second"].isna()
    other = (table["series_first"] != table["series_second"]) & ~blank
    years = (table["year_first"] == table["year_second"]).fillna(value=False).astype(bool)
    same = over_time & years & ~blank
    why = pd.Series(None, index=table.index, dtype="object")
    why[blank], why[other], why[same] = NO_FIGURE, OTHER_SERIES, SAME_YEAR
    open_ = why.isna()
    difference = (table["value_second"] - table["value_first"]).where(open_)
    reach = Z_95 * joint_error(table["error_first"], table["error_second"])
    return table.assign(
        difference=difference, low=difference - reach, high=difference + reach, why=why
    )
