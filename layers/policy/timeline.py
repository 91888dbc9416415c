"""The five intervals on the clock: bars of true width, and what answers the mouse.

Bars are shapes of the layout, each redrawn alone, while a changed trace would draw every mark of
the clock again. They are measured in shares of the whole figure, the largest bar of the filter
reaching ``LARGEST``: a shape on an axis of its own would lose its number where the strip is low.
"""

from __future__ import annotations

import math
from datetime import date
from typing import Any

import pandas as pd
from dash import html

from geo.policy.trial import review
from geo.rows import rows_of
from geo.scene.scene import Scene
from geo.view.view import View
from geo.world.periods import decimal_year, years_without_total
from geo.world.world import World
from layers.blocks import palette
from layers.blocks.chart import hover_style
from layers.blocks.controls import bound, segments
from layers.policy import bands as policy
from layers.policy.bands import FIRST_YEAR, LAST_YEAR
from layers.policy.card import policy_controls
from layers.sources.tab import MIGRANTS, anchor
from layers.text import numbers, words
from layers.text.gettext import _, escaped

LARGEST = 0.24
BAR, BAR_CHOSEN = "#c3d0dd", "#5b7796"
ESTIMATE_EDGE = {"color": "#10284b", "width": 1.3, "dash": "4px,3px"}
TARGETS = 10  # for each bar


def bars(world: World, scene: Scene) -> list[dict[str, Any]]:
    """One rectangle for each interval with its number above, the chosen one dark."""
    persons = _persons(world, scene)
    kept = {period: value for period, value in persons.items() if not math.isnan(value)}
    largest = max([1.0, *kept.values()])
    labels = _labels(persons)
    found = []
    for row in world.period_rows.values():
        start, end = _ends(row)
        found.append(
            {
                "type": "rect",
                "name": f"bar-{row['period']}",
                "x0": start,
                "x1": end,
                "y0": 0,
                "y1": kept.get(row["period"], 0.0) / largest * LARGEST,
                "yref": "paper",
                "fillcolor": BAR_CHOSEN if row["period"] == scene.view.period else BAR,
                "line": ESTIMATE_EDGE,
                "label": {
                    "text": labels[row["period"]],
                    "textposition": "top center",
                    "yanchor": "bottom",
                    "font": {"color": palette.INK, "size": 11},
                },
            }
        )
    return found


def targets(world: World) -> list[dict[str, Any]]:
    """Unseen marks that make the whole strip of each interval answer to hover and click."""
    found = []
    for slot, row in enumerate(rows_of(world.table("periods"))):
        start, end = _ends(row)
        found.append(
            {
                "type": "scatter",
                "uid": f"bars-{slot}",
                "mode": "markers",
                "x": [start + (end - start) * (i + 0.5) / TARGETS for i in range(TARGETS)],
                "y": [0.5] * TARGETS,
                "customdata": [f"period:{row['period']}"] * TARGETS,
                "marker": {"size": 24, "opacity": 0},
                "hoverlabel": hover_style(),
                "showlegend": False,
            }
        )
    return found


def hovers(world: World, scene: Scene) -> list[dict[str, str]]:
    """What the marks of each interval say; a template that is one text changes no drawing."""
    said = []
    persons = _persons(world, scene)
    for row in world.period_rows.values():
        value = persons[row["period"]]
        people = (
            _("nobody") if math.isnan(value) else _("{n} people").format(n=numbers.people(value))
        )
        source = escaped(words.period_source(world, row["period"]))
        hover = f"<b>{words.interval(row['period'])}</b>: {people}<br><i>{source}</i>"
        said.append({"hovertemplate": hover + "<extra></extra>"})
    return said


def _persons(world: World, scene: Scene) -> dict[str, float]:
    """People whom the filters keep in every interval, NaN where they keep nobody."""
    kept = scene.totals["persons"].to_dict()
    return {period: float(kept.get(period, math.nan)) for period in world.vocabulary["periods"]}


def _ends(row: dict[str, Any]) -> tuple[float, float]:
    """First and last moment of an interval, in years."""
    return decimal_year(row["residence_before"]), decimal_year(row["residence_now"])


