"""What a host asks before its readers do."""

from __future__ import annotations

from dataclasses import replace

from geo.view.address import read
from geo.world.world import World
from layers.page import early


def test_everything_asked_early_is_a_legal_view_of_who_is_counted_otherwise(world: World) -> None:
    found = [read(one, world.vocabulary) for one in early._counted(world)]
    assert [one.notices for one in found] == [()] * len(found)
    assert {(one.view.flows, one.view.category) for one in found} == {
        ("origin-type-2000", ""),
        ("origin-type-2000", "origin-type:rural"),
        ("origin-type-2000", "origin-type:urban"),
    }


def test_a_world_that_counts_in_one_way_has_nothing_of_it(tiny: World) -> None:
    alone = tiny.package.flow_tables[:1]
    package = tiny.package.model_copy(update={"flow_tables": alone})
    assert [*early._counted(replace(tiny, package=package))] == []
