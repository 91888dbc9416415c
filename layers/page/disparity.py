"""The tab of regional disparity."""

from __future__ import annotations

from typing import Any

from dash import html

from geo.scene import Scene
from geo.store import Store
from layers.page.panel import Panel
from layers.text import _


def fill(store: Store, scene: Scene) -> list[Any]:
    """Heading."""
    return [html.H2(_("Regional disparity"))]


PANEL = Panel(key="disparity", fill=fill)
