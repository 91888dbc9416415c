"""What is asked of the flow table, as Ibis expressions whose values are parameters.

Direction, measure, rank and the places that are kept are values like any other. Only what a
question leaves out makes another expression, see :class:`geo.flows.question.Shape`: there are few,
and a build writes all of them in SQL, so that what serves needs no Ibis.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import ibis
import ibis.expr.types as ir

from geo.flows.question import (
    KEPT,
    MEASURES,
    MOST_PAIRS,
    RANKS,
    SHAPES,
    SLOT_SIGNS,
    SMALL_BASE,
    SMALL_BASE_SAMPLE_PERSONS,
    STRIDE,
    Shape,
)
from geo.flows.sampling import Z_95

KEYS = ["period", "origin_code", "destination_code"]
PARAMETERS: dict[str, ir.Scalar] = {
    **{name: ibis.param("string") for name in ("period", "origins", "destinations", "zones")},
    "sight": ibis.param("string"),
    **{name: ibis.param("string") for name in ("measure", "rank", "earlier", "later")},
    **{name: ibis.param("int64") for name in ("anywhere", "leaves", "arrives", "net", "unsteady")},
    **{f"pair_{slot}": ibis.param("int64") for slot in range(MOST_PAIRS)},
}
Parameters = Mapping[str, ir.Scalar]
Make = Callable[[ir.Table, Parameters, int, int], ir.Table]
"""Makes the expression of a question from table, parameters, first row and number of rows."""

_NET = tuple(f"net_{one.column}" for one in MEASURES if one.divisor)
VALUES = (*(one.column for one in MEASURES), *_NET)
"""Columns that a measure can show."""

RANKED = (*(one.column for one in RANKS), *_NET)
"""Columns that a rank can order by."""

DRAWN = (
    *("period", "origin_code", "destination_code", "persons", "value", "national_rank"),
    "migrants_persons",
    *("sample_persons", "reverse_sample_persons", "net_persons", "small_base", "caveat"),
    *("rank_value", "rank_small_base"),
)
"""Columns of a corridor on the map and in lists."""

LISTED = (
    *("gross_persons", "gross_sample_persons", "reverse_persons", "effectiveness_percent"),
    *("share_percent", "rate_per_1000", "origin_out_persons", "category_share_percent"),
    *("origin_population_persons", "origin_population_year"),
)
"""More columns of a corridor in tables."""


def load(corridors: ir.Table, contrasts: ir.Table) -> ir.Table:
    """Corridors with what they can be ranked by and the numbers of interval and ends.

    Sums go by numbers: on millions of rows a group by text takes several times as long.
    """
    ends = [corridors.select(code=corridors[f"{end}_code"]) for end in ("origin", "destination")]
    codes = ibis.union(*ends, distinct=True)
    contrasts = _with_ranks(corridors, contrasts)
    codes = codes.mutate(number=ibis.row_number().over(order_by=codes.code).cast("int32"))
    periods = corridors.select(dated="period").distinct()
    periods = periods.mutate(
        period_number=ibis.row_number().over(order_by=periods.dated).cast("int16")
    )
    table = corridors.rename(national_rank="rank").left_join(contrasts, KEYS)
    table = table.drop(*[name for name in table.columns if name.endswith("_right")])
    for end in ("origin", "destination"):
        numbers = codes.rename({f"{end}_number": "number", f"{end}_known": "code"})
        table = table.inner_join(numbers, table[f"{end}_code"] == numbers[f"{end}_known"])
        table = table.drop(f"{end}_known")
    table = table.inner_join(periods, table.period == periods.dated).drop("dated")
    balanced = (table.net_persons == 0) & (table.origin_number < table.destination_number)
    table = table.mutate(
        pair_number=table.origin_number.cast("int64") * STRIDE + table.destination_number,
        small_base=table.gross_sample_persons < SMALL_BASE_SAMPLE_PERSONS,
        net_line=(table.net_persons > 0) | balanced,
        growth_small_base=table.growth_small_base.cast("boolean"),
        **{
            f"net_{one.column}": one.factor * table.net_persons / table[one.divisor].nullif(0)
            for one in MEASURES
            if one.divisor
        },
    )
    return table.order_by(["period_number", "pair_number"])


def _with_ranks(corridors: ir.Table, contrasts: ir.Table) -> ir.Table:
    """Contrasts with an empty column for each rank that this world has no figures for."""
    known = {*corridors.columns, *contrasts.columns}
    lacking = [one.column for one in RANKS if one.column not in known]
    return contrasts.mutate(**{name: ibis.null("float64") for name in lacking})


def codes(table: ir.Table, asked: Parameters, first: int, count: int) -> ir.Table:
    """Region codes by their numbers. As for :data:`Make`."""
    ends = [
        table.select(code=table[f"{end}_code"], number=table[f"{end}_number"])
        for end in ("origin", "destination")
    ]
    return ibis.union(*ends, distinct=True).order_by("number")


def periods(table: ir.Table, asked: Parameters, first: int, count: int) -> ir.Table:
    """Intervals with a corridor. As for :data:`Make`."""
    return table.select("period").distinct().order_by("period")


def keep(table: ir.Table, asked: Parameters, shape: Shape) -> ir.Table:
    """Filter corridors by their ends, the chosen region and the direction.

    A net line stands once for its pair, from the net sender to the net receiver; a balanced pair
    runs from the lower to the higher code.
    """
    filters = [(asked["net"] == 0) | table.net_line]
    if shape.region:
        leaves = table.origin_number == asked["leaves"]
        arrives = table.destination_number == asked["arrives"]
        filters.append((asked["anywhere"] == 1) | leaves | arrives)
    if shape.ends:
        filters.append(_chosen(asked["origins"], table.origin_number))
        filters.append(_chosen(asked["destinations"], table.destination_number))
    return table.filter(filters)


def _chosen(signs: ir.StringScalar, number: ir.IntegerColumn) -> ir.BooleanValue:
    return signs.substr(number, 1) == KEPT


def _picked(table: ir.Table, name: ir.StringScalar, columns: Iterable[str]) -> ir.Value:
    """The column of this name among some, missing where the name is empty."""
    return ibis.cases(*((name == column, table[column]) for column in columns))


def of_interval(table: ir.Table, asked: Parameters, shape: Shape) -> ir.Table:
    """Corridors kept in the interval asked for, with their values; the best come first.

    Where small numbers make a measure jump, pairs with a small base come last; ties go by codes.
    In the order of a rank pairs with a small base come after the others, and those without a
    value after all; ties go by people.
    """
    table = keep(table.filter(table.period == asked["period"]), asked, shape)
    table = table.mutate(
        persons=ibis.ifelse(asked["net"] == 1, table.net_persons, table.migrants_persons),
        value=_picked(table, asked["measure"], VALUES),
        rank_value=ibis.null("float64"),
        rank_small_base=ibis.null("boolean"),
    )
    if not shape.ranked:
        late = ibis.ifelse(table.small_base, asked["unsteady"], 0)
        best = ibis.desc(table.value, nulls_first=False)
        return table.order_by([late, best, table.pair_number])
    table = table.mutate(
        rank_value=_picked(table, asked["rank"], RANKED),
        rank_small_base=_rank_flag(table, asked["rank"]),
    )
    missing = table.rank_value.isnull()
    late = ibis.cases((missing, 2), (table.rank_small_base, 1), else_=0)
    best = ibis.desc(table.rank_value, nulls_first=False)
    return table.order_by([late, best, ibis.desc(table.persons), table.pair_number])


def _rank_flag(table: ir.Table, rank: ir.StringScalar) -> ir.BooleanValue:
    """Whether the base of a rank is small."""
    own = {one.column: table[one.small_base] for one in RANKS if one.small_base != SMALL_BASE}
    flags = ((rank == column, flag) for column, flag in own.items())
    return ibis.cases(*flags, else_=table.small_base)


def top(shape: Shape) -> Make:
    """The best corridors of an interval, as the map draws them."""

    def make(table: ir.Table, asked: Parameters, first: int, count: int) -> ir.Table:
        return of_interval(table, asked, shape).select(*DRAWN).limit(count, offset=first)

    return make


def page(shape: Shape) -> Make:
    """Corridors of an interval as tables list them."""

    def make(table: ir.Table, asked: Parameters, first: int, count: int) -> ir.Table:
        rows = of_interval(table, asked, shape)
        return rows.select(*DRAWN, *LISTED).limit(count, offset=first)

    return make


def some(ranked: bool) -> Make:
    """Those of the named corridors of an interval that are kept, best first."""

    def make(table: ir.Table, asked: Parameters, first: int, count: int) -> ir.Table:
        pairs = [asked[f"pair_{slot}"] for slot in range(MOST_PAIRS)]
        named = table.filter(table.pair_number.isin(pairs))
        shape = Shape(ends=True, region=True, ranked=ranked)
        return of_interval(named, asked, shape).select(*DRAWN)

    return make


def sight(ranked: bool) -> Make:
    """The best corridors of an interval among those with an end in sight, as the map draws them."""

    def make(table: ir.Table, asked: Parameters, first: int, count: int) -> ir.Table:
        shape = Shape(ends=True, region=True, ranked=ranked)
        rows = of_interval(_in_sight(table, asked), asked, shape)
        return rows.select(*DRAWN).limit(count, offset=first)

    return make


def sighted(table: ir.Table, asked: Parameters, first: int, count: int) -> ir.Table:
    """How many corridors of an interval are kept and have an end in sight. As for :data:`Make`."""
    table = _in_sight(table.filter(table.period == asked["period"]), asked)
    kept = keep(table, asked, Shape(ends=True, region=True))
    return kept.aggregate(corridors_count=kept.count())


def _in_sight(table: ir.Table, asked: Parameters) -> ir.Table:
    ends = (_chosen(asked["sight"], table[f"{end}_number"]) for end in ("origin", "destination"))
    return table.filter(ibis.or_(*ends))


def totals(shape: Shape) -> Make:
    """Persons and corridors kept in each interval, and how the rank finds them."""

    def make(table: ir.Table, asked: Parameters, first: int, count: int) -> ir.Table:
        table = keep(table, asked, shape)
        net, gross = table.net_persons.sum(), table.migrants_persons.sum()
        sums = {
            "persons": ibis.ifelse(asked["net"] == 1, net, gross),
            "sample_persons": _sampled(table),
            "corridors_count": table.count(),
            "empty_count": ibis.ifelse(table.migrants_persons == 0, 1, 0).sum().cast("int64"),
        }
        if shape.ranked:
            missing = _picked(table, asked["rank"], RANKED).isnull()
            small = ~missing & _rank_flag(table, asked["rank"])
            sums |= {
                "missing_count": ibis.ifelse(missing, 1, 0).sum().cast("int64"),
                "small_count": ibis.ifelse(small, 1, 0).sum().cast("int64"),
            }
        return table.group_by("period_number").aggregate(**sums).order_by("period_number")

    return make


def _sampled(table: ir.Table) -> ir.Value:
    """Sum of the figures of the tables, of their own type: some have fractions of persons."""
    return table.sample_persons.sum().cast(table.sample_persons.type())


def histories(table: ir.Table, asked: Parameters, first: int, count: int) -> ir.Table:
    """All corridors, each in every interval, with all that is known. As for :data:`Make`."""
    rows = table.order_by(["pair_number", "period"])
    return rows.drop("period_number", "origin_number", "destination_number", "net_line", *_NET)


def history(table: ir.Table, asked: Parameters, first: int, count: int) -> ir.Table:
    """One of them. As for :data:`Make`."""
    found = table.filter(table.pair_number == asked["pair_0"])
    return histories(found, asked, first, count)


def zones(table: ir.Table, asked: Parameters, first: int, count: int) -> ir.Table:
    """Sums between groups of regions in each interval, by their slots. As for :data:`Make`.

    Regions in no group stand as one: a filter would look the slot up in every row.
    """
    table = _grouped(table, asked["zones"])
    return (
        table.group_by(["period_number", "origin_zone", "destination_zone"])
        .aggregate(
            migrants_persons=table.migrants_persons.sum(),
            sample_persons=_sampled(table),
        )
        .order_by(["period_number", "origin_zone", "destination_zone"])
    )


def sides(table: ir.Table, asked: Parameters, first: int, count: int) -> ir.Table:
    """Sums of each region in an interval, inside its group and beyond. As for :data:`Make`."""
    table = _grouped(table.filter(table.period == asked["period"]), asked["zones"])
    inside = ibis.ifelse(table.origin_zone == table.destination_zone, 1, 0)
    parts = []
    for way, end in (("out", "origin"), ("in", "destination")):
        rows = table.select(
            way=ibis.literal(way),
            number=table[f"{end}_number"],
            inside=inside,
            migrants_persons=table.migrants_persons,
        )
        grouped = rows.group_by(["way", "number", "inside"])
        parts.append(grouped.aggregate(migrants_persons=rows.migrants_persons.sum()))
    return ibis.union(*parts).order_by(["way", "number", "inside"])


def _grouped(table: ir.Table, slots: ir.StringScalar) -> ir.Table:
    """Corridors with the slots of the groups of their ends, from a text with those of regions.

    Every region is looked up once, not every corridor: finding a place in a text takes its time.
    """
    grouped = table
    for end in ("origin", "destination"):
        at = table.select(at=table[f"{end}_number"]).distinct()
        slot = slots.substr(at.at * SLOT_SIGNS, SLOT_SIGNS).cast("int32")
        known = at.select(**{f"{end}_at": at.at, f"{end}_zone": slot})
        grouped = grouped.inner_join(known, grouped[f"{end}_number"] == known[f"{end}_at"])
    return grouped


def widest(table: ir.Table, asked: Parameters, first: int, count: int) -> ir.Table:
    """Largest value of each measure in any interval. As for :data:`Make`."""
    return table.aggregate({one.key: table[one.column].max().cast("float64") for one in MEASURES})


def changes(table: ir.Table, asked: Parameters) -> ir.Table:
    """Kept corridors in two intervals side by side.

    A corridor must be in the earlier one and in the one asked for; in the other it may be missing.
    """
    kept = keep(table, asked, Shape(ends=True, region=True))
    counts = ["migrants_persons", "sample_persons"]
    earlier = kept.filter(kept.period == asked["earlier"])
    later = kept.filter(kept.period == asked["later"]).select("pair_number", *counts)
    later = later.rename({f"later_{name}": name for name in ("pair_number", *counts)})
    both = earlier.left_join(later, earlier.pair_number == later.later_pair_number)
    known = both.later_pair_number.notnull()
    both = both.filter(known | (asked["period"] == asked["earlier"]))
    return both.mutate(change_persons=both.later_migrants_persons - both.migrants_persons)


def risen(table: ir.Table, asked: Parameters, first: int, count: int) -> ir.Table:
    """Corridors that gained people, the greatest gain first. As for :data:`Make`."""
    both = changes(table, asked)
    both = both.filter(both.change_persons > 0).order_by(
        [ibis.desc(both.change_persons), both.pair_number]
    )
    return _two_rows(both).limit(count, offset=first)


def fallen(table: ir.Table, asked: Parameters, first: int, count: int) -> ir.Table:
    """Corridors that lost people, the greatest loss first. As for :data:`Make`."""
    both = changes(table, asked)
    both = both.filter(both.change_persons < 0).order_by([both.change_persons, both.pair_number])
    return _two_rows(both).limit(count, offset=first)


def _two_rows(both: ir.Table) -> ir.Table:
    return both.select(
        "origin_code",
        "destination_code",
        earlier_persons=both.migrants_persons,
        earlier_sample_persons=both.sample_persons,
        later_persons=both.later_migrants_persons,
        later_sample_persons=both.later_sample_persons,
    )


def changed(table: ir.Table, asked: Parameters, first: int, count: int) -> ir.Table:
    """All kept corridors together in two intervals. As for :data:`Make`."""
    both = changes(table, asked)
    variance = _variance(both.migrants_persons, both.sample_persons) + _variance(
        both.later_migrants_persons, both.later_sample_persons
    )
    is_sure = both.change_persons * both.change_persons > Z_95**2 * variance
    return both.aggregate(
        corridors_count=both.count(),
        **{
            name: value.sum().fill_null(0).cast("float64")
            for name, value in (
                ("earlier_persons", both.migrants_persons),
                ("earlier_sample_persons", both.sample_persons),
                ("later_persons", both.later_migrants_persons),
                ("later_sample_persons", both.later_sample_persons),
                ("risen_sure_count", ibis.ifelse(is_sure & (both.change_persons > 0), 1, 0)),
                ("fallen_sure_count", ibis.ifelse(is_sure & (both.change_persons < 0), 1, 0)),
            )
        },
    )


def _variance(persons: ir.Value, sampled: ir.Value) -> ir.Value:
    """Square of :func:`geo.flows.sampling.standard_error`, from the estimate and the sample."""
    return ibis.ifelse(sampled > 0, persons * (persons - sampled) / sampled, 0.0)


QUESTIONS: dict[str, Make] = {
    **{
        shape.of(kind): make(shape)
        for kind, make in (("top", top), ("page", page), ("totals", totals))
        for shape in SHAPES
    },
    **{
        Shape(ranked=ranked).of(kind): make(ranked)
        for kind, make in (("some", some), ("sight", sight))
        for ranked in (False, True)
    },
    **{
        make.__name__: make
        for make in (
            codes,
            periods,
            histories,
            history,
            zones,
            sides,
            sighted,
            widest,
            risen,
            fallen,
            changed,
        )
    },
}
"""All questions by name."""
