"""The filter of the pilot sites: chips to choose, chips to remove, and the way out of nothing."""

from __future__ import annotations

from typing import Any

import htpy as h
from dash import html

from geo.sites.sites import (
    GROUPS,
    PARTNER,
    SITE_FILTERS,
    WOMEN,
    ZONE,
    passing,
    placed_sites,
    relaxed,
    without,
)
from geo.view.view import View
from geo.world.world import World
from layers.blocks.controls import bound, boxes
from layers.blocks.links import link
from layers.blocks.markup import choice, spelled
from layers.text.gettext import N_, _

LABELS = {
    "east": N_("East"),
    "central": N_("Central"),
    "west": N_("West"),
    "government": N_("Government"),
    "academic": N_("Academic"),
    "ngo": N_("NGO or NPO"),
    "women-stated": N_("Women: stated"),
    "women-not-stated": N_("Women: not stated"),
}
GROUP_LABELS = {
    ZONE: N_("Zone, as the paper counts it"),
    PARTNER: N_("Lead partner"),
    WOMEN: N_("Focus on women"),
}
RELAX = {
    ZONE: N_("Take away the zone filter"),
    PARTNER: N_("Take away the partner filter"),
    WOMEN: N_("Take away the filter on women"),
}


def site_chips(part: str = "main") -> html.Div:
    """One control for all words of the filter, a row of chips for each group."""
    rows = [
        h.div(role="group", class_="chips", aria_label=_(GROUP_LABELS[group]))[
            h.span(class_="site-filter-label")[_(GROUP_LABELS[group])],
            *[choice(one.key, _(LABELS[one.key])) for one in SITE_FILTERS if one.group == group],
        ]
        for group in GROUPS
    ]
    name = _("Pilot sites shown")
    chips = boxes(
        bound("sites", part), spelled(rows), className="site-filter-rows", **{"aria-label": name}
    )
    return html.Div([html.Div(name, className="label"), chips], className="site-filter")


def kept_words(view: View) -> list[tuple[str, str]]:
    """Label of each word of the filter, and the filter without it."""
    keys = view.listed("sites")
    return [
        (
            _("sites: {word}").format(word=_(LABELS[key])),
            ",".join(other for other in keys if other != key),
        )
        for key in keys
    ]


def ways_out(world: World, view: View, class_: str) -> list[Any]:
    """Nothing while a site is left; otherwise a link for each group that can be relaxed.

    Where no single group is to blame, all are offered together.
    """
    keys = view.listed("sites")
    if not keys or any(passing(world, keys)):
        return []
    left = relaxed(placed_sites(world), keys)
    offers = [
        link(_(RELAX[group]), view, class_, sites=",".join(without(keys, group)))
        for group, count in left.items()
        if count
    ]
    return offers or [link(_("Take away all site filters"), view, class_, sites="")]
