"""The tab of regional disparity: is the gap between the zones or inside them, and since when."""

from __future__ import annotations

from typing import Any

import htpy as h

from geo.disparity.incomes import INCOMES, SOURCES
from geo.disparity.portrait import Portrait, complete_years, nearest, portrait
from geo.disparity.together import as_one, may_be_one, record_of
from geo.scene.scene import Scene
from geo.view.view import View
from geo.world.declared import Series
from geo.world.world import World
from layers.blocks.controls import bound, select
from layers.blocks.links import link
from layers.blocks.marks import scheme_note
from layers.disparity.charts import ranked, strip
from layers.disparity.incomes import income_gap
from layers.disparity.lines import gini, lorenz, theil
from layers.disparity.tables import claim_box, context, schemes_table, zones_table
from layers.disparity.words import lead, since, years
from layers.flows import together
from layers.subject import Behind, Filled
from layers.text import joints, words
from layers.text.gettext import N_, _

NO_YEAR = N_("No year of this series has figures for all {regions}.")


def controls(world: World, view: View) -> list[Any]:
    """Choose series, zones and year; the years follow the series."""
    series = [(one.key, _with_years(world, one)) for one in world.package.disparity.series]
    schemes = words.schemes(world)
    years = [(one["value"], one["label"]) for one in year_options(world, view)]
    scheme = bound("scheme", "main:2")
    return [
        select(bound("indicator"), _("Series"), series, view.indicator, className="select-series"),
        select(scheme, _("Regions by"), schemes, view.scheme, className="select-scheme"),
        select(bound("year"), _("Year"), years, view.year, className="select-year"),
        *together.merge_control(world, view),
    ]


def year_options(world: World, view: View) -> list[dict[str, str]]:
    """Years of the series, after the one that follows the interval."""
    complete = complete_years(world, view.indicator)
    if not complete:
        return []
    near = nearest(complete, int(world.period_rows[view.period]["end_year"]))
    follow = _("{year}, nearest to the interval").format(year=near)
    return [
        {"value": "", "label": follow},
        *[{"value": str(year), "label": str(year)} for year in complete],
    ]


def _with_years(world: World, series: Series) -> str:
    """Title of a series with its first and last complete year."""
    complete = complete_years(world, series.key)
    title = _(series.title)
    return joints.clauses((title, years(complete[0], complete[-1]))) if complete else title


def sentence(world: World, scene: Scene) -> str:
    """Whether the gap lies between the zones or inside them."""
    if not complete_years(world, scene.view.indicator):
        return _(NO_YEAR)
    return lead(portrait(as_one(world, scene.view), scene))


def behind(world: World, scene: Scene) -> Behind:
    """The series through its years, and the year shown; the incomes below have their own line."""
    datasets = ("disparity", *(name for name in (INCOMES, SOURCES) if world.has(name)))
    if not complete_years(world, scene.view.indicator):
        return Behind("", (), datasets)
    shown = portrait(as_one(world, scene.view), scene)
    through = years(shown.first_year, shown.last_year)
    series = joints.titled(
        joints.clauses((_(shown.series.title), through)), joints.parts(map(_, shown.publications))
    )
    return Behind(years(shown.year, shown.year), (series,), datasets)


def fill(world: World, scene: Scene) -> Filled:
    """Answer first, then the strip and the claim, the parts through time, and the regions."""
    of_series = ((bound("year"), {"data": year_options(world, scene.view)}),)
    if not complete_years(world, scene.view.indicator):
        return Filled(
            h.div(class_="offers")[h.p[_(NO_YEAR)], _whole_series(world, scene)], of_series
        )
    apart, world = world, as_one(world, scene.view)
    shown = portrait(world, scene)
    markup = h.div(class_="disparity")[
        h.h2(class_="visually-hidden")[_("Regional disparity")],
        h.div[
            h.p(class_="answer")[since(shown)],
            *_not_that_year(shown),
            h.p(class_="muted")[_(shown.series.definition)],
            context(scene),
            *scheme_note(scene.scheme),
            *_splits(apart, scene, shown),
        ],
        h.div(class_="chart-grid")[
            strip(world, scene, shown),
            h.div[claim_box(scene, shown), schemes_table(scene, shown)],
            h.div[theil(scene, shown, "t"), _theil_l(scene, shown)],
            h.div[h.div[zones_table(shown)], gini(scene, shown)],
            ranked(world, scene, shown),
            lorenz(world, scene, shown),
        ],
        *income_gap(apart, scene),
    ]
    return Filled(markup, of_series)


def _whole_series(world: World, scene: Scene) -> list[h.Element]:
    """The series that have a year with all figures, each as a way out."""
    return [
        link(_("Show {series}").format(series=_with_years(world, one)), scene.view, "button",
             indicator=one.key, year="")
        for one in world.package.disparity.series
        if complete_years(world, one.key)
    ]  # fmt: skip


def _splits(world: World, scene: Scene, shown: Portrait) -> list[Any]:
    """What the series did with a region that was a part of another in the year shown."""
    view, parts = scene.view, []
    for split in world.splits.values():
        if view.merge == split.part and not may_be_one(world, view.indicator):
            why = _(record_of(world, shown.series).apart or "")
            said = _("{pair} stay apart in this series: {why}")
            text = said.format(pair=together.pair(world, split), why=why)
            parts.append(h.p(class_="warning")[text])
        if view.merge == split.part or shown.first_year < split.year:
            parts += together.notes(world, view, split)
    return parts


def _theil_l(scene: Scene, shown: Portrait) -> h.Element:
    return h.details(class_="more-chart")[
        h.summary[_("The same as Theil L")], theil(scene, shown, "l")
    ]


def _not_that_year(shown: Portrait) -> list[Any]:
    """Say so when the year of the address is none of the series."""
    if shown.asked_year is None:
        return []
    said = _("{asked} has no complete figures in this series: {year} is shown, the nearest.")
    return [h.p(class_="warning")[said.format(asked=shown.asked_year, year=shown.year)]]
