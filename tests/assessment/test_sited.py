"""The template of sites and links as a reader's own data: every row has one fate, each its kind."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from geo.assessment.kinds import SITE_FINDINGS
from geo.assessment.loading import known
from geo.assessment.rules import COLUMNS
from geo.assessment.sited import TEMPLATE, Sited, take_sited
from geo.build.limits import MOST_ROWS
from geo.build.sheet import sheet_in
from geo.files.opened import opened
from geo.files.unreadable import UnreadableFileError
from geo.outlines.told import Finding
from geo.own.known import known_places
from geo.world.world import World

HEAD = ",".join(TEMPLATE)
XINING = "site,Xining,,Report 2009,63,101.77,36.62,Home,NGO"
ROWS = {
    XINING: "site",
    "Site,Luoyang,,Report,Henan,112.45,34.62,,": "site",
    "link,Xining,Beijing,Report": "link",
    "link,Luoyang,Xining,Report": "link",
    "value,Diqing,5,Report": "site-value",
    "value,Diqing,,": "site-empty",
    "place,Hill,,Report": "site-kind",
    "site,Xining,,Report,63,101.77,36.62,,": "site-name",
    "site,Diqing,,Report,53,99.7,27.8,,": "site-name",
    "site,Far,,Report,63,10,36.62,,": "site-position",
    "site,Turned,,Report,63,36.62,101.77,,": "site-position",
    "site,Nowhere,,Report,,101.77,36.62,,": "site-position",
    "site,Firm,,Report,63,101.77,36.62,Firm,company": "site-partner",
    "site,Silent,,,63,101.77,36.62,,": "site-source",
    "site,Counted,7,Report,63,101.77,36.62,,": "site-more",
    "link,Xining,Xining,Report": "link-ends",
    "link,Xining,Beijing,Again": "link-ends",
    "link,Xining,,Report": "link-ends",
    "site,Odd,,Report,Quinghai,101.77,36.62,,": "unmatched",
    "link,Xining,Bejing,Report": "unmatched",
}


def taken(world: World, *rows: str, answers: Mapping[str, str] | None = None) -> Sited:
    """What a file with some rows says."""
    grids = opened("mine.csv", "\n".join([HEAD, *rows]).encode(), {}).grids
    sheet = sheet_in(grids, ["kind", "site", "source"], COLUMNS)
    assert sheet is not None
    return take_sited(sheet, known(world), known_places(world), answers or {})


def by_kind(found: Sited) -> dict[str, Finding]:
    """Lines of the report by their kind."""
    return {one.kind: one for one in found.findings}


def rows_of_parts(found: Sited) -> int:
    """Rows that have a fate."""
    return sum(one.rows_count for one in found.findings if one.part != "told")


def test_every_row_has_one_fate(world: World) -> None:
    found = taken(world, *ROWS)
    assert found.rows_read == rows_of_parts(found) == len(ROWS)
    for number, (row, kind) in enumerate(ROWS.items(), start=2):
        assert number in by_kind(found)[kind].rows, row
    loads = {"value", "site-unknown", "value-indicator", "value-figure", "value-date"}
    assert {*ROWS.values()} | {"site-respelled", "site-elsewhere"} == {*SITE_FINDINGS} - loads | {
        "unmatched"
    }
    assert found.sites["site"].tolist() == ["xining", "luoyang"]
    assert found.links[["from", "to"]].to_numpy().tolist() == [
        ["xining", "beijing"], ["luoyang", "xining"],
    ]  # fmt: skip


def test_names_without_a_place_come_with_suggestions_and_take_an_answer(world: World) -> None:
    rows = ("site,Odd,,Report,Quinghai,101.77,36.62,,", "link,Odd,Bejing,Report")
    found = taken(world, *rows)
    assert [(one.text, one.suggestions[0]) for one in found.unmatched[:1]] == [("Quinghai", "63")]
    answered = taken(world, *rows, answers={"place:Quinghai": "63"})
    assert answered.sites["province_code"].tolist() == ["63"]
    assert [one.text for one in answered.unmatched] == ["Bejing"]
    assert {"11", "beijing"} <= {*answered.unmatched[0].suggestions}
    whole = taken(world, *rows, answers={"place:Quinghai": "63", "place:Bejing": "11"})
    assert whole.links["to"].tolist() == ["11"]
    left = taken(world, *rows, answers={"place:Quinghai": "63", "place:Bejing": "outside"})
    assert by_kind(left)["outside"].rows == (3,)
    assert left.unmatched == ()


def test_what_is_read_in_another_spelling_is_told(world: World) -> None:
    told = by_kind(taken(world, "site,Luoyang,,Report,Henan,112.45,34.62,,"))["site-respelled"]
    assert told.texts == ("Henan → 41",)


def test_a_template_has_few_rows() -> None:
    rows = "\n".join([HEAD, *["site,Hill,,Report,63,101.77,36.62,,"] * (MOST_ROWS + 200)])
    grids = opened("mine.csv", rows.encode(), {}).grids
    with pytest.raises(UnreadableFileError, match="more than 5,000 rows"):
        sheet_in(grids, ["kind", "site", "source"], COLUMNS)


@pytest.mark.parametrize("head", ["origin,destination,persons", "kind,site,persons", "site,source"])
def test_other_tables_are_no_template(head: str) -> None:
    grids = opened("mine.csv", f"{head}\na,b,3\n".encode(), {}).grids
    assert sheet_in(grids, ["kind", "site", "source"], COLUMNS) is None
