"""Card of one corridor, and lists of corridors."""

from __future__ import annotations

from typing import Any

import pandas as pd
from dash import html

from geo import portraits
from geo.places import corridor_ends
from geo.ranking import ranking_of
from geo.scene import Scene
from geo.store import Store
from layers import text, words
from layers.page.brief import card_tools
from layers.page.figures import figures
from layers.page.hukou import hukou_at
from layers.page.links import link
from layers.page.lit import lit_codes, marked
from layers.page.ranked import rank_line_of
from layers.page.sampling import method
from layers.page.spark import rank_line
from layers.page.two_ends import both_ends, gains_and_losses, sites_and_networks
from layers.ranges import between, net_words, with_ranges
from layers.text import _


def corridor_card(store: Store, scene: Scene) -> list[Any]:
    """Both directions, both ends and the rank through time; a list when several are chosen."""
    keys = scene.place.corridors
    if len(keys) > 1:
        return [
            html.H2(_("{n} corridors chosen").format(n=len(keys))),
            corridor_list(store, scene, scene.chosen),
        ]
    origin, destination = corridor_ends(keys[0])
    name, period = words.corridor(store, origin, destination), words.interval(scene.view.period)
    history = portraits.corridor_history(store, keys[0])
    chosen = history[history["period"] == scene.view.period]
    if chosen.empty:
        return [html.H2(name), html.P(f"{period}: {text.no_figure()}")]
    row = chosen.iloc[0]
    caveat = (
        [html.P("⚠ " + _(row["caveat"]), className="warning")]
        if isinstance(row["caveat"], str)
        else []
    )
    ends = (store, scene.view, origin, destination)
    return [
        html.P(
            _("Corridor {rank} of {count}, {period}").format(
                rank=row["rank"],
                count=text.decimal(store.vocabulary.corridors),
                period=period,
            ),
            className="muted",
        ),
        html.H2(name),
        *card_tools(scene.view),
        html.Div([_flows(store, row), _ranks(history)], className="paper-row"),
        method(store, scene.view.period),
        *caveat,
        link(_("See the way back"), scene.view, "more-link", place=f"{destination}-{origin}"),
        *both_ends(*ends),
        *gains_and_losses(store, origin, destination),
        html.Div(
            [html.Div(sites_and_networks(*ends)), html.Div(hukou_at(store, destination))],
            className="paper-row",
        ),
        html.P(words.period_source(store, scene.view.period), className="muted"),
    ]


def _flows(store: Store, row: pd.Series) -> html.Div:
    table = figures(_facts(store, row), _("Five-year migrants aged 5+, estimates"))
    return html.Div(table, className="kind-estimated")


def _facts(store: Store, row: pd.Series) -> list[tuple[str, str]]:
    """Names and values of one corridor in one interval."""
    origin, destination = row["origin_code"], row["destination_code"]
    per = _("{people} ({sample} in the sample)")
    there, back = (
        per.format(people=text.people(row[persons]), sample=text.decimal(row[sample]))
        for persons, sample in (
            ("migrants_persons", "sample_persons"),
            ("reverse_persons", "reverse_sample_persons"),
        )
    )
    effect = row["effectiveness_percent"]
    known = float(effect) if pd.notna(effect) else float("nan")
    share = _("Share of all who left {place}").format(place=words.province(store, origin))
    rate = _("Rate per 1,000 residents of the origin, {year}").format(
        year=row["origin_population_year"]
    )
    span = with_ranges(store, row.to_frame().T.infer_objects()).iloc[0]
    return [
        (words.corridor(store, origin, destination), there),
        (_("95% sampling range"), between(span["low_persons"], span["high_persons"])),
        (words.corridor(store, destination, origin), back),
        (_("Net"), text.signed(text.people(row["net_persons"]), row["net_persons"])),
        (_("95% sampling range of the net"), net_words(span)),
        (_("Net over gross"), words.measure_value("effectiveness", known)),
        (share, text.percent(row["share_percent"])),
        (rate, text.decimal(row["rate_per_1000"], 2)),
    ]


def _ranks(history: pd.DataFrame) -> html.Div:
    """Rank in every interval, drawn and spoken."""
    ranks = history["rank"].tolist()
    labels = [words.interval(period) for period in history["period"]]
    spoken = "; ".join(f"{label}: {rank}" for label, rank in zip(labels, ranks, strict=True))
    short = [label[2:5] + label[-2:] for label in labels]
    line = rank_line(short, ranks, _("Rank: {ranks}").format(ranks=spoken))
    return html.Div([html.H3(_("Rank by people, interval by interval")), line])


def corridor_list(store: Store, scene: Scene, rows: pd.DataFrame) -> html.Ol:
    """Ranked corridors, each a link that chooses it; lit provinces have their mark."""
    view, ranking = scene.view, ranking_of(store, scene)
    lit = lit_codes(store, view)
    items = []
    for row in rows.to_dict("records"):
        key = f"{row['origin_code']}-{row['destination_code']}"
        ends = [marked(store, row[f"{end}_code"], lit) for end in ("origin", "destination")]
        label = [
            html.Span([" → ".join(ends), *rank_line_of(ranking, row)]),
            html.B(text.people(row["persons"])),
        ]
        chosen = "chosen" if key in view.place.split(",") else ""
        items.append(html.Li(link(label, view, chosen, place=key)))
    return html.Ol(items, className="ranked")
