"""The tab of pilot sites: filter, comparison, challenges, networks, partners, trial clock."""

from __future__ import annotations

from typing import Any

import htpy as h
from dash import html

from geo.scene.scene import Scene
from geo.sites.findings import findings
from geo.sites.networks import networks_of
from geo.sites.sites import paper_sites, placed_sites
from geo.view.view import View
from geo.world.world import World
from layers.blocks.chart import ON_SLIDES
from layers.blocks.links import link
from layers.blocks.marks import kinds
from layers.map.sites import count_line
from layers.sites.filter import site_chips
from layers.sites.grid import answer, site_grid, status
from layers.sites.lens import challenge_control, lens_section, lit_sites
from layers.sites.networks import network_section, partner_section
from layers.sites.trial import trial_control, trial_section
from layers.subject import Behind, Filled, of_datasets, with_loaded
from layers.text import numbers
from layers.text.gettext import N_, _, ngettext

GOING_ON = {"lessons": N_("Lessons"), "assessment": N_("Assessment")}
"""Tabs on the sites; the ones that the page has are linked."""


def controls(world: World, view: View) -> list[Any]:
    """Filter the sites, pick a challenge, name the first day of a trial."""
    return [
        site_chips("main:2"),
        html.Div([challenge_control(world, view), trial_control(view)], className="site-picks"),
    ]


def sentence(world: World, scene: Scene) -> str:
    """How many sites are shown, of how many."""
    view = scene.view
    if view.sites:
        return _("{counted}.").format(counted=count_line(world, view))
    count = len(placed_sites(world))
    return ngettext("{n} pilot site.", "{n} pilot sites.", count).format(n=numbers.decimal(count))


def behind(world: World, _scene: Scene) -> Behind:
    """What the paper states of its sites and networks, and what the reader added."""
    return with_loaded(world, of_datasets(world, "pilot_sites", "networks"))


def fill(world: World, scene: Scene) -> Filled:
    """Answers first, then the grid, and one part for each question on the sites."""
    view = scene.view
    tables = (world.table(name) for name in ("regions", "regional_statements"))
    found = findings(paper_sites(world), networks_of(world), *tables, world.package.schemes[0])
    lit = lit_sites(world, view)
    grid, common = site_grid(world, scene, lit)
    markup = h.div(class_="sites-tab")[
        h.div[h.h2[_("Pilot sites and networks")]],
        _asked(world, view),
        h.div[
            h.div(class_="answer")[answer(found)],
            _contents(world, view),
            h.div(class_="site-status", role="status")[status(world, scene, lit)],
        ],
        h.div(ON_SLIDES)[grid],
        h.div[
            common,
            None if view.challenge else lens_section(world, view),
            network_section(world, scene, found),
            partner_section(world, scene),
            None if view.trial else trial_section(world, view),
            h.ul(class_="legend-list")[kinds()],
        ],
    ]
    return Filled(markup)


def _asked(world: World, view: View) -> h.Element:
    """What the fields above ask for stands right below them."""
    return h.div(class_="site-asked")[
        trial_section(world, view) if view.trial else None,
        lens_section(world, view) if view.challenge else None,
    ]


def _contents(world: World, view: View) -> h.Element:
    """Links to the parts of the tab, and to the tabs that go on from here."""
    parts = {
        "site-challenge": _("Challenges"),
        "site-networks": _("Networks"),
        "site-partners": _("Partners"),
        "site-trial": _("Trial clock"),
    }
    going_on = [key for key in GOING_ON if key in world.vocabulary["tabs"]]
    return h.nav(class_="site-contents", aria_label=_("Parts of this tab"))[
        *[h.a(href=f"#{key}")[label] for key, label in parts.items()],
        *[link(_(GOING_ON[key]), view, view=key) for key in going_on],
    ]
