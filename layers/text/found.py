"""Words of the report: title, reason and remedy for each kind of finding."""

from __future__ import annotations

from collections.abc import Mapping

from geo.files.unreadable import Said
from layers.text import numbers
from layers.text.gettext import N_, _, ngettext

FINDINGS: dict[str, tuple[str, str, str]] = {
    # Every row has exactly one of these.
    "counted": (N_("Flows between two places"), "", ""),
    "own": (
        N_("Moves inside a place"),
        N_("Origin and destination are the same place."),
        N_("They are counted here alone: the page has them in no flow and no sum."),
    ),
    "own-empty": (
        N_("A place with itself, without a figure"),
        N_("The cell is empty or has a mark: the file says nothing of moves inside its places."),
        N_("Nothing to do."),
    ),
    "figure": (
        N_("Other figures of a place"),
        N_("The column or row holds the people who live there, not those who moved."),
        N_("Nothing to do: it is in no sum."),
    ),
    "total": (
        N_("Totals"),
        N_("A row or column adds up others. Counted, its people would be there twice."),
        N_("Nothing to do: below stands whether they agree with their parts."),
    ),
    "group": (
        N_("Groups of places"),
        N_("The name stands for several places that have rows of their own."),
        N_("Nothing to do, unless it is a place of your table: then say which."),
    ),
    "part": (
        N_("Parts of a group that is counted"),
        N_("The same flow has a row of a wider group, which has these people too."),
        N_("Choose above to add both, if nobody is in both."),
    ),
    "overlap": (
        N_("Groups that share people with one that is counted"),
        N_("The same flow has a row of a group which has some of these people too."),
        N_("People who are in this group alone are in no sum. Choose above to add both."),
    ),
    "other-time": (
        N_("Other times of the year"),
        N_("You said which month, quarter or day is used; these rows are of others."),
        N_("Choose above to add them, or to use another one."),
    ),
    "stay": (
        N_("People who did not move"),
        N_("They lived in the same place at both times."),
        N_("Nothing to do."),
    ),
    "rest": (
        N_("All other places together"),
        N_("The file adds up small flows to places that it does not name."),
        N_("They are in no corridor and no sum: the cards name them beside the sums."),
    ),
    "abroad": (
        N_("From or to abroad"),
        N_("One end lies outside the places of the table."),
        N_("They are in no corridor and no sum: the cards name them beside the sums."),
    ),
    "unknown": (
        N_("Origin or destination not known"),
        N_("The file says that the place is not known."),
        N_("They are in no corridor and no sum: the cards name them beside the sums."),
    ),
    "outside": (
        N_("Left aside by you"),
        N_("You said that these names are no place of the map."),
        N_("Take the answer back to use them."),
    ),
    "territory": (
        N_("Regions outside this table"),
        N_("The table counts them apart from its other places."),
        N_(
            "They are in no corridor and no sum, and the cards name them beside the sums, unless "
            "you say above that they are places."
        ),
    ),
    "former": (
        N_("Places that are no more"),
        N_("The name or code is one of an earlier year, and no place of now is the same."),
        N_("Open boundaries of that year, or say above which place is meant."),
    ),
    "unmatched": (
        N_("Names without a place"),
        N_("No place has this name or code."),
        N_("Say above which place is meant, or open boundaries that have it."),
    ),
    "suppressed": (
        N_("Figures that are kept secret"),
        N_("The file has a mark where a small number is hidden."),
        N_("They are none, or few: the pair is not counted as zero."),
    ),
    "inapplicable": (
        N_("Figures that do not apply"),
        N_("The file says that there can be no figure here."),
        N_("Nothing to do."),
    ),
    "blank": (
        N_("Empty cells"),
        N_("There is neither a number nor a mark: it is not a zero."),
        N_("Write 0 in the file where nobody moved."),
    ),
    "excess": (
        N_("More cells than the heading"),
        N_("A sign between columns is too many there: which cell belongs to which is not known."),
        N_(
            'Look whether a figure with a comma is not in quotes: write 1234 or "1,234". If the '
            "last columns have no heading, give them one, or say so above."
        ),
    ),
    "share": (
        N_("Shares and rates"),
        N_("The figure is a percentage or a rate, not a number of people."),
        N_("Open the table of numbers; if these are numbers of people, say so above."),
    ),
    "no-place": (
        N_("No origin or no destination"),
        N_("The cell of a place is empty."),
        N_("Fill it in the file. A merged cell has its text in its first row only."),
    ),
    "missing": (
        N_("No figure"),
        N_("The cell of the people is empty, or has a mark for no figure."),
        N_("Fill it in the file, or say above what the mark means."),
    ),
    "unreadable": (
        N_("No number"),
        N_("The cell of the people can not be read as a number, or as two different ones."),
        N_("Write it as 1234 or 1234.5 in the file."),
    ),
    "formula": (
        N_("Formulas and errors of a spreadsheet"),
        N_("The cell has a formula without its value, or an error such as #REF!."),
        N_("Mend it in the program that made the file, and save values in place of formulas."),
    ),
    "negative": (
        N_("Below zero"),
        N_("Fewer than nobody can not move. Such figures are often balances or marks."),
        N_("Open the table of moves, not that of net migration."),
    ),
    "non-finite": (
        N_("No finite number"),
        N_("A division by zero or an error of the program that wrote the file."),
        N_("Correct it in the file."),
    ),
    "doubled": (
        N_("The same row once more"),
        N_("Every column is the same as in a row before."),
        N_("Choose above to count each of them."),
    ),
    # These concern no row alone.
    "no-moves": (
        N_("No flows were found"),
        N_(
            "No sheet has two columns of places and one of numbers, nor places that cross. Of "
            "{file}, row {row} was taken for the heading: {columns}."
        ),
        N_("Choose the columns, or send a list: origin, destination, people."),
    ),
    "nothing-counted": (
        N_("No row has a figure that can be used"),
        N_("The first is row {row} of {file}: in “{column}” stands “{cell}”."),
        N_(
            "Above stands what is wrong with the rows. Choose another column of the people if that "
            "is not theirs; formulas need their values, saved by the program that made the file."
        ),
    ),
    "origins-alone": (
        N_("Only where people came from"),
        N_("{file} has “{count}” by “{place}” ({places} places), and not where people moved to."),
        N_(
            "Say above which column is the destination, or open a table of both ends: without it "
            "there is no flow between two places, no net migration, and no map of them."
        ),
    ),
    "destinations-alone": (
        N_("Only where people moved to"),
        N_("{file} has “{count}” by “{place}” ({places} places), and not where they came from."),
        N_(
            "Say above which column is the origin, or open a table of both ends: without it there "
            "is no flow between two places, no net migration, and no map of them."
        ),
    ),
    "answer-unread": (
        N_("Not read as you said"),
        N_("In this form, or with this row of headings, no flows are found."),
        N_("It is read as it was proposed: choose again above."),
    ),
    "file-left-out": (
        N_("Files that were left out"),
        N_("Their columns are not those of the other files."),
        N_("Open them by themselves."),
    ),
    "columns-left-out": (
        N_("Columns that were left out"),
        N_("They are no place, no time, no group of people, and not the figure that is read."),
        N_("Choose one above if it is meant."),
    ),
    "sheet-left-out": (
        N_("Sheets that were left out"),
        N_("One sheet of a file is read."),
        N_("Choose another one above, or open it as a file of its own."),
    ),
    "hidden-left-out": (
        N_("Hidden sheets that were left out"),
        N_("Hidden sheets are not read unless they are chosen."),
        N_("Choose one above if it is meant."),
    ),
    "part-left-out": (
        N_("Parts of a file that hold no table"),
        N_("They are empty, or a chart."),
        "",
    ),
    "names-from-file": (
        N_("Names from the name of a file"),
        N_("Rows say only one end: the other one stands in the name of the file."),
        N_("Look whether it is the right one."),
    ),
    "no-figures": (
        N_("Rows and columns without a figure"),
        N_("They are named in the file, and nothing stands in them."),
        N_("Nothing to do, unless figures are missing."),
    ),
    "ages-as-dates": (
        N_("Ages that a spreadsheet made dates of"),
        N_("A group such as 5-9 was turned into the ninth of May."),
        N_("Look whether they mean what they say here; in the file, write them as text."),
    ),
    "times-added": (
        N_("Parts of a year that are added"),
        N_("Figures of months, quarters or days are added to those of their year."),
        N_("Look whether a part of a year is missing: its year would be too small."),
    ),
    "times-overlap": (
        N_("Intervals that share years"),
        N_("Somebody who moved in the years of both is in both."),
        N_("Each is shown by itself. Never add or compare them as if one followed the other."),
    ),
    "one-time": (
        N_("One part of each year"),
        N_("The page names the year; the figures are those of this month, quarter or day."),
        N_("Say in the title which part of the year it is."),
    ),
    "heading-was-data": (
        N_("A row of data in place of the headings"),
        N_("The first row looks like the others."),
        N_("Say above in which row the headings stand, or none."),
    ),
    "repeated": (
        N_("More than one row for a flow"),
        N_("Pair, time and group are the same. Their people are added."),
        N_("Look whether a column that tells them apart was missed."),
    ),
    "codes-repaired": (
        N_("Codes that were written otherwise"),
        N_("Zeros at the beginning were lost, or a spreadsheet added a point or a quote."),
        N_("Look whether they mean what they say here."),
    ),
    "only-into": (
        N_("Moves into some places only"),
        N_("The file has many more origins than destinations."),
        N_("Moves out of these places are in other files: open them together."),
    ),
    "only-out-of": (
        N_("Moves out of some places only"),
        N_("The file has many more destinations than origins."),
        N_("Moves into these places are in other files: open them together."),
    ),
    "two-geographies": (
        N_("Origins and destinations of two kinds"),
        N_("No place is both an origin and a destination, such as states and counties."),
        N_("Net migration means nothing here. Open boundaries that have both."),
    ),
    "years-missing": (
        N_("Years that are missing"),
        N_("Between the first and the last year there are gaps."),
        N_("Lines of time break there. Open the missing files together with these."),
    ),
    "code-at-two-places": (
        N_("One code at two places"),
        N_("The coordinates of the file say that a code means more than one place."),
        N_("Give each place a code of its own."),
    ),
    "wide-margins": (
        N_("Wide margins of error"),
        N_("The margin is more than half of the figure, in {percent} of the flows."),
        N_("Speak of the large flows only."),
    ),
    "below-one": (
        N_("Less than one person"),
        N_("Such figures come from a model or from weights."),
        N_("They are kept as they are, and shown rounded."),
    ),
    "zero": (
        N_("Zeros"),
        N_("The file says that nobody moved."),
        N_("They are kept: a zero is no gap."),
    ),
    "no-flows": (
        N_("Places without flows"),
        N_("The boundaries have them, and no row of the table names them."),
        N_("They stand on the map without a figure."),
    ),
    "without-shape": (
        N_("Places that the boundaries lack"),
        N_("Rows name them, and no shape has their name or code."),
        N_("They are in every table and sum, and not on the map."),
    ),
    "margins-agree": (
        N_("Printed totals agree"),
        N_("Sums of the cells are the totals that the file prints."),
        "",
    ),
    "margins-differ": (
        N_("Printed totals do not agree"),
        N_("Sums of the cells differ from the totals that the file prints: printed / summed."),
        N_("Look at these rows: cells may be hidden, missing or read wrongly."),
    ),
    "whole-agrees": (
        N_("The total of the file agrees"),
        N_("The file says {printed}, and its parts add up to it."),
        "",
    ),
    "whole-differs": (
        N_("The total of the file does not agree"),
        N_("The file says {printed}; its parts add up to {parts}."),
        N_("Look whether rows are missing, hidden or read wrongly; the page counts the parts."),
    ),
    "whole-alone": (
        N_("Flows of which only the total is there"),
        N_("The file gives no part of them, such as ages or sexes."),
        N_("They are counted as they stand, and are in none of the parts."),
    ),
    # Rows of the template of sites and links.
    "site": (N_("Sites"), N_("Each has a name, a source and a position in its {region}."), ""),
    "link": (N_("Links between two places"), N_("Each end is a site or a {region}."), ""),
    "value": (N_("Values"), N_("Each has a site, an indicator, a date and a source."), ""),
    "site-unknown": (
        N_("Names without a place"),
        N_("No site and no {region} has this name."),
        N_("Write a name that is suggested, or give a new site a row of its own."),
    ),
    "value-indicator": (
        N_("Indicators that are not right"),
        N_("There is no such indicator, or the text beside it is that of another one."),
        N_("Keep both columns as the template has them."),
    ),
    "value-figure": (
        N_("Values that are not right"),
        N_("It is empty, no number where one is asked for, or a number in place of words."),
        N_("Write a number such as 1200 or 12.5, or words; leave out what is not known."),
    ),
    "value-date": (
        N_("Dates that are not right"),
        N_("It is no day that has been, or the site has a value of this date already."),
        N_("Write a day such as 2004-06-30, once for each site and indicator."),
    ),
    "site-value": (
        N_("Values of the assessment"),
        N_("They are no site and no link."),
        N_("Load the same file in the tab Assessment."),
    ),
    "site-empty": (
        N_("Rows that are not filled"),
        N_("They stand as the template has them, and say nothing."),
        N_("Nothing to do."),
    ),
    "site-kind": (
        N_("Rows of no kind"),
        N_("The column kind says neither site nor link nor value."),
        N_("Write site or link in it."),
    ),
    "site-name": (
        N_("Names that a site can not have"),
        N_("The name is empty, has a comma or more than 80 signs, or another place has it."),
        N_("Give the site a name of its own."),
    ),
    "site-position": (
        N_("Positions that are not right"),
        N_(
            "The {region} is not named, longitude or latitude is no number of degrees, both have "
            "changed places, or the point lies outside the {region} that the row names."
        ),
        N_("Write degrees such as 101.77 and 36.62, and the {region} that they lie in."),
    ),
    "site-partner": (
        N_("Partners that are not right"),
        N_("The kind of partner is none of government, academic and NGO, or a text is too long."),
        N_("Correct it, or leave it empty."),
    ),
    "site-source": (
        N_("No source"),
        N_("The page shows nothing that names no source."),
        N_("Write in words where it is from."),
    ),
    "site-more": (
        N_("Text where none belongs"),
        N_("A row of kind site or link holds a value, a date or a position of another kind."),
        N_("Leave these cells empty."),
    ),
    "link-ends": (
        N_("Ends of links that are not right"),
        N_("An end is empty, both are the same place, or the link stands in a row before."),
        N_("Name two places, each link once."),
    ),
    "site-respelled": (
        N_("Cells that were read in another spelling"),
        N_("They mean one thing only, and are kept as the page writes it."),
        N_("Look whether they mean what they say here."),
    ),
    "site-elsewhere": (
        N_("Sites and links of other regions"),
        N_("The data that this page was opened with have no such regions: they are left out here."),
        N_("Open the file where these regions are."),
    ),
    # Boundaries: features and not rows.
    "outline-no-shape": (
        N_("Features without a shape"),
        N_("The file names the place and has no outline for it."),
        N_("Its flows are in the table, and not on the map."),
    ),
    "outline-no-area": (
        N_("Points and lines"),
        N_("The feature is a point or a line, no area."),
        N_("Send the layer of areas."),
    ),
    "outline-elsewhere": (
        N_("What is no feature"),
        N_("An entry is no feature, or leads to another file, which is never opened."),
        N_("Save all outlines in one file."),
    ),
    "outline-unknown-kind": (
        N_("Shapes of an unknown kind"),
        N_("The kind of shape is not known."),
        N_("Save them as polygons."),
    ),
    "outline-no-numbers": (
        N_("Positions that are no numbers"),
        N_("A position is no pair of finite numbers."),
        N_("Save the layer again."),
    ),
    "outline-no-arc": (
        N_("Arcs that are missing"),
        N_("A shape names an arc that the file does not have."),
        N_("Save the layer again."),
    ),
    "outline-out-of-world": (
        N_("Positions outside the world"),
        N_("Longitude or latitude is more than there is."),
        N_("Say above which coordinate system they are of."),
    ),
    "outline-tangled": (
        N_("Outlines that are too tangled"),
        N_("Edges cross each other too often."),
        N_("Repair the layer in a program for maps."),
    ),
    "outline-no-area-left": (
        N_("Outlines without an area"),
        N_("Nothing is left of the outline once it is made sound."),
        N_("Repair the layer in a program for maps."),
    ),
    "outline-crossed": (
        N_("Outlines that crossed themselves"),
        N_("They were mended; an area changed by {largest_change_percent} % at most."),
        "",
    ),
    "outline-unclosed": (
        N_("Rings that were not closed"),
        N_("They were closed with a straight line."),
        "",
    ),
    "outline-short-ring": (
        N_("Rings of too few points"),
        N_("They were left out: they hold no area."),
        "",
    ),
    "outline-collapsed": (
        N_("Rings without an area"),
        N_("They were left out."),
        "",
    ),
    "outline-date-line": (
        N_("Outlines over the date line"),
        N_("They were parted there, and are whole on the map."),
        "",
    ),
    "outline-beyond-turn": (
        N_("Longitudes of more than half a turn"),
        N_("They were counted from the other side."),
        "",
    ),
    "outline-heights": (
        N_("Heights"),
        N_("The third number of positions was left out."),
        "",
    ),
    "outline-no-code": (
        N_("Features without a code"),
        N_("Their name is their code, or their number in the file."),
        N_("Choose another column of codes above, if there is one."),
    ),
    "outline-doubled-code": (
        N_("Several features of one code"),
        N_("They are drawn together as one place."),
        N_("Choose another column of codes above, if they are different places."),
    ),
    "outline-no-name": (
        N_("Features without a name"),
        N_("Their code is their name."),
        "",
    ),
    "outline-doubled-name": (
        N_("Places of the same name"),
        N_("Rows that have only the name can mean each of them."),
        N_("Use codes in the table of flows."),
    ),
    "outline-links": (
        N_("Links to other files"),
        N_("They were not followed."),
        "",
    ),
    "outline-parts-missing": (
        N_("Parts of a shapefile that are missing"),
        N_("The archive lacks some of its files."),
        N_("Pack all files of the layer together: .shp, .shx, .dbf, .prj."),
    ),
    "outline-crs-taken": (
        N_("Coordinate system taken for granted"),
        N_("The file says none; the numbers fit degrees."),
        N_("Say above if it is another one."),
    ),
    "outline-crs-unknown": (
        N_("Coordinate system not known"),
        N_("The file says none that is known, and the numbers are no degrees."),
        N_("Say above which one it is, such as EPSG:3857."),
    ),
    "outline-latitude-first": (
        N_("Latitude before longitude"),
        N_("Positions are read the other way round, else they lie outside the world."),
        N_("Choose the other order above, if the map is wrong."),
    ),
    "outline-snapped": (
        N_("Borders that did not meet"),
        N_("Points that nearly meet were joined."),
        "",
    ),
    "outline-islets": (
        N_("Islets that were left out"),
        N_("They are too small to be seen on the page."),
        "",
    ),
    "outline-simplified": (
        N_("Outlines were made simpler"),
        N_("Points nearer than {tolerance_m} m were left out, alike on both sides of a border."),
        "",
    ),
    "outline-of-others": (
        N_("No place of the table has a shape"),
        N_("The table has codes such as {ours}; the boundaries have codes such as {theirs}."),
        N_(
            "Choose another column as the codes of the boundaries, or open boundaries that have "
            "the codes of the table: without them no map is drawn."
        ),
    ),
    "outline-far": (
        N_("Places far from the others"),
        N_("The first view of the map leaves them out."),
        N_("Move the map to see them."),
    ),
}


