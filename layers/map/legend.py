"""The legend: what every colour, width and mark of the current map means, with numbers."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import htpy as h
import numpy as np

from geo.flows.portraits import margins
from geo.scene.overlays import halves_scale, ribbon_widths, widest_ribbon, zone_homes
from geo.scene.scene import Scene
from geo.shading.classes import PAIRING
from geo.shading.gaps import WIDTHS_METRES
from geo.shading.shade import Shade
from geo.shading.shading import FLOW_SHADES
from geo.shapes.arrows import widths
from geo.shapes.halves import radii
from geo.sites.coverage import unserved
from geo.world.places import REGION
from geo.world.world import Store
from layers.blocks.links import link
from layers.blocks.marks import kinds
from layers.lessons.coverage import EVERY_ZONE
from layers.map import palette
from layers.map.two_way import two_way_key
from layers.map.uncertain import corridor_meta, unsure_regions
from layers.sites.filter import count_line
from layers.text import numbers, words
from layers.text.gettext import _, ngettext

# Legend entries of the layers that are off at first: gaps, ribbons, half-circles, distances.

RIBBON_SHARES = (1.0, 0.25, 0.05)
HALF_SAMPLES = (10_000_000, 2_000_000, 200_000)


def _title(label: str, when: str = "") -> h.Element:
    return h.li(class_="legend-title")[h.span[label], h.span(class_="legend-when")[when]]


def gap_widths(store: Store, scene: Scene) -> list[Any]:
    """Four widths with the gaps they stand for, and how many borders have each."""
    found = scene.gaps
    key = found.shade
    rows: list[Any] = [_title(_("Gap at borders: {shade}").format(shade=words.shade(store, key)))]
    if not found.breaks:
        return [*rows, h.li(class_="legend-note")[_("no border with two values")]]
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
            h.span(class_="key-pair")[
                h.i(
                    class_="key key-width",
                    style=f"background: {palette.GAP}",
                    data_metres=f"{width:.0f}",
                ),
                label,
                h.span(class_="legend-when", title=counted)[f"({count})"],
            ]
        )
    rows.append(h.li(class_="legend-row legend-pairs")[items])
    rows.append(
        h.li(class_="legend-note")[_("number of borders in brackets; hover for both values")]
    )
    return rows


def ribbon_samples(store: Store, scene: Scene) -> list[Any]:
    """Three sample widths of the ribbons, on the scale of their scheme, and where they end."""
    scheme = scene.view.scheme
    largest = widest_ribbon(store, scheme)
    if not largest:
        return []
    values = [numbers.significant(largest * share, 1) for share in RIBBON_SHARES]
    metres = ribbon_widths(np.asarray(values), largest)
    samples = [
        h.span(class_="key-pair")[
            h.i(
                class_="key key-ribbon",
                style=f"background: {palette.RIBBON}",
                data_metres=f"{width:.0f}",
            ),
            numbers.short(value),
        ]
        for value, width in zip(values, metres, strict=True)
    ]
    homes = ", ".join(
        f"{_(words.ZONES[zone])}: {words.region(store, code)}"
        for zone, code in zone_homes(store, scheme).items()
    )
    note = _("One scale for all intervals. Ends: the capital nearest to each zone's centre of area")
    return [
        _title(_("Between zones, people")),
        h.li(class_="legend-row")[samples],
        h.li(class_="legend-note")[f"{note} ({homes})."],
    ]


def half_samples(store: Store, scene: Scene) -> list[Any]:
    """Sample half-circles with people, the two sides, and the rule of their scale."""
    scale = halves_scale(store)
    sizes = radii(np.asarray(HALF_SAMPLES, dtype=float), scale)
    samples = [
        h.span(class_="key-pair")[
            h.i(
                class_="key key-half",
                style=f"background: {palette.IN_HALF}",
                data_metres=f"{2 * size:.0f}",
            ),
            numbers.short(value),
        ]
        for value, size in zip(HALF_SAMPLES, sizes, strict=True)
    ]
    sides = [
        h.span(class_="key-pair")[h.i(class_="key key-class", style=f"background: {colour}"), label]
        for colour, label in (
            (palette.OUT_HALF, _("left half: left the {region}")),
            (palette.IN_HALF, _("right half: arrived")),
        )
    ]
    note = _("Area shows people, one scale for all intervals: the largest without overlap.")
    return [
        _title(_("Out and in, people"), words.interval(scene.view.period)),
        h.li(class_="legend-row legend-pairs")[sides],
        h.li(class_="legend-row")[samples],
        h.li(class_="legend-note")[note],
    ]


def nearest_line(store: Store, scene: Scene) -> list[Any]:
    """The dashed line, how its length is measured, and the zones without a site."""
    found = unserved(store, scene.view.scheme)
    all_distances = link(_("All distances"), scene.view, view="lessons")
    zones = ", ".join(_(words.ZONES[one.zone]) for one in found)
    note = _("No site in this zone: {zones}.").format(zones=zones) if found else _(EVERY_ZONE)
    key = h.i(class_="key key-nearest")
    said = h.span(class_="key-pair")[key, _("capital to seat; hover for km")]
    return [
        _title(_("Nearest pilot site")),
        h.li(class_="legend-row")[said],
        h.li(class_="legend-note")[_("Great circle."), " ", note, " ", all_distances],
    ]


MORE: dict[str, Callable[[Store, Scene], list[Any]]] = {
    "borders": gap_widths,
    "zones": ribbon_samples,
    "halves": half_samples,
    "nearest": nearest_line,
}
"""Layer key to its entries, in reading order."""


SAMPLE_SHARES = (1.0, 0.25, 0.05)
ESTIMATES = frozenset(shade.key for shade in FLOW_SHADES)


def legend(store: Store, scene: Scene) -> list[Any]:
    """Entries for the layers that are shown: shading, blanks, widths, networks, sites."""
    shown = scene.view.listed("layers")
    parts: list[Any] = []
    if "regions" in shown:
        two_way = scene.shade.key in PAIRING
        parts += two_way_key(store, scene) if two_way else _shading(store, scene)
    parts += [entry for key, add in MORE.items() if key in shown for entry in add(store, scene)]
    if "corridors" in shown:
        parts += _widths(store, scene)
    marks = _marks(store, shown)
    if marks:
        parts.append(h.li(class_="legend-row legend-marks")[marks])
    if "sites" in shown and scene.view.sites:
        parts.append(h.li(class_="legend-note")[count_line(store, scene.view)])
    parts += _unsure(store, scene)
    parts.append(kinds())
    return [h.ul(class_="legend-list")[parts]]


def _unsure(store: Store, scene: Scene) -> list[Any]:
    """How many hatched corridors and regions the map has, if any."""
    lines = corridor_meta(scene, scene.keys)["unsure"]
    areas = unsure_regions(store, scene)
    if not lines and not areas:
        return []
    counts = [
        ngettext("{n} {region}", "{n} {regions}", len(areas)).format(n=len(areas)),
        ngettext("{n} corridor", "{n} corridors", len(lines)).format(n=len(lines)),
    ]
    said = ", ".join(count for count, found in zip(counts, (areas, lines), strict=True) if found)
    return [_entry(h.i(class_="key key-class key-hatch"), _("range spans zero"), said)]


def _marks(store: Store, shown: tuple[str, ...]) -> list[Any]:
    """Networks by their line, sites by the kind of their lead partner."""
    keys: list[tuple[str, str]] = []
    if "networks" in shown:
        keys.append(("network", _("project network")))
    if "sites" in shown:
        keys += [
            ("government", _("site, government lead")),
            ("academic", _("academic")),
            ("ngo", _("NGO")),
        ]
        keys += [("added", _("site loaded by you"))] if store.loaded.slugs else []
    return [h.span(class_="key-pair")[h.i(class_=f"key key-{kind}"), label] for kind, label in keys]


def _entry(key: Any, label: str, count: Any = "") -> h.Element:
    parts = [key, h.span[label]]
    if count:
        parts.append(h.span(class_="legend-count")[count])
    return h.li(class_="legend-row")[parts]


def _shading(store: Store, scene: Scene) -> list[Any]:
    shade = scene.shade
    when = str(shade.year) if shade.year else words.interval(scene.view.period)
    title = [h.span[words.shade(store, shade.key)], h.span(class_="legend-when")[when]]
    if not shade.locked:
        title.append(
            h.span(
                class_="badge",
                title=_("Classes fit this interval only; do not compare colours over time"),
            )[_("rescaled")]
        )
    colours = palette.class_colours(shade.key, len(shade.breaks) + 1)
    rows = [h.li(class_="legend-title")[title]]
    if shade.key.endswith("-rate"):
        rows.append(h.li(class_="legend-note")[denominator(store, scene)])
    rows.append(_classes(store, shade, colours))
    for blank, count in shade.blanks.items():
        swatch = h.i(
            class_="key key-class key-blank",
            style=f"background-color: {palette.BLANK_COLOURS[blank]}",
        )[words.BLANK_MARKS[blank]]
        rows.append(_entry(swatch, _(words.BLANKS[blank]), str(count)))
    return rows


def _classes(store: Store, shade: Shade, colours: tuple[str, ...]) -> h.Element:
    """One cell for each class with its count, lowest first; breaks stand between the cells."""
    spoken = [
        ngettext("{range}: {n} {region}", "{range}: {n} {regions}", count).format(
            range=label, n=count
        )
        for label, count in zip(class_labels(store, shade), shade.counts, strict=True)
    ]
    cells = [
        h.span(title=words_, style=f"background: {colour}", role="img", aria_label=words_)[
            str(count)
        ]
        for colour, count, words_ in zip(colours, shade.counts, spoken, strict=True)
    ]
    breaks = [h.span[words.shade_value(store, shade.key, one, brief=True)] for one in shade.breaks]
    kind = "class-cells kind-estimated" if shade.key in ESTIMATES else "class-cells"
    return h.li[
        h.div(class_=kind, title=_("{regions} in each class"))[cells],
        h.div(class_="class-breaks", style=f"--classes: {len(colours)}")[breaks],
    ]


def denominator(store: Store, scene: Scene) -> str:
    """Name and year of the population under a rate."""
    year = margins(store, scene.view.period)["population_year"].max()
    return _("per 1,000 of the resident population at the end of {year}").format(year=year)


def class_labels(store: Store, shade: Shade) -> list[str]:
    """Range of each class in words, lowest first; net values carry their sign."""
    edges = [words.shade_value(store, shade.key, value, brief=True) for value in shade.breaks]
    if not edges:
        return [_("one class")]
    middle = [_("{low} to {high}").format(low=low, high=high) for low, high in pairwise(edges)]
    return [_("below {n}").format(n=edges[0]), *middle, _("{n} and more").format(n=edges[-1])]


def _widths(store: Store, scene: Scene) -> list[Any]:
    """Three sample widths; the browser sets their height from the scale of the map."""
    measure = scene.view.measure
    largest = store.flows.widest[measure]
    values = [numbers.significant(largest * share, 1) for share in SAMPLE_SHARES]
    metres = widths(np.asarray(values), largest)
    title = _("Corridor width: {measure}").format(measure=_(words.MEASURES[measure]))
    rows = [h.li(class_="legend-title")[h.span[title]]]
    if measure == "rate":
        rows.append(h.li(class_="legend-note")[denominator(store, scene)])
    samples = [
        h.span(class_="key-pair")[
            h.i(class_="key key-width kind-edge", data_metres=f"{width:.0f}"),
            words.measure_value(measure, value, brief=True),
        ]
        for value, width in zip(values, metres, strict=True)
    ]
    rows.append(h.li(class_="legend-row")[samples])
    if scene.view.direction == "net" and scene.place.kind == REGION:
        for ink, label in ((palette.GAIN_INK, _("gain")), (palette.LOSS_INK, _("loss"))):
            name = words.region(store, scene.place.key)
            key = h.i(class_="key key-class", style=f"background: {ink}")
            rows.append(_entry(key, _("{what} for {place}").format(what=label, place=name)))
    return rows
