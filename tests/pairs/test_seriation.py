"""The order by exchange: close ties stand side by side, and the same data give the same order."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pandas as pd
import pytest

from geo.flows.seriation import affinity, seriation
from geo.world.world import World


def flows(rows: list[tuple[str, str, float]]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["origin_code", "destination_code", "migrants_persons"])


def regions(codes: str) -> pd.DataFrame:
    return pd.DataFrame({"region_code": list(codes), "has_statistics": True})


CHAIN = flows([("C", "A", 9.0), ("A", "D", 9.0), ("D", "B", 9.0), ("B", "C", 0.5)])
"""C and A, A and D, D and B exchange people: a chain of four."""


def test_a_chain_is_laid_out_as_a_chain() -> None:
    assert seriation(CHAIN, regions("ABCD"))["region_code"].tolist() == list("BDAC")


def test_the_order_of_the_rows_does_not_matter() -> None:
    wanted = seriation(CHAIN, regions("ABCD"))
    for rows in permutations(range(len(CHAIN))):
        pd.testing.assert_frame_equal(seriation(CHAIN.iloc[list(rows)], regions("ABCD")), wanted)
    pd.testing.assert_frame_equal(seriation(CHAIN, regions("DCBA")), wanted)


@pytest.mark.parametrize("codes", ["", "A", "AB"])
def test_worlds_too_small_for_an_order_have_one(codes: str) -> None:
    assert seriation(CHAIN, regions(codes))["region_code"].tolist() == list(codes)


def test_a_region_that_exchanges_nobody_has_a_place() -> None:
    assert sorted(seriation(CHAIN, regions("ABCDE"))["region_code"]) == list("ABCDE")
    assert affinity(np.zeros((2, 2))).tolist() == [[0.0, 0.0], [0.0, 0.0]]


def test_neighbours_of_china_stand_side_by_side(world: World) -> None:
    """The mean tie of neighbours in the order is far above that of any two provinces."""
    table = world.table("corridors")
    order = world.table("seriation").sort_values("position")["region_code"].tolist()
    persons = table.pivot_table(
        "migrants_persons", index="origin_code", columns="destination_code", aggfunc="sum"
    )
    ties = affinity(persons.reindex(index=order, columns=order).fillna(0.0).to_numpy(copy=True))
    beside = np.diag(ties, 1).mean()
    assert beside > 3 * ties[np.triu_indices(len(order), 1)].mean()
    places = {code: at for at, code in enumerate(order)}
    for one, other in (("21", "22"), ("50", "51"), ("44", "45"), ("63", "54")):
        assert abs(places[one] - places[other]) <= 2
