"""A catalogue is read whole or refused whole, with every fault in one list."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from functools import reduce
from pathlib import Path
from typing import Any

import pytest

from geo.errors import DataError
from geo.world.catalog import CATALOGUE_FILE, DATA_DIR, load_package

WRITTEN = json.loads((DATA_DIR / CATALOGUE_FILE).read_text(encoding="utf-8"))
NEEDED = {
    "name", "title", "description", "path", "collection", "schema", "fields", "type", "sources",
    "sha256", "role", "publication", "licenses", "terms", "primaryKey", "reference", "resources",
}  # fmt: skip

SMALL = {"flows", "regions", "periods"}  # and what those refer to


def ways(held: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to every value of a nested file."""
    inside = held.items() if isinstance(held, dict) else enumerate(held)
    for key, value in inside:
        yield (*way, key)
        if isinstance(value, dict | list):
            yield from ways(value, (*way, key))


def listed(file: Path) -> list[str]:
    """What a catalogue is refused for; empty when it is read."""
    try:
        load_package(file)
    except DataError as error:
        return error.failures
    return []


@pytest.mark.parametrize("wrong", [None, 7, [], {}, [[]], "no such word"], ids=repr)
def test_a_damaged_catalogue_is_listed_and_never_breaks_the_reader(
    wrong: Any, tmp_path: Path
) -> None:
    """Each key of one dataset, and each key of the file, is spoilt in turn."""
    file = tmp_path / CATALOGUE_FILE
    whole = {**WRITTEN, "resources": [one for one in WRITTEN["resources"] if one["name"] in SMALL]}
    whole["figures"] = [one for one in WRITTEN["figures"] if one["table"] == "disparity_values"]
    whole["flow_tables"] = [
        {key: value for key, value in one.items() if key != "within"}
        for one in WRITTEN["flow_tables"]
        if "flows" not in one
    ]
    file.write_text(json.dumps(whole), encoding="utf-8")
    assert listed(file) == []
    flows = next(n for n, one in enumerate(whole["resources"]) if one["name"] == "flows")
    checked = [way for way in ways(whole) if len(way) == 1 or way[:2] == ("resources", flows)]
    for way in checked:
        spoilt = copy.deepcopy(whole)
        reduce(lambda held, key: held[key], way[:-1], spoilt)[way[-1]] = wrong
        file.write_text(json.dumps(spoilt), encoding="utf-8")
        failures = listed(file)
        assert all(": found " in one and ", expected " in one for one in failures), way
        assert failures or isinstance(wrong, str) or way[-1] not in NEEDED, way


def test_every_fault_is_listed_at_once_with_its_place(tmp_path: Path) -> None:
    spoilt = copy.deepcopy(WRITTEN)
    flows, regions = (
        next(one for one in spoilt["resources"] if one["name"] == name)
        for name in ("flows", "regions")
    )
    flows["schema"]["foreignKeys"][0]["reference"]["fields"] = ["perod"]
    flows["schema"]["primaryKey"].append("origin")
    flows["sources"][1]["sha256"] = "0"
    flows["colour"] = "red"
    del regions["crs"], regions["title"]
    file = tmp_path / CATALOGUE_FILE
    file.write_text(json.dumps(spoilt), encoding="utf-8")
    assert set(listed(file)) == {
        "flows, foreignKeys: found periods.perod, expected a field of the catalogue",
        "flows, primaryKey: found 'origin', expected a field of this dataset",
        "flows, source 2, sha256: found '0', expected text like ^[0-9a-f]{64}$",
        "flows, colour: found an unknown key, expected only keys of data/README.md",
        "regions, crs: found none, expected one since a field holds geometry",
        "regions, title: found none, expected one",
    }


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "7", '{"resources": []}'])
def test_what_is_no_catalogue_is_refused_in_words(text: str, tmp_path: Path) -> None:
    (tmp_path / CATALOGUE_FILE).write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=r"found .*, expected "):
        load_package(tmp_path / CATALOGUE_FILE)
    with pytest.raises(DataError, match="found no file, expected one"):
        load_package(tmp_path / "elsewhere.json")


def test_a_figure_of_what_is_not_declared_is_refused(tmp_path: Path) -> None:
    spoilt = copy.deepcopy(WRITTEN)
    gdp, _income, rural, *_rest = spoilt["figures"]
    gdp["names"].append("gdp_per_capta")
    rural.update(names=["grp_revised"], gap="income")
    file = tmp_path / CATALOGUE_FILE
    file.write_text(json.dumps(spoilt), encoding="utf-8")
    gap, unknown, no_shade = sorted(listed(file))
    series = ", ".join(one["key"] for one in WRITTEN["disparity"]["series"])
    assert unknown == (
        "catalogue, figure gdp, names: found 'gdp_per_capta', expected a series of disparity: "
        f"{series}"
    )
    assert gap == (
        "catalogue, figure 3, gap: found 'income', expected none: a gap is of series of complete "
        "years"
    )
    assert no_shade.startswith(
        "catalogue, figure rural_income, names: found 'grp_revised', expected an indicator with "
        "shade: "
    )
    spoilt.update(figures=WRITTEN["figures"][:1], disparity={})
    file.write_text(json.dumps(spoilt), encoding="utf-8")
    assert [one.partition("found")[2] for one in listed(file)] == [
        f" {name!r}, expected a series of disparity: none is declared"
        for name in WRITTEN["figures"][0]["names"]
    ]


def test_a_plane_that_the_equator_mirrors_is_refused_with_what_to_do(tmp_path: Path) -> None:
    spoilt = {**WRITTEN, "projection": {**WRITTEN["projection"], "parallels": [-8.0, 8.0]}}
    file = tmp_path / CATALOGUE_FILE
    file.write_text(json.dumps(spoilt), encoding="utf-8")
    (failure,) = listed(file)
    assert failure == (
        "catalogue, projection, parallels: found -8.0 and 8.0, which the equator mirrors, expected "
        "two that it does not: for a country at the equator such as -8.0 and 9.0"
    )
    spoilt["projection"]["parallels"] = [-8.0, 9.0]
    file.write_text(json.dumps(spoilt), encoding="utf-8")
    assert load_package(file).projection.plane.is_projected
