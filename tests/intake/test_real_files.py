"""The real files beside the project, with the reading that their keepers say is right."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from geo.intake.flows import corridors
from geo.intake.intake import Intake
from geo.intake.taking import take
from geo.outlines.places import Places
from tests.intake.opening import real

pytestmark = pytest.mark.long

FOLDER = Path(os.environ.get("OWN_DATA", Path(__file__).resolve().parents[3] / "shared/own_data"))
NOWHERE = Places(pd.DataFrame({"region_code": [], "name_en": [], "name_zh": []}, dtype="str"))
CODE = re.compile(r"\((\d{5})\)$|^(\d{5}) ")


def readings(name: str) -> dict[str, object]:
    folder = FOLDER / name
    if not folder.is_dir():
        pytest.skip("not run: no real files here")
    found: dict[str, object] = json.loads((folder / "reading.json").read_text("utf-8"))
    return found


def taken(*paths: Path, **answers: str) -> Intake:
    found = take([real(path) for path in paths], answers, None, NOWHERE)
    assert found.waits_for == ()
    assert found.rows_read == sum(one.rows_count for one in found.findings if one.part != "told")
    return found


def agrees(
    found: Intake, reading: dict[str, object], *, names: dict[str, str] | None = None
) -> None:
    """Corridors, persons, places and the five largest are those of a right reading."""
    table = corridors(found.flows)
    assert len(table) == reading["corridors"]
    persons = reading["persons"]
    digits = 1 if isinstance(persons, float) else 0
    assert round(table["persons"].sum(), digits) == persons
    if "places" in reading:
        assert found.places is not None
        assert len(found.places.table) == reading["places"]
    largest = [
        [place(origin, names), place(destination, names), round(figure, digits)]
        for origin, destination, figure in table.head(5).to_numpy().tolist()
    ]
    expected = reading.get("top5", [])
    assert isinstance(expected, list)
    right = [[place(one, names), place(two, names), figure] for one, two, figure in expected]
    assert largest[: len(right)] == right


def place(text: str, names: dict[str, str] | None) -> str:
    """The code in a text of a reading, or the name of a code of the flows."""
    code = CODE.search(text)
    plain = (code.group(1) or code.group(2)) if code else text
    return (names or {}).get(plain, plain)


def years_of(found: Intake, year: str) -> Intake:
    flows = found.flows[found.flows["period"] == year]
    return Intake(found.choices, found.findings, (), found.rows_read, flows, places=found.places)


def test_single_ages_in_four_files_without_a_heading() -> None:
    right = readings("dk_municipality_2024")
    paths = sorted((FOLDER / "dk_municipality_2024").glob("*.csv"))
    agrees(taken(*paths), right["these_files_together"])  # type: ignore[arg-type]
    agrees(taken(paths[1]), right[paths[1].name]["reading"])  # type: ignore[index]


def test_sexes_of_one_age_with_fractions() -> None:
    right = readings("uk_ons_la_2017_age18")
    folder = FOLDER / "uk_ons_la_2017_age18"
    look_up = pd.read_csv(folder / "lalookupcleaned.csv", encoding="utf-8-sig")
    names = dict(zip(look_up["Code"], look_up["Local Authority"], strict=True))
    names |= {"N92000002": "Northern Ireland", "S92000003": "Scotland"}
    agrees(taken(folder / "youngest.csv"), right["both_sexes"], names=names)  # type: ignore[arg-type]
    together = taken(*sorted(folder.glob("*.csv")))
    assert together.sentence["destination"] == "Liverpool"
    agrees(together, right["both_sexes"], names=names)  # type: ignore[arg-type]


def test_a_square_matrix_under_names_in_two_lines() -> None:
    right = readings("uk_ons_region_2015")
    found = taken(FOLDER / "uk_ons_region_2015/regionsquarematrix2015.csv")
    agrees(found, right["right"], names=right["names"])  # type: ignore[arg-type]
    assert found.places is not None
    table = found.places.table
    assert dict(zip(table["region_code"], table["name_en"], strict=True)) == right["names"]


@pytest.mark.parametrize("which", ["total", "female"])
def test_a_stock_among_groups_of_countries(which: str) -> None:
    right = readings("un_migrant_stock_2019")
    name = f"migrants_by_origin_and_destination_{which}.csv"
    found = taken(FOLDER / "un_migrant_stock_2019" / name)
    one: dict[str, dict[str, object]] = right[name]  # type: ignore[assignment]
    agrees(years_of(found, "2019"), one["2019"])
    agrees(years_of(found, "1990"), {**one["1990"], "places": 232})
    assert {choice.key: choice.value for choice in found.choices}["measure"] == "stock"


def test_a_part_of_a_stock_is_not_added_to_it() -> None:
    right = readings("un_migrant_stock_2019")
    paths = sorted((FOLDER / "un_migrant_stock_2019").glob("migrants*.csv"))
    total: dict[str, dict[str, object]] = right[paths[1].name]  # type: ignore[assignment]
    agrees(years_of(taken(*paths), "2019"), total["2019"])


def sheets() -> Iterator[str]:
    for name in ("us_acs_state_2005_2009_pooled", "us_acs_state_xls"):
        for path in sorted((FOLDER / name).glob("*.xls*")):
            yield f"{name}/{path.name}"


@pytest.mark.parametrize("path", [*sheets()] or [""])
def test_panels_with_margins_of_error(path: str) -> None:
    folder, _, name = path.partition("/")
    right: dict[str, object] = readings(folder or "none here")[name]  # type: ignore[assignment]
    found = taken(FOLDER / path)
    agrees(found, right)
    share = next(one.values["share"] for one in found.findings if one.kind == "wide-margins")
    expected = right["share_of_corridors_with_margin_above_half_the_estimate"]
    assert share == pytest.approx(expected, abs=0.0006)
    values = {one.key: one.value for one in found.choices}
    assert (values["interval"], values["basis"]) == ("1", "survey")
    assert values.get("pooled", "no") == ("yes" if "pooled" in folder else "no")


def test_states_to_counties() -> None:
    right = readings("us_acs_state_to_county_mt")
    path = next((FOLDER / "us_acs_state_to_county_mt").glob("*.csv"))
    agrees(taken(path), right["states_only"])  # type: ignore[arg-type]


def test_counties_of_one_year() -> None:
    right = readings("us_irs_county_2017_18")
    path = next((FOLDER / "us_irs_county_2017_18").glob("*.csv"))
    found = taken(path)
    agrees(found, right["county_pairs"])  # type: ignore[arg-type]
    assert {one.key: one.value for one in found.choices}["period"] == "2017-2018"


def test_counties_of_ten_years() -> None:
    right = readings("us_irs_county_all_years")
    paths = sorted((FOLDER / "us_irs_county_all_years/by_year").glob("*.parquet"))
    found = taken(*paths)
    assert found.rows_read == right["rows"]
    agrees(found, right["all_years_together"])  # type: ignore[arg-type]
    by_year: dict[str, dict[str, object]] = right["by_year"]  # type: ignore[assignment]
    for year, one in by_year.items():
        agrees(years_of(found, year), one)


@pytest.mark.parametrize("name", ["1718ga", "co0405ALi", "co0910iTX", "co934cai"])
def test_sheets_of_four_decades(name: str) -> None:
    right = readings("us_irs_county_sheets")
    one: dict[str, dict[str, object]] = right[f"{name}.xls"]  # type: ignore[assignment]
    agrees(taken(FOLDER / f"us_irs_county_sheets/{name}.xls"), one["real_county_pairs"])


@pytest.mark.parametrize("country", ["bra", "chn", "idn", "phl"])
def test_modelled_flows_whose_destination_stands_first(country: str) -> None:
    right = readings(f"wp_{country}_2005_2010")
    path = next((FOLDER / f"wp_{country}_2005_2010").glob("*.csv"))
    found = taken(path)
    agrees(found, right["right"])  # type: ignore[arg-type]
    values = {one.key: one.value for one in found.choices}
    assert (values["basis"], values["period"], values["interval"]) == (
        "modelled", "2005-2010", "5",
    )  # fmt: skip


def test_one_code_at_two_places_is_told_apart_by_coordinates() -> None:
    right = readings("wp_idn_2005_2010")
    path = next((FOLDER / "wp_idn_2005_2010").glob("*.csv"))
    found = taken(path, **{"same-code": "coordinates"})
    agrees(found, right["by_coordinates_without_doubles"])  # type: ignore[arg-type]


def test_a_printers_text_of_1991_is_read_line_below_heading_line() -> None:
    """Held against its lines as they stand: no reading of this file is beside it."""
    readings("us_irs_county_sheets")
    path = FOLDER / "us_irs_county_sheets" / "C9192cai.txt"
    heading, line = (
        re.compile(rf"{indent}(\d\d) (\d{{3}}) .*?(\d+)( +[\d.]+)?\s*$") for indent in ("", "  ")
    )
    expected: dict[tuple[str, str], int] = {}
    to = ""
    for text in path.read_text("latin-1").splitlines():
        if found := heading.match(text):
            to = found[1] + found[2]
        elif (found := line.match(text)) and int(found[1]) < 57 and found[1] + found[2] != to:
            expected[found[1] + found[2], to] = int(found[3])
    made = corridors(taken(path, direction="destination-first").flows)
    told = {(one[0], one[1]): one[2] for one in made.to_numpy().tolist()}
    assert told == expected
    assert len(told) > 5_000