def _labels(persons: dict[str, float]) -> dict[str, str]:
    """Number above each bar: millions, or people where every bar is smaller than a million."""
    known = [value for value in persons.values() if not math.isnan(value)]
    small = bool(known) and max(known) < numbers.MILLION

    def label(value: float) -> str:
        if math.isnan(value):
            return _("none")
        return numbers.people(value) if small else numbers.millions(value, 1, "short")

    return {str(period): label(value) for period, value in persons.items()}


# Marks of the timeline that never change: two dot series of national totals and their gaps.

DOUBTED_MILLION = 114.0  # the total that the ledger sets against another statement
PAPER_DOT, SURVEY_DOT = "#8a5a00", "#00695c"


def _dots(uid: str, rows: pd.DataFrame, colour: str, symbol: str) -> dict[str, Any]:
    return {
        "type": "scatter",
        "uid": uid,
        "mode": "markers",
        "x": rows["year"].tolist(),
        "y": rows["million_persons"].tolist(),
        "text": rows["hover"].tolist(),
        "yaxis": "y2",
        "marker": {
            "symbol": symbol,
            "size": 7,
            "color": "#ffffff",
            "line": {"color": colour, "width": 1.8},
        },
        "hovertemplate": "%{text}<extra></extra>",
        "hoverlabel": hover_style(),
        "showlegend": False,
    }


def paper_totals(world: World) -> dict[str, Any]:
    """The paper's six totals; one has no single year and is drawn as a hollow square."""
    rows = world.table("national_series")
    rows = rows[rows["indicator"] == "rural_migrants"].copy()
    rows["hover"] = [
        f"<b>{escaped(row['as_stated'])}</b>, {escaped(row['year_as_stated'])}<br>{_counted(row)}"
        for row in rows_of(rows)
    ]
    fuzzy = rows["year"].isna()
    placed = rows["year"].astype(float).fillna(1981.5)
    rows = rows.assign(year=placed, million_persons=rows["value"])
    dots = _dots("paper-0", rows, PAPER_DOT, "circle")
    doubted = rows["million_persons"] == DOUBTED_MILLION
    dots["customdata"] = [f"#{anchor(MIGRANTS)}" if one else None for one in doubted]
    more = "<br>" + _("the paper disagrees with itself here: click for both statements")
    dots["text"] = (rows["hover"] + doubted.map({True: more, False: ""})).tolist()
    dots["marker"]["symbol"] = fuzzy.map({True: "square", False: "circle"}).tolist()
    dots["marker"]["opacity"] = fuzzy.map({True: 0.55, False: 1.0}).tolist()
    labels = [numbers.millions(value * numbers.MILLION, 0, "short") for value in rows["value"]]
    crowded = rows["year"].diff(-1) == -1
    sides = ["middle left" if one else "middle right" for one in crowded]
    return _labelled(dots, labels, sides)


def _counted(row: dict[str, Any]) -> str:
    """Whom a total of the paper counts; one without a year is another kind, as its note says."""
    section = escaped(row["section"])
    remark = escaped(_(row["note"])) if isinstance(row["note"], str) else ""
    if pd.isna(row["year"]):
        return f"{remark} ({section})"
    kind = _("rural migrants as the paper states them: three months away a year or more,")
    inside = _("moves inside a {region} included (paper, {section})").format(section=section)
    return "<br>".join((kind, inside, remark)).removesuffix("<br>")


def survey_totals(world: World) -> dict[str, Any]:
    """The later monitoring survey, 2008 on: another definition, so other marks."""
    rows = world.table("migrant_workers")[["year", "total_10k"]].copy()
    rows["million_persons"] = rows["total_10k"] / 100
    rows["hover"] = [
        f"<b>{numbers.millions(value * numbers.MILLION, 1)}</b>, {year}<br>"
        + _(
            "migrant workers, {publisher} monitoring survey: six months and local workers included;"
        )
        + "<br>"
        + _("not the paper's definition, so the two series are never joined")
        for year, value in zip(rows["year"], rows["million_persons"], strict=True)
    ]
    labels = [""] * len(rows)
    for end in (0, -1):
        labels[end] = numbers.millions(
            rows["million_persons"].iloc[end] * numbers.MILLION, 0, "short"
        )
    sides = ["middle left", *["middle right"] * (len(rows) - 1)]
    return _labelled(_dots("survey-0", rows, SURVEY_DOT, "diamond"), labels, sides)


