"""The subject: the tab Sources: every dataset, and where the paper disagrees with itself."""

from __future__ import annotations

from layers.api.whole import whole_table
from layers.sources.tab import fill
from layers.subject import Subject, Tab
from layers.text.gettext import N_

SUBJECT = Subject(
    tab=Tab("sources", N_("Sources"), fill),
    routes=(
        whole_table("stakeholders", "stakeholders", N_("Stakeholders")),
        whole_table("profile", "migrant_profile", N_("Profile of the migrants")),
        whole_table("lists", "paper_lists", N_("Lists")),
        whole_table("statements", "regional_statements", N_("Regional statements")),
        whole_table("numbers", "national_series", N_("Numbers")),
        whole_table("conflicts", "conflicts", N_("Conflicts")),
    ),
)
