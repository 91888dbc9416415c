"""Lists of moves: columns, direction, codes in two columns, rows that are no moves."""

from __future__ import annotations

from itertools import pairwise, product

import pandas as pd
import pytest

from geo.files.grid import Foreign
from geo.files.opened import opened
from geo.intake.flows import corridors
from geo.intake.intake import Intake
from geo.intake.taking import take
from geo.outlines.places import WORLD, Places
from tests.intake.opening import grid, listed

NOWHERE = Places(pd.DataFrame({"region_code": [], "name_en": [], "name_zh": []}, dtype="str"))
TREES = Places(
    pd.DataFrame(
        {"region_code": ["01", "02", "03"], "name_en": ["Elm", "Ash", "Oak"], "name_zh": None}
    )
)


def taken(*files: Foreign, places: Places | None = None, **answers: str) -> Intake:
    found = take(
        files, {key.replace("_", "-"): one for key, one in answers.items()}, places, NOWHERE
    )
    sums = sum(one.rows_count for one in found.findings if one.part != "told")
    assert found.rows_read == sums
    return found


def pairs(found: Intake) -> dict[tuple[str, str], float]:
    return {(one[0], one[1]): one[2] for one in corridors(found.flows).to_numpy().tolist()}


def value(found: Intake, key: str) -> str:
    return next(one.value for one in found.choices if one.key == key)


def counts(found: Intake) -> dict[str, int]:
    return {one.kind: one.rows_count for one in found.findings}


def test_a_plain_list_needs_no_answer() -> None:
    found = taken(listed("origin,destination,persons\nElm,Ash,67\nAsh,Elm,5\nElm,Elm,900\n"))
    assert found.waits_for == ()
    assert pairs(found) == {("Elm", "Ash"): 67, ("Ash", "Elm"): 5}
    assert counts(found) == {"counted": 2, "own": 1}
    assert (found.sentence["origin"], found.sentence["destination"]) == ("Elm", "Ash")


@pytest.mark.parametrize(
    "heading",
    [
        "dest,orig,n",
        "to,from,persons",
        "InLA,OutLA,Moves",
        "y2_code,y1_code,n2",
        "NODEJ,NODEI,PrdMIG",
        "Current residence,Residence 1 year ago,Estimate",
        "迁入地,迁出地,人数",
        "place,originState,inboundFromState",
    ],
)
def test_the_destination_may_stand_first(heading: str) -> None:
    found = taken(listed(f"{heading}\nElm,Ash,67\nAsh,Elm,5\n"))
    assert pairs(found) == {("Ash", "Elm"): 67, ("Elm", "Ash"): 5}
    assert found.waits_for == ()


def test_words_before_the_names_tell_the_side() -> None:
    rows = "a;b;n\nTil Elm;Fra Ash;3\nTil Oak;Fra Elm;4\n".replace(";", ",")
    assert pairs(taken(listed(rows))) == {("Ash", "Elm"): 3, ("Elm", "Oak"): 4}


def test_without_evidence_the_direction_is_needed() -> None:
    file = listed("a,b,persons\nElm,Ash,67\nAsh,Elm,5\n")
    open_one = taken(file)
    assert open_one.waits_for == ("direction",)
    assert open_one.flows.empty
    evidence = next(one.evidence for one in open_one.choices if one.key == "direction")
    assert (evidence["persons"], evidence["origin"], evidence["destination"]) == (
        "67",
        "Elm",
        "Ash",
    )
    assert pairs(taken(file, direction="destination-first")) == {
        ("Ash", "Elm"): 67,
        ("Elm", "Ash"): 5,
    }


def test_coordinates_prove_which_side_is_which() -> None:
    rows = ["NJ,NI,LONFR,LATFR,LONTO,LATTO,PrdMIG"]
    where = {"11": "1.5,2.25", "12": "3.5,4.25", "13": "5.5,6.25", "14": "7.5,8.25"}
    rows += [
        f"{to},{of},{where[of]},{where[to]},{int(of) * int(to)}.5"
        for to in where
        for of in where
        if to != of
    ]
    found = taken(listed("\n".join(rows)))
    assert pairs(found)[("14", "11")] == 154.5
    assert value(found, "basis") == "modelled"


COUNTIES = """
y2_statefips,y2_countyfips,y1_statefips,y1_countyfips,y1_state,y1_countyname,n1,n2,agi
1,0,96,0,AL,Total Migration-US and Foreign,90,300,9000
1,1,96,0,AL,Elm County Total Migration,40,120,4000
1,1,1,1,AL,Elm County Non-migrants,400,900,9000
1,1,1,3,AL,Ash County,20,50,500
1,1,57,9,FR,Foreign - Other flows,3,7,70
1,1,59,5,DS,Other flows - South,10,20,300
1,3,1,1,AL,Elm County,10,40,450
1,3,56,21,WY,Laramie County,10,30,-1
"""


