"""Card of a site that the reader loaded: what the file says of it, and nothing of the paper."""

from __future__ import annotations

from typing import Any

from dash import html

from geo.scene import Scene
from geo.store import Store
from layers import words
from layers.page.curated import loaded_badge
from layers.page.facts import facts, stated
from layers.page.links import link
from layers.text import _


def loaded_card(store: Store, scene: Scene) -> list[Any]:
    """Partner, position and source as the file gives them, and how much is reported."""
    row = store.loaded.sites.set_index("site").loc[scene.place.key]
    kind = words.PARTNERS.get(row["partner_type"], "")
    values = store.loaded.values
    reported = values.loc[values["site"] == scene.place.key, "indicator"].nunique()
    asked = len(store.table("assessment_indicators"))
    province = words.province(store, scene.place.province)
    return [
        html.P([_("Site beside the eight of the paper"), " ", loaded_badge()], className="muted"),
        html.H2(row["name"]),
        html.P([_("in") + " ", link(province, scene.view, place=scene.place.province)]),
        facts(
            [
                (_("Lead partner"), stated(row["partner"])),
                (_("Kind of partner"), stated(kind)),
                (_("Position"), f"{row['lon']:g}° E, {row['lat']:g}° N"),
                (_("Source"), row["source"]),
                (
                    _("Assessment"),
                    link(
                        _("{n} of {all} indicators reported").format(n=reported, all=asked),
                        scene.view,
                        view="assessment",
                    ),
                ),
            ],
            _("As your file states it"),
        ),
        html.P(
            _("The paper does not name this site, and no sentence about the paper counts it."),
            className="muted",
        ),
    ]
