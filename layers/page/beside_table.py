"""The table of two sets of figures on the same rows, with their difference."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd
from dash import html

from geo.store import Store
from geo.view import View
from layers import words
from layers.page import figure_words
from layers.page.links import source
from layers.ranges import between
from layers.text import _

SIDES = ("first", "second")
OUTSIDE = "*"


def beside_table(
    caption: str, heads: tuple[Any, Any, str], table: pd.DataFrame, years: tuple[range, range]
) -> html.Table:
    """Draw figures side by side.

    Parameters
    ----------
    caption : str
        What the rows are.
    heads : tuple
        Two columns, and the name of the difference.
    table : DataFrame
        Made by :func:`geo.side_by_side.beside`.
    years : tuple of range
        Years of the interval of each column; a figure of another year has a mark.
    """
    rows = [_row(str(key), row, years) for key, row in table.iterrows()]
    head = html.Tr([html.Th(_("Figure"), scope="col"), *[html.Th(h, scope="col") for h in heads]])
    return html.Table(
        [html.Caption(caption), html.Thead(head), html.Tbody(rows)], className="figures grid beside"
    )


def interval_years(store: Store, period: str) -> range:
    """Calendar years that an interval touches."""
    row = store.period_rows[period]
    return range(int(row["start_year"]), int(row["end_year"]) + 1)


def outside_note(table: pd.DataFrame, years: tuple[range, range]) -> list[Any]:
    """Explain the mark of a year outside its interval, where one has it."""
    marked = any(
        _year(row, side, inside).endswith(OUTSIDE)
        for _key, row in table.iterrows()
        for side, inside in zip(SIDES, years, strict=True)
    )
    if not marked:
        return []
    said = _(
        "{mark} no year of the interval has figures of all provinces: the nearest one that has."
    )
    return [html.P(said.format(mark=OUTSIDE), className="muted")]


def figure_source(store: Store, view: View) -> html.P:
    """Where the figures of provinces come from."""
    said = _("{indicators}; left, arrived and net: {flows}").format(
        indicators=_(store.catalogue["indicators"].title),
        flows=words.period_source(store, view.period),
    )
    return html.P([said, " ", source(view, "indicators")], className="muted")


def _row(key: str, row: pd.Series, years: tuple[range, range]) -> html.Tr:
    """Name with unit and year, both figures, and the difference or why there is none."""
    label, unit = figure_words.name(key)
    dated = [_year(row, side, inside) for side, inside in zip(SIDES, years, strict=True)]
    shared = dated[0] if dated[0] == dated[1] else ""
    series = {row[f"series_{side}"] for side in SIDES}
    about = [unit, shared]
    if len(series) == 1 and series <= figure_words.SERIES.keys():
        about.append(_(figure_words.SERIES[series.pop()]))
    below = html.Span(", ".join(filter(None, about)), className="figure-about")
    cells = [
        html.Td(_figure(key, row, side, "" if shared else year))
        for side, year in zip(SIDES, dated, strict=True)
    ]
    cells.append(html.Td(_difference(key, row)))
    if row["blank_first"] == row["blank_second"] and pd.isna(row["value_first"]):
        cells = [html.Td(_figure(key, row, "first", ""), colSpan=3)]
    return html.Tr([html.Th([label, below], scope="row"), *cells])


def _year(row: pd.Series, side: str, inside: range) -> str:
    year = row[f"year_{side}"]
    if pd.isna(year) or pd.isna(row[f"value_{side}"]):
        return ""
    return str(year) if year in inside else f"{year}{OUTSIDE}"


def _figure(key: str, row: pd.Series, side: str, year: str) -> list[Any]:
    value = float(row[f"value_{side}"])
    if math.isnan(value):
        return [html.Span(figure_words.blank(row[f"blank_{side}"]), className="blank")]
    written: list[Any] = [figure_words.amount(key, value)]
    series = figure_words.SERIES.get(row[f"series_{side}"], "")
    about = ", ".join(filter(None, [year, _(series) if year else ""]))
    return [*written, html.Span(about, className="figure-about")] if about else written


def _difference(key: str, row: pd.Series) -> list[Any]:
    if isinstance(row["why"], str):
        return [html.Span(_(row["why"]), className="blank")]
    written: list[Any] = [figure_words.amount(key, float(row["difference"]), difference=True)]
    if pd.notna(row["low"]):
        span = between(float(row["low"]), float(row["high"]))
        written.append(html.Span(span, className="figure-about"))
    return written
