"""Where dots of the gap strip stand, and the names of chosen ones that have no room beside them."""

from __future__ import annotations

from typing import Any

from geo.disparity.portrait import Portrait
from geo.world.world import World
from layers.blocks import chart
from layers.blocks.marks import alone, lanes
from layers.text import words
from layers.text.gettext import escaped

LANE_HEIGHT = 0.14
CLOSE_SHARE = 0.024  # of the whole axis: dots nearer than this stand in different lanes
ALONE_SHARE = 0.07  # of the whole axis: a dot with this much room on both sides is named
BELOW_PX, LANE_PX = 17, 13  # from the middle of a dot to a name below it, and from lane to lane
MOST_NAMED = 3  # more emphasised regions than this are coloured, not named


def crowded(world: World, shown: Portrait, zone: str, row: int) -> list[dict[str, Any]]:
    """Names of emphasised regions among other dots: below all that are near, on a line."""
    if len(shown.emphasised) > MOST_NAMED:
        return []
    own = shown.regions[shown.regions["zone"] == zone].sort_values("value", kind="stable")
    most, values = float(shown.regions["value"].max()), own["value"].tolist()
    heights, free = lanes(values, CLOSE_SHARE * most), alone(values, ALONE_SHARE * most)
    notes = []
    for code, value, lane, is_free in zip(own.index, values, heights, free, strict=True):
        if is_free or code not in shown.emphasised:
            continue
        near = [abs(other - value) < ALONE_SHARE * most for other in values]
        lowest = min(one for one, is_near in zip(heights, near, strict=True) if is_near)
        down = BELOW_PX + (lane - lowest) * LANE_PX
        look = {"showarrow": True, "arrowhead": 0, "arrowwidth": 1, "arrowcolor": chart.WARM}
        look |= {"ax": 0, "ay": down, "borderpad": 0, "font": {"size": 11, "color": chart.WARM}}
        name = escaped(words.region(world, code))
        notes.append(chart.note(name, value, row + LANE_HEIGHT * lane, **look))
    return notes
