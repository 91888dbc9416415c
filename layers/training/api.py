"""The training programme for the data interface."""

from __future__ import annotations

from geo.scene.scene import Scene
from geo.training.programme import KIND_OF, SUBSIDY, TRAINING
from geo.world.catalog import Package
from geo.world.world import World
from layers.api import provenance
from layers.api.answer import Answer
from layers.api.columns import Column, Columns, declared


def training_columns(package: Package) -> Columns:
    """Columns of ``/api/training``."""
    kind = Column(
        "kind",
        "string",
        "plan, result, money or claim: never added",
        required=True,
        title="Kind",
        words=tuple(dict.fromkeys(KIND_OF.values())),
    )
    return (kind, *declared(package, TRAINING))


def training(world: World, scene: Scene) -> Answer:
    """Every figure of the reports with what kind it is."""
    table = world.table(TRAINING)
    rows = table.assign(kind=table["measure"].map(KIND_OF))
    return Answer(provenance.of_dataset(world, scene, TRAINING), rows)


def subsidy_columns(package: Package) -> Columns:
    """Columns of ``/api/training-subsidy``."""
    return declared(package, SUBSIDY)


def subsidy(world: World, scene: Scene) -> Answer:
    """Central subsidy per trainee by year and region."""
    return Answer(provenance.of_dataset(world, scene, SUBSIDY), world.table(SUBSIDY))
