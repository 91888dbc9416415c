"""A tiny world whose answers are worked by hand, built in code and opened like the real data.

Four counted regions and one that the tables do not count::

    11 Ash    east     14 Dun    west, no population in 2000, nobody moves
    12 Bay    east     71 Off    not counted
    13 Col    west     (no region is central: an empty zone)

Six flows; a sample person stands for ten people. The third interval is empty::

    1995-2000   Ash→Bay 8 = 80    Bay→Ash 2 = 20    Ash→Col 5 = 50    Col→Ash 5 = 50
    2000-2005   Ash→Bay 3 = 30    Bay→Ash 6 = 60
    2005-2010   nobody is counted

Worked by hand for 1995-2000 (residents in 2000: Ash 10,000, Bay 20,000, Col 40,000)::

    corridor    people  net   net/gross  share of outflow  per 1,000  rank
    Ash→Bay     80      +60    60 %       80/130 = 61.5 %   8          1
    Ash→Col     50        0     0 %       50/130 = 38.5 %   5          2 (ties by codes)
    Col→Ash     50        0     0 %       100 %             1.25       3
    Bay→Ash     20      -60   -60 %       100 %             1          4
    total       200

    region    in    out    net   net/gross        net per 1,000
    Ash         70    130    -60   -60/200 = -30 %  -6
    Bay         80     20    +60    60/100 =  60 %  +3
    Col         50     50      0     0/100 =   0 %   0
    Dun         missing, never zero

    gap of GDP per head (only 2000: Ash 100, Bay 300, Col 200, Dun 50): Ash→Bay +200, Ash→Col +100
    growth to 2000-2005: Ash→Bay -62.5 %, Bay→Ash +200 %; none to 1995-2000

    three zones    to east   to west
    from east      100       50
    from west       50        0        the nine cells sum to 200
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd

from geo.build.breaks import class_breaks
from geo.build.questions import write_questions
from geo.flows import measures
from geo.flows.contrasts import corridor_contrasts
from geo.flows.seriation import seriation
from geo.shading.shading import shading
from geo.world.catalog import CATALOGUE_FILE, DATA_DIR, Catalogue, Dataset, load_package
from geo.world.manifest import Manifest, write_manifest

A, B, C, D, OFF = "11", "12", "13", "14", "71"
FIRST, SECOND, EMPTY = "1995-2000", "2000-2005", "2005-2010"
SHADE = "gdp_per_capita_derived"
Tables = dict[str, pd.DataFrame]
DTYPES = {"string": "str", "integer": "Int64", "number": "float64", "boolean": "bool"}
PACKAGE = load_package(DATA_DIR / CATALOGUE_FILE)
PLANE = PACKAGE.projection.plane
SCHEMES = PACKAGE.schemes
CLASSES = ("Hukou: mega city", "Hukou: medium city", "Hukou: small town")
SCHEME = {scheme.key: scheme for scheme in SCHEMES}


CITIES = ("urban-development", "overurbanisation", "outsiders")
"""Rows of what is argued of places that people head for."""


def island(folder: Path) -> Path:
    """A copy of the invented country, not built yet, with the scripts as they are packed."""
    left_out = shutil.ignore_patterns("built", "static")
    shutil.copytree(Path(__file__).parent / "island", folder, ignore=left_out)
    if (DATA_DIR / "static").exists():
        shutil.copytree(DATA_DIR / "static", folder / "static")
    return folder


def regions() -> pd.DataFrame:
    """Four counted regions around one point, and one that is not counted."""
    return pd.DataFrame(
        {
            "region_code": [A, B, C, D, OFF],
            "name_en": ["Ash", "Bay", "Col <i>&", "Dun", "Off"],
            "name_zh": ["甲", "乙", "丙", "丁", "外"],
            "kind": "province",
            "three_zone": ["east", "east", "west", "west", None],
            "four_zone": ["east", "east", "west", "west", None],
            "coast_interior": ["coast", "interior", "interior", "interior", None],
            "autonomous": ["other", "other", "other", "autonomous", None],
            "anchor_lon": [105.0, 115.0, 105.0, 95.0, 121.0],
            "anchor_lat": [35.0, 35.0, 25.0, 35.0, 24.0],
            "label_lon": [105.0, 115.0, 105.0, 95.0, 121.0],
            "label_lat": [35.0, 35.0, 25.0, 35.0, 24.0],
            "area_km2": [4.0, 3.0, 2.0, 1.0, 0.5],
            "has_statistics": [True, True, True, True, False],
        }
    )


def periods() -> pd.DataFrame:
    """Three census intervals."""
    starts = [1995, 2000, 2005]
    return pd.DataFrame(
        {
            "period": [f"{start}-{start + 5}" for start in starts],
            "start_year": starts,
            "end_year": [start + 5 for start in starts],
            "collection": "census",
            "expansion_factor": 10.0,
            "residence_before": [f"{start}-11-01" for start in starts],
            "residence_now": [f"{start + 5}-11-01" for start in starts],
            "table_title": "A table",
        }
    )


def flows() -> pd.DataFrame:
    """Six flows, two of them alone in their interval, one with a caveat."""
    rows = [
        (FIRST, A, B, 8, None),
        (FIRST, B, A, 2, "Take <care>"),
        (FIRST, A, C, 5, None),
        (FIRST, C, A, 5, None),
        (SECOND, A, B, 3, None),
        (SECOND, B, A, 6, None),
    ]
    columns = ["period", "origin_code", "destination_code", "sample_persons", "caveat"]
    table = pd.DataFrame(rows, columns=columns)
    return table.assign(migrants_persons=table["sample_persons"] * 10.0)


def indicators() -> pd.DataFrame:
    """Residents in ten thousands, and one figure to shade by; Dun has neither in 2000."""
    rows = [(A, 2000, 1.0), (B, 2000, 2.0), (C, 2000, 4.0)]
    rows += [(code, year, 1.0) for year in (2005, 2010) for code in (A, B, C, D)]
    table = pd.DataFrame(rows, columns=["region_code", "year", "value"])
    people = table.assign(indicator=measures.POPULATION_INDICATOR, unit="10,000 persons")
    money = table[table["year"] == 2000].assign(indicator=SHADE, unit="yuan")
    return pd.concat([people, money], ignore_index=True).assign(source_id="W", basis="published")


def heads() -> pd.DataFrame:
    """GDP per head of all counted regions in 2000 alone; no income at all."""
    made = {"region_code": [A, B, C, D], "value": [100.0, 300.0, 200.0, 50.0]}
    return pd.DataFrame(made).assign(indicator="gdp_per_capita", year=2000, weight_persons=1.0)


def _paper() -> Tables:
    """One site, a place without coordinates, one network, one policy period, three totals."""
    sites = {
        "site_id": ["P1", "M1"],
        "name": ["Hill & <Co>", "Elsewhere"],
        "name_zh": ["山", None],
        "region_code": [A, None],
        "level": ["county", "country"],
        "local_partner": ["<b>Women</b>", None],
        "partner_type": ["NGO", None],
        "lon": [104.0, None],
        "lat": [34.0, None],
        "coord_source": ["a map", None],
        "section": "4.1",
    }
    network = {
        "network_id": ["N1"],
        "network_type": ["sending-receiving"],
        "name": ["Glen-Bay"],
        "from_place": ["Glen"],
        "from_code": ["130400"],
        "to_place": ["Bay"],
        "to_code": ["120000"],
        "from_region_code": [C],
        "to_region_code": [B],
        "from_lon": [106.0],
        "from_lat": [26.0],
        "to_lon": [115.0],
        "to_lat": [35.0],
        "note": ["A note"],
        "section": "4.1",
    }
    policy = {
        "event_id": ["T1", "T2", "T3"],
        "date_start": ["1984", "2003-09", None],
        "date_end": ["1988", None, None],
        "sort_year": [1984, 2003, 1990],
        "date_as_stated": ["1984-1988", "September 2003", "early 1990s"],
        "precision": ["year", "month", "part of decade"],
        "kind": ["period", "policy", "policy"],
        "title": ["Allowing <all>", "A plan", "A turn"],
        "stance": ["allowed", None, None],
        "section": "2.2",
    }
    totals = {
        "series_id": ["S1", "S2", "S3"],
        "indicator": "rural_migrants",
        "as_stated": ["2 million", "26 million", "62 million"],
        "value": [2.0, 26.0, 62.0],
        "unit": "million persons",
        "year": pd.array([None, 1988, 1993], dtype="Int64"),
        "year_as_stated": ["early 1980s", "1988", "1993"],
        "section": "2.2 & <notes>",
    }
    said = {
        "diversity_id": ["D1", "D2", "D34", "D3", "D4", "D5"],
        "place": ["Ash", "Bay", "Receiving regions", "Bay", "Medium cities", "Small towns"],
        "category": ["major sending", "ageing city", "barrier", *CLASSES],
        "statement": ["sends <most>", "needs carers", "outsiders", "at a price", "open", "job"],
        "section": ["1.2 Facts", "4.1 Local", "5.2 Barriers", "3.1 H", "3.1 H", "3.1 H"],
        "region_code": [A, B, None, B, None, None],
    }
    argued = {
        "dataset": "arguments",
        "row": ["remittances", "brain-gain", "brain-drain", *CITIES],
        "field": "text",
        "text": ["money sent home", "skills come back", "the young leave", *CITIES],
        "section": ["3.2 P; 4.1 N", "4.1 L", "6.1 E", "2.2 L", "2.2 L", "5.2 B"],
        "kind": "stated",
        "excerpt": "four words in a row",
    }
    survey = {"year": [2008, 2009], "total_10k": [100, 200], "source": "A survey"}
    return {
        "pilot_sites": pd.DataFrame(sites),
        "networks": pd.DataFrame(network),
        "policy_timeline": pd.DataFrame(policy),
        "national_series": pd.DataFrame(totals),
        "regional_statements": pd.DataFrame(said),
        "statements": pd.DataFrame(argued),
        "migrant_workers": pd.DataFrame(survey),
        "publications": pd.DataFrame({"source_id": ["W"], "publication": ["A book"]}),
    }


def tables() -> Tables:
    """Every table of the world, the derived ones made by the code under test."""
    made: Tables = {
        "regions": regions(),
        "periods": periods(),
        "flows": flows(),
        "indicators": indicators(),
        **_paper(),
    }
    asked = (made["flows"], made["periods"], made["indicators"])
    made["corridors"] = measures.corridors(*asked)
    made["region_flows"] = measures.region_flows(*asked, made["regions"])
    made["shading"] = shading(
        made["region_flows"], made["indicators"], [SHADE], made["periods"], made["regions"]
    )
    made["disparity_values"] = heads()
    made["corridor_contrasts"] = contrasts(made)
    made["seriation"] = seriation(made["corridors"], made["regions"])
    codes = sorted(made["regions"].loc[made["regions"]["has_statistics"], "region_code"])
    in_a_row = {"tile_column": range(1, len(codes) + 1), "tile_row": 1}
    made["tiles"] = pd.DataFrame({"region_code": codes, **in_a_row})
    made["class_breaks"] = class_breaks(made["shading"])
    return made


def contrasts(made: Tables) -> pd.DataFrame:
    """Contrasts of the corridors that exist, worked out with every pair in all intervals."""
    keys = ["period", "origin_code", "destination_code"]
    pairs = [(A, B), (B, A), (A, C), (C, A)]
    every = [(period, *pair) for period in made["periods"]["period"] for pair in pairs]
    grid = pd.DataFrame(every, columns=keys)
    counts = ["sample_persons", "migrants_persons"]
    flows = grid.merge(made["flows"], on=keys, how="left").fillna(dict.fromkeys(counts, 0))
    whole = measures.corridors(flows, made["periods"], made["indicators"])
    found = corridor_contrasts(
        whole, made["periods"], made["regions"], made["disparity_values"], PACKAGE.gaps
    )
    return made["corridors"][keys].merge(found, on=keys)


def _complete(dataset: Dataset, table: pd.DataFrame) -> pd.DataFrame:
    """Give a table every declared column, empty where the world says nothing."""
    fields = [field for field in dataset.fields if field.type != "geojson"]
    whole = table.reindex(columns=[field.name for field in fields])
    dtypes = {field.name: DTYPES[field.type] for field in fields if field.type != "boolean"}
    return whole.astype(dtypes)


def write(folder: Path, made: Tables, catalogue: Catalogue) -> None:
    """Write tables as a build does, with the shape files named in the manifest."""
    folder.mkdir(parents=True)
    for name, dataset in catalogue.items():
        table = _complete(dataset, made.get(name, pd.DataFrame()))
        table.to_parquet(folder / f"{name}.parquet", index=False)
    drawn = [name for name, dataset in catalogue.items() if dataset.crs]
    shapes = {f"shapes/{name}.geojson": "0" * 64 for name in drawn}
    write_questions(folder)
    write_manifest(Manifest("by hand", {}, shapes, {}), folder)