def _labelled(dots: dict[str, Any], labels: list[str], sides: list[str]) -> dict[str, Any]:
    """Numbers beside the dots; the hover keeps the whole definition."""
    return dots | {
        "mode": "markers+text",
        "hovertext": dots["text"],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "text": labels,
        "textposition": sides,
        "cliponaxis": False,
        "textfont": {"size": 10, "color": dots["marker"]["line"]["color"]},
    }


def gaps(world: World) -> dict[str, Any]:
    """Years of the paper without a figure: nothing is drawn, the hover says so."""
    years = years_without_total(world.table("national_series"))
    return {
        "type": "scatter",
        "uid": "gaps-0",
        "mode": "markers",
        "x": years,
        "y": [6] * len(years),
        "yaxis": "y2",
        "text": [_("{year}: no figure in the source").format(year=year) for year in years],
        "marker": {
            "symbol": "line-ew",
            "size": 5,
            "color": "#8a94a3",
            "line": {"width": 1.2, "color": "#8a94a3"},
        },
        "hovertemplate": "%{text}<extra></extra>",
        "hoverlabel": hover_style(),
        "showlegend": False,
    }


# A trial on the clock of the map: how long it runs, and the window of its review.

INK, FILL, PALE = "#0b5e58", "rgba(20, 112, 110, 0.42)", "rgba(20, 112, 110, 0.08)"
HEIGHT = 0.74  # just below the bands
ROOM = 4  # years of axis that the label takes


def on_clock(trial: str) -> bool:
    """Whether a first day lies on the axis.

    Examples
    --------
    >>> on_clock("2004-03-15"), on_clock("1975-12-31"), on_clock("2026-01-01"), on_clock("")
    (True, False, False, False)
    """
    return bool(trial) and FIRST_YEAR <= date.fromisoformat(trial).year <= int(LAST_YEAR)


def trial_shapes(view: View) -> list[dict[str, Any]]:
    """Two rectangles, unseen without a trial on the axis: its first months, and its review."""
    shape = {
        "type": "rect",
        "yref": "paper",
        "y0": 0,
        "y1": HEIGHT,
        "visible": False,
        "x0": FIRST_YEAR,
        "x1": FIRST_YEAR,
        "line": {"color": INK, "width": 1.2},
    }
    running, window = shape | {"fillcolor": PALE}, shape | {"fillcolor": FILL}
    if not on_clock(view.trial):
        return [running, window]
    found = review(view.trial)
    starts, opens, closes = (
        min(decimal_year(day.isoformat()), LAST_YEAR)
        for day in (found.starts, found.opens, found.closes)
    )
    early = opens < LAST_YEAR - ROOM
    label = {
        "text": escaped(_("review")),
        "textposition": "middle right" if early else "middle left",
        "xanchor": "left" if early else "right",
        "font": {"size": 10, "color": INK},
    }
    running |= {"visible": True, "x0": starts, "x1": opens}
    window |= {"visible": opens < LAST_YEAR, "x0": opens, "x1": closes}
    (window if early else running)["label"] = label  # where the axis has room for it
    return [running, window]


# The timeline: policy, national totals and census intervals on one clock, never added or joined.

DOTS, BARS = [0.38, 0.71], [0.0, 0.35]
MARGIN_YEARS = 1.0


def base_figure(world: World, scene: Scene) -> dict[str, Any]:
    """Whole timeline; only bars, acts and the cursor change later."""
    strips = [one | said for one, said in zip(targets(world), hovers(world, scene), strict=True)]
    return {"data": [*strips, *_dossier(world, scene)], "layout": _layout(world, scene)}


def has_dossier(world: World) -> bool:
    """Whether this world has policy and national totals to show beside the intervals."""
    return world.has("policy_timeline", "national_series", "migrant_workers")


def _dossier(world: World, scene: Scene) -> list[dict[str, Any]]:
    """Acts, totals and bands, in worlds that have them."""
    if not has_dossier(world):
        return []
    still = [gaps(world), paper_totals(world), survey_totals(world)]
    return [*policy.acts(world, scene), *still, policy.band_targets(world)]


