"""The sources: every dataset with what it counts, and where the paper disagrees with itself."""

from __future__ import annotations

from typing import Any

from dash import html

from geo.catalog import Dataset
from geo.scene import Scene
from geo.store import Store
from geo.view import View
from layers import text
from layers.page.ledger import MIGRANTS, conflict_link, ledger, ledger_link
from layers.page.panel import Panel
from layers.page.still import still
from layers.text import _, ngettext


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
        (_("Coverage"), count.format(n=text.decimal(dataset.expected_rows))),
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
