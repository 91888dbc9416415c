"""The paper's claim put to a series: supports, does not, or cannot tell."""

from __future__ import annotations

import pandas as pd
import pytest

from geo.disparity.tables import BETWEEN, CANNOT_TELL, DOES_NOT, SUPPORTS, ZONE_RATIO, claims


def rows_of(east: float, west: float, year: int, weight: float = 1.0) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "year": year,
            "region_code": ["11", "51"],
            "value": [east, west],
            "weight_persons": weight,
        }
    )


@pytest.mark.parametrize(
    ("later", "verdict"), [((3.0, 1.0), SUPPORTS), ((2.0, 1.0), DOES_NOT), ((1.5, 1.0), DOES_NOT)]
)
def test_a_claim_holds_only_when_the_gap_grew(later: tuple[float, float], verdict: str) -> None:
    values = pd.concat([rows_of(2.0, 1.0, 1995), rows_of(*later, 2000)])
    found = claims(values, {"east": ("11",), "west": ("51",)})
    assert [one.measure for one in found] == [ZONE_RATIO, BETWEEN]
    assert {one.verdict for one in found} == {verdict}
    assert found[0].from_value == 2
    assert found[0].to_value == later[0] / later[1] == found[0].same_weights_value


def test_a_series_without_the_years_cannot_tell() -> None:
    for values in (
        rows_of(2.0, 1.0, 2006),
        pd.concat([rows_of(2.0, 1.0, 1995)]),
        rows_of(1, 1, 0)[:0],
    ):
        for one in claims(values, {"east": ("11",), "west": ("51",)}):
            assert one.verdict == CANNOT_TELL
            assert (one.from_value, one.to_value, one.same_weights_value) == (None, None, None)
            assert one.first_year == (int(values["year"].min()) if len(values) else None)
