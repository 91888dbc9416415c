"""A dataset as delivered: every row and column of its table."""

from __future__ import annotations

from functools import partial

from geo.scene.scene import Scene
from geo.world.catalog import Package
from geo.world.world import World
from layers.api import provenance
from layers.api.answer import Answer
from layers.api.columns import PAPER_HEAD, Columns, declared
from layers.api.route import Route


def whole_table(
    name: str, dataset: str, title: str, whose: str = "as the paper states it"
) -> Route:
    """An address that answers with a whole table, whatever the view.

    Parameters
    ----------
    name, title : str
        Last part of the address, and what a menu calls it.
    dataset : str
        Name of the table.
    whose : str
        Who says what stands in it, for the description of the interface.
    """
    columns, answer = partial(_columns, dataset=dataset), partial(_answer, dataset=dataset)
    summary = f"{title}: the whole table, {whose}"
    return Route(name, summary, ("lang",), PAPER_HEAD, columns, answer, title, (dataset,))


def _columns(package: Package, dataset: str) -> Columns:
    return declared(package, dataset)


def _answer(world: World, scene: Scene, dataset: str) -> Answer:
    return Answer(provenance.of_dataset(world, scene, dataset), world.table(dataset))
