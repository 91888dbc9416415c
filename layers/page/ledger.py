"""The ledger of conflicts: where the paper disagrees with itself, and what this page does."""

from __future__ import annotations

from typing import Any

from dash import dcc, html

from geo.store import Store
from geo.view import View
from layers.page.links import address
from layers.text import _

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
