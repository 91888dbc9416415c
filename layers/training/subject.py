"""The subject: a training programme, in cards and in the data interface."""

from __future__ import annotations

from geo.training.programme import SUBSIDY, TRAINING
from layers.api.columns import PAPER_HEAD
from layers.api.route import Route
from layers.subject import Subject
from layers.text.gettext import N_
from layers.training import api

SUBJECT = Subject(
    routes=(
        Route(
            "training",
            "Plans, results and money of the training programme, as its reports have them",
            ("lang",),
            PAPER_HEAD,
            api.training_columns,
            api.training,
            N_("Training"),
            (TRAINING,),
        ),
        Route(
            "training-subsidy",
            "Central subsidy per trainee by region and year, from low to high",
            ("lang",),
            PAPER_HEAD,
            api.subsidy_columns,
            api.subsidy,
            N_("Subsidy of training"),
            (SUBSIDY,),
        ),
    ),
)
