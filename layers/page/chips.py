"""What is asked, as chips that a click removes, and what of it was left out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import htpy as h

from geo.scene.scene import Scene
from geo.view.address import (
    GONE,
    LACKS,
    MORE,
    NO_FIELD,
    OUTSIDE,
    READ,
    TWICE,
    VALUE,
    VERSION,
    Notice,
)
from geo.view.checks import ALL
from geo.view.expected import Expected
from geo.view.view import View
from geo.world.choice import categories_of, flow_tables
from geo.world.places import REGION
from geo.world.regions import expand
from geo.world.world import World
from layers.blocks.links import link
from layers.blocks.marks import lit_label
from layers.blocks.markup import around, form
from layers.flows import who
from layers.sites.filter import kept_words, ways_out
from layers.sites.trial import window_line
from layers.subjects import MAP
from layers.text import joints, words
from layers.text.gettext import _

# Filters as chips that a click removes, notices, and the way out of an empty result.

CATEGORY = "category"
CROSSED = form(["%s ", h.span(aria_hidden="true")["×"]])
FILTERS = ("origins", "destinations", "place", "direction", "lit", "sites", "top", "rank")
TABS = {
    "top": (MAP, "pairs", "table"),
    "rank": (MAP, "pairs", "table"),
    "measure": (MAP, "pairs", "table", "intervals"),
    "shade": (MAP, "intervals"),
    "scale": (MAP, "pairs"),
    "ink": (MAP,),
}
"""Tabs whose figures or picture a choice changes: its chip stands there and nowhere else."""


MOST_CHIPS = 5
"""Places of one side that have a chip each; more are one chip, so that the map keeps its room."""


def chips(world: World, scene: Scene) -> list[Any]:
    """One removable chip for each filter, and a link that removes all."""
    view, default = scene.view, scene.view.at_home
    found = [
        *_counted(world, view),
        *[
            _chip(label, view, **{attribute: kept})
            for attribute in ("origins", "destinations")
            for label, kept in _listed(world, view, attribute)
        ],
    ]
    if scene.place.kind == REGION:
        found.append(_chip(words.region(world, view.place), view, place=""))
    if view.direction != default.direction:
        found.append(_chip(_(words.DIRECTIONS[view.direction]), view, direction=default.direction))
    if view.lit:
        found.append(_chip(lit_label(world, view), view, lit=""))
    found += [_chip(label, view, sites=kept) for label, kept in kept_words(view)]
    found += ways_out(world, view, "chip chip-clear")
    asked = [one for one in _choices(world, view) if view.view in TABS[one[0]]]
    found += [_chip(label, view, **{name: getattr(default, name)}) for name, label in asked]
    if found and any(getattr(view, name) != getattr(default, name) for name in FILTERS):
        cleared = {attribute: getattr(default, attribute) for attribute in FILTERS}
        found.append(link(_("Clear filters"), view, "chip chip-clear", **cleared))
    if view.trial:
        found.append(_chip(window_line(view.trial), view, trial=""))
    return found


def _counted(world: World, view: View) -> list[Any]:
    """Whom the view counts, where it is not the usual choice."""
    table, usual = world.flow_table, view.at_home
    if not table or (view.flows, view.category) == (usual.flows, usual.category):
        return []
    kept = who.kept_titles(world, view.category)
    label = joints.listed(kept) if kept else _(table.title)
    return [_chip(label, view, flows=usual.flows, category=usual.category)]


def _choices(world: World, view: View) -> list[tuple[str, str]]:
    """What is drawn in another way than at first: the field and its words."""
    default = view.at_home
    said = {
        "top": _("all corridors drawn") if view.top == ALL else _("{n} drawn").format(n=view.top),
        "rank": _("ranked by {rank}").format(rank=_(words.RANKED_BY[view.rank]))
        if view.rank
        else "",
        "measure": _("width: {measure}").format(measure=_(words.MEASURES[view.measure])),
        "shade": _("shade: {shade}").format(shade=words.shade(world, view.shade)),
        "scale": _("scale of this interval only"),
        "ink": _("colour: zone of origin"),
    }
    return [
        (name, text) for name, text in said.items() if getattr(view, name) != getattr(default, name)
    ]


def _chip(label: str, view: View, **changes: str) -> Any:
    title = _("Remove: {filter}").format(filter=label)
    return link(CROSSED % label, view, "chip", title, **changes)


def _listed(world: World, view: View, attribute: str) -> list[tuple[str, str]]:
    """Label of each key of a list and the list without it; one for all of a long list."""
    keys, scheme = view.listed(attribute), world.schemes[view.scheme]
    template = _("from {place}") if attribute == "origins" else _("to {place}")
    if len(keys) > MOST_CHIPS:
        n = len(expand(keys, world.members[view.scheme]))
        places = _("{n} of {all} {regions}").format(n=n, all=len(world.counted))
        return [(template.format(place=places), "")]
    return [
        (
            template.format(place=words.zone_or_region(world, scheme, key)),
            ",".join(k for k in keys if k != key),
        )
        for key in keys
    ]


MOST_SIGNS = 120
"""Longer texts of a notice are cut, between two words."""
MOST_FOUND = 80
"""Signs that a notice holds of what was found (:mod:`geo.view.address`)."""


def notices(world: World, view: View, found: Sequence[Notice]) -> list[Any]:
    """What the address asked for and could not have, or has as something else."""
    templates = {
        LACKS: _(
            "{field}: the moves that are counted (Who) have no “{found}”; {used} is shown instead."
        ),
        VALUE: _("{field}: “{found}” is not known and was left out. Expected {expected}."),
        OUTSIDE: _("{field}: “{found}” was left out: it names a place that these tables lack."),
        NO_FIELD: _("“{field}” is no part of an address of this page and was left out."),
        TWICE: _("{field} stands twice: the first counts, “{found}” was left out."),
        VERSION: _(
            "This link was made with data {found}; this page has data {expected}. Figures may "
            "differ."
        ),
        READ: _("{field}: “{found}” was read as {expected}."),
        MORE: _("{field}: there are {expected} corridors, not {found}: all are drawn."),
    }
    return [
        h.p(
            class_="notice",
            # What is left out of a field that is shown as if it had another text.
            **(
                {
                    "data_field": one.field,
                    "data_found": one.text or one.found,
                    "data_used": one.used,
                }
                if one.reason in (VALUE, OUTSIDE, LACKS, READ, MORE, GONE)
                else {}
            ),
        )[
            _not_here(view, one)
            or _counted_elsewhere(world, view, one)
            or templates[one.reason].format(
                field=one.field,
                found=_cut(_titled(one.field, one.found), MOST_FOUND - 1),
                expected=_expected(world, one),
                used=_titled(one.field, one.used) or _("what is usual"),
            )
        ]
        for one in found
    ]


TITLES = {"measure": words.MEASURES, "shade": words.SHADES}
"""What the words of a field are called on the page."""


def _titled(field: str, word: str) -> str:
    """A word of the address as the page calls it, where that has a name."""
    title = TITLES.get(field, {}).get(word)
    return _(title) if title else word


def _not_here(view: View, notice: Notice) -> Any:
    """That data of a reader are gone or elsewhere, and the way to those that are here."""
    if notice.reason != GONE:
        return None
    said = _(
        "The data of this link are not here: they were removed, or they are on another machine. "
        "What you see is {world}. {link}"
    )
    return around(said, link=link(_("Go on with these data"), view, "button"))


def _counted_elsewhere(world: World, view: View, notice: Notice) -> Any:
    """That another flow table has the categories which were left out, and the way to it."""
    if notice.field != CATEGORY or notice.reason != VALUE:
        return None
    asked = {part.strip() for part in notice.found.casefold().split(",")}
    for table in flow_tables(world.package).values():
        known = [one.by_word for one in categories_of(world.package, table)]
        named = {word: choice for words_ in known for word, choice in words_.items()}
        kept = [word for word in named if word in asked]
        if asked == {*kept}:
            label = joints.listed(_(named[word].title) for word in kept)
            said = _("The address names no flow table that has this choice. “{table}” has: {link}")
            way = link(label, view, "button", flows=table.key, category=",".join(kept))
            return around(said, table=_(table.title), link=way)
    return None


def _cut(text: str, most: int) -> str:
    """A text as far as its last whole word.

    Examples
    --------
    >>> _cut("one, two, three", 12), _cut("one", 12)
    ('one, two…', 'one')
    """
    if len(text) <= most:
        return text
    words_, _blank, _rest = text[: most + 1].rpartition(" ")
    return (words_.rstrip(" ,;") or text[:most]) + "…"


def _expected(world: World, notice: Notice) -> str:
    """What is allowed, the first words of a long list; the name of what was read."""
    expected = notice.expected
    if notice.reason == READ:
        pair = world.vocabulary.pair_of(expected)
        return words.corridor(world, *pair) if pair else words.region(world, expected)
    if isinstance(expected, Expected):
        expected = _(expected.message).format(**expected.values)
    return _cut(expected, MOST_SIGNS)