def found(kind: str, rows: int, values: Mapping[str, object]) -> tuple[str, str, str]:
    """Title, reason and remedy of a line of the report.

    Parameters
    ----------
    kind
        Of the line.
    rows
        Rows that it is about.
    values
        What else its words need.

    Examples
    --------
    >>> found("whole-differs", 1, {"printed": 320000.0, "parts": 306000.0})[1]
    'The file says 320,000; its parts add up to 306,000.'
    """
    known = FINDINGS.get(kind, (kind, "", ""))
    told = {"n": rows, **values}
    if isinstance(share := told.get("share"), float):
        told["percent"] = numbers.percent(100 * share)
    head, reason, remedy = (filled(_(said), told) for said in known)
    return head, reason, remedy


def filled(message: str, values: Mapping[str, object]) -> str:
    """A message with its places filled; a place without a value stays empty.

    Examples
    --------
    >>> filled("{n} of {all} rows", {"n": 2.0, "all": "3"})
    '2 of 3 rows'
    >>> from geo.files.unreadable import said
    >>> filled("{reason}!", {"reason": said("{n} bytes, more than {most}", n=2000, most=1000)})
    '2,000 bytes, more than 1,000!'
    """
    return message.format_map(_Values({name: _plain(value) for name, value in values.items()}))


