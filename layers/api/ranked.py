"""Corridors in the order of a rank: what orders them, and why some have no value."""

from __future__ import annotations

from geo.scene.scene import Scene
from geo.world.catalog import Catalogue
from geo.world.world import World
from layers.api import answers
from layers.api.answers import Answer
from layers.api.columns import CORRIDORS_HEAD, Column, Columns, corridor_columns
from layers.text import words
from layers.text.gettext import _

HEAD: Columns = (
    *CORRIDORS_HEAD,
    Column("rank.name", "string", "What orders the rows instead of the measure; null for that"),
    Column("rank.unit", "string", "Unit of rank_value"),
    Column("rank.definition", "string", "How rank_value is worked out"),
    Column("rank.missing_count", "integer", "Corridors kept without a rank_value", "corridors"),
    Column("rank.missing_reason", "string", "Why they have none"),
)
ROW: Columns = (
    Column("rank_value", "number", "What the rows are ranked by", "unit of the rank"),
    Column("rank_small_base", "boolean", "Ranked after the others for its small base"),
)


def row_columns(catalogue: Catalogue) -> Columns:
    """Columns of ``/api/corridors``."""
    return (*corridor_columns(catalogue), *ROW)


def answer(world: World, scene: Scene) -> Answer:
    """The corridors that are drawn, and what orders them."""
    found, ranking = answers.corridors(world, scene), scene.ranking
    about: dict[str, object] = {column.name: None for column in HEAD if "rank." in column.name}
    if ranking:
        about = {
            "rank.name": _(words.RANKS[ranking.rank.key]),
            "rank.unit": _(ranking.rank.unit),
            "rank.definition": _(ranking.rank.definition),
            "rank.missing_count": ranking.missing_count,
            "rank.missing_reason": _(ranking.reason) if ranking.missing_count else None,
        }
    return Answer({**found.head, **about}, found.rows)
