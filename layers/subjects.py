"""The tabs beside the map, in reading order: the one list to edit when a tab is added.

With them go the words that the page adds to what an address may hold.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from geo.assessment.loaded import NOTHING
from geo.view.vocabulary import Vocabulary
from geo.vocabulary import vocabulary_of
from geo.world.world import World, open_world
from layers.assessment import tab as assessment
from layers.change import tab as intervals
from layers.disparity import tab as disparity
from layers.flows import table
from layers.indicators import tab as indicators
from layers.lessons import tab as lessons
from layers.map.figure import AT_FIRST, SWITCHES
from layers.sites import tab as sites
from layers.sources import tab as sources
from layers.subject import Panel
from layers.text.gettext import languages
from layers.zones import tab as zones

PANELS: tuple[Panel, ...] = (
    intervals.PANEL,
    zones.PANEL,
    disparity.PANEL,
    indicators.PANEL,
    sites.PANEL,
    lessons.PANEL,
    assessment.PANEL,
    table.PANEL,
    sources.PANEL,
)
PANEL = {panel.key: panel for panel in PANELS}
TABS = ("map", *PANEL)


def speak(world: World) -> Vocabulary:
    """Gather the words that an address of this page may hold."""
    words = {"tabs": TABS, "layers": SWITCHES, "languages": languages()}
    return vocabulary_of(world, words, {"layers": AT_FIRST})


def open_page_world(data_dir: Path) -> World:
    """Open a data package as the page shows it; see :func:`geo.world.world.open_world`."""
    return replace(open_world(data_dir, speak), loaded=NOTHING)