class _Values(dict[str, str]):
    """Places that a message may have, empty where nothing is told."""

    def __missing__(self, _name: str) -> str:
        return ""


def _plain(value: object) -> str:
    if isinstance(value, Said):
        return filled(_(value.message), value.values)
    if isinstance(value, int | float):
        places = 0 if float(value).is_integer() else 2
        return numbers.decimal(value, places)
    return str(value)


# Rows of a list, or cells where origins and destinations cross.


def counted(count: int, *, is_matrix: bool) -> str:
    """How many of them.

    Examples
    --------
    >>> counted(1, is_matrix=False), counted(16, is_matrix=True)
    ('1 row', '16 cells')
    """
    said = ngettext("{n} row", "{n} rows", count)
    if is_matrix:
        said = ngettext("{n} cell", "{n} cells", count)
    return said.format(n=numbers.decimal(count))


def read_of(count: int, *, is_matrix: bool) -> str:
    """How many of them were read."""
    said = ngettext("{n} row read", "{n} rows read", count)
    if is_matrix:
        said = ngettext("{n} cell read", "{n} cells read", count)
    return said.format(n=numbers.decimal(count))


def became(*, is_matrix: bool) -> str:
    """Title of what became of them."""
    return _("What became of the cells") if is_matrix else _("What became of the rows")
