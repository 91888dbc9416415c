"""Tables of the disparity tab: the paper's claim, the zones, and the other schemes."""

from __future__ import annotations

from typing import Any

import htpy as h

from geo.disparity.portrait import Portrait
from geo.disparity.tables import (
    CANNOT_TELL,
    DOES_NOT,
    STATED_IN,
    STATEMENT,
    SUPPORTS,
    ZONE_RATIO,
    Claim,
)
from geo.scene.scene import Scene
from layers.blocks.links import link, source
from layers.blocks.tables import bar, grid
from layers.disparity.words import CONTEXT, amount, nats, times
from layers.text import joints, numbers, words
from layers.text.gettext import N_, _, sunk

VERDICTS = {
    SUPPORTS: ("✓", N_("The series supports it")),
    DOES_NOT: ("✗", N_("The series does not support it")),
    CANNOT_TELL: ("?", N_("The series cannot tell")),
}
IN_A_CELL = {
    SUPPORTS: N_("supports"),
    DOES_NOT: N_("does not"),
    CANNOT_TELL: N_("cannot tell"),
}
MIXED = ("≠", N_("The two measures disagree"))
MEASURES = {
    True: N_("Highest over lowest zone mean"),
    False: N_("Theil T between the zones"),
}


def context(scene: Scene) -> h.Element:
    """The limit of every comparison with policy, and the way to the method."""
    return h.p(class_="muted")[_(CONTEXT), " ", source(scene.view, "disparity")]


def claim_box(scene: Scene, shown: Portrait) -> h.Element:
    """What the paper says of the late 1990s, and what this series says to it."""
    found = shown.claims
    verdicts = {one.verdict for one in found}
    sign, said = VERDICTS[found[0].verdict] if len(verdicts) == 1 else MIXED
    told = found[0].verdict != CANNOT_TELL
    return h.section(
        class_=f"claim claim-{found[0].verdict.replace(' ', '-')}",
        aria_label=_("The paper's claim"),
    )[
        h.h3[_("Did the zone gaps widen in the late 1990s?")],
        h.blockquote[_(STATEMENT)],
        h.p(class_="muted")[
            _("The paper, section {section}").format(section=words.section(STATED_IN))
        ],
        h.p(class_="claim-verdict")[h.span(class_="claim-sign", aria_hidden="true")[sign], _(said)],
        *(_compared(shown) if told else [h.p[_why_not(found[0])]]),
        context(scene),
    ]


def _compared(shown: Portrait) -> list[Any]:
    """Both years and values of each measure, and the later year with the earlier weights."""
    one = shown.claims[0]
    head = [
        _("Measure"),
        str(one.from_year),
        str(one.to_year),
        _("{later}, weights of {earlier}").format(later=one.to_year, earlier=one.from_year),
        _("So the series"),
    ]
    rows = [
        (_(MEASURES[claim.measure == ZONE_RATIO]), *_values(claim), _(IN_A_CELL[claim.verdict]))
        for claim in shown.claims
    ]
    about = _(
        "Populations of {earlier} and {later} come from two series; the fourth column shows the "
        "later year without that change."
    )
    return [
        grid(
            _("The two years compared, {scheme}").format(scheme=sunk(_(shown.scheme.title))),
            head,
            rows,
        ),
        h.p(class_="muted")[about.format(earlier=one.from_year, later=one.to_year)],
    ]


def _values(claim: Claim) -> list[str]:
    write = times if claim.measure == ZONE_RATIO else nats
    values = (claim.from_value, claim.to_value, claim.same_weights_value)
    return [numbers.no_figure() if one is None else write(one) for one in values]


def _why_not(claim: Claim) -> str:
    said = _(
        "It would take {earlier} and {later} with all {regions}; this series starts in {first}."
    )
    return said.format(earlier=claim.from_year, later=claim.to_year, first=claim.first_year)


def zones_table(shown: Portrait) -> h.Element:
    """Share of each zone in people, in the total, and in both parts of Theil T."""
    head = [
        _("Zone"),
        _("{Regions}"),
        _("Residents"),
        _("Mean"),
        _("Share of the total"),
        _("Between part"),
        _("Inside part"),
    ]
    rows = [
        _zone_row(shown, words.zone(shown.scheme, str(zone)), row)
        for zone, row in shown.zones.iterrows()
    ]
    sums = shown.zones.sum().to_dict() | {"mean": shown.national_mean}
    rows.append(_zone_row(shown, _("{country}"), sums))
    caption = _("Theil T by zone; a zone below the mean adds a negative between part")
    title = _("What each zone adds, {year}").format(year=shown.year)
    return h.section(class_="table-scroll", tabindex="0", aria_label=title)[
        h.h3[title], grid(caption, head, rows)
    ]


def _zone_row(shown: Portrait, name: str, row: Any) -> tuple[str, ...]:
    return (
        name,
        numbers.decimal(row["regions_count"]),
        numbers.percent(100 * row["population_share"]),
        amount(shown.series, row["mean"], brief=True),
        numbers.percent(100 * row["value_share"]),
        nats(row["theil_t_between"]),
        nats(row["theil_t_within"]),
    )


def schemes_table(scene: Scene, shown: Portrait) -> h.Element:
    """Between-share of the four schemes in the year shown, the current one marked."""
    head = [_("Zones"), _("Between"), _("Inside"), _("Share between")]
    rows = []
    for scheme in scene.world.package.schemes:
        row = shown.schemes.loc[scheme.key]
        name = _(scheme.title)
        label: Any = (
            h.b[joints.noted(f"▸ {name}", _("shown"))]
            if scheme.key == shown.scheme.key
            else link(name, scene.view, scheme=scheme.key)
        )
        share = float(row["between_share_percent"])
        rows.append(
            (
                label,
                nats(row["theil_t_between"]),
                nats(row["theil_t_within"]),
                bar(share, numbers.percent(share)),
            )
        )
    return h.section(class_="schemes")[
        h.h3[_("Another scheme gives another between-share")],
        grid(
            _("Theil T, {year}; the whole gap is {n} in each").format(
                year=shown.year, n=nats(shown.rows.loc[shown.year, "theil_t_total"])
            ),
            head,
            rows,
        ),
    ]
