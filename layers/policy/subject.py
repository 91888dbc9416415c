"""The subject: the timeline, policy periods and acts, arguments at both ends of a corridor."""

from __future__ import annotations

from geo.world.places import POLICY
from layers.api import columns
from layers.api.route import Route
from layers.policy.api import timeline
from layers.policy.card import policy_card
from layers.subject import Card, Subject

SUBJECT = Subject(
    needs=("policy_timeline",),
    cards={
        POLICY: Card(policy_card, "policy_timeline"),
    },
    routes=(
        Route(
            "timeline",
            "Intervals, policy periods, acts and national totals on one axis",
            ("from", "to", "scheme", "direction", "place", "lang"),
            columns.PAPER_HEAD,
            columns.timeline_columns,
            timeline,
        ),
    ),
)
