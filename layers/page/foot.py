"""The line at the foot of a view, on the page, in pictures, on slides and in files alike."""

from __future__ import annotations

from geo.scene.scene import Scene
from geo.world.world import World
from layers.api.about import version
from layers.subjects import behind
from layers.text.gettext import _


def note(world: World, scene: Scene) -> str:
    """Sources of what is shown, each with its time; boundaries and version."""
    parts = [
        *behind(world, scene).said,
        _(
            "Boundaries ({boundaries}), names and designations do not imply endorsement or "
            "acceptance by the authors or any institution"
        ),
        version(world),
    ]
    return " · ".join(parts)
