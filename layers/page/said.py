"""What the browser needs to spell an address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import htpy as h
from babel import Locale
from markupsafe import Markup

from geo.assessment.loading import shared
from geo.scene.scene import Scene, Scenes
from geo.view.address import STAMP, Notice
from geo.view.checks import ALL, LEAST_ZOOM, MOST_WEIGHT, MOST_ZOOM
from geo.view.view import FIELDS, View
from geo.world.choice import flow_tables
from geo.world.declared import Scheme
from geo.world.world import World
from layers.api.formats import formats_of, link_marks, link_title
from layers.below import below
from layers.blocks.empty import empty
from layers.blocks.links import address, link, question, source
from layers.blocks.markup import choice, kept_markup, plain, spelled
from layers.flows.chosen import chosen
from layers.flows.sentence import sentence
from layers.flows.table import FOLLOWING, TABLE
from layers.lessons.coverage import coverage_said
from layers.map.legend import legend
from layers.page.cards import card
from layers.page.chips import chips, notices
from layers.page.foot import note
from layers.page.rail import drawn_of, kept, layers_on, members, members_count
from layers.pairs.pictures import pictures
from layers.policy.arguments import receiving_classes
from layers.policy.bars import MOVES_TABLE, moves_table
from layers.policy.clock import ABOUT, about_moves, strip
from layers.subject import Tab
from layers.subjects import MAP, behind, files, tabs
from layers.terms.marking import marked, marked_whole
from layers.text import gettext as text
from layers.text import joints, words
from layers.text.gettext import N_, _

BLANKS = {"found": "%found", "least": "%least", "most": "%most"}
"""What the browser fills in (assets/controls.js)."""


def spec(world: World) -> dict[str, Any]:
    """What the browser needs to spell an address: the fields, the zones and the limits."""
    return {
        "fields": [
            {
                "name": field.name,
                "default": field.at_home(world.vocabulary),
                "kind": field.kind.control,
                "role": field.role,
                "scrubbed": field.scrubbed,
                "figures": field.figures,
                "local": field.local,
                "always": field.always,
                "words": field.words(world.vocabulary),
            }
            for field in FIELDS
        ],
        "members": world.members,
        "periods": world.vocabulary["periods"],
        "regions": world.vocabulary["regions"],
        "finds": world.has_many,
        "sighted": world.has_many,
        "joints": world.vocabulary.joints,
        "needs": {key: one.script for key, one in tabs(world).items() if one.script},
        "most": world.vocabulary.corridors,
        "zooms": (LEAST_ZOOM, MOST_ZOOM),
        "stamp": f"{STAMP}={world.vocabulary.stamp}",
        "weights": world.vocabulary["weights"],
        "heaviest": MOST_WEIGHT,
        "beyond": _("{found} is not from {least} to {most}: it was left out.").format(**BLANKS),
        "unwritten": _("A number from {least} to {most} is expected: nothing was changed.").format(
            **BLANKS
        ),
    }


# What a view changes around the map, by the id of the element that shows it.

QUICK_COUNTS = ("20", "60", "200", ALL)


def parts(world: World, scene: Scene, found: Sequence[Notice]) -> dict[str, Any]:
    """What each element shows, used for the first page and for every later view alike."""
    return {
        "sentence": answer(world, scene),
        "counted": counted(world, scene),
        "chosen": chosen(world, scene),
        "legend": legend(world, scene),
        "note": foot(world, scene),
        "card": card(world, scene),
        "chips": chips(world, scene),
        "pictures": pictures(world, scene),
        "notices": notices(world, scene.view, found),
        "empty": empty(world, scene),
        "strip": strip(world, scene),
        ABOUT: [about_moves(world, scene)],
        MOVES_TABLE: moves_table(world, scene),
        "members": members(world, scene.scheme),
        "members-stand": members_count(world, scene.scheme),
        "layers-stand": layers_on(world, scene),
        "from-kept": kept(world, scene.view, "from"),
        "to-kept": kept(world, scene.view, "to"),
        "from-chips": own_chips(world, scene.scheme),
        "to-chips": own_chips(world, scene.scheme),
        "receiving-classes": receiving_classes(world, scene.view),
        "quick-counts": quick_counts(scene),
        "top-of": drawn_of(scene),
        "downloads": downloads(world, scene),
        "languages": languages(world, scene),
    }


def foot(world: World, scene: Scene) -> list[Any]:
    """The line at the foot; the band of a show takes the time of what is shown from it."""
    known = behind(world, scene)
    said = note(world, scene)
    told = h.span({"data-when": known.when, "title": said})[said]
    return [told, " ", source(scene.view, known.datasets[0])]


TOO_FEW = N_("{tab} needs {n} intervals or more: the moves that are counted (Who) have {has}.")


def too_few(world: World, view: View, tab: Tab) -> list[Any]:
    """That a tab needs more intervals than the moves that are counted have, and the way out."""
    if tab.has_enough(world):
        return []
    has = len(world.vocabulary["periods"])
    said = _(TOO_FEW).format(tab=_(tab.title), n=tab.intervals, has=has)
    usual, table = view.at_home, flow_tables(world.package)[view.at_home.flows]
    label = _("Count instead: {who}").format(who=_(table.title))
    out = link(label, view, "button", flows=usual.flows, category=usual.category)
    return [h.p[said], h.p[out]]


def answer(world: World, scene: Scene) -> list[Any]:
    """The answer of the open tab in one sentence."""
    tab = tabs(world).get(scene.view.view)
    if tab and too_few(world, scene.view, tab):
        return too_few(world, scene.view, tab)[:1]
    if tab and tab.sentence:
        return [tab.sentence(world, scene)]
    return [sentence(world, scene), *coverage_said(world, scene)]


def answered(scene: Scene) -> str:
    """The same as text."""
    return plain(answer(scene.world, scene))


def answers(world: World, view: View) -> list[str]:
    """The same of a view in every language of a world."""
    found = []
    for lang in world.vocabulary["languages"]:
        with text.spoken(lang, world.package.wording):
            found.append(answered(Scenes(world).of(replace(view, lang=lang))))
    return found


def counted(world: World, scene: Scene) -> list[Any]:
    """Whom the sentence of the corridors counts, and of what kind its figure is."""
    tab = tabs(world).get(scene.view.view)
    if tab and tab.sentence and not tab.counts:
        return []
    return [_whom(world, scene.view.period)]


@kept_markup
def _whom(world: World, period: str) -> list[Any]:
    who = _("{whom}")
    source = words.period_source(world, period)
    return [
        h.span(class_="counted-who")[who],
        " ",
        h.span(class_="badge-estimate")[_("estimate: {source}").format(source=joints.rest(source))],
    ]


PROSE = ("sentence", "note")
"""Elements that are one running text; the card has some."""


def said(world: World, scene: Scene, found: Sequence[Notice]) -> dict[str, str]:
    """The same, spelled as data: one text for each element instead of hundreds of components."""
    texts = {part: spelled(shown) for part, shown in parts(world, scene, found).items()}
    whole = {part: marked_whole(world, texts[part]) for part in PROSE}
    return {**texts, **whole, "card": marked(world, texts["card"])}


def own_chips(world: World, scheme: Scheme) -> Any:
    """The chips of a scheme; none where its zones are the regions themselves, or all of them."""
    is_same = all(len(codes) == 1 for codes in world.members[scheme.key].values())
    return zone_chips(scheme) if scheme.is_grouped and not is_same else []


@kept_markup
def zone_chips(scheme: Scheme) -> list[h.Element]:
    """One chip for each zone of a scheme."""
    return [choice(zone, words.zone(scheme, zone)) for zone in scheme.keys]


def quick_counts(scene: Scene) -> list[Any]:
    """Four usual numbers of corridors."""
    labels = {count: _("all") if count == ALL else count for count in QUICK_COUNTS}
    return [
        link(label, scene.view, "quick-on" if count == scene.view.top else "", top=count)
        for count, label in labels.items()
    ]


def languages(world: World, scene: Scene) -> list[Any]:
    """The same view in each other language, by the name that it has itself."""
    others = [one for one in world.vocabulary["languages"] if one != scene.view.lang]
    return [_language(scene, one) for one in others]


def _language(scene: Scene, lang: str) -> h.Element:
    at, tag = address(scene.view, lang=lang), text.tag(lang)
    name = Locale.parse(lang).get_language_name()
    return h.a(class_="button", href=at, lang=tag, hreflang=tag)[name]


QUERY = "%query"
"""Stands in the kept menu for the question of the view."""


def downloads(world: World, scene: Scene) -> Markup:
    """What the open tab shows as files: for a sheet, with a codebook, and for a program."""
    view = scene.view
    # The table has all rows that the map draws some of.
    whole = {"top": ALL} if view.view == TABLE else {}
    query = question(shared(view, world.loaded.kept.slugs), view=MAP, **whole)
    return _menu(world, view.view).replace(QUERY, query)


@kept_markup
def _menu(world: World, tab: str) -> list[Any]:
    items = []
    for route in files(world, tab):
        label, at = _(route.title), below(f"/api/{route.names(world.package)[0]}")
        follows = FOLLOWING if tab == TABLE and "filter" in route.uses else {}
        links = [
            h.a(
                href=f"{at}{form.ending}{QUERY}",
                title=link_title(form, label),
                **link_marks(form),
                **follows,
            )[form.label]
            for form in formats_of(route)
        ]
        items.append(h.li[h.span[label], *links])
    return items
