"""Five small maps on one scale: the same shade in every interval, and one legend for all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import htpy as h
import pandas as pd

from geo.flows.change import Comparability, region_change
from geo.rows import rows_by_index, rows_of
from geo.scene.scene import Scene, scene_of
from geo.shading.shade import classify
from geo.view.view import LOCKED
from geo.world.places import REGION
from geo.world.world import World
from layers.blocks import palette
from layers.blocks.chart import ON_SLIDES, as_table, picture, place_of
from layers.blocks.empty import undrawn
from layers.blocks.links import link
from layers.blocks.tables import first_of, grid
from layers.blocks.uncertain import ranged
from layers.map import corridors, figure, regions
from layers.map.regions import class_labels
from layers.text import joints, numbers, words
from layers.text.gettext import N_, _, escaped

DRAWN = "10"


def multiples(world: World, scene: Scene) -> list[Any]:
    """One map for each interval; its title opens the interval on the large map."""
    kept = scene.view.place if scene.place.kind == REGION else ""  # which filters, as elsewhere
    fixed = replace(scene.view, top=DRAWN, scale=LOCKED, layers="regions,corridors", place=kept)
    if fixed.shade not in set(world.table("class_breaks")["shade"]):
        fixed = replace(fixed, shade="net")
    scenes = [
        scene_of(world, replace(fixed, period=period)) for period in world.vocabulary["periods"]
    ]
    name = words.shade(world, fixed.shade)
    about = _("{Regions} by {shade}; lines: the {n} widest corridors of each interval.").format(
        shade=name, n=DRAWN
    )
    return [
        h.div[h.p(class_="lead")[about], *_unnamed(world)],
        *_drawn(world, scene, scenes),
        h.div[_legend(world, scenes[0]), _widths(world, scenes[0])],
        h.div(class_="multiples-read")[_shades_table(world, scenes), _widest_table(world, scenes)],
    ]


def _unnamed(world: World) -> list[h.Element]:
    """Where the figure of a region is, when there are too many to hold them for each map."""
    if not world.has_many or not world.is_drawn:
        return []
    said = _("The title of a map opens it large: there each {region} says its figure.")
    return [h.p(class_="muted")[said]]


def _drawn(world: World, scene: Scene, scenes: list[Scene]) -> list[h.Element]:
    """The maps, or what they need."""
    if not world.is_drawn:
        return undrawn(world)
    return [h.div(ON_SLIDES, class_="multiples")[[_small(world, scene, one) for one in scenes]]]


def _shades_table(world: World, scenes: list[Scene]) -> h.Element:
    """The colours of all maps in words: a row for each region, a column for each map."""
    title = words.shade(world, scenes[0].shade.key)
    known = (row["value"] for one in scenes for row in one.shade.rows.values())
    write = words.shade_column(world, scenes[0].shade.key, known)
    rows = [
        (words.region(world, code), *[_shade_said(one, code, write) for one in scenes])
        for code in world.counted.index
    ]
    head = [_("{Region}"), *[words.interval(one.view.period) for one in scenes]]
    table = first_of(title, head, rows, is_cut=world.has_many)
    return as_table(table, title, _("Read the colours of the maps as a table"))


def _shade_said(scene: Scene, code: str, write: Callable[[float], str]) -> str:
    row = scene.shade.rows[code]
    if row["class_index"] < 0:
        return _(words.BLANKS[row["blank"]])
    return write(row["value"])


def _widest_table(world: World, scenes: list[Scene]) -> h.Element:
    """The lines of all maps in words: a row for each place in the order, a column for each map."""
    title = _("The {n} widest corridors of each interval").format(n=DRAWN)
    values = [float(value) for one in scenes for value in one.drawn["value"]]
    write = numbers.in_one_unit(values)
    listed = [[_line_said(world, one, row, write) for row in rows_of(one.drawn)] for one in scenes]
    rows = [
        (
            numbers.decimal(place + 1),
            *[lines[place] if place < len(lines) else "" for lines in listed],
        )
        for place in range(max(map(len, listed)))
    ]
    head = [_("Rank"), *[words.interval(one.view.period) for one in scenes]]
    return as_table(grid(title, head, rows), title, _("Read the lines of the maps as a table"))


def _line_said(world: World, scene: Scene, row: dict[Any, Any], write: numbers.Write) -> str:
    name = words.corridor(world, row["origin_code"], row["destination_code"])
    value = words.measure_value(scene.view.measure, float(row["value"]), write=write)
    return _("{corridor}, {moved}").format(corridor=name, moved=value)


def _small(world: World, scene: Scene, one: Scene) -> h.Element:
    """Map of one interval with its title, the kind of its source, and the year of its shade."""
    period, chosen = one.view.period, one.view.period == scene.view.period
    label = words.interval(period)
    spoken = _("Map of {period}: {shade}").format(
        period=label, shade=words.shade(world, one.shade.key)
    )
    spoken = joints.parts((spoken, *_ends_said(world, one)))
    below = words.period_source(world, period)
    if one.shade.year:
        below = _("shade of {year}; {source}").format(year=one.shade.year, source=below)
    title = link(label, scene.view, "", _("Open on the map"), period=period, view="map")
    drawn = small_figure([(regions.LAYER, one), (corridors.LAYER, one)], world, period)
    if world.has_many:
        drawn["data"][0] = _without_words(drawn["data"][0])
    return h.figure(class_=["multiple", {"multiple-chosen": chosen}])[
        h.div[h.h3[title]],
        h.div(class_="multiple-map", role="img", aria_label=spoken)[
            picture(f"interval-{period}", drawn)
        ],
        h.figcaption(class_="muted")[below],
    ]


def _without_words(trace: dict[str, Any]) -> dict[str, Any]:
    """Regions that say nothing when they are pointed at."""
    words_of_it = ("text", "customdata", "hovertemplate", "hoverlabel")
    kept = {name: value for name, value in trace.items() if name not in words_of_it}
    return kept | {"hoverinfo": "skip"}


def _ends_said(world: World, one: Scene) -> list[str]:
    """Regions with the highest and the lowest shade, and the widest line."""
    known = {
        code: float(row["value"])
        for code, row in one.shade.rows.items()
        if row["class_index"] >= 0 and code in world.counted.index
    }
    if not known or one.shade.key in world.pairings:
        return []
    write = words.shade_column(world, one.shade.key, known.values())
    said = [
        _("{name} {value}").format(
            name=words.region(world, code), value=_shade_said(one, code, write)
        )
        for code in (max(known, key=known.__getitem__), min(known, key=known.__getitem__))
    ]
    return [_("from {low} to {high}").format(high=said[0], low=said[1])]


def small_figure(parts: list[tuple[Any, Scene]], world: World, revision: str) -> dict[str, Any]:
    """Layers of a scene in a frame that neither zooms nor moves."""
    traces = []
    for layer, one in parts:
        for trace, changed in zip(layer.base(world), layer.frame(world, one), strict=True):
            traces.append(_merged(trace, changed))
    return {"data": traces, "layout": still_layout(world, revision)}


def still_layout(world: World, revision: str) -> dict[str, Any]:
    """Layout of the large map without its camera."""
    layout = figure.layout(world) | {"uirevision": revision, "dragmode": False}
    return layout | {
        "paper_bgcolor": palette.CASING,
        "geo": layout["geo"] | {"bgcolor": palette.CASING},
    }


def _merged(trace: dict[str, Any], changed: dict[str, Any]) -> dict[str, Any]:
    """Trace with its changes; a dotted path reaches into a part."""
    merged = dict(trace)
    for path, value in changed.items():
        first, _dot, rest = path.partition(".")
        merged[first] = {**merged[first], rest: value} if rest else value
    return merged


def _legend(world: World, one: Scene) -> h.Element:
    """Return one legend for the five maps: the locked classes."""
    colours = palette.class_colours(one.shade.key, len(one.shade.breaks) + 1)
    return legend_row(
        words.shade(world, one.shade.key),
        list(zip(colours, class_labels(world, one.shade), strict=True)),
    )


def _widths(world: World, one: Scene) -> h.Element:
    """How wide the lines of all maps are; the browser sizes the samples as it does the lines."""
    measure, drawn = one.view.measure, place_of(f"interval-{one.view.period}")
    keys = corridors.width_keys(world, measure, one.width_scale)
    notes = (corridors.scale_note(one.width_scale), _(corridors.LIGHTER))
    note = h.span(class_="muted")[joints.parts(filter(None, notes))]
    return h.div(class_="wide-legend", data_key_of=drawn)[
        h.b[corridors.width_title(measure)], keys, note
    ]


def legend_row(title: str, classes: list[tuple[str, str]], more: tuple[Any, ...] = ()) -> h.Element:
    """Classes side by side, each with its range in words."""
    keys = [
        h.span(class_="key-pair")[h.i(class_="key key-class", style=f"background: {colour}"), label]
        for colour, label in classes
    ]
    return h.div(class_="wide-legend")[h.b[title], *keys, *more]


# Map of gains and losses of regions between two intervals, with its table.

COLOURS = (*palette.LOSS_TO_GAIN[:2], *palette.LOSS_TO_GAIN[3:])
BLANK = palette.BLANK_COLOURS["not applicable"]
TITLES = {"net": N_("Net migration"), "in": N_("Arrivals"), "out": N_("Departures")}
HEIGHT = "500px"


def change_map(world: World, found: Comparability, margin: str) -> list[Any]:
    """Regions by gain and loss; hatched where chance alone could make the change."""
    table = region_change(
        world.table("region_flows"), world.table("periods"), found.earlier, found.later, margin
    ).set_index("region_code", drop=False)
    large = numbers.significant(float(table["change_persons"].abs().max()) / 4, 1)
    title = _("{margin}: change in people, {earlier} to {later}").format(
        margin=_(TITLES[margin]),
        earlier=words.interval(found.earlier),
        later=words.interval(found.later),
    )
    return [
        *_map(world, table, large, title),
        h.div[legend_row(title, _classes(large), (_hatch(), _no_figure()))],
        as_table(_table(world, found, table, title), title),
    ]


def _map(world: World, table: pd.DataFrame, large: float, title: str) -> list[h.Element]:
    """The map of gains and losses, or what it needs."""
    if not world.is_drawn:
        return undrawn(world)
    drawn = _figure(world, table, large, title)
    return [h.div(role="img", aria_label=title)[picture("change", drawn, HEIGHT)]]


def _classes(large: float) -> list[tuple[str, str]]:
    """Two classes of loss and two of gain."""
    n = numbers.short(large)
    labels = (
        _("fell by more than {n}").format(n=n),
        _("fell"),
        _("rose"),
        _("rose by {n} or more").format(n=n),
    )
    return list(zip(COLOURS, labels, strict=True))


def _hatch() -> h.Element:
    key = h.i(class_="key key-class key-hatch")
    return h.span(class_="key-pair")[key, _("range spans zero")]


def _no_figure() -> h.Element:
    key = h.i(class_="key key-class key-blank")
    return h.span(class_="key-pair")[key, _(words.BLANKS["not applicable"])]


def _figure(world: World, table: pd.DataFrame, large: float, title: str) -> dict[str, Any]:
    """All units; one without figures takes the colour of the blanks."""
    trace = regions.base(world)[0]
    codes = trace["locations"]
    values = table["change_persons"].reindex(codes)
    classes = classify(values, (-large, 0.0, large))
    unsure = table.loc[table["within_error"], "region_code"].tolist()
    rows = rows_by_index(table)
    colours = (BLANK, *COLOURS)
    changed = {
        "uid": "change-0",
        "z": [int(index) + 1 for index in classes],
        "zmin": 0,
        "zmax": len(colours) - 1,
        "colorscale": palette.stepped(colours),
        "text": [_hover(world, code, rows.get(code), title) for code in codes],
        "marker": {"line": {"color": palette.BORDER, "width": 0.6}},
        "meta": {"unsure": unsure, "blank": values.index[values.isna()].tolist()},
    }
    return {"data": [trace | changed], "layout": still_layout(world, title)}


def _hover(world: World, code: str, row: dict[Any, Any] | None, title: str) -> str:
    name = f"<b>{escaped(words.region(world, code))}</b>"
    if row is None or pd.isna(row["change_persons"]):
        return f"{name}<br>{escaped(numbers.no_figure())}"
    (((_earlier, _later, changed), span),) = words.changed([row])
    range_ = ranged(world, _("95% sampling range {range}").format(range=span))
    return "<br>".join((name, escaped(title), f"<b>{changed}</b>", *range_))


def _table(world: World, found: Comparability, table: pd.DataFrame, title: str) -> list[Any]:
    """The same rows, largest gain first."""
    known = rows_of(
        table.dropna(subset=["change_persons"]).sort_values("change_persons", ascending=False)
    )
    rows = []
    for row, ((earlier, later, changed), span) in zip(known, words.changed(known), strict=True):
        relative = row["change_percent"]
        flag = " *" if row["within_error"] and world.has_ranges else ""
        rows.append(
            (
                words.region(world, row["region_code"]),
                earlier,
                later,
                changed + flag,
                *ranged(world, span),
                "–" if pd.isna(relative) else numbers.signed(numbers.percent(relative), relative),
            )
        )
    head = [
        _("{Region}"),
        words.interval(found.earlier),
        words.interval(found.later),
        _("Change"),
        *ranged(world, _("95% range")),
        _("Relative"),
    ]
    note = ranged(world, _("* range spans zero"))
    return first_of(joints.parts((title, *note)), head, rows, is_cut=world.has_many)
