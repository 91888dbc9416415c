"""Five small maps on one scale: the same shade in every interval, and one legend for all."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

from dash import dcc, html

from geo.scene import Scene, Scenes
from geo.store import Store
from layers import words
from layers.map import corridors, figure, palette, provinces
from layers.page.legend import class_labels
from layers.page.links import link
from layers.text import _

DRAWN = "10"
STILL = figure.CONFIG | {"scrollZoom": False}


@cache
def _scenes(store: Store) -> Scenes:
    return Scenes(store)


def multiples(store: Store, scene: Scene) -> list[Any]:
    """One map for each interval; its title opens the interval on the large map."""
    fixed = replace(scene.view, top=DRAWN, scale="locked", layers="provinces,corridors", place="")
    if fixed.shade not in set(store.table("class_breaks")["shade"]):
        fixed = replace(fixed, shade="net")
    scenes = [
        _scenes(store).of(replace(fixed, period=period)) for period in store.vocabulary.periods
    ]
    name = words.shade(store, fixed.shade)
    about = _("Provinces by {shade}; lines: the {n} widest corridors of each interval.").format(
        shade=name, n=DRAWN
    )
    return [
        html.P(about, className="lead"),
        html.Div([_small(store, scene, one) for one in scenes], className="multiples"),
        _legend(store, scenes[0]),
    ]


def _small(store: Store, scene: Scene, one: Scene) -> html.Figure:
    """Map of one interval with its title, the kind of its source, and the year of its shade."""
    period, chosen = one.view.period, one.view.period == scene.view.period
    label = words.interval(period)
    spoken = _("Map of {period}: {shade}").format(
        period=label, shade=words.shade(store, one.shade.key)
    )
    below = words.period_source(store, period)
    if one.shade.year:
        below = _("shade of {year}; {source}").format(year=one.shade.year, source=below)
    title = link(label, scene.view, "", _("Open on the map"), period=period, view="map")
    return html.Figure(
        [
            html.H3(title),
            html.Div(
                dcc.Graph(
                    id={"interval": period},
                    figure=small_figure(
                        [(provinces.LAYER, one), (corridors.LAYER, one)], store, period
                    ),
                    config=STILL,
                    responsive=True,
                    style={"height": "100%"},
                ),
                className="multiple-map",
                role="img",
                **{"aria-label": spoken},
            ),
            html.Figcaption(below, className="muted"),
        ],
        className="multiple multiple-chosen" if chosen else "multiple",
    )


def small_figure(parts: list[tuple[Any, Scene]], store: Store, revision: str) -> dict[str, Any]:
    """Layers of a scene in a frame that neither zooms nor moves."""
    traces = []
    for layer, one in parts:
        for trace, changed in zip(layer.base(store), layer.frame(store, one), strict=True):
            traces.append(_merged(trace, changed))
    return {"data": traces, "layout": still_layout(revision)}


def still_layout(revision: str) -> dict[str, Any]:
    """Layout of the large map without its camera."""
    layout = figure.layout() | {"uirevision": revision, "dragmode": False}
    return layout | {"paper_bgcolor": palette.CASING, "geo": layout["geo"] | {"bgcolor": "#ffffff"}}


def _merged(trace: dict[str, Any], changed: dict[str, Any]) -> dict[str, Any]:
    """Trace with its changes; a dotted path reaches into a part."""
    merged = dict(trace)
    for path, value in changed.items():
        first, _dot, rest = path.partition(".")
        merged[first] = {**merged[first], rest: value} if rest else value
    return merged


def _legend(store: Store, one: Scene) -> html.Div:
    """Return one legend for the five maps: the locked classes."""
    colours = palette.class_colours(one.shade.key, len(one.shade.breaks) + 1)
    return legend_row(
        words.shade(store, one.shade.key),
        list(zip(colours, class_labels(store, one.shade), strict=True)),
    )


def legend_row(title: str, classes: list[tuple[str, str]], more: tuple[Any, ...] = ()) -> html.Div:
    """Classes side by side, each with its range in words."""
    keys = [
        html.Span(
            [html.I(className="key key-class", style={"background": colour}), label],
            className="key-pair",
        )
        for colour, label in classes
    ]
    return html.Div([html.B(title), *keys, *more], className="wide-legend")
