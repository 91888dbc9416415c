"""Sampling ranges: as they are written, and the shapes that are hatched for spanning zero."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, TypeVar

from geo.flows.portraits import margins
from geo.scene.scene import Scene
from geo.shading.shading import SIGNED_SHADES
from geo.world.world import World
from layers.blocks.markup import joined
from layers.blocks.tables import unbroken
from layers.text import joints, numbers, words
from layers.text.gettext import _

Part = TypeVar("Part")
NET_MEASURES = ("net", "effectiveness")
REACH_PX = 6.0  # the nearest corridor within a hand's error of the pointer answers


def shows_net(scene: Scene) -> bool:
    """Whether the corridors of a view stand for a net flow."""
    return scene.view.direction == "net" or scene.view.measure in NET_MEASURES


def corridor_meta(scene: Scene, keys: Sequence[str]) -> dict[str, Any]:
    """Those of some corridors of a scene whose net could be of either sign, and their reach."""
    unsure = [key for key in keys if key in scene.open_nets] if shows_net(scene) else []
    return {"unsure": unsure, "lines": True, "reach": REACH_PX}


def unsure_regions(world: World, scene: Scene) -> list[str]:
    """Codes of the regions whose net could be of either sign, where the shade is a net."""
    if scene.shade.key not in SIGNED_SHADES:
        return []
    return list(_open_nets(world, scene.view.period))


@lru_cache(maxsize=64)
def _open_nets(world: World, period: str) -> tuple[str, ...]:
    """Codes of the regions whose net of an interval could be of either sign."""
    rows = margins(world, period).dropna(subset=["net_persons"])
    return tuple(sorted(rows.loc[rows["net_spans_zero"], "region_code"]))


def ranged(world: World, *parts: Part) -> tuple[Part, ...]:
    """Parts of a view that tell ranges, where a sample gives any."""
    return parts if world.has_ranges else ()


def span_of(row: Any, of: str) -> tuple[float, float]:
    """Both ends of the sampling range of a figure."""
    return float(row[f"{of}low_persons"]), float(row[f"{of}high_persons"])


def net_range(row: Any, write: numbers.Write) -> Any:
    """Range of a net, and that its sign is open where it spans zero."""
    found = unbroken(words.signed_span(write, span_of(row, "net_")))
    open_sign = joints.noted("", _("range spans zero")) if row["net_spans_zero"] else ""
    return joined([found, open_sign])
