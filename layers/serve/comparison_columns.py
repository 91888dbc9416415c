"""The columns of disparity, indicators and change, declared once like all others."""

from __future__ import annotations

from dataclasses import replace

from geo.catalog import Catalogue
from geo.indicator_records import INDICATORS
from geo.regions import SCHEMES
from layers.serve.columns import (
    NOTES,
    PERIOD,
    PERSONS,
    QUERY,
    SCHEME,
    SOURCE,
    Column,
    Columns,
    declared,
)

_GAPS: Columns = (
    Column("year", "integer", "Year without figures", "year", True),
    Column("reason", "string", "What the year lacks", required=True),
    Column("figures_count", "integer", "Provinces with a figure", "provinces", True),
    Column("weights_count", "integer", "Provinces with a population", "provinces", True),
    Column("lacking_codes", "string", "Provinces without; null when it is all of them"),
)
_TESTS: Columns = (
    Column("measure", "string", "zone_ratio or theil_t_between", required=True),
    Column("verdict", "string", "supports, does not, or cannot tell", required=True),
    Column("from_year", "integer", "Year before", "year", True),
    Column("to_year", "integer", "Year after", "year", True),
    Column("from_value", "number", "The measure in the year before", "as the measure"),
    Column("to_value", "number", "The measure in the year after", "as the measure"),
    Column(
        "same_weights_value",
        "number",
        "The measure in the year after, weighted by the population of the year before",
        "as the measure",
    ),
    Column("reason", "string", "Why it cannot be told; null where it can"),
)

DISPARITY_HEAD: Columns = (
    QUERY,
    SCHEME,
    Column("indicator.name", "string", "What is measured", required=True),
    Column("indicator.unit", "string", "Unit of the zone means", required=True),
    Column("indicator.definition", "string", "How a value is made", required=True),
    SOURCE,
    Column("gaps", "objects", "Years that are not complete", required=True, inner=_GAPS),
    Column("claim.statement", "string", "What the paper states", required=True),
    Column("claim.section", "string", "Where it states it", required=True),
    Column("claim.tests", "objects", "What this series says of it", required=True, inner=_TESTS),
    NOTES,
)


def disparity_columns(catalogue: Catalogue) -> Columns:
    """Columns of ``/api/disparity``; a zone that the scheme has not is null."""
    zones = dict.fromkeys(zone for scheme in SCHEMES for zone in scheme.zones)
    figures = ["year", "n_provinces", "theil_t_total", "theil_t_between", "theil_t_within"]
    figures += ["theil_l_total", "theil_l_between", "theil_l_within", "between_share_percent"]
    last = ["zone_ratio", "top_zone", "bottom_zone", "weight_series"]
    means = (
        Column(f"zone_means.{zone}", "number", f"Weighted mean of {zone}", "unit of the series")
        for zone in zones
    )
    return (
        *declared(catalogue, "disparity", [*figures, "gini"]),
        *means,
        *declared(catalogue, "disparity", last),
    )


_RECORDS: Columns = (
    Column("name", "string", "Name of the column", required=True),
    Column("title", "string", "Title", required=True),
    Column("unit", "string", "Unit", required=True),
    Column("formula", "string", "Formula", required=True),
    Column("definition", "string", "What it says", required=True),
    Column("source", "string", "Literature", required=True),
)

INDICATORS_HEAD: Columns = (
    QUERY,
    PERIOD,
    SOURCE,
    Column("indicators", "objects", "Meaning of the columns", required=True, inner=_RECORDS),
    NOTES,
)


def indicator_columns(catalogue: Catalogue) -> Columns:
    """Columns of ``/api/indicators``; an indicator of the other level is null."""
    figures = (Column(one.name, "number", one.title, one.unit) for one in INDICATORS)
    return (
        Column("level", "string", "province or nation", required=True),
        *declared(catalogue, "migration_indicators", ["province_code"]),
        Column("province_name", "string", "Name of the province; null for the nation"),
        *figures,
    )


_REASONS: Columns = (
    Column("text", "string", "What to beware of", required=True),
    Column("period", "string", "The interval it is about; null for both"),
)

CHANGE_HEAD: Columns = (
    QUERY,
    Column("earlier", "string", "Interval that change starts from", required=True),
    Column("later", "string", "Interval that change leads to", required=True),
    Column("comparability.verdict", "string", "allowed, warned or refused", required=True),
    Column("comparability.reasons", "objects", "Why to beware", required=True, inner=_REASONS),
    SOURCE,
    Column("earlier_total_persons", "number", "People in all rows, earlier", PERSONS),
    Column("later_total_persons", "number", "People in all rows, later", PERSONS),
    NOTES,
)


def change_columns(catalogue: Catalogue) -> Columns:
    """Columns of ``/api/change``."""
    ends = declared(catalogue, "corridors", ["origin_code", "destination_code"])
    persons, sample = declared(catalogue, "corridors", ["migrants_persons", "sample_persons"])
    return (
        ends[0],
        Column("origin_name", "string", "Name of the origin", required=True),
        ends[1],
        Column("destination_name", "string", "Name of the destination", required=True),
        replace(persons, name="earlier_persons"),
        replace(persons, name="later_persons"),
        replace(sample, name="earlier_sample_persons"),
        replace(sample, name="later_sample_persons"),
        Column("change_persons", "number", "Later less earlier", PERSONS, True),
        Column("change_percent", "number", "Change over earlier; null where earlier is 0", "%"),
        Column("low_persons", "number", "Lower end of the 95% sampling range", PERSONS, True),
        Column("high_persons", "number", "Upper end of the 95% sampling range", PERSONS, True),
        Column("small_base", "boolean", "Fewer than 100 sampled people either time", required=True),
        Column("within_error", "boolean", "Chance alone could make the change", required=True),
    )
