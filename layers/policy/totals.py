"""Lane of the national totals: two series of two definitions, and the years without a figure."""

from __future__ import annotations

from typing import Any

import htpy as h
import pandas as pd

from geo.rows import rows_of
from geo.world.periods import years_without_total
from geo.world.world import World
from layers.blocks import palette
from layers.blocks.markup import joined
from layers.blocks.statements import numbered
from layers.blocks.tables import grid
from layers.policy.lanes import scatter
from layers.sources.tab import MIGRANTS, anchor
from layers.text import joints, numbers, words
from layers.text.gettext import _, escaped

LANE = "y2"
DOUBTED_MILLION = 114.0  # the total that the ledger sets against another statement


def _dots(uid: str, rows: pd.DataFrame, colour: str, symbol: str) -> dict[str, Any]:
    dots = {
        "x": rows["year"].tolist(),
        "y": rows["million_persons"].tolist(),
        "text": rows["hover"].tolist(),
        "marker": {
            "symbol": symbol,
            "size": 7,
            "color": palette.CASING,
            "line": {"color": colour, "width": 1.8},
        },
    }
    return scatter(dots, uid, LANE)


def paper_totals(world: World) -> dict[str, Any]:
    """The paper's totals; one without a single year is drawn as a hollow square where declared."""
    in_words = world.catalogue["national_series"].checks.get("times_in_words", {})
    rows = world.table("national_series")
    rows = rows[rows["indicator"] == "rural_migrants"]
    rows = rows[rows["year"].notna() | rows["year_as_stated"].isin(list(in_words))].copy()
    rows["hover"] = [
        _("<b>{figure}</b>, {year}").format(
            figure=escaped(_(row["as_stated"])), year=escaped(_(row["year_as_stated"]))
        )
        + f"<br>{_counted(row)}"
        for row in rows_of(rows)
    ]
    fuzzy = rows["year"].isna()
    placed = rows["year"].astype(float).fillna(rows["year_as_stated"].map(in_words))
    rows = rows.assign(year=placed, million_persons=rows["value"])
    dots = _dots("paper-0", rows, palette.PAPER_TOTAL, "circle")
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
    section = escaped(words.section(row["section"]))
    remark = escaped(_(row["note"])) if isinstance(row["note"], str) else ""
    if pd.isna(row["year"]):
        return joints.noted(remark, section)
    return "<br>".join((*_definition(section), remark)).removesuffix("<br>")


def _definition(section: str) -> tuple[str, str]:
    """Whom the paper's totals count, in two lines."""
    return (
        _("rural migrants as the paper states them: three months away a year or more,"),
        _("moves inside a {region} included (paper, {section})").format(section=section),
    )


def _remark(row: dict[str, Any]) -> str:
    """What a row of the table adds to its figure."""
    found = [_(row["note"])] if isinstance(row["note"], str) else []
    if row["value"] == DOUBTED_MILLION:
        found.append(_("The paper disagrees with itself here ({no})").format(no=MIGRANTS))
    return joints.parts(found)


def survey_totals(world: World) -> dict[str, Any]:
    """The later monitoring survey, 2008 on: another definition, so other marks."""
    rows = world.table("migrant_workers")[["year", "total_10k"]].copy()
    rows["million_persons"] = rows["total_10k"] / 100
    rows["hover"] = [
        joints.clauses((f"<b>{numbers.millions(value * numbers.MILLION, 1)}</b>", str(year)))
        + "<br>"
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
    sides = ["middle left", *["middle right"] * (len(rows) - 2), "bottom left"]
    return _labelled(_dots("survey-0", rows, palette.SURVEY_TOTAL, "diamond"), labels, sides)


def _labelled(dots: dict[str, Any], labels: list[str], sides: list[str]) -> dict[str, Any]:
    """Numbers beside the dots; the hover keeps the whole definition."""
    return dots | {
        "mode": "markers+text",
        "hovertext": dots["text"],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "text": labels,
        "textposition": sides,
        "cliponaxis": False,
        "textfont": {"size": 11.5, "color": dots["marker"]["line"]["color"]},
    }


def totals_tables(world: World) -> list[h.Element]:
    """Both series in words, never side by side in one table; years without a figure are told."""
    paper = world.table("national_series")
    paper = paper[paper["indicator"] == "rural_migrants"]
    stated = [
        (
            _(row["year_as_stated"]),
            joined([_(row["as_stated"]), numbered(world, "national_series", row, "as_stated")]),
            _remark(row),
        )
        for row in rows_of(paper)
    ]
    none = joints.listed(map(str, years_without_total(world.table("national_series"))))
    counted = [
        (str(row["year"]), numbers.millions(row["total_10k"] * 10_000, 1))
        for row in rows_of(world.table("migrant_workers"))
    ]
    survey = _(
        "Migrant workers, {publisher} monitoring survey: six months and local workers included, "
        "another definition"
    )
    paper_title = _("Rural migrants, as the paper states them")
    return [
        grid(paper_title, [_("Year"), _("Figure"), _("Remark")], stated),
        h.p(class_="muted")[
            _(
                "Rural migrants as the paper states them: three months away a year or more, moves "
                "inside a {region} included (paper, {section})."
            ).format(section=words.section(paper["section"].iloc[0])),
            [joints.blank(), _("No figure in the source: {years}.").format(years=none)]
            if none
            else None,
        ],
        grid(survey, [_("Year"), _("People")], counted),
    ]


def gaps(world: World) -> dict[str, Any]:
    """Years of the paper without a figure: nothing is drawn, the hover says so."""
    years = years_without_total(world.table("national_series"))
    marks = {
        "x": years,
        "y": [0] * len(years),
        "text": [_("{year}: no figure in the source").format(year=year) for year in years],
        "marker": {
            "symbol": "line-ns",
            "size": 5,
            "color": palette.RULE,
            "line": {"width": 1.2, "color": palette.LINE},
        },
    }
    return scatter(marks, "gaps-0", LANE)
