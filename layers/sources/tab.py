"""The ledger of conflicts: where the paper disagrees with itself, and what this page does."""

from __future__ import annotations

from typing import Any

import htpy as h

from geo.rows import rows_of
from geo.scene.scene import Scene
from geo.statements.statements import STATED, Statements, statements
from geo.terms.terms import terms_of
from geo.view.view import View
from geo.world.catalog import Dataset
from geo.world.world import World
from layers.api.about import version
from layers.blocks import tables
from layers.blocks.links import address
from layers.blocks.statements import kind_badge
from layers.sources.opened import opened_file
from layers.sources.whole import read_whole
from layers.subject import Behind, Filled
from layers.terms.gloss import entry_link
from layers.terms.list import listed_terms
from layers.text import joints, numbers, words
from layers.text.gettext import N_, _, ngettext

MIGRANTS = "K3"  # 114 million against more than 10 per cent
SITES = "K5"  # eight sites against nine
WAGES = "K1"
WHITE_BOOK = "K6"
LEDGER = "conflicts"
REGIONS = "regions"
"""Dataset that holds the schemes, so that what is to be known of them stands there too."""
OF_EVENT = {"T37": WAGES, "T22": WHITE_BOOK}
"""Conflict that stands beside an act of the policy timeline."""


def ledger(world: World) -> h.Element:
    """Every conflict with both statements, our arithmetic and what the screen uses."""
    rows = rows_of(world.table("conflicts"))
    said = statements(world)
    count = _(
        "{n} places where two statements of the paper do not agree, or where one of them and a "
        "date outside the paper do not. All stand as printed."
    )
    return h.section(id=LEDGER, class_="ledger", aria_label=_("Conflicts of the paper"))[
        h.h2[_("Where the paper disagrees with itself")],
        h.p(class_="lead")[count.format(n=len(rows))],
        *[_conflict(row, said) for row in rows],
    ]


def conflict_link(view: View, conflict: str, label: str = "") -> h.Element:
    """Link to one conflict from a place that shows one of its figures."""
    said = label or _("The paper disagrees with itself here ({no})").format(no=conflict)
    target = f"{address(view, view='sources')}#{anchor(conflict)}"
    return h.a(href=target, class_="conflict-link")[said]


def ledger_link(view: View) -> h.Element:
    """Link to the whole ledger."""
    target = f"{address(view, view='sources')}#{LEDGER}"
    return h.a(href=target)[_("Where the paper disagrees with itself")]


def anchor(conflict: str) -> str:
    """Id of a conflict on the page.

    Examples
    --------
    >>> anchor("K3")
    'conflict-k3'
    """
    return f"conflict-{conflict.lower()}"


def _conflict(row: dict[Any, Any], said: Statements) -> h.Element:
    """Both statements side by side, then what follows from them."""
    both = [
        h.div[
            h.h4[label],
            h.p[_(row[f"statement_{side}"])],
            h.p(class_="muted")[_where(row, side, said)],
        ]
        for side, label in (("a", _("One statement")), ("b", _("The other")))
    ]
    return h.article(id=anchor(row["conflict_id"]), class_="conflict")[
        h.h3[f"{row['conflict_id']} · {_(row['title'])}"],
        h.div(class_="statements")[both],
        h.h4[_("Our arithmetic")],
        h.p[_(row["arithmetic"])],
        h.h4[_("What this page uses")],
        h.p[_(row["screen_uses"])],
    ]


def _where(row: dict[Any, Any], side: str, said: Statements) -> list[Any]:
    """Section of the paper; a statement from elsewhere says so and is badged."""
    kind = said.of(LEDGER, row["conflict_id"], f"statement_{side}").kind
    section = row[f"section_{side}"]
    if kind == STATED:
        return [_("paper, {section}").format(section=words.section(section))]
    return [_(section), *kind_badge(kind)]


# The sources: every dataset with what it counts, and where the paper disagrees with itself.


def sentence(world: World, scene: Scene) -> str:
    """How many datasets the page reads, works out, and leaves to a conflict."""
    derived = sum(bool(one.derived_from) for one in world.package.resources)
    return _(
        "{read} datasets are read as published, and {derived} are worked out from them."
    ).format(read=len(world.package.resources) - derived, derived=derived)


