"""The rail: what is asked, as controls and as chips, and what of it was left out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import dash_mantine_components as dmc
import htpy as h
from dash import html

from geo.flows.question import MEASURES
from geo.scene.scene import Scene
from geo.shading.shading import FLOW_SHADES
from geo.view.address import NO_FIELD, OUTSIDE, TWICE, VALUE, Notice
from geo.view.view import BREAKS, DIRECTIONS, LOCKED, View
from geo.world.places import REGION
from geo.world.world import World
from layers.blocks.controls import bound, boxes, segments, select, select_or_none
from layers.blocks.links import link
from layers.blocks.marks import lit_label
from layers.blocks.markup import choice, spelled
from layers.flows.unsplit import unsplit_switches
from layers.map.figure import layers
from layers.page import search
from layers.sites.filter import kept_words, site_chips, ways_out
from layers.sites.trial import window_line
from layers.text import words
from layers.text.gettext import _

# Filters as chips that a click removes, notices, and the way out of an empty result.

FILTERS = ("origins", "destinations", "place", "direction", "lit", "sites")


def chips(world: World, scene: Scene) -> list[Any]:
    """One removable chip for each filter, and a link that removes all."""
    view, default = scene.view, scene.view.at_home
    found = [
        _chip(label, view, **{attribute: kept})
        for attribute in ("origins", "destinations")
        for label, kept in _listed(world, view, attribute)
    ]
    if scene.place.kind == REGION:
        found.append(_chip(words.region(world, view.place), view, place=""))
    if view.direction != default.direction:
        found.append(_chip(_(words.DIRECTIONS[view.direction]), view, direction=default.direction))
    if view.lit:
        found.append(_chip(lit_label(world, view), view, lit=""))
    found += [_chip(label, view, sites=kept) for label, kept in kept_words(view)]
    found += ways_out(world, view, "chip chip-clear")
    if found:
        cleared = {attribute: getattr(default, attribute) for attribute in FILTERS}
        found.append(link(_("Clear filters"), view, "chip chip-clear", **cleared))
    if view.trial:
        found.append(_chip(window_line(view.trial), view, trial=""))
    return found


def _chip(label: str, view: View, **changes: str) -> Any:
    cross = h.span(aria_hidden="true")["×"]
    return link(
        [label, " ", cross], view, "chip", _("Remove: {filter}").format(filter=label), **changes
    )


def _listed(world: World, view: View, attribute: str) -> list[tuple[str, str]]:
    """Label of each key of a list and the list without it."""
    keys, scheme = view.listed(attribute), world.schemes[view.scheme]
    template = _("from {place}") if attribute == "origins" else _("to {place}")
    return [
        (
            template.format(place=words.zone_or_region(world, scheme, key)),
            ",".join(k for k in keys if k != key),
        )
        for key in keys
    ]


def notices(found: Sequence[Notice]) -> list[Any]:
    """What the address asked for and could not have."""
    templates = {
        VALUE: _("{field}: “{found}” is not known and was left out. Expected {expected}."),
        OUTSIDE: _("{field}: “{found}” was left out: it names a place that these tables lack."),
        NO_FIELD: _("“{field}” is no part of an address of this page and was left out."),
        TWICE: _("{field} stands twice: the first counts, “{found}” was left out."),
    }
    return [
        h.p(
            class_="notice",
            # What is left out of a field that is shown as if it had another text.
            **{
                f"data_{part}": getattr(one, part)
                for part in ("field", "found", "used")
                if one.reason in (VALUE, OUTSIDE)
            },
        )[
            templates[one.reason].format(
                field=one.field, found=one.found, expected=_short(one.expected)
            )
        ]
        for one in found
    ]


def _short(expected: str) -> str:
    """The first words of a long list of allowed values."""
    return expected if len(expected) <= 120 else expected[:117] + "…"


# The left rail: one control for each field of the view, bound by its id alone.

SHADOW = {"shadow": "md"}


def rail(world: World, view: View, filled: dict[str, Any]) -> list[Any]:
    """All controls in reading order."""
    return [
        search.control(world),
        select(
            bound("scheme"),
            _("Regions by"),
            words.schemes(world),
            view.scheme,
            comboboxProps=SHADOW,
        ),
        html.Div(id="members", className="members", **{"data-still": filled["members"]}),
        *_ends(world, "from", _("Moved from"), filled),
        *_ends(world, "to", _("Moved to"), filled),
        html.Div(
            id="receiving-classes",
            className="quick",
            **{"data-still": filled["receiving-classes"]},
        ),
        _segments("direction", _("Direction"), [(d, _(words.DIRECTIONS[d])) for d in DIRECTIONS]),
        _count(world, view, filled),
        select(
            bound("measure"),
            _("Width shows"),
            [(m.key, _(words.MEASURES[m.key])) for m in MEASURES],
            view.measure,
            comboboxProps=SHADOW,
        ),
        _ranks(world, view),
        _shades(world, view),
        _classes(view),
        _layers(world),
        *([site_chips()] if world.vocabulary["site-filters"] else []),
        *unsplit_switches(world),
    ]


def _segments(field: str, label: str, options: list[tuple[str, str]]) -> html.Div:
    name = f"{field}-label"
    control = segments(bound(field), options, **{"aria-labelledby": name})
    return html.Div([html.Div(label, id=name, className="label"), control])


def _ends(world: World, field: str, label: str, filled: dict[str, Any]) -> list[Any]:
    """Zone chips and the list of regions, two controls of one field."""
    name = f"{field}-label"
    chips = f"{field}-chips"
    named = {"aria-labelledby": name}
    codes = world.counted.index
    regions = [choice(code, words.region(world, code)) for code in codes]
    return [
        html.Div(label, id=name, className="label"),
        boxes(bound(field, "zones"), filled[chips], id=chips, **named),
        html.Details(
            [
                html.Summary(_("Choose {regions}"), id=f"{field}-summary"),
                boxes(bound(field, "regions"), spelled(regions), className="boxes", **named),
            ],
            className="regions",
        ),
    ]


def _count(world: World, view: View, filled: dict[str, Any]) -> html.Div:
    most = world.vocabulary.corridors
    return html.Div(
        [
            dmc.NumberInput(
                id=bound("top"),
                label=_("Corridors drawn, of {most}").format(most=most),
                value=int(view.top) if view.top.isdigit() else most,
                min=1,
                max=most,
                step=10,
                clampBehavior="none",  # what is beyond the ends is told, not changed
                allowDecimal=False,
                # Waiting a while instead would report a number after the reader has gone back.
                debounce=True,
                hideControls=True,
                size="xs",
            ),
            html.Div(
                id="quick-counts", className="quick", **{"data-still": filled["quick-counts"]}
            ),
        ]
    )


def _ranks(world: World, view: View) -> dmc.Select:
    """What orders the corridors; empty follows the widths."""
    return select_or_none(
        bound("rank"),
        _("Rank by"),
        [(key, _(words.RANKS[key])) for key in world.vocabulary["ranks"]],
        view.rank,
        (_("what the width shows"), _("Rank by what the width shows")),
        comboboxProps=SHADOW,
    )


def _shades(world: World, view: View) -> dmc.Select:
    flows = [{"value": s.key, "label": _(words.SHADES[s.key])} for s in FLOW_SHADES]
    pairs = [{"value": one.key, "label": _(one.title)} for one in world.package.pairings]
    known = {shade.key for shade in FLOW_SHADES} | world.pairings.keys()
    others = [key for key in world.vocabulary["shades"] if key not in known]
    figures = [{"value": key, "label": _shade_label(world, key)} for key in others]
    groups = [
        (_("Migration in the interval"), flows),
        (_("Two values at once"), pairs),
        (_("{Regional} figures"), figures),
    ]
    return dmc.Select(
        id=bound("shade"),
        label=_("Shade {regions} by"),
        data=[{"group": group, "items": items} for group, items in groups if items],
        value=view.shade,
        allowDeselect=False,
        searchable=True,
        size="xs",
        maxDropdownHeight=320,
    )


def _shade_label(world: World, key: str) -> str:
    """Title of an indicator, with its coverage where no year covers all regions."""
    table = world.table("shading")
    best = int(table.loc[table["shade"] == key, "regions_count"].max())
    title = _(world.indicator(key).title)
    if best == len(world.counted):
        return title
    return title + " " + _("({n} of {all})").format(n=best, all=len(world.counted))


def _classes(view: View) -> html.Details:
    methods = [(key, _(words.BREAKS[key])) for key in BREAKS]
    return html.Details(
        [
            html.Summary(_("Classes and scale")),
            select(bound("breaks"), _("Class breaks"), methods, view.breaks, comboboxProps=SHADOW),
            dmc.TextInput(
                id=bound("breaks", "numbers"),
                label=_("Own breaks, up to five rising numbers"),
                placeholder="-1000000, 0, 1000000",
                value="",
                debounce=True,
                size="xs",
            ),
            _segments(
                "scale",
                _("Scale of the shades"),
                [(LOCKED, _("Same for all intervals")), ("free", _("This interval"))],
            ),
        ],
        className="more",
    )


def _layers(world: World) -> html.Div:
    chips = [choice(one.key, _(one.title)) for one in layers(world) if one.key]
    return html.Div(
        [
            html.Div(_("Layers"), id="layers-label", className="label"),
            boxes(bound("layers"), spelled(chips), **{"aria-labelledby": "layers-label"}),
        ]
    )
