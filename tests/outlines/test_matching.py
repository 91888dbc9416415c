"""Which place a text names: codes, names, kinds, groups, and what is only ever suggested."""

from __future__ import annotations

import time

import pandas as pd
import pytest

from geo.outlines.matching import Match, match, shared_word
from geo.outlines.outlines import Places


def places(rows: dict[str, str], **more: object) -> Places:
    table = pd.DataFrame({"region_code": list(rows), "name_en": list(rows.values())})
    return Places(table, **more)


ELMS = places({"01": "Elm", "02": "Ash", "13": "Bay", "31": "New York"})


def code(text: str, known: Places = ELMS) -> str:
    return match([text], known)[text].code


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("01", "01"),
        ("1", "01"),
        ("1.0", "01"),
        (" 01 ", "01"),
        ("010000", "01"),
        ("130000", "13"),
        ("3", ""),
        ("14", ""),
        ("012", ""),
        ("elm", "01"),
        ("ÉLM", "01"),
        ("Ｅｌｍ", "01"),
        ("new-york", "31"),
        ("NEW YORK STATE", "31"),
        ("State of New York", "31"),
        ("01 Elm", "01"),
        ("Elm (01)", "01"),
        ("Elm (02)", ""),
        ("", ""),
    ],
)
def test_a_text_names_the_place_of_its_code_or_name(text: str, expected: str) -> None:
    assert code(text) == expected


def test_letters_before_a_number_are_a_part_of_the_code() -> None:
    regions = places({"E12000001": "North East", "W92000004": "Wales"})
    assert code("e12000001", regions) == "E12000001"
    assert code("12000001", regions) == ""
    brazil = places({"1": "Acre", "2": "Bahia"}, spellings={"1": ("BR-AC",), "2": ("BR-BA",)})
    assert [code(text, brazil) for text in ("BR-AC", "br-ba", "AC")] == ["1", "2", "1"]


def test_a_spelling_that_two_places_share_is_the_one_that_has_it_as_its_name() -> None:
    known = places({"1": "Rome", "2": "Lazio"}, spellings={"2": ("Rome",), "1": ("RM",)})
    assert code("rome", known) == "1"
    both = places({"1": "Hubei", "2": "Hebei"}, spellings={"1": ("HB",), "2": ("HB",)})
    assert match(["hb"], both)["hb"] == Match("", "several", ("1", "2"))


STATES = {"1": "Ash State", "2": "Elm State"}
COUNTIES = Places(
    pd.DataFrame(
        {
            "region_code": ["101", "102", "201", "202"],
            "name_en": ["Jefferson", "Kansas", "Jefferson", "St. Clair"],
            "state": ["Alder", "Alder", "Birch", "Birch"],
        }
    ),
    groupings=("state",),
)


def test_a_name_of_many_places_names_none_and_shows_them_all() -> None:
    found = match(["Jefferson County", "Kansas County", "Saint Clair County"], COUNTIES)
    assert found["Jefferson County"] == Match("", "several", ("101", "201"))
    assert found["Kansas County"].code == "102"
    assert found["Saint Clair County"].code == "202"


@pytest.mark.parametrize(
    "text", ["Jefferson County, Birch", "Jefferson (birch)", "Jefferson; Birch"]
)
def test_a_group_behind_the_name_says_which(text: str) -> None:
    assert code(text, COUNTIES) == "201"


def test_a_slip_in_a_name_with_a_group_is_looked_for_in_the_group() -> None:
    text = "Jeferson County, Birch"
    assert match([text], COUNTIES)[text] == Match("", "none", ("201",))


def test_a_city_in_a_column_of_states_does_not_become_a_state() -> None:
    states = places({"20": "Kansas", "40": "Oklahoma", "31": "Nebraska"})
    found = match(["Kansas", "Oklahoma", "Nebraska", "Kansas City"], states)
    assert found["Kansas City"] == Match("", "none", ("20",))


