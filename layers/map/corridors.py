"""Corridors as arrows: width linear in the value, one scale for all intervals.

What a stroke must be to be seen is counted in pixels, so the browser has the last word
(assets/map/widths.js): a thinner corridor keeps the thinnest stroke and takes the lighter ink.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import htpy as h
import numpy as np
from markupsafe import Markup

from geo.flows import portraits
from geo.rows import Columns
from geo.scene.courses import courses_of, ends_of
from geo.scene.scene import Scene
from geo.scene.widths import WidthScale
from geo.shapes.arrows import THINNEST_METRES, Array, arrows, packed, widths
from geo.view.view import BY_ZONE
from geo.world.declared import Scheme
from geo.world.places import REGION
from geo.world.regions import zone_of
from geo.world.world import World
from layers.blocks import palette
from layers.blocks.chart import hover_style
from layers.blocks.markup import around, joined, kept_markup
from layers.blocks.uncertain import corridor_meta
from layers.map.layer import Layer, Trace
from layers.text import joints, numbers, words
from layers.text.gettext import N_, _, escaped, kept_by_language

ENDS = ("origin", "destination")
# A line too short to see, whose round ends are a dot: one path costs less than marks do.
DOT_PX, DOT_DEGREES = 4, 0.001
CASING_PX = 1.5  # half of it is seen: it lies below the fill
HOVERED = (
    *("origin_code", "destination_code", "persons", "national_rank", "sample_persons"),
    *("small_base", "caveat"),
)
KEPT_HOVERS = 4096
Lines = tuple[str, ...]


def base(world: World) -> list[Trace]:
    """One trace for all corridors, whose shapes come with each view, and one for their ends.

    A tip stands apart from its place where others come too; the mark joins both for the eye.
    """
    inks = palette.DRAWN_INKS
    return [
        {
            "type": "choropleth",
            "uid": "corridors-0",
            "geojson": {"type": "FeatureCollection", "features": []},
            "locations": [],
            "z": [],
            "zmin": 0,
            "zmax": len(inks) - 1,
            "colorscale": palette.stepped(inks),
            "showscale": False,
            "marker": {"line": {"color": palette.CASING, "width": CASING_PX}},
            "hovertemplate": "%{text}<extra></extra>",
            "hoverlabel": hover_style(),
        },
        {
            "type": "scattergeo",
            "uid": "corridors-1",
            "mode": "lines",
            **_dots(world, world.counted.index),
            "hoverinfo": "skip",
            "showlegend": False,
            "line": {"color": palette.DRAWN_INKS[palette.PLAIN], "width": DOT_PX},
        },
    ]


def frame(world: World, scene: Scene) -> list[Trace]:
    """Shapes, colours and hover texts of the drawn corridors, largest first."""
    drawn = _in_drawing_order(scene)
    codes = scene.keys_of(drawn)
    chosen = [codes.index(key) for key in scene.place.corridors if key in codes]
    measure, shown = scene.view.measure, scene.width_scale
    wide = _metres(world, shown, drawn["value"])
    seen = {
        "metres": [round(one) for one in wide.tolist()],
        "least": THINNEST_METRES * world.package.frame.scale,
        "floors": floors(world, measure, shown),
        "rings": _rings(world, drawn, wide),
        "chosen": chosen,
        "zero": _zeros(scene, drawn),
    }
    return [
        {
            "locations": codes,
            "customdata": codes,
            "z": _inks(scene, drawn),
            "text": _hovers(world, scene, drawn),
            "meta": corridor_meta(scene, codes) | seen,
        },
        {"visible": LAYER.shown(scene), **_own_dots(world, drawn)},
    ]


def _dots(world: World, codes: Iterable[str]) -> Trace:
    """A mark at each of some regions: a line too short to be one."""
    places = world.names.loc[list(codes)]
    return {
        "lon": [lon for one in places["anchor_lon"] for lon in (one, one + DOT_DEGREES, None)],
        "lat": [lat for one in places["anchor_lat"] for lat in (one, one, None)],
    }


def _own_dots(world: World, drawn: Columns) -> Trace:
    """Of very many regions only those at the ends of what is drawn are marked."""
    if not world.has_many:
        return {}
    return _dots(world, sorted({code for end in ENDS for code in drawn[f"{end}_code"]}))


def _metres(world: World, shown: WidthScale, values: list[float]) -> Array:
    """Widths of some values on the scale of a view."""
    frame = world.package.frame.scale
    metres = widths(np.array(values, dtype=float), shown.largest, frame, shown.least)
    return metres * shown.widest


@kept_by_language()
def floors(world: World, measure: str, shown: WidthScale) -> tuple[tuple[int, str], ...]:
    """Round values that the thinnest stroke may stand for, rising: its metres and its words."""
    values = shown.floors
    said = [_value(measure, shown, value, shown.places) for value in values]
    return tuple(zip(_metres(world, shown, values).round().astype(int).tolist(), said, strict=True))


def _value(measure: str, shown: WidthScale, value: float, places: int) -> str:
    """Write a value of the key, as exactly as a scale needs that begins beyond nothing."""
    if shown.least:
        return numbers.percent(value, places)
    return words.measure_value(measure, value, brief=True)


def _in_drawing_order(scene: Scene) -> Columns:
    """Smaller over larger, so that each can be hit; the chosen ones above, even undrawn ones.

    At a chosen region heads arrive where other corridors start: heads lie above, for they tell the
    direction.
    """
    survey = words.is_survey(scene.world, scene.view.period)
    drawn = _placed(scene.world, scene.columns | (scene.ranges if survey else {}))
    if not LAYER.shown(scene):
        return {name: [] for name in drawn}
    if scene.place.kind == REGION:
        arrives = [code == scene.place.key for code in drawn["destination_code"]]
        return {
            name: [one for heads in (False, True) for one in _where(arrives, heads, values)]
            for name, values in drawn.items()
        }
    if not scene.chosen_columns["persons"]:
        return drawn
    named = set(scene.place.corridors)
    above = [key in named for key in scene.keys_of(drawn)]
    chosen = scene.chosen_columns | (scene.chosen_ranges if survey else {})
    chosen = _placed(scene.world, chosen)
    return {name: [*_where(above, False, drawn[name]), *values] for name, values in chosen.items()}


def _placed(world: World, drawn: Columns) -> Columns:
    """Corridors without those at a region that the map has no place for."""
    if not world.unplaced:
        return drawn
    ends = zip(*(drawn[f"{end}_code"] for end in ENDS), strict=True)
    placed = [world.unplaced.isdisjoint(pair) for pair in ends]
    return {name: _where(placed, True, values) for name, values in drawn.items()}


def _where(flags: list[bool], flag: bool, values: list[Any]) -> list[Any]:
    return [value for value, one in zip(values, flags, strict=True) if one is flag]


def _zeros(scene: Scene, drawn: Columns) -> list[str]:
    """Corridors that are counted and have nobody: they are drawn as empty lines."""
    if 0 not in drawn["persons"]:
        return []
    keys = scene.keys_of(drawn)
    return [key for key, one in zip(keys, drawn["persons"], strict=True) if one == 0]


def _rings(world: World, drawn: Columns, wide: Array) -> dict[str, Any]:
    """Outlines of the arrows, which the browser unpacks as it gives them their widths."""
    pairs = list(zip(*(drawn[f"{end}_code"] for end in ENDS), strict=True))
    if not pairs:
        return {"corners": 0, "at": []}
    courses, scale = courses_of(world, pairs, wide), world.package.frame.scale
    return packed(arrows(*ends_of(world, pairs), wide, courses, scale=scale), world.plane)


def _by_zone(scene: Scene) -> bool:
    """Whether corridors have the ink of the zone that they leave: gains and losses go before."""
    return scene.view.ink == BY_ZONE and not _two_ways(scene)


def _two_ways(scene: Scene) -> bool:
    return scene.view.direction == "net" and scene.place.kind == REGION


def _inks(scene: Scene, drawn: Columns) -> list[int]:
    """Gain or loss of the chosen region in a net view, the zone of origin if asked, else one."""
    if _by_zone(scene):
        home = zone_of(scene.world.members[scene.view.scheme])
        inks = {
            code: palette.FIRST_ZONE + palette.zone_at(scene.scheme, zone)
            for code, zone in home.items()
        }
        return [inks.get(code, palette.PLAIN) for code in drawn["origin_code"]]
    if not _two_ways(scene):
        return [palette.PLAIN] * len(drawn["persons"])
    gains = (code == scene.place.key for code in drawn["destination_code"])
    return [palette.GAIN if gain else palette.LOSS for gain in gains]


def _hovers(world: World, scene: Scene, drawn: Columns) -> list[str]:
    """Both names, people, interval, measure, rank, sample and source of each corridor."""
    view, ranking = scene.view, scene.ranking
    net = view.direction == "net"
    said = [_lines(world, view.period, net, *row) for row in _constant(world, scene, drawn)]
    if view.measure == "people" and not ranking:
        return ["<br>".join((*head, *sample, *last)) for head, sample, last in said]
    asked = [[] for _row in said]
    if view.measure != "people":
        title = escaped(_(words.MEASURES[view.measure]))
        for lines, value in zip(asked, drawn["value"], strict=True):
            found = words.measure_value(view.measure, value)
            lines.append(joints.titled(title, escaped(found)))
    small = [False] * len(said)
    if ranking:
        title = escaped(_(words.RANKS[view.rank]))
        for lines, value in zip(asked, drawn["rank_value"], strict=True):
            found = words.rank_value(view.rank, value, ranking.reason)
            lines.append(joints.titled(title, escaped(found)))
        pairs = zip(drawn["rank_small_base"], drawn["small_base"], strict=True)
        small = [own is True and not base for own, base in pairs]
    one_of_two = _("small base: fewer than 100 sampled in one of the two intervals")
    return [
        "<br>".join((*head, *lines, *sample, *((one_of_two,) if few else ()), *last))
        for (head, sample, last), lines, few in zip(said, asked, small, strict=True)
    ]


def _constant(world: World, scene: Scene, drawn: Columns) -> Iterator[tuple[Any, ...]]:
    """What a hover says of each corridor whatever is measured or ranked, as :func:`_lines`."""
    columns = [drawn[name] for name in HOVERED]
    columns[-1] = [text if isinstance(text, str) else "" for text in columns[-1]]
    columns.append(_both_ways(drawn) if scene.view.direction == "net" else [None] * len(columns[0]))
    if not words.is_survey(world, scene.view.period):
        return zip(*columns, *[[None] * len(columns[0])] * 3, strict=True)
    net = "net_" if scene.view.direction == "net" else ""
    ends = [drawn[f"{net}{end}_persons"] for end in ("low", "high")]
    return zip(*columns, *ends, drawn["net_spans_zero"], strict=True)


def _both_ways(drawn: Columns) -> list[tuple[float, float]]:
    """People who moved the way of each line and back: its net is their difference."""
    pairs = zip(drawn["migrants_persons"], drawn["net_persons"], strict=True)
    return [(there, there - net) for there, net in pairs]


@kept_by_language(most=KEPT_HOVERS)
def _lines(
    world: World,
    period: str,
    net: bool,
    origin: str,
    destination: str,
    persons: float,
    national_rank: int,
    sample_persons: int,
    small_base: bool,
    caveat: str,
    both: tuple[float, float] | None,
    low: float | None,
    high: float | None,
    spans_zero: bool | None,
) -> tuple[Lines, Lines, Lines]:
    """Lines of a corridor above and below what is asked of it; a census has no range."""
    people = (
        words.people_by_sign(words.FLOWS_NET, persons)
        if net
        else _("{n} people").format(n=numbers.people(persons))
    )
    name = escaped(words.corridor(world, origin, destination))
    rank = _("rank {rank} of {count} by people · {sample} in the sample").format(
        rank=national_rank,
        count=numbers.decimal(portraits.corridors_count(world, period)),
        sample=numbers.decimal(sample_persons),
    )
    sample = [rank]
    if both:  # rank and sample are those of all who moved one way
        there, back = map(numbers.people, both)
        sample = [_("{there} that way, {back} back").format(there=there, back=back)]
    if world.has_ranges and low is not None and high is not None and not caveat:
        span = words.signed_span(None, (low, high)) if net else words.between(low, high)
        if net and spans_zero:
            span = joints.noted(span, _("range spans zero"))
        sample.append(_("95% sampling range {range}").format(range=span))
    if small_base:
        sample.append(_("small base: fewer than 100 sampled both ways"))
    warning = (f"⚠ {escaped(_(caveat))}",) if caveat else ()
    source = f"<i>{escaped(words.period_source(world, period))}</i>"
    head = (f"<b>{name}</b>", joints.clauses((f"<b>{people}</b>", words.interval(period))))
    return head, tuple(sample), (*warning, source)


LIGHTER = N_("lighter: that many or fewer")
KEY_TITLES = {"people": N_("Corridor width: people")}
"""Of a measure whose own name is too long for the key."""


def width_samples(world: World, scene: Scene) -> list[Any]:
    """Two sample widths and the thinnest stroke; the browser sets their height from the map."""
    view, place, inks = scene.view, scene.place, named_inks(world, scene)
    rows = [_widths(world, view.measure, scene.width_scale, view.period, bool(inks))]
    if inks:
        rows.append(h.li(class_="legend-row")[inks])
    if _by_zone(scene) and (said := words.scheme_note(scene.scheme)):
        rows.append(h.li(class_="legend-note")[said])
    if {*_zeros(scene, scene.columns)} - {*place.corridors}:
        label = _("nobody in the sample: 0")
        rows.append(h.li(class_="legend-note")[h.i(class_="key key-width key-zero"), " ", label])
    return rows


def named_inks(world: World, scene: Scene) -> Markup:
    """Each ink of the corridors with its name, where they have several; else nothing.

    Those of gains and losses of the chosen region, or those of the zones that corridors leave.
    """
    if _two_ways(scene):
        return _gain_inks(world, scene.place.key)
    return _zone_inks(scene.scheme) if _by_zone(scene) else Markup("")


@kept_markup
def _gain_inks(world: World, region: str) -> list[h.Element]:
    loss = _("loss for {place}").format(place=words.region(world, region))
    return [_ink(palette.GAIN_INK, _("gain")), _ink(palette.LOSS_INK, loss)]


@kept_markup
def _zone_inks(scheme: Scheme) -> list[Any]:
    zones = [_ink(palette.zone(scheme, key), words.zone(scheme, key)) for key in scheme.keys]
    return [around(_("from {zones}"), zones=joined(zones))]


def _ink(colour: str, name: str) -> h.Element:
    swatch = h.i(class_="key key-class", style=f"background: {colour}")
    return h.span(class_="key-pair")[swatch, name]


def brief_width(world: World, scene: Scene) -> list[Any]:
    """One width with its number and all inks with their names, for a folded key."""
    return [_brief(world, scene.view.measure, scene.width_scale, named_inks(world, scene))]


@kept_markup
def _brief(world: World, measure: str, shown: WidthScale, inks: Markup) -> list[Any]:
    # One width tells the scale where it begins at nothing, else it takes two.
    values = shown.samples if shown.least else shown.samples[-1:]
    sample = [
        [
            h.i(class_="key key-width key-arrow", data_metres=f"{width:.0f}"),
            h.span[_value(measure, shown, value, shown.sample_places)],
        ]
        for value, width in zip(values, _metres(world, shown, values), strict=True)
    ]
    return [h.span(class_="key-pair of-inks" if inks else "key-pair")[sample], inks]


def scale_note(shown: WidthScale) -> str:
    """That widths do not begin at nothing; empty where they do."""
    if not shown.least:
        return ""
    low, high = (numbers.percent(one, shown.sample_places) for one in (shown.least, shown.largest))
    return _("widths from {low} to {high}, not from 0").format(low=low, high=high)


def width_title(measure: str) -> str:
    """What the width of a corridor shows, as it heads its samples."""
    if measure in KEY_TITLES:
        return _(KEY_TITLES[measure])
    return _("Corridor width: {measure}").format(measure=_(words.MEASURES[measure]))


def width_keys(world: World, measure: str, shown: WidthScale) -> list[h.Element]:
    """Two samples with their numbers, and the thinnest stroke, which the browser names."""
    values = shown.samples
    metres = _metres(world, shown, values)
    samples = [
        h.span(class_="key-pair")[
            h.i(class_="key key-width key-arrow", data_metres=f"{width:.0f}"),
            _value(measure, shown, value, shown.sample_places),
        ]
        for value, width in zip(values, metres, strict=True)
    ]
    thinnest = h.span(class_="key-pair")[
        h.i(class_="key key-width key-arrow key-thin", data_floor=True),
        h.span(data_floor_words=True),
    ]
    return [*samples, thinnest]


@kept_markup
def _widths(world: World, measure: str, shown: WidthScale, period: str, inked: bool) -> list[Any]:
    """Sample widths of a measure, grey where corridors have several inks."""
    rows = [h.li(class_="legend-title")[h.span[width_title(measure)]]]
    if measure == "rate":
        rows.append(h.li(class_="legend-note")[words.denominator(world, period)])
    of_inks = {"legend-row": True, "of-inks": inked}
    rows.append(h.li(class_=of_inks)[width_keys(world, measure, shown)])
    if begins := scale_note(shown):
        rows.append(h.li(class_="legend-note")[begins])
    rows.append(h.li(class_="legend-note")[_(LIGHTER)])
    place = h.i(class_="key key-place")
    rows.append(h.li(class_="legend-note")[place, " ", _("where corridors start and end")])
    return rows


LAYER = Layer(
    key="corridors",
    title=N_("Corridors"),
    credits=("flows", "corridors"),
    base=base,
    frame=frame,
    legend=width_samples,
    at_first=True,
    brief=brief_width,
)