def test_codes_of_two_columns_are_one_and_totals_are_no_moves() -> None:
    found = taken(listed(COUNTIES))
    assert pairs(found) == {
        ("01003", "01001"): 50,
        ("01001", "01003"): 40,
        ("56021", "01003"): 30,
    }
    fates = {"counted": 3, "total": 2, "own": 1, "abroad": 1, "rest": 1}
    assert counts(found) == {**fates, "columns-left-out": 2}
    assert value(found, "unit") == "persons"
    assert found.places is not None
    names = dict(found.places.table[["region_code", "name_en"]].to_numpy().tolist())
    assert names == {
        "01001": "Elm County, AL",
        "01003": "Ash County, AL",
        "56021": "Laramie County, WY",
    }


def test_figures_of_returns_are_said_to_be_returns() -> None:
    found = taken(listed(COUNTIES), column_count="n1")
    assert value(found, "unit") == "returns"
    assert pairs(found)[("01003", "01001")] == 20


def test_a_heading_of_several_storeys_under_a_title() -> None:
    rows = [
        ["Migration Inflow, 2004-2005", "", "", "", "", ""],
        ["(Amounts in thousands of dollars)", "", "", "", "", ""],
        ["", "", "", "", "", ""],
        ["Migration into", "", "Migration from", "", "Number", "Aggregate"],
        ["State", "County", "State", "County", "of", "gross"],
        ["Code", "Code", "Code", "Code", "exemptions", "income"],
        ["", "", "", "", "(1)", "(2)"],
        ["01", "001", "01", "003", "50", "900"],
        ["01", "003", "01", "001", "40", "900"],
        ["d - Data has been suppressed", "", "", "", "", ""],
    ]
    found = taken(Foreign("book.xls", (grid(rows, "Inflow"),)))
    assert pairs(found) == {("01003", "01001"): 50, ("01001", "01003"): 40}
    assert value(found, "period") == "2004-2005"
    assert value(found, "factor") == "1"
    assert found.findings[0].rows == (8, 9)


def test_attributes_of_a_place_are_not_counted() -> None:
    rows = "county,originState,inboundFromState,population,nonMovers\n"
    rows += "".join(
        f"{county},{state},{number + people // 1000},{people},{people - 50}\n"
        for county, people in (("Elm", 9000), ("Ash", 7000), ("Oak", 5000))
        for number, state in enumerate(("Up", "Down", "Asia", "Left", "Right"), 10)
    )
    found = taken(listed(rows))
    assert value(found, "column-count") == "inboundFromState"
    assert corridors(found.flows)["persons"].sum() == 3 * (10 + 11 + 13 + 14) + 4 * (9 + 7 + 5)
    assert counts(found)["abroad"] == 3
    assert "two-geographies" in counts(found)


def test_categories_are_kept_apart_and_a_constant_one_tells_the_population() -> None:
    rows = "OutLA,InLA,Age,Sex,Moves\nA,B,18,M,5.134\nA,B,18,F,7.7718\nB,A,18,F,0.4\n"
    found = taken(listed(rows))
    assert [*found.flows.columns] == [
        "period", "origin_code", "destination_code", "persons", "sex",
    ]  # fmt: skip
    assert pairs(found)[("A", "B")] == pytest.approx(12.9058)
    assert value(found, "population") == "age 18"
    assert value(found, "basis") == "scaled"
    assert counts(found)["below-one"] == 1


def test_wide_columns_without_a_heading_are_ages_by_the_name_of_the_file() -> None:
    def file(name: str, sex: str) -> Foreign:
        rows = f"{sex},2024,dest,orig,0...5,0...6,0...7\n{sex},2024,Til Elm,Fra Ash,1,2,3\n"
        rows += f"{sex},2024,Til Oak,Fra Elm,0,0,4\n{sex},2024,Til Ash,Fra Oak,1,0,0\n"
        return listed(rows, name)

    found = taken(file("f_20-22.csv", "Women"), file("m_20-22.csv", "Men"))
    assert pairs(found) == {("Ash", "Elm"): 12, ("Elm", "Oak"): 8, ("Oak", "Ash"): 2}
    assert set(found.flows["age"]) == {"20", "21", "22"}
    assert set(found.flows["sex"]) == {"Women", "Men"}
    assert set(found.flows["period"]) == {"2024"}
    assert found.rows_read == 18
    assert counts(found)["heading-was-data"] == 2
    wide = next(one for one in found.choices if one.key == "wide")
    assert (wide.value, wide.is_asked) == ("age", True)


