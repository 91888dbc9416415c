"""The ledger of conflicts: where the paper disagrees with itself, and what this page does."""

from __future__ import annotations

from typing import Any

from dash import dcc, html

from geo.scene.scene import Scene
from geo.view.view import View
from geo.world.catalog import Dataset
from geo.world.world import Store
from layers.blocks.links import address
from layers.blocks.markup import still
from layers.subject import Panel
from layers.text import numbers
from layers.text.gettext import _, ngettext

MIGRANTS = "K3"  # 114 million against more than 10 per cent
SITES = "K5"  # eight sites against nine
WAGES = "K1"
LEDGER = "conflicts"
OF_EVENT = {"T37": WAGES}
"""Conflict that stands beside an act of the policy timeline."""


def ledger(store: Store) -> html.Section:
    """Every conflict with both statements, our arithmetic and what the screen uses."""
    rows = store.table("conflicts").to_dict("records")
    count = _("{n} places where two statements of the paper do not agree. Both stand as printed.")
    return html.Section(
        [
            html.H2(_("Where the paper disagrees with itself")),
            html.P(count.format(n=len(rows)), className="lead"),
            *[_conflict(row) for row in rows],
        ],
        id=LEDGER,
        className="ledger",
        **{"aria-label": _("Conflicts of the paper")},
    )


def conflict_link(view: View, conflict: str, label: str = "") -> dcc.Link:
    """Link to one conflict from a place that shows one of its figures."""
    words = label or _("The paper disagrees with itself here ({no})").format(no=conflict)
    target = f"{address(view, view='sources')}#{anchor(conflict)}"
    return dcc.Link(words, href=target, className="conflict-link")


def ledger_link(view: View) -> dcc.Link:
    """Link to the whole ledger."""
    target = f"{address(view, view='sources')}#{LEDGER}"
    return dcc.Link(_("Where the paper disagrees with itself"), href=target)


def anchor(conflict: str) -> str:
    """Id of a conflict on the page.

    Examples
    --------
    >>> anchor("K3")
    'conflict-k3'
    """
    return f"conflict-{conflict.lower()}"


def _conflict(row: dict[Any, Any]) -> html.Article:
    """Both statements side by side, then what follows from them."""
    statements = [
        html.Div(
            [
                html.H4(label),
                html.P(_(row[f"statement_{side}"])),
                html.P(
                    _("paper, {section}").format(section=row[f"section_{side}"]),
                    className="muted",
                ),
            ]
        )
        for side, label in (("a", _("One statement")), ("b", _("The other")))
    ]
    return html.Article(
        [
            html.H3(f"{row['conflict_id']} · {_(row['title'])}"),
            html.Div(statements, className="statements"),
            html.H4(_("Our arithmetic")),
            html.P(_(row["arithmetic"])),
            html.H4(_("What this page uses")),
            html.P(_(row["screen_uses"])),
        ],
        id=anchor(row["conflict_id"]),
        className="conflict",
    )


# The sources: every dataset with what it counts, and where the paper disagrees with itself.


def fill(store: Store, scene: Scene) -> list[Any]:
    """Definitions that keep figures apart, all datasets, and the ledger of conflicts."""
    read = [dataset for dataset in store.catalogue.values() if not dataset.derived_from]
    derived = [dataset for dataset in store.catalogue.values() if dataset.derived_from]
    parts = [
        html.H2(_("Sources and limits")),
        html.P(ledger_link(scene.view)),
        *_guard(scene.view),
        ledger(store),
        html.H2(_("Datasets")),
        html.Div([_dataset(dataset) for dataset in read], className="datasets"),
        html.H3(_("Worked out from them")),
        html.Div([_dataset(dataset) for dataset in derived], className="datasets"),
    ]
    return [still(*parts, className="reading")]


def _guard(view: View) -> list[Any]:
    """Why the paper's total never stands beside the census corridors."""
    rows = [
        (
            _("The paper's 114 million (2003)"),
            _(
                "rural labourers away at least about three months a year; "
                "moves inside a province included"
            ),
        ),
        (
            _("The corridors of this page"),
            _(
                "all people aged 5 and over who lived in another province five years before; "
                "moves inside a province left out"
            ),
        ),
    ]
    return [
        html.H3(_("What part of the 114 million crossed a provincial border?"), id="guard"),
        html.P(
            _(
                "This question has no answer here, and the page refuses it: "
                "the two figures count different people."
            ),
            className="warning",
        ),
        html.Table(
            [
                html.Caption(_("Two definitions")),
                html.Tbody([html.Tr([html.Th(a, scope="row"), html.Td(b)]) for a, b in rows]),
            ],
            className="figures facts",
        ),
        html.P(conflict_link(view, MIGRANTS, _("The 114 million against the paper's own share"))),
    ]


def _dataset(dataset: Dataset) -> html.Details:
    count = ngettext("{n} row", "{n} rows", dataset.expected_rows)
    facts = [
        (_("Counts"), _(dataset.population_covered)),
        (_("Kind"), _(dataset.collection)),
        (_("Period"), _(dataset.period_covered)),
        (_("Coverage"), count.format(n=numbers.decimal(dataset.expected_rows))),
    ]
    facts += [(_("Source"), f"{source.title}. {source.publication}") for source in dataset.sources]
    facts += [(_("Licence"), f"{one.title}. {_(one.terms)}") for one in dataset.licences]
    if dataset.derived_from:
        facts.append((_("Made from"), ", ".join(dataset.derived_from)))
    caveats = [html.Li(_(caveat)) for caveat in dataset.caveats]
    return html.Details(
        [
            html.Summary(
                [html.B(_(dataset.title)), html.Span(f" {dataset.name}", className="muted")]
            ),
            html.P(_(dataset.description)),
            html.Table(
                [
                    html.Caption(_("About {title}").format(title=_(dataset.title))),
                    html.Tbody(
                        [
                            html.Tr([html.Th(name, scope="row"), html.Td(value)])
                            for name, value in facts
                        ]
                    ),
                ],
                className="figures facts",
            ),
            *([html.P(_("Mind:")), html.Ul(caveats)] if caveats else []),
        ],
        id=f"dataset-{dataset.name}",
    )


PANEL = Panel(key="sources", fill=fill)
