"""What stands behind the map: the moves of the interval, and the figures that shade the regions."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from geo.disparity.series import publications_behind
from geo.scene.scene import Scene
from geo.shading.shading import FLOW_SHADES
from geo.world.world import World
from layers.subject import Behind, of_moves
from layers.text import joints
from layers.text.gettext import _

INDICATORS = "indicators"
_OF_MOVES = {shade.key for shade in FLOW_SHADES}


def of_map(world: World, scene: Scene) -> Behind:
    """The moves of the interval; what shades the regions beside them, with its own year."""
    moves, shade = of_moves(world, scene), scene.shade
    said = [*moves.said, *_shading(world, scene)]
    if shade.regions_count < len(world.counted):
        said.append(
            _("shading covers {n} of {all} {regions}").format(
                n=shade.regions_count, all=len(world.counted)
            )
        )
    more = () if shade.key in _OF_MOVES else (INDICATORS,)
    return replace(moves, said=tuple(said), datasets=(*more, *moves.datasets))


def _shading(world: World, scene: Scene) -> list[str]:
    """Year and publications of the figures that are no moves; nothing where there are none."""
    year, key = scene.shade.year, scene.shade.key
    if not year or not world.has(INDICATORS, "publications"):
        return []
    end_year = world.period_rows[scene.view.period]["end_year"]
    near = (
        _("shading: {year}")
        if year == end_year
        else _("shading: {year}, the nearest year with figures")
    )
    name = scene.pair.y_shade if key in world.pairings else key
    found = joints.parts(map(_, _publications(world, name, year)))
    said = near.format(year=year)
    return [joints.noted(said, found) if found else said]


@lru_cache(maxsize=256)
def _publications(world: World, name: str, year: int) -> tuple[str, ...]:
    tables = world.table(INDICATORS), world.table("publications")
    return tuple(publications_behind(*tables, (name,), (year,)))
