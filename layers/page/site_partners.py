"""The partner triangles: government, academic and NGO, a missing corner shown as missing."""

from __future__ import annotations

from typing import Any

from dash import html

from geo.partners import CORNERS, local_triangles, national_triangle
from geo.scene import Scene
from geo.store import Store
from layers.page.figures import framed, grid
from layers.page.links import link, source
from layers.text import N_, _

CORNER_LABELS = {
    "government": N_("Government"),
    "academic": N_("Academic"),
    "NGO": N_("NGO or NPO"),
}
Corner = dict[Any, Any]


def partner_section(store: Store, scene: Scene) -> html.Section:
    """The national triangle, one for each site, and the same as a table."""
    national = national_triangle(store.table("networks")).to_dict("records")
    corners = local_triangles(store.paper_sites).to_dict("records")
    local = [corners[at : at + len(CORNERS)] for at in range(0, len(corners), len(CORNERS))]
    missing = sum(not isinstance(corner["partner"], str) for three in local for corner in three)
    triangles = [
        _triangle(_("Whole nation"), national),
        *[_triangle(three[0]["name"], three) for three in local],
    ]
    return html.Section(
        [
            html.H3(_("Who stands at the three corners?")),
            html.P(_partner_answer(len(local), missing)),
            html.Div(triangles, className="triangles"),
            html.Details(
                [
                    html.Summary(_("Read as a table")),
                    framed(_table(national, local), _("Partners by corner")),
                ],
                className="chart-table",
            ),
            html.P(
                [
                    _("Every lead partner must bring in agencies of the other kinds (4.3)."),
                    " ",
                    link(_("Lead partners on the map"), scene.view, view="map"),
                    " · ",
                    source(scene.view, "networks"),
                ],
                className="muted",
            ),
        ],
        id="site-partners",
        className="site-section",
    )


def _partner_answer(sites: int, missing: int) -> str:
    said = _(
        "The paper names one lead partner for each of {sites} sites and nobody for the other "
        "{missing} corners; for the nation all three are named."
    )
    return said.format(sites=sites, missing=missing)


def _named(corner: Corner) -> bool:
    return isinstance(corner["partner"], str)


def _blank(corner: Corner) -> str:
    return _("not named for this site") if "name" in corner else _("not named")


def _triangle(title: str, corners: list[Corner]) -> html.Div:
    """Three corners on a frame; a missing one is dashed and says so."""
    shown = [
        html.Li(
            [
                html.B(_(CORNER_LABELS[corner["corner"]])),
                html.Span(corner["partner"] if _named(corner) else _blank(corner)),
            ],
            className=f"corner corner-{corner['corner'].lower()}"
            + ("" if _named(corner) else " corner-missing"),
        )
        for corner in corners
    ]
    return html.Div([html.H4(title), html.Ul(shown, className="triangle")])


def _table(national: list[Corner], local: list[list[Corner]]) -> html.Table:
    """All triangles as rows."""
    head = [_("Triangle"), *[_(CORNER_LABELS[one]) for one in CORNERS], _("Section")]
    rows = [
        (
            three[0].get("name", _("Whole nation")),
            *[corner["partner"] if _named(corner) else _blank(corner) for corner in three],
            str(three[0]["section"]),
        )
        for three in [national, *local]
    ]
    return grid(_("Partners by corner"), head, rows)
