"""The tab of migration indicators: the nation, its regions, and how each figure is made."""

from __future__ import annotations

import math
from typing import Any

import htpy as h

from geo.flows import indicators as indicator_portrait
from geo.flows.indicators import INDICATORS, NATION, REGION, MigrationIndicator
from geo.scene.scene import Scene
from geo.view.view import View
from geo.world.declared import Split
from geo.world.world import World
from layers.blocks.controls import bound, select
from layers.blocks.filtered import unfiltered_note
from layers.blocks.links import link, source
from layers.blocks.markup import around
from layers.blocks.tables import framed, grid
from layers.flows import together
from layers.subject import Behind, Filled, of_intervals
from layers.text import joints, numbers, words
from layers.text.gettext import N_, _, is_alphabetic, language

NET_RATE = "net_migration_rate"
INDICATOR = {one.name: one for one in INDICATORS}
SIGNED = (NET_RATE, "migration_effectiveness_ratio")
SCALES = ("ratio", "0 to 1")
"""Units that tell what a bare number is: a note behind it, not a part of it."""
HEADS = {
    "in_migration_rate": N_("In, per 1,000"),
    "out_migration_rate": N_("Out, per 1,000"),
    "net_migration_rate": N_("Net, per 1,000"),
    "migration_effectiveness_ratio": N_("Net over gross, %"),
    "in_flow_cv": N_("Arrivals, CV"),
    "out_flow_cv": N_("Departures, CV"),
    "mean_in_distance": N_("Arrivals, mean km"),
    "median_in_distance": N_("Arrivals, median km"),
    "mean_out_distance": N_("Departures, mean km"),
    "median_out_distance": N_("Departures, median km"),
    "connectivity": N_("Connectivity, %"),
}
"""Short heads of the columns; the title and the formula stand below the table."""


def sentence(world: World, scene: Scene) -> str:
    """Between which regions net migration runs, for their size."""
    period = scene.view.period
    rates = indicator_portrait.of_regions(world, period)[NET_RATE].dropna()
    if rates.empty:
        return _("No {region} has a net migration rate ({period}).").format(
            period=words.interval(period)
        )
    return _(
        "Net migration per 1,000 residents runs from {lowest} in {there} to {highest} in {here} "
        "({period})."
    ).format(
        lowest=value(INDICATOR[NET_RATE], rates.min()),
        there=words.region(world, str(rates.idxmin())),
        highest=value(INDICATOR[NET_RATE], rates.max()),
        here=words.region(world, str(rates.idxmax())),
        period=words.interval(period),
    )


def controls(world: World, view: View) -> list[Any]:
    """Choose the interval."""
    periods = [(period, words.interval(period)) for period in world.vocabulary["periods"]]
    return [select(bound("period", "main:8"), _("Interval"), periods, view.period)]


def behind(world: World, scene: Scene) -> Behind:
    """Every interval has its figures of the nation; the one shown names it."""
    when = words.interval(scene.view.period)
    return of_intervals(world, when, *world.vocabulary["periods"])


def fill(world: World, scene: Scene) -> Filled:
    """Figures of the nation, the table of regions, all intervals, and the formulas."""
    period = scene.view.period
    title = _("Migration indicators, {period}").format(period=words.interval(period))
    about = [_about(world, period), " ", source(scene.view, "migration_indicators")]
    markup = h.div(class_="indicators")[
        h.div[
            h.h2[title],
            h.p(class_="muted")[about],
            *unfiltered_note(world, scene),
            _nation(world, period),
            h.h3[_("{Regions}")],
            _chosen(world, scene),
        ],
        _regions(world, scene),
        h.div[[_split(world, scene, split) for split in world.splits.values()]],
        h.div[h.h3[_("{country} through the {intervals} intervals")]],
        _through(world, scene),
        h.div[
            h.h3[_("How each figure is made")],
            h.div(class_="formulas")[[_formula(one) for one in INDICATORS]],
        ],
    ]
    return Filled(markup)


def _split(world: World, scene: Scene, split: Split) -> list[h.Node]:
    """What the tables did with a region that was a part of another, and both as one on request."""
    view = scene.view
    as_one = together.as_one(world, view, split) if view.merge == split.part else []
    title = _("{pair} until {year}").format(pair=together.pair(world, split), year=split.year)
    return [h.h3[title], *together.notes(world, view, split), *as_one]


def value(record: MigrationIndicator, figure: float) -> str:
    """Write a figure of an indicator without its unit; missing is said, never zero."""
    if math.isnan(figure):
        return numbers.no_figure()
    written = numbers.decimal(figure, record.decimals)
    return numbers.signed(written, figure) if record.name in SIGNED else written


