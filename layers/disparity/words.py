"""What the disparity tab says: amounts, where the gap lies, gaps and weights in plain words."""

from __future__ import annotations

from typing import Any

from geo.disparity.portrait import BETWEEN, EVEN, INSIDE, Portrait, lies
from geo.disparity.series import (
    INCOMPLETE_FIGURES,
    INCOMPLETE_POPULATION,
    NO_FIGURES,
    NO_POPULATION,
)
from geo.rows import rows_of
from geo.world.declared import Series
from layers.text import joints, numbers, words
from layers.text.gettext import N_, _, ngettext

CONTEXT = N_("Context, not cause: a gap that changes with a policy period is not due to it.")
LIES = {
    BETWEEN: N_("mainly between {zones}"),
    INSIDE: N_("mainly inside {zones}"),
    EVEN: N_("about equally between and inside {zones}"),
}
REASONS = {
    NO_FIGURES: N_("no figures in the source"),
    INCOMPLETE_FIGURES: N_("no figure for some {regions}"),
    NO_POPULATION: N_("no population of the same year to weigh with"),
    INCOMPLETE_POPULATION: N_("no population of the same year for some {regions}"),
}


def amount(series: Series, value: float, brief: bool = False) -> str:
    """Write a value of a series with its unit."""
    written = numbers.decimal(value, series.decimals)
    if series.unit == "%":
        return f"{written}%"
    return written if brief else _("{n} {unit} per head").format(n=written, unit=_(series.unit))


def relative(percent: float) -> str:
    """Write a value against the national mean of its year."""
    return _("{n}% of the mean of {country}").format(n=numbers.decimal(percent))


def at_year(name: str, year: object, value: str) -> str:
    """Name of a line, a year and its value there, for what comes up over a picture."""
    return _("<b>{name}</b> {year}: {value}").format(name=name, year=year, value=value)


def nats(value: float) -> str:
    """Write an inequality index at four decimals."""
    return numbers.decimal(value, 4)


def times(value: float) -> str:
    """Write a ratio at two decimals."""
    return numbers.decimal(value, 2)


def ratio_line(shown: Portrait) -> str:
    """Ratio of the highest to the lowest zone mean in the year shown."""
    row = shown.rows.loc[shown.year]
    return _("{top} = {n} × {bottom}").format(
        top=words.zone(shown.scheme, row["top_zone"]),
        n=times(row["zone_ratio"]),
        bottom=words.zone(shown.scheme, row["bottom_zone"]),
    )


def lead(shown: Portrait) -> str:
    """Say whether the gap lies between the zones or inside them."""
    share = float(shown.rows.loc[shown.year, "between_share_percent"])
    return _(
        "In {year} the gap in {series} lies {where}: {between} of it (Theil T) is between them, "
        "{inside} inside."
    ).format(
        year=shown.year,
        series=_(shown.series.meant),
        where=_(LIES[lies(share)]).format(zones=_(shown.scheme.together or shown.scheme.title)),
        between=_percent(share),
        inside=_percent(100 - share),
    )


def since(shown: Portrait) -> str:
    """Say how that changed since the first year."""
    now, first = shown.rows.loc[shown.year], shown.rows.loc[shown.first_year]
    if shown.year == shown.first_year:
        return _("This is the first year of the series.")
    return _change(now["theil_t_total"], first["theil_t_total"]).format(
        year=shown.first_year,
        share=_percent(first["between_share_percent"]),
        before=nats(first["theil_t_total"]),
        after=nats(now["theil_t_total"]),
    )


def _change(now: float, first: float) -> str:
    """How the whole gap moved, at the digits that are printed."""
    if nats(now) == nats(first):
        return _("In {year} {share} was between; the whole gap is the same ({after}).")
    if now > first:
        return _("In {year} {share} was between; the whole gap has grown from {before} to {after}.")
    return _("In {year} {share} was between; the whole gap has shrunk from {before} to {after}.")


def _percent(share: float) -> str:
    """Whole per cents where both parts are above ten, so that they sum to 100."""
    return numbers.percent(share)


def years(first: int, last: int) -> str:
    """Write a run of years.

    Examples
    --------
    >>> years(1991, 1994), years(2005, 2005)
    ('1991–1994', '2005')
    """
    return joints.span(first, last)


def gaps_line(shown: Portrait) -> list[str]:
    """One line for each run of years left out, with its reason."""
    lines = []
    for row in rows_of(shown.gaps):
        reason = _(REASONS[row["reason"]])
        lacking = row["lacking_count"]
        if lacking:
            count = ngettext("{n} {region}", "{n} {regions}", lacking).format(n=lacking)
            reason = joints.noted(reason, count)
        lines.append(joints.titled(years(row["first_year"], row["last_year"]), reason))
    return lines


def weight_named(shown: Portrait, indicator: str) -> str:
    """A population that weighs, in words."""
    return _(shown.weights[indicator])


def weights_line(shown: Portrait) -> str:
    """Which population weighs in which years."""
    runs: dict[str, list[int]] = {}
    for year, series in shown.rows["weight_series"].items():
        runs.setdefault(series, []).append(int(str(year)))
    parts = [
        _("{years}: {weight}").format(
            years=years(used[0], used[-1]), weight=weight_named(shown, series)
        )
        for series, used in runs.items()
    ]
    return _("Weights, {parts}.").format(parts=joints.parts(parts))


def source_line(shown: Portrait) -> list[Any]:
    """Source, weight and year under a chart of one year."""
    weight = shown.rows.loc[shown.year, "weight_series"]
    return [
        _("{series}, {year}; {n} {regions} weighted by {weight}. Source: {source}.").format(
            series=_(shown.series.title),
            year=shown.year,
            n=int((shown.through["year"] == shown.year).sum()),
            weight=weight_named(shown, weight),
            source=joints.parts(map(_, shown.year_publications)),
        )
    ]


def source_through(shown: Portrait) -> list[Any]:
    """Source, weights and years under a chart of all years."""
    return [
        _("{series}, {years}. {weights} Source: {source}.").format(
            series=_(shown.series.title),
            years=years(shown.first_year, shown.last_year),
            weights=weights_line(shown),
            source=joints.parts(map(_, shown.publications)),
        )
    ]
