"""What a reader loads: two loads join, the kept text gives itself back, a ninth site is a site."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.assessment.grid import assessment_grid, judge
from geo.assessment.loaded import NOTHING, kept_rows
from geo.assessment.loading import Worlds, added, known, read_kept, scene_with
from geo.assessment.rules import COLUMNS
from geo.build.confined import WORK, read_apart
from geo.build.sheet import read_sheet
from geo.files import confined
from geo.files.unreadable import UnreadableFileError
from geo.lessons.similarity import keyed_sites
from geo.scene.scene import Scenes
from geo.sites.coverage import site_distances
from geo.sites.sites import paper_sites
from geo.view.address import parse
from geo.world.world import World
from layers.api import cells as inert_cells
from tests.assessment.test_grid import BAD_FILES, GOOD, NINTH, csv_of, xlsx_of

pytestmark = pytest.mark.long

ROOT = Path(__file__).parents[2]
# The decorator that keeps the answers of readers with sites of their own apart.
NINTH_VALUE = {**GOOD, "site": "Xining", "value": "35"}


def spelled(world: World, text: str) -> str:
    """The text that a browser keeps after a file was loaded into an empty page."""
    loaded = added(world, read_sheet(text.encode(), COLUMNS), NOTHING).loaded
    rows = kept_rows(loaded.values, loaded.sites)
    return inert_cells.write(COLUMNS, rows).decode("utf-8-sig")


def test_a_second_file_adds_to_the_first_and_replaces_what_it_repeats(world: World) -> None:
    first = added(world, read_sheet(csv_of(GOOD, NINTH).encode(), COLUMNS), NOTHING)
    assert first.replaced_count == 0
    later = csv_of({**GOOD, "value": "9"}, {**GOOD, "date": "2005-01-01", "value": "10"},
                   NINTH_VALUE, {**NINTH, "partner": "A new partner"})  # fmt: skip
    second = added(world, read_sheet(later.encode(), COLUMNS), first.loaded)
    assert second.found.rejected.empty
    assert second.replaced_count == 2
    values = second.loaded.values.set_index(["site", "date"])["value"].to_dict()
    assert values == {("diqing", "2004-06-30"): "9", ("diqing", "2005-01-01"): "10",
                      ("xining", "2004-06-30"): "35"}  # fmt: skip
    assert second.loaded.sites["partner"].tolist() == ["A new partner"]


def test_a_value_may_name_a_site_of_before_and_no_other(world: World) -> None:
    before = read_kept(world, spelled(world, csv_of(NINTH)))
    sheet = read_sheet(csv_of(NINTH_VALUE).encode(), COLUMNS)
    assert len(added(world, sheet, before).loaded.values) == 1
    alone = added(world, sheet, NOTHING)
    assert alone.found.rejected["column"].tolist() == ["site"]


TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs"], exclude_characters="\x00"), max_size=30
).map(lambda text: f"{text}x")


@given(TEXTS, TEXTS, st.sampled_from(["=", "+", "-", "@", "\t", "'", "''=", "＝", ' "=', ""]))
@settings(max_examples=80, deadline=None, derandomize=True, database=None)
def test_what_is_kept_reads_as_itself(world: World, text: str, other: str, start: str) -> None:
    """Nothing in the kept text can run, and reading it gives the same text again."""
    value = {**GOOD, "indicator": "Q01", "value": start + text, "source": other}
    out = spelled(world, csv_of(value))
    again = read_kept(world, out)
    assert again.rejected.empty
    assert spelled(world, out) == out
    cells = [cell for row in kept_rows(again.values, again.sites) for cell in row]
    assert all(inert_cells.original(inert_cells.inert(cell)) == cell for cell in cells)


def test_coordinates_are_kept_exactly(world: World) -> None:
    out = spelled(world, csv_of({**NINTH, "lon": "101.7712345", "lat": "36"}))
    assert "101.7712345,36," in out


WRONG_NAMES = ["34", "34-31", "2004", "t24", "Lincang", "Anhui-Shanghai", "Chifeng", "beijing",
               "Xi\u202ening", "Xi\u200bning", "Xi\x07ning"]  # fmt: skip


@pytest.mark.parametrize("name", WRONG_NAMES)
def test_a_new_site_takes_no_word_of_the_address_and_looks_like_no_other(
    world: World, name: str
) -> None:
    found = judge(read_sheet(csv_of({**NINTH, "site": name}).encode(), COLUMNS), known(world))
    assert found.sites.empty
    assert found.rejected["column"].tolist() == ["site"]


def test_a_ninth_site_is_a_place_a_site_and_the_nearest_one_of_its_region(world: World) -> None:
    own, notices = Worlds(world).of(spelled(world, csv_of(NINTH, NINTH_VALUE)))
    assert notices == ()
    view, found = parse("place=xining&site=xining", own.vocabulary)
    assert (found, view.place) == ((), "xining")
    assert parse("place=xining", world.vocabulary)[1][0].field == "place"
    assert scene_with(Scenes(world), view, own).place.region == "63"
    sites = list(keyed_sites(own.table("pilot_sites")).index)
    assert sites == [*keyed_sites(world.table("pilot_sites")).index, "xining"]
    grid = assessment_grid(sites, own.table("assessment_indicators"), own.loaded.values)
    assert len(grid) == 72
    near = site_distances(own.table("regions"), own.table("pilot_sites"))
    assert near.set_index("region_code")["nearest_site"]["63"] == "xining"


def test_the_paper_keeps_its_eight_sites(world: World) -> None:
    own, _notices = Worlds(world).of(spelled(world, csv_of({**NINTH, "partner_type": ""})))
    assert paper_sites(own).equals(world.table("pilot_sites"))
    assert world.loaded.slugs == ()
    assert "xining" not in world.places
    row = own.table("pilot_sites").set_index("name").loc["Xining"]
    assert row[["section", "role", "size_class", "focus_activities", "partner_type"]].isna().all()


def test_choosing_a_loaded_site_works_out_no_figure_anew(world: World) -> None:
    own, _notices = Worlds(world).of(spelled(world, csv_of(NINTH)))
    scenes = Scenes(world)
    view, _found = parse("place=xining", own.vocabulary)
    scene = scene_with(scenes, view, own)
    assert scene.columns is scenes.of(parse("", own.vocabulary)[0]).columns
    assert scene.view.place == scene.place.key == "xining"
    assert own != world
    assert own.id.startswith(world.id)


def test_garbage_of_a_browser_is_left_out_with_a_notice(world: World) -> None:
    for text in ("garbage", "PK\x03\x04", ",", "\x00", "a,b\n1,2"):
        own, (notice,) = Worlds(world).of(text)
        assert (notice.field, notice.found) == ("loaded", text)
        assert own.loaded.flaw
        assert own.vocabulary == world.vocabulary
    assert Worlds(world).of("") == (world, ())
    assert Worlds(world).of(None) == (world, ())


@pytest.mark.parametrize("content", [csv_of(GOOD, NINTH).encode(), xlsx_of(GOOD, NINTH)])
def test_a_child_reads_what_this_process_reads(content: bytes) -> None:
    assert read_apart(content, COLUMNS) == read_sheet(content, COLUMNS)


def test_a_child_refuses_in_the_same_words() -> None:
    for name in ("open quote", "zip bomb", "document type", "old workbook"):
        with pytest.raises(UnreadableFileError) as apart:
            read_apart(BAD_FILES[name], COLUMNS)
        with pytest.raises(UnreadableFileError) as here:
            read_sheet(BAD_FILES[name], COLUMNS)
        assert str(apart.value) == str(here.value)


ENDS = {
    "memory": "bytearray(2 << 30)",
    "a file": "open('/etc/hostname')",
    "a connection": "__import__('socket').socket()",
    "a signal": "__import__('os').kill(__import__('os').getpid(), 9)",
}


@pytest.mark.parametrize("deed", ENDS)
def test_what_a_file_could_make_the_child_do_ends_only_the_child(
    deed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """X4: whatever kills the child, the reader gets one message."""
    start = f"import sys, {confined.__name__} as child; child.confine(child.WORKS[{WORK!r}])"
    child = f"{start}; {ENDS[deed]}; print('[]')"
    run = subprocess.run
    monkeypatch.setattr(
        "geo.files.confined.subprocess.run",
        lambda command, **options: run([command[0], "-c", child], **options),
    )
    with pytest.raises(UnreadableFileError) as refused:
        read_apart(b"x", COLUMNS)
    assert "more memory or time than is allowed" in str(refused.value)
    assert confined.WORKS[WORK].computing <= 10


def test_a_workbook_of_one_text_in_many_cells_is_too_large() -> None:
    rows = [{**GOOD, "source": "x" * 5_000, "asks": "x" * 5_000}] * 401
    with pytest.raises(UnreadableFileError, match="signs down to here"):
        read_sheet(xlsx_of(*rows), COLUMNS)
