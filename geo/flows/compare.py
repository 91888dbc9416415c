"""What a view holds its chosen place against, or why it cannot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from geo.flows.question import RANK, missing_reason
from geo.flows.sampling import Z_95, joint_error, standard_error
from geo.shading.shading import MISSING
from geo.view.view import View
from geo.view.vocabulary import Vocabulary
from geo.world.declared import Figure
from geo.world.places import CORRIDOR, REGION, Place

REGIONS, CORRIDORS, INTERVALS = "regions", "corridors", "intervals"

ANOTHER_COUNT = (
    "Refused: a national total counts other people than the tables of moves do, and is put beside "
    "none of them."
)
ANOTHER_TABLE = (
    "Refused: two flow tables count people in different ways. They are never added, ranked or "
    "subtracted; choose one of them under Who."
)
NOTHING_CHOSEN = "Choose a {region} or a corridor to hold against it."
ITSELF = "It is what is chosen now. Choose another one to hold against it."
OTHER_KIND = (
    "What is chosen is of another kind: {regions} are held against {regions}, corridors against "
    "corridors, and each against another interval."
)


@dataclass(frozen=True)
class Comparison:
    """What is held against what.

    Attributes
    ----------
    kind : str
        ``regions``, ``corridors`` or ``intervals``; empty when there is nothing to compare.
    first, second : str
        Codes, corridor keys or intervals; intervals stand in the order of time.
    reason : str
        Why there is nothing to compare; empty otherwise.
    """

    kind: str
    first: str
    second: str
    reason: str = ""


def comparison_of(view: View, place: Place, vocabulary: Vocabulary) -> Comparison | None:
    """Resolve the ``compare`` of a legal view; None when nothing is pinned.

    Parameters
    ----------
    view : View
        A legal view.
    place : Place
        What it chooses.
    vocabulary : Vocabulary
        Words of the loaded data.

    Examples
    --------
    >>> words = Vocabulary({"periods": ("1995-2000",), "regions": ("A", "B")})
    >>> comparison_of(View(place="B", compare="A"), Place("region", "B", "B"), words).kind
    'regions'
    >>> comparison_of(View(place="B", compare="B-A"), Place("region", "B"), words).reason
    'What is chosen is of another kind: {regions} are held against {regions}, corridors against \
corridors, and each against another interval.'
    """
    pinned = view.compare
    if not pinned:
        return None
    if pinned in vocabulary["totals"]:
        return Comparison("", place.key, pinned, ANOTHER_COUNT)
    if pinned in vocabulary["flow-tables"]:
        return Comparison("", place.key, pinned, ANOTHER_TABLE)
    one = place.kind == REGION or len(place.corridors) == 1
    if not one:
        return Comparison("", place.key, pinned, NOTHING_CHOSEN)
    if pinned in (place.key, view.period):
        return Comparison("", place.key, pinned, ITSELF)
    if pinned in vocabulary["periods"]:
        earlier, later = sorted((view.period, pinned), key=vocabulary["periods"].index)
        return Comparison(INTERVALS, earlier, later)
    kind = REGIONS if pinned in vocabulary["regions"] else CORRIDORS
    if (place.kind == CORRIDOR) != (kind == CORRIDORS):
        return Comparison("", place.key, pinned, OTHER_KIND)
    return Comparison(kind, place.key, pinned)


# Figures of one region or corridor in one interval, on the same rows for any of them.

SERIES = "disparity_values"
COLUMNS = ["value", "year", "series", "blank", "error"]


RATES: tuple[Figure, ...] = tuple(
    Figure(
        key=f"{side}_rate",
        title=title,
        unit="per 1,000 residents",
        table="shading",
        names=(f"{side}-rate",),
        decimals=1,
        signed=side == "net",
    )
    for side, title in (("out", "Left, rate"), ("in", "Arrived, rate"), ("net", "Net rate"))
)
"""Rates of the flows: both ends show them below the figures of their world."""

MARGINS = {"out": "out_persons", "in": "in_persons", "net": "net_persons"}
CORRIDOR_COLUMNS = {
    "people": "migrants_persons",
    "back": "reverse_persons",
    "net": "net_persons",
    "effectiveness": "effectiveness_percent",
    "share": "share_percent",
    "rate": "rate_per_1000",
    "rank": "national_rank",
}
CONTRASTS = ("growth", "gdp-gap", "income-gap", "distance")
"""Ranks whose values stand beside a corridor's own figures."""


ByRegion = Mapping[str, Mapping[str, Any]]
"""Row of a table by region code."""