def test_wide_columns_of_years_are_periods() -> None:
    found = taken(listed("from,to,2001,2002,2003\nElm,Ash,1,2,3\nAsh,Elm,4,5,6\n"))
    sums = found.flows.groupby("period")["persons"].sum().to_dict()
    assert sums == {"2001": 5, "2002": 7, "2003": 9}


@pytest.mark.parametrize(
    "headings",
    [
        "period_start,period_end",
        "start,end",
        "from year,to year",
        "year_from,year_to",
        "startYear,endYear",
        "begin,until",
        "year1,year2",
        "census_0,census_1",
        "起始年份,终止年份",
    ],
)
def test_two_columns_of_years_are_the_ends_of_an_interval(headings: str) -> None:
    rows = f"origin,destination,persons,{headings}\n"
    rows += "Elm,Ash,67,2015,2020\nAsh,Elm,5,2015,2020\nElm,Oak,3,2010,2015\n"
    found = taken(listed(rows))
    first, last = headings.split(",")
    assert set(found.flows["period"]) == {"2015-2020", "2010-2015"}
    assert (value(found, "column-period"), value(found, "column-period-end")) == (first, last)
    assert value(found, "interval") == "5"
    alone = taken(listed(rows), column_period_end="")
    assert set(alone.flows["period"]) == {"2015", "2010"}
    turned = taken(listed(rows), column_period=last, column_period_end=first)
    assert set(turned.flows["period"]) == {"2015-2020", "2010-2015"}


def test_another_column_of_years_is_asked_about() -> None:
    rows = "origin,destination,persons,year,printed\nElm,Ash,67,2015,2020\nAsh,Elm,5,2016,2020\n"
    found = taken(listed(rows))
    assert set(found.flows["period"]) == {"2015", "2016"}
    asked = next(one for one in found.choices if one.key == "column-period-end")
    assert (asked.value, asked.is_asked, asked.evidence["others"]) == ("", True, "printed")


@pytest.mark.parametrize(
    ("cell", "period"),
    [
        ("2015-2020", "2015-2020"),
        ("2015–2020", "2015-2020"),
        ("2015—2020年", "2015-2020"),
        ("2015/16", "2015-2016"),
        ("1999/00", "1999-2000"),
        ("2015", "2015"),
    ],
)
@pytest.mark.parametrize("heading", ["period", "when"])
def test_one_column_may_hold_an_interval(heading: str, cell: str, period: str) -> None:
    rows = f"origin,destination,persons,{heading}\nElm,Ash,67,{cell}\nAsh,Elm,5,{cell}\n"
    found = taken(listed(rows))
    assert set(found.flows["period"]) == {period}
    assert "column-period-end" not in {one.key for one in found.choices}


@pytest.mark.parametrize(
    ("total", "kind", "parts"),
    [
        ("合计,,70", "whole-differs", 67.0),
        ("合计,合计,67", "whole-agrees", 67.0),
        ("Total,Total,967", "whole-agrees", 967.0),
    ],
)
def test_a_total_of_everybody_is_told_beside_the_sum_of_its_parts(
    total: str, kind: str, parts: float
) -> None:
    rows = "origin,destination,persons\nElm,Ash,60\nAsh,Elm,7\nElm,Elm,900\n"
    found = taken(listed(f"{rows}{total}\n"))
    (told,) = [one for one in found.findings if one.kind.startswith("whole-")]
    assert (told.kind, told.values["printed"]) == (kind, float(total.rpartition(",")[2]))
    assert told.values["parts"] == parts
    assert told.rows == (5,)
    assert counts(found)["total"] == 1  # and is no row without a place


def test_a_small_file_of_places_that_the_page_knows_is_not_of_two_kinds() -> None:
    table = pd.DataFrame({"region_code": [*"123456"], "name_en": [*"ABCDEF"], "name_zh": None})
    rows = "origin,destination,persons\nA,D,9\nB,E,8\nC,F,7\n"
    known = take((listed(rows),), {}, None, Places(table, source=WORLD))
    assert known.places.source == WORLD
    assert "two-geographies" not in counts(known)
    (told,) = [one for one in taken(listed(rows)).findings if one.kind == "two-geographies"]
    assert (told.rows_count, told.texts) == (0, (*"ABC", *"DEF"))


def test_a_balance_is_no_total_of_everybody() -> None:
    rows = "origin,destination,persons\nElm,Ash,60\nAsh,Elm,7\n净流入,净流入,53\n"
    found = taken(listed(rows))
    assert not [one for one in found.findings if one.kind.startswith("whole-")]


