"""The one sentence that answers the current view, from the same numbers as the map."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import htpy as h

from geo.scene.scene import MOST_DRAWN, Ranking, Scene, scene_of
from geo.view.checks import ALL
from geo.view.view import View
from geo.world.world import World
from layers.blocks.filtered import filters
from layers.blocks.links import link
from layers.blocks.markup import form, joined
from layers.flows.levels import level_said
from layers.text import joints, numbers, words
from layers.text.gettext import _, ngettext

RANK_VALUE = form(h.span(class_="rank-value")["%s"])
BADGE = form(h.span(class_="badge")["%s"])
BOTH = 2


def sentence(world: World, scene: Scene) -> str:
    """Say what the drawn corridors carry, of whom, from where to where and when.

    Parameters
    ----------
    world : World
        For names.
    scene : Scene
        The figures of the view.

    Returns
    -------
    str
        One plain sentence; counts are estimates, rounded. Where regions are shown by groups, a
        second one says so.
    """
    said = (_sentence(world, scene, scene.drawn_count), _empty(world, scene), *_left(scene))
    return _with_level(world, scene, said)


def _with_level(world: World, scene: Scene, said: tuple[str, ...]) -> str:
    return joints.sentences((*said, level_said(world, scene.view.period)))


def _empty(world: World, scene: Scene) -> str:
    """How many of the corridors have rows and nobody; of a sample it is not known, of a net no row.

    Where nobody is in any, the sentence says that alone.
    """
    if world.has_ranges or scene.view.direction == "net" or not scene.total_persons:
        return ""
    count = scene.empty_count
    said = ngettext("In one of them nobody moved.", "In {n} of them nobody moved.", count)
    return said.format(n=numbers.decimal(count)) if count else ""


def _left(scene: Scene) -> tuple[str, ...]:
    """That more was asked for than is drawn, and where it is."""
    if not scene.world.has_many or scene.drawn_count < MOST_DRAWN:
        return ()
    asked = scene.count if scene.view.top == ALL else int(scene.view.top)
    said = _("No more than {n} are drawn at once: the table and its download have all.")
    return (said.format(n=numbers.decimal(MOST_DRAWN)),) if asked > MOST_DRAWN else ()


def _sentence(world: World, scene: Scene, drawn: int) -> str:
    total, count = scene.total_persons, scene.count
    if count == 0:
        return _("No corridor passes these filters in {period}.").format(
            period=words.interval(scene.view.period)
        )
    if not total:
        return _nobody(world, scene)
    who = _who(world, scene).format(n=numbers.people(total))
    if drawn == count == BOTH:
        return _("Both corridors carry {who}.").format(who=who)
    if drawn == count:
        template = ngettext(
            "The one corridor carries {who}.", "All {count} corridors carry {who}.", count
        )
        return template.format(count=numbers.decimal(count), who=who)
    if not drawn:
        return _("None of {count} corridors is in sight; all carry {who}.").format(
            count=numbers.decimal(count), who=who
        )
    ranking = scene.ranking
    share = numbers.percent(100 * scene.shown_persons / total)
    if ranking and ranking.known:
        return ranked_sentence(scene, ranking, share, who)
    template = ngettext(
        "{first} of {count} corridors carries {share} of {who}.",
        "{first} of {count} corridors carry {share} of {who}.",
        drawn,
    )
    if scene.sight:
        template = _in_sight(scene)
    said = template.format(first=_first(scene), count=numbers.decimal(count), share=share, who=who)
    return joints.sentences((unranked(scene, ranking), said)) if ranking else said


def _in_sight(scene: Scene) -> str:
    """How the best of what is in sight stand to all."""
    seen = scene.sight_count
    template = ngettext(
        "{first} of what is in sight, {seen} of {count} corridors, carries {share} of {who}.",
        "{first} of what is in sight, {seen} of {count} corridors, carry {share} of {who}.",
        scene.drawn_count,
    )
    return template.replace("{seen}", numbers.decimal(seen))


def sentence_of_all(world: World, scene: Scene) -> str:
    """The sentence of a tab that shows every corridor that the filters keep, drawn or not."""
    return _with_level(world, scene, (_sentence(world, scene, scene.count), _empty(world, scene)))


def _nobody(world: World, scene: Scene) -> str:
    """That the corridors are counted and have nobody: a zero, and no gap."""
    kept = joints.listed(filters(world, scene))
    base = ngettext(
        "The one corridor has nobody in the sample: 0 people ({period}).",
        "All {count} corridors have nobody in the sample: 0 people ({period}).",
        scene.count,
    )
    some = ngettext(
        "The one corridor has nobody in the sample: 0 people ({period}), {filters}.",
        "All {count} corridors have nobody in the sample: 0 people ({period}), {filters}.",
        scene.count,
    )
    return (some if kept else base).format(
        count=numbers.decimal(scene.count), period=words.interval(scene.view.period), filters=kept
    )


def _first(scene: Scene) -> str:
    """How the drawn corridors were picked."""
    n = scene.drawn_count
    picked = {
        "people": ngettext("The largest", "The {n} largest", n),
        "rate": ngettext("The one with the highest rate", "The {n} with the highest rates", n),
        "share": ngettext("The one with the highest share", "The {n} with the highest shares", n),
        "net": ngettext("The one with the largest net", "The {n} with the largest net", n),
        "effectiveness": ngettext("The most one-sided", "The {n} most one-sided", n),
        "category-share": ngettext(
            "The one with the highest share {kept}", "The {n} with the highest shares {kept}", n
        ),
    }
    order = "people" if scene.view.rank else scene.view.measure
    return picked[order].format(n=numbers.decimal(n))


def _who(world: World, scene: Scene) -> str:
    """The people meant, with a place for their number."""
    kept = joints.listed(filters(world, scene))
    if scene.view.direction == "net":
        base = _("a net {n} people exchanged between {regions} ({period})")
        some = _("a net {n} people exchanged between {regions} ({period}), {filters}")
    else:
        base = _("the {n} people who {have_moved} ({period})")
        some = _("the {n} people who {have_moved} ({period}), {filters}")
    period = words.interval(scene.view.period)
    said = some.replace("{filters}", kept) if kept else base
    return said.replace("{period}", period)


# Corridors in the order of a rank, said in words: the value, or why there is none.


def by_rank(ranking: Ranking) -> str:
    """Say the order and who comes last in it: growth (small bases come last)."""
    last = ""
    if ranking.small_count and ranking.missing_count:
        last = _("small bases, then those without a figure, come last")
    elif ranking.small_count:
        last = _("small bases come last")
    elif ranking.missing_count:
        last = _("those without a figure come last")
    phrase = _(words.RANKED_BY[ranking.rank.key])
    return joints.noted(phrase, last) if last else phrase


def unranked(scene: Scene, ranking: Ranking) -> str:
    """Say that no corridor has a value, and what orders them instead; empty where one has."""
    if ranking.known:
        return ""
    return _(
        "No corridor has a figure for {rank} in {period}: {reason}. By people instead:"
    ).format(
        rank=_(words.RANKED_BY[ranking.rank.key]),
        period=words.interval(scene.view.period),
        reason=_(ranking.reason),
    )


def list_title(view: View, largest: str, first: str) -> str:
    """Heading of a list: the largest, or the first ones of a rank."""
    if not view.rank:
        return largest
    return _("{first}, by {rank}").format(first=first, rank=_(words.RANKED_BY[view.rank]))


def ranked_sentence(scene: Scene, ranking: Ranking, share: str, who: str) -> str:
    """Say what the first corridors of a rank carry."""
    template = ngettext(
        "The first of {count} corridors by {rank} carries {share} of {who}.",
        "The first {n} of {count} corridors by {rank} carry {share} of {who}.",
        scene.drawn_count,
    )
    if scene.sight:
        template = ngettext(
            "The first of what is in sight by {rank}, of {seen} of {count} corridors, carries "
            "{share} of {who}.",
            "The first {n} of what is in sight by {rank}, of {seen} of {count} corridors, carry "
            "{share} of {who}.",
            scene.drawn_count,
        ).replace("{seen}", numbers.decimal(scene.sight_count))
    return template.format(
        n=numbers.decimal(scene.drawn_count),
        count=numbers.decimal(scene.count),
        rank=by_rank(ranking),
        share=share,
        who=who,
    )


def rank_note(world: World, scene: Scene) -> list[Any]:
    """Definition of the order under a list, how many have no value, and why."""
    ranking = scene.ranking
    if ranking is None:
        return []
    lines: list[Any] = []
    if not ranking.known:
        lines.append(h.p(class_="warning")[unranked(scene, ranking)])
        lines.append(h.p(class_="offers")[_ranked_elsewhere(world, scene)])
    elif ranking.missing_count:
        said = ngettext(
            "{n} corridor without a figure comes last: {reason}.",
            "{n} corridors without a figure come last: {reason}.",
            ranking.missing_count,
        )
        said = said.format(n=numbers.decimal(ranking.missing_count), reason=_(ranking.reason))
        lines.append(h.p(class_="muted")[said])
    return [h.p(class_="muted")[_(ranking.rank.definition)], *lines]


def _ranked_elsewhere(world: World, scene: Scene) -> list[h.Element]:
    """Ways out of a rank that no corridor has: the intervals that have it, and no rank."""
    view = scene.view
    known = [
        period
        for period in world.vocabulary["periods"]
        if (other := scene_of(world, replace(view, period=period)).ranking) and other.known
    ]
    shown = _("Show {period}")
    return [
        *[
            link(shown.format(period=words.interval(one)), view, "button", period=one)
            for one in known
        ],
        link(_("Rank by what the width shows"), view, "button", rank=""),
    ]


def rank_line_of(ranking: Ranking | None, row: dict[Any, Any]) -> list[Any]:
    """Second line of a corridor in a list: its rank value or the reason, and a small base."""
    if ranking is None:
        return []
    said = words.rank_value(ranking.rank.key, row["rank_value"], ranking.reason)
    flags = [" ", BADGE % _("small base")] * (row["rank_small_base"] is True)
    return [RANK_VALUE % joined([said, *flags])]