def end_figures(
    shades: Mapping[tuple[str, str], ByRegion],
    series: Mapping[str, Mapping[int, Mapping[str, float]]],
    code: str,
    period: str,
    end_year: int,
    figures: Sequence[Figure],
) -> pd.DataFrame:
    """Return the indicators of one region for one interval.

    Parameters
    ----------
    shades : mapping
        Rows of ``shading`` by shade and interval; see :func:`geo.shading.shade.shades_by_region`.
    series : mapping
        ``disparity_values`` by series and year; see :func:`series_by_year`.
    code, period, end_year
        Region, interval and its last year.
    figures : sequence of Figure
        Which indicators, in reading order.

    Returns
    -------
    DataFrame
        Indexed by the keys of the figures: ``value``, ``year`` (missing where the time is
        the interval), ``series``, ``blank`` (kind of blank, missing where there is a value) and
        ``error`` (missing here). The year is the one nearest to the end of the interval in which
        every region has a figure, so two regions of one interval have the same years.
    """
    rows = [
        _of_series(series, figure, end_year, code)
        if figure.table == SERIES
        else _of_shade(shades, figure, code, period)
        for figure in figures
    ]
    return framed([figure.key for figure in figures], rows)


def series_by_year(values: pd.DataFrame) -> dict[str, dict[int, dict[str, float]]]:
    """Values of ``disparity_values`` by series, year and region.

    Examples
    --------
    >>> table = pd.DataFrame({"indicator": ["gdp"], "year": [2000], "region_code": ["A"],
    ...     "value": [9.0]})
    >>> series_by_year(table)
    {'gdp': {2000: {'A': 9.0}}}
    """
    found: dict[str, dict[int, dict[str, float]]] = {}
    columns = ["indicator", "year", "region_code", "value"]
    for name, year, code, value in values[columns].itertuples(index=False, name=None):
        found.setdefault(name, {}).setdefault(int(year), {})[code] = float(value)
    return found


def _of_period(periods: pd.DataFrame, period: str, column: str) -> float:
    return float(periods.loc[periods["period"] == period, column].iloc[0])


def _of_shade(
    shades: Mapping[tuple[str, str], ByRegion], figure: Figure, code: str, period: str
) -> tuple[object, ...]:
    (name,) = figure.names
    row = shades.get((name, period), {}).get(code)
    if row is None:
        return (np.nan, pd.NA, name, MISSING, np.nan)
    return (row["value"], row["year"], name, row["blank"], np.nan)


def _of_series(
    series: Mapping[str, Mapping[int, Mapping[str, float]]], figure: Figure, end: int, code: str
) -> tuple[object, ...]:
    """Value of the series that has a complete year nearest to the end of the interval."""
    years = [
        (abs(year - end), preference, year, name)
        for preference, name in enumerate(figure.names)
        for year in series.get(name, {})
    ]
    if not years:
        return (np.nan, pd.NA, figure.names[0], MISSING, np.nan)
    _, _, year, name = min(years)
    value = series[name][year].get(code)
    if value is None:
        return (np.nan, year, name, MISSING, np.nan)
    return (value, year, name, None, np.nan)


def framed(keys: list[str], rows: list[tuple[object, ...]]) -> pd.DataFrame:
    """Rows of value, year, series, blank and error as a table by the keys of the figures."""
    value, year, series, blank, error = zip(*rows, strict=True)
    columns = {
        "value": np.array(value, dtype=float),
        "year": pd.array(year, dtype="Int64"),
        "series": pd.array(series, dtype="object"),
        "blank": pd.array(blank, dtype="object"),
        "error": np.array(error, dtype=float),
    }
    return pd.DataFrame(columns, index=pd.Index(keys, name="figure"))


def margin_figures(
    region_flows: pd.DataFrame, periods: pd.DataFrame, code: str, period: str
) -> pd.DataFrame:
    """People who left, arrived and the net of one region in one interval.

    Parameters
    ----------
    region_flows, periods : DataFrame
        Built tables.
    code, period : str
        Region and interval.

    Returns
    -------
    DataFrame
        As for :func:`end_figures`, with the standard error of each estimate.
    """
    chosen = (region_flows["region_code"] == code) & (region_flows["period"] == period)
    columns = [*MARGINS.values(), "out_sample_persons", "in_sample_persons"]
    row = region_flows.loc[chosen, columns].astype(float).iloc[0]
    factor = _of_period(periods, period, "expansion_factor")
    sampled = (row[f"{side}_sample_persons"] for side in ("out", "in"))
    out, arrived = (float(standard_error(one, factor)) for one in sampled)
    errors = {"out": out, "in": arrived, "net": float(joint_error(out, arrived))}
    rows = [_counted(row[column], errors[key]) for key, column in MARGINS.items()]
    return framed(list(MARGINS), rows)


def _counted(value: float, error: float) -> tuple[object, ...]:
    blank = MISSING if pd.isna(value) else None
    return (value, pd.NA, "", blank, np.nan if blank else error)


