"""Expected figures, worked out from the raw files by other means than the application's code."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pandas as pd

RAW = Path(__file__).parents[1] / "data" / "china" / "raw"
FLOWS = RAW / "nbs_five-year-flows"
PAPER = RAW / "unesco_2005-paper"
FIRST = "1995-2000"
PERIODS = (FIRST, "2000-2005", "2005-2010", "2010-2015", "2015-2020")
SAMPLING_PERCENT = {"2000-2005": 1.325, "2010-2015": 1.55}


@cache
def regions() -> pd.DataFrame:
    """The 31 provinces with statistics, by code; zones spelled as in the address."""
    table = pd.read_csv(RAW / "gbt2260_geonames-3.0.2" / "provinces.csv", dtype=str)
    table["zone"] = table["region3"].str.lower()
    return table.set_index("code")


@cache
def flows(period: str = FIRST) -> pd.DataFrame:
    """Corridors of an interval, largest first: codes, names, zones, ``sample``, ``persons``."""
    (path,) = FLOWS.glob(f"od_5yr_{period.replace('-', '_')}_*.csv")
    table = pd.read_csv(path, dtype={"origin_code": str, "destination_code": str})
    table = table.rename(columns={"persons": "sample"})
    table["persons"] = table["sample"] * 100 / SAMPLING_PERCENT.get(period, 10)
    for end in ("origin", "destination"):
        codes = table[f"{end}_code"].str[:2]
        table[f"{end}_code"] = codes
        table[end] = codes.map(regions()["name_en"])
        table[f"{end}_zone"] = codes.map(regions()["zone"])
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


def residents(code: str, year: int) -> float:
    """Resident population at the end of a year."""
    table = pd.read_csv(RAW / "nbs_provincial-indicators" / "indicators.csv", dtype=str)
    rows = table[
        (table["province_code"].str[:2] == code)
        & (table["year"] == str(year))
        & (table["indicator"] == "resident_population")
        & ~table["source_id"].eq("SD2010")
    ]
    assert set(rows["unit"]) == {"10,000 persons"}
    return float(rows["value"].iloc[0]) * 10_000


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


def paper(name: str) -> pd.DataFrame:
    """A table of the paper."""
    return pd.read_csv(PAPER / f"{name}.csv", dtype=str)
