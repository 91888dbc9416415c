"""Disparity between regions and zones, year by year, and one claim of the paper put to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from geo.disparity.inequality import gini, theil_l, theil_t, zone_parts
from geo.world.declared import Scheme
from geo.world.regions import Members, zone_of

KEYS = ["indicator", "scheme", "year"]
PARTS = ("theil_t_between", "theil_t_within", "theil_l_between", "theil_l_within")

STATEMENT = (
    "Regional economic disparity between western, central and eastern regions widened in the late "
    "1990s."
)
STATED_IN = "2.2 Rural labour migration and policy challenges (Huang Ping and Frank Pieke, 2003)"
BEFORE, AFTER = 1995, 2000  # the complete years on either side of the late 1990s
SUPPORTS, DOES_NOT, CANNOT_TELL = "supports", "does not", "cannot tell"
ZONE_RATIO, BETWEEN = "zone_ratio", "theil_t_between"


@dataclass(frozen=True)
class Claim:
    """What a series says of the paper's statement, by one measure of the gap between zones.

    Attributes
    ----------
    measure : str
        ``zone_ratio`` (highest over lowest zone mean) or ``theil_t_between``.
    verdict : str
        ``supports`` when the measure rose, ``does not`` when it did not, ``cannot tell`` when
        the series lacks one of the two years.
    from_year, to_year : int
        The years compared.
    from_value, to_value : float or None
        The measure in these years; None where it cannot be told.
    same_weights_value : float or None
        The measure of ``to_year`` weighted by the population of ``from_year``: the two years
        take their weights from two series, and this shows whether that decides the verdict.
    first_year : int or None
        First complete year of the series; None when there is none.
    """

    measure: str
    verdict: str
    from_year: int
    to_year: int
    from_value: float | None
    to_value: float | None
    same_weights_value: float | None
    first_year: int | None


def claims(values: pd.DataFrame, zones: Members) -> tuple[Claim, ...]:
    """Put the paper's statement on the late 1990s to one series.

    Parameters
    ----------
    values : DataFrame
        Rows of ``disparity_values`` for one series; may be empty.
    zones : mapping
        Zone key to region codes of one scheme.

    Returns
    -------
    tuple of Claim
        One for the ratio of zone means, one for the between part of Theil T.

    Examples
    --------
    >>> rows = pd.DataFrame({"year": [1995] * 2 + [2000] * 2, "region_code": ["A", "B"] * 2,
    ...     "value": [2.0, 1.0, 3.0, 1.0], "weight_persons": 1.0})
    >>> claims(rows, {"east": ("A",), "west": ("B",)})[0].verdict
    'supports'
    """
    years = sorted(values["year"].unique())
    first = int(years[0]) if years else None
    if not {BEFORE, AFTER} <= set(years):
        untold = (CANNOT_TELL, BEFORE, AFTER, None, None, None, first)
        return Claim(ZONE_RATIO, *untold), Claim(BETWEEN, *untold)
    before, after = (
        values[values["year"] == year].set_index("region_code") for year in (BEFORE, AFTER)
    )
    zone = pd.Series(zone_of(zones)).loc[before.index]
    pairs = (before, before), (after, after), (after, before)
    found = [_gap(zone_parts(one["value"], two["weight_persons"], zone)) for one, two in pairs]
    return tuple(
        Claim(
            measure,
            SUPPORTS if later > earlier else DOES_NOT,
            BEFORE,
            AFTER,
            earlier,
            later,
            same,
            first,
        )
        for measure, earlier, later, same in zip((ZONE_RATIO, BETWEEN), *found, strict=True)
    )


def _gap(parts: pd.DataFrame) -> tuple[float, float]:
    """Ratio of the highest to the lowest zone mean, and the between part of Theil T."""
    ratio = parts["mean"].max() / parts["mean"].min()
    return float(ratio), float(parts["theil_t_between"].sum())


def disparity_zones(
    disparity_values: pd.DataFrame, regions: pd.DataFrame, schemes: Sequence[Scheme]
) -> pd.DataFrame:
    """Mean, shares and part of each zone in Theil T and L, for every scheme and year.

    Parameters
    ----------
    disparity_values : DataFrame
        Made by :func:`disparity_values`.
    regions : DataFrame
        ``region_code`` and the column of every scheme.
    schemes : sequence of Scheme
        How regions are grouped.

    Returns
    -------
    DataFrame
        ``indicator``, ``scheme``, ``year``, ``zone`` and the columns of
        :func:`geo.disparity.inequality.zone_parts`; zones in the order of the scheme.
    """
    units = regions.set_index("region_code")
    parts = {}
    for (indicator, year), rows in disparity_values.groupby(["indicator", "year"], sort=False):
        figures = rows.set_index("region_code")
        for scheme in schemes:
            zones = units[scheme.column].loc[figures.index]
            found = zone_parts(figures["value"], figures["weight_persons"], zones)
            parts[(indicator, scheme.key, year)] = found.reindex(scheme.keys)
    return pd.concat(parts, names=[*KEYS, "zone"]).reset_index()


def disparity(disparity_values: pd.DataFrame, disparity_zones: pd.DataFrame) -> pd.DataFrame:
    """Inequality of every series, scheme and complete year, whole and in its two parts.

    Parameters
    ----------
    disparity_values, disparity_zones : DataFrame
        Made by the functions of these names.

    Returns
    -------
    DataFrame
        ``indicator``, ``scheme``, ``year``, ``n_regions``, ``weight_series``,
        ``theil_t_total``, ``_between``, ``_within``, the same for ``theil_l`` (nats; between and
        within sum to total), ``between_share_percent`` = 100 T between / T total (missing when all
        are equal), ``gini``, ``top_zone``, ``bottom_zone`` (highest and lowest mean) and
        ``zone_ratio`` of these means.
    """
    whole = []
    for (indicator, year), rows in disparity_values.groupby(["indicator", "year"], sort=False):
        figures = rows.set_index("region_code")
        pair = figures["value"], figures["weight_persons"]
        whole.append(
            {
                "indicator": indicator,
                "year": year,
                "n_regions": len(rows),
                "weight_series": rows["weight_series"].iloc[0],
                "theil_t_total": theil_t(*pair),
                "theil_l_total": theil_l(*pair),
                "gini": gini(*pair),
            }
        )
    by_year = disparity_zones.groupby(KEYS, sort=False)
    table = by_year[list(PARTS)].sum()
    top = disparity_zones.loc[by_year["mean"].idxmax()].set_index(KEYS)
    bottom = disparity_zones.loc[by_year["mean"].idxmin()].set_index(KEYS)
    table["top_zone"], table["bottom_zone"] = top["zone"], bottom["zone"]
    table["zone_ratio"] = top["mean"] / bottom["mean"]
    table = table.reset_index().merge(pd.DataFrame(whole), on=["indicator", "year"])
    total = table["theil_t_total"]
    table["between_share_percent"] = 100 * table["theil_t_between"] / total.where(total > 0)
    first = [*KEYS, "n_regions", "weight_series", "theil_t_total", *PARTS[:2], "theil_l_total"]
    last = [*PARTS[2:], "between_share_percent", "gini", "top_zone", "bottom_zone", "zone_ratio"]
    return table[first + last]


def zone_means(disparity_zones: pd.DataFrame, scheme: str) -> pd.DataFrame:
    """Mean of each zone by year, for one series and scheme.

    Parameters
    ----------
    disparity_zones : DataFrame
        Rows of one series.
    scheme : str
        Key of the scheme.

    Returns
    -------
    DataFrame
        Indexed by ``year``, one column for each zone of any scheme; missing where the scheme has
        no such zone.

    Examples
    --------
    >>> rows = pd.DataFrame({"scheme": ["a", "b"], "year": [2000, 2000], "zone": ["east", "coast"],
    ...     "mean": [2.0, 3.0]})
    >>> zone_means(rows, "a")[["east", "coast"]].to_dict("list")
    {'east': [2.0], 'coast': [nan]}
    """
    every = list(dict.fromkeys(disparity_zones["zone"]))
    own = disparity_zones[disparity_zones["scheme"] == scheme]
    return own.pivot_table(values="mean", index="year", columns="zone").reindex(columns=every)