@pytest.mark.parametrize(
    ("title", "proposed"),
    [
        ("Table 1. State Migration Flows1: 2022", "Table 1. State Migration Flows: 2022"),
        ("People who moved between regions¹", "People who moved between regions"),
        ("Migration between trees, 2015 to 2020", "Migration between trees, 2015 to 2020"),
        ("Table 12 on migration, part 3", "Table 12 on migration, part 3"),
    ],
)
def test_a_proposed_title_has_no_footnote_signs(title: str, proposed: str) -> None:
    rows = [[title], [], ["from", "to", "persons"], ["Elm", "Ash", 60], ["Ash", "Elm", 7]]
    found = taken(Foreign("book.xlsx", (grid(rows, "Sheet"),)))
    assert value(found, "title") == proposed


def test_the_direction_knows_whether_a_sentence_is_read_aloud() -> None:
    file = listed("a,b,persons\nElm,Ash,67\nAsh,Elm,5\n")
    for answers, is_read in (({}, False), ({"direction": "origin-first"}, True)):
        (one,) = [one for one in taken(file, **answers).choices if one.key == "direction"]
        assert ("read" in one.evidence) == is_read


def test_a_part_is_not_added_to_its_whole() -> None:
    whole = listed("from,to,persons\nElm,Ash,9\nAsh,Elm,4\n", "moves_total.csv")
    part = listed("from,to,persons\nElm,Ash,5\nAsh,Elm,1\n", "moves_female.csv")
    found = taken(part, whole)
    assert value(found, "files") == "moves_total.csv"
    assert pairs(found) == {("Elm", "Ash"): 9, ("Ash", "Elm"): 4}
    assert counts(found)["file-left-out"] == 1


def test_files_of_several_years_are_periods() -> None:
    files = [
        listed(f"from,to,persons\nElm,Ash,{year - 2000}\nAsh,Elm,1\n", f"moves_{year}.csv")
        for year in (2001, 2002, 2005)
    ]
    found = taken(*files)
    assert set(found.flows["period"]) == {"2001", "2002", "2005"}
    assert next(one.texts for one in found.findings if one.kind == "years-missing") == (
        "2002–2005",
    )


def test_texts_are_matched_with_places_and_left_ones_are_told() -> None:
    rows = "from,to,persons\n1,2,7\nELM,Ash,5\nMaple,Ash,3\n3,Unknown,2\n"
    found = taken(listed(rows), places=TREES, without_shape="aside")
    assert pairs(found) == {("01", "02"): 12}
    assert [(one.text, one.rows_count) for one in found.unmatched] == [("Maple", 1)]
    assert counts(found)["unmatched"] == 1
    assert counts(found)["unknown"] == 1
    assert "codes-repaired" in counts(found)
    given = take([listed(rows)], {"place:Maple": "03"}, TREES, NOWHERE)
    assert pairs(given)[("03", "02")] == 3
    assert given.unmatched == ()


def test_marks_blanks_and_zero_are_four_things() -> None:
    cells = ["0", "-", "…", "<5", "*", "", "N/A", "(D)", "不适用", "１２０"]
    rows = [["origin", "destination", "persons"]]
    rows += [["A", f"B{number}", cell] for number, cell in enumerate(cells)]
    found = taken(Foreign("marks.csv", (grid(rows),)))
    assert corridors(found.flows)["persons"].sum() == 120
    assert counts(found) == {
        "counted": 2, "suppressed": 3, "inapplicable": 2, "missing": 3, "zero": 1, "no-figures": 8,
    }  # fmt: skip
    asked = {one.key for one in found.choices if one.is_asked}
    assert {"mark:-", "mark:...", "mark:*"} <= asked
    nobody = take([Foreign("marks.csv", (grid(rows),))], {"mark:-": "zero"}, None, NOWHERE)
    assert counts(nobody)["zero"] == 2


def test_what_is_no_count_is_rejected_with_its_row() -> None:
    rows = "from,to,persons\nA,B,5\nB,C,-4\nC,A,many\nA,C,inf\nB,A,1e999\n,C,3\n"
    found = taken(listed(rows))
    told = {one.kind: (one.rows, one.texts) for one in found.findings if one.part == "rejected"}
    assert told["negative"] == ((3,), ("-4",))
    assert told["unreadable"] == ((4,), ("many",))
    assert told["non-finite"] == ((5, 6), ("inf", "1e999"))
    assert told["no-place"][0] == (7,)


def test_minus_one_that_stands_for_hidden_figures_is_suppressed() -> None:
    found = taken(listed("from,to,persons\nA,B,5\nB,C,-1\nC,A,-1\nA,C,30\n"))
    assert counts(found)["suppressed"] == 2
    assert "mark:-1" in {one.key for one in found.choices if one.is_asked}