def behind(world: World, _scene: Scene) -> Behind:
    """All datasets, each with its own source; the terms are those of all that were read."""
    read = tuple(one.name for one in world.package.resources if not one.derived_from)
    return Behind("", (_("Each dataset names its own source"),), read)


def fill(world: World, scene: Scene) -> Filled:
    """Definitions that keep figures apart, all datasets, and the ledger of conflicts."""
    read = [dataset for dataset in world.package.resources if not dataset.derived_from]
    derived = [dataset for dataset in world.package.resources if dataset.derived_from]
    parts = [
        h.h2[_("Sources and limits")],
        h.p(id="version", class_="muted")[_("Version: {version}").format(version=version(world))],
        *([h.p(class_="to-terms")[entry_link(scene.view, _("Terms"))]] if terms_of(world) else []),
        *opened_file(world),
        *_conflicts(world, scene.view),
        h.h2[_("Datasets")],
        h.div(class_="datasets")[[_dataset(world, scene.view, one) for one in read]],
        h.h3[_("Worked out from them")],
        h.div(class_="datasets")[[_dataset(world, scene.view, one) for one in derived]],
        listed_terms(world),
    ]
    return Filled(h.div(class_="reading")[parts])


def _conflicts(world: World, view: View) -> list[Any]:
    """Figures that are never set side by side, and the ledger, in worlds that have conflicts."""
    if not world.has(LEDGER):
        return []
    return [h.p[ledger_link(view)], *_guard(view), ledger(world)]


OF_PAPER = N_("rural labourers away at least three months a year; moves inside a {region} included")
OF_SURVEY = N_(
    "migrant workers of the {publisher} monitoring survey: six months, and local workers included"
)


def _guard(view: View) -> list[Any]:
    """Why the paper's total never stands beside the census corridors."""
    total = (_("The paper's 114 million (2003)"), _(OF_PAPER))
    return [
        h.h3(id="guard")[_("What part of the 114 million crossed a {regional} border?")],
        h.p(class_="warning")[
            _(
                "This question has no answer here, and the page refuses it: "
                "the two figures count different people."
            )
        ],
        definitions(total),
        h.p[conflict_link(view, MIGRANTS, _("The 114 million against the paper's own share"))],
    ]


def definitions(total: tuple[str, str]) -> h.Element:
    """Whom a national total counts, with its name, and whom the tables of moves count."""
    corridors = _("all people {have_left}; moves inside a {region} left out")
    return tables.facts([total, (_("The corridors of this page"), corridors)], _("Two definitions"))


def _dataset(world: World, view: View, dataset: Dataset) -> h.Element:
    rows = dataset.expected_rows or world.rows.get(dataset.name, 0)
    count = ngettext("{n} row", "{n} rows", rows)
    facts = [
        (_("Counts"), _(dataset.population_covered)),
        (_("Kind"), _(dataset.collection)),
        (_("Period"), _(dataset.period_covered)),
        (_("Coverage"), count.format(n=numbers.decimal(rows))),
    ]
    facts += [
        (
            _("Source"),
            _("{title}. {publication}").format(
                title=_(source.title), publication=_(source.publication)
            ),
        )
        for source in dataset.sources
    ]
    facts += [(_("Licence"), joints.titled(_(one.title), _(one.terms))) for one in dataset.licences]
    if dataset.derived_from:
        facts.append((_("Made from"), joints.listed(dataset.derived_from)))
    schemes = world.package.schemes if dataset.name == REGIONS else ()
    notes = [said for scheme in schemes if (said := words.scheme_note(scheme))]
    caveats = [h.li[said] for said in (*map(_, dataset.caveats), *notes)]
    return h.details(id=f"dataset-{dataset.name}")[
        h.summary[h.b[_(dataset.title)], h.span(class_="muted")[f" {dataset.name}"]],
        h.p[_(dataset.description)],
        h.table(class_="figures facts")[
            h.caption[_("About {title}").format(title=_(dataset.title))],
            h.tbody[[h.tr[h.th(scope="row")[name], h.td[value]] for name, value in facts]],
        ],
        *([h.p[_("Mind:")], h.ul[caveats]] if caveats else []),
        *read_whole(world, view, dataset.name),
    ]
