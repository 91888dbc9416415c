"""A region among the senders of the people whom the paper is about, beside what the paper says."""

from __future__ import annotations

from typing import Any

import htpy as h

from geo.policy.senders import senders
from geo.view.view import View
from geo.world.world import World
from layers.blocks.links import link
from layers.text import joints, numbers, words
from layers.text.gettext import _


def senders_told(world: World, view: View, code: str) -> list[Any]:
    """The region among the senders of the people whom the paper is about."""
    parts: list[Any] = []
    for one in senders(world, code):
        title = _("As a sender of movers {whence}").format(whence=_(one.kept))
        if one.said:
            stated = _("The paper: {statement} ({section}).")
            parts.append(
                h.p[stated.format(statement=_(one.said), section=words.section(one.section))]
            )
        counted = _(
            "{rank} of {count}: {n} people, {share} of all who left {place} by the same table "
            "({table}, {period})."
        ).format(
            rank=numbers.decimal(one.rank),
            count=one.count,
            n=numbers.people(one.persons),
            share=numbers.percent(one.share_percent),
            place=words.region(world, code),
            table=_(one.table.title),
            period=words.interval(one.period),
        )
        shown = link(_("Show them"), view, flows=one.table.key, category=one.choice, place=code)
        if (view.flows, view.category) == (one.table.key, one.choice):
            parts = [h.h3[title], *parts, h.p[counted]]
            continue
        said = [counted]
        if view.flows != one.table.key:  # else both are parts of one count
            said.append(_("Another count than the figures above: they are not subtracted."))
        parts = [h.h3[title], *parts, h.p[joints.sentences(said), " ", shown]]
    return parts
