"""The tab of lessons: where could a site's lesson travel, what it is, and who is far from any."""

from __future__ import annotations

from typing import Any

import dash_mantine_components as dmc
import htpy as h
from dash import html

from geo.lessons import portrait
from geo.lessons.portrait import Portrait
from geo.lessons.similarity import keyed_sites
from geo.lessons.variables import variables
from geo.scene.scene import Scene
from geo.statements.statements import statements
from geo.view.checks import MOST_WEIGHT, read_weights
from geo.view.view import View
from geo.world.declared import Variable
from geo.world.world import World
from layers.blocks import palette
from layers.blocks.controls import as_options, bound, select
from layers.blocks.statements import OURS
from layers.lessons.api import sources
from layers.lessons.coverage import coverage_parts
from layers.lessons.ranking import ranked
from layers.lessons.sheet import sheet
from layers.lessons.words import (
    GUARD,
    answer,
    other_places,
    paper_against_figures,
    same_region,
    whoever,
)
from layers.subject import Behind, Filled, of_datasets
from layers.text import joints, words
from layers.text.gettext import N_, _

OF_TABLES = ("similarity_scores", "pilot_sites", "networks")


def behind(world: World, _scene: Scene) -> Behind:
    """The figures that regions are compared by, each of its year, and the paper on its sites."""
    usual, paper = world.usual, of_datasets(world, *OF_TABLES[1:])  # whoever is counted
    times = portrait.times(usual)
    known = [int(year) for time in filter(None, times.values()) for year in time.split("-")]
    when = joints.span(min(known), max(known)) if known else ""
    figures = (joints.titled(when, sources(usual, times)),) if known else ()
    return Behind(when, (*figures, *paper.said), OF_TABLES)


NOTHING_TO_COMPARE = N_("No {region} can be compared with the {region} of this site.")


def controls(world: World, view: View) -> list[Any]:
    """Choose the site and the target, weigh the variables, and choose the zones."""
    schemes = words.schemes(world)
    targets = [
        ("", _("the nearest one")),
        *((str(code), words.region(world, str(code))) for code in world.counted.index),
    ]
    return [
        select(bound("site"), _("Site whose lesson travels"), _sites(world), view.site),
        select(bound("target"), _("Target of the lesson sheet"), targets, view.target),
        html.Details(
            [
                html.Summary(_("Variables and their weights")),
                *_weights(world, view),
            ],
            id="weights",
            open=True,
        ),
        select(bound("scheme", "main:lessons"), _("Zones of the coverage"), schemes, view.scheme),
    ]


def _sites(world: World) -> list[tuple[str, str]]:
    """Sites with the region that stands for each."""
    rows = keyed_sites(world.table("pilot_sites"))
    named = [
        (key, _(name), words.region(world, code))
        for key, name, code in zip(rows.index, rows["name"], rows["region_code"], strict=True)
    ]
    return [
        (key, name if name == region else _("{site}, {place}").format(site=name, place=region))
        for key, name, region in named
    ]  # fmt: skip


def _weights(world: World, view: View) -> list[Any]:
    """One number for each variable; 0 leaves it out."""
    shown = variables(world)
    weights = read_weights(view.weights, tuple(shown)) or {}
    known = portrait.times(world)
    colours = zip(shown.items(), palette.PARTS, strict=False)
    return [
        html.P(
            _("0 leaves a variable out. A number counts on Enter or on leaving the field."),
            className="muted",
        ),
        *[_weight(world, one, weights[key], known[key], colour) for (key, one), colour in colours],
    ]


def _ours(world: World, variable: Variable) -> list[Any]:
    """Badge of a variable that the paper does not name."""
    said = statements(world).find("likeness", variable.key, "reason")
    if said is None or said.stated:
        return []
    return [" ", html.Span(_("curated"), className="badge badge-curated", title=_(OURS[said.kind]))]


def _weight(
    world: World, variable: Variable, weight: float, time: str | None, colour: str
) -> dmc.NumberInput:
    when = words.interval(time) if time else _("no figure")
    swatch = html.I(className="key key-class", style={"background": colour})
    return dmc.NumberInput(
        id=bound("weights", f"weight:{variable.key}"),
        label=[swatch, " ", _(variable.title), *_ours(world, variable)],
        description=_("{unit}, {when}. {reason}").format(
            unit=_(variable.unit), when=when, reason=_(variable.reason)
        ),
        value=weight,
        min=0,
        max=MOST_WEIGHT,
        step=1,
        decimalScale=2,
        clampBehavior="none",  # what is beyond the ends is told, not changed
        # As everywhere: no number is reported after the reader has gone back.
        debounce=True,
        hideControls=True,
        size="xs",
    )


def sentence(world: World, scene: Scene) -> str:
    """The regions that are most like that of the site."""
    shown = portrait.portrait(world, scene.view)
    return _(NOTHING_TO_COMPARE) if shown is None else answer(world, shown)


def fill(world: World, scene: Scene) -> Filled:
    """Answer first, then the ranking beside the lesson sheet, and the coverage below."""
    shown = portrait.portrait(world, scene.view)
    # A site that the reader loaded is one more to choose.
    sites = ((bound("site"), {"data": as_options(_sites(world))}),)
    if shown is None:
        return Filled(h.p[_(NOTHING_TO_COMPARE)], sites)
    markup = h.div(class_="lessons")[
        h.div[_said(world, shown)],
        h.div(class_="lesson-pair")[ranked(world, scene, shown), sheet(world, scene, shown)],
        *coverage_parts(world, scene),
    ]
    return Filled(markup, sites)


def _said(world: World, shown: Portrait) -> list[Any]:
    """The answer, the paper against it, and what it must not be taken for."""
    notes = [other_places(shown), same_region(world, shown)]
    usual = whoever(world, shown)
    return [
        h.h2[_("Where could this site's lesson travel?")],
        h.p(class_="answer")[paper_against_figures(world, shown)],
        h.p[usual] if usual else None,
        h.p(class_="muted")[joints.sentences(notes)],
        h.p(class_="guard")[_(GUARD)],
    ]
