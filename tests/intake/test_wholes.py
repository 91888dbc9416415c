"""Groups of people that hold others: nobody is counted twice, and no total is lost."""

from __future__ import annotations

import pytest

from tests.intake.opening import listed
from tests.intake.test_lists import counts, pairs, taken, value

ENDS = (("Elm", "Ash", 100), ("Ash", "Oak", 300), ("Oak", "Elm", 40))


def rows(groups: dict[str, float], heading: str = "sex") -> str:
    """A list in which each flow has each group, of so many parts of its people."""
    made = [f"from,to,{heading},people"]
    made += [
        f"{one},{two},{group},{round(people * part)}"
        for one, two, people in ENDS
        for group, part in groups.items()
    ]
    return "\n".join(made)


@pytest.mark.parametrize(
    ("first", "second", "both", "heading"),
    [
        ("Male", "Female", "Total", "sex"),
        ("M", "F", "T", "sex"),
        ("男", "女", "合计", "性别"),
        ("männlich", "weiblich", "insgesamt", "Geschlecht"),
        ("urban", "rural", "All households", "hukou"),
        ("urban", "rural", "Both", "kind"),
    ],
)
def test_a_total_beside_its_parts_is_set_aside(
    first: str, second: str, both: str, heading: str
) -> None:
    found = taken(listed(rows({first: 0.6, second: 0.4, both: 1}, heading)))
    assert sum(pairs(found).values()) == 440
    assert counts(found) == {"counted": 6, "total": 3, "margins-agree": 3}
    name = next(one for one in found.choices if one.key.startswith("wholes:"))
    assert (name.value, name.is_asked) == ("apart", False)


def test_a_sum_of_all_others_is_seen_whatever_it_is_called_and_asked() -> None:
    file = listed(rows({"blue": 0.6, "green": 0.4, "grue": 1}, "colour"))
    found = taken(file)
    assert sum(pairs(found).values()) == 440
    assert next(one for one in found.choices if one.key == "wholes:colour").is_asked
    assert sum(pairs(taken(file, **{"wholes:colour": "added"})).values()) == 880
    plain = taken(listed(rows({"blue": 0.6, "green": 0.4, "red": 0.3}, "colour")))
    assert not any(one.key.startswith("wholes:") for one in plain.choices)


def test_all_ages_beside_ages() -> None:
    found = taken(listed(rows({"0-14": 0.2, "15-64": 0.6, "65+": 0.2, "All ages": 1}, "age")))
    assert sum(pairs(found).values()) == 440
    assert value(found, "population") == ""


def test_a_group_of_ages_inside_another_is_no_more_people() -> None:
    ages = {"0-4": 0.1, "0-14": 0.3, "15-64": 0.5, "65 and over": 0.2}
    found = taken(listed(rows(ages, "age")))
    assert sum(pairs(found).values()) == 440
    choice = next(one for one in found.choices if one.key == "wholes:age")
    assert (choice.is_asked, choice.evidence["names"]) == (True, "0-4")
    assert counts(found)["part"] == 3


def test_of_groups_that_add_up_the_parts_are_counted() -> None:
    ages = {"0-4": 0.1, "5-14": 0.2, "0-14": 0.3, "15-64": 0.5, "65+": 0.2, "Total": 1}
    found = taken(listed(rows(ages, "age")))
    assert sum(pairs(found).values()) == 440
    assert sorted(found.flows["age"].unique()) == ["0-4", "15-64", "5-14", "65+"]


def test_a_total_without_parts_is_counted_and_told() -> None:
    found = taken(listed(rows({"Male": 0.6, "Female": 0.4, "Total": 1}) + "\nElm,Oak,Total,77\n"))
    assert pairs(found)["Elm", "Oak"] == 77
    assert sum(pairs(found).values()) == 517
    assert counts(found)["whole-alone"] == 1


