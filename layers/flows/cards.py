"""Card of one corridor, and lists of corridors."""

from __future__ import annotations

import math
from typing import Any

import htpy as h
import pandas as pd

from geo.flows import portraits
from geo.flows.query import door
from geo.flows.question import CATEGORY_SHARE, MEASURE, SMALL_BASE_SAMPLE_PERSONS
from geo.rows import Columns, rows_of
from geo.scene.scene import Scene
from geo.view.view import View
from geo.world.declared import Scheme
from geo.world.world import World
from layers.blocks.beside import told_beside
from layers.blocks.filtered import hidden_note
from layers.blocks.links import link
from layers.blocks.marks import lit_codes, marked, own_name
from layers.blocks.markup import form, joined
from layers.blocks.tables import figures, unbroken
from layers.blocks.uncertain import net_range, ranged, span_of
from layers.blocks.values import method
from layers.flows import together
from layers.flows.compare import card_tools
from layers.flows.history import bars, ranks
from layers.flows.inside import sites_in
from layers.flows.levels import ways
from layers.flows.sentence import RANK_VALUE, list_title, rank_line_of
from layers.flows.unsplit import unsplit_note, women_note
from layers.flows.within import within_told
from layers.policy.arguments import (
    both_ends,
    chosen_stance,
    gains_and_losses,
    is_told,
    sites_and_networks,
    stance_at_end,
)
from layers.policy.senders import senders_told
from layers.registered.pair import counted_twice
from layers.registered.prefectures import in_prefectures
from layers.registered.villages import in_villages
from layers.text import joints, numbers, words
from layers.text.gettext import _
from layers.text.words import between, with_ranges

ITEM = form(h.li["%s"])
SIDES = ("out", "in", "net")
RANKED = form([h.span["%s"], h.b["%s"]])


def corridor_card(world: World, scene: Scene) -> list[Any]:
    """Both directions, both ends and the rank through time; a list when several are chosen."""
    keys = scene.place.corridors
    if len(keys) > 1:
        return [
            h.h2[_("{n} corridors chosen").format(n=len(keys))],
            corridor_list(world, scene, scene.chosen_columns),
        ]
    origin, destination = world.vocabulary.ends(keys[0])
    name, period = words.corridor(world, origin, destination), words.interval(scene.view.period)
    history = door(world).history((origin, destination))
    chosen = history[history["period"] == scene.view.period]
    if chosen.empty:
        return [h.h2[name], h.p[joints.titled(period, numbers.no_figure())]]
    row = with_ranges(world, chosen).iloc[0]
    way_back = world.vocabulary.key_of((destination, origin))
    doubts = _doubts(world, scene.view.period, (origin, destination))
    return [
        h.p(class_="muted")[
            _("Corridor {rank} of {count}, {period}").format(
                rank=row["national_rank"],
                count=numbers.decimal(portraits.corridors_count(world, scene.view.period)),
                period=period,
            )
        ],
        h.h2[name],
        h.p(class_="card-number card-number-corridor")[
            _("{n} people").format(n=numbers.people(row["migrants_persons"]))
        ],
        *card_tools(scene.view),
        bars(history, scene.view.period),
        h.div(class_="paper-row")[
            h.div(class_="kind-estimated")[
                figures(_facts(world, row, doubts), _("{Movers}, estimates"))
            ],
            ranks(history),
        ],
        *method(world, scene.view.period),
        *[h.p(class_="warning")["⚠ " + one] for one in doubts if one],
        link(_("See the way back"), scene.view, "more-link", place=way_back),
        *counted_twice(world, scene.view, origin, destination),
        *_arguments(world, scene.view, origin, destination),
        h.p(class_="muted")[words.period_source(world, scene.view.period)],
    ]


def _arguments(world: World, view: View, origin: str, destination: str) -> list[Any]:
    """What the paper says of both ends, in worlds that have its statements."""
    if not is_told(world):
        return []
    ends = (world, view, origin, destination)
    return [
        *both_ends(*ends),
        *gains_and_losses(world, origin, destination),
        h.div(class_="paper-row")[
            h.div[sites_and_networks(*ends)], h.div[stance_at_end(world, destination)]
        ],
    ]


def _doubts(world: World, period: str, pair: tuple[str, str]) -> tuple[str, str]:
    """Doubt of a cell, and of that of the way back with its name; empty where there is none."""
    rows = [portraits.corridor_rows(world, *way).get(period, {}) for way in (pair, pair[::-1])]
    there, back = (_(one) if isinstance(one := row.get("caveat"), str) else "" for row in rows)
    return there, joints.titled(words.corridor(world, *pair[::-1]), back) if back else ""