def test_exact_doubles_are_asked_and_repeated_pairs_are_told() -> None:
    file = listed(
        "from,to,quarter,persons\nA,B,1/2010,5\nA,B,1/2010,5\nA,B,2/2010,7\nB,A,1/2010,1\n"
    )
    each = taken(file, times="added")
    assert pairs(each)[("A", "B")] == 17
    assert counts(each)["repeated"] == 1
    once = taken(file, times="added", doubles="once")
    assert pairs(once)[("A", "B")] == 12
    assert counts(once)["doubled"] == 1


def test_decimal_commas_are_read_and_can_be_changed() -> None:
    rows = [["origin", "destination", "persons"], ["A", "B", "669000,5"], ["B", "A", "1.149.000"]]
    found = taken(Foreign("comma.csv", (grid([*rows, ["A", "C", "718 000"]]),)))
    assert pairs(found) == {("B", "A"): 1149000, ("A", "C"): 718000, ("A", "B"): 669000.5}


def test_the_longest_sheet_of_moves_in_is_read() -> None:
    def sheet(name: str, first: str, second: str) -> object:
        rows = [[first, second, "persons"], ["A", "B", "5"], ["B", "A", "7"]]
        return grid(rows, name)

    book = Foreign(
        "book.xlsx",
        (
            grid([["Read me"], ["notes"]], "Notes"),
            sheet("Outflow", "Origin from", "Destination to"),  # type: ignore[arg-type]
            sheet("Inflow", "Destination into", "Origin from"),  # type: ignore[arg-type]
        ),
    )
    found = taken(book)
    assert value(found, "sheet") == "Inflow"
    assert pairs(found) == {("B", "A"): 5, ("A", "B"): 7}
    assert pairs(taken(book, sheet="Outflow")) == {("A", "B"): 5, ("B", "A"): 7}
    assert counts(found)["sheet-left-out"] == 2


def test_columns_that_say_nothing_are_named_by_the_reader() -> None:
    file = listed("A,x,1\nB,y,2\nA,x,2\n")
    found = taken(
        file, heading="none", column_origin="column 1", column_destination="column 2",
        column_count="column 3", direction="origin-first",
    )  # fmt: skip
    assert pairs(found) == {("A", "x"): 3, ("B", "y"): 2}
    assert found.waits_for == ()


def test_ages_that_became_dates_are_mended_and_told() -> None:
    rows = "origin,destination,age,persons\nA,B,0-4,1\nA,B,9-May,2\nB,A,14-Oct,3\nA,B,65+,7\n"
    found = taken(listed(rows))
    assert set(found.flows["age"]) == {"0-4", "5-9", "10-14", "65+"}
    told = next(one.texts for one in found.findings if one.kind == "ages-as-dates")
    assert told == ("9-May → 5-9", "14-Oct → 10-14")
    assert "14-Oct" in set(taken(listed(rows), ages="as-written").flows["age"])


def test_codes_of_another_year_are_told_apart_from_names_that_are_wrong() -> None:
    codes = [f"{number:05d}" for number in range(1001, 1031)]
    places = Places(pd.DataFrame({"region_code": codes, "name_en": codes, "name_zh": None}))
    rows = [f"{one},{two},5" for one, two in pairwise(codes)]
    found = taken(
        listed("\n".join(["from,to,persons", *rows, "01999,01001,4", "Elmm,01001,3"])),
        places=places,
        without_shape="aside",
    )
    told = counts(found)
    assert (told["former"], told["unmatched"], told["counted"]) == (1, 1, 29)
    assert {one.key for one in found.unmatched} == {"01999", "Elmm"}


def test_places_that_no_shape_is_like_stay_places_and_slips_wait_for_an_answer() -> None:
    rows = "from,to,persons\nElm,Ash,7\nHazelnut,Ash,3\nOakk,Ash,2\nOak,Elm,1\n"
    long = TREES.table.replace({"name_en": {"Oak": "Oaken"}})
    rows = rows.replace("Oakk", "Oakenn").replace("Oak,", "Oaken,")
    found = taken(listed(rows), places=Places(long))
    assert pairs(found) == {("01", "02"): 7, ("Hazelnut", "02"): 3, ("03", "01"): 1}
    assert found.places is not None
    assert [*found.places.table["region_code"]] == ["01", "02", "03", "Hazelnut"]
    told = counts(found)
    assert (told["without-shape"], told["unmatched"]) == (1, 1)
    suggested = {one.text: one.suggestions for one in found.unmatched}
    assert suggested == {"Hazelnut": (), "Oakenn": ("03",)}
    assert {one.text: one.is_kept for one in found.unmatched} == {"Hazelnut": True, "Oakenn": False}
    aside = taken(listed(rows), places=Places(long), without_shape="aside")
    assert not any(one.is_kept for one in aside.unmatched)


