"""The tab Pairs: the answer in words, the matrix, its key and its source."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import htpy as h

from geo.flows import portraits
from geo.flows.pairs import ENDS, half
from geo.flows.query import door
from geo.flows.question import CATEGORY_SHARE, MEASURES, NET
from geo.scene.scene import Scene
from geo.view.view import View
from geo.world.places import REGION
from geo.world.world import World
from layers.blocks.chart import ON_SLIDES
from layers.blocks.controls import bound, select
from layers.blocks.empty import empty
from layers.blocks.links import link, source_after
from layers.blocks.tables import framed
from layers.pairs.cells import Sheet, caption, key, matrix
from layers.pairs.chord import chords
from layers.pairs.tiles import od_map
from layers.pairs.words import MEANING, ORDERS
from layers.subject import Filled
from layers.text import joints, numbers, words
from layers.text.gettext import _, ngettext

WIDTH = "select-pairs"


def controls(world: World, view: View) -> list[Any]:
    """Choose the order, what the cells show and the interval."""
    orders = [(one, _(ORDERS[one])) for one in world.vocabulary["orders"]]
    measures = [(one.key, _(words.MEASURES[one.key])) for one in MEASURES]
    known, why = world.vocabulary["measures"], words.of_category_off(MEASURES, words.MEASURES)
    periods = [(period, words.interval(period)) for period in world.vocabulary["periods"]]
    zones = select(
        bound("scheme", "main:7"),
        _("Zones"),
        words.schemes(world),
        view.scheme,
        className=f"{WIDTH} of-matrix",
    )
    return [
        select(bound("order"), _("Order"), orders, view.order, className=WIDTH),
        *([zones] if world.is_grouped else []),
        select(
            bound("measure", "main:7"),
            _("Cells show"),
            measures,
            view.measure,
            known,
            why,
            className=WIDTH,
        ),
        select(bound("period", "main:7"), _("Interval"), periods, view.period, className=WIDTH),
    ]


def fill(world: World, scene: Scene) -> Filled:
    """Heading with its answer, what is under the cursor, matrix, key, source."""
    sheet = Sheet(world, scene)
    title = _("From every {region} to every other, {period}").format(
        period=words.interval(scene.view.period)
    )
    return Filled(
        h.div(ON_SLIDES, class_="pairs-tab")[
            h.h2[title],
            h.p(class_="answer")[_answer(sheet)],
            h.div(class_="pairs-line")[
                h.p(id="pair-said", class_="on-screen", data_kept=True)[_hint()],
                _beside(sheet),
            ],
            key(sheet),
            h.div(class_="pairs-box")[_picture(sheet)],
            _below(sheet),
            chords(sheet),
        ]
    )


def _picture(sheet: Sheet) -> h.Element:
    """The OD map, or the matrix."""
    if sheet.mapped:
        return h.div(class_="tiles-scroll")[od_map(sheet)]
    return framed(matrix(sheet), caption(sheet.scene))


def _beside(sheet: Sheet) -> h.Element:
    """The ways out where the filters leave nothing, else what is chosen, which moves no cell."""
    offers = empty(sheet.world, sheet.scene)
    if offers:
        return h.div(class_="offers")[offers]
    return h.div(class_="pairs-kept")[_kept(sheet)]


def _hint() -> str:
    return _("Point at a cell, or walk with the arrow keys: it is said here. Enter chooses it.")


def _answer(sheet: Sheet) -> str:
    """The largest corridor, and how few carry half of all people; a share of them first."""
    kept = sheet.square.cells.dropna(subset="persons")
    total = float(kept["persons"].sum())
    if not total:
        return _("Nobody in the sample moved on these corridors.")
    net = sheet.scene.view.direction == NET
    ((origin, destination, most),) = kept.nlargest(1, "persons")[[*ENDS, "persons"]].to_numpy()
    few, count = half(kept["persons"]), len(kept)
    largest = _("{pair} is the largest, {n} of {total} people.")
    if net:
        largest = _("{pair} has the largest net, {n} of {total} people.")
    if count == 1:
        only = _("{pair} is the only corridor that the filters keep: {n} people.")
        name = words.corridor(sheet.world, origin, destination)
        return only.format(pair=name, n=numbers.people(most))
    share = ngettext(
        "One of {count} corridors carries half of them.",
        "The {n} largest of {count} corridors carry half of them.",
        few,
    )
    return joints.sentences(
        (
            *_highest(sheet),
            largest.format(
                pair=words.corridor(sheet.world, origin, destination),
                n=numbers.people(most),
                total=numbers.people(total),
            ),
            share.format(n=numbers.decimal(few), count=numbers.decimal(count)),
        )
    )


def _highest(sheet: Sheet) -> list[str]:
    """The corridor with the highest share of the people who are kept, where the cells show it."""
    question = replace(sheet.scene.question, rank="")
    if question.measure != CATEGORY_SHARE:
        return []
    first = door(sheet.world).listed(question, 1)  # small bases come last
    if first["small_base"] != [False]:
        return []
    said = _("{pair} has the highest share {kept}, {share}, small bases left out.")
    return [
        said.format(
            pair=words.corridor(sheet.world, *(first[end][0] for end in ENDS)),
            share=words.measure_value(CATEGORY_SHARE, first["value"][0]),
        )
    ]


def _kept(sheet: Sheet) -> list[Any]:
    """What is chosen and what the filters leave, with the way to the map and out."""
    world, view, place = sheet.world, sheet.scene.view, sheet.scene.place
    lines: list[Any] = []
    if sheet.scene.chosen_pairs:
        names = joints.listed(
            words.corridor(world, *ends) for ends in sorted(sheet.scene.chosen_pairs)
        )
        shown = link(_("Show on the map"), view, "button", view="map")
        lines.append(h.p[_("Chosen: {places}.").format(places=names), " ", shown])
    if view.origins or view.destinations or place.kind == REGION:
        said = _("Only the {n} of {all} corridors that the filters keep have a figure.").format(
            n=numbers.decimal(sheet.scene.count),
            all=numbers.decimal(portraits.corridors_count(world, view.period)),
        )
        cleared = {"origins": "", "destinations": ""}
        if place.kind == REGION:
            cleared["place"] = ""
        lines.append(h.p[said, " ", link(_("All corridors"), view, "button", **cleared)])
    if sheet.square.regions_count > len(sheet.codes):
        said = _("The {n} of {all} {regions} with the most people stand here.").format(
            n=numbers.decimal(len(sheet.codes)), all=numbers.decimal(sheet.square.regions_count)
        )
        lines.append(h.p[said])
    return lines


def _below(sheet: Sheet) -> list[Any]:
    """What the rows, the sums and the orders are, and the source."""
    world, view = sheet.world, sheet.scene.view
    notes = [
        _("Rows: {origin_at}. Columns: {destination_at}."),
        _("Sums at both ends are people, whatever the cells show."),
    ]
    notes = [*([] if sheet.mapped else notes), _(MEANING[view.order])]
    moves = world.catalogue["flows"].name
    return [
        h.p(class_="muted")[joints.sentences(notes)],
        h.p(class_="muted")[
            words.period_source(world, view.period),
            source_after(view, moves),
        ],
    ]