def _facts(world: World, row: pd.Series, doubts: tuple[str, str]) -> list[tuple[str, Any]]:
    """Names and values of one corridor in one interval; a doubted cell has no sampling range."""
    origin, destination = row["origin_code"], row["destination_code"]
    write = numbers.in_one_unit(
        [row["migrants_persons"], row["reverse_persons"], row["net_persons"]],
        spans=[span_of(row, ""), span_of(row, "net_")],
    )
    per = _("{moved} ({sample} in the sample)")
    there, back = (
        ("⚠ " if doubt else "")
        + per.format(moved=write(row[persons]), sample=numbers.decimal(row[sample]))
        if pd.notna(row[persons])
        else numbers.no_figure()
        for doubt, persons, sample in (
            (doubts[0], "migrants_persons", "sample_persons"),
            (doubts[1], "reverse_persons", "reverse_sample_persons"),
        )
    )
    span = _(words.NO_RANGE) if doubts[0] else unbroken(between(*span_of(row, ""), write))
    net_span = _(words.NO_RANGE) if any(doubts) else net_range(row, write)
    effect = row["effectiveness_percent"]
    known = float(effect) if pd.notna(effect) else float("nan")
    share = _("Share of all who left {place}").format(place=words.region(world, origin))
    is_rated = pd.notna(row["rate_per_1000"])
    rate = _("Rate per 1,000 residents of the origin, {year}").format(
        year=row["origin_population_year"]
    )
    return [
        (words.corridor(world, origin, destination), there),
        *ranged(world, (_("95% sampling range"), span)),
        (words.corridor(world, destination, origin), back),
        (_("Net"), numbers.signed(write(row["net_persons"]), row["net_persons"])),
        *ranged(world, (_("95% sampling range of the net"), net_span)),
        (_("Net over gross"), words.measure_value("effectiveness", known)),
        (share, numbers.percent(row["share_percent"])),
        *([(rate, numbers.decimal(row["rate_per_1000"], 2))] if is_rated else []),
        *_kept_share(world, row["category_share_percent"]),
    ]


def _kept_share(world: World, percent: float) -> list[tuple[str, Any]]:
    """Share of the people who are kept, where not everybody is."""
    if not world.category:
        return []
    return [(_(words.MEASURES[CATEGORY_SHARE]), words.measure_value(CATEGORY_SHARE, percent))]


def size_floor(view: View) -> list[h.Element]:
    """Which pairs come last whatever their value is."""
    is_unsteady = MEASURE[view.measure].unsteady and not view.rank
    if not is_unsteady and view.rank != "one-sidedness":
        return []
    said = _("Pairs with fewer than {n} sampled people both ways come last: a small base.")
    return [h.p(class_="muted")[said.format(n=SMALL_BASE_SAMPLE_PERSONS)]]


def corridor_list(world: World, scene: Scene, found: Columns) -> h.Element:
    """Ranked corridors, each a link that chooses it; lit regions have their mark."""
    view, ranking = scene.view, scene.ranking
    lit = lit_codes(world, view)
    items = []
    rows = zip(*found.values(), strict=True)
    for values, counted in zip(rows, numbers.alike(found["persons"]), strict=True):
        row = dict(zip(found, values, strict=True))
        key = world.vocabulary.key_of((row["origin_code"], row["destination_code"]))
        ends = [marked(world, row[f"{end}_code"], lit) for end in ("origin", "destination")]
        said = joined([joints.arrow(*ends), *rank_line_of(ranking, row), *_measured(view, row)])
        chosen = "chosen" if key in view.place.split(",") else ""
        items.append(ITEM % link(RANKED % (said, counted), view, chosen, place=key))
    return h.ol(class_="ranked")[joined(items)]


def _measured(view: View, row: dict[Any, Any]) -> list[Any]:
    """Second line of a corridor in a list: what orders it, where that is not people or a rank."""
    if view.rank or view.measure == "people":
        return []
    return [RANK_VALUE % words.measure_value(view.measure, row["value"])]


def _zone_named(scheme: Scheme, zone: str) -> Any:
    """Name of a zone, with what must be known of who belongs there on pointing."""
    name, known = words.zone(scheme, zone), words.scheme_note(scheme)
    return h.span(title=known)[name] if known else name


# Card of a region: in, out and net, its partners, and the paper's places in it.


