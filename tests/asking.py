"""Asking the data interface, and the same figures read from the raw files by other means."""

from __future__ import annotations

import csv

from flask.testing import FlaskClient

from geo.world.catalog import DATA_DIR
from layers.api.reply import API_PATH

RAW = DATA_DIR / "raw" / "nbs_five-year-flows"
FILES = {
    "1995-2000": "od_5yr_1995_2000_census2000.csv",
    "2000-2005": "od_5yr_2000_2005_survey2005.csv",
    "2005-2010": "od_5yr_2005_2010_census2010.csv",
    "2010-2015": "od_5yr_2010_2015_survey2015.csv",
    "2015-2020": "od_5yr_2015_2020_census2020.csv",
}
FACTORS = {
    "1995-2000": 10,
    "2000-2005": 1 / 0.01325,
    "2005-2010": 10,
    "2010-2015": 1 / 0.0155,
    "2015-2020": 10,
}
OTHER = {
    "period": "2015-2020",
    "from": "41,51",
    "to": "44",
    "scheme": "coast-interior",
    "direction": "net",
    "measure": "effectiveness",
    "rank": "distance",
    "top": "7",
    "shade": "urbanisation_rate",
    "breaks": "-10,0,10",
    "scale": "free",
    "layers": "none",
    "against": "2005-2010",
    "indicator": "gdp_per_capita_revised",
    "year": "2010",
    "lit": "13",
    "topic": "hukou",
    "site": "chifeng",
    "weights": "gdp:2,urban:1",
    "sites": "west,ngo",
    "challenge": "gender",
    "trial": "2004-03-15",
    "target": "63",
    "place": "41",
    "compare": "31",
    "view": "table",
}


def asked(api: FlaskClient, route: str, query: str = "") -> dict:
    reply = api.get(f"{API_PATH}/{route}?{query}")
    assert reply.status_code == 200, reply.text
    return reply.json


def raw_cells(period: str) -> dict[tuple[str, str], float]:
    """The printed counts of one table, read without any of our code."""
    with (RAW / FILES[period]).open(encoding="utf-8-sig", newline="") as lines:
        return {
            (row["origin_code"], row["destination_code"]): float(row["persons"])
            for row in csv.DictReader(lines)
        }


def raw_zones() -> dict[str, str]:
    path = DATA_DIR / "raw" / "gbt2260_geonames-3.0.2" / "provinces.csv"
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return {row["code"]: row["region3"].lower() for row in csv.DictReader(lines)}
