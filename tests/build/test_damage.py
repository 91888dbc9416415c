"""Damaged data stops the build, and the report says where, what was found and what to do."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest

from geo.build.build import build, main
from geo.errors import DataError, SourceError
from geo.world.catalog import DATA_DIR
from tests.build.copies import FIX_RAW, Copy, lines_with

pytestmark = pytest.mark.long

FLOWS_2000 = "raw/nbs_five-year-flows/od_5yr_1995_2000_census2000.csv"
BASIS = "raw/nbs_five-year-flows/datasets.csv"
FIGURES = "raw/nbs_provincial-indicators/indicators.csv"
FLOATING = "raw/nbs_hukou-stock/floating_population_national.csv"
SITES = "raw/unesco_2005-paper/pilot_sites.csv"
SAMPLE = "column sample_persons (persons in the file)"
AGAIN = "Nothing was built. Mend every case above, then run: make data"


def test_wrong_hash(copy: Copy) -> None:
    with (copy.data / FLOATING).open("a", encoding="utf-8") as file:
        file.write("2021,1,1,made up,B20\n")
    error = copy.error(SourceError)
    declared = hashlib.sha256((DATA_DIR / FLOATING).read_bytes()).hexdigest()
    found = hashlib.sha256((copy.data / FLOATING).read_bytes()).hexdigest()
    assert error.dataset == "floating_population"
    assert error.failures == [
        f"floating_population: {FLOATING}: found sha256 {found}, expected sha256 {declared}; "
        "restore the file, or put the new hash into datapackage.json if it is meant"
    ]
    assert error.remedy == AGAIN


def test_missing_file(copy: Copy) -> None:
    (copy.data / FLOATING).unlink()
    assert copy.error(SourceError).failures == [
        f"floating_population: {FLOATING}: found no file, expected the raw file; "
        "restore the file, or correct the path in datapackage.json"
    ]


def test_unknown_code(copy: Copy) -> None:
    copy.edit(FLOWS_2000, "11,Beijing,13,Hebei,2490,", "99,Beijing,13,Hebei,2490,")
    error = copy.error()
    assert error.dataset == "flows"
    assert lines_with(
        error,
        f"flows: {FLOWS_2000} line 3, column origin_code: found '99', "
        "expected region_code of dataset 'regions' (34 rows)",
        FIX_RAW,
    )


def test_duplicate_pair(copy: Copy) -> None:
    row = "11,Beijing,13,Hebei,2490,"
    copy.edit(FLOWS_2000, row, row.replace("13,Hebei", "12,Tianjin"))
    key = "{'period': '1995-2000', 'origin_code': '11', 'destination_code': '12'}"
    error = copy.error()
    assert lines_with(
        error, f"flows: {FLOWS_2000} lines 2-3: found 2 rows for {key}, expected one", FIX_RAW
    )


def test_negative(copy: Copy) -> None:
    copy.edit(FLOWS_2000, "11,Beijing,13,Hebei,2490,", "11,Beijing,13,Hebei,-2490,")
    assert lines_with(
        copy.error(),
        f"flows: {FLOWS_2000} line 3, {SAMPLE}: found -2490, "
        "expected a whole number (sample persons), minimum 0",
        FIX_RAW,
    )


@pytest.mark.parametrize("written", ["2.490k", "2490.5"])
def test_text_or_a_fraction_in_a_count(copy: Copy, written: str) -> None:
    copy.edit(FLOWS_2000, "11,Beijing,13,Hebei,2490,", f"11,Beijing,13,Hebei,{written},")
    assert lines_with(
        copy.error(),
        f"flows: {FLOWS_2000} line 3, {SAMPLE}: found '{written}', "
        "expected a whole number (sample persons), minimum 0",
        FIX_RAW,
    )


def test_missing_region(copy: Copy) -> None:
    copy.shapes(lambda shapes: shapes["features"].pop(0))
    error = copy.error()
    assert lines_with(error, "regions: whole table: found 33 rows, expected 34 rows", FIX_RAW)
    assert lines_with(
        error,
        f"flows: {FLOWS_2000} lines 2-31; ",
        "column origin_code: found '11', expected region_code of dataset 'regions' (33 rows)",
    )
    assert lines_with(
        error, "pilot_sites: ", "column region_code (province_code in the file): found '11'"
    )


def test_missing_pair(copy: Copy) -> None:
    text = (copy.data / FLOWS_2000).read_text(encoding="utf-8")
    kept = [line for line in text.splitlines() if not line.startswith("11,Beijing,13,")]
    copy.rewrite(FLOWS_2000, "\n".join(kept) + "\n")
    error = copy.error()
    assert error.dataset == "flows"
    assert len(error.failures) == 3
    assert lines_with(error, "flows: whole table: found 4649 rows, expected 4650 rows", FIX_RAW)
    assert lines_with(
        error, "flows: period 1995-2000: found 1 pairs without a row (11-13), expected 930 pairs"
    )
    assert lines_with(
        error, "flows: sum of sample_persons in 1995-2000: found 3225723, expected 3228213"
    )


def test_a_time_in_words_that_no_row_states(copy: Copy) -> None:
    checks = {"times_in_words": {"early 1890s": 1891.5, "early 1980s": "1981"}}
    copy.entry("national_series", lambda entry: entry.update(checks=checks))
    error = copy.error()
    wrong = "national_series: times_in_words: found 'early 1890s', expected one of ["
    assert lines_with(error, wrong, "'early 1980s'", "stated without a year")
    assert lines_with(error, "times_in_words early 1980s: found '1981', expected a year")


def test_missing_licence(copy: Copy) -> None:
    copy.entry("flows", lambda entry: entry["licenses"].clear())
    error = copy.error(DataError)
    assert error.failures == ["flows, licenses: found none, expected at least one"]
    assert error.remedy == (
        "Correct datapackage.json as data/README.md describes, then run: make data"
    )


def test_broken_catalogue_lists_every_fault(copy: Copy) -> None:
    def spoil(entry: dict[str, Any]) -> None:
        entry["schema"]["fields"][0]["type"] = "text"
        del entry["schema"]["fields"][1]["unit"]
        entry["name"] = "regions"

    copy.entry("floating_population", spoil)
    error = copy.error(DataError)
    assert lines_with(error, "regions, name: found 2 datasets of this name, expected one")
    assert lines_with(
        error, "regions, schema, field year, type: found 'text', expected 'string', 'integer'"
    )
    assert lines_with(
        error, "regions, schema, field floating_persons, unit: found none, expected one since"
    )
    assert len(error.failures) == 3


def test_missing_column(copy: Copy) -> None:
    text = (copy.data / FLOATING).read_text(encoding="utf-8")
    cut = [line.rsplit(",", 1)[0] for line in text.splitlines()]
    copy.rewrite(FLOATING, "\n".join(cut) + "\n")
    assert copy.error().failures == [
        f"floating_population: {FLOATING} header: found no column 'source_id', "
        f"expected one; {FIX_RAW}"
    ]


def test_extra_column(copy: Copy) -> None:
    text = (copy.data / FLOATING).read_text(encoding="utf-8")
    more = [line + (",extra" if n == 0 else ",1") for n, line in enumerate(text.splitlines())]
    copy.rewrite(FLOATING, "\n".join(more) + "\n")
    (failure,) = copy.error().failures
    assert failure.startswith(
        f"floating_population: {FLOATING} header: found column 'extra', expected one of ['year', "
    )
    assert failure.endswith(FIX_RAW)


def test_factor_missing(copy: Copy) -> None:
    copy.edit(BASIS, "1.325% sample survey,75.4717,", "1.325% sample survey,,")
    error = copy.error()
    assert error.dataset == "periods, flows"
    assert lines_with(
        error,
        "periods: raw/project_2026/periods.csv line 3, column expansion_factor: found nothing, "
        "expected a number (persons per sample person), minimum 1",
        FIX_RAW,
    )
    assert lines_with(
        error,
        "flows: period 2000-2005, expansion_factor: found nothing, "
        "expected the factor of its count; add the factor to the raw file of periods",
    )


def test_value_outside_its_list(copy: Copy) -> None:
    copy.edit(SITES, "Dalian Bureau of Public Security,government,", "Dalian Bureau,army,")
    assert lines_with(
        copy.error(),
        f"pilot_sites: {SITES} line 4, column partner_type: found 'army', "
        "expected text or nothing, enum ['government', 'academic', 'NGO']",
        FIX_RAW,
    )


def test_indicator_and_source_without_a_description(copy: Copy) -> None:
    row = '15,Inner Mongolia,1990,ethnic_minority_population,416,"10,000 persons",SCIRP,'
    new = row.replace("ethnic_minority_population", "luck").replace("SCIRP", "RUMOUR")
    copy.edit(FIGURES, row, new)
    error = copy.error()
    assert lines_with(
        error,
        f"indicators: {FIGURES} line 2, column indicator: found 'luck', "
        "expected an indicator described in the catalogue",
    )
    assert lines_with(
        error,
        f"indicators: {FIGURES} line 2, column source_id: found 'RUMOUR', "
        "expected a source_id of dataset 'publications'",
    )


def test_a_figure_under_a_wrong_label_that_is_not_there(copy: Copy) -> None:
    """It is moved from where it stands to an empty cell, or nothing is built."""
    path = "raw/nbs_migrant-workers/migrant_workers.csv"
    copy.edit(path, ",37.6,2609,,,", ",37.6,,,,")
    error = copy.error()
    assert lines_with(error, path, "no figure of {'year': '2013'} to move")


def test_two_damages_stand_in_one_report(copy: Copy, capsys: pytest.CaptureFixture[str]) -> None:
    copy.edit(FLOWS_2000, "11,Beijing,13,Hebei,2490,", "11,Beijing,13,Hebei,many,")
    copy.edit(SITES, "116.39723,39.9075,Beijing", "16.39723,39.9075,Beijing")
    (copy.data / FLOATING).unlink()
    error = copy.error()
    assert lines_with(
        error, "flows: ", "line 3, column sample_persons (persons in the file): found 'many'"
    )
    assert lines_with(error, "pilot_sites: ", "line 2, column lon: found 16.39723, expected")
    assert lines_with(error, "floating_population: ", "found no file")
    assert main(["--data", str(copy.data), "--out", str(copy.out)]) == 1
    assert capsys.readouterr().err == f"{error}\n"


def test_bad_data_leaves_the_last_build_alone(copy: Copy) -> None:
    copy.out.mkdir()
    (copy.out / "flows.parquet").write_bytes(b"the last good build")
    (copy.data / FLOATING).unlink()
    with pytest.raises(SourceError):
        build(copy.data, copy.out)
    assert [path.name for path in copy.out.iterdir()] == ["flows.parquet"]
    assert sorted(path.name for path in copy.out.parent.iterdir()) == ["built", "data"]


def test_an_empty_file(copy: Copy) -> None:
    copy.rewrite(FLOATING, "")
    error = copy.error()
    for column in ("year", "floating_persons", "source_id"):
        assert lines_with(
            error, f"floating_population: {FLOATING} header: found no column '{column}'", FIX_RAW
        )
    assert lines_with(error, "floating_population: whole table: found 0 rows, expected 4 rows")