def changes(world: World, scene: Scene) -> dict[str, Any]:
    """Bars and what they say, acts that fade, the chosen event, and the review window.

    Returns
    -------
    dict
        ``data``: dotted paths and values for the first traces, in order; ``layout``: the same.
    """
    acts = policy.opacities(world, scene) if has_dossier(world) else []
    return {
        "data": [
            *hovers(world, scene),
            *({"marker.opacity": opacities} for opacities in acts),
        ],
        "layout": {
            f"shapes.{slot}": shape for slot, shape in enumerate(_moving_shapes(world, scene))
        },
    }


def _moving_shapes(world: World, scene: Scene) -> list[dict[str, Any]]:
    """Shapes that a view changes, always as many."""
    return [policy.cursor(world, scene), *bars(world, scene), *trial_shapes(scene.view)]


def _years(world: World) -> list[float]:
    """First and last year of the axis: with a margin around the intervals where nothing else is."""
    if has_dossier(world):
        return [policy.FIRST_YEAR, policy.LAST_YEAR]
    ends = [end for row in world.period_rows.values() for end in _ends(row)]
    return [min(ends) - MARGIN_YEARS, max(ends) + MARGIN_YEARS]


def _layout(world: World, scene: Scene) -> dict[str, Any]:
    hidden, told = {"visible": False, "fixedrange": True}, has_dossier(world)
    return {
        "uirevision": "timeline",
        "margin": {"l": 8, "r": 8, "t": 0, "b": 18},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": "inherit", "size": 11, "color": "#3a4452"},
        "hovermode": "closest",
        "hoverdistance": 14,
        "dragmode": False,
        "shapes": [
            *_moving_shapes(world, scene),
            *(policy.bands(world) if told else ()),
        ],
        "annotations": policy.labels(world) if told else [],
        "xaxis": {
            "range": _years(world),
            "fixedrange": True,
            "showgrid": False,
            "zeroline": False,
            "dtick": 5,
            "tick0": 1980,
            "anchor": "y",
        },
        "yaxis": {**hidden, "domain": BARS, "range": [0, 1]},
        "yaxis2": {**hidden, "domain": DOTS, "range": [-12, 330]},
        "yaxis3": {**hidden, "domain": policy.BANDS, "range": [0, 1]},
    }


def caption(world: World) -> str:
    """Key of the three strips in one line."""
    if not has_dossier(world):
        return _("Dashed bars: people of the current filter, estimated.")
    return _(
        "Bands and ticks: policy as the paper dates it. ○ paper's totals, ◇ later survey: two "
        "definitions, never joined. Dashed bars: people of the current filter, estimated."
    )


def spoken(world: World) -> str:
    """Text equivalent of the timeline; its figures are in the timeline download."""
    plain = _("Timeline with {n} {spanning} intervals and the people in each.")
    whole = _(
        "Timeline from 1976 to 2025 with six policy periods, dated acts, national totals of two "
        "definitions and {n} {spanning} intervals. The same rows are in the timeline download."
    )
    return (whole if has_dossier(world) else plain).format(n=len(world.table("periods")))


# The clock under the map: steps, play, policy controls and the timeline itself.


def clock(world: World, scene: Scene) -> html.Section:
    """One section for moving through time."""
    periods = [(period, words.interval(period)) for period in world.vocabulary["periods"]]
    return html.Section(
        [
            html.Div(
                [
                    html.Button("◀", **{"data-step": "-1", "aria-label": _("Interval before")}),
                    segments(bound("period"), periods, **{"aria-label": _("{Spanning} interval")}),
                    html.Button("▶", **{"data-step": "1", "aria-label": _("Next interval")}),
                    html.Button(
                        _("Play"),
                        id="play",
                        **{"aria-pressed": "false", "data-play": _("Play"), "data-stop": _("Stop")},
                    ),
                    *policy_controls(world, scene.view),
                    html.Span(caption(world), className="muted clock-caption"),
                ],
                className="clock-controls",
            ),
            html.Div(
                html.Div(id="timeline", className="figure", **{"data-figure": ""}),
                className="clock-figure",
                role="img",
                **{"aria-label": spoken(world)},
            ),
        ],
        id="clock",
        **{"aria-label": _("Timeline")},
    )
