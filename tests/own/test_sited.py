"""Sites and links of a reader from a template to a world: on the map, in tabs, in files."""

from __future__ import annotations

import io
from functools import partial
from pathlib import Path

import pandas as pd
import pytest
from flask.testing import FlaskClient

from app import create_app
from geo.assessment.loaded import NOTHING, template_xlsx
from geo.assessment.loading import Worlds, laid_on
from geo.assessment.sited import TEMPLATE
from geo.files.unreadable import UnreadableFileError
from geo.own.project import LINKS, PARCEL, SITES, saved
from geo.own.received import apart as received
from geo.own.store import Store
from geo.world.world import World
from layers.blocks.markup import spelled
from layers.own import report
from layers.own.children import drafts_beside
from layers.own.draft import FLOWS, PROJECT, DraftError
from layers.own.reading import Reading
from layers.sources.opened import opened_file
from layers.subjects import open_page_world
from tests.files.made import changed

pytestmark = pytest.mark.long

HEAD = ",".join(TEMPLATE)
ROWS = [
    ["site", "Xining", "", "Report 2009", "Qinghai", "101.77", "36.62", "Home", "NGO"],
    ["link", "Xining", "Diqing", "Report 2009", "", "", "", "", ""],
    ["link", "Xining", "Beijing", "Report 2009", "", "", "", "", ""],
    ["link", "Xining", "Nowhere", "Report 2009", "", "", "", "", ""],
]
CSV = "\n".join([HEAD, *map(",".join, ROWS)]).encode()
MOVES = b"origin,destination,persons\nAnhui,Beijing,120\nBeijing,Anhui,40\n"


