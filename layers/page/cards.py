"""The card at the right: what is chosen, in figures and in the paper's words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pandas as pd
from dash import html

from geo import portraits
from geo.places import CORRIDOR, END, NATION, NETWORK, PROVINCE, SITE, corridor_ends
from geo.scene import Scene
from geo.store import Store
from geo.view import View
from layers import text, words
from layers.page.links import link
from layers.page.paper_cards import end_card, network_card, site_card
from layers.page.spark import rank_line
from layers.text import _

LISTED = 10


def card(store: Store, scene: Scene) -> list[Any]:
    """Card of whatever is chosen; the nation when nothing is."""
    cards: dict[str, Callable[[Store, Scene], list[Any]]] = {
        NATION: nation_card,
        PROVINCE: province_card,
        CORRIDOR: corridor_card,
        SITE: site_card,
        NETWORK: network_card,
        END: end_card,
    }
    parts = cards[scene.place.kind](store, scene)
    if scene.place.kind != NATION:
        back = link(_("Close"), scene.view, "card-close", _("Back to the whole country"), place="")
        return [back, *parts]
    return parts


def figures(rows: list[tuple[str, str]], caption: str) -> html.Table:
    """Two-column table of names and values."""
    return html.Table(
        [
            html.Caption(caption),
            html.Tbody(
                [html.Tr([html.Th(name, scope="row"), html.Td(value)]) for name, value in rows]
            ),
        ],
        className="figures",
    )


def nation_card(store: Store, scene: Scene) -> list[Any]:
    """Zones and the largest corridors."""
    view = scene.view
    zones = portraits.zone_sums(store, view.period, view.scheme)
    rows = [
        (
            _(words.ZONES[str(zone)]),
            text.short(row["out_persons"]),
            text.short(row["in_persons"]),
            text.signed(text.short(row["net_persons"]), row["net_persons"]),
        )
        for zone, row in zones.iterrows()
    ]
    head = [_("Zone"), _("Left"), _("Arrived"), _("Net")]
    return [
        html.H2(_("China, {period}").format(period=words.interval(view.period))),
        html.P(
            _("Five-year migrants aged 5+ between provinces; estimates from a sample."),
            className="muted",
        ),
        _grid(_("Between zones"), head, rows),
        html.H3(_("Largest corridors")),
        corridor_list(store, view, portraits.largest(store, scene.question, LISTED)),
        *_rest(scene),
    ]


def _grid(caption: str, head: list[str], rows: list[tuple[str, ...]]) -> html.Table:
    return html.Table(
        [
            html.Caption(caption),
            html.Thead(html.Tr([html.Th(name, scope="col") for name in head])),
            html.Tbody(
                [
                    html.Tr([html.Th(row[0], scope="row"), *[html.Td(cell) for cell in row[1:]]])
                    for row in rows
                ]
            ),
        ],
        className="figures grid",
    )


def _rest(scene: Scene) -> list[Any]:
    """How many corridors are not drawn, with a way to read them all."""
    hidden = len(scene.rows) - len(scene.drawn)
    if not hidden:
        return []
    words_ = _("{n} more corridors are not drawn: read them all in the table")
    return [
        html.P(
            link(words_.format(n=text.decimal(hidden)), scene.view, view="table"),
            className="more-link",
        )
    ]


def corridor_list(store: Store, view: View, rows: pd.DataFrame) -> html.Ol:
    """Ranked corridors, each a link that chooses it."""
    items = []
    for row in rows.to_dict("records"):
        key = f"{row['origin_code']}-{row['destination_code']}"
        label = [
            html.Span(words.corridor(store, row["origin_code"], row["destination_code"])),
            html.B(text.people(row["persons"])),
        ]
        chosen = "chosen" if key in view.place.split(",") else ""
        items.append(html.Li(link(label, view, chosen, place=key)))
    return html.Ol(items, className="ranked")


def province_card(store: Store, scene: Scene) -> list[Any]:
    """In, out and net with ranks, and the five largest partners each way."""
    view, code = scene.view, scene.place.key
    margins = portraits.province_margins(store, view.period, code)
    count = len(store.counted)
    row = store.counted.loc[code]
    rank = _("{value} · {rank} of {count}")
    sides = [
        (label, rank.format(value=written, rank=margins[f"{side}_rank"], count=count))
        for side, label, written in (
            ("out", _("Left"), text.people(margins["out_persons"])),
            ("in", _("Arrived"), text.people(margins["in_persons"])),
            (
                "net",
                _("Net"),
                text.signed(text.people(margins["net_persons"]), margins["net_persons"]),
            ),
        )
    ]
    rates = _("net {n} per 1,000 residents of {year}").format(
        n=text.signed(text.decimal(margins["net_rate_per_1000"], 1), margins["net_rate_per_1000"]),
        year=int(margins["population_year"]),
    )
    zones = " · ".join(_(words.ZONES[row[column]]) for column in ("three_zone", "coast_interior"))
    return [
        html.H2([words.province(store, code), html.Span(f" {row['name_zh']}", lang="zh")]),
        html.P(f"{_(row['kind'])} · {zones}", className="muted"),
        figures(
            sides,
            _("Five-year migrants aged 5+, {period}").format(period=words.interval(view.period)),
        ),
        html.P(
            _("{rates}; net over gross {n}").format(
                rates=rates, n=text.percent(margins["effectiveness_percent"])
            )
        ),
        *_partners(store, view, code, "out", _("Five largest destinations")),
        *_partners(store, view, code, "in", _("Five largest origins")),
        *_sites_in(store, view, code),
    ]


def _partners(store: Store, view: View, code: str, direction: str, title: str) -> list[Any]:
    top = portraits.top_partners(store, view.period, code, direction)
    items = []
    for row in top.to_dict("records"):
        label = [
            html.Span(words.province(store, row["partner_code"])),
            html.B(f"{text.people(row['persons'])} · {text.percent(row['side_share_percent'])}"),
        ]
        key = f"{row['origin_code']}-{row['destination_code']}"
        items.append(html.Li(link(label, view, place=key)))
    share = text.percent(float(top["side_share_percent"].sum()))
    held = (
        _("together {share} of all who left")
        if direction == "out"
        else _("together {share} of all who arrived")
    )
    return [
        html.H3(title),
        html.Ol(items, className="ranked"),
        html.P(held.format(share=share), className="muted"),
    ]


def _sites_in(store: Store, view: View, code: str) -> list[Any]:
    inside = [place for place in store.places.values() if place.province == code]
    if not inside:
        return []
    links = [html.Li(link(place.key.title(), view, place=place.key)) for place in inside]
    return [html.H3(_("The paper's places here")), html.Ul(links, className="plain")]


def corridor_card(store: Store, scene: Scene) -> list[Any]:
    """Both directions, net, and the rank through all intervals."""
    keys = scene.place.corridors
    if len(keys) > 1:
        return [
            html.H2(_("{n} corridors chosen").format(n=len(keys))),
            corridor_list(store, scene.view, scene.chosen),
        ]
    history = portraits.corridor_history(store, keys[0])
    row = history[history["period"] == scene.view.period].iloc[0]
    origin, destination = corridor_ends(keys[0])
    there, back = (
        words.corridor(store, origin, destination),
        words.corridor(store, destination, origin),
    )
    per = _("{people} ({sample} in the sample)")
    effect = row["effectiveness_percent"]
    rows = [
        (
            there,
            per.format(
                people=text.people(row["migrants_persons"]),
                sample=text.decimal(row["sample_persons"]),
            ),
        ),
        (
            back,
            per.format(
                people=text.people(row["reverse_persons"]),
                sample=text.decimal(row["reverse_sample_persons"]),
            ),
        ),
        (_("Net"), text.signed(text.people(row["net_persons"]), row["net_persons"])),
        (
            _("Net over gross"),
            words.measure_value(
                "effectiveness", float(effect) if pd.notna(effect) else float("nan")
            ),
        ),
        (
            _("Share of all who left {place}").format(place=words.province(store, origin)),
            text.percent(row["share_percent"]),
        ),
        (
            _("Rate per 1,000 residents of the origin, {year}").format(
                year=row["origin_population_year"]
            ),
            text.decimal(row["rate_per_1000"], 2),
        ),
    ]
    ranks = history["rank"].tolist()
    labels = [words.interval(period) for period in history["period"]]
    spoken = "; ".join(f"{label}: {rank}" for label, rank in zip(labels, ranks, strict=True))
    caveat = (
        [html.P("⚠ " + _(row["caveat"]), className="warning")]
        if isinstance(row["caveat"], str)
        else []
    )
    return [
        html.P(
            _("Corridor {rank} of {count}, {period}").format(
                rank=row["rank"],
                count=text.decimal(store.vocabulary.corridors),
                period=words.interval(scene.view.period),
            ),
            className="muted",
        ),
        html.H2(there),
        figures(rows, _("Five-year migrants aged 5+, estimates")),
        *caveat,
        link(_("See the way back"), scene.view, "more-link", place=f"{destination}-{origin}"),
        html.H3(_("Rank by people, interval by interval")),
        rank_line(
            [label[2:5] + label[-2:] for label in labels],
            ranks,
            _("Rank: {ranks}").format(ranks=spoken),
        ),
        html.P(words.period_source(store, scene.view.period), className="muted"),
    ]
