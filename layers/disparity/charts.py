"""The gap strip: zones as rows, their weighted means over the dots of their regions."""

from __future__ import annotations

from typing import Any

import htpy as h
import pandas as pd

from geo.disparity.portrait import Portrait
from geo.scene.scene import Scene
from geo.world.world import World
from layers.blocks import chart
from layers.blocks.links import address, link
from layers.blocks.marks import alone, lanes
from layers.blocks.tables import grid
from layers.disparity.crowded import ALONE_SHARE, CLOSE_SHARE, LANE_HEIGHT, crowded
from layers.disparity.words import amount, ratio_line, relative, source_line, source_through
from layers.text import joints, numbers, words
from layers.text.gettext import _, escaped

MEAN_ABOVE = 0.5  # the mean stands above the dots of its zone, not on them
SMALLEST, LARGEST = 6.0, 19.0
BRACKET = 1.06


def strip(world: World, scene: Scene, shown: Portrait) -> h.Element:
    """Frame the gap strip of the year shown."""
    zones = list(shown.zones.index)
    traces = [
        *[_dots(world, scene, shown, zone, -row) for row, zone in enumerate(zones)],
        _means(shown, zones),
    ]
    return chart.chart(
        "strip",
        _("Zones and their {regions}, {year}").format(year=shown.year),
        _(
            "Large marks: zone means weighted by residents. Dots: {regions}, larger with more "
            "residents."
        ),
        {"data": traces, "layout": _layout(world, shown, zones)},
        132 + 104 * len(zones),
        _table(world, scene, shown),
        source_line(shown),
        leads=True,
        act=_("A click on a dot chooses its {region}."),
    )


def _dots(world: World, scene: Scene, shown: Portrait, zone: str, row: int) -> dict[str, Any]:
    every = shown.regions
    own = every[every["zone"] == zone].sort_values("value", kind="stable")
    most = float(every["value"].max())
    heights = lanes(own["value"].tolist(), CLOSE_SHARE * most)
    grown = (own["weight_persons"] / every["weight_persons"].max()) ** 0.5
    lit = [code in shown.emphasised for code in own.index]
    free = alone(own["value"].tolist(), ALONE_SHARE * most)
    names = [escaped(words.region(world, code)) for code in own.index]
    below = ["bottom center"] * (len(own) - 2)
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": own["value"].tolist(),
        "y": [row + LANE_HEIGHT * lane for lane in heights],
        "text": [name if one else "" for name, one in zip(names, free, strict=True)],
        "textposition": ["middle left", *below, "middle right"][: len(own)],  # outside the dots
        "textfont": {"size": 11, "color": [chart.WARM if one else chart.SOFT for one in lit]},
        "customdata": [click_address(scene, code) for code in own.index],
        "hovertext": [_hover(world, shown, code, own.loc[code]) for code in own.index],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "cliponaxis": False,
        "marker": {
            "opacity": 0.9,
            "size": (SMALLEST + (LARGEST - SMALLEST) * grown).round(1).tolist(),
            "color": [chart.WARM if one else chart.PALE for one in lit],
            "line": {
                "color": [chart.INK if one else chart.QUIET for one in lit],
                "width": [2.2 if one else 1.0 for one in lit],
            },
        },
    }


def click_address(scene: Scene, code: str) -> str:
    """Where a click on a region leads: it is chosen, or let go when it was."""
    return address(scene.view, place="" if scene.place.key == code else code)


def _hover(world: World, shown: Portrait, code: str, row: pd.Series) -> str:
    zone = words.zone(shown.scheme, row["zone"])
    return "<br>".join(
        [
            f"<b>{escaped(words.region(world, code))}</b> · {zone} · {shown.year}",
            amount(shown.series, float(row["value"])),
            relative(float(row["relative_percent"])),
            _("{n} residents").format(n=numbers.people(float(row["weight_persons"]))),
        ]
    )


def _means(shown: Portrait, zones: list[str]) -> dict[str, Any]:
    means = shown.zones["mean"]
    said = {zone: amount(shown.series, means[zone], brief=True) for zone in zones}
    named = {zone: words.zone(shown.scheme, zone) for zone in zones}
    told = (_("{zone} {mean}").format(zone=named[zone], mean=mean) for zone, mean in said.items())
    written = [f"<b>{one}</b>" for one in told]
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [float(means[zone]) for zone in zones],
        "y": [MEAN_ABOVE - row for row in range(len(zones))],
        "text": [f"  {line}" for line in written],
        "textposition": "middle right",
        "textfont": {"size": 14, "color": chart.INK},
        "hovertext": [f"{line}<br>{_('mean weighted by residents')}" for line in written],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "cliponaxis": False,
        "marker": {
            "symbol": "diamond",
            "size": 17,
            "color": chart.INK,
            "line": {"color": chart.PAPER, "width": 2},
        },
    }


