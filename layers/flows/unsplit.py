"""Categories of movers that readers ask for and that the tables lack: a switch that is off."""

from __future__ import annotations

import dash_mantine_components as dmc
import htpy as h
from dash import html

from geo.world.world import World
from layers.text import gettext as text
from layers.text import words
from layers.text.gettext import _


def unsplit(world: World) -> str:
    """What the tables lack, in a sentence; empty where they lack nothing that is asked for."""
    titles = [_(one.title) for one in world.unsplit]
    if not titles:
        return ""
    return _("The tables of moves have no split by {categories}.").format(
        categories=text.named(titles)
    )


def unsplit_note(world: World) -> list[h.Element]:
    """The same on a card."""
    said = unsplit(world)
    return [h.p(class_="muted")[said]] if said else []


def unsplit_switches(world: World) -> list[html.Div]:
    """One switch for each category, off, and why: for the rail."""
    said = unsplit(world)
    if not said:
        return []
    switches = [
        dmc.Switch(label=_("By {category}").format(category=_(one.title)), disabled=True, size="xs")
        for one in world.unsplit
    ]
    parts = [
        html.Div(_("Who moves"), className="label", id="unsplit-label"),
        *switches,
        html.P(_("Off: {why}").format(why=said), className="muted"),
    ]
    return [
        html.Div(parts, className="unsplit", role="group", **{"aria-labelledby": "unsplit-label"})
    ]


def women_note(world: World, code: str) -> list[h.Element]:
    """That the share of women is the nation's, where the world has the paper."""
    if not world.has("migrant_profile"):
        return []
    said = _(
        "Women: about one third of migrants in the nation, and rising (paper, 1.2; 2.2). It gives "
        "no figure for {place} or any other {region}."
    )
    return [h.p(class_="muted")[said.format(place=words.region(world, code))]]
