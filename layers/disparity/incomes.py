"""The income gap the paper argues from: towns against villages, over the policy periods."""

from __future__ import annotations

import math
from typing import Any

import htpy as h

from geo.disparity.incomes import (
    INCOME_STATEMENT,
    INCOMES,
    SOURCES,
    Part,
    income_sources,
    incomes,
    late_ratios,
    nearest_year,
)
from geo.disparity.tables import STATED_IN
from geo.scene.scene import Scene
from geo.world.world import World
from layers.blocks import chart, palette
from layers.blocks.links import source
from layers.blocks.tables import grid
from layers.disparity.words import CONTEXT, at_year
from layers.policy.bands import extent, is_open, period_rows
from layers.policy.lanes import ends, has_dossier
from layers.text import joints, numbers, words
from layers.text.gettext import N_, _, escaped

TIMES = N_("{n} times")
HEIGHT_PX = 280
MARGIN = {"l": 50, "r": 66, "t": 34, "b": 28}
SYMBOLS = ("circle", "diamond-open")
"""Marks of a part before and after a break: not colour alone tells them apart."""
Sides = tuple[tuple[str, str, str], ...]
"""Column, name and colour of each line."""
LEVELS = (100, 300, 1000, 3000, 10000, 30000)


def income_gap(world: World, scene: Scene) -> list[h.Element]:
    """Answer, the paper's words, three pictures on the same years; nothing without the table."""
    parts = incomes(world)
    if not parts:
        return []
    return [
        h.section(class_="incomes", aria_label=_("The income gap the paper argues from"))[
            h.h3[_("The income gap the paper argues from")],
            h.p(class_="income-answer")[_answer(scene, parts)],
            h.p(class_="muted")[_(CONTEXT), " ", source(scene.view, INCOMES)],
            h.div(class_="chart-grid")[
                h.div[_ratio(world, scene, parts), _levels(world, scene, parts)],
                h.div[_claim(parts), _wages(world, scene, parts)],
            ],
        ]
    ]


def _times(ratio: float) -> str:
    return _(TIMES).format(n=numbers.decimal(ratio, 2))


def _answer(scene: Scene, parts: list[Part]) -> str:
    """The ratio of the year that the interval ends in, or of the last year before it."""
    asked = int(scene.world.period_rows[scene.view.period]["end_year"])
    row = nearest_year(parts, asked)
    said = _("In {year} income per head in towns was {times} that in villages.").format(
        year=row["year"], times=_times(row["urban_rural_ratio"])
    )
    if row["year"] == asked:
        return said
    return joints.sentences((said, _("The series has no {year}.").format(year=asked)))


def _claim(parts: list[Part]) -> h.Element:
    """The paper's words and the ratios of those years, without a verdict on a cause."""
    found = late_ratios(parts)
    told = joints.parts(joints.titled(str(year), _times(ratio)) for year, ratio in found)
    return h.section(class_="income-claim", aria_label=_("The paper on the income gap"))[
        h.h3[_("Did the gap between towns and villages widen in the late 1990s?")],
        h.blockquote[_(INCOME_STATEMENT)],
        h.p(class_="muted")[
            _("The paper, section {section}").format(section=words.section(STATED_IN))
        ],
        *([h.p[_("This series, first, lowest and last: {told}.").format(told=told)]] * bool(found)),
    ]


def _lines(parts: list[Part], column: str, name: str, colour: str, form: str) -> list[Any]:
    """One line for each definition: no line crosses the break."""
    return [
        {
            "type": "scatter",
            "mode": "lines+markers",
            "x": part.column("year"),
            "y": part.column(column),
            "hovertext": [
                at_year(escaped(name), row["year"], escaped(form.format(row[column])))
                + f"<br>{escaped(_(part.definition))}"
                for row in part.rows
            ],
            "hovertemplate": "%{hovertext}<extra></extra>",
            "cliponaxis": False,
            "line": {"color": colour, "width": 2.2},
            "marker": {"symbol": SYMBOLS[at % 2], "size": 6, "color": colour},
        }
        for at, part in enumerate(parts)
    ]


