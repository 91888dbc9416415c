"""What a view changes around the map, by the id of the element that shows it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html

from geo.address import Notice
from geo.loading import shared
from geo.regions import SCHEMES
from geo.scene import Scene
from geo.shading import FLOW_SHADES
from geo.store import Store
from geo.view import ALL
from layers import words
from layers.page.cards import card
from layers.page.chips import chips, empty, notices
from layers.page.coverage import coverage_said
from layers.page.hukou import receiving_classes
from layers.page.legend import legend
from layers.page.links import address, link, source
from layers.page.sentence import note, sentence
from layers.page.still import Box, spelled
from layers.text import _

QUICK_COUNTS = ("20", "60", "200", ALL)


def parts(store: Store, scene: Scene, found: Sequence[Notice]) -> dict[str, Any]:
    """What each element shows, used for the first page and for every later view alike."""
    return {
        "sentence": [sentence(store, scene), *coverage_said(store, scene)],
        "legend": legend(store, scene),
        "note": [note(store, scene), " ", source(scene.view, shade_dataset(scene))],
        "card": card(store, scene),
        "chips": chips(store, scene),
        "notices": notices(found),
        "empty": empty(store, scene),
        "members": members(store, scene),
        "from-chips": zone_chips(scene.view.scheme),
        "to-chips": zone_chips(scene.view.scheme),
        "receiving-classes": receiving_classes(store, scene.view),
        "quick-counts": quick_counts(scene),
        "downloads": downloads(store, scene),
    }


def said(store: Store, scene: Scene, found: Sequence[Notice]) -> dict[str, str]:
    """The same, spelled as data: one text for each element instead of hundreds of components."""
    return {part: spelled(shown) for part, shown in parts(store, scene, found).items()}


def shade_dataset(scene: Scene) -> str:
    """Dataset behind the shading: the margins of the flow table or the provincial figures."""
    flows = {shade.key for shade in FLOW_SHADES}
    return "flows" if scene.shade.key in flows else "indicators"


def members(store: Store, scene: Scene) -> html.Details:
    """Member list of the scheme: which provinces make up each zone."""
    zones = store.members[scene.view.scheme]
    rows = [
        html.P(
            [
                html.B(_(words.ZONES[zone]) + " "),
                html.Span(f"({len(codes)}) "),
                ", ".join(words.province(store, code) for code in codes),
            ]
        )
        for zone, codes in zones.items()
    ]
    return html.Details([html.Summary(_("Who belongs where")), *rows], open=True)


def zone_chips(scheme: str) -> list[Box]:
    """One chip for each zone of a scheme."""
    zones = {one.key: one.zones for one in SCHEMES}[scheme]
    return [Box(zone, _(words.ZONES[zone])) for zone in zones]


def quick_counts(scene: Scene) -> list[Any]:
    """Four usual numbers of corridors."""
    labels = {count: _("all") if count == ALL else count for count in QUICK_COUNTS}
    return [
        link(label, scene.view, "quick-on" if count == scene.view.top else "", top=count)
        for count, label in labels.items()
    ]


def downloads(store: Store, scene: Scene) -> list[Any]:
    """The same view as files: rows of the map, margins of the provinces, flows between zones."""
    query = address(shared(scene.view, store.loaded.slugs)).removeprefix("/")
    names = {
        "corridors": _("Corridors drawn"),
        "provinces": _("Provinces"),
        "zones": _("Between zones"),
        "timeline": _("Timeline"),
    }
    items = []
    for route, label in names.items():
        files = [
            html.A("CSV", href=f"/api/{route}.csv{query}", download="", title=f"{label}, CSV"),
            html.A("JSON", href=f"/api/{route}{query}", target="_blank", title=f"{label}, JSON"),
        ]
        items.append(html.Li([html.Span(label), *files]))
    return items
