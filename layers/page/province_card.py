"""Card of a province: in, out and net, its partners, and the paper's places in it."""

from __future__ import annotations

import math
from typing import Any

from dash import html

from geo import portraits
from geo.ranking import ranking_of
from geo.scene import Scene
from geo.store import Store
from geo.view import View
from layers import text, words
from layers.page.brief import card_tools
from layers.page.figures import figures
from layers.page.hukou import mega_stance
from layers.page.links import link
from layers.page.lit import lit_codes, marked
from layers.page.ranked import list_title, rank_line_of
from layers.page.sampling import method
from layers.ranges import between, margins_with_ranges, net_words
from layers.text import _


def province_card(store: Store, scene: Scene) -> list[Any]:
    """In, out and net with ranks, and the five largest partners each way."""
    view, code = scene.view, scene.place.key
    margins = portraits.province_margins(store, view.period, code)
    row = store.counted.loc[code]
    zones = " · ".join(_(words.ZONES[row[column]]) for column in ("three_zone", "coast_interior"))
    heading = [
        html.H2([words.province(store, code), html.Span(f" {row['name_zh']}", lang="zh")]),
        html.P(f"{_(row['kind'])} · {zones}", className="muted"),
        *card_tools(view),
        *mega_stance(store, view),
    ]
    title = _("Five-year migrants aged 5+, {period}").format(period=words.interval(view.period))
    if math.isnan(margins["net_persons"]):
        return [*heading, html.P(f"{title}: {text.no_figure()}"), *_sites_in(store, view, code)]
    return [
        *heading,
        html.Div(
            figures([*_sides(margins, len(store.counted)), *_spans(store, view, code)], title),
            className="kind-estimated",
        ),
        method(store, view.period),
        html.P(_rates(margins)),
        *_partners(
            store,
            scene,
            "out",
            list_title(view, _("Five largest destinations"), _("Five destinations")),
        ),
        *_partners(
            store, scene, "in", list_title(view, _("Five largest origins"), _("Five origins"))
        ),
        *_sites_in(store, view, code),
    ]


def _sides(margins: dict[str, float], count: int) -> list[tuple[str, str]]:
    """Left, arrived and net, each with its rank."""
    ranked = _("{value} · {rank} of {count}")
    written = {
        "out": (_("Left"), text.people(margins["out_persons"])),
        "in": (_("Arrived"), text.people(margins["in_persons"])),
        "net": (
            _("Net"),
            text.signed(text.people(margins["net_persons"]), margins["net_persons"]),
        ),
    }
    return [
        (label, ranked.format(value=value, rank=text.decimal(margins[f"{side}_rank"]), count=count))
        for side, (label, value) in written.items()
    ]


def _spans(store: Store, view: View, code: str) -> list[tuple[str, str]]:
    """95 % sampling ranges of the three."""
    row = margins_with_ranges(store, view.period).loc[code]
    return [
        (_("Left, 95% range"), between(row["out_low_persons"], row["out_high_persons"])),
        (_("Arrived, 95% range"), between(row["in_low_persons"], row["in_high_persons"])),
        (_("Net, 95% range"), net_words(row)),
    ]


def _rates(margins: dict[str, float]) -> str:
    """Net rate with its named denominator, and effectiveness."""
    over = _("net over gross {n}").format(n=text.percent(margins["effectiveness_percent"]))
    rate = margins["net_rate_per_1000"]
    if math.isnan(rate):
        return over
    per = _("net {n} per 1,000 residents of {year}").format(
        n=text.signed(text.decimal(rate, 1), rate), year=int(margins["population_year"])
    )
    return f"{per}; {over}"


def _partners(store: Store, scene: Scene, direction: str, title: str) -> list[Any]:
    view, ranking = scene.view, ranking_of(store, scene)
    top = portraits.top_partners(store, view.period, scene.place.key, direction, view.rank)
    lit = lit_codes(store, view)
    items = []
    for row in top.to_dict("records"):
        label = [
            html.Span([marked(store, row["partner_code"], lit), *rank_line_of(ranking, row)]),
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
    inside = [key for key, place in store.places.items() if place.province == code]
    names = dict(zip(store.loaded.sites["site"], store.loaded.sites["name"], strict=True))
    parts: list[Any] = []
    for title, keys in (
        (_("The paper's places here"), [key for key in inside if key not in names]),
        (_("Loaded by you"), [key for key in inside if key in names]),
    ):
        links = [html.Li(link(names.get(key, key.title()), view, place=key)) for key in keys]
        parts += [html.H3(title), html.Ul(links, className="plain")] if links else []
    return parts
