"""Card of a policy period or a dated act."""

from __future__ import annotations

from typing import Any

from dash import html

from geo.scene import Scene
from geo.store import Store
from layers.text import _


def policy_card(store: Store, scene: Scene) -> list[Any]:
    """Date with its precision, body, stance, topic and section."""
    row = store.table("policy_timeline").set_index("event_id").loc[scene.place.row]
    return [html.P(row["date_as_stated"], className="muted"), html.H2(_(row["title"]))]
