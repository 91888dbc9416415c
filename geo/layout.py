"""Lay out the pictures of a world: ``python -m geo.layout --out FOLDER [--data DIR]``.

With ``--largest N`` only the courses of the largest corridors are worked out, in seconds, and
written to the output: the server asks for that where a world comes without a layout.

Run by hand, when regions, flows or the look of a corridor change; it takes minutes. It writes the
raw files of the datasets ``courses`` and ``tiles``, whose hashes then go into the data package. The
same world gives the same bytes. See :mod:`geo.shapes.layout` and :mod:`geo.shapes.tiles` for how,
:mod:`geo.scene.courses` and :mod:`geo.flows.pairs` for what a view makes of them.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd

from geo.flows.query import door
from geo.flows.question import Question
from geo.scene.courses import COLUMNS
from geo.scene.overlays import points
from geo.shapes.arrows import widths
from geo.shapes.clearing import Drawn, cleared
from geo.shapes.courses import rounded
from geo.shapes.layout import Layout, brief, stages, weights
from geo.shapes.tiles import tiles
from geo.view.view import View
from geo.view.vocabulary import Vocabulary
from geo.world.catalog import DATA_DIR
from geo.world.world import World, open_world

Array = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.int64]

SEED = 4  # of four that were tried, the one that keeps most views clear
DRAWN = 60  # a zone to a zone: as many as a map shows
FIRST_WEIGHT, ZONES_WEIGHT = 4.8, 0.6


@dataclass(frozen=True)
class Together:
    """All corridors of a world with somebody in them, the largest first.

    Attributes
    ----------
    pairs : DataFrame
        ``origin_code``, ``destination_code``, ``persons`` (the most of any interval).
    drawn : list of (array of int, float)
        Corridors that one map shows, by row, and how much that map matters: what is drawn at
        first in each interval, then the largest from each zone to each zone.
    firsts : array of int
        Those that are drawn at first in some interval.
    """

    pairs: pd.DataFrame
    drawn: list[tuple[Numbers, float]]
    firsts: Numbers


def together(world: World, largest: int | None = None) -> Together:
    """The corridors between places of the map, all or the largest, and what it shows together."""
    ends = ["origin_code", "destination_code"]
    tables = [_on_the_map(world, door(world).top(Question(one))) for one in world.period_rows]
    pairs = pd.concat([table[[*ends, "persons"]] for table in tables]).groupby(ends).max()
    pairs = pairs[pairs["persons"] > 0].sort_values("persons", ascending=False, kind="stable")
    pairs = pairs.head(len(pairs) if largest is None else largest)
    row = pd.Series(range(len(pairs)), index=pairs.index)
    at_first = int(world.package.home.get("top", View().top))
    drawn = [(_rows(row, table.head(at_first)), FIRST_WEIGHT) for table in tables]
    firsts = np.unique(np.concatenate([which for which, _weight in drawn]))
    zones = next(iter(world.members.values()))
    for table, (left, reached) in product(tables, product(zones.values(), repeat=2)):
        both = table["origin_code"].isin(left) & table["destination_code"].isin(reached)
        drawn.append((_rows(row, table[both].head(DRAWN)), ZONES_WEIGHT))
    return Together(pairs.reset_index(), drawn, firsts)


def _on_the_map(world: World, table: pd.DataFrame) -> pd.DataFrame:
    """Corridors of a table without those that no map draws: an end of theirs has no outline."""
    known = ~table[["origin_code", "destination_code"]].isin(world.unplaced).any(axis=1)
    return table[known]


def _rows(row: pd.Series, table: pd.DataFrame) -> Numbers:
    """Rows of the corridors of a table, those of nobody left out."""
    keys = pd.MultiIndex.from_frame(table[["origin_code", "destination_code"]])
    found = row.reindex(keys).dropna().astype(int)
    return np.sort(found.to_numpy(dtype=np.int64))


def placed(world: World, found: Together) -> Layout:
    """All corridors between the places of a world, as they stand before they are laid out."""
    anchors = points(world, "anchor")
    drawn = (code for code in world.counted.index if code not in world.unplaced)
    places = {code: at for at, code in enumerate(drawn)}
    ends = np.column_stack(
        [found.pairs[f"{end}_code"].map(places) for end in ("origin", "destination")]
    )
    return Layout(
        np.array([anchors[code] for code in places]) / world.package.frame.scale,
        ends,
        widths(found.pairs["persons"].to_numpy(dtype=float), door(world).widest["people"]),
        weights(ends, found.drawn),
    )


def laid_out(world: World, seed: int = SEED) -> pd.DataFrame:
    """Courses of all corridors of a world.

    Returns
    -------
    DataFrame
        A row a corridor with somebody in it, by code: ``origin_code``, ``destination_code``,
        ``bend_share``, ``skew_share`` (to a thousandth of the way), ``leave_metres``,
        ``arrive_metres`` (of a frame of scale 1).
    """
    found = together(world)
    layout = placed(world, found)
    layout.stand(rounded(layout.run(stages(layout.ends, found.firsts), seed)))
    layout.stand(rounded(layout.part(found.firsts, seed)))
    return _table(found, cleared(layout, first_maps(world, found), seed))


def first_maps(world: World, found: Together) -> list[Drawn]:
    """What is drawn at first in each interval, the latest interval first."""
    rows = pd.MultiIndex.from_frame(found.pairs[["origin_code", "destination_code"]])
    widest = door(world).widest["people"]
    at_first = int(world.package.home.get("top", View().top))
    maps = []
    for period in reversed(list(world.period_rows)):
        table = _on_the_map(world, door(world).top(Question(period), at_first))
        which = rows.get_indexer(pd.MultiIndex.from_frame(table[list(rows.names)]))
        maps.append(Drawn(which, widths(table["persons"].to_numpy(dtype=float), widest)))
    return maps


def largest_laid_out(world: World, largest: int, seed: int = SEED) -> pd.DataFrame:
    """Courses of the largest corridors of a world, in seconds: as :func:`laid_out` returns them."""
    found = together(world, largest)
    layout = placed(world, found)
    return _table(found, layout.run(brief(layout.ends), seed))


def _table(found: Together, courses: Array) -> pd.DataFrame:
    """Rounded courses by the codes of their ends."""
    named = dict(zip(COLUMNS, rounded(courses).T, strict=True))
    table = found.pairs[["origin_code", "destination_code"]].assign(**named)
    table = table.astype(dict.fromkeys(COLUMNS[2:], int))
    return table.sort_values(["origin_code", "destination_code"], ignore_index=True)


def main(arguments: Sequence[str] | None = None) -> int:
    """Lay a world out and write its files.

    Parameters
    ----------
    arguments
        Words after the program name; those of the process by default.
    """
    parser = argparse.ArgumentParser(prog="python -m geo.layout", description=__doc__)
    parser.add_argument("--data", type=Path, default=DATA_DIR, help="folder with datapackage.json")
    parser.add_argument("--out", type=Path, help="folder to write into")
    parser.add_argument("--largest", type=int, help="corridors to lay out, to the output")
    asked = parser.parse_args(arguments)
    if (asked.out is None) == (asked.largest is None):
        parser.error("either --out or --largest is needed")
    world = open_world(asked.data, lambda _opened: Vocabulary())
    if asked.largest is not None:
        largest_laid_out(world, asked.largest).to_csv(sys.stdout, index=False, lineterminator="\n")
        return 0
    grid = tiles(world.table("regions"), world.table("neighbours"), world.plane)
    for name, table in (("courses", laid_out(world)), ("tiles", grid)):
        table.to_csv(asked.out / f"{name}.csv", index=False, lineterminator="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