def _ratio(world: World, scene: Scene, parts: list[Part]) -> h.Element:
    title = _("Income in towns over income in villages, {years}").format(years=_years(parts))
    most = max(value for part in parts for value in part.column("urban_rural_ratio"))
    traces = _lines(parts, "urban_rural_ratio", _("Ratio"), chart.INK, "{:.2f}")
    about = _(
        "1 would be no gap. Bands: the policy periods of the paper; below, the interval "
        "shown. No line joins two definitions."
    )
    layout = chart.layout(
        MARGIN,
        xaxis=_year_axis(parts),
        yaxis=chart.axis(range=[1, most * 1.06], nticks=5, tickformat=".1f"),
        shapes=_behind(world, scene, parts),
        annotations=[*_names(world, parts), *_break_notes(parts)],
    )
    told = _table(parts, title), _source(world, INCOMES, parts)
    return _drawn("income-ratio", (title, about), traces, layout, told)


def _levels(world: World, scene: Scene, parts: list[Part]) -> h.Element:
    unit = _(world.catalogue[INCOMES].field_named("urban_per_head").unit or "")
    title = _("Income per head in towns and villages, {unit}").format(unit=unit)
    sides = (
        ("urban_per_head", _("towns"), chart.WARM),
        ("rural_per_head", _("villages"), chart.COOL),
    )
    traces = [
        trace
        for column, name, colour in sides
        for trace in _lines(
            parts, column, name, colour, _("{n} {unit}").format(n="{:,.0f}", unit=unit)
        )
    ]
    layout = chart.layout(
        MARGIN,
        xaxis=_year_axis(parts),
        yaxis=chart.axis(
            type="log",
            range=[math.log10(LEVELS[0]), math.log10(LEVELS[-1] * 1.3)],
            tickvals=list(LEVELS),
            ticktext=[numbers.decimal(level) for level in LEVELS],
        ),
        shapes=_behind(world, scene, parts),
        annotations=[*_names(world, parts), *_ends_named(parts, sides)],
    )  # fmt: skip
    about = _(
        "Money of the year, not corrected for prices. Equal steps upwards multiply: the "
        "lines keep their distance while the ratio stays the same."
    )
    told = _table(parts, title), _source(world, INCOMES, parts)
    return _drawn("income-levels", (title, about), traces, layout, told)


def _drawn(
    key: str,
    said: tuple[str, str],
    traces: list[dict[str, Any]],
    layout: dict[str, Any],
    told: tuple[Any, Any],
) -> h.Element:
    """A picture with its title and what it shows, and below it its table and its source."""
    return chart.chart(key, *said, {"data": traces, "layout": layout}, HEIGHT_PX, *told)


def _ends_named(parts: list[Part], sides: Sides) -> list[dict[str, Any]]:
    """Name of each line at its last point."""
    return [
        chart.note(
            f"<b>{escaped(name)}</b>",
            1,
            math.log10(parts[-1].rows[-1][column]),
            xref="paper",
            xanchor="left",
            xshift=8,
            font={"size": 12, "color": colour},
        )
        for column, name, colour in sides
    ]


def _wages(world: World, scene: Scene, parts: list[Part]) -> list[h.Element]:
    """Share of wages in the income of villages; nothing without its table."""
    rows = income_sources(world)
    if not rows:
        return []
    years = joints.span(rows[0]["year"], rows[-1]["year"])
    title = _("Wages in the income of villages, {years}").format(years=years)
    shares = [row["wage_share_percent"] for row in rows]
    trace = {
        "type": "scatter",
        "mode": "lines+markers",
        "x": [row["year"] for row in rows],
        "y": shares,
        "hovertemplate": joints.titled(joints.span(*["%{x}"] * 2), "%{y:.1f}%") + "<extra></extra>",
        "cliponaxis": False,
        "line": {"color": chart.COOL, "width": 2.2},
        "marker": {"size": 6, "color": chart.COOL},
    }
    layout = chart.layout(
        MARGIN,
        xaxis=_year_axis(parts),
        yaxis=chart.axis(range=[0, max(shares) * 1.15], nticks=5, ticksuffix="%"),
        shapes=_behind(world, scene, []),
        annotations=_names(world, parts),
    )
    about = _(
        "Wages of local work and of members who work away for part of the year. A proxy, "
        "not remittances: money from members who left for good is among transfers."
    )
    told = _source_table(rows, title), _source(world, SOURCES, [])
    return [_drawn("rural-wages", (title, about), [trace], layout, told)]


