"""Words of the choices: one record for each key that a reading has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from layers.text.gettext import N_

FILE_SAYS = N_("The name of the file says {value}.")
TITLE_SAYS = N_("The title says {value}.")
WORDS_SAY = N_("The file says “{value}”.")


@dataclass(frozen=True)
class Asked:
    """Words of one choice.

    Attributes
    ----------
    title, question : str
        Name of the thing, and what a reader has to look at. A key of many, ``mark:*``, has its end
        as ``{name}``.
    unread : str
        The question while no sentence is read aloud above; the same where it is empty.
    options : dict
        Words of each value; a value that is not here is a text of the file or a place.
    offered : tuple of str
        What to choose among where the reading names no values; empty for a text of the reader.
    evidence : dict
        What speaks for the value: words with a place ``{value}`` for each key of the record.
    """

    title: str
    question: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    evidence: Mapping[str, str] = field(default_factory=dict)
    unread: str = ""
    offered: tuple[str, ...] = ()


GROUP = "outline-group-"
YES_NO = {"yes": N_("yes"), "no": N_("no")}

CHOICES: dict[str, Asked] = {
    "encoding": Asked(N_("Encoding"), N_("If letters of the sample are wrong, try another one.")),
    "separator": Asked(
        N_("Columns are parted by"),
        options={
            ",": N_("comma"),
            ";": N_("semicolon"),
            "\t": N_("tab"),
            "|": N_("bar |"),
            " ": N_("blank"),
            "fixed": N_("nothing: fixed places of the line"),
        },
    ),
    "decimal": Asked(
        N_("Decimal sign"), options={".": N_("point: 1234.5"), ",": N_("comma: 1234,5")}
    ),
    "sheet": Asked(
        N_("Sheet"),
        N_("One sheet is read. The others are in the report."),
        evidence={"usable": N_("Sheets with flows: {value}.")},
    ),
    "shape": Asked(
        N_("Form of the table"),
        options={
            "list": N_("list: one row for each flow"),
            "matrix": N_("matrix: origins and destinations cross"),
        },
    ),
    "heading": Asked(
        N_("Row of the headings"),
        N_("Which row of the file names the columns."),
        options={"none": N_("no row names them")},
        offered=("none", *map(str, range(1, 41))),
    ),
    "excess": Asked(
        N_("Rows with more cells than the heading"),
        N_("A figure such as 1,234 without quotes makes two cells, and moves all behind it."),
        options={
            "rejected": N_("reject these rows"),
            "columns": N_("read them: the last columns have no heading"),
        },
        evidence={"count": N_("There are {value} of them.")},
    ),
    "files": Asked(
        N_("Files that are read"),
        N_("A file of all people and files of parts of them are never added."),
        options={"every": N_("all of them")},
    ),
    "column-origin": Asked(N_("Column of the origin"), N_("Where people moved from.")),
    "column-destination": Asked(N_("Column of the destination"), N_("Where people moved to.")),
    "column-count": Asked(
        N_("Column of the people"),
        N_("How many moved."),
        evidence={"others": N_("Other columns of numbers: {value}.")},
    ),
    "column-period": Asked(
        N_("Column of the time"),
        N_("A year or an interval, or the first year of one; empty where there is none."),
    ),
    "column-period-end": Asked(
        N_("Column of the end of the time"),
        N_("The last year of an interval whose first year is in the column before; else empty."),
        evidence={"others": N_("Other columns of years: {value}.")},
    ),
    "ratios": Asked(
        N_("Shares or rates"),
        N_("Percentages and rates count nobody: added, they would be people who never were."),
        options={
            "shares": N_("they are shares or rates: not used"),
            "counts": N_("each figure is a number of people"),
        },
        evidence={
            "heading": N_("The heading is “{value}”."),
            "title": WORDS_SAY,
            "every": N_("The figures of all rows add up to {value}."),
            "origin": N_("The figures of each origin add up to {value}."),
            "destination": N_("The figures of each destination add up to {value}."),
        },
    ),
    "times": Asked(
        N_("Months, quarters or days of a year"),
        N_(
            "The page speaks of years. Moves of all months may be added where none is missing; "
            "people who live elsewhere may not: of them one time of the year is used."
        ),
        options={"added": N_("add them to years")},
        evidence={"names": N_("The file has {value}.")},
    ),
    "direction": Asked(
        N_("Direction"),
        N_("Read the sentence above aloud: is it true? If not, choose the other one."),
        options={
            "origin-first": N_("the first of the two is the origin"),
            "destination-first": N_("the first of the two is the destination"),
            "rows-origin": N_("each row is an origin"),
            "rows-destination": N_("each row is a destination"),
        },
        evidence={
            "word-origin": N_("“{value}” speaks of the origin."),
            "word-destination": N_("“{value}” speaks of the destination."),
            "coordinates": N_("The coordinates of the places agree."),
        },
        unread=N_(
            "Say which side people moved from. The largest flow then stands above, to be read "
            "aloud."
        ),
    ),
    "wide": Asked(
        N_("What the columns of numbers are"),
        options={
            "age": N_("ages"),
            "period": N_("years or intervals"),
            "sex": N_("women and men"),
            "sum": N_("parts of one number, to be added"),
        },
        evidence={
            "columns": N_("There are {value} of them."),
            "labels": N_("They would be called {value}."),
        },
    ),
    "mark": Asked(
        N_("“{name}” in place of a number"),
        N_("What the mark means."),
        options={
            "zero": N_("nobody: a zero"),
            "missing": N_("no figure"),
            "suppressed": N_("a figure that is kept secret"),
            "inapplicable": N_("does not apply here"),
        },
        evidence={"count": N_("It stands there {value} times.")},
    ),
    "doubles": Asked(
        N_("Rows that are the same in every column"),
        N_("Count each of them where each is a group of people of its own."),
        options={"each": N_("count each of them"), "once": N_("count them once")},
        evidence={"count": N_("There are {value} of them.")},
    ),
    "territories": Asked(
        N_("Regions outside this table"),
        N_("Whether they belong to the places of the table."),
        options={
            "outside": N_("no region of this table: set aside"),
            "inside": N_("places like the others"),
        },
        evidence={"names": N_("The file names {value}.")},
    ),
    "same-code": Asked(
        N_("One code at several places"),
        N_("Coordinates say that a code means more than one place."),
        options={
            "code": N_("one place for each code"),
            "coordinates": N_("told apart by coordinates"),
        },
        evidence={"codes": N_("The codes are {value}.")},
    ),
    "lying": Asked(
        N_("Where the places lie"),
        N_(
            "Few names and codes of the file are in the boundaries; its coordinates are. A place "
            "that is larger than the shape around its middle would be called after that shape."
        ),
        options={
            "position": N_("each place is the shape that it lies in"),
            "names": N_("by name and code alone"),
        },
        evidence={"count": N_("Alone in one shape: {value}.")},
    ),
    "without-shape": Asked(
        N_("Places that the boundaries lack"),
        N_("Whether they stay places of the table, without a shape."),
        options={"aside": N_("set aside"), "kept": N_("places like the others")},
        evidence={"names": N_("The file names {value}.")},
    ),
    "groups": Asked(
        N_("Groups among the places"),
        N_("Whether names of groups are places of the table."),
        options={"aside": N_("set aside"), "kept": N_("places like the others")},
        evidence={"names": N_("The file names {value}.")},
    ),
    "places": Asked(
        N_("Places"),
        N_("What the names and codes of the file are matched with."),
        options={
            "file": N_("the boundary file"),
            "world": N_("the places of this page"),
            "flows": N_("nothing: places as the file names them, without a map"),
        },
    ),
    "wholes": Asked(
        N_("Groups of “{name}” that hold others"),
        N_("Counted beside what they hold, people would be there twice."),
        options={
            "apart": N_("count everybody once"),
            "added": N_("nobody is in two of them: add all"),
        },
        evidence={"names": N_("Set aside where both are there: {value}.")},
    ),
    "overlaps": Asked(
        N_("Groups of “{name}” that share people"),
        N_("Some people are in two of these groups: added, they would be there twice."),
        options={
            "apart": N_("count only groups that share nobody"),
            "added": N_("nobody is in two of them: add all"),
        },
        evidence={
            "names": N_("They are {value}."),
            "aside": N_("Set aside where both are there: {value}."),
        },
    ),
    "unit": Asked(
        N_("What is counted"),
        N_("The page speaks of people; what else is counted is said everywhere."),
        options={
            "persons": N_("people"),
            "returns": N_("tax returns"),
            "households": N_("households"),
            "other": N_("something else"),
        },
        evidence={"heading": N_("The heading is “{value}”.")},
    ),
    "factor": Asked(
        N_("People for each 1 of the table"),
        N_("10 for a sample of one in ten, 1000 for thousands, else 1."),
        evidence={"words": WORDS_SAY},
    ),
    "period": Asked(
        N_("Year or interval"),
        N_("Such as 2019, or 2010-2015 for moves between two days; empty where it is not known."),
        evidence={"file": FILE_SAYS, "title": TITLE_SAYS},
    ),
    "measure": Asked(
        N_("Kind of figure"),
        N_("People who moved in a time, or people who live elsewhere whenever they moved."),
        options={"flow": N_("moves: a flow"), "stock": N_("people who live elsewhere: a stock")},
        evidence={"words": WORDS_SAY},
    ),
    "interval": Asked(
        N_("Years of the interval"),
        N_("Years between the place before and the place now: 1, 5, 10."),
        evidence={"period": N_("The time is {value}.")},
    ),
    "pooled": Asked(
        N_("Several years as one"),
        N_("Moves of one year each, averaged over several: never added to single years."),
        options=YES_NO,
        evidence={"period": N_("The time is {value}.")},
    ),
    "basis": Asked(
        N_("Where the figures come from"),
        N_("Counted, asked of a sample, fitted, or modelled: every view says it."),
        options={
            "counted": N_("counted"),
            "survey": N_("a survey of a sample"),
            "scaled": N_("fitted to other figures"),
            "modelled": N_("a model"),
        },
        evidence={
            "words": WORDS_SAY,
            "parts": N_("Share of figures that are no whole people: {value}."),
        },
    ),
    "population": Asked(
        N_("Who is counted"),
        N_("Such as: people aged 5 and over. Empty where the file counts everybody."),
        evidence={"universe": WORDS_SAY},
    ),
    "title": Asked(N_("Title"), N_("The name of these data on the page.")),
    "source": Asked(N_("Source"), N_("What to cite: publisher, table, edition.")),
    "publisher": Asked(N_("Publisher"), N_("In brief.")),
    "licence": Asked(N_("Licence"), N_("Its words, where the file has one.")),
    "country": Asked(N_("Country"), N_("Where the places lie.")),
    "region": Asked(N_("What a place is called"), N_("One of them, such as county.")),
    "regions": Asked(N_("What places are called"), N_("Many of them, such as counties.")),
    "ages": Asked(
        N_("Ages that are dates"),
        N_("Whether a spreadsheet turned groups of ages into dates."),
        options={"mended": N_("read them as ages"), "as-written": N_("leave them as they are")},
        evidence={"texts": N_("They would be {value}.")},
    ),
    "outline-layer": Asked(
        N_("Layer of the boundaries"), evidence={"count": N_("It has {value} features.")}
    ),
    "outline-encoding": Asked(
        N_("Encoding of the boundaries"), N_("If names are wrong, try another one.")
    ),
    "outline-crs": Asked(
        N_("Coordinate system of the boundaries"),
        N_("Such as EPSG:4326 for degrees."),
        evidence={"said": N_("The file says “{value}”.")},
    ),
    "outline-axes": Asked(
        N_("Order of the coordinates"),
        options={
            "longitude-latitude": N_("longitude first"),
            "latitude-longitude": N_("latitude first"),
        },
    ),
    "outline-code": Asked(
        N_("Codes of the boundaries"),
        N_("The column that the codes of the table are matched with."),
        evidence={"first": N_("Its first are {value}.")},
    ),
    "outline-name": Asked(
        N_("Names of the boundaries"), evidence={"first": N_("Its first are {value}.")}
    ),
    "outline-name-zh": Asked(
        N_("Second names of the boundaries, in other letters"),
        evidence={"first": N_("Its first are {value}.")},
    ),
    "outline-group-": Asked(
        N_("Zones by “{name}”"),
        N_("Whether places of the same group are a zone."),
        options=YES_NO,
        evidence={
            "count": N_("It makes {value} zones."),
            "first": N_("The first are {value}."),
        },
    ),
    "absent": Asked(
        N_("A pair without a row"),
        N_("Lists often leave out pairs of few people."),
        options={"hidden": N_("none, or hidden"), "zero": N_("nobody")},
    ),
}
"""Words of every key; ``mark`` and ``sheet`` stand for all that begin with them."""


def asked_of(key: str) -> tuple[Asked | None, str]:
    """Words of a key, and the end of a key of many.

    Examples
    --------
    >>> asked_of("mark:<5")[1], asked_of("title")[1], asked_of("nothing")[0]
    ('<5', '', None)
    """
    if key in CHOICES:
        return CHOICES[key], ""
    if key.startswith(GROUP):
        return CHOICES[GROUP], key.removeprefix(GROUP)
    head, _colon, name = key.partition(":")
    return CHOICES.get(head), name
