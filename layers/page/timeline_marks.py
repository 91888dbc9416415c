"""Marks of the timeline that never change: two dot series of national totals and their gaps."""

from __future__ import annotations

from typing import Any

import pandas as pd

from geo.periods import years_without_total
from geo.store import Store
from layers import text
from layers.map.layer import hover_style
from layers.page.ledger import MIGRANTS, anchor
from layers.text import _, escaped

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


def paper_totals(store: Store) -> dict[str, Any]:
    """The paper's six totals; one has no single year and is drawn as a hollow square."""
    rows = store.table("national_series")
    rows = rows[rows["indicator"] == "rural_migrants"].copy()
    rows["hover"] = [
        f"<b>{escaped(row['as_stated'])}</b>, {escaped(row['year_as_stated'])}<br>"
        + _("rural migrants as the paper states them: three months away a year or more,")
        + "<br>"
        + _("moves inside a province included (paper, {section})").format(
            section=escaped(row["section"])
        )
        for row in rows.to_dict("records")
    ]
    rows["year"] = rows["year"].astype(float).fillna(1981.5)
    rows["million_persons"] = rows["value"]
    dots = _dots("paper-0", rows, PAPER_DOT, "circle")
    doubted = rows["million_persons"] == DOUBTED_MILLION
    dots["customdata"] = [f"#{anchor(MIGRANTS)}" if one else None for one in doubted]
    more = "<br>" + _("the paper disagrees with itself here: click for both statements")
    dots["text"] = [
        text_ + more if one else text_ for text_, one in zip(dots["text"], doubted, strict=True)
    ]
    fuzzy = store.table("national_series").loc[rows.index, "year"].isna()
    dots["marker"]["symbol"] = ["square" if one else "circle" for one in fuzzy]
    dots["marker"]["opacity"] = [0.55 if one else 1.0 for one in fuzzy]
    labels = [_("{n} m").format(n=text.decimal(value)) for value in rows["value"]]
    crowded = rows["year"].diff(-1) == -1
    sides = ["middle left" if one else "middle right" for one in crowded]
    return _labelled(dots, labels, sides)


def survey_totals(store: Store) -> dict[str, Any]:
    """The later monitoring survey, 2008 on: another definition, so other marks."""
    rows = store.table("migrant_workers")[["year", "total_10k"]].copy()
    rows["million_persons"] = rows["total_10k"] / 100
    rows["hover"] = [
        f"<b>{text.decimal(value, 1)} {_('million')}</b>, {year}<br>"
        + _("migrant workers, NBS monitoring survey: six months and local workers included;")
        + "<br>"
        + _("not the paper's definition, so the two series are never joined")
        for year, value in zip(rows["year"], rows["million_persons"], strict=True)
    ]
    labels = [""] * len(rows)
    for end in (0, -1):
        labels[end] = _("{n} m").format(n=text.decimal(rows["million_persons"].iloc[end]))
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


def gaps(store: Store) -> dict[str, Any]:
    """Years of the paper without a figure: nothing is drawn, the hover says so."""
    years = years_without_total(store.table("national_series"))
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
