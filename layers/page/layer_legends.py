"""Legend entries of the layers that are off at first: gaps, ribbons, half-circles, distances."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from dash import html

from geo.coverage import unserved
from geo.gaps import WIDTHS_METRES
from geo.halves import radii
from geo.overlays import gaps, halves_scale, ribbon_widths, widest_ribbon, zone_homes
from geo.scene import Scene
from geo.store import Store
from layers import text, words
from layers.map import palette
from layers.page.coverage import EVERY_ZONE
from layers.page.links import link
from layers.text import _, ngettext

RIBBON_SHARES = (1.0, 0.25, 0.05)
HALF_SAMPLES = (10_000_000, 2_000_000, 200_000)


def _title(label: str, when: str = "") -> html.Li:
    return html.Li(
        [html.Span(label), html.Span(when, className="legend-when")], className="legend-title"
    )


def gap_widths(store: Store, scene: Scene) -> list[Any]:
    """Four widths with the gaps they stand for, and how many borders have each."""
    found = gaps(store, scene)
    key = found.shade.key
    rows: list[Any] = [_title(_("Gap at borders: {shade}").format(shade=words.shade(store, key)))]
    if not found.breaks:
        return [*rows, html.Li(_("no border with two values"), className="legend-note")]
    edges = [
        words.shade_value(store, key, value, brief=True).removeprefix("+") for value in found.breaks
    ]
    labels = [
        _("below {n}").format(n=edges[0]),
        *(_("{n} and more").format(n=edge) for edge in edges),
    ]
    items = []
    for label, width, count in zip(labels, WIDTHS_METRES, found.counts, strict=True):
        counted = ngettext("{n} border", "{n} borders", count).format(n=count)
        items.append(
            html.Span(
                [
                    html.I(
                        className="key key-width",
                        style={"background": palette.GAP},
                        **{"data-metres": f"{width:.0f}"},
                    ),
                    label,
                    html.Span(f"({count})", className="legend-when", title=counted),
                ],
                className="key-pair",
            )
        )
    rows.append(html.Li(items, className="legend-row legend-pairs"))
    rows.append(
        html.Li(_("number of borders in brackets; hover for both values"), className="legend-note")
    )
    return rows


def ribbon_samples(store: Store, scene: Scene) -> list[Any]:
    """Three sample widths of the ribbons, on the scale of their scheme, and where they end."""
    scheme = scene.view.scheme
    largest = widest_ribbon(store, scheme)
    if not largest:
        return []
    values = [text.significant(largest * share, 1) for share in RIBBON_SHARES]
    metres = ribbon_widths(np.asarray(values), largest)
    samples = [
        html.Span(
            [
                html.I(
                    className="key key-ribbon",
                    style={"background": palette.RIBBON},
                    **{"data-metres": f"{width:.0f}"},
                ),
                text.short(value),
            ],
            className="key-pair",
        )
        for value, width in zip(values, metres, strict=True)
    ]
    homes = ", ".join(
        f"{_(words.ZONES[zone])}: {words.province(store, code)}"
        for zone, code in zone_homes(store, scheme).items()
    )
    note = _("One scale for all intervals. Ends: the capital nearest to each zone's centre of area")
    return [
        _title(_("Between zones, people")),
        html.Li(samples, className="legend-row"),
        html.Li(f"{note} ({homes}).", className="legend-note"),
    ]


def half_samples(store: Store, scene: Scene) -> list[Any]:
    """Sample half-circles with people, the two sides, and the rule of their scale."""
    scale = halves_scale(store)
    sizes = radii(np.asarray(HALF_SAMPLES, dtype=float), scale)
    samples = [
        html.Span(
            [
                html.I(
                    className="key key-half",
                    style={"background": palette.IN_HALF},
                    **{"data-metres": f"{2 * size:.0f}"},
                ),
                text.short(value),
            ],
            className="key-pair",
        )
        for value, size in zip(HALF_SAMPLES, sizes, strict=True)
    ]
    sides = [
        html.Span(
            [html.I(className="key key-class", style={"background": colour}), label],
            className="key-pair",
        )
        for colour, label in (
            (palette.OUT_HALF, _("left half: left the province")),
            (palette.IN_HALF, _("right half: arrived")),
        )
    ]
    note = _("Area shows people, one scale for all intervals: the largest without overlap.")
    return [
        _title(_("Out and in, people"), words.interval(scene.view.period)),
        html.Li(sides, className="legend-row legend-pairs"),
        html.Li(samples, className="legend-row"),
        html.Li(note, className="legend-note"),
    ]


def nearest_line(store: Store, scene: Scene) -> list[Any]:
    """The dashed line, how its length is measured, and the zones without a site."""
    found = unserved(store, scene.view.scheme)
    all_distances = link(_("All distances"), scene.view, view="lessons")
    zones = ", ".join(_(words.ZONES[one.zone]) for one in found)
    note = _("No site in this zone: {zones}.").format(zones=zones) if found else _(EVERY_ZONE)
    key = html.I(className="key key-nearest")
    said = html.Span([key, _("capital to seat; hover for km")], className="key-pair")
    return [
        _title(_("Nearest pilot site")),
        html.Li(said, className="legend-row"),
        html.Li([_("Great circle."), " ", note, " ", all_distances], className="legend-note"),
    ]


MORE: dict[str, Callable[[Store, Scene], list[Any]]] = {
    "borders": gap_widths,
    "zones": ribbon_samples,
    "halves": half_samples,
    "nearest": nearest_line,
}
"""Layer key to its entries, in reading order."""
