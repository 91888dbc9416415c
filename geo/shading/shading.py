"""What a region can be shaded by: one value, one year or one kind of blank for each interval."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

MISSING = "missing"
NOT_APPLICABLE = "not applicable"
SUPPRESSED = "suppressed"
BLANKS = (MISSING, SUPPRESSED, NOT_APPLICABLE)


@dataclass(frozen=True)
class FlowShade:
    """A shade read from the margins of the flow table.

    Attributes
    ----------
    key : str
        The word in the address.
    column : str
        Column of ``region_flows``.
    signed : bool
        True where values fall on both sides of zero, so the colours diverge.
    """

    key: str
    column: str
    signed: bool

    @property
    def of_category(self) -> bool:
        """Whether it has values where a category is kept, and there alone."""
        return self.column.endswith("_category_share_percent")

    @property
    def of_people(self) -> bool:
        """Whether every world has it: where moves go one way only, no region has a balance."""
        return self.column.endswith("_persons")


FLOW_SHADES: tuple[FlowShade, ...] = (
    FlowShade("net", "net_persons", signed=True),
    FlowShade("net-rate", "net_rate_per_1000", signed=True),
    FlowShade("in", "in_persons", signed=False),
    FlowShade("in-rate", "in_rate_per_1000", signed=False),
    FlowShade("out", "out_persons", signed=False),
    FlowShade("out-rate", "out_rate_per_1000", signed=False),
    FlowShade("out-category-share", "out_category_share_percent", signed=False),
    FlowShade("in-category-share", "in_category_share_percent", signed=False),
)
SIGNED_SHADES = frozenset(shade.key for shade in FLOW_SHADES if shade.signed)


def nearest_year(counts: pd.Series, wanted: int, complete: int) -> int | None:
    """Year of an indicator to show for an interval that ends in ``wanted``.

    Years that cover all regions come first; among them the nearest to ``wanted`` wins, the
    earlier one on a tie. A table without a complete year offers its nearest partial year.

    Parameters
    ----------
    counts : Series
        Number of regions with a value, indexed by year.
    wanted : int
        Last year of the interval.
    complete : int
        How many regions a complete year has.

    Returns
    -------
    int or None
        None when the indicator has no year at all.

    Examples
    --------
    >>> nearest_year(pd.Series({2004: 31, 2005: 25, 2006: 31}), 2005, 31)
    2004
    """
    full = counts[counts >= complete]
    years = sorted((full if len(full) else counts).index)
    if not years:
        return None
    return int(min(years, key=lambda year: (abs(year - wanted), year)))


def shading(
    region_flows: pd.DataFrame,
    indicators: pd.DataFrame | None,
    shade_indicators: Sequence[str],
    periods: pd.DataFrame,
    regions: pd.DataFrame,
) -> pd.DataFrame:
    """Value of every shade for every interval and region, or the kind of blank.

    Parameters
    ----------
    region_flows, indicators, periods : DataFrame
        Built tables; None for the indicators of a world that has none.
    shade_indicators : sequence of str
        Names of the indicators that may shade the map.
    regions : DataFrame
        ``region_code``, ``has_statistics``; all regions get a row.

    Returns
    -------
    DataFrame
        ``shade``, ``period``, ``region_code``, ``value``, ``year`` (missing for flow shades:
        their time is the interval), ``blank`` (missing where there is a value),
        ``regions_count`` (regions with a value in that shade and interval). A region
        outside the statistics is not applicable; a figure that the table lacks is missing. A
        shade of the flows that no region has, such as the share of a category where none is
        chosen, is left out.
    """
    of_flows = [
        one for one in FLOW_SHADES if one.of_people or region_flows[one.column].notna().any()
    ]
    frames = [_from_flows(region_flows, shade) for shade in of_flows]
    if indicators is not None:
        frames += [_from_indicator(indicators, name, periods, regions) for name in shade_indicators]
    found = pd.concat(frames, ignore_index=True)
    shades = [shade.key for shade in of_flows] + list(shade_indicators)
    grid = pd.MultiIndex.from_product(
        [shades, periods["period"], regions["region_code"]],
        names=["shade", "period", "region_code"],
    ).to_frame(index=False)
    table = grid.merge(found, how="left", on=["shade", "period", "region_code"])
    year = table.groupby(["shade", "period"])["year"].transform("max")
    table["year"] = year.astype("Int64")
    counted = set(regions.loc[regions["has_statistics"], "region_code"])
    blank = table["region_code"].isin(counted).map({True: MISSING, False: NOT_APPLICABLE})
    table["blank"] = blank.where(table["value"].isna())
    table["regions_count"] = table.groupby(["shade", "period"])["value"].transform("count")
    return table


def _from_flows(region_flows: pd.DataFrame, shade: FlowShade) -> pd.DataFrame:
    rows = region_flows[["period", "region_code"]].copy()
    rows.insert(0, "shade", shade.key)
    rows["value"] = region_flows[shade.column].astype(float)
    rows["year"] = pd.Series(pd.NA, index=rows.index, dtype="Int64")
    return rows


def _from_indicator(
    indicators: pd.DataFrame, name: str, periods: pd.DataFrame, regions: pd.DataFrame
) -> pd.DataFrame:
    figures = indicators[indicators["indicator"] == name]
    counts = figures.groupby("year")["region_code"].nunique()
    complete = int(regions["has_statistics"].sum())
    years = [nearest_year(counts, int(end), complete) for end in periods["end_year"]]
    chosen = pd.DataFrame({"period": periods["period"].to_numpy(), "year": years})
    chosen["year"] = chosen["year"].astype("Int64")
    rows = chosen.merge(figures[["region_code", "year", "value"]], on="year")
    rows.insert(0, "shade", name)
    return rows


def indicator_sources(
    indicators: pd.DataFrame, publications: pd.DataFrame, name: str, year: int
) -> pd.Series:
    """Publications behind the figures of one indicator and year.

    Parameters
    ----------
    indicators : DataFrame
        ``region_code``, ``year``, ``indicator``, ``source_id`` (several joined by a semicolon).
    publications : DataFrame
        ``source_id`` and ``publication``.

    Returns
    -------
    Series of str
        Indexed by ``region_code``; several publications are joined by a semicolon and a space.

    Examples
    --------
    >>> figures = pd.DataFrame({"region_code": ["A"], "year": [2010], "indicator": ["x"],
    ...     "source_id": ["A;B"]})
    >>> books = pd.DataFrame({"source_id": ["A", "B"], "publication": ["Book", "Census"]})
    >>> indicator_sources(figures, books, "x", 2010)["A"]
    'Book; Census'
    """
    titles = dict(zip(publications["source_id"], publications["publication"], strict=True))
    chosen = indicators[(indicators["indicator"] == name) & (indicators["year"] == year)]
    spelled = ["; ".join(titles[one] for one in ids.split(";")) for ids in chosen["source_id"]]
    return pd.Series(spelled, index=chosen["region_code"].to_numpy(), dtype="str")
