"""Lines through the years that break where regions or people change, and stop at every gap."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from geo.rows import rows_of
from geo.workers.regions import Run, Stretch
from layers.blocks import chart, palette
from layers.text import joints
from layers.text.gettext import _, escaped
from layers.workers.words import reports, short_years, status, whom

SYMBOLS = ("circle", "square", "diamond", "triangle-up")
DASHES = ("solid", "dash", "solid", "dot")
APART = 0.095
"""Least distance of two names beside the lines, as a part of the axis."""


@dataclass(frozen=True)
class Axis:
    """How the figures of a picture are written.

    Attributes
    ----------
    title : str
        Of the axis.
    write : callable
        Figure to text with its unit.
    unit : float
        How many of the table's units make one of the axis.
    """

    title: str
    write: Callable[[float], str]
    unit: float = 1


def figure(
    of_runs: Sequence[Run], breaks: Sequence[Stretch], axis: Axis, names: Sequence[str] = ()
) -> dict[str, Any]:
    """Traces and layout of all runs.

    Parameters
    ----------
    of_runs
        Each is one line: no line joins two of them.
    breaks
        Stretches of years; a rule stands between two of them, and its years above each.
    axis
        How figures are written.
    names
        Order of the lines, which gives colour and mark; as they come by default.
    """
    order = [*(names or dict.fromkeys(run.zone for run in of_runs))]
    most = max(float(run.points["value"].max()) for run in of_runs) / axis.unit
    traces = [_trace(run, order.index(run.zone), axis) for run in of_runs]
    return {"data": traces, "layout": _layout(of_runs, breaks, axis, order, most)}


def _colour(at: int) -> str:
    return palette.ZONES[at % len(palette.ZONES)]


def _trace(run: Run, at: int, axis: Axis) -> dict[str, Any]:
    """A full mark is printed, an open one worked out."""
    rows = rows_of(run.points)
    colour, symbol = _colour(at), SYMBOLS[at % len(SYMBOLS)]
    there = [row["value"] == row["value"] for row in rows]  # a gap is not equal to itself
    open_marks = [row["value_status"] == "derived" for row in rows]
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "connectgaps": False,
        "x": [row["year"] for row in rows],
        "y": [
            row["value"] / axis.unit if one else None for row, one in zip(rows, there, strict=True)
        ],
        "hovertext": [
            _hover(run, row, axis) if one else "" for row, one in zip(rows, there, strict=True)
        ],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "cliponaxis": False,
        "line": {"color": colour, "width": 2.2, "dash": DASHES[at % len(DASHES)]},
        "marker": {
            "symbol": [f"{symbol}-open" if one else symbol for one in open_marks],
            "size": 8,
            "color": colour,
            "line": {"color": colour, "width": 1.8},
        },
    }


def _hover(run: Run, row: dict[str, Any], axis: Axis) -> str:
    people = f" · {escaped(whom(run.population))}" if run.population else ""
    report = _("report of {years}").format(years=reports(row["source_ids"]))
    year = joints.span(row["year"], row["year"])
    return (
        joints.clauses((f"<b>{escaped(_(run.zone))}</b>", year))
        + f"{people}<br>{axis.write(row['value'])}"
        f"<br>{status(row['value_status'])} · {report}"
    )


def _layout(
    of_runs: Sequence[Run],
    breaks: Sequence[Stretch],
    axis: Axis,
    order: Sequence[str],
    most: float,
) -> dict[str, Any]:
    first, last = breaks[0].first_year, breaks[-1].last_year
    return chart.layout(
        {"l": 62, "r": 78, "t": 50 if len(breaks) > 1 else 14, "b": 28},
        xaxis=chart.axis(
            range=[first - 0.6, last + 0.6], tickformat="d", showgrid=False, dtick=4, tick0=first
        ),
        yaxis=chart.axis(axis.title, range=[0, most * 1.06], nticks=5),
        shapes=[_rule(one.first_year - 0.5) for one in breaks[1:]],
        annotations=[
            *(_above(one, at) for at, one in enumerate(breaks) if len(breaks) > 1),
            *_names(of_runs, axis, order, most),
        ],
    )


def _rule(year: float) -> dict[str, Any]:
    """Break between two stretches."""
    line = {"color": chart.QUIET, "width": 1.4, "dash": "dot"}
    return {"type": "line", "x0": year, "x1": year, "yref": "paper", "y0": 0, "y1": 1, "line": line}


def _above(one: Stretch, at: int) -> dict[str, Any]:
    """Years of a stretch, by turns high and low, so that neighbours do not touch."""
    said = short_years(one.first_year, one.last_year)
    return chart.note(
        said,
        (one.first_year + one.last_year) / 2,
        1,
        yref="paper",
        yanchor="bottom",
        yshift=18 if at % 2 else 2,
        font={"size": 11, "color": chart.SOFT},
    )


def _names(
    of_runs: Sequence[Run], axis: Axis, order: Sequence[str], most: float
) -> list[dict[str, Any]]:
    """Name of each line beside its last point, moved apart where two would touch.

    Plotly leaves out a name above the axis.
    """
    ends = {run.zone: float(run.points["value"].dropna().iloc[-1]) / axis.unit for run in of_runs}
    zones = sorted(ends, key=lambda zone: ends[zone])
    heights = chart.moved_apart([ends[zone] for zone in zones], APART * most, most)
    return [
        chart.note(
            f"<b>{escaped(_(zone))}</b>",
            1,
            height,
            xref="paper",
            xanchor="left",
            xshift=6,
            font={"size": 12, "color": _colour(order.index(zone))},
        )
        for zone, height in zip(zones, heights, strict=True)
    ]