def _layout(world: World, shown: Portrait, zones: list[str]) -> dict[str, Any]:
    bottom = 0.28 - len(zones)
    unit = (
        _("% of residents, {year}")
        if shown.series.unit == "%"
        else _("{unit} per head, {year}").replace("{unit}", _(shown.series.unit))
    )
    return chart.layout(
        {"l": 12, "r": 24, "t": 6, "b": 46},
        xaxis=chart.axis(
            unit.format(year=shown.year),
            range=[0, float(shown.regions["value"].max()) * 1.06],
            tickformat=",d",
        ),
        yaxis=chart.axis(visible=False, range=[bottom, 1.5]),
        shapes=[*_bracket(shown), *_stems(shown, zones), _national_line(shown, bottom)],
        annotations=[
            _ratio_note(shown),
            *[one for row, zone in enumerate(zones) for one in crowded(world, shown, zone, -row)],
            chart.note(
                _("{country} {n}").format(n=amount(shown.series, shown.national_mean, brief=True)),
                shown.national_mean,
                bottom,
                yanchor="bottom",
                xanchor="left",
                font={"size": 11, "color": chart.SOFT},
            ),
        ],
    )


def _extremes(shown: Portrait) -> tuple[float, float]:
    row = shown.rows.loc[shown.year]
    low, high = (float(shown.zones.loc[row[end], "mean"]) for end in ("bottom_zone", "top_zone"))
    return low, high


def _bracket(shown: Portrait) -> list[dict[str, Any]]:
    """From the lowest zone mean to the highest."""
    low, high = _extremes(shown)
    line = {"color": chart.WARM, "width": 2}
    ends = [(low, low, -0.07, 0.07), (high, high, -0.07, 0.07), (low, high, 0, 0)]
    return [
        {"type": "line", "x0": a, "x1": b, "y0": BRACKET + c, "y1": BRACKET + d, "line": line}
        for a, b, c, d in ends
    ]


def _ratio_note(shown: Portrait) -> dict[str, Any]:
    low, high = _extremes(shown)
    return chart.note(
        f"<b>{ratio_line(shown)}</b>",
        (low + high) / 2,
        BRACKET,
        yanchor="bottom",
        yshift=5,
        font={"size": 14, "color": chart.WARM},
    )


def _stems(shown: Portrait, zones: list[str]) -> list[dict[str, Any]]:
    """From each mean down through the dots of its zone."""
    line = {"color": chart.INK, "width": 1.6}
    return [
        {"type": "line", "x0": mean, "x1": mean, "y0": -row - 0.32, "y1": MEAN_ABOVE - row}
        | {"line": line, "layer": "below"}
        for row, mean in enumerate(float(shown.zones.loc[zone, "mean"]) for zone in zones)
    ]


def _national_line(shown: Portrait, bottom: float) -> dict[str, Any]:
    mean = shown.national_mean
    dotted = {"color": chart.QUIET, "width": 1.2, "dash": "dot"}
    return {"type": "line", "x0": mean, "x1": mean, "y0": bottom, "y1": 0.75} | {
        "line": dotted,
        "layer": "below",
    }


def _table(world: World, scene: Scene, shown: Portrait) -> h.Element:
    order = shown.regions.sort_values("value", ascending=False)
    head = [_("{Region}"), _("Zone"), _(shown.series.title)]
    head += [_("Mean of {country} = 100"), _("Residents")]
    residents = numbers.alike(order["weight_persons"].tolist())
    rows = [
        (
            link(words.region(world, code), scene.view, place=code),
            words.zone(shown.scheme, row["zone"]),
            amount(shown.series, row["value"]),
            numbers.decimal(row["relative_percent"]),
            people,
        )
        for (code, row), people in zip(order.iterrows(), residents, strict=True)
    ]
    return grid(_("{Regions}, {year}").format(year=shown.year), head, rows)


# Every region through the years, against the mean of its year, ranked by the last.

ROW_HEIGHT = 19


