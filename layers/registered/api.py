"""Where residents are registered, for the data interface."""

from __future__ import annotations

from geo.registered.pairs import STOCK, VERDICTS, table_of_pairs
from geo.registered.prefectures import PREFECTURES
from geo.registered.villages import VILLAGES
from geo.scene.scene import Scene
from geo.world.catalog import Package
from geo.world.world import World
from layers.api import provenance
from layers.api.answer import Answer
from layers.api.columns import PERIOD, PERSONS, Column, Columns, declared, ends
from layers.text.gettext import _

DOUBTFUL = "; null where the count is doubted"
SAMPLE = "sample persons"
_COUNTS = {
    "moved": "moved from the origin to the destination in the interval",
    "registered": "live at the destination and are registered at the origin, at its end",
}


_COMPARED: Columns = (
    Column(
        "verdict",
        "string",
        "more moved, more registered, by chance where the ranges meet, or doubted; null where "
        "a count is missing",
        title="Comparison",
        words=VERDICTS,
    ),
    Column(
        "types_sample_persons",
        "integer",
        "Sum of the types of place of a doubted stock; null where it is not doubted",
        SAMPLE,
        title="Sum of the types of place, sample",
    ),
    Column(
        "sums_sample_persons",
        "integer",
        "What the printed sums of row and column say of a stock that is a typing error; null "
        "where it is none",
        SAMPLE,
        title="By the printed sums, sample",
    ),
    Column("caveat", "string", "Doubt of the count of moves", title="Caveat"),
)


def pair_columns(package: Package) -> Columns:
    """Columns of ``/api/counted-twice``: two counts, and no difference of them."""
    counted = [
        column
        for side, who in _COUNTS.items()
        for column in (
            Column(
                f"{side}_sample_persons",
                "integer",
                f"People in the sample who {who}",
                SAMPLE,
                title=f"{side.capitalize()}, sample",
            ),
            Column(
                f"{side}_persons",
                "number",
                f"People who {who}, estimate",
                PERSONS,
                title=side.capitalize(),
            ),
            *(
                Column(
                    f"{side}_{end}_persons",
                    "number",
                    f"{which} end of its 95% range{DOUBTFUL}",
                    PERSONS,
                    title=f"{side.capitalize()}, {which.lower()} end",
                )
                for end, which in (("low", "Lower"), ("high", "Upper"))
            ),
        )
    ]
    return (PERIOD, *ends(package), *counted, *_COMPARED)


def pairs(world: World, scene: Scene) -> Answer:
    """Both counts of every pair, whatever the view."""
    head = provenance.of_dataset(world, scene, STOCK)
    first = _("A missing count is no zero: the table has no row for the pair.")
    head["source"] = provenance.publications(world.usual, "flows", STOCK)
    head["notes"] = [first, *head["notes"]]
    rows = table_of_pairs(world)
    return Answer(head, provenance.named(world, rows, "origin", "destination"))


def prefecture_columns(package: Package) -> Columns:
    """Columns of ``/api/prefectures``."""
    return declared(package, PREFECTURES)


def prefectures(world: World, scene: Scene) -> Answer:
    """Every prefecture with a figure; the others have no row."""
    return Answer(provenance.of_dataset(world, scene, PREFECTURES), world.table(PREFECTURES))


def village_columns(package: Package) -> Columns:
    """Columns of ``/api/villages``."""
    code, *counts = declared(package, VILLAGES)
    return (
        code,
        Column("region_name", "string", "Name of the {region}", required=True, title="{Region}"),
        *counts,
    )


def villages(world: World, scene: Scene) -> Answer:
    """Every region with a figure; the others have no row, which is no zero."""
    head = provenance.of_dataset(world, scene, VILLAGES)
    return Answer(head, provenance.named(world, world.table(VILLAGES), "region"))
