"""The subject: the timeline, policy periods and acts, arguments at both ends of a corridor."""

from __future__ import annotations

from geo.world.places import POLICY
from layers.api.columns import PAPER_HEAD
from layers.api.route import Route
from layers.policy import api
from layers.policy.card import policy_card
from layers.subject import Card, Subject
from layers.text.gettext import N_

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
            PAPER_HEAD,
            api.timeline_columns,
            api.timeline,
            N_("Timeline"),
            ("policy_timeline", "national_series", "migrant_workers", "flows"),
        ),
    ),
)
