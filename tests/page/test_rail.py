"""Controls are bound by their ids alone, one for each field of the view."""

from __future__ import annotations

import json

import pytest

from geo.scene.scene import Scenes
from geo.view.view import FIELDS
from geo.world.world import World
from layers.page import page
from layers.page.rail import rail
from layers.page.said import parts, said, zone_chips
from layers.page.said import spec as spec_of
from layers.page.search import control as search
from tests.seen import SWITCHES, VIEWS, components, plain, scene_of, shown, view_of
from tests.worlds import SCHEMES

# Chosen by links of the page, not by a control.
LEFT_TO_LINKS = {"world", "lang", "lit", "topic"}
# Written where it is done: on the map and in the heads of a table.
DONE_IN_PLACE = {"camera", "sort", "filter"}


@pytest.fixture(scope="module")
def whole(world: World) -> list:
    """The page, with the controls of all its tabs."""
    return [plain(page.layout(world, Scenes(world), "en"))]


def identified(thing: object) -> list[dict]:
    """Properties of every component with an id."""
    found = []
    if isinstance(thing, list):
        found += [one for part in thing for one in identified(part)]
    if isinstance(thing, dict):
        if "id" in thing.get("props", {}):
            found.append(thing["props"])
        found += [one for part in thing.values() for one in identified(part)]
    return found


def plain_ids(whole: list) -> list[dict]:
    """Ids of the groups of plain boxes."""
    groups = components(whole, "Div")
    return [json.loads(one["data-bound"]) for one in groups if "data-bound" in one]


def test_every_field_has_a_control(whole: list) -> None:
    ids = [*[one["id"] for one in identified(whole)], *plain_ids(whole)]
    bound = {one["view"] for one in ids if isinstance(one, dict) and "view" in one}
    names = {field.name for field in FIELDS}
    assert bound <= names
    assert names - bound <= LEFT_TO_LINKS | DONE_IN_PLACE | {"category"}  # the list of Who has both


def test_no_id_stands_twice(whole: list) -> None:
    found = [*[one["id"] for one in identified(whole)], *plain_ids(whole)]
    ids = [json.dumps(one, sort_keys=True) for one in found]
    assert sorted(ids) == sorted(set(ids))


def test_the_page_opens_with_the_default_view_in_its_controls(world: World, whole: list) -> None:
    values = {}
    for props in identified(whole):
        if isinstance(props["id"], dict) and props["id"].get("part") == "main":
            values[props["id"]["view"]] = props.get("value")
    default = view_of(world)
    for field in ("scheme", "measure", "shade", "breaks", "view"):
        assert values[field] == getattr(default, field), field
    assert values["top"] == int(default.top)
    # The browser fills plain boxes from the address.
    assert not {"period", "direction", "scale", "layers"} & values.keys()


def test_the_browser_gets_the_fields_once(world: World) -> None:
    spec = spec_of(world)
    assert [one["name"] for one in spec["fields"]] == [field.name for field in FIELDS]
    assert spec["most"] == 930
    assert json.loads(json.dumps(spec, default=list))["members"]["three-zone"]["east"]


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda scheme: scheme.key)
def test_zones_can_be_clicked_and_read(world: World, scheme) -> None:
    boxes = components(plain([zone_chips(scheme)]), "Input")
    assert [one["value"] for one in boxes] == list(scheme.keys)
    said = shown(parts(world, scene_of(world, f"scheme={scheme.key}"), ())["members"])
    for codes in world.members[scheme.key].values():
        assert f"({len(codes)})" in said
        assert all(world.names_by_code["name_en"][code] in said for code in codes)


def test_search_knows_three_scripts_and_every_place(world: World) -> None:
    groups = search(world).data
    options = {one["value"]: one["label"] for group in groups for one in group["items"]}
    assert set(world.vocabulary["regions"]) <= set(options)
    assert {"diqing", "lincang", "lincang-kunming"} <= set(options)
    assert options["15"] == "Inner Mongolia · 内蒙古 · Neimenggu"
    assert "安徽" in options["34"]
    assert all(options.values())


def test_shades_say_when_they_are_partial(world: World, whole: list) -> None:
    selects = list(components(whole, "Select"))
    (shade,) = [one for one in selects if one["id"] == {"view": "shade", "part": "main"}]
    offered = [one for group in shade["data"] for one in group["items"]]
    options = {one["value"]: one["label"] for one in offered if not one.get("disabled")}
    assert set(options) == set(world.vocabulary["shades"])
    assert options["gdp_per_capita_published"].endswith("(30 of 31)")
    assert "of 31" not in options["gdp_per_capita_derived"]


def test_tabs_are_the_views(whole: list) -> None:
    tabs = [props["value"] for props in components(whole, "TabsTab")]
    assert tabs == list(VIEWS)
    assert [props["value"] for props in components(whole, "TabsPanel")] == list(VIEWS)


def test_the_rail_is_in_the_order_of_use(world: World) -> None:
    view = view_of(world)
    filled = said(world, scene_of(world, ""), ())
    found = plain(rail(world, view, filled))
    heads = [one["children"] for one in components(found, "H2")]
    assert heads == ["Who and where", "When", "How many", "What is shown"]
    bound = [one["id"]["view"] for one in identified(found) if isinstance(one["id"], dict)]
    order = ["flows", "place", "scheme", "period", "top", "rank", "measure", "shade", "breaks"]
    assert list(dict.fromkeys(bound)) == order
    folds = [shown(one["children"][0]) for one in components(found, "Details")]
    layers = f"Layers 5 of {len(SWITCHES)} on"
    assert folds[2:] == [layers, "Who belongs where 11 · 8 · 12", "Classes and breaks"]


@pytest.mark.parametrize(
    ("query", "kept"),
    [("", "All 31 provinces"), ("from=west", "West"), ("from=central,11", "Central, Beijing")],
)
def test_a_side_says_what_it_is_kept_to(world: World, query: str, kept: str) -> None:
    assert shown(parts(world, scene_of(world, query), ())["from-kept"]) == kept


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("", "of 930"),
        ("from=west&to=east", "of 132"),
        ("to=44", "all 30 drawn"),
        ("direction=net", "of 465"),
        ("top=all", "all 930 drawn"),
        ("from=34&to=34", "none left"),
    ],
)
def test_the_count_is_of_the_corridors_that_the_filters_keep(
    world: World, query: str, said: str
) -> None:
    assert shown(parts(world, scene_of(world, query), ())["top-of"]) == said


def test_own_breaks_are_named_in_the_list_that_they_are_not_of(whole: list) -> None:
    """The browser empties the list then, and an empty list shows what it says while empty."""
    (breaks,) = [
        one for one in identified(whole) if one["id"] == {"view": "breaks", "part": "main"}
    ]
    assert breaks["placeholder"] == "My own breaks"
