"""Corridors as tapered arrows: width linear in the value, one scale for all intervals."""

from __future__ import annotations

from typing import Any

import htpy as h
import numpy as np
import pandas as pd

from geo.flows.query import door
from geo.scene.overlays import points
from geo.scene.scene import Scene
from geo.shapes.arrows import arrows, features, widths
from geo.world.places import REGION
from geo.world.world import World
from layers.blocks.chart import hover_style
from layers.blocks.marks import legend_entry
from layers.map import palette
from layers.map.layer import Layer, Trace
from layers.map.uncertain import corridor_meta
from layers.text import numbers, words
from layers.text.gettext import N_, _, escaped
from layers.text.words import hover_lines

FADED = 0.22
FULL = 0.9
HAIRLINE = 0.35


HOVERED = [
    "origin_code",
    "destination_code",
    "persons",
    "value",
    "national_rank",
    "sample_persons",
    "small_base",
    "caveat",
    "rank_value",
    "rank_small_base",
]


def base(world: World) -> list[Trace]:
    """One trace for all corridors; shapes come with each view."""
    inks = palette.CORRIDOR_INKS
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
            "marker": {"line": {"color": palette.CASING, "width": HAIRLINE}, "opacity": FULL},
            "selected": {"marker": {"opacity": 1.0}},
            "unselected": {"marker": {"opacity": FADED}},
            "hovertemplate": "%{text}<extra></extra>",
            "hoverlabel": hover_style(),
        }
    ]


def frame(world: World, scene: Scene) -> list[Trace]:
    """Shapes, colours and hover texts of the drawn corridors, smallest first."""
    drawn = _in_drawing_order(scene)
    codes = scene.keys_of(drawn)
    chosen = [codes.index(key) for key in scene.place.corridors if key in codes]
    return [
        {
            "geojson": _shapes(world, scene, drawn, codes),
            "locations": codes,
            "customdata": codes,
            "z": _inks(scene, drawn),
            "text": _hovers(world, scene, drawn),
            "selectedpoints": chosen or None,
            "marker.line": _outlines(len(codes), chosen),
            "meta": corridor_meta(scene, codes),
        }
    ]


def _outlines(count: int, chosen: list[int]) -> dict[str, Any]:
    """White hairline; a dark outline around the chosen corridors."""
    if not chosen:
        return {"color": palette.CASING, "width": HAIRLINE}
    return {
        "color": [palette.CHOSEN if i in chosen else palette.CASING for i in range(count)],
        "width": [2.0 if i in chosen else HAIRLINE for i in range(count)],
    }


def _in_drawing_order(scene: Scene) -> pd.DataFrame:
    """Largest on top, and above them the chosen ones, even when their rank leaves them out."""
    if not LAYER.shown(scene):
        return scene.drawn.iloc[:0]
    if scene.chosen.empty:
        return scene.drawn.iloc[::-1]
    named = set(scene.place.corridors)
    below = [key not in named for key in scene.keys]
    return pd.concat([scene.drawn[below].iloc[::-1], scene.chosen])


def _shapes(world: World, scene: Scene, drawn: pd.DataFrame, codes: list[str]) -> dict[str, Any]:
    if drawn.empty:
        return {"type": "FeatureCollection", "features": []}
    anchors = points(world, "anchor")
    width = widths(drawn["value"].to_numpy(dtype=float), door(world).widest[scene.view.measure])
    rings = arrows(
        np.stack([anchors[code] for code in drawn["origin_code"]]),
        np.stack([anchors[code] for code in drawn["destination_code"]]),
        width,
    )
    return features(codes, rings, world.plane)


def _inks(scene: Scene, drawn: pd.DataFrame) -> list[int]:
    """Gain or loss of the chosen region in a net view, else one ink."""
    if scene.view.direction != "net" or scene.place.kind != REGION:
        return [palette.PLAIN] * len(drawn)
    arrives = drawn["destination_code"] == scene.place.key
    return [palette.GAIN if gain else palette.LOSS for gain in arrives]


def _hovers(world: World, scene: Scene, drawn: pd.DataFrame) -> list[str]:
    """Both names, people, interval, measure, rank, sample and source of each corridor."""
    view = scene.view
    kind = _("{n} people net") if view.direction == "net" else _("{n} people")
    when = words.interval(view.period)
    measure = "" if view.measure == "people" else escaped(_(words.MEASURES[view.measure]))
    rank = _("rank {rank} of {count} by people · {sample} in the sample")
    count = numbers.decimal(world.vocabulary.corridors)
    source = f"<i>{escaped(words.period_source(world, view.period))}</i>"
    ranges, ranking = hover_lines(world, drawn, view), scene.ranking
    hovers = []
    for row, span in zip(drawn[HOVERED].to_dict("records"), ranges, strict=True):
        name = words.corridor(world, row["origin_code"], row["destination_code"])
        people = kind.format(n=numbers.people(row["persons"]))
        lines = [f"<b>{escaped(name)}</b>", f"<b>{people}</b>, {when}"]
        if measure:
            lines.append(f"{measure}: {escaped(words.measure_value(view.measure, row['value']))}")
        if ranking:
            value = words.rank_value(view.rank, row["rank_value"], ranking.reason)
            lines.append(f"{escaped(_(words.RANKS[view.rank]))}: {escaped(value)}")
        sample = numbers.decimal(row["sample_persons"])
        lines.append(rank.format(rank=row["national_rank"], count=count, sample=sample))
        lines += [span] if span else []
        if row["small_base"]:
            lines.append(_("small base: fewer than 100 sampled both ways"))
        elif row["rank_small_base"] is True:
            lines.append(_("small base: fewer than 100 sampled in one of the two intervals"))
        if isinstance(row["caveat"], str):
            lines.append("⚠ " + escaped(_(row["caveat"])))
        hovers.append("<br>".join([*lines, source]))
    return hovers


SAMPLE_SHARES = (1.0, 0.25, 0.05)


def width_samples(world: World, scene: Scene) -> list[Any]:
    """Three sample widths; the browser sets their height from the scale of the map."""
    measure = scene.view.measure
    largest = door(world).widest[measure]
    values = [numbers.significant(largest * share, 1) for share in SAMPLE_SHARES]
    metres = widths(np.asarray(values), largest)
    title = _("Corridor width: {measure}").format(measure=_(words.MEASURES[measure]))
    rows = [h.li(class_="legend-title")[h.span[title]]]
    if measure == "rate":
        rows.append(h.li(class_="legend-note")[words.denominator(world, scene)])
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
            name = words.region(world, scene.place.key)
            key = h.i(class_="key key-class", style=f"background: {ink}")
            rows.append(legend_entry(key, _("{what} for {place}").format(what=label, place=name)))
    return rows


LAYER = Layer(
    key="corridors",
    title=N_("Corridors"),
    credits=("flows", "corridors"),
    base=base,
    frame=frame,
    legend=width_samples,
    at_first=True,
)