def test_where_all_parts_are_hidden_the_total_is_counted() -> None:
    hidden = "\nElm,Oak,Male,(D)\nElm,Oak,Female,(D)\nElm,Oak,Total,9\n"
    found = taken(listed(rows({"Male": 0.6, "Female": 0.4, "Total": 1}) + hidden))
    assert pairs(found)["Elm", "Oak"] == 9


def test_a_total_that_its_parts_do_not_reach_is_counted_itself() -> None:
    found = taken(listed(rows({"Female": 0.4, "Total": 1})))
    assert sum(pairs(found).values()) == 440
    assert next(one for one in found.choices if one.key == "wholes:sex").is_asked
    assert counts(found)["part"] == 3


@pytest.mark.parametrize("is_crossed", [True, False])
def test_totals_of_two_categories(is_crossed: bool) -> None:
    """Each sex by each age, or each sex of all ages and each age of both sexes."""
    made = ["from,to,sex,age,people"]
    for one, two, people in ENDS:
        for sex, part in {"Male": 0.6, "Female": 0.4, "Total": 1}.items():
            for age, share in {"0-14": 0.25, "15+": 0.75, "All ages": 1}.items():
                if is_crossed or "Total" in sex or "All" in age:
                    made.append(f"{one},{two},{sex},{age},{round(people * part * share)}")
    found = taken(listed("\n".join(made)))
    assert sum(pairs(found).values()) == 440


def test_a_total_that_is_wrong_is_told() -> None:
    wrong = rows({"Male": 0.6, "Female": 0.4, "Total": 1}).replace("Total,300", "Total,390")
    told = next(one for one in taken(listed(wrong)).findings if one.kind == "margins-differ")
    assert (told.rows_count, told.values["difference"]) == (1, 90)
    assert told.texts == ("Ash → Oak: 390 / 300",)


def test_people_that_stay_are_not_twice_either() -> None:
    found = taken(listed(rows({"Male": 0.6, "Female": 0.4, "Total": 1})
                         + "\nElm,Elm,Male,5\nElm,Elm,Female,6\nElm,Elm,Total,11\n"))  # fmt: skip
    assert next(one.persons for one in found.findings if one.kind == "own") == 11


def test_a_group_that_is_not_filled_is_a_group_of_its_own() -> None:
    blank = "\nElm,Oak,,7\nElm,Ash,,1\n"
    found = taken(listed(rows({"Male": 0.6, "Female": 0.4, "Total": 1}) + blank))
    assert pairs(found)["Elm", "Oak"] == 7
    assert sum(pairs(found).values()) == 448


SIDED = [
    ("迁出地,迁入地,户口,人数", "农业", "非农业", "合计"),
    ("原居住地,现住地,户籍,人数", "农业", "非农业", "合计"),
    ("from,to,from type,people", "rural", "urban", "total"),
    ("from,to,hukou,people", "rural", "urban", "total"),
    ("from,to,household registration,people", "rural", "urban", "all"),
    ("origin,destination,origin situation,people", "rural", "urban", "both"),
]


@pytest.mark.parametrize(("head", "first", "second", "both"), SIDED)
def test_a_kind_of_people_beside_a_place_is_a_group_and_no_part_of_its_name(
    head: str, first: str, second: str, both: str
) -> None:
    made = [head]
    for one, two, people in ENDS:
        made += [f"{one},{two},{first},{people - 10}", f"{one},{two},{second},10"]
        made += [f"{one},{two},{both},{people}"]
    found = taken(listed("\n".join(made)))
    assert pairs(found) == {(one, two): people for one, two, people in ENDS}
    assert counts(found) == {"counted": 6, "total": 3, "margins-agree": 3}
    assert {*found.flows.iloc[:, -1]} == {first, second}


def test_a_few_rows_of_rural_people_are_told_apart_too() -> None:
    rows = "Elm,Ash,农业,67\nAsh,Elm,农业,5\nElm,Ash,非农业,3\nElm,Ash,合计,70\nAsh,Elm,合计,5\n"
    found = taken(listed(f"迁出地,迁入地,户口,人数\n{rows}"))
    assert pairs(found) == {("Elm", "Ash"): 70, ("Ash", "Elm"): 5}


