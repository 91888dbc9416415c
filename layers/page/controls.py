"""The left rail: one control for each field of the view, bound by its id alone.

A control with the id of :func:`layers.page.bound.bound` needs no callback of its own: the browser
writes its value to the address and fills it from the address.
"""

from __future__ import annotations

from typing import Any

import dash_mantine_components as dmc
from dash import html

from geo.field_checks import BREAKS
from geo.fields import DIRECTIONS
from geo.pairing import PAIRING
from geo.questions import MEASURES
from geo.ranks import RANK
from geo.regions import SCHEMES
from geo.shading import FLOW_SHADES
from geo.store import Store
from geo.view import LAYERS, View
from layers import rank_words, words
from layers.page.bound import bound
from layers.page.boxes import boxes, segments
from layers.page.search import search
from layers.page.select import select, select_or_none
from layers.page.site_filter import site_chips
from layers.page.still import Box, spelled
from layers.text import _

SHADOW = {"shadow": "md"}


def rail(store: Store, view: View, filled: dict[str, Any]) -> list[Any]:
    """All controls in reading order."""
    return [
        search(store),
        select(
            bound("scheme"),
            _("Regions by"),
            [(s.key, _(words.SCHEMES[s.key])) for s in SCHEMES],
            view.scheme,
            comboboxProps=SHADOW,
        ),
        html.Div(id="members", className="members", **{"data-still": filled["members"]}),
        *_ends(store, "from", _("Moved from"), filled),
        *_ends(store, "to", _("Moved to"), filled),
        html.Div(
            id="receiving-classes",
            className="quick",
            **{"data-still": filled["receiving-classes"]},
        ),
        _segments("direction", _("Direction"), [(d, _(words.DIRECTIONS[d])) for d in DIRECTIONS]),
        _count(store, view, filled),
        select(
            bound("measure"),
            _("Width shows"),
            [(m.key, _(words.MEASURES[m.key])) for m in MEASURES],
            view.measure,
            comboboxProps=SHADOW,
        ),
        _ranks(view),
        _shades(store, view),
        _classes(view),
        _layers(),
        site_chips(),
    ]


def _segments(field: str, label: str, options: list[tuple[str, str]]) -> html.Div:
    name = f"{field}-label"
    control = segments(bound(field), options, **{"aria-labelledby": name})
    return html.Div([html.Div(label, id=name, className="label"), control])


def _ends(store: Store, field: str, label: str, filled: dict[str, Any]) -> list[Any]:
    """Zone chips and the list of provinces, two controls of one field."""
    name = f"{field}-label"
    chips = f"{field}-chips"
    named = {"aria-labelledby": name}
    codes = store.counted.index
    provinces = [Box(code, words.province(store, code)) for code in codes]
    return [
        html.Div(label, id=name, className="label"),
        boxes(bound(field, "zones"), filled[chips], id=chips, **named),
        html.Details(
            [
                html.Summary(_("Choose provinces"), id=f"{field}-summary"),
                boxes(bound(field, "provinces"), spelled(provinces), className="boxes", **named),
            ],
            className="provinces",
        ),
    ]


def _count(store: Store, view: View, filled: dict[str, Any]) -> html.Div:
    most = store.vocabulary.corridors
    return html.Div(
        [
            dmc.NumberInput(
                id=bound("top"),
                label=_("Corridors drawn, of {most}").format(most=most),
                value=int(view.top) if view.top.isdigit() else most,
                min=1,
                max=most,
                step=10,
                clampBehavior="strict",
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


def _ranks(view: View) -> dmc.Select:
    """What orders the corridors; empty follows the widths."""
    return select_or_none(
        bound("rank"),
        _("Rank by"),
        [(key, _(rank_words.RANKS[key])) for key in RANK],
        view.rank,
        (_("what the width shows"), _("Rank by what the width shows")),
        comboboxProps=SHADOW,
    )


def _shades(store: Store, view: View) -> dmc.Select:
    flows = [{"value": s.key, "label": _(words.SHADES[s.key])} for s in FLOW_SHADES]
    pairs = [{"value": key, "label": _(words.PAIRINGS[key])} for key in PAIRING]
    known = {shade.key for shade in FLOW_SHADES} | PAIRING.keys()
    others = [key for key in store.vocabulary.shades if key not in known]
    return dmc.Select(
        id=bound("shade"),
        label=_("Shade provinces by"),
        data=[
            {"group": _("Migration in the interval"), "items": flows},
            {"group": _("Two values at once"), "items": pairs},
            {
                "group": _("Provincial figures"),
                "items": [{"value": key, "label": _shade_label(store, key)} for key in others],
            },
        ],
        value=view.shade,
        allowDeselect=False,
        searchable=True,
        size="xs",
        maxDropdownHeight=320,
    )


def _shade_label(store: Store, key: str) -> str:
    """Title of an indicator, with its coverage where no year covers all provinces."""
    table = store.table("shading")
    best = int(table.loc[table["shade"] == key, "provinces_count"].max())
    title = _(store.indicator(key).title)
    if best == len(store.counted):
        return title
    return title + " " + _("({n} of {all})").format(n=best, all=len(store.counted))


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
                [("locked", _("Same for all intervals")), ("free", _("This interval"))],
            ),
        ],
        className="more",
    )


def _layers() -> html.Div:
    chips = [Box(key, _(words.LAYERS[key])) for key in LAYERS]
    return html.Div(
        [
            html.Div(_("Layers"), id="layers-label", className="label"),
            boxes(bound("layers"), spelled(chips), **{"aria-labelledby": "layers-label"}),
        ]
    )