def test_states_beside_counties_are_no_counties_and_doubtful_ones_are_of_the_same_state() -> None:
    table = pd.DataFrame(
        {
            "region_code": ["1", "2", "3", "4", "5", "6"],
            "name_en": ["Lake", "Hill", "Moor", "Lake", "Idaho", "Ford"],
            "name_zh": None,
            "state": ["Up", "Up", "Up", "Down", "Down", "Up"],
        }
    )
    counties = Places(table, groupings=("state",))
    states = ("Idaho", "Texas", "Utah", "Iowa")
    rows = [f"{county},{state},{at}" for county in ("Lake", "Hill", "Moor", "Ford")
            for at, state in enumerate(states, 3)]  # fmt: skip
    found = taken(listed("\n".join(["county,originState,persons", *rows])), places=counties)
    assert ("Idaho", "2") in pairs(found)
    lake = next(one for one in found.unmatched if one.text == "Lake")
    assert lake.suggestions == ("1", "4")


def test_a_file_beside_the_moves_names_their_codes() -> None:
    moves = listed("OutLA,InLA,Moves\nE1,E2,7\nE2,E3,5\nE3,E1,4\n")
    names = listed("Code,Old code,Name\nE1,00A,Elm\nE2,00B,Ash\nE3,00C,Oak\nE4,0D,Yew\n", "n.csv")
    sums = listed("OutLA,count\nE1,7\nE2,5\n", "sums.csv")
    found = taken(moves, names, sums)
    assert found.places is not None
    assert [*found.places.table["name_en"]] == ["Elm", "Ash", "Oak"]
    assert found.sentence["origin"] == "Elm"
    told = {one.kind: one.texts for one in found.findings}
    assert (told["names-from-file"], told["file-left-out"]) == (("n.csv",), ("sums.csv",))


def test_a_file_without_moves_says_so() -> None:
    found = taken(listed("code,name\nA,Elm\nB,Ash\n", "names.csv"))
    assert found.rows_read == 0
    assert [(one.kind, one.texts) for one in found.findings] == [("no-moves", ("names.csv",))]


def test_a_category_may_be_called_as_a_column_of_flows() -> None:
    rows = "origin,destination,age,persons,moves\nA,B,1,child,5\nB,A,1,adult,7\nA,B,1,adult,2\n"
    found = taken(listed(rows), column_count="moves", unit="persons", direction="origin-first")
    assert [*found.flows.columns] == [
        "period", "origin_code", "destination_code", "persons", "persons (column)",
    ]  # fmt: skip
    assert pairs(found) == {("A", "B"): 7, ("B", "A"): 7}


@pytest.mark.parametrize("year", ["²", "2010²"])
def test_a_sign_that_is_a_digit_and_no_number_is_no_year(year: str) -> None:
    rows = f"origin,destination,year,moves\nA,B,{year},5\nB,A,2010,7\nA,B,2010,2\n"
    assert taken(listed(rows), column_period="year", unit="persons").rows_read == 3


def test_figures_that_nobody_can_be_are_rejected_and_not_added_up() -> None:
    rows = "origin,destination,moves\nA,B,1e308\nB,A,1e308\nA,C,5000000000000000000\nC,A,12\n"
    found = taken(listed(rows), unit="persons", direction="origin-first")
    assert counts(found)["non-finite"] == 3
    assert pairs(found) == {("C", "A"): 12}


def test_lines_below_a_heading_line_move_to_its_place() -> None:
    """As printers wrote it: no heading, no separator, shares between households and people."""
    codes = {"06 001": "Elm", "06 013": "Ash", "41 085": "Oak"}
    moved = {pair: 40 + 7 * number for number, pair in enumerate(product(codes, codes))}
    lines = []
    for to, name in codes.items():
        lines.append(f"{to}   {name} Total Migration    {98:6}          {151:8}")
        for code, called in codes.items():
            persons, said = moved[code, to], "Non-Migrants" if code == to else called
            shares = f"{persons / 3:6.2f}", f"{persons / 2.9:6.2f}"
            lines.append(
                f"  {code} {said:24}{persons // 2:6}  {shares[0]}  {persons:8}  {shares[1]}"
            )
        lines.append(f"         {'Same State':24}{5:6}    5.55  {9:8}    5.77")
    text = "\n".join(lines * 20).encode()
    found = taken(opened("moves.txt", text, {}), direction="destination-first", doubles="once")
    assert pairs(found) == {
        (code.replace(" ", ""), to.replace(" ", "")): persons
        for (code, to), persons in moved.items()
        if code != to
    }
    assert found.places is not None
    assert set(found.places.table["name_en"]) == {"Elm", "Ash", "Oak"}
    assert counts(found)["total"] == 60
    assert "direction" in taken(opened("moves.txt", text, {})).waits_for


