"""Columns that are worked out from a table once it is read and typed, one function a dataset.

Missing stays missing: a count without a factor gives no estimate, and the schema then says so.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import geopandas as gpd
import pandas as pd

from geo.flows.measures import WHOLE
from geo.shapes.coverage import area_km2, label_points, ready_to_draw
from geo.statements.statements import TABLE, told
from geo.world.catalog import Package

Tables = Mapping[str, pd.DataFrame]

PRINTED_DECIMALS = 4
"""Decimals to which a factor is printed where the sampling fraction is published."""


def complete_periods(periods: pd.DataFrame, *_: object) -> pd.DataFrame:
    """Replace a printed factor by the exact reciprocal of the published sampling fraction.

    Parameters
    ----------
    periods
        `expansion_factor` and `expansion_basis`; the basis quotes the fraction in per cent.

    Returns
    -------
    pandas.DataFrame
        A factor that is missing, or disagrees with its basis, stays as it is read.

    Notes
    -----
    Formula: 1 / fraction. Source: the prefaces of the two sample surveys (1.325 and 1.55 %).

    Examples
    --------
    >>> read = pd.DataFrame({"expansion_factor": [75.4717, 10.0],
    ...     "expansion_basis": ["published sampling fraction 1.325%", "nominal"]})
    >>> complete_periods(read)["expansion_factor"].tolist() == [1 / 0.01325, 10.0]
    True
    """
    percent = periods["expansion_basis"].str.extract(r"fraction ([\d.]+)%", expand=False)
    exact = 100 / percent.astype("float64")
    agrees = exact.round(PRINTED_DECIMALS) == periods["expansion_factor"]
    return periods.assign(expansion_factor=periods["expansion_factor"].where(~agrees, exact))


def complete_flows(flows: pd.DataFrame, tables: Tables, *_: object) -> pd.DataFrame:
    """Expand sample counts to estimates.

    Parameters
    ----------
    flows
        `period` and `sample_persons`.
    tables
        `periods` with `expansion_factor`.

    Notes
    -----
    Formula: migrants_persons = sample_persons x expansion_factor of the period. Counts of a whole,
    which a choice of some people is a share of, are empty where a table has no such choice.

    Examples
    --------
    >>> flows = pd.DataFrame({"period": ["a"], "sample_persons": [3]})
    >>> periods = pd.DataFrame({"period": ["a"], "expansion_factor": [10.0]})
    >>> complete_flows(flows, {"periods": periods})["migrants_persons"].tolist()
    [30.0]
    """
    factors = tables["periods"].drop_duplicates("period").set_index("period")["expansion_factor"]
    factor = flows["period"].map(factors).astype("float64")
    whole = flows.get(WHOLE, pd.Series(math.nan, index=flows.index))
    persons = flows["sample_persons"].astype("float64") * factor
    return flows.assign(migrants_persons=persons, **{WHOLE: whole})


def complete_regions(
    regions: gpd.GeoDataFrame, _tables: Tables, package: Package
) -> gpd.GeoDataFrame:
    """Add label points and areas, put rings clockwise, anchor the units without a capital.

    Parameters
    ----------
    regions
        Valid polygons in EPSG:4326, `anchor_lon` and `anchor_lat` of the capitals.
    package
        Says the plane on which areas and middles are measured.

    Returns
    -------
    geopandas.GeoDataFrame
        With `label_lon`, `label_lat` (degrees, well inside the largest part) and `area_km2`. An
        anchor that is missing for a unit without statistics is its label point; in a package that
        names no capitals it is that of every unit. A unit without a shape has none of them.
    """
    if not isinstance(regions, gpd.GeoDataFrame):
        return regions.assign(**dict.fromkeys(("label_lon", "label_lat", "area_km2"), math.nan))
    known = regions.geometry.notna()
    shapes = ready_to_draw(regions.geometry[known])
    labels = label_points(shapes, package.projection.plane)
    whole = regions.assign(
        geometry=shapes.reindex(regions.index),
        label_lon=labels.x,
        label_lat=labels.y,
        area_km2=area_km2(shapes, package.projection.plane),
    )
    no_capitals = whole["anchor_lon"].isna().all()
    idle = no_capitals | ~whole["has_statistics"].fillna(True).astype("bool")
    for axis in ("lon", "lat"):
        own = whole[f"anchor_{axis}"]
        whole[f"anchor_{axis}"] = own.where(own.notna() | ~idle, whole[f"label_{axis}"])
    return whole


def complete_context(context: gpd.GeoDataFrame, *_: object) -> gpd.GeoDataFrame:
    """Put the rings of the neighbouring land clockwise, coordinates to four decimals."""
    return context.assign(geometry=ready_to_draw(context.geometry))


def complete_incomes(incomes: pd.DataFrame, *_: object) -> pd.DataFrame:
    """Add the ratio of urban to rural income, unrounded.

    Notes
    -----
    Formula: urban_per_head / rural_per_head. A ratio that a source rounds is rounded again where
    it is shown: 4,283 over 1,577.7 is 2.7147, which is 2.71, and not the 2.72 of a rounded 2.715.

    Examples
    --------
    >>> read = pd.DataFrame({"urban_per_head": [4283.0], "rural_per_head": [1577.7]})
    >>> complete_incomes(read)["urban_rural_ratio"].round(4).tolist()
    [2.7147]
    """
    return incomes.assign(urban_rural_ratio=incomes["urban_per_head"] / incomes["rural_per_head"])


def complete_income_sources(incomes: pd.DataFrame, *_: object) -> pd.DataFrame:
    """Add the share of wages in the income of villages, unrounded.

    Notes
    -----
    Formula: 100 x wages_per_head / total_per_head.

    Examples
    --------
    >>> read = pd.DataFrame({"wages_per_head": [573.6], "total_per_head": [2162.0]})
    >>> complete_income_sources(read)["wage_share_percent"].round(2).tolist()
    [26.53]
    """
    share = 100 * incomes["wages_per_head"] / incomes["total_per_head"]
    return incomes.assign(wage_share_percent=share)


@dataclass(frozen=True)
class Completion:
    """How a dataset gets its worked-out columns.

    Attributes
    ----------
    run
        Function of the typed table, the tables it needs and the package.
    adds
        Columns that the raw files do not hold.
    fills
        Columns that the raw files hold in part.
    needs
        Datasets that must be read first.
    """

    run: Callable[..., pd.DataFrame]
    adds: tuple[str, ...] = ()
    fills: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()


def worded(dataset: str, *key: str) -> Completion:
    """Completion of a table whose words stand in the table of statements; `key` names its rows."""

    def run(table: pd.DataFrame, tables: Tables, *_: object) -> pd.DataFrame:
        return told(table, dataset, [*key], tables[TABLE])

    return Completion(run, needs=(TABLE,))


COMPLETIONS: Mapping[str, Completion] = {
    "periods": Completion(complete_periods),
    "flows": Completion(complete_flows, adds=("migrants_persons", WHOLE), needs=("periods",)),
    "regions": Completion(
        complete_regions,
        adds=("label_lon", "label_lat", "area_km2"),
        fills=("anchor_lon", "anchor_lat"),
    ),
    "context": Completion(complete_context),
    "urban_rural_income": Completion(complete_incomes, adds=("urban_rural_ratio",)),
    "rural_income_by_source": Completion(complete_income_sources, adds=("wage_share_percent",)),
    "pilot_sites": worded("pilot_sites", "site_id"),
    "networks": worded("networks", "network_id"),
    "policy_timeline": worded("policy_timeline", "event_id"),
    "national_series": worded("national_series", "series_id"),
    "stakeholders": worded("stakeholders", "stakeholder_id"),
    "assessment_indicators": worded("assessment_indicators", "indicator_id"),
    "evaluation": worded("evaluation", "evaluation_id"),
    "paper_lists": worded("paper_lists", "list_id", "number"),
    "regional_statements": worded("regional_statements", "diversity_id"),
}
"""Datasets with worked-out columns or shapes."""
