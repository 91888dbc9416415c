"""Disparity worked out with numpy from the raw files, by other means than the application."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import numpy as np

RAW = Path(__file__).parents[1] / "data" / "china" / "raw"
FIGURE = {
    "gdp_per_capita": "gdp_per_capita_derived",
    "gdp_per_capita_revised": "grp_revised",
    "urbanisation_rate": "urbanisation_rate",
    "urban_disposable_income_per_capita": "urban_disposable_income_per_capita",
}
COASTAL = {"12", "13", "21", "31", "32", "33", "35", "37", "44", "45", "46"}


@cache
def _rows() -> list[dict[str, str]]:
    path = RAW / "nbs_provincial-indicators" / "indicators.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [row for row in csv.DictReader(file) if row["source_id"] != "SD2010"]


@cache
def units() -> dict[str, dict[str, str]]:
    path = RAW / "gbt2260_geonames-3.0.2" / "provinces.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        return {row["code"]: row for row in csv.DictReader(file)}


def zone(code: str, scheme: str) -> str:
    row = units()[code]
    return {
        "three-zone": row["region3"],
        "four-zone": row["region4"],
        "coast-interior": "coast" if code in COASTAL else "interior",
        "autonomous": row["autonomous_region"],
    }[scheme]


@cache
def _figures(indicator: str, year: int) -> dict[str, float]:
    return {
        row["province_code"][:2]: float(row["value"])
        for row in _rows()
        if row["indicator"] == indicator and int(row["year"]) == year and row["value"]
    }


def persons(year: int) -> dict[str, float]:
    name = "population_compendium" if year < 2000 else "resident_population"
    return {code: 10_000 * value for code, value in _figures(name, year).items()}


def values(series: str, year: int) -> dict[str, float]:
    """Value of each province in the unit of the series; fewer than 31 where the year is a gap."""
    figures, weights = _figures(FIGURE[series], year), persons(year)
    both = [code for code in figures if code in weights]
    if series == "gdp_per_capita_revised":
        return {code: figures[code] * 1e8 / weights[code] for code in both}
    return {code: figures[code] for code in both}


def years(series: str) -> list[int]:
    return [year for year in range(1985, 2030) if len(values(series, year)) == 31]


def worked(series: str, year: int, scheme: str) -> dict[str, float]:
    """Theil T and L in their parts, Gini and zone means, straight from the definitions."""
    found, weights = values(series, year), persons(year)
    codes = sorted(found)
    y, w = (np.array([table[code] for code in codes]) for table in (found, weights))
    zones = np.array([zone(code, scheme) for code in codes])
    p, mean = w / w.sum(), (w * y).sum() / w.sum()
    answer = {"mean": mean, "t": np.sum(p * y / mean * np.log(y / mean))}
    answer["l"] = np.sum(p * np.log(mean / y))
    between_t = between_l = 0.0
    means = {}
    for one in set(zones):
        inside = zones == one
        means[one] = (w[inside] * y[inside]).sum() / w[inside].sum()
        share = p[inside].sum()
        between_t += share * means[one] / mean * np.log(means[one] / mean)
        between_l += share * np.log(mean / means[one])
    order = np.argsort(y)
    below = np.concatenate([[0], np.cumsum((p * y / mean)[order])])
    answer["gini"] = 1 - np.sum(p[order] * (below[1:] + below[:-1]))
    answer |= {"t_between": between_t, "l_between": between_l}
    answer |= {"t_within": answer["t"] - between_t, "l_within": answer["l"] - between_l}
    answer |= {"share": 100 * between_t / answer["t"]}
    answer["ratio"] = max(means.values()) / min(means.values())
    return {key: float(value) for key, value in answer.items()} | {
        f"mean {one}": float(value) for one, value in means.items()
    }
