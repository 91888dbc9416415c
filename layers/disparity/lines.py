"""Inequality through the years: points only at complete years, and no line across a gap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import htpy as h
import pandas as pd

from geo.disparity.portrait import Portrait
from geo.rows import rows_of
from geo.scene.scene import Scene
from geo.world.world import World
from layers.blocks import chart
from layers.blocks.links import address, link
from layers.blocks.tables import grid
from layers.disparity.charts import click_address
from layers.disparity.words import REASONS, at_year, gaps_line, nats, source_line, source_through
from layers.text import joints, numbers, words
from layers.text.gettext import N_, _, escaped, risen


@dataclass(frozen=True)
class Line:
    """One line: its column, name, colour, mark and dash. Marks and dashes differ, not colour alone.

    Attributes
    ----------
    column, name, colour, symbol, dash : str
        As plotly spells them.
    """

    column: str
    name: str
    colour: str
    symbol: str
    dash: str


def theil_lines(letter: str) -> tuple[Line, ...]:
    """Whole index and its two parts, for Theil ``t`` or ``l``."""
    return (
        Line(f"theil_{letter}_total", N_("whole gap"), chart.INK, "circle", "solid"),
        Line(f"theil_{letter}_between", N_("between zones"), chart.WARM, "diamond", "solid"),
        Line(f"theil_{letter}_within", N_("inside zones"), chart.COOL, "square", "dash"),
    )


GINI = (Line("gini", N_("Gini"), chart.INK, "circle", "solid"),)


def theil(scene: Scene, shown: Portrait, letter: str) -> h.Element:
    """Frame the decomposition of Theil T or L; between and inside sum to the whole."""
    about = {
        "t": _(
            "Theil T weighs {regions} by their share of the total and is the one that the sentence "
            "above uses. Between and inside sum to the whole."
        ),
        "l": _("Theil L, the mean log deviation, weighs {regions} by residents alone."),
    }
    return _framed(
        scene,
        shown,
        theil_lines(letter),
        f"theil-{letter}",
        _("Between and inside the zones: Theil {letter}").format(letter=letter.upper()),
        about[letter],
        286 if letter == "t" else 220,
        _("A click on a point chooses the year.") if letter == "t" else "",
    )


def gini(scene: Scene, shown: Portrait) -> h.Element:
    """Frame the weighted Gini coefficient."""
    return _framed(
        scene,
        shown,
        GINI,
        "gini",
        _("Gini coefficient"),
        _("Over {regions} weighted by residents: 0 when all are equal. It has no zones in it."),
        190,
    )


def _framed(
    scene: Scene,
    shown: Portrait,
    lines: Sequence[Line],
    key: str,
    title: str,
    about: str,
    height: int,
    act: str = "",
) -> h.Element:
    years = range(shown.first_year, shown.last_year + 1)
    rows = shown.rows.reindex(years)
    traces = [_trace(scene, shown, rows, line) for line in lines]
    figure = {"data": [*traces, _gap_marks(shown)], "layout": _layout(shown, lines)}
    return chart.chart(
        key,
        title,
        about,
        figure,
        height,
        _table(scene, shown, lines, title),
        [*source_through(shown), *_gaps(shown)],
        act=act,
    )


def _trace(scene: Scene, shown: Portrait, rows: pd.DataFrame, line: Line) -> dict[str, Any]:
    values = rows[line.column]
    years = [int(year) for year in rows.index]
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "connectgaps": False,
        "x": years,
        "y": [
            None if missing else float(one)
            for one, missing in zip(values, values.isna(), strict=True)
        ],
        "customdata": [address(scene.view, year=str(year)) for year in years],
        "hovertemplate": at_year(_(line.name), "%{x}", "%{y:.4f}") + "<extra></extra>",
        "cliponaxis": False,
        "line": {"color": line.colour, "width": 2.4, "dash": line.dash},
        "marker": {
            "symbol": line.symbol,
            "size": [12 if year == shown.year else 8 for year in years],
            "color": line.colour,
            "line": {"color": chart.PAPER, "width": 1.2},
        },
    }


def _gap_marks(shown: Portrait) -> dict[str, Any]:
    """Crosses on the base line in the years left out; the hover gives the reason."""
    marks = [
        (year, joints.titled(str(year), _(REASONS[row["reason"]])))
        for row in rows_of(shown.gaps)
        for year in range(row["first_year"], row["last_year"] + 1)
        if shown.first_year <= year <= shown.last_year
    ]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [year for year, _reason in marks],
        "y": [0] * len(marks),
        "hovertext": [reason for _year, reason in marks],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "cliponaxis": False,
        "marker": {"symbol": "x-thin", "size": 7, "line": {"color": chart.QUIET, "width": 1.5}},
    }


def _layout(shown: Portrait, lines: Sequence[Line]) -> dict[str, Any]:
    most = max(float(shown.rows[line.column].max()) for line in lines)
    span = max(shown.last_year - shown.first_year, 1)
    here = {"type": "line", "x0": shown.year, "x1": shown.year, "yref": "paper", "y0": 0, "y1": 1}
    dotted = {"color": chart.QUIET, "width": 1.2, "dash": "dot"}
    return chart.layout(
        {"l": 46, "r": 112, "t": 20, "b": 28},
        xaxis=chart.axis(
            range=[shown.first_year - 0.03 * span, shown.last_year + 0.02 * span],
            tickformat="d",
            showgrid=False,
            dtick=5 if span > 12 else 2,
            tick0=2000,
        ),
        yaxis=chart.axis(range=[0, most * 1.08], nticks=5, rangemode="tozero"),
        shapes=[here | {"line": dotted, "layer": "below"}],
        annotations=[
            chart.note(
                str(shown.year),
                shown.year,
                1,
                yref="paper",
                yanchor="bottom",
                font={"size": 12, "color": chart.SOFT},
            ),
            *_names(shown, lines, most),
        ],
    )


def _names(shown: Portrait, lines: Sequence[Line], most: float) -> list[dict[str, Any]]:
    """Name of each line at its last point, moved apart where two would touch."""
    ends = sorted(
        ((float(shown.rows[line.column].iloc[-1]), line) for line in lines),
        key=lambda pair: pair[0],
    )
    placed = chart.moved_apart([value for value, _line in ends], most * 0.085, most)
    return [
        chart.note(
            f"<b>{_(line.name)}</b>",
            1,
            height,
            xref="paper",
            xanchor="left",
            xshift=8,
            font={"size": 12, "color": line.colour},
        )
        for height, (_value, line) in zip(placed, ends, strict=True)
    ]


def _gaps(shown: Portrait) -> list[Any]:
    lines = gaps_line(shown)
    if not lines:
        return [joints.blank() + _("No year is left out.")]
    return [
        h.details[
            h.summary[_("Years left out, and why")],
            h.ul(class_="plain")[[h.li[line] for line in lines]],
        ]
    ]


def _table(scene: Scene, shown: Portrait, lines: Sequence[Line], caption: str) -> h.Element:
    parts = len(lines) > 1
    head = [_("Year"), *[risen(_(line.name)) for line in lines]]
    head += [_("Between, share of the whole")] if parts else []
    rows = []
    for year, row in shown.rows.iterrows():
        cells = [nats(row[line.column]) for line in lines]
        whole, between = row[lines[0].column], row[lines[min(1, len(lines) - 1)].column]
        cells += [numbers.percent(100 * between / whole)] if parts and whole else []
        rows.append((link(str(year), scene.view, year=str(year)), *cells))
    return grid(caption, head, rows)


# The Lorenz curve of one year, with its regions and the line of equality.


def lorenz(world: World, scene: Scene, shown: Portrait) -> h.Element:
    """Frame the Lorenz curve with the line of equality."""
    points = shown.lorenz
    across, up = (100 * points[f"{one}_share"] for one in ("population", "value"))
    codes = points["region_code"].tolist()[1:]
    lit = [code in shown.emphasised for code in codes]
    names = [escaped(words.region(world, code)) for code in codes]
    hover = [
        _("<b>{name}</b> and all below: {moved} of residents, {value} of the total").format(
            name=name, moved=numbers.percent(a), value=numbers.percent(b)
        )
        for name, a, b in zip(names, across[1:], up[1:], strict=True)
    ]
    curve = {
        "type": "scatter",
        "mode": "lines+markers+text",
        "x": across.tolist(),
        "y": up.tolist(),
        "text": ["", *[name if one else "" for name, one in zip(names, lit, strict=True)]],
        "textposition": "top left",
        "customdata": ["", *[click_address(scene, code) for code in codes]],
        "hovertext": ["", *hover],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "cliponaxis": False,
        "line": {"color": chart.INK, "width": 2},
        "marker": {
            "size": [0, *[12 if one else 6.5 for one in lit]],
            "color": [chart.PAPER, *[chart.WARM if one else chart.INK for one in lit]],
            "line": {"color": chart.PAPER, "width": 1},
        },
    }
    title = _("Lorenz curve, {year}").format(year=shown.year)
    return chart.chart(
        "lorenz",
        title,
        _(
            "{Regions} from the lowest value to the highest. The farther below the straight line, "
            "the less equal; twice the area between is the Gini, {gini}."
        ).format(gini=nats(shown.rows.loc[shown.year, "gini"])),
        {"data": [_equality(), curve], "layout": _square()},
        330,
        _lorenz_table(world, scene, shown, title),
        source_line(shown),
    )


def _equality() -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [0, 100],
        "y": [0, 100],
        "hoverinfo": "skip",
        "line": {"color": chart.QUIET, "width": 1.5, "dash": "dash"},
    }


def _square() -> dict[str, Any]:
    share = {"range": [0, 100], "ticksuffix": "%", "tickvals": [25, 50, 75, 100]}
    return chart.layout(
        {"l": 52, "r": 20, "t": 8, "b": 44},
        xaxis=chart.axis(_("share of residents"), **share),
        yaxis=chart.axis(_("share of the total"), **share),
        annotations=[
            chart.note(
                _("all equal"), 55, 58, xanchor="right", font={"size": 12, "color": chart.SOFT}
            )
        ],
    )


def _lorenz_table(world: World, scene: Scene, shown: Portrait, title: str) -> h.Element:
    head = [_("Up to and with"), _("Residents"), _("Of the total")]
    rows = [
        (
            link(words.region(world, row["region_code"]), scene.view, place=row["region_code"]),
            numbers.decimal(100 * row["population_share"], 1) + "%",
            numbers.decimal(100 * row["value_share"], 1) + "%",
        )
        for row in rows_of(shown.lorenz.iloc[1:])
    ]
    return grid(title, head, rows)