def ranked(world: World, scene: Scene, shown: Portrait) -> h.Element:
    """Frame the dots of every region through the years, ranked by the last year."""
    order = _order(shown)
    height = {code: -row for row, code in enumerate(order)}
    ends = [
        _ends(world, scene, shown, height, year) for year in (shown.first_year, shown.last_year)
    ]
    first, last = shown.first_year, shown.last_year
    return chart.chart(
        "ranked",
        _("{Regions} against the mean of {country}, {first} and {last}").format(
            first=first, last=last
        ),
        _(
            "Open circle: {first}; full circle: {last}; faint marks: years between; 100 is the "
            "mean of {country} in the same year. Ranked by {last}."
        ).format(first=first, last=last),
        {"data": [_between(world, shown, height), *ends], "layout": _rows(world, shown, order)},
        70 + ROW_HEIGHT * len(order),
        _ranked_table(world, scene, shown, order),
        source_through(shown),
    )


def _order(shown: Portrait) -> list[str]:
    last = shown.through[shown.through["year"] == shown.last_year]
    return last.sort_values("value", ascending=False, kind="stable")["region_code"].tolist()


def _between(world: World, shown: Portrait, height: dict[str, int]) -> dict[str, Any]:
    inner = ~shown.through["year"].isin([shown.first_year, shown.last_year])
    rows = shown.through[inner]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": rows["relative_percent"].round(1).tolist(),
        "y": [height[code] for code in rows["region_code"]],
        "hovertext": _hovers(world, shown, rows),
        "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {"symbol": "line-ns", "size": 8, "line": {"color": chart.PALE, "width": 1.4}},
    }


def _ends(
    world: World, scene: Scene, shown: Portrait, height: dict[str, int], year: int
) -> dict[str, Any]:
    """First year as open circles, last year as full ones."""
    rows = shown.through[shown.through["year"] == year]
    full = year == shown.last_year
    inks = [chart.WARM if one in shown.emphasised else chart.INK for one in rows["region_code"]]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": rows["relative_percent"].round(1).tolist(),
        "y": [height[code] for code in rows["region_code"]],
        "customdata": [click_address(scene, code) for code in rows["region_code"]],
        "hovertext": _hovers(world, shown, rows),
        "hovertemplate": "%{hovertext}<extra></extra>",
        "cliponaxis": False,
        "marker": {
            "size": 10,
            "color": inks if full else chart.PAPER,
            "line": {"color": inks, "width": 2},
        },
    }


def _hovers(world: World, shown: Portrait, rows: pd.DataFrame) -> list[str]:
    return [
        joints.clauses((f"<b>{escaped(words.region(world, code))}</b>", str(year)))
        + f"<br>{amount(shown.series, value)}<br>{relative(percent)}"
        for code, year, value, percent in zip(
            rows["region_code"],
            rows["year"],
            rows["value"],
            rows["relative_percent"],
            strict=True,
        )
    ]


def _rows(world: World, shown: Portrait, order: list[str]) -> dict[str, Any]:
    names = [
        f"<b>{escaped(words.region(world, code))}</b>"
        if code in shown.emphasised
        else escaped(words.region(world, code))
        for code in order
    ]
    return chart.layout(
        {"l": 108, "r": 16, "t": 28, "b": 34},
        xaxis=chart.axis(
            _("mean of {country} = 100"), rangemode="tozero", side="bottom", tickformat="d"
        ),
        yaxis=chart.axis(
            tickmode="array",
            tickvals=[-row for row in range(len(order))],
            ticktext=names,
            range=[-len(order) + 0.4, 0.6],
        ),
        shapes=[
            {
                "type": "line",
                "x0": 100,
                "x1": 100,
                "yref": "paper",
                "y0": 0,
                "y1": 1,
                "layer": "below",
                "line": {"color": chart.QUIET, "width": 1.2, "dash": "dot"},
            }
        ],
        annotations=[
            chart.note(
                _("{country} = 100"),
                100,
                1,
                yref="paper",
                yanchor="bottom",
                font={"size": 12, "color": chart.SOFT},
            )
        ],
    )


def _ranked_table(world: World, scene: Scene, shown: Portrait, order: list[str]) -> h.Element:
    wide = shown.through.set_index(["region_code", "year"])
    head = [_("{Region}"), _("Zone")]
    pair = (shown.first_year, shown.last_year)
    for year in pair:
        head += [str(year), _("{year}, {country} = 100").format(year=year)]
    rows = []
    for code in order:
        cells = [wide.loc[(code, year)] for year in pair]
        written = [
            part
            for cell in cells
            for part in (
                amount(shown.series, cell["value"]),
                numbers.decimal(cell["relative_percent"]),
            )
        ]
        name = link(words.region(world, code), scene.view, place=code)
        rows.append((name, words.zone(shown.scheme, cells[0]["zone"]), *written))
    return grid(_("First and last year"), head, rows)
