"""Shaded regions."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise
from typing import Any

import htpy as h

from geo.rows import rows_of
from geo.scene.importance import chosen_regions
from geo.scene.scene import Scene
from geo.shading.shade import Shade, pair_at, shade_in, shade_with, two_way_shade
from geo.shading.shading import FLOW_SHADES, SIGNED_SHADES
from geo.world.world import World
from layers.blocks import palette
from layers.blocks.chart import hover_style
from layers.blocks.filtered import filters
from layers.blocks.marks import figure_badge, legend_entry
from layers.blocks.markup import kept_markup
from layers.blocks.uncertain import unsure_regions
from layers.map.layer import Layer, Trace, shape_address
from layers.map.nearest import LAYER as NEAREST
from layers.map.nearest import nearest_said
from layers.map.two_way import two_way_key
from layers.text import joints, words
from layers.text.gettext import N_, _, escaped, kept_by_language, ngettext
from layers.text.numbers import MINUS

FADED = 0.25
BLANK_ORDER = tuple(palette.BLANK_COLOURS)
BLANK = h.i(class_="key key-class key-blank")


def base(world: World) -> list[Trace]:
    """One trace over all 34 units; ids and shapes never change."""
    codes = world.names.index.tolist()
    return [
        {
            "type": "choropleth",
            "uid": "regions-0",
            "geojson": shape_address(world, "regions"),
            "locations": codes,
            "customdata": codes,
            "showscale": False,
            "marker": {"line": {"color": palette.BORDER, "width": 0.7}},
            "selected": {"marker": {"opacity": 1.0}},
            "unselected": {"marker": {"opacity": FADED}},
            "hovertemplate": "%{text}<extra></extra>",
            "hoverlabel": hover_style(),
        }
    ]


def frame(world: World, scene: Scene) -> list[Trace]:
    """Class of each region, its hover text, and which ones the browser hatches and outlines."""
    shade = scene.shade
    codes = world.names.index.tolist()
    colours = (
        *palette.BLANK_COLOURS.values(),
        *palette.class_colours(shade.key, len(shade.breaks) + 1),
    )
    shown = LAYER.shown(scene)
    rows = shade.rows
    return [
        {
            "z": [_colour_index(rows[code]) if shown else len(BLANK_ORDER) for code in codes],
            "zmin": 0,
            "zmax": len(colours) - 1,
            "colorscale": palette.stepped(colours if shown else (palette.LAND,) * len(colours)),
            "text": _told(world, scene, codes),
            "meta": {
                "unsure": unsure_regions(world, scene) if shown else [],
                "blank": [code for code in codes if shown and rows[code]["class_index"] < 0],
                "outlined": chosen_regions(scene),
            },
            "selectedpoints": _lit_points(scene, codes),
        }
    ]


def _told(world: World, scene: Scene, codes: list[str]) -> list[str]:
    """What is said of each region; how far the nearest site is, while that is shown."""
    said = _hovers(world, scene.shade.key, scene.view.period)
    near = nearest_said(world, scene.scheme) if NEAREST.shown(scene) else {}
    parts = zip(said, (near.get(code) for code in codes), strict=True)
    return ["<br>".join(filter(None, part)) for part in parts]


def _lit_points(scene: Scene, codes: list[str]) -> list[int] | None:
    """Positions of the regions that stay lit; None when no class is chosen."""
    return None if scene.lit is None else [codes.index(code) for code in scene.lit]


def _colour_index(row: dict[str, Any]) -> int:
    """Blanks take the first colours, classes the rest."""
    if row["class_index"] < 0:
        return BLANK_ORDER.index(row["blank"])
    return len(BLANK_ORDER) + int(row["class_index"])


@kept_by_language()
def _hovers(world: World, key: str, period: str) -> tuple[str, ...]:
    """Name, value or kind of blank, and its time, for each unit."""
    two_way = key in world.pairings
    shade = (two_way_shade if two_way else shade_in)(world, key, period)
    title = escaped(words.shade(world, key))
    when = str(shade.year) if shade.year else words.interval(period)
    hovers = []
    pairs = _pair_lines(world, key, period) if two_way else {}
    for code, row in shade.rows.items():
        blank = row["class_index"] < 0
        value = (
            _(words.BLANKS[row["blank"]])
            if blank
            else words.shade_value(world, key, float(row["value"]))
        )
        name = escaped(words.region(world, code))
        said = pairs.get(
            code, joints.titled(joints.clauses((title, when)), f"<b>{escaped(value)}</b>")
        )
        hovers.append(f"<b>{name}</b><br>{said}")
    return tuple(hovers)


def _pair_lines(world: World, key: str, period: str) -> dict[str, str]:
    """Both values of the two-way map and their thirds, by region."""
    pair, lines = pair_at(world, key, period), {}
    times = (words.interval(period), str(pair.y_year))
    for row in rows_of(pair.classes.rows):
        said = []
        for axis, shade, when in zip("xy", (pair.pairing.x, pair.y_shade), times, strict=True):
            name = escaped(words.shade(world, shade))
            value = escaped(words.shade_value(world, shade, row[f"{axis}_value"]))
            third = _(words.THIRDS[str(row[f"class_{axis}"])])
            said.append(
                joints.titled(joints.clauses((name, when)), joints.noted(f"<b>{value}</b>", third))
            )
        lines[row["region_code"]] = "<br>".join(said)
    return lines


ESTIMATES = frozenset(shade.key for shade in FLOW_SHADES)


@lru_cache(maxsize=64)
def _kind(world: World, key: str) -> str:
    """Kind of the figures of a shade: those of an indicator are all printed or all worked out."""
    if key in ESTIMATES:
        return "estimated"
    table = world.table("indicators")
    return str(table.loc[table["indicator"] == key, "basis"].iloc[0])


@kept_markup
def _shading(world: World, *asked: str) -> list[Any]:
    """Classes of a shade that is asked for by shade, interval, breaks and scale."""
    shade, period = shade_with(world, *asked), asked[1]
    title = [h.span[words.shade(world, shade.key)]]
    if shade.year:
        title.append(h.span(class_="legend-when")[str(shade.year)])
    title.append(figure_badge(_kind(world, shade.key)))
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
        rows.append(h.li(class_="legend-note")[words.denominator(world, period)])
    rows.append(_classes(world, shade, colours))
    if shade.key in SIGNED_SHADES:
        left, came = (f"{MINUS} {_('more left')}", f"{_('more arrived')} +")
        rows.append(h.li(class_="legend-note key-ends")[h.span[left], h.span[came]])
    return rows


def blank_keys(world: World, scene: Scene) -> list[Any]:
    """Hatch and sign of each kind of blank on the map, and how many regions have it."""
    if scene.shade.key in world.pairings:
        return []
    counts = scene.shade.blanks
    return [legend_entry(BLANK, _blank_said(one), str(count)) for one, count in counts.items()]


def blanks_brief(world: World, scene: Scene) -> list[Any]:
    """The same for a folded key, whose hatch is said once for all kinds."""
    kinds = [] if scene.shade.key in world.pairings else scene.shade.blanks
    said = [h.span[_blank_said(one)] for one in kinds]
    return [BLANK, *said] if said else []


def _blank_said(blank: str) -> str:
    """Sign and meaning of a kind of blank."""
    return f"{words.BLANK_MARKS[blank]} {_(words.BLANKS[blank])}"


def brief_shade(world: World, scene: Scene) -> list[Any]:
    """Name of the shade beside its colours."""
    return [_swatches(world, scene.shade.key, len(scene.shade.breaks) + 1)]


@kept_markup
def _swatches(world: World, key: str, count: int) -> list[Any]:
    swatches = [h.i(style=f"background: {one}") for one in palette.class_colours(key, count)]
    return [h.span(class_="key-swatches")[swatches], h.span[words.shade(world, key)]]


def _classes(world: World, shade: Shade, colours: tuple[str, ...]) -> h.Element:
    """One cell for each class with its count, lowest first; breaks stand between the cells."""
    spoken = [
        ngettext("{range}: {n} {region}", "{range}: {n} {regions}", count).format(
            range=label, n=count
        )
        for label, count in zip(class_labels(world, shade), shade.counts, strict=True)
    ]
    cells = [
        h.span(title=words_, style=f"background: {colour}", role="img", aria_label=words_)[
            str(count)
        ]
        for colour, count, words_ in zip(colours, shade.counts, spoken, strict=True)
    ]
    breaks = [h.span[words.shade_value(world, shade.key, one, brief=True)] for one in shade.breaks]
    return h.li[
        h.div(class_="class-cells", title=_("{regions} in each class"))[cells],
        h.div(class_="class-breaks", style=f"--classes: {len(colours)}")[breaks],
    ]


def class_labels(world: World, shade: Shade) -> list[str]:
    """Range of each class in words, lowest first; net values carry their sign."""
    edges = [words.shade_value(world, shade.key, value, brief=True) for value in shade.breaks]
    if not edges:
        return [_("one class")]
    middle = [_("{low} to {high}").format(low=low, high=high) for low, high in pairwise(edges)]
    return [_("below {n}").format(n=edges[0]), *middle, _("{n} and more").format(n=edges[-1])]


def shading_key(world: World, scene: Scene) -> list[Any]:
    """Classes of the shade with their counts, or the square of a two-way shade."""
    two_way = scene.shade.key in world.pairings
    if two_way:
        return two_way_key(world, scene)
    view = scene.view
    whole = scene.shade.key in ESTIMATES and filters(world, scene)
    note = h.li(class_="legend-note")[_("all corridors, whatever is filtered")] if whole else []
    return [_shading(world, view.shade, view.period, view.breaks, view.scale), note]


LAYER = Layer(
    key="regions",
    title=N_("Shaded {regions}"),
    credits=("regions", "region_flows"),
    base=base,
    frame=frame,
    legend=shading_key,
    at_first=True,
    brief=brief_shade,
)
