"""Where things sit: header, tabs, rail, map, card, timeline, and what binds the controls.

Dash makes the skeleton, the controls of Mantine and the grid; everything that the address changes
comes over our own wire (:mod:`layers.page.wire`) and is shown by our own scripts (assets/main.js).
"""

from __future__ import annotations

from functools import cache
from typing import Any

import dash_mantine_components as dmc
from dash import ALL, ClientsideFunction, Dash, Input, Output, html
from plotly.io.json import to_json_plotly

from geo.scene.courses import is_laid
from geo.scene.scene import Scene, Scenes
from geo.view.address import parse
from geo.world.world import World
from layers.blocks.controls import bound
from layers.blocks.document import compact
from layers.blocks.empty import undrawn
from layers.blocks.markup import spelled
from layers.exports import menu as exports
from layers.flows.compare import compare_with
from layers.own import menu as own
from layers.page import search
from layers.page.actions import actions, way_out
from layers.page.rail import rail
from layers.page.said import said
from layers.page.spoken import speak
from layers.page.wire import opening
from layers.policy.clock import clock
from layers.scenes import panel as scenes_panel
from layers.scenes import words as scene_words
from layers.subject import CORRIDORS, DATA, PROJECT, REGIONS, Tab, body
from layers.subjects import MAP, OF_THE_MAP, tabs
from layers.text import gettext as text
from layers.text.gettext import _

BOUND = {"view": ALL, "part": ALL}


def register(
    app: Dash,
    world: World,
    usual: World | None = None,
    *,
    can_embed: bool = False,
    most_upload: int = 0,
) -> None:
    """Give an application its page, in every language, and bind the controls to the address.

    Parameters
    ----------
    app
        The application.
    world
        The built tables.
    usual
        The world that the server was started with, whose scenes stand in every page; this one by
        default.
    can_embed
        Whether pages of others may show a view in a frame: only then the page offers it.
    most_upload
        Bytes of the largest file that readers may open as data of their own; the page offers to
        open none by default.
    """
    offers: Any = {"can_embed": can_embed, "most_upload": most_upload}
    scenes = Scenes(world)
    made = cache(lambda lang, _is_laid: layout(world, scenes, lang, usual, **offers))
    made(text.SOURCE_LANGUAGE, is_laid(world))
    search.register(app, world)
    app.layout = lambda: made(text.language.get(), is_laid(world))
    speak(app.server, world)
    app.clientside_callback(
        ClientsideFunction("page", "write"), Output("written", "title"), Input(BOUND, "value")
    )
    app.clientside_callback(
        ClientsideFunction("page", "grid"),
        Output("written", "title", allow_duplicate=True),
        Input("grid", "selectedRows"),
        prevent_initial_call=True,
    )


def layout(
    world: World,
    scenes: Scenes,
    lang: str,
    usual: World | None = None,
    *,
    can_embed: bool = False,
    most_upload: int = 0,
) -> dmc.MantineProvider:
    """The whole page with the default view already in it, so that it opens without a question."""
    with text.spoken(lang, world.package.wording):
        view, found = parse(f"lang={lang}", world.vocabulary)
        scene = scenes.of(view)
        filled = said(world, scene, found)
        drafts = [own.panel(usual or world, most_upload)] if most_upload else []
        kept = [scenes_panel.panel(usual or world), *drafts]
        return _page(world, scene, filled, kept, can_embed=can_embed, most_upload=most_upload)


def _page(
    world: World, scene: Scene, filled: dict[str, str], kept: list[Any], **offers: Any
) -> dmc.MantineProvider:
    first = compact(opening(world, scene)).decode()
    return dmc.MantineProvider(
        [
            html.A(_("Skip to the map"), href="#map-frame", className="skip"),
            _views(world, scene, filled, kept, **offers),
            html.Div(id="written", hidden=True),
            html.Script(first, id="first", type="application/json"),
        ],
        theme={
            "primaryColor": "dark",
            "fontFamily": "inherit",
            "defaultRadius": "sm",
            # Open lists belong to the main landmark, not beside it.
            "components": {"Portal": {"defaultProps": {"target": "main"}}},
        },
        forceColorScheme="light",
    )


