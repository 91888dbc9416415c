"""The clock under the map: steps, play, policy controls and the timeline itself."""

from __future__ import annotations

from dash import dcc, html

from geo.scene import Scene
from geo.store import Store
from layers import words
from layers.map import figure
from layers.page import timeline
from layers.page.bound import bound
from layers.page.boxes import segments
from layers.page.policy_controls import policy_controls
from layers.text import _


def clock(store: Store, scene: Scene) -> html.Section:
    """One section for moving through time."""
    periods = [(period, words.interval(period)) for period in store.vocabulary.periods]
    return html.Section(
        [
            html.Div(
                [
                    html.Button("◀", **{"data-step": "-1", "aria-label": _("Interval before")}),
                    segments(bound("period"), periods, **{"aria-label": _("Five-year interval")}),
                    html.Button("▶", **{"data-step": "1", "aria-label": _("Next interval")}),
                    html.Button(
                        _("Play"),
                        id="play",
                        **{"aria-pressed": "false", "data-play": _("Play"), "data-stop": _("Stop")},
                    ),
                    *policy_controls(store, scene.view),
                    html.Span(timeline.caption(), className="muted clock-caption"),
                ],
                className="clock-controls",
            ),
            html.Div(
                dcc.Graph(
                    id="timeline",
                    figure=timeline.base_figure(store, scene),
                    config={**figure.CONFIG, "scrollZoom": False},
                    responsive=True,
                    style={"height": "100%"},
                ),
                className="clock-figure",
                role="img",
                **{"aria-label": timeline.spoken(store)},
            ),
        ],
        id="clock",
        **{"aria-label": _("Timeline")},
    )
