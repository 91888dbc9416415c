"""Tiles that keep the geography: on tiny worlds, and the committed ones of the bundled world."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from geo.scene.overlays import points
from geo.shapes.tiles import (
    MOST_REGIONS,
    kept_directions,
    kept_neighbours,
    mended,
    tiles,
)
from geo.world.world import World
from tests.worlds import PLANE


def regions(places: dict[str, tuple[float, float]]) -> pd.DataFrame:
    lon, lat = zip(*places.values(), strict=True)
    return pd.DataFrame(
        {
            "region_code": list(places),
            "has_statistics": True,
            "anchor_lon": lon,
            "anchor_lat": lat,
        }
    )


def pairs(*keys: str) -> pd.DataFrame:
    return pd.DataFrame([(key[0], key[1]) for key in keys], columns=["a_code", "b_code"])


def test_a_block_of_four_is_a_block_of_four() -> None:
    four = regions({"A": (100, 40), "B": (110, 40), "C": (100, 30), "D": (110, 30)})
    found = tiles(four, pairs("AB", "AC", "BD", "CD"), PLANE).set_index("region_code")
    spots = {code: tuple(row) for code, row in found.iterrows()}
    assert spots == {"A": (1, 1), "B": (2, 1), "C": (1, 2), "D": (2, 2)}


def test_one_region_and_none_and_too_many() -> None:
    one = tiles(regions({"A": (100, 40)}), pairs(), PLANE)
    assert one.to_numpy().tolist() == [["A", 1, 1]]
    many = regions({f"R{at}": (100 + at / 10, 40) for at in range(MOST_REGIONS + 1)})
    assert tiles(many, pairs(), PLANE).empty


@pytest.fixture(scope="module")
def bundled(world: World) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    table = world.table("tiles").set_index("region_code").loc[list(world.counted.index)]
    row = {code: at for at, code in enumerate(world.counted.index)}
    near = world.table("neighbours")
    both = np.column_stack([near[end].map(row) for end in ("a_code", "b_code")])
    anchors = points(world, "anchor")
    xy = np.array([anchors[code] for code in world.counted.index])
    return table.to_numpy(dtype=int), xy, both


def test_the_committed_tiles_keep_what_their_source_says(
    world: World, bundled: tuple[np.ndarray, np.ndarray, np.ndarray]
) -> None:
    spots, xy, both = bundled
    assert len({tuple(spot) for spot in spots}) == 31
    assert len(both) == 69
    assert kept_neighbours(spots, both) * 69 == pytest.approx(61)
    assert kept_directions(spots, xy, both) * 69 == pytest.approx(65)
    (caveat,) = [one for one in world.package.datasets["tiles"].caveats if "Of 69" in one]
    assert "61 have tiles that touch, and 65" in caveat


def test_no_swap_of_the_committed_tiles_gains(
    bundled: tuple[np.ndarray, np.ndarray, np.ndarray],
) -> None:
    spots, xy, both = bundled
    columns, rows = spots.max(axis=0)
    assert np.array_equal(mended(spots - 1, (columns, rows), xy, both), spots - 1)


def test_a_swapped_pair_of_tiles_goes_back(
    bundled: tuple[np.ndarray, np.ndarray, np.ndarray],
) -> None:
    """Heilongjiang and Hainan have no place in each other's corner."""
    spots, xy, both = bundled
    wrong = spots.copy() - 1
    wrong[[7, 20]] = wrong[[20, 7]]
    columns, rows = spots.max(axis=0)
    found = mended(wrong, (columns, rows), xy, both) + 1
    assert kept_directions(found, xy, both) >= kept_directions(spots, xy, both) - 0.05
    assert kept_directions(wrong + 1, xy, both) < kept_directions(found, xy, both)