def _failure() -> html.Div:
    """Said when the server does not answer; hidden until then."""
    return html.Div(
        [
            html.Span(
                _("The server does not answer. The page still shows the view before."),
                className="failure-before",
            ),
            html.Span(
                _("The server does not answer. There is nothing to show yet."),
                className="failure-empty",
                hidden=True,
            ),
            html.Button(_("Try again"), className="button"),
        ],
        id="failure",
        role="alert",
        hidden=True,
        className="warning",
    )


ROWS = {REGIONS: "tab-middle", PROJECT: "tab-later", DATA: "tab-later"}
"""Class of the tabs of a group that begins or shares a later row of a narrow screen."""


def _views(
    world: World,
    scene: Scene,
    filled: dict[str, str],
    kept: list[Any],
    *,
    can_embed: bool,
    most_upload: int,
) -> dmc.Tabs:
    """The bar with its tabs, and what the open one shows."""
    main = [
        html.Div(id="notices", role="status", **{"data-still": filled["notices"]}),
        _failure(),
        _slow(),
        exports.progress(),
        *kept,
        html.Aside(rail(world, scene.view, filled), id="rail", **{"aria-label": _("Filters")}),
        _headline(filled),
        html.Div(id="pictures", **{"data-still": filled["pictures"]}),
        *_panels(world, scene, filled),
        _side(world, filled),
        clock(world, scene, filled),
        html.P(id="note", **{"data-still": filled["note"]}),
        *([way_out()] if can_embed else []),
        html.P(id="paper-address", className="on-paper"),
        # For the eye alone: the button says the same, and a reader is not interrupted.
        html.P(
            _("Escape leaves. Space plays, page keys step, B blanks the picture."),
            id="hall-keys",
            **{"aria-hidden": "true", "data-scenes": scene_words.keys()},
        ),
    ]
    return dmc.Tabs(
        [
            _header(world, filled, can_embed=can_embed, can_open=bool(most_upload)),
            scenes_panel.band(),
            html.Main(main),
        ],
        id=bound("view"),
        value=scene.view.view,
        className="views",
    )


def _side(world: World, filled: dict[str, str]) -> html.Aside:
    """What is said of the chosen place, and what it is compared with."""
    return html.Aside(
        [
            _sheet_tools(),
            html.Div(compare_with(world), className="compare-with"),
            html.Div(id="card", **{"data-still": filled["card"]}),
        ],
        id="side",
        **{"aria-label": _("Details")},
    )


def _slow() -> html.Div:
    """Said when an answer takes long, with the way back to the view before; hidden until then."""
    return html.Div(
        [
            html.Span(_("Still reading the view of this address.")),
            html.Button(_("Cancel"), className="button"),
        ],
        id="slow",
        role="status",
        hidden=True,
    )


def _sheet_tools() -> html.Div:
    """Size and end of the sheet that the card is on a narrow screen."""
    same = {"data-open": "✕", "data-close": "✕", "aria-expanded": "false", "aria-controls": "side"}
    return html.Div(
        [
            html.Button("⇕", className="sheet-size", **{"aria-label": _("Taller or lower")}),
            html.Button(
                "✕",
                className="sheet-close",
                **{"data-toggle": "side", "aria-label": _("Close"), **same},
            ),
        ],
        className="sheet-tools",
    )


def _headline(filled: dict[str, str]) -> html.Div:
    """The answer of the open tab in a sentence; whom it counts, the kind of figure, the filters."""
    return html.Div(
        [
            html.P(
                id="sentence",
                role="status",
                className="sentence",
                **{"data-still": filled["sentence"]},
            ),
            html.Div(
                [
                    html.Div(id="counted", **{"data-still": filled["counted"]}),
                    html.Div(id="chips", className="chip-row", **{"data-still": filled["chips"]}),
                ],
                className="headline-below",
            ),
            html.Div(id="chosen", **{"data-still": filled["chosen"]}),
        ],
        className="headline",
    )


def _tab_list(world: World) -> dmc.TabsList:
    """All tabs, in four groups that a rule parts."""
    listed = [(MAP, OF_THE_MAP, CORRIDORS)]
    listed += [(key, one.title, one.group) for key, one in tabs(world).items()]
    before = [CORRIDORS, *(group for _key, _title, group in listed)]
    return dmc.TabsList(
        [
            dmc.TabsTab(_(title), value=key, className=_place(group, last))
            for (key, title, group), last in zip(listed, before, strict=False)
        ],
        **{"aria-label": _("Views")},
    )


