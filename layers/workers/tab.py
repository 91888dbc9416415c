"""The tab: where rural workers come from and work, women, what they earn, who they are."""

from __future__ import annotations

from dataclasses import replace

import htpy as h

from geo.scene.scene import Scene
from geo.workers.regions import crossing
from geo.world.world import World
from layers.blocks.links import source
from layers.subject import Behind, Filled, of_datasets
from layers.text import joints
from layers.text.gettext import _
from layers.workers import regions, themes, wages, women
from layers.workers.words import DEFINED

FIRST = "workers_by_region"
REPORTS = ("women_shares", "origin_shares")
"""Tables whose sources are those of all: the later reports, a census, and the earlier reports."""


def behind(world: World, _scene: Scene) -> Behind:
    """The reports of the survey, from its first year to its last."""
    return replace(of_datasets(world, *REPORTS, of=FIRST), datasets=(FIRST, *REPORTS))


def fill(world: World, scene: Scene) -> Filled:
    """The answer, then regions, women, wages, and what the reports say of the workers."""
    about = _(
        "Workers of rural registration with six months or more of non-farm work, from the yearly "
        "{publisher} monitoring survey: other people than the moves of the map, and neither is a "
        "part of the other. A figure is of the year of its survey; nothing is carried forward. "
        "2020 is the year of the pandemic."
    )
    markup = h.div(class_="workers")[
        h.h2(class_="visually-hidden")[_("Rural workers")],
        h.p(class_="answer")[regions.order_line(crossing(world))],
        h.p(class_="muted")[
            about, joints.blank(), _(DEFINED), " ", source(scene.view, "workers_by_region")
        ],
        _part(_("Where they come from and where they work"), regions.section(world, scene)),
        _part(_("Women among them"), women.section(world, scene)),
        _part(_("What they earn"), wages.section(world, scene)),
        h.h2[_("Who they are and what they get")],
        h.div(class_="themes")[themes.section(world, scene)],
    ]
    return Filled(markup)


def _part(title: str, pictures: list[h.Element]) -> list[h.Element]:
    """A heading over a grid of pictures."""
    return [h.h2[title], h.div(class_="workers-grid")[pictures]]
