"""What every answer says about itself: query, source, caveats and the unit of people."""

from __future__ import annotations

from typing import Any

import pandas as pd

from geo.flows.question import MEASURE
from geo.scene.scene import Scene
from geo.view.address import query_string
from geo.world.world import World
from layers.text import joints, words
from layers.text.gettext import _


def of_period(world: World, scene: Scene) -> dict[str, Any]:
    """Query, interval and source of an answer from the flow table."""
    return {
        "query": query_string(scene.view),
        "period": scene.view.period,
        "source": interval_source(world, scene.view.period),
    }


def of_dataset(world: World, scene: Scene, dataset: str) -> dict[str, Any]:
    """Query, source and caveats of an answer that is one table as delivered."""
    return {
        "query": query_string(scene.view),
        "source": publications(world, dataset),
        "notes": [_(caveat) for caveat in world.catalogue[dataset].caveats],
    }


def interval_source(world: World, period: str) -> str:
    """Printed table of an interval, and how its figures were collected."""
    title = world.table("periods").set_index("period").loc[period, "table_title"]
    printed = joints.clauses((_("{publisher}"), _(title)))
    return joints.parts((printed, words.period_source(world, period)))


def publications(world: World, *datasets: str) -> str:
    """Publications whose figures some datasets restate, joined by semicolons, each once."""
    sources = (one for dataset in datasets for one in world.catalogue[dataset].sources)
    read = [one for one in sources if one.role == "table"]
    return joints.parts(dict.fromkeys(_(one.publication) for one in read))


def flow_notes(world: World, scene: Scene) -> list[str]:
    """Whom the tables count, what they cannot be compared with, and doubts of this interval."""
    caveat = world.table("periods").set_index("period").loc[scene.view.period, "caveat"]
    own = [_(caveat)] if isinstance(caveat, str) else []
    return [*(_(one) for one in world.catalogue["flows"].caveats), *own]


def net_notes(scene: Scene) -> list[str]:
    """How to read totals when a row is the difference of both ways."""
    if scene.view.direction != "net":
        return []
    return [
        _(
            "One row a pair, from the net sender to the net receiver: value and totals are the "
            "difference of both ways, migrants_persons and reverse_persons are the two ways."
        )
    ]


def persons_unit(scene: Scene) -> str:
    """Unit of people in totals: counted one way, or as the difference of both ways."""
    return _(MEASURE["net" if scene.view.direction == "net" else "people"].unit)


def named(world: World, rows: pd.DataFrame, *ends: str) -> pd.DataFrame:
    """Rows with the name of each end in the language of the reply, ``origin_name`` for ``origin``.

    Parameters
    ----------
    world : World
        The built tables.
    rows : DataFrame
        ``<end>_code`` for each end; a missing code has no name.
    ends : str
        ``region``, ``origin``, ``destination``.
    """
    names = {code: words.region(world, code) for code in world.names.index}
    return rows.assign(**{f"{end}_name": rows[f"{end}_code"].map(names) for end in ends})