def test_one_city_among_many_does_not_become_the_region_of_its_name() -> None:
    regions = places({"22": "吉林", "21": "辽宁"})
    cities = ["吉林市", "沈阳市", "长春市", "大连市"]
    assert match(cities, regions)["吉林市"] == Match("", "none", ("22",))
    assert match(["吉林省", "辽宁"], regions)["吉林省"].code == "22"


def test_signs_of_a_kind_are_taken_from_a_name() -> None:
    regions = places({"15": "内蒙古", "65": "新疆", "11": "北京"})
    found = match(["内蒙古自治区", "新疆维吾尔自治区", "北京市"], regions)
    assert [one.code for one in found.values()] == ["15", "65", "11"]


def test_near_names_are_suggested_and_never_taken() -> None:
    found = match(["Elmm", "Nw York", "xyz", "Foreign"], ELMS)
    assert {one.code for one in found.values()} == {""}
    assert [one.candidates for one in found.values()] == [("01",), ("31",), (), ()]


def test_a_name_in_a_longer_one_and_a_short_form_are_suggested() -> None:
    countries = places({"1": "Bolivia", "2": "Dem. Rep. Congo", "3": "Congo", "4": "S. Sudan"})
    texts = ["Bolivia (Plurinational State of)", "Democratic Republic of the Congo", "South Sudan"]
    found = match(texts, countries)
    assert [one.code for one in found.values()] == ["", "", ""]
    assert [one.candidates[0] for one in found.values()] == ["1", "2", "4"]


def test_a_place_that_the_file_names_already_is_not_suggested_first() -> None:
    countries = places({"156": "China", "446": "Macao", "344": "Hong Kong"})
    texts = ["China", "China, Macao SAR", "China, Hong Kong SAR"]
    found = match(texts, countries)
    assert [one.candidates for one in found.values()] == [(), ("446", "156"), ("344", "156")]
    alone = match(texts[1:], countries)  # nothing else names China: both stand as before
    assert {"156", "446"} == {*alone["China, Macao SAR"].candidates}


def test_a_place_that_is_no_more_is_told_and_taken_for_no_other() -> None:
    known = places({"54": "Xizang"}, ended=("Xikang",))
    assert match(["Xīkāng"], known)["Xīkāng"] == Match("", "former", ())


def test_a_word_before_every_name_is_no_part_of_it() -> None:
    towns = places({"1": "Aarhus", "2": "Odense", "3": "Ærø", "4": "Køge", "5": "Vejle"})
    texts = ["Til Aarhus", "Til Odense", "Til Aeroe", "Til Koge", "Til Vejle"]
    leading = shared_word(texts)
    assert leading == "Til "
    found = match(texts, towns, leading=leading)
    assert [one.code for one in found.values()] == ["1", "2", "", "4", "5"]
    assert found["Til Aeroe"].candidates == ("3",)
    assert match(["Til Odense"], towns)["Til Odense"].code == ""
    assert shared_word(["San Juan", "San Luis"]) == ""


def test_three_thousand_places_are_matched_with_four_thousand_texts_in_a_moment() -> None:
    ends = "ald ber cot dun ell fir gar hol ing jas kir lan mar nor".split()  # noqa: SIM905
    halves = [f"{first}{end}" for first in ("Bar", "Ken", "Lis", "Mor", "Tan") for end in ends]
    names = [f"{half}{number}" for half in halves for number in range(100, 147)]
    known = places({f"{at:05}": name for at, name in enumerate(names)})
    texts = [f"{name} County" for name in names] + [f"{name}x, Nowhere" for name in names[:800]]
    start = time.process_time()
    found = match(texts, known)
    assert time.process_time() - start < 3
    assert sum(one.how == "name" for one in found.values()) == len(names)


def test_a_text_without_end_takes_no_time() -> None:
    long = ["a" * 5000, "1-" * 2500, "(" * 5000, "a, " * 1600]
    start = time.process_time()
    assert {one.how for one in match(long, ELMS).values()} == {"none"}
    assert time.process_time() - start < 1
