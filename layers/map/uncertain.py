"""What the browser hatches: shapes whose sampling range spans zero, named beside their trace."""

from __future__ import annotations

from functools import cache
from typing import Any

import pandas as pd

from geo.flows.sampling import corridor_ranges, region_ranges
from geo.scene.scene import Scene
from geo.shading.shading import SIGNED_SHADES
from geo.world.world import Store

NET_MEASURES = ("net", "effectiveness")
ESTIMATED = "estimated"


def shows_net(scene: Scene) -> bool:
    """Whether the corridors of a view stand for a net flow."""
    return scene.view.direction == "net" or scene.view.measure in NET_MEASURES


def corridor_meta(store: Store, scene: Scene, drawn: pd.DataFrame) -> dict[str, Any]:
    """Keys of the drawn corridors whose net could be of either sign; all of them are estimates."""
    unsure: list[str] = []
    if shows_net(scene) and len(drawn):
        rows = corridor_ranges(drawn, store.table("periods"))
        rows = rows[rows["net_spans_zero"]]
        unsure = (rows["origin_code"] + "-" + rows["destination_code"]).tolist()
    return {"unsure": unsure, "lines": True, "kind": ESTIMATED}


def unsure_regions(store: Store, scene: Scene) -> list[str]:
    """Codes of the regions whose net could be of either sign, where the shade is a net."""
    if scene.shade.key not in SIGNED_SHADES:
        return []
    return list(_open_nets(store, scene.view.period))


@cache
def _open_nets(store: Store, period: str) -> tuple[str, ...]:
    """Codes of the regions whose net of an interval could be of either sign."""
    margins = store.table("region_flows")
    rows = margins[margins["period"] == period].dropna(subset=["net_persons"])
    rows = region_ranges(rows, store.table("periods"))
    return tuple(sorted(rows.loc[rows["net_spans_zero"], "region_code"]))
