"""The card at the right: what is chosen, in figures and in the paper's words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import htpy as h

from geo.flows.compare import comparison_of
from geo.scene.scene import Scene
from geo.world.places import CORRIDOR, END, NATION, NETWORK, POLICY, REGION, SITE
from geo.world.world import Store
from layers.blocks.links import link, source
from layers.blocks.tables import grid
from layers.flows.cards import corridor_card, corridor_list, region_card
from layers.flows.compare import compare_card, pinned
from layers.flows.sentence import list_title, rank_note
from layers.policy.arguments import mega_stance
from layers.policy.card import policy_card
from layers.sites.cards import end_card, loaded_card, network_card, site_card
from layers.text import numbers, words
from layers.text.gettext import _


def card(store: Store, scene: Scene) -> list[Any]:
    """Card of whatever is chosen; the nation when nothing is."""
    kind, view = scene.place.kind, scene.view
    held = comparison_of(view, scene.place, store.vocabulary)
    parts: list[Any] = [pinned(store, view, held)] if held else []
    if scene.place.key in store.loaded.slugs:
        parts += loaded_card(store, scene)
    else:
        make, dataset = CARDS[kind]
        parts += compare_card(store, scene, held) if held and held.kind else make(store, scene)
        parts.append(h.p[source(view, dataset)])
    if kind == NATION:
        return parts
    return [link(_("Close"), view, "card-close", _("Back to the whole country"), place=""), *parts]


def nation_card(store: Store, scene: Scene) -> list[Any]:
    """Zones and the largest corridors."""
    view = scene.view
    zones = scene.zone_sums
    rows = [
        (
            _(words.ZONES[str(zone)]),
            numbers.short(row["out_persons"]),
            numbers.short(row["in_persons"]),
            numbers.signed(numbers.short(row["net_persons"]), row["net_persons"]),
        )
        for zone, row in zones.iterrows()
    ]
    head = [_("Zone"), _("Left"), _("Arrived"), _("Net")]
    return [
        h.h2[_("{country}, {period}").format(period=words.interval(view.period))],
        h.p(class_="muted")[
            _("{Spanning} migrants {aged} between {regions}; estimates from a sample.")
        ],
        *mega_stance(store, view),
        grid(_("Between zones, all corridors"), head, rows),
        h.h3[list_title(view, _("Largest corridors"), _("First corridors"))],
        *rank_note(store, scene),
        corridor_list(store, scene, scene.largest),
        *_rest(scene),
    ]


def _rest(scene: Scene) -> list[Any]:
    """How many corridors are not drawn, with a way to read them all."""
    hidden = scene.count - len(scene.drawn)
    if not hidden:
        return []
    words_ = _("{n} more corridors are not drawn: read them all in the table")
    return [
        h.p(class_="more-link")[
            link(words_.format(n=numbers.decimal(hidden)), scene.view, view="table")
        ]
    ]


CARDS: dict[str, tuple[Callable[[Store, Scene], list[Any]], str]] = {
    NATION: (nation_card, "flows"),
    REGION: (region_card, "region_flows"),
    CORRIDOR: (corridor_card, "corridors"),
    SITE: (site_card, "pilot_sites"),
    NETWORK: (network_card, "networks"),
    END: (end_card, "networks"),
    POLICY: (policy_card, "policy_timeline"),
}
