"""The tabs beside the map, in reading order: the one list to edit when a tab is added."""

from __future__ import annotations

from layers.assessment import tab as assessment
from layers.change import tab as intervals
from layers.disparity import tab as disparity
from layers.flows import table
from layers.indicators import tab as indicators
from layers.lessons import tab as lessons
from layers.sites import tab as sites
from layers.sources import tab as sources
from layers.subject import Panel
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
