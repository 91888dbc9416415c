"""The challenge lens: what belongs to one of the paper's five challenges, with the reason why."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import Any

import dash_mantine_components as dmc
import htpy as h
import pandas as pd

from geo.rows import rows_of
from geo.shading.shade import period_with_figures
from geo.sites.challenges import (
    ACTS,
    AGENCIES,
    DATASET,
    EVALUATION,
    KINDS,
    MAP,
    NETWORKS,
    RECOMMENDATIONS,
    RECOMMENDING,
    SITES,
    belonging,
    challenge_title,
    challenges,
)
from geo.sites.sites import paper_sites
from geo.statements.statements import statements
from geo.view.view import View
from geo.world.places import SENDING_RECEIVING, slug
from geo.world.world import World
from layers.blocks.controls import bound, select_or_none
from layers.blocks.links import link, source
from layers.blocks.statements import cited, kind_badge
from layers.text import joints, words
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
ACTION = "project_action"
Thing = tuple[str, dict[str, str]]


def challenge_control(world: World, view: View) -> dmc.Select:
    """Pick one of the challenges, or none."""
    lists = world.table("paper_lists")
    options = [
        (one.key, f"{one.number} · {_(challenge_title(one, lists)[0])}")
        for one in challenges(world).values()
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
    rows = belonging(challenges(world)[view.challenge], paper_sites(world), statements(world))
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
        for one in challenges(world).values()
    ]
    parts = _chosen(world, view) if view.challenge else [h.p(class_="muted")[_ask()]]
    kept = "site-section" if view.challenge else "site-section on-screen"
    return h.section(id="site-challenge", class_=kept)[
        h.h3[_("Which challenge do you look at?")], h.div(class_="site-offers")[picks], *parts
    ]


def _ask() -> str:
    return _(
        "Choose one of the paper's five challenges (1.1; 2.2): its sites, recommendations and "
        "acts come up together, each with the reason. Links that are our reading are badged."
    )


def _chosen(world: World, view: View) -> list[Any]:
    one = challenges(world)[view.challenge]
    title, sections = challenge_title(one, world.table("paper_lists"))
    said = statements(world)
    rows, reason = belonging(one, paper_sites(world), said), said.of(DATASET, one.key, MAP)
    period = period_with_figures(world, one.changes.get("shade", view.shade), view.period)
    shown = {**one.changes, "view": "map", "period": period}
    opens = []
    if period != view.period:
        there, here = words.interval(period), words.interval(view.period)
        said = _("Opens {there}: {here} has no figures for this map.")
        opens = [joints.blank(), said.format(there=there, here=here)]
    where = _("paper, {section}").format(section=words.section(f"{sections}; {one.section}"))
    return [
        h.h4[_(title), " ", h.span(class_="muted")[where]],
        h.p(class_="lens-map")[
            link(_("Show it on the map"), view, "button", **shown),
            " ",
            _(reason.text),
            *kind_badge(reason.kind),
            *opens,
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
        said = h.span(class_="muted")[
            _(reason), joints.blank(), cited(section, members[0]["excerpt"])
        ]
        items.append(h.li[*names, said, *kind_badge(members[0]["kind_of"])])
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
        return {row["site_id"]: (_(row["name"]), {"place": slug(row["name"])}) for row in rows}
    if kind == NETWORKS:
        return _networks(world)
    if kind == ACTS:
        rows = rows_of(world.table("policy_timeline"))
        return {row["event_id"]: (_act(row), {"place": slug(row["event_id"])}) for row in rows}
    if kind == AGENCIES:
        rows = rows_of(world.table("stakeholders"))
        return {row["stakeholder_id"]: (_(row["agency"]), {}) for row in rows}
    return _evaluation(world)


def _networks(world: World) -> dict[str, Thing]:
    """Networks, those between places with their own card, and actions that are to make one."""
    found: dict[str, Thing] = {}
    for row in rows_of(world.table("networks")):
        name, paired = row["name"], row["network_type"] == SENDING_RECEIVING
        own = (words.network(name), {"place": slug(name)}) if paired else (_(name), {})
        found[row["network_id"]] = own
    table = world.table("paper_lists")
    for row in rows_of(table[table["list_id"] == ACTION]):
        said = _("Action {n}: {what}").format(n=row["number"], what=_(row["item"]))
        found[f"{ACTION}:{row['number']}"] = (said, {})
    return found


def _evaluation(world: World) -> dict[str, Thing]:
    """Lines of the paper's evaluation, and the indicators that it proposes."""
    lines = rows_of(world.table("evaluation"))
    asked = rows_of(world.table("assessment_indicators"))
    found = {
        one["evaluation_id"]: joints.titled(_(one["kind"]), _(one["statement"])) for one in lines
    }
    found |= {
        one["indicator_id"]: joints.titled(_("indicator"), _(one["indicator"])) for one in asked
    }
    return {key: (said, {}) for key, said in found.items()}


def _recommendation(row: dict[Any, Any]) -> str:
    names = {"policy_option": _("Option {n}"), "recommendation": _("Recommendation {n}")}
    return joints.titled(names[row["list_id"]].format(n=row["number"]), _(row["item"]))


def _act(row: dict[Any, Any]) -> str:
    return f"{words.interval(_(row['date_as_stated']))} · {_(row['title'])}"