@pytest.mark.parametrize(
    ("heading", "factor"),
    [
        ("persons (thousands)", 1000),
        ("thousands of people", 1000),
        ("Persons ('000)", 1000),
        ("Persons (1000s)", 1000),
        ("persons - '000s", 1000),
        ("Migrants in thousands", 1000),
        ("Moves (thousand)", 1000),
        ("Personen in Tsd.", 1000),
        ("miles de personas", 1000),
        ("people (in millions)", 1_000_000),
        ("迁移人数（千人）", 1000),
        ("迁移人口(万人)", 10_000),
        ("人数（百万人）", 1_000_000),
        ("persons", 1),
        ("persons 2000", 1),
    ],
)
def test_a_unit_in_the_heading_is_the_factor_that_is_proposed(heading: str, factor: int) -> None:
    found = taken(listed(f"origin,destination,{heading}\nElm,Ash,12.5\nAsh,Elm,33\n"))
    assert pairs(found)["Elm", "Ash"] == 12.5 * factor
    choice = next(one for one in found.choices if one.key == "factor")
    assert (choice.value, choice.is_asked) == (str(factor), factor > 1)
    assert choice.evidence["words"] == (heading if factor > 1 else "")
    # 12.5 thousand are whole people; 12.5 people are not.
    assert value(found, "basis") == ("" if factor > 1 else "scaled")


@pytest.mark.parametrize(
    ("line", "factor"),
    [
        ("Figures in thousands", 1000),
        ("Unit: 1,000 persons", 1000),
        ("(thousands)", 1000),
        ("单位：万人", 10_000),
        ("All figures are in millions of people.", 1_000_000),
        ("Figures are rounded to the nearest thousand people", 1),
        ("Regions of more than 10,000 people", 1),
        ("Income is in thousands of dollars", 1),
    ],
)
def test_a_unit_above_the_table_is_the_factor_that_is_proposed(line: str, factor: int) -> None:
    rows = [[line], ["origin", "destination", "persons"], ["Elm", "Ash", "12"], ["Ash", "Elm", "3"]]
    found = taken(Foreign("t.xlsx", (grid(rows),)))
    assert pairs(found)["Elm", "Ash"] == 12 * factor
    assert pairs(taken(Foreign("t.xlsx", (grid(rows),)), factor="1"))["Elm", "Ash"] == 12


def test_three_tenths_of_ten_thousand_are_more_than_one_person() -> None:
    found = taken(listed("迁出地,迁入地,人数（万人）\nElm,Ash,0.3\nAsh,Elm,33\n"))
    assert "below-one" not in counts(found)


@pytest.mark.parametrize(
    "heads",
    [
        ("2010", "2020"),
        ("Persons 2010", "Persons 2020"),
        ("2010年人数", "2020年人数"),
        ("n_2010", "n_2020"),
        ("Movers (2010)", "Movers (2020)"),
        ("2005-2010", "2015-2020"),
        ("迁移人数2005—2010年", "迁移人数2015—2020年"),
    ],
)
def test_columns_of_several_years_are_years_of_one_list(heads: tuple[str, str]) -> None:
    found = taken(listed(f"From,To,{heads[0]},{heads[1]}\nElm,Ash,100,200\nAsh,Oak,50,75\n"))
    sums = found.flows.groupby("period")["persons"].sum()
    wide = "-" in heads[0] or "—" in heads[0]
    expected = ["2005-2010", "2015-2020"] if wide else ["2010", "2020"]
    assert ([*sums.index], [*sums]) == (expected, [150, 275])
    assert value(found, "wide") == "period"


def test_of_two_figures_of_several_years_the_people_are_read() -> None:
    head = "From,To,Households 2010,Households 2020,Persons 2010,Persons 2020"
    found = taken(listed(f"{head}\nElm,Ash,1,2,100,200\nAsh,Oak,3,4,50,75\n"))
    assert found.flows.groupby("period")["persons"].sum().to_dict() == {"2010": 150, "2020": 275}


