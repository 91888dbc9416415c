"""Where a pilot site's lesson could travel: regions by their distance to the site's region.

A distance is context, not proof: it compares whole regions, never the site itself, and says
nothing of what people there want.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from geo.world.places import slug

Array = npt.NDArray[np.float64]

TOP = 5
DRAWS = 1_000
SEED = 2005
REPLICABLE = "replicable to"
SHARE = "contributions_"

FORMULA = "d = sqrt(sum w (z - z_site)^2 / sum w), over the variables that both {regions} have"
CONTRIBUTION_FORMULA = "w (z - z_site)^2 / sum w (z - z_site)^2"
SENSITIVITY = (
    "Share of 1,000 draws of weights in which the {region} is among the five nearest. The draws "
    "come from the Dirichlet distribution around the chosen weights (equal weights: every mix is "
    "as likely as every other); the seed is 2005, so the share is the same each time."
)


def named_for(regional_statements: pd.DataFrame, site_name: str) -> frozenset[str]:
    """Codes of the regions to which the paper says a site's experience can be carried.

    Parameters
    ----------
    regional_statements : DataFrame
        ``category``, ``statement``, ``region_code`` (missing where no region is named).
    site_name : str
        Name of the site, as the statements spell it.

    Examples
    --------
    >>> rows = pd.DataFrame({"category": ["replicable to"], "region_code": ["A"],
    ...     "statement": ["experience of Diqing can be repeated"]})
    >>> sorted(named_for(rows, "Diqing")), sorted(named_for(rows, "Dalian"))
    (['A'], [])
    """
    return frozenset(carried_to(regional_statements, site_name)["region_code"].dropna())


def carried_to(regional_statements: pd.DataFrame, site_name: str) -> pd.DataFrame:
    """Statements of the paper that a site's experience can be carried to a place.

    Parameters
    ----------
    regional_statements, site_name
        As for :func:`named_for`.

    Returns
    -------
    DataFrame
        Rows of ``regional_statements``, those of places that are no region among them.
    """
    stated = regional_statements["category"] == REPLICABLE
    about = regional_statements["statement"].str.contains(site_name, regex=False)
    return regional_statements[stated & about]


def keyed_sites(pilot_sites: pd.DataFrame) -> pd.DataFrame:
    """Sites with a place on the map, indexed by the word in the address, in the paper's order."""
    placed = pilot_sites.dropna(subset=["lon", "region_code"])
    return placed.set_index(placed["name"].map(slug).rename("site"))


def ranking(
    similarity_scores: pd.DataFrame,
    region_code: str,
    weights: Mapping[str, float],
    named: Collection[str] = (),
) -> pd.DataFrame:
    """All other regions by their distance to one, the nearest first, with the reasons.

    Parameters
    ----------
    similarity_scores : DataFrame
        ``variable``, ``region_code``, ``score`` in standard deviations, NaN where missing.
    region_code : str
        Region of the site; it has no row of its own.
    weights : mapping of str to float
        Variable to a weight of 0 or more, not all 0; a variable that is not named weighs nothing.
    named : collection of str
        Codes that the paper names for the site; they are marked, and rank by distance like all.

    Returns
    -------
    DataFrame
        ``rank`` (1 for the nearest, ties by code; missing without a distance), ``region_code``,
        ``distance`` in standard deviations (missing where no weighted variable is known at both
        ends), ``contributions_<variable>`` (shares of the squared distance that sum to 1; missing
        for a variable without weight or figure, and throughout where the distance is 0),
        ``missing`` (tuple of weighted variables that one of the two lacks), ``named_in_paper``,
        ``top_five_share`` (0 to 1, see :data:`SENSITIVITY`).

    Raises
    ------
    ValueError
        When a weight is negative or not finite, or none is above 0.

    Notes
    -----
    Formula: :data:`FORMULA`. Dividing by the weights of the known variables rescales for the
    missing ones and makes the distance the same whatever the weights sum to. Source: Gower
    (1971), A General Coefficient of Similarity and Some of Its Properties, Biometrics 27(4).

    Examples
    --------
    >>> scores = pd.DataFrame({"variable": ["gdp"] * 3, "region_code": ["A", "B", "C"],
    ...     "score": [0.0, 2.0, -1.0]})
    >>> ranking(scores, "A", {"gdp": 1})[["region_code", "distance"]].to_numpy().tolist()
    [['C', 1.0], ['B', 2.0]]
    """
    chosen = _checked(weights, _order(similarity_scores))
    wide = similarity_scores.pivot_table("score", "region_code", "variable", dropna=False)
    wide = wide.reindex(columns=list(chosen.index))
    squared = (wide - wide.loc[region_code]).drop(index=region_code) ** 2
    gaps, weight = squared.to_numpy(dtype=float), chosen.to_numpy(dtype=float)
    parts = weight * gaps
    whole = np.nansum(parts, axis=1)[:, None]
    shares = np.divide(parts, whole, out=np.full_like(parts, np.nan), where=whole > 0)
    found = pd.DataFrame(shares, index=squared.index, columns=squared.columns)
    found = found.reindex(columns=_order(similarity_scores)).add_prefix(SHARE)
    found["distance"] = _distances(gaps, weight[None, :])[:, 0]
    found["missing"] = [tuple(squared.columns[row]) for row in np.isnan(gaps)]
    found["named_in_paper"] = found.index.isin(list(named))
    found["top_five_share"] = _top_shares(gaps, weight)
    table = found.reset_index().sort_values(
        ["distance", "region_code"], ignore_index=True, na_position="last"
    )
    places = pd.Series(range(1, len(table) + 1), dtype="Int64")
    table["rank"] = places.where(table["distance"].notna())
    table.columns.name = None
    return table


def _order(similarity_scores: pd.DataFrame) -> list[str]:
    """Variables of the table in its order, which is the declared one."""
    return [str(key) for key in similarity_scores["variable"].unique()]


def _checked(weights: Mapping[str, float], order: Sequence[str]) -> pd.Series:
    """Weights above 0 in the order of the variables."""
    known = [key for key in order if key in weights]
    given = pd.Series({key: float(weights[key]) for key in known}, dtype=float)
    sound = bool(np.isfinite(given).all()) and bool((given >= 0).all()) and bool(given.any())
    if not sound or set(weights) - set(known):
        raise ValueError(
            f"weights: found {dict(weights)}, expected numbers of 0 or more, not all 0"
        )
    return given[given > 0]


def _distances(squared: Array, weights: Array) -> Array:
    """Distance of each row of squared gaps under each row of weights; NaN where nothing is known.

    Shapes: regions x variables, mixes x variables; gives regions x mixes.
    """
    known = (~np.isnan(squared)).astype(float) @ weights.T
    summed = np.nan_to_num(squared) @ weights.T
    nothing = np.full_like(summed, np.nan)
    return np.asarray(np.sqrt(np.divide(summed, known, out=nothing, where=known > 0)))


def _top_shares(squared: Array, weights: Array) -> Array:
    """Share of drawn mixes in which each row is among the nearest five.

    Dirichlet with means w / sum w and parameters that sum to the number of variables: equal
    weights give the uniform distribution over all mixes.
    """
    drawn = np.random.default_rng(SEED).dirichlet(len(weights) * weights / weights.sum(), DRAWS)
    distances = _distances(squared, drawn)
    first = np.argsort(distances, axis=0, kind="stable")[:TOP]
    inside = np.zeros(distances.shape, dtype=bool)
    np.put_along_axis(inside, first, True, axis=0)
    return np.asarray((inside & np.isfinite(distances)).mean(axis=1))