def _place(group: str, last: str) -> str:
    """Classes of a tab: first of its group, in a later row of a narrow screen, first there."""
    row = ROWS.get(group, "")
    marked = {"tab-first": group != last, row: row, "tab-row": row != ROWS.get(last, "")}
    return " ".join(name for name, holds in marked.items() if holds)


def _panels(world: World, scene: Scene, filled: dict[str, str]) -> list[dmc.TabsPanel]:
    """The map, filled, and a panel for each tab, only with its controls."""
    return [
        dmc.TabsPanel(_stage(world, scene, filled), value=MAP, className="panel panel-map"),
        *[
            dmc.TabsPanel(
                [
                    _controls(panel.key, panel.controls(world, scene.view)),
                    _body(panel),
                ],
                value=panel.key,
                className=f"panel panel-{panel.key}",
            )
            for panel in tabs(world).values()
        ],
    ]


def _controls(key: str, controls: list[Any]) -> html.Div:
    """The place of a tab's controls; the browser makes them when the tab first opens.

    All at once they are a sixth of what it does before the first view.
    """
    held = {"data-controls": to_json_plotly(controls)} if controls else {}
    return html.Div(id=f"controls-{key}", className="panel-controls", **held)


def _body(panel: Tab) -> html.Div:
    """The place that a tab fills, with the components of Dash that stand below its markup."""
    if not panel.below:
        return html.Div(id=body(panel.key), className="panel-body")
    below = [html.Div(id=one, className=one) for one in panel.below]
    return html.Div([html.Div(id=body(panel.key)), *below], className="panel-body")


def _header(world: World, filled: dict[str, Any], **offers: bool) -> html.Header:
    return html.Header(
        [
            html.H1(_("{world}"), title=_("{world}")),
            _tab_list(world),
            html.Nav(
                actions(world, filled, **offers),
                className="tools",
                **{"aria-label": _("Share and download")},
            ),
        ]
    )


def _stage(world: World, scene: Scene, filled: dict[str, Any]) -> html.Section:
    return html.Section(
        [
            _map(world, scene, filled),
            html.Div(id="empty", role="status", **{"data-still": filled["empty"]}),
        ],
        className="stage",
        **{"aria-label": _("Map")},
    )


def _map(world: World, scene: Scene, filled: dict[str, Any]) -> html.Div:
    """The map with its own buttons; the sentence and the table are its text equivalents."""
    return html.Div(
        [
            html.Div(
                html.Div(id=MAP, className="figure", **{"data-figure": ""}),
                id="map-frame",
                tabIndex="0",
                role="application",
                **{
                    "aria-label": _(
                        "Map of corridors between {regions}. Plus and minus zoom, arrows move, "
                        "0 shows the whole country. The table has the same figures."
                    ),
                    "aria-describedby": "sentence",
                },
            ),
            html.Div(id="map-needs", **{"data-constant": spelled(undrawn(world))}),
            _map_buttons(),
            html.Details(
                [
                    html.Summary(
                        [
                            html.Span(_("Legend"), className="visually-hidden"),
                            html.Span(id="key-folded"),
                        ]
                    ),
                    html.Div(id="legend", **{"data-still": filled["legend"]}),
                ],
                id="legend-box",
                open=True,
            ),
        ],
        className="map-box",
    )


def _map_buttons() -> html.Div:
    """Zoom and move without a wheel or a drag."""
    buttons = [
        ("zoom-in", "+", _("Zoom in")),
        ("zoom-out", "−", _("Zoom out")),
        ("home", "⌂", _("Whole country")),
        ("left", "←", _("Move west")),
        ("right", "→", _("Move east")),
        ("up", "↑", _("Move north")),
        ("down", "↓", _("Move south")),
    ]
    return html.Div(
        [
            html.Button(sign, title=label, **{"data-map": key, "aria-label": label})
            for key, sign, label in buttons
        ],
        className="map-buttons",
        role="group",
        **{"aria-label": _("Move the map")},
    )
