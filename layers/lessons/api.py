"""Where a pilot site's lesson could travel, as data: columns and answer."""

from __future__ import annotations

from typing import Any

from geo.disparity.series import publications_behind
from geo.lessons import portrait, similarity
from geo.lessons.variables import LOG_RULE, variables
from geo.scene.scene import Scene
from geo.view.address import query_string
from geo.view.checks import read_weights
from geo.world.catalog import Package
from geo.world.declared import Variable
from geo.world.world import World
from layers.api import provenance
from layers.api.answer import Answer
from layers.api.columns import NOTES, QUERY, SOURCE, Column, Columns, declared
from layers.lessons.words import year_rule
from layers.text import joints, words
from layers.text.gettext import _

_RECORDS: Columns = (
    Column("key", "string", "Name in weights and contributions", required=True),
    Column("title", "string", "Title", required=True),
    Column("unit", "string", "Unit of the figures", required=True),
    Column("definition", "string", "What it counts", required=True),
    Column("reason", "string", "Why it bears on a lesson that travels", required=True),
    Column("logged", "boolean", "Whether its logarithm is compared", required=True),
    Column("time", "string", "Year or interval of the figures; null where there are none"),
    Column("weight", "number", "Weight in this answer", "weight", True),
)

HEAD: Columns = (
    QUERY,
    Column("site", "string", "Pilot site whose lesson travels", required=True),
    Column("site_name", "string", "Its name", required=True),
    Column("region_code", "string", "{Region} that it lies in, which has no row", required=True),
    Column("region_name", "string", "Name of that {region}", required=True),
    Column("formula.distance", "string", "How a distance is worked out", required=True),
    Column("formula.contribution", "string", "How a contribution is worked out", required=True),
    Column("variables", "objects", "What is compared", required=True, inner=_RECORDS),
    SOURCE,
    NOTES,
)


_NAMED: Columns = (
    Column(
        "missing",
        "strings",
        "Variables that one of the two lacks",
        required=True,
        title="Variables missing",
    ),
    Column(
        "named_in_paper",
        "boolean",
        "Whether the paper names it",
        required=True,
        title="Named in the paper",
    ),
    Column(
        "top_five_share",
        "number",
        "Share of draws among the nearest five",
        "0 to 1",
        True,
        title="Share of draws among the nearest five",
    ),
)


def row_columns(package: Package) -> Columns:
    """Columns of ``/api/similar``."""
    shares = (
        Column(
            f"contributions.{one.key}",
            "number",
            f"Share of {one.title} in the distance",
            title=f"Contribution: {one.title}",
        )
        for one in (package.likeness.variables if package.likeness else ())
    )
    return (
        Column(
            "rank",
            "integer",
            "Place, 1 for the nearest; null without a distance",
            "rank",
            title="Place in the order",
        ),
        *declared(package, "regions", ["region_code"]),
        Column("region_name", "string", "Name of the {region}", required=True, title="{Region}"),
        Column(
            "distance",
            "number",
            "Distance; null where no figure",
            "standard deviations",
            title="Distance",
        ),
        *shares,
        *_NAMED,
    )


def answer(world: World, scene: Scene) -> Answer:
    """All other regions, the nearest first, with what brings them near and apart."""
    view, world = scene.view, world.usual  # whoever is counted
    site = similarity.keyed_sites(world.table("pilot_sites")).loc[view.site]
    known = variables(world)
    weights = read_weights(view.weights, tuple(known)) or {}
    rows = provenance.named(world, portrait.ranked(world, view.site, view.weights), "region")
    caveats = world.catalogue["similarity_scores"].caveats
    times = portrait.times(world)
    head = {
        "query": query_string(view),
        "site": view.site,
        "site_name": site["name"],
        "region_code": site["region_code"],
        "region_name": words.region(world, site["region_code"]),
        "formula.distance": similarity.FORMULA,
        "formula.contribution": similarity.CONTRIBUTION_FORMULA,
        "variables": [
            _record(one, times[key], weights.get(key, 0.0)) for key, one in known.items()
        ],
        "source": sources(world, times),
        "notes": [
            *[_(one) for one in caveats],
            year_rule(world),
            *[_(one) for one in (LOG_RULE, similarity.SENSITIVITY)],
        ],
    }
    return Answer(head, rows)


def site_said(world: World, key: str) -> str:
    """What a reader calls a site."""
    return _(str(similarity.keyed_sites(world.table("pilot_sites")).loc[key]["name"]))


def weights_said(world: World, spelled: str) -> str:
    """What a reader calls the weights: each variable and how much it counts."""
    known = variables(world)
    weights = read_weights(spelled, tuple(known)) or {}
    return joints.listed(
        joints.noted(_(one.title), f"{weights[key]:g}")
        for key, one in known.items()
        if weights.get(key)
    )


def _record(one: Variable, time: str | None, weight: float) -> dict[str, Any]:
    spoken = {name: _(getattr(one, name)) for name in ("title", "unit", "definition", "reason")}
    return {"key": one.key, **spoken, "logged": one.logged, "time": time, "weight": weight}


def sources(world: World, times: dict[str, str | None]) -> str:
    """Publications behind the figures of all variables, each once."""
    found: dict[str, None] = {}
    tables = world.table("indicators"), world.table("publications")
    for one in variables(world).values():
        time = times[one.key]
        if time in world.vocabulary["periods"]:
            found[provenance.interval_source(world, time)] = None
        elif time:
            behind = publications_behind(*tables, (one.column,), (int(time),))
            found |= dict.fromkeys(map(_, behind))
    return joints.parts(found)
