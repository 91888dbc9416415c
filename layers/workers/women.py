"""Women among migrant workers: three printed series, and the paper's third beside them."""

from __future__ import annotations

import htpy as h

from geo.rows import rows_of
from geo.scene.scene import Scene
from geo.workers.regions import Stretch
from geo.workers.women import POPULATIONS, SHARE, Apart, apart, others, series, shares
from geo.world.world import World
from layers.blocks import chart
from layers.blocks.links import source
from layers.blocks.tables import grid
from layers.text import joints, numbers, words
from layers.text.gettext import N_, _
from layers.workers.lines import Axis, figure
from layers.workers.words import DEFINED, noted, reports, spans, status, whom

THIRD = N_(
    "About one third of migrant labourers are female, and the share rises, says the paper (1.2; "
    "2.2, after Li Yinhe et al., 2000)."
)
ITS_PEOPLE = N_(
    "Its migrants are rural labourers who leave their home villages for towns and cities, at least "
    "three months a year (2.2)."
)
BESIDE = N_(
    "The paper gives no year for its third, and its people are neither all workers of the survey "
    "nor the outgoing ones: the third stands beside the series and is no point of them."
)


def section(world: World, scene: Scene) -> list[h.Element]:
    """The picture of the three series, then why they differ and what the paper says."""
    told = h.section[h.h3[_("The last printed shares")], h.p[_last(world)]]
    return [_series(world, scene), h.div[told, _why(world), _paper(), _by_region(world, scene)]]


def _last(world: World) -> str:
    """The last share of each series with its year."""
    ends = {run.population: rows_of(run.points)[-1] for run in series(world)}
    listed = [
        _("{share} of {workers} ({year})").format(
            share=_percent(row["value"]), workers=whom(people), year=row["year"]
        )
        for people, row in ends.items()
    ]
    return _("Women are {listed}.").format(listed=joints.parts(listed))


def _percent(share: float) -> str:
    return f"{numbers.decimal(share, 1)}%"


def _series(world: World, scene: Scene) -> h.Element:
    found = series(world)
    first = min(int(run.points["year"].iloc[0]) for run in found)
    last = max(int(run.points["year"].iloc[-1]) for run in found)
    title = _("Women among migrant workers")
    rows = [
        (
            str(row["year"]),
            whom(row["population"]),
            _percent(row[SHARE]),
            status(row["value_status"]),
            reports(row["source_ids"]),
        )
        for row in rows_of(shares(world))
    ]
    head = [_("Year"), _("Whom"), _("Women"), _("Figure"), _("Report")]
    lone = [
        _("{year}: {share} of {workers}, another definition, in no series.").format(
            year=row["year"], share=_percent(row[SHARE]), workers=whom(row["population"])
        )
        for row in rows_of(others(world))
    ]
    return chart.chart(
        "workers-women",
        title,
        _("Three series as printed, none worked out from another. Open marks are worked out from "
          "a printed change of the same series."),
        figure(found, (Stretch(first, last, ""),), Axis(_("% women"), _percent), POPULATIONS),
        270,
        grid(title, head, rows),
        [joints.sentences(lone), " ", source(scene.view, "women_shares")],
    )  # fmt: skip


def _why(world: World) -> h.Element:
    """Why one share is never worked out from the others, with the last year as an example."""
    found: tuple[Apart, ...] = apart(world)
    least, most = (edge(one.difference for one in found) for edge in (min, max))
    last = found[-1]
    said = _(
        "The three shares are of different people, and the share of all is not the mean of the "
        "other two. In {year} {printed} is printed; outgoing and local workers, weighed by their "
        "numbers, would give {weighed}. The printed share is {least} to {most} points higher in "
        "every year that has all three ({years}); the reports do not say why."
    ).format(
        year=last.year,
        printed=_percent(last.printed),
        weighed=_percent(last.weighed),
        least=numbers.decimal(least, 1),
        most=numbers.decimal(most, 1),
        years=spans(one.year for one in found),
    )
    return h.section[h.h3[_("Why three figures")], h.p[_(DEFINED)], h.p[said]]


def _paper() -> h.Element:
    return h.section(class_="claim", aria_label=_("The paper's share of women"))[
        h.h3[_("The paper's third")], h.p[_(THIRD)], h.p[_(ITS_PEOPLE)], noted(_(BESIDE))
    ]


def _by_region(world: World, scene: Scene) -> h.Element:
    """No region has a share: said for the chosen one by name."""
    code = scene.place.region
    name = words.region(world, code) if code else _("Each {region}")
    said = _("{place}: {blank}. The survey prints women for the nation alone.").format(
        place=name, blank=_(words.BLANKS["not applicable"])
    )
    return h.section[h.h3[_("Women by {region}")], h.p[said]]
