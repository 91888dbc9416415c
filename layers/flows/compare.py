"""Card of two regions, two corridors, or one of them in two intervals, on the same rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import dash_mantine_components as dmc
import htpy as h
import pandas as pd

from geo.flows import portraits
from geo.flows.change import REFUSED, WARNED, Comparability, comparability
from geo.flows.compare import (
    CONTRASTS,
    CORRIDORS,
    INTERVALS,
    Comparison,
    beside,
    corridor_figures,
    margin_figures,
)
from geo.flows.query import door
from geo.policy.dates import PAPER_TOTAL, national_totals
from geo.scene.scene import Scene
from geo.scene.within import inside_figures, within
from geo.view.view import View
from geo.world.choice import flow_tables
from geo.world.places import CORRIDOR
from geo.world.world import World
from layers.blocks.controls import bound
from layers.blocks.links import address, link
from layers.blocks.tables import facts
from layers.blocks.uncertain import ranged
from layers.blocks.values import beside_table, figure_source, interval_years, method, outside_note
from layers.flows.within import apart_told
from layers.sources.tab import OF_PAPER, OF_SURVEY, definitions
from layers.text import numbers, words
from layers.text.gettext import N_, _

UNDER_DIFFERENCE = N_("Under a difference of people: its 95% sampling range.")
UNDER_CHANGE = N_("Under a change of people: its 95% sampling range.")

# Whether two intervals may be compared.


def verdict(found: Comparability, kept: bool) -> h.Element:
    """Whether the two may be compared, before any figure."""
    if not kept:
        title, reasons = _("No change to show"), [_("No corridor passes all filters together.")]
    else:
        reasons = words.warnings(found)
        title = {
            REFUSED: _("These two are not compared"),
            WARNED: _("Compare with care"),
        }.get(found.verdict, _("These two may be compared"))
    state = REFUSED if not kept else found.verdict
    if not reasons:
        reasons = [_("Both count the same people in the same way.")]
    return h.div(class_=f"verdict verdict-{state}", role="status")[
        h.b[title], h.ul[[h.li[reason] for reason in reasons]]
    ]


# What a card carries to be printed on one page or held against another.


def tools(view: View, label: str, *more: Any) -> list[Any]:
    """A button that prints what it stands in, and more; on paper the address instead."""
    before, _at, after = _("{world} · view {address}").partition("{address}")
    shown = h.span(data_printed=address(view))[address(view)]  # with host and day once it prints
    button = h.button(class_="button", type="button", data_print="")[label]
    return [
        h.p(class_="brief-tools")[button, *more],
        h.p(class_="on-paper")[before, shown, after],
    ]


def card_tools(view: View) -> list[Any]:
    """Print the card, and pin what it shows; what is pinned already says so and is let go."""
    pins = []
    if not view.compare:
        pins = [link(_("Pin for comparison"), view, "button", compare=view.place)]
    elif view.compare == view.place:
        pins = [link(_("Pinned"), view, "button quick-on", _("Remove the pin"), compare="")]
    return tools(view, _("Print this card"), *pins)


def named(world: World, key: str) -> str:
    """Name of a region, a corridor, an interval, a national total or a flow table."""
    if key in world.vocabulary["flow-tables"]:
        return _(flow_tables(world.package)[key].title)
    if key in world.vocabulary["periods"]:
        return words.interval(key)
    if key in world.vocabulary["totals"]:
        return _total(world, key)
    if key in world.vocabulary["regions"]:
        return words.region(world, key)
    return words.corridor(world, *world.vocabulary.ends(key))


def _total(world: World, year: str) -> str:
    """Name of a national total: how many, and when."""
    _kind, millions = national_totals(world)[year]
    written = numbers.millions(millions * numbers.MILLION, 0)
    return _("National total of {year}: {n}").format(year=year, n=written)


def _definitions(world: World, year: str) -> list[Any]:
    """Both definitions, where another count is held against the moves that are counted."""
    if world.flow_table and year in world.vocabulary["flow-tables"]:
        both = (world.flow_table, flow_tables(world.package)[year])
        told = [(_(one.title), _(one.definition)) for one in both]
        return [facts(told, _("Two definitions"))]
    if year not in world.vocabulary["totals"]:
        return []
    kind, _millions = national_totals(world)[year]
    counted = OF_PAPER if kind == PAPER_TOTAL else OF_SURVEY
    return [definitions((_total(world, year), _(counted)))]


def pinned(world: World, view: View, held: Comparison) -> h.Element:
    """Say what is pinned, what is missing for a comparison, and how to let go."""
    parts: list[Any] = [
        h.b[_("Pinned for comparison: {what}").format(what=named(world, view.compare))],
        " · ",
        link(_("Remove"), view, compare=""),
    ]
    if held.reason:
        parts += [h.br, _(held.reason)]
    return h.div(class_="pinned", role="status")[parts, *_definitions(world, view.compare)]


def compare_with(world: World) -> dmc.Select:
    """What the chosen place is held against: another interval, or another region.

    A corridor is pinned by a link on its card; a list of all pairs would be too long, and so would
    one of very many regions.
    """
    periods = [{"value": key, "label": words.interval(key)} for key in world.vocabulary["periods"]]
    listed = () if world.has_many else world.counted.index
    regions = [{"value": code, "label": words.region(world, code)} for code in listed]
    counts = [
        {"value": key, "label": _(one.title)} for key, one in flow_tables(world.package).items()
    ]
    return dmc.Select(
        id=bound("compare", "search"),
        label=_("Compare with…"),
        placeholder=_("an interval or a {region}") if regions else _("an interval"),
        data=[
            {"group": _("Another interval"), "items": periods},
            *([{"group": _("Another {region}"), "items": regions}] if regions else []),
            *([{"group": _("Another count"), "items": counts}] if counts else []),
        ],
        searchable=True,
        clearable=True,
        clearButtonProps={"aria-label": _("Compare with nothing")},
        size="xs",
        maxDropdownHeight=320,
    )


def compare_card(world: World, scene: Scene, held: Comparison) -> list[Any]:
    """Both on the same rows with a difference column, and what to keep in mind."""
    if held.kind == INTERVALS:
        return _intervals(world, scene, held)
    period = scene.view.period
    corridors = held.kind == CORRIDORS
    first, second = (_figures(world, key, period, corridors) for key in (held.first, held.second))
    names = (named(world, held.first), named(world, held.second))
    inside = interval_years(world, period)
    table = beside(first, second)
    caption = _("{period}, {movers}; difference: second less first").format(
        period=words.interval(period)
    )
    return [
        h.p(class_="muted")[_("A against B, {period}").format(period=words.interval(period))],
        h.h2[_("{a} against {b}").format(a=names[0], b=names[1])],
        *card_tools(scene.view),
        beside_table(world, caption, (*names, _("Difference")), table, (inside, inside)),
        *outside_note(table, (inside, inside)),
        *([] if corridors else _inside_notes(world, (held.first, held.second), (period,))),
        *([] if corridors else [figure_source(world, scene.view)]),
        *ranged(world, h.p(class_="muted")[_(UNDER_DIFFERENCE)]),
        *method(world, period),
        _ways(world, scene, held),
        h.p(class_="muted")[words.period_source(world, period)],
    ]


def _figures(world: World, key: str, period: str, corridor: bool) -> pd.DataFrame:
    """Figures of a region or a corridor in one interval."""
    periods = world.table("periods")
    if corridor:
        known = {
            rank: portraits.ranked(world, rank, period)
            for rank in CONTRASTS
            if rank in world.vocabulary["ranks"]
        }
        return corridor_figures(
            door(world).history(world.vocabulary.ends(key)), periods, period, known
        )
    margins = margin_figures(world.table("region_flows"), periods, key, period)
    inside = inside_figures(world, key, period)
    return pd.concat([margins, inside, portraits.ends(world, key, period)])


def _intervals(world: World, scene: Scene, held: Comparison) -> list[Any]:
    """One place in two intervals: whether they may be compared comes before any figure."""
    found = comparability(world.table("periods"), held.first, held.second)
    place = scene.place
    name = named(world, place.key)
    shown = (words.interval(held.first), words.interval(held.second))
    head = [
        h.p(class_="muted")[_("One place in two intervals")],
        h.h2[_("{place}, {a} and {b}").format(place=name, a=shown[0], b=shown[1])],
        *card_tools(scene.view),
        verdict(found, kept=True),
    ]
    if found.verdict == REFUSED:
        return head
    is_corridor = place.kind == CORRIDOR
    first, second = (
        _figures(world, place.key, period, is_corridor) for period in (held.first, held.second)
    )
    years = (interval_years(world, held.first), interval_years(world, held.second))
    table = beside(first, second, years)
    caption = _("{Movers}; change: later less earlier interval")
    sources = [words.period_source(world, period) for period in (held.first, held.second)]
    return [
        *head,
        beside_table(world, caption, (*shown, _("Change")), table, years),
        *outside_note(table, years),
        *([] if is_corridor else _inside_notes(world, (place.key,), (held.first, held.second))),
        *([] if is_corridor else [figure_source(world, scene.view)]),
        *ranged(world, h.p(class_="muted")[_(UNDER_CHANGE)]),
        *method(world, held.second),
        h.p(class_="muted")[" · ".join(sources)],
    ]


def _inside_notes(world: World, codes: Sequence[str], periods: Sequence[str]) -> list[h.Element]:
    """What must be known of moves inside regions of a kind, each note once."""
    told: dict[str, None] = {}
    for code in codes:
        counts = [one for period in periods if (one := within(world, period).get(code))]
        told |= dict.fromkeys(apart_told(world, code, counts))
    return [h.p(class_="muted")[one] for one in told]


def _ways(world: World, scene: Scene, held: Comparison) -> h.Element:
    """Links to the card of each."""
    first, second = (
        link(named(world, key), scene.view, place=key, compare="")
        for key in (held.first, held.second)
    )
    return h.p(class_="more-link")[_("Each alone: "), first, " · ", second]
