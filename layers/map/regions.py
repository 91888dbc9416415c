"""Shaded regions."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import htpy as h

from geo.rows import rows_of
from geo.scene.scene import Scene
from geo.shading.classes import CLASSES
from geo.shading.shade import Shade, pair_at, shade_in, shade_with, two_way_shade
from geo.shading.shading import FLOW_SHADES
from geo.world.places import REGION
from geo.world.world import World
from layers.blocks.chart import hover_style
from layers.blocks.links import address, link
from layers.blocks.marks import legend_entry
from layers.blocks.markup import kept_markup
from layers.map import palette
from layers.map.layer import Layer, Trace, shape_address
from layers.map.uncertain import unsure_regions
from layers.text import words
from layers.text.gettext import N_, _, escaped, kept_by_language, ngettext

FADED = 0.25
BLANK_ORDER = tuple(palette.BLANK_COLOURS)


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
            "selected": {"marker": {"opacity": 1.0}},
            "unselected": {"marker": {"opacity": FADED}},
            "hovertemplate": "%{text}<extra></extra>",
            "hoverlabel": hover_style(),
        }
    ]


def frame(world: World, scene: Scene) -> list[Trace]:
    """Class of each region, its hover text, and a dark border around the chosen one."""
    shade = scene.shade
    codes = world.names.index.tolist()
    colours = (
        *palette.BLANK_COLOURS.values(),
        *palette.class_colours(shade.key, len(shade.breaks) + 1),
    )
    chosen = scene.place.region if scene.place.kind == REGION else ""
    shown = LAYER.shown(scene)
    rows = shade.rows
    line: dict[str, Any] = {
        "color": [palette.CHOSEN if code == chosen else palette.BORDER for code in codes],
        "width": [2.4 if code == chosen else 0.6 for code in codes],
    }
    return [
        {
            "z": [_colour_index(rows[code]) if shown else len(BLANK_ORDER) for code in codes],
            "zmin": 0,
            "zmax": len(colours) - 1,
            "colorscale": palette.stepped(colours if shown else (palette.LAND,) * len(colours)),
            "text": list(_hovers(world, shade.key, scene.view.period)),
            "marker": {"line": line},
            "meta": {"unsure": unsure_regions(world, scene) if shown else []},
            "selectedpoints": _lit_points(scene, codes),
        }
    ]


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
        said = pairs.get(code, f"{title}, {when}: <b>{escaped(value)}</b>")
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
            said.append(f"{name}, {when}: <b>{value}</b> ({third})")
        lines[row["region_code"]] = "<br>".join(said)
    return lines


ESTIMATES = frozenset(shade.key for shade in FLOW_SHADES)


@kept_markup
def _shading(world: World, *asked: str) -> list[Any]:
    """Classes of a shade that is asked for by shade, interval, breaks and scale."""
    shade, period = shade_with(world, *asked), asked[1]
    when = str(shade.year) if shade.year else words.interval(period)
    title = [h.span[words.shade(world, shade.key)], h.span(class_="legend-when")[when]]
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
    for blank, count in shade.blanks.items():
        swatch = h.i(
            class_="key key-class key-blank",
            style=f"background-color: {palette.BLANK_COLOURS[blank]}",
        )[words.BLANK_MARKS[blank]]
        rows.append(legend_entry(swatch, _(words.BLANKS[blank]), str(count)))
    return rows


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
    kind = "class-cells kind-estimated" if shade.key in ESTIMATES else "class-cells"
    return h.li[
        h.div(class_=kind, title=_("{regions} in each class"))[cells],
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
    return [_shading(world, view.shade, view.period, view.breaks, view.scale)]


# Key of the two-way map: three by three cells, each a link that keeps its regions lit.


def two_way_key(world: World, scene: Scene) -> list[Any]:
    """Grid, names of both axes with their limits, and the blanks."""
    pair = scene.pair
    if pair.y_year is None:
        return _no_year(world, scene)
    title = h.li(class_="legend-title")[
        h.span[words.shade(world, scene.shade.key)],
        h.span(class_="legend-when")[words.interval(scene.view.period)],
    ]
    let_go = link(_("Let go of the chosen class"), scene.view, lit="") if scene.view.lit else ""
    blanks = [
        f"{words.BLANK_MARKS[kind]} {_(words.BLANKS[kind])} ({count})"
        for kind, count in scene.shade.blanks.items()
    ]
    return [
        title,
        h.li(class_="two-way")[_grid(scene), _axes(world, scene)],
        h.li(class_="legend-note")[", ".join(blanks), " ", let_go],
    ]


def _grid(scene: Scene) -> h.Element:
    """The highest third of the second value on top, as on a chart."""
    x, y = scene.pair.pairing.x_title, scene.pair.pairing.y_title
    head = [h.th(scope="col")[_(words.THIRDS_BRIEF[str(i)])] for i in range(1, CLASSES + 1)]
    rows = [
        h.tr[
            h.th(scope="row")[_(words.THIRDS_BRIEF[str(j)])],
            *[h.td[_cell(scene, f"{i}{j}")] for i in range(1, CLASSES + 1)],
        ]
        for j in range(CLASSES, 0, -1)
    ]
    foot = h.tr[h.td, *head]
    caption = _("{y} ↑, {x} →; {regions}").format(y=_(y), x=_(x))
    return h.table(class_="two-way-key")[h.caption[caption], h.tbody[*rows, foot]]


def _cell(scene: Scene, key: str) -> h.Element:
    """Count of a class; a click keeps it lit, a second one lets go."""
    number = (int(key[0]) - 1) * CLASSES + int(key[1]) - 1
    count = scene.shade.counts[number]
    chosen = scene.view.lit == key
    counted = ngettext("{n} {region}", "{n} {regions}", count).format(n=count)
    said = f"{words.two_way_class(scene.pair.pairing, key)}: {counted}"
    return h.a(
        href=address(scene.view, lit="" if chosen else key), title=said, class_={"lit": chosen}
    )[
        h.span(style=f"background: {palette.TWO_WAY[number]}")[
            str(count), h.span(class_="visually-hidden")[f", {said}"]
        ]
    ]


def _axes(world: World, scene: Scene) -> h.Element:
    """Both axes in words: name, time, and the two limits between the thirds."""
    pair, classes = scene.pair, scene.pair.classes
    limits = (
        (pair.pairing.x, words.interval(scene.view.period), classes.x_breaks),
        (pair.y_shade, str(pair.y_year), classes.y_breaks),
    )
    rows = []
    for sign, (shade, when, breaks) in zip("→↑", limits, strict=True):
        low, high = (words.shade_value(world, shade, one) for one in breaks)
        name = f"{sign} {words.shade(world, shade)}, {when}"
        rows.append(h.p[h.b[name], " ", _("thirds at {a} and {b}").format(a=low, b=high)])
    return h.div(class_="legend-note")[rows]


def _no_year(world: World, scene: Scene) -> list[Any]:
    """Why there is no two-way map for this interval, and the one that there is."""
    pair = scene.pair
    why = _("{what}: no figures of all {regions} for {year}, so no classes.").format(
        what=words.shade(world, pair.y_shade), year=pair.wanted_year
    )
    first = world.package.pairings[0]
    said = _("Show {what} instead").format(what=_(first.y_title))
    other = link(said, scene.view, shade=first.key, lit="")
    return [
        h.li(class_="legend-title")[h.span[words.shade(world, scene.shade.key)]],
        h.li(class_="legend-note")[why, " ", other],
    ]


LAYER = Layer(
    key="regions",
    title=N_("Shaded {regions}"),
    credits=("regions", "region_flows", "indicators"),
    base=base,
    frame=frame,
    legend=shading_key,
    at_first=True,
)
