"""Expected figures, worked out from the raw files by other means than the application's code."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd

RAW = Path(__file__).parents[1] / "data" / "china" / "raw"
FLOWS = RAW / "nbs_five-year-flows"
FIRST = "1995-2000"
SAMPLING_PERCENT = {"2000-2005": 1.325, "2010-2015": 1.55}
PERIODS = (FIRST, "2000-2005", "2005-2010", "2010-2015", "2015-2020")
FACTORS = {period: 100 / SAMPLING_PERCENT.get(period, 10) for period in PERIODS}
"""People that a sample person stands for."""
WITHHELD = "SD2010"
"""Source of a copy without a known origin, which is left out on purpose."""


def rows_of(path: str) -> list[dict[str, str]]:
    """Rows of a file below the raw folder, every cell as text."""
    with (RAW / path).open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def paper(name: str) -> pd.DataFrame:
    """A table of the paper."""
    return pd.read_csv(RAW / "unesco_2005-paper" / f"{name}.csv", dtype=str)


def told(name: str, dataset: str = "") -> pd.DataFrame:
    """The same, with the words that the table of statements has for its cells."""
    table = paper(name)
    for said in rows_of("project_2026/statements.csv"):
        if said["dataset"] == (dataset or name) and said["field"] in table:
            own = table.iloc[:, 0] == said["row"]
            if name == "lists":
                own = table["list_id"] + ":" + table["number"] == said["row"]
            table.loc[own, said["field"]] = said["text"] or None
    return table


# Regions


@cache
def regions() -> pd.DataFrame:
    """The 31 provinces with statistics, by code; zones spelled as in the address."""
    table = pd.read_csv(RAW / "gbt2260_geonames-3.0.2" / "provinces.csv", dtype=str)
    table["zone"] = table["region3"].str.lower()
    return table.set_index("code")


def zones(column: str = "region3") -> dict[str, str]:
    """Zone of each province in a column of the file, spelled as in the address."""
    return regions()[column].str.lower().to_dict()


# Flows


def flow_file(period: str) -> Path:
    """The table of an interval."""
    (path,) = FLOWS.glob(f"od_5yr_{period.replace('-', '_')}_*.csv")
    return path


@cache
def cells(period: str) -> dict[tuple[str, str], int]:
    """The printed counts of one table, by codes."""
    rows = rows_of(flow_file(period).relative_to(RAW).as_posix())
    return {(row["origin_code"], row["destination_code"]): int(row["persons"]) for row in rows}


@cache
def flows(period: str = FIRST) -> pd.DataFrame:
    """Corridors of an interval, largest first: codes, names, zones, ``sample``, ``persons``."""
    table = pd.DataFrame(
        [(*pair, count) for pair, count in cells(period).items()],
        columns=["origin_code", "destination_code", "sample"],
    )
    table["persons"] = table["sample"] * FACTORS[period]
    for end in ("origin", "destination"):
        table[end] = table[f"{end}_code"].map(regions()["name_en"])
        table[f"{end}_zone"] = table[f"{end}_code"].map(regions()["zone"])
    table["key"] = table["origin_code"] + "-" + table["destination_code"]
    return table.sort_values("persons", ascending=False).reset_index(drop=True)


def pick(key: str, period: str = FIRST) -> pd.Series:
    """One corridor."""
    return flows(period).set_index("key").loc[key]


def net_of(code: str, period: str = FIRST) -> float:
    """Arrivals less departures of a province."""
    table = flows(period)
    arrived = table.loc[table["destination_code"] == code, "persons"].sum()
    return float(arrived - table.loc[table["origin_code"] == code, "persons"].sum())


# Provincial indicators


@cache
def printed() -> dict[tuple[str, int], dict[str, float]]:
    """Printed figures by indicator and year, then by code of the province."""
    found: dict[tuple[str, int], dict[str, float]] = {}
    for row in rows_of("nbs_provincial-indicators/indicators.csv"):
        if row["source_id"] != WITHHELD and row["value"]:
            by_code = found.setdefault((row["indicator"], int(row["year"])), {})
            by_code[row["province_code"]] = float(row["value"])
    return found


def residents(code: str, year: int) -> float:
    """Resident population at the end of a year; printed in ten thousands."""
    return printed()["resident_population", year][code] * 10_000


# Disparity, with numpy straight from the definitions

FIGURE = {
    "gdp_per_capita": "gdp_per_capita_derived",
    "gdp_per_capita_revised": "grp_revised",
    "urbanisation_rate": "urbanisation_rate",
    "urban_disposable_income_per_capita": "urban_disposable_income_per_capita",
}
COASTAL = {"12", "13", "21", "31", "32", "33", "35", "37", "44", "45", "46"}


def zone_in(scheme: str, code: str) -> str:
    """Zone of a province in a scheme of the address; the coast is a list of its own."""
    columns = {"three-zone": "region3", "four-zone": "region4", "autonomous": "autonomous_region"}
    if scheme == "coast-interior":
        return "coast" if code in COASTAL else "interior"
    return str(regions().loc[code, columns[scheme]])


def weights(year: int) -> dict[str, float]:
    """Population of each province that weighs a year."""
    name = "population_compendium" if year < 2000 else "resident_population"
    return {code: 10_000 * value for code, value in printed().get((name, year), {}).items()}


def series_values(series: str, year: int) -> dict[str, float]:
    """Value of each province in the unit of the series; fewer than 31 where the year is a gap."""
    figures, people = printed().get((FIGURE[series], year), {}), weights(year)
    both = [code for code in figures if code in people]
    if series == "gdp_per_capita_revised":
        return {code: figures[code] * 1e8 / people[code] for code in both}
    return {code: figures[code] for code in both}


def series_years(series: str) -> list[int]:
    """Years with all 31 provinces."""
    return [year for year in range(1985, 2030) if len(series_values(series, year)) == 31]


def disparity(series: str, year: int, scheme: str) -> dict[str, float]:
    """Theil T and L in their parts, Gini and zone means."""
    found, people = series_values(series, year), weights(year)
    codes = sorted(found)
    y, w = (np.array([table[code] for code in codes]) for table in (found, people))
    zone = np.array([zone_in(scheme, code) for code in codes])
    p, mean = w / w.sum(), (w * y).sum() / w.sum()
    answer = {"mean": mean, "t": np.sum(p * y / mean * np.log(y / mean))}
    answer["l"] = np.sum(p * np.log(mean / y))
    between_t = between_l = 0.0
    means = {}
    for one in set(zone):
        inside = zone == one
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


# Numbers as the page says them


def people(value: float) -> str:
    """A count as the page says it: three significant figures."""
    if value < 100:
        return f"{value:,.0f}"
    rounded = float(f"{value:.3g}")
    if rounded < 1_000_000:
        return f"{rounded:,.0f}"
    millions = f"{rounded / 1e6:#.3g}".rstrip(".")
    return f"{millions} million"


def percent(value: float) -> str:
    """A share as the page says it."""
    return f"{value:.1f}%" if abs(value) < 9.95 else f"{value:.0f}%"