def made(
    store: Store, world: World, *files: tuple[str, bytes], role: str = FLOWS
) -> tuple[Reading, str]:
    """What is understood of some files, and the world of them."""
    drafts = drafts_beside(store, world)
    draft = drafts.begin()
    for name, content in files:
        drafts.add(draft, name, role, io.BytesIO(content))
    return drafts.take(draft, {}).reading, drafts.use(draft, {})


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A data folder."""
    return Store(tmp_path_factory.mktemp("worlds"))


@pytest.fixture(scope="module")
def opened(store: Store, world: World) -> tuple[Reading, str]:
    """The template as CSV."""
    return made(store, world, ("my sites.csv", CSV))


@pytest.fixture(scope="module")
def laid(store: Store, world: World, opened: tuple[Reading, str]) -> World:
    """The world of it."""
    return laid_on(world, open_page_world(store.folder / opened[1], opened[1]))


@pytest.fixture(scope="module")
def asks(world: World, store: Store) -> FlaskClient:
    """Asks a page with that folder."""
    return create_app(world, own=store).server.test_client()


def test_a_template_is_known_by_its_columns_and_has_the_report_of_moves(
    opened: tuple[Reading, str], store: Store
) -> None:
    reading, name = opened
    assert report.balance(reading) == (
        "4 rows read = 3 accepted + 0 rejected + 1 set aside."
    )  # fmt: skip
    assert [one.text for one in reading.unmatched] == ["Nowhere"]
    assert {"encoding", "separator", "title"} <= {one.key for one in reading.choices}
    assert reading.sample[0] == TEMPLATE
    kept = store.find(name)
    assert kept is not None
    assert (kept.title, kept.rows, kept.files) == ("my sites", 3, ("my sites.csv",))


@pytest.mark.parametrize("ending", ["xlsx", "parquet"])
def test_other_kinds_of_files_hold_the_same(
    store: Store, world: World, opened: tuple[Reading, str], ending: str
) -> None:
    written = io.BytesIO()
    pd.DataFrame(ROWS, columns=TEMPLATE).to_parquet(written)
    content = template_xlsx(ROWS, TEMPLATE) if ending == "xlsx" else written.getvalue()
    reading, name = made(store, world, (f"my sites.{ending}", content))
    assert report.balance(reading) == report.balance(opened[0])
    top = open_page_world(store.folder / name)
    assert top.table("own_sites")["name"].tolist() == ["Xining"]


def test_the_world_has_them_beside_those_of_the_page(laid: World, world: World) -> None:
    assert laid.loaded.slugs == ("xining",)
    assert laid.loaded.links[["from", "to"]].to_numpy().tolist() == [
        ["xining", "beijing"], ["xining", "diqing"],
    ]  # fmt: skip
    assert laid.loaded.kept.slugs == ()
    assert {*laid.places} - {*world.places} == {"xining"}
    assert laid.package.title == "my sites"
    assert laid.built_id == world.built_id
    assert world.package.title != "my sites"
    assert not world.has("own_sites")


def test_what_a_world_has_no_region_for_is_told(
    store: Store, world: World, opened: tuple[Reading, str]
) -> None:
    top = open_page_world(store.folder / opened[1], opened[1])
    elsewhere = top.table("own_sites").assign(province_code="00")
    other = laid_on(world, top.with_tables({"own_sites": elsewhere}, "", NOTHING))
    assert other.loaded.slugs == ()
    assert other.package.opened is not None
    line = other.package.opened.lines[-1]
    assert (line.kind, line.rows) == ("site-elsewhere", 3)
    assert "Sites and links of other regions" in spelled(opened_file(other))


def test_map_tabs_cards_and_files_have_them(
    asks: FlaskClient, opened: tuple[Reading, str], world: World
) -> None:
    name = opened[1]

    def seen(query: str, at: str = name) -> str:
        return asks.get(f"/view?{query}&world={at}").get_data(as_text=True)

    for query in ("view=map", "view=sites", "view=assessment", "place=xining", "place=63"):
        assert "Xining" in seen(query), query
        assert "Xining" not in seen(query, ""), query
    assert "link loaded by you" in seen("view=map")
    assert "my sites.csv" in seen("view=sources")
    assert "Each row names its source".lower() in seen("view=sources").lower()
    sites = asks.get(f"/api/sites?world={name}").json["rows"]
    assert [one["name"] for one in sites][-1] == "Xining"
    assert asks.get(f"/api/own-links.csv?world={name}").text.count("Report 2009") == 2
    assert asks.get("/api/own-links").status_code == 404
    link = asks.get(f"/view?place=xining&world={name}").json["said"]["downloads"]
    assert "place=xining" in link


def test_a_project_file_takes_them_along(
    store: Store, world: World, opened: tuple[Reading, str], tmp_path: Path
) -> None:
    content = saved(store.folder / opened[1])
    elsewhere = Store(tmp_path)
    _, name = made(elsewhere, world, ("project.zip", content), role=PROJECT)
    assert name == opened[1]
    there = laid_on(world, open_page_world(elsewhere.folder / name, name))
    assert there.loaded.slugs == ("xining",)


@pytest.mark.parametrize("member", [SITES, LINKS])
def test_a_damaged_project_of_sites_is_refused(
    store: Store, opened: tuple[Reading, str], member: str
) -> None:
    content = changed(saved(store.folder / opened[1]), PARCEL + member, lambda _: b"PAR1")
    with pytest.raises(UnreadableFileError, match=member):
        received([("project.zip", content)], {})


def test_what_the_browser_keeps_stands_beside_them(laid: World) -> None:
    kept = "\r\n".join([
        "kind,site,indicator,asks,value,date,source,province_code,lon,lat,partner,partner_type",
        "site,Luoyang,,,,,Mine,41,112.45,34.62,,",
        "link,Luoyang,,,Xining,,Mine,,,,,",
    ])  # fmt: skip
    found, flaws = Worlds(laid).of(kept)
    assert flaws == ()
    assert found.loaded.slugs == ("xining", "luoyang")
    assert found.loaded.kept.slugs == ("luoyang",)
    assert len(found.loaded.links) == 3


def test_a_file_without_a_usable_row_makes_no_world(world: World, tmp_path: Path) -> None:
    with pytest.raises(DraftError, match="nothing"):
        made(Store(tmp_path), world, ("sites.csv", f"{HEAD}\nsite,Hill,,,,,,,\n".encode()))


def test_among_moves_a_template_is_no_moves(store: Store, world: World) -> None:
    reading, name = made(store, world, ("moves.csv", MOVES), ("sites.csv", CSV))
    assert not open_page_world(store.folder / name).package.is_laid
    (left,) = [one.texts for one in reading.findings if one.kind == "file-left-out"]
    assert left == ("sites.csv",)


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_the_empty_template_is_given(asks: FlaskClient, ending: str) -> None:
    given = asks.get(f"/own/template.{ending}")
    read = pd.read_csv if ending == "csv" else partial(pd.read_excel, engine="openpyxl")
    assert tuple(read(io.BytesIO(given.data))) == TEMPLATE
