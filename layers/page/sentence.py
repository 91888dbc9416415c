"""The one sentence that answers the current view, from the same numbers as the map."""

from __future__ import annotations

from geo.places import PROVINCE
from geo.ranking import ranking_of
from geo.scene import Scene
from geo.store import Store
from layers import text, words
from layers.page.ranked import ranked_sentence, unranked
from layers.text import _, ngettext


def sentence(store: Store, scene: Scene) -> str:
    """Say what the drawn corridors carry, of whom, from where to where and when.

    Parameters
    ----------
    store : Store
        For names.
    scene : Scene
        The figures of the view.

    Returns
    -------
    str
        One plain sentence; counts are estimates, rounded.
    """
    total, count = scene.total_persons, len(scene.rows)
    if count == 0:
        return _("No corridor passes these filters in {period}.").format(
            period=words.interval(scene.view.period)
        )
    drawn = len(scene.drawn)
    who = _who(store, scene).format(n=text.people(total))
    if drawn == count:
        template = ngettext(
            "The one corridor carries {who}.", "All {count} corridors carry {who}.", count
        )
        return template.format(count=text.decimal(count), who=who)
    ranking = ranking_of(store, scene)
    share = text.percent(100 * scene.shown_persons / total) if total else text.percent(0)
    if ranking and ranking.known:
        return ranked_sentence(scene, ranking, share, who)
    template = ngettext(
        "{first} of {count} corridors carries {share} of {who}.",
        "{first} of {count} corridors carry {share} of {who}.",
        drawn,
    )
    said = template.format(first=_first(scene), count=text.decimal(count), share=share, who=who)
    return f"{unranked(scene, ranking)} {said}" if ranking else said


def _first(scene: Scene) -> str:
    """How the drawn corridors were picked."""
    n = len(scene.drawn)
    picked = {
        "people": ngettext("The largest", "The {n} largest", n),
        "rate": ngettext("The one with the highest rate", "The {n} with the highest rates", n),
        "share": ngettext("The one with the highest share", "The {n} with the highest shares", n),
        "net": ngettext("The one with the largest net", "The {n} with the largest net", n),
        "effectiveness": ngettext("The most one-sided", "The {n} most one-sided", n),
    }
    order = "people" if scene.view.rank else scene.view.measure
    return picked[order].format(n=text.decimal(n))


def _who(store: Store, scene: Scene) -> str:
    """The people meant, with a place for their number."""
    period = words.interval(scene.view.period)
    if scene.view.direction == "net":
        base = _("a net {n} people exchanged between provinces ({period})")
    else:
        base = _("the {n} people who lived in another province five years before ({period})")
    return base.replace("{period}", period) + _where(store, scene)


def _where(store: Store, scene: Scene) -> str:
    """From where, to where, and the chosen province, where the view says so."""
    parts = []
    origins = _names(store, scene.view.listed("origins"))
    destinations = _names(store, scene.view.listed("destinations"))
    if origins:
        parts.append(_("from {places}").format(places=origins))
    if destinations:
        parts.append(_("to {places}").format(places=destinations))
    if scene.place.kind == PROVINCE:
        name = words.province(store, scene.place.key)
        side = {
            "in": _("arriving in {place}"),
            "out": _("leaving {place}"),
        }.get(scene.view.direction, _("to or from {place}"))
        parts.append(side.format(place=name))
    return ", " + ", ".join(parts) if parts else ""


def _names(store: Store, keys: tuple[str, ...]) -> str:
    """Zones and provinces in words, three at most and then a count."""
    named = [
        _(words.ZONES[key]) if key in words.ZONES else words.province(store, key) for key in keys
    ]
    if len(named) > 3:
        rest = len(named) - 2
        named = [*named[:2], ngettext("{n} more", "{n} more", rest).format(n=rest)]
    return " + ".join(named)


def note(store: Store, scene: Scene) -> str:
    """The line under the map: source, period, definition, year of the shading, boundaries."""
    parts = [
        words.period_source(store, scene.view.period),
        _("all people aged 5+, not only rural labourers; estimates"),
    ]
    shade = scene.shade
    end_year = store.period_rows[scene.view.period]["end_year"]
    if shade.year and shade.year != end_year:
        parts.append(_("shading: {year}, the nearest year with figures").format(year=shade.year))
    if shade.provinces_count < len(store.counted):
        parts.append(
            _("shading covers {n} of {all} provinces").format(
                n=shade.provinces_count, all=len(store.counted)
            )
        )
    parts.append(
        _(
            "Boundaries: Natural Earth. Boundaries, names and designations do not imply "
            "endorsement or acceptance by the authors or any institution."
        )
    )
    return " · ".join(parts)