def corridor_figures(
    history: pd.DataFrame, periods: pd.DataFrame, period: str, known: Mapping[str, bool]
) -> pd.DataFrame:
    """Return the figures of one corridor in one interval, and what sets its ends apart.

    Parameters
    ----------
    history : DataFrame
        The corridor in every interval; see :meth:`geo.flows.query.Flows.history`.
    periods : DataFrame
        Built table.
    period : str
        Interval.
    known : mapping
        For each of :data:`CONTRASTS` that the world has, whether any corridor of the interval has
        a value.

    Returns
    -------
    DataFrame
        As for :func:`end_figures`; ``blank`` holds the reason of a missing contrast. All missing
        where the tables have no such corridor.
    """
    names = [*CORRIDOR_COLUMNS, *known]
    found = history[history["period"] == period]
    if found.empty:
        return framed(names, [(np.nan, pd.NA, "", MISSING, np.nan)] * len(names))
    row = found.iloc[0]
    factor = _of_period(periods, period, "expansion_factor")
    there = float(standard_error(row["sample_persons"], factor))
    back = float(standard_error(row["reverse_sample_persons"], factor))
    if isinstance(row.get("caveat"), str):
        there = np.nan  # chance is not what is wrong with a doubted cell
    errors = {"people": there, "back": back, "net": float(joint_error(there, back))}
    rows = [
        _counted(row[column], errors.get(name, np.nan)) for name, column in CORRIDOR_COLUMNS.items()
    ]
    for name in known:
        value = row[RANK[name].column]
        series, year = _dated(row, name)
        blank = missing_reason(RANK[name], known[name]) if pd.isna(value) else None
        rows.append((value, year, series, blank, np.nan))
    return framed(names, rows)


def _dated(row: pd.Series, name: str) -> tuple[str, object]:
    """Series and year of a gap; the others are of the interval itself."""
    stem = name.removesuffix("-gap")
    if stem == name or pd.isna(row[f"{stem}_year"]):
        return "", pd.NA
    return str(row[f"{stem}_series"]), int(row[f"{stem}_year"])


# Two sets of figures on the same rows, with a difference where one means something.

OUTSIDE_YEAR = "a year outside its interval: no change to show"
SAME_YEAR = "both intervals take the figure of one year: no change to show"
OTHER_SERIES = "two series that are never joined"
OTHER_DEFINITION = "not compared: two definitions"
NO_FIGURE = "no figure on one side"
INSIDE = "inside"  # moves inside a region: its series is what counts as one


def beside(
    first: pd.DataFrame, second: pd.DataFrame, intervals: tuple[range, range] | None = None
) -> pd.DataFrame:
    """Two sets of figures on the same rows, with their difference.

    Parameters
    ----------
    first, second : DataFrame
        Made by functions of :mod:`geo.flows.compare`, with the same index.
    intervals : tuple of range or None
        Years that each interval touches, for one thing in two intervals: a figure of one year for
        both, or of a year outside its interval, is then no change.

    Returns
    -------
    DataFrame
        Their columns with ``_first`` and ``_second``, ``difference`` = second less first, ``low``
        and ``high`` (95 % sampling range of the difference, missing for figures that are no
        samples) and ``why`` (why there is no difference, missing where there is one).

    Examples
    --------
    >>> from geo.flows.compare import framed
    >>> a = framed(["gdp"], [(5.0, 2000, "old", None, float("nan"))])
    >>> b = framed(["gdp"], [(9.0, 2010, "new", None, float("nan"))])
    >>> years = (range(1995, 2001), range(2005, 2011))
    >>> beside(a, b, years)[["difference", "why"]].values.tolist()
    [[nan, 'two series that are never joined']]
    """
    one, other = (table["value"].to_numpy(dtype=float) for table in (first, second))
    difference = other - one
    pairs = zip(
        first.index,
        np.isnan(difference).tolist(),
        *(table[name].tolist() for name in ("series", "year") for table in (first, second)),
        strict=True,
    )
    why = [
        _why(str(figure), blank, (left, right), (early, late), intervals)
        for figure, blank, left, right, early, late in pairs
    ]
    difference[[reason is not None for reason in why]] = np.nan
    reach = Z_95 * joint_error(first["error"].to_numpy(), second["error"].to_numpy())
    columns = {
        f"{name}_{side}": table[name]
        for side, table in (("first", first), ("second", second))
        for name in COLUMNS
    }
    columns |= {"difference": difference, "low": difference - reach, "high": difference + reach}
    return pd.DataFrame({**columns, "why": pd.array(why, dtype="object")}, index=first.index)


def _why(
    figure: str,
    blank: bool,
    series: tuple[object, object],
    years: tuple[object, object],
    intervals: tuple[range, range] | None,
) -> str | None:
    """Why two figures have no difference; None where they have one."""
    if blank:
        return NO_FIGURE
    if intervals and all(isinstance(year, int) for year in years):
        if years[0] == years[1]:
            return SAME_YEAR
        if not all(year in inside for year, inside in zip(years, intervals, strict=True)):
            return OUTSIDE_YEAR
    other = OTHER_DEFINITION if figure == INSIDE else OTHER_SERIES
    return other if series[0] != series[1] else None
