"""How well each map of the bundled world can be read: straight, plain and laid out, side by side.

The counts are those of :mod:`geo.shapes.picture`, of the outlines that a view draws.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from geo.flows.query import door
from geo.scene.courses import courses_of, ends_of
from geo.scene.overlays import points
from geo.scene.scene import Scenes
from geo.shapes import courses
from geo.shapes.arrows import arrows, widths
from geo.shapes.picture import Picture, picture
from geo.world.world import World
from tests.seen import scene_of


@dataclass(frozen=True)
class Sight:
    """A view, and the most of each count that its map may have.

    Attributes
    ----------
    query : str
        Address of the view.
    heads, pairs, acute : int
        Covered heads, overlapping pairs, crossings below 30 degrees.
    plain_ink_km2 : float
        Ink of the view before corridors were laid out: as they ran plain, 132 km the widest.
    """

    query: str
    heads: int
    pairs: int
    acute: int
    plain_ink_km2: float = 0.0


# What the design asks of five views, then others that were not looked at when the layout was tuned:
# about half the pairs that plain courses have there, and a third of the acute crossings.
SIGHTS = {
    "1995-2000": Sight("", 6, 113, 8, 751_260),
    "2015-2020": Sight("period=2015-2020", 6, 84, 8, 726_820),
    "Guangdong in": Sight("place=44&direction=in&top=30", 9, 60, 14, 597_743),
    "Sichuan out": Sight("place=51&direction=out&top=30", 3, 23, 9, 438_993),
    "West to East": Sight("from=west&to=east", 6, 410, 55, 846_528),
    "2000-2005": Sight("period=2000-2005", 6, 138, 13),
    "2005-2010": Sight("period=2005-2010", 6, 133, 12),
    "2010-2015": Sight("period=2010-2015", 6, 103, 10),
    "Beijing in": Sight("place=11&direction=in&top=30", 9, 73, 11),
    "Shanghai in": Sight("place=31&direction=in&top=30", 9, 76, 14),
    "Hunan out": Sight("place=43&direction=out&top=30", 3, 17, 6),
    "Central to East": Sight("from=central&to=east", 6, 249, 44),
}
ALL = "top=all"
HEAD = "{:<18}" + " {:>22}" * 3 + "  {}"
FAULTS = "over places / heads / pairs / under 30"


@dataclass(frozen=True)
class Sheet:
    """The outlines of one map, who they run between, and all places.

    Attributes
    ----------
    rings, ends, places_xy : array
        As :func:`geo.shapes.picture.picture` takes them.
    """

    rings: npt.NDArray[np.float64]
    ends: npt.NDArray[np.int64]
    places_xy: npt.NDArray[np.float64]


def sheets(world: World, query: str) -> dict[str, Sheet]:
    """The map of one view: with straight corridors, with plain ones, and as it is drawn."""
    scene = scene_of(world, query, Scenes(world))
    drawn = scene.drawn
    pairs = list(zip(drawn["origin_code"], drawn["destination_code"], strict=True))
    scale = world.package.frame.scale
    wide = widths(drawn["value"].to_numpy(float), door(world).widest["people"], scale)
    start, end = ends_of(world, pairs)
    off = courses.stand_offs([destination for _origin, destination in pairs], wide, scale)
    plain = courses.plain(start, end, wide, scale, off)
    kinds = {
        "straight": plain * (0.0, 0.0, 1.0, 1.0),
        "plain": plain,
        "laid out": courses_of(world, pairs, wide),
    }
    anchors = points(world, "anchor")
    number = {code: at for at, code in enumerate(anchors)}
    ends = np.array([[number[code] for code in pair] for pair in pairs])
    places = np.array(list(anchors.values()))
    return {
        kind: Sheet(arrows(start, end, wide, found, scale=scale), ends, places)
        for kind, found in kinds.items()
    }


def pictures(world: World, query: str, *kinds: str) -> list[Picture]:
    """What is counted on the maps of one view, of these kinds."""
    found = sheets(world, query)
    return [picture(one.rings, one.ends, one.places_xy) for one in (found[kind] for kind in kinds)]


def faults(found: Picture) -> tuple[int, int, int, int]:
    """What readers mistake, in the order of `FAULTS`."""
    return (
        found.over_places,
        found.covered_heads,
        found.overlapping_pairs,
        found.acute_crossings,
    )


def lines(world: World) -> Iterator[str]:
    """The table of `make bench`."""
    yield HEAD.format(f"flow map: {FAULTS}", "", "", "", "").rstrip()
    yield HEAD.format("", "straight", "plain", "laid out", "at most")
    for name, sight in SIGHTS.items():
        found = pictures(world, sight.query, "straight", "plain", "laid out")
        told = ["/".join(map(str, faults(one))) for one in found]
        most = (0, sight.heads, sight.pairs, sight.acute)
        is_missed = any(a > b for a, b in zip(faults(found[-1]), most, strict=True))
        verdict = "/".join(map(str, most)) + ("  MISSED" if is_missed else "  ok")
        yield HEAD.format(name, *told, verdict)