@pytest.mark.parametrize(
    ("name", "headings", "interval", "is_asked", "pooled"),
    [
        ("2018-2022-american-community-survey.csv", "county,originState,inbound", "1", True, "yes"),
        ("2018-2022.csv", "Current residence,Residence 1 year ago,persons", "1", False, "yes"),
        ("2015-2020.csv", "Current residence,Residence 5 years ago,persons", "5", False, ""),
        ("flows_2015_2020.csv", "destination,origin,persons", "5", True, ""),
        ("flows_2019_2020.csv", "destination,origin,persons", "1", False, ""),
    ],
)
def test_the_years_of_a_file_are_no_interval_unless_it_says_so(
    name: str, headings: str, interval: str, is_asked: bool, pooled: str
) -> None:
    found = taken(listed(f"{headings}\nElm,Ash,67\nAsh,Elm,5\n", name))
    choice = next(one for one in found.choices if one.key == "interval")
    assert (choice.value, choice.is_asked) == (interval, is_asked)
    assert {one.key: one.value for one in found.choices}.get("pooled", "") == pooled


@pytest.mark.parametrize(
    ("heading", "sign"),
    [("Margin of error", "±"), ("MOE", ""), ("+/-", "+/-"), ("MOE (90 %)", "±")],
)
def test_a_margin_of_error_beside_the_figure_of_a_list_is_read(heading: str, sign: str) -> None:
    rows = f"Elm,Ash,1000,{sign}120\nAsh,Elm,40,{sign}60\nOak,Elm,3000,{sign}300\n"
    found = taken(listed(f"From,To,Estimate,{heading}\n{rows}"))
    assert pairs(found)["Elm", "Ash"] == 1000
    told = next(one for one in found.findings if one.kind == "wide-margins")
    assert (told.rows_count, told.values["share"]) == (1, pytest.approx(1 / 3))
    assert value(found, "basis") == "survey"


def test_columns_that_nothing_is_read_from_are_told() -> None:
    head = "county,originState,inboundFromState,population,nonMovers,remark"
    rows = "Elm,Ash,17,9397,7358,a\nAsh,Elm,55,800,700,b\nAsh,Oak,12,800,700,c\n"
    found = taken(listed(f"{head}\n{rows}"))
    told = next(one for one in found.findings if one.kind == "columns-left-out")
    assert {"population", "nonMovers"} <= {*told.texts}
    assert "inboundFromState" not in told.texts


def test_ages_of_several_files_tell_their_gap_and_have_no_name_of_one() -> None:
    head = "place,orig," + ",".join(f"0...{at}" for at in range(5, 15))
    rows = "Til Elm,Fra Ash,1,2,3,4,5,6,7,8,9,10\nTil Ash,Fra Elm,1,0,0,0,0,0,0,0,0,0\n"
    files = [listed(f"{head}\n{rows}", name) for name in ("f_0-9.csv", "f_20-29.csv")]
    found = taken(*files)
    assert value(found, "population") == "age 0–9, 20–29"
    title = next(one for one in found.choices if one.key == "title")
    assert (title.value, title.is_asked) == ("", True)
    assert found.rows_read == 40


def test_several_files_are_called_by_what_their_names_have_in_common() -> None:
    rows = "From,To,persons\nElm,Ash,1\nAsh,Elm,2\n"
    files = [listed(rows, f"county_moves_{year}.csv") for year in (2011, 2012)]
    assert value(taken(*files), "title") == "county_moves"


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (["省际流动人口统计（2020年）"], "省际流动人口统计（2020年）"),
        (["Table T8", "Internal migration between Elm, Ash,", "Oak and Yew"],
         "Internal migration between Elm, Ash, Oak and Yew"),
        (["Moves between trees and", "shrubs of the wood", "Year 2015"],
         "Moves between trees and shrubs of the wood"),
    ],
)  # fmt: skip
def test_a_title_is_read_to_its_end(lines: list[str], title: str) -> None:
    rows = [[line] for line in lines]
    rows += [["From", "To", "persons"], ["Elm", "Ash", "12"], ["Ash", "Elm", "3"]]
    assert value(taken(Foreign("t.xlsx", (grid(rows),))), "title") == title


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("Migration, by state of origin, 2010", "2010"),
        ("Table 3, 2005-2010 migrants, persons of age 5 and over", "2005-2010"),
        ("Moves, from origin to destination, 2010", "2010"),
    ],
)
def test_a_title_that_was_cut_at_its_commas_is_no_row_and_no_heading(
    title: str, period: str
) -> None:
    text = f"{title}\norigin,destination,persons\nElm,Ash,12\nAsh,Elm,3\n"
    found = taken(opened("moves.csv", text.encode(), {}))
    assert pairs(found) == {("Elm", "Ash"): 12, ("Ash", "Elm"): 3}
    assert value(found, "column-count") == "persons"
    assert value(found, "period") == period
    assert found.rows_read == 2