def _source_table(rows: list[dict[str, Any]], title: str) -> Any:
    """Every source of rural income, year by year."""
    head = [_("Year"), _("Wages, share"), _("Wages"), _("Household business"), _("Property")]
    columns = ("wages_per_head", "business_per_head", "property_per_head", "transfers_per_head")
    cells = [
        (
            str(row["year"]),
            numbers.percent(row["wage_share_percent"]),
            *(numbers.decimal(row[column], 1) for column in columns),
        )
        for row in rows
    ]
    return grid(title, [*head, _("Transfers")], cells)


def _years(parts: list[Part]) -> str:
    first, last = parts[0].rows[0]["year"], parts[-1].rows[-1]["year"]
    return joints.span(first, last)


def _year_axis(parts: list[Part]) -> dict[str, Any]:
    """The years of the incomes: one axis for all three pictures."""
    first, last = _span(parts)
    return chart.axis(range=[first, last], tickformat="d", showgrid=False, dtick=5, tick0=1980)


def _span(parts: list[Part]) -> tuple[float, float]:
    return parts[0].rows[0]["year"] - 0.6, parts[-1].rows[-1]["year"] + 1.0


def _behind(world: World, scene: Scene, parts: list[Part]) -> list[dict[str, Any]]:
    """Policy bands, the interval shown as a bar on the axis, and the break of the definitions."""
    shape = {"type": "rect", "yref": "paper", "y0": 0, "y1": 1, "layer": "below"}
    found = [
        {**shape, "x0": start, "x1": end, "line": {"width": 0},
         "fillcolor": palette.BAND_TINTS[slot % 2]}
        for slot, (_row, start, end) in enumerate(_periods(world))
    ]  # fmt: skip
    start, end = ends(world.intervals[scene.view.period])
    found.append(
        {**shape, "x0": start, "x1": end, "y1": 0.035, "line": {"width": 0}, "fillcolor": chart.INK}
    )
    for part in parts[1:]:
        at = part.rows[0]["year"] - 0.5
        line = {"color": chart.SOFT, "width": 1.4, "dash": "dash"}
        found.append({**shape, "type": "line", "x0": at, "x1": at, "line": line})
    return found


def _periods(world: World) -> list[tuple[dict[Any, Any], float, float]]:
    """Policy periods with their first and last moment; none in a world without a dossier."""
    if not has_dossier(world):
        return []
    placed = [(row, extent(world, row)) for row in period_rows(world)]
    return [(row, *at) for row, at in placed if at]


def _names(world: World, parts: list[Part]) -> list[dict[str, Any]]:
    """Words of the policy periods above the picture, in two rows in turn."""
    first, last = _span(parts)
    return [
        chart.note(
            escaped(_(row["stance"])),
            start if is_open(row) else (max(start, first) + min(end, last)) / 2,
            1,
            xanchor="left" if is_open(row) else "center",
            yref="paper",
            yanchor="bottom",
            yshift=13 * (slot % 2),
            font={"size": 11, "color": chart.SOFT},
        )
        for slot, (row, start, end) in enumerate(_periods(world))
        if end > first + 1 and start < last
    ]


def _break_notes(parts: list[Part]) -> list[dict[str, Any]]:
    return [
        chart.note(
            _("other definitions<br>from {year}").format(year=part.rows[0]["year"]),
            part.rows[0]["year"] - 0.5,
            0.06,
            yref="paper",
            yanchor="bottom",
            xanchor="right",
            align="right",
            xshift=-4,
            font={"size": 11, "color": chart.SOFT},
        )
        for part in parts[1:]
    ]


def _table(parts: list[Part], title: str) -> Any:
    head = [_("Year"), _("Towns"), _("Villages"), _("Ratio"), _("Definition")]
    rows = [
        (
            str(row["year"]),
            numbers.decimal(row["urban_per_head"]),
            numbers.decimal(row["rural_per_head"]),
            numbers.decimal(row["urban_rural_ratio"], 2),
            _(part.definition),
        )
        for part in parts
        for row in part.rows
    ]
    return grid(title, head, rows)


def _source(world: World, name: str, parts: list[Part]) -> list[Any]:
    """Survey, publication and the definitions of the parts under a picture."""
    dataset = world.catalogue[name]
    said = _("{title}; national, {collection}. Source: {source}.").format(
        title=_(dataset.title),
        collection=_(dataset.collection),
        source=_(dataset.sources[0].publication),
    )
    told = [
        joints.blank()
        + _("{years}: {definition}.").format(years=_years([one]), definition=_(one.definition))
        for one in parts
    ]
    return [said, *told]
