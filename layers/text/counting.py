"""What messages say in worlds whose moves are no sample: a full count, or what a file has.

Messages are written for samples, which census tables are. Where nothing was drawn, nothing is an
estimate of ours: the same places of the page say it without.
"""

from __future__ import annotations

from collections.abc import Mapping

from geo.world.catalog import SAMPLED

INSTEAD: Mapping[str, str] = {
    "estimate": "as the file has it",
    "estimate: {source}": "{source}",
    "Sample count times the factor of the interval": "Figures of the file, nothing added",
    "People (estimate)": "People",
    "People {have_left}: sample count times the factor of the period.": "People {have_left}.",
    "{Movers}, estimates": "{Movers}",
    "{Movers} between {regions}; estimates from a sample.": "{Movers} between {regions}.",
    "Moves between {regions}: {movers}; estimates from a sample.": (
        "Moves between {regions}: {movers}."
    ),
    "{measure}; {movers}, {period}, estimates": "{measure}; {movers}, {period}",
    "{zone}, {period}, {movers}, estimates": "{zone}, {period}, {movers}",
    "In the sample": "In the file",
    "{sample} in the sample": "{sample} in the file",
    "{moved} ({sample} in the sample)": "{moved} ({sample} in the file)",
    "{n} people, {sample} in the sample": "{n} people, {sample} in the file",
    "rank {rank} of {count} by people · {sample} in the sample": (
        "rank {rank} of {count} by people · {sample} in the file"
    ),
    "{pair}: {n} people before rounding, {sample} in the sample; let go of the filter": (
        "{pair}: {n} people before rounding, {sample} in the file; let go of the filter"
    ),
    "{pair}: {n} people before rounding, {sample} in the sample; show on the map": (
        "{pair}: {n} people before rounding, {sample} in the file; show on the map"
    ),
    "Nobody in the sample": "Nobody, as the file says",
    "nobody in the sample": "nobody, as the file says",
    "nobody in the sample: 0": "nobody, as the file says: 0",
    "nobody in the sample moved this way": "the file says that nobody moved this way",
    "0: nobody in the sample, or as many both ways": "0: nobody, or as many both ways",
    "Nobody in the sample moved on these corridors.": "Nobody moved on these corridors.",
    "The one corridor has nobody in the sample: 0 people ({period}).": (
        "The one corridor has nobody: 0 people ({period})."
    ),
    "All {count} corridors have nobody in the sample: 0 people ({period}).": (
        "All {count} corridors have nobody: 0 people ({period})."
    ),
    "The one corridor has nobody in the sample: 0 people ({period}), {filters}.": (
        "The one corridor has nobody: 0 people ({period}), {filters}."
    ),
    "All {count} corridors have nobody in the sample: 0 people ({period}), {filters}.": (
        "All {count} corridors have nobody: 0 people ({period}), {filters}."
    ),
    "Pairs with fewer than {n} sampled people both ways come last: a small base.": (
        "Pairs with fewer than {n} people both ways come last: a small base."
    ),
    "small base: fewer than 100 sampled both ways": "small base: fewer than 100 people both ways",
    "small base: fewer than 100 sampled in one of the two intervals": (
        "small base: fewer than 100 people in one of the two intervals"
    ),
    "People are estimates wherever a view says so; each view names its source.": (
        "Each view names its source."
    ),
    "{collections}; connectivity falls with a smaller sample": "{collections}",
    (
        "{source}. Moves between {regions}: {movers}; estimates from a "
        "sample. Distances run from capital to capital."
    ): (
        "{source}. Moves between {regions}: {movers}. Distances run "
        "from a point in one {region} to a point in another."
    ),
    "Estimate of the opposite corridor": "The opposite corridor",
    "Estimate, not rounded": "People, not rounded",
    "Estimate: sample count times the factor of the interval, not rounded": (
        "People as the file has them, not rounded"
    ),
    "Fewer than 100 sampled people both ways": "Fewer than 100 people both ways",
    "Fewer than 100 sampled people either time": "Fewer than 100 people either time",
    "Moved, sample": "Moved, in the file",
    "Earlier, sample": "Earlier, in the file",
    "Later, sample": "Later, in the file",
    "By the printed sums, sample": "By the printed sums, in the file",
    "Registered, sample": "Registered, in the file",
    "People in the sample": "People in the file",
    "People in the sample who moved from the origin to the destination in the interval": (
        "People in the file who moved from the origin to the destination in the interval"
    ),
    "People who moved from the origin to the destination in the interval, estimate": (
        "People who moved from the origin to the destination in the interval"
    ),
    "Persons counted in the sample": "Persons counted in the file",
    "sample persons": "persons",
    "Change (95% range)": "Change",
    "{period}: {moved} people (95% sampling range {range})": "{period}: {moved} people",
    "within sampling error": "no change",
    "For {n} other chance alone could make the change.": "{n} other did not change.",
    "For {n} others chance alone could make the change.": "{n} others did not change.",
    "Lower end of the 95% sampling range": "Lower end of a range: the figure itself, nothing drawn",
    "Upper end of the 95% sampling range": "Upper end of a range: the figure itself, nothing drawn",
}
"""What stands in the place of a message where the moves are no sample."""

LEFT_OUT: Mapping[str, str] = {
    "not applicable: moves inside a {region} are not in these tables": (
        "not applicable: the file has moves inside a {region}, which are in no flow and no sum"
    ),
    (
        "Cells with a dashed edge stay inside one zone: moves between different {regions} "
        "of it. Moves inside a {region} are not in these tables."
    ): (
        "Cells with a dashed edge stay inside one zone: moves between different {regions} "
        "of it. The file has moves inside a {region} too: they are set aside, and in no sum."
    ),
    "Rings: moves inside {regions} are not in these tables for {period}.": (
        "Rings: moves inside {regions} are set aside, and not drawn for {period}."
    ),
}
"""What stands in the place of a message where the source has moves inside regions beside them."""


def told(message: str, counting: str, *, has_left_out: bool = False) -> str:
    """The message for moves that were collected in a way.

    Parameters
    ----------
    message
        As it is written for a sample.
    counting
        Collection of the moves, as the catalogue of datasets has it; empty for a sample.
    has_left_out
        Whether the source has moves inside regions, which the tables leave out.

    Examples
    --------
    >>> told("In the sample", "full count"), told("In the sample", "sample count")
    ('In the file', 'In the sample')
    """
    if has_left_out and message in LEFT_OUT:
        return LEFT_OUT[message]
    return message if counting in ("", SAMPLED) else INSTEAD.get(message, message)
