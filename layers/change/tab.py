"""Change between two intervals: verdict first, then regions and corridors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import htpy as h

from geo.flows import change
from geo.flows.change import REFUSED, Comparability, comparability
from geo.flows.query import Changes, door
from geo.flows.sampling import ranges
from geo.rows import rows_of
from geo.scene.scene import Scene
from geo.view.view import View
from geo.world.periods import compared_with
from geo.world.world import World
from layers.blocks.controls import bound, select, select_or_none
from layers.blocks.empty import empty
from layers.blocks.links import link, of_world, source_after
from layers.blocks.tables import grid
from layers.blocks.values import method
from layers.change.maps import change_map, multiples
from layers.change.tiles import od_maps
from layers.flows.compare import verdict
from layers.policy.card import context_note
from layers.subject import Behind, Filled, of_intervals
from layers.text import joints, numbers, words
from layers.text.gettext import _, ngettext
from layers.text.words import between

LISTED = 10
MARGINS = ("net", "in", "out")


def changes_of(world: World, scene: Scene, found: Comparability) -> Changes:
    """Changes of the corridors that the filters of the view keep; a net has both its ways."""
    way = scene.question.direction
    question = replace(scene.question, direction="gross" if way == "net" else way)
    return door(world).changes(question, found.earlier, found.later, LISTED)


def change_parts(world: World, scene: Scene, found: Comparability, changes: Changes) -> list[Any]:
    """Total, map of gains and losses, and the two lists."""
    margin = margin_of(scene.view)
    return [
        h.div[h.p(class_="lead")[_total(world, found, changes.sums)]],
        h.div(class_="change-columns")[
            h.div[h.div[_margins(scene.view, margin)], *change_map(world, found, margin)],
            h.div[_lists(world, scene, found, changes)],
        ],
        h.div[*method(world, found.later), _files(world, found)],
    ]


def margin_of(view: View) -> str:
    """Margin that the map of change shows: the one of the shade, else the net."""
    first = view.shade.removesuffix("-rate")
    return first if first in MARGINS else "net"


def _margins(view: View, margin: str) -> h.Element:
    """Three links that choose the margin."""
    labels = {"net": _("Net"), "in": _("Arrivals"), "out": _("Departures")}
    links = [
        link(labels[key], view, "quick-on" if key == margin else "", shade=key) for key in MARGINS
    ]
    return h.div(class_="quick")[h.span[_("Change of all corridors of a {region}:")], *links]


def _total(world: World, found: Comparability, sums: Mapping[str, float]) -> str:
    """All corridors of the view together, with the range of each interval."""
    parts = []
    for side, period in (("earlier", found.earlier), ("later", found.later)):
        sampled = sums[f"{side}_sample_persons"]
        low, high = ranges(sampled, world.period_rows[period]["expansion_factor"])
        people = numbers.people(sums[f"{side}_persons"])
        parts.append(
            _("{period}: {moved} people (95% sampling range {range})").format(
                period=words.interval(period),
                moved=people,
                range=between(float(low), float(high)),
            )
        )
    return _("All {n} corridors of this view: {figures}.").format(
        n=int(sums["corridors_count"]), figures=joints.parts(parts)
    )


def _lists(world: World, scene: Scene, found: Comparability, changes: Changes) -> list[Any]:
    """What rose and what fell, both in one unit."""
    periods = world.table("periods")
    both = [
        rows_of(change.with_error(rows, periods, found.earlier, found.later))
        for rows in (changes.risen, changes.fallen)
    ]
    written = words.changed([row for rows in both for row in rows])
    said = written[: len(both[0])], written[len(both[0]) :]
    titles = (_("Corridors that rose"), _("Corridors that fell"))
    counts = (int(changes.sums[f"{way}_sure_count"]) for way in ("risen", "fallen"))
    parts: list[Any] = []
    for title, count, rows, texts in zip(titles, counts, both, said, strict=True):
        heading = h.h3[joints.noted(title, numbers.decimal(count))]
        body = [_row(world, scene.view, row, text) for row, text in zip(rows, texts, strict=True)]
        parts += [heading, _list(found, body) if count else h.p[_("None.")]]
    return parts


def _list(found: Comparability, body: list[tuple[Any, ...]]) -> h.Element:
    """Ten largest changes of one sign, with range, relative change and flags."""
    head = [
        _("Corridor"),
        words.interval(found.earlier),
        words.interval(found.later),
        _("Change (95% range)"),
        _("Relative"),
    ]
    caption = _("The {n} largest, people").format(n=len(body))
    return h.div(class_="wide-table")[grid(caption, head, body)]


def _row(world: World, view: View, row: dict[Any, Any], said: words.Change) -> tuple[Any, ...]:
    """One corridor; marks say where chance or a small base could make the change."""
    key = world.vocabulary.key_of((row["origin_code"], row["destination_code"]))
    name = words.corridor(world, row["origin_code"], row["destination_code"])
    flags = []
    if row["within_error"]:
        flags.append(h.span(class_="badge")[_("within sampling error")])
    if row["small_base"]:
        flags.append(h.span(class_="badge")[_("small base")])
    (earlier, later, changed), span = said
    relative = row["change_percent"]
    return (
        [link(name, view, place=key, view="map"), *[part for f in flags for part in (" ", f)]],
        earlier,
        later,
        [changed, h.br, h.span(class_="muted")[span]] if world.has_ranges else changed,
        numbers.signed(numbers.percent(relative), relative),
    )


def _files(world: World, found: Comparability) -> h.Element:
    """The same change as a file."""
    query = f"?period={found.later}&against={found.earlier}"
    return h.p(class_="muted on-screen")[
        h.a(href=of_world(world, f"/api/change.csv{query}"), download="")[_("Change as CSV")],
        " · ",
        h.a(href=of_world(world, f"/api/change{query}"), target="_blank")["JSON"],
    ]


# The tab of intervals: all of them side by side, and the change between two.


def compared(world: World, view: View) -> Comparability:
    """The two intervals of a view, and whether they may be compared."""
    other = compared_with(world.vocabulary["periods"], view.period, view.against)
    return comparability(world.table("periods"), view.period, other)


def behind(world: World, scene: Scene) -> Behind:
    """Every interval stands side by side; the two that are compared name it."""
    found = compared(world, scene.view)
    two = joints.listed(words.interval(one) for one in (found.earlier, found.later))
    return of_intervals(world, two, *world.vocabulary["periods"])


def sentence(world: World, scene: Scene) -> str:
    """How many corridors grew and fell between the two intervals, and which one moved most."""
    found = compared(world, scene.view)
    changes = changes_of(world, scene, found)
    span = {"earlier": words.interval(found.earlier), "later": words.interval(found.later)}
    if not changes.sums["corridors_count"]:
        return _("No corridor passes the filters in {earlier} or {later}.").format(**span)
    if found.verdict == REFUSED:
        return _("{earlier} and {later} are not compared: they count differently.").format(**span)
    most = _most_moved(world, changes)
    said = (
        _(
            "{risen} corridors grew and {fallen} fell from {earlier} to {later}, most of all "
            "{corridor}: {change}."
        )
        if most
        else _("{risen} corridors grew and {fallen} fell from {earlier} to {later}.")
    )
    counts = {
        way: numbers.decimal(changes.sums[f"{way}_sure_count"]) for way in ("risen", "fallen")
    }
    return joints.sentences((said.format(**counts, **span, **most), _unsure(changes)))


def _unsure(changes: Changes) -> str:
    """Of how many the sampling range spans zero."""
    sure = changes.sums["risen_sure_count"] + changes.sums["fallen_sure_count"]
    unsure = changes.sums["corridors_count"] - sure
    if not unsure:
        return ""
    said = ngettext(
        "For {n} other chance alone could make the change.",
        "For {n} others chance alone could make the change.",
        int(unsure),
    )
    return said.format(n=numbers.decimal(unsure))


def _most_moved(world: World, changes: Changes) -> dict[str, str]:
    """The corridor with the largest gain or loss and its people; nothing where none changed."""
    both = [*rows_of(changes.risen.head(1)), *rows_of(changes.fallen.head(1))]
    if not both:
        return {}
    moved = max(both, key=lambda row: abs(row["later_persons"] - row["earlier_persons"]))
    gained = moved["later_persons"] - moved["earlier_persons"]
    return {
        "corridor": words.corridor(world, moved["origin_code"], moved["destination_code"]),
        "change": words.people_by_sign(words.CHANGES, gained),
    }


def fill(world: World, scene: Scene) -> Filled:
    """Five maps with one legend, then the change between two of them where it means something."""
    view = scene.view
    found = compared(world, view)
    changes = changes_of(world, scene, found)
    kept = bool(changes.sums["corridors_count"])
    parts: list[Any] = [
        h.div[h.h2[_("All intervals on one scale")]],
        *multiples(world, scene),
        *od_maps(world, scene),
        h.div[
            h.h2(id="change")[
                _("Change from {earlier} to {later}").format(
                    earlier=words.interval(found.earlier), later=words.interval(found.later)
                )
            ],
            verdict(found, kept),
            h.p(class_="muted")[_counted(world, found), source_after(view, "flows")],
        ],
    ]
    if not kept:
        parts.append(h.div(class_="offers")[empty(world, scene)])
    elif found.verdict != REFUSED:
        parts += change_parts(world, scene, found, changes)
    parts.append(h.div[context_note(view)])
    return Filled(h.div(class_="reading reading-wide")[parts])


def _counted(world: World, found: Comparability) -> str:
    """What both intervals were counted from."""
    sources = (words.period_source(world, one) for one in (found.earlier, found.later))
    return joints.parts(sources)


def controls(world: World, view: View) -> list[Any]:
    """The interval of the map and the one to compare it with."""
    periods = [(period, words.interval(period)) for period in world.vocabulary["periods"]]
    beside = (_("a neighbouring interval"), _("Compare with a neighbouring interval"))
    return [
        select(bound("period", "main:4"), _("Interval"), periods, view.period),
        select_or_none(bound("against"), _("Compared with"), periods, view.against, beside),
    ]
