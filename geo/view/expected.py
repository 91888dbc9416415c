"""What an address may hold, in words: a message and the values in it, for every language."""

from __future__ import annotations

from collections.abc import Iterable

ONE_OF = "one of {words}"
LIST_OF = "a comma list of {words}"
NOTHING = "nothing: these data have no such choice"
NOTHING_HERE = "nothing: this flow table has no categories"
NOTHING_BUT_ELSEWHERE = "nothing: this flow table has no categories (another one has {words})"
COUNT = "a whole number from 1 to {most}, or all"
BREAKS = "{words}, or up to five rising numbers"
YEAR = "a year from {first} to {last}"
DAY = "a day from {first} to {last} as YYYY-MM-DD, such as 2004-03-15"
CAMERA = (
    "longitude, latitude and zoom of the middle of the map, such as {example}, with a zoom from "
    "{least} to {most}, and its turn in degrees where it has one"
)
SORTED = "entries such as rank:{down}, each column at most once, {up} or {down}, of {words}"
FILTERED = (
    "entries such as persons:1000~50000 or persons:1000~, each column at most once, of {numbers}, "
    "or letters of a name for {names}"
)
WEIGHTS = (
    "entries such as gdp:2,urban:1 with numbers from 0 to {most} that are not all 0, of at most "
    "two decimals, each of {words} at most once"
)
PLACE = "a region such as {code}, corridors such as {corridor}, or the name of a site or network"
COMPARED = "a region such as {code}, corridors such as {corridor}, or an interval"
OPEN_WORLD = "the name of data that are open here"
PARAMETER = "a parameter among {words}"
ONCE = "one value for each parameter"


class Expected(str):
    """What is legal, as English says it.

    Attributes
    ----------
    message : str
        With places, for another language.
    values : dict
        What stands in them.

    Examples
    --------
    >>> legal = expected(ONE_OF, words=("in", "out"))
    >>> legal, legal.values
    ('one of in, out', {'words': 'in, out'})
    """

    message: str
    values: dict[str, str]


def expected(message: str, **values: object) -> Expected:
    """A message with its values; words of a list are parted by commas.

    A list without words is none to choose of: then nothing is expected.

    Examples
    --------
    >>> expected(ONE_OF, words=())
    'nothing: these data have no such choice'
    """
    words = values.get("words")
    if message in (ONE_OF, LIST_OF) and isinstance(words, Iterable):
        values = {**values, "words": (words := tuple(words))}
        message = message if words else NOTHING
    written = {
        name: ", ".join(value)
        if isinstance(value, Iterable) and not isinstance(value, str)
        else str(value)
        for name, value in values.items()
    }
    said = Expected(message.format(**written))
    said.message, said.values = message, written
    return said
