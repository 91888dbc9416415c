"""Corridors in the order of a rank, said in words: the value, or why there is none."""

from __future__ import annotations

from typing import Any

from dash import html

from geo.ranking import Ranking, ranking_of
from geo.scene import Scene
from geo.store import Store
from geo.view import View
from layers import rank_words, text, words
from layers.text import _, ngettext


def by_rank(ranking: Ranking) -> str:
    """Say the order and who comes last in it: growth (small bases come last)."""
    last = ""
    if ranking.small_count and ranking.missing_count:
        last = _("small bases, then those without a figure, come last")
    elif ranking.small_count:
        last = _("small bases come last")
    elif ranking.missing_count:
        last = _("those without a figure come last")
    phrase = _(rank_words.RANKED_BY[ranking.rank.key])
    return f"{phrase} ({last})" if last else phrase


def unranked(scene: Scene, ranking: Ranking) -> str:
    """Say that no corridor has a value, and what orders them instead; empty where one has."""
    if ranking.known:
        return ""
    return _(
        "No corridor has a figure for {rank} in {period}: {reason}. By people instead:"
    ).format(
        rank=_(rank_words.RANKED_BY[ranking.rank.key]),
        period=words.interval(scene.view.period),
        reason=_(ranking.reason),
    )


def list_title(view: View, largest: str, first: str) -> str:
    """Heading of a list: the largest, or the first ones of a rank."""
    if not view.rank:
        return largest
    return _("{first}, by {rank}").format(first=first, rank=_(rank_words.RANKED_BY[view.rank]))


def ranked_sentence(scene: Scene, ranking: Ranking, share: str, who: str) -> str:
    """Say what the first corridors of a rank carry."""
    template = ngettext(
        "The first of {count} corridors by {rank} carries {share} of {who}.",
        "The first {n} of {count} corridors by {rank} carry {share} of {who}.",
        len(scene.drawn),
    )
    return template.format(
        n=text.decimal(len(scene.drawn)),
        count=text.decimal(len(scene.rows)),
        rank=by_rank(ranking),
        share=share,
        who=who,
    )


def rank_note(store: Store, scene: Scene) -> list[Any]:
    """Definition of the order under a list, how many have no value, and why."""
    ranking = ranking_of(store, scene)
    if ranking is None:
        return []
    lines: list[Any] = []
    if not ranking.known:
        lines.append(html.P(unranked(scene, ranking), className="warning"))
    elif ranking.missing_count:
        said = ngettext(
            "{n} corridor without a figure comes last: {reason}.",
            "{n} corridors without a figure come last: {reason}.",
            ranking.missing_count,
        )
        said = said.format(n=text.decimal(ranking.missing_count), reason=_(ranking.reason))
        lines.append(html.P(said, className="muted"))
    return [html.P(_(ranking.rank.definition), className="muted"), *lines]


def rank_line_of(ranking: Ranking | None, row: dict[Any, Any]) -> list[Any]:
    """Second line of a corridor in a list: its rank value or the reason, and a small base."""
    if ranking is None:
        return []
    said = rank_words.rank_value(ranking.rank.key, row["rank_value"], ranking.reason)
    flags = [" ", html.Span(_("small base"), className="badge")] * (row["rank_small_base"] is True)
    return [html.Span([said, *flags], className="rank-value")]
