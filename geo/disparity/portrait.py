"""Figures behind the disparity tab: one series in one scheme, a chosen year and all years."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from geo.disparity.inequality import lorenz
from geo.disparity.series import publications_behind
from geo.disparity.tables import Claim, claims
from geo.scene.scene import Scene
from geo.world.declared import Scheme, Series
from geo.world.regions import zone_of
from geo.world.world import World

EVEN_PERCENT = 2.0
"""A between-share this near to one half is called even: no reader would see the difference."""
BETWEEN, INSIDE, EVEN = "between", "inside", "even"


@dataclass(frozen=True, eq=False)
class Portrait:
    """What the disparity tab shows of one series.

    Attributes
    ----------
    series : Series
        The series of the view.
    weights : dict of str to str
        What the populations that weigh are in words, by their indicator.
    scheme : Scheme
        The zones.
    year : int
        Year shown: the complete year nearest to the one asked, or to the end of the interval.
    asked_year : int or None
        Year of the address when the series is not complete in it; None otherwise.
    rows : DataFrame
        Rows of ``disparity`` in this scheme, indexed by ``year`` in time order.
    schemes : DataFrame
        Rows of ``disparity`` of the year, indexed by ``scheme``.
    zones : DataFrame
        Rows of ``disparity_zones`` of the year, indexed by ``zone``.
    through : DataFrame
        Every region in every year: ``region_code``, ``year``, ``zone``, ``value`` (unit of the
        series), ``weight_persons``, ``relative_percent`` = 100 value / weighted national mean.
    lorenz : DataFrame
        Points of the Lorenz curve of the year; see :func:`geo.disparity.inequality.lorenz`.
    gaps : DataFrame
        Runs of years that are not complete: ``first_year``, ``last_year``, ``reason``,
        ``lacking_count`` (regions without a figure or a weight).
    claims : tuple of Claim
        The paper's statement put to the series, by two measures.
    emphasised : tuple of str
        Codes of the chosen region or of both ends of the chosen corridors, and of the chosen
        two-way class.
    publications, year_publications : tuple of str
        Publications behind the values and the weights of all years, and of the year shown.
    """

    series: Series
    weights: dict[str, str]
    scheme: Scheme
    year: int
    asked_year: int | None
    rows: pd.DataFrame
    schemes: pd.DataFrame
    zones: pd.DataFrame
    through: pd.DataFrame
    lorenz: pd.DataFrame
    gaps: pd.DataFrame
    claims: tuple[Claim, ...]
    emphasised: tuple[str, ...]
    publications: tuple[str, ...]
    year_publications: tuple[str, ...]

    @property
    def regions(self) -> pd.DataFrame:
        """Rows of ``through`` in the year shown, indexed by ``region_code``."""
        return self.through[self.through["year"] == self.year].set_index("region_code")

    @property
    def national_mean(self) -> float:
        """Mean of all regions in the year shown, weighted by population."""
        return float((self.zones["mean"] * self.zones["population_share"]).sum())

    @property
    def first_year(self) -> int:
        """First complete year."""
        return int(self.rows.index[0])

    @property
    def last_year(self) -> int:
        """Last complete year."""
        return int(self.rows.index[-1])


def complete_years(world: World, indicator: str) -> tuple[int, ...]:
    """Years in which every region has a value and a weight, in time order."""
    table = world.table("disparity")
    return tuple(int(year) for year in table.loc[table["indicator"] == indicator, "year"].unique())


def nearest(years: tuple[int, ...], wanted: int) -> int:
    """Year nearest to the one wanted, the earlier one on a tie.

    Examples
    --------
    >>> nearest((2004, 2006), 2005)
    2004
    """
    return min(years, key=lambda year: (abs(year - wanted), year))


def lies(between_share_percent: float) -> str:
    """Where the gap mainly lies: ``between`` the zones, ``inside`` them, or ``even``.

    Examples
    --------
    >>> lies(66.0), lies(43.0), lies(50.9)
    ('between', 'inside', 'even')
    """
    if abs(between_share_percent - 50) < EVEN_PERCENT:
        return EVEN
    return BETWEEN if between_share_percent > 50 else INSIDE


def portrait(world: World, scene: Scene) -> Portrait:
    """Gather the figures of the disparity tab for one view."""
    view = scene.view
    declared = world.package.disparity
    series = declared.named[view.indicator]
    cited = (
        world.table("indicators"),
        world.table("publications"),
        (series.figure, *declared.weight_indicators),
    )
    years = complete_years(world, view.indicator)
    end = int(world.period_rows[view.period]["end_year"])
    year = nearest(years, int(view.year or end))
    whole, zones = world.table("disparity"), world.table("disparity_zones")
    of_series = whole[whole["indicator"] == view.indicator]
    in_zones = zones[(zones["indicator"] == view.indicator) & (zones["scheme"] == view.scheme)]
    values = world.table("disparity_values")
    values = values[values["indicator"] == view.indicator]
    now = values[values["year"] == year].set_index("region_code")
    return Portrait(
        series=series,
        weights={one.indicator: one.meant for one in declared.weights},
        scheme=scene.scheme,
        year=year,
        asked_year=int(view.year) if view.year and int(view.year) != year else None,
        rows=of_series[of_series["scheme"] == view.scheme].set_index("year").sort_index(),
        schemes=of_series[of_series["year"] == year].set_index("scheme"),
        zones=in_zones[in_zones["year"] == year].set_index("zone"),
        through=_through(values, zone_of(world.members[view.scheme])),
        lorenz=lorenz(now["value"], now["weight_persons"]),
        gaps=gap_runs(world.table("disparity_gaps"), view.indicator),
        claims=claims(values, world.members[view.scheme]),
        emphasised=_emphasised(scene),
        publications=publications_behind(*cited, years),
        year_publications=publications_behind(*cited, (year,)),
    )


def _through(values: pd.DataFrame, zone: dict[str, str]) -> pd.DataFrame:
    """Every region in every year, against the weighted mean of its year."""
    table = values.assign(zone=values["region_code"].map(zone))
    table["total"] = table["value"] * table["weight_persons"]
    sums = table.groupby("year")[["total", "weight_persons"]].transform("sum")
    table["relative_percent"] = 100 * table["value"] / (sums["total"] / sums["weight_persons"])
    kept = ["region_code", "year", "zone", "value", "weight_persons", "relative_percent"]
    return table[kept].sort_values(["year", "region_code"], ignore_index=True)


def gap_runs(gaps: pd.DataFrame, indicator: str) -> pd.DataFrame:
    """Years that are not complete, neighbours of the same kind taken together.

    Parameters
    ----------
    gaps : DataFrame
        The table ``disparity_gaps``.
    indicator : str
        Key of the series.

    Returns
    -------
    DataFrame
        ``first_year``, ``last_year``, ``reason``, ``lacking_count``, in time order.

    Examples
    --------
    >>> gaps = pd.DataFrame({"indicator": "a", "year": [1991, 1992, 2005], "reason": ["no figures",
    ...     "no figures", "incomplete figures"], "figures_count": [0, 0, 30],
    ...     "weights_count": [31, 31, 31], "lacking_codes": [None, None, "A"]})
    >>> gap_runs(gaps, "a").values.tolist()
    [[1991, 1992, 'no figures', 0], [2005, 2005, 'incomplete figures', 1]]
    """
    own = gaps[gaps["indicator"] == indicator].sort_values("year")
    lacking = own["lacking_codes"].str.count(",").add(1).fillna(0).astype(int)
    own = own.assign(lacking_count=lacking)
    same = (
        (own["year"].diff() == 1)
        & (own["reason"] == own["reason"].shift())
        & (own["lacking_count"] == own["lacking_count"].shift())
    )
    runs = own.groupby((~same).cumsum(), sort=False)
    table = runs.agg(
        first_year=("year", "min"),
        last_year=("year", "max"),
        reason=("reason", "first"),
        lacking_count=("lacking_count", "first"),
    )
    return table.reset_index(drop=True)


def _emphasised(scene: Scene) -> tuple[str, ...]:
    """Regions that the view singles out."""
    ends = [code for key in scene.place.corridors for code in scene.world.vocabulary.ends(key)]
    chosen = [scene.place.region] if scene.place.region else []
    return tuple(dict.fromkeys([*chosen, *ends, *(scene.lit or ())]))
