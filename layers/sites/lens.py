"""The challenge lens: what belongs to one of the paper's five challenges, with the reason why."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import Any

import dash_mantine_components as dmc
import htpy as h
import pandas as pd

from geo.rows import rows_of
from geo.sites.challenges import (
    ACTS,
    AGENCIES,
    CHALLENGE,
    CHALLENGES,
    EVALUATION,
    KINDS,
    MEMBERSHIPS,
    NETWORKS,
    RECOMMENDATIONS,
    RECOMMENDING,
    SITES,
    belonging,
    challenge_title,
)
from geo.sites.sites import paper_sites
from geo.view.view import View
from geo.world.places import slug
from geo.world.world import World
from layers.blocks.controls import bound, select_or_none
from layers.blocks.links import link, source
from layers.blocks.marks import curated_badge
from layers.text import words
from layers.text.gettext import N_, _

KIND_LABELS = {
    SITES: N_("Sites"),
    RECOMMENDATIONS: N_("Options and recommendations"),
    ACTS: N_("Acts and events"),
    NETWORKS: N_("Networks"),
    AGENCIES: N_("Agencies"),
    EVALUATION: N_("Evaluation"),
}
NOTHING = {
    SITES: N_("The paper links no single site to this challenge."),
    RECOMMENDATIONS: N_("The paper links no recommendation to it."),
    ACTS: N_("The paper links no act to it."),
    NETWORKS: N_("The paper links no network to it."),
    AGENCIES: N_("The paper links no agency to it."),
    EVALUATION: N_("The paper's evaluation does not name it."),
}
Thing = tuple[str, dict[str, str]]


def challenge_control(world: World, view: View) -> dmc.Select:
    """Pick one of the five challenges, or none."""
    lists = world.table("paper_lists")
    options = [
        (one.key, f"{one.number} · {_(challenge_title(one, lists)[0])}") for one in CHALLENGES
    ]
    return select_or_none(
        bound("challenge"),
        _("Challenge of the paper"),
        options,
        view.challenge,
        (_("None chosen"), _("Choose no challenge")),
        className="select-challenge",
    )


def lit_sites(world: World, view: View) -> tuple[str, ...]:
    """Identifiers of the sites that belong to the chosen challenge; none without one."""
    if not view.challenge:
        return ()
    rows = belonging(MEMBERSHIPS, view.challenge, paper_sites(world))
    return tuple(dict.fromkeys(rows.loc[rows["kind"] == SITES, "row"]))


def lens_section(world: World, view: View) -> h.Element:
    """Five challenges to choose from; of the chosen one everything that belongs to it."""
    lists = world.table("paper_lists")
    picks = [
        link(
            f"{one.number} · {_(challenge_title(one, lists)[0])}",
            view,
            "button button-on" if one.key == view.challenge else "button",
            challenge="" if one.key == view.challenge else one.key,
        )
        for one in CHALLENGES
    ]
    parts = _chosen(world, view) if view.challenge else [h.p(class_="muted")[_ask()]]
    return h.section(id="site-challenge", class_="site-section")[
        h.h3[_("Which challenge do you look at?")], h.div(class_="site-offers")[picks], *parts
    ]


def _ask() -> str:
    return _(
        "Choose one of the paper's five challenges (1.1; 2.2): its sites, recommendations and "
        "acts come up together, each with the reason. Links that are our reading are badged."
    )


def _chosen(world: World, view: View) -> list[Any]:
    one = CHALLENGE[view.challenge]
    title, sections = challenge_title(one, world.table("paper_lists"))
    rows = belonging(MEMBERSHIPS, one.key, paper_sites(world))
    shown = {**one.changes, "view": "map"}
    where = _("paper, {section}").format(section=f"{sections}; {one.section}")
    return [
        h.h4[_(title), " ", h.span(class_="muted")[where]],
        h.p(class_="lens-map")[
            link(_("Show it on the map"), view, "button", **shown),
            " ",
            _(one.reason),
            " ",
            curated_badge(),
        ],
        h.div(class_="lens")[[_group(world, view, kind, rows) for kind in KINDS]],
        h.p(class_="muted")[source(view, "paper_lists")],
    ]


def _group(world: World, view: View, kind: str, rows: pd.DataFrame) -> h.Element:
    """Everything of one kind that belongs to the challenge, or that there is nothing."""
    found = rows_of(rows[rows["kind"] == kind])
    things = _things(world, kind)
    items = []
    for (reason, section), together in groupby(found, itemgetter("reason", "section")):
        members = list(together)
        names = [h.div[_shown(view, things[row["row"]])] for row in members]
        said = h.span(class_="muted")[f"{_(reason)} ({section}) "]
        items.append(h.li[*names, said, *([] if members[0]["stated"] else [curated_badge()])])
    body = h.ul(class_="plain")[items] if items else h.p[_(NOTHING[kind])]
    return h.div(class_=f"lens-group lens-{kind}")[h.h5[_(KIND_LABELS[kind])], body]


def _shown(view: View, thing: Thing) -> Any:
    label, changes = thing
    return link(label, view, view="map", **changes) if changes else h.b[label]


def _things(world: World, kind: str) -> dict[str, Thing]:
    """What each row of a kind is called, and the place that it leads to."""
    if kind == RECOMMENDATIONS:
        table = world.table("paper_lists")
        rows = rows_of(table[table["list_id"].isin(RECOMMENDING)])
        return {f"{row['list_id']}:{row['number']}": (_recommendation(row), {}) for row in rows}
    if kind == SITES:
        rows = rows_of(paper_sites(world))
        return {row["site_id"]: (row["name"], {"place": slug(row["name"])}) for row in rows}
    if kind == NETWORKS:
        rows = rows_of(world.table("networks"))
        return {
            row["network_id"]: (row["name"].replace("-", " – "), {"place": slug(row["name"])})
            for row in rows
        }
    if kind == ACTS:
        rows = rows_of(world.table("policy_timeline"))
        return {row["event_id"]: (_act(row), {"place": slug(row["event_id"])}) for row in rows}
    if kind == AGENCIES:
        rows = rows_of(world.table("stakeholders"))
        return {row["stakeholder_id"]: (_(row["agency"]), {}) for row in rows}
    rows = rows_of(world.table("evaluation"))
    return {row["evaluation_id"]: (f"{_(row['kind'])}: {_(row['statement'])}", {}) for row in rows}


def _recommendation(row: dict[Any, Any]) -> str:
    names = {"policy_option": _("Option {n}"), "recommendation": _("Recommendation {n}")}
    return f"{names[row['list_id']].format(n=row['number'])}: {_(row['item'])}"


def _act(row: dict[Any, Any]) -> str:
    return f"{words.interval(row['date_as_stated'])} · {_(row['title'])}"
