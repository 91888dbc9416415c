"""The tabs beside the map, in reading order: the one list to edit when a tab is added."""

from __future__ import annotations

from layers.page import (
    assessment,
    disparity,
    indicators,
    intervals,
    lessons,
    sites,
    sources,
    table,
    zones,
)
from layers.page.panel import Panel

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
