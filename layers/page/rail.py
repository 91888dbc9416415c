"""The rail: one control for each field of the view, in the order of use.

Who and where, when, how many, what is shown; what is needed less often is folded below. Each
control is bound by its id alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import dash_mantine_components as dmc
import htpy as h
from dash import html

from geo.flows.question import MEASURES
from geo.scene.scene import Scene
from geo.shading.shading import FLOW_SHADES
from geo.view.view import BREAKS, DIRECTIONS, INKS, LOCKED, View
from geo.world.declared import Scheme
from geo.world.world import World
from layers.blocks.controls import as_options, bound, boxes, segments, select, select_or_none
from layers.blocks.marks import scheme_note
from layers.blocks.markup import choice, kept_markup, spelled
from layers.flows.unsplit import unsplit_switches
from layers.flows.who import who
from layers.map.figure import layers
from layers.page import search
from layers.sites.filter import site_chips
from layers.text import joints, numbers, words
from layers.text.gettext import _

SHADOW = {"shadow": "md"}
FEW = 5
MOST_COUNTED = 8
"""More zones than these are counted together and not one by one."""


def rail(world: World, view: View, filled: dict[str, Any]) -> list[Any]:
    """All controls, in groups; what a world has nothing for is hidden."""
    return [
        _group("who", _("Who and where"), _who(world, view, filled)),
        _group("when", _("When"), [_when(world, view)]),
        _group("many", _("How many"), _many(world, view, filled), filled["quick-counts"]),
        _group("what", _("What is shown"), _what(world, view)),
        html.Div(
            [
                _fold(
                    "layers",
                    _("Layers"),
                    [_layers(world), _ink(), *_sites(world)],
                    filled,
                    is_shown=world.is_drawn,
                ),
                _fold(
                    "members",
                    _("Who belongs where"),
                    _belongs(filled),
                    filled,
                    is_shown=world.is_grouped,
                ),
                _fold(
                    "classes",
                    _("Classes and breaks"),
                    _classes(view),
                    filled,
                    is_shown=world.is_drawn,
                ),
                *unsplit_switches(world),
            ],
            className="rail-folds",
        ),
    ]


def _group(key: str, title: str, controls: list[Any], beside: str = "") -> html.Section:
    """A group under its head; what stands beside the head is markup."""
    name = f"rail-{key}"
    counts = [html.Div(id="quick-counts", className="quick", **{"data-still": beside})]
    head = html.Div([html.H2(title, id=name), *(counts if beside else [])], className="rail-head")
    return html.Section([head, *controls], className="rail-group", **{"aria-labelledby": name})


def _fold(
    key: str, title: str, controls: list[Any], filled: dict[str, Any], *, is_shown: bool = True
) -> html.Details:
    """Controls folded away under a line that says how they stand."""
    summary = html.Summary([html.Span(title), *_stand(key, filled)])
    marks = _hidden(is_shown=is_shown)
    return html.Details([summary, *controls], className=f"more more-{key}", **marks)


def _hidden(*, is_shown: bool) -> dict[str, bool]:
    """What hides an element that stands for its id alone."""
    return {} if is_shown else {"hidden": True}


def _stand(key: str, filled: dict[str, Any]) -> list[html.Span]:
    part = f"{key}-stand"
    return [html.Span(id=part, **{"data-still": filled[part]})] if part in filled else []


def _who(world: World, view: View, filled: dict[str, Any]) -> list[Any]:
    directions = [(key, _(words.DIRECTIONS[key])) for key in DIRECTIONS]
    return [
        *who(world, view),
        search.control(world),
        *_ends(world, "from", _("From"), filled),
        *_ends(world, "to", _("To"), filled),
        html.Div(
            select(
                bound("scheme"),
                _("Zones"),
                words.schemes(world),
                view.scheme,
                comboboxProps=SHADOW,
            ),
            **_hidden(is_shown=world.is_grouped),
        ),
        _segments("direction", _("Flows"), directions),
    ]


def _ends(world: World, field: str, label: str, filled: dict[str, Any]) -> list[Any]:
    """The list of regions and the zone chips, two controls of one field."""
    name, chips, kept = (f"{field}-{part}" for part in ("label", "chips", "kept"))
    named = {"aria-labelledby": name}
    summary = [
        html.Span(label, id=name, className="visually-hidden"),
        html.Span(id=kept, className="regions-kept", **{"data-still": filled[kept]}),
    ]
    return [
        html.Div(
            [
                html.Span(label, className="label", **{"aria-hidden": "true"}),
                html.Details(
                    [
                        html.Summary(summary, id=f"{field}-summary"),
                        _regions(world, field, named),
                    ],
                    className="regions",
                ),
                boxes(bound(field, "zones"), filled[chips], id=chips, **named),
            ],
            className="rail-row rail-ends",
        )
    ]


def _regions(world: World, field: str, named: dict[str, str]) -> html.Div:
    """A box for each region; of very many none, but the way to keep to one."""
    if world.has_many:
        said = _("Find a {region} by its name: its card keeps the corridors to it.")
        return html.Div(html.P(said), className="boxes")
    regions = [choice(code, words.region(world, code)) for code in world.counted.index]
    return boxes(bound(field, "regions"), spelled(regions), className="boxes", **named)


def _when(world: World, view: View) -> html.Div:
    """The interval and the steps: the same state as the strip of time."""
    periods = [(period, words.interval(period)) for period in world.vocabulary["periods"]]
    named = {"aria-label": _("{Spanning} interval")}
    steps = [("-1", "◀", _("Earlier interval")), ("1", "▶", _("Later interval"))]
    return html.Div(
        [
            select(bound("period", "main:2"), "", periods, view.period, **named),
            *(
                html.Button(sign, **{"data-step": by, "aria-label": name})
                for by, sign, name in steps
            ),
        ],
        className="rail-when",
    )


def _many(world: World, view: View, filled: dict[str, Any]) -> list[Any]:
    most = world.vocabulary.corridors
    label = _("Corridors drawn, {most} at most").format(most=most)
    slider = boxes(
        bound("top", "slider"),
        spelled(h.input(type="range", min="0", max="1000", step="25", aria_label=label)),
        className="slider",
        **{"aria-label": _("How many")},
    )
    typed = dmc.NumberInput(
        id=bound("top"),
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
        **{"aria-label": label},
    )
    of = html.Span(id="top-of", className="label", **{"data-still": filled["top-of"]})
    rank = select_or_none(
        bound("rank"),
        _("Rank by"),
        [(key, _(words.RANKS[key])) for key in world.vocabulary["ranks"]],
        view.rank,
        (_("what the width shows"), _("Rank by what the width shows")),
        comboboxProps=SHADOW,
    )
    return [html.Div([slider, typed, of], className="rail-count"), rank]


def _what(world: World, view: View) -> list[Any]:
    measures = [(one.key, _(words.MEASURES[one.key])) for one in MEASURES]
    known, why = world.vocabulary["measures"], words.of_category_off(MEASURES, words.MEASURES)
    width = select(
        bound("measure"),
        _("Width"),
        measures,
        view.measure,
        known,
        why,
        comboboxProps=SHADOW,
        maxDropdownHeight=320,
    )
    shades = html.Div(_shades(world, view), **_hidden(is_shown=world.is_drawn))
    return [width, shades]


def _ink() -> html.Div:
    """What the colour of a corridor says."""
    options = [(key, _(words.INKS[key])) for key in INKS]
    return _segments("ink", _("Colour of corridors"), options)


def _segments(field: str, label: str, options: list[tuple[str, str]]) -> html.Div:
    name = f"{field}-label"
    control = segments(bound(field), options, **{"aria-labelledby": name})
    return html.Div([html.Div(label, id=name, className="label"), control], className="rail-row")


def _shades(world: World, view: View) -> dmc.Select:
    named = [(one.key, _(words.SHADES[one.key])) for one in FLOW_SHADES]
    why = words.of_category_off(FLOW_SHADES, words.SHADES)
    flows = as_options(named, world.vocabulary["shades"], why)
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
        label=_("Shade"),
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
    return _("{title} ({n} of {all})").format(title=title, n=best, all=len(world.counted))


def _layers(world: World) -> html.Div:
    chips = [choice(one.key, _(one.title)) for one in layers(world) if one.key]
    return boxes(bound("layers"), spelled(chips), **{"aria-label": _("Layers")})


def _sites(world: World) -> list[html.Div]:
    return [site_chips()] if world.vocabulary["site-filters"] else []


def _belongs(filled: dict[str, Any]) -> list[html.Div]:
    return [
        html.Div(id="members", className="members", **{"data-still": filled["members"]}),
        html.Div(
            id="receiving-classes", className="quick", **{"data-still": filled["receiving-classes"]}
        ),
    ]


def _classes(view: View) -> list[Any]:
    methods = [(key, _(words.BREAKS[key])) for key in BREAKS]
    return [
        select(
            bound("breaks"),
            _("Class breaks"),
            methods,
            view.breaks,
            placeholder=_(words.BREAKS["manual"]),  # own numbers are none of the list
            comboboxProps=SHADOW,
        ),
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
    ]


# What the controls hold in words, for the view that is shown.


def kept(world: World, view: View, field: str) -> str:
    """What one side of the corridors is kept to: all regions, or the zones and regions chosen."""
    keys = view.listed("origins" if field == "from" else "destinations")
    if not keys:
        return _("All {n} {regions}").format(n=numbers.decimal(len(world.counted)))
    scheme = world.schemes[view.scheme]
    return joints.listed(words.zone_or_region(world, scheme, key) for key in keys)


def drawn_of(scene: Scene) -> str:
    """Of how many corridors that the filters keep some are drawn, or that all or none are."""
    if not scene.count:
        return _("none left")
    if scene.drawn_count < scene.count:
        return _("of {most}").format(most=numbers.decimal(scene.count))
    return _("all {n} drawn").format(n=numbers.decimal(scene.count))


def layers_on(world: World, scene: Scene) -> str:
    """How many layers are drawn."""
    keys = [one.key for one in layers(world) if one.key]
    return _("{n} of {all} on").format(
        n=sum(key in scene.view.listed("layers") for key in keys), all=len(keys)
    )


def members_count(world: World, scheme: Scheme) -> str:
    """How many regions each zone has; of many zones how many they are."""
    zones = world.members[scheme.key]
    if len(zones) > MOST_COUNTED:
        return _("{n} zones").format(n=numbers.decimal(len(zones)))
    return " · ".join(str(len(codes)) for codes in zones.values())


@kept_markup
def members(world: World, scheme: Scheme) -> list[h.Element]:
    """Member list of the scheme: which regions make up each zone, and what to know of it."""
    listed = [
        h.p[
            h.b[words.zone(scheme, zone)],
            h.span[joints.noted("", str(len(codes))), joints.blank()],
            _some_of(world, codes),
        ]
        for zone, codes in world.members[scheme.key].items()
    ]
    return [*listed, *scheme_note(scheme)]


def _some_of(world: World, codes: Sequence[str]) -> str:
    """Names of the regions of a zone; of very many the first."""
    most = FEW if world.has_many else len(codes)
    names = [words.region(world, code) for code in codes[:most]]
    if len(codes) <= most:
        return joints.listed(names)
    return _("{places} and {n} more").format(
        places=joints.clauses(names), n=numbers.decimal(len(codes) - most)
    )
