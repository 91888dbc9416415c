"""Policy in the control row of the clock: one topic, and the list of all periods and acts."""

from __future__ import annotations

from typing import Any

import dash_mantine_components as dmc
from dash import html

from geo.places import slug
from geo.store import Store
from geo.view import View
from layers.page.bound import bound
from layers.page.policy_card import all_events
from layers.page.still import spelled
from layers.page.timeline_policy import PERIOD
from layers.text import _


def policy_controls(store: Store, view: View) -> list[Any]:
    """Filter of the acts by topic, and a menu with a link for each period and act."""
    acts = store.table("policy_timeline")
    acts = acts[acts["kind"] != PERIOD]
    named = {slug(topic): topic for topic in acts["topic"].dropna()}
    options = [{"value": key, "label": _(named[key])} for key in store.vocabulary.topics]
    topic = dmc.Select(
        id=bound("topic"),
        data=options,
        value=view.topic or None,
        placeholder=_("All topics"),
        clearable=True,
        size="xs",
        className="topic",
        clearButtonProps={"aria-label": _("Show all topics")},
        **{"aria-label": _("Topic of the policy acts")},
    )
    menu = html.Details(
        [
            html.Summary(_("All periods and acts"), className="button"),
            html.Div(
                id="events",
                className="menu events",
                **{"data-still": spelled(all_events(store))},
            ),
        ],
        className="dropdown dropdown-up",
    )
    return [topic, menu]
