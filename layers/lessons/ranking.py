"""Regions by their distance to the site's region, each bar cut into its reasons."""

from __future__ import annotations

import math
from typing import Any

import htpy as h

from geo.lessons.portrait import Portrait
from geo.lessons.similarity import CONTRIBUTION_FORMULA, FORMULA, SENSITIVITY
from geo.lessons.variables import LOG_RULE
from geo.scene.scene import Scene
from geo.world.world import World
from layers.below import below
from layers.blocks import palette
from layers.blocks.chart import as_table
from layers.blocks.links import link, question, source
from layers.blocks.marks import on_screen
from layers.blocks.markup import around
from layers.blocks.tables import grid
from layers.lessons.words import (
    Row,
    both_ends,
    distance,
    missing,
    part_of,
    rank,
    title_of,
    year_rule,
)
from layers.text import joints, numbers, words
from layers.text.gettext import _

NAMED_SIGN = "◆"


def ranked(world: World, scene: Scene, shown: Portrait) -> h.Element:
    """Frame the bars of all regions, the nearest on top, with the same rows in figures."""
    title = _("{Regions} by their distance to {home}").format(home=words.region(world, shown.home))
    about = _(
        "The shorter the bar, the more alike. Its parts divide it as the variables divide the "
        "squared distance. {missing}"
    ).format(missing=missing(shown))
    act = on_screen(_("Choose a {region} to see its lesson sheet."))
    return h.figure(class_="chart chart-lessons")[
        h.div[h.h3[title], h.p(class_="chart-about")[about, act], _legend(shown)],
        h.div[_bars(world, scene, shown)],
        as_table(_table(world, scene, shown), title),
        h.figcaption(class_="muted")[h.div[_method(world, scene)]],
    ]


def _legend(shown: Portrait) -> h.Element:
    """Colour of each variable that counts."""
    entries = [
        h.li[h.i(class_="key key-class", style=_colour(shown, key)), _(shown.variables[key].title)]
        for key in shown.weighed
    ]
    return h.ul(class_="bar-legend")[entries]


def _colour(shown: Portrait, key: str) -> str:
    return f"background: {palette.PARTS[list(shown.variables).index(key)]}"


def _bars(world: World, scene: Scene, shown: Portrait) -> h.Element:
    """One row a region: rank, name, bar, distance, and how steady its place is."""
    farthest = max((one["distance"] for one in shown.records if one["distance"] > 0), default=1.0)
    head = [_("Rank"), _("{Region}"), _("Reasons"), _("Distance"), _("Top five")]
    rows = []
    for row in shown.records:
        code = row["region_code"]
        chosen = code == shown.sheet.target_code
        name = link(
            words.region(world, code), scene.view, "chosen-target" if chosen else "", target=code
        )
        rows.append(
            h.tr(class_={"chosen": chosen})[
                h.td[rank(row)],
                h.th(scope="row")[name],
                h.td[_bar(world, shown, row, farthest), *_named(row)],
                h.td[distance(row)],
                h.td[numbers.percent(100 * row["top_five_share"])],
            ]
        )
    caption = _("Distance in standard deviations; top five: share of 1,000 draws of the weights")
    return h.table(class_="figures grid bars", data_opens=True)[
        h.caption[caption], h.thead[h.tr[[h.th(scope="col")[name] for name in head]]], h.tbody[rows]
    ]


def _bar(world: World, shown: Portrait, row: Row, farthest: float) -> h.Element:
    """As long as the distance; each part says its share and both figures when pointed at."""
    parts = []
    for key in shown.weighed:
        share = part_of(row, key)
        if math.isnan(share):  # the region lacks a figure, or nothing sets it apart
            continue
        said = _("{variable}: {share} of the squared distance; {ends}").format(
            variable=_(shown.variables[key].title),
            share=numbers.percent(100 * share),
            ends=both_ends(world, shown, key, row["region_code"]),
        )
        parts.append(h.span(title=said, style=f"flex-grow: {share:.4f}; {_colour(shown, key)}"))
    length = 0.0 if math.isnan(row["distance"]) else row["distance"] / farthest
    return h.div(class_="bar", style=f"--length: {length:.4f}")[parts]


def _named(row: Row) -> list[Any]:
    if not row["named_in_paper"]:
        return []
    return [h.span(class_="named")[NAMED_SIGN, " ", _("named in the paper")]]


def _table(world: World, scene: Scene, shown: Portrait) -> h.Element:
    """Every rank with its reasons in figures; the name of a region leads to its sheet."""
    head = [
        *(_("{Region}"), _("Rank"), _("Distance"), _("The paper")),
        *[_(shown.variables[key].title) for key in shown.weighed],
        *(_("Missing"), _("Top five")),
    ]
    rows = []
    for row in shown.records:
        shares = [part_of(row, key) for key in shown.weighed]
        lacking = [title_of(shown.variables[key]) for key in row["missing"]]
        rows.append(
            (
                link(
                    words.region(world, row["region_code"]),
                    scene.view,
                    target=row["region_code"],
                ),
                rank(row),
                distance(row),
                _("named in the paper") if row["named_in_paper"] else "–",
                *[numbers.percent(100 * share) for share in shares],
                joints.titled(str(len(lacking)), joints.listed(lacking)) if lacking else "0",
                numbers.percent(100 * row["top_five_share"]),
            )
        )
    caption = _("Distance in standard deviations; shares of the squared distance")
    return grid(caption, head, rows)


def _method(world: World, scene: Scene) -> list[Any]:
    """Formulas and rules, with the same rows as a file."""
    rules = [_(SENSITIVITY), _(LOG_RULE), year_rule(world)]
    query = question(scene.view)
    file = h.a(href=below(f"/api/similar.csv{query}"), download="")[_("These rows as CSV")]
    return [
        h.p[around(_("Distance: {formula}"), formula=h.code[_(FORMULA)])],
        h.p[around(_("Share of a variable: {formula}"), formula=h.code[_(CONTRIBUTION_FORMULA)])],
        h.details[
            h.summary[_("How the top five and the years come about")],
            *[h.p[rule] for rule in rules],
        ],
        h.p(class_="on-screen")[source(scene.view, "similarity_scores"), " · ", file],
    ]