def _about(world: World, period: str) -> str:
    return _(
        "{source}. Moves between {regions}: {movers}; estimates from a sample. "
        "Distances run from capital to capital."
    ).format(source=words.period_source(world, period))


def _nation(world: World, period: str) -> h.Element:
    """National figures in a row."""
    figures = indicator_portrait.of_nation(world)[period]
    return h.dl(class_="national")[
        [
            h.div[
                h.dt[_(one.title)],
                h.dd[_measured(one, figures[one.name])],
            ]
            for one in indicator_portrait.records(NATION)
        ]
    ]


def _measured(record: MigrationIndicator, figure: float) -> Any:
    """A figure with its unit, for a language that puts no space between them too."""
    said, unit = h.b[value(record, figure)], _(record.unit)
    if record.unit in SCALES:
        return around(_("{said} ({note})"), said=said, note=unit)
    return around(_("{n} {unit}"), n=said, unit=unit)


def _regions(world: World, scene: Scene) -> h.Element:
    """All counted regions; the browser sorts by any column, at first by name if it has letters."""
    found = indicator_portrait.of_regions(world, scene.view.period)
    columns = indicator_portrait.records(REGION)
    own_order = not is_alphabetic(language.get())
    head = [
        _head(sorts()[0], _("{Region}"), "none" if own_order else "ascending"),
        *[_head(one.name, _(HEADS[one.name]), about=_(one.definition)) for one in columns],
    ]
    body = []
    for code, row in found.iterrows():
        name = link(words.region(world, str(code)), scene.view, place=str(code))
        cells = [h.td(_raw(row[one.name]))[value(one, row[one.name])] for one in columns]
        body.append(
            h.tr(class_={"chosen": code == scene.place.region})[h.th(scope="row")[name], *cells]
        )
    count = _("{n} {regions}").format(n=len(found))
    caption = [count, h.span(class_="on-screen")[_("; choose a head to sort by it")]]
    table = h.table(class_="figures grid sortable", data_own_order=own_order)[
        h.caption[caption], h.thead[h.tr[head]], h.tbody[body]
    ]
    return framed(table, _("Indicators of the {regions}"))


def sorts() -> tuple[str, ...]:
    """Columns that the table of the regions can be sorted by, as they stand."""
    return ("region", *(one.name for one in indicator_portrait.records(REGION)))


def _head(column: str, label: str, order: str = "none", about: str = "") -> h.Element:
    """Head of a column: a button that sorts, and over it what the column is."""
    button = h.button(type="button", title=about or None)[label]
    return h.th(scope="col", aria_sort=order, data_column=column)[button]


def _chosen(world: World, scene: Scene) -> h.Node:
    """What a chosen region changes here and elsewhere, with the way out."""
    if not scene.place.region:
        return None
    said = _(
        "{place} is marked. On the map and in the lists only its corridors are shown while it is "
        "chosen."
    ).format(place=words.region(world, scene.place.region))
    out = link(_("Let go of the chosen {region}"), scene.view, "button", place="")
    return h.p[said, " ", out]


def _raw(figure: float) -> dict[str, str]:
    """The number behind a cell, for sorting; none where there is no figure."""
    return {} if math.isnan(figure) else {"data-value": repr(float(figure))}


def _through(world: World, scene: Scene) -> h.Element:
    """National figures of all intervals; surveys and censuses are named."""
    found = indicator_portrait.of_nation(world)
    head = [_("Indicator"), _("Unit")]
    for period in found.columns:
        kind = _(world.period_rows[period]["collection"])
        head.append(joints.noted(words.interval(period), kind))
    rows = [
        (_(one.title), _(one.unit), *[value(one, figure) for figure in found.loc[one.name]])
        for one in indicator_portrait.records(NATION)
    ]
    caption = _("{collections}; connectivity falls with a smaller sample")
    return framed(grid(caption, head, rows), _("Indicators of {country} in every interval"))


def _formula(record: MigrationIndicator) -> h.Element:
    levels = {REGION: _("{region}"), NATION: _("{country}")}
    facts = [
        (_("Formula"), h.code[_(record.formula)]),
        (_("Meaning"), _(record.definition)),
        (_("Unit"), _(record.unit)),
        (_("For"), joints.listed(levels[level] for level in record.levels)),
        (_("Source"), record.source),
    ]
    return h.details(id=f"formula-{record.name}")[
        h.summary[_(record.title)],
        h.dl[[part for name, fact in facts for part in (h.dt[name], h.dd[fact])]],
    ]
