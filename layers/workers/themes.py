"""Who migrant workers are and what they get: a small chart for each theme, its last year said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import htpy as h

from geo.rows import rows_of
from geo.scene.scene import Scene
from geo.workers.themes import Last, last_of, of_theme
from geo.world.world import World
from layers.blocks.chart import as_table
from layers.blocks.tables import bar, grid
from layers.text import joints, myriads, numbers
from layers.text.gettext import N_, _
from layers.workers.wages import money
from layers.workers.words import reports, status, whom


@dataclass(frozen=True)
class Theme:
    """One theme of the reports.

    Attributes
    ----------
    key : str
        Its word in the table.
    title : str
        Heading.
    remark : str
        What a reader has to know; empty where nothing.
    parts : tuple of str
        Order of its parts; the largest first by default.
    """

    key: str
    title: str
    remark: str = ""
    parts: tuple[str, ...] = ()


AGES = ("16-20", "16-25", "21-30", "26-30", "31-40", "40 and under", "41-50", "over 50")
SCHOOLING = (
    "never attended", "illiterate", "primary", "junior secondary", "senior secondary",
    "senior secondary and above", "secondary technical and above", "college and above",
)  # fmt: skip
THEMES = (
    Theme("age", N_("Age"), "", AGES),
    Theme("mean age", N_("Mean age")),
    Theme("cohort", N_("Generation")),
    Theme(
        "education",
        N_("Schooling"),
        N_("Outgoing workers of the first year have other parts than later years."),
        SCHOOLING,
    ),
    Theme("training", N_("Training"), N_("Later reports do not print it.")),
    Theme(
        "industry",
        N_("Industry"),
        N_("Branches are parts of two large industries, whose last year stands in the table."),
    ),
    Theme(
        "monthly income by industry",
        N_("Income by industry"),
        N_("Whose income differs between the years: figures of one are not held against another."),
    ),
    Theme(
        "labour contract", N_("Labour contract"), N_("Later reports drop the section on rights.")
    ),
    Theme(
        "social insurance paid by employer",
        N_("Insurance paid by the employer"),
        N_("Later reports drop the section on rights."),
    ),
    Theme("wage arrears", N_("Wages not paid")),
    Theme("working time", N_("Working time")),
    Theme("family", N_("Alone or with the household"), N_("Later reports do not print it.")),
    Theme("living in towns at year-end", N_("Living in towns")),
)
"""Themes in reading order; women stand above in a section of their own."""

APART = ", "
"""Stands in the name of a group of people between them and their branch or age."""


def section(world: World, scene: Scene) -> list[h.Element]:
    """One card for each theme."""
    return [_card(world, one) for one in THEMES]


def _card(world: World, theme: Theme) -> h.Element:
    rows = of_theme(world, theme.key)
    found = last_of(rows)
    plain = [one for one in found if APART not in one.population]
    title = _(theme.title)
    said = _("Last year in the reports: {year}.").format(year=found[0].year)
    return h.section(class_="theme", aria_label=title)[
        h.h3[title],
        h.p(class_="muted")[said, *([joints.blank(), _(theme.remark)] if theme.remark else [])],
        [_bars(theme, one) for one in plain or found],
        as_table(
            _table(rows, title), title, _("All years and groups: {title}").format(title=title)
        ),
    ]


def _bars(theme: Theme, one: Last) -> h.Element:
    """Figures of one group of people in its last year."""
    order = {part: at for at, part in enumerate(theme.parts)}
    rows = [
        (_(row["category"]), _drawn(row, one))
        for row in sorted(
            rows_of(one.rows), key=lambda row: (order.get(row["category"], 0), -row["value"])
        )
    ]
    caption = _("{workers}, {year}").format(workers=whom(one.population), year=one.year)
    return grid(caption, [_("Part"), _("Figure")], rows)


def _drawn(row: dict[str, Any], one: Last) -> Any:
    """A share is as long as it is; another figure is held against the largest of its unit.

    What has nothing beside it to be held against is no bar.
    """
    if row["unit"] == "pct":
        return bar(row["value"], _marked(row))
    alone = (one.rows["unit"] == row["unit"]).sum() == 1
    return _marked(row) if alone else bar(100 * row["value"] / one.most[row["unit"]], _marked(row))


def amount(value: float, unit: str) -> str:
    """A figure with its unit.

    Examples
    --------
    >>> amount(62.4, "pct"), amount(236.9, "10k persons"), amount(8.8, "hours")
    ('62.4%', '2.369 million', '8.8 hours')
    """
    if unit == "pct":
        return f"{numbers.decimal(value, 1)}%"
    if unit == "10k persons":
        return myriads.with_unit(value, 2 if value == int(value) else 3)
    if unit in UNITS:
        return _(UNITS[unit]).format(n=numbers.decimal(value, 1))
    return money(value)


UNITS = {
    "years": N_("{n} years old"),
    "days": N_("{n} days"),
    "hours": N_("{n} hours"),
    "months": N_("{n} months"),
}


def _marked(row: dict[str, Any]) -> Any:
    said = amount(row["value"], row["unit"])
    if row["value_status"] != "derived":
        return said
    return [said, " ", h.span(class_="muted")[status(row["value_status"])]]


def _table(rows: Any, title: str) -> Any:
    head = [_("Year"), _("Whom"), _("Part"), _("Amount"), _("Figure"), _("Report")]
    listed = [
        (
            str(row["year"]),
            whom(row["population"]),
            _(row["category"]),
            amount(row["value"], row["unit"]),
            status(row["value_status"]),
            reports(row["source_ids"]),
        )
        for row in rows_of(rows)
    ]
    return grid(title, head, listed)