@pytest.mark.parametrize("head", ["户口所在地,现住地,人数", "户籍,现住地,人数"])
def test_where_people_are_registered_is_a_place(head: str) -> None:
    found = taken(listed(f"{head}\nElm,Ash,67\nAsh,Elm,5\n"), direction="origin-first")
    assert pairs(found) == {("Elm", "Ash"): 67, ("Ash", "Elm"): 5}


def test_the_larger_unit_of_a_place_is_joined_to_its_name() -> None:
    rows = "Lake,N,Ash,S,67\nLake,S,Ash,S,5\nAsh,S,Lake,N,7\nOak,N,Lake,N,7\nOak,N,Ash,S,1\n"
    found = taken(listed(f"from_city,from_area,to_city,to_area,n\n{rows}"))
    assert ("Lake, N", "Ash, S") in pairs(found)
    assert ("Lake, S", "Ash, S") in pairs(found)
    kinds = "Elm,u,Ash,u,67\nElm,r,Ash,u,5\nAsh,u,Elm,r,7\nOak,r,Elm,u,7\nOak,u,Elm,u,7\n"
    apart = taken(listed(f"from,from_x,to,to_x,n\n{kinds}"))
    assert set(pairs(apart)) == {("Elm", "Ash"), ("Ash", "Elm"), ("Oak", "Elm")}


def test_two_groups_whose_headings_have_no_letters_of_ours_stay_two() -> None:
    rows = (
        "Elm,Ash,农业,未婚,7\nElm,Ash,非农业,已婚,3\nElm,Ash,农业,已婚,5\nAsh,Elm,非农业,未婚,2\n"
    )
    found = taken(listed(f"迁出地,迁入地,户口,婚姻,人数\n{rows}"))
    assert "columns-left-out" not in counts(found)
    assert len([*found.flows]) == 6


def test_ages_that_share_some_people_are_counted_as_the_reader_says() -> None:
    ages = {"0-14": 0.3, "10-19": 0.2, "15-64": 0.5, "65+": 0.1}
    file = listed(rows(ages, "age"))
    waits = taken(file)
    assert waits.waits_for == ("overlaps:age",)
    assert waits.flows.empty
    asked = next(one for one in waits.choices if one.key == "overlaps:age")
    assert asked.evidence == {"names": "0-14 / 10-19; 10-19 / 15-64", "aside": "10-19"}
    apart = taken(file, **{"overlaps:age": "apart"})
    assert sum(pairs(apart).values()) == 440 * 0.9
    assert counts(apart)["overlap"] == 3
    added = taken(file, **{"overlaps:age": "added"})
    assert sum(pairs(added).values()) == pytest.approx(440 * 1.1)


def test_ages_that_meet_in_no_flow_are_not_asked_about() -> None:
    text = "from,to,age,people\nElm,Ash,0-14,6\nAsh,Elm,10-19,4\nElm,Ash,15-64,6\n"
    found = taken(listed(text))
    assert found.waits_for == ()
    assert sum(pairs(found).values()) == 16


def test_a_group_that_holds_another_is_no_overlap() -> None:
    found = taken(listed(rows({"0-4": 0.1, "0-14": 0.3, "15-64": 0.7}, "age")))
    assert not any(one.key.startswith("overlaps:") for one in found.choices)


def test_intervals_that_share_years_are_told_and_stay_apart() -> None:
    text = "from,to,period,people\nElm,Ash,2005-2010,60\nElm,Ash,2006-2010,40\n"
    text += "Ash,Elm,2010-2015,3\n"
    found = taken(listed(text))
    told = next(one for one in found.findings if one.kind == "times-overlap")
    assert told.texts == ("2005-2010 / 2006-2010",)
    assert found.flows.groupby("period")["persons"].sum().to_dict() == {
        "2005-2010": 60, "2006-2010": 40, "2010-2015": 3,
    }  # fmt: skip