def region_card(world: World, scene: Scene) -> list[Any]:
    """In, out and net with ranks, and the five largest partners each way."""
    view, code = scene.view, scene.place.key
    margins = portraits.region_margins(world, view.period, code)
    heading = [
        h.h2[(name := words.region(world, code)), *own_name(name, world.counted.loc[code])],
        _belonging(world, code),
        *card_tools(view),
        *ways(world, view, code, name),
        *chosen_stance(world, view),
    ]
    title = _("{Movers}, {period}").format(period=words.interval(view.period))
    if all(math.isnan(margins[f"{side}_persons"]) for side in SIDES):
        said = joints.titled(title, numbers.no_figure())
        return [
            *heading,
            h.p[said],
            *told_beside(world, view.period, code),
            *sites_in(world, view, code),
        ]
    net = words.people_by_sign(words.NETS, margins["net_persons"])
    if math.isnan(margins["net_persons"]):
        net = joints.titled(_("Net"), numbers.no_figure())
    return [
        *heading[:2],
        h.p(class_="card-number")[net],
        *heading[2:],
        h.div(class_="kind-estimated")[figures(_margins(world, view, code), title)],
        *told_beside(world, view.period, code),
        *method(world, view.period),
        h.p[_rates(margins)],
        *hidden_note(world),
        _both_partners(world, scene),
        *within_told(world, code),
        *senders_told(world, view, code),
        *sites_in(world, view, code),
        *in_prefectures(world, view, code),
        *in_villages(world, view, code),
        *together.told(world, view, code),
        *women_note(world, code),
        *unsplit_note(world),
        h.p(class_="muted")[words.period_source(world, view.period)],
    ]


def _belonging(world: World, code: str) -> h.Element:
    """Kind of a region and its zones; what two groupings call the same is said once."""
    row = world.counted.loc[code]
    shown = (one for one in world.package.schemes if one.on_cards)
    named = {words.zone(one, row[one.column]): (one, row[one.column]) for one in shown}
    zones = [_zone_named(*zone) for zone in named.values()]
    return h.p(class_="muted")[_(row["kind"]), *([" · ", one] for one in zones)]


def _margins(world: World, view: View, code: str) -> list[tuple[str, Any]]:
    """Left, arrived and net, each with its rank, then their 95 % sampling ranges: one unit."""
    margins = portraits.region_margins(world, view.period, code)
    counts = portraits.regions_counts(world, view.period)
    row = portraits.region_row(world, view.period, code)
    values = [margins[f"{side}_persons"] for side in SIDES]
    spans = [span_of(row, f"{side}_") for side in SIDES]
    write = numbers.in_one_unit(values, spans=spans)
    out, came, net = (
        _("{value} · {rank} of {count}").format(
            value=numbers.signed(write(value), value) if side == "net" else write(value),
            rank=numbers.decimal(margins[f"{side}_rank"]),
            count=numbers.decimal(counts[side]),
        )
        if not math.isnan(value)
        else numbers.no_figure()
        for side, value in zip(SIDES, values, strict=True)
    )
    return [
        (_("Left"), out),
        (_("Arrived"), came),
        (_("Net"), net),
        *ranged(
            world,
            (_("Left, 95% range"), unbroken(between(*spans[0], write))),
            (_("Arrived, 95% range"), unbroken(between(*spans[1], write))),
            (_("Net, 95% range"), net_range(row, write)),
        ),
    ]


def _rates(margins: dict[str, float]) -> str:
    """Net rate with its named denominator, and effectiveness; empty without a net."""
    if math.isnan(margins["net_persons"]):
        return ""
    over = _("net over gross {n}").format(n=numbers.percent(margins["effectiveness_percent"]))
    if math.isnan(rate := margins["net_rate_per_1000"]):
        return over
    per = _("net {n} per 1,000 residents of {year}").format(
        n=numbers.signed(numbers.decimal(rate, 1), rate), year=int(margins["population_year"])
    )
    return joints.parts((per, over))


def _both_partners(world: World, scene: Scene) -> h.Element:
    """The largest partners each way, beside one another on paper."""
    largest, origins = _("Five largest destinations"), _("Five largest origins")
    out = list_title(scene.view, largest, _("Five destinations"))
    came = list_title(scene.view, origins, _("Five origins"))
    lists = [_partners(world, scene, *one) for one in (("out", out), ("in", came))]
    return h.div(class_="paper-row partner-lists")[[h.div[one] for one in lists]]


def _partners(world: World, scene: Scene, direction: str, title: str) -> list[Any]:
    view, ranking = scene.view, scene.ranking
    top = portraits.top_partners(world, view.period, scene.place.key, direction, view.rank)
    lit = lit_codes(world, view)
    items = []
    listed = rows_of(top)
    people = numbers.alike([row["persons"] for row in listed])
    for row, counted in zip(listed, people, strict=True):
        said = joined([marked(world, row["partner_code"], lit), *rank_line_of(ranking, row)])
        share = numbers.percent(row["side_share_percent"])
        label = RANKED % (said, f"{counted} · {share}")
        key = world.vocabulary.key_of((row["origin_code"], row["destination_code"]))
        items.append(ITEM % link(label, view, place=key))
    if top.empty:
        return [h.h3[title], h.p(class_="muted")[numbers.no_figure()]]
    left, came = _("together {share} of all who left"), _("together {share} of all who arrived")
    held = (left if direction == "out" else came).format(
        share=numbers.percent(float(top["side_share_percent"].sum()))
    )
    return [h.h3[title], h.ol(class_="ranked")[joined(items)], h.p(class_="muted")[held]]
